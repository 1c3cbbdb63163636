"""Documents known by name only: congress and plenum resolutions, laws, quoted titles, joint rules, "Kế hoạch thực hiện …"."""

from __future__ import annotations

import re
from functools import cache

from . import body, lexicon, places, terms
from .heads import Head, Page, is_plural, words_pattern
from .laws import LAWS, law_at

_ROMAN = r"[ivxl]{1,6}(?!\w)"


@cache
def _ordinal() -> str:
    words = sorted((row["words"] for row in lexicon.table("congress")), key=len, reverse=True)
    return rf"(?:{_ROMAN}|\d{{1,2}}(?![\d/.-])|{'|'.join(words)})"


@cache
def _congress_part() -> re.Pattern[str]:
    """One part of a congress phrase behind "đại hội"."""
    return re.compile(
        rf" (?:(?P<nation>(?:đại biểu )?toàn quốc)|đại biểu"
        rf"|(?:của )?(?P<base>đảng bộ)(?! các)(?: (?P<unit>tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn)(?! thứ))?"
        rf"|(?P<party>(?:của )?đảng(?: cộng sản việt nam)?)(?! bộ| các)"
        rf"|(?:lần )?thứ (?P<nth>{_ordinal()})|(?:khóa )?(?P<bare>{_ROMAN}))(?!\w)"
    )


@cache
def _plenum() -> re.Pattern[str]:
    centre = r"(?:ban chấp hành |bch )?(?:trung ương|tw)(?: đảng)?"
    nth = _ordinal()
    return re.compile(
        rf" (?:của )?(?:hội nghị (?:(?:lần )?thứ (?P<a>{nth}),? (?:của )?)?)?{centre}(?: ?(?:lần )?(?:thứ )?(?P<b>{nth}))?"
        r"(?:,? \(?khóa (?P<term>[ivx]{1,5}|\d{1,2})\)?(?!\w))?"
    )


def ordinal(text: str) -> int:
    """Number of an ordinal: "bảy", "VII", "7".

    >>> ordinal("vii"), ordinal("bảy"), ordinal("7")
    (7, 7, 7)
    """
    if text.isdigit():
        return int(text)
    words = {row["words"]: int(row["number"]) for row in lexicon.table("congress")}
    if text in words:
        return words[text]
    return terms.roman(text) or 0


def plenum_number(words: str) -> int:
    """Which session of the Central Committee a phrase names, 0 when it names none.

    >>> plenum_number("hội nghị lần thứ năm ban chấp hành trung ương"), plenum_number("trung ương 7 (khóa xi)")
    (5, 7)
    """
    match = _plenum().match(f" {words.removeprefix('của ')}")
    nth = (match["a"] or match["b"]) if match else None
    return ordinal(nth) if nth else 0


