"""The store: one transaction a source, the union kept in step, locks, and what can be wrong with a folder."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_graph.bindings import bind, variables
from danvan_graph.errors import QueryError, StoreError
from danvan_graph.store import Store


def quad(text: str, graph: str = "g") -> ox.Quad:
    """``a b c`` of the graph ``urn:g``; an object in quotes is a literal."""
    *ends, last = text.split(" ", 2)
    value = ox.Literal(last.strip('"')) if last.startswith('"') else ox.NamedNode(f"urn:{last}")
    return ox.Quad(*(ox.NamedNode(f"urn:{end}") for end in ends), value, ox.NamedNode(f"urn:{graph}"))


def held(store: Store, graph: str | None = None) -> list[str]:
    """Triples of a graph, of the union when none is named."""
    name = ox.NamedNode(f"urn:{graph}") if graph else ox.DefaultGraph()
    found = store.oxigraph.quads_for_pattern(None, None, None, name)
    return sorted(str(quad.triple).replace("<urn:", "").replace(">", "") for quad in found)


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store", write=True) if request.param == "disk" else Store() as opened:
        yield opened


def test_replace_and_drop_keep_the_union_in_step(store):
    store.replace("urn:g", [quad("a b c"), quad("a b c"), quad('a b "x"')])
    store.replace("urn:h", [quad("a b c", "h"), quad("d e f", "h")])
    assert held(store) == ['a b "x"', "a b c", "d e f"]
    store.replace("urn:g", [quad("a b d")])
    assert held(store, "g") == ["a b d"]
    assert held(store) == ["a b c", "a b d", "d e f"]
    store.drop("urn:h")
    assert held(store) == ["a b d"]
    assert held(store, "h") == []
    assert list(store.oxigraph.named_graphs()) == [ox.NamedNode("urn:g")]
    store.drop("urn:unknown")
    store.replace("urn:g", [])
    assert held(store) == []


TRIPLES = st.lists(st.sampled_from(["a b c", "a b d", "a c d", 'a b "x y"', 'a b "ế\n\\"']), max_size=5)


@given(st.lists(st.tuples(st.sampled_from("ghi"), TRIPLES), max_size=8))
def test_the_union_is_always_the_union(steps):
    model: dict[str, set[str]] = {}
    with Store() as store:
        for graph, triples in steps:
            model[graph] = set(triples)
            if triples:
                store.replace(f"urn:{graph}", [quad(text, graph) for text in triples])
            else:
                store.drop(f"urn:{graph}")
        expected = {quad(text, graph) for graph, texts in model.items() for text in texts}
        named = {one for one in store.oxigraph if one.graph_name != ox.DefaultGraph()}
        union = {one.triple for one in store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert named == expected
    assert union == {one.triple for one in expected}


def test_a_failure_while_quads_are_made_changes_nothing(store):
    def broken() -> Iterator[ox.Quad]:
        yield quad("x y z")
        raise ZeroDivisionError

    store.replace("urn:g", [quad("a b c")])
    with pytest.raises(ZeroDivisionError):
        store.replace("urn:g", broken())
    assert held(store) == held(store, "g") == ["a b c"]


@pytest.mark.parametrize(
    "wrong", [quad("a b c", "h"), ox.Quad(ox.BlankNode(), ox.NamedNode("urn:b"), ox.Literal(1), ox.NamedNode("urn:g"))]
)
def test_quads_of_another_graph_and_blank_nodes_are_refused(store, wrong):
    with pytest.raises(StoreError):
        store.replace("urn:g", [quad("a b c"), wrong])
    assert held(store) == []


def test_a_triple_of_many_graphs_is_one_row(store):
    for graph in "ghi":
        store.replace(f"urn:{graph}", [quad("a b c", graph), quad("a d e", graph)])
    rows = store.select("SELECT * { ?s <urn:b> ?o ; <urn:d> ?e }")
    assert rows == [{"s": ox.NamedNode("urn:a"), "o": ox.NamedNode("urn:c"), "e": ox.NamedNode("urn:e")}]
    assert store.select("SELECT ?g { GRAPH ?g { ?s <urn:b> ?o } }") != []


def test_what_was_written_is_there_after_closing(tmp_path):
    with Store(tmp_path / "new" / "store", write=True) as store:
        store.replace("urn:g", [quad('a b "Đảng ủy xã Dào San"')])
        store.optimize()
    store.close()
    with Store(tmp_path / "new" / "store") as one, Store(str(tmp_path / "new" / "store")) as other:
        assert held(one) == held(other) == ['a b "Đảng ủy xã Dào San"']
        with pytest.raises(StoreError):
            one.replace("urn:g", [quad("a b c")])
    with pytest.raises(StoreError, match="closed"):
        held(one)


def test_rdflib_opens_the_same_store(tmp_path):
    from rdflib import Dataset, URIRef

    with Store(tmp_path / "store", write=True) as store:
        store.replace("urn:g", [quad("a b c"), quad('a d "Phong Thổ"')])
        store.replace("urn:h", [quad("a b c", "h")])
    data = Dataset(store="Oxigraph")
    data.open(str(tmp_path / "store" / "graph"))
    assert {str(value) for value in data.objects(URIRef("urn:a"))} == {"urn:c", "Phong Thổ"}
    rows = list(data.query("SELECT ?x ?l { ?x <urn:b> ?c ; <urn:d> ?l }", initBindings={"x": URIRef("urn:a")}))
    assert [str(row.l) for row in rows] == ["Phong Thổ"]
    data.close()


OPEN = "import sys; from danvan_graph.store import Store\ntry: Store(sys.argv[1], write=sys.argv[2] == 'w', wait=0.1)\n"
OPEN += "except Exception as error: print(type(error).__name__, error)\nelse: print('open')"


def elsewhere(path: Path, mode: str) -> str:
    """What another process is told that opens the store."""
    done = subprocess.run([sys.executable, "-c", OPEN, str(path), mode], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_many_readers_or_one_writer(tmp_path):
    path = tmp_path / "store"
    with Store(path, write=True):
        assert elsewhere(path, "w") == f"StoreError {path}: in use by another process; wait for it or end it"
        assert elsewhere(path, "r") == f"StoreError {path}: being written by another process"
    with Store(path), Store(path):
        assert elsewhere(path, "r") == "open"
        assert elsewhere(path, "w").startswith("StoreError")
    assert elsewhere(path, "w") == "open"


def test_a_store_held_by_another_program_is_in_use(tmp_path):
    Store(tmp_path / "store", write=True).close()
    other = ox.Store(str(tmp_path / "store" / "graph"))
    with pytest.raises(StoreError, match="in use"):
        Store(tmp_path / "store", write=True)
    del other


def _spoil(path: Path, name: str) -> None:
    shutil.copyfile(__file__, path / name)


@pytest.mark.parametrize("name", ["graph/CURRENT", "catalogue.sqlite"])
@pytest.mark.parametrize("write", [False, True])
def test_a_damaged_store_is_one_clear_error(tmp_path, name, write):
    Store(tmp_path / "store", write=True).close()
    _spoil(tmp_path / "store", name)
    with pytest.raises(StoreError) as caught:
        Store(tmp_path / "store", write=write)
    assert str(caught.value).startswith(f"{tmp_path / 'store'}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "write", "text"),
    [
        ("missing", False, "no store here"),
        ("file", True, "no store can be made here"),
        ("file", False, "no store here"),
        ("https://example.org/sparql", False, "behind an address"),
    ],
)
def test_what_is_no_store_is_one_clear_error(tmp_path, monkeypatch, path, write, text):
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match=text):
        Store(path, write=write)
    assert not Path("missing").exists()


WRITER = """
import sys, pyoxigraph as ox
from danvan_graph.store import Store
store, n = Store(sys.argv[1], write=True), 0
while True:
    n += 1
    it = [ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p")]
    store.replace("urn:g", [ox.Quad(*it, ox.Literal(i), ox.NamedNode("urn:g")) for i in range(100)])
    print(n, flush=True)
"""


def test_a_killed_writer_leaves_a_whole_transaction_and_no_lock(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    for _ in range(5):
        process.stdout.readline()
    time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Store(tmp_path, write=True) as store:
        rows = store.select("SELECT ?s (COUNT(?o) AS ?n) { ?s <urn:p> ?o } GROUP BY ?s")
        assert [row["n"] for row in rows] == [ox.Literal(100)]
        assert held(store) == held(store, "g")


X, TEN = ox.NamedNode("urn:x"), ox.Literal(10)


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?a { ?a ?p ?v }", "SELECT ?a { ?a ?p <urn:x> }"),
        ("SELECT ?v { ?a ?p ?v }", "SELECT (<urn:x> AS ?v) { ?a ?p <urn:x> }"),
        ("SELECT $v { ?a ?p $v }", "SELECT (<urn:x> AS ?v) { ?a ?p <urn:x> }"),
        ("SELECT (STR(?v) AS ?t) {}", "SELECT (STR(<urn:x>) AS ?t) {}"),
        ("SELECT ?a { { SELECT ?v { ?a ?p ?v } } }", "SELECT ?a { { SELECT (<urn:x> AS ?v) { ?a ?p <urn:x> } } }"),
        ("SELECT ?a {} GROUP BY ?a ?v LIMIT ?n", "SELECT ?a {} GROUP BY ?a (<urn:x>) LIMIT 10"),
        ("SELECT ?a {} ORDER BY ?v DESC(?v)", "SELECT ?a {} ORDER BY (<urn:x>) DESC(<urn:x>)"),
        ("SELECT ?a { FILTER(BOUND( ?v ) && ?v = ?vv) }", "SELECT ?a { FILTER(true && <urn:x> = ?vv) }"),
        *[(text, text) for text in ("ASK { ?a ?p '?v', \"\"\"?v\"\"\", <urn:?v> } # ?v", "ASK { ?a ?p '\\'?v' }")],
    ],
)  # fmt: skip
def test_values_are_put_in_place_of_variables_and_nowhere_else(query, bound):
    assert bind(query, {"v": X, "n": TEN}) == bound
    ox.Store().query(bound)


def test_variables_of_a_query():
    assert variables("SELECT ?a { ?a $b '?c' FILTER(BOUND(?d)) } # ?e") == {"a", "b", "d"}


def test_bindings_reach_subqueries_and_negation(store):
    store.replace("urn:g", [quad("a p x"), quad("b p y"), quad("b q x")])
    inner = "SELECT ?s { { SELECT ?s { ?s <urn:p> ?v } } FILTER NOT EXISTS { ?s <urn:q> ?v } }"
    assert store.select(inner, {"v": X}) == [{"s": ox.NamedNode("urn:a")}]


@pytest.mark.parametrize("query", ["SELECT ?x {", "ASK { ?s ?p ?o }", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"])
def test_select_takes_only_a_select(store, query):
    with pytest.raises(QueryError):
        store.select(query)
