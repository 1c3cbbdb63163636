"""Numbers with symbols ("25-NQ/TW", "88/2019/QH14"): recognise, parse, print; no more.

Rules: Hướng dẫn 36-HD/VPTW of 03/4/2018 (party: number-TYPE/BODY); Nghị định 30/2020/NĐ-CP, Annex I (state:
number/year/TYPE-BODY). Texts write them with spaces, other separators and scan noise; the parts are what counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import lexicon

_UPPER = "A-ZĐƯÔÂÊƠĂÚÁỦỊÍÓ"
# Slips of scans inside a part, longest first: "T U", "KI-I".
_SLIPS = "|".join(
    re.escape(word) for word in sorted(lexicon.symbol_noise(), key=len, reverse=True) if not word.isalnum()
)
_ASSEMBLY = r"(?:UBTV)?QH ?[\dlIO]{1,2}"
_PART = (
    rf"(?:(?:{_SLIPS}|{_ASSEMBLY})(?!\w)"
    rf"|[{_UPPER}](?:[{_UPPER}&]{{0,16}}(?:iĐ|yĐ|i|rPH|r|g|tr|xU|hU|o)?[{_UPPER}]{{0,3}})\d{{0,3}}(?!\w))"
)
_SEP = r"(?: ?[-/] ?| ?\.(?! ))"
# What stands between type and body; a scan may lose it, when the body is one of the common ones.
_FIRST_SEP = rf"(?:{_SEP}| (?=(?:TW|TU|HU|ĐU|UBND|HĐND|CP|TTg)(?!\w)))"
# Committees whose symbol the party's rules set behind a slash.
_PARTY = frozenset(["TW", "TU", "HU", "ĐU"])
# A number begins with its first digit, which tells re where to look at all.
_DIGIT = r"[\dlIO]"
_DIGITS = r"(?:(?<=\d)(?:\d{0,5}|[\dlIO]{0,3}| \d{1,2})|(?=[lIO]{0,2}\d)[\dlIO]{0,3})(?:[a-h]|[A-H](?=[-/]))?"
SYMBOL = rf"{_PART}(?:{_FIRST_SEP}{_PART}(?:{_SEP}{_PART}){{0,11}})?"
_REST = rf"{_DIGITS}(?:(?: ?/ ?|-)(?:19|20)\d\d)?"
NUMBER = _DIGIT + _REST
_SLIP = re.compile(rf"(?<![{_UPPER}])(?:{_SLIPS})(?!\w)")
# A note's mark stuck to a committee's symbol: "30-CT/TW1".
_MARKED = re.compile(
    r"(?:(?<=[-/]TW)|(?<=[-/]TU)|(?<=[-/]HU)|(?<=[-/]CP)|(?<=[-/]TTg)|(?<=[-/]UBND)|(?<=[-/]HĐND))\d{1,2}$"
)
# A number with its symbol, as written in text with dashes normalised.
NUMBERED = re.compile(
    rf"(?P<number>{_DIGIT}(?<![\w./-].){_REST})(?: ?[-/.] ?| ?(?=[{_UPPER}]{{2}}))(?P<symbol>{SYMBOL})"
)
# The symbol before its number: "NQ/TW số 25", "KH-UBND số 12".
REVERSED = re.compile(
    rf"(?<![\w./-])(?P<symbol>{_PART}{_SEP}{_PART}(?:{_SEP}{_PART}){{0,8}}),? (?:số|So|so|SỐ) ?:? ?(?P<number>{NUMBER})(?![\w/])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """``number`` cleaned ("25", "88/2019"); ``parts`` of the symbol, noise mended (("NQ", "TW")); ``symbol`` printed."""

    number: str
    parts: tuple[str, ...]
    state: bool = False

    @property
    def symbol(self) -> str:
        """The symbol as rules print it: TYPE/BODY for the party, TYPE-BODY for the state."""
        return join(self.parts, state=self.state)

    @property
    def type(self) -> lexicon.DocType | None:
        """The type that the symbol's first part names, None when it names none."""
        return symbol_type(self.parts, self.state)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Parts of the symbol that name bodies: ("TW",), ("UBND", "MTTQ"); () when there is none."""
        return self.parts[1:] if self.type and not is_assembly(self.parts[0]) else self.parts


_QH = re.compile(r"(?:UBTV)?QH\d{1,2}")


def is_assembly(part: str) -> bool:
    """Whether ``part`` is a National Assembly symbol with its term: QH14, UBTVQH12."""
    return _QH.fullmatch(part) is not None


def symbol_type(parts: tuple[str, ...], state: bool = False) -> lexicon.DocType | None:
    """Document type named by the first part of a symbol: "TT" of a state number is a thông tư, of a party one a thông tri."""
    return lexicon.by_symbol(state).get(parts[0]) if parts else None


def join(parts: tuple[str, ...], *, state: bool) -> str:
    """Print the parts of a symbol."""
    if not parts:
        return ""
    if state or len(parts) == 1:
        return "-".join(parts)
    if parts[-1] in _PARTY and len(parts) > 2:
        return "-".join(parts[:-1]) + "/" + parts[-1]
    return parts[0] + "/" + "-".join(parts[1:])


def clean_digits(text: str) -> str:
    """Digits of a number as meant: spaces out, l/I as 1, O as 0, a slash before the year.

    >>> clean_digits("l5"), clean_digits("2 5"), clean_digits("88/ 2019"), clean_digits("19-2018")
    ('15', '25', '88/2019', '19/2018')
    """
    return text.replace(" ", "").replace("-", "/").replace("l", "1").replace("I", "1").replace("O", "0")


@cache
def clean_parts(symbol: str, type_name: str | None = None) -> tuple[str, ...]:
    """Parts of a symbol with noise mended; ``type_name`` (the type word before it) helps to mend the first part.

    >>> clean_parts("QĐ - TTG")
    ('QĐ', 'TTg')
    >>> clean_parts("SC/TU", "quy chế")
    ('QC', 'TU')
    >>> clean_parts("NQTW", "nghị quyết")
    ('NQ', 'TW')
    """
    noise = lexicon.symbol_noise()
    symbol = _MARKED.sub("", symbol)
    symbol = _SLIP.sub(lambda found: noise[found[0]], symbol.replace("TƯ", "TW").replace("QH ", "QH"))
    parts = [_assembly(noise.get(part, part)) for part in re.split(rf"{_SEP}| ", symbol)]
    known = lexicon.by_symbol()
    kind = lexicon.types().get(type_name or "")
    upper = {key.upper(): key for key in known}
    if parts[0] not in known and parts[0].upper() in upper:
        parts[0] = upper[parts[0].upper()]
    if kind and len(parts) == 1 and parts[0] not in known:
        parts = _divided(parts[0], kind)
    if kind and parts[0] not in known and not is_assembly(parts[0]):
        near = [sign for sign in kind.symbols if one_edit(sign.upper(), parts[0].upper())]
        parts[0] = near[0] if near else parts[0]
    return tuple(part for part in parts if part)


def _assembly(part: str) -> str:
    """A National Assembly's symbol with its term in digits: "QHl4" → "QH14"; other parts as they are."""
    found = re.fullmatch(r"((?:UBTV)?QH)([\dlIO]{1,2})", part)
    return found[1] + clean_digits(found[2]) if found else part


