"""Place and day of a document, as its head prints them; where the place is home."""

from __future__ import annotations

import re

from . import date, number, places
from .context import Context
from .headlines import Line
from .model import Span
from .words import LOWER, UPPER

_DAY = re.compile(r", ?(?:(?:hồi|lúc) \d[^,]{2,18} )?ngày(?= )")
_PLACE = re.compile(r"[^\n,.;:()\d]{2,40}(?:(?<= )\d{1,2})?\Z")


def dated(lines: list[Line], numbered: int) -> tuple[str | None, str | None] | None:
    """ISO date and place of a head whose number stands on row ``numbered``, -1 for none; None when it tells no day."""
    return _date_line(lines) or _date_beside(lines, numbered) or (_day_alone(lines) if numbered >= 0 else None)


def _date_beside(lines: list[Line], numbered: int) -> tuple[str | None, str | None] | None:
    """ISO date behind the number on its line ("SỐ 60-SL NGÀY 10 THÁNG 4 NĂM 1958"), without a place."""
    line = lines[numbered] if numbered >= 0 else None
    match = re.compile(r" ngày(?= ?\d)").search(line.low) if line else None
    day = date.DATE.match(line.low, match.start() + 1) if line and match else None
    return (date.read(day).iso, None) if day else None


def _place_day(low: str) -> tuple[Span | None, int]:
    """The words of a place before ", ngày", and where that word begins."""
    for day in _DAY.finditer(low):
        place = _PLACE.search(low, max(0, day.start() - 40), day.start())
        if place:
            return Span(place.start(), place.end()), day.end() - 4
    return None, 0


def _date_line(lines: list[Line]) -> tuple[str | None, str | None] | None:
    """ISO date and place of the line "Phong Thổ, ngày 30 tháng 8 năm 2021"."""
    for line in lines[:20]:
        lead, day = _place_day(line.low)
        match = date.DATE.match(line.low, day) if lead else None
        if lead and match and (match.end() >= len(line.low.rstrip(" .*")) - 2 or lead.start == 0):
            place = re.split(r"\s{2,}|\||\t", line.text[lead.start : lead.end].strip())[-1]
            if place[-1:].isdigit() and not _NUMBERED_PLACE.fullmatch(place):
                continue
            own = number.NUMBERED.search(place)
            place = place[own.end() :] if own else place
            return date.read(match).iso, place.strip() or None
    return None


# "Hà Giang 1", "Quận 6".
_NUMBERED_PLACE = re.compile(rf"(?:[{UPPER}][^\W\d_]* ){{1,4}}\d{{1,2}}")
# A day on a line of its own, without the comma behind its place or without a place: "Hòn Gai ngày 7/5/1996".
_DAY_ALONE = re.compile(rf"(?P<place>(?:[{UPPER}][{LOWER}]* ){{1,4}})?[Nn]gày (?=\d)")


def _day_alone(lines: list[Line]) -> tuple[str | None, str | None] | None:
    """ISO date and place of such a line."""
    for line in lines[:20]:
        lead = _DAY_ALONE.match(line.text)
        match = date.DATE.match(line.low, lead.end() - 5) if lead else None
        if lead and match and match.end() >= len(line.low.rstrip(" .*")):
            return date.read(match).iso, (lead["place"] or "").strip() or None
    return None


def home_of(place: str | None, on: str | None = None) -> Context:
    """The province, and the district, of the place in a date line, on its day."""
    found = [one for level in ("province", "district") for one in (places.known(place, level) if place else ())]
    if place and len(provinces := places.known(place, "province")) == 1:
        found = [one for one in found if one.path.split("/")[0] == provinces[0].path]
    paths = {one.path.split("/")[0] for one in found}
    return (
        Context(paths.pop(), next((one.path for one in found if "/" in one.path), ""), on=on or "")
        if len(paths) == 1
        else Context(on=on or "")
    )
