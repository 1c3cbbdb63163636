"""What a document says of itself in its head: issuing body, number, place and date, type, title.

Layout of heads: Hướng dẫn 36-HD/VPTW, part II (party); Nghị định 30/2020/NĐ-CP, Annex I (state).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from . import body, lexicon, number
from .capitals import SECTION, beyond, capital_head
from .context import Context
from .fold import bare, tone
from .headdate import dated, home_of
from .headissuer import between, is_authority, issuers_above, same_series, signing, whose
from .headlines import Line, head_lines, is_motto
from .heads import Page, is_joint, words_pattern
from .headtitle import END_OF_TITLE, PLACE_DATE, bare_title, clean_title, subject, title_behind
from .model import Letterhead, Note, Organisation, Span
from .offices import names_body
from .reprints import announced, presented, told
from .sheet import filled, without_sheet
from .spelling import own_letters
from .words import UPPER

_NUMBER = re.compile(r"(?:^[-–•]?|\s)(?:số|sô|s(?=:))\s*[:.]?\s*(?=[\dlIO])")


def letterhead(page: Page, notes: tuple[Note, ...] = ()) -> tuple[Letterhead, number.Number | None]:
    """The head of the document; an empty Letterhead when it is no directive (report without number, article)."""
    lines, told_beside = without_sheet(head_lines(page, notes))
    head, found = _read(page, lines)
    return filled(head, found, told_beside) if told_beside else (head, found)


# A letter without number has its body on the first lines, above "V/v …" or the motto.
_ABOVE_LETTER = 3


def _read(page: Page, lines: list[Line]) -> tuple[Letterhead, number.Number | None]:
    numbered = _number_line(lines)
    open_row = _open_row(lines) if numbered < 0 else -1
    kind, kind_row = _type_line(lines, max(numbered, open_row))
    day = dated(lines, numbered)
    motto = any(map(is_motto, lines))
    if kind is None and numbered < 0 and motto and day and _is_letter(lines, 0):
        kind = "công văn"
    found = _number(lines[numbered]) if numbered >= 0 else None
    parts = found.parts if found else ()
    iso, place = day or (None, None)
    home = home_of(place, iso)
    below = _below_bodies(max(numbered, open_row), kind_row, kind)
    issuer, *partners = issuers_above(lines, below, home, parts, kind or "") or (None,)
    shown = presented(page, lines[:kind_row], kind) if found is None and kind and open_row < 0 else None
    attached = _attached(lines, kind_row) if found is None else None
    issuer = issuer or (attached.issuer if attached and kind else None)
    whole = kind and issuer and (open_row >= 0 or (attached and (motto or attached.enclosed)) or (motto and day))
    if found is None and (written := capital_head(lines)):
        head, own = written
        return replace(head, issuer=head.issuer or issuer, date=head.date or iso), own
    if found is None and not whole:
        if kind is None or not _alone(lines, kind_row, kind):
            return announced(page, lines)
        issuer, partners = _named_below(lines, kind_row), []
    if found and not (motto or kind or day):
        return Letterhead(), None
    parsed = _of_issuer(found, lines[numbered], issuer) if found else _symbol_only(lines[: max(kind_row, 0)])
    issuer = whose(issuer, parsed)
    kind = _kind(kind, parsed, lines, numbered)
    if kind is None:
        return Letterhead(), None
    title, last = _title(lines, numbered, kind_row, kind, parsed)
    title, issuer = _completed(page, lines[max(numbered, kind_row) :], kind, title, issuer)
    if issuer is None and is_joint(kind):
        issuer, *partners = between(title or "") or (None,)
    rows = [row for row in (numbered, open_row, kind_row, last) if row >= 0] or [0]
    placed = issuer is not None and (
        issuer.level == "central" or issuer in issuers_above(lines, below, Context(), parts, kind)
    )
    issuer = signing(lines[max(rows) + 1 :], _said(lines, kind_row, issuer), placed, home)
    span = Span(lines[_first_row(lines, min(rows))].start, lines[max(rows)].end)
    head = Letterhead(
        None,
        kind,
        (parsed.number or None) if parsed else None,
        parsed.symbol if parsed and parsed.parts else None,
        iso,
        _as_the_text_writes(page, issuer),
        title,
        None,
        place,
        span,
        tuple(one for one in partners if one),
    )
    return _as_shown(head, shown) if shown else (head, found and parsed)


def _below_bodies(numbered: int, kind_row: int, kind: str | None) -> int:
    """The row above which the issuing bodies stand: that of the number, else of the type; a letter without either's third."""
    row = numbered if numbered >= 0 else kind_row
    return _ABOVE_LETTER if row < 0 and kind == "công văn" else row


