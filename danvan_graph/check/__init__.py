"""Contradictions and open points: the rules of DESIGN section 3 over the graph, each finding with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from danvan_graph.facts import Facts, Opened
from danvan_graph.vocab import BASE

from . import links, shapes, statements
from .finding import RULES, Finding

__all__ = ["RULES", "Finding", "of_directive", "run", "turtle"]

SHAPES_LIMIT = 300_000
"""Quads up to which the shapes are checked without being asked for."""


def run(store: Opened, *, with_shapes: bool | None = None) -> Iterator[Finding]:
    """All findings on a store; the shapes too when asked for, or when the store is small."""
    facts = Facts(store)
    for iri in facts.directives():
        yield from _single(facts, iri)
    yield from links.circles(facts)
    if with_shapes or (with_shapes is None and _small(store)):
        yield from shapes.run(store)


def _small(store: Opened) -> bool:
    """Whether the store has no more quads than the limit, without counting them all."""
    return next(islice(iter(store.oxigraph), SHAPES_LIMIT, None), None) is None


def of_directive(facts: Facts, iri: str) -> Iterator[Finding]:
    """Findings on one directive: on what is said of it, on its links, on links to it."""
    yield from _single(facts, iri)
    for other in sorted({subject for name in _LINKS for subject in facts.subjects(name, iri)} - {iri}):
        yield from (found for found in links.of_subject(facts, other) if iri in dict(found.about))
    yield from links.circles(facts, only=iri)


_LINKS = tuple(BASE + name for name in ("implements", "guides", "basedOn", "supersedes", "amends"))


def _single(facts: Facts, iri: str) -> Iterator[Finding]:
    """Findings that a directive causes itself."""
    case = statements.Case(facts, facts.about(iri))
    for rule in statements.RULES:
        yield from rule(case)
    yield from links.of_subject(facts, iri)


def turtle(records: Iterable[Mapping[str, Any]]) -> str:
    """Findings as a SHACL validation report in Turtle."""
    import pyoxigraph as ox

    from danvan_graph.vocab import BASE, PREFIXES, RDF_TYPE

    shacl = "http://www.w3.org/ns/shacl#"
    report = ox.BlankNode("report")
    found = [ox.Triple(report, ox.NamedNode(RDF_TYPE), ox.NamedNode(shacl + "ValidationReport"))]
    worst = False
    for place, record in enumerate(records):
        result = ox.BlankNode(f"finding{place}")
        worst = worst or record["severity"] == "violation"
        found.append(ox.Triple(report, ox.NamedNode(shacl + "result"), result))
        values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
            (RDF_TYPE, ox.NamedNode(shacl + "ValidationResult")),
            (shacl + "resultSeverity", ox.NamedNode(shacl + record["severity"].capitalize())),
            (shacl + "resultMessage", ox.Literal(record["message"])),
            (shacl + "sourceConstraint", ox.NamedNode(f"{BASE}rule-{record['rule']}")),
        ]
        values += [(shacl + "focusNode", ox.NamedNode(one["iri"])) for one in record["about"] if "://" in one["iri"]]
        values += [(shacl + "value", ox.Literal(one["text"])) for one in record["evidence"] if one["text"]]
        found += [ox.Triple(result, ox.NamedNode(name), value) for name, value in values]
    found.append(ox.Triple(report, ox.NamedNode(shacl + "conforms"), ox.Literal(not worst)))
    return (ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES | {"sh": shacl}) or b"").decode()
