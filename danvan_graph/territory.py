"""Provinces, districts and communes of Viet Nam with their life spans; read from data/territories when first asked for.

Dates are ISO days, both inclusive; None where the data do not tell (``start``) or the unit still stands (``end``).
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

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
_NUMBER = re.compile(r"0*(\d+)")


@dataclass(frozen=True, slots=True)
class Territory:
    """A unit; ``path`` are ASCII slugs from the province down, ``kind`` the last one it had, ``kinds`` all known."""

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
    spellings: tuple[str, ...] = ()

    def stands(self, on: str) -> bool:
        """Whether it existed on a day, or on some day of a month or year (``2025``, ``2025-06``)."""
        return (self.end is None or self.end[: len(on)] >= on) and (self.start is None or self.start[: len(on)] <= on)


@dataclass(frozen=True, slots=True)
class _Table:
    """The units of one file, by path, by parent and by name; ``bare`` names lack diacritics."""

    by_path: Mapping[str, Territory]
    by_parent: Mapping[str, list[Territory]]
    by_name: Mapping[str, list[Territory]]
    by_bare: Mapping[str, list[Territory]]


def _key(name: str) -> str:
    """Form by which names are compared: tone place, y and i, Đắk and Đăk, hyphens, apostrophes make no difference."""
    text = re.sub(r"[^\w]+", " ", tone(name).replace("'", "").replace("’", "")).strip()
    text = _MARKED_Y.sub(lambda found: found[0].translate(_I), text)
    text = _LAK.sub("đắk lắk", _DAK.sub("đắk", text))
    number = _NUMBER.fullmatch(text)
    return number[1] if number else text


def _rows(name: str) -> list[list[str]]:
    text = resource(f"data/territories/{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _table(file: str) -> _Table:
    rows = _rows(file)
    before: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for successor in row[6].split():
            before[successor].append(row[0])
    by_path, by_parent = {}, defaultdict(list)
    by_name, by_bare = defaultdict(list), defaultdict(list)
    for path, name, kinds, start, end, code, after, origins, spellings in rows:
        parent = path.rpartition("/")[0]
        level = "commune" if file == "communes" else LEVELS[path.count("/")]
        known = tuple(kinds.split("|"))
        earlier = tuple(origins.split()) + tuple(before.get(path, ()))
        others = tuple(spellings.split("|")) if spellings else ()
        unit = Territory(
            path,
            name,
            known[-1],
            level,
            start or None,
            end or None,
            parent,
            earlier,
            tuple(after.split()),
            code,
            known,
            others,
        )
        by_path[path] = unit
        by_parent[parent].append(unit)
        for key in {_key(written) for written in (name, *others)}:
            by_name[key].append(unit)
            by_bare[bare(key)].append(unit)
    return _Table(by_path, by_parent, by_name, by_bare)


@cache
def _upper() -> _Table:
    return _table("units")


@cache
def _communes() -> _Table:
    return _table("communes")


def get(path: str) -> Territory:
    """Return the unit at a path; KeyError when there is none."""
    found = _upper().by_path.get(path)
    return found if found else _communes().by_path[path]


def ancestors(path: str) -> tuple[Territory, ...]:
    """Units above ``path``, nearest first."""
    parts = path.split("/")[:-1]
    return tuple(get("/".join(parts[:size])) for size in range(len(parts), 0, -1))


def full_name(path: str) -> str:
    """Kind and name, as in running text: "huyện Phong Thổ", "tỉnh Lai Châu", "Quận 1"."""
    unit = get(path)
    kind = unit.kind.capitalize() if unit.name.isdigit() else unit.kind
    return f"{kind} {unit.name}"


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
    key = _key(text)
    found = table.by_bare.get(bare(key), []) if fold else table.by_name.get(key, [])
    return [unit for unit in found if unit.level == level]


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
    found = list(_upper().by_parent.get(path, ())) if depth < 2 else []
    if depth:
        found += _communes().by_parent.get(path, ())
    return tuple(unit for unit in found if on is None or unit.stands(on))


def roll(level: str, under: str = "", on: str | None = None) -> tuple[Territory, ...]:
    """Units of a level under ``under``, those that stood on a date or all that ever did."""
    table = _communes() if level == "commune" else _upper()
    return tuple(unit for unit in table.by_path.values() if unit.level == level and _fits(unit, under, on))


def names(level: str) -> frozenset[str]:
    """Names and spellings of a level's units as :func:`danvan_graph.fold.tone` writes them."""
    units = roll(level)
    return frozenset(tone(written) for unit in units for written in (unit.name, *unit.spellings))