def name_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of the document named by what follows the type word at ``[start, end)``; None when nothing singles one out."""
    if name == "nghị quyết":
        return _congress(page, start, end, name) or _plenum_head(page, start, end, name)
    if name == "kết luận" and page.low.startswith((" hội nghị ", " của hội nghị "), end):
        return _plenum_head(page, start, end, name)
    if name in LAWS:
        return law_at(page, start, end, name)
    return _joint(page, start, end, name) if "phối hợp" in name else None


_OTHER_CONGRESS = re.compile(
    r"(?: đại biểu)?(?: toàn quốc)? (?:của )?(?:đoàn|hội|mặt trận|mttq|công đoàn|liên đoàn|phụ nữ|nông dân|cựu chiến binh"
    r"|đảng bộ (?:quân|công an|khối|các|bộ)|mặt trận)"
    r"[^,.;\n“”()]{0,80}? lần (?:thứ )?(?P<nth>[ivxl]{1,6}|\d{1,2})(?!\w)"
    r"| (?:lần thứ )?(?P<of>[ivxl]{1,6}) (?:của )?(?:đoàn|hội|công đoàn|mặt trận)(?: [a-zđà-ỹ]+){0,6}?"
    r"(?=[,.;:()\n]|$| (?:về|và|đã|được|thì|sẽ|là|cho|tới|đến|với|trong|tại|theo|để|nhằm|gồm|vừa|ngày|năm|nhiệm kỳ|giai đoạn|có)(?!\w))"
)


# The party's fourteenth national congress was held in 2026; a higher number is a province's or a district's.
_LATEST_NATIONAL = 14
_OF_UNION = re.compile(
    r" (?:của )?(?:công đoàn|đoàn (?:thanh niên|tncs|tn)|hội (?:nông dân|cựu|liên hiệp|lhpn|phụ nữ|sinh viên)|mặt trận|mttq|liên đoàn)"
)


def _congress(page: Page, start: int, end: int, name: str) -> Head | None:
    lead = re.compile(r" (?:đại hội|đh)(?!\w)").match(page.low, end)
    if not lead:
        return None
    parts: dict[str, str] = {}
    at = lead.end()
    while match := _congress_part().match(page.low, at):
        found = {key: value for key, value in match.groupdict().items() if value}
        if parts.keys() & found.keys():
            break
        parts.update(found)
        at = match.end()
        if "base" in found:
            level = {"tỉnh": "province", "thành phố": "city"}.get(found.get("unit", ""), "district")
            level = "commune" if found.get("unit") in ("xã", "phường", "thị trấn") else level
            at, place = places.place_at(page.text, at, level)
            parts["place"] = place
    other = _OTHER_CONGRESS.match(page.low, lead.end())
    if other and (other["of"] or not parts.keys() & {"nth", "bare"}):
        nth = _signs(ordinal(other["nth"] or other["of"]))
        return Head(start, other.end(), "congress", name, None, (lead.start() + 1, other.end()), term=nth)
    if not parts.keys() & {"base", "party", "nation"} and _OF_UNION.match(page.low, at):
        return None
    if not parts.keys() & {"nth", "bare", "unit"} and not parts.get("place"):
        return None
    if re.compile(r" (?:các|chi bộ)").match(page.low, at) or is_plural(page, start):
        return None
    nth = parts.get("nth") or parts.get("bare") or ""
    if nth and "base" not in parts and ordinal(nth) > _LATEST_NATIONAL:
        return None
    return Head(start, at, "congress", name, None, (lead.start() + 1, at), term=_signs(ordinal(nth)) if nth else "")


def _signs(value: int) -> str:
    return terms.numeral(value).upper()


def term_of(written: str) -> str:
    """A term in Roman signs, as "xii" or "12" tell it; "" of nothing."""
    return _signs(int(written)) if written.isdigit() else written.upper()


def _plenum_head(page: Page, start: int, end: int, name: str) -> Head | None:
    match = _plenum().match(page.low, end)
    if not match or not (match["a"] or match["b"]):
        return None
    if match["b"] and match["b"].isalpha() and not match["a"] and match["b"] == "năm":
        return None
    return Head(
        start, match.end(), "plenum", name, None, (match.start() + 1, match.end()), term=term_of(match["term"] or "")
    )


_PARTIES_END = re.compile(
    r" (?:cụ thể )?như sau| với (?:nhiều|các nội dung|một số)|:|,? (?:về|trong|giai đoạn|nhiệm kỳ|năm|được|đã|để|nhằm|có|gồm|theo|là|ban hành)(?!\w)"
    r"|[;.\n(]|, ngày|, (?!hội|đoàn|ủy|ubnd|mttq|liên|ban|công|huyện|tỉnh|đảng|sở|bộ|phòng)"
)
_NOTE_WORDS = re.compile(r"(?: giai đoạn| nhiệm kỳ) \d{4} ?- ?\d{4}")


def _joint(page: Page, start: int, end: int, name: str) -> Head | None:
    lead = re.compile(r" (?:giữa )(?=\S)").match(page.low, end)
    if lead and not is_plural(page, start):
        stop = _PARTIES_END.search(page.low, lead.end())
        close = stop.start() if stop else len(page.low)
        inside = page.low[lead.end() : close]
        if close - end < 260 and re.search(r" (?:và|với) |,", inside):
            return Head(start, close, "joint", name, None, (lead.start() + 1, close))
        return None
    span = _NOTE_WORDS.match(page.low, end)
    return (
        Head(start, span.end(), "joint", name, None, (end + 1, span.end()))
        if span and page.text[start].isupper()
        else None
    )


@cache
def _unissued() -> re.Pattern[str]:
    words = "|".join(row["words"] for row in lexicon.table("unissued"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)[^.;:,\n]{{0,70}}?(?:ban hành|xây dựng) \Z")


def _not_issued(page: Page, start: int) -> bool:
    """Whether a plan is said to be wanting, asked for or still to come: "chưa ban hành |kế hoạch …", "giao Sở Nội vụ ban hành |…"."""
    return _unissued().search(page.low, max(0, start - 110), start) is not None or _by_many(page, start)


_DOES = re.compile(r"(?: (?:đã|đều|cũng|kịp thời|chủ động|xây dựng và|xây dựng,))* (?:ban hành|xây dựng) \Z")


def _by_many(page: Page, start: int) -> bool:
    """Whether many bodies issue each its own: "31/63 tỉnh ủy, thành ủy ban hành |kế hoạch thực hiện …|"."""
    subject = _subject(page, start)
    return subject is not None and body.is_many(page.low, subject.start)


def _subject(page: Page, start: int) -> body.Phrase | None:
    """The body whose verb has the document at ``start`` as object: "|Huyện ủy Yên Mô| đã xây dựng chương trình …"."""
    begin = max(0, start - 110)
    verb = _DOES.search(page.low, begin, start)
    bodies = body.phrases(page.text, page.low, begin, verb.start()) if verb else []
    return bodies[-1] if verb and bodies and bodies[-1].end == verb.start() else None


_PLAN_VERBS = re.compile(
    r" (?:để )?(?:về )?(?:việc )?(?:tiếp tục )?(?:tổ chức )?(?:tuyên truyền,? )?(?:nghiên cứu, )?(?:học tập,? )?(?:quán triệt,? )?(?:và )?"
    r"(?:triển khai,?(?: tổ chức)?(?: thực hiện)?|thực hiện|cụ thể hóa|thi hành)(?: có hiệu quả| nghiêm túc| các nội dung)?"
    r"(?: các)? "
)
_PLANS = frozenset(
    ["kế hoạch", "chương trình", "chương trình hành động", "đề án", "công văn", "hướng dẫn", "quyết định", "chỉ thị"]
)
_ISSUING = re.compile(r"(?:ban hành|ký|;|xây dựng và ban hành|đã có|:) ?$")


def plan_at(page: Page, start: int, end: int, name: str, next_head: Head | None) -> Head | None:
    """Head of "Kế hoạch thực hiện [Nghị quyết …]": a plan singled out by what it carries out."""
    if name not in _PLANS or next_head is None or is_plural(page, start):
        return None
    lead = re.compile(r" của ").match(page.low, end)
    owner = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    if not _PLAN_VERBS.fullmatch(page.low, owner.end if owner else end, next_head.start):
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
    if not (page.text[start].isupper() or issued) or re.search(r"(?<!và )xây dựng (?:các )?$", before):
        return None
    return Head(start, next_head.start - 1, "plan", name, None, (end + 1, next_head.start - 1))


_PURPOSE = re.compile(r" (?:về việc|về|v/v) (?=\w)")
_TASK = re.compile(
    r" (?:triển khai|thực hiện|tổ chức|phối hợp|tuyên truyền|kiểm tra|giám sát|lãnh đạo|tăng cường) (?=\w)"
)
_PURPOSES = _PLANS | {"thông báo", "tờ trình", "nghị quyết", "kết luận", "quy định", "quy chế", "chỉ thị"}


def purpose_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Quyết định về thành lập …": a document said to be issued, with its purpose; its end is found later."""
    if name not in _PURPOSES or is_plural(page, start):
        return None
    match = _PURPOSE.match(page.low, end)
    if _not_issued(page, start):
        return None
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


