"""The whole graph out to a file, RDF from a file in; the file's ending tells the format.

What goes out is sorted, so that the same graph gives the same bytes. What comes in stands in graphs of its own that
``danvan build`` leaves alone: a graph's own name where the file gives one, else the IRI of the file as a source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TextIO

import pyoxigraph as ox

from .errors import DanvanError, ReadError, StoreError
from .facts import Opened
from .store import Store
from .tables import write_directives, write_graphml, write_links
from .vocab import BESIDE, PREFIXES, SOURCE

DATASETS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
GRAPHS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
TABLES: dict[str, Callable[[Opened, TextIO], None]] = {
    ".graphml": write_graphml,
    ".links.csv": write_links,
    ".csv": write_directives,
}
_AT_ONCE = 200_000


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: graphs and triples in the file, graphs left out because a document read here gives them."""

    path: str
    graphs: tuple[str, ...]
    triples: int
    unchanged: bool = False
    skipped: tuple[str, ...] = ()


def export(store: Opened, path: str | Path) -> int:
    """Write the whole graph to ``path`` and return the size of the file; what was there is replaced only at the end.

    TriG, N-Quads and JSON-LD keep the graph of each source; Turtle, N-Triples and RDF/XML give the union. GraphML has
    directives and bodies as nodes; ``NAME.csv`` one row a directive, ``NAME.links.csv`` one row a statement of a link.
    """
    path = Path(path)
    table = next((table for ending, table in TABLES.items() if path.name.lower().endswith(ending)), None)
    form = path.suffix.lower()
    if not table and form not in DATASETS and form not in GRAPHS:
        endings = " ".join((*GRAPHS, *DATASETS, *TABLES))
        raise DanvanError(f"{path}: unknown ending; there are {endings}")
    part = path.with_name(f"{path.name}.part")
    try:
        if table:
            with part.open("w", encoding="utf-8", newline="") as text:
                table(store, text)
        else:
            with part.open("wb") as data:
                _serialise(store.oxigraph, data, form)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DanvanError(f"{path}: cannot be written: {error.strerror or error}") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path.stat().st_size


def _serialise(graph: ox.Store, out: BinaryIO, form: str) -> None:
    """Write all triples (the union) or all quads, sorted."""
    used = {name: iri for name, iri in PREFIXES.items() if name not in ("eli", "oa", "owl", "skos")}
    if form in GRAPHS:
        ox.serialize(union(graph), out, GRAPHS[form], prefixes=used)
    else:
        ox.serialize(quads(graph), out, DATASETS[form], prefixes=used)


def union(graph: ox.Store) -> Iterator[ox.Triple]:
    """Every triple of the store once, sorted."""
    for subject in sorted({quad.subject for quad in graph}, key=str):
        found = {quad.triple for quad in graph.quads_for_pattern(subject, None, None, None)}
        yield from sorted(found, key=str)


def quads(graph: ox.Store) -> Iterator[ox.Quad]:
    """Every quad of the named graphs, sorted by graph, subject and the rest; without graphs, all there is."""
    names: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = sorted(graph.named_graphs(), key=str)
    for name in names or [ox.DefaultGraph()]:
        found = list(islice(graph.quads_for_pattern(None, None, None, name), _AT_ONCE))
        if len(found) < _AT_ONCE:
            yield from sorted(found, key=_order)
            continue
        rest = graph.quads_for_pattern(None, None, None, name)
        for subject in sorted({quad.subject for quad in rest}, key=str):
            yield from sorted(graph.quads_for_pattern(subject, None, None, name), key=_order)


def _order(quad: ox.Quad) -> tuple[str, str]:
    """Sort the quads of a graph by this."""
    return str(quad.subject), str(quad.triple)


def load(store: Store, path: str | Path) -> LoadReport:
    """Load an RDF file into graphs of its own; a file loaded before is replaced, or left when it has not changed.

    Raises ReadError, and changes nothing, when the file cannot be read.
    """
    path = Path(path)
    form = path.suffix.lower()
    if form not in DATASETS and form not in GRAPHS:
        raise ReadError(path, f"unknown ending; there are {' '.join((*GRAPHS, *DATASETS))}")
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from None
    return _Load(store, path, sha256).run()


