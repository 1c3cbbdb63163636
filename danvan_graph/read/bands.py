"""Rows of lines that stand in columns: where a band of columns begins and ends, and in what order to read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from danvan_graph import lexicon
from danvan_graph.fold import tone
from danvan_graph.read.tables import is_letterhead, is_signature

_AHEAD, _WIDE = 5, 25


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or its part in one column, its measures in any unit; ``base`` falls from line to line.

    ``alone``: it belongs to a letterhead, a signature or a table. ``start``: where it stands in a text, if in one.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    alone: bool = False
    start: int = 0

    @property
    def width(self) -> float:
        """Its length on paper."""
        return self.right - self.left

    @property
    def centre(self) -> float:
        """Where its middle stands."""
        return (self.left + self.right) / 2


def bands(rows: list[list[Line]]) -> Iterator[tuple[int, int, list[Line] | None]]:
    """Cut rows into single ones and bands of columns: first row, end, and the order of the parts (None: row by row)."""
    at = 0
    while at < len(rows):
        end, cut = _band(rows, at)
        if end > at:
            yield at, end, _by_columns(rows[at:end], cut, head=at < 8)
        else:
            end = at + 1
            yield at, end, None
        at = end


def _band(rows: list[list[Line]], at: int) -> tuple[int, float]:
    """Find the band of rows from ``at`` on that a common gutter parts into columns: its end, the gutter's middle."""
    gutter = _first_gutter(rows, at)
    end, split = at, False
    for row in rows[at:] if gutter else ():
        size = row[0].size
        below = end > at and (rows[end - 1][0].base - row[0].base > 4 * size or _opens_signature(rows, end))
        below = below or (end > at and len(row) == 1 and _names_type(row[0].text))
        new = _narrowed(gutter, row) if gutter and not below else None
        if new is None or new[1] - new[0] < size:
            break
        gutter = new
        split = split or len(row) > 1 or (end > at and _apart(row, rows[end - 1]))
        end += 1
    return (end, sum(gutter) / 2) if split and gutter else (at, 0.0)


def _names_type(text: str) -> bool:
    """Whether a row is the name of a type of document in capitals, below both columns of a head: "THÔNG TƯ"."""
    return text.isupper() and tone(text.strip()) in lexicon.surfaces()


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


def _by_columns(band: list[list[Line]], cut: float, *, head: bool) -> list[Line] | None:
    """Order a letterhead, a signature or text in columns column by column; None for all else, a table."""
    text = "\n".join(line.text for row in band for line in row)
    left = [line for row in band for line in row if line.centre < cut]
    right = [line for row in band for line in row if line.centre >= cut]
    official = (head and is_letterhead(text)) or is_signature(text)
    if official or (len(band) > 8 and all(len(row) <= 2 for row in band) and _prose(left) and _prose(right)):
        return [replace(line, alone=True) for line in left + right] if official else left + right
    return None


def _prose(column: list[Line]) -> bool:
    """Whether a column is filled with running text."""
    if len(column) < 6:
        return False
    widest = max(line.width for line in column)
    return sum(line.width > 0.75 * widest for line in column) > 0.6 * len(column) and widest > 12 * column[0].size
