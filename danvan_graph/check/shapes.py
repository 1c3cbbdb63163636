"""The shapes of ontology/shapes.ttl, by pyshacl, over the store or a part of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from danvan_graph.facts import Facts, Opened
from danvan_graph.resources import resource
from danvan_graph.vocab import DV, TERRITORY

from .finding import Finding, about

if TYPE_CHECKING:
    from rdflib import Graph

_SEVERITY = {"Violation": "violation", "Warning": "warning", "Info": "info"}


def run(store: Opened) -> Iterator[Finding]:
    """Findings of the SHACL shapes on all that the store holds."""
    from pyshacl import validate
    from rdflib import SH, Graph

    data = Graph()
    triples = {quad.triple for quad in store.oxigraph}
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    data.parse(io.BytesIO(text), format="nt")
    _add_territories(data)
    shapes = Graph().parse(resource("ontology/shapes.ttl"), format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=True)
    facts = Facts(store)
    found = []
    for result in report.subjects(SH.resultSeverity):
        node = str(report.value(result, SH.focusNode))
        texts = {getattr(one, "language", ""): str(one) for one in report.objects(result, SH.resultMessage)}
        vi, en = (texts.get(lang) or max(texts.values(), default="") for lang in ("vi", "en"))
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        subject = about(facts, node) if "://" in node else ((node, node),)
        found.append(Finding("shape", subject, (subject[0][1], vi, en), (), _SEVERITY.get(severity, "violation")))
    yield from sorted(found, key=lambda finding: (finding.about, finding.values))


def _add_territories(data: Graph) -> None:
    """Say of the territories named that they are some; a graph made elsewhere need not repeat what is known."""
    from rdflib import RDF, RDFS, Literal, URIRef

    from danvan_graph import territory

    for node in set(data.objects(None, URIRef(DV.territory))) | set(data.objects(None, URIRef(DV.within))):
        if not str(node).startswith(TERRITORY) or (node, RDF.type, None) in data:
            continue
        try:
            name = territory.get(str(node).removeprefix(TERRITORY)).name
        except KeyError:
            continue
        data.add((node, RDF.type, URIRef(DV.Territory)))
        data.add((node, RDFS.label, Literal(name, "vi")))