class _Load:
    """One load of one file."""

    def __init__(self, store: Store, path: Path, sha256: str) -> None:
        self.store, self.catalogue, self.graph = store, store.catalogue, store.oxigraph
        self.path, self.sha256, self.file = path, sha256, str(path.resolve())
        self.own = ox.NamedNode(SOURCE + sha256[:20])
        self.format = {**DATASETS, **GRAPHS}[path.suffix.lower()]
        self.before = [row for row in self.catalogue.loads() if row[1] == self.file]

    def run(self) -> LoadReport:
        """Load what is new; drop what the file no longer gives."""
        if self.before and all(sha256 == self.sha256 and whole for _, _, sha256, whole in self.before):
            return LoadReport(str(self.path), tuple(row[0] for row in self.before), 0, unchanged=True)
        self.sweep()
        read_here = {entry.iri for entry in self.catalogue.entries()}
        read_here.update(BESIDE if read_here else ())
        if self.path.suffix.lower() in DATASETS:
            names, triples = self.scan()
            kept = sorted(names - read_here)
            self.forget(set(kept) - read_here)
            self.catalogue.note_load(kept, self.file, self.sha256, whole=False)
            self.put(set(kept), direct=kept == sorted(names) and self.own.value not in names)
            skipped = tuple(sorted(names & read_here))
            for graph in kept:
                self.store.unite(graph)
        else:
            kept, skipped = [self.own.value], ()
            self.catalogue.note_load(kept, self.file, self.sha256, whole=False)
            triples = self.put_graph()
            self.store.unite(self.own.value)
        self.catalogue.set_meta("counts", "")
        self.forget({row[0] for row in self.before} - set(kept) - read_here)
        self.catalogue.note_load(kept, self.file, self.sha256, whole=True)
        if triples > _AT_ONCE:
            self.store.optimize()
        return LoadReport(str(self.path), tuple(kept), triples, skipped=skipped)

    def sweep(self) -> None:
        """Drop what a load that was broken off left behind."""
        rows = self.catalogue.loads()
        for graph in {row[0] for row in rows if not row[3]} - {row[0] for row in rows if row[3]}:
            self.store.drop(graph)
        for graph, file, _, whole in rows:
            if not whole:
                self.catalogue.forget_load(graph, file)
        self.catalogue.commit()
        self.before = [row for row in self.before if row[3]]

    def forget(self, graphs: set[str]) -> None:
        """Drop what this file gave before, of these graphs, unless another file gives it too."""
        others = {graph for graph, file, _, _ in self.catalogue.loads() if file != self.file}
        for graph in sorted(graphs & {row[0] for row in self.before}):
            if graph not in others:
                self.store.drop(graph)
            self.catalogue.forget_load(graph, self.file)

    def parse(self) -> Iterator[tuple[str, ox.Quad]]:
        """Yield the quads of the file with the graph they go to: those of no named graph to the file's own."""
        found = ox.parse(path=self.path, format=self.format, base_iri=self.own.value, rename_blank_nodes=True)
        for quad in found:
            graph = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else self.own
            yield graph.value, ox.Quad(quad.subject, quad.predicate, quad.object, graph)

    def scan(self) -> tuple[set[str], int]:
        """Count the triples and name the graphs, before anything is changed."""
        names, triples = set(), 0
        try:
            for graph, _ in self.parse():
                names.add(graph)
                triples += 1
        except (SyntaxError, ValueError, OSError) as error:
            raise ReadError(self.path, _line(error)) from None
        if not triples:
            raise ReadError(self.path, "holds no triples")
        return names, triples

    def put(self, kept: set[str], *, direct: bool) -> None:
        """Load a file with graphs; as it stands where nothing has to be moved or left out."""
        try:
            if direct:
                self.graph.bulk_load(path=self.path, format=self.format, base_iri=self.own.value)
            else:
                self.graph.bulk_extend(quad for graph, quad in self.parse() if graph in kept)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.store.path}: {_line(error)}") from error

    def put_graph(self) -> int:
        """Load a file of plain triples into its own graph and count them; take it all back when the file is faulty."""
        count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {self.own} {{ ?s ?p ?o }} }}"
        try:
            self.graph.bulk_load(path=self.path, format=self.format, base_iri=self.own.value, to_graph=self.own)
            triples = int(str(self.store.select(count)[0]["n"]).split('"')[1])
            if not triples:
                raise ReadError(self.path, "holds no triples")
        except BaseException as error:
            self.store.drop(self.own.value)
            self.catalogue.forget_load(self.own.value, self.file)
            if isinstance(error, SyntaxError | ValueError):
                raise ReadError(self.path, _line(error)) from None
            if isinstance(error, OSError | RuntimeError):
                raise StoreError(f"{self.store.path}: {_line(error)}") from error
            raise
        return triples


def _line(error: BaseException) -> str:
    """Bring the message of an error on one line."""
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return " ".join(message.split()) or type(error).__name__
