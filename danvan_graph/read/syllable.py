"""Whether a word can be a Vietnamese syllable: what tells real text from letters drawn by another font's rules."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHAPE = re.compile(
    r"(?:ngh?|nh|gh|gi?|kh|ph|th|tr|ch|qu|[bcdđhklmnprstvx])?"
    r"(?:uyê|uya|uyu|uây|oai|oay|oao|oeo|iêu|yêu|uôi|ươi|ươu|[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|"
    r"uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê)"
    r"(?:ng|nh|ch|[cmnpt])?"
)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether a word, in NFC, is spelt as a Vietnamese syllable is.

    >>> is_syllable("quyết"), is_syllable("quyÕt"), is_syllable("Huyện")
    (True, False, True)
    """
    marks = [letter for letter in unicodedata.normalize("NFD", word.lower()) if letter in _TONES]
    if len(marks) > 1:
        return False
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if letter not in _TONES)
    return _SHAPE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
