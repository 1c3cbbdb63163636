"""Provinces, districts and communes of Viet Nam with their life spans; read from data/territories when first asked for.

Dates are ISO days, both inclusive; None where the data do not tell (``start``) or the unit still stands (``end``).
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from danvan_graph.fold import bare, tone
from danvan_graph.resources import resource

LEVELS = ("province", "district", "commune")
_KINDS = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "huyện": ("district",),
    "quận": ("district",),
    "thị xã": ("district",),
    "xã": ("commune",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
    "đặc khu": ("commune",),
}
_TOWNS = ("thành phố", "thị xã", "quận", "phường", "thị trấn")
_ABBREVIATIONS = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "thủ đô": "thành phố"}
_INITIALS = {"t.p": "thành phố", "t.x": "thị xã", "t.t": "thị trấn"} | {
    "h": "huyện",
    "q": "quận",
    "x": "xã",
    "p": "phường",
}
_PREFIX = re.compile(
    rf"(?:({'|'.join((*_KINDS, *_ABBREVIATIONS))})(?:\.\s*|\s+)|({'|'.join(map(re.escape, _INITIALS))})\.\s*)(?=\S)"
)
_MARKED_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yýỳỷỹỵ](?!\w)|(?<=\bqu)[yýỳỷỹỵ](?!\w)")
_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_DAK = re.compile(r"\b(?:đăk|đak|đắc|đăc|dăk|dak)\b")
_LAK = re.compile(r"\bđắk (?:lăk|lak|lắc)\b")
_GAP = re.compile(r"[^\w\n]+")
_EDGE = re.compile(r"^ | $|^0+(?=\d+$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Territory:
    """A unit; ``path`` are ASCII slugs from the province down, ``code`` that of the statistics office.

    ``kind`` is the last one it had, ``kinds`` all known, each from the day in ``since`` ("": not known).
    """

    path: str
    name: str
    kind: str
    level: str
    start: str | None = None
    end: str | None = None
    parent: str = ""
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    code: str = ""
    kinds: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    def stands(self, on: str) -> bool:
        """Whether it existed on a day, or on some day of a month or year (``2025``, ``2025-06``)."""
        end, start = (self.end or on)[: len(on)], (self.start or on)[: len(on)]
        return end >= on[: len(end)] and start <= on

    def kind_on(self, on: str | None) -> str:
        """Its kind on a date as far as changes are dated; the last one without a date."""
        if on is None:
            return self.kind
        known = [kind for kind, since in zip(self.kinds, self.since, strict=True) if since[: len(on)] <= on]
        return known[-1] if known else self.kind


def _keys(names: str) -> str:
    """Form by which names, one a line, are compared.

    Tone place, y and i, Đắk and Đăk, hyphens, apostrophes, leading noughts make no difference.
    """
    text = _GAP.sub(" ", tone(names).replace("'", "").replace("’", ""))
    text = _MARKED_Y.sub(lambda found: found[0].translate(_I), text)
    text = _LAK.sub("đắk lắk", _DAK.sub("đắk", text))
    return _EDGE.sub("", text)


class _Table:
    """The units of one file; each becomes a :class:`Territory` when first asked for."""

    def __init__(self, name: str) -> None:
        text = resource(f"data/territories/{name}.tsv").read_text(encoding="utf-8")
        self.communes = name == "communes"
        self.rows = [line.split("\t") for line in text.splitlines()[1:]]
        self.numbers = {row[0]: number for number, row in enumerate(self.rows)}
        self.made: dict[int, Territory] = {}

    @cached_property
    def by_parent(self) -> Mapping[str, list[int]]:
        """Numbers of rows by the path of the unit above."""
        found = defaultdict(list)
        for number, row in enumerate(self.rows):
            found[row[0].rpartition("/")[0]].append(number)
        return found

    @cached_property
    def by_name(self) -> Mapping[str, list[int]]:
        """Numbers of rows by the key of each name and spelling."""
        written = [(row[1], number) for number, row in enumerate(self.rows)]
        written += [(name, number) for number, row in enumerate(self.rows) if row[8] for name in row[8].split("|")]
        found = defaultdict(list)
        for key, (_, number) in zip(_keys("\n".join(name for name, _ in written)).split("\n"), written, strict=True):
            found[key].append(number)
        return found

    @cached_property
    def by_bare(self) -> Mapping[str, list[int]]:
        """Numbers of rows by the key without diacritics."""
        found: dict[str, list[int]] = defaultdict(list)
        for key, plain in zip(self.by_name, bare("\n".join(self.by_name)).split("\n"), strict=True):
            found[plain] += self.by_name[key]
        return found

    @cached_property
    def before(self) -> Mapping[str, list[str]]:
        """Paths of predecessors by path."""
        found = defaultdict(list)
        for row in self.rows:
            for successor in row[6].split():
                found[successor].append(row[0])
        return found

    def earlier(self, path: str) -> list[str]:
        """Paths of predecessors; those of a commune may be islands that were districts."""
        return [*(_upper().before.get(path, ()) if self.communes else ()), *self.before.get(path, ())]

    def unit(self, number: int) -> Territory:
        """Make or take the unit of a row."""
        if number not in self.made:
            path, name, kinds, start, end, code, after, origins, spellings = self.rows[number]
            dated = [one.partition("@")[::2] for one in kinds.split("|")]
            self.made[number] = Territory(
                path=path,
                name=name,
                kind=dated[-1][0],
                level="commune" if self.communes else LEVELS[path.count("/")],
                start=start or None,
                end=end or None,
                parent=path.rpartition("/")[0],
                predecessors=(*origins.split(), *self.earlier(path)),
                successors=tuple(after.split()),
                code=code,
                kinds=tuple(kind for kind, _ in dated),
                since=tuple(since for _, since in dated),
                spellings=tuple(spellings.split("|")) if spellings else (),
            )
        return self.made[number]

    def named(self, key: str, *, fold: bool) -> list[Territory]:
        """Units by key of their name."""
        found = self.by_bare.get(bare(key), ()) if fold else self.by_name.get(key, ())
        return [self.unit(number) for number in sorted(set(found))]

    def under(self, path: str) -> list[Territory]:
        """Units right under a path."""
        return [self.unit(number) for number in self.by_parent.get(path, ())]


@cache
def _upper() -> _Table:
    return _Table("units")


@cache
def _communes() -> _Table:
    return _Table("communes")


def get(path: str) -> Territory:
    """Return the unit at a path; KeyError when there is none."""
    table = _upper() if path in _upper().numbers else _communes()
    return table.unit(table.numbers[path])


def ancestors(path: str) -> tuple[Territory, ...]:
    """Units above ``path``, nearest first."""
    parts = path.split("/")[:-1]
    return tuple(get("/".join(parts[:size])) for size in range(len(parts), 0, -1))


def full_name(path: str, on: str | None = None) -> str:
    """Kind (on a date, or the last) and name, as in running text: "huyện Phong Thổ", "Quận 1"."""
    unit = get(path)
    kind = unit.kind_on(on)
    return f"{kind.capitalize() if unit.name.isdigit() else kind} {unit.name}"


def find(
    name: str,
    *,
    level: str | None = None,
    within: str | None = None,
    kind: str | None = None,
    on: str | None = None,
    fold: bool = False,
) -> tuple[Territory, ...]:
    """All units of that name, provinces first; a prefix such as "huyện" or "TP." in ``name`` tells their kind.

    ``within`` is the path of a unit above them, ``on`` a day (or month, or year) on which they stood. With ``fold``,
    diacritics make no difference. A unit of another kind than the one asked for counts only when none of that kind is
    found: kinds change ("thị xã Lai Châu" is a thành phố since 2013), and the data do not hold every change.

    >>> [unit.path for unit in find("H. Phong Thổ")]
    ['lai-chau/phong-tho']
    """
    for wanted, text in _readings(name, kind):
        levels = [one for one in (_KINDS[wanted] if wanted else LEVELS) if level in (None, one)]
        if text.isdigit() and not wanted:
            continue
        units = [unit for one in levels for unit in _named(text, one, fold) if _fits(unit, within, on)]
        if found := _of_kind(units, wanted, level) if wanted else units:
            return tuple(found)
    return ()


def _readings(name: str, kind: str | None) -> list[tuple[str | None, str]]:
    """Kind and name proper: with the prefix taken as a kind, then with all of it as the name."""
    text = " ".join(tone(name).split())
    readings: list[tuple[str | None, str]] = [(kind, text)]
    if prefix := _PREFIX.match(text):
        written = _ABBREVIATIONS.get(prefix[1], prefix[1]) or _INITIALS[prefix[2]]
        readings.insert(0, (kind or written, text[prefix.end() :]))
    return readings


def _named(text: str, level: str, fold: bool) -> list[Territory]:
    """Units of a level by the key of their name."""
    table = _communes() if level == "commune" else _upper()
    return [unit for unit in table.named(_keys(text), fold=fold) if unit.level == level]


def _fits(unit: Territory, within: str | None, on: str | None) -> bool:
    return (not within or unit.path.startswith(within + "/")) and (on is None or unit.stands(on))


def _of_kind(units: list[Territory], kind: str, level: str | None) -> list[Territory]:
    """Units that had this kind; failing that, towns for a town; failing that, any but a province taken for a town."""
    exact = [unit for unit in units if kind in unit.kinds]
    others = [unit for unit in units if unit.level != "province" or kind == "tỉnh" or level == "province"]
    towns = [unit for unit in others if (unit.kind in _TOWNS) == (kind in _TOWNS)]
    return exact or towns or others


def children(path: str = "", on: str | None = None) -> tuple[Territory, ...]:
    """Units right under ``path`` ("" is the whole country), those that stood on a date or all that ever did."""
    depth = path.count("/") + 1 if path else 0
    found = _upper().under(path) if depth < 2 else []
    if depth:
        found += _communes().under(path)
    return tuple(unit for unit in found if on is None or unit.stands(on))


def roll(level: str, under: str = "", on: str | None = None) -> tuple[Territory, ...]:
    """Units of a level under ``under``, those that stood on a date or all that ever did."""
    table = _communes() if level == "commune" else _upper()
    units = (table.unit(number) for path, number in table.numbers.items() if path.startswith(under))
    return tuple(unit for unit in units if unit.level == level and _fits(unit, under, on))


def names(level: str) -> frozenset[str]:
    """Names and spellings of a level's units as :func:`danvan_graph.fold.tone` writes them."""
    units = roll(level)
    return frozenset(tone(written) for unit in units for written in (unit.name, *unit.spellings))
