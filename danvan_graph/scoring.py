"""How much speaks for a citation to mean a directive: reasons with weights, and when one candidate is clearly ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from .model import Key
from .similar import overlap, words

AHEAD = 0.7
"""By how much the best candidate must lead, and what it must reach, to be taken from among several."""


@dataclass(slots=True)
class Said:
    """What texts (or one text, or one citation) say of a directive.

    ``until`` is the last day on which one of the texts was written, "" when one of them is undated; ``read`` says that
    a text names it, not a registry alone.
    """

    titles: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    issuers: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    until: str | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a candidate, or against it (a ``weight`` below 0)."""

    code: str
    weight: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A directive that a citation may mean, with all that speaks for and against it."""

    key: Key
    reasons: tuple[Reason, ...] = ()

    @property
    def score(self) -> float:
        """Sum of the weights."""
        return round(sum(reason.weight for reason in self.reasons), 2)


def candidates(said: Said, options: Iterable[tuple[Key, Said]]) -> tuple[Candidate, ...]:
    """The options with their reasons, the best first; of equals the first by key."""
    found = [Candidate(key, tuple(_reasons(said, other, key))) for key, other in options]
    return tuple(sorted(found, key=lambda one: (-one.score, one.key)))


def possible(found: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that nothing rules out, such as that they came later than the text."""
    return [one for one in found if one.score > -3]


def ahead(found: Collection[Candidate], least: float = 0.0) -> Key | None:
    """The key of the only candidate that nothing speaks against, or of the one that is clearly ahead of all others."""
    ranked = possible(found)
    if not ranked or ranked[0].score < least:
        return None
    if len(ranked) == 1:
        return ranked[0].key
    lead = ranked[0].score - ranked[1].score
    return ranked[0].key if ranked[0].score >= AHEAD and round(lead, 2) >= AHEAD else None


def _reasons(said: Said, other: Said, key: Key) -> Iterable[Reason]:
    if other.read:
        yield Reason("read", 0.75)
    yield from _titles(said, other)
    yield from _issuers(said.issuers, other.issuers)
    if said.terms and key.era:
        yield Reason("term", 2.0, key.era) if key.era in said.terms else Reason("other-term", -2.0, key.era)
    yield from _dates(said, other)


def _titles(said: Said, other: Said) -> Iterable[Reason]:
    pairs = sorted(((overlap(a, b), a, b) for a in said.titles for b in other.titles), reverse=True)
    if pairs and pairs[0][0] >= 0.75:
        yield Reason("title", round(2 * pairs[0][0], 2), pairs[0][2])
    elif any(min(len(words(a)), len(words(b))) >= 5 for _, a, b in pairs) and _clash(said, other):
        yield Reason("other-title", -2.0, pairs[0][2])


def _clash(said: Said, other: Said) -> bool:
    """Whether no two full titles are alike."""
    long = [(a, b) for a in said.titles for b in other.titles if min(len(words(a)), len(words(b))) >= 5]
    return all(overlap(a, b) < 0.35 for a, b in long)


_SAME = {"tw/hn-tw": "tw/bch-tw"}
_LOOSE = frozenset(["tw/tw"])


def _issuers(one: set[str], other: set[str]) -> Iterable[Reason]:
    """A shared body says little as long as another candidate's is unknown; a different one says more."""
    mine, theirs = ({_SAME.get(slug, slug) for slug in slugs - _LOOSE} for slugs in (one, other))
    if mine & theirs:
        yield Reason("issuer", 0.5, min(mine & theirs))
    elif mine and theirs:
        yield Reason("other-issuer", -0.5, min(theirs))


def _dates(said: Said, other: Said) -> Iterable[Reason]:
    if said.dates and other.dates:
        fits = [(a, b) for a in said.dates for b in other.dates if a.startswith(b) or b.startswith(a)]
        exact = [a for a, b in fits if a == b and len(a) == 10]
        if exact:
            yield Reason("date", 2.0, min(exact))
        elif fits:
            yield Reason("near-date", 0.5, min(max(pair, key=len) for pair in fits))
        else:
            yield Reason("other-date", -1.0, min(other.dates))
    if said.until and other.dates and all(day > said.until[: len(day)] for day in other.dates):
        yield Reason("later", -4.0, min(other.dates))
