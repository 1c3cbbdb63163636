"""What a document says of itself in its head: issuing body, number, place and date, type, title.

Layout of heads: Hướng dẫn 36-HD/VPTW, part II (party); Nghị định 30/2020/NĐ-CP, Annex I (state).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from . import body, date, lexicon, number
from .fold import bare, tone
from .headlines import MOTTO, Line, head_lines, is_motto
from .heads import Page
from .model import Letterhead, Note, Organisation, Span

_NUMBER = re.compile(r"(?:^|\s)(?:số|sô)\s*[:.]?\s*(?=[\dlIO])")
_PLACE_DATE = re.compile(r"(?P<place>[^\n,.;:()\d]{2,40}), ?ngày(?= )")
_DAY = re.compile(r", ?ngày(?= )")
_PLACE = re.compile(r"[^\n,.;:()\d]{2,40}\Z")
_END_OF_TITLE = re.compile(
    r"(?:căn cứ|thực hiện|xét|theo đề nghị|kính gửi|để |nhằm |trên cơ sở|phần |chương "
    r"|điều \d|[ivx]+\s*[-.]|\d+\s*[-.)]|[a-z]\)|-{3,}|_{3,}|\*|ngày|trong |sau |khóa |số|\(ban hành)"
)


def letterhead(page: Page, notes: tuple[Note, ...] = ()) -> tuple[Letterhead, number.Number | None]:
    """The head of the document; an empty Letterhead when it is no directive (report without number, article)."""
    lines = head_lines(page, notes)
    numbered = _number_line(lines)
    kind, kind_row = _type_line(lines, numbered)
    dated = _date_line(lines)
    motto = any(map(is_motto, lines))
    issuer = _issuer(lines, numbered if numbered >= 0 else kind_row, home_of(dated[1] if dated else None))
    found = _number(lines[numbered]) if numbered >= 0 else None
    whole = kind and issuer and dated and motto
    if found is None and not whole:
        if kind is None or not _alone(lines, kind_row, kind):
            return _announced(page, lines), None
        issuer = None
    if found and not (motto or kind or dated):
        return Letterhead(), None
    parsed = _of_issuer(found, lines[numbered], issuer) if found else _symbol_only(lines[: max(kind_row, 0)])
    issuer = _by_symbol(parsed) or issuer
    if parsed and not kind:
        kind = parsed.type.name if parsed.type else ("công văn" if _subject(lines, numbered)[0] else None)
    if kind is None:
        return Letterhead(), None
    if parsed and parsed.type and parsed.type.name.startswith(f"{kind} "):
        kind = parsed.type.name
    title, last = _title(lines, kind_row, kind) if kind_row >= 0 else _subject(lines, numbered)
    if title is None and kind_row < 0 and kind != "công văn":
        title, last = _bare_title(lines, numbered)
    iso, place = dated or (None, None)
    rows = [row for row in (numbered, kind_row, last) if row >= 0]
    issuer = _signing(lines[max(rows) + 1 :], issuer)
    span = Span(lines[_first_row(lines, min(rows))].start, lines[max(rows)].end)
    return Letterhead(
        None,
        kind,
        (parsed.number or None) if parsed else None,
        parsed.symbol if parsed and parsed.parts else None,
        iso,
        issuer,
        title,
        None,
        place,
        span,
    ), found and parsed


def _first_row(lines: list[Line], row: int) -> int:
    """The first line of the head whose number or type stands on ``row``: up to motto and bodies, no further."""
    first = row
    for above in range(row - 1, -1, -1):
        line = lines[above]
        if is_motto(line) or _authority(line) or line.text.isupper() or _PLACE_DATE.match(line.low):
            first = above
        elif len(line.text) > 60:
            break
    return first


_FIRST_LINES = 6
_RECITAL = re.compile(r"[ \-+*]*(?:thực hiện|thi hành|căn cứ|triển khai|nhằm|để) ")
_ANNOUNCES = re.compile(
    r" (?:xây dựng|ban hành|đề ra)(?: và ban hành)? (?P<type>kế hoạch|chương trình hành động|chương trình|hướng dẫn|chỉ thị|quy định|quy chế"
    r"|nghị quyết|đề án)(?P<title> [^.;:\n]{8,300}?)?,? (?:cụ thể |(?:với )?(?:các |những |một số )?nội dung (?:cụ thể |chính |chủ yếu )?)*"
    r"(?:như sau|sau đây|sau) ?:?[ .]*$"
)


def _announced(page: Page, lines: list[Line]) -> Letterhead:
    """What a text without head says of itself in its first sentence: "Thực hiện …, Đảng ủy xây dựng Kế hoạch … như sau:"."""
    for line in lines[:_FIRST_LINES]:
        if not _RECITAL.match(line.low):
            continue
        sentence = line.low if line.low.rstrip().endswith((":", "sau", "sau.")) else ""
        match = _ANNOUNCES.search(sentence)
        bodies = body.phrases(page.text, page.low, line.start, line.start + match.start()) if match else []
        if match and bodies and bodies[-1].end == line.start + match.start():
            title = _clean_title(line.text[match.start("title") : match.end("title")]) if match["title"] else None
            issuer = body.organisation(bodies[-1], body.Context())
            return Letterhead(
                None, match["type"], None, None, None, issuer, title, None, None, Span(line.start, line.start)
            )
    return Letterhead()


_SIGNING_LINES = 12
_DECIDES = re.compile(
    r"(?:ban bí thư|bộ chính trị)(?: trung ương(?: đảng)?)? (?:ban hành|quy định|quyết định|yêu cầu|kết luận|hướng dẫn|chỉ thị|thông báo)(?!\w)"
)


def _signing(lines: list[Line], issuer: Organisation | None) -> Organisation | None:
    """The organ in whose name the document speaks, below its title: "BAN THƯỜNG VỤ THÀNH ỦY …", "Ban Bí thư ban hành …"."""
    for row, line in enumerate(lines[:_SIGNING_LINES]):
        if issuer and issuer.slug == "tw/bch-tw" and _DECIDES.match(line.low):
            return body.read(line.text) or issuer
        if row > 2 or not line.text.isupper() or not _authority(line):
            continue
        speaking = body.read(line.text.strip(" *_#"))
        if speaking and (issuer is None or _same_series(speaking, issuer)):
            return speaking
    return issuer


def _same_series(one: Organisation, other: Organisation) -> bool:
    """Whether two bodies number their documents together, or are one whose place only the first tells."""
    if other.territory or other.level == "central":
        return body.series(one) == body.series(other) != ""
    return one.kind == other.kind


# Types that speak for themselves where their name stands alone over a title; a report may be about anything.
_ALONE = frozenset(
    ["nghị quyết", "kết luận", "chỉ thị", "quyết định", "quy định", "quy chế", "kế hoạch", "chương trình"]
)
_ALONE_ROWS = 6


def _alone(lines: list[Line], row: int, kind: str) -> bool:
    """Whether a type word in capitals, alone on one of the first lines, heads a document that lost its letterhead."""
    own = lines[row].text.strip(" *_#") if row < _ALONE_ROWS else ""
    title = lines[row + 1].text.strip(" *_#-") if own.isupper() and row + 1 < len(lines) else ""
    return tone(own) == tone(kind) and kind.startswith(tuple(_ALONE)) and len(title) > 15


def _number_line(lines: list[Line]) -> int:
    """Row of the line with the document's own number ("Số: 12-KH/TU"), -1 when there is none before the body begins."""
    for row, line in enumerate(lines[:20]):
        match = _NUMBER.search(line.low)
        if match and (match.start() <= 1 or _named_before(lines, row, match.start())) and _number(line):
            return row
        if match and is_motto(line) and _number(line):
            return row
        if len(line.text) > 400 or (_END_OF_TITLE.match(line.low) and not match and row > 8):
            break
    return -1


