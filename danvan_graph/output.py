"""Rows as table, csv, tsv, json or jsonl; nothing is cut short where the output is no terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def render(rows: Iterable[Row], columns: Sequence[str], form: str, titles: Sequence[str] = ()) -> str:
    """All ``rows`` in a format; ``titles`` stand over the columns of a table."""
    return _FORMS[form](list(rows), columns, titles or columns)


def to_json(value: Any, *, indent: int | None = 1) -> str:
    """JSON in UTF-8, one value; characters that end a line for some readers are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    for sign in "\x85\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def to_jsonl(rows: Iterable[Any]) -> str:
    """One JSON value a line."""
    return "".join(to_json(row, indent=None) + "\n" for row in rows)


def _separated(rows: list[Row], columns: Sequence[str], delimiter: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def cell(value: Any) -> str:
    """Text of one value: "" for none, several joined with "; "."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(cell, value))
    return str(value)


def _table(rows: list[Row], columns: Sequence[str], titles: Sequence[str]) -> str:
    """Columns set out with spaces; lines of one row are never broken."""
    lines = [list(titles), *([" ".join(cell(row.get(column)).split()) for column in columns] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns))]
    lines.insert(1, ["─" * width for width in widths])
    numeric = [all(isinstance(row.get(column), (int, float, type(None))) for row in rows) for column in columns]
    return "".join(
        "  ".join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(line, widths, numeric, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def fitted(rows: Sequence[Row], columns: Sequence[str], titles: Sequence[str], width: int) -> str:
    """A table for a terminal of that width: long texts go on in the next line of their column."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column, title in zip(columns, titles, strict=True):
        number = all(isinstance(row.get(column), (int, float, type(None))) for row in rows)
        table.add_column(title, justify="right" if number else "left", overflow="fold", no_wrap=number)
    for row in rows:
        table.add_row(*(_escape(" ".join(cell(row.get(column)).split())) for column in columns))
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False).print(table)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(text)


_FORMS: dict[str, Callable[[list[Row], Sequence[str], Sequence[str]], str]] = {
    "table": _table,
    "csv": lambda rows, columns, titles: _separated(rows, columns, ","),
    "tsv": lambda rows, columns, titles: _separated(rows, columns, "\t"),
    "json": lambda rows, columns, titles: to_json([{c: row.get(c) for c in columns} for row in rows]) + "\n",
    "jsonl": lambda rows, columns, titles: to_jsonl({c: row.get(c) for c in columns} for row in rows),
}


def sparql_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """The SPARQL 1.1 results format in JSON."""
    bindings = [
        {name: _term(term) for name, term in zip(columns, row, strict=True) if term is not None} for row in rows
    ]
    return {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}


def _term(term: Any) -> dict[str, Any]:
    """One RDF term in that format."""
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            return found | {"xml:lang": term.language}
        plain = term.datatype.value.endswith("#string")
        return found if plain else found | {"datatype": term.datatype.value}
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}


def triples(found: Iterable[Any], form: str) -> str:
    """Triples as Turtle, N-Triples (csv, tsv: three columns)."""
    import pyoxigraph as ox

    from .vocab import PREFIXES

    if form in ("csv", "tsv", "json"):
        names = ("subject", "predicate", "object")
        rows = [{name: getattr(getattr(triple, name), "value", "") for name in names} for triple in found]
        return render(rows, names, form)
    return (ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
