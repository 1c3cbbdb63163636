"""Characters with places → lines in reading order, columns told apart."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from danvan_graph.read.bands import Line, bands
from danvan_graph.read.glyphs import Glyph

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOTTO = re.compile("(?:ĐẢNGCỘNGSẢN|CỘNGH(?:ÒA|OÀ)XÃHỘICHỦNGHĨA)VIỆTNAM$")
_GAP = 2.2
"""A space this many times the type's size parts columns."""


def page_lines(page: list[Glyph]) -> list[Line]:
    """Order the characters of a page into lines."""
    rows = [_segments(row) for row in _rows(page)]
    rows = [row for row in rows if row]
    lines: list[Line] = []
    for at, end, order in bands(rows):
        lines += order if order is not None else [_whole(row, lone=end - at == 1) for row in rows[at:end]]
    return lines


def _whole(row: list[Line], *, lone: bool) -> Line:
    """Make a row one line: a table's row, or (alone among others) words that were only set far apart."""
    if len(row) == 1:
        return row[0]
    table = not lone or any(b.left - a.right >= 2 * _GAP * a.size for a, b in pairwise(row))
    text = (" | " if table else " ").join(line.text for line in row)
    return Line(text, row[0].left, row[-1].right, row[0].base, row[0].size, alone=table)


def _rows(page: list[Glyph]) -> Iterable[list[Glyph]]:
    """Characters grouped by base line, top to bottom; raised ones stay with the line they are raised from."""
    runs: list[list[Glyph]] = []
    for glyph in page:
        if glyph.char.isspace() and not runs:
            continue
        last = runs[-1][-1] if runs else None
        near = last is not None and abs(glyph.base - last.base) < 0.1 * glyph.size and abs(glyph.size - last.size) < 1
        if near:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    rows: list[tuple[float, float, list[Glyph]]] = []
    for run in sorted(runs, key=lambda run: (-run[0].size, -run[0].base)):
        base, size = run[0].base, run[0].size
        home = _home(rows, base, size if len(run) < 5 else float("inf"))
        if home is None:
            insort(rows, (base, size, list(run)), key=lambda row: row[0])
        else:
            home.extend(run)
    return [row for _, _, row in reversed(rows)]


def _home(rows: list[tuple[float, float, list[Glyph]]], base: float, size: float) -> list[Glyph] | None:
    """Find the row on whose base line, or raised from it, a run of this base and size stands (inf: too long a run)."""
    at = bisect_left(rows, base, key=lambda row: row[0])
    best = None
    for low, height, row in rows[max(0, at - 3) : at + 2]:
        reach = 0.85 * height if size < 0.85 * height else 0.25 * height
        if -0.25 * height < base - low < reach and (best is None or abs(base - low) < best[0]):
            best = (abs(base - low), row)
    return best[1] if best else None


def _segments(row: list[Glyph]) -> list[Line]:
    """Part a line at its wide gaps."""
    row = sorted(row, key=lambda glyph: glyph.left)
    inked = [glyph for glyph in row if not glyph.char.isspace()]
    if not inked:
        return []
    size = median(glyph.size for glyph in inked)
    base = median(glyph.base for glyph in inked)
    parts: list[list[str]] = [[]]
    spans: list[list[float]] = [[inked[0].left, inked[0].right]]
    space = False
    motto = _motto(inked)
    for glyph in row:
        if glyph.char.isspace():
            space = True
            continue
        gap = glyph.left - spans[-1][1]
        if parts[-1] and (gap > _GAP * size or (glyph is motto and gap > 0.6 * size)):
            parts.append([])
            spans.append([glyph.left, glyph.right])
        elif parts[-1] and (space or gap > 0.22 * size):
            parts[-1].append(" ")
        parts[-1].append(_char(glyph, base, size))
        spans[-1][1] = max(spans[-1][1], glyph.right)
        space = False
    return [
        Line("".join(part).strip(), left, right, base, size) for part, (left, right) in zip(parts, spans, strict=True)
    ]


def _motto(inked: list[Glyph]) -> Glyph | None:
    """Find where the right column of a letterhead begins, however near the left one stands."""
    found = _MOTTO.search("".join(glyph.char[0] for glyph in inked))
    return inked[found.start()] if found else None


def _char(glyph: Glyph, base: float, size: float) -> str:
    raised = glyph.size < 0.85 * size and glyph.base > base + 0.15 * size
    return glyph.char.translate(_SUPERSCRIPT) if raised else glyph.char
