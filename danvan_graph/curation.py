"""Decisions by people, in a small Turtle file under version control, applied whenever a store is built.

::

    @base <https://w3id.org/danvan/id/> .
    @prefix dv: <https://w3id.org/danvan/ontology#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .

    [] a dv:Curation ; dv:ruling "same" ; dv:curates <directive/tw/nq-25> ; dv:ruledObject <directive/tw/nq-25/xi> ;
      dcterms:creator "Lò Thị A" ; dcterms:date "2025-11-20" ; dcterms:description "văn bản gốc ghi khóa XI" .

A ruling is one of :data:`RULINGS`. ``dv:curates`` is what it is about: a directive or, for "same", "different" and
"not-a-citation", one citation (``mention/…``). To take a ruling back, remove it from the file and build again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from . import vocab
from .errors import ReadError
from .labels import provisional
from .model import Extraction, Key, Mention, Organisation
from .reconcile import Resolution, Rulings
from .rekey import rekeyed
from .vocab import DV, ID, PREFIXES

RULINGS = {
    "same": "ruledObject is the directive that is meant",
    "different": "ruledObject is not the directive that is meant",
    "not-a-citation": "the words cite nothing",
    "date": "ruledDate is the date",
    "drop": "the link ruledPredicate to ruledObject does not hold",
}
"""Every ruling and what it says."""
NAME = "curation.ttl"
_DCTERMS = PREFIXES["dcterms"]
_HEAD = f"""# Quyết định của người rà soát; danvan build áp dụng, xóa một mục là trở lại như cũ.
# Decisions by people; danvan build applies them, taking one out takes it back.
@base <{ID}> .
@prefix dv: <{vocab.BASE}> .
@prefix dcterms: <{_DCTERMS}> .
@prefix xsd: <{PREFIXES["xsd"]}> .
"""


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """One decision: ``about`` and ``object`` are IRIs, ``date`` ISO, ``day`` the day on which it was made."""

    ruling: str
    about: str
    object: str = ""
    predicate: str = ""
    date: str = ""
    author: str = ""
    day: str = ""
    reason: str = ""

    @property
    def iri(self) -> str:
        """IRI of the decision, of what it says."""
        return f"{vocab.CURATION}/{hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:16]}"


_FIELDS = {
    "ruling": DV.ruling,
    "about": DV.curates,
    "object": DV.ruledObject,
    "predicate": DV.ruledPredicate,
    "date": DV.ruledDate,
    "author": _DCTERMS + "creator",
    "day": _DCTERMS + "date",
    "reason": _DCTERMS + "description",
}


def read_curation(path: str | Path) -> tuple[Ruling, ...]:
    """Read the decisions of a file, sorted; raises ReadError when it is no such file or a decision is not complete."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    except OSError as error:
        raise ReadError(path, (error.strerror or str(error)).lower()) from None
    except (SyntaxError, ValueError) as error:
        raise ReadError(path, " ".join(str(error).split())) from None
    found = []
    for node in dict.fromkeys(t.subject for t in triples if t.object == ox.NamedNode(DV.Curation)):
        said = {t.predicate.value: getattr(t.object, "value", "") for t in triples if t.subject == node}
        ruling = Ruling(**{name: str(said.get(iri, "")) for name, iri in _FIELDS.items()})
        if wrong := _wrong(ruling):
            raise ReadError(path, f"{ruling.ruling or 'decision'} on {ruling.about or '?'}: {wrong}")
        found.append(ruling)
    return tuple(sorted(set(found)))


def _wrong(ruling: Ruling) -> str:
    """What a decision lacks, "" when it is complete."""
    if ruling.ruling not in RULINGS:
        return f"dv:ruling must be one of {', '.join(RULINGS)}"
    needed = {"same": "object", "different": "object", "drop": "object predicate", "date": "date"}
    missing = [name for name in f"about {needed.get(ruling.ruling, '')}".split() if not getattr(ruling, name)]
    if missing:
        return f"{', '.join(vocab.local(_FIELDS[name]) for name in missing)} missing"
    if ruling.date and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", ruling.date):
        return f"{ruling.date} is no date"
    return "" if "://" in ruling.about else "dv:curates must be an IRI"


def kept(rulings: Iterable[Ruling]) -> str:
    """Decisions as text for the store's catalogue."""
    return json.dumps([astuple(one) for one in rulings], ensure_ascii=False) if rulings else ""


def read_kept(text: str) -> tuple[Ruling, ...]:
    """The decisions that :func:`kept` wrote."""
    return tuple(Ruling(*row) for row in json.loads(text or "[]"))


def find_curation(store: Path) -> Path | None:
    """The file beside the store or, failing that, in the working folder."""
    places = (store.absolute().parent / NAME, Path.cwd() / NAME)
    return next((path for path in places if path.is_file()), None)


def append(path: Path, rulings: Iterable[Ruling]) -> None:
    """Write decisions at the end of a file; what stands in it stays as it is."""
    start = "" if path.exists() and path.stat().st_size else _HEAD
    text = "".join(f"\n{turtle(one)}" for one in rulings)
    with path.open("a", encoding="utf-8") as file:
        file.write(start + text)


