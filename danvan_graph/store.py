"""The store: a folder with the graph (``graph/``, Oxigraph), what was read (``catalogue.sqlite``) and an index.

Each source has a graph of its own; the default graph is their union, kept in step with them. Any number of processes
may have the store open for reading, or one for writing. rdflib users open the graph by
``Dataset(store="Oxigraph").open(f"{folder}/graph")``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from . import index, indexing
from .bindings import Term, bind
from .catalogue import Catalogue
from .errors import QueryError, StoreError
from .vocab import PREFIXES

_AT_ONCE = 100_000
_UNION = ox.DefaultGraph()
Row = dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]


class Store:
    """An open store, for reading unless ``write``; without a path in memory.

    ``wait`` is how many seconds to wait for another process to let go of it.
    """

    def __init__(self, path: str | Path | None = None, *, write: bool = False, wait: float = 2.0) -> None:
        if re.match(r"[a-z]+://", str(path)):
            raise StoreError(f"{path}: only a store in a folder can be opened, not one behind an address")
        self.path = None if path is None else Path(path)
        self.write = write or path is None
        if self.path and not write and not (self.path / "graph" / "CURRENT").exists():
            raise StoreError(f"{self.path}: no store here; danvan build makes one")
        self._catalogue = _catalogue(self.path, write=write, wait=wait)
        self.index = index.opened(self.path) if self.path else None
        try:
            self._graph: ox.Store | None = _graph(self.path, write=write)
            self._indexed = self._fit() if write else ""
        except StoreError:
            self.close()
            raise

    def __enter__(self) -> Store:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; after an error without bringing the index up to date."""
        self.close(keep_index=kind is None)

    def close(self, *, keep_index: bool = True) -> None:
        """Write what is pending, bring the index up to date and let go of the folder; closing twice does nothing."""
        graph = getattr(self, "_graph", None)
        written = self.path if graph is not None and self.write else None
        if written and graph is not None:
            graph.flush()
            if keep_index and self._indexed != index.stamp(written):
                indexing.make(written, self)
        self._graph = None
        del graph
        if written and keep_index:
            indexing.seal(written)
        if self.index:
            self.index.close()
            self.index = None
        if self._catalogue:
            self._catalogue.close()
            self._catalogue = None

    def _fit(self) -> str:
        """The state of the graph's files, just opened for writing, if the index fits; a writer does without it."""
        if not self.path or not self.index:
            return ""
        self.index.close()
        self.index = None
        return index.stamp(self.path)

    @property
    def oxigraph(self) -> ox.Store:
        """The open Oxigraph store; its default graph is the union of all others."""
        if self._graph is None:
            raise StoreError(f"{self.path}: the store is closed")
        return self._graph

    @property
    def catalogue(self) -> Catalogue:
        """What was read; not there in a folder that holds nothing but a graph."""
        if self._catalogue is None:
            raise StoreError(f"{self.path}: no catalogue.sqlite, or the store is closed")
        return self._catalogue

    def replace(self, source: str, quads: Iterable[ox.Quad]) -> None:
        """Make ``quads``, all of one graph, all that the graph ``source`` holds; in one transaction."""
        graph = ox.NamedNode(source)
        new = dict.fromkeys(quads)
        if any(quad.graph_name != graph for quad in new):
            raise StoreError(f"{source}: a quad of another graph")
        if any(isinstance(term, ox.BlankNode) for quad in new for term in (quad.subject, quad.object)):
            raise StoreError(f"{source}: a blank node in the graph of a source")
        old = set(self.oxigraph.quads_for_pattern(None, None, None, graph))
        self._change([quad for quad in old if quad not in new], [quad for quad in new if quad not in old])

    def drop(self, source: str) -> None:
        """Remove the graph ``source`` and all that only it says; in one transaction unless it is very large."""
        graph = ox.NamedNode(source)
        while old := list(islice(self.oxigraph.quads_for_pattern(None, None, None, graph), _AT_ONCE)):
            self._change(old, [])
        with self._failing():
            self.oxigraph.remove_graph(graph)

    def unite(self, source: str) -> None:
        """Put all that the graph ``source`` says into the union, after it was filled past :meth:`replace`."""
        found = self.oxigraph.quads_for_pattern(None, None, None, ox.NamedNode(source))
        with self._failing():
            self.oxigraph.bulk_extend(map(_united, found))

    def _change(self, gone: Sequence[ox.Quad], fresh: Sequence[ox.Quad]) -> None:
        """Take quads of named graphs out and put others in, in them and in the union; in one transaction."""
        lone = [quad for quad in gone if not self._elsewhere(quad)]
        fresh = [*fresh, *map(_united, fresh)]
        gone = [*gone, *map(_united, lone)]
        blank = [quad for quad in gone if ox.BlankNode in (type(quad.subject), type(quad.object))]
        with self._failing():
            for quad in blank:
                self.oxigraph.remove(quad)
            if len(gone) > len(blank):
                self.oxigraph.update(f"DELETE DATA {{ {_data(gone)} }} ; INSERT DATA {{ {_data(fresh)} }}")
            else:
                self.oxigraph.extend(fresh)

    def _elsewhere(self, quad: ox.Quad) -> bool:
        """Whether another named graph says the same."""
        found = self.oxigraph.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(other.graph_name not in (quad.graph_name, _UNION) for other in found)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Turn the engine's failures to write into StoreError."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: {' '.join(str(error).split())}") from error

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> list[Row]:
        """Rows of a SELECT over the union of all graphs, as dicts by variable; None where a variable is not bound."""
        try:
            found = ask(self.oxigraph, bind(sparql, bindings or {}))
        except SyntaxError as error:
            raise QueryError(str(error)) from None
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("not a SELECT query")
        names = [variable.value for variable in found.variables]
        return [dict(zip(names, row, strict=True)) for row in found]

    def optimize(self) -> None:
        """Compact the graph after a large load; on disk it is up to ten times slower before that."""
        self.oxigraph.optimize()


