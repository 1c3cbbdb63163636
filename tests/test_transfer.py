"""Export and load: round trips, the same bytes each time, bad files change nothing."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_graph import transfer
from danvan_graph.build import build
from danvan_graph.errors import DanvanError, ReadError
from danvan_graph.store import Store
from danvan_graph.transfer import export, load

GRAPHS = Path(__file__).parent / "graphs"
CASCADE = GRAPHS / "cascade.trig"
DATASETS, UNIONS = ("nq", "trig", "jsonld"), ("ttl", "nt", "rdf")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store() as opened:
        load(opened, CASCADE)
        yield opened


def named(store: Store) -> set[ox.Quad]:
    return {quad for quad in store.oxigraph if quad.graph_name != ox.DefaultGraph()}


def union(store: Store) -> set[ox.Triple]:
    return {quad.triple for quad in store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph())}


@pytest.mark.parametrize("ending", DATASETS)
def test_datasets_come_back_as_they_were(store, tmp_path, ending):
    export(store, tmp_path / f"x.{ending}")
    with Store(tmp_path / "other", write=True) as other:
        report = load(other, tmp_path / f"x.{ending}")
        assert named(other) == named(store)
        assert union(other) == union(store)
        assert (len(report.graphs), report.triples) == (2, len(named(store)))


@pytest.mark.parametrize("ending", UNIONS)
def test_the_union_comes_back_in_a_graph_of_its_own(store, tmp_path, ending):
    export(store, tmp_path / f"x.{ending}")
    with Store() as other:
        report = load(other, tmp_path / f"x.{ending}")
        assert union(other) == union(store)
        assert {quad.graph_name.value for quad in named(other)} == set(report.graphs)
        assert report.graphs[0].startswith("https://w3id.org/danvan/id/source/")
        assert report.triples == len(union(store))


EXPORT = """
import sys
from danvan_graph.store import Store
from danvan_graph.transfer import export, load
with Store() as store:
    load(store, sys.argv[1])
    export(store, sys.argv[2])
