"""SPARQL over the store: a query's text or the name of one in ``ontology/queries/``, with values for its variables.

A named query declares itself in its first lines::

    # title@vi: Văn bản nào đã thay thế văn bản này
    # title@en: What replaced a directive
    # param: directive directive ! Văn bản gốc | The directive to start from

``param`` gives name, kind, default and what it means in Vietnamese | English. Kinds: directive, organisation, anything,
territory, level, branch, relation, date, integer, text. The default ``!`` says that a value must be given, ``-`` that
the query holds for any value when none is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from .bindings import Term, bind, variables
from .errors import QueryError
from .facts import Opened
from .resources import resource
from .store import ask
from .values import guess, value
from .vocab import PREFIXES

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_HEADER = re.compile(r"^# *(title@vi|title@en|param) *: *(.*?) *$", re.MULTILINE)
_UPDATE = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): *")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a named query asks for; ``default`` is "" where any value will do."""

    name: str
    kind: str
    required: bool
    default: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Named:
    """A query of ``ontology/queries/``: its file, its title in both languages, its parameters."""

    path: Path
    vi: str
    en: str
    parameters: tuple[Parameter, ...]

    def title(self, lang: str = "vi") -> str:
        """Return the title in a language."""
        return self.en if lang == "en" else self.vi

    @property
    def text(self) -> str:
        """The query as written."""
        return self.path.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gives: ``kind`` is select (``columns`` and ``rows``), ask (``answer``) or graph (``triples``)."""

    kind: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value | None, ...], ...] = ()
    answer: bool | None = None
    triples: tuple[ox.Triple, ...] = ()

    def records(self) -> list[dict[str, str]]:
        """Return the rows as texts by column: the value of a literal, an IRI as it is, "" where nothing is bound.

        >>> QueryResult("select", ("a", "b"), ((ox.Literal(1), None),)).records()
        [{'a': '1', 'b': ''}]
        """
        return [dict(zip(self.columns, map(_text, row), strict=True)) for row in self.rows]

    def __bool__(self) -> bool:
        """Whether anything was found; for ASK, the answer."""
        return bool(self.rows or self.triples or self.answer)


@cache
def named() -> dict[str, Named]:
    """Every query of ``ontology/queries/`` by its name."""
    return {
        path.stem: _read(path) for path in sorted(resource("ontology/queries").glob("*.rq"), key=lambda path: path.stem)
    }


def _read(path: Path) -> Named:
    """Read the header of a query file."""
    found = _HEADER.findall(path.read_text(encoding="utf-8"))
    titles = dict(pair for pair in found if pair[0] != "param")
    parameters = tuple(_parameter(text) for key, text in found if key == "param")
    return Named(path, titles.get("title@vi", path.stem), titles.get("title@en", path.stem), parameters)


def _parameter(text: str) -> Parameter:
    """Read one ``param`` line."""
    name, kind, default, about = text.split(None, 3)
    vi, _, en = about.partition("|")
    return Parameter(name, kind, default == "!", "" if default in ("!", "-") else default, vi.strip(), en.strip())


def run(store: Opened, query: str, bindings: Mapping[str, str | Term] | None = None) -> QueryResult:
    """Answer a query, by its name or its text, over all graphs of the store.

    ``bindings`` gives variables values: terms, or texts as a user types them ("25-NQ/TW khóa XI", "Phong Thổ", "huyện",
    "2020", an IRI). Raises QueryError, with line and column where the text is at fault.
    """
    known = named().get(query)
    if not query.strip():
        raise QueryError("the query is empty")
    text, given = (known.text if known else query), dict(bindings or {})
    if not known and re.fullmatch(r"[\w-]+", query.strip()):
        raise QueryError(f"{query}: no query of this name; there are {', '.join(named())}")
    terms = _declared(store, known, query, given) if known else _free(store, text, given)
    return _answer(store.oxigraph, text, terms)


def _declared(store: Opened, known: Named, name: str, given: Mapping[str, str | Term]) -> dict[str, Term]:
    """Values for the parameters of a named query."""
    by_name = {one.name: one for one in known.parameters}
    for wrong in sorted(given.keys() - by_name.keys()):
        raise QueryError(f"{name}: no parameter {wrong}; there are {', '.join(by_name) or 'none'}")
    terms = {}
    for one in known.parameters:
        said = given.get(one.name, one.default)
        if one.required and not said:
            raise QueryError(f"{name}: the parameter {one.name} is missing ({one.vi} | {one.en})")
        if said:
            terms[one.name] = value(store, one.kind, said) if isinstance(said, str) else said
    return terms


def _free(store: Opened, text: str, given: Mapping[str, str | Term]) -> dict[str, Term]:
    """Values for the variables of a query that declares nothing."""
    for wrong in sorted(given.keys() - variables(text)):
        raise QueryError(f"the query has no variable ?{wrong}")
    return {name: guess(store, said) if isinstance(said, str) else said for name, said in given.items()}


def _answer(graph: ox.Store, text: str, terms: Mapping[str, Term]) -> QueryResult:
    """Run the query with values in place; say where it is at fault when it cannot be read."""
    try:
        found = ask(graph, bind(text, terms))
        if isinstance(found, ox.QueryBoolean):
            return QueryResult("ask", answer=bool(found))
        if isinstance(found, ox.QueryTriples):
            return QueryResult("graph", triples=tuple(sorted(dict.fromkeys(found), key=str)))
        columns = tuple(variable.value for variable in found.variables)
        return QueryResult("select", columns, tuple(tuple(row) for row in found))
    except SyntaxError as error:
        raise QueryError(_fault(text, terms, error)) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def _fault(text: str, terms: Mapping[str, Term], error: SyntaxError) -> str:
    """One line on a syntax error: place, the line at fault, what was expected."""
    if terms:
        try:
            ox.Store().query(text, prefixes=PREFIXES)
        except SyntaxError as own:
            error = own
        else:
            return f"the values {', '.join(f'{name} = {term}' for name, term in terms.items())} do not fit the query"
    message = " ".join(str(error).split())
    place = _PLACE.match(message)
    if not place:
        return message
    line, column = int(place[1]), int(place[2])
    lines = text.splitlines() or [""]
    written = lines[min(line, len(lines)) - 1].strip()
    if _UPDATE.match(written):
        return "the store is only read; a query is SELECT, ASK, CONSTRUCT or DESCRIBE"
    prefix = re.search(r"([\w-]*):[\w-]*$", lines[min(line, len(lines)) - 1][: column - 1])
    expected = _expected(message[place.end() :], prefix[1] if prefix else "")
    return f"line {line}, column {column}, in “{written}”: {expected}"


def _expected(message: str, prefix: str) -> str:
    """Shorten what the parser says: without its lists of characters."""
    if "Prefix not found" in message:
        return f"the prefix {prefix}: is not declared"
    if message == "expected [_]":
        return "the query ends too early"
    found = re.findall(r'"[^"]+"|(?<![\w\[\]{])[A-Z]{2,}(?![\w\]])', message)
    return f"expected {' or '.join(found)}" if found else message


def _text(term: Value | None) -> str:
    """Write a term as plain text."""
    return "" if term is None else str(getattr(term, "value", term))
