"""Rules on what is said of one directive: dates, bodies, titles, types, terms, what stays open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from danvan_graph import lexicon, terms, territory
from danvan_graph.evidence import Claims, Evidence, order
from danvan_graph.facts import Entry, Facts, tail
from danvan_graph.fold import bare
from danvan_graph.number import clean_parts
from danvan_graph.vocab import DV, PART_OF_BODY, TITLE

from .finding import Finding


@dataclass
class Case:
    """One directive under examination, with the places that speak of it read once."""

    facts: Facts
    entry: Entry

    @property
    def iri(self) -> str:
        """IRI of the directive."""
        return self.entry.iri

    @property
    def me(self) -> tuple[tuple[str, str], ...]:
        """What a finding is about."""
        return ((self.iri, self.entry.label),)

    @cached_property
    def mentions(self) -> list[tuple[Entry, Evidence]]:
        """Every place that refers to the directive."""
        return Claims(self.facts).mentions(self.iri)

    def saying(self, predicate: str, values: Sequence[str]) -> tuple[Evidence, ...]:
        """Where one of ``values`` is stated, one place for each source and value; the letterhead for the rest."""
        found: dict[tuple[str, str], Evidence] = {}
        for entry, evidence in self.mentions:
            for value in entry.all(predicate):
                if value in values:
                    found.setdefault((value, evidence.path), evidence)
        missing = set(values) - {value for value, _ in found}
        return (*found.values(), *(self.letterhead if missing else ()))

    @cached_property
    def letterhead(self) -> tuple[Evidence, ...]:
        """The heads of the directive's own texts."""
        entries = [self.facts.about(claim) for claim in self.facts.subjects(DV.subject, self.iri)]
        heads = [
            entry for entry in entries if entry.one(DV.method) == "letterhead" and "issuedBy" in entry.one(DV.predicate)
        ]
        return tuple(sorted(map(Claims(self.facts).of, heads), key=order))


def dates(case: Case) -> Iterator[Finding]:
    """Dates that cannot be the same day, and dates that cannot be."""
    given = sorted(case.entry.dates)
    if len(given) > 1:
        yield Finding("date-conflict", case.me, (case.entry.label, ", ".join(given)), case.saying(DV.statesDate, given))
    for text in sorted(case.entry.all(DV.dateText)):
        yield Finding("impossible-date", case.me, (case.entry.label, text), case.saying(DV.statesDate, [text]))


def issuers(case: Case) -> Iterator[Finding]:
    """Bodies of which none is another's organ: two statements that each name a body, and share none."""
    bodies = case.entry.all(DV.issuedBy)
    if len(bodies) < 2:
        return
    statements = [entry.all(DV.statesIssuer) for entry, _ in case.mentions if entry.all(DV.statesIssuer)]
    if not statements:
        joint = len(re.split(r"[-/]", case.entry.numbered[1])) > 2
        statements = [] if joint else [(body,) for body in bodies]
    apart = {
        body
        for one in statements
        for other in statements
        if not any(_related(case.facts, a, b) for a in one for b in other)
        for body in one
    }
    if apart:
        names = ", ".join(sorted({case.facts.body(body).label for body in apart}))
        yield Finding(
            "issuer-conflict", case.me, (case.entry.label, names), case.saying(DV.statesIssuer, sorted(apart))
        )


_LOOSE = ("tw/tw", "tw")


def _related(facts: Facts, one: str, other: str) -> bool:
    """Whether two bodies can both be meant: the same, a loose "Trung ương", an organ of one committee of one place."""
    if one == other or tail(one) in _LOOSE or tail(other) in _LOOSE:
        return True
    first, second = facts.body(one), facts.body(other)
    if first.level == "central" or second.level == "central":
        return False
    if first.territory != second.territory:
        return False
    above = {one, *facts.objects(one, PART_OF_BODY)}, {other, *facts.objects(other, PART_OF_BODY)}
    return bool(above[0] & above[1]) or one in above[1] or other in above[0]


def titles(case: Case) -> Iterator[Finding]:
    """Titles of which neither holds most words of the other."""
    given = tuple(title for title in case.entry.all(TITLE) if not _PURPOSE.match(title))
    words = [_words(title) for title in given]
    if len(given) < 2 or not words[0]:
        return
    apart = [title for title, one in zip(given, words, strict=True) if one and _overlap(words[0], one) < 0.34]
    if apart:
        shown = [given[0], *apart]
        text = "; ".join(f"“{title}”" for title in shown)
        yield Finding("title-conflict", case.me, (case.entry.label, text), case.saying(DV.statesTitle, shown))