"""


@pytest.mark.parametrize("ending", [*DATASETS, *UNIONS, "graphml", "csv", "links.csv"])
def test_the_same_graph_gives_the_same_bytes(store, tmp_path, ending):
    export(store, tmp_path / f"one.{ending}")
    export(store, tmp_path / "shuffled.nq")
    lines = (tmp_path / "shuffled.nq").read_text(encoding="utf-8").splitlines()
    (tmp_path / "shuffled.nq").write_text("\n".join(reversed(lines)), encoding="utf-8")
    other = str(tmp_path / f"two.{ending}")
    subprocess.run([sys.executable, "-c", EXPORT, str(tmp_path / "shuffled.nq"), other], check=True)
    assert Path(other).read_bytes() == (tmp_path / f"one.{ending}").read_bytes()


def test_large_graphs_are_sorted_in_the_same_way(store, tmp_path, monkeypatch):
    whole = list(transfer.quads(store.oxigraph))
    monkeypatch.setattr(transfer, "_AT_ONCE", 10)
    assert list(transfer.quads(store.oxigraph)) == whole


def test_rdflib_reads_what_is_exported(store, tmp_path):
    from rdflib import Dataset, Graph

    for ending, form in (("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")):
        export(store, tmp_path / f"x.{ending}")
        assert len(Graph().parse(tmp_path / f"x.{ending}", format=form)) == len(union(store))
    for ending, form in (("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")):
        export(store, tmp_path / f"x.{ending}")
        assert len(list(Dataset().parse(tmp_path / f"x.{ending}", format=form).quads())) == len(named(store))


def test_graphml_is_read_by_networkx(store, tmp_path):
    import networkx as nx

    export(store, tmp_path / "x.graphml")
    graph = nx.read_graphml(tmp_path / "x.graphml")
    plan = "https://w3id.org/danvan/id/directive/lai-chau/phong-tho/hu/ctr-11/2010-2015"
    assert graph.nodes[plan]["label"] == "11-CTr/HU"
    assert graph.nodes[plan]["issuer"] == "Huyện ủy Phong Thổ"
    edges = {(data["predicate"], data["claims"]) for _, _, data in graph.edges(plan, data=True)}
    assert edges == {("implements", 1), ("issuedBy", 0)}


def test_tables(store, tmp_path):
    export(store, tmp_path / "x.csv")
    export(store, tmp_path / "x.links.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        directives = {row["label"]: row for row in csv.DictReader(file)}
    assert directives["60-CTr/TU"]["issuer"] == "Tỉnh ủy Lai Châu"
    assert directives["11-CTr/HU"]["state"] == "superseded by 101-KH/HU (2021-05-04)"
    with (tmp_path / "x.links.csv").open(encoding="utf-8", newline="") as file:
        links = list(csv.DictReader(file))
    said = [row for row in links if row["subject_label"] == "11-CTr/HU" and row["object_label"] == "60-CTr/TU"]
    assert [(row["predicate"], row["path"], row["start"], row["cue"]) for row in said] == [
        ("implements", "bao-cao.txt", "230", "cụ thể hóa")
    ]
    assert {row["path"] for row in links if row["predicate"] == "issuedBy"} == {""}
    assert {row["predicate"] for row in links if row["subject_label"] == "43-KL/TW"} == {"continues", "issuedBy"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_label_survives_graphml(text):
    from io import StringIO
    from xml.etree import ElementTree

    from danvan_graph.tables import write_graphml

    with Store() as store:
        here = [ox.NamedNode("urn:d"), ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")]
        kind = ox.NamedNode("https://w3id.org/danvan/ontology#Directive")
        store.oxigraph.add(ox.Quad(*here, ox.Literal(text)))
        type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        store.oxigraph.add(ox.Quad(here[0], type_, kind))
        out = StringIO()
        write_graphml(store, out)
    ElementTree.fromstring(out.getvalue())


@pytest.mark.parametrize("path", ["x.docx", "x", "missing/x.ttl", "x.csv.gz"])
def test_an_export_that_cannot_be_made_is_one_clear_error(store, tmp_path, path):
    with pytest.raises(DanvanError) as caught:
        export(store, tmp_path / path)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_old_file(store, tmp_path, monkeypatch):
    (tmp_path / "x.ttl").write_text("old", encoding="utf-8")
    monkeypatch.setattr(transfer, "union", lambda graph: iter([1 // 0]))
    with pytest.raises(ZeroDivisionError):
        export(store, tmp_path / "x.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["x.ttl"]
    assert (tmp_path / "x.ttl").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.ttl", "@prefix a: <urn:a#> .\na:b a:c a:d .\na:b a:c ."),
        ("x.nq", "<urn:a> <urn:b> <urn:c> <urn:g> .\nnonsense\n"),
        ("x.trig", "<urn:g> { <urn:a> <urn:b> "),
        ("x.nt", "\xff\xfe"),
        ("x.rdf", "<rdf:RDF"),
        ("x.jsonld", '{"@context": "https://example.org/context", "@id": "urn:a"}'),
        ("x.json", "{"),
        ("x.ttl", ""),
        ("x.trig", "# nothing"),
        ("x.docx", "<urn:a> <urn:b> <urn:c> ."),
        ("missing.ttl", None),
    ],
)
def test_a_bad_file_is_one_clear_error_and_changes_nothing(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="latin-1")
    with Store() as store:
        load(store, CASCADE)
        before = set(store.oxigraph)
        with pytest.raises(ReadError) as caught:
            load(store, tmp_path / name)
        assert str(caught.value).startswith(f"{tmp_path / name}: ")
        assert "\n" not in str(caught.value)
        assert set(store.oxigraph) == before
        assert len(store.catalogue.loads()) == 2


def test_a_file_loaded_again_is_left_or_replaced(tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c>, <urn:d> .", encoding="utf-8")
    with Store() as store:
        load(store, CASCADE)
        first = load(store, path)
        assert load(store, path).unchanged
        path.write_text("<urn:a> <urn:b> <urn:d>, <urn:e> .", encoding="utf-8")
        second = load(store, path)
        assert first.graphs != second.graphs
        rows = store.select("SELECT ?o { <urn:a> <urn:b> ?o }")
        assert sorted(row["o"].value for row in rows) == ["urn:d", "urn:e"]
        path.write_text("broken", encoding="utf-8")
        with pytest.raises(ReadError):
            load(store, path)
        assert store.select("SELECT ?o { <urn:a> <urn:b> ?o }") == rows


def test_triples_outside_graphs_go_to_the_file_s_own_and_changed_graphs_are_replaced(tmp_path):
    path = tmp_path / "x.trig"
    path.write_text("<urn:g> { <urn:a> <urn:b> 1 , 2 } <urn:x> <urn:y> _:z . _:z <urn:y> 3 .", encoding="utf-8")
    with Store() as store:
        report = load(store, path)
        assert len(report.graphs) == 2
        assert len(named(store)) == len(union(store)) == 4
        rows = store.select("SELECT ?n { <urn:x> <urn:y> ?z . ?z <urn:y> ?n }")
        assert [row["n"].value for row in rows] == ["3"]
        path.write_text("<urn:g> { <urn:a> <urn:b> 2 }", encoding="utf-8")
        load(store, path)
        assert [str(quad) for quad in named(store)] == [
            '<urn:a> <urn:b> "2"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g>'
        ]
        assert len(union(store)) == 1


def test_a_load_that_was_broken_off_is_cleared_away(tmp_path, monkeypatch):
    path = tmp_path / "x.nt"
    path.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with Store(tmp_path / "store", write=True) as store:
        monkeypatch.setattr(Store, "unite", lambda self, graph: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            load(store, path)
        monkeypatch.undo()
        path.unlink()
        (tmp_path / "y.nt").write_text("<urn:a> <urn:b> <urn:d> .\n", encoding="utf-8")
        load(store, tmp_path / "y.nt")
        assert {str(triple.object) for triple in union(store)} == {"<urn:d>"}
        assert len(named(store)) == 1


def test_build_and_load_leave_each_other_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Kế hoạch số 1-KH/HU ngày 03/4/2018 thực hiện Nghị quyết số 25-NQ/TW.", encoding="utf-8")
    build(["a.txt"], "store")
    with Store("store", write=True) as store:
        export(store, "all.nq")
        own = set(store.oxigraph)
        report = load(store, "all.nq")
        assert (report.graphs, len(report.skipped)) == ((), 2)
        assert set(store.oxigraph) == own
        load(store, CASCADE)
        both = set(store.oxigraph)
    assert build(["a.txt"], "store", prune=True).directives > 2
    with Store("store") as store:
        assert set(store.oxigraph) == both


def test_jsonld_is_json(store, tmp_path):
    export(store, tmp_path / "x.jsonld")
    assert len(json.loads((tmp_path / "x.jsonld").read_text(encoding="utf-8"))) == 2
