"""The package for Python programmers: :class:`KnowledgeGraph` and the records that it answers with.

>>> from danvan_graph import KnowledgeGraph
>>> from danvan_graph.resources import resource
>>> graph = KnowledgeGraph.build([resource("data/documents")])
>>> found = graph.trace("25-NQ/TW khóa XI", up=False, level="province")
>>> found[0].label, found[0].date, found[0].level
('25-NQ/TW', '2013-06-03', 'central')
>>> graph.find("dan van kheo", limit=1)[0].kind
'directive'
>>> graph.query("SELECT ?d { ?d dv:supersedes ?e }").columns
('d',)
>>> graph.close()
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from . import build as building
from . import coverage as covering
from . import draw, lineage, lookup
from . import find as finding
from . import query as asking
from .errors import DanvanError
from .facts import Facts
from .output import cell
from .store import Store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Item = TypeVar("Item")
_SHOWN = 50


class Records(Sequence[Item], Generic[Item]):
    """An answer: plain records in a sequence, the same as rows by column, as a pandas frame, as a table in a notebook."""

    def __init__(self, items: Iterable[Item], rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
        self._items, self._rows, self.columns = tuple(items), list(rows), tuple(columns)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        """Give one record, or several."""
        return self._items[at]

    def __len__(self) -> int:
        """Count the records."""
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        """Give each record."""
        return iter(self._items)

    def __repr__(self) -> str:
        """Say what it is, in one line."""
        return f"{type(self).__name__}({len(self)} records: {', '.join(self.columns)})"

    def records(self) -> list[dict[str, Any]]:
        """Rows as the command prints them in csv and json."""
        return [{name: row.get(name) for name in self.columns} for row in self._rows]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a frame; dates stay texts, since some are a month or a year."""
        try:
            import pandas as pd
        except ImportError:
            raise DanvanError("a frame needs pandas: pip install 'danvan-graph[pandas]'") from None
        return pd.DataFrame(self.records(), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """A table for a notebook, of the first rows."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        lines = (
            "".join(f"<td>{escape(cell(row.get(name)))}</td>" for name in self.columns) for row in self._rows[:_SHOWN]
        )
        more = f"<p>… {len(self._rows) - _SHOWN} more</p>" if len(self._rows) > _SHOWN else ""
        return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>{more}"


class Traced(Records[lineage.Node]):
    """A lineage: its directives, the root first; ``lineage`` has the links and their sentences."""

    def __init__(self, found: lineage.Lineage) -> None:
        super().__init__(found.nodes, draw.rows(found), draw.COLUMNS)
        self.lineage = found

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Directives by IRI with their facts, links from what carries out to what is carried out, with sentences."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in (*self.lineage.nodes, *self.lineage.between):
            graph.add_node(node.iri, **{name: getattr(node, name) for name in draw.COLUMNS[1:]})
        for edge in self.lineage.edges:
            sentences = [claim.text for claim in edge.claims]
            graph.add_edge(edge.subject, edge.object, key=edge.predicate, predicate=edge.predicate, sentences=sentences)
        return graph


class Roll(Records[covering.Row]):
    """A coverage: one record a body; ``coverage`` has the day and the number of documents read."""

    def __init__(self, found: covering.Coverage) -> None:
        super().__init__(found.rows, map(covering.row, found.rows), covering.COLUMNS)
        self.coverage = found

    @property
    def share(self) -> float:
        """Percentage of bodies that have issued something."""
        return self.coverage.share


class KnowledgeGraph:
    """An open store; use it in a ``with`` block or :meth:`close` it.

    A directive is named as on the command line: "25-NQ/TW khóa XI", "11-CTr/HU Phong Thổ", an IRI; a territory by name,
    path or IRI. A name that fits several raises :class:`~danvan_graph.errors.LookupFailed`, none is taken.
    """

    def __init__(self, path: str | Path = ".danvan") -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.path = Path(path)
        self.store = Store(self.path)

    @classmethod
    def open(cls, path: str | Path = ".danvan") -> KnowledgeGraph:
        """Open the store in a folder, for reading."""
        return cls(path)

    @classmethod
    def build(
        cls, documents: Iterable[str | Path], path: str | Path | None = None, *, jobs: int = 1, prune: bool = False
    ) -> KnowledgeGraph:
        """Read files and folders into the store in ``path`` and open it; without a path for this object's life only."""
        folder = tempfile.TemporaryDirectory(prefix="danvan-") if path is None else None
        place = Path(folder.name) / "store" if folder else Path(str(path))
        building.build(documents, place, jobs=jobs, prune=prune)
        made = cls(place)
        made._folder = folder
        return made

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()
        if self._folder:
            self._folder.cleanup()

    def __enter__(self) -> KnowledgeGraph:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Say where it is and how many directives it holds."""
        index = self.store.index
        count = index.directives() if index else len(Facts(self.store).directives())
        return f"KnowledgeGraph({'temporary' if self._folder else str(self.path)!r}, {count} directives)"

    def trace(
        self,
        ref: str,
        *,
        up: bool = True,
        down: bool = True,
        depth: int | None = None,
        level: str | Collection[str] = (),
        under: str = "",
        on: str = "",
        via: Sequence[str] = lineage.DEFAULT_VIA,
        evidence: bool = True,
    ) -> Traced:
        """Lineage of a directive: what it carries out (``up``), what carries it out (``down``)."""
        found = lineage.trace(
            self.store,
            lookup.directive(self.store, ref),
            up=up,
            down=down,
            depth=depth,
            level=(level,) if isinstance(level, str) else level,
            under=self._place(under),
            on=on,
            via=via,
            evidence=evidence,
        )
        return Traced(found)

    def coverage(
        self,
        ref: str,
        *,
        level: str = "district",
        under: str = "",
        on: str = "",
        branch: str = "",
        via: Sequence[str] = lineage.DEFAULT_VIA,
    ) -> Roll:
        """Who of a level has carried a directive out; "nothing found" speaks of the documents read."""
        iri, place = lookup.directive(self.store, ref), self._place(under)
        return Roll(covering.coverage(self.store, iri, level=level, under=place, on=on, branch=branch, via=via))

    def find(self, words: str, *, limit: int = 20) -> Records[finding.Hit]:
        """Directives and bodies that hold all the words, best first; diacritics and case make no difference."""
        hits = finding.search(Facts(self.store), words, limit=limit)
        columns = ("iri", "kind", "label", "type", "date", "issuer", "title", "score", "text")
        return Records(hits, map(finding.row, hits), columns)

    def query(self, query: str, **bindings: str) -> Records[dict[str, str]]:
        """Answer a SPARQL SELECT, or a query of ``ontology/queries`` by its name, with values for its variables."""
        result = asking.run(self.store, query, bindings)
        if result.kind != "select":
            raise DanvanError("only SELECT gives records; danvan_graph.query.run answers the others")
        return Records(result.records(), result.records(), result.columns)

    def _place(self, text: str) -> str:
        return lookup.place(self.store, text) if text else ""
