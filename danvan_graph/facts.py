"""Single facts out of a store: what the graph says of one directive, body or place, whoever said it.

Everything here asks by quad patterns, so it loads only what it is asked for, and works on a graph made elsewhere that
has plain triples and no claims. It reads the union that the store keeps as its default graph, else all graphs. Where
sources differ on a fact, each value counts once for each source that states it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

import pyoxigraph as ox

from . import lexicon
from .vocab import BASE, DV, ID, RDF_TYPE, RDFS_LABEL, RELATIONS, TERRITORY, TITLE, terms

if TYPE_CHECKING:
    from .index import Index


class Opened(Protocol):
    """Anything that holds an open Oxigraph store."""

    @property
    def oxigraph(self) -> ox.Store:
        """The store itself."""


@cache
def _iri(value: str) -> ox.NamedNode:
    return ox.NamedNode(value)


Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
# Facts on which sources may differ, so that it matters how many state each.
_WEIGHED = frozenset(
    {RDFS_LABEL, TITLE, DV.date, DV.typeName, DV.number, DV.symbol, DV.term, DV.issuedBy, DV.level, DV.territory}
)


def tail(iri: str) -> str:
    """What follows the last ``#``, or the last ``/`` behind the folder of its kind, of an IRI.

    >>> tail("https://w3id.org/danvan/id/territory/lai-chau/phong-tho"), tail("urn:x#central")
    ('lai-chau/phong-tho', 'central')
    """
    if iri.startswith(ID):
        return unquote(iri[len(ID) :].partition("/")[2])
    return unquote(iri.rstrip("/").replace("#", "/").rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is said of one IRI: for each predicate its values, and how many graphs state each."""

    iri: str
    values: Mapping[str, Mapping[str, int]]

    def all(self, predicate: str) -> tuple[str, ...]:
        """Values of ``predicate``, the most often stated first, then by alphabet."""
        found = self.values.get(predicate)
        if not found:
            return ()
        if len(found) == 1:
            return tuple(found)
        return tuple(sorted(found, key=lambda value: (-found[value], value)))

    def one(self, predicate: str) -> str:
        """The first of :meth:`all`, "" when there is none."""
        found = self.all(predicate)
        return found[0] if found else ""

    @property
    def dates(self) -> tuple[str, ...]:
        """Dates that cannot be the same day, the most often stated first; none that is part of a fuller one."""
        given = self.all(DV.date)
        if len(given) < 2:
            return given
        return tuple(date for date in given if not any(other != date and other.startswith(date) for other in given))

    @property
    def types(self) -> tuple[str, ...]:
        """Names of types that are not of one number series ("chương trình" and "chương trình hành động" are)."""
        found: dict[str, str] = {}
        for name in self.all(DV.typeName):
            kind = lexicon.types().get(name)
            found.setdefault(kind.series if kind else name, name)
        return tuple(found.values())

    @property
    def type(self) -> str:
        """Name of the type, else what its class is called."""
        return next(iter(self.types), "") or next(
            (_type_names()[c] for c in self.all(RDF_TYPE) if c in _type_names()), ""
        )

    @property
    def numbered(self) -> tuple[str, str]:
        """Number and symbol; out of the label where the graph gives them in one piece."""
        number, symbol = self.one(DV.number), self.one(DV.symbol)
        if number or symbol:
            return number, symbol
        whole = re.search(r"(?<![\w/])(\d+(?:/\d{4})?)[-/](\S*\w)", self.one(RDFS_LABEL))
        return (whole[1], whole[2]) if whole else ("", "")

    @property
    def label(self) -> str:
        """Its label, else number and symbol, else the end of the IRI."""
        number, symbol = self.one(DV.number), self.one(DV.symbol)
        joined = f"{number}{'/' if '/' in number else '-'}{symbol}" if number and symbol else ""
        return self.one(RDFS_LABEL) or joined or tail(self.iri)

    @property
    def unresolved(self) -> bool:
        """Whether the graph leaves open which directive this is."""
        return DV.Unresolved in self.values.get(RDF_TYPE, ())


