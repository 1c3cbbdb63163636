"""How alike two titles are, as sets of words: enough to tell "the same document, cited with less" from another one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from . import lexicon
from .fold import tone

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPAN = re.compile(r"(?:19|20)\d\d ?- ?(?:19|20)\d\d")


@lru_cache(maxsize=65536)
def words(title: str) -> frozenset[str]:
    """Words of a title, without case and tone placement."""
    return frozenset(_WORD.findall(tone(title)))


def same_title(one: str, other: str) -> bool:
    """Whether two titles name one document: nearly the same words, or one is the other cut short; never of other years.

    >>> same_title("Kế hoạch dân vận chính quyền tỉnh năm 2019", "Kế hoạch dân vận chính quyền tỉnh năm 2020")
    False
    """
    a, b = words(one), words(other)
    if _other_years(one, other):
        return False
    if min(len(a), len(b)) < 4:
        return a == b
    shared = len(a & b)
    return shared / len(a | b) >= 0.85 or (shared / min(len(a), len(b)) >= 0.93 and min(len(a), len(b)) >= 9)


def _other_years(one: str, other: str) -> bool:
    """Whether two titles name years that cannot be one: neither's go with the other's, or a span stands beside one year."""
    years, others = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    if not years or not others:
        return False
    spans = bool(_SPAN.search(one)) != bool(_SPAN.search(other))
    return spans or not (years <= others or others <= years)


@cache
def _usual() -> frozenset[str]:
    """Word pairs that any two titles may share."""
    return frozenset(row["words"] for row in lexicon.table("usual_pairs"))


def share_pair(one: str, other: str) -> bool:
    """Whether two titles share two words that stand side by side, and say something of their subject.

    >>> share_pair("bảo vệ rừng và phòng cháy rừng", "tăng cường phòng cháy, chữa cháy"), share_pair("giá đất", "dân vận")
    (True, False)
    """
    return bool(_pairs(one) & _pairs(other))


@lru_cache(maxsize=4096)
def _pairs(title: str) -> frozenset[str]:
    row = _WORD.findall(tone(title))
    return frozenset(f"{a} {b}" for a, b in pairwise(row) if not b.isdigit()) - _usual()


def overlap(one: str, other: str) -> float:
    """Share of the shorter title's words that the other has, 0 to 1."""
    a, b = words(one), words(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
