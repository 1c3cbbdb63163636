"""Terms of party committees: at the centre from congress to congress, below for five years; data in data/terms.tsv.

A term of the Central Committee runs from the day after one national congress closes to the day the next closes. Below
the centre congresses take place over months, level by level; within such a window a date alone does not tell the term.
"""

from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import cache

from danvan_graph.resources import resource

_ROMAN = (("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def roman(text: str) -> int | None:
    """Value of a Roman numeral up to eighty-nine in either case, None when it is none.

    >>> roman("XI"), roman("iv"), roman("IIX")
    (11, 4, None)
    """
    rest, value = text.lower(), 0
    for sign, worth in _ROMAN:
        while rest.startswith(sign):
            rest, value = rest[len(sign) :], value + worth
    return value if value and not rest and numeral(value) == text.lower() else None


def numeral(value: int) -> str:
    """Roman numeral in lower case.

    >>> numeral(14)
    'xiv'
    """
    found = ""
    for sign, worth in _ROMAN:
        found += sign * (value // worth)
        value %= worth
    return found


@dataclass(frozen=True, slots=True)
class Congress:
    """The congress (or congresses of one level) with which a term begins: first and last day."""

    term: str
    opened: str
    closed: str


@cache
def congresses(level: str) -> tuple[Congress, ...]:
    """Congresses of a level (central, province, district, commune) in order of time; none for other levels."""
    text = resource("data/terms.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple(Congress(*row[1:4]) for row in rows if row[0] == level)


def central_term(date: str) -> str | None:
    """Term of the Central Committee on a day; None for a month or year that spans two.

    >>> central_term("2013-06-03"), central_term("2013"), central_term("2011-01-19"), central_term("2011-01")
    ('xi', 'xi', 'x', None)
    """
    terms = {
        next((one.term for one in reversed(congresses("central")) if one.closed < day), None) for day in _ends(date)
    }
    return terms.pop() if len(terms) == 1 else None


def local_term(level: str, date: str) -> str | None:
    """Term of the committees of a level on a day, month or year.

    None while the congresses of that level are being held, before 2005, and from the year in which the next are due.

    >>> local_term("province", "2021-03-02"), local_term("province", "2020-10-14"), local_term("district", "2019")
    ('2020-2025', None, '2015-2020')
    """
    first, last = _ends(date)
    for one in reversed(congresses(level)):
        if one.closed < first:
            return one.term if last < _next_opened(level, one) else None
    return None


def term_span(term: str, level: str = "central") -> tuple[str, str | None]:
    """First and last day of a term; below the centre, of the days on which it held for every committee of the level.

    The last day is None while a central term runs; KeyError when there is no such term.

    >>> term_span("XII"), term_span("2015-2020", "province")
    (('2016-01-29', '2021-02-01'), ('2015-11-03', '2020-06-30'))
    """
    known = congresses(level)
    for place, one in enumerate(known):
        if one.term != term.lower():
            continue
        start = _shift(one.closed, 1)
        if level == "central":
            return start, known[place + 1].closed if place + 1 < len(known) else None
        return start, _shift(_next_opened(level, one), -1)
    raise KeyError(term)


def _next_opened(level: str, congress: Congress) -> str:
    """First day of the congresses after this one; where they are not known, of the year in which they are due."""
    later = (one.opened for one in congresses(level) if one.opened > congress.opened)
    return next(later, f"{congress.term[-4:]}-01-01")


def _ends(date: str) -> tuple[str, str]:
    """First and last day of an ISO day, month or year; a month's last day is always 31, which compares as well."""
    return date + "0000-01-01"[len(date) :], date + "0000-12-31"[len(date) :]


def _shift(day: str, days: int) -> str:
    return (Date.fromisoformat(day) + timedelta(days)).isoformat()