def turtle(ruling: Ruling) -> str:
    """One decision as it stands in the file."""
    parts = [f"dv:ruling {_text(ruling.ruling)}", f"dv:curates <{ruling.about.removeprefix(ID)}>"]
    parts += [f"dv:ruledPredicate dv:{vocab.local(ruling.predicate)}"] if ruling.predicate else []
    parts += [f"dv:ruledObject <{ruling.object.removeprefix(ID)}>"] if ruling.object else []
    parts += [f"dv:ruledDate {_text(ruling.date)}"] if ruling.date else []
    who = (("creator", ruling.author), ("date", ruling.day), ("description", ruling.reason))
    parts += [f"dcterms:{name} {_text(value)}" for name, value in who if value]
    return "[] a dv:Curation ;\n  " + " ;\n  ".join(parts) + " .\n"


def _text(value: str) -> str:
    return str(ox.Literal(value))


def identity(rulings: Iterable[Ruling]) -> Rulings:
    """What the decisions say of directives, for reconcile; of two on one directive the later by day holds."""
    found = sorted(rulings, key=lambda one: (one.day, one))
    return Rulings(
        same={one.about: one.object for one in found if one.ruling == "same"},
        different=frozenset((one.about, one.object) for one in found if one.ruling == "different"),
    )


def applied(extraction: Extraction, rulings: Sequence[Ruling], keys: Callable[[str], Key | None]) -> Extraction:
    """The extraction with what people ruled on its citations; ``keys`` finds the key of a directive's IRI."""
    about: dict[str, list[Ruling]] = {}
    for one in sorted(rulings, key=lambda one: (one.day, one)):
        if one.ruling in _ON_MENTIONS:
            about.setdefault(one.about, []).append(one)
    if not about:
        return extraction
    swaps: list[tuple[Mention, Key | None]] = []
    kept: list[Mention] = []
    for mention in extraction.mentions:
        own = provisional(mention, extraction.document)
        told = [*about.get(mention_iri(extraction, mention), ()), *(() if mention.key else about.get(own.iri, ()))]
        apart = {one.object for one in told if one.ruling == "different"}
        last = next((one for one in reversed(told) if one.ruling != "different"), None)
        left = tuple(key for key in mention.candidates if key.iri not in apart)
        kept.append(replace(mention, candidates=left) if len(left) > 1 else mention)
        if last:
            key = keys(last.object) if last.ruling == "same" else None
            swaps += [(kept[-1], key)] if key or last.ruling == "not-a-citation" else []
        elif (mention.key and mention.key.iri in apart) or (apart and not mention.key and len(left) < 2):
            swaps.append((kept[-1], left[0] if left else own))
    return rekeyed(replace(extraction, mentions=tuple(kept)), swaps)


_ON_MENTIONS = frozenset(["same", "different", "not-a-citation"])


def mention_iri(extraction: Extraction, mention: Mention) -> str:
    """IRI of a citation, as the graph has it."""
    at = extraction.document.origin_span(mention.span)
    return f"{vocab.MENTION}{extraction.document.source.rpartition('/')[2]}/{at.start}-{at.end}"


def without_dropped(extraction: Extraction, resolution: Resolution, rulings: Iterable[Ruling]) -> Extraction:
    """The extraction without the links that people ruled not to hold."""
    dropped = {(one.about, vocab.local(one.predicate), one.object) for one in rulings if one.ruling == "drop"}
    if not dropped:
        return extraction
    dropped |= {(one, "continues", other) for one, name, other in dropped if name == "implements"}

    def holds(key: Key | None, name: str, other: Key | Organisation) -> bool:
        subject = resolution.final(key).iri if key else extraction.document.source
        target = other if isinstance(other, Organisation) else resolution.final(other)
        return (subject, name, target.iri) not in dropped

    def issuers(mention: Mention) -> tuple[Organisation, ...]:
        return tuple(one for one in mention.issuers if holds(mention.key, "issuedBy", one))

    claims = tuple(claim for claim in extraction.claims if holds(claim.subject, claim.predicate, claim.object))
    mentions = tuple(replace(m, issuers=issuers(m)) if m.key and m.issuers else m for m in extraction.mentions)
    head = extraction.letterhead
    kept = [one for one in head.issuers if head.key is None or holds(head.key, "issuedBy", one)]
    if len(kept) < len(head.issuers):
        head = replace(head, issuer=next(iter(kept), None), partners=tuple(kept[1:]))
    return replace(extraction, claims=claims, mentions=mentions, letterhead=head)


def quads(rulings: Iterable[Ruling]) -> Iterator[ox.Quad]:
    """The decisions as a graph of their own, and the dates they settle."""
    graph = ox.NamedNode(vocab.CURATION)
    for one in rulings:
        at = ox.NamedNode(one.iri)
        yield ox.Quad(at, ox.NamedNode(vocab.RDF_TYPE), ox.NamedNode(DV.Curation), graph)
        for name, iri in _FIELDS.items():
            value = getattr(one, name)
            if value:
                node = name in ("about", "object", "predicate")
                yield ox.Quad(at, ox.NamedNode(iri), ox.NamedNode(value) if node else ox.Literal(value), graph)
        if one.ruling == "date":
            yield ox.Quad(ox.NamedNode(one.about), ox.NamedNode(DV.curatedDate), ox.Literal(one.date), graph)
