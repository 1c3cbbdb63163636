"""Foot- and endnotes: where a note begins, which mark in the text is its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPER = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_START = re.compile(rf"(?P<sup>{_SUPER})[.)]?\s*(?=\S)|\[\^?(?P<bracket>\w{{1,4}})\]:?\s*|\((?P<paren>\d{{1,2}})\)\s*")
_PLAIN_START = re.compile(r"(\d{1,2})\s?(?=[^\W\d_]|[“\"])")
_PLAIN_LINE = re.compile(r"\n *\d{1,2} ?[^\W\d_]")
_MARK = re.compile(
    rf"(?P<sup>{_SUPER})"
    r"|\[\^?(?P<bracket>\w{1,4})\]"
    r"|(?<=\S)\((?P<paren>\d{1,2})\)(?!\w)"
)
_PLAIN_MARK = re.compile(r"\d{1,2}(?=[\s.,;:!?)”\"]|$)")
_CLOSERS = '”")…'
_UNIT = re.compile(r"(?:(?<![^\W\d_])|(?<=/))(?:k|d|c|m|h|µ)?m$|[³²]$")
_FAR = 3
"""A note stands at most this many paragraphs before its mark."""


@dataclass(slots=True)
class Mark:
    """A note's mark in the text: where, in which paragraph, and the paragraph that is its note (-1: none)."""

    label: str
    start: int
    end: int
    paragraph: int
    note: int = -1


@dataclass(frozen=True, slots=True)
class Start:
    """The mark that a note's first paragraph begins with."""

    label: str
    style: str
    length: int


def note_start(line: str) -> Start | None:
    """Find the mark at the beginning of a line, if it may be a note's."""
    if not line or line[0] not in "⁰¹²³⁴⁵⁶⁷⁸⁹[(":
        return None
    found = _START.match(line)
    if not found or found.end() == len(line):
        return None
    style = found.lastgroup or ""
    return Start(found[style].translate(_DIGITS), style, found.end())


def plain_start(line: str, labels: frozenset[str]) -> Start | None:
    """Find a note's mark that is raised no more: one of these numbers, without a full stop, before a capital letter."""
    found = _PLAIN_START.match(line) if labels else None
    if not found or found[1] not in labels or not (line[found.end()].isupper() or line[found.end()] in '“"'):
        return None
    return Start(found[1], "plain", found.end())


def plain_labels(text: str) -> frozenset[str]:
    """List the numbers stuck to words, raised or not, of a text where lines begin with numbers as notes do."""
    if not _PLAIN_LINE.search(text):
        return frozenset()
    raised = (found.group().translate(_DIGITS) for found in re.finditer(_SUPER, text))
    return frozenset([*(label for label, _, _ in _plain_marks(text)), *raised])


def has_marks(text: str) -> bool:
    """Whether any raised or bracketed mark can stand in the text at all (a cheap test)."""
    return any(sign in text for sign in "¹²³⁴⁵⁶⁷⁸⁹⁰[") or ")(" in text or re.search(r"\w\(\d", text) is not None


def find_marks(text: str, styles: set[str]) -> list[tuple[str, str, int, int]]:
    """All marks of these styles: ``(style, label, start, end)``; signs of square and cubic measures are none."""
    found = []
    signs = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹" + r"\[" * ("bracket" in styles) + "(" * ("paren" in styles) + "]")
    end = 0
    for place in signs.finditer(text):
        match = _MARK.match(text, place.start()) if place.start() >= end else None
        if match:
            style, end = match.lastgroup or "", match.end()
            if not (style == "sup" and _UNIT.search(text, max(0, match.start() - 4), match.start())):
                found.append((style, match[style].translate(_DIGITS), match.start(), end))
    if "plain" in styles:
        found += [("plain", label, start, end) for label, start, end in _plain_marks(text)]
        found.sort(key=lambda mark: mark[2])
    return found


def _plain_marks(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PLAIN_MARK.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before.islower() or (before and before in _CLOSERS):
            yield match.group(), match.start(), match.end()


def match_notes(marks: list[tuple[Mark, str]], starts: dict[int, Start]) -> None:
    """Give each note the nearest mark before it that has none yet, else the first one that soon follows."""
    body: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    noted: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    waiting: dict[tuple[str, str], int] = {}
    queue = iter(marks)
    ahead = next(queue, None)
    for paragraph in sorted({mark.paragraph for mark, _ in marks} | starts.keys()):
        start = starts.get(paragraph)
        if start:
            key = (start.style, start.label)
            own = body[key] or noted[key]
            if not own and start.style == "plain":
                own = body["sup", start.label]
            if own:
                own.pop().note = paragraph
            else:
                waiting[key] = paragraph
        while ahead and ahead[0].paragraph == paragraph:
            mark, key = ahead[0], (ahead[1], ahead[0].label)
            late = waiting.pop(key, None)
            if late is not None and 0 < paragraph - late <= _FAR:
                mark.note = late
            else:
                (noted if start else body)[key].append(mark)
            ahead = next(queue, None)
