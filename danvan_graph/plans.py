"""Plans and decisions without a number that a text says were issued: by what they carry out, their purpose, their body."""

from __future__ import annotations

import re
from functools import cache

from . import body, lexicon
from .heads import Head, Page, is_plural


@cache
def _unissued() -> re.Pattern[str]:
    words = "|".join(row["words"] for row in lexicon.table("unissued"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)[^.;:,\n]{{0,70}}?(?:ban hành|xây dựng) \Z")


def _not_issued(page: Page, start: int) -> bool:
    """Whether a plan is said to be wanting, asked for or still to come: "chưa ban hành |kế hoạch …", "giao Sở Nội vụ ban hành |…"."""
    if not page.low.endswith(("ban hành ", "xây dựng ", "có "), 0, start):
        return False
    if _MANY_ISSUE.search(page.low, max(0, start - 110), start):
        return True
    return _unissued().search(page.low, max(0, start - 110), start) is not None or _by_many(page, start)


# "|12/15 huyện đã có| kế hoạch thực hiện …", "|UBND các tỉnh ban hành| kế hoạch thực hiện …".
_MANY_ISSUE = re.compile(
    r"(?<![\w/.-])(?:\d{1,3} ?/ ?\d{1,3}|\d{1,3} ?%(?: số| các)?|các|nhiều|những|hầu hết(?: các)?|mỗi|từng|một số) "
    r"(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|địa phương|sở|ngành|đơn vị|cơ quan|chi bộ|đảng bộ|cấp ủy|tổ chức)(?!\w)"
    r"[^.;:\n]{0,40}?(?: (?:đã|đều|cũng|chủ động|kịp thời))* (?:ban hành|xây dựng|có) \Z"
)
_DOES = re.compile(r"(?: (?:đã|đều|cũng|kịp thời|chủ động|xây dựng và|xây dựng,))* (?:ban hành|xây dựng) \Z")


# What a plural subject needs; cheap to look for.
_PLURAL = re.compile(
    r"(?:[\d%]|các|nhiều|những|một số|hầu hết|đa số|toàn bộ|tất cả|mỗi|từng)(?: các)? "
    r"(?:tỉnh|thành|huyện|quận|thị|đảng|ubnd|ủy|hđnd|hội|đoàn|ban|sở|chi|mttq|công|liên)(?!\w)"
)


def _by_many(page: Page, start: int) -> bool:
    """Whether many bodies issue each its own: "31/63 tỉnh ủy, thành ủy ban hành |kế hoạch thực hiện …|"."""
    if not _PLURAL.search(page.low, max(0, start - 160), start):
        return False
    subject = _subject(page, start)
    return subject is not None and body.is_many(page.low, subject.start)


def _subject(page: Page, start: int) -> body.Phrase | None:
    """The body whose verb has the document at ``start`` as object: "|Huyện ủy Yên Mô| đã xây dựng chương trình …"."""
    begin = max(0, start - 110)
    verb = _DOES.search(page.low, begin, start)
    bodies = body.phrases(page.text, page.low, begin, verb.start()) if verb else []
    return bodies[-1] if verb and bodies and bodies[-1].end == verb.start() else None


_PLAN_VERBS = re.compile(
    r"(?: (?:chỉ đạo|hướng dẫn|yêu cầu)| gửi [^.;:\n]{5,120}?(?= về việc))?"
    r" (?:để )?(?:về )?(?:việc )?(?:tiếp tục )?(?:tổ chức )?(?:tuyên truyền,? )?(?:nghiên cứu, )?(?:học tập,? )?(?:quán triệt,? )?(?:và )?"
    r"(?:triển khai,?(?: tổ chức)?(?: thực hiện)?|thực hiện|cụ thể hóa|thi hành)(?: có hiệu quả| nghiêm túc| các nội dung)?"
    r"(?: các)? "
)
_PLANS = frozenset(
    ["kế hoạch", "chương trình", "chương trình hành động", "đề án", "công văn", "hướng dẫn", "quyết định", "chỉ thị"]
)
# "Chương trình hành động của Chính phủ |giai đoạn 2021 - 2025| thực hiện …".
_FOR_YEARS = re.compile(
    r" (?:khóa [ivxl\d]{1,6}|nhiệm kỳ \d{4} ?- ?\d{4}|giai đoạn (?:\d{4} ?- ?\d{4}|đến năm \d{4})|đến năm \d{4}|năm \d{4})(?= )"
)
_ISSUING = re.compile(r"(?:ban hành|phê duyệt|ký|;|xây dựng và ban hành|(?:đã|vừa|mới) có|:) ?$")


# "Thông tư … ngày 06/01/2003 |Hướng dẫn thực hiện| …": the title of the document that the day belongs to.
_DATED = re.compile(r"\d{4} \Z")


def _opens_clause(page: Page, start: int, head: Head) -> bool:
    """Whether "Hướng dẫn" is what a body does: "|Hướng dẫn thực hiện Nghị định 178|, Bộ Nội vụ có Thông tư số 01"."""
    if start and not page.low.endswith(("\n", ". "), 0, start):
        return False
    comma = page.low.find(", ", head.end, head.end + 160)
    actor = body.phrase_at(page.text, page.low, comma + 2) if comma >= 0 else None
    return (
        actor is not None
        and re.match(r" (?:đã |vừa )*(?:có|ban hành|ra|ký)(?!\w)", page.low[actor.end : actor.end + 24]) is not None
    )


def plan_at(page: Page, start: int, end: int, name: str, next_head: Head | None) -> Head | None:
    """Head of "Kế hoạch thực hiện [Nghị quyết …]": a plan singled out by what it carries out."""
    if name not in _PLANS or next_head is None or is_plural(page, start):
        return None
    if name == "hướng dẫn" and _DATED.search(page.low, max(0, start - 6), start):
        return None
    if name == "hướng dẫn" and _opens_clause(page, start, next_head):
        return None
    lead = re.compile(r" của ").match(page.low, end)
    owner = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    term = _FOR_YEARS.match(page.low, owner.end) if owner else None
    if not _PLAN_VERBS.fullmatch(page.low, term.end() if term else owner.end if owner else end, next_head.start):
        return None
    if owner and page.low.endswith("xây dựng ", 0, start) and not page.low.endswith("đã xây dựng ", 0, start):
        return None
    if owner:
        return Head(start, next_head.start - 1, "plan", name, None, (end + 1, next_head.start - 1))
    if _not_issued(page, start):
        return None
    before = page.low[max(0, start - 24) : start]
    issued = _ISSUING.search(before) is not None
    if before.endswith("đã xây dựng ") and (owner := _subject(page, start)):
        return (
            Head(start, next_head.start - 1, "plan", name, None, (end + 1, next_head.start - 1))
            if owner.place
            else None
        )
    if name == "chương trình hành động" and not re.search(r"xây dựng $", before):
        issued = True
    if name == "hướng dẫn" and page.text[start].islower() and before.endswith(("; ", ": ")):
        return None
    if not (page.text[start].isupper() or issued) or re.search(r"(?<!và )xây dựng (?:các )?$", before):
        return None
    return Head(start, next_head.start - 1, "plan", name, None, (end + 1, next_head.start - 1))


_PURPOSE = re.compile(r" (?:về việc|về|v/v) (?=\w)")
_TASK = re.compile(
    r" (?:triển khai|thực hiện|tổ chức|phối hợp|tuyên truyền|kiểm tra|giám sát|lãnh đạo|tăng cường|tổng kết|sơ kết) (?=\w)"
)
_PURPOSES = _PLANS | {"thông báo", "tờ trình", "nghị quyết", "kết luận", "quy định", "quy chế", "chỉ thị"}


def purpose_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Quyết định về thành lập …": a document said to be issued, with its purpose; its end is found later."""
    if name not in _PURPOSES or is_plural(page, start):
        return None
    found = _purpose(page, start, end, name)
    return found if found and not _not_issued(page, start) else None


def _purpose(page: Page, start: int, end: int, name: str) -> Head | None:
    match = _PURPOSE.match(page.low, end)
    before = page.low[max(0, start - 24) : start]
    task = _TASK.match(page.low, end)
    if task and before.endswith("ban hành ") and not page.low.startswith("như sau", task.end()):
        return Head(start, end, "purpose", name, None, (task.start() + 1, task.start() + 1))
    if not page.text[start].isupper():
        return None
    if match and page.low[end + 1 : end + 4] == "v/v":
        return Head(start, end, "purpose", name, None, (match.start() + 1, match.end()))
    if not match or not (
        _ISSUING.search(before) or (re.search(r"(?:, | và )$", before) and page.low[end + 1 : end + 4] == "v/v")
    ):
        return None
    return Head(start, end, "purpose", name, None, (match.start() + 1, match.end()))


_CARRIES = re.compile(r"(?:thực hiện|triển khai|ban hành) \Z")


def of_body_title_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Nghị quyết của Ủy ban Thường vụ Quốc hội về …": singled out by issuer and title; its end is found later."""
    small = not page.text[start].isupper()
    if (
        is_plural(page, start)
        or name in ("luật", "bộ luật", "báo cáo")
        or (small and not _CARRIES.search(page.low, start - 12, start))
    ):
        return None
    lead = re.compile(r" của ").match(page.low, end)
    phrase = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    opener = re.compile(r" (?:về việc|về) (?=\w{2})").match(page.low, phrase.end) if phrase else None
    return Head(start, end, "purpose", name, None, (end + 1, end + 1)) if opener else None


def of_body_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Chương trình hành động của Tỉnh ủy": the one programme of its body, in a document that has it."""
    if name != "chương trình hành động" or is_plural(page, start):
        return None
    lead = re.compile(r" của ").match(page.low, end)
    phrase = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    if phrase is None or phrase.level == "central":
        return None
    return Head(start, phrase.end, "ofbody", name, None, (end + 1, phrase.end))


_LED_VERB = re.compile(
    r" (?:đã|vừa|cũng đã)(?: (?:kịp thời|chủ động|khẩn trương|cũng|tổ chức))* (?:xây dựng(?:,? và)? |ban hành(?:,? và)? |đề ra |ký kết |có )"
    r"(?:(?:ban hành|triển khai|tổ chức triển khai) )?\Z"
)
# The clause before the body: what it carries out, by what it begins with.
_LEADS = re.compile(
    r"[-+*\s]*(?:\([^()\n]{1,20}\) ?- ?)?"
    r"(?:để |nhằm )?(?:tiếp tục )?(?:thực hiện|triển khai(?:,? thực hiện)?|cụ thể hóa|quán triệt(?:,? (?:và )?triển khai)?(?:,? thực hiện)?) "
)
_BEFORE_BODY = re.compile(r",(?: (?:sáng |chiều )?ngày \d{1,2}[^,;]{0,18},)? ?\Z")
_SINGLED = frozenset(
    ["kế hoạch", "chương trình", "chương trình hành động", "nghị quyết", "đề án", "chỉ thị", "kế hoạch phối hợp"]
)
_NOT_ONE = re.compile(
    r" (?:số|nào|riêng|của (?:đơn vị|mình)|này|trên|và|hoặc|cụ thể như|chuyên đề)(?!\w)| ?[\d:(]|,|[^.;:\n]{0,60}như sau"
)
_LONGEST_LEAD = 700
# What singles a plan out without "đã": "UBND tỉnh ban hành Kế hoạch |cải cách hành chính năm 2012|".
_SUBJECT = re.compile(
    r" (?:chuyên đề )?[^\W\d][^.;:,\n“”()]{3,90}?,? (?:năm \d{4}|giai đoạn \d{4} ?- ?\d{4})(?![^.;:\n]{0,60}như sau)"
)
# What may follow a plan that nothing singles out but the clause before: not "kế hoạch |hằng năm|", "chương trình |truyền hình|".
_ENDS = re.compile(
    r" (?:để|nhằm|tập trung|với|gồm|trong đó|cụ thể|triển khai|thực hiện|tổ chức|quán triệt|học tập|trên địa bàn|phù hợp|sát|hành động|chi tiết"
    r"|chỉ đạo|phối hợp|đến|tới|tại)(?!\w)|[.;]|\n|$"
)
_ISSUES = re.compile(
    r"(?: (?:đã|vừa|cũng|kịp thời|chủ động))*"
    r" (?:xây dựng(?:,? và)? |ban hành(?:,? và)? |đề ra |ký kết |có )(?:(?:ban hành|triển khai|tổ chức triển khai) )?\Z"
)


def led_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of what a body issued to carry out the documents of the clause before: "Thực hiện X, Huyện ủy đã xây dựng |kế hoạch|".

    ``name`` of the head spans that clause's documents.
    """
    about = _SUBJECT.match(page.low, end)
    if not about and not _ENDS.match(page.low, end):
        return None
    if name not in _SINGLED or is_plural(page, start) or (_NOT_ONE.match(page.low, end) and not about):
        return None
    begin = max(0, start - 150)
    verb = (_ISSUES if about else _LED_VERB).search(page.low, begin, start)
    bodies = body.phrases(page.text, page.low, begin, verb.start()) if verb else []
    if verb is None or not bodies or bodies[-1].end != verb.start() or body.is_many(page.low, bodies[-1].start):
        return None
    actor = bodies[-1].start
    before = _BEFORE_BODY.search(page.low, max(0, actor - 40), actor)
    floor = max(0, actor - _LONGEST_LEAD)
    opens = max(page.low.rfind("\n", floor, actor), page.low.rfind(". ", floor, actor)) + 1
    lead = _LEADS.match(page.low, opens, actor) if before and (opens or not floor) else None
    if lead is None or before is None:
        return None
    return Head(start, about.end() if about else end, "led", name, None, (lead.end(), before.start()))
