"""Which bodies a sentence says to have issued a document: "Huyện ủy đã ban hành |Kế hoạch số …"."""

from __future__ import annotations

import re
from dataclasses import replace

from . import body, lexicon
from .heads import Page, is_joint
from .ministries import ministry_signs
from .phrase import Noun
from .titles import CLAUSE
from .words import LOWER, UPPER

_ISSUE = re.compile(
    r"(?: \([^()\n]{1,60}\))?(?: khóa [ivxl]+)?(?:, (?:thay mặt|tại|trong) [^,.;\n]{3,60},)?"
    r"(?P<mid>(?: (?:đã|cũng|kịp thời|chủ động|sớm|tiếp tục|vừa|còn|trực tiếp|khẩn trương|nhanh chóng|tích cực|thống nhất|theo đó|sau đó|tiếp đó"
    r"|biểu quyết|ký|nghiên cứu|tham mưu|và|xây dựng(?:,| và)))*)"
    r" (?:ban hành|đề ra|xây dựng thí điểm|xây dựng|ký kết|ký|thông qua|quyết nghị|phát hành|có thêm|có|ra|trình)(?: ngay| luôn| tiếp| thêm)?"
    r"(?: các| nhiều| một số)?(?: văn bản(?: chỉ đạo)?)?:? $"
)
# "Tỉnh ủy đã ban hành nhiều văn bản để lãnh đạo thực hiện như: |Kế hoạch số 05-KH/TU …": its own, by the symbol.
_ISSUE_LIST = re.compile(
    r"(?: (?:đã|cũng|kịp thời|chủ động|sớm|tiếp tục|vừa|tham mưu|ký))* (?:ban hành|đề ra|xây dựng|thông qua|có) "
    r"(?:các|nhiều|một số|hàng loạt|\d{1,2}|hai|ba|bốn|năm) [^.;:\n]{3,90}?(?::|,? (?:như|gồm|bao gồm|là|trong đó có|cụ thể(?: như| là)?|đó là):?) $"
)


# What is laid before another body stands behind its author: "theo đề nghị của Sở Nội vụ tại |Tờ trình số …".
_PROPOSED = re.compile(r"(?: \([^()\n]{1,60}\))? tại $")
# "UBND tỉnh đã phê duyệt quy hoạch tại |Quyết định số 11/2007/QĐ-UBND": its own decision, when the symbol is its own.
_DECIDED = re.compile(
    r"(?: \([^()\n]{1,60}\))?(?: (?:đã|cũng|vừa|mới))* (?P<verb>phê duyệt|công bố|công nhận|chỉ đạo|giao|thành lập|chấp thuận|thống nhất"
    r"|quyết định|quyết nghị|kiện toàn|điều chỉnh|bổ sung|kiến nghị|đề nghị|đồng ý|yêu cầu)(?!\w)"
    r"(?![^;.:\n]{0,140} (?:theo|quy định|được|ban hành) )(?: [^;.:\n]{3,140}?)? (?:tại |\()$"
)
# "Nghị quyết 36-NQ/TW được Thành ủy cụ thể hóa thành |Chương trình hành động số 22-CTr/TU|".
_TURNED = re.compile(
    r"(?: (?:đã|cũng|vừa|tiếp tục|kịp thời|nghiên cứu,?))* (?:cụ thể(?: hóa)?|thể chế hóa|triển khai(?: thực hiện)?|tổ chức thực hiện|thực hiện)"
    r"(?![^;.:\n]{0,140} (?:theo|quy định|được|ban hành) )"
    r"(?: (?:(?!cụ thể hóa|triển khai|thực hiện)[^;.:\n]){3,140})? (?:thành|bằng|thông qua|qua)(?: việc ban hành)? $"
)
# Who wishes a change in what stands in another's decision has not issued that.
_WISHES = re.compile("kiến nghị|đề nghị|yêu cầu")
# "kết luận của Thường trực Tỉnh ủy tại |Thông báo số 1057-TB/TU": its author when the symbol is its own.
_OPINIONS = frozenset(["thông báo", "kết luận", "văn bản"])
PROPOSALS = frozenset(["tờ trình", "báo cáo", "công văn"])
# "Thủ tướng Chính phủ (Quyết định số 615/QĐ-TTg)": the author before the brackets, when the symbol is its own.
_BRACKETED = re.compile(r" ?\($")


