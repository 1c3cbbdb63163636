"""Lineage of a directive: what it carries out, and what carries it out, loaded from the store step by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from . import index, vocab
from .errors import LookupFailed
from .evidence import Claims, Evidence
from .facts import Facts, Opened
from .nodes import Node, days_between, describe, later
from .nodes import state as state_of
from .vocab import DV, RELATIONS

__all__ = ["ALL_VIA", "DEFAULT_VIA", "Edge", "Evidence", "Lineage", "Node", "overview", "trace"]


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as stated: ``predicate`` is a local name in the ontology ("implements"), the ends are IRIs.

    ``cycle`` marks a link that leads back into its own chain; it is kept, and not followed.
    """

    subject: str
    predicate: str
    object: str
    claims: tuple[Evidence, ...] = ()
    cycle: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """The part of the graph around ``root``: ``nodes`` in the order found, the root first, each directive once.

    ``between`` holds directives that a filter left out but that lie on the way to one that it kept.
    """

    root: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    between: tuple[Node, ...] = ()
    on: str = ""


DEFAULT_VIA = ("implements", "continues", "guides")
"""Links that carry a directive out; what :func:`trace` follows when not told otherwise."""
ALL_VIA = tuple(name for name in RELATIONS if name not in ("cites", "issuedBy"))
"""All links between directives but mere citation."""


def trace(
    store: Opened,
    iri: str,
    *,
    up: bool = True,
    down: bool = True,
    depth: int | None = None,
    level: Collection[str] = (),
    under: str = "",
    on: str = "",
    via: Sequence[str] = DEFAULT_VIA,
    evidence: bool = True,
) -> Lineage:
    """Lineage of the directive ``iri``: what it carries out (``up``), what carries it out (``down``), step by step.

    ``level`` (local names) and ``under`` (IRI of a territory) choose what is kept, not what is walked through; the
    root is always kept. ``on`` leaves out directives issued later and gives states at that date; an undated directive
    stays. ``evidence`` reads the sentences of every link kept.
    """
    walk = Walk(Facts(store), tuple(via), on)
    walk.add(iri)
    for wanted, upward in ((up, True), (down, False)):
        if wanted:
            walk.run(iri, upward, depth)
    nodes = list(walk.nodes.values())
    kept = [node for node in nodes if node.iri == iri or walk.keeps(node, level, under)]
    shown = {node.iri for node in kept}
    between = _on_the_way(kept, walk.nodes) if len(kept) < len(nodes) else ()
    shown.update(node.iri for node in between)
    links = [link for link in walk.links if link[0] in shown and link[2] in shown]
    cyclic = back_links(iri, links)
    reader = Claims(walk.facts) if evidence else None
    edges = tuple(Edge(s, p, o, reader.between(s, p, o) if reader else (), (s, p, o) in cyclic) for s, p, o in links)
    return Lineage(walk.nodes[iri], tuple(kept), edges, between, on)


