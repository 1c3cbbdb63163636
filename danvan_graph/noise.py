"""Slips of scans in folded text, mended for matching only; the text itself and its indices stay as they are."""

from __future__ import annotations

import re
from functools import cache

from . import lexicon
from .fold import bare, tone
from .words import any_word

_MARKED = re.compile(r"u([ơớờởỡợ])(?=[a-zđ])")
# Letters for digits inside a date or number: "l5", "0l/7/2021", "20l3", "O5"; the first pattern finds them fast, the
# second tells which are meant as digits.
_LETTER_DIGITS = re.compile(r"[lio](?<=[0-9/. -].)[lio]*(?=[0-9/.-]|\b)")
_MEANT = re.compile(
    r"(?:(?<=\d)[lio]+(?=\d|[/.-]\d|[/.])|(?<=[/.])[lio]+(?=\d)|(?<=ngày )[lio]\d?(?=[/.-]\d)|(?<=[/.-][12]\d\d)[lio](?!\w))"
)


def _digits(found: re.Match[str]) -> str:
    text = found.string
    if not _MEANT.match(text, found.start()):
        return found[0]
    return found[0].replace("o", "0").replace("l", "1").replace("i", "1")


@cache
def _slips() -> tuple[re.Pattern[str], dict[str, tuple[str, re.Pattern[str]]]]:
    """The words of the table, and of each what is meant and what must follow."""
    rows = {tone(row["written"]): (tone(row["meant"]), re.compile(row["before"])) for row in lexicon.table("ocr_noise")}
    return re.compile(rf"{any_word(rows)}(?!\w)"), rows


def _meant(found: re.Match[str]) -> str:
    meant, before = _slips()[1][found[0]]
    return meant if before.match(found.string, found.end()) else found[0]


# Words that show a stretch typed without diacritics.
_PLAIN = (
    "nghi quyet",
    "ke hoach",
    "chi thi",
    "quyet dinh",
    "ket luan",
    "nghi dinh",
    "huong dan",
    "quy dinh",
    "bo luat",
)
_PLAIN_DATE = re.compile(r"(?<!\w)(ngay|thang|nam|so|khoa)( (?=\d|[ivx]{1,5}(?!\w)))")
_PLAIN_WORDS = {"ngay": "ngày", "thang": "tháng", "nam": "năm", "so": "số", "khoa": "khóa"}


@cache
def _plain() -> tuple[re.Pattern[str], dict[str, str]]:
    """Phrases without diacritics → as meant; only those of several words, which nothing else is spelt like."""
    words = [tone(word) for word in lexicon.surfaces()]
    words += [tone(row["words"]) for name in ("plain_phrases", "title_verbs") for row in lexicon.table(name)]
    rows = {bare(word): word for word in words if " " in word and not word.startswith(("của ", "về "))}
    particles = [word.split(" ", 1) for word in words if word.startswith(("của ", "về "))]
    patterns = [any_word(rows), *(rf"(?<!\w){bare(first)}(?= {bare(rest)})" for first, rest in particles)]
    return re.compile(rf"(?:{'|'.join(patterns)})(?!\w)"), rows | {bare(first): first for first, _ in particles}


def mend(low: str) -> str:
    """Folded text with the slips of lexicon/ocr_noise.tsv undone, of the same length.

    >>> mend("nghị quyêt sô 22 của trung uơng")
    'nghị quyết số 22 của trung ương'
    """
    low = _MARKED.sub(r"ư\1", low)
    low = _LETTER_DIGITS.sub(_digits, low)
    low = _slips()[0].sub(_meant, low)
    if any(word in low for word in _PLAIN):
        pattern, rows = _plain()
        low = pattern.sub(lambda found: rows[found[0]], low)
        low = _PLAIN_DATE.sub(lambda found: f"{_PLAIN_WORDS[found[1]]}{found[2]}", low)
    return low
