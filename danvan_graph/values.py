"""Values as a user types them → RDF terms, by the kind of a query's parameter."""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from . import lookup, vocab
from .bindings import Term
from .errors import LookupFailed, QueryError
from .facts import Opened
from .fold import tone
from .resources import resource

_IRI = re.compile(r"<?([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+)>?")
_WORDS = {"level": vocab.LEVELS, "branch": vocab.BRANCHES, "relation": vocab.RELATIONS}


def value(store: Opened, kind: str, text: str) -> Term:
    """Make the term of a parameter of this kind; raises QueryError, or LookupFailed for a reference."""
    text = text.strip()
    if kind in _WORDS:
        return _named(kind, text)
    if kind == "integer":
        return _checked(kind, text, r"-?\d+", ox.Literal(text, datatype=ox.NamedNode(vocab.XSD_INTEGER)))
    if kind == "date":
        return _checked(kind, text, r"\d{4}(-\d\d){0,2}", ox.Literal(text))
    if kind == "text":
        return ox.Literal(text)
    given = iri(text)
    if given:
        return given
    if kind == "territory":
        return ox.NamedNode(lookup.place(store, text))
    return ox.NamedNode(lookup.directive(store, text) if kind == "directive" else lookup.anything(store, text))


def guess(store: Opened, text: str) -> Term:
    """Make the term that a text most plainly is: IRI, prefixed name, number, something the store knows, else text."""
    given = iri(text)
    if given:
        return given
    if re.fullmatch(r"-?\d+", text):
        return ox.Literal(text, datatype=ox.NamedNode(vocab.XSD_INTEGER))
    for find in (lookup.anything, lookup.place):
        try:
            return ox.NamedNode(find(store, text))
        except LookupFailed as failure:
            if failure.matches:
                raise
    return ox.Literal(text)


def iri(text: str) -> ox.NamedNode | None:
    """Read an IRI, in angle brackets or not, or a name with one of the known prefixes; None for other texts.

    >>> iri("dv:Plan").value, iri("<urn:x>").value, iri("25-NQ/TW")
    ('https://w3id.org/danvan/ontology#Plan', 'urn:x', None)
    """
    found = _IRI.fullmatch(text.strip())
    if not found:
        return None
    prefix, _, name = found[1].partition(":")
    return ox.NamedNode(vocab.PREFIXES[prefix] + name if prefix in vocab.PREFIXES else found[1])


def _checked(kind: str, text: str, pattern: str, term: ox.Literal) -> ox.Literal:
    """Return ``term`` if ``text`` has the form of its kind."""
    if not re.fullmatch(pattern, text):
        raise QueryError(f"“{text}” is no {kind}")
    return term


def _named(kind: str, text: str) -> ox.NamedNode:
    """Find a level, branch or relation by its name in the ontology or its label in either language."""
    names = _WORDS[kind]
    local = vocab.local(text).removeprefix("dv:").strip("<>")
    if local not in names:
        found = [name for name in names if tone(text) in _labels()[name]]
        if len(found) != 1:
            raise QueryError(f"“{text}” is no {kind}; there are {', '.join(names)}")
        local = found[0]
    return ox.NamedNode(vocab.BASE + local)


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    """Local name → labels of the ontology, lower case."""
    label, found = ox.NamedNode(vocab.RDFS_LABEL), dict[str, tuple[str, ...]]()
    for quad in ox.parse(path=resource("ontology/danvan.ttl")):
        if quad.predicate == label and isinstance(quad.object, ox.Literal):
            name = vocab.local(str(getattr(quad.subject, "value", "")))
            found[name] = (*found.get(name, ()), *(part.strip() for part in tone(quad.object.value).split(",")))
    return found
