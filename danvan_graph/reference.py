"""References that a user types: "25-NQ/TW@2013", "11-CTr/HU Phong Thổ", "NQ 25 khóa XI".

Diacritics, case, kinds of dash and leading zeros make no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import date, lexicon, terms
from .fold import bare, tone
from .number import strip_zeros

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AT = re.compile(r"@\s*(\d{4}(?:-\d\d(?:-\d\d)?)?|[ivx]+|\d{4}-\d{4})\s*$")
_TERM = re.compile(r"\(?\b(?:khoa|nhiem ky)\s+([ivx]+|\d{1,2}|\d{4} ?- ?\d{4})\b\)?")
_DIGITS = r"(?<![\w/])(?P<number>\d{1,5}[a-h]?(?:/(?:19|20)\d\d)?)"
_PART = r"[a-z]{1,12}\d{0,2}(?![a-z0-9])"
_JOINED = re.compile(rf"{_DIGITS} ?[-/.] ?(?P<symbol>{_PART}(?: ?[-/.] ?{_PART})*)")
_SPACED = re.compile(rf"{_DIGITS} (?P<symbol>{_PART}(?: ?[-/.] ?{_PART})+)")
_REVERSED = re.compile(rf"(?<!\w)(?P<symbol>{_PART} ?[-/] ?{_PART}),? (?:so )?{_DIGITS}(?!\w)")
_GLUED = re.compile(rf"(?<![\w/])(?P<number>\d{{1,5}})(?P<symbol>{_PART}(?: ?[-/.] ?{_PART})+)")
_ALONE = re.compile(rf"{_DIGITS}(?![\w/])")
_FILLER = frozenset(
    re.findall(r"\w+", "so cua ngay thang nam ve ban hanh tinh huyen xa phuong thi tran thanh pho quan tai o")
)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a typed reference says; ``symbol``, ``type`` and ``words`` without diacritics, "" where it does not say."""

    text: str
    number: str = ""
    symbol: str = ""
    type: str = ""
    term: str = ""
    date: str = ""
    words: tuple[str, ...] = ()


def parse(text: str) -> Reference:
    """Read the Reference in ``text``.

    >>> parse("Nghị quyết 25-NQ/TW khóa XI")
    Reference(text='Nghị quyết 25-NQ/TW khóa XI', number='25', symbol='nqtw', type='nq', term='xi', date='', words=())
    """
    rest = re.sub(r"\s+", " ", bare(text.translate(_DASHES))).strip()
    day = term = ""
    if at := _AT.search(rest):
        rest = rest[: at.start()]
        day, term = (at[1], "") if at[1][0].isdigit() and len(at[1]) != 9 else ("", at[1])
    if said := _TERM.search(rest):
        rest, term = rest[: said.start()] + " " + rest[said.end() :], said[1].replace(" ", "")
    number = symbol = ""
    if found := _JOINED.search(rest) or _SPACED.search(rest) or _REVERSED.search(rest) or _GLUED.search(rest):
        number, symbol = found["number"], letters(found["symbol"])
        rest = f"{rest[: found.start()]} | {rest[found.end() :]}"
    rest, day = (rest, day) if day else _cut_date(text, rest)
    kind, rest = _cut_type(rest, short=not symbol)
    if not number and (kind or "so" in rest.split() or rest.isdigit()) and (found := _ALONE.search(rest)):
        number, rest = found["number"], f"{rest[: found.start()]} {rest[found.end() :]}"
    words = tuple(word for word in re.findall(r"[a-z0-9]+", rest) if word not in _FILLER)
    return Reference(text, strip_zeros(number) if number else "", symbol, kind, _roman(term), day, words)


def _cut_date(text: str, rest: str) -> tuple[str, str]:
    """What is left of ``rest`` without the date that ``text`` gives, and the date."""
    for match in date.DATE.finditer(tone(text)):
        written = bare(match[0])
        if written in rest and (day := date.read(match).iso):
            return rest.replace(written, " ", 1), day
    return rest, ""


def _cut_type(rest: str, *, short: bool) -> tuple[str, str]:
    """Series of the type that ``rest`` begins with ("nghi quyet", with ``short`` also "nq"), and what is left."""
    for surface, series in _surfaces():
        if re.match(rf"{surface}(?!\w)", rest):
            return series, rest[len(surface) :]
    sign = re.match(r"([a-z]{1,5})(?= ?(?:so )?\d)", rest) if short else None
    if sign and sign[1] in _signs():
        return _signs()[sign[1]], rest[sign.end() :]
    return "", rest


@cache
def _surfaces() -> tuple[tuple[str, str], ...]:
    """Type words without diacritics, longest first, each with its series."""
    found = {bare(word): kind.series for word, kind in lexicon.surfaces().items()}
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _signs() -> dict[str, str]:
    return {bare(sign): kind.series for sign, kind in reversed(lexicon.by_symbol().items())}


def letters(symbol: str) -> str:
    """Letters and digits of a symbol alone, without diacritics."""
    return re.sub(r"[^a-z0-9]", "", bare(symbol))


def _roman(term: str) -> str:
    """A congress term in Roman figures, lower case; anything else as it is."""
    if term.isdigit() and len(term) < 3:
        return terms.numeral(int(term))
    return term
