"""Laws, ordinances, the constitution and the statutes of party and unions: documents known by their name.

"Luật Đất đai", "Luật sửa đổi, bổ sung một số điều của Luật Giáo dục", "Hiến pháp năm 2013", "Điều lệ Đảng khóa XI".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from . import lexicon, number
from .fold import tone
from .heads import Head, Page, is_plural

LAWS = frozenset(["luật", "bộ luật", "pháp lệnh", "hiến pháp", "điều lệ"])

# The name of a law that amends others: "Luật |sửa đổi, bổ sung một số điều của| Luật Giáo dục".
AMENDING = re.compile(
    r" (?:sửa đổi|bổ sung)(?:,? (?:và )?bổ sung)?(?: một số điều| các điều| điều [\d, và]+)?(?: của)?"
    r"(?= (?:các )?(?:luật|bộ luật|pháp lệnh) )"
)
_END = re.compile(
    r"[,;:.\n()“\"…]| (?:(?:năm|số) ?\d+|\d{4}|ngày|của|và|đã|được|có|là|đến|tới|cho|để|trong|do|theo|sửa đổi|quy định|thì|gồm"
    r"|về|trên|với|tại|nêu|này)(?!\w)"
)
# A name may go on behind "và", "của" or a comma where its number or date follows: "… của Quốc hội và Hội đồng nhân dân số 87".
_GOES_ON = re.compile(
    r"(?: và| của|,)(?: (?!(?:Luật|Bộ luật|Pháp lệnh|Nghị|Căn|Quyết|Thông|luật|bộ|pháp|nghị|căn|quyết|thông|các|những|văn|hướng|quy"
    r"|thi|theo|thực|công|kế|chỉ|kết|điều|khoản|ban|được|có|là|do|tại|ngày|năm)(?!\w))[^\s,;:.()“\"]+,?){1,9}?(?= (?:số|ngày|năm) ?\d)"
)
_CONSTITUTION = re.compile(
    r"(?P<long> (?:của )?(?:nước )?cộng hòa (?:xã hội chủ nghĩa|xhcn) việt nam)?(?P<year>,? \(?(?:năm )?(?P<number>(?:19|20)\d\d)\)?(?! ?[-/]? ?\d))?"
)


@cache
def _names(table: str) -> re.Pattern[str]:
    words = sorted({tone(row["words"]) for row in lexicon.table(table)}, key=len, reverse=True)
    return re.compile(rf" (?:của )?(?:{'|'.join(map(re.escape, words))})(?!\w)")


# What goes on behind the bare type word: "thi hành Pháp lệnh |và Thông tư số 46/2000/TT-BQP|".
_NO_NAME = re.compile(r" (?:này|đó|trên|nêu|nói|và|hoặc|cùng|do|của|được|đã|có|theo|tại|để)(?!\w)")


def law_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of the law, ordinance, constitution or statute whose type word stands at ``[start, end)``."""
    if is_plural(page, start):
        return None
    if name == "hiến pháp":
        return _constitution(page, start, end, name)
    if name == "điều lệ":
        return _statute(page, start, end, name)
    if known := _names("laws").match(page.low, end):
        return _numbered(page, Head(start, known.end(), "law", name, None, (end + 1, known.end())))
    if amending := AMENDING.match(page.low, end):
        return Head(start, amending.end(), "law", name, None, (end + 1, amending.end()))
    if not page.text[end + 1 : end + 2].isupper() and (name != "pháp lệnh" or page.text[end : end + 1] != " "):
        return None
    if not page.text[start].isupper() or _NO_NAME.match(page.low, end):
        return None
    stop = _END.search(page.low, end + 1)
    close = stop.start() if stop else len(page.low)
    if more := _GOES_ON.match(page.text, close):
        close = more.end()
    return _numbered(page, Head(start, close, "law", name, None, (end + 1, close))) if 3 < close - end < 120 else None


def _numbered(page: Page, head: Head) -> Head:
    """The head with the number that follows the law's name ("Luật Đất đai số 45/2013/QH13")."""
    lead = re.compile(r",? (?:số ?:? ?)").match(page.low, head.end)
    match = number.NUMBERED.match(page.text, lead.end()) if lead else None
    if match is None:
        return head
    return replace(head, end=match.end(), number=number.parse(match["number"], match["symbol"], head.type))


def _constitution(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Hiến pháp năm 2013", with its year; ``name`` ends before the year. Plain "Hiến pháp" only as a basis."""
    match = _CONSTITUTION.match(page.low, end)
    if match is None or not page.text[start].isupper():
        return None
    if not match["long"] and not match["year"] and not page.low.endswith("căn cứ ", 0, start):
        return None
    close = match.end("long") if match["long"] else end
    stop = match.end("number") if match["year"] else close
    return Head(start, stop, "law", name, None, (start, close))


def _statute(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of the statute of the party, the Front or a union, with the congress that passed it."""
    match = _names("statutes").match(page.low, end)
    if match is None or not page.text[start].isupper():
        return None
    term = re.compile(r",? \(?khóa (?P<term>[ivxl]{1,6})(?!\w)\)?").match(page.low, match.end())
    stop = term.end() if term else match.end()
    lead = len(" của ") if page.low.startswith(" của ", end) else 1
    return Head(start, stop, "law", name, None, (end + lead, match.end()), term=term["term"].upper() if term else "")


def statute_body(words: str) -> str:
    """The body whose statute is named by these words, folded: "đảng" → "đảng cộng sản việt nam"."""
    return next((row["body"] for row in lexicon.table("statutes") if tone(row["words"]) == words), words)
