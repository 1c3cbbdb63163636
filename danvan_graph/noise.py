"""Slips of scans in folded text, mended for matching only; the text itself and its indices stay as they are."""

from __future__ import annotations

import re
from functools import cache

from . import lexicon
from .fold import tone

_MARKED = re.compile(r"u([ơớờởỡợ])(?=[a-zđ])")
_ZEROS = re.compile(r"(?<=\d)o+(?=[\d/.])|(?<=[/.])o(?=\d)")
_ONLY_BEFORE = {"ngay": r"(?= ?\d)", "khoa": r"(?= [ivx])"}


@cache
def _slips() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {tone(row["written"]): tone(row["meant"]) for row in lexicon.table("ocr_noise")}
    words = "|".join(re.escape(word) + _ONLY_BEFORE.get(word, "") for word in sorted(rows, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)"), rows


def mend(low: str) -> str:
    """Folded text with the slips of lexicon/ocr_noise.tsv undone, of the same length.

    >>> mend("nghị quyêt sô 22 của trung uơng")
    'nghị quyết số 22 của trung ương'
    """
    low = _MARKED.sub(r"ư\1", low)
    low = _ZEROS.sub(lambda found: "0" * len(found[0]), low)
    pattern, rows = _slips()
    return pattern.sub(lambda found: rows[found[0]], low)