def ask(graph: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Answer a query over the union of all graphs.

    The store keeps that union as its default graph: Oxigraph's own union of graphs gives a triple once for each graph
    that has it, so that a query with many patterns multiplies its rows. A store without it gets Oxigraph's own.
    """
    found = graph.quads_for_pattern(None, None, None, _UNION)
    return graph.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=next(iter(found), None) is None)


def _united(quad: ox.Quad) -> ox.Quad:
    """The same triple in the union."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads as SPARQL updates want them."""
    found: defaultdict[ox.NamedNode | ox.BlankNode | ox.DefaultGraph, list[str]] = defaultdict(list)
    for quad in quads:
        if ox.BlankNode not in (type(quad.subject), type(quad.object)):
            found[quad.graph_name].append(str(quad.triple))
    text = {graph: " .\n".join(triples) for graph, triples in found.items()}
    return " .\n".join(block if graph == _UNION else f"GRAPH {graph} {{ {block} }}" for graph, block in text.items())


def _catalogue(path: Path | None, *, write: bool, wait: float) -> Catalogue | None:
    """Open the catalogue of a store; a writer makes it, a reader may find none."""
    if path is None:
        return Catalogue(None, write=True, wait=wait)
    try:
        if write:
            path.mkdir(parents=True, exist_ok=True)
        file = path / "catalogue.sqlite"
        return Catalogue(file, write=write, wait=wait) if write or file.exists() else None
    except OSError as error:
        raise StoreError(f"{path}: no store can be made here: {error.strerror}") from None


def _graph(path: Path | None, *, write: bool) -> ox.Store:
    """Open the Oxigraph store of a folder; its many kinds of failure as one."""
    if path is None:
        return ox.Store()
    folder = str(path / "graph")
    try:
        return ox.Store(folder) if write else ox.Store.read_only(folder)
    except (OSError, RuntimeError, ValueError) as error:
        text = str(error)
        if "lock" in text.lower():
            raise StoreError(f"{path}: in use by another process; wait for it or end it") from None
        cause = " ".join(text.split())
        raise StoreError(f"{path}: the graph is damaged or not readable: {cause}") from None
