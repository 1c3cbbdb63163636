"""Links of the document itself: its title, its preamble, its articles, what it repeals."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator

from . import body
from .attached import ENCLOSED
from .fold import tone
from .model import Claim, Key
from .opening import opening_clauses
from .statement import (
    LIST,
    SAID_IN,
    SHORT_NAME,
    Text,
    before_in_list,
    children,
    claim,
    coordinated,
    cue_at,
    directed,
    title_cue,
)


def own_links(text: Text) -> Iterator[Claim]:
    """Every link of the document itself, when it is a directive."""
    yield from _own_preamble(text)
    if text.letterhead.key is not None:
        for rule in (_own_title, _own_issue, opening_clauses, _own_articles, _own_repeals, _own_lists):
            yield from rule(text)


# "Kết luận của Thủ tướng tại phiên họp Ban Chỉ đạo triển khai Nghị quyết …": the committee's name, not the document's aim.
_MEETING = re.compile(r"(?<!\w)(?:tại (?:phiên họp|cuộc họp|buổi làm việc|hội nghị)|ban chỉ đạo) ")


def _own_title(text: Text) -> Iterator[Claim]:
    """Links that the document's own title states."""
    if text.letterhead.key is None or text.title is None:
        return
    start, end = text.title
    rows = children(text, -1, start, end)
    if not rows:
        return
    predicate, cue = title_cue(text.page.low, start, text.found[rows[0]].noun.start, text.letterhead.type)
    first = text.found[rows[0]]
    if _MEETING.search(text.page.low, start, first.noun.start):
        return
    if first.noun.head.form == "attached":
        predicate = "approves" if "phê duyệt" in text.page.low[start : first.noun.start] else "promulgates"
        cue = text.page.low[start : first.noun.start].strip()
    for row in coordinated(text, rows) if predicate else ():
        inner = text.found[row]
        if predicate in ("promulgates", "approves") and inner.noun.head.type != first.noun.head.type:
            return
        if inner.key:
            yield claim(
                text, text.letterhead.key, predicate, inner.key, (start, inner.noun.head.end), cue, "letterhead"
            )


_HEAD_LINES = 45
# Recitals that open a sentence inside a paragraph count this many lines far only.
_NEAR_LINES = 12
_BODY = re.compile(
    r"(?:phần (?:thứ )?(?:nhất|i|1)|i+[ .-]|a[.)-]|1\. |điều 1|chương i(?!\w)|quyết nghị|quyết định:|quyết định$)"
)
_RECITAL = re.compile(
    r"(?P<base>căn cứ(?: vào)?|trên cơ sở)(?!\w)"
    r"|(?P<act>(?:để )?(?:tiếp tục )?(?:tổ chức )?(?:triển khai )?(?:thực hiện|thi hành|triển khai|cụ thể hóa))(?!\w)"
)
_CLAUSE_END = re.compile(r"(?:(?:[.] |; ?)(?:[-+] )?|\w- )\Z")
# A line is looked at so far: a document that stands in one line is read from its beginning, not to its end.
_LONGEST_LINE = 10_000


def _own_preamble(text: Text) -> Iterator[Claim]:
    """The block of "Căn cứ …" and "Thực hiện …" before a directive's body, a line each or several in one paragraph.

    A text without letterhead is taken for a directive by two lines of recitals at least, by an addressee, or by what it asks.
    """
    own, low = text.letterhead.key, text.page.low
    opening = list(_opening(text))
    asking = [own is None and row < _NEAR_LINES and _asks(low, *span) for row, span in enumerate(opening)]
    if (
        own is None
        and not any(asking)
        and sum(low[at:stop].rstrip().endswith((";", ",")) and _is_basis(low[at:stop]) for at, stop in opening) < 2
        and not any(low.startswith("kính gửi", at) for at, _ in opening[:_NEAR_LINES])
    ):
        return
    for row, (at, stop) in enumerate(opening):
        first = at + len(low[at:stop]) - len(low[at:stop].lstrip(" -+*"))
        found = [
            match
            for match in _RECITAL.finditer(low, at, stop)
            if match.start() == first or (row < _NEAR_LINES and _opens_clause(low, at, match))
        ]
        for match, after in itertools.zip_longest(found, found[1:]):
            if own is not None or match["base"] or asking[row]:
                yield from _recital(text, own, match, after.start() if after else stop)


_ASKS = re.compile(
    r", (?:ban |đảng ủy|huyện ủy|tỉnh ủy|thành ủy|ủy ban|ubnd|hội |sở |đoàn |liên đoàn|công đoàn)[^,;.:]{0,80}?"
    r" (?:đề nghị|yêu cầu|hướng dẫn|định hướng) [^:]{5,300}: *$"
)


def _asks(low: str, at: int, stop: int) -> bool:
    """Whether a paragraph is a directive's first: "Thực hiện …, Ban Tuyên giáo Tỉnh ủy đề nghị … tuyên truyền các nội dung sau:"."""
    opens = _RECITAL.match(low, at, stop) is not None
    return opens and low.endswith(":", at, stop) and _ASKS.search(low, max(at, stop - 500), stop) is not None


