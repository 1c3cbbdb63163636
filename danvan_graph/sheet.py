"""The sheet of data that law sites print beside a document: "Số hiệu: 12/KH-UBND", "Loại văn bản | Kế hoạch".

Its lines are no part of the document's own head, and are taken out of it; what the head has lost, the sheet still tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from . import body, date, lexicon, number
from .context import Context
from .fold import tone
from .headlines import Line
from .model import Letterhead, Span

_FEWEST = 2
_FIRST_LINES = 12
_LONGEST_VALUE = 300


@cache
def _label() -> re.Pattern[str]:
    words = sorted((tone(row["words"]) for row in lexicon.table("sheet_labels")), key=len, reverse=True)
    return re.compile(rf"(?P<label>{'|'.join(map(re.escape, words))})(?P<colon> ?:)?(?: +|$)")


def without_sheet(lines: list[Line]) -> tuple[list[Line], dict[str, str]]:
    """The lines of a head without those of a sheet, and what the sheet says: label → value.

    A list of several documents, or a box of related ones beside an article, says nothing of the text itself.
    """
    kept: list[Line] = []
    told: dict[str, str] = {}
    boxed = (row for row, line in enumerate(lines[:_FIRST_LINES]) if line.low.strip() == "văn bản liên quan")
    others = any(row + 1 < len(lines) and bool(_labels_of(lines[row + 1])) for row in boxed)
    row = 0
    while row < len(lines):
        labels = _labels_of(lines[row])
        if not labels:
            kept.append(lines[row])
            row += 1
            continue
        row += 1
        last = list(labels)[-1]
        if not labels[last] and row < len(lines) and not _labels_of(lines[row]):
            labels[last] = lines[row].text
            row += 1
        others = others or any(
            told.get(name, labels[name]) != labels[name] for name in _NAMES["number"] if name in labels
        )
        told.update(labels)
    return (kept, {} if others else told) if len(told) >= _FEWEST else (lines, {})


def _labels_of(line: Line) -> dict[str, str]:
    """Labels and values that a line holds; {} when it is none of a sheet's."""
    found: dict[str, str] = {}
    first = _label().match(line.low, len(line.low) - len(line.low.lstrip("•-+* ")))
    if first is None or len(line.low) > _LONGEST_VALUE or (first.end() < len(line.low) and not first["colon"]):
        return found
    marks = [first, *(one for one in _label().finditer(line.low, first.end()) if one["colon"])]
    for one, following in zip(marks, [*marks[1:], None], strict=True):
        found[one["label"]] = line.text[one.end() : following.start() if following else None].strip(" |")
    return found


_NAMES = {
    "number": ("số hiệu", "số hiệu văn bản", "số/ký hiệu", "số ký hiệu"),
    "type": ("loại văn bản", "thể loại", "hình thức văn bản"),
    "date": ("ngày ban hành",),
    "issuer": ("cơ quan ban hành", "nơi ban hành", "đơn vị ban hành"),
    "title": ("trích yếu",),
}


def filled(
    head: Letterhead, found: number.Number | None, told: dict[str, str]
) -> tuple[Letterhead, number.Number | None]:
    """The head with what it has lost and a sheet tells; as it is where the sheet is another document's."""
    said = {name: next((told[one] for one in labels if told.get(one)), "") for name, labels in _NAMES.items()}
    kind = lexicon.surfaces().get(tone(said["type"]))
    own = number.NUMBERED.match(said["number"])
    if kind is None or own is None:
        return head, found
    parsed = number.parse(own["number"], own["symbol"], kind.name)
    if found and (found.number, found.symbol) != (parsed.number, parsed.symbol):
        return head, found
    day = date.DATE.match(tone(said["date"]))
    phrase = body.phrase_at(said["issuer"], tone(said["issuer"]), 0)
    whole = replace(
        head,
        type=head.type or kind.name,
        number=parsed.number,
        symbol=parsed.symbol,
        date=head.date or (date.read(day).iso if day else None),
        issuer=head.issuer or (body.organisation(phrase, Context()) if phrase else None),
        title=head.title or said["title"] or None,
        span=head.span if head.type else Span(0, 0),
    )
    return whole, found or parsed
