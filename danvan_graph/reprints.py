"""What a directive printed without its head says of itself: on a web page, in a newspaper, in a collection.

"Thực hiện …, Đảng ủy xây dựng Kế hoạch … như sau:" in its first sentence, its number and date in the headline; a congress's
resolution has its name in the headline and "QUYẾT NGHỊ" below.
"""

from __future__ import annotations

import re

from . import body, date, lexicon, number
from .capitals import RECITAL, addressed, head_parts, over_recitals, over_sections, untyped
from .context import Context
from .headlines import Line
from .heads import Page, words_pattern
from .headtitle import clean_title
from .model import Letterhead, Organisation, Span

_FIRST_LINES = 6
_OPENING_LINES = 12
_LONGEST_SENTENCE = 600
_ANNOUNCES = re.compile(
    r"(?:^| )(?:xây dựng|ban hành|đề ra)(?: và ban hành)? (?P<type>kế hoạch|chương trình hành động|chương trình|hướng dẫn|chỉ thị|quy định"
    r"|quy chế|nghị quyết|đề án)(?P<title> (?!số \d|với |yêu cầu |đề nghị |giao )[^.;:\n]{8,300}?)?,? "
    r"(?:cụ thể |(?:với )?(?:các |những |một số )?nội dung (?:cụ thể |chính |chủ yếu )?)*"
    r"(?:như sau|sau đây|sau) ?:?[ .]*$"
)
# Where the type is the verb: "Ban Tổ chức Trung ương |hướng dẫn| một số vấn đề … như sau:".
_SAYS = re.compile(
    r" (?P<type>hướng dẫn|quy định|thông báo|báo cáo)(?P<title> (?!này|trên|đó|để|cho|của)[^.;:\n]{8,400}?),? "
    r"(?:cụ thể |(?:với )?(?:các |những |một số )?nội dung (?:cụ thể |chính |chủ yếu )?)*(?:như sau|sau đây) ?:?[ .]*$"
)
_SHORT_FOR = re.compile(r" ?\((?:sau đây )?(?:gọi|viết) (?:tắt|chung) là[^()]*\)")
_HEADLINE = re.compile(r"(?:[^/|:]{3,30}[/|:] )?(?P<name>(?P<type>[^\W\d][^\d|:;.]{4,24}?) (?:số ?:? ?)?)(?=\d)")
_ABOUT = re.compile(r"(?: của (?P<body>[^.;:]{4,90}?))? (?:về việc|về|v/v) (?P<title>[^.;]{8,400}?)[ .]*$")
_CONGRESS = re.compile(r"nghị quyết (?P<title>đại hội (?:[^.;\n]{10,160}?nhiệm kỳ \d{4} ?- ?\d{4}|[^.,;\n]{10,160}))")
# The sentence that "QUYẾT NGHỊ" ends begins with the congress.
_MEETS = re.compile(
    r"(?P<title>đại hội đại biểu [^.;\n]{8,90}? lần thứ [ivxl\d]{1,6}(?:,? nhiệm kỳ \d{4} ?- ?\d{4})?)(?!\w)"
)
_RESOLVES = frozenset(["quyết nghị", "đại hội quyết nghị"])


# Who is only asked to issue: "|đề nghị| Ban Thường vụ Tỉnh ủy ban hành Chỉ thị …".
_ASKS = re.compile(r"(?:đề nghị|yêu cầu|kiến nghị|đề xuất|tham mưu|trình)(?: với| cho)? \Z")


