"""Rules on what is said of one directive: dates, bodies, titles, types, terms, what stays open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from danvan_graph import body as committee
from danvan_graph import history, lexicon, terms, territory
from danvan_graph.evidence import Claims, Evidence, order
from danvan_graph.facts import Entry, Facts, tail
from danvan_graph.fold import bare, tone
from danvan_graph.model import Organisation
from danvan_graph.number import clean_parts
from danvan_graph.vocab import DV, PART_OF_BODY, TITLE

from .finding import UNDATED, Finding


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
    """Dates that cannot be the same day, in texts or registry, unless a person settled it; dates that cannot be."""
    settled = bool(case.entry.all(DV.curatedDate))
    texts = sorted(case.entry.dates)
    known = {day for entry, one in case.mentions if one.method == "registry" for day in entry.all(DV.statesDate)}
    new = [day for day in sorted(known) if not any(day.startswith(one) or one.startswith(day) for one in texts)]
    given = sorted([*texts, *new])
    if len(given) > 1 and not settled:
        values = (case.entry.label, ", ".join(given))
        level = "" if len(texts) > 1 else "warning"
        yield Finding("date-conflict", case.me, values, case.saying(DV.statesDate, given), level)
    for text in sorted(case.entry.all(DV.dateText)):
        yield Finding("impossible-date", case.me, (case.entry.label, text), case.saying(DV.statesDate, [text]))


def issuers(case: Case) -> Iterator[Finding]:
    """Bodies of which none is another's organ: two statements that each name a body, and share none."""
    bodies = {*case.entry.all(DV.issuedBy), *(b for entry, _ in case.mentions for b in entry.all(DV.statesIssuer))}
    if len(bodies) < 2:
        return
    texts = [entry.all(DV.statesIssuer) for entry, one in case.mentions if one.method != "registry"]
    known = [entry.all(DV.statesIssuer) for entry, one in case.mentions if one.method == "registry"]
    general = any(_ONE.get(tail(body), tail(body)) == "tw/bch-tw" for one in texts for body in one)
    statements = [one for one in (*texts, *(() if general else known)) if one]
    if not statements:
        joint = len(re.split(r"[-/]", case.entry.numbered[1])) > 2
        statements = [] if joint else [(body,) for body in sorted(bodies)]
    apart = {
        body
        for one in statements
        for other in statements
        if not any(_related(case.facts, a, b) for a in one for b in other)
        for body in one
    }
    if apart:
        names = ", ".join(sorted({case.facts.body(body).label for body in apart}))
        told = {body for one in texts for body in one}
        level = "" if apart <= told or not told else "warning"
        proof = case.saying(DV.statesIssuer, sorted(apart))
        yield Finding("issuer-conflict", case.me, (case.entry.label, names), proof, level)


_LOOSE = ("tw/tw", "tw")
_ONE = {"tw/hn-tw": "tw/bch-tw"}
# Texts say "Trung ương" loosely for its Politburo and Secretariat: against a registry that tells nothing.


def _related(facts: Facts, one: str, other: str) -> bool:
    """Whether two bodies can both be meant: the same, a loose "Trung ương", an organ of one committee of one place."""
    if tail(one) in _LOOSE or tail(other) in _LOOSE or _ONE.get(tail(one), one) == _ONE.get(tail(other), other):
        return True
    first, second = facts.body(one), facts.body(other)
    if one == other or first.label == second.label or tail(one).startswith("-") or tail(other).startswith("-"):
        return True
    if first.level == "central" or second.level == "central":
        return False
    series = {committee.series(one) for one in (_organisation(facts, one), _organisation(facts, other))}
    if len(series) == 1 and series != {""}:
        return True
    if first.territory != second.territory:
        return False
    above = {one, *facts.objects(one, PART_OF_BODY)}, {other, *facts.objects(other, PART_OF_BODY)}
    return bool(above[0] & above[1]) or one in above[1] or other in above[0]


