"""An Extraction as the JSON records of DESIGN section 6, and as bytes for the store's catalogue."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from . import territory
from .model import Extraction, Key, Mention, Organisation
from .reconcile import Resolution


def to_json(extraction: Extraction, resolution: Resolution) -> Iterator[dict[str, Any]]:
    """The records of one document: the document itself, its mentions, its relations.

    Who issued the document itself stands in its ``document`` record, so no relation repeats it.
    """
    document = extraction.document
    yield _document(extraction, resolution)
    for mention in extraction.mentions:
        yield _mention(extraction, mention, resolution)
    seen = set()
    for claim in extraction.claims:
        if claim.method == "letterhead" and claim.predicate == "issuedBy":
            continue
        span = document.origin_span(claim.span)
        subject = resolution.final(claim.subject).iri if claim.subject else document.source
        target = claim.object if isinstance(claim.object, Organisation) else resolution.final(claim.object)
        row = (subject, claim.predicate, target.iri, span)
        if subject == target.iri or row in seen:
            continue
        seen.add(row)
        yield {
            "record": "relation",
            "source": document.source,
            "subject": subject,
            "predicate": claim.predicate,
            "object": target.iri,
            "object_label": target.label if isinstance(target, Organisation) else None,
            "start": span.start,
            "end": span.end,
            "text": document.origin[span.start : span.end],
            "cue": claim.cue,
        }


def _document(extraction: Extraction, resolution: Resolution) -> dict[str, Any]:
    document, head = extraction.document, extraction.letterhead
    own = resolution.final(head.key).iri if head.key else None
    return {
        "record": "document",
        "source": document.source,
        "path": document.path,
        "title": head.title if own else document.title,
        "directive": own,
        "type": head.type if own else None,
        "number": head.number if own else None,
        "symbol": head.symbol if own else None,
        "date": head.date if own else None,
        "issuer": (" - ".join(one.label for one in head.issuers) or None) if own else None,
        "level": (extraction.level or None) if own else None,
        "territory": (territory_name(extraction.territory) or None) if own else None,
    }


def territory_name(path: str) -> str:
    """Name of a territory path ("lai-chau/phong-tho" → "Phong Thổ"); "" for none."""
    if not path:
        return ""
    try:
        return territory.get(path).name
    except KeyError:
        return path.rsplit("/", 1)[-1]


def _mention(extraction: Extraction, mention: Mention, resolution: Resolution) -> dict[str, Any]:
    document = extraction.document
    span = document.origin_span(mention.span)
    key = resolution.final(mention.key) if mention.key else None
    candidates = mention.candidates or (resolution.candidates(mention.key) if mention.key else ())
    record = {
        "record": "mention",
        "source": document.source,
        "start": span.start,
        "end": span.end,
        "text": document.origin[span.start : span.end],
        "kind": mention.kind,
        "type": mention.type,
        "number": mention.number,
        "symbol": mention.symbol,
        "date": mention.date,
        "issuer": mention.issuer,
        "title": mention.title,
        "term": mention.term,
        "directive": key.iri if key and not candidates else None,
    }
    if candidates:
        record["candidates"] = [one.iri for one in candidates]
    if mention.date is None and mention.date_text:
        record["date_text"] = mention.date_text
    if mention.notes:
        record["notes"] = list(mention.notes)
    return record


def dump(extraction: Extraction) -> bytes:
    """The extraction as compact JSON bytes; the same extraction gives the same bytes."""
    return json.dumps(_plain(extraction), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def load(data: bytes) -> Extraction:
    """The extraction that ``dump`` wrote."""
    value = _build(Extraction, json.loads(data))
    assert isinstance(value, Extraction)
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        row = [_plain(getattr(value, one.name)) for one in fields(value)]
        return row if not isinstance(value, Organisation | Key) else [type(value).__name__[0], *row]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _build(kind: Any, value: Any) -> Any:
    """A value of type ``kind`` from plain JSON."""
    origin = get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        options = [one for one in get_args(kind) if one is not type(None)]
        if len(options) == 1:
            return _build(options[0], value)
        return _build({"K": Key, "O": Organisation}[value[0]], value)
    if origin is tuple:
        inner = get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_build(inner[0], one) for one in value)
        return tuple(_build(one, item) for one, item in zip(inner, value, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        row = value[1:] if kind in (Key, Organisation) else value
        hints = _hints(kind)
        return kind(*(_build(hints[one.name], item) for one, item in zip(fields(kind), row, strict=True)))
    return value
