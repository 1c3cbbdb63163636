"""The records that pass from stage to stage; all frozen, none knows RDF.

Every span counts Python ``str`` indices into :attr:`Document.text`, the one coordinate system of the package.
:meth:`Document.origin_span` turns a span into the coordinates promised to users (DESIGN section 6).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

ID = "https://w3id.org/danvan/id/"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval ``[start, end)`` of character indices into ``Document.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote: its text stands at ``span``, its mark stood at index ``anchor`` (the mark itself is removed).

    ``anchor`` is -1 for a note whose mark was not found in the text.
    """

    mark: str
    anchor: int
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text read from a file, ready for the grammar.

    ``text`` is NFC, in reading order, one logical paragraph a line: lines broken by layout are joined with a space,
    page numbers and running headers are gone, notes stand in lines of their own right after the paragraph of their
    mark, note marks are gone, dashes are ``-``, spaces are plain, invisible characters are gone.
    ``origin`` is the text promised to users: for .txt/.md what ``open(path, encoding="utf-8", newline="").read()``
    gives, else what ``danvan extract --text`` prints. ``pieces`` maps one to the other: sorted tuples
    ``(text_start, origin_start, text_length, origin_length)``; inside a piece whose lengths are equal characters
    correspond one to one.
    """

    source: str
    path: str
    sha256: str
    text: str
    origin: str
    pieces: tuple[tuple[int, int, int, int], ...]
    title: str | None = None
    notes: tuple[Note, ...] = ()

    def origin_index(self, index: int, *, end: bool = False) -> int:
        """Index into ``origin`` of the character at ``index`` of ``text`` (with ``end``: of the place behind it)."""
        if not self.pieces:
            return index
        at = index - 1 if end else index
        row = max(0, bisect_right(self.pieces, (at, len(self.origin) + 1, 0, 0)) - 1)
        text_start, origin_start, length, origin_length = self.pieces[row]
        offset = at - text_start
        if length == origin_length:
            return min(origin_start + offset + (1 if end else 0), len(self.origin))
        return origin_start + (origin_length if end or offset >= length else 0)

    def origin_span(self, span: Span) -> Span:
        """The span of ``origin`` that covers ``span``."""
        start = self.origin_index(span.start)
        return Span(start, max(start, self.origin_index(span.end, end=True)))

    def quote(self, span: Span) -> str:
        """The characters of ``origin`` under ``span``; over a cut by a page break, only up to the cut's far side."""
        out = self.origin_span(span)
        return self.origin[out.start : out.end]


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What makes a directive one and the same (DESIGN section 3): issuing committee, type, number, term or year.

    ``body``: slug of the committee whose series numbers it, territory first ("tw", "lai-chau/tu",
    "lai-chau/phong-tho/hu", "lai-chau/ubnd"); "" where the text does not tell.
    ``type``: slug of the symbol's or word's type ("nq", "ctr").
    ``number``: without leading zeros; "" for a document known by name only.
    ``era``: term ("xi", "2020-2025") or year ("2019"); "" where the text does not tell.
    ``name``: slug of what singles out a document without number, else "".
    """

    body: str
    type: str
    number: str = ""
    era: str = ""
    name: str = ""

    @property
    def iri(self) -> str:
        """The directive's IRI, made of the key alone."""
        parts = [self.body or "-", f"{self.type}-{self.number}" if self.number else self.type]
        parts += [part for part in (self.name, self.era) if part]
        return f"{ID}directive/" + "/".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Organisation:
    """A body: ``label`` is its full Vietnamese name, territory included.

    ``kind``: code of the body in lexicon/bodies.tsv; ``level``: central province district commune village or "";
    ``branch``: party state front military or ""; ``territory``: path of slugs ("lai-chau/phong-tho"), "" for the
    centre or when unknown.
    """

    label: str
    kind: str
    level: str = ""
    branch: str = ""
    territory: str = ""
    slug: str = ""

    @property
    def iri(self) -> str:
        """The organisation's IRI, made of territory and kind alone."""
        return f"{ID}org/{self.slug}"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text refers to one individual document. ``span`` is the head (GUIDELINES section 1).

    ``extent`` is the whole noun phrase with date, issuer and title. ``date`` is ISO, possibly partial (``2022-03``);
    ``date_text`` the date as written, kept where it is no possible date. ``key`` is as complete as the document makes
    it, None where it stays open; ``candidates`` then holds what it may mean. ``sentence`` is the sentence around it.
    """

    span: Span
    extent: Span
    sentence: Span
    kind: str
    type: str | None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    date_text: str | None = None
    issuer: str | None = None
    title: str | None = None
    term: str | None = None
    issuers: tuple[Organisation, ...] = ()
    key: Key | None = None
    candidates: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One link and the words that state it.

    ``subject`` is a Key (or None: the source document itself, when it is no directive); ``object`` a Key, or an
    Organisation for ``issuedBy``. ``predicate`` is the local name in the ontology. ``span`` covers the statement,
    ``cue`` is the words that decide, ``method`` text | letterhead | registry | rule | curated, ``certainty`` 0 to 1.
    """

    subject: Key | None
    predicate: str
    object: Key | Organisation
    span: Span
    sentence: Span
    cue: str
    method: str = "text"
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the document says of itself; all None/empty when it is no directive but a report, article or digest.

    ``partners`` are the bodies that issue a joint document with ``issuer``, in the order in which the head names them.
    """

    key: Key | None = None
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: Organisation | None = None
    title: str | None = None
    signer: str | None = None
    place: str | None = None
    span: Span = field(default_factory=lambda: Span(0, 0))
    partners: tuple[Organisation, ...] = ()

    @property
    def issuers(self) -> tuple[Organisation, ...]:
        """Every body that issues the document, the one whose number it bears first."""
        return (self.issuer, *self.partners) if self.issuer else ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says: the value that ``extract`` returns, the store keeps and ``graph`` turns into RDF.

    ``level`` and ``territory`` are those of the document's author (letterhead, else publisher or place), "" if unknown.
    """

    document: Document
    letterhead: Letterhead
    level: str
    territory: str
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
