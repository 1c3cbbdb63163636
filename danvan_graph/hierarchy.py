"""Where a body sits: level and territory of a committee's series, the unit of a territory path, the body above."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from . import lexicon, territory
from .model import Organisation

_COMMITTEES = {
    "tỉnh": ("Tỉnh ủy", "tu"),
    "thành phố": ("Thành ủy", "tu-tp"),
    "huyện": ("Huyện ủy", "hu"),
    "quận": ("Quận ủy", "qu"),
    "thị xã": ("Thị ủy", "tixu"),
}
_COMMITTEE_KINDS = frozenset(kind for _, kind in _COMMITTEES.values()) | {"du", "du-xa", "du-phuong", "du-tt", "du-dk"}
_CENTRE = {
    "party": Organisation("Ban Chấp hành Trung ương Đảng", "bch-tw", "central", "party", "", "tw/bch-tw"),
    "ubnd": Organisation("Chính phủ", "cp", "central", "state", "", "tw/cp"),
}
_LABELS = {"ubnd": ("UBND", "state"), "mttq": ("Ủy ban MTTQ Việt Nam", "front")}


@dataclass(frozen=True, slots=True)
class Unit:
    """A territory as the graph shows it; ``level`` and ``parent`` are "" where unknown."""

    label: str
    level: str
    parent: str


@cache
def unit(path: str) -> Unit:
    """Find the unit of a territory path; one that no table has keeps the end of its path as label.

    >>> unit("lai-chau/phong-tho")
    Unit(label='Phong Thổ', level='district', parent='lai-chau')
    """
    try:
        found = territory.get(path)
    except KeyError:
        return Unit(path.rpartition("/")[2].replace("-", " ").title(), "", path.rpartition("/")[0])
    return Unit(territory.full_name(path) if found.name.isdigit() else found.name, found.level, found.parent)


@cache
def seat(body: str) -> tuple[str, str]:
    """Level and territory path of the committee whose slug stands in a key; "" where it does not tell.

    >>> seat("tw"), seat("lai-chau/phong-tho/hu"), seat("-/hu")
    (('central', ''), ('district', 'lai-chau/phong-tho'), ('district', ''))
    """
    if body == "tw" or body.startswith("tw/"):
        return "central", ""
    path, _, name = body.rpartition("/")
    if path == "-":
        levels = {row["level"] for row in lexicon.table("symbol_bodies") if row["slug"] == name}
        return (levels.pop() if len(levels) == 1 else ""), ""
    level = unit(path).level if path else ""
    return level, path if level else ""


@cache
def parent(body: Organisation) -> Organisation | None:
    """Find the body right above, as far as the rules tell: an organ's committee, else the same body one level up.

    >>> parent(Organisation("Ban Thường vụ Huyện ủy Tam Đường", "btv-hu", "district", "party", "", "-/btv-hu")).label
    'Huyện ủy Tam Đường'
    """
    for row in lexicon.table("bodies"):
        organ, rest = f"{row['slug']}-", body.label.removeprefix(row["label"]).strip()
        if row["part"] == "organ" and body.kind.startswith(organ) and rest != body.label:
            kind = body.kind.removeprefix(organ)
            slug = f"{body.slug.rpartition('/')[0]}/{kind}"
            return Organisation(rest, kind, body.level, body.branch, body.territory, slug)
    kind = "party" if body.kind in _COMMITTEE_KINDS else body.kind
    if not body.territory or not unit(body.territory).level:
        return None
    above = unit(body.territory).parent
    return _body_of(above, kind) if above else _CENTRE.get(kind)


def _body_of(path: str, kind: str) -> Organisation | None:
    """Name the party committee ("party"), People's Committee or Front committee of a territory."""
    place = territory.get(path)
    if kind == "party" and place.kind in _COMMITTEES:
        word, code = _COMMITTEES[place.kind]
        return Organisation(f"{word} {place.name}", code, place.level, "party", path, f"{path}/{code}")
    if kind in _LABELS:
        word, branch = _LABELS[kind]
        return Organisation(f"{word} {territory.full_name(path)}", kind, place.level, branch, path, f"{path}/{kind}")
    return None
