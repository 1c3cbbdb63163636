"""Bodies that no table knows, as a head prints them: offices, companies, schools."""

from __future__ import annotations

import re
from functools import cache

from . import lexicon, places
from .fold import slug, tone
from .model import Organisation
from .spelling import as_written


@cache
def offices() -> re.Pattern[str]:
    """What the name of an office or company begins with, which no table knows: "BAN DÂN TỘC", "TỔNG CÔNG TY …"."""
    words = sorted((tone(row["words"]) for row in lexicon.table("offices")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?: \w|$)")


_MOST_LINES = 4
# Who speaks for a company or school, under its name.
_OF_A_COMPANY = re.compile(
    r"(?:hội đồng (?:quản trị|thành viên|trường|quản lý)|đại hội đồng cổ đông|ban (?:giám đốc|tổng giám đốc|giám hiệu)|(?:tổng )?giám đốc)"
)


def unknown_body(left: list[tuple[str, str]]) -> Organisation | None:
    """A body that no table knows, as its head prints it: "TỔNG CÔNG TY / ĐƯỜNG SẮT VIỆT NAM"; its place stays open."""
    last = len(left)
    while last > 1 and _OF_A_COMPANY.fullmatch(left[last - 1][1]) and left[last - 2][0].isupper():
        last -= 1
    first = last
    while first > 0 and last - first < _MOST_LINES and left[first - 1][0].isupper() and len(left[first - 1][0]) < 60:
        first -= 1
    start = next((row for row in range(last - 1, first - 1, -1) if offices().match(left[row][1])), -1)
    if start < 0:
        return None
    label = as_written(" ".join(text for text, _ in left[start:last]))
    return _placed_office(label)


_PLACED = re.compile(r" (?P<unit>tỉnh|thành phố|huyện|quận|thị xã) (?P<place>[^\W\d]+(?: [^\W\d]+){0,3})$")


def _placed_office(label: str) -> Organisation:
    """An office that no table knows, at home where its name ends: "Đoàn đại biểu Quốc hội |tỉnh Ninh Bình|"."""
    said = _PLACED.search(label.lower())
    levels = ("province",) if said and said["unit"] == "tỉnh" else ("province", "district")
    found = [one for level in levels for one in places.known(said["place"], level)] if said else []
    place = found[0] if said and len(found) == 1 and said["unit"] in found[0].kinds else None
    path = place.path if place else ""
    kind = slug(label[: said.start()] if said and place else label)
    label = f"{label[: said.start('place')]}{place.name}" if said and place else label
    return Organisation(label, kind, place.level if place else "", "", path, f"{path or '-'}/{kind}")
