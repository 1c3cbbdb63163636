"""Rules on contradictions: each planted one is found with its sentence, and sound graphs give nothing."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_graph import check
from danvan_graph.check.links import before, components
from danvan_graph.check.statements import mismatch
from danvan_graph.store import Store
from danvan_graph.vocab import PREFIXES

PREFIX = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + (
    "@prefix d: <https://w3id.org/danvan/id/directive/> .\n@prefix o: <https://w3id.org/danvan/id/org/> .\n"
    "@prefix t: <https://w3id.org/danvan/id/territory/> .\n@prefix s: <urn:s:> .\n"
)
BODIES = """
t:lai-chau a dv:Territory ; rdfs:label "Lai Châu" ; dv:level dv:province .
<https://w3id.org/danvan/id/territory/lai-chau/phong-tho> a dv:Territory ; rdfs:label "Phong Thổ" ;
  dv:level dv:district .
o:bch a dv:Organisation ; rdfs:label "Ban Chấp hành Trung ương Đảng" ; dv:kind "bch-tw" ; dv:level dv:central ;
  dv:branch dv:party .
o:bct a dv:Organisation ; rdfs:label "Bộ Chính trị" ; dv:kind "bct" ; dv:level dv:central ; dv:branch dv:party .
o:tu a dv:Organisation ; rdfs:label "Tỉnh ủy Lai Châu" ; dv:kind "tu" ; dv:level dv:province ; dv:branch dv:party ;
  dv:territory t:lai-chau .
o:btv a dv:Organisation ; rdfs:label "Ban Thường vụ Tỉnh ủy Lai Châu" ; dv:kind "btv-tu" ; dv:level dv:province ;
  dv:branch dv:party ; dv:territory t:lai-chau ; org:subOrganizationOf o:tu .
o:bdv a dv:Organisation ; rdfs:label "Ban Dân vận Tỉnh ủy Lai Châu" ; dv:kind "bdv-tu" ; dv:level dv:province ;
  dv:branch dv:party ; dv:territory t:lai-chau ; org:subOrganizationOf o:tu .
o:hu a dv:Organisation ; rdfs:label "Huyện ủy Phong Thổ" ; dv:kind "hu" ; dv:level dv:district ; dv:branch dv:party ;
  dv:territory <https://w3id.org/danvan/id/territory/lai-chau/phong-tho> .
