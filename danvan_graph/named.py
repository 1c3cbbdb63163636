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
    r"|(?: đại biểu)?(?: toàn quốc)? (?:lần thứ )?(?P<of>[ivxl]{1,6}) (?:của )?(?:đoàn|hội|công đoàn|mặt trận)(?: [a-zđà-ỹ]+){0,6}?"
    r"(?=[,.;:()\n]|$| (?:về|và|đã|được|thì|sẽ|là|cho|tới|đến|với|trong|tại|theo|để|nhằm|gồm|vừa|ngày|năm|nhiệm kỳ|giai đoạn"
    r"|có|đề ra|xác định|nêu|khẳng định)(?!\w))"
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
    if not parts.keys() & {"base", "party"} and _OF_UNION.match(page.low, at):
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
    if page.low.endswith((", ", " và "), 0, start) and is_plural(page, start):
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


_ATTACHED = re.compile(
    r"[^;\n]{6,220}?(?= ?,? ?\(?(?:được )?(?:ban hành )?kèm theo (?:quyết định|nghị định|nghị quyết|thông tư) (?!này))"
)
_ATTACHED_REACH = 270
_ATTACHABLE = frozenset(
    ["quy chế", "quy định", "đề án", "chương trình", "hướng dẫn", "kế hoạch", "điều lệ", "quy chế phối hợp", "nội quy"]
)


# "Quy định |ban hành| kèm theo …" has no title; a sentence's end or a replacement stands in none.
_UNTITLED = re.compile(
    r"\. | thay thế |^ (?:này|trên|đó|ấy|nêu|nói|do)(?!\w)|^ (?:được )?(?:ban hành|sửa đổi|kèm)(?!\w)"
)


# "Nghị định số 29/1998/NĐ-CP ngày 11-5-1998 |kèm theo| Quy chế …"
_WITH_IT = re.compile(r"(?:quyết định|nghị định|nghị quyết) (?:số )?\d[^.;,\n]{3,44}? kèm theo (?:bản )?\Z")


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
    if before.search(page.low, max(0, start - 60), start) or (
        name in ("quy chế", "quy định") and _WITH_IT.search(page.low, max(0, start - 60), start)
    ):
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


# "Chiến lược Dân số Việt Nam |đến năm 2030|, tầm nhìn đến năm 2045": the years single a strategy, scheme or programme out.
_YEARS = re.compile(
    r"(?: (?!là |có |của|thực hiện|triển khai|được|đã|này|trên|về|số \d|theo|do|và|với|cho|tại|để|nhằm)(?:[^\s,.;:()“”\"\d]+|\d{1,2}),?){2,16}?"
    r" (?:(?:từ nay )?đến năm \d{4}|giai đoạn \d{4} ?- ?\d{4})"
    r"(?:,? (?:và )?(?:định hướng|tầm nhìn)(?: đến)?(?: năm)? \d{4})?(?![\w/-])"
)
_OF_YEARS = frozenset(["chiến lược", "đề án", "chương trình", "quy hoạch"])
_IN_TITLE = (
    "phê duyệt ",
    "ban hành ",
    "thông qua ",
    "về ",
    "việc ",
    "bổ sung ",
    "sửa đổi ",
    "kèm theo ",
    "điều chỉnh ",
)


# What a body is told to have approved stands in no title: "UBND tỉnh |đã phê duyệt| Đề án chuyển đổi số giai đoạn 2021 - 2025".
_APPROVED = re.compile(r"(?<!\w)(?:đã|vừa|mới|cũng đã|ubnd (?:tỉnh|thành phố|huyện)|chính phủ) phê duyệt \Z")


def dated_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of a strategy, scheme or programme that its name and years single out."""
    if name not in _OF_YEARS or not page.text[start].isupper() or is_plural(page, start):
        return None
    match = _YEARS.match(page.low, end)
    told = page.low.endswith(_IN_TITLE, 0, start) and not _APPROVED.search(page.low, max(0, start - 24), start)
    if match is None or told or words_pattern("programmes").match(page.low, start):
        return None
    return Head(start, match.end(), "dated", name, None, (end + 1, match.end()))


# "Đề án |trồng một tỷ cây xanh| của Thủ tướng Chính phủ": a scheme singled out by its subject and whose it is.
_OWNED = re.compile(
    r"(?: (?!là |có |của|được|đã|này|trên|nêu|nói|về|số \d|theo|do|và|với|cho|để|nhằm|trong|tại|như|hoặc)(?:[^\s,.;:()“”\"\d]+|\d{1,3}))"
    r"(?: (?!là |của|được|đã|này|số \d|theo|do |như|hoặc)(?:[^\s,.;:()“”\"\d]+|\d{1,3})){2,15}? của "
)


def owned_at(page: Page, start: int, end: int, name: str) -> Head | None:
    """Head of a scheme that its subject and its body single out."""
    if name != "đề án" or not page.text[start].isupper() or is_plural(page, start):
        return None
    match = _OWNED.match(page.low, end)
    phrase = body.phrase_at(page.text, page.low, match.end()) if match else None
    if match is None or phrase is None or page.low.endswith(_IN_TITLE, 0, start):
        return None
    close = match.end() - len(" của ")
    return Head(start, close, "dated", name, None, (end + 1, close))


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
