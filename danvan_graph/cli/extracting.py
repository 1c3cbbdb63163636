"""Documents → records of what they say, without a store: what ``danvan extract`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from danvan_graph.errors import ReadError, fault
from danvan_graph.facts import tail
from danvan_graph.model import Document, Extraction

COLUMNS = (
    "path",
    "record",
    "start",
    "end",
    "type",
    "number",
    "symbol",
    "date",
    "issuer",
    "title",
    "relation",
    "iri",
    "object",
    "text",
)
SHOWN = ("path", "start", "record", "relation", "directive", "date", "issuer", "text")
"""What a table for people shows; the text comes last, since it may be long."""


def documents(files: Iterable[Path], max_size: int, *, ocr: bool = False) -> tuple[list[Document], list[ReadError]]:
    """Read files and folders; what cannot be read is given beside what can."""
    from danvan_graph.read import find_files, read

    paths, failures = find_files(files, ocr=ocr)
    found, failures = [], list(failures)
    for path in paths:
        try:
            found.append(read(path, max_size=max_size, ocr=ocr))
        except ReadError as error:
            failures.append(error)
    return found, failures


def extractions(found: Sequence[Document]) -> tuple[list[Extraction], list[ReadError]]:
    """What each document says; one on which the rules fail is given as an error and costs the others nothing."""
    from danvan_graph.extract import extract

    done, failures = [], []
    for document in found:
        try:
            done.append(extract(document))
        except Exception as error:  # a fault in the rules must not cost the other files
            failures.append(ReadError(document.path, fault(error)))
    return done, failures


def records(extractions: Sequence[Extraction], registry: str | None = None) -> Iterator[dict[str, Any]]:
    """Records of DESIGN section 6 for all documents, reconciled over them."""
    from danvan_graph.reconcile import reconcile
    from danvan_graph.records import to_json
    from danvan_graph.registry import read_registry, with_bundled

    resolution = reconcile(extractions, with_bundled(read_registry(registry) if registry else ()))
    for extraction in extractions:
        yield from to_json(resolution.within(extraction), resolution)


def rows(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Records as rows of one table: documents, mentions and relations."""
    paths: dict[str, str] = {}
    for record in found:
        if record["record"] == "document":
            paths[record["source"]] = record["path"]
        row = {name: record.get(name) for name in COLUMNS}
        row["path"] = paths.get(record["source"], "")
        row["iri"] = record.get("directive") or record.get("subject")
        row["relation"] = record.get("predicate")
        row["text"] = record.get("text") or record.get("title") or row["path"]
        row["object"] = record.get("object_label") or record.get("object")
        row["directive"] = tail(str(row["object"] or row["iri"] or ""))
        yield row
