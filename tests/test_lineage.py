"""Lineage: the cascade by hand, and random graphs beside networkx and plain SPARQL."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_graph import chains, draw, lag, lineage, tree
from danvan_graph.store import Store
from danvan_graph.vocab import BASE, ID, XSD_DATE

D = f"{ID}directive/"
XI, IX, KL43 = f"{D}tw/nq-25/xi", f"{D}tw/nq-25/ix", f"{D}tw/kl-43/xii"
CTR60, CTR11 = f"{D}lai-chau/tu/ctr-60/2010-2015", f"{D}lai-chau/phong-tho/hu/ctr-11/2010-2015"
KH07, KH101 = f"{D}lai-chau/tam-duong/hu/kh-07/2010-2015", f"{D}lai-chau/phong-tho/hu/kh-101/2020-2025"
LAI_CHAU = f"{ID}territory/lai-chau"


@pytest.fixture(scope="module")
def store() -> Store:
    opened = Store()
    opened.oxigraph.load(path=Path(__file__).parent / "graphs" / "cascade.trig", format=ox.RdfFormat.TRIG)
    return opened


def iris(found: lineage.Lineage) -> list[str]:
    return [node.iri for node in found.nodes]


@pytest.mark.parametrize(
    ("start", "options", "expected"),
    [
        (XI, {}, [KL43, CTR60, CTR11, KH07, KH101]),
        (XI, {"up": False, "depth": 1}, [KL43, CTR60, CTR11]),
        (XI, {"down": False}, []),
        (XI, {"level": ["district"]}, [CTR11, KH07, KH101]),
        (XI, {"under": f"{LAI_CHAU}/phong-tho"}, [CTR11, KH101]),
        (XI, {"under": LAI_CHAU}, [CTR60, CTR11, KH07, KH101]),
        (XI, {"on": "2013-10-31"}, [CTR60, CTR11]),
        (XI, {"on": "2012-01-01"}, []),
        (XI, {"via": ["continues"]}, [KL43]),
        (KH101, {}, [KL43, XI]),
        (KH101, {"via": ["supersedes"]}, [CTR11]),
        (KH101, {"down": False, "depth": 1}, [KL43]),
        (IX, {}, []),
    ],
)
def test_what_is_found(store: Store, start: str, options: dict[str, object], expected: list[str]) -> None:
    found = lineage.trace(store, start, **options)
    assert iris(found)[0] == start == found.root.iri
    assert sorted(iris(found)[1:]) == sorted(expected)


def test_facts_of_a_node(store: Store) -> None:
    node = {one.iri: one for one in lineage.trace(store, XI).nodes}[CTR11]
    assert (node.label, node.type, node.number, node.symbol) == ("11-CTr/HU", "chương trình", "11", "CTr/HU")
    assert (node.issuer, node.level, node.territory, node.branch) == (
        "Huyện ủy Phong Thổ",
        "district",
        "Phong Thổ",
        "party",
    )
    assert (node.depth, node.via, node.parent, node.days) == (1, "implements", XI, 134)
    assert node.state == "superseded by 101-KH/HU (2021-05-04)"


def test_state_is_that_of_the_day(store: Store) -> None:
    states = {node.iri: node.state for node in lineage.trace(store, XI, on="2020-01-01").nodes}
    assert states[CTR11] == "in force"


def test_the_most_specific_link_counts_once_and_has_its_sentence(store: Store) -> None:
    edges = [edge for edge in lineage.trace(store, XI).edges if edge.subject == KL43]
    assert [(edge.predicate, edge.object) for edge in edges] == [("continues", XI)]
    claim = edges[0].claims[0]
    assert (claim.path, claim.start, claim.cue, claim.method) == ("bao-cao.txt", 10, "tiếp tục thực hiện", "text")
    assert claim.text.startswith("Bộ Chính trị ra Kết luận số 43-KL/TW")


def test_what_a_filter_leaves_out_on_the_way_is_kept_apart(store: Store) -> None:
    found = lineage.trace(store, XI, level=["district"])
    assert {node.iri for node in found.between} == {KL43, CTR60}
    rows = {row["iri"]: row for row in draw.rows(found)}
    assert rows[KH07]["parent"] == "60-CTr/TU"


def test_tree_shows_each_directive_once_and_refers_to_it_after(store: Store) -> None:
    text = [line.branches + line.text for line in tree.lines(lineage.trace(store, XI), "en", evidence=True)]
    assert sum("Chương trình 11-CTr/HU ·" in line for line in text) == 1
    assert sum("see 11-CTr/HU" in line for line in text) == 1
    assert any("Huyện ủy Phong Thổ cụ thể hóa" in line and "bao-cao.txt:230" in line for line in text)
    assert any("several dates: 2013-11-20, 2013-12-20" in line for line in text)


def test_a_huge_tree_gives_way_to_counts(store: Store) -> None:
    text = [line.text for line in tree.lines(lineage.trace(store, XI), "en", limit=3)]
    assert "district: 3" in text and "province: 1" in text and any("--level" in line for line in text)


def test_a_report_that_speaks_for_itself_is_no_directive() -> None:
    store = graph({(1, 0), (2, 0)})
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.oxigraph.add(ox.Quad(ox.NamedNode(f"{D}n/2"), kind, ox.NamedNode(BASE + "Source"), ox.NamedNode("urn:g")))
    assert iris(lineage.trace(store, f"{D}n/0")) == [f"{D}n/0", f"{D}n/1"]


def test_overview_holds_every_directive_and_link(store: Store) -> None:
    found = lineage.overview(store)
    assert {XI, IX, KL43, CTR60, CTR11, KH07, KH101} < set(iris(found)) and found.root.iri == XI
    assert ("supersedes", KH101, CTR11) in {(edge.predicate, edge.subject, edge.object) for edge in found.edges}


def test_drawings_name_all_nodes_and_links(store: Store) -> None:
    found = lineage.trace(store, XI)
    assert draw.mermaid(found, "en").count("-->") == len(found.edges) == draw.dot(found, "en").count("->")
    triples = set(ox.parse(draw.turtle(store, found), format=ox.RdfFormat.TURTLE))
    links = {
        (t.triple.subject.value, t.triple.object.value)
        for t in triples
        if t.triple.predicate.value == BASE + "implements"
    }
    assert {(edge.subject, edge.object) for edge in found.edges} == links


def graph(links: set[tuple[int, int]], dates: dict[int, str] | None = None) -> Store:
    store = Store()
    name = ox.NamedNode("urn:g")
    for subject, object_ in links:
        store.oxigraph.add(
            ox.Quad(
                ox.NamedNode(f"{D}n/{subject}"),
                ox.NamedNode(BASE + "implements"),
                ox.NamedNode(f"{D}n/{object_}"),
                name,
            )
        )
    for number, day in (dates or {}).items():
        literal = ox.Literal(day, datatype=ox.NamedNode(XSD_DATE))
        store.oxigraph.add(ox.Quad(ox.NamedNode(f"{D}n/{number}"), ox.NamedNode(BASE + "date"), literal, name))
    return store


ENDS = st.integers(0, 9)
LINKS = st.sets(st.tuples(ENDS, ENDS), min_size=1, max_size=25)


@settings(max_examples=150, deadline=None)
@given(LINKS, st.booleans())
def test_reaches_what_networkx_and_sparql_reach(links: set[tuple[int, int]], down: bool) -> None:
    store, start = graph(links), min(min(links))
    found = lineage.trace(store, f"{D}n/{start}", up=not down, down=down, evidence=False)
    net = nx.DiGraph(links if not down else [(o, s) for s, o in links])
    net.add_node(start)
    lengths = nx.single_source_shortest_path_length(net, start)
    assert {node.iri: abs(node.depth) for node in found.nodes} == {f"{D}n/{n}": length for n, length in lengths.items()}
    path = "^dv:implements" if down else "dv:implements"
    rows = store.select(f"SELECT DISTINCT ?d {{ <{D}n/{start}> {path}+ ?d }}")
    assert {row["d"].value for row in rows} | {f"{D}n/{start}"} == {node.iri for node in found.nodes}


@settings(max_examples=150, deadline=None)
@given(LINKS)
def test_links_are_all_kept_and_circles_cut(links: set[tuple[int, int]]) -> None:
    start = min(min(links))
    found = lineage.trace(graph(links), f"{D}n/{start}", up=False, evidence=False)
    inside = {int(node.iri.rpartition("/")[2]) for node in found.nodes}
    kept = {(int(e.subject.rpartition("/")[2]), int(e.object.rpartition("/")[2])): e.cycle for e in found.edges}
    assert kept.keys() == {link for link in links if link[1] in inside}
    whole = nx.DiGraph(kept.keys())
    assert nx.is_directed_acyclic_graph(nx.DiGraph([link for link, cut in kept.items() if not cut]))
    assert nx.is_directed_acyclic_graph(whole) == (not any(kept.values()))
    shown = [line.node.iri for line in tree.lines(found) if line.kind in ("root", "node") and line.node]
    assert sorted(shown) == sorted(node.iri for node in found.nodes)


@settings(max_examples=100, deadline=None)
@given(
    LINKS,
    st.dictionaries(ENDS, st.dates().map(lambda day: day.isoformat()).filter(lambda day: day > "1900"), max_size=10),
    ENDS,
)
def test_time_limit_leaves_out_what_came_later(links: set[tuple[int, int]], dates: dict[int, str], pick: int) -> None:
    start, on = min(min(links)), dates.get(pick, "2000-01-01")
    found = lineage.trace(graph(links, dates), f"{D}n/{start}", up=False, on=on, evidence=False)
    net = nx.DiGraph([(o, s) for s, o in links if all(n == start or dates.get(n, "") <= on for n in (s, o))])
    net.add_node(start)
    assert {node.iri for node in found.nodes} == {f"{D}n/{n}" for n in (nx.descendants(net, start) | {start})}


def test_chains_are_those_of_networkx() -> None:
    @settings(max_examples=100, deadline=None)
    @given(LINKS, ENDS, ENDS)
    def compare(links: set[tuple[int, int]], one: int, other: int) -> None:
        links |= {(one, one), (other, other)}
        found = chains.chains(graph(links), f"{D}n/{one}", f"{D}n/{other}", limit=100_000)
        net = nx.DiGraph(links)
        there, back = (
            [] if one == other else list(nx.all_simple_paths(net, *ends)) for ends in ((one, other), (other, one))
        )
        expected = sorted(tuple(path) for path in there or back)
        listed = [(chain[0].subject, *(edge.object for edge in chain)) for chain in found.chains]
        assert sorted(tuple(int(iri.rpartition("/")[2]) for iri in chain) for chain in listed) == expected
        assert [len(chain) for chain in listed] == sorted(map(len, expected))

    compare()


def test_a_chain_has_its_sentences(store: Store) -> None:
    found = chains.chains(store, XI, KH101)
    assert (found.lower.iri, found.upper.iri) == (KH101, XI)
    assert ["implements", "continues"] in [[edge.predicate for edge in chain] for chain in found.chains]
    assert {claim.cue for chain in found.chains for edge in chain for claim in edge.claims} >= {"tiếp tục thực hiện"}
    assert len(chains.chains(store, XI, KH101, limit=1).chains) == 1 and chains.chains(store, XI, KH101, limit=1).more


def test_days_by_level(store: Store) -> None:
    spreads = {spread.level: spread for spread in lag.lag(store, XI).spreads}
    assert spreads["province"].days == (88,) and spreads["district"].count == 3
    by_hand = sorted((node.days or 0) for node in lineage.trace(store, XI).nodes if node.level == "district")
    assert spreads["district"].quartiles is not None
    assert (spreads["district"].least, spreads["district"].quartiles[1]) == (by_hand[0], by_hand[1])


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_plot_is_the_same_each_time(store: Store, tmp_path: Path, ending: str) -> None:
    pytest.importorskip("matplotlib")
    files = [tmp_path / f"{number}.{ending}" for number in (1, 2)]
    for file in files:
        lag.plot(lag.lag(store, XI), file, ["a", "b", "c"][: len(lag.lag(store, XI).spreads)], "days", "25-NQ/TW")
    assert files[0].read_bytes() == files[1].read_bytes() != b""