def _named_before(lines: list[Line], row: int, end: int) -> bool:
    """Whether a line is a type word or a body and the number, beside the motto: "Nghị quyết số: 653/2019/UBTVQH14"."""
    before = lines[row].text[:end].strip()
    own = number.NUMBERED.search(lines[row].text, end)
    if own is None or lines[row].text[own.end() :].strip(" *") or not any(map(is_motto, lines[: row + 3])):
        return False
    return tone(before) in lexicon.surfaces() or (before.isupper() and len(before) > 6)


def _number(line: Line) -> number.Number | None:
    match = _NUMBER.search(line.low)
    found = number.NUMBERED.match(line.text, match.end()) if match else None
    return number.parse(found["number"], found["symbol"]) if found else None


def _of_issuer(found: number.Number, line: Line, issuer: Organisation | None) -> number.Number:
    """The number with "TƯ" read as the local committee's TU where a local body issued it."""
    if issuer is None or issuer.level == "central" or "TƯ" not in line.text or found.parts[-1:] != ("TW",):
        return found
    return replace(found, parts=(*found.parts[:-1], "TU"))


_NO_NUMBER = re.compile(rf"(?:số ?:?)?[ .…]*[-/] ?(?P<symbol>{number.SYMBOL})", re.IGNORECASE)


