"""Sentence bounds: what is shown as evidence, and how far a cue may reach."""

from __future__ import annotations

import re
from bisect import bisect_right

from .model import Span

_END = re.compile(r"\n|[.!?…](?=[\s”\"»)]+(?:[^\W\d_a-z]|[-+•“\"]|\d+[.)]))")
# No end of a sentence: a short form, an initial, the number of an article or of an item ("1. Về …"), not a year ("… năm 2030. Đề án …").
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|TX|Tx|TT|đ/c|GS|TS|ThS|PGS|Q|P|St|v\.v|[A-ZĐ])|(?:\A|[\n.;:(]|Điều|Mục|[-+*]) ?\d{1,3})\.$"
)


class Sentences:
    """The sentences of a text, found once; ``around`` answers by bisection."""

    def __init__(self, text: str) -> None:
        starts = [0]
        for match in _END.finditer(text):
            end = match.end()
            if match[0] == "." and _ABBREVIATION.search(text, max(0, end - 9), end):
                continue
            if text[starts[-1] : end].isspace():
                starts[-1] = end
            else:
                starts.append(end)
        self._starts = starts
        self._text = text

    def around(self, start: int, end: int) -> Span:
        """The sentence (or sentences) that hold ``[start, end)``, without blanks at its ends."""
        text = self._text
        first = self._starts[bisect_right(self._starts, start) - 1]
        row = bisect_right(self._starts, max(start, end - 1))
        last = self._starts[row] if row < len(self._starts) else len(text)
        while first < start and text[first] in " \n-+*•":
            first += 1
        while last > end and text[last - 1] in " \n":
            last -= 1
        return Span(first, last)

    def between(self, start: int, end: int) -> int:
        """How many sentences begin in ``(start, end]``."""
        return bisect_right(self._starts, end) - bisect_right(self._starts, start)
