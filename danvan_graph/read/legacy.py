"""Texts typed for the fonts of the nineties, TCVN3 (ABC), VNI and VPS: told by their words and turned into Unicode."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from danvan_graph.read.mapping import Edit, Mapped
from danvan_graph.read.syllable import is_syllable

_TCVN3 = (
    "................................"  # 80
    ".ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ."  # A0
    "......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò"  # C0
    ".ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."  # E0
)
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ..ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    ".ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ."
    "àáâãảạă.èéêẽìí.ĩ.Đòóôõ.Ơụùúủ.ỶẼỳ"
)
_SHAPES = {  # VNI draws these over the vowel before them
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_LETTERS = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ñ": "đ", "î": "ỵ"}
_VNI = re.compile("([aeouyôöAEOUYÔÖ])([øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË])|[ôöæóòñîÔÖÆÓÒÑÎ]")
_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_SUSPECT = re.compile("[¡-ª¬®¯±´-º¼-¿ÄÅÆËÎÏÑÖ×ØÛÜÞßäåæçëîïñöøûüþÿ†‡‰Š‹ŒŽšœžŸ]")
_WORD = re.compile(r"[^\W\d_]*[^\s\x00-\x7f“”‘’–—…«»][^\s\x00-/:-@\[-`{-~“”‘’–—…«»]*")
_SAMPLE = 200_000
_ENOUGH = 0.7


def _table(letters: str) -> dict[int, str]:
    """Map what Windows shows for a byte, and the byte's own character, to the letter that the font drew."""
    table: dict[int, str] = {}
    for code, letter in enumerate(letters, 0x80):
        if letter != ".":
            table[code] = letter
            shown = bytes([code]).decode("cp1252", errors="ignore")
            table.update({ord(shown): letter} if shown else {})
    return table


_TABLES = {"tcvn3": _table(_TCVN3), "vps": _table(_VPS)}


def modernise(source: Mapped) -> Mapped:
    """Turn a text of a legacy font into Unicode; any other text comes back as it is."""
    font = recognise(source.text)
    if font == "vni":
        return source.rewrite(_vni_edits(source.text))
    if font:
        text = source.text.translate(_TABLES[font])
        return source.with_text(_capitals(text))
    return source


def recognise(text: str) -> str | None:
    """Name the legacy font (tcvn3, vni, vps) whose rules make most words of the text Vietnamese syllables.

    >>> recognise("NghÞ quyÕt sè 25-NQ/TW cña Ban ChÊp hµnh Trung ­¬ng §¶ng")
    'tcvn3'
    """
    sample = text[:_SAMPLE]
    suspects = _SUSPECT.findall(sample)
    if len(suspects) < 6 or len(set(suspects)) < 4 or len(suspects) < 2 * len(_UNICODE.findall(sample)):
        return None
    scores = {name: score(decoded) for name, decode in DECODERS.items() if (decoded := decode(sample)) is not None}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _ENOUGH and scores[best] > score(sample) + 0.2 else None


def score(text: str) -> float:
    """Measure the share of words with marks that are Vietnamese syllables."""
    words = _WORD.findall(text)
    good = sum(is_syllable(unicodedata.normalize("NFC", word)) for word in words)
    return good / len(words) if words else 0.0


def _vni_letter(found: re.Match[str]) -> str:
    if not found[1]:
        letter = _LETTERS[found[0].lower()]
        return letter.upper() if found[0].isupper() else letter
    base, mark = found[1], _SHAPES[found[2].lower()]
    letter = _LETTERS.get(base.lower(), base.lower())
    letter = unicodedata.normalize("NFC", letter + mark)
    return letter.upper() if base.isupper() else letter


def _vni_edits(text: str) -> list[Edit]:
    return [(found.start(), found.end(), _vni_letter(found)) for found in _VNI.finditer(text)]


DECODERS: dict[str, Callable[[str], str]] = {
    "tcvn3": lambda text: text.translate(_TABLES["tcvn3"]),
    "vps": lambda text: text.translate(_TABLES["vps"]),
    "vni": lambda text: _VNI.sub(_vni_letter, text),
}


def _capitals(text: str) -> str:
    """Give capitals their marks: fonts of capitals have marked letters that are typed as small ones."""
    lines = text.split("\n")
    return "\n".join(_WORDS.sub(_raised if not _all_capitals(line) else _upper, line) for line in lines)


_WORDS = re.compile(r"[^\W\d_]+")
_ASCII_LOW = re.compile("[a-z]")


def _all_capitals(line: str) -> bool:
    return _ASCII_LOW.search(line) is None and sum("A" <= letter <= "Z" for letter in line) > 2


def _raised(found: re.Match[str]) -> str:
    word = found.group()
    capitals = sum("A" <= letter <= "Z" for letter in word)
    return word.upper() if capitals > 1 and not _ASCII_LOW.search(word) else word


def _upper(found: re.Match[str]) -> str:
    return found.group().upper()