def _before(page: Page, noun: Noun, begin: int) -> re.Match[str] | None:
    """What joins a body to the document that it issued, right before the document."""
    verb = _ISSUE.search(page.low, begin, noun.start)
    if verb and verb.end() == noun.start:
        return verb
    if page.low.endswith((" tại ", " ("), begin, noun.start):
        said = noun.head.type in PROPOSALS or noun.head.type in _OPINIONS
        if said and (proposed := _PROPOSED.search(page.low, begin, noun.start)):
            return proposed
        decided = _DECIDED.search(page.low, begin, noun.start) if noun.head.number and not noun.issuers else None
        if decided and (
            noun.head.type in PROPOSALS or noun.head.type in _OPINIONS or not _WISHES.match(decided["verb"])
        ):
            return decided
    if noun.head.form == "quoted":
        return _TURNED.search(page.low, begin, noun.start)
    if noun.head.number is None or not noun.head.number.parts:
        return None
    if page.low.endswith((": ", "như ", "gồm ", "là ", "có "), begin, noun.start):
        return _ISSUE_LIST.search(page.low, begin, noun.start)
    return _BRACKETED.search(page.low, begin, noun.start) or _TURNED.search(page.low, begin, noun.start)


def acting_bodies(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The bodies that issue a document: "Huyện ủy đã ban hành |Kế hoạch số …"; () when none stands right there."""
    start = noun.start
    begin = page.line_start(start, 170)
    verb = _before(page, noun, begin)
    if verb is None:
        return _led_body(page, noun) or _heading_body(page, noun) or _farther(page, noun)
    bodies = body.phrases(page.text, page.low, begin, verb.start())
    if not bodies or body.is_many(page.low, bodies[-1].start):
        return _farther(page, noun)
    if bodies[-1].end != verb.start() and not _PERSON.fullmatch(page.text, bodies[-1].end, verb.start()):
        return _farther(page, noun)
    if "tham mưu" in verb[0] and (bodies[-1].organ or not bears(noun, bodies[-1])):
        return ()
    if bodies[-1].committee == "tw" and not (noun.head.type == "nghị quyết" and "ban hành" in verb[0]):
        return ()
    last = bodies[-1]
    if verb.re in (_TURNED, _ISSUE_LIST, _DECIDED) and _of_another(page, noun, verb, last):
        return ()
    if verb.re in (_ISSUE, _DECIDED):
        if _OBJECT.search(page.low, max(0, last.start - 16), last.start):
            return _with_whom(page, noun, bodies)
        if _OFFICE_OF.search(page.low, max(0, last.start - 70), last.start):
            return ()
    if (verb.re is _BRACKETED and not _own_symbol(noun, last)) or (
        (
            verb.re in (_DECIDED, _ISSUE_LIST)
            or (verb.re is _TURNED and noun.head.number)
            or (verb.re is _PROPOSED and noun.head.type in _OPINIONS)
        )
        and not bears(noun, last)
    ):
        return ()
    beside = [] if is_joint(noun.head.type) else _beside(page, bodies, begin, verb.start())
    if len(beside) > 1:
        own = [one for one in beside if bears(noun, one)]
        signs = noun.head.number.bodies if noun.head.number else ()
        each = len(signs) == len(beside) and noun.head.number is not None and noun.head.number.type is not None
        return tuple(beside) if each else tuple(own) if len(own) == 1 else ()
    if (
        len(bodies) > 1
        and is_joint(noun.head.type)
        and re.fullmatch(r",? (?:và|với) |, | - ", page.low[bodies[-2].end : last.start])
    ):
        pair = body.list_at(page.text, page.low, bodies[-2].start)
        both = (pair[0], pair[1]) if len(pair) > 1 else (bodies[-2], last)
        leads = len(bodies) > 2 and _WITH.fullmatch(page.low, bodies[-3].end, bodies[-2].start)
        return (bodies[-3], *both) if leads else both
    if last.committee == "ct-ubnd" and page.low.endswith("phó ", 0, last.start):
        return (replace(last, committee="ubnd", label="Ủy ban nhân dân"),)
    return (last,)


_AND_BODY = re.compile(r", | và | cùng |, và | - ")
_OWNER = re.compile(r"(?:của|theo|với|cùng|tại|ở|đến|cho|từ|bởi|thuộc) \Z")


def _beside(page: Page, bodies: list[body.Phrase], begin: int, end: int) -> list[body.Phrase]:
    """The bodies that together are the subject: "|Sở Tài chính, Sở Kế hoạch và Đầu tư| ban hành …"; the last alone when one of them is no subject."""
    if page.low.endswith((" và ", " cùng ", " - "), begin, bodies[-1].start):
        bodies = body.phrases(page.text, page.low, begin, end, bare=True)
    bodies = [one for one in bodies if not page.low.endswith(("/", "-"), begin, one.start)]
    first = len(bodies) - 1
    while first and _AND_BODY.fullmatch(page.low, bodies[first - 1].end, bodies[first].start):
        first -= 1
    led = _OWNER.search(page.low, max(0, bodies[first].start - 6), bodies[first].start)
    return bodies[-1:] if led else bodies[first:]


# "các nghị quyết của Ban Chấp hành Trung ương Đảng khóa XII: |Nghị quyết số 18-NQ/TW, …": the author of the list.
_LED = re.compile(r"(?<!\w)(?:các|những|\d{1,2}) (?P<type>[^\W\d][^.;:,\n]{4,24}) của (?P<body>[^.;:\n]{4,90}): ?$")


def _led_body(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The body that issued a list of documents of one type, named before the colon at which the list begins."""
    if not page.low.endswith((": ", ":"), 0, noun.start):
        return ()
    lead = _LED.search(page.low, max(0, noun.start - 130), noun.start)
    if lead is None or lead["type"] != noun.head.type:
        return ()
    phrase = body.phrase_at(page.text, page.low, lead.start("body"))
    return (phrase,) if phrase else ()


# "Ban Thường vụ Huyện ủy thành lập tổ giúp việc |và ban hành| Kế hoạch số 36-KH/HU": the subject stands before its first verb.
_FARTHER = re.compile(
    r"(?:,|;| và|, đồng thời| đồng thời)(?: (?:đã|kịp thời|chủ động|tiếp tục|tổ chức))*"
    r" (?:ban hành|xây dựng(?: và ban hành)?|đề ra|ký ban hành|ký|ra|thông qua)(?: các| nhiều| một số)? \Z"
)
_BEGINS = re.compile(r"(?:\A|[\n.;:,] ?|, | (?:và|còn|đồng thời) |[-+*•] )\Z")
# Who orders, asks or tells is not who does: "UBND tỉnh |giao huyện| … rà soát, xây dựng Đề án số 15".
_ORDERS = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|cho biết|cho hay|khẳng định|đánh giá|nhận xét|ghi nhận|kiểm tra|giám sát"
    r"|(?:giao|chỉ đạo|hướng dẫn),? (?:các|ubnd|huyện|thành phố|thị xã|xã|địa phương|sở)"
    r"|các (?:huyện|xã|địa phương|sở|ngành|chi bộ|đơn vị))(?!\w)"
)
_SUBJECT_REACH = 420