class Walk:
    """A breadth-first walk from one directive; ``nodes`` and ``links`` are what it has met, in order."""

    def __init__(self, facts: Facts, via: tuple[str, ...], on: str = "") -> None:
        self.facts = facts
        self.nodes: dict[str, Node] = {}
        self.links: dict[tuple[str, str, str], None] = {}
        self._via = tuple((name, vocab.BASE + name) for name in sorted(via, key=_specific))
        self._on = on
        self._root_date = ""

    def add(self, iri: str) -> None:
        """Take the root in."""
        self._take([iri], {iri: ("", "")}, 0)

    def run(self, root: str, upward: bool, depth: int | None) -> None:
        """Walk from ``root`` along the links, up or down, at most ``depth`` steps."""
        frontier, step, refused = [root], 0, set[str]()
        met = {root}
        while frontier and (depth is None or step < depth):
            step += 1
            found: dict[str, tuple[str, str]] = {}
            steps = self._steps(frontier, upward)
            for here in frontier:
                for there, name in steps.get(here, {}).items():
                    found.setdefault(there, (name, here))
            fresh = [iri for iri in found if iri not in self.nodes and iri not in refused]
            refused.update(self._take(fresh, found, -step if upward else step))
            for here in frontier:
                for there, name in steps.get(here, {}).items():
                    if there not in refused:
                        self.links.setdefault((here, name, there) if upward else (there, name, here))
            frontier = [iri for iri in found if iri not in met and iri not in refused]
            met.update(frontier)

    def _steps(self, frontier: Sequence[str], upward: bool) -> Mapping[str, Mapping[str, str]]:
        """Where the links of each IRI lead, each end with the most specific link that leads there."""
        if self.facts.index:
            return self.facts.index.steps(frontier, [name for name, _ in self._via], upward)
        return {iri: self._next(iri, upward) for iri in frontier}

    def _next(self, iri: str, upward: bool) -> dict[str, str]:
        """Neighbours of ``iri``, each with the most specific link that leads there."""
        found: dict[str, str] = {}
        for name, predicate in self._via:
            ends = self.facts.objects(iri, predicate) if upward else self.facts.subjects(predicate, iri)
            for end in ends:
                found.setdefault(end, name)
        return found

    def _take(self, iris: Sequence[str], ways: Mapping[str, tuple[str, str]], depth: int) -> set[str]:
        """Take directives in; those refused: issued after the day asked for, or a source that is no directive."""
        rows = self.facts.index.rows(iris) if self.facts.index else {}
        refused = set()
        for iri in iris:
            via, parent = ways[iri]
            row = rows.get(iri)
            node = self._listed(row, depth, via, parent) if row else self._described(iri, depth, via, parent)
            if node:
                self.nodes[iri] = node
            else:
                refused.add(iri)
        return refused

    def _described(self, iri: str, depth: int, via: str, parent: str) -> Node | None:
        """The node of a directive, out of the graph."""
        entry = self.facts.about(iri)
        kinds = entry.all(vocab.RDF_TYPE)
        if depth and (later(entry.dates, self._on) or (DV.Source in kinds and DV.Directive not in kinds)):
            return None
        node = describe(self.facts, entry, depth=depth, via=via, parent=parent, on=self._on)
        return replace(node, days=self._days(node.date, depth))

    def _listed(self, row: index.Row, depth: int, via: str, parent: str) -> Node | None:
        """The node of a directive, out of a row of the index."""
        dates, state = tuple(row[6].split()), row[13]
        if depth and (later(dates, self._on) or row[17] == "source"):
            return None
        if self._on:
            state = state_of(self.facts, row[0], self._on)
        days = self._days(row[5], depth)
        return Node(*row[:6], dates, *row[7:13], state, depth, via, parent, days, bool(row[14]), row[15], row[16])

    def _days(self, day: str, depth: int) -> int | None:
        """Days after the root, which comes first."""
        self._root_date = self._root_date if depth else day
        return days_between(self._root_date, day)

    def keeps(self, node: Node, level: Collection[str], under: str) -> bool:
        """Whether ``node`` is of one of the levels and lies in the territory asked for."""
        inside = not under or under in self.facts.within(node.territory_iri)
        return inside and (not level or node.level in level)


def back_links(root: str, links: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Links to cut so that no chain runs in a circle: those that lead back into the chain walked from ``root`` on."""
    below: dict[str, list[tuple[str, tuple[str, str, str]]]] = {}
    for link in links:
        below.setdefault(link[2], []).append((link[0], link))
    cut: set[tuple[str, str, str]] = set()
    done: set[str] = set()
    for start in (root, *below):
        if start in done:
            continue
        chain = {start}
        stack = [(start, iter(below.get(start, ())))]
        while stack:
            here, rest = stack[-1]
            there, link = next(rest, ("", ("", "", "")))
            if not there:
                chain.discard(here)
                done.add(here)
                stack.pop()
            elif there in chain:
                cut.add(link)
            elif there not in done:
                chain.add(there)
                stack.append((there, iter(below.get(there, ()))))
    return cut


def _on_the_way(kept: Sequence[Node], nodes: Mapping[str, Node]) -> tuple[Node, ...]:
    """Nodes that are not in ``kept`` but lie between the root and one that is."""
    inside = {node.iri for node in kept}
    found: dict[str, Node] = {}
    for node in kept:
        parent = node.parent
        while parent and parent not in inside and parent not in found:
            found[parent] = nodes[parent]
            parent = nodes[parent].parent
    return tuple(found.values())


def _specific(name: str) -> tuple[int, str]:
    """Order in which links between one pair are preferred: continues before implements, plain citation last."""
    order = ("continues", "guides", "implements")
    return (order.index(name) if name in order else 9 if name == "cites" else 5, name)


def overview(store: Opened, under: str = "") -> Lineage:
    """Everything that the store links, as one picture: the root is the directive with the most that carries it out."""
    facts = Facts(store)
    walk = Walk(facts, ALL_VIA)
    links: dict[tuple[str, str, str], None] = {}
    for name in sorted(ALL_VIA, key=_specific):
        for subject, object_ in sorted(facts.pairs(vocab.BASE + name)):
            if not (name == "implements" and (subject, "continues", object_) in links):
                links.setdefault((subject, name, object_))
    ends = Counter(link[2] for link in links)
    for iri in sorted({end for link in links for end in (link[0], link[2])} | set(facts.directives())):
        walk.add(iri)
    kept = {iri: replace(node, days=None) for iri, node in walk.nodes.items() if walk.keeps(node, (), under)}
    if not kept:
        raise LookupFailed("no directive in the store" + (f" under {facts.place(under)}" if under else ""))
    root = kept[max(kept, key=lambda iri: (ends[iri], iri))]
    cyclic = back_links(root.iri, links)
    reader = Claims(facts)
    edges = tuple(
        Edge(s, p, o, reader.between(s, p, o), (s, p, o) in cyclic) for s, p, o in links if s in kept and o in kept
    )
    return Lineage(root, (root, *(node for node in kept.values() if node.iri != root.iri)), edges)
