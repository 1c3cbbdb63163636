"""Heads that stand in one run: in capitals, as collections of laws print them, or as a headline over "Kính gửi"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from . import body, date, lexicon, number
from .context import Context
from .fold import tone
from .headissuer import department, is_authority, whose
from .headlines import Line
from .heads import words_pattern
from .headtitle import clean_title
from .ministries import fields_of
from .model import Letterhead, Organisation, Span

_FIRST_LINES = 6
RECITAL = re.compile(r"[ \-+*]*(?:thực hiện|thi hành|căn cứ|triển khai|nhằm|để) ")
_PART = re.compile(
    r",? ?(?:(?P<number>(?:số|so) ?:? ?(?=[\dlIO]))|(?P<day>ngày(?= ?\d))|(?P<body>(?:của|do|ban hành bởi) (?=\w)))"
)
_OPENS_TITLE = re.compile(r",? ?(?:về việc|v/v|về(?! (?:đến|đích|hưu|với|trước)(?!\w))|ban hành(?= về)) ?")
_Parts = dict[str, re.Match[str] | body.Phrase]


def head_parts(words: str, low: str, at: int) -> tuple[_Parts, int]:
    """Number, day and body of a head that stands in one run ("CỦA X SỐ 12/HĐBT NGÀY 4-1-1989 VỀ …"), and where they end."""
    parts: _Parts = {}
    while found := _PART.match(low, at):
        name = found.lastgroup or ""
        held = _held(words, low, name, found.end())
        if name in parts or held is None:
            break
        parts[name], at = held, held.end if isinstance(held, body.Phrase) else held.end()
    opener = _OPENS_TITLE.match(low, at) if parts else None
    return parts, opener.end() if opener else at


def beyond(title: str) -> str:
    """A title without the number, day and bodies that some pages print again before it.

    >>> beyond("CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 101-HĐBT NGÀY 1-10-1981 VỀ VIỆC GIẢI THỂ XÃ MINH TÂM")
    'GIẢI THỂ XÃ MINH TÂM'
    """
    low = tone(title)
    bodies = body.list_at(title, low, 0)
    start = bodies[-1].end if bodies and low.startswith(" số", bodies[-1].end) else 0
    parts, end = head_parts(title, low, start)
    opened = end > 0 and re.search(r"(?:về việc|v/v|về) ?$", low[:end]) is not None
    return title[end:].strip() if "number" in parts or ("body" in parts and opened) else title


# "CỦA |LIÊN BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI - TÀI CHÍNH| SỐ 21-TT/LB"
_TOGETHER = re.compile(r"liên bộ (?P<fields>[^\d]{5,120}?)(?=,? (?:số|ngày) )")


def _held(words: str, low: str, name: str, at: int) -> re.Match[str] | body.Phrase | None:
    """What stands at ``at`` in a head in capitals: its number, its day or its body."""
    if name == "number":
        return number.NUMBERED.match(words, at)
    if name == "day":
        return date.DATE.match(low, at - len("ngày"))
    return body.phrase_at(words, low, at) or _TOGETHER.match(low, at)


# What an article about a directive says of it behind its name: "…: BƯỚC NGOẶT CHO KINH TẾ", "… - 5 NĂM NHÌN LẠI".
_COMMENT = re.compile(r" ?[:?!-](?! ?về )")


def capital_head(lines: list[Line]) -> tuple[Letterhead, number.Number] | None:
    """A head that stands in one run of capitals: "NGHỊ QUYẾT CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 12/HĐBT NGÀY 4-1-1989 VỀ …".

    So the collections of laws before 2004 print them. None where the first lines hold no such run with its number.
    """
    for row, line in enumerate(lines[:_FIRST_LINES]):
        kind = next((word for word in _types() if f"{line.low} ".startswith(f"{word} ")), "")
        if not kind or not _in_capitals(line.text):
            continue
        last = row
        while last - row < _FIRST_LINES and last + 1 < len(lines) and _in_capitals(lines[last + 1].text):
            said = any(lines[last + 1].low in one.low for one in lines[row : last + 1])
            if said and is_authority(lines[last + 1]):
                break
            last += 1
        words = " ".join(one.text for one in lines[row : last + 1])
        low = " ".join(one.low for one in lines[row : last + 1])
        parts, at = head_parts(words, low, len(kind))
        own = parts.get("number")
        below = lines[last + 1 : last + 1 + _FIRST_LINES]
        if not isinstance(own, re.Match) or _COMMENT.match(low, at):
            continue
        opened = any(RECITAL.match(one.low) or is_authority(one) for one in below)
        if (len(parts) == 3 and _titled(low, at)) or (opened and len(parts) >= 2):
            parsed = number.parse(own["number"], own["symbol"], lexicon.surfaces()[kind].name)
            issuer = _issuer_of(parts)
            title = None if issuer and body.read(words[at:].strip()) == issuer else clean_title(words[at:])
            head, _ = _head(kind, parsed, parts, issuer, title, Span(line.start, lines[last].end))
            return replace(head, partners=_partners(parts)), parsed
    return None


def _together(parts: _Parts) -> list[Organisation]:
    """The ministries that a head in one run names together."""
    named = parts.get("body")
    fields = fields_of(named["fields"]) if isinstance(named, re.Match) else []
    return [org for field in fields if (org := body.read(f"Bộ {field}"))]


def _partners(parts: _Parts) -> tuple[Organisation, ...]:
    return tuple(_together(parts)[1:])


def _issuer_of(parts: _Parts) -> Organisation | None:
    """The body that a head in one run names."""
    phrase = parts.get("body")
    if isinstance(phrase, body.Phrase):
        return body.organisation(phrase, Context())
    return next(iter(_together(parts)), None)


def _head(
    kind: str, found: number.Number, parts: _Parts, issuer: Organisation | None, title: str | None, span: Span
) -> tuple[Letterhead, number.Number]:
    """The head of a document of the type word ``kind`` (folded), and its number."""
    day = parts.get("day")
    iso = date.read(day).iso if isinstance(day, re.Match) else None
    name = lexicon.surfaces()[kind].name
    return Letterhead(None, name, found.number, found.symbol or None, iso, issuer, title, None, None, span), found


def _titled(low: str, at: int) -> bool:
    """Whether what stands from ``at`` on is a title, or nothing: not "… ĐI VÀO CUỘC SỐNG"."""
    opened = re.search(r"(?:về việc|v/v|về|ban hành) ?$", low[:at]) or words_pattern("title_verbs").match(low, at)
    return not low[at:].strip() or opened is not None


def _in_capitals(text: str) -> bool:
    """Whether a line is in capitals, but for the letter of a number: "NGHỊ QUYẾT SỐ 321a NQ/UBTVQH9"."""
    return re.sub(r"(?<=\d)[a-h](?!\w)", "", number.NUMBERED.sub("", text)).isupper()


@cache
def _types() -> list[str]:
    """Folded type words, longest first."""
    return sorted(map(tone, lexicon.surfaces()), key=len, reverse=True)


_FIRST = re.compile(r"i ?[-.] ?(?=\w)")


def over_recitals(lines: list[Line]) -> tuple[Letterhead, number.Number] | None:
    """A directive printed under a headline with its number, right over its recitals: "Thông tư số 16/2018/TT-BGDĐT quy định …"."""
    for row, line in enumerate(lines[:3]):
        kind = next((word for word in _types() if line.low.startswith(f"{word} ")), "")
        lead = re.compile(r" (?:số ?:? ?)?").match(line.low, len(kind)) if kind else None
        own = number.NUMBERED.match(line.text, lead.end()) if lead else None
        if own is None:
            continue
        parts, at = head_parts(line.text, line.low, own.end())
        below = lines[row + 1 : row + 4]
        whole = (
            len(parts) == 2
            and below
            and ((is_authority(below[0]) and below[0].text.isupper()) or _FIRST.match(below[0].low))
        )
        if not _rests(below) and not (whole and _titled(line.low.rstrip(" ."), at)):
            continue
        parsed = number.parse(own["number"], own["symbol"], lexicon.surfaces()[kind].name)
        issuer = _issuer_of(parts) or whose(None, parsed)
        return _head(kind, parsed, parts, issuer, clean_title(line.text[at:]), Span(line.start, line.end))
    return None


def _rests(lines: list[Line]) -> bool:
    """Whether lines hold a directive's recitals, two at least."""
    return sum(one.low.lstrip(" -+*").startswith("căn cứ") for one in lines) >= _RECITALS


