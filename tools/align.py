"""Places of a source text in the text read from the document made of it.

Spaces and line breaks may differ, notes may have moved, note marks may stand or be gone, and a running head may cut a
paragraph: a block is looked up as a whole first, else by what stands around each span.
"""

from __future__ import annotations

import re

import markup


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each character stood."""
    places = [n for n, character in enumerate(text) if not character.isspace()]
    return "".join(text[n] for n in places), places


class Alignment:
    """Maps spans of ``source.text`` to spans of ``origin``."""

    def __init__(self, source: markup.Source, origin: str) -> None:
        self.name, self.text, self.origin = source.name, source.text, origin
        self.same = source.text == origin
        self.bare, self.places = squeezed(origin)
        self.found: dict[int, int] = {}
        if not self.same:
            self.align()

    def segments(self) -> list[tuple[int, int]]:
        """Runs of the source text free of line ends, cell borders, block marks and note marks."""
        found = []
        for line in re.finditer(r"[^\n]+", self.text):
            start = line.start() + len(next((p for p in markup.KINDS if line[0].startswith(p)), ""))
            for part in re.finditer(r"(?:(?!\[\d+\]|\|).)+", self.text[start : line.end()]):
                found.append((start + part.start(), start + part.end()))
        return found

    def align(self) -> None:
        """Find every segment, the longest first, each at a place of its own."""
        taken: list[tuple[int, int]] = []
        for start, end in sorted(self.segments(), key=lambda s: s[0] - s[1]):
            bare, places = squeezed(self.text[start:end])
            at = self.bare.find(bare)
            while at >= 0 and any(a < at + len(bare) and at < b for a, b in taken):
                at = self.bare.find(bare, at + 1)
            if at >= 0 and bare:
                taken.append((at, at + len(bare)))
                self.found.update((start + place, self.places[at + n]) for n, place in enumerate(places))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the origin for a span of the source text."""
        if self.same:
            return start, end
        inside = [n for n in range(start, end) if n in self.found]
        if not inside or inside[0] != start:
            return self.around(start, end)
        first, last = self.found[inside[0]], self.found[inside[-1]] + 1
        if last <= first:
            raise ValueError(f"{self.name}: span turned round: {self.text[start:end]!r}")
        return first, last

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Place of a span of a segment not found as a whole, by ever less of its surroundings."""
        bare, _ = squeezed(self.text[start:end])
        for reach in range(60, -1, -5):
            before, _ = squeezed(self.text[max(0, start - reach) : start])
            for after in (squeezed(self.text[end : end + reach])[0], ""):
                if self.bare.count(before + bare + after) == 1:
                    at = self.bare.index(before + bare + after) + len(before)
                    return self.places[at], self.places[at + len(bare) - 1] + 1
        raise ValueError(f"{self.name}: not found: {self.text[start:end]!r}")
