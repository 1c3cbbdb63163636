"""What a directive's state is on a day: in force, amended, expired, superseded, or not issued yet; and by what.

A directive is superseded from the day of the one that supersedes it. A plan, programme or scheme expires with the period
in its title; nothing else expires by itself. As far as the graph tells, all others are in force.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import lexicon
from .facts import Entry, Facts
from .fold import tone
from .vocab import DV, TITLE

_IN_FORCE = "in force"


@dataclass(frozen=True, slots=True)
class Validity:
    """State on a day: ``kind`` is in force, superseded, expired or not issued; ``by`` and ``amended`` are labels with dates.

    >>> str(Validity(until="2025-12-31", amended=("12-QĐ/TU (2023-01-02)",)))
    'in force until 2025-12-31, amended by 12-QĐ/TU (2023-01-02)'
    """

    kind: str = _IN_FORCE
    by: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    until: str = ""

    def __str__(self) -> str:
        """The state in one line."""
        if self.kind == "superseded":
            return f"superseded by {', '.join(self.by)}"
        if self.kind == "expired":
            return f"expired {self.until}"
        text = self.kind + (f" until {self.until}" if self.until else "")
        return text + (f", amended by {', '.join(self.amended)}" if self.amended else "")


def at(facts: Facts, entry: Entry, on: str = "") -> Validity:
    """Validity of a directive on the day ``on``; without a day at last, as far as the graph tells."""
    if on and later(entry.dates, on):
        return Validity("not issued yet")
    by = _newer(facts, entry.iri, DV.supersedes, on)
    if by:
        return Validity("superseded", by)
    until = expiry(entry)
    if on and until and on > until:
        return Validity("expired", until=until)
    return Validity(_IN_FORCE, (), _newer(facts, entry.iri, DV.amends, on), until)


def _newer(facts: Facts, iri: str, predicate: str, on: str) -> tuple[str, ...]:
    """Those that supersede or amend a directive by the day, in order of date."""
    found = []
    for newer in facts.subjects(predicate, iri):
        entry = facts.about(newer)
        if newer != iri and not later(entry.dates, on):
            date = next(iter(entry.dates), "")
            found.append((date, f"{entry.label} ({date})" if date else entry.label))
    return tuple(text for _, text in sorted(found))


def later(dates: Sequence[str], on: str) -> bool:
    """Whether every one of ``dates``, partial or not, lies wholly after the day ``on``; not when either is missing."""
    return bool(on and dates) and all(date > on[: len(date)] for date in dates)


_TIMED = frozenset(["kh", "ctr", "da", "ctph", "khph", "pa"])
_REVIEW = re.compile(
    r"(?:(?:về )?(?:việc )?(?:tổ chức )?)(?:tổng kết|sơ kết|giám sát|kiểm tra|tổng hợp|báo cáo|đánh giá)"
)
_SPAN = re.compile(
    r"(?:giai đoạn|trong các năm|các năm|thời kỳ)(?: từ)?(?: năm)? (?:19|20)\d\d ?(?:-|đến|đến năm) ?((?:19|20)\d\d)"
)
_TO = re.compile(r"(?<!định hướng )(?<!tầm nhìn )(?:đến|tới)(?: hết)? năm ((?:19|20)\d\d)")
_YEAR = re.compile(r"(?<!từ )(?<!đến )(?<!tới )năm ((?:19|20)\d\d)(?=$|[ .,;)”\"]*$| trên địa bàn| của )")


def expiry(entry: Entry) -> str:
    """Last day of the period in the title of a plan, programme or scheme, "" when there is none."""
    kind = lexicon.types().get(entry.type)
    if kind is None or kind.series not in _TIMED:
        return ""
    return max((period_end(title) for title in entry.all(TITLE)), default="")


def period_end(title: str) -> str:
    """Last day of the period that a title names, "" when it names none, or is a review of one.

    >>> period_end("công tác dân vận giai đoạn 2021-2025, định hướng đến năm 2030"), period_end("tổng kết năm 2021")
    ('2025-12-31', '')
    """
    low = tone(title)
    if _REVIEW.match(low):
        return ""
    for pattern in (_SPAN, _TO, _YEAR):
        years = pattern.findall(low)
        if years:
            return f"{max(years)}-12-31"
    return ""


def chain(facts: Facts, iri: str) -> tuple[str, ...]:
    """IRIs of what superseded a directive, then of what superseded that, each once, until nothing did."""
    found: dict[str, None] = {}
    frontier = [iri]
    while frontier:
        frontier = [
            newer
            for here in frontier
            for newer in facts.subjects(DV.supersedes, here)
            if newer != iri and newer not in found and found.setdefault(newer) is None
        ]
    return tuple(found)
