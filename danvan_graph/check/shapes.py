"""The shapes of ontology/shapes.ttl, by pyshacl, over the store or a part of it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyoxigraph as ox

from danvan_graph.facts import Facts, Opened
from danvan_graph.resources import resource

from .finding import Finding, about

_SEVERITY = {"Violation": "violation", "Warning": "warning", "Info": "info"}


def run(store: Opened) -> Iterator[Finding]:
    """Findings of the SHACL shapes on all that the store holds."""
    from pyshacl import validate
    from rdflib import SH, Graph

    data = Graph()
    triples = {quad.triple for quad in store.oxigraph}
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    data.parse(io.BytesIO(text), format="nt")
    shapes = Graph().parse(resource("ontology/shapes.ttl"), format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=True)
    facts = Facts(store)
    found = []
    for result in report.subjects(SH.resultSeverity):
        node = str(report.value(result, SH.focusNode))
        message = str(report.value(result, SH.resultMessage) or "")
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        subject = about(facts, node) if "://" in node else ((node, node),)
        found.append(Finding("shape", subject, (subject[0][1], message), (), _SEVERITY.get(severity, "violation")))
    yield from sorted(found, key=lambda finding: (finding.about, finding.values))
