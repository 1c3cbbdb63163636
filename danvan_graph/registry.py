"""Tables of known directives (TSV) → records for reconcile: keys and what is known of them, with the source of it.

The bundled table, ``data/registry/directives.tsv``, always counts; users add their own. What a registry says settles
which directive a citation means and fills what the texts leave out; it never takes the place of what they say.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from . import body
from .context import Context
from .errors import ReadError
from .identity import Home, number_key
from .model import Key, Organisation
from .named import ordinal
from .number import parse
from .reconcile import Known
from .resources import resource

_NEEDED = {"type", "number", "symbol", "date", "issuer", "title", "term"}
_PLENUM = re.compile(r"trung ương (?:lần thứ )?([0-9]+|\w+)[ ,(]+khóa ([ivx]+)", re.IGNORECASE)


def read_registry(path: str | Path) -> tuple[Known, ...]:
    """Read a table with the columns type, number, symbol, date, issuer, title, term, as ``data/registry`` has them.

    Columns aliases and source are read too. Raises ReadError when the file is no such table. A row whose committee
    stays unknown is left out.
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


@cache
def bundled() -> tuple[Known, ...]:
    """The directives of the bundled table."""
    return read_registry(resource("data/registry/directives.tsv"))


def with_bundled(own: Iterable[Known]) -> tuple[Known, ...]:
    """The user's directives and, of the bundled ones, those that the user's do not speak of."""
    mine = tuple(own)
    keys = {known.key for known in mine}
    return (*mine, *(known for known in bundled() if known.key not in keys))


def dump(registry: Iterable[Known]) -> str:
    """Known directives as text, always in the same order."""
    rows = sorted(json.dumps(asdict(known), sort_keys=True, ensure_ascii=False) for known in registry)
    return f"[{','.join(rows)}]" if rows else ""


def load(text: str) -> tuple[Known, ...]:
    """The known directives that :func:`dump` wrote; none out of what another version wrote."""
    try:
        return tuple(_built(row) for row in json.loads(text or "[]"))
    except (TypeError, KeyError, ValueError):
        return ()


def _built(row: dict[str, Any]) -> Known:
    made = {
        "key": Key(**row["key"]),
        "titles": tuple(row["titles"]),
        "issuers": tuple(Organisation(**one) for one in row["issuers"]),
        "aliases": tuple(Key(**one) for one in row["aliases"]),
    }
    return Known(**{**row, **made})


def _known(rows: Iterator[dict[str, str]] | csv.DictReader[str]) -> Iterator[Known]:
    """The rows as records, those without number or committee left out."""
    home = Home(Context(), None, "")
    for row in rows:
        value = {name: (row.get(name) or "").strip() for name in (*_NEEDED, "aliases", "source")}
        if not value["number"]:
            continue
        number = parse(value["number"], value["symbol"] or None, value["type"] or None)
        named = (body.read(name.strip()) for name in value["issuer"].split(";") if name.strip())
        issuers = tuple(one for one in named if one)
        kind = value["type"] or None
        key = number_key(number, kind, value["date"] or None, value["term"], issuers[:1], home)
        if key.body and not key.body.startswith("-"):
            titles = (value["title"],) if value["title"] else ()
            aliases = tuple(_aliases(value["aliases"]))
            facts = (value["type"], value["number"], value["symbol"], value["source"])
            yield Known(key, value["date"], titles, issuers, aliases, *facts)


def _aliases(text: str) -> Iterator[Key]:
    """Keys of the plenums' resolutions that a row's other names speak of."""
    for found in _PLENUM.finditer(text):
        try:
            yield Key("tw", "nq", "", found[2].lower(), f"trung-uong-{ordinal(found[1])}")
        except KeyError:
            continue
