"""Text that remembers where each of its characters came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Piece = tuple[int, int, int, int]
"""``(text_start, origin_start, text_length, origin_length)``; equal lengths: character by character."""

Edit = tuple[int, int, str]
"""``(start, end, replacement)`` for the characters ``[start, end)``."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and the pieces that map it to its origin; no pieces: the text is its origin, index by index."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def rewrite(self, edits: Iterable[Edit]) -> Mapped:
        """Carry out sorted, disjoint edits."""
        new, at = Rewriter(self), 0
        for start, end, replacement in edits:
            new.copy(at, start)
            new.put(start, end, replacement)
            at = end
        if not at:
            return self
        new.copy(at, len(self.text))
        return new.done()

    def with_text(self, text: str) -> Mapped:
        """Another text of the same length, character for character."""
        return Mapped(text, self.pieces)


class Rewriter:
    """Builds a :class:`Mapped` out of slices of another one, in any order, and of replacements for slices."""

    def __init__(self, base: Mapped) -> None:
        self._base = base
        self._text: list[str] = []
        self._pieces: list[Piece] = []
        self._at = 0
        self.length = 0

    def copy(self, start: int, end: int) -> None:
        """Append the characters ``[start, end)`` of the base."""
        if start < end:
            self._append(self._base.text[start:end], start, end)

    def put(self, start: int, end: int, replacement: str) -> None:
        """Append ``replacement``, which stands for the characters ``[start, end)`` of the base."""
        if len(replacement) == end - start:
            if replacement:
                self._append(replacement, start, end)
        elif replacement:
            first, last = self._origin(start, end)
            self._push(self.length, first, len(replacement), last - first)
            self._text.append(replacement)
            self.length += len(replacement)

    def done(self) -> Mapped:
        """Return what was built."""
        return Mapped("".join(self._text), tuple(self._pieces))

    def _append(self, text: str, start: int, end: int) -> None:
        pieces = self._base.pieces
        if not pieces:
            self._push(self.length, start, end - start, end - start)
        else:
            row = self._at = self._find(start)
            shift = self.length - start
            while row < len(pieces) and pieces[row][0] < end:
                at, origin, length, origin_length = pieces[row]
                low, high = max(at, start), min(at + length, end)
                if length == origin_length:
                    self._push(low + shift, origin + low - at, high - low, high - low)
                else:
                    self._push(low + shift, origin, high - low, origin_length)
                row += 1
        self._text.append(text)
        self.length += end - start

    def _find(self, index: int) -> int:
        """Find the number of the piece that holds ``index``; mostly it is the last one or the next."""
        pieces = self._base.pieces
        for row in range(self._at, min(self._at + 3, len(pieces))):
            if pieces[row][0] <= index and (row + 1 == len(pieces) or index < pieces[row + 1][0]):
                return row
        return _row(pieces, index)

    def _origin(self, start: int, end: int) -> tuple[int, int]:
        pieces = self._base.pieces
        if not pieces:
            return start, end
        first = _origin_of(pieces, start, after=False) if start < len(self._base.text) else _end(pieces[-1])
        return first, max(first, _origin_of(pieces, end - 1, after=True) if end > start else first)

    def _push(self, start: int, origin: int, length: int, origin_length: int) -> None:
        if self._pieces and length == origin_length:
            at, before, size, origin_size = self._pieces[-1]
            if size == origin_size and before + size == origin:
                self._pieces[-1] = (at, before, size + length, size + length)
                return
        self._pieces.append((start, origin, length, origin_length))


def _row(pieces: tuple[Piece, ...], index: int) -> int:
    """Find the number of the piece that holds ``index``."""
    return max(0, bisect_right(pieces, index, key=lambda piece: piece[0]) - 1)


def _end(piece: Piece) -> int:
    return piece[1] + piece[3]


def _origin_of(pieces: tuple[Piece, ...], index: int, *, after: bool) -> int:
    at, origin, length, origin_length = pieces[_row(pieces, index)]
    if length == origin_length:
        return origin + index - at + after
    return origin + (origin_length if after else 0)