@cache
def _type_names() -> dict[str, str]:
    """IRI of a class → the first type word that has it."""
    found: dict[str, str] = {}
    for name, kind in lexicon.types().items():
        found.setdefault(terms().get(kind.cls, ""), name)
    return found


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as far as the graph tells; ``territory`` is an IRI."""

    iri: str
    label: str
    level: str = ""
    branch: str = ""
    territory: str = ""


class Facts:
    """Answers questions about single nodes of a store; remembers bodies and places, not directives."""

    def __init__(self, store: Opened) -> None:
        self._graph = store.oxigraph
        self.index: Index | None = getattr(store, "index", None)
        kept = self._graph.quads_for_pattern(None, None, None, ox.DefaultGraph())
        self._union = None if next(iter(kept), None) is None else ox.DefaultGraph()
        self._bodies: dict[str, Body] = {}
        self._places: dict[str, str] = {}
        self._within: dict[str, tuple[str, ...]] = {}
        self._ends: dict[str, set[str]] = {}

    def remember(self, predicate: str) -> None:
        """Keep in mind what a rare link points to, so that :meth:`subjects` need not look for what nothing points to."""
        self._ends[predicate] = {end for _, end in self.each(predicate)}

    def about(self, iri: str) -> Entry:
        """Everything that any graph says of ``iri``."""
        node = _iri(iri)
        return self._entry(node, self._graph.quads_for_pattern(node, None, None, self._union))

    def entries(self) -> Iterator[Entry]:
        """Everything that is said of each IRI, in the store's order; a store in memory may give one in several parts."""
        quads = self._graph.quads_for_pattern(None, None, None, self._union)
        for subject, said in groupby(quads, attrgetter("subject")):
            if isinstance(subject, ox.NamedNode):
                yield self._entry(subject, said)

    def _entry(self, node: ox.NamedNode, quads: Iterable[ox.Quad]) -> Entry:
        """What quads with one subject say."""
        found: dict[str, dict[str, Term]] = {}
        for quad in quads:
            found.setdefault(quad.predicate.value, {})[_value(quad.object)] = quad.object
        return Entry(node.value, {name: self._counted(node, name, values) for name, values in found.items()})

    def _counted(self, node: ox.NamedNode, predicate: str, values: Mapping[str, Term]) -> dict[str, int]:
        """How many graphs state each of the values; one that stands alone need not be counted."""
        if len(values) == 1 or predicate not in _WEIGHED:
            return dict.fromkeys(values, 1)
        graph, name = self._graph, _iri(predicate)
        return {
            value: sum(1 for _ in graph.quads_for_pattern(node, name, term, None)) for value, term in values.items()
        }

    def objects(self, iri: str, predicate: str) -> list[str]:
        """IRIs that ``iri`` points to, sorted, each once."""
        quads = self._graph.quads_for_pattern(_iri(iri), _iri(predicate), None, self._union)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)})

    def subjects(self, predicate: str, iri: str) -> list[str]:
        """IRIs that point to ``iri``, sorted, each once."""
        if iri not in self._ends.get(predicate, (iri,)):
            return []
        quads = self._graph.quads_for_pattern(None, _iri(predicate), _iri(iri), self._union)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})

    def pointing(self, iri: str) -> set[tuple[str, str]]:
        """Every (IRI, predicate) that points to ``iri``."""
        quads = self._graph.quads_for_pattern(None, None, _iri(iri), self._union)
        return {(quad.subject.value, quad.predicate.value) for quad in quads if isinstance(quad.subject, ox.NamedNode)}

    def instances(self, kind: str) -> list[str]:
        """IRIs of the class ``kind`` (a local name of the ontology), sorted."""
        return self.subjects(RDF_TYPE, terms()[kind])

    def known(self, iri: str) -> bool:
        """Whether any graph says anything of ``iri``, or to it."""
        node = _iri(iri)
        about = self._graph.quads_for_pattern(node, None, None, None)
        return next(iter(about), None) is not None or (
            next(iter(self._graph.quads_for_pattern(None, None, node, None)), None) is not None
        )

    def holding(self, predicate: str, text: str) -> list[str]:
        """IRIs that have the literal ``text`` under ``predicate``, plain or in Vietnamese."""
        found: set[str] = set()
        for literal in (ox.Literal(text), ox.Literal(text, language="vi")):
            quads = self._graph.quads_for_pattern(None, _iri(predicate), literal, self._union)
            found.update(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))
        return sorted(found)

    def texts(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Every (IRI, text) of ``predicate`` in the store, in the store's order; a pair may come again."""
        for quad in self._graph.quads_for_pattern(None, _iri(predicate), None, self._union):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value, _value(quad.object)

    def pairs(self, predicate: str) -> set[tuple[str, str]]:
        """Every (subject, object) of a link, each once."""
        return set(self.each(predicate))

    def each(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Every (subject, object) of a link, in the store's order; a pair may come again."""
        for quad in self._graph.quads_for_pattern(None, _iri(predicate), None, self._union):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                yield quad.subject.value, quad.object.value

    def typed(self) -> set[str]:
        """Everything of the class of directives or of any class of documents."""
        found: set[str] = set()
        for kind in {DV.Directive, *_type_names()} - {""}:
            found.update(self.subjects(RDF_TYPE, kind))
        return found

    def directives(self) -> list[str]:
        """Every directive: of the class or of any class of documents, or at an end of a link between directives."""
        found = self.typed()
        for name in RELATIONS:
            if name != "issuedBy":
                found.update(end for _, end in self.pairs(BASE + name))
            if name != "cites":
                found.update(start for start, _ in self.pairs(BASE + name))
        return sorted(found - set(self.instances("Source")))

    def body(self, iri: str) -> Body:
        """The organisation ``iri``."""
        if iri not in self._bodies:
            entry = self.about(iri)
            self._bodies[iri] = Body(
                iri,
                entry.one(RDFS_LABEL) or tail(iri),
                tail(entry.one(DV.level)),
                tail(entry.one(DV.branch)),
                entry.one(DV.territory),
            )
        return self._bodies[iri]

    def place(self, iri: str) -> str:
        """Name of the territory ``iri``."""
        if iri not in self._places:
            self._places[iri] = self.about(iri).one(RDFS_LABEL) or _place_name(iri) if iri else ""
        return self._places[iri]

    def within(self, iri: str) -> tuple[str, ...]:
        """``iri`` and every territory that holds it, nearest first, by links and by the path in its IRI."""
        if iri not in self._within:
            self._within[iri] = ()
            found = [iri, *_folders(iri)]
            for upper in self.objects(iri, DV.within) if iri else ():
                found.extend(self.within(upper))
            self._within[iri] = tuple(dict.fromkeys(found))
        return self._within[iri]


def _value(term: object) -> str:
    """Text of a literal, IRI of a node, name of a blank node."""
    return str(getattr(term, "value", term))


def _place_name(iri: str) -> str:
    """Name of a territory that the graph does not name: from the data, else the end of its IRI."""
    from . import territory

    try:
        return territory.get(tail(iri)).name
    except (KeyError, FileNotFoundError):
        return tail(iri)


def _folders(iri: str) -> Iterator[str]:
    """Territories whose path is a folder of this one's: of ``…/territory/a/b`` that is ``…/territory/a``."""
    if iri.startswith(TERRITORY):
        parts = iri[len(TERRITORY) :].split("/")
        yield from (TERRITORY + "/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))


def conflicts(entry: Entry) -> int:
    """How many of date, type and possible dates the texts contradict each other in."""
    return max(0, len(entry.dates) - 1) + max(0, len(entry.types) - 1) + len(entry.all(DV.dateText))


def sentence(entry: Entry) -> str:
    """The sentence of a mention or a claim, else the words in it."""
    return entry.one(DV.sentence) or entry.one(DV.quote)


def spoken_of(entry: Entry) -> tuple[str, ...]:
    """The directives that a mention names, or that a claim links."""
    if entry.one(DV.predicate) in (DV.issuedBy, DV.cites):
        return ()
    return (*entry.all(DV.refersTo), *entry.all(DV.subject), *entry.all(DV.object))