_DECIDES = re.compile(r"(?:quyết định|quyết nghị|điều 1)(?!\w)")
_FAR = 30
_DECISIONS = {"ubnd": "quyết định", "hdnd": "nghị quyết"}


def untyped(lines: list[Line]) -> Letterhead | None:
    """A decision that lost the lines down to its type: "VỀ VIỆC …" over "ỦY BAN NHÂN DÂN TỈNH …" and its recitals."""
    first = _OPENS_TITLE.match(lines[0].low) if lines and lines[0].text.isupper() else None
    if first is None:
        return None
    row = next((row for row, line in enumerate(lines[:5]) if row and line.text.isupper() and is_authority(line)), 0)
    decides = any(_DECIDES.match(one.low) for one in lines[row + 1 : row + _FAR])
    if first.end() < 3 or not row or not decides or not _rests(lines[row + 1 : row + 8]):
        return None
    issuer = body.read(lines[row].text)
    kind = _DECISIONS.get(issuer.kind) if issuer else None
    title = clean_title(" ".join(one.text for one in lines[:row]))
    span = Span(lines[0].start, lines[row - 1].end)
    return Letterhead(None, kind, None, None, None, issuer, title, None, None, span) if kind else None


SECTION = re.compile(r"(?:i|1|phần (?:i|1|thứ nhất)|chương i|điều 1|a) ?[-.:)]")


