"""Named queries give what they promise; values as users type them; faults are told with their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from danvan_graph import query
from danvan_graph.build import build
from danvan_graph.errors import LookupFailed, QueryError
from danvan_graph.resources import resource
from danvan_graph.store import Store
from danvan_graph.transfer import load

GRAPH = Path(__file__).parent / "graphs" / "queries.ttl"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store() as opened:
        load(opened, GRAPH)
        yield opened


def rows(store: Store, name: str, given: dict[str, str], columns: str) -> list[str]:
    """The rows of a named query: some of its columns, joined."""
    found = query.run(store, name, given).records()
    return [" | ".join(row[column] for column in columns.split()) for row in found]


NQ25 = {"directive": "25-NQ/TW"}
CASES = [
    ("cascade", NQ25, "label date issuer level territory", [
        "60-CTr/TU | 2013-08-30 | Tỉnh ủy Lai Châu | province | Lai Châu",
        "11-KH/HU | 2013-10-15 | Ban Thường vụ Huyện ủy Phong Thổ | district | Phong Thổ"]),
    ("basis", {"directive": "11-KH/HU"}, "label via", ["25-NQ/TW | implements", "60-CTr/TU | implements"]),
    ("basis", {"directive": "43-KL/TW"}, "label via", ["25-NQ/TW | basedOn"]),
    ("basis", {"directive": "90-KH/HU"}, "label via", ["43-KL/TW | guides"]),
    ("plans-of-territory", {"territory": "Phong Thổ"}, "label implements", [
        "11-KH/HU | 25-NQ/TW; 60-CTr/TU", "90-KH/HU | ", "91-KH/HU | "]),
    ("replacements", {"directive": "11-KH/HU"}, "label supersedes", ["90-KH/HU | 11-KH/HU", "91-KH/HU | 90-KH/HU"]),
    ("amendments", {}, "label amends", ["90-KH/HU | 60-CTr/TU"]),
    ("amendments", NQ25, "label", []),
    ("cited-not-seen", {}, "label count", ["25-NQ/TW | 2"]),
    ("most-cited", {"limit": "1"}, "label sources count", ["25-NQ/TW | 1 | 2"]),
    ("bodies-without", NQ25, "label territory", ["Huyện ủy Sìn Hồ | Sìn Hồ"]),
    ("bodies-without", {"directive": "60-CTr/TU", "level": "tỉnh"}, "label", ["Tỉnh ủy Lai Châu"]),
    ("bodies-without", NQ25 | {"level": "province"}, "label", []),
    ("bodies-without", {"directive": "43-KL/TW", "level": "tỉnh"}, "label", ["Tỉnh ủy Lai Châu"]),
    ("lag", NQ25, "label date days", ["11-KH/HU | 2013-10-15 | 134"]),
    ("lag", NQ25 | {"level": "province"}, "label days", ["60-CTr/TU | 88"]),
    ("lag-by-level", NQ25, "level count least average most", [
        "province | 1 | 88 | 88 | 88", "district | 1 | 134 | 134 | 134"]),
    ("contradictions", {}, "label date other", ["11-KH/HU | 2013-10-15 | 2013-10-16"]),
    ("issuers", {"limit": "1"}, "label count first last", [
        "Ban Chấp hành Trung ương Đảng | 2 | 2013-06-03 | 2019-01-07"]),
    ("issuers", {"level": "huyện"}, "label count", ["Ban Thường vụ Huyện ủy Phong Thổ | 1", "Huyện ủy Phong Thổ | 1"]),
    ("unresolved", {}, "label path text candidates", [
        "Kết luận 69 | ke-hoach.docx | Kết luận 69 của Tỉnh ủy. | https://w3id.org/danvan/id/directive/kl43"]),
    ("by-year", {}, "year type count", [
        "2013 | chương trình | 1", "2013 | kế hoạch | 1", "2013 | nghị quyết | 1", "2019 | kết luận | 1",
        "2020 | kế hoạch | 1", "2021 | kế hoạch | 1"]),
    ("by-year", {"level": "trung ương"}, "year count", ["2013 | 1", "2019 | 1"]),
    ("evidence", {"directive": "11-KH/HU"}, "from via to path start end text cue", [
        "11-KH/HU | implements | 60-CTr/TU | ke-hoach.docx | 20 | 40 | Kế hoạch thực hiện 60-CTr/TU. | thực hiện"]),
    ("evidence", {"directive": "60-CTr/TU", "other": "11-KH/HU", "relation": "thực hiện"}, "cue", ["thực hiện"]),
    ("evidence", {"directive": "60-CTr/TU", "relation": "supersedes"}, "cue", []),
    ("several", {}, "label count implements", ["11-KH/HU | 2 | 25-NQ/TW; 60-CTr/TU"]),
    ("several", {"least": "3"}, "label", []),
    ("bodies-of-territory", {"territory": "phong tho"}, "label count directives", [
        "Ban Thường vụ Huyện ủy Phong Thổ | 1 | 11-KH/HU", "Huyện ủy Phong Thổ | 1 | 90-KH/HU"]),
    ("without-province", {}, "label", ["43-KL/TW"]),
    ("without-province", {"territory": "Sìn Hồ"}, "label", ["25-NQ/TW", "43-KL/TW"]),
    ("superseded-basis", {}, "label rests_on superseded_by superseded_on", [
        "91-KH/HU | 11-KH/HU | 90-KH/HU | 2020-02-01"]),
    ("sources", {}, "path title text_of directives links", [
        "bao-cao.txt | Báo cáo |  | 1 | 0", "ke-hoach.docx |  | 11-KH/HU | 2 | 1"]),
    ("latest", {"limit": "2"}, "label date", ["91-KH/HU | 2021-03-01", "90-KH/HU | 2020-02-01"]),
    ("latest-of-territory", {"territory": "Lai Châu", "limit": "1"}, "label date", ["91-KH/HU | 2021-03-01"]),
    ("latest-of-territory", {"territory": "Sìn Hồ"}, "label", []),
    ("latest", {"since": "2019", "level": "central"}, "label", ["43-KL/TW"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "columns", "expected"), CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)]
)
def test_named_queries(store, name, given, columns, expected):
    found = rows(store, name, given, columns)
    parts = [[sorted(cell.split("; ")) for cell in row.split(" | ")] for row in found]
    assert parts == [[sorted(cell.split("; ")) for cell in row.split(" | ")] for row in expected]


def test_web_annotations(store):
    found = query.run(store, "web-annotations")
    assert found.kind == "graph"
    target = "https://w3id.org/danvan/id/claim/1#position"
    assert f'<{target}> <http://www.w3.org/ns/oa#start> "20"^^<http://www.w3.org/2001/XMLSchema#integer>' in map(
        str, found.triples
    )


def test_every_named_query_is_tried():
    assert {case[0] for case in CASES} | {"web-annotations"} == set(query.named())


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("bundled") / "store"
    build([resource("data/documents")], path)
    with Store(path) as opened:
        yield opened


XI = {"directive": "25-NQ/TW khóa XI"}


@pytest.mark.parametrize(
    ("name", "given", "column", "expected"),
    [
        ("cascade", XI, "label", {"43-KL/TW", "17-CTr/TU", "110/KH-UBND"}),
        ("basis", {"directive": "110/KH-UBND"}, "label", {"17-CTr/TU", "25-NQ/TW"}),
        ("plans-of-territory", {"territory": "huyện Phong Thổ"}, "label", {"101-KH/HU", "231-KH/HU", "259-KH/HU"}),
        ("bodies-of-territory", {"territory": "Phong Thổ"}, "label", {"Huyện ủy Phong Thổ"}),
        ("contradictions", {}, "label", {"15-NQ/TU", "99-QĐ/TW"}),
        ("most-cited", {}, "label", {"25-NQ/TW", "43-KL/TW"}),
        ("cited-not-seen", {}, "label", {"43-KL/TW", "217-QĐ/TW"}),
        ("issuers", {}, "label", {"Huyện ủy Phong Thổ", "Bộ Chính trị"}),
        ("lag", XI | {"level": "tỉnh"}, "label", {"17-CTr/TU", "110/KH-UBND"}),
        ("without-province", {}, "label", {"24-NQ/TW"}),
        ("several", {}, "label", {"101-KH/HU"}),
        ("latest-of-territory", {"territory": "Phong Thổ"}, "label", {"427-KH/HU", "411-KH/HU"}),
        ("by-year", {}, "year", {"2003", "2013", "2024"}),
        ("lag-by-level", XI, "level", {"province", "central"}),
        ("evidence", XI, "via", {"implements", "continues", "issuedBy"}),
    ],
)
def test_named_queries_on_the_bundled_documents(bundled, name, given, column, expected):
    found = {row[column] for row in query.run(bundled, name, given).records()}
    assert expected <= found


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        ("SELECT ?a {\n  ?a dv:implements ?b\n  ?c", {}, "line 3, column 5, in “?c”: the query ends too early"),
        ("SELECT ?a { ?a foo:b ?c }", {}, "line 1, column 21, in “SELECT ?a { ?a foo:b ?c }”: the prefix foo: is"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", {}, "the store is only read"),
        ("", {}, "the query is empty"),
        ("cascad", {}, "no query of this name; there are amendments, basis"),
        ("cascade", {}, "the parameter directive is missing"),
        ("cascade", {"root": "x"}, "no parameter root; there are directive"),
        ("contradictions", {"x": "y"}, "no parameter x; there are none"),
        ("lag", {"directive": "25-NQ/TW", "level": "nước"}, "“nước” is no level; there are central, province"),
        ("most-cited", {"limit": "nhiều"}, "“nhiều” is no integer"),
        ("latest", {"since": "hôm qua"}, "“hôm qua” is no date"),
        ("SELECT ?a { ?a ?p ?o }", {"b": "1"}, "the query has no variable ?b"),
        ("SELECT ?a { ?a ?p ?o }", {"p": "3"}, "do not fit the query"),
    ],
)
def test_faults_are_told_in_one_line(store, text, given, message):
    with pytest.raises(QueryError) as caught:
        query.run(store, text, given)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["999-NQ/TW", "KH/HU"])
def test_a_reference_that_names_nothing_or_too_much_is_refused(store, text):
    with pytest.raises(LookupFailed):
        query.run(store, "cascade", {"directive": text})


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("25-NQ/TW", True),
        ("https://w3id.org/danvan/id/directive/nq25", True),
        ("<https://w3id.org/danvan/id/directive/nq25>", True),
        (ox.NamedNode("https://w3id.org/danvan/id/directive/nq25"), True),
        ("https://w3id.org/danvan/id/directive/nq26", False),
        ("nothing at all", False),
    ],
)
def test_values_of_a_free_query(store, given, found):
    assert bool(query.run(store, "ASK { ?x dv:implements ?it }", {"it": given})) is found


def test_kinds_of_answers(store):
    assert query.run(store, "ASK { ?x a dv:Plan }").answer is True
    described = query.run(store, "DESCRIBE ?it", {"it": "dv:nothing"})
    assert (described.kind, described.triples, bool(described)) == ("graph", (), False)
    found = query.run(store, "SELECT ?x ?n { ?x a dv:Plan OPTIONAL { ?x dv:nothing ?n } } ORDER BY ?x")
    assert found.columns == ("x", "n")
    assert found.records()[0] == {"x": "https://w3id.org/danvan/id/directive/kh11", "n": ""}


def test_a_graph_without_the_union_is_asked_over_all_its_graphs():
    with Store() as raw:
        raw.oxigraph.load(path=GRAPH.with_name("cascade.trig"))
        assert {row["label"] for row in query.run(raw, "contradictions").records()} == {"07-KH/HU"}
