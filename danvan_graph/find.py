"""Search over titles, numbers, bodies and sentences; diacritics, case and the place of tone marks make no difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .facts import Facts, sentence, spoken_of
from .fold import bare, tone
from .nodes import Node, describe
from .vocab import DV, RDF_TYPE, RDFS_LABEL, TITLE

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``kind`` is directive | organisation, ``score`` higher for better.

    ``text`` is the sentence that holds the words, where neither title nor number nor body does.
    """

    iri: str
    kind: str
    label: str
    score: float
    node: Node | None = None
    text: str = ""


def search(facts: Facts, words: str, *, limit: int = 20) -> list[Hit]:
    """Directives and bodies that hold all the words, best first; words may be cut short and lack diacritics."""
    plain, exact = _WORD.findall(bare(words)), _WORD.findall(tone(words))
    if not plain:
        return []
    exact = exact if plain != exact else []
    scores: dict[str, float] = {}
    for iri, text in facts.index.named(plain) if facts.index else texts(facts):
        score = rank(text, plain, exact)
        if score > 0:
            scores[iri] = scores.get(iri, 0) + score
    best = sorted(scores, key=lambda iri: (-scores[iri], iri))[:limit]
    found = [_hit(facts, iri, scores[iri]) for iri in best]
    return found + (_said(facts, plain, exact, limit - len(found), set(best)) if len(found) < limit else [])


_SAID = 0.1
"""What a sentence counts beside a title."""


def _said(facts: Facts, plain: list[str], exact: list[str], limit: int, known: set[str]) -> list[Hit]:
    """Directives that sentences with all the words name, best first, without those that are ``known``."""
    best: dict[str, tuple[float, str]] = {}
    for iri, text in facts.index.said(plain) if facts.index else sentences(facts):
        score = rank(text, plain, exact) * _SAID
        if score and iri not in known and (-score, text) < best.get(iri, (0.0, "")):
            best[iri] = (-score, text)
    ordered = sorted(best, key=lambda iri: (best[iri][0], iri))
    return [replace(_hit(facts, iri, -best[iri][0]), text=best[iri][1]) for iri in ordered[:limit]]


def sentences(facts: Facts) -> Iterator[tuple[str, str]]:
    """(IRI of a directive, sentence) of every mention and claim."""
    places = {iri for predicate in (DV.refersTo, DV.subject) for iri, _ in facts.each(predicate)}
    for entry in map(facts.about, sorted(places)):
        yield from ((iri, sentence(entry)) for iri in spoken_of(entry))


def rank(text: str, plain: list[str], exact: list[str]) -> float:
    """How well ``text`` answers the words: 0 unless it holds all; more for whole words, a run, a short text."""
    here = _WORD.findall(bare(text))
    hits = [next((1.0 if word == part else 0.6 for part in here if part.startswith(word)), 0.0) for word in plain]
    if not all(hits):
        return 0.0
    score = sum(hits) / len(hits)
    if f" {' '.join(plain)}" in f" {' '.join(here)}":
        score += 1
    if exact and f" {' '.join(exact)}" in f" {' '.join(_WORD.findall(tone(text)))}":
        score += 1
    return score + len(plain) / max(len(here), 1)


def texts(facts: Facts) -> Iterable[tuple[str, str]]:
    """(IRI, what can be searched) of every directive and body: label, title, name of the issuer."""
    issuers: dict[str, str] = {}
    for iri, body in facts.pairs(DV.issuedBy):
        issuers[iri] = f"{issuers.get(iri, '')} {facts.body(body).label}"
    for iri in facts.directives():
        entry = facts.about(iri)
        head = " ".join(part for part in (entry.type, entry.label, *entry.all(TITLE)) if part)
        yield iri, head + issuers.get(iri, "")
    for iri in facts.instances("Organisation"):
        yield iri, facts.about(iri).one(RDFS_LABEL)


def _hit(facts: Facts, iri: str, score: float) -> Hit:
    """The Hit of an IRI."""
    entry = facts.about(iri)
    if DV.Organisation in entry.all(RDF_TYPE):
        return Hit(iri, "organisation", facts.body(iri).label, round(score, 3))
    node = describe(facts, entry)
    return Hit(iri, "directive", node.label, round(score, 3), node)


def row(hit: Hit) -> dict[str, object]:
    """One row of output."""
    node = hit.node
    facts = {name: getattr(node, name) if node else "" for name in ("type", "date", "issuer", "title")}
    return {"iri": hit.iri, "kind": hit.kind, "label": hit.label, "score": hit.score, **facts, "text": hit.text}
