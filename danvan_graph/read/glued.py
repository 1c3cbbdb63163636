"""Words that lost the space between them ("Nghịquyết", "ngày22", "2020của"), parted again.

Web pages and PDF files often lose spaces where a line or a style changed. A word is parted only when it cannot be one
syllable and falls in exactly one way into two syllables that the lexicon's own tables know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from danvan_graph import lexicon
from danvan_graph.read.mapping import Edit, Mapped
from danvan_graph.read.syllable import is_syllable

_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{5,14}(?![^\W\d_])")
_TABLES = "particles types bodies abbreviations cue_fillers title_verbs title_stops title_breaks laws statutes count_nouns plain_phrases ministries"
# Digits and commas: the places where a space may be missing before or behind.
_PLACES = re.compile(r"[0-9,;](?:(?=[^\W\d_])|(?<=[^\W\d_].))")
_BEFORE_DIGIT = re.compile(r"(?<![^\W_])(?:ngày|tháng|năm|số|khóa|khoá)\Z", re.IGNORECASE)
_AFTER_DIGIT = re.compile(
    r"(?:của|về|ngày|tháng|năm|và|quyết|nghị|thông|kế|chỉ|kết|luật|hướng|công)(?![^\W_])", re.IGNORECASE
)
_AFTER_SYMBOL = re.compile(r"[A-ZĐ]{2,}(?=(?:của|về|ngày|tháng|năm|và)\Z)")
_BEFORE_TERM = re.compile(r"[Kk]h(?:óa|oá)(?=[IVX]{1,5}\Z)")


@cache
def _syllables() -> frozenset[str]:
    """The syllables of the documents' own vocabulary, lower case."""
    found: set[str] = set()
    for name in _TABLES.split():
        for row in lexicon.table(name):
            for cell in row.values():
                found.update(re.findall(r"[^\W\d_]+", cell.lower()))
    return frozenset(word for word in found if is_syllable(word))


def _capital_behind(word: str) -> int:
    """Index at which a word in capitals runs into one with a capital letter: "ĐỊNHVề"."""
    at = next((at for at, letter in enumerate(word) if letter.islower()), 0) - 1
    return at if at >= 2 and word[:at].isupper() and word[at + 1 :].islower() else 0


@lru_cache(maxsize=50_000)
def parted(word: str) -> int:
    """Index at which a word falls into two known syllables, 0 when it does not or in more ways than one.

    >>> parted("Nghịquyết"), parted("TWngày"), parted("nghiêng"), parted("online")
    (4, 2, 0, 0)
    """
    if symbol := _AFTER_SYMBOL.match(word) or _BEFORE_TERM.match(word):
        return symbol.end()
    if (at := _capital_behind(word)) and word[:at].lower() in _syllables() and word[at:].lower() in _syllables():
        return at
    low = word.lower()
    if low.isascii() or is_syllable(low):
        return 0
    places = [at for at in range(1, len(low)) if low[:at] in _syllables() and low[at:] in _syllables()]
    return places[0] if len(places) == 1 else 0


def _missing(text: str) -> Iterator[int]:
    """Where a space is missing: between a word and a number, behind a comma."""
    for found in _PLACES.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start].isalpha(), text[end : end + 1].isalpha()
        if text[start] in ",;":
            if before and after:
                yield end
            continue
        if before and _BEFORE_DIGIT.search(text, max(0, start - 6), start):
            yield start
        if after and _AFTER_DIGIT.match(text, end):
            yield end


def part(source: Mapped) -> Mapped:
    """Put the lost spaces back; every change keeps its origin."""
    text = source.text
    edits: list[Edit] = [(at, at, " ") for at in _missing(text)]
    glued = {word for token in set(text.split()) if len(token) > 4 for word in _WORD.findall(token) if parted(word)}
    if glued:
        edits += [
            (at := found.start() + parted(found[0]), at, " ") for found in _WORD.finditer(text) if found[0] in glued
        ]
    return source.rewrite(sorted(edits)) if edits else source