def _symbol_only(lines: list[Line]) -> number.Number | None:
    """The symbol of a draft whose number is still open: "Số:    /TTr-VPCP"."""
    found = (_NO_NUMBER.fullmatch(line.text.strip(" *")) for line in lines)
    symbol = next((match["symbol"] for match in found if match and match["symbol"][:2].isupper()), None)
    return number.parse("", symbol) if symbol else None


def _by_symbol(found: number.Number | None) -> Organisation | None:
    """The central body that a symbol names alone ("HD/UBKTTW"); None where the symbol is a committee's or local."""
    last = found.parts[-1] if found and found.parts else ""
    sign = next((row for row in lexicon.table("symbol_bodies") if row["symbol"] == last), None)
    if sign is None or sign["level"] != "central" or "/" not in sign["slug"] or sign["branch"] == "state":
        return None
    row = next((row for row in lexicon.table("bodies") if f"tw/{row['slug']}" == sign["slug"]), None)
    return body.read(row["label"]) if row and row["label"] != "*" else None


def _type_line(lines: list[Line], numbered: int) -> tuple[str | None, int]:
    """Type word and row of the line that holds it alone, or opens with it in capitals."""
    for row, line in enumerate(lines[:24]):
        if line.text.rstrip(" *_").endswith(":") or (row and lines[row - 1].low in _LABELS):
            continue
        low = re.sub(r"[*_#\s]+", " ", _ASIDE.sub("", line.low)).strip(" .-")
        squeezed = bare(low).replace(" ", "") if line.text.isupper() else low.replace(" ", "")
        plain = line.text.strip(" *_#")
        for word, tight, name in _type_words():
            if low == word or (len(line.text) < 60 and squeezed in (tight, bare(tight))):
                return name, row
            if low.startswith(word + " ") and plain[: len(word)].isupper() and 0 <= numbered < row:
                if name == "quy định" and _decides(lines[numbered]):
                    continue
                return name, row
            if (
                low.startswith(word + " ")
                and line.text.isupper()
                and len(plain) < 60
                and any(map(is_motto, lines[:row]))
            ):
                return name, row
    return None, -1


def _decides(line: Line) -> bool:
    """Whether a number is that of a state body's decision, whose title may begin with the verb "quy định"."""
    found = _number(line)
    return found is not None and found.state and found.parts[:1] == ("QĐ",)


_ASIDE = re.compile(r" \([^()]{2,30}\)$")
# A sheet of data beside the document names its type too.
_LABELS = frozenset(["loại văn bản", "loại", "hình thức văn bản", "thể loại"])


@cache
def _type_words() -> list[tuple[str, str, str]]:
    """Folded type words, longest first: the word, the word without spaces, the type's name."""
    words = sorted(lexicon.surfaces().items(), key=lambda one: len(one[0]), reverse=True)
    return [(tone(word), tone(word).replace(" ", ""), kind.name) for word, kind in words]


@cache
def _organs() -> frozenset[str]:
    rows = (row for row in lexicon.table("bodies") if row["part"] == "organ")
    return frozenset(tone(word) for row in rows for word in row["words"].split("|"))


def _place_day(low: str) -> tuple[Span | None, int]:
    """The words of a place before ", ngày", and where that word begins."""
    for day in _DAY.finditer(low):
        place = _PLACE.search(low, max(0, day.start() - 40), day.start())
        if place:
            return Span(place.start(), place.end()), day.end() - 4
    return None, 0


