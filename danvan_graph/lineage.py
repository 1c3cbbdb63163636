"""Lineage of a directive: what it carries out, and what carries it out, loaded from the store step by step."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a link is written: ``text`` is the sentence, ``quote`` the words that state the link, both as written.

    ``start`` and ``end`` count characters of the source's text (DESIGN section 6), -1 where the graph does not say.
    ``method`` is text | letterhead | registry | rule | curated.
    """

    path: str
    start: int
    end: int
    text: str
    quote: str = ""
    cue: str = ""
    method: str = "text"


@dataclass(frozen=True, slots=True)
class Node:
    """One directive of a lineage; "" where the graph does not say.

    ``level`` is central | province | district | commune | village, ``territory`` the name of its place, ``branch`` the
    issuer's. ``depth`` counts links from the root, negative towards what the root carries out. ``via`` is the local
    name of the predicate of the link to ``parent`` (an IRI). ``days`` counts days after the root's date.
    """

    iri: str
    label: str
    type: str = ""
    number: str = ""
    symbol: str = ""
    date: str = ""
    dates: tuple[str, ...] = ()
    title: str = ""
    issuer: str = ""
    issuer_iri: str = ""
    level: str = ""
    territory: str = ""
    branch: str = ""
    state: str = ""
    depth: int = 0
    via: str = ""
    parent: str = ""
    days: int | None = None
    unresolved: bool = False
    contradictions: int = 0


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
    """The part of the graph around ``root``: ``nodes`` in the order found, the root first, each directive once."""

    root: Node
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
