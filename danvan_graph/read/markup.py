"""Marks of Markdown (emphasis, headings, links, tables) out of the text; runs of spaces to one."""

from __future__ import annotations

import re

from danvan_graph.read.mapping import Edit, Mapped

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WRAPPED_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])[^*_\n]{1,200}(?:\n[^*_\n]{1,200}){1,3}(?<=[^\s*_])\1")
_PLAIN = (
    r"(?P<strong>\*{2,3})"
    r"|(?P<star>(?<=[^\s\d*])\*(?![\d*])|(?<![\d*])\*(?=[^\s\d*]))"
    r"|(?P<head>(?<![^\n ])\#{1,6}[ ]+)"
    r"|<sup>\s*(?P<sup>\d{1,3})\s*</sup>"
)
_FULL = _PLAIN + (
    r"|(?P<quote>(?<![^\n >])>[ ]?)"
    r"|(?P<under>(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_]))"
    r"|(?P<open>!?\[)(?=[^\]\n^][^\]\n]{0,300}\]\([^)\s\n]{1,500}\))"
    r"|(?P<link>\]\([^)\s\n]{1,500}\))"
    r"|(?P<escape>\\(?=[*_\#.\-\[\]()+!`~>|]))"
    r"|(?P<code>`+)"
    r"|(?P<tag></?(?:b|i|u|em|strong|span|small|big|font|sup|sub|mark|center|p|div)(?:\s[^<>\n]{0,200})?/?>)"
)
_TEXT = (re.compile("[*#<]"), re.compile(_PLAIN, re.VERBOSE | re.IGNORECASE))
_MARKDOWN = (re.compile(r"[*#<>_!\[\]\\`]"), re.compile(_FULL, re.VERBOSE | re.IGNORECASE))
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")


def strip_markup(source: Mapped, *, markdown: bool) -> Mapped:
    r"""Take marks of emphasis, headings and links away; ``markdown``: all of Markdown's marks, not only some.

    >>> strip_markup(Mapped("**Kết luận\nsố 43-KL/TW** và *Dân vận khéo*"), markdown=False).text
    'Kết luận số 43-KL/TW và Dân vận khéo'
    """
    done = source
    if "**" in done.text or "__" in done.text:
        done = done.rewrite(_joined_strong(done.text))
    if markdown or any(sign in done.text for sign in ("*", "#", "<sup>")):
        done = done.rewrite(_marks(done.text, _MARKDOWN if markdown else _TEXT))
    return done


def squeeze(source: Mapped) -> Mapped:
    """Make runs of spaces inside a line one space (columns must have been told apart before)."""
    if "\t" in source.text:
        source = source.with_text(source.text.replace("\t", " "))
    if "  " not in source.text:
        return source
    return source.rewrite((found.start() + 1, found.end(), "") for found in _SPACES.finditer(source.text))


def _joined_strong(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for found in _WRAPPED_STRONG.finditer(text):
        start = found.start()
        edits += [(start + at, start + at + 1, " ") for at, letter in enumerate(found.group()) if letter == "\n"]
    return edits


def _marks(text: str, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> list[Edit]:
    """Edits that take marks away; the first pattern finds the characters, the second looks what they are."""
    edits: list[Edit] = []
    end = 0
    sign, mark = patterns
    for place in sign.finditer(text):
        at = place.start()
        found = mark.match(text, at) if at >= end else None
        if found:
            end = found.end()
            number = found.group("sup")
            edits.append((at, end, number.translate(_SUPERSCRIPT) if number else ""))
    return edits