_REMARK = re.compile(r"[:?!]| - (?!\d)| LÀ GÌ")


def over_sections(lines: list[Line]) -> Letterhead | None:
    """A directive without number printed under its title, right over its first part: "NGHỊ QUYẾT CỦA BỘ CHÍNH TRỊ về …"."""
    for row, line in enumerate(lines[:3]):
        kind = next((word for word in _types() if line.low.startswith(f"{word} ")), "")
        last = row + (row + 1 < len(lines) and _OPENS_TITLE.match(lines[row + 1].low) is not None)
        words, low = (
            " ".join(side) for side in zip(*((one.text, one.low) for one in lines[row : last + 1]), strict=True)
        )
        parts, at = head_parts(words, low, len(kind)) if kind else ({}, 0)
        phrase = parts.get("body")
        if not isinstance(phrase, body.Phrase) or not words[: phrase.end].isupper() or at <= phrase.end:
            continue
        if _REMARK.search(words, at):
            continue
        if any(SECTION.match(one.low) for one in lines[last + 1 : last + 3]) or _rests(lines[last + 1 : last + 8]):
            issuer = body.organisation(phrase, Context())
            name = lexicon.surfaces()[kind].name
            span = Span(line.start, lines[last].end)
            return Letterhead(None, name, None, None, None, issuer, clean_title(words[at:]), None, None, span)
    return None


_RECITALS = 2
_DIGITS = re.compile(r"(?P<number>\d{1,5})(?![\w/.-])")


_KIND_REGARDS = re.compile(r"kính gửi ?:")
_LETTERS = frozenset(["công văn", "văn bản", "công điện", "hướng dẫn", "thông báo", "tờ trình"])


def addressed(lines: list[Line]) -> tuple[Letterhead, number.Number] | None:
    """A letter whose head is a headline: "Công văn 3676 của Ban Tổ chức Trung ương ngày 29/10/2012 về …" over "Kính gửi: …"."""
    row = next((row for row, line in enumerate(lines[:_FIRST_LINES]) if _KIND_REGARDS.match(line.low)), 0)
    for line in reversed(lines[:row]):
        kind = next((word for word in _types() if word in _LETTERS and line.low.startswith(f"{word} ")), "")
        lead = re.compile(r" (?:số ?:? ?)?").match(line.low, len(kind)) if kind else None
        own = number.NUMBERED.match(line.text, lead.end()) if lead else None
        plain = own or (_DIGITS.match(line.low, lead.end()) if lead else None)
        if plain is None:
            continue
        parts, at = head_parts(line.text, line.low, plain.end())
        parsed = number.parse(plain["number"], own["symbol"] if own else None, lexicon.surfaces()[kind].name)
        issuer = _issuer_of(parts) or department(parsed.parts)
        return _head(kind, parsed, parts, issuer, clean_title(line.text[at:]), Span(line.start, line.end))
    return None