_ATTACHED = re.compile(
    r"[^;\n]{6,220}?(?= ?,? ?\(?(?:được )?(?:ban hành )?kèm theo (?:quyết định|nghị định|nghị quyết|thông tư) (?!này))"
)
_ATTACHED_REACH = 270
_ATTACHABLE = frozenset(
    ["quy chế", "quy định", "đề án", "chương trình", "hướng dẫn", "kế hoạch", "điều lệ", "quy chế phối hợp", "nội quy"]
)


# "Quy định |ban hành| kèm theo …" has no title; a sentence's end or a replacement stands in none.
_UNTITLED = re.compile(r"\. | thay thế |^ (?:được )?(?:ban hành|sửa đổi|kèm)(?!\w)")


def attached_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Quy chế … ban hành kèm theo Quyết định số …" and of "ban hành kèm theo Quyết định này Quy chế …"."""
    if name not in _ATTACHABLE or is_plural(page, start) or (name == "hướng dẫn" and page.text[start].islower()):
        return None
    match = _ATTACHED.match(page.low, end) if page.low.find("kèm theo ", end, end + _ATTACHED_REACH) >= 0 else None
    if match and not match[0].startswith((" và ", ", ")) and not _UNTITLED.search(match[0]):
        return Head(start, match.end(), "attached", name, None, (end + 1, match.end()))
    before = re.compile(
        r"(?:ban hành kèm theo|(?:ban hành )?kèm theo (?:quyết định|nghị quyết|nghị định|thông tư) này(?: là)?"
        r"|điều 1\. ?(?:nay )?(?:phê duyệt|ban hành|thông qua)) (?:bản )?[“\"]?$"
    )
    if before.search(page.low, max(0, start - 60), start):
        stop = re.compile(
            r"(?<!\w)[“\"][^“”\"\n]{1,160}[”\"](?= \w)|[.;:\n”\"]|,? (?:gồm|có hiệu lực|như sau|\(sau đây|\(kèm|kèm theo"
            r"|với (?:các |những |một số )?nội dung)"
        ).search(page.low, end)
        while stop and stop[0][0] in '“"' and len(stop[0]) > 1:
            stop = stop.re.search(page.low, stop.end())
        close = stop.start() if stop else len(page.low)
        if close - end > 8:
            return Head(start, close, "attached", name, None, (end + 1, close))
    return None