def _as_the_text_writes(page: Page, issuer: Organisation | None) -> Organisation | None:
    """A body that no table knows, its name with the capitals it has in the text below the head."""
    if issuer is None or names_body(issuer.label):
        return issuer
    return replace(issuer, label=own_letters(issuer.label, page.text, page.low))


@dataclass(frozen=True, slots=True)
class _Attached:
    """What a regulation printed without the decision that issues it says of that; ``enclosed`` in brackets."""

    issuer: Organisation | None
    enclosed: bool


_WITH = re.compile(
    r"(?P<open>\( ?)?(?:được )?(?:ban hành|phê duyệt|phê chuẩn)? ?kèm theo (?:quyết định|nghị quyết|nghị định|thông tư)[^()]{0,110}?"
    r"(?: của (?:giám đốc |chủ tịch |bộ trưởng (?=bộ))?(?P<body>[^()]{4,90}))?(?:\)|$)"
)


def _attached(lines: list[Line], row: int) -> _Attached | None:
    """The regulation headed on ``row`` as attached to a decision: "(Ban hành kèm theo Quyết định số 5 của |UBND tỉnh|)"."""
    near = lines[row + 1 : row + 9] if row >= 0 else []
    match = _WITH.search(" ".join(line.low for line in near))
    if match is None:
        return None
    text = " ".join(line.text for line in near)
    return _Attached(body.read(text[slice(*match.span("body"))]) if match["body"] else None, bool(match["open"]))


def _title(
    lines: list[Line], numbered: int, kind_row: int, kind: str, parsed: number.Number | None
) -> tuple[str | None, int]:
    """The title that the head prints, and the row of its last line; -1 where there is none."""
    title, last = title_behind(lines, kind_row, kind) if kind_row >= 0 else subject(lines, numbered)
    if title is None and kind_row >= 0 and numbered >= 0:
        title, last = subject(lines[:kind_row], numbered)
    if title is None and kind_row < 0 and kind != "công văn":
        title, last = bare_title(lines, numbered)
    title = (beyond(title) or None) if title else None
    return title or _headline_title(lines[: max(numbered, 0)], parsed), last


def _as_shown(head: Letterhead, shown: Letterhead) -> tuple[Letterhead, number.Number]:
    """A head that lost its number, with number, date and issuer that the page around it gives."""
    own = replace(head, number=shown.number, symbol=shown.symbol, date=shown.date or head.date, issuer=shown.issuer)
    return own, number.parse(shown.number or "", shown.symbol, head.type)


def _kind(kind: str | None, found: number.Number | None, lines: list[Line], numbered: int) -> str | None:
    """The type that a head prints as ``kind``, or that its symbol tells; None when nothing does."""
    if found is None:
        return kind
    if kind:
        return found.type.name if found.type and found.type.name.startswith(f"{kind} ") else kind
    if found.type and not (found.type.name in _NEVER_LETTERS and _is_addressed(lines, numbered)):
        return found.type.name
    return _last_type(found) or ("công văn" if _is_letter(lines, numbered) else None)


_NEVER_LETTERS = frozenset(["chỉ thị", "nghị quyết", "quyết định", "quy định", "quy chế", "thông tư"])


def _is_addressed(lines: list[Line], numbered: int) -> bool:
    """Whether a document has a subject and an addressee: a letter, though its symbol may be read otherwise ("6128/CT-TTHT")."""
    near = lines[numbered + 1 : numbered + 8]
    return bool(subject(lines, numbered)[0]) and any("kính gửi" in line.low for line in near)


def _last_type(found: number.Number) -> str | None:
    """The type that a ministry's old symbol names last: "11-LĐTBXH/TT"."""
    kind = number.symbol_type(found.parts[-1:], state=True) if len(found.parts) == 2 else None
    signs = lexicon.body_signs()
    return kind.name if kind and (found.parts[0] in signs or f"B{found.parts[0]}" in signs) else None


def _is_letter(lines: list[Line], numbered: int) -> bool:
    """Whether a numbered document without type word is an official letter: it has a subject, or an addressee."""
    near = lines[numbered + 1 : numbered + 8]
    return bool(subject(lines, numbered)[0]) or any("kính gửi" in line.low for line in near)


def _first_row(lines: list[Line], row: int) -> int:
    """The first line of the head whose number or type stands on ``row``: up to motto and bodies, no further."""
    first = row
    for above in range(row - 1, -1, -1):
        line = lines[above]
        if is_motto(line) or is_authority(line) or line.text.isupper() or PLACE_DATE.match(line.low):
            first = above
        elif len(line.text) > 60:
            break
    return first


