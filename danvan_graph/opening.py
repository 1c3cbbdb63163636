"""Leading clauses in the opening of a directive: "Nhằm cụ thể hóa X, căn cứ Y, Ban Thường vụ Quận ủy yêu cầu …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import body
from .model import Claim
from .statement import CLAUSE_START, MOST, Text, claim, cue_at, listed

_OWN_VERB = re.compile(
    r"[”\"]?\)?(?: và [^,;.\n]{3,80})?, (?P<body>[^;.,\n]{4,140}?) (?P<verb>yêu cầu|chỉ thị|đề nghị|hướng dẫn|thông báo|trình"
    r"|báo cáo|ban hành|xây dựng|thống nhất|quyết định|kết luận|giao)(?!\w)"
)


def opening_clauses(text: Text) -> Iterator[Claim]:
    """As in "Nhằm cụ thể hóa X, căn cứ Y, Ban Thường vụ Quận ủy yêu cầu …" in the opening of a directive."""
    own = text.letterhead.key
    opening = text.letterhead.span.end + 4000
    tops = [row for row in text.tops if text.letterhead.span.end <= text.starts[row] < opening]
    place = 0
    while own is not None and place < len(tops):
        clauses, after = _clauses(text, tops, place)
        if clauses and _acts(text, tops, after, clauses[-1].end):
            for cue, rows, start, _ in clauses:
                for row in rows:
                    key = text.found[row].key
                    if key:
                        yield claim(text, own, cue[0], key, (start, text.found[row].noun.head.end), cue[1])
        place = max(after, place + 1)


class _Clause(NamedTuple):
    """A leading clause: its cue, the rows of its documents, where it begins and ends."""

    cue: tuple[str, str]
    rows: list[int]
    start: int
    end: int


def _clauses(text: Text, tops: list[int], place: int) -> tuple[list[_Clause], int]:
    """The leading clauses from ``tops[place]`` on, and the place behind them."""
    low = text.page.low
    found: list[_Clause] = []
    while place < len(tops):
        start = text.starts[tops[place]]
        begin = found[-1].end if found else text.page.line_start(start, 90)
        gap = low[begin:start]
        cue = cue_at(gap, "lead")
        if cue is None or cue[0] == "supersedes" or "\n" in gap:
            break
        lead = gap.rstrip(' “"')[: -len(cue[1])]
        if not (re.fullmatch(r"\)?(?:[,;] ?(?:và )?| và )", lead) if found else CLAUSE_START.search(lead)):
            break
        rows, end, rest = listed(text, tops[place : place + MOST])
        found.append(_Clause(cue, rows, start - len(cue[1]) - 1, end))
        place = min(place + MOST, len(tops)) - len(rest)
    return found, place


# "… và Nghị định số 79/2003/NĐ-CP |(thay thế Nghị định số 29/1998/NĐ-CP)|, Ban Thường vụ Tỉnh ủy yêu cầu …"
_ASIDE = re.compile(r" ?\([^()\n]{3,200}\)")


def _acts(text: Text, tops: list[int], place: int, end: int) -> bool:
    """Whether the body that issues this document acts right behind the clauses, and not by issuing another document."""
    aside = _ASIDE.match(text.page.low, end)
    end = aside.end() if aside else end
    while place < len(tops) and text.starts[tops[place]] < end:
        place += 1
    after = _OWN_VERB.match(text.page.low, end)
    stop = text.starts[tops[place]] if place < len(tops) else len(text.page.low)
    if after is None or after.end() > stop or after["body"].endswith(" đã") or not _is_own(text, after):
        return False
    return not (after["verb"] in ("ban hành", "xây dựng") and stop - after.end() < 40)


def _is_own(text: Text, after: re.Match[str]) -> bool:
    """Whether the body that acts is the one that issues this document, as far as its name tells."""
    phrase = body.phrase_at(text.page.text, text.page.low, after.start("body"))
    if phrase is None:
        return False
    acting = body.organisation(phrase, text.home.context)
    return any(
        body.series(acting) == body.series(issuer) or acting.territory == issuer.territory
        for issuer in text.letterhead.issuers
    )