def _date_line(lines: list[Line]) -> tuple[str | None, str | None] | None:
    """ISO date and place of the line "Phong Thổ, ngày 30 tháng 8 năm 2021"."""
    for line in lines[:20]:
        lead, day = _place_day(line.low)
        match = date.DATE.match(line.low, day) if lead else None
        if lead and match and (match.end() >= len(line.low.rstrip(" .*")) - 2 or lead.start == 0):
            place = re.split(r"\s{2,}|\||\t", line.text[lead.start : lead.end].strip())[-1]
            own = number.NUMBERED.search(place)
            place = place[own.end() :] if own else place
            return date.read(match).iso, place.strip() or None
    return None


def home_of(place: str | None) -> body.Context:
    """The province, and the district, of the place in a date line."""
    found = [one for level in ("province", "district") for one in (body.known(place, level) if place else ())]
    if place and len(provinces := body.known(place, "province")) == 1:
        found = [one for one in found if one.path.split("/")[0] == provinces[0].path]
    paths = {one.path.split("/")[0] for one in found}
    return (
        body.Context(paths.pop(), next((one.path for one in found if "/" in one.path), ""))
        if len(paths) == 1
        else body.Context()
    )


def _issuer(lines: list[Line], before: int, home: body.Context) -> Organisation | None:
    """Issuing body from the lines above the number; two lines may make one name."""
    left: list[tuple[str, str]] = []
    for line in lines[: max(before, 0)]:
        if len(line.text) > 110:
            continue
        motto = MOTTO.search(line.low)
        text, low = (line.text[: motto.start()], line.low[: motto.start()]) if motto else (line.text, line.low)
        text, low = text.strip(" *-_|\t"), low.strip(" *-_|\t")
        if low:
            left.append((text, low))
    return _joint(left, home) or _body_of(left, home)


def _joint(left: list[tuple[str, str]], home: body.Context) -> Organisation | None:
    """The first of several bodies on one line ("LIÊN ĐOÀN LAO ĐỘNG TỈNH - CÔNG AN TỈNH - … BÌNH DƯƠNG")."""
    for text, low in left:
        bodies = body.list_at(text, low, 0)
        if len(bodies) > 1:
            place = next((one for one in bodies if one.place), None)
            path = body.locate(place, body.Context())[0] if place else ""
            home = body.Context(path.split("/")[0], path if "/" in path else "") if path else home
            return body.organisation(bodies[0], home)
    return None


# The organ of a union and the union's place on the line under its name: "ĐOÀN TNCS HỒ CHÍ MINH / BAN CHẤP HÀNH TỈNH …".
_ORGAN_UNIT = re.compile(
    r"(?:ban chấp hành|bch|ban thường vụ|btv|ban thường trực) (?=(?:tỉnh|thành phố|tp|huyện|thị xã|quận|xã|phường) )"
)


def _body_of(left: list[tuple[str, str]], home: body.Context) -> Organisation | None:
    """The last body that the lines name, the last ones first; an organ alone takes the committee of the line above."""
    organs = _organs()
    for row in range(len(left) - 1, -1, -1):
        text, low = left[row]
        organ = _ORGAN_UNIT.match(low)
        if organ and row > 0:
            text, low = f"{left[row - 1][0]} {text[organ.end() :]}", f"{left[row - 1][1]} {low[organ.end() :]}"
        if low in organs and row > 0:
            text, low = f"{text} {left[row - 1][0]}", f"{low} {left[row - 1][1]}"
        elif row + 1 < len(left) and not body.phrase_at(*left[row + 1], 0):
            text, low = f"{text} {left[row + 1][0]}", f"{low} {left[row + 1][1]}"
        phrase = body.phrase_at(text, low, 0)
        more = body.phrases(text, low, phrase.end, len(low)) if phrase else []
        if phrase and more and phrase.committee.startswith("db-") and more[-1].committee.startswith("du"):
            phrase = more[-1]
        if phrase and phrase.committee == "du" and not phrase.place and row > 0:
            above = body.phrase_at(*left[row - 1], 0)
            phrase = above if above and above.committee.startswith("du") else phrase
        if phrase:
            place = next((found for above in left[:row] if (found := body.phrase_at(*above, 0)) and found.place), None)
            if place and not phrase.place:
                path, _level = body.locate(place, body.Context())
                home = body.Context(path.split("/")[0], path if "/" in path else "")
                if phrase.level == "unit" and path:
                    phrase = replace(phrase, level="district" if "/" in path else "province")
            elif phrase.level == "unit" and not phrase.place and not phrase.unit:
                phrase = replace(phrase, level=_unit_of(home))
            return body.organisation(phrase, home)
    return None


