"""The lines of a document's head, put right: cells parted, lines that web pages and PDF files broke or ran together mended.

A head is laid out in two columns (Hướng dẫn 36-HD/VPTW, part II; Nghị định 30/2020/NĐ-CP, Annex I): body and number on the
left, motto, place and date on the right. What reaches us is often one cell a line, half a cell a line, or all in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from . import lexicon
from .fold import tone
from .heads import Page
from .model import Note
from .words import LOWER, UPPER

_LINES = 40
_REACH = 6000
_LONGEST = 3000
MOTTO = re.compile(
    r"đảng ?cộng sản việt nam|cộng hòa xã hội chủ nghĩa việt nam|đ?ộc lập ?-? ?tự do ?-? ?hạnh phúc|độc lập, tự do, hạnh phúc"
)


def _motto(low: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The first motto in a stretch of folded text."""
    stop = len(low) if end is None else end
    if low.find("việt nam", start, stop) < 0 and low.find("ộc lập", start, stop) < 0:
        return None
    return MOTTO.search(low, start, stop)


_PLACE_WORDS = rf"(?:TP\. ?)?(?![{UPPER}]{{2}})[A-ZĐ][^\W\d_]*(?:[ -]+[A-ZĐ][^\W\d_]*){{0,4}}, ?ngày(?= |$)"
PLACE_DAY = re.compile(rf"(?<![\w/&-]){_PLACE_WORDS}")
_RULE = re.compile(r"[\s|*_=–—.~-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line at ``[start, end)`` of the text; ``text`` and ``low`` have line ends as spaces, indices as in the page."""

    start: int
    end: int
    text: str
    low: str


# What a site prints over a document: "Trang chủ | Giới thiệu | Văn bản | Liên hệ", "Bạn đang ở: Văn bản » Hướng dẫn".
_SITE = re.compile(r"(?<!\w)(?:trang chủ|bạn đang ở|liên hệ) ?(?=[|»›:]|$|\n)|[|»›] ?(?:trang chủ|liên hệ)(?!\w)")


def head_lines(page: Page, notes: tuple[Note, ...]) -> list[Line]:
    """The first lines of a page, blank ones, rules and notes left out."""
    aside = [note.span for note in notes]
    spans: list[tuple[int, int]] = []
    at = 0
    while len(spans) < _LINES and at < min(len(page.text), _REACH):
        stop = page.text.find("\n", at)
        stop = stop if stop >= 0 else len(page.text)
        if not any(one.start <= at < one.end for one in aside) and not _SITE.search(page.low, at, min(stop, at + 300)):
            spans.extend(_cells(page, at, stop))
        at = stop + 1
    return _merged(page, [_line(page, *span) for span in spans])[:_LINES]


def is_motto(line: Line) -> bool:
    """Whether the motto of party or state makes up most of the line, or stands in it in capitals."""
    match = _motto(line.low)
    if match is None:
        return False
    return line.text[match.start() : match.end()].isupper() or len(line.text.strip(" *-_|")) < 1.6 * len(match[0])


def _line(page: Page, start: int, end: int) -> Line:
    end = min(end, start + _LONGEST)
    return Line(start, end, page.text[start:end].replace("\n", " "), page.low[start:end].replace("\n", " "))


# Between cells; a page's summary puts the lines of a head one behind another: "UBND HUYỆN A / PHÒNG NỘI VỤ / CỘNG HÒA …".
_EDGES = re.compile(r"\||\t|$")
_SLASHES = re.compile(rf"{_EDGES.pattern}| / ")


def _cells(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of a line's cells, cut further where a whole head stands in one."""
    at = start
    slashes = page.text.count(" / ", start, end) > 1 and (
        _motto(page.low, start, end) or _NUMBER_BEFORE.search(page.text, start, end)
    )
    edges = _SLASHES if slashes else _EDGES
    for cut, after in [match.span() for match in edges.finditer(page.text, start, end)] or [(end, end)]:
        for span in _cuts(page, at, cut):
            first, last = span
            while first < last and page.text[first] in " |\t":
                first += 1
            while first < last and page.text[last - 1] in " |\t":
                last -= 1
            if not _RULE.fullmatch(page.text, first, last):
                yield first, last
        at = after


@cache
def _marks() -> re.Pattern[str]:
    """Where a new part of a head begins inside a line that holds all of it."""
    words = sorted((tone(word).upper() for word in lexicon.surfaces()), key=len, reverse=True)
    types = "|".join(re.escape(word) for word in words if " " in word)
    return re.compile(
        rf"(?:-{{3,}}|\*{{3,}}|-*[oO]0[oO]-*|(?<!\S)(?:[{UPPER}] {{1,3}}){{4,}}(?<= )(?=\S\S)"
        r"|CỘNG H[OÒ][ÀA] XÃ HỘI|ĐẢNG ?CỘNG SẢN|Độc lập ?-|Số ?:? ?\d{1,5} ?[-/]|V/v|Kính gửi"
        rf"|(?<!BAN )(?<!SỞ )(?<!PHÒNG )(?<!VỤ )(?<!BỘ )(?:{types})|[-–]? ?Căn (?:cứ )?(?=[A-ZĐ])|{PLACE_DAY.pattern})"
    )


def _has_motto(page: Page, start: int, end: int) -> bool:
    """Whether motto, in capitals, and place and date of a head stand in one line."""
    head = _motto(page.low, start, min(end, start + 400))
    capitals = head is not None and (
        page.text[head.start() : head.end()].isupper()
        or _NUMBER_BEFORE.search(page.text, start, head.start()) is not None
    )
    return capitals and PLACE_DAY.search(page.text, start, min(end, start + _LONGEST)) is not None


def _second_part(page: Page, start: int, end: int) -> int:
    """Where a second part of the head begins on a line: "Hạnh phúc|Số: 12/KH-UBND", "Số: -HD/TW |Hà Nội, ngày"; 0 for none."""
    if _NUMBERED_LINE.match(page.low, start, end) and (place := PLACE_DAY.search(page.text, start, end)):
        return place.start()
    if number := _DAY_THEN_NUMBER.match(page.low, start, end):
        return number.end()
    motto = _motto(page.low, start, min(end, start + 200))
    if motto is None or not re.compile(r" ?số ?:? ?\d").match(page.low, motto.end(), end):
        return 0
    return motto.end()


_DAY_THEN_NUMBER = re.compile(r"[^\d,]{2,40}(?:\d{1,2})?, ?ngày \d{1,2} tháng \d{1,2} năm \d{4}[ .,;-]+(?=số ?:? ?\d)")
_NUMBER_BEFORE = re.compile(r"Số ?: ?\d{1,5} ?[-/]")
_NUMBERED_LINE = re.compile(r"(?:[^\W\d_]+ ){0,4}số ?:? ?[-/\d]")
_NUMBER_DAY = re.compile(r"Số ?: ?\d{1,5} ?[-/][^,;]{3,90}, ngày \d")


def _has_number(page: Page, start: int, end: int) -> bool:
    """Whether the number, and place and date, of a head stand at the beginning of a long line that opens the text."""
    return start < 40 and end - start > 200 and _NUMBER_DAY.search(page.text, start, start + 300) is not None


# Where the next cell begins that a page glued to the one before: "ĐẮK LẮK|HUYỆN ỦY …", "TB-UBND|Thạch Thất, ngày".
_GLUED = re.compile(
    rf"(?<=[{UPPER}\d*])(?=TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|THỊ ỦY|QUẬN ỦY|ĐẢNG ỦY|ĐẢNG BỘ|[UỦ][ỶY] BAN|HỘI ĐỒNG|BỘ CHỈ HUY|BỘ TƯ LỆNH|BAN |VĂN PHÒNG"
    r"|SỞ |PHÒNG |TRƯỜNG |CÔNG AN|HUYỆN |XÃ |TỈNH |QUẬN |CỘNG H[OÒ][AÀ] XÃ|ĐẢNG CỘNG SẢN|Số ?:? ?\d)"
    rf"|(?<=[A-ZĐ]{{2}})(?=[{UPPER}][{LOWER}]{{1,8}}(?: [{UPPER}][{LOWER}]{{1,8}}){{0,3}}, ?ngày(?= |$))"
)


_LONGEST_CELLS = 160
_NUMBER_BEHIND = re.compile(r"[^\W\d_]{2} (?=Số ?:? ?\d{1,5} ?[-/])")
_RULES = re.compile(r"\*{3,} ?|-{3,} ?")


def _cuts(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a head that stands in one line; other lines as they are."""
    low, text = page.low, page.text
    if end - start <= 60 or not (_has_motto(page, start, end) or _has_number(page, start, end)):
        short = end - start < _LONGEST_CELLS and text[start : start + 12].isupper()
        glued = [match.start() for match in _GLUED.finditer(text, start, end)] if short else []
        glued += [match.end() for match in _RULES.finditer(text, start + 1, end - 1)] if short else []
        number = _NUMBER_BEHIND.search(text, start + 12, end) if short else None
        glued += [number.end()] if number and text[start : number.end()].isupper() else []
        if glued:
            for one, other in pairwise([start, *sorted(glued), end]):
                edge = _second_part(page, one, other)
                yield from ((one, edge), (edge, other)) if edge else ((one, other),)
            return
        edge = _second_part(page, start, end)
        yield from ((start, edge), (edge, end)) if edge else ((start, end),)
        return
    edges = {start, end, *(match.start() for match in _GLUED.finditer(text, start, min(end, start + 600)))}
    typed = False
    for match in _marks().finditer(text, start, min(end, start + 1500)):
        type_word = match[0].isupper() and tone(match[0]) in lexicon.surfaces()
        if typed and type_word:
            continue
        typed = typed or type_word
        edges.add(match.start())
        if type_word or _LETTERS.match(match[0]) or match[0][:1] in "-*oO":
            edges.add(match.end())
        year = re.compile(r"[^,;:]{0,24}?năm \d{4}").match(low, match.end()) if match[0].endswith("ngày") else None
        edges.update((year.end(),) if year else ())
    motto = MOTTO.search(low, start, end)
    edges.update((motto.end(),) if motto else ())
    cuts = sorted(edges)
    yield from pairwise(cuts)


def _merged(page: Page, lines: list[Line]) -> list[Line]:
    """Lines with those that are halves of one put together."""
    done: list[Line] = []
    for line in lines:
        if done and _halves(done[-1], line):
            done[-1] = _line(page, done[-1].start, line.end)
        else:
            done.append(line)
    return done


_PLACE_HALF = re.compile(r"[A-ZĐ][^\W\d_]*(?: [A-ZĐ][^\W\d_]*){0,2}")
# Half a type word, its letters spaced out: "C H Ỉ", "T H Ị".
_LETTERS = re.compile(rf"[{UPPER}](?: [{UPPER}]){{1,8}}")
_OPEN_NUMBER = re.compile(r"[-/] ?[a-zđ&]+[-/][a-zđư&]+$")
_OPEN_DATE = re.compile(r", ?ngày(?: *\d{0,2})?(?: *tháng(?: *\d{0,2})?)?$")


def _halves(one: Line, other: Line) -> bool:
    """Whether two neighbouring lines are one: "Số:" + "12-KH/TU", "Hà" + "Nội, ngày …", "CỘNG" + "HÒA XÃ HỘI …"."""
    before, after = one.low.rstrip(" *"), other.low.lstrip(" *")
    if _LETTERS.fullmatch(one.text) and _LETTERS.fullmatch(other.text):
        return True
    if re.search(r"(?:^| )số ?:?$", before):
        return after[:1].isdigit() or _OPEN_NUMBER.match(after) is not None
    if _OPEN_DATE.search(before) and re.match(r"\d|tháng|năm", after):
        return True
    if _PLACE_HALF.fullmatch(one.text) and not one.text.isupper() and PLACE_DAY.match(f"{one.text} {other.text}"):
        return PLACE_DAY.match(other.text) is not None and len(one.text.split()) < 3
    both = f"{before} {after}"
    whole = _motto(both)
    return (
        whole is not None
        and MOTTO.search(before) is None
        and MOTTO.match(after) is None
        and whole.start() < len(before)
    )


_UNIT_BEHIND = re.compile(rf" (?P<place>(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN) [{UPPER} ]{{2,40}})$")


def place_behind_motto(lines: list[Line]) -> tuple[str, str] | None:
    """The place of a body that a page prints behind the motto beside it: "UỶ BAN NHÂN DÂN  CỘNG HOÀ … VIỆT NAM |XÃ TAM MỸ TÂY|"."""
    for line in lines:
        motto = MOTTO.search(line.low)
        found = _UNIT_BEHIND.match(line.text, motto.end()) if motto else None
        if found:
            return found["place"], tone(found["place"])
    return None
