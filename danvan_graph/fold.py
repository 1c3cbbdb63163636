"""Forms of a text for comparing: :func:`tone`, :func:`bare`, :func:`slug`.

``tone`` and ``bare`` keep the length of an NFC text, so indices into the result are indices into the text.
"""

import re
from unicodedata import normalize

_ALIKE = {"Ð": "đ", "ð": "đ", "Ɖ": "đ", "ɖ": "đ"}
_MARKS = "\u0300\u0301\u0309\u0303\u0323"
_LETTER = r"[^\W\d_]"


def _marked(vowels: str) -> str:
    """Every vowel of ``vowels`` under every tone mark."""
    return "".join(normalize("NFC", vowel + mark) for vowel in vowels for mark in _MARKS)


def _swaps() -> dict[str, str]:
    """Each vowel pair with its mark on one vowel → the same pair with the mark on the other, both ways."""
    found = {}
    for pair in ("oa", "oe", "uy", "ua", "uă", "uâ", "ue", "uê", "ui", "uo", "uơ"):
        first, second = pair[0], pair[1]
        for mark in _MARKS:
            early, late = normalize("NFC", first + mark) + second, first + normalize("NFC", second + mark)
            found[early], found[late] = late, early
    return found


_SWAP = _swaps()
_MISPLACED = re.compile(
    rf"[ou{_marked('ou')}](?:"
    rf"(?<=o)[{_marked('ae')}](?!{_LETTER})"  # hoà, khoẻ → hòa, khỏe
    rf"|(?<=u)(?<!qu)[{_marked('y')}](?!{_LETTER})"  # thuý, uỷ → thúy, ủy; not quý
    rf"|(?<=[{_marked('o')}])[ae](?={_LETTER})"  # tòan → toàn
    rf"|(?<=[{_marked('u')}])y(?={_LETTER})"  # hùynh → huỳnh
    rf"|(?<=q[{_marked('u')}])[aăâeêioơy])"  # qúy, qủa → quý, quả
)


def _lower_table() -> dict[int, str]:
    """Letters whose lower case is not the one wanted: Eth for Đ, and those whose lower case is longer than one."""
    table = {ord(wrong): right for wrong, right in _ALIKE.items()}
    table[ord("İ")] = "i"
    return table


def _bare_table() -> dict[int, str]:
    """Every lower-case Latin letter with diacritics → its plain letter."""
    letters = (chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    table = {ord(letter): normalize("NFD", letter)[0] for letter in letters}
    return {code: plain for code, plain in table.items() if plain.isascii()} | {ord("đ"): "d"}


_LOWER = _lower_table()
_BARE = _bare_table()
_ODD = tuple(map(chr, _LOWER))


def tone(text: str) -> str:
    """Lower case, NFC, tone marks in the older place; of the same length as an NFC ``text``.

    >>> tone("UBND xã Hoà Bình, Uỷ ban, Thuý, quý")
    'ubnd xã hòa bình, ủy ban, thúy, quý'
    """
    lower = normalize("NFC", text)
    if any(letter in lower for letter in _ODD):
        lower = lower.translate(_LOWER)
    lower = lower.lower()
    return _MISPLACED.sub(lambda found: _SWAP[found[0]], lower)


def bare(text: str) -> str:
    """Lower case without diacritics, đ as d; of the same length as an NFC ``text``.

    >>> bare("Đắk Lắk")
    'dak lak'
    """
    return normalize("NFC", text).translate(_LOWER).lower().translate(_BARE)


def slug(text: str) -> str:
    """ASCII letters and digits of ``text`` joined with hyphens.

    >>> slug("Bà Rịa - Vũng Tàu")
    'ba-ria-vung-tau'
    """
    return "-".join(re.findall(r"[a-z0-9]+", bare(text)))
