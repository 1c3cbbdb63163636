"""Every chain of links from one directive up to another, with the sentences behind each link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .evidence import Claims
from .facts import Facts, Opened
from .lineage import ALL_VIA, Edge, Node, trace

LIMIT = 100


@dataclass(frozen=True, slots=True)
class Chains:
    """Chains from ``lower`` up to ``upper``, the shortest first; ``more`` when there are others beside those listed."""

    lower: Node
    upper: Node
    chains: tuple[tuple[Edge, ...], ...]
    nodes: dict[str, Node]
    more: bool = False


def chains(
    store: Opened, one: str, other: str, *, via: Sequence[str] = ALL_VIA, on: str = "", limit: int = LIMIT
) -> Chains:
    """Chains without circles that lead from one of two directives up to the other, whichever way there are any."""
    for lower, upper in ((one, other), (other, one)):
        found = trace(store, lower, down=False, via=via, on=on, evidence=False)
        nodes = {node.iri: node for node in found.nodes}
        if upper in nodes and upper != lower:
            break
    else:
        ends = [trace(store, iri, up=False, down=False, on=on, evidence=False).root for iri in (one, other)]
        return Chains(ends[0], ends[1], (), {node.iri: node for node in ends})
    steps: dict[str, list[Edge]] = {}
    for edge in sorted(found.edges, key=lambda edge: (edge.object, edge.predicate)):
        steps.setdefault(edge.subject, []).append(edge)
    found_chains = list(islice(_shortest_first(steps, lower, upper), limit + 1))
    reader = Claims(Facts(store))
    listed = tuple(tuple(_with_claims(reader, edge) for edge in chain) for chain in found_chains[:limit])
    return Chains(nodes[lower], nodes[upper], listed, nodes, len(found_chains) > limit)


def _with_claims(reader: Claims, edge: Edge) -> Edge:
    """The link with its sentences."""
    return Edge(edge.subject, edge.predicate, edge.object, reader.between(edge.subject, edge.predicate, edge.object))


def _shortest_first(steps: dict[str, list[Edge]], lower: str, upper: str) -> Iterator[tuple[Edge, ...]]:
    """Every chain without circles, by length; only through directives that lead to ``upper``."""
    below: dict[str, list[str]] = {}
    for edges in steps.values():
        for edge in edges:
            below.setdefault(edge.object, []).append(edge.subject)
    away, frontier = {upper: 0}, [upper]
    while frontier:
        fresh = {iri for here in frontier for iri in below.get(here, ()) if iri not in away}
        away.update(dict.fromkeys(fresh, away[frontier[0]] + 1))
        frontier = sorted(fresh)
    for length in range(away[lower], len(away)):
        yield from _of_length(steps, away, lower, upper, length)


def _of_length(
    steps: dict[str, list[Edge]], away: dict[str, int], lower: str, upper: str, length: int
) -> Iterator[tuple[Edge, ...]]:
    """Every chain of ``length`` links without circles."""
    chain: list[Edge] = []
    rest = [iter(steps.get(lower, ()))]
    while rest:
        edge = next(rest[-1], None)
        if edge is None:
            rest.pop()
            if chain:
                chain.pop()
            continue
        there, left = edge.object, length - len(chain) - 1
        if there == upper:
            if not left:
                yield (*chain, edge)
        elif away.get(there, length) <= left and there != lower and all(there != one.object for one in chain):
            chain.append(edge)
            rest.append(iter(steps.get(there, ())))


COLUMNS = ("route", "step", "subject", "predicate", "object", "path", "start", "text")


def rows(found: Chains) -> Iterator[dict[str, object]]:
    """One row for each sentence of each link of each chain; a link that no sentence states has one without."""
    for number, chain in enumerate(found.chains, 1):
        for step, edge in enumerate(chain, 1):
            ends = {"subject": found.nodes[edge.subject].label, "object": found.nodes[edge.object].label}
            for claim in edge.claims or (None,):
                place = {"path": claim.path, "start": claim.start, "text": claim.text} if claim else {}
                yield {"route": number, "step": step, "predicate": edge.predicate, **ends, **place}
