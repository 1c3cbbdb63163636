"""Who issued what: a phrase's own issuer, a body that acts, a congress's resolution, a letterhead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from . import body
from .acting import PROPOSALS
from .citation import Citation, organisations
from .model import Claim, Organisation
from .names import congress_body
from .statement import Text, claim, coordinated


def issuers(text: Text) -> Iterator[Claim]:
    """Who issued what: "… của Bộ Chính trị", "Huyện ủy ban hành …", the letterhead, a congress's own resolution."""
    head = text.letterhead
    for issuer in head.issuers if head.key else ():
        yield claim(text, head.key, "issuedBy", issuer, (head.span.start, head.span.end), "", "letterhead")
    for one in text.found:
        key = one.key
        if key is None:
            continue
        noun = one.noun
        if noun.head.form == "congress":
            yield claim(
                text, key, "issuedBy", congress_body(text.page, one, text.home), (noun.start, noun.head.end), "đại hội"
            )
        if noun.head.form == "plenum":
            central = body.read("Ban Chấp hành Trung ương Đảng")
            if central:
                yield claim(text, key, "issuedBy", central, (noun.start, noun.head.end), "trung ương")
        if noun.head.form == "conference" and noun.head.name:
            inside = body.phrases(text.page.text, text.page.low, *noun.head.name)
            for org in organisations(inside[:1], text.home):
                yield claim(text, key, "issuedBy", org, (noun.start, noun.head.end), "hội nghị")
        if noun.issuer:
            span = (min(noun.start, noun.issuer[0]), max(noun.issuer[1], noun.head.end))
            for org in organisations(noun.issuers, text.home):
                if org.kind == "unit" and key.body.startswith("tw/"):
                    continue
                if org.slug == "tw/tw" and key.type == "nq":
                    org = body.read("Ban Chấp hành Trung ương Đảng") or org
                yield claim(text, key, "issuedBy", org, span, "của")
        yield from _passed(text, one)
        yield from _acting(text, one)


_PASSED = re.compile(
    r" (?:khóa [ivxl]+ ?|,? ?kỳ họp thứ \w+ ?|đã |vừa |mới )*(?:thông qua(?! tại| theo| bằng)|ban hành"
    r"(?! (?:các |nhiều |một số )?(?:kế hoạch|chương trình|nghị quyết|văn bản|hướng dẫn|quyết định|chỉ thị|công văn)(?!\w))"
    r"|ký ban hành|(?P<decides>phê duyệt)(?! tại| theo| bằng| đề án| kế hoạch))(?!\w)"
)


_BY = re.compile(r",? (?:(?:đã|vừa|mới) )*(?:được|mà|do) ")


def _passed(text: Text, one: Citation) -> Iterator[Claim]:
    """As in "Luật số 75/2015/QH13 được Quốc hội khóa XIII thông qua"."""
    low = text.page.low
    lead = _BY.match(low, one.noun.end)
    if lead and one.noun.title and not lead[0].startswith(","):
        return
    phrase = body.phrase_at(text.page.text, low, lead.end()) if lead else None
    verb = _PASSED.match(low, phrase.end) if phrase else None
    if phrase and verb and one.key and not (verb["decides"] and one.noun.head.type != "quyết định"):
        for org in organisations([phrase], text.home):
            if not _foreign(one.key.body, _numbers(org)):
                yield claim(text, one.key, "issuedBy", org, (one.noun.start, verb.end()), verb[0])


_COMMITTEES = frozenset(["tu", "hu", "du", "ubnd", "hdnd", "mttq"])


_STATE = frozenset(["tw/cp", "tw/ttg", "tw/qh", "tw/ubtvqh", "tw/ctn"])


def _foreign(numbering: str, acting: str) -> bool:
    """Whether the committee that a document's symbol names cannot be the body that acts: QĐ-TTg of a local body, NQ/TW of the Government."""
    if not numbering or not acting or (numbering.endswith("/du") and acting.startswith("tw/du-")):
        return False
    if (numbering == "tw") != (acting == "tw") and (acting in _STATE or numbering in _STATE):
        return True
    names = {numbering.rsplit("/", 1)[-1], acting.rsplit("/", 1)[-1]}
    return numbering.startswith("tw") != acting.startswith("tw") or (len(names) > 1 and names <= _COMMITTEES)


def _numbers(org: Organisation) -> str:
    """The committee in whose series an organisation numbers, its place open or not."""
    return body.series(org) or f"-/{org.kind}"


def _acting(text: Text, one: Citation) -> Iterator[Claim]:
    """The bodies whose verb issues a document, and the items of the same type that follow it in a list."""
    if not one.acting or one.key is None:
        return
    cue = text.page.low[one.acting[-1].end : one.noun.start].strip()
    row = bisect_left(text.starts, one.noun.start)
    siblings = text.kids[one.noun.parent]
    at = bisect_left(siblings, row)
    tops = siblings[at : at + 30]
    for other in coordinated(text, tops):
        item = text.found[other]
        if item.key is None:
            continue
        joint = text.page.low[max(0, item.noun.start - 4) : item.noun.start] == " và "
        alike = (
            joint
            or item.noun.head.type == one.noun.head.type
            or (item.key.number and item.key.body == one.key.body)
            or (cue == "tại" and item.noun.head.type in PROPOSALS)
        )
        if item is not one and (item.noun.issuer or item.acting or not alike):
            continue
        for org in organisations(one.acting, text.home):
            several = item.noun.head.number is not None and len(item.noun.head.number.parts) > 2
            if not (several and item is one) and _foreign(item.key.body, _numbers(org)):
                continue
            yield claim(text, item.key, "issuedBy", org, (one.acting[0].start, item.noun.head.end), cue)
