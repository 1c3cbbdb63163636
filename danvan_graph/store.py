"""The store: a folder with the graph (``graph/``, Oxigraph) and what was read (``catalogue.sqlite``).

Any number of processes may have it open for reading, or one for writing. Queries run over the union of all graphs.
rdflib users open the graph by ``Dataset(store="Oxigraph", default_union=True).open(f"{folder}/graph")``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from .bindings import Term, bind
from .catalogue import Catalogue
from .errors import QueryError, StoreError
from .vocab import PREFIXES

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
        try:
            self._graph: ox.Store | None = _graph(self.path, write=write)
        except StoreError:
            self.close()
            raise

    def __enter__(self) -> Store:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Write what is pending and let go of the folder; closing twice does nothing."""
        graph = getattr(self, "_graph", None)
        self._graph = None
        if graph is not None and self.write and self.path:
            graph.flush()
        del graph
        if self._catalogue:
            self._catalogue.close()
            self._catalogue = None

    @property
    def oxigraph(self) -> ox.Store:
        """The open Oxigraph store; query it with ``use_default_graph_as_union=True``."""
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
        gone, fresh = old - new.keys(), [quad for quad in new if quad not in old]
        try:
            if gone:
                self.oxigraph.update(_change(graph, gone, fresh))
            else:
                self.oxigraph.extend(fresh)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: {error}") from error

    def drop(self, source: str) -> None:
        """Remove the graph ``source`` and all that it says; in one transaction."""
        try:
            self.oxigraph.remove_graph(ox.NamedNode(source))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: {error}") from error

    def select(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> list[Row]:
        """Rows of a SELECT over the union of all graphs, as dicts by variable; None where a variable is not bound."""
        try:
            found = self.oxigraph.query(
                bind(sparql, bindings or {}), prefixes=PREFIXES, use_default_graph_as_union=True
            )
        except SyntaxError as error:
            raise QueryError(str(error)) from None
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("not a SELECT query")
        names = [variable.value for variable in found.variables]
        return [dict(zip(names, row, strict=True)) for row in found]

    def optimize(self) -> None:
        """Compact the graph after a large load; on disk it is up to ten times slower before that."""
        self.oxigraph.optimize()


def _change(graph: ox.NamedNode, gone: Iterable[ox.Quad], fresh: Iterable[ox.Quad]) -> str:
    """Write the SPARQL update that takes some triples of a graph out and puts others in."""
    out, put = (" .\n".join(str(quad.triple) for quad in quads) for quads in (gone, fresh))
    return f"DELETE DATA {{ GRAPH {graph} {{ {out} }} }} ; INSERT DATA {{ GRAPH {graph} {{ {put} }} }}"


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
