"""The index: same answers as the graph alone, in step with it, and done without when it does not fit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_graph import coverage, find, index, lineage, lookup
from danvan_graph.facts import Facts
from danvan_graph.store import Store
from danvan_graph.transfer import load
from danvan_graph.vocab import BASE, DV, ID, RDF_TYPE, RDFS_LABEL, TERRITORY, XSD_DATE

D = f"{ID}directive/"
XI = f"{D}tw/nq-25/xi"
CASCADE = Path(__file__).parent / "graphs" / "cascade.trig"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("index") / "store"
    with Store(place, write=True) as store:
        load(store, CASCADE)
    return place


def both(folder: Path, ask: Callable[[Store], Any]) -> tuple[Any, Any]:
    """An answer with the index and without."""
    with Store(folder) as store:
        assert store.index
        fast = ask(store)
        store.index.close()
        store.index = None
        return fast, ask(store)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"up": False, "depth": 1},
        {"level": ["district"]},
        {"under": f"{TERRITORY}lai-chau/phong-tho"},
        {"on": "2013-10-31"},
        {"on": "2020-01-01"},
        {"via": lineage.ALL_VIA},
        {"via": ["cites"]},
    ],
)
def test_lineage_is_that_of_the_graph(folder: Path, options: dict[str, Any]) -> None:
    for start in (XI, f"{D}lai-chau/phong-tho/hu/kh-101/2020-2025"):
        fast, plain = both(folder, lambda store, start=start: lineage.trace(store, start, **options))
        assert fast == plain and fast.root.iri == start


def test_overview_and_coverage_are_those_of_the_graph(folder: Path) -> None:
    fast, plain = both(folder, lineage.overview)
    assert fast == plain
    fast, plain = both(folder, lambda store: coverage.coverage(store, XI, under=f"{TERRITORY}lai-chau"))
    assert fast == plain and fast.count("mentioned") == 1


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ton giao", "25-NQ/TW"),
        ("TÔN GIÁO", "25-NQ/TW"),
        ("25 nq", "25-NQ/TW"),
        ("11-CTr/HU", "11-CTr/HU"),
        ("huyen uy phong tho", "Huyện ủy Phong Thổ"),
        ("huyện uỷ phong", "Huyện ủy Phong Thổ"),
        ("cu the hoa bang", "11-CTr/HU"),
        ("vũ trụ", ""),
        ('"', ""),
        ("OR AND *", ""),
    ],
)
def test_search_finds_what_the_graph_gives(folder: Path, words: str, first: str) -> None:
    fast, plain = both(folder, lambda store: find.search(Facts(store), words))
    assert fast == plain
    assert first in ([hit.label for hit in fast] or [""])


def test_sentences_are_searched_after_titles(folder: Path) -> None:
    with Store(folder) as store:
        hits = find.search(Facts(store), "cụ thể hóa bằng")
    assert hits and all("cụ thể hóa bằng" in hit.text for hit in hits)


@pytest.mark.parametrize("ref", ["25-NQ/TW khóa XI", "11-CTr/HU Phong Thổ", "7-KH/HU", "101-KH/HU"])
def test_references_mean_the_same(folder: Path, ref: str) -> None:
    fast, plain = both(folder, lambda store: lookup.directive(store, ref))
    assert fast == plain


def quad(subject: str, predicate: str, value: str | ox.Literal) -> ox.Quad:
    term = ox.NamedNode(value) if isinstance(value, str) else value
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, ox.NamedNode("urn:g"))


def test_in_step_with_the_graph(tmp_path: Path) -> None:
    place = tmp_path / "store"
    link = quad(f"{D}n/1", BASE + "implements", f"{D}n/0")
    for quads, expected in (([link], 2), ([link, quad(f"{D}n/2", BASE + "guides", f"{D}n/1")], 3), ([link], 2)):
        with Store(place, write=True) as store:
            store.replace("urn:g", quads)
        with Store(place) as store:
            assert store.index and len(lineage.trace(store, f"{D}n/0").nodes) == expected


def test_a_change_behind_its_back_is_noticed(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with Store(place, write=True) as store:
        store.replace("urn:g", [quad(f"{D}n/1", BASE + "implements", f"{D}n/0")])
    other = ox.Store(str(place / "graph"))
    more = quad(f"{D}n/2", BASE + "implements", f"{D}n/0")
    other.extend([more, ox.Quad(more.subject, more.predicate, more.object)])
    del other
    with Store(place) as store:
        assert store.index is None and len(lineage.trace(store, f"{D}n/0").nodes) == 3
    Store(place, write=True).close()
    with Store(place) as store:
        assert store.index and len(lineage.trace(store, f"{D}n/0").nodes) == 3


def test_a_writer_that_changes_nothing_keeps_it(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with Store(place, write=True) as store:
        store.replace("urn:g", [quad(f"{D}n/1", BASE + "implements", f"{D}n/0")])
    made = (place / index.FILE).stat().st_ino
    Store(place, write=True).close()
    assert (place / index.FILE).stat().st_ino == made


def test_after_an_error_or_with_a_broken_file_the_graph_answers(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with pytest.raises(KeyError), Store(place, write=True) as store:
        store.replace("urn:g", [quad(f"{D}n/1", BASE + "implements", f"{D}n/0")])
        raise KeyError
    with Store(place) as store:
        assert store.index is None and len(lineage.trace(store, f"{D}n/0").nodes) == 2
    Store(place, write=True).close()
    (place / index.FILE).write_bytes(b"not a database" * 100)
    with Store(place) as store:
        assert store.index is None and len(lineage.trace(store, f"{D}n/0").nodes) == 2


ENDS = st.integers(0, 7)
NAMES = st.sampled_from(["implements", "continues", "guides", "supersedes", "cites"])


@settings(max_examples=15, deadline=None)
@given(
    st.sets(st.tuples(ENDS, NAMES, ENDS), min_size=1, max_size=20),
    st.dictionaries(ENDS, st.dates().map(str).filter(lambda day: day > "1900"), max_size=8),
    st.sets(ENDS, max_size=2),
    st.booleans(),
)
def test_random_graphs(links: set[tuple[int, str, int]], dates: dict[int, str], sources: set[int], limit: bool) -> None:
    start, on = f"{D}n/{min(links)[0]}", min(dates.values(), default="2000-01-01") if limit else ""
    quads = [quad(f"{D}n/{s}", BASE + name, f"{D}n/{o}") for s, name, o in sorted(links)]
    quads += [quad(f"{D}n/{n}", DV.date, ox.Literal(day, datatype=ox.NamedNode(XSD_DATE))) for n, day in dates.items()]
    quads += [quad(f"{D}n/{n}", RDF_TYPE, DV.Source) for n in sources]
    quads += [quad(f"{D}n/{n}", RDFS_LABEL, ox.Literal(f"{n}-NQ/TW")) for n in range(4)]
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "store"
        with Store(place, write=True) as store:
            store.replace("urn:g", quads)
        fast, plain = both(place, lambda store: lineage.trace(store, start, via=lineage.ALL_VIA, on=on))
    assert fast == plain
