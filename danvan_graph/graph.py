"""Extraction → quads: every fact a source states, every link with the words that state it, in the source's graph.

Subjects and objects are final keys (:class:`Names`), offsets and quotes those of the text promised to users.
No clock, no blank node, no order of reading: same documents, same quads.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from . import hierarchy, lexicon, vocab
from .labels import Names, label_all, pad, provisional, short
from .model import Claim, Extraction, Key, Letterhead, Mention, Organisation, Span
from .vocab import DV

Term = NamedNode | Literal


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """Make the named node of an IRI, once."""
    return NamedNode(iri)


def quads(
    extraction: Extraction,
    names: Names,
    *,
    paths: Iterable[str] = (),
    labels: Mapping[Key, str] | None = None,
) -> Iterator[Quad]:
    """All quads of one source, each once, always in the same order.

    ``paths`` are all paths under which the same bytes were read (else the document's own); ``labels`` the labels that
    ``label_all`` gives over all documents (else over this one).
    """
    writer = _Writer(extraction, names, label_all([extraction], names) if labels is None else labels)
    for claim in extraction.claims:
        writer.claim(claim)
    writer.source(sorted(set(paths)) or [extraction.document.path])
    for mention in extraction.mentions:
        writer.mention(mention)
    yield from writer.quads()


def date_literal(iso: str | None) -> Literal | None:
    """Type a full or partial ISO date; None where it is no possible date.

    >>> date_literal("2022-03").datatype.value.rsplit("#")[-1], date_literal("2022-02-30")
    ('gYearMonth', None)
    """
    parts = (iso or "").split("-")
    datatype = {1: vocab.XSD_YEAR, 2: vocab.XSD_YEAR_MONTH, 3: vocab.XSD_DATE}.get(len(parts))
    try:
        Date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:
        return None
    return Literal(iso or "", datatype=node(datatype)) if datatype else None


class _Writer:
    """Collects the quads of one source; a triple said twice is kept once."""

    def __init__(self, extraction: Extraction, names: Names, labels: Mapping[Key, str]) -> None:
        self.extraction, self.document, self.names, self.labels = extraction, extraction.document, names, labels
        self.iri = node(self.document.source)
        self.found: dict[Quad, None] = {}
        self.described: set[object] = set()
        self.dates: defaultdict[NamedNode, set[str]] = defaultdict(set)
        own = extraction.letterhead.key
        self.author = self.directive(own) if own else self.iri

    def add(self, subject: NamedNode, predicate: str, value: Term | None) -> None:
        """Keep one triple; no value, no triple."""
        if value is not None:
            self.found[Quad(subject, node(predicate), value, self.iri)] = None

    def text(self, subject: NamedNode, predicate: str, value: str | None, language: str | None = None) -> None:
        """Keep one text; none when it is empty."""
        if value:
            self.add(subject, predicate, Literal(value, language=language))

    def quads(self) -> Iterator[Quad]:
        """All that was kept, dates last: a partial date only where no fuller one agrees with it."""
        for subject, dates in self.dates.items():
            for iso in sorted(dates):
                if not any(other != iso and other.startswith(f"{iso}-") for other in dates):
                    self.add(subject, DV.date, date_literal(iso))
        yield from self.found

    def source(self, paths: Iterable[str]) -> None:
        """Keep the source itself and, when it is the text of a directive, what its letterhead says."""
        letterhead = self.extraction.letterhead
        self.add(self.iri, vocab.RDF_TYPE, node(DV.Source))
        for path in paths:
            self.text(self.iri, DV.path, path)
        self.text(self.iri, DV.sha256, self.document.sha256)
        self.text(self.iri, vocab.TITLE, self.document.title or letterhead.title, "vi")
        self.place(self.iri, self.extraction.level, self.extraction.territory)
        if letterhead.key:
            self.add(self.iri, DV.textOf, self.author)
            self.letterhead(letterhead)

    def letterhead(self, letterhead: Letterhead) -> None:
        """Keep the facts that a directive's own text gives of it."""
        own = self.author
        self.facts(own, letterhead.type, letterhead.number, letterhead.symbol, letterhead.title)
        if date_literal(letterhead.date):
            self.dates[own].add(letterhead.date or "")
        else:
            self.text(own, DV.dateText, letterhead.date)
        self.text(own, DV.signer, letterhead.signer)
        self.text(own, DV.place, letterhead.place)
        span = letterhead.span
        for issuer in letterhead.issuers if letterhead.key else ():
            self.issued(Claim(letterhead.key, "issuedBy", issuer, span, span, "", "letterhead"))

    def facts(
        self, directive: NamedNode, type_name: str | None, number: str | None, symbol: str | None, title: str | None
    ) -> None:
        """Type, number, symbol and title of a directive as one place gives them."""
        if type_name:
            self.add(directive, vocab.RDF_TYPE, node(vocab.BASE + lexicon.type_class(type_name)))
            self.text(directive, DV.typeName, type_name)
        self.text(directive, DV.number, pad(number) if number else None)
        self.text(directive, DV.symbol, symbol)
        self.text(directive, vocab.TITLE, title, "vi")

    def directive(self, key: Key) -> NamedNode:
        """Describe a key's node once: what its final key tells, and its candidates when it stays open."""
        final = self.names.final(key)
        subject = node(final.iri)
        if final not in self.described:
            self.described.add(final)
            self.add(subject, vocab.RDF_TYPE, node(DV.Directive))
            self.text(subject, vocab.RDFS_LABEL, self.labels.get(final))
            self.text(subject, DV.term, final.era.upper() if not re.fullmatch(r"\d{4}|", final.era) else None)
            if final.body:
                self.place(subject, *hierarchy.seat(final.body))
        candidates = self.names.candidates(key)
        if candidates:
            self.unresolved(subject, candidates)
        return subject

    def unresolved(self, subject: NamedNode, candidates: Iterable[Key]) -> None:
        """Mark a directive as open and say what it may be."""
        self.add(subject, vocab.RDF_TYPE, node(DV.Unresolved))
        for candidate in sorted(set(candidates)):
            self.add(subject, DV.candidate, self.directive_name(candidate))

    def directive_name(self, key: Key) -> NamedNode:
        """Describe a directive that is only pointed at: class and label, no more."""
        subject = node(self.names.final(key).iri)
        self.add(subject, vocab.RDF_TYPE, node(DV.Directive))
        self.text(subject, vocab.RDFS_LABEL, self.labels.get(self.names.final(key)))
        return subject

    def organisation(self, body: Organisation) -> NamedNode:
        """Describe an organisation once, with the bodies above it."""
        subject = node(body.iri)
        if body not in self.described:
            self.described.add(body)
            self.add(subject, vocab.RDF_TYPE, node(DV.Organisation))
            self.text(subject, vocab.RDFS_LABEL, body.label, "vi")
            self.text(subject, DV.kind, body.kind)
            if body.branch in vocab.BRANCHES:
                self.add(subject, DV.branch, node(vocab.BASE + body.branch))
            self.place(subject, body.level, body.territory)
            parent = hierarchy.parent(body)
            if parent:
                self.add(subject, vocab.PART_OF_BODY, self.organisation(parent))
        return subject

    def place(self, subject: NamedNode, level: str, territory: str) -> None:
        """Level and territory of a directive, an organisation or a source."""
        if level in vocab.LEVELS:
            self.add(subject, DV.level, node(vocab.BASE + level))
        if territory:
            self.add(subject, DV.territory, self.territory(territory))

    def territory(self, path: str) -> NamedNode:
        """Describe a territory once, with all above it."""
        subject = node(vocab.TERRITORY + path)
        if path not in self.described:
            self.described.add(path)
            unit = hierarchy.unit(path)
            self.add(subject, vocab.RDF_TYPE, node(DV.Territory))
            self.text(subject, vocab.RDFS_LABEL, unit.label, "vi")
            self.add(subject, DV.level, node(vocab.BASE + unit.level) if unit.level else None)
            if unit.parent:
                self.add(subject, DV.within, self.territory(unit.parent))
        return subject

    def words(self, subject: NamedNode, span: Span, sentence: Span) -> None:
        """Where the words stand and what they are."""
        at = self.document.origin_span(span)
        self.add(subject, DV.source, self.iri)
        self.add(subject, DV.start, Literal(at.start))
        self.add(subject, DV.end, Literal(at.end))
        self.text(subject, DV.quote, self.document.quote(span))
        self.text(subject, DV.sentence, self.document.quote(sentence))

    def link(self, subject: NamedNode, predicate: str, value: NamedNode) -> None:
        """Keep the plain triple of a link; a continuing document also implements."""
        self.add(subject, vocab.BASE + predicate, value)
        if predicate == "continues":
            self.add(subject, DV.implements, value)

    def statement(self, at: NamedNode, claim: Claim, subject: NamedNode, value: NamedNode) -> None:
        """Keep what a claim states and how it is known."""
        self.add(at, vocab.RDF_TYPE, node(DV.Claim))
        self.add(at, DV.subject, subject)
        self.add(at, DV.predicate, node(vocab.BASE + claim.predicate))
        self.add(at, DV.object, value)
        self.text(at, DV.cue, claim.cue)
        self.text(at, DV.method, claim.method)
        self.add(at, DV.certainty, Literal(f"{claim.certainty:g}", datatype=node(vocab.XSD_DECIMAL)))

    def claim(self, claim: Claim) -> None:
        """One link with the words that state it."""
        subject = self.directive(claim.subject) if claim.subject else self.iri
        value = (
            self.organisation(claim.object) if isinstance(claim.object, Organisation) else self.directive(claim.object)
        )
        place = f"{self.iri.value} {subject.value} {claim.predicate} {value.value} {claim.span} {claim.method}"
        at = node(vocab.CLAIM + hashlib.sha256(place.encode()).hexdigest()[:20])
        if subject == value or at in self.described:
            return
        self.described.add(at)
        self.link(subject, claim.predicate, value)
        self.statement(at, claim, subject, value)
        self.words(at, claim.span, claim.sentence)

    def issued(self, claim: Claim) -> None:
        """Keep a claim of who issued a directive, unless another says the same."""
        if claim.subject and isinstance(claim.object, Organisation):
            ends = self.directive(claim.subject), node(DV.issuedBy), self.organisation(claim.object)
            if Quad(*ends, self.iri) not in self.found:
                self.claim(claim)

    def mention(self, mention: Mention) -> None:
        """One place that refers to a directive; it is at once the claim that the author cites it."""
        key = mention.key or provisional(mention, self.document)
        directive = self.directive(key)
        if mention.candidates:
            self.unresolved(directive, mention.candidates)
        at = self.document.origin_span(mention.span)
        subject = node(f"{vocab.MENTION}{short(self.document)}/{at.start}-{at.end}")
        self.add(subject, vocab.RDF_TYPE, node(DV.Mention))
        self.add(subject, DV.refersTo, directive)
        self.words(subject, mention.span, mention.sentence)
        if directive != self.author:
            self.link(self.author, "cites", directive)
            self.statement(
                subject, Claim(None, "cites", key, mention.span, mention.sentence, ""), self.author, directive
            )
        self.stated(subject, directive, key, mention)

    def stated(self, subject: NamedNode, directive: NamedNode, key: Key, mention: Mention) -> None:
        """Keep what the mention itself says of the directive, on both nodes."""
        self.facts(directive, mention.type, mention.number, mention.symbol, mention.title)
        if date_literal(mention.date):
            self.dates[directive].add(mention.date or "")
            self.add(subject, DV.statesDate, date_literal(mention.date))
        else:
            for at, predicate in ((directive, DV.dateText), (subject, DV.statesDate)):
                self.text(at, predicate, mention.date_text or mention.date)
        self.text(subject, DV.statesTitle, mention.title, "vi")
        for predicate, value in (
            (DV.statesType, mention.type),
            (DV.statesNumber, mention.number),
            (DV.statesSymbol, mention.symbol),
            (DV.statesTerm, mention.term),
            (DV.statesIssuerText, mention.issuer),
        ):
            self.text(subject, predicate, value)
        for body in mention.issuers:
            self.add(subject, DV.statesIssuer, self.organisation(body))
            self.issued(Claim(key, "issuedBy", body, mention.extent, mention.sentence, mention.issuer or ""))
