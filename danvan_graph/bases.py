"""The section of a plan or scheme that lists what it rests on: "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH", an item to a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from . import lexicon
from .fold import tone
from .model import Claim
from .statement import LIST, Text, claim

_MOST = 60
# Without a letterhead that says so, only a list of several documents shows that the text rests on them.
_FEWEST_HEADLESS = 3
_MARK = r"[ \t]*(?:[-+*•–]|\d{1,2}[.)]|[a-zđ]\)|\(\d{1,2}\))?[ \t]*"
_ITEM = re.compile(rf"{_MARK}(?:căn cứ (?:vào )?)?")
_SAME_LINE = re.compile(r"(?:[^\n]{0,300}?[;.])? ?[-+*•–] ?(?:căn cứ )?")
_BASIS = re.compile("căn cứ|cơ sở")
_LONGEST_MARK = 30


# What may follow the words of such a heading: no "… CÒN BẤT CẬP", "… của văn bản được kiểm tra".
_REST = (
    r"(?:[ ,]|và|sự cần thiết|cơ sở|thực tiễn|khoa học|chính trị|pháp lý|lý luận|xây dựng|lập|ban hành|thực hiện|triển khai|để|của|các"
    r"|đề án|kế hoạch|chương trình|quy hoạch|phương án|dự án|chính sách|quy chế|văn bản|năm \d{4}|giai đoạn [\d -]+)*"
)


@cache
def _heading() -> re.Pattern[str]:
    """A line that is a heading of such a section, numbered or not; what follows in the line begins with a dash."""
    words = sorted((tone(row["words"]) for row in lexicon.table("basis_headings")), key=len, reverse=True)
    number = r"(?:(?:[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,2}|[a-e])[.)-]{1,2} ?)?"
    return re.compile(rf"[ \t*#-]{{0,4}}{number}(?:{'|'.join(map(re.escape, words))})(?!\w){_REST}[ :.]*(?=\n| - |$)")


@cache
def _below() -> re.Pattern[str]:
    """A heading inside the section: "1.1. Văn bản của Trung ương"."""
    words = "|".join(re.escape(tone(row["words"])) for row in lexicon.table("basis_groups"))
    return re.compile(
        rf"[\d.)a-z*+ -]{{0,8}}(?:các |những )?(?:văn bản (?:chỉ đạo |pháp luật |hướng dẫn )?)?"
        rf"(?:của )?(?:{words})(?:(?:,| và) (?:của )?(?:{words}))*[ :.]*"
    )


def based_on(text: Text) -> Iterator[Claim]:
    """The document rests on every document that an item of such a section begins with."""
    own = text.letterhead.key
    tops = text.tops
    for word in _BASIS.finditer(text.page.low):
        line = text.page.line_start(word.start(), _LONGEST_MARK)
        heading = _heading().match(text.page.low, line) if word.start() - line < _LONGEST_MARK else None
        if heading is None or heading.end() < word.end():
            continue
        first = bisect_left(tops, heading.end(), key=lambda row: text.starts[row])
        rows = _items(text, tops[first : first + _MOST], heading.end())
        if own is None and len(rows) < _FEWEST_HEADLESS:
            continue
        cue = text.page.low[heading.start() : heading.end()].strip(" \n:-")
        for row in rows:
            one = text.found[row]
            if one.key and one.key != own:
                yield claim(text, own, "basedOn", one.key, (one.noun.start, one.noun.head.end), cue)


def _items(text: Text, rows: list[int], at: int) -> list[int]:
    """Rows that begin an item of the list from ``at`` on, and those joined to them; up to the first line that does not."""
    kept: list[int] = []
    for row in rows:
        gap = text.page.low[at : text.found[row].noun.start]
        if not _begins(gap) and not (kept and LIST.fullmatch(gap)):
            break
        kept.append(row)
        at = max(text.found[row].noun.end, text.found[row].noun.head.end)
    return kept


def _begins(gap: str) -> bool:
    """Whether what stands before a document ends in an item's mark, no line of other text between."""
    if "\n" not in gap:
        return _SAME_LINE.fullmatch(gap) is not None
    _, *between, last = gap.split("\n")
    other = any(line.strip() and not _below().fullmatch(line.strip()) for line in between)
    return not other and _ITEM.fullmatch(last) is not None
