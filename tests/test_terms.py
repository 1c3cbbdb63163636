import doctest
from datetime import date, timedelta
from itertools import pairwise

import pytest

from danvan_graph import terms

CENTRAL = [
    ("1986-12-18", "v"),
    ("1986-12-19", "vi"),
    ("1991-06-28", "vii"),
    ("1998", "viii"),
    ("2003-03-12", "ix"),
    ("2006-04-25", "ix"),
    ("2006-04-26", "x"),
    ("2011-01-19", "x"),
    ("2011-01-20", "xi"),
    ("2013-06-03", "xi"),
    ("2013-06", "xi"),
    ("2013", "xi"),
    ("2011", None),
    ("2011-01", None),
    ("2011-02", "xi"),
    ("2016-01-28", "xi"),
    ("2016-01-29", "xii"),
    ("2021-02-01", "xii"),
    ("2021-02-02", "xiii"),
    ("2021-02", None),
    ("2026-01-23", "xiii"),
    ("2026-01-24", "xiv"),
    ("2027", "xiv"),
    ("1950", None),
]


@pytest.mark.parametrize(("day", "term"), CENTRAL)
def test_central_term(day, term):
    assert terms.central_term(day) == term


LOCAL = [
    ("province", "2004-05-01", None),
    ("province", "2008-05-01", "2005-2010"),
    ("province", "2010", None),
    ("province", "2011", "2010-2015"),
    ("province", "2015-06-30", "2010-2015"),
    ("province", "2015-10-14", None),
    ("province", "2015-11-03", "2015-2020"),
    ("province", "2020-05", "2015-2020"),
    ("province", "2020-11", "2020-2025"),
    ("province", "2025-11-01", "2025-2030"),
    ("province", "2029-12-31", "2025-2030"),
    ("province", "2030-01-01", None),
    ("district", "2015-09", "2015-2020"),
    ("district", "2020-07-15", None),
    ("district", "2025-06-30", "2020-2025"),
    ("district", "2025", None),
    ("district", "2025-07-01", None),
    ("district", "2026-03-01", None),
    ("commune", "2015-07-01", "2015-2020"),
    ("commune", "2025-09-01", "2025-2030"),
    ("village", "2019-01-01", None),
]


@pytest.mark.parametrize(("level", "day", "term"), LOCAL)
def test_local_term(level, day, term):
    assert terms.local_term(level, day) == term


def test_each_central_term_begins_on_the_day_after_the_one_before_ends():
    spans = [terms.term_span(one.term) for one in terms.congresses("central")]
    for (_, end), (start, _) in pairwise(spans):
        assert date.fromisoformat(start) - date.fromisoformat(end) == timedelta(1)
    assert spans[-1] == ("2026-01-24", None)


@pytest.mark.parametrize(
    ("term", "level", "span"),
    [
        ("xi", "central", ("2011-01-20", "2016-01-28")),
        ("XI", "central", ("2011-01-20", "2016-01-28")),
        ("2020-2025", "district", ("2020-09-01", "2025-06-30")),
        ("2025-2030", "province", ("2025-11-01", "2029-12-31")),
    ],
)
def test_term_span(term, level, span):
    assert terms.term_span(term, level) == span


@pytest.mark.parametrize(("term", "level"), [("xl", "central"), ("2020-2025", "central"), ("2025-2030", "district")])
def test_no_such_term(term, level):
    with pytest.raises(KeyError):
        terms.term_span(term, level)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I", 1),
        ("iv", 4),
        ("VIII", 8),
        ("IX", 9),
        ("XIII", 13),
        ("xiv", 14),
        ("XIX", 19),
        ("IIII", None),
        ("VX", None),
        ("", None),
        ("TW", None),
        ("XIa", None),
    ],
)
def test_roman(text, value):
    assert terms.roman(text) == value
    assert value is None or terms.numeral(value) == text.lower()


def test_doctests():
    assert doctest.testmod(terms).failed == 0
