"""Words that lost the space between them ("Nghịquyết", "ngày22", "2020của"), parted again.

Web pages and PDF files often lose spaces where a line or a style changed. A word is parted only when it cannot be one
syllable and falls in exactly one way into two syllables that the lexicon's own tables know.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from danvan_graph import lexicon
from danvan_graph.read.mapping import Edit, Mapped
from danvan_graph.read.syllable import is_syllable

_WORD = re.compile(r"[^\W\d_]{5,14}")
_TABLES = "types bodies abbreviations cue_fillers title_verbs title_stops title_breaks laws statutes count_nouns plain_phrases ministries"
_AFTER_DIGIT = "của|về|ngày|tháng|năm|và"
_BEFORE_DIGIT = "ngày|tháng|năm|số|khóa|khoá"
# The joint of a digit and a word, or of a symbol's last capital and a word.
_OPENING = "Quyết|Nghị|Thông|Kế|Chỉ|Kết|Luật|Hướng|Công"
# Before these a space is put back: a digit and a word, a symbol's last capitals and a word, a comma and a word.
_JOINT = re.compile(
    rf"(?<![^\W_])(?:{_BEFORE_DIGIT})(?=\d)|(?<=\d)(?=(?:{_AFTER_DIGIT}|{_OPENING})(?![^\W_]))"
    rf"|(?<=[A-ZĐ]{{2}})(?=(?:{_AFTER_DIGIT})(?![^\W_]))|(?<=[^\W\d_][,;])(?=[^\W\d_])",
    re.IGNORECASE,
)


@cache
def _syllables() -> frozenset[str]:
    """The syllables of the documents' own vocabulary, lower case."""
    found = set(
        [
            "số",
            "ngày",
            "tháng",
            "năm",
            "của",
            "về",
            "và",
            "các",
            "khóa",
            "theo",
            "tại",
            "được",
            "việc",
            "này",
            "có",
            "là",
        ]
    )
    for name in _TABLES.split():
        for row in lexicon.table(name):
            for cell in row.values():
                found.update(re.findall(r"[^\W\d_]+", cell.lower()))
    return frozenset(word for word in found if is_syllable(word))


@lru_cache(maxsize=50_000)
def parted(word: str) -> int:
    """Index at which a word falls into two known syllables, 0 when it does not or in more ways than one.

    >>> parted("Nghịquyết"), parted("nghiêng"), parted("online")
    (4, 0, 0)
    """
    low = word.lower()
    if low.isascii() or is_syllable(low):
        return 0
    places = [at for at in range(1, len(low)) if low[:at] in _syllables() and low[at:] in _syllables()]
    return places[0] if len(places) == 1 else 0


def part(source: Mapped) -> Mapped:
    """Put the lost spaces back; every change keeps its origin."""
    text = source.text
    edits: list[Edit] = [(found.end(), found.end(), " ") for found in _JOINT.finditer(text)]
    glued = {word for word in set(_WORD.findall(text)) if parted(word)}
    if glued:
        words = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(glued, key=len, reverse=True))})(?![^\W\d_])")
        edits += [(at := found.start() + parted(found[0]), at, " ") for found in words.finditer(text)]
    return source.rewrite(sorted(edits)) if edits else source