s:1 a dv:Source ; dv:path "bao-cao.txt" .
"""


def directive(name: str, day: str, body: str, level: str, extra: str = "") -> str:
    return (
        f'd:{name} a dv:Directive ; rdfs:label "{name}" ; dv:date "{day}"^^xsd:date ; dv:issuedBy o:{body} ; '
        f"dv:level dv:{level} {extra}.\n"
    )


def mention(number: int, name: str, facts: str) -> str:
    return (
        f"<urn:m:{number}> a dv:Mention ; dv:source s:1 ; dv:start {number} ; dv:end {number + 9} ; "
        f'dv:sentence "Câu {number}." ; dv:refersTo d:{name} ; {facts} .\n'
    )


def claim(number: int, one: str, link: str, other: str) -> str:
    return (
        f"d:{one} dv:{link} d:{other} . <urn:c:{number}> a dv:Claim ; dv:subject d:{one} ; dv:predicate dv:{link} ; "
        f"dv:object d:{other} ; dv:source s:1 ; dv:start {number} ; dv:end {number + 9} ; "
        f'dv:sentence "Câu {number}." .\n'
    )


OLD = directive("nq", "2013-06-03", "bch", "central")
CASES: list[tuple[str, str, str, list[str]]] = [
    (
        "two dates",
        OLD
        + 'd:nq dv:date "2013-03-06"^^xsd:date .'
        + mention(1, "nq", 'dv:statesDate "2013-06-03"^^xsd:date')
        + mention(2, "nq", 'dv:statesDate "2013-03-06"^^xsd:date'),
        "date-conflict",
        ["Câu 1.", "Câu 2."],
    ),
    ("a year and a day in it", OLD + 'd:nq dv:date "2013"^^xsd:gYear .', "", []),
    (
        "impossible date",
        OLD + 'd:nq dv:dateText "31/02/2013" .' + mention(1, "nq", 'dv:statesDate "31/02/2013"'),
        "impossible-date",
        ["Câu 1."],
    ),
    (
        "two bodies",
        OLD
        + "d:nq dv:issuedBy o:bct ."
        + mention(1, "nq", "dv:statesIssuer o:bch")
        + mention(2, "nq", "dv:statesIssuer o:bct"),
        "issuer-conflict",
        ["Câu 1.", "Câu 2."],
    ),
    ("joint document", OLD + "d:nq dv:issuedBy o:bct ." + mention(1, "nq", "dv:statesIssuer o:bch, o:bct"), "", []),
    (
        "committee and its standing committee",
        directive("kl", "2013-06-03", "tu", "province") + "d:kl dv:issuedBy o:btv .",
        "",
        [],
    ),
    (
        "two titles",
        OLD
        + 'd:nq dcterms:title "về công tác tôn giáo"@vi, "về đổi mới doanh nghiệp khu vực kinh tế"@vi .'
        + mention(1, "nq", 'dv:statesTitle "về công tác tôn giáo"@vi'),
        "title-conflict",
        ["Câu 1."],
    ),
    (
        "a short and a long title",
        OLD + 'd:nq dcterms:title "về công tác dân vận"@vi, "Về tăng cường công tác dân vận trong tình hình mới"@vi .',
        "",
        [],
    ),
    (
        "kết luận with TB",
        OLD + mention(1, "nq", 'dv:statesType "kết luận" ; dv:statesSymbol "TB/TU"'),
        "type-symbol-mismatch",
        ["Câu 1."],
    ),
    (
        "quyết định with QC",
        OLD + mention(1, "nq", 'dv:statesType "quyết định" ; dv:statesSymbol "QC/HU"'),
        "type-symbol-mismatch",
        ["Câu 1."],
    ),
    (
        "thông báo kết luận with TB",
        OLD + mention(1, "nq", 'dv:statesType "thông báo kết luận" ; dv:statesSymbol "TB/TU"'),
        "",
        [],
    ),
    (
        "chương trình with CTr",
        OLD + mention(1, "nq", 'dv:statesType "chương trình hành động" ; dv:statesSymbol "CTr/TU"'),
        "",
        [],
    ),
    (
        "plan older than what it carries out",
        OLD + directive("kh", "2012-01-02", "hu", "district") + claim(5, "kh", "implements", "nq"),
        "impossible-order",
        ["Câu 5."],
    ),
    (
        "plan of the same day",
        OLD + directive("kh", "2013-06-03", "hu", "district") + claim(5, "kh", "implements", "nq"),
        "",
        [],
    ),
    (
        "circle",
        directive("a", "2013-06-03", "tu", "province")
        + directive("b", "2013-06-03", "tu", "province")
        + claim(1, "a", "implements", "b")
        + claim(2, "b", "implements", "a"),
        "cycle",
        ["Câu 1.", "Câu 2."],
    ),
    ("implements itself", OLD + claim(1, "nq", "implements", "nq"), "cycle", ["Câu 1."]),
    (
        "district supersedes province",
        directive("kl", "2013-06-03", "tu", "province")
        + directive("kh", "2014-01-02", "hu", "district")
        + claim(1, "kh", "supersedes", "kl"),
        "lower-supersedes",
        ["Câu 1."],
    ),
    (
        "commission amends its committee",
        directive("kl", "2013-06-03", "tu", "province")
        + directive("hd", "2014-01-02", "bdv", "province")
        + claim(1, "hd", "amends", "kl"),
        "lower-supersedes",
        ["Câu 1."],
    ),
    (
        "standing committee supersedes",
        directive("kl", "2013-06-03", "tu", "province")
        + directive("kh", "2014-01-02", "btv", "province")
        + claim(1, "kh", "supersedes", "kl"),
        "",
        [],
    ),
    (
        "centre supersedes province",
        directive("kl", "2013-06-03", "tu", "province")
        + directive("nq2", "2014-01-02", "bch", "central")
        + claim(1, "nq2", "supersedes", "kl"),
        "",
        [],
    ),
    (
        "rests on what was superseded",
        OLD
        + directive("nq2", "2015-01-02", "bch", "central")
        + directive("kh", "2016-01-02", "hu", "district")
        + claim(1, "nq2", "supersedes", "nq")
        + claim(2, "kh", "implements", "nq"),
        "superseded-basis",
        ["Câu 2.", "Câu 1."],
    ),
    (
        "carries out what is superseded later",
        OLD
        + directive("nq2", "2015-01-02", "bch", "central")
        + directive("kh", "2014-01-02", "hu", "district")
        + claim(1, "nq2", "supersedes", "nq")
        + claim(2, "kh", "implements", "nq"),
        "",
        [],
    ),
    ("term that is not the date's", OLD + mention(1, "nq", 'dv:statesTerm "XII"'), "term-mismatch", ["Câu 1."]),
    ("term of the date", OLD + mention(1, "nq", 'dv:statesTerm "XI"'), "", []),
    (
        "district body after districts",
        directive("kh", "2025-08-01", "hu", "district") + mention(1, "kh", 'dv:statesType "kế hoạch"'),
        "body-not-existing",
        ["Câu 1."],
    ),
    ("district body on the last day", directive("kh", "2025-06-30", "hu", "district"), "", []),
    (
        "unresolved",
        'd:x a dv:Directive, dv:Unresolved ; rdfs:label "x" ; dv:candidate d:nq .'
        + OLD
        + mention(1, "x", 'dv:statesType "kết luận"'),
        "unresolved",
        ["Câu 1."],
    ),
]


def store_of(turtle: str) -> Store:
    store = Store()
    store.oxigraph.load(
        (PREFIX + BODIES + turtle).encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:s:1")
    )
    return store


@pytest.mark.parametrize(("turtle", "rule", "sentences"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_planted(turtle: str, rule: str, sentences: list[str]) -> None:
    found = list(check.run(store_of(turtle), with_shapes=False))
    assert [one.rule for one in found] == ([rule] if rule else [])
    for one in found:
        assert [evidence.text for evidence in one.evidence] == sentences
        assert one.severity in ("violation", "warning", "info")
        assert one.message("vi") != one.message("en") and "{" not in one.message("vi") + one.hint("en")
        assert set(one.to_dict()) == {"rule", "severity", "message", "about", "evidence", "hint"}


def test_every_rule_has_a_case() -> None:
    assert {case[2] for case in CASES} - {""} == set(check.RULES) - {"shape"}


@pytest.mark.parametrize(("turtle", "rule"), [(case[1], case[2]) for case in CASES if case[2]])
def test_show_finds_what_check_finds(turtle: str, rule: str) -> None:
    store = store_of(turtle)
    facts = check.Facts(store)
    for one in check.run(store, with_shapes=False):
        for iri, _ in one.about[:1]:
            assert rule in [found.rule for found in check.of_directive(facts, iri)]


def test_the_cascade_has_one_contradiction_and_one_open_citation() -> None:
    store = Store()
    store.oxigraph.load(path=Path(__file__).parent / "graphs" / "cascade.trig", format=ox.RdfFormat.TRIG)
    found = [(one.rule, one.about[0][1]) for one in check.run(store, with_shapes=False)]
    assert sorted(found) == [("date-conflict", "07-KH/HU"), ("unresolved", "69-KL/TU")]


@pytest.mark.parametrize(
    ("place", "messages"),
    [
        ("<https://w3id.org/danvan/id/territory/lai-chau/phong-tho>", []),
        ("<https://w3id.org/danvan/id/territory/nowhere>", ["must be a dv:Territory", "phải là một dv:Territory"]),
        ("<http://elsewhere.example/phong-tho>", ["must be a dv:Territory", "phải là một dv:Territory"]),
    ],
)
def test_shapes_know_the_territories_and_speak_both_languages(place: str, messages: list[str]) -> None:
    store = store_of(f'd:x a dv:Plan , dv:Directive ; rdfs:label "01-KH/HU" ; dv:territory {place} .')
    found = [one for one in check.run(store, with_shapes=True) if one.rule == "shape" and one.about[0][1] == "01-KH/HU"]
    assert len(found) == len(messages) // 2
    for one, (en, vi) in zip(found, [messages], strict=False):
        assert en in one.message("en") and vi in one.message("vi")


def test_report_is_turtle() -> None:
    found = [one.to_dict() for one in check.run(store_of(CASES[0][1]), with_shapes=False)]
    triples = {t.triple for t in ox.parse(check.turtle(found), format=ox.RdfFormat.TURTLE)}
    results = [t for t in triples if t.predicate.value.endswith("#result")]
    conforms = [t.object.value for t in triples if t.predicate.value.endswith("#conforms")]
    assert len(results) == len(found) == 1 and conforms == ["false"]


@pytest.mark.parametrize(
    ("name", "symbol", "other"),
    [
        ("kết luận", "TB/TU", "thông báo"),
        ("quyết định", "QC/HU", "quy chế"),
        ("nghị quyết", "NQ/TW", ""),
        ("quy định", "QĐ/TW", ""),
        ("quy định", "QĐi/TW", ""),
        ("công văn", "UBND-NV", ""),
        ("chương trình", "CTHĐ/TU", ""),
        ("văn bản", "NQ/TW", ""),
    ],
)
def test_type_and_symbol(name: str, symbol: str, other: str) -> None:
    assert mismatch(name, symbol) == other


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("2013-06-03", "2013-06-04", True),
        ("2013-06-03", "2013-06-03", False),
        ("2013", "2013-06-03", False),
        ("2013-05", "2013-06-03", True),
        ("2014", "2013-06-03", False),
    ],
)
def test_before(one: str, two: str, expected: bool) -> None:
    assert before(one, two) is expected


@settings(max_examples=200, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_circles_are_those_of_networkx(links: set[tuple[int, int]]) -> None:
    after: dict[str, list[str]] = {}
    for one, other in sorted(links):
        after.setdefault(str(one), []).append(str(other))
    net = nx.DiGraph([(str(one), str(other)) for one, other in links])
    expected = [g for g in nx.strongly_connected_components(net) if len(g) > 1 or any(net.has_edge(n, n) for n in g)]
    assert sorted(map(sorted, components(after))) == sorted(map(sorted, expected))