def _organisation(facts: Facts, iri: str) -> Organisation:
    """A body of the graph as the language rules know it."""
    one = facts.body(iri)
    kind = facts.about(iri).one(DV.kind)
    place = tail(one.territory) or ("" if one.level == "central" else tail(iri).rpartition("/")[0])
    return Organisation(one.label, kind, one.level, one.branch, place, tail(iri))


def titles(case: Case) -> Iterator[Finding]:
    """Titles of which neither holds most words of the other."""
    given = tuple(title for title in case.entry.all(TITLE) if not _PURPOSE.match(title))
    words = [_words(title) for title in given]
    if len(given) < 2 or not words[0]:
        return
    apart = [title for title, one in zip(given, words, strict=True) if one and _overlap(words[0], one) < 0.34]
    apart += [title for title in given if title not in apart and _years_differ(given[0], title)]
    if apart:
        shown = [given[0], *apart]
        text = "; ".join(f"“{title}”" for title in shown)
        yield Finding("title-conflict", case.me, (case.entry.label, text), case.saying(DV.statesTitle, shown))


# A title that says only what is carried out tells nothing against another.
_PURPOSE = re.compile(
    r"(?:về )?(?:việc )?(?:tiếp tục |triển khai )?(?:thực hiện|triển khai|cụ thể hóa)\b", re.IGNORECASE
)


_HORIZON = re.compile(r"(?:đến|tới|tầm nhìn|giai đoạn)(?: hết)?(?: năm)? ((?:19|20)\d\d(?: ?- ?(?:19|20)\d\d)?)")


def _years_differ(one: str, other: str) -> bool:
    """Whether two titles that go alike name different years for the same thing."""
    first, second = _horizons(one), _horizons(other)
    return any(first[word] != second[word] for word in first.keys() & second.keys())


def _horizons(title: str) -> dict[str, str]:
    """Years of a title by the words in front of them."""
    return {
        match[0][: match.start(1) - match.start()].strip(): re.sub(r"\s", "", match[1])
        for match in _HORIZON.finditer(tone(title))
    }


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
    parts = clean_parts(symbol)
    return lexicon.other_type(name, parts[0]) if parts else ""


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
    """A directive from before its body, or its territory, began, or from after it ended."""
    issuer = case.entry.one(DV.issuedBy)
    if issuer:
        body = _organisation(case.facts, issuer)
    else:
        body = Organisation("", "", tail(case.entry.one(DV.level)), "", tail(case.entry.one(DV.territory)))
    for day in case.entry.dates if issuer or body.territory else ():
        if not history.exists(body, day):
            known = history.life(body)
            name = body.label or territory.full_name(body.territory)
            span = f"{known.start or '…'} – {known.end or '…'}"
            yield Finding("body-not-existing", case.me, (case.entry.label, day, name, span), _seen(case))


def unresolved(case: Case) -> Iterator[Finding]:
    """A citation that more than one directive fits, or none; a number that begins anew each term, without a date."""
    if case.entry.unresolved:
        candidates = [case.facts.about(iri) for iri in case.entry.all(DV.candidate)]
        text = ", ".join(sorted(f"{one.label} {tail(one.iri)}" for one in candidates)) or "?"
        yield Finding("unresolved", case.me, (case.entry.label, text), _seen(case))
    elif case.entry.all(DV.number) and case.mentions and not _dated(case.entry):
        yield Finding("unresolved", case.me, (case.entry.label, UNDATED), _seen(case))


def _dated(entry: Entry) -> bool:
    """Whether a date, a term, or a year in the number tells which of its number a directive is."""
    given = entry.dates or entry.all(DV.term) or entry.all(DV.dateText) or entry.all(DV.curatedDate)
    return bool(given) or "/" in entry.numbered[0] or re.search(r"/(?:\d{4}|[ivx]+)$", entry.iri) is not None


def _seen(case: Case) -> tuple[Evidence, ...]:
    """The first few places that refer to the directive."""
    return tuple(evidence for _, evidence in case.mentions[:3])


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    *(dates, issuers, titles, types),
    *(term, body_exists, unresolved),
)
