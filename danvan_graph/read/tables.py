"""Tables as lines: letterheads and signatures column by column, all others row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence

Cell = Sequence[str]
"""The paragraphs of a cell."""

_LETTERHEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-\s*Tự do|ngày\s+[\d.…]*\s*tháng\s+[\d.…]*\s*năm|"
    r"^\s*Số\s*:?\s*[\d.…]*\s*[-/]",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"nơi nhận\s*:", re.IGNORECASE)
_PROSE = 1500


def is_letterhead(text: str) -> bool:
    """Tell whether a text looks like the head of an official document."""
    return _LETTERHEAD.search(text) is not None


def is_signature(text: str) -> bool:
    """Tell whether a text looks like the foot of an official document."""
    return _SIGNATURE.search(text) is not None


def table_lines(rows: Sequence[Sequence[Cell]], *, early: bool) -> list[str]:
    """Write a table as lines; ``early``: it stands at the head of the document.

    >>> table_lines([[["1"], ["Nghị quyết", "số 25"]]], early=False)
    ['1 | Nghị quyết số 25']
    """
    rows = [row for row in rows if any(any(line.strip() for line in cell) for cell in row)]
    whole = "\n".join(line for row in rows for cell in row for line in cell)
    width = max((len(row) for row in rows), default=0)
    if width <= 1:
        return [line for row in rows for cell in row for line in cell]
    if width <= 3 and ((early and is_letterhead(whole)) or is_signature(whole)):
        return [line for column in range(width) for row in rows if column < len(row) for line in row[column]]
    lines = []
    for row in rows:
        if sum(len(line) for cell in row for line in cell) > _PROSE and max(map(len, row)) > 3:
            lines += [line for cell in row for line in cell]
        else:
            cells = [" ".join(line.replace("\n", " ").strip() for line in cell).strip() for cell in row]
            lines.append(" | ".join(cell for cell in cells if cell))
    return lines