def _divided(part: str, kind: lexicon.DocType) -> list[str]:
    """Type and body of a symbol that lost what stands between them; the part as it is where it is not so."""
    bodies = lexicon.body_signs()
    return next(
        ([sign, part[len(sign) :]] for sign in kind.symbols if part[len(sign) :] in bodies and part.startswith(sign)),
        [part],
    )


@cache
def is_word(symbol: str) -> bool:
    """Whether capitals behind a number and a space are a word and no symbol: "ĐỀ ÁN 31 GIAI ĐOẠN", not "25 NQTW"."""
    if re.search(_SEP, symbol):
        return False
    known, bodies = lexicon.by_symbol(), lexicon.body_signs()
    parts = clean_parts(symbol, None)
    if not parts or parts[0] in known or parts[0] in bodies or is_assembly(parts[0]):
        return False
    return not any(parts[0].startswith(sign) and parts[0][len(sign) :] in bodies for sign in known)


def one_edit(meant: str, written: str) -> bool:
    """Whether two short strings differ by one letter put in, left out, changed, or two neighbours swapped."""
    if abs(len(meant) - len(written)) > 1 or min(len(meant), len(written)) < 2:
        return False
    if len(meant) == len(written):
        differ = [i for i, pair in enumerate(zip(meant, written, strict=True)) if pair[0] != pair[1]]
        swapped = len(differ) == 2 and meant[differ[0]] == written[differ[1]] and meant[differ[1]] == written[differ[0]]
        return len(differ) == 1 or swapped
    longer, shorter = sorted((meant, written), key=len, reverse=True)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def parse(number: str, symbol: str | None, type_name: str | None = None) -> Number:
    """The Number of digits and a symbol as written."""
    parts = clean_parts(symbol, type_name) if symbol else ()
    digits = clean_digits(number)
    state = "/" in digits or bool(parts and (is_assembly(parts[0]) or parts[-1] in ("CP", "TTg", "CTN")))
    if symbol and not state:
        first = re.search(r"[-/.]", symbol)
        state = bool(first and first[0] == "-" and len(parts) > 1 and parts[-1] not in _PARTY)
    return Number(digits, parts, state)


def strip_zeros(number: str) -> str:
    """Number without leading zeros, as keys have it.

    >>> strip_zeros("06"), strip_zeros("088/2019")
    ('6', '88/2019')
    """
    return number.lstrip("0") or "0"
