"""Where the title of a cited document ends: at its closing quote, a verb, the next item of a list, a new clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from . import body, lexicon
from .fold import tone
from .heads import Head, Page, words_pattern
from .words import UPPER, any_of

QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’", "”": "”"}
_ABBREVIATION = re.compile(r"(?:\b(?:tp|tx|tt|đ/c|gs|ts|ths|q|p|st|mr|v\.v|vv|số|ths|pgs)|\d)\.$")


@cache
def opener() -> re.Pattern[str]:
    """What opens a title in words: "về", "về việc", "v/v"."""
    words = any_of(tone(row["words"]) for row in lexicon.table("title_openers"))
    return re.compile(rf"(?:,? ?[:-]? ?)(?:[“\"] ?)?{words}(?!\w) ?:? ?(?:việc )?")


@cache
def _words_of(table: str) -> dict[str, re.Pattern[str] | None]:
    """Words of ``table`` that end a title, folded, and behind what they do not."""
    return {
        tone(row["words"]): re.compile(rf"(?<!\w)(?:{row['not_after']}) \Z") if row["not_after"] else None
        for row in lexicon.table(table)
    }


def _ends_at(title: Title, table: str, word: str, at: int) -> bool:
    """Whether a word of ``table`` at ``at`` ends the title: not behind what bars it ("tuyên truyền, |vận động nhân dân|")."""
    bar = _words_of(table)[word]
    return bar is None or not bar.search(title.page.low, max(title.start, at - 16), at)


# What titles close with, and how one may go on all the same: "giai đoạn 2021 - 2025|, tầm nhìn 2030".
_CLOSER = (
    r"giai đoạn \d{4} ?- ?\d{4}|trong (?:tình hình|giai đoạn|thời kỳ|điều kiện|bối cảnh) (?:mới|hiện nay)"
    r"|(?:đến|tầm nhìn) (?:hết )?(?:năm )?\d{4}|nhiệm kỳ \d{4} ?- ?\d{4}"
)
_STILL = re.compile(
    r",? (?:và )?(?:các |những |có )?(?:định hướng|tầm nhìn|xét đến|tính đến|năm|hằng năm|hàng năm|phương hướng|nhiệm vụ)(?!\w)"
    r"| (?:trên|của|tỉnh|huyện|thành phố|xã|cho|đối với|thuộc|vùng|ở|theo hướng|về|đến|giai đoạn|sửa đổi|ngành|khu vực|cả nước"
    r"|(?:triển khai )?thực hiện (?:nghị quyết|chỉ thị|kết luận|kế hoạch|chương trình|đề án|quyết định|luật))(?!\w)"
)


def _is_closed(title: Title, at: int) -> bool:
    """Whether the title is over at ``at``, behind what titles close with, though the sentence goes on."""
    low = title.page.low
    if at >= title.limit or not re.compile(r",? (?=\w)").match(low, at) or _STILL.match(low, at):
        return False
    joint = re.compile(r"(?:, | và )(?:các |những )?").match(low, at)
    item = joint and any(head.start == joint.end() for head in title.following)
    return not item or not any(title.start <= head.start < at for head in title.following)


@cache
def _stops() -> re.Pattern[str]:
    """Places where an unquoted title may end."""
    return re.compile(
        rf"[;:\n…?!”]|\.(?=\.\.|\s|$|”|\")|, | và |[“\"«(]|,? (?P<word>{any_of(_words_of('title_stops'))})(?!\w)|(?<! đối) với (?=\d)"
        r"| sau (?=\d+ (?:năm|tháng) )| tại (?=\d)| trong (?:tháng|quý) (?=\d|[ivx]+(?!\w))"
        r"|(?<!giai đoạn)(?<!thời kỳ) từ (?=năm \d{4}(?! ?(?:đến|-)))"
        r"| cùng (?=(?:chương trình|kế hoạch|nghị quyết|quyết định|hướng dẫn|chỉ thị|kết luận) số \d)"
        rf"| (?P<closer>{_CLOSER})(?!\w)"
        r"| cho (?=(?:hơn|gần|trên|khoảng) \d|(?:toàn thể|toàn bộ|các đồng chí|tất cả)(?!\w))"
        r"|(?<!\d) (?:đến|tới) (?=\d{1,3} (?!năm|ngày|tháng|tuổi|%|triệu|tỷ|ha|người|giường|tầng|lần)[^\W\d])"
        r"| (?:thành|bằng) (?=(?:chương trình|kế hoạch|nghị quyết|quyết định|đề án|hướng dẫn)(?: hành động)? số \d)"
    )


@dataclass(frozen=True, slots=True)
class Title:
    """A title to be read: of the document ``outer``, from ``start`` on, ``limit`` at most.

    ``following`` are the heads behind ``outer``, ``types`` the types whose next item ends the title.
    """

    page: Page
    outer: Head
    start: int
    limit: int
    following: list[Head]
    types: frozenset[str]


def title_end(title: Title) -> tuple[int, bool]:
    """Where a title ends, and whether a closing quote ended it."""
    page, start = title.page, title.start
    if page.text[start : start + 1] in ("“", '"', "«"):
        close = _closing(page.text, start, title.limit)
        if close:
            return close, True
        title = replace(title, start=start + 1)
    at = title.start
    while match := _stops().search(page.low, at, title.limit):
        if match["closer"] and _is_closed(title, match.end()):
            return match.end(), False
        stop = _judge(title, match)
        if stop is None:
            return _before_subject(page, title.start, match), False
        at = max(stop, match.end() if stop <= match.start() else stop)
    return title.limit, False


ADVERBIAL = re.compile(
    r"[-+*\s]*(?:\(?[^\W\d]{2,12}\)? ?[-–] ?)?"
    r"(?:sau|qua|trong|thực hiện|triển khai|căn cứ|trên cơ sở|từ khi|để|nhằm|quán triệt|tổng kết|sơ kết)(?!\w)"
)
_ACTS = frozenset(["đã", "sẽ", "đang", "phải", "vẫn"])
_SENTENCE = 400


def _before_subject(page: Page, start: int, match: re.Match[str]) -> int:
    """Where a title ends that a verb stops: before the subject of that verb, where a comma parts the subject from it.

    So it is behind an adverbial clause ("Sau 5 năm thực hiện Chỉ thị số 13 về hòa giải, |công tác hòa giải| đã …") and
    where the subject is a plural ("…, |các chi bộ| sẽ …").
    """
    end = match.start()
    comma = page.low.rfind(", ", start, end)
    if comma < 0 or match["word"] not in _ACTS or end - comma < 6:
        return end
    begin = max(page.low.rfind(mark, max(0, start - _SENTENCE), start) for mark in (". ", "\n", "; "))
    opens = begin >= 0 or start < _SENTENCE
    adverbial = opens and ADVERBIAL.match(page.low, begin + 1 if begin >= 0 else 0, start) is not None
    adverbial = adverbial or _PLACE_ACTS.match(page.text, comma + 2) is not None
    return comma if adverbial or page.low.startswith(("các ", "những ", "nhiều ", "mọi "), comma + 2) else end


# "…, |huyện Châu Thành A| đã phát huy …": no title ends so.
_PLACE_ACTS = re.compile(rf"(?:tỉnh|huyện|xã|phường|quận|thị xã|thị trấn|thành phố) [{UPPER}]")
_NEW_SENTENCE = re.compile(r"[.;] (?:Nghị quyết|Quyết định|Kết luận|Chỉ thị|Kế hoạch)")
_PAIRS = {opening: re.compile(f"[{opening}{closing}]") for opening, closing in QUOTES.items()}


def _closing(text: str, start: int, limit: int) -> int | None:
    """Index behind the quote that closes the one at ``start``, None when it is missing."""
    opening, closing = text[start], QUOTES[text[start]]
    line = text.find("\n", start)
    limit = min(limit + 200, line if line >= 0 else len(text))
    if opening == closing:
        close = text.find(closing, start + 1, limit)
        return close + 1 if close > 0 else None
    if text.find(closing, start, limit) < 0:
        return None
    depth = 0
    new = _NEW_SENTENCE.search(text, start, limit)
    for match in _PAIRS[opening].finditer(text, start, limit):
        depth += 1 if match[0] == opening else -1
        if depth == 0:
            return match.end()
        if depth > 1 and new and new.end() <= match.start():
            return None
    return None


def _judge(title: Title, match: re.Match[str]) -> int | None:
    """None when the title ends at ``match``, else the index from which to look on."""
    page, mark, end = title.page, match[0], match.end()
    if match["word"] == "do" and page.low.startswith((" đồng chí ", " ông ", " bà "), match.end()):
        return None
    if match["word"] == "do":
        phrase = body.phrase_at(page.text, page.low, match.end() + 1)
        return None if phrase and re.match(r" (?:ký )?ban hành", page.low[phrase.end : phrase.end + 14]) else end
    if match["word"]:
        negated = match["word"].startswith("được") and page.low.endswith("không", 0, match.start())
        ends = _ends_at(title, "title_stops", match["word"], match.start("word"))
        return end if negated or not ends else None
    if mark == "”":
        return end if "“" in page.text[title.start : match.start()] else None
    if mark == ".":
        return (
            end if _ABBREVIATION.search(page.low, max(0, match.start() - 6), end) and not _capital(page, end) else None
        )
    if mark in '“"«':
        close = _closing(page.text, match.start(), title.limit)
        return close if close else end
    if mark == "(":
        alias = any(head.number and head.start == match.start() + 1 for head in title.following)
        return None if alias else _bracket(page, match.start(), title.limit)
    if match["closer"]:
        return end
    if mark in (", ", " và "):
        return None if _list_breaks(title, end, mark) else end
    return None


def _capital(page: Page, at: int) -> bool:
    return page.text[at : at + 2].strip()[:1].isupper()


def _bracket(page: Page, start: int, limit: int) -> int | None:
    close = page.text.find(")", start, min(limit, start + 60))
    inside = page.low[start + 1 : close] if close > 0 else ""
    renamed = inside.startswith("nay là ") and page.low.startswith(" về ", close + 1)
    if close < 0 or (
        re.match(
            r"sau đây|gọi tắt|viết tắt|kèm|có |năm 20|nay|đã|(?:được )?(?:sửa đổi|bổ sung|thay thế|thay cho|thay)(?!\w)",
            inside,
        )
        and not renamed
    ):
        return None
    return close + 1


CLAUSE = re.compile(
    r"(?: \([^)\n]{0,40}\))? (?:đã|ban hành|xây dựng|tổ chức|chỉ đạo|lãnh đạo|tiến hành|triển khai|có|cũng|luôn|kịp thời|tham mưu|yêu cầu|giao"
    r"|đề nghị|thống nhất|quyết định|kết luận|phối hợp|thực hiện|tập trung|chủ động|được|ký|thành lập"
    r"|kiện toàn|mở|rà soát|phân công|nghiên cứu|quán triệt"
    r"|đề ra|cho|cụ thể hóa|sẽ|vừa|báo cáo|hướng dẫn|chỉ thị|thông báo)(?!\w)"
)


_MORE = re.compile(
    r"(?:và )?(?:tinh thần (?:của )?(?:nghị quyết|chỉ thị|kết luận)|\d+ năm thực hiện|(?:đề nghị|ý kiến(?: chỉ đạo)?) của"
    r"|(?:các|những|một số|nhiều) (?:nghị quyết|chỉ thị|kết luận|văn bản|chương trình|kế hoạch|quy định|quyết định|hướng dẫn))(?!\w)"
)


# "…, |ngày 10/11/2015| Huyện ủy triển khai …": the day on which the main clause's body acts.
_DAY_OF = re.compile(
    r"(?:(?:sáng|chiều|tối) )?(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?,? |ngày \d{1,2} tháng \d{1,2} năm \d{4},? "
)
# An actor that no table knows, on a day of its own: "…, ngày 5/5/2021 |Tổ công tác| ban hành …".
_ACTOR = re.compile(r"[^\W\d][^,.;:\n]{2,60}? (?:(?:đã|vừa) )?(?:ban hành|ký|tổ chức|triển khai|họp|tiến hành)(?!\w)")
# "… ban hành Nghị quyết số 5 về thi đua và |thông qua| Nghị quyết số 6": what the body did besides.
_ALSO = re.compile(r"(?:đã )?(?:ban hành|thông qua|phê duyệt|ký|ký ban hành) ")
# "… triển khai Chỉ thị và |Ban Thường vụ Tỉnh ủy ban hành| Kế hoạch số 34-KH/TU": another body's clause.
_ISSUES = re.compile(r"(?: (?:đã|cũng|vừa|tiếp tục))* (?:ban hành|thông qua|phê duyệt|ký ban hành|ký|ra|xây dựng|có) ")
_PROMULGATES = re.compile(r"(?:việc )?(?:ban hành|phê duyệt)(?!\w)")


def _list_breaks(title: Title, at: int, mark: str) -> bool:
    """Whether what begins at ``at``, behind a comma or "và", is no part of the title: a next item or a main clause."""
    page, following = title.page, title.following
    if _MORE.match(page.low, at):
        return True
    if page.low.startswith("do ", at) and (doer := body.phrase_at(page.text, page.low, at + 3)):
        return _ISSUES.match(f"{page.low[doer.end : doer.end + 24]} ") is not None
    at += len(lead[0]) if (lead := re.compile(r"(?:và )?(?:các |những )?").match(page.low, at)) else 0
    inner = [head for head in following if title.start <= head.start < at]
    for head in following:
        if head.start == at:
            if inner and _carried_along(title, inner, head):
                return False
            own = head.number is not None and _PROMULGATES.match(page.low, title.start) is not None
            return own or _next_item(title, inner, head, mark)
        if head.start > at:
            break
    if inner and _ended(title, inner[-1], at - len(mark), mark, at):
        return True
    if mark == " và ":
        if page.low.startswith(("căn cứ ", "trên cơ sở "), at):
            return True
        doers = body.list_at(page.text, page.low, at)
        verb = _ISSUES.match(page.low, doers[-1].end) if doers else _ALSO.match(page.low, at)
        return verb is not None and any(head.start == verb.end() and head.number for head in following)
    broken = words_pattern("title_breaks").match(page.low, at)
    if broken and _ends_at(title, "title_breaks", broken[0], at):
        return True
    if mark == ", " and page.low.endswith((" này", " trên", " đó"), title.start, at - len(mark)):
        return True
    if mark == ", " and page.text[at].isupper() and _actor_issues(title, at):
        return True
    day = _DAY_OF.match(page.low, at)
    bodies = body.list_at(page.text, page.low, day.end() if day else at)
    if day and (page.text[day.end() : day.end() + 1].isupper() or (mark == ", " and day[0].endswith(", "))):
        return True
    return bool(day and bodies) or (bool(bodies) and any(CLAUSE.match(page.low, one.end) for one in bodies))


_LONGEST_ACTOR = 110
_ISSUED = re.compile(r"[^,.;:\n]{4,}? (?:đã |vừa )?(?:ban hành|ký ban hành|ký|ra|có|xây dựng) ")


def _actor_issues(title: Title, at: int) -> bool:
    """Whether an actor that no table knows issues the next document: "…, |Hội đồng Nghĩa vụ quân sự huyện ban hành| Kế hoạch số …"."""
    following = next((head for head in title.following if head.start > at), None)
    near = following is not None and following.number is not None and following.start - at < _LONGEST_ACTOR
    return following is not None and near and _ISSUED.fullmatch(title.page.low, at, following.start) is not None


# What a body does besides: "triển khai Chỉ thị số 30-CT/TW |và thành lập| Ban Chỉ đạo".
_DOES_TOO = re.compile(
    r"(?:thành lập|giao|chọn|chỉ đạo|tổ chức|phân công|xây dựng|yêu cầu|kiện toàn|đề ra|xác định|quán triệt|tổng kết|sơ kết|cụ thể hóa)(?!\w)"
)


_OF_THE_DOCUMENT = re.compile(r"(?:ngày|tháng|năm|khóa|nhiệm kỳ|kỳ họp|số|của|do|ban hành|về)(?!\w)|[\d(“\"]")


def _ended(title: Title, last: Head, end: int, mark: str, at: int) -> bool:
    """Whether a title ends with the document it carries out, which has no title of its own: "thực hiện Nghị quyết 26|, xác định …"."""
    low = title.page.low
    words = low[last.end : end]
    if (
        _OF_THE_DOCUMENT.match(low, at)
        or len(words) > 100
        or opener().search(low, last.end, end)
        or any(one in words for one in '“"')
    ):
        return False
    carried = _CARRIED.search(low, title.start, last.start) is not None
    return carried and (mark == ", " or _DOES_TOO.match(low, at) is not None)


def _next_item(title: Title, inner: list[Head], head: Head, mark: str) -> bool:
    """Whether a document named behind a joint goes on the outer list, not the list of what the title carries out.

    No decree is about circulars, which stand below it (Luật Ban hành văn bản quy phạm pháp luật 2015, Điều 4), no committee
    carries out the guidance of its own organ.
    """
    if title.outer.type == "nghị định" and (head.type or "").startswith("thông tư"):
        return True
    own, guide = _committee(title.outer), _committee(head) if head.type == "hướng dẫn" else ""
    if own and guide != own and guide.endswith(own):
        return True
    if not inner:
        return head.type in title.types or head.number is not None or head.form in ("congress", "plenum")
    last = inner[-1]
    if (head.type in title.types or (last.form == "law" and not _is_carried(title, inner))) and head.type != last.type:
        return True
    if _beside(title, last, head, mark):
        return True
    own_title = opener().search(title.page.low, last.end, head.start) is not None
    return own_title and (mark != " và " or head.type != last.type)


_CARRIED = re.compile(r"(?:thực hiện|triển khai|cụ thể hóa|thi hành|quán triệt) (?:các )?\Z")


def _carried_along(title: Title, inner: list[Head], head: Head) -> bool:
    """Whether ``head`` goes on the list of what the title carries out, all of one committee: "NQ-CP … thực hiện NQ/TW, |CT/TW|"."""
    own, before, item = (_committee(one) for one in (title.outer, inner[-1], head))
    first = next((one for one in inner if _committee(one) == before), inner[-1])
    known = bool(own) or (title.outer.number is None and before == "TW")
    return known and before == item != own and _CARRIED.search(title.page.low, title.start, first.start) is not None


def _is_carried(title: Title, inner: list[Head]) -> bool:
    """Whether what a title lists is what it carries out: "triển khai thi hành |Luật … và Nghị định …|"."""
    return _CARRIED.search(title.page.low, title.start, inner[0].start) is not None


_ISSUER_SAID = re.compile(r"(?:,? ?\(?(?:ngày )?\d[\w /.-]{4,24}\)?)? của ")


def _beside(title: Title, last: Head, head: Head, mark: str) -> bool:
    """Whether ``head`` bears the outer document's committee and ``last`` not: "KH/TU thực hiện KL/TW, |CTr/TU| …"."""
    own, before, item = (_committee(one) for one in (title.outer, last, head))
    if own and own == item and not before and last.type != head.type and last.number is not None:
        return not last.number.parts
    if not own or not before or not item or before == own:
        return own == "TW" and before == "TW" and item not in ("", "TW")
    if mark == " và " and head.type == last.type:
        return False
    return item == own and not _ISSUER_SAID.match(title.page.low, head.end)


def _committee(head: Head) -> str:
    """The part of a symbol that names the body: "UBND" of "1200/UBND-NC", "TU" of "40-KH/TU"; "" without symbol."""
    parts = head.number.bodies if head.number else ()
    return next((part for part in reversed(parts) if part in lexicon.body_signs()), parts[-1] if parts else "")
