"""Coverage: the roll of the time against what the graph holds; beside networkx on random graphs."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_graph import coverage
from danvan_graph.store import Store
from danvan_graph.vocab import BASE, DV, ID, RDF_TYPE, TERRITORY

XI = f"{ID}directive/tw/nq-25/xi"


@pytest.fixture(scope="module")
def store() -> Store:
    opened = Store()
    opened.oxigraph.load(path=Path(__file__).parent / "graphs" / "cascade.trig", format=ox.RdfFormat.TRIG)
    return opened


def test_statuses_on_the_roll_of_a_province(store: Store) -> None:
    found = coverage.coverage(store, XI, level="district", under=f"{TERRITORY}lai-chau")
    by = {row.territory: row for row in found.rows}
    assert len(by) == len(found.rows) == 8
    assert (by["Phong Thổ"].status, by["Phong Thổ"].directive, by["Phong Thổ"].days) == ("issued", "11-CTr/HU", 134)
    assert [node.label for node in by["Phong Thổ"].directives] == ["11-CTr/HU", "101-KH/HU"]
    assert (by["Tam Đường"].status, by["Tam Đường"].date) == ("issued", "2013-11-20")
    assert by["Sìn Hồ"].status == "mentioned"
    assert (by["Mường Tè"].status, by["Mường Tè"].organisation) == ("nothing_found", "Huyện ủy Mường Tè")
    assert (found.count("issued"), found.share, found.documents, found.on) == (2, 25.0, 2, "2025-06-30")


@pytest.mark.parametrize(
    ("options", "issued"),
    [
        ({"on": "2013-10-31"}, {"Phong Thổ"}),
        ({"on": "2013-07-01"}, set()),
        ({"branch": "state"}, set()),
        ({"via": ["continues"]}, set()),
    ],
)
def test_options(store: Store, options: dict[str, object], issued: set[str]) -> None:
    found = coverage.coverage(store, XI, level="district", under=f"{TERRITORY}lai-chau", **options)
    assert {row.territory for row in found.rows if row.status == "issued"} == issued


def test_roll_is_that_of_the_day(store: Store) -> None:
    assert len(coverage.coverage(store, XI, level="province", on="2024-01-01").rows) == 63
    assert len(coverage.coverage(store, XI, level="province", on="2026-01-01").rows) == 34


def test_a_body_that_is_not_on_the_roll_is_not_lost(store: Store) -> None:
    found = coverage.coverage(store, XI, level="district", under=f"{TERRITORY}lai-chau", on="2025-12-31")
    assert {row.territory for row in found.rows} == {"Phong Thổ", "Tam Đường"}


def made(links: set[tuple[int, int]], level: dict[int, str]) -> Store:
    """A graph made elsewhere: its own territories and bodies, plain triples only."""
    store, name = Store(), ox.NamedNode("urn:g")

    def add(subject: str, predicate: str, value: str) -> None:
        store.oxigraph.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value), name))

    for number in range(10):
        place = f"urn:place:{number}"
        add(place, RDF_TYPE, DV.Territory)
        add(place, DV.level, BASE + level.get(number, "district"))
        add(place, DV.within, "urn:place:all")
        add(f"urn:body:{number}", DV.territory, place)
        add(f"urn:d:{number}", DV.issuedBy, f"urn:body:{number}")
        add(f"urn:d:{number}", DV.level, BASE + level.get(number, "district"))
    for subject, object_ in links:
        add(f"urn:d:{subject}", DV.implements, f"urn:d:{object_}")
    return store


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=20),
    st.dictionaries(st.integers(0, 9), st.sampled_from(["province", "commune"])),
)
def test_issued_is_what_networkx_reaches(links: set[tuple[int, int]], level: dict[int, str]) -> None:
    found = coverage.coverage(made(links, level), "urn:d:0", level="district", under="urn:place:all")
    net = nx.DiGraph([(o, s) for s, o in links])
    net.add_node(0)
    below = nx.descendants(net, 0)
    issued = {row.iri for row in found.rows if row.status == "issued"}
    assert issued == {f"urn:body:{n}" for n in below if level.get(n) is None}