# Types that speak for themselves where their name stands alone over a title; a report may be about anything.
_ALONE = frozenset(
    ["nghị quyết", "kết luận", "chỉ thị", "quyết định", "quy định", "quy chế", "kế hoạch", "chương trình", "thông tư"]
)
_ALONE_ROWS = 6


def _alone(lines: list[Line], row: int, kind: str) -> bool:
    """Whether a type word in capitals, alone on one of the first lines, heads a document that lost its letterhead."""
    own = lines[row].text.strip(" *_#") if row < _ALONE_ROWS else ""
    title = lines[row + 1].text.strip(" *_#-") if own.isupper() and row + 1 < len(lines) else ""
    low = tone(title)
    if (
        tone(own) != tone(kind)
        or len(title) <= 15
        or (low.startswith("của ") and body.phrase_at(title, low, 4) is None)
    ):
        return False
    below = [line.low.strip() for line in lines[row + 1 : row + 12]]
    recitals = [line for line in below if line.lstrip("-+* ").startswith("căn cứ")]
    rests = len(recitals) > 1 or any(line.endswith((";", ",")) for line in recitals)
    titled = words_pattern("title_openers").match(low) or words_pattern("title_verbs").match(low)
    told = any(re.search(rf" (?:ra|ban hành) {kind} này(?!\w)", line) for line in below)
    return rests or (kind.startswith(tuple(_ALONE)) and (any(map(SECTION.match, below)) or bool(titled and told)))


def _completed(
    page: Page, lines: list[Line], kind: str, title: str | None, issuer: Organisation | None
) -> tuple[str | None, Organisation | None]:
    """Title and issuer of a head; what it has lost, as the text's first sentences tell it."""
    if title and issuer:
        return title, issuer
    told_title, teller = told(page, lines, kind)
    return title or told_title, issuer or teller


def _headline_title(lines: list[Line], found: number.Number | None) -> str | None:
    """The title that a page's headline gives behind the same number: "Quyết định 30/2010/QĐ-UBND |Quy định về …| do … ban hành"."""
    for line in lines if found and found.parts else ():
        own = number.NUMBERED.search(line.text)
        if own is None or found is None or number.parse(own["number"], own["symbol"]).number != found.number:
            continue
        words = re.sub(r" do [^,.;]{5,90} ban hành.*$|(?:,? ?ngày [\d/.-]+)", "", line.text[own.end() :])
        title = beyond(clean_title(words) or "")
        return title if title.count(" ") > 3 else None
    return None


def _said(lines: list[Line], row: int, issuer: Organisation | None) -> Organisation | None:
    """The issuer, or the organ of it that stands behind the type: "KẾT LUẬN |CỦA BỘ CHÍNH TRỊ|" of the Central Committee."""
    parts = (issuer.territory if issuer else "").split("/")
    near = Context(parts[0], "/".join(parts[:2]) if len(parts) > 1 else "")
    said = _named_below(lines, row, near) if issuer and row >= 0 else None
    return said if said and issuer and same_series(said, issuer) else issuer


def _named_below(lines: list[Line], row: int, near: Context | None = None) -> Organisation | None:
    """The body behind the type or on the line under it: "QUYẾT ĐỊNH / |CỦA ỦY BAN NHÂN DÂN TỈNH GIA LAI|"."""
    for line in lines[row : row + 2]:
        match = _OF.search(line.text)
        phrase = body.phrase_at(line.text, line.low, match.end()) if match else None
        if phrase and line.text[: phrase.end].isupper():
            return body.organisation(phrase, near or Context())
    return None


_OF = re.compile(rf"(?:^|^[{UPPER} ]{{4,30}} )CỦA ")


def _number_line(lines: list[Line]) -> int:
    """Row of the line with the document's own number ("Số: 12-KH/TU"), -1 when there is none before the body begins."""
    for row, line in enumerate(lines[:20]):
        if row < 3 and number.NUMBERED.fullmatch(line.text.strip(" *")):
            return row
        match = _NUMBER.search(line.low)
        if match and row and _goes_on(lines[row - 1]):
            continue
        if match and (match.start() <= 1 or _named_before(lines, row, match.start())) and _number(line):
            return row
        if match and is_motto(line) and _number(line):
            return row
        if len(line.text) > 400 or (END_OF_TITLE.match(line.low) and not match and row > 8):
            break
    return -1


def _goes_on(above: Line) -> bool:
    """Whether a line in capitals ends in a type word that is no type of its own: "… NỘI DUNG CỦA |NGHỊ ĐỊNH| / SỐ 68/2017/NĐ-CP"."""
    words = above.text.strip(" *_#")
    return (
        words.isupper()
        and re.search(r" (?:CỦA|THEO|VÀ|HIỆN|TẠI) ", words) is not None
        and tone(words).endswith(tuple(f" {tone(word)}" for word in lexicon.surfaces()))
    )