def _opens_clause(low: str, line: int, match: re.Match[str]) -> bool:
    """Whether a recital opens a sentence, or, as a basis, a clause inside one."""
    begin = max(line, match.start() - 4)
    return (match["base"] and low.endswith(", ", begin, match.start())) or (
        _CLAUSE_END.search(low, begin, match.start()) is not None
    )


def _is_basis(line: str) -> bool:
    return line.lstrip(" -+*").startswith("căn cứ")


def _opening(text: Text) -> Iterator[tuple[int, int]]:
    """The lines between a directive's head and its body."""
    low = text.page.low
    at = text.letterhead.span.end
    for _ in range(_HEAD_LINES):
        stop = low.find("\n", at)
        stop = stop if stop >= 0 else len(low)
        line = low[at:stop].lstrip(" -+*")
        if _BODY.match(line) and text.letterhead.key is not None and not line.startswith(("căn cứ", "thực hiện")):
            return
        yield at, min(stop, at + _LONGEST_LINE)
        if stop >= len(low):
            return
        at = stop + 1


def _recital(text: Text, own: Key | None, lead: re.Match[str], end: int) -> Iterator[Claim]:
    rows = children(text, -1, lead.end(), end)
    if not rows:
        return
    first = text.found[rows[0]]
    gap = text.page.low[lead.start() : first.noun.start]
    if lead["act"]:
        if not cue_at(gap, "lead") or not _own_clause(text, list(_listed(text, rows)), end):
            return
    elif len(gap) > 60 or ". " in gap:
        return
    predicate = "basedOn" if lead["base"] else "implements"
    before = lead.end()
    for row in _listed(text, rows):
        one = text.found[row]
        predicate = "basedOn" if " căn cứ " in text.page.low[before : one.noun.start] else predicate
        before = one.noun.end
        if one.key and one.key != own:
            yield claim(text, own, predicate, one.key, (lead.start(), one.noun.head.end), lead[0])


def _listed(text: Text, rows: list[int]) -> Iterator[int]:
    """Rows of a list in a căn cứ line: joined by list joints, or each led by its own căn cứ."""
    yield rows[0]
    attached = False
    for before, row in itertools.pairwise(rows):
        gap = text.page.low[text.found[before].noun.end : text.found[row].noun.start]
        if SHORT_NAME.fullmatch(gap):
            continue
        enclosed = ENCLOSED.fullmatch(gap) is not None
        attached = attached or enclosed
        if attached and text.found[row].noun.head.number is None:
            continue
        if enclosed:
            yield row
            continue
        if (
            not re.fullmatch(
                r"[”\"]?\)?\s*(?:[,;]|,? và|,? cùng với)?\s*(?:và )?(?:căn cứ |các |số |thực hiện )?\s*", gap
            )
            and not LIST.fullmatch(gap)
            and not re.fullmatch(rf"[^.\n]{{0,400}}; (?:và )?(?:căn cứ )?{SAID_IN}", gap)
        ):
            return
        yield row


_SAYS = frozenset(["hướng dẫn", "thông báo", "quyết định", "kết luận", "báo cáo", "chỉ thị"])


def _own_clause(text: Text, rows: list[int], end: int) -> bool:
    """Whether a "Thực hiện X" of the preamble is about this document: it ends there, or a body issues this one."""
    last = text.found[rows[-1]].noun
    rest = text.page.low[max(last.end, last.head.end) : end]
    kind = tone(text.letterhead.type or "")
    return (
        re.match(r"[”\")]?[.;] ?|[\s.;,”\"]*\Z", rest) is not None
        or re.search(rf"(?:ban hành|xây dựng|đề ra|triển khai)[^.;]{{0,60}}{kind}(?! (?:số )?\d)", rest) is not None
        or (kind in _SAYS and re.match(rf"[”\")]?, [^,.;\n]{{4,90}} {kind} (?!số|\d)", rest) is not None)
    )


def _own_issue(text: Text) -> Iterator[Claim]:
    """As in "Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của A; B và C" in the opening of that decree."""
    own, low = text.letterhead.key, text.page.low
    kind = tone(text.letterhead.type or "")
    issues = re.compile(rf"(?:(?:ban hành|xây dựng|ra|ký) )?{re.escape(kind)}(?= )")
    for at, stop in itertools.islice(_opening(text), _NEAR_LINES):
        for match in issues.finditer(low, at, stop):
            rows = children(text, -1, match.end(), stop)
            bodies = body.phrases(text.page.text, low, max(at, match.start() - 120), match.start())
            if not rows or not bodies or low[bodies[-1].end : match.start()].strip():
                continue
            predicate, cue = title_cue(low, match.end(), text.found[rows[0]].noun.start, text.letterhead.type)
            for row in coordinated(text, rows) if predicate else ():
                key = text.found[row].key
                if key and key != own:
                    yield claim(text, own, predicate, key, (match.start(), text.found[row].noun.head.end), cue)


