"""Put values in place of variables in the text of a SPARQL query.

Oxigraph binds only variables that the SELECT names, and a VALUES block reaches neither sub-queries nor aggregates; a
value written into the text reaches every place. What stands in strings, IRIs and comments is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

Term = ox.NamedNode | ox.Literal | ox.BlankNode
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>"{}|^`\\\x00-\x20]*>|"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<bound>\bBOUND\s*\(\s*[?$](?P<asked>\w+)\s*\))|[?$](?P<name>\w+)|(?P<word>[\w:.-]*\w)|(?P<mark>[(){}])""",
    re.DOTALL | re.IGNORECASE,
)
_CLAUSES = {"SELECT": "select", "GROUP": "modifier", "ORDER": "modifier", "HAVING": "modifier"}
_ENDS = {"WHERE", "FROM", "LIMIT", "OFFSET", "VALUES"}


def variables(query: str) -> frozenset[str]:
    """Names of the variables in a query.

    >>> sorted(variables('SELECT ?a { ?a ?b "?c" } # ?d'))
    ['a', 'b']
    """
    return frozenset(
        found["name"] or found["asked"] for found in _TOKEN.finditer(query) if found["name"] or found["asked"]
    )


def bind(query: str, values: Mapping[str, Term]) -> str:
    """Write each value in place of its variable; a SELECT that names the variable still gives it.

    >>> bind("SELECT ?a ?b { ?a ?p ?b }", {"b": ox.Literal("x")})
    'SELECT ?a ("x" AS ?b) { ?a ?p "x" }'
    """
    return "".join(_pieces(query, values)) if values else query


def _pieces(query: str, values: Mapping[str, Term]) -> Iterator[str]:
    """Yield the pieces of the query, old and new."""
    at, depth, clause = 0, 0, ""
    for found in _TOKEN.finditer(query):
        yield query[at : found.start()]
        at, piece = found.end(), found[0]
        if found["word"]:
            word = piece.upper()
            clause = _CLAUSES.get(word, "" if word in _ENDS else clause)
        elif found["mark"] in ("{", "}"):
            clause, depth = "", 0
        elif found["mark"]:
            depth += 1 if piece == "(" else -1
        elif found["bound"] and found["asked"] in values:
            piece = "true"
        elif found["name"] in values:
            piece = _written(values[found["name"]], found["name"], clause if depth <= 0 else "")
        yield piece
    yield query[at:]


def _written(value: Term, name: str, clause: str) -> str:
    """Write a value as the clause wants it: named in a SELECT, in brackets behind GROUP BY and ORDER BY.

    A whole number stands bare, so that LIMIT takes it.
    """
    number = isinstance(value, ox.Literal) and value.datatype.value.endswith("#integer")
    text = value.value if isinstance(value, ox.Literal) and number else str(value)
    if clause == "select":
        return f"({text} AS ?{name})"
    return f"({text})" if clause == "modifier" else text
