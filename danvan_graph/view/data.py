"""A lineage as the page carries it: columns without repetition; sentences apart, unpacked when first asked for."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence

from danvan_graph import territory
from danvan_graph.coverage import Coverage
from danvan_graph.lineage import Edge, Lineage, Node
from danvan_graph.model import ID
from danvan_graph.view import layout, style

PLAIN = 400_000
_SURROGATE = re.compile("[\ud800-\udfff]")


class Strings:
    """Strings in order of first use, each once."""

    def __init__(self) -> None:
        self._index: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Give the index of ``text``."""
        return self._index.setdefault(text, len(self._index))

    def all(self) -> list[str]:
        """List every string, by index."""
        return list(self._index)


def whole(text: str) -> str:
    """``text`` with every half of a surrogate pair replaced: it could not be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def dump(value: object) -> str:
    """JSON that can stand inside a script element: no character of it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return whole(text).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def packed(value: object) -> str:
    """Write :func:`dump`, or from PLAIN characters on its deflated form in base 64."""
    text = dump(value)
    if len(text) < PLAIN:
        return text
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return base64.b64encode(squeeze.compress(text.encode()) + squeeze.flush()).decode("ascii")


def nodes(made: layout.Plan) -> dict[str, object]:
    """List the directives in drawing order, a row each; words that return are indices into ``strings``."""
    word = Strings()
    rows = [
        _row(node, word, layer, parent)
        for node, layer, parent in zip(made.nodes, made.layers, made.parents, strict=True)
    ]
    names = places(made.nodes)
    return {
        "base": ID,
        "places": names,
        "strings": word.all(),
        "rows": rows,
        "bands": list(made.bands),
        "levels": list(layout.LEVELS),
    }


def _row(node: Node, word: Strings, layer: int, parent: int) -> list[object]:
    """One directive; the order is that of ``FIELDS`` in static/js/data.js."""
    dates = [date for date in node.dates if date != node.date]
    words = (node.type, node.branch, node.level, place(node), node.issuer, node.issuer_iri, node.state)
    flags = int(node.unresolved) + 2 * int(is_superseded(node))
    return [
        node.iri.removeprefix(ID),
        node.label or node.iri.removeprefix(ID),
        node.date,
        node.title,
        *map(word, words),
        word(node.number),
        word(node.symbol),
        layer,
        parent,
        node.days,
        flags,
        node.contradictions,
        *([dates] if dates else []),
    ]


def place(node: Node) -> str:
    """Path of the node's territory, or its name where it has no path."""
    return node.territory_iri.removeprefix(f"{ID}territory/") or node.territory


def places(nodes: Sequence[Node]) -> dict[str, str]:
    """Names of the territories that occur and of those around them, by path."""
    names = {place(node): node.territory for node in nodes if node.territory}
    around = {path[:at] for path in names for at, letter in enumerate(path) if letter == "/"}
    return names | {path: name for path in around - set(names) if (name := _name(path))}


def _name(path: str) -> str:
    """Name of a territory of the bundled data, "" for any other."""
    try:
        return territory.get(path).name
    except (KeyError, FileNotFoundError):
        return ""


def bodies(made: layout.Plan, coverage: Coverage) -> dict[str, object]:
    """List the bodies of a coverage, each with the path it is grouped under and its directives as indices."""
    index = {node.iri: at for at, node in enumerate(made.nodes)}
    rows = []
    for row in coverage.rows:
        path = row.iri.removeprefix(f"{ID}org/").split("/")[:-1]
        known = [index[node.iri] for node in row.directives if node.iri in index]
        facts = (row.organisation, row.iri, row.level, row.territory, row.status, row.directive, row.date, row.days)
        rows.append([*facts, "/".join(path), known])
    around = {"/".join(str(row[8]).split("/")[:-1]) for row in rows}
    return {
        "rows": rows,
        "groups": {path: _name(path) or path for path in sorted(around)},
        "documents": coverage.documents,
        "level": coverage.level,
        "under": coverage.under,
    }


def is_superseded(node: Node) -> bool:
    """Whether the node's state says that another directive has replaced it."""
    return "supersed" in node.state or "repeal" in node.state or "thay thế" in node.state or "bãi bỏ" in node.state


def edges(made: layout.Plan, lineage: Lineage) -> tuple[dict[str, object], dict[str, object]]:
    """List the links (subject, relation, object, number of claims), and their claims in the same order."""
    index = {node.iri: at for at, node in enumerate(made.nodes)}
    relation, word = Strings(), Strings()
    known = sorted(
        (edge for edge in lineage.edges if edge.subject in index and edge.object in index),
        key=lambda edge: (index[edge.subject], edge.predicate, index[edge.object]),
    )
    rows = [[index[e.subject], relation(e.predicate), index[e.object], len(e.claims), int(e.cycle)] for e in known]
    claims = [_claims(edge, word) for edge in known]
    return {"relations": relation.all(), "rows": rows}, {"strings": word.all(), "claims": claims}


def _claims(edge: Edge, word: Strings) -> Sequence[Sequence[object]]:
    """Path, start, end, sentence, statement, cue and method of each claim."""
    return [
        [word(c.path), c.start, c.end, word(c.text), word(c.quote), word(c.cue), word(c.method)] for c in edge.claims
    ]


def looks(lineage: Lineage) -> dict[str, object]:
    """Names and signs of the types, branches and relations that occur."""
    kinds = sorted({node.type for node in lineage.nodes})
    known = style.relations()
    plain = known["cites"]
    names = sorted({edge.predicate for edge in lineage.edges})
    return {
        "types": {kind: list(style.icon(kind)) for kind in kinds},
        "branches": style.BRANCHES,
        "relations": {n: known.get(n, {**plain, "name": [n, n], "back": [n, n]}) for n in (*known, *names)},
    }
