"""Numbers and bullets that Word draws before paragraphs but does not keep in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = [
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
]


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts numbered paragraphs in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._series: dict[str, str] = {}
        self._styles = _style_numbers(styles)
        abstract = {}
        for one in numbering.iterchildren(_W + "abstractNum") if numbering is not None else ():
            abstract[one.get(_W + "abstractNumId")] = {
                int(level.get(_W + "ilvl", "0")): _level(level) for level in one.iterchildren(_W + "lvl")
            }
        for one in numbering.iterchildren(_W + "num") if numbering is not None else ():
            number = one.get(_W + "numId", "")
            base = _value(one, "abstractNumId") or ""
            self._levels[number] = abstract.get(base, {})
            self._series[number] = number if one.find(_W + "lvlOverride") is not None else "a" + base

    def label(self, paragraph: etree._Element) -> str:
        """Return what Word draws before the paragraph ("1.1. ", "- "), "" for most."""
        number, depth = self._place(paragraph)
        level = self._levels.get(number or "", {}).get(depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return "- "
        counts = self._counts[self._series[number or ""]]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        levels = self._levels[number or ""]

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            return _count(counts.get(at, other.start), other.format)

        return re.sub(r"%(\d)", shown, level.text).strip() + " "

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        number, depth = self._styles.get(style.get(_W + "val", "") if style is not None else "", (None, 0))
        if own is not None:
            number = _value(own, "numId") or number
            depth = _whole(_value(own, "ilvl"), depth)
        return number, depth


def _level(level: etree._Element) -> _Level:
    return _Level(
        _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _whole(_value(level, "start"), 1)
    )


def _style_numbers(styles: etree._Element | None) -> dict[str, tuple[str | None, int]]:
    found: dict[str, tuple[str | None, int]] = {}
    for style in styles.iterchildren(_W + "style") if styles is not None else ():
        numbers = style.find(f"{_W}pPr/{_W}numPr")
        if numbers is not None:
            found[style.get(_W + "styleId", "")] = (_value(numbers, "numId"), _whole(_value(numbers, "ilvl"), 0))
    return found


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(_W + name)
    return child.get(_W + "val") if child is not None else None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


def _count(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        roman, rest = "", number % 4000
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman if style == "upperRoman" else roman.lower()
    return f"{number:02}" if style == "decimalZero" else str(number)