def _farther(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The subject of a sentence whose later verb issues a document that bears the subject's symbol."""
    low, start = page.low, noun.start
    verb = _FARTHER.search(low, max(0, start - 60), start) if noun.head.number and not noun.issuers else None
    if verb is None:
        return ()
    floor = page.line_start(start, _SUBJECT_REACH)
    begin = max(floor, low.rfind(". ", floor, verb.start()) + 1)
    for phrase in reversed(body.phrases(page.text, low, begin, verb.start())):
        if _ORDERS.search(low, phrase.end, verb.start()):
            continue
        opens = _BEGINS.search(low, max(0, phrase.start - 12), phrase.start) or phrase.start <= begin + 1
        if opens and CLAUSE.match(low, phrase.end) and bears(noun, phrase):
            return () if body.is_many(low, phrase.start) else (phrase,)
    return ()


_DENIED = ("chưa được ", "không được ")
_NAMES_DOCUMENT = re.compile(
    r"nghị quyết|chỉ thị|kết luận|quyết định|quy định|kế hoạch|chương trình|đề án|luật|nghị định|thông tư|\d"
)


def _of_another(page: Page, noun: Noun, verb: re.Match[str], last: body.Phrase) -> bool:
    """Whether the words between a body and a document leave it to another: its own issuer, a body or a task in between."""
    if noun.issuers or page.low.endswith(_DENIED, 0, last.start):
        return True
    words = page.low[verb.start() : verb.end()]
    if verb.re is _TURNED:
        what = re.sub(r"^.*?(?:hóa|khai|hiện)| (?:thành|bằng|thông qua|qua)(?: việc ban hành)? $", "", words)
        return bool(what.strip()) and not _NAMES_DOCUMENT.search(what)
    if words.endswith("("):
        return noun.head.type in PROPOSALS or bool(body.phrases(page.text, page.low, verb.start(), verb.end()))
    inner = body.phrases(page.text, page.low, verb.start(), verb.end())
    if verb.re is _ISSUE_LIST:
        return bool(inner) or re.search(r" (?:của|do|với|góp ý|trái) ", words) is not None
    return any(bears(noun, one) for one in inner)


# Who acts for the body: "Chủ tịch UBND tỉnh |Nguyễn Văn An| đã ký …".
_PERSON = re.compile(rf"(?: (?:đồng chí|ông|bà))?(?: [{UPPER}][{LOWER}]+){{2,5}}")
# "Huyện ủy triển khai Nghị quyết của |Bộ Chính trị| và ban hành …", "… Chỉ thị số 18-CT/|TU| và ban hành …": no subject.
_OBJECT = re.compile(r"(?: của| với| cùng| và với| phối hợp| thuộc| trực thuộc) \Z|(?<=\w)[-/] ?\Z")
_WITH = re.compile(r",? (?:đã |chủ trì,? |cùng )*phối hợp(?: với)? ")
# An office of the body, not the body: "|Phòng Dân tộc| UBND huyện ban hành …", "|Vụ Tổ chức cán bộ,| Bộ Nội vụ có …".
_OFFICE_OF = re.compile(
    r"(?<!\w)(?:chi bộ|chi đoàn|công đoàn(?: cơ sở)?|đoàn (?:thanh niên|cơ sở)|đảng ủy|đảng bộ"
    r"|(?:phòng|chi cục|trung tâm) [^,.;:\n()]{3,40}|(?<!thường )(?:vụ|cục|tổng cục) [^,.;:\n()]{3,50},) \Z"
)


def _with_whom(page: Page, noun: Noun, bodies: list[body.Phrase]) -> tuple[body.Phrase, ...]:
    """The first body of "X phối hợp (với) Y ban hành |…|" where the symbol is its own."""
    if len(bodies) < 2 or not _WITH.fullmatch(page.low, bodies[-2].end, bodies[-1].start):
        return ()
    if is_joint(noun.head.type):
        return (bodies[-2], bodies[-1])
    return (bodies[-2],) if bears(noun, bodies[-2]) else ()


_HEADING = re.compile(
    r"(?: đã| cũng| kịp thời| chủ động| sớm)* (?:ban hành|ký ban hành|xây dựng và ban hành)(?!\w)[^.;:\n]*(?:\.[^.;:\n]*)?: ?$"
)
_ITEM = re.compile(r"[ \-+*•]*(?:\d+[.)] ?)?")
_MOST_ITEMS = 30
_LONGEST_MARK = 40  # of an item: bullet or figure
_LONGEST_HEADING = 600


def _heading_body(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The body above a list of what it issued, whose items bear its symbol: "UBND tỉnh đã ban hành các văn bản sau:"."""
    low = page.low
    line = page.line_start(noun.start, _LONGEST_MARK)
    if (
        not low.endswith("\n", 0, line)
        or not noun.head.number
        or noun.issuers
        or not _ITEM.fullmatch(low, line, noun.start)
    ):
        return ()
    for _ in range(_MOST_ITEMS):
        end = line - 1
        line = low.rfind("\n", 0, end) + 1
        if low.endswith(":", line, end):
            begin = max(line, end - _LONGEST_HEADING)
            bodies = [one for one in body.phrases(page.text, low, begin, end) if _HEADING.match(low[one.end : end])]
            return tuple(bodies[-1:]) if bodies and bears(noun, bodies[-1]) else ()
        if not line or low[line] not in "-+*•0123456789":
            return ()
    return ()


def bears(noun: Noun, phrase: body.Phrase) -> bool:
    """Whether a document's symbol ends in that of a body's committee: "62/QĐ-UBND" of "UBND tỉnh"."""
    parts = noun.head.number.bodies if noun.head.number else ()
    signs = (lexicon.body_signs().get(part, {}).get("slug", "") for part in parts)
    if phrase.committee == "bo":
        return any(ministry_signs().get(part) == phrase.label for part in parts)
    committees = {phrase.committee, "tu" if phrase.committee == "thu" else phrase.committee}
    return any(sign.removeprefix("tw/") in committees for sign in signs if sign)


def _own_symbol(noun: Noun, phrase: body.Phrase) -> bool:
    """Whether a document's symbol is that of a central body."""
    if noun.head.type in PROPOSALS:
        return True
    parts = noun.head.number.parts if noun.head.number else ()
    sign = lexicon.body_signs().get(parts[-1]) if parts else None
    return phrase.level == "central" and sign is not None and sign["slug"] == f"tw/{phrase.committee}"
