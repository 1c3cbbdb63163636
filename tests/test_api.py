"""The Python interface: its page, its records as networkx graphs and pandas frames, its errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

import danvan_graph
from danvan_graph import KnowledgeGraph
from danvan_graph.errors import DanvanError, LookupFailed, StoreError
from danvan_graph.store import Store
from danvan_graph.transfer import load
from tools import make_python

ROOT = Path(__file__).parent.parent
REF = "25-NQ/TW khóa XI"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = tmp_path_factory.mktemp("api") / "store"
    with Store(folder, write=True) as store:
        load(store, ROOT / "tests" / "graphs" / "cascade.trig")
    with KnowledgeGraph.open(folder) as opened:
        yield opened


def test_the_page_shows_what_python_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of the program: ``make docs``."""
    monkeypatch.chdir(ROOT)
    text = make_python.PAGE.read_text(encoding="utf-8")
    assert make_python.answered(text) == text


def test_networkx_has_all_directives_and_links(graph: KnowledgeGraph) -> None:
    found = graph.trace(REF)
    net = found.to_networkx()
    assert set(net) == {node.iri for node in (*found.lineage.nodes, *found.lineage.between)}
    assert net.number_of_edges() == len(found.lineage.edges)
    assert {iri for node in found for iri in [node.iri]} - {found[0].iri} <= nx.ancestors(net, found[0].iri)
    assert any("cụ thể hóa" in text for *_, data in net.edges(data=True) for text in data["sentences"])


def test_frames_have_the_columns_of_the_command(graph: KnowledgeGraph) -> None:
    pytest.importorskip("pandas")
    found = graph.trace(REF, level="district")
    frame = found.to_pandas()
    assert list(frame.columns) == list(found.columns) and len(frame) == len(found) == 4
    assert graph.coverage(REF, under="Lai Châu").to_pandas()["status"].value_counts().idxmax() == "nothing_found"


def test_a_notebook_shows_a_table_and_no_markup_of_others(graph: KnowledgeGraph) -> None:
    text = graph.query('SELECT ("<b>" AS ?x) {}')._repr_html_()
    assert "<table>" in text and "&lt;b&gt;" in text and "<b>" not in text
    assert "25-NQ/TW" in graph.trace(REF)._repr_html_()


def test_errors(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(LookupFailed) as ambiguous:
        graph.trace("25-NQ/TW")
    assert len(ambiguous.value.matches) == 2
    with pytest.raises(DanvanError, match="SELECT"):
        graph.query("ASK { ?a ?b ?c }")
    with pytest.raises(StoreError):
        KnowledgeGraph.open(tmp_path / "none")
    with pytest.raises(AttributeError):
        _ = danvan_graph.Nothing


def test_answers_are_sequences(graph: KnowledgeGraph) -> None:
    hits = graph.find("ton giao")
    assert hits[0].label == "25-NQ/TW" and len(hits[:1]) == 1 and list(hits) == list(hits[:])
    assert "records" in repr(hits) and hits.records()[0]["label"] == "25-NQ/TW"
