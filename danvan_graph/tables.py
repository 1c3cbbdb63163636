"""The graph as tables and as GraphML, for spreadsheets and for tools that draw networks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from .facts import Facts, Opened
from .nodes import Node, describe
from .store import ask
from .vocab import BASE, DV, RELATIONS, local

DIRECTIVE_COLUMNS = (
    *("iri", "label", "type", "number", "symbol", "date", "issuer", "level", "territory", "branch", "title", "state"),
)
LINK_COLUMNS = (
    *("subject", "subject_label", "predicate", "object", "object_label"),
    *("path", "start", "end", "quote", "sentence", "cue", "method"),
)
_CLAIMS = f"""SELECT ?s ?p ?o (MIN(?file) AS ?path) ?start ?end ?quote ?sentence
  (MIN(?word) AS ?cue) (MIN(?way) AS ?method) WHERE {{
  ?claim <{DV.subject}> ?s ; <{DV.predicate}> ?p ; <{DV.object}> ?o .
  OPTIONAL {{ ?claim <{DV.source}>/<{DV.path}> ?file }}
  OPTIONAL {{ ?claim <{DV.start}> ?start ; <{DV.end}> ?end }}
  OPTIONAL {{ ?claim <{DV.quote}> ?quote }}
  OPTIONAL {{ ?claim <{DV.sentence}> ?sentence }}
  OPTIONAL {{ ?claim <{DV.cue}> ?word }}
  OPTIONAL {{ ?claim <{DV.method}> ?way }}
}} GROUP BY ?claim ?s ?p ?o ?start ?end ?quote ?sentence ORDER BY ?p ?s ?o ?path ?start ?end"""
_COUNTS = f"""SELECT ?s ?p ?o (COUNT(DISTINCT ?claim) AS ?n) WHERE {{
  ?claim <{DV.subject}> ?s ; <{DV.predicate}> ?p ; <{DV.object}> ?o }} GROUP BY ?s ?p ?o"""
_NODE_KEYS = ("label", "kind", "type", "number", "symbol", "date", "issuer", "level", "territory", "branch", "title")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_directives(store: Opened, out: TextIO) -> None:
    """Write one CSV row a directive."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(DIRECTIVE_COLUMNS)
    for node in _directives(Facts(store)):
        writer.writerow([getattr(node, column) for column in DIRECTIVE_COLUMNS])


def write_links(store: Opened, out: TextIO) -> None:
    """Write one CSV row for each place that states a link, then one for each link that no place states."""
    facts = Facts(store)
    labels = _Labels(facts)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(LINK_COLUMNS)
    stated = set()
    for subject, predicate, object_, *words in _rows(store, _CLAIMS):
        stated.add((subject, local(predicate), object_))
        writer.writerow((subject, labels[subject], local(predicate), object_, labels[object_], *words))
    for subject, predicate, object_ in _links(facts):
        if (subject, predicate, object_) not in stated and (subject, "continues", object_) not in stated:
            writer.writerow((subject, labels[subject], predicate, object_, labels[object_], *[""] * 7))


def write_graphml(store: Opened, out: TextIO) -> None:
    """Write directives and bodies as nodes, links as edges."""
    facts = Facts(store)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for key in _NODE_KEYS:
        out.write(f'<key id="{key}" for="node" attr.name="{key}" attr.type="string"/>\n')
    out.write('<key id="predicate" for="edge" attr.name="predicate" attr.type="string"/>\n')
    out.write('<key id="claims" for="edge" attr.name="claims" attr.type="int"/>\n<graph edgedefault="directed">\n')
    ends = set()
    for iri, values in _nodes(facts):
        ends.add(iri)
        data = "".join(f'<data key="{key}">{_xml(text)}</data>' for key, text in values.items() if text)
        out.write(f"<node id={quoteattr(iri)}>{data}</node>\n")
    counts = {(subject, predicate, object_): n for subject, predicate, object_, n in _rows(store, _COUNTS)}
    for subject, predicate, object_ in _links(facts):
        if subject in ends and object_ in ends:
            count = counts.get((subject, BASE + predicate, object_), "0")
            data = f'<data key="predicate">{predicate}</data><data key="claims">{count}</data>'
            out.write(f"<edge source={quoteattr(subject)} target={quoteattr(object_)}>{data}</edge>\n")
    out.write("</graph>\n</graphml>\n")


def _rows(store: Opened, sparql: str) -> Iterator[list[str]]:
    """Yield the rows of a SELECT as texts."""
    found = ask(store.oxigraph, sparql)
    if isinstance(found, ox.QuerySolutions):
        yield from (["" if term is None else str(getattr(term, "value", term)) for term in row] for row in found)


class _Labels(dict[str, str]):
    """Label of every end of a link, looked up once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __missing__(self, iri: str) -> str:
        """Look the label up."""
        self[iri] = self._facts.about(iri).label
        return self[iri]


def _directives(facts: Facts) -> Iterator[Node]:
    """Every directive, by IRI."""
    return (describe(facts, facts.about(iri)) for iri in facts.directives())


def _nodes(facts: Facts) -> Iterator[tuple[str, dict[str, str]]]:
    """IRI and values of every directive, then of every body."""
    for node in _directives(facts):
        yield node.iri, {key: "directive" if key == "kind" else getattr(node, key) for key in _NODE_KEYS}
    for iri in facts.instances("Organisation"):
        body = facts.body(iri)
        place = facts.place(body.territory)
        values = {"label": body.label, "kind": "organisation", "level": body.level, "branch": body.branch}
        yield iri, {**values, "territory": place}


def _links(facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Every link, by kind and ends."""
    for predicate in RELATIONS:
        for subject, object_ in sorted(facts.pairs(BASE + predicate)):
            yield subject, predicate, object_


def _xml(text: str) -> str:
    """Write a text as XML, without the characters that XML forbids."""
    return escape(_NO_XML.sub("", text))