def _named_before(lines: list[Line], row: int, end: int) -> bool:
    """Whether a line is a type word or a body and the number, beside the motto: "Nghị quyết số: 653/2019/UBTVQH14"."""
    before = lines[row].text[:end].strip()
    own = number.NUMBERED.search(lines[row].text, end)
    if own is None or lines[row].text[own.end() :].strip(" *") or not any(map(is_motto, lines[: row + 3])):
        return False
    return tone(before) in lexicon.surfaces() or (before.isupper() and len(before) > 6)


def _number(line: Line) -> number.Number | None:
    match = _NUMBER.search(line.low)
    found = number.NUMBERED.match(line.text, match.end() if match else 0)
    return number.parse(found["number"], found["symbol"]) if found else None


def _of_issuer(found: number.Number, line: Line, issuer: Organisation | None) -> number.Number:
    """The number with "TƯ" read as the local committee's TU where a local body issued it."""
    if issuer is None or issuer.level == "central" or "TƯ" not in line.text or found.parts[-1:] != ("TW",):
        return found
    return replace(found, parts=(*found.parts[:-1], "TU"))


_NO_NUMBER = re.compile(
    rf"(?:(?:[^\W\d]+ ){{0,3}}số ?:?)?[ .…_]*[-/] ?(?:(?:19|20)\d\d ?/ ?)?(?P<symbol>{number.SYMBOL})", re.IGNORECASE
)


_OPEN = re.compile(r"(?:[^\W\d]+ ){0,3}số")


def _open_row(lines: list[Line]) -> int:
    """Row of the line "Số:    -QC/TU" of a draft whose number is still open, -1 when there is none."""
    rows = (row for row, line in enumerate(lines[:12]) if _OPEN.match(line.low) and _symbol_only([line]))
    return next(rows, -1)


def _symbol_only(lines: list[Line]) -> number.Number | None:
    """The symbol of a draft whose number is still open: "Số:    /TTr-VPCP"."""
    found = (_NO_NUMBER.fullmatch(line.text.strip(" *")) for line in lines)
    symbol = next((match["symbol"] for match in found if match and match["symbol"][:2].isupper()), None)
    return number.parse("", symbol) if symbol else None


def _type_line(lines: list[Line], numbered: int) -> tuple[str | None, int]:
    """Type word and row of the line that holds it alone, or opens with it in capitals."""
    found = _number(lines[numbered]) if numbered >= 0 else None
    for row, line in enumerate(lines[:24]):
        if found and found.type and row > numbered and line.low.lstrip(" -").startswith("căn cứ"):
            break
        if line.text.rstrip(" *_").endswith(":"):
            continue
        low = re.sub(r"[*_#\s]+", " ", _ASIDE.sub("", line.low)).strip(" .-").removeprefix("bản ")
        squeezed = bare(low).replace(" ", "") if line.text.isupper() else low.replace(" ", "")
        plain = line.text.strip(" *_#")
        for word, tight, name in _type_words():
            if low == word or (len(line.text) < 60 and squeezed in (tight, bare(tight))):
                return name, row
            if low.startswith(word + " ") and plain[: len(word)].isupper() and 0 <= numbered < row:
                if name in _VERBS and _decides(lines[numbered], name):
                    continue
                return name, row
            if (
                low.startswith(word + " ")
                and not 0 <= row < numbered
                and line.text.isupper()
                and len(plain) < 60
                and (any(map(is_motto, lines[: row + 3])) or _is_enclosed(lines, row))
            ):
                return name, row
    return None, -1


def _is_enclosed(lines: list[Line], row: int) -> bool:
    """Whether a bracket under a line says what it is attached to: "QUY CHẾ … / |(Ban hành kèm theo Quyết định số …)|"."""
    attached = _attached(lines, row)
    return attached is not None and attached.enclosed


# Types that are verbs too, with which the title of another document may begin: "QUY ĐỊNH CHẾ ĐỘ …" of a thông tư.
_VERBS = frozenset(["quy định", "hướng dẫn", "thông báo", "báo cáo", "quyết định"])


def _decides(line: Line, name: str) -> bool:
    """Whether a number is that of a state body's document of another type, whose title may begin with the verb ``name``."""
    found = _number(line)
    return found is not None and found.state and found.type is not None and found.type.name != name


_ASIDE = re.compile(r" \([^()]{2,30}\)$")


@cache
def _type_words() -> list[tuple[str, str, str]]:
    """Folded type words, longest first: the word, the word without spaces, the type's name."""
    words = sorted(lexicon.surfaces().items(), key=lambda one: len(one[0]), reverse=True)
    return [(tone(word), tone(word).replace(" ", ""), kind.name) for word, kind in words]