def _unit_of(place: body.Context) -> str:
    """Level of a body that its letterhead calls by no place ("ỦY BAN NHÂN DÂN"), from the place of the date line."""
    if not place.province:
        return "unit"
    own_name = place.district.rsplit("/", 1)[-1] == place.province
    return "province" if own_name or not place.district else "district"


def _title(lines: list[Line], row: int, kind: str) -> tuple[str | None, int]:
    """Title from the lines behind the type word, and the row of its last line."""
    parts: list[str] = []
    first = lines[row].text.strip(" *_#")
    rest = first[len(kind) :].strip() if tone(first).startswith(tone(kind) + " ") else ""
    cut = kind[len(first) :].strip() if tone(kind).startswith(tone(first) + " ") else ""
    if rest:
        parts.append(rest)
    last = row
    for index in range(row + 1, min(row + 6, len(lines))):
        line = lines[index]
        low = line.low.strip(" *_#-")
        if not parts and low.startswith("của ") and _authority_text(line.text.strip(" *_#")[4:]):
            continue
        if not parts and low.startswith(("hội nghị ", "của hội nghị ")) and line.text.strip(" *_#")[:12].isupper():
            continue
        dated = _PLACE_DATE.match(low)
        day = date.DATE.match(low, dated.end() - 4) if dated else None
        if is_motto(line) or (day and day.end() >= len(low) - 2):
            continue
        if day and not parts:
            parts.append(line.text.strip(" *_#")[day.end() :].strip())
            last = index
            continue
        if not low or set(line.text) <= set("-_*=–—. "):
            if parts:
                break
            continue
        if not parts and _authority(line):
            continue
        if (parts and _END_OF_TITLE.match(low)) or _authority(line) or len(line.text) > 700:
            break
        if parts and line.text.rstrip().endswith((".", ":", ";")):
            break
        if not parts and re.match(r"(?:căn cứ|kính gửi|xét|điều 1|[ivx]+\s*[-.])", low):
            break
        parts.append(line.text.strip(" *_#"))
        last = index
    title = " ".join(parts)
    if cut and tone(title).startswith(tone(cut) + " "):
        title = title[len(cut) :]
    return _clean_title(title), last


def _bare_title(lines: list[Line], numbered: int) -> tuple[str | None, int]:
    """Title in capitals right behind number and date of a head whose line with the type is lost."""
    row = numbered + 1
    while row < len(lines) and (is_motto(lines[row]) or _PLACE_DATE.match(lines[row].low)):
        row += 1
    parts: list[str] = []
    while (
        row < len(lines)
        and lines[row].text.isupper()
        and not _authority(lines[row])
        and not lines[row].text.endswith(":")
    ):
        parts.append(lines[row].text.strip(" *_#"))
        row += 1
    title = _clean_title(" ".join(parts))
    return (title, row - 1) if title and len(title) > 15 else (None, -1)


def _authority(line: Line) -> bool:
    """Whether a line is the body in whose name the document speaks ("ỦY BAN NHÂN DÂN TỈNH …")."""
    return _authority_text(line.text.strip(" *_#"))


def _authority_text(text: str) -> bool:
    text = re.sub(r"\s*\([^()]*\)$", "", text)
    phrase = body.phrase_at(text, tone(text), 0)
    return phrase is not None and phrase.end >= len(text) - 3


def _subject(lines: list[Line], numbered: int) -> tuple[str | None, int]:
    """Subject of an official letter: "V/v …" under the number."""
    for row in range(max(numbered, 0), min(numbered + 8, len(lines))):
        match = re.match(r"[\W_]*(?:v/v|về việc)[ :]", lines[row].low)
        if match:
            return _clean_title(lines[row].text[match.end() :]), row
    return None, -1


def _clean_title(title: str) -> str | None:
    title = re.sub(r"\s+", " ", title).strip(" -*_.:")
    lead = re.match(r"(?i)(?:về việc|v/v|về)\s+", title)
    title = title[lead.end() :] if lead else title
    return title or None