def of_body_title_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Nghị quyết của Ủy ban Thường vụ Quốc hội về …": singled out by issuer and title; its end is found later."""
    if not page.text[start].isupper() or is_plural(page, start) or name in ("luật", "bộ luật", "báo cáo"):
        return None
    lead = re.compile(r" của ").match(page.low, end)
    phrase = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    opener = re.compile(r" (?:về việc|về) (?=\w{2})").match(page.low, phrase.end) if phrase else None
    return Head(start, end, "purpose", name, None, (end + 1, end + 1)) if opener else None


def quoted_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Đề án “…”": a type word followed at once by a title in quotes; its end is found later."""
    if (
        name in ("luật", "báo cáo", "thông báo", "lệnh", "chương trình", "hướng dẫn", "tuyên bố")
        and not page.text[start].isupper()
    ):
        return None
    match = re.compile(r":? ?[“\"«](?=[^”\"»\n]{12})").match(page.text, end)
    if not match or words_pattern("programmes").match(page.low, start):
        return None
    return Head(start, end, "quoted", name, None, (end, match.end()))


def of_body_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Chương trình hành động của Tỉnh ủy": the one programme of its body, in a document that has it."""
    if name != "chương trình hành động" or is_plural(page, start):
        return None
    lead = re.compile(r" của ").match(page.low, end)
    phrase = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    if phrase is None or phrase.level == "central":
        return None
    return Head(start, phrase.end, "ofbody", name, None, (end + 1, phrase.end))


_TERM = re.compile(r",? \(?khóa (?P<term>[ivxl]{1,6}|\d{1,2})(?!\w)\)?")


_RULES = {
    "quy chế": re.compile(r" (?:làm việc|hoạt động) của (?=\w)"),
    "báo cáo": re.compile(r" (?:chính trị|kiểm điểm[^.;:\n]{0,60}?) của (?=ban chấp hành|bch)"),
}


# Where a decision issues rules, they are its own (see :mod:`attached`).
_ISSUED_HERE = re.compile(r"(?:ban hành|phê duyệt|kèm theo|này|về|việc)(?: bản)? [“\"]?$")


def rules_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XV": the rules by which a body works."""
    if _ISSUED_HERE.search(page.low, max(0, start - 24), start):
        return None
    known = words_pattern("standing_rules").match(page.low, end + 1) if name == "quy chế" else None
    if known and page.text[start].isupper():
        return Head(start, known.end(), "rules", name, None, known.span())
    pattern = _RULES.get(name)
    lead = pattern.match(page.low, end) if pattern else None
    if lead is None or not (page.text[start].isupper() or page.low.endswith("căn cứ ", 0, start)):
        return None
    stop = lead.end()
    while phrase := body.phrase_at(page.text, page.low, stop):
        joint = re.compile(r",? và |, ").match(page.low, phrase.end)
        last = phrase.end
        if joint is None or body.phrase_at(page.text, page.low, joint.end()) is None:
            break
        stop = joint.end()
    else:
        return None
    term = _TERM.match(page.low, last)
    nth = term_of(term["term"]) if term else ""
    return Head(start, term.end() if term else last, "rules", name, None, (end + 1, last), term=nth)


_CONFERENCE = re.compile(
    r" (?:của )?(?=hội nghị )(?:hội nghị (?:lần thứ (?P<a>[\w]+)(?: [\w]+)? (?:của )?)?)(?=(?:ban chấp hành|bch) )"
)


def conference_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of "Kết luận Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 10 khóa X": what a local committee's session passed."""
    lead = _CONFERENCE.match(page.low, end) if name in ("nghị quyết", "kết luận", "thông báo") else None
    phrase = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    if lead is None or phrase is None or phrase.level == "central":
        return None
    nth = re.compile(rf",? (?:lần )?thứ (?:{_ordinal()})").match(page.low, phrase.end)
    stop = nth.end() if nth else phrase.end
    term = _TERM.match(page.low, stop)
    if not (lead["a"] or nth):
        return None
    close = term.end() if term else stop
    begin = page.low.index("hội nghị", end)
    return Head(start, close, "conference", name, None, (begin, close), term=term_of(term["term"]) if term else "")
