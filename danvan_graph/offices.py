"""The names in the left column of a head, whole however their lines are broken: first whom a body belongs to, last itself.

"TẬP ĐOÀN ĐIỆN LỰC / VIỆT NAM TỔNG CÔNG / TY ĐIỆN LỰC MIỀN / BẮC" are two; lexicon/offices.tsv tells what begins the name of
an office, company or school that lexicon/bodies.tsv has no row for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from . import body, lexicon, places
from .fold import tone
from .words import any_of

_Text = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Office:
    """A row of the table: ``of`` its name goes on with whom it belongs to, ``named`` with a name of its own.

    Neither ends before its name has gone on.
    """

    of: bool
    named: bool
    not_before: re.Pattern[str] | None


@cache
def _rows() -> dict[str, _Office]:
    return {
        tone(row["words"]): _Office(
            bool(row["of"]),
            bool(row["named"]),
            re.compile(rf" ?(?:{row['not_before']})(?!\w)") if row["not_before"] else None,
        )
        for row in lexicon.table("offices")
    }


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_rows())}(?= \w|$)")


def office_at(low: str, at: int = 0) -> str:
    """The word at ``at`` that the name of an office or company begins with ("ban", "tổng công ty"); "" when there is none."""
    match = _words().match(low, at)
    bar = _rows()[match[0]].not_before if match else None
    return match[0] if match and not (bar and bar.match(low, match.end())) else ""


_ORGAN_FIRST = re.compile(r"(?:ban chấp hành|ban thường vụ) (?=\w)")


def is_of_another(low: str) -> bool:
    """Whether a name says only what it is of another body: "ĐẢNG ỦY", "VĂN PHÒNG", "BCH HỘI SINH VIÊN"."""
    row = _rows().get(_ORGAN_FIRST.sub("", low))
    return (row is not None and row.of) or low in _organs()


def _is_open(low: str) -> bool:
    """Whether a name must go on: "ĐẢNG ỦY |CÔNG TY …", "TẬP ĐOÀN |ĐIỆN LỰC …"."""
    row = _rows().get(low)
    return is_of_another(low) or (row is not None and row.named) or _GOES_ON.search(low) is not None


def has_own_name(low: str) -> bool:
    """Whether a name goes on, behind a word such as "công ty" or "vườn quốc gia", with one that is its own."""
    return any(
        row.named and re.search(rf"(?:^| ){re.escape(word)} (?!(?:{places.UNIT})$)\w", low)
        for word, row in _rows().items()
    )


@cache
def _organs() -> frozenset[str]:
    rows = (row for row in lexicon.table("bodies") if row["part"] == "organ")
    return frozenset(tone(word) for row in rows for word in row["words"].split("|"))


# What follows is not the beginning of another name.
_GOES_ON = re.compile(r"(?:,| -| và| các| của| cho| với| về| đại hội(?: đại biểu)?)$|^trung ương$")
_MARK = r"dự thảo|(?:tối |tuyệt )?mật|hỏa tốc|thượng khẩn|khẩn|v/v|số ?:?$|[^\w]*$"


@cache
def _aside() -> re.Pattern[str]:
    """A line that is no part of a body's name: the type of the document, a mark of secrecy or haste."""
    return re.compile(rf"(?:{any_of(map(tone, lexicon.surfaces()))}$|{_MARK})")


def names_of(left: list[_Text]) -> list[_Text]:
    """The names that the lines of a left column make, each as written and folded; lines before the first are left out."""
    found: list[_Text] = []
    for block in _blocks(left):
        whole = " ".join(text for text, _ in block), " ".join(low for _, low in block)
        starts = list(_starts(*whole, _line_starts(block)))
        for start, stop in pairwise([*starts, len(whole[0])]):
            found.append((whole[0][start:stop].strip(" -,"), whole[1][start:stop].strip(" -,")))
    return found


def _blocks(left: list[_Text]) -> Iterator[list[_Text]]:
    """Runs of lines in capitals; a line in small letters that names a body stands alone."""
    run: list[_Text] = []
    for text, low in left:
        if text.isupper() and not _aside().match(low):
            run.append((text, low))
            continue
        if run:
            yield run
        run = []
        if not text.isupper() and body.phrase_at(text, low, 0):
            yield [(text, low)]
    if run:
        yield run


def _line_starts(block: list[_Text]) -> dict[int, str]:
    """Where the lines begin in the whole, and each folded."""
    starts, at = {}, 0
    for _, low in block:
        starts[at] = low
        at += len(low) + 1
    return starts


# The organ under its union's name: "HỘI CỰU CHIẾN BINH VIỆT NAM / |TRUNG ƯƠNG HỘI|".
UNIONS_CENTRE = re.compile(r"trung ương (?:hội|đoàn)")
# Whose board or committee the next line names: "TỈNH HÒA BÌNH / ỦY BAN BẦU CỬ".
_PLACE_ALONE = re.compile(rf"(?:{places.UNIT}) [^\W\d]+(?: [^\W\d]+){{0,3}}")
_WORD_START = re.compile(r"(?<!\w)\w")


def _starts(text: str, low: str, lines: dict[int, str]) -> Iterator[int]:
    """Where the names begin."""
    start = -1
    for match in _WORD_START.finditer(low):
        at = match.start()
        line = lines.get(at, "")
        if not (_opens(text, low, at) or line in _organs() or (start < 0 and _PLACE_ALONE.fullmatch(line))):
            continue
        if start >= 0 and not UNIONS_CENTRE.fullmatch(line):
            before = low[start:at].rstrip()
            if _is_open(before) or not (at in lines or _is_whole(text[start:at])) or _is_inside(text, low, start, at):
                continue
        start = at
        yield at


def _is_inside(text: str, low: str, start: int, at: int) -> bool:
    """Whether the body named at ``start`` goes on beyond ``at``, where no longer one begins: "BAN DÂN VẬN |TỈNH ỦY …"."""
    phrase, other = body.phrase_at(text, low, start), body.phrase_at(text, low, at)
    return phrase is not None and phrase.end > at and not (other and other.end > phrase.end)


def _opens(text: str, low: str, at: int) -> bool:
    phrase = body.phrase_at(text, low, at)
    if phrase is not None and phrase.committee != "tw":
        return True
    return bool(office_at(low, at)) and not low.endswith(_NO_SOCIETY, 0, at + len("hội"))


# "BẢO HIỂM |XÃ HỘI|", "ĐẠI HỘI": no society.
_NO_SOCIETY = ("xã hội", "đại hội", "quốc hội", "cơ hội")


_ENDS = re.compile(
    r" (?:việt nam|trung ương)$| (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|khu vực) [^\W\d]+(?: [^\W\d]+)+$|\d$"
)


def _is_whole(text: str) -> bool:
    """Whether a name is complete, so that another may begin on the same line."""
    text = text.rstrip()
    low = tone(text)
    phrase = body.phrase_at(text, low, 0)
    if phrase and phrase.end >= len(text) - 1:
        return bool(phrase.place) or phrase.level == "central"
    return _ENDS.search(low) is not None


_LONGEST_NAME = 160


def names_body(text: str) -> bool:
    """Whether a text is the name of one body and nothing else."""
    if len(text) > _LONGEST_NAME:
        return False
    text = re.sub(r"\s*\([^()]*\)$", "", text)
    text = re.sub(r"(?i),? (?:khóa|khoá) [ivxl\d]+(?!.* về ).*$|,? kỳ họp (?:lần )?thứ .*$|,? nhiệm kỳ .*$", "", text)
    phrase = body.phrase_at(text, tone(text), 0)
    return phrase is not None and phrase.end >= len(text) - 3
