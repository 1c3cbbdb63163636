"""Places behind the name of a body: "Huyện ủy |Phong Thổ|", "Quận ủy |Quận 3|", "Huyện ủy |Châu Thành|, |tỉnh Bến Tre|"."""

from __future__ import annotations

import re
from functools import cache

from . import territory
from .words import LOWER, UPPER

UNITS = {
    "tỉnh": "province",
    "thành phố": "city",
    "tp": "city",
    "tp.": "city",
    "huyện": "district",
    "thị xã": "district",
    "tx": "district",
    "tx.": "district",
    "quận": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
UNIT_NAMES = {"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã"}
UNIT = "|".join(re.escape(word) for word in sorted(UNITS, key=len, reverse=True))
_WORD = re.compile(r" ?(?:- ?)?([^\W\d_][\w'’]*)")
_NUMBER_PLACE = re.compile(r" (\d{1,2})(?!\w)")


def place_at(text: str, pos: int, level: str, within: str = "") -> tuple[int, str]:
    """End and name of the place name that starts behind ``pos``; (pos, "") when there is none.

    A run of capitalised words, cut to the longest known territory; an unknown name is taken whole.
    """
    ends: list[int] = []
    at = pos
    while len(ends) < 5 and (word := _WORD.match(text, at)) and word[1][0].isupper():
        at = word.end()
        ends.append(at)
    if not ends:
        number = _NUMBER_PLACE.match(text, pos) if level in ("commune", "district") else None
        return (number.end(), number[1]) if number else (pos, "")
    numbered = _NUMBER_PLACE.match(text, ends[-1])
    for end in ((numbered.end(),) if numbered else ()) + tuple(reversed(ends)):
        name = text[pos:end].strip()
        if known(name, level, within):
            return end, name
    if level == "commune" and text[pos : ends[0]].isupper() is False:
        return ends[min(len(ends), 3) - 1], text[pos : ends[min(len(ends), 3) - 1]].strip()
    return pos, ""


@cache
def known(name: str, level: str, within: str = "") -> tuple[territory.Territory, ...]:
    """Territories of a name at a level ("city": a centrally run city, else a town of a province)."""
    levels = {"city": ("province", "district"), "unit": ("province", "district")}.get(level, (level,))
    for one in levels:
        if one and (found := territory.find(name, level=one, within=within or None)):
            return tuple(found)
    if within:
        return known(name, level)
    return _misspelt(name, levels) if " " in name.strip() else ()


def _misspelt(name: str, levels: tuple[str, ...]) -> tuple[territory.Territory, ...]:
    """The one territory whose name differs by its diacritics only: "Mù |Cang| Chải", () when there are several."""
    for one in levels:
        found = territory.find(name, level=one, fold=True) if one in ("province", "district") else ()
        if len(found) == 1:
            return tuple(found)
    return ()


_SHORT_UNITS = {"thành phố": r"tp\.?", "thị xã": r"tx\.?", "quận": r"q\.", "huyện": r"h\."}


def own_place(text: str, low: str, pos: int, level: str, kind: str) -> tuple[int, str]:
    """As :func:`place_at`, the kind of place said once more or not: "Quận ủy |Quận 3", "Tỉnh ủy |tỉnh Kon Tum"."""
    again = re.compile(rf" (?:{kind}|{_SHORT_UNITS.get(kind, kind)})(?: |(?<=\.))").match(low, pos) if kind else None
    if again:
        end, place = place_at(text, again.end() - (low[again.end() - 1] == " "), level)
        if place:
            return end, place
    end, place = place_at(text, pos, level)
    unknown = _UNKNOWN.match(text, pos) if not place and level in ("province", "district", "city") else None
    if unknown and not _IS_NO_PLACE.match(low, unknown.start("place")):
        return unknown.end(), unknown["place"]
    return end, place


# A place that no table has, so that its body is not taken for the one at home; a third word makes it a person's name.
_UNKNOWN = re.compile(rf" (?P<place>[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+)(?! [{UPPER}])(?!\w)")
_IS_NO_PLACE = re.compile(
    r"(?:ban|nghị|quyết|kế|chỉ|kết|chương|hướng|thông|quy|báo|công|đồng|hội|sở|phòng|bộ|ủy|đảng|tỉnh|huyện|thành|thường|căn|thực|về|để|theo"
    r"|các|và|từ|trong|khóa|nhiệm|đại|việt|trung|chi|trường|ông|bà|bí|phó|chủ)(?!\w)"
)


_LARGER = re.compile(r",? (?P<unit>tỉnh|thành phố|tp\.?|huyện|quận|thị xã) (?=\w)")


def within(text: str, low: str, end: int, level: str) -> tuple[int, str]:
    """End and path of the larger territory behind the place of a district's or commune's body; (end, "") without one."""
    if level not in ("district", "city", "commune"):
        return end, ""
    if level == "commune" and (lead := _LARGER.match(low, end)) and UNITS[lead["unit"]] == "district":
        stop, name = place_at(text, lead.end() - 1, "district")
        found = known(name, "district") if name else ()
        stop, province = within(text, low, stop, "district") if name else (end, "")
        inside = [one for one in found if not province or one.path.startswith(f"{province}/")]
        return (stop, inside[0].path) if len(inside) == 1 else (end, "")
    lead = _LARGER.match(low, end)
    if lead and UNITS[lead["unit"]] in ("province", "city"):
        stop, name = place_at(text, lead.end() - 1, "province")
        found = known(name, "province") if name else ()
        return (stop, found[0].path) if len(found) == 1 else (end, "")
    bracket = re.compile(r" \((?=[^\W\d_])").match(low, end)
    stop, name = place_at(text, bracket.end(), "province") if bracket else (end, "")
    found = known(name, "province") if name else ()
    return (stop + 1, found[0].path) if len(found) == 1 and text[stop : stop + 1] == ")" else (end, "")
