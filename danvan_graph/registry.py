"""A table of known directives (TSV) → records for reconcile: keys, dates, titles."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from . import body
from .body import Context
from .errors import ReadError
from .identity import Home, number_key
from .number import parse
from .reconcile import Known

_NEEDED = {"type", "number", "symbol", "date", "issuer", "title", "term"}


def read_registry(path: str | Path) -> tuple[Known, ...]:
    """Read a table with the columns type, number, symbol, date, issuer, title, term, as ``data/registry`` has them.

    Raises ReadError when the file is no such table. A row whose committee stays unknown is left out.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = _NEEDED - set(rows.fieldnames or ())
            if missing:
                raise ReadError(path, f"no registry: columns missing: {', '.join(sorted(missing))}")
            return tuple(_known(rows))
    except OSError as error:
        raise ReadError(path, (error.strerror or str(error)).lower()) from None
    except UnicodeError:
        raise ReadError(path, "no UTF-8 text") from None


def _known(rows: Iterator[dict[str, str]] | csv.DictReader[str]) -> Iterator[Known]:
    """The rows as records, those without number or committee left out."""
    home = Home(Context(), None, "")
    for row in rows:
        value = {name: (row.get(name) or "").strip() for name in _NEEDED}
        if not value["number"]:
            continue
        issuer = body.read(value["issuer"])
        number = parse(value["number"], value["symbol"] or None, value["type"] or None)
        issuers = (issuer,) if issuer else ()
        key = number_key(number, value["type"] or None, value["date"] or None, value["term"], issuers, home)
        if key.body and not key.body.startswith("-"):
            yield Known(key, value["date"], (value["title"],) if value["title"] else ())