def announced(page: Page, lines: list[Line]) -> tuple[Letterhead, number.Number | None]:
    """What a text without head says of itself; an empty Letterhead when it is no directive."""
    if any(words_pattern("speeches").match(line.low) for line in lines[:_OPENING_LINES]):
        return Letterhead(), None
    if congress := _congress(lines):
        return congress, None
    if headed := addressed(lines) or over_recitals(lines):
        return headed
    if titled := over_sections(lines) or untyped(lines):
        return titled, None
    if shown := presented(page, lines):
        return shown, number.parse(shown.number or "", shown.symbol, shown.type)
    for row, line in enumerate(lines[:_FIRST_LINES]):
        opens = RECITAL.match(line.low) or (row and RECITAL.match(lines[row - 1].low))
        sentence = line.low if opens and line.low.rstrip().endswith((":", "sau", "sau.")) else ""
        match = _ANNOUNCES.search(sentence)
        bodies = body.phrases(page.text, page.low, line.start, line.start + match.start()) if match else []
        asked = bodies and _ASKS.search(page.low, line.start, bodies[-1].start)
        if match and bodies and not asked and bodies[-1].end == line.start + match.start():
            title = clean_title(line.text[match.start("title") : match.end("title")]) if match["title"] else None
            issuer = body.organisation(bodies[-1], Context())
            named = _headline(lines[:row], match["type"])
            if named is None:
                span = Span(line.start, line.start)
                return Letterhead(None, match["type"], None, None, None, issuer, title, None, None, span), None
            above, parsed, day, about = named
            return Letterhead(
                None,
                match["type"],
                parsed.number,
                parsed.symbol,
                day,
                issuer,
                about or title,
                None,
                None,
                Span(above.start, above.end),
            ), parsed
    return Letterhead(), None


_FULL_TEXT = re.compile(
    r"(?<!các báo )(?:đăng|giới thiệu)(?: tải)?(?: lại)? (?:đến \w+ \w+ )?toàn văn"
    r"(?! (?:các|những|bài|phát biểu|bức thư|thư|diễn văn|tham luận|tác phẩm|cuốn))|toàn văn[^.;\n]{0,60}như sau"
)
_PRESENTS = re.compile(
    r",? (?:xin )?(?:trân trọng )?(?:được )?(?:đăng|giới thiệu)[^,.;]{0,40}toàn văn.*", re.DOTALL | re.IGNORECASE
)
_TYPE_BEFORE = re.compile(r"(?P<type>[^\W\d]+(?: [^\W\d]+){0,3})(?: số ?:?)? ?$")
_ISSUING = re.compile(r"[^.;]{0,30}? (?:ký )?ban hành $")


def presented(page: Page, lines: list[Line], kind: str | None = None) -> Letterhead | None:
    """The head of a directive that a page presents in full: "… ban hành Hướng dẫn số 55-HD/BTGTW về …, xin đăng toàn văn"."""
    shown = next((row for row, line in enumerate(lines[:_FIRST_LINES]) if _FULL_TEXT.search(line.low)), -1)
    for line in reversed(lines[: shown + 1]):
        for found in number.NUMBERED.finditer(line.text):
            words = _TYPE_BEFORE.search(line.low, max(0, found.start() - 40), found.start())
            name = next((one for one in _suffixes(words["type"]) if one in lexicon.surfaces()), "") if words else ""
            if not words or not name or (kind and lexicon.surfaces()[name].name != kind):
                continue
            start = words.end("type") - len(name)
            bodies = body.phrases(page.text, page.low, line.start, line.start + start)
            author = bodies[-1] if bodies and _ISSUING.fullmatch(line.low, bodies[-1].end - line.start, start) else None
            author = author or _author_behind(line, found.end())
            if author is None:
                continue
            about = re.compile(r"[^.;]{0,60}? (?:về việc|về|v/v) (?P<title>[^.;]{8,400})").match(line.low, found.end())
            day = date.DATE.search(line.low, found.end(), found.end() + 40) or date.DATE.search(line.low, 0, start)
            end = about.end() if about else found.end()
            parsed = number.parse(found["number"], found["symbol"], name)
            return Letterhead(
                None,
                lexicon.surfaces()[name].name,
                parsed.number,
                parsed.symbol,
                date.read(day).iso if day else None,
                body.organisation(author, Context()),
                clean_title(_PRESENTS.sub("", line.text[about.start("title") : about.end("title")])) if about else None,
                None,
                None,
                Span(line.start + start, line.start + end),
            )
    return None


def _author_behind(line: Line, at: int) -> body.Phrase | None:
    """The body named behind a number: "Quy định số 97-QĐ/TW ngày 07/2/2023 của |Bộ Chính trị|"."""
    phrase = head_parts(line.text, line.low, at)[0].get("body")
    return phrase if isinstance(phrase, body.Phrase) else None


