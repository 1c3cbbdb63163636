"""Lines that belong to the page, not to the text: page numbers, running headers and footers, ruled lines."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from danvan_graph.read.lines import RULE

NEXT, PARAGRAPH, PAGE = 0, 1, 2
"""How a row follows the one before: on the next line, after an empty line, after the end of a page."""

_LONE = re.compile(r"[-.|/]?\s?(\d{1,4})\s?[-.|]?$")
_PAGE_WORDS = re.compile(
    r"(?:[-|]\s?)?(?:trang|page|tr\.)\s?:?\s?\d{1,4}(?:\s?(?:/|of|trên|trong)\s?\d{1,4})?(?:\s?[-|])?$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_APART = 300
_SHORT = 160


class Row(NamedTuple):
    """A line that is not empty: where it stands, how it follows, what it says."""

    start: int
    end: int
    gap: int
    line: str


def rows(text: str) -> list[Row]:
    """List the lines of a text without those of the page."""
    found = _split(text)
    gone = _page_lines(found)
    if not gone:
        return found
    kept, gap = [], NEXT
    for index, row in enumerate(found):
        gap = max(gap, row.gap)
        if index in gone:
            gap = max(gap, gone[index])
        else:
            kept.append(row if row.gap == gap else row._replace(gap=gap))
            gap = NEXT
    return kept


def _split(text: str) -> list[Row]:
    found: list[Row] = []
    at, gap = 0, NEXT
    paged = "\f" in text
    for line in text.split("\n"):
        if paged and "\f" in line:
            gap = _split_pages(line, at, gap, found)
        else:
            bare = line.strip()
            if bare:
                start = at if bare == line else at + len(line) - len(line.lstrip())
                found.append(Row(start, start + len(bare), gap, bare))
                gap = NEXT
            else:
                gap = max(gap, PARAGRAPH)
        at += len(line) + 1
    return found


def _split_pages(line: str, at: int, gap: int, found: list[Row]) -> int:
    for part in line.split("\f"):
        bare = part.strip()
        if bare:
            start = at + len(part) - len(part.lstrip())
            found.append(Row(start, start + len(bare), gap, bare))
        at += len(part) + 1
        gap = PAGE
    return PAGE if not line.rsplit("\f", 1)[1].strip() else NEXT


def _page_lines(found: list[Row]) -> dict[int, int]:
    """Numbers of the rows to leave out, each with the gap that it leaves."""
    gone: dict[int, int] = {}
    lone: list[tuple[int, int]] = []
    for index, row in enumerate(found):
        line = row.line
        if len(line) > _SHORT:
            continue
        if not line[0].isalnum() and RULE.fullmatch(line):
            gone[index] = PARAGRAPH
        elif len(line) < 30:
            number = _LONE.match(line)
            if number:
                lone.append((index, int(number[1])))
            elif _PAGE_WORDS.match(line):
                gone[index] = PAGE
    gone.update(dict.fromkeys(_numbering(found, lone, gone), PAGE))
    gone.update(dict.fromkeys(_running(found, gone), PAGE))
    return gone


def _numbering(found: list[Row], lone: list[tuple[int, int]], gone: dict[int, int]) -> set[int]:
    """Lone numbers that count pages: at the edge of a page, or one more than another far enough away."""
    pages: set[int] = set()
    last: dict[int, int] = {}
    for index, number in lone:
        edge = found[index].gap == PAGE or (index + 1 < len(found) and found[index + 1].gap == PAGE)
        edge = edge or PAGE in (gone.get(index - 1), gone.get(index + 1))
        before = last.get(number - 1)
        if edge:
            pages.add(index)
        elif before is not None and (before in pages or found[index].start - found[before].start > _APART):
            pages |= {before, index}
        last[number] = index
    return pages


def _running(found: list[Row], gone: dict[int, int]) -> set[int]:
    """Lines at the edges of pages that come back page after page."""
    edges = {0, *(index for index, row in enumerate(found) if row.gap == PAGE)}
    edges |= {index + 1 for index, gap in gone.items() if gap == PAGE and index + 1 < len(found)}
    if len(edges) == 1:
        return set()
    places = (at for index in (*edges, len(found)) for at in range(index - 2, index + 2))
    near = {at for at in places if 0 <= at < len(found)}
    near = {at for at in near if at not in gone and len(found[at].line) <= _SHORT}
    shapes = {at: _DIGITS.sub("0", found[at].line) for at in near}
    counts = Counter(shapes.values())
    return {at for at, shape in shapes.items() if counts[shape] >= max(3, (len(edges) + 1) // 2)}
