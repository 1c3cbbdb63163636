r"""Regular expressions that find many words fast: one tree of letters, begun with the letters that ``re`` can skip to.

A pattern that begins with ``(?<!\w)`` is tried at every character of a text; one that begins with letters only where
one of them stands, and a tree tries each word once, not every word at each place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

# Capital and small letters of Vietnamese, for a class of a pattern: a range such as À-Ỹ holds both.
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()
_TIMES = re.compile(r"[?*+]|\{(?P<least>\d+)(?:,\d*)?\}")
_GROUP = re.compile(r"\((?:\?(?::|P<\w+>|(?P<around><?[=!])))?")
_Tree = dict[str, "_Tree"]


def any_word(words: Iterable[str]) -> str:
    r"""Regular expression for any of the words where a word begins, the longest that fits; what follows is not looked at.

    >>> re.findall(any_word(["ban", "bản", "ban bí thư"]) + r"(?!\w)", "ban bí thư, bản án của ban, băn")
    ['ban bí thư', 'bản', 'ban']
    """
    begins = (rf"{re.escape(first)}(?<!\w{re.escape(first)}){_rest(node)}" for first, node in _tree(words).items())
    return f"(?:{'|'.join(begins)})"


def any_of(words: Iterable[str]) -> str:
    """Regular expression for any of the words, wherever one begins; the longest that fits.

    >>> re.findall(any_of(["bí", "bản", "bí thư"]), "các bản, bí thư, bíbản")
    ['bản', 'bí thư', 'bí', 'bản']
    """
    return f"(?:{_rest(_tree(words))})"


def _tree(words: Iterable[str]) -> _Tree:
    root: _Tree = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return root


def _rest(node: _Tree) -> str:
    branches = [re.escape(letter) + _rest(below) for letter, below in node.items() if letter]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return whole + ("?" if "" in node else "")


class Finder:
    """A pattern that begins with a word, looked for only where one of the words that it may begin with stands."""

    __slots__ = ("_opening", "_whole")

    def __init__(self, pattern: str) -> None:
        """Compile the pattern; ``ValueError`` when :func:`openings` cannot tell its first words."""
        self._opening = re.compile(rf"{any_word(sorted(openings(pattern)))}(?![^\W\d_])")
        self._whole = re.compile(pattern)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.match``, but only at the start of a word."""
        return self._whole.match(text, pos, endpos) if self._opening.match(text, pos, endpos) else None

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.search``, but only from starts of words."""
        at = pos
        while opening := self._opening.search(text, at, endpos):
            if match := self._whole.match(text, opening.start(), endpos):
                return match
            at = opening.end()
        return None


def openings(pattern: str) -> frozenset[str]:
    """First words (letters up to the first other character) of whatever a regular expression of the tables may match.

    Of the syntax it knows letters, groups, alternatives, how often, and what looks around; ``ValueError`` for a
    pattern that may begin with anything but a letter.

    >>> sorted(openings("(?:tổng )?(?:ban|bộ(?! đội)) y tế|hđnd"))
    ['ban', 'bộ', 'hđnd', 'tổng']
    """
    found, at = _alternatives(pattern, 0)
    words = frozenset(word for word, _ in found)
    if at != len(pattern) or "" in words:
        raise ValueError(f"no word to begin with: {pattern!r}")
    return words


def _alternatives(pattern: str, at: int) -> tuple[set[tuple[str, bool]], int]:
    """What the alternatives from ``at`` to their closing bracket begin with, each with whether its word has ended."""
    done: set[tuple[str, bool]] = set()
    here = {("", False)}
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            done |= here
            here = {("", False)}
            at += 1
            continue
        piece, at = _piece(pattern, at)
        while times := _TIMES.match(pattern, at):
            piece = piece | ({("", False)} if times[0] in "?*" or times["least"] == "0" else set())
            at = times.end()
        here = {(a + b, ended or now) if not ended else (a, True) for a, ended in here for b, now in piece}
    return done | here, at


def _piece(pattern: str, at: int) -> tuple[set[tuple[str, bool]], int]:
    """What one letter, class or group begins with, and where it ends."""
    if pattern[at] == "(":
        group = next(_GROUP.finditer(pattern, at))
        inner, end = _alternatives(pattern, group.end())
        return ({("", False)} if group["around"] else inner), end + 1
    if pattern[at] == "[":
        return {("", True)}, pattern.index("]", at) + 1
    if pattern[at] == "\\":
        return {("", True)}, at + 2
    return {(pattern[at], False) if pattern[at].isalpha() else ("", True)}, at + 1