# A title that says only what is carried out tells nothing against another.
_PURPOSE = re.compile(
    r"(?:về )?(?:việc )?(?:tiếp tục |triển khai )?(?:thực hiện|triển khai|cụ thể hóa)\b", re.IGNORECASE
)


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]{2,}", bare(title))) - {
        "ve",
        "viec",
        "cua",
        "va",
        "cac",
        "so",
        "nghi",
        "quyet",
    }


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter title's words that the longer has."""
    return len(one & other) / min(len(one), len(other))


def types(case: Case) -> Iterator[Finding]:
    """A type word that does not go with the symbol's type."""
    stated: list[tuple[str, str, Evidence | None]] = [
        (name, symbol, evidence)
        for entry, evidence in case.mentions
        for name in entry.all(DV.statesType)
        for symbol in entry.all(DV.statesSymbol)
    ]
    if not stated:
        own = case.letterhead[0] if case.letterhead else None
        stated = [(name, symbol, own) for name in case.entry.all(DV.typeName) for symbol in case.entry.all(DV.symbol)]
    wrong: dict[tuple[str, str, str], list[Evidence]] = {}
    for name, symbol, evidence in stated:
        if other := mismatch(name, symbol):
            wrong.setdefault((name, symbol, other), []).extend([evidence] if evidence else [])
    for (name, symbol, other), places in wrong.items():
        yield Finding("type-symbol-mismatch", case.me, (case.entry.label, name, symbol, other), tuple(places))


def mismatch(name: str, symbol: str) -> str:
    """The type that ``symbol`` names, when it is not one that the type word ``name`` may go with, else "".

    >>> mismatch("kết luận", "TB/TU"), mismatch("chương trình hành động", "CTr/TU")
    ('thông báo', '')
    """
    kind, parts = lexicon.types().get(name), clean_parts(symbol)
    sign = lexicon.by_symbol().get(parts[0]) if parts else None
    if not kind or not sign or parts[0] in kind.symbols or sign.series == kind.series:
        return ""
    return sign.name


def term(case: Case) -> Iterator[Finding]:
    """A central party directive whose stated term is not that of its date."""
    for entry, evidence in case.mentions:
        stated = entry.one(DV.statesTerm).lower()
        for day in case.entry.dates if terms.roman(stated) and tail(case.entry.one(DV.level)) == "central" else ():
            real = terms.central_term(day)
            if real and real != stated and _party(case):
                values = (case.entry.label, day, stated.upper(), real.upper())
                yield Finding("term-mismatch", case.me, values, (evidence,))


def _party(case: Case) -> bool:
    """Whether a directive is the party's, so that its term is a congress term."""
    issuer = case.entry.one(DV.issuedBy)
    return not issuer or case.facts.body(issuer).branch in ("party", "")


def body_exists(case: Case) -> Iterator[Finding]:
    """A directive from before its body's territory began, or from after it ended."""
    issuer = case.entry.one(DV.issuedBy)
    path = tail(case.facts.body(issuer).territory if issuer else case.entry.one(DV.territory))
    try:
        unit = territory.get(path) if path else None
    except KeyError:
        return
    for day in case.entry.dates:
        if unit and not unit.stands(day):
            name = case.facts.body(issuer).label if issuer else territory.full_name(path)
            span = f"{unit.start or '…'} – {unit.end or '…'}"
            yield Finding("body-not-existing", case.me, (case.entry.label, day, name, span), _seen(case))


def unresolved(case: Case) -> Iterator[Finding]:
    """A citation that more than one directive fits, or none."""
    if case.entry.unresolved:
        candidates = [case.facts.about(iri) for iri in case.entry.all(DV.candidate)]
        text = ", ".join(sorted(f"{one.label} {tail(one.iri)}" for one in candidates)) or "?"
        yield Finding("unresolved", case.me, (case.entry.label, text), _seen(case))


def _seen(case: Case) -> tuple[Evidence, ...]:
    """The first few places that refer to the directive."""
    return tuple(evidence for _, evidence in case.mentions[:3])


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    *(dates, issuers, titles, types),
    *(term, body_exists, unresolved),
)
