"""What a person can decide: open and contradictory cases of a store, each with the decisions that would settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import check
from .check import Finding
from .curation import Ruling
from .evidence import Claims
from .facts import Facts, Opened, tail
from .vocab import BASE, DV


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that may be taken: ``yes`` when the person agrees, ``no`` when not (None: nothing is noted)."""

    text: tuple[str, ...]
    yes: Ruling
    no: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A finding and what may be decided on it, in the order in which it is asked."""

    finding: Finding
    proposals: tuple[Proposal, ...] = ()


def cases(store: Opened) -> Iterator[Case]:
    """The cases of a store that a decision can settle: the worst first, then open ones."""
    facts = Facts(store)
    found = [one for one in check.run(store, with_shapes=False) if one.rule in _RULES]
    order = {rule: place for place, rule in enumerate(_RULES)}
    for finding in sorted(found, key=lambda one: (order[one.rule], one.about)):
        yield Case(finding, tuple(_RULES[finding.rule](facts, finding)))


def _dates(facts: Facts, finding: Finding) -> Iterator[Proposal]:
    """Each of the dates, the most often stated first."""
    iri = finding.about[0][0]
    stated = [day for entry, _ in Claims(facts).mentions(iri) for day in entry.all(DV.statesDate)]
    days = sorted({*facts.about(iri).dates, *stated}, key=lambda day: (-stated.count(day), day))
    for day in days:
        if len(day) >= 4 and day[:4].isdigit() and "/" not in day:
            yield Proposal(("date", day), Ruling("date", iri, date=day))


def _candidates(facts: Facts, finding: Finding) -> Iterator[Proposal]:
    """Each of the candidates; then that the words cite nothing."""
    iri = finding.about[0][0]
    if not facts.about(iri).unresolved:
        yield Proposal(("type-date", finding.about[0][1]), Ruling("date", iri))
        return
    for candidate in facts.about(iri).all(DV.candidate):
        text = ("same", f"{facts.about(candidate).label} ({tail(candidate)})")
        yield Proposal(text, Ruling("same", iri, candidate), Ruling("different", iri, candidate))
    for mention in facts.subjects(DV.refersTo, iri)[:1]:
        yield Proposal(("not-a-citation", facts.about(mention).one(DV.quote)), Ruling("not-a-citation", mention))


def _links(facts: Facts, finding: Finding) -> Iterator[Proposal]:
    """Each link between the directives in question."""
    iris = [iri for iri, _ in finding.about]
    for one in iris:
        for name in ("implements", "guides", "basedOn", "supersedes", "amends"):
            for other in facts.objects(one, BASE + name):
                if other in iris:
                    text = ("drop", facts.about(one).label, name, facts.about(other).label)
                    yield Proposal(text, Ruling("drop", one, other, BASE + name))


def _issuers(facts: Facts, finding: Finding) -> Iterator[Proposal]:
    """Each of the bodies, the least often stated first."""
    iri = finding.about[0][0]
    stated = [body for entry, _ in Claims(facts).mentions(iri) for body in entry.all(DV.statesIssuer)]
    for body in sorted(facts.about(iri).all(DV.issuedBy), key=lambda body: (stated.count(body), body)):
        text = ("drop", facts.about(iri).label, "issuedBy", facts.body(body).label)
        yield Proposal(text, Ruling("drop", iri, body, DV.issuedBy))


_RULES = {
    "date-conflict": _dates,
    "issuer-conflict": _issuers,
    "impossible-order": _links,
    "cycle": _links,
    "lower-supersedes": _links,
    "superseded-basis": _links,
    "unresolved": _candidates,
}
