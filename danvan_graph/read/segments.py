"""Characters with places → lines in reading order, columns told apart."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from danvan_graph.read.glyphs import Glyph
from danvan_graph.read.tables import is_letterhead, is_signature

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GAP = 2.2
"""A space this many times the type's size parts columns."""
_AHEAD, _WIDE = 5, 25


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or its part in one column. ``alone``: it belongs to a letterhead, a signature or a table."""

    text: str
    left: float
    right: float
    base: float
    size: float
    alone: bool = False

    @property
    def width(self) -> float:
        """Its length on paper."""
        return self.right - self.left

    @property
    def centre(self) -> float:
        """Where its middle stands."""
        return (self.left + self.right) / 2


def page_lines(page: list[Glyph]) -> list[Line]:
    """Order the characters of a page into lines."""
    rows = [_segments(row) for row in _rows(page)]
    rows = [row for row in rows if row]
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        end, cut = _band(rows, at)
        if end > at:
            lines += _columns(rows[at:end], cut, head=at < 8)
        else:
            lines.append(rows[at][0])
            end = at + 1
        at = end
    return lines


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
    for glyph in row:
        if glyph.char.isspace():
            space = True
            continue
        gap = glyph.left - spans[-1][1]
        if parts[-1] and gap > _GAP * size:
            parts.append([])
            spans.append([glyph.left, glyph.right])
        elif parts[-1] and (gap > 0.22 * size or (space and gap > -0.05 * size)):
            parts[-1].append(" ")
        parts[-1].append(_char(glyph, base, size))
        spans[-1][1] = max(spans[-1][1], glyph.right)
        space = False
    return [
        Line("".join(part).strip(), left, right, base, size) for part, (left, right) in zip(parts, spans, strict=True)
    ]


def _char(glyph: Glyph, base: float, size: float) -> str:
    raised = glyph.size < 0.85 * size and glyph.base > base + 0.15 * size
    return glyph.char.translate(_SUPERSCRIPT) if raised else glyph.char


def _band(rows: list[list[Line]], at: int) -> tuple[int, float]:
    """Find the band of rows from ``at`` on that a common gutter parts into columns: its end, the gutter's middle."""
    gutter = _first_gutter(rows, at)
    end, split = at, False
    for row in rows[at:] if gutter else ():
        size = row[0].size
        below = end > at and (rows[end - 1][0].base - row[0].base > 4 * size or _opens_signature(rows, end))
        new = _narrowed(gutter, row) if gutter and not below else None
        if new is None or new[1] - new[0] < size:
            break
        gutter = new
        split = split or len(row) > 1 or (end > at and _apart(row, rows[end - 1]))
        end += 1
    return (end, sum(gutter) / 2) if split and gutter else (at, 0.0)


def _opens_signature(rows: list[list[Line]], at: int) -> bool:
    row, after = rows[at], rows[at + 1] if at + 1 < len(rows) else []
    if is_signature(row[0].text):
        return True
    near = bool(after) and row[0].base - after[0].base < row[0].size
    return near and len(row) == 1 and _apart(row, after[:1]) and is_signature(after[0].text)


def _first_gutter(rows: list[list[Line]], at: int) -> tuple[float, float] | None:
    """Find the gutter that the next few rows show, if it lies beside the first ones too."""
    for number in range(at, min(at + _AHEAD, len(rows))):
        row, after = rows[number], rows[number + 1] if number + 1 < len(rows) else []
        gutter = None
        if len(row) > 1:
            gutter = _widest(row)
        elif after and _apart(row, after) and row[0].base - after[0].base < 1.2 * row[0].size:
            left, right = sorted((row[0], after[0]), key=lambda line: line.left)
            gutter = left.right, right.left
        if gutter:
            for above in rows[at:number]:
                gutter = _narrowed(gutter, above) if gutter else None
            return gutter
        if row[0].width > _WIDE * row[0].size:
            return None
    return None


def _apart(row: list[Line], other: list[Line]) -> bool:
    """Whether two undivided rows stand side by side, a column's distance away."""
    left, right = sorted((row[0], other[0]), key=lambda line: line.left)
    return len(row) == len(other) == 1 and right.left - left.right > right.size


def _widest(row: list[Line]) -> tuple[float, float]:
    return max(((a.right, b.left) for a, b in pairwise(row)), key=lambda gap: gap[1] - gap[0])


def _narrowed(gutter: tuple[float, float], row: list[Line]) -> tuple[float, float] | None:
    """Find the part of the gutter that a row leaves free."""
    low, high = gutter
    edges = [
        (-float("inf"), row[0].left),
        *((a.right, b.left) for a, b in pairwise(row)),
        (row[-1].right, float("inf")),
    ]
    free = [(max(low, a), min(high, b)) for a, b in edges]
    best = max(free, key=lambda gap: gap[1] - gap[0])
    return best if best[0] < best[1] else None


def _columns(band: list[list[Line]], cut: float, *, head: bool) -> list[Line]:
    """Lines of a band: a letterhead or signature, or text in columns, column by column; a table row by row."""
    text = "\n".join(line.text for row in band for line in row)
    left = [line for row in band for line in row if line.centre < cut]
    right = [line for row in band for line in row if line.centre >= cut]
    if (head and is_letterhead(text)) or is_signature(text):
        return [replace(line, alone=True) for line in left + right]
    if len(band) > 8 and all(len(row) <= 2 for row in band) and _prose(left) and _prose(right):
        return left + right
    if len(band) == 1 and all(b.left - a.right < 2 * _GAP * a.size for a, b in pairwise(band[0])):
        row = band[0]
        return [Line(" ".join(line.text for line in row), row[0].left, row[-1].right, row[0].base, row[0].size)]
    return [
        Line(" | ".join(line.text for line in row), row[0].left, row[-1].right, row[0].base, row[0].size, alone=True)
        if len(row) > 1
        else row[0]
        for row in band
    ]


def _prose(column: list[Line]) -> bool:
    """Whether a column is filled with running text."""
    if len(column) < 6:
        return False
    widest = max(line.width for line in column)
    return sum(line.width > 0.75 * widest for line in column) > 0.6 * len(column) and widest > 12 * column[0].size
