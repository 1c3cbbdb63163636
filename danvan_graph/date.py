"""Dates as Vietnamese documents write them: "03/6/2013", "3-6-2013", "ngày 03 tháng 6 năm 2013", "2/2010", "năm 2018"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_SEP = r" ?[/.-] ?"
_DAY, _MONTH, _YEAR = r"(?P<d>[0-3]?\d)", r"(?P<m>[01]?\d)", r"(?P<y>(?:19|20)\d\d)"
_FULL = rf"(?<![\d/.-]){_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}(?!\d|[-/]\d)"
# "ngày 12 ngày 11 năm 2015": a slip for "tháng".
_WORDS = r"(?P<dw>[0-3]?[\dl])[ ,]{1,3}(?:tháng|ngày) (?P<mw>[01]?\d)[ ,/-]{1,3}(?:năm )?(?P<yw>(?:19|20)\d\d)(?!\d)"
# The date of a draft, day or month left open: "ngày     tháng 9 năm 2015".
_OPEN = r"ngày[ .…]{1,9}tháng(?: (?P<mo>[01]?\d)|[ .…]{0,9}) năm (?P<yo>(?:19|20)\d\d)(?!\d)"
_MONTHLY = r"(?:tháng )?(?<![\d/])(?P<mm>[01]?\d)(?: ?[/-] ?|,? năm )(?P<ym>(?:19|20)\d\d)(?![\d/])"
_YEARLY = r"năm (?P<yy>(?:19|20)\d\d)(?! ?[-/]? ?\d)"
# One date, in text folded by ``tone``; words such as "ngày" may stand before it.
_SHORT = rf"ngày (?P<ds>[0-3]?\d){_SEP}(?P<ms>[01]?\d){_SEP}(?P<ys>\d\d)(?![\w/-])"
DATE = re.compile(
    rf"{_SHORT}|{_OPEN}|\(?(?:(?:đề |ký )?ngày |ký )?(?:{_FULL}|{_WORDS})\)?|(?:tháng |\()?{_MONTHLY}\)?|\(?{_YEARLY}\)?|\((?P<yp>(?:19|20)\d\d)\)"
)


@dataclass(frozen=True, slots=True)
class Date:
    """``iso`` is the date, possibly partial ("2010-02", "2018"), None where impossible; ``text`` as written."""

    iso: str | None
    text: str


def read(match: re.Match[str]) -> Date:
    """The Date of a match of ``DATE``."""
    found = match.groupdict()
    day = found["d"] or found["dw"] or found["ds"]
    month = found["m"] or found["mw"] or found["mm"] or found["ms"] or found["mo"]
    year = found["y"] or found["yw"] or found["ym"] or found["yy"] or found["yp"] or found["yo"]
    if found["ys"]:
        year = ("19" if int(found["ys"]) > 40 else "20") + found["ys"]
    day = day.replace("l", "1") if day else day
    iso = year
    if month:
        iso = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    possible = not month or (
        1 <= int(month) <= 12 and (not day or 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1])
    )
    return Date(iso if possible else None, match[0].strip("() "))


def compatible(one: str, other: str) -> bool:
    """Whether two ISO dates can be the same day, one or both partial.

    >>> compatible("2013", "2013-06-03"), compatible("2013-05", "2013-06-03")
    (True, False)
    """
    return one.startswith(other) or other.startswith(one)
