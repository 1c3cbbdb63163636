"""A lineage as rows, Mermaid, Graphviz and Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from .facts import Opened
from .lineage import Lineage, Node
from .messages import say
from .vocab import BASE, DV, PREFIXES

COLUMNS = (
    *("iri", "label", "type", "number", "symbol", "date", "issuer", "level", "territory"),
    *("depth", "via", "parent", "days", "state"),
)


def rows(lineage: Lineage) -> Iterator[dict[str, object]]:
    """One row a directive, the root first; ``parent`` is a label."""
    labels = {node.iri: node.label for node in (*lineage.nodes, *lineage.between)}
    for node in lineage.nodes:
        row = {column: getattr(node, column) for column in COLUMNS}
        yield row | {"parent": labels.get(node.parent, "")}


def mermaid(lineage: Lineage, lang: str = "vi") -> str:
    """A Mermaid flowchart, the root's own bases on top."""
    names = _names(lineage)
    out = ["flowchart BT"]
    out += [f'  {names[node.iri]}["{_mermaid(_caption(node))}"]' for node in _all(lineage)]
    out += [
        f"  {names[edge.subject]} -->|{_mermaid(say(lang, edge.predicate))}| {names[edge.object]}"
        for edge in lineage.edges
    ]
    return "\n".join(out) + f"\n  style {names[lineage.root.iri]} stroke-width:3px\n"


def dot(lineage: Lineage, lang: str = "vi") -> str:
    """A Graphviz digraph, the root's own bases on top."""
    names = _names(lineage)
    out = ["digraph lineage {", "  rankdir=BT;", '  node [shape=box, fontname="sans-serif"];']
    for node in _all(lineage):
        extra = ", penwidth=3" if node.iri == lineage.root.iri else ""
        out.append(f'  {names[node.iri]} [label="{_quoted(_caption(node))}", URL="{_quoted(node.iri)}"{extra}];')
    for edge in lineage.edges:
        style = ", style=dashed" if edge.cycle else ""
        label = _quoted(say(lang, edge.predicate))
        out.append(f'  {names[edge.subject]} -> {names[edge.object]} [label="{label}"{style}];')
    return "\n".join([*out, "}"]) + "\n"


def turtle(store: Opened, lineage: Lineage) -> str:
    """Turtle of the directives shown: their facts, bodies and places, and the links between them."""
    shown = {node.iri for node in _all(lineage)}
    bodies = {node.issuer_iri for node in _all(lineage)} | {node.territory_iri for node in _all(lineage)}
    triples: dict[ox.Triple, None] = {}
    for iri in sorted((shown | bodies) - {""}):
        for quad in store.oxigraph.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            own = quad.predicate.value in _FACTS or (iri in bodies and iri not in shown)
            if own or (isinstance(quad.object, ox.NamedNode) and quad.object.value in shown):
                triples[quad.triple] = None
    ordered = sorted(triples, key=str)
    return (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


_FACTS = {
    PREFIXES["rdf"] + "type",
    PREFIXES["rdfs"] + "label",
    PREFIXES["dcterms"] + "title",
    *(DV.typeName, DV.number, DV.symbol, DV.date, DV.dateText, DV.term, DV.level, DV.territory, DV.signer, DV.place),
    BASE + "issuedBy",
}


def _all(lineage: Lineage) -> tuple[Node, ...]:
    return (*lineage.nodes, *lineage.between)


def _names(lineage: Lineage) -> dict[str, str]:
    return {node.iri: f"n{place}" for place, node in enumerate(_all(lineage))}


def _caption(node: Node) -> str:
    return "\n".join(part for part in (node.label, node.date, node.issuer) if part)


def _mermaid(text: str) -> str:
    """Text of a Mermaid label: characters that end it as entities, lines with <br/>."""
    text = re.sub(r'[#"<>|\[\](){}]', lambda sign: f"#{ord(sign[0])};", text)
    return text.replace("\n", "<br/>")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
