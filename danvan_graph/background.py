"""Graphs beside those of the sources: what a registry knows of directives, and how bodies began, ended and changed.

They speak only of what occurs in the sources, and are made anew after each build. What a source says stands: the
registry gives a date, body or title as a plain fact only where no source gives one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from . import hierarchy, history, lexicon, vocab
from .graph import date_literal, node
from .labels import directive_label, pad
from .model import Organisation
from .reconcile import Known
from .vocab import BODIES, DV, ID, REGISTRY

_OWN = (*map(ox.NamedNode, vocab.BESIDE), ox.DefaultGraph())
Value = ox.NamedNode | ox.Literal


def registry_quads(graph: ox.Store, registry: Iterable[Known]) -> Iterator[ox.Quad]:
    """What a registry says of the directives that occur."""
    home, source = node(REGISTRY), node(f"{REGISTRY}/data/registry")
    for known in sorted(registry, key=lambda one: (one.key, one.source)):
        directive = node(known.key.iri)
        said = _predicates(graph, directive)
        if not said:
            continue
        new = [body for body in known.issuers if not _predicates(graph, node(body.iri))]
        for triples in (_facts(known, directive, said), _entry(known, directive, source), *map(_described, new)):
            yield from (ox.Quad(*triple, home) for triple in triples)


def _predicates(graph: ox.Store, subject: ox.NamedNode) -> set[str]:
    """Predicates that the sources use of a thing."""
    found = graph.quads_for_pattern(subject, None, None, None)
    return {quad.predicate.value for quad in found if quad.graph_name not in _OWN}


Triple = tuple[ox.NamedNode, ox.NamedNode, Value]


def _facts(known: Known, directive: ox.NamedNode, said: set[str]) -> Iterator[Triple]:
    """Plain facts where no source gives one."""
    yield directive, node(vocab.RDF_TYPE), node(DV.Directive)
    values: list[tuple[str, str, Value | None]] = [
        (DV.date, DV.date, date_literal(known.date)),
        (DV.number, DV.number, ox.Literal(pad(known.number))),
        (DV.symbol, DV.symbol, ox.Literal(known.symbol) if known.symbol else None),
        (DV.typeName, DV.typeName, ox.Literal(known.type) if known.type else None),
        (vocab.RDFS_LABEL, vocab.RDFS_LABEL, ox.Literal(_label(known))),
        (DV.term, DV.term, ox.Literal(known.key.era.upper()) if known.key.era.isalpha() else None),
    ]
    values += [(vocab.TITLE, vocab.TITLE, ox.Literal(title, language="vi")) for title in known.titles]
    values += [(DV.typeName, vocab.RDF_TYPE, node(vocab.BASE + lexicon.type_class(known.type)))] if known.type else []
    for unless, predicate, value in values:
        if unless not in said and value is not None:
            yield directive, node(predicate), value
    if DV.issuedBy not in said:
        for body in known.issuers:
            yield directive, node(DV.issuedBy), node(body.iri)
    if DV.level not in said and hierarchy.seat(known.key.body)[0]:
        yield directive, node(DV.level), node(vocab.BASE + hierarchy.seat(known.key.body)[0])


def _label(known: Known) -> str:
    return directive_label(known.type, known.number, known.symbol or None, "")


def _entry(known: Known, directive: ox.NamedNode, source: ox.NamedNode) -> Iterator[Triple]:
    """The row itself, as evidence."""
    names = "; ".join(body.label for body in known.issuers)
    text = ", ".join(part for part in (f"{known.type} {_label(known)}", known.date, names, *known.titles) if part)
    at = node(f"{REGISTRY}/{hashlib.sha256(f'{known.key.iri} {text}'.encode()).hexdigest()[:16]}")
    yield at, node(vocab.RDF_TYPE), node(DV.RegistryEntry)
    yield at, node(DV.refersTo), directive
    yield at, node(DV.source), source
    yield at, node(DV.method), ox.Literal("registry")
    yield at, node(DV.quote), ox.Literal(text)
    if known.source:
        yield at, node(vocab.DCTERMS_SOURCE), ox.Literal(known.source)
    date = date_literal(known.date)
    if date is not None:
        yield at, node(DV.statesDate), date
    for title in known.titles:
        yield at, node(DV.statesTitle), ox.Literal(title, language="vi")
    for body in known.issuers:
        yield at, node(DV.statesIssuer), node(body.iri)


def _described(body: Organisation) -> Iterator[Triple]:
    """A body with its level and branch."""
    subject = node(body.iri)
    yield subject, node(vocab.RDF_TYPE), node(DV.Organisation)
    yield subject, node(vocab.RDFS_LABEL), ox.Literal(body.label, language="vi")
    yield subject, node(DV.kind), ox.Literal(body.kind)
    if body.branch in vocab.BRANCHES:
        yield subject, node(DV.branch), node(vocab.BASE + body.branch)
    if body.level in vocab.LEVELS:
        yield subject, node(DV.level), node(vocab.BASE + body.level)


def body_quads(graph: ox.Store) -> Iterator[ox.Quad]:
    """Life spans of the bodies that occur, and the changes that ended them (``org:ChangeEvent``)."""
    home, kind = node(BODIES), node(vocab.RDF_TYPE)
    for body in _bodies(graph):
        known = history.life(body)
        subject = node(body.iri)
        for predicate, day in ((DV.begins, known.start), (DV.ends, known.end)):
            if day:
                yield ox.Quad(subject, node(predicate), ox.Literal(day), home)
        if not known.end:
            continue
        names = " ".join(sorted(one.slug for one in known.results)) or body.slug
        event = node(f"{ID}change/{known.change}/{hashlib.sha256(names.encode()).hexdigest()[:12]}")
        yield ox.Quad(event, kind, node(vocab.CHANGE), home)
        yield ox.Quad(event, node(vocab.CHANGED_FROM), subject, home)
        yield ox.Quad(event, node(vocab.DCTERMS_DATE), ox.Literal(known.change), home)
        if known.source:
            yield ox.Quad(event, node(vocab.DCTERMS_SOURCE), ox.Literal(known.source), home)
        for after in known.results:
            yield ox.Quad(event, node(vocab.CHANGED_TO), node(after.iri), home)
            yield ox.Quad(node(after.iri), kind, node(vocab.PREFIXES["org"] + "Organization"), home)
            if vocab.RDFS_LABEL not in _predicates(graph, node(after.iri)):
                yield ox.Quad(node(after.iri), node(vocab.RDFS_LABEL), ox.Literal(after.label, language="vi"), home)


def _bodies(graph: ox.Store) -> Iterator[Organisation]:
    """The organisations that the sources name, by IRI."""
    found = {quad.subject for quad in graph.quads_for_pattern(None, node(vocab.RDF_TYPE), node(DV.Organisation), None)
             if quad.graph_name not in _OWN}  # fmt: skip
    for subject in sorted(found, key=str):
        said = {
            quad.predicate.value: getattr(quad.object, "value", "")
            for quad in sorted(graph.quads_for_pattern(subject, None, None, None), key=str, reverse=True)
            if quad.graph_name not in _OWN
        }
        place = said.get(DV.territory, "").removeprefix(vocab.TERRITORY)
        level, branch = (vocab.local(said.get(name, "")) for name in (DV.level, DV.branch))
        slug = getattr(subject, "value", "").removeprefix(f"{ID}org/")
        yield Organisation(said.get(vocab.RDFS_LABEL, ""), said.get(DV.kind, ""), level, branch, place, slug)
