"""One spelling for one character: NFC, plain dashes and spaces, nothing invisible; every change keeps its origin."""

from __future__ import annotations

import re
import unicodedata

from danvan_graph.read.mapping import Edit, Mapped

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u02d7\u2500\ufe58\ufe63\uff0d\uf02d"
_SPACES = "\v\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x85\u2028\u2029"
_SAME_LENGTH = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_BREAKS, "\n"),
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF0D},
    **{chr(code): " " for code in (*range(9), *range(0x0E, 0x20), 0x7F)},
    "Ð": "Đ",
    "Ɖ": "Đ",
    "ð": "đ",
    "ɖ": "đ",
    "\u2044": "/",
    "\u2215": "/",
}
_INVISIBLE = "\xad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff" + "".join(
    chr(code) for span in ((0x202A, 0x202F), (0x2066, 0x2070), (0xFE00, 0xFE10)) for code in range(*span)
)
_GONE = re.compile(f"[{_INVISIBLE}]+")
_LOW = re.compile("„([^„“”\n]{1,500})[“”]")
_SINGLE = re.compile(r"(?<![\w'‘’])['‘](?=\w)(\w+ [^'‘’\n]{1,500})(?<=[\w.!?])['’](?![\w'‘’])")
_BACKSLASH = re.compile(r"(?<=[A-ZĐ])\\(?=[A-ZĐ]{1,8}\b)")
# Line ends that a web page printed as their escapes or tags: "CỘNG\\r\\n HÒA", "THÔNG TƯ<br />".
_ESCAPES = re.compile(r"(?:<br ?/?>|\\r\\n|\\n(?=[\s\\-])|\\r(?=[\s\\]))+")
# "Xà HỘI", "LàNH ĐẠO": a capital that lost half of its two bytes (Ã is C3 83).
_TILDE = re.compile(r"(?<=X)à(?= [A-ZĐ]\w?[A-ZĐ]|$)|(?<=L)à(?=NH)|(?<=NG)à(?=I\b)")
_RETURN = re.compile(r"\r+\n?")
_QUALITY = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: part of the letter, before any tone
_LATE = (  # starters that NFC may still join to the character before them
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
    + "".join(chr(code) for span in ((0x1161, 0x1176), (0x11A8, 0x11C3)) for code in range(*span))
)


def normalise(source: Mapped) -> Mapped:
    r"""Bring the text to the spelling that the grammar expects.

    >>> normalise(Mapped("Nghi\u0323 quye\u0302\u0301t 25–NQ/TW")).text
    'Nghị quyết 25-NQ/TW'
    """
    done = source
    if "\r" in done.text:
        done = done.rewrite(_returns(done.text))
    letters = set(done.text)
    if not letters.isdisjoint(_INVISIBLE):
        done = done.rewrite((found.start(), found.end(), "") for found in _GONE.finditer(done.text))
    text = done.text
    for letter in letters & _SAME_LENGTH.keys():
        text = text.replace(letter, _SAME_LENGTH[letter])
    text = _quotes(letters, text)
    done = done.with_text(text)
    if not text.isascii() and _may_compose(letters, text):
        done = done.rewrite(_compositions(text))
    return done


def _quotes(letters: set[str], text: str) -> str:
    """Write the rarer quotes around several words as the common ones, a backslash inside a symbol as a slash, broken capitals as meant."""
    if "„" in letters:
        text = _LOW.sub(r"“\1”", text)
    if not letters.isdisjoint("‘'"):
        text = _SINGLE.sub(r"“\1”", text)
    if "\\" in letters or "<br" in text:
        text = _ESCAPES.sub(lambda found: " " * len(found[0]), _BACKSLASH.sub("/", text))
    return _TILDE.sub("Ã", text) if "Xà" in text or "LàNH" in text or "NGàI" in text else text


def compose(cluster: str) -> str:
    r"""NFC of a letter and its marks, whatever order the marks stand in.

    >>> compose("e\u0301\u0302") == "ế"
    True
    """
    parts = unicodedata.normalize("NFD", cluster)
    if not _QUALITY.isdisjoint(parts) and all(map(unicodedata.combining, parts[1:])):
        parts = parts[0] + "".join(sorted(parts[1:], key=lambda mark: mark not in _QUALITY))
    return unicodedata.normalize("NFC", parts)


def _returns(text: str) -> list[Edit]:
    """Line ends as a line feed; a carriage return before a line feed simply goes."""
    edits: list[Edit] = []
    for found in _RETURN.finditer(text):
        if found.group().endswith("\n"):
            edits.append((found.start(), found.end() - 1, ""))
        else:
            edits.append((found.start(), found.start() + 1, "\n"))
    return edits


def _may_compose(letters: set[str], text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text) or any(unicodedata.combining(letter) for letter in letters)


def _compositions(text: str) -> list[Edit]:
    letters = set(text)
    marks = {letter for letter in letters if unicodedata.combining(letter)} | (letters & set(_LATE))
    alone = {letter for letter in letters - marks if not unicodedata.is_normalized("NFC", letter)}
    parts = []
    if marks:
        parts.append(f"[^{_set(marks)}]?[{_set(marks)}]+")
    if alone:
        parts.append(f"[{_set(alone)}]")
    if not parts:
        return []
    edits = []
    known: dict[str, str] = {}
    for found in re.finditer("|".join(parts), text, re.DOTALL):
        cluster = found.group()
        new = known.get(cluster)
        if new is None:
            new = known[cluster] = compose(cluster)
        if new != cluster:
            edits.append((found.start(), found.end(), new))
    return edits


def _set(letters: set[str]) -> str:
    return "".join(re.escape(letter) for letter in sorted(letters))
