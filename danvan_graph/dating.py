"""Whether a day, month or year behind a document is its own, or that of what somebody does then."""

from __future__ import annotations

import re

from . import body
from .heads import Head, Page
from .titles import ADVERBIAL, CLAUSE

_THEN = re.compile(r",? (?=[^\W\d])")


_LONGEST_SENTENCE = 2000


def _sentence_start(page: Page, at: int) -> int:
    line = page.line_start(at, _LONGEST_SENTENCE)
    return max(page.low.rfind(". ", line, at) + 1, line)


def acts_then(page: Page, head: Head, at: int) -> bool:
    """Whether a body stands behind a day, on which it acts: "…, ngày 10/11/2015 |Huyện ủy| triển khai …"."""
    lead = _THEN.match(page.low, at)
    actor = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    if actor is None:
        return False
    if head.form in ("congress", "plenum") or CLAUSE.match(page.low, actor.end):
        return True
    begin = _sentence_start(page, head.start)
    return actor.level != "central" and ADVERBIAL.match(page.low, begin, head.start) is not None


_OWN_WORDS = re.compile(r",? ?(?:của|về|v/v|do|\(|quy định|phê duyệt|ban hành|thực hiện|triển khai|$|[.;:\n])")
_RESULTS = re.compile(
    r"(?:kết quả|tình hình|tiến độ|công tác|sơ kết|tổng kết) (?:tổ chức )?(?:triển khai )?(?:thực hiện|triển khai) \Z"
)


def is_time_of_doing(page: Page, head: Head, lead: str, end: int) -> bool:
    """Whether a month or year behind a document is when it is carried out: "Thực hiện Chỉ thị số 05, |năm 2022| Đảng bộ …"."""
    if _RESULTS.search(page.low, max(0, head.start - 40), head.start):
        return True
    begin = _sentence_start(page, head.start)
    own = _OWN_WORDS.match(page.low, end) is not None
    return "," in lead and not own and ADVERBIAL.match(page.low, begin, head.start) is not None
