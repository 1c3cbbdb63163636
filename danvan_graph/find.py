"""Search over titles, numbers and bodies; diacritics, case and the place of tone marks make no difference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .facts import Facts
from .fold import bare, tone
from .nodes import Node, describe
from .vocab import DV, RDFS_LABEL, TITLE

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``kind`` is directive | organisation, ``score`` higher for better."""

    iri: str
    kind: str
    label: str
    score: float
    node: Node | None = None


def search(facts: Facts, words: str, *, limit: int = 20) -> list[Hit]:
    """Directives and bodies that hold all the words, best first; words may be cut short and lack diacritics."""
    plain, exact = _WORD.findall(bare(words)), _WORD.findall(tone(words))
    if not plain:
        return []
    marked = plain != exact
    scores: dict[str, float] = {}
    for iri, text in texts(facts):
        score = rank(text, plain, exact if marked else [])
        if score > 0:
            scores[iri] = scores.get(iri, 0) + score
    best = sorted(scores, key=lambda iri: (-scores[iri], iri))
    return [_hit(facts, iri, scores[iri]) for iri in best[:limit]]


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
    if iri in facts.instances("Organisation"):
        return Hit(iri, "organisation", facts.body(iri).label, round(score, 3))
    node = describe(facts, facts.about(iri))
    return Hit(iri, "directive", node.label, round(score, 3), node)


def row(hit: Hit) -> dict[str, object]:
    """One row of output."""
    node = hit.node
    facts = {name: getattr(node, name) if node else "" for name in ("type", "date", "issuer", "title")}
    return {"iri": hit.iri, "kind": hit.kind, "label": hit.label, "score": hit.score, **facts}
