"""Columns made of spaces in plain text: letterheads and signatures part by part, tables with bars between cells."""

from __future__ import annotations

import re
from collections import Counter

from danvan_graph.read.bands import Line, bands
from danvan_graph.read.mapping import Mapped, Rewriter

# A gap that no column begins behind is the blank of a draft: "Số      -NQ/ĐU", "ngày      tháng 7 năm 2025".
_GAP = re.compile(r"(?<=\S)(?<!ngày)(?<!tháng)(?<!năm)(?<!Số)(?<!số)(?<!Số:)(?<!số:)(?: {3,}|[ ]*\t[ \t]*)(?=\S)")
_TAB = 8
_NEAR = 4
_SIZE = 2.0
_LONGEST = 300
_MOST = 2000
"""Texts with more lines that hold gaps than this are left as they are."""


def split_columns(source: Mapped) -> Mapped:
    """Put the columns of a letterhead or a signature one after the other, and bars between the cells of tables."""
    if "   " not in source.text and "\t" not in source.text:
        return source
    lines = _lines(source.text)
    holds = [number for number, (_, line) in enumerate(lines) if len(line) <= _LONGEST and _GAP.search(line)]
    if not holds or len(holds) > _MOST:
        return source
    new, done = Rewriter(source), 0
    for first, last in _windows(holds, len(lines)):
        rows = [row for number in range(first, last) if (row := _row(number, *lines[number]))]
        for at, end, order in bands(rows):
            if end - at > 1:
                band = rows[at:end]
                new.copy(done, band[0][0].start)
                done = _ordered(new, order, band) if order else _tabled(new, band)
    new.copy(done, len(source.text))
    return new.done()


def _lines(text: str) -> list[tuple[int, str]]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return lines


def _windows(holds: list[int], count: int) -> list[tuple[int, int]]:
    """Stretches of lines around those that hold gaps."""
    windows: list[tuple[int, int]] = []
    for number in holds:
        first, last = max(0, number - _NEAR), min(count, number + _NEAR + 1)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows


def _row(number: int, start: int, line: str) -> list[Line]:
    parts, at = [], len(line) - len(line.lstrip())
    for found in (*(_GAP.finditer(line) if len(line) <= _LONGEST else ()), None):
        end = found.start() if found else len(line.rstrip())
        if end > at:
            left = len(line[:at].expandtabs(_TAB))
            text = line[at:end]
            parts.append(Line(text, left, left + len(text), -_SIZE * number, _SIZE, start=start + at))
        at = found.end() if found else at
    return parts


def _ordered(new: Rewriter, order: list[Line], band: list[list[Line]]) -> int:
    """Write parts, each on a line of its own; the end of the last line of the band."""
    for number, line in enumerate(order):
        end = line.start + len(line.text)
        if number:
            new.put(line.start, line.start, "\n")
        new.copy(line.start, end)
    last = band[-1][-1]
    return last.start + len(last.text)


def _tabled(new: Rewriter, band: list[list[Line]]) -> int:
    """Write rows as they stand, a bar in each gap that parts cells: those that begin under others."""
    done = band[0][0].start
    lefts = Counter(line.left for row in band for line in row[1:])
    for row in band:
        for line in row:
            if line is not row[0]:
                cell = sum(lefts[line.left + shift] for shift in (-1, 0, 1)) > 1
                new.put(done, line.start, " | " if cell else " ")
            else:
                new.copy(done, line.start)
            done = line.start + len(line.text)
            new.copy(line.start, done)
    return done