def _suffixes(words: str) -> list[str]:
    """The last words of a run, the longest first: "hành kế hoạch" → "hành kế hoạch", "kế hoạch", "hoạch"."""
    parts = words.split(" ")
    return [" ".join(parts[row:]) for row in range(len(parts))]


def told(page: Page, lines: list[Line], kind: str) -> tuple[str | None, Organisation | None]:
    """Title and issuer that the first sentences give a document whose head has lost them: "… ban hành Kế hoạch |…| như sau:"."""
    speaker: Organisation | None = None
    for line in lines[:_OPENING_LINES]:
        speaker = speaker or _speaker(page, line, kind)
        behind = max(0, len(line.low) - _LONGEST_SENTENCE)
        ends = line.low.rstrip().endswith((":", "sau", "sau."))
        match = (_ANNOUNCES.search(line.low[behind:]) or _SAYS.search(line.low[behind:])) if ends else None
        if match is None or match["type"] != kind:
            continue
        start = line.start + behind + match.start()
        before = [
            one for one in body.phrases(page.text, page.low, max(line.start, start - 160), start) if one.end == start
        ]
        title = line.text[behind + match.start("title") : behind + match.end("title")] if match["title"] else ""
        issuer = body.organisation(before[-1], Context()) if before else speaker
        return clean_title(_SHORT_FOR.sub("", title)), issuer
    return None, speaker


def _speaker(page: Page, line: Line, kind: str) -> Organisation | None:
    """Who issues the document by a line's own words: "|Bộ Tài chính| ra Thông tư này", "|Thanh tra Chính phủ| ban hành Thông tư quy định …"."""
    verb = re.search(rf" (?:ra|ban hành) {kind} (?:này|quy định|hướng dẫn|sửa đổi|về)(?!\w)", line.low)
    bodies = body.phrases(page.text, page.low, line.start, line.start + verb.start()) if verb else []
    ends = verb is not None and bool(bodies) and bodies[-1].end == line.start + verb.start()
    return body.organisation(bodies[-1], Context()) if ends else None


def _headline(lines: list[Line], kind: str) -> tuple[Line, number.Number, str | None, str | None] | None:
    """The last headline "Kế hoạch số 14-KH/BTGTU ngày 27/2/2012 của … về …": line, number, day, title."""
    for line in reversed(lines):
        lead = _HEADLINE.match(line.low)
        found = number.NUMBERED.match(line.text, lead.end()) if lead and lead["type"] == kind else None
        if found is None:
            continue
        day = date.DATE.search(line.low, found.end(), min(len(line.low), found.end() + 40))
        about = _ABOUT.match(line.low, day.end() if day else found.end())
        title = clean_title(line.text[about.start("title") : about.end("title")]) if about else None
        return line, number.parse(found["number"], found["symbol"], kind), date.read(day).iso if day else None, title
    return None


def _resolves(line: Line) -> bool:
    """Whether a line is, or ends with, "QUYẾT NGHỊ"."""
    words = line.low.strip(" *_#:.")
    marked = line.text.isupper() or line.text.rstrip(" *_#").endswith(":")
    return (marked and words in _RESOLVES) or (
        words.endswith(" quyết nghị") and line.text.rstrip(" *_#:.")[-10:].isupper()
    )


def _congress(lines: list[Line]) -> Letterhead | None:
    """The head of a congress's resolution whose headline names the congress and whose text goes on with "QUYẾT NGHỊ"."""
    above = lines[: next((row + 1 for row, line in enumerate(lines) if _resolves(line)), 0)]
    found = [(line, named) for line in above if (named := _CONGRESS.search(line.low))]
    found = found or [(line, named) for line in above if (named := _MEETS.match(line.low))]
    if not found:
        return None
    line, named = max(found, key=lambda one: "nhiệm kỳ" in one[1]["title"])
    title = clean_title(line.text[named.start("title") : named.end("title")])
    span = Span(found[0][0].start, line.start + named.end())
    return Letterhead(None, "nghị quyết", None, None, None, None, title, None, None, span)