def _own_articles(text: Text) -> Iterator[Claim]:
    """As in "Quyết định này thay thế …", "Điều 2. Bãi bỏ …", "Ban hành kèm theo Quyết định này Quy chế …"."""
    own = text.letterhead.key
    if own is None:
        return
    kind = tone(text.letterhead.type or "")
    kind = (
        f"(?:{re.escape(kind)}|{re.escape(kind.rsplit(' ', 2)[0])}|văn bản)"
        if kind.count(" ") > 1
        else f"(?:{re.escape(kind)}|văn bản)"
    )
    self_words = re.compile(
        rf"(?:điều \d+|(?<!\w){kind} này có hiệu lực[^.;\n]{{0,70}})\. ?(?=thay thế|bãi bỏ|sửa đổi)"
        rf"|(?<!\w){kind} này(?: có hiệu lực[^.;\n]{{0,60}}? và| có hiệu lực[^.;\n]{{0,60}}?[,;](?: và)?)?"
    )
    for match in self_words.finditer(text.page.low):
        row = bisect_left(text.starts, match.end())
        if row >= len(text.found) or text.found[row].noun.start - match.end() > 90:
            continue
        first = text.found[row]
        gap = text.page.low[match.end() : first.noun.start]
        if first.noun.head.form == "attached" and not gap.strip(' :“"'):
            before = text.page.low[max(0, match.start() - 24) : match.start()]
            predicate, cue = _issued_with(before)
        else:
            predicate, cue = cue_at(gap, "self") or cue_at(gap, "between") or ("", "")
        siblings = text.kids[first.noun.parent]
        at = bisect_left(siblings, row)
        if predicate:
            yield from _own_chain(text, own, siblings[at : at + 4], match.start())
        for other in coordinated(text, siblings[at : at + 8]) if predicate else ():
            yield from directed(
                text, own, predicate, text.found[other].key, (match.start(), text.found[other].noun.head.end), cue
            )


def _issued_with(before: str) -> tuple[str, str]:
    """Predicate and cue of the words before "Quyết định này |Quy chế …"; ("", "") when they issue nothing."""
    if re.search(r"(?:phê duyệt|thông qua) (?:ban hành )?kèm theo $", before):
        return "approves", "phê duyệt"
    return ("promulgates", "ban hành kèm theo") if "kèm theo" in before or "ban hành" in before else ("", "")


def _own_chain(text: Text, own: Key, rows: list[int], start: int) -> Iterator[Claim]:
    """As in "Hướng dẫn này bổ sung A và thay thế B": the second object too is this directive's."""
    for before, row in itertools.pairwise(rows):
        one, other = text.found[before].noun, text.found[row]
        joint = _CHAIN.match(text.page.low, one.end)
        if joint is None or other.noun.start - joint.end() > 60:
            return
        cue = cue_at(" " + text.page.low[joint.end() : other.noun.start], "between")
        if cue is None or cue[0].startswith("-"):
            return
        yield from directed(text, own, cue[0], other.key, (start, other.noun.head.end), cue[1])


_EXPIRED = re.compile(r"(?: của [^,.;\n]{3,60})? (?:sẽ )?hết hiệu lực[^.\n]{0,60}")


def _own_repeals(text: Text) -> Iterator[Claim]:
    """As in "Nghị quyết số 116/2013/NQ-HĐND … hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực"."""
    own = text.letterhead.key
    tops = text.tops
    for place, row in enumerate(tops if own else ()):
        match = _EXPIRED.match(text.page.low, text.found[row].noun.end)
        before = text.page.low[max(0, text.found[row].noun.start - 240) : text.found[row].noun.start]
        if (
            own is None
            or match is None
            or not re.search(r" này (?:có hiệu lực|được)", before.rsplit("\n", 1)[-1] + match[0])
        ):
            continue
        for other in before_in_list(text, tops[max(0, place - 30) : place + 1]):
            one = text.found[other]
            part = re.compile(r"(?:khoản|điểm|điều|mục|chương|phần)[^,;.]{0,25}$").search(
                text.page.low, max(0, one.noun.start - 30), one.noun.start
            )
            if one.key and not part:
                yield claim(text, own, "supersedes", one.key, (one.noun.start, match.end()), "hết hiệu lực")


_REPEAL_LIST = re.compile(
    r"văn bản[^.;:\n]{0,30} (?:sau|sau đây|dưới đây)[^.;:\n]{0,30}(?:hết hiệu lực|bị bãi bỏ|bãi bỏ)[^.;:\n]{0,80}: ?"
)
_CHAIN = re.compile(r",? và ")


def _own_lists(text: Text) -> Iterator[Claim]:
    """As in "Các văn bản sau đây hết hiệu lực: …; …": this directive replaces each."""
    own = text.letterhead.key
    for match in _REPEAL_LIST.finditer(text.page.low) if own else ():
        tops = text.tops
        at = bisect_left(tops, match.end(), key=lambda row: text.starts[row])
        if own is None or at >= len(tops) or text.starts[tops[at]] - match.end() > 4:
            continue
        for other in coordinated(text, tops[at : at + 30]):
            key = text.found[other].key
            if key:
                yield claim(
                    text, own, "supersedes", key, (match.start(), text.found[other].noun.head.end), "hết hiệu lực"
                )
