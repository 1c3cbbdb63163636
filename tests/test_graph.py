"""Extraction → quads: what stands in a source's graph, and where."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_graph import graph, labels, vocab
from danvan_graph.extract import extract
from danvan_graph.graph import quads
from danvan_graph.model import Claim, Document, Extraction, Key, Letterhead, Mention, Organisation, Span
from danvan_graph.read import from_text
from danvan_graph.reconcile import Resolution, reconcile

TEXT = (
    "Kế hoạch số 1-KH/HU ngày 03/4/2018 của Huyện ủy Phong Thổ tiếp tục thực hiện Nghị quyết số 25-NQ/TW "
    "năm 2013 và Kết luận 43."
)
SOURCE = vocab.SOURCE + "a" * 20
HU = Organisation(
    "Huyện ủy Phong Thổ", "hu", "district", "party", "lai-chau/phong-tho", "lai-chau/phong-tho/hu"
)  # fmt: skip
PLAN = Key("lai-chau/phong-tho/hu", "kh", "1", "2015-2020")
RESOLUTION = Key("tw", "nq", "25", "xi")
ALL = Span(0, len(TEXT))


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def mention(words: str, kind: str, **facts: object) -> Mention:
    return Mention(at(words), ALL, ALL, "full", kind, **facts)


def document(origin: str = TEXT, pieces: tuple[tuple[int, int, int, int], ...] = ()) -> Document:
    return Document(SOURCE, "bao-cao.txt", "a" * 64, TEXT, origin, pieces, title="Báo cáo")


CANDIDATES = (Key("tw", "kl", "43", "xi"), Key("tw", "kl", "43", "xii"))
MENTIONS = (
    mention("Kế hoạch số 1-KH/HU", "kế hoạch", number="1", symbol="KH/HU", date="2018-04-03",
            issuer="Huyện ủy Phong Thổ", issuers=(HU,), key=PLAN),
    mention("Nghị quyết số 25-NQ/TW", "nghị quyết", number="25", symbol="NQ/TW", date="2013", key=RESOLUTION),
    mention("Kết luận 43", "kết luận", number="43", candidates=CANDIDATES),
)  # fmt: skip
CLAIMS = (Claim(PLAN, "continues", RESOLUTION, ALL, ALL, "tiếp tục thực hiện"),)
REPORT = Extraction(document(), Letterhead(), "district", "lai-chau/phong-tho", MENTIONS, CLAIMS)


def short(term: object) -> str:
    """A term as the tables below write it."""
    if isinstance(term, ox.Literal):
        return f'"{term.value}"' + (f"@{term.language}" if term.language else "")
    return str(term.value).replace(vocab.BASE, "dv:").replace(vocab.ID, "").replace("a" * 20, "A")


def lines(extraction: Extraction, names: Resolution | None = None, **options: object) -> set[str]:
    found = quads(extraction, names or Resolution(), **options)
    return {" ".join(map(short, quad.triple)) for quad in found}


PLAN_IRI = "directive/lai-chau/phong-tho/hu/kh-1/2015-2020"
TYPE, LABEL = vocab.RDF_TYPE, vocab.RDFS_LABEL


@pytest.mark.parametrize(
    "line",
    [
        f"source/A {TYPE} dv:Source",
        'source/A dv:path "bao-cao.txt"',
        f'source/A {vocab.TITLE} "Báo cáo"@vi',
        "source/A dv:level dv:district",
        "source/A dv:territory territory/lai-chau/phong-tho",
        "territory/lai-chau/phong-tho dv:within territory/lai-chau",
        f'territory/lai-chau {LABEL} "Lai Châu"@vi',
        f"{PLAN_IRI} {TYPE} dv:Directive",
        f"{PLAN_IRI} {TYPE} dv:Plan",
        f'{PLAN_IRI} {LABEL} "01-KH/HU"',
        f'{PLAN_IRI} dv:number "01"',
        f'{PLAN_IRI} dv:symbol "KH/HU"',
        f'{PLAN_IRI} dv:typeName "kế hoạch"',
        f'{PLAN_IRI} dv:date "2018-04-03"',
        f'{PLAN_IRI} dv:term "2015-2020"',
        f"{PLAN_IRI} dv:level dv:district",
        f"{PLAN_IRI} dv:territory territory/lai-chau/phong-tho",
        f"{PLAN_IRI} dv:issuedBy org/lai-chau/phong-tho/hu",
        f"{PLAN_IRI} dv:continues directive/tw/nq-25/xi",
        f"{PLAN_IRI} dv:implements directive/tw/nq-25/xi",
        'directive/tw/nq-25/xi dv:date "2013"',
        'directive/tw/nq-25/xi dv:term "XI"',
        "directive/tw/nq-25/xi dv:level dv:central",
        "source/A dv:cites directive/tw/nq-25/xi",
        f'org/lai-chau/phong-tho/hu {LABEL} "Huyện ủy Phong Thổ"@vi',
        'org/lai-chau/phong-tho/hu dv:kind "hu"',
        "org/lai-chau/phong-tho/hu dv:branch dv:party",
        f"org/lai-chau/phong-tho/hu {vocab.PART_OF_BODY} org/lai-chau/tu",
        f"mention/A/0-19 {TYPE} dv:Mention",
        'mention/A/0-19 dv:quote "Kế hoạch số 1-KH/HU"',
        f"mention/A/0-19 dv:refersTo {PLAN_IRI}",
        'mention/A/0-19 dv:statesDate "2018-04-03"',
        'mention/A/0-19 dv:statesIssuerText "Huyện ủy Phong Thổ"',
        "mention/A/0-19 dv:statesIssuer org/lai-chau/phong-tho/hu",
        "mention/A/0-19 dv:predicate dv:cites",
    ],
)
def test_a_report_gives(line):
    assert line in lines(REPORT)


def test_every_link_has_a_claim_with_its_words():
    found = list(quads(REPORT, Resolution()))
    said = {(q.subject, q.predicate): q.object for q in found}
    links = {(q.subject, q.predicate, q.object) for q in found if vocab.local(q.predicate.value) in vocab.RELATIONS}
    claims = {q.subject for q in found if q.object == ox.NamedNode(vocab.DV.Claim)}
    ends = [tuple(said[claim, ox.NamedNode(vocab.BASE + one)] for one in ("subject", "predicate", "object", "quote"))
            for claim in claims]  # fmt: skip
    stated = {end[:3] for end in ends}
    implied = {(s, ox.NamedNode(vocab.DV.implements), o) for s, p, o in stated if p.value == vocab.DV.continues}
    assert stated | implied == links
    assert all(quote.value for *_, quote in ends)


def test_the_graph_is_the_source_and_has_no_blank_node_and_nothing_twice():
    found = list(quads(REPORT, Resolution()))
    assert {quad.graph_name for quad in found} == {ox.NamedNode(SOURCE)}
    assert not [term for quad in found for term in quad.triple if isinstance(term, ox.BlankNode)]
    assert len(found) == len(set(found))
    assert found == list(quads(REPORT, Resolution()))


def test_a_mention_that_stays_open_is_a_node_of_its_own_with_candidates():
    place = TEXT.index("Kết luận 43")
    open_ = f"directive/-/kl-43/{'a' * 12}-{place}"
    found = lines(REPORT)
    assert {f"{open_} {TYPE} dv:Unresolved", f'{open_} {LABEL} "Kết luận 43"'} <= found
    assert {line for line in found if "dv:candidate" in line} == {
        f"{open_} dv:candidate directive/tw/kl-43/xi",
        f"{open_} dv:candidate directive/tw/kl-43/xii",
    }


def test_final_keys_and_candidates_come_from_the_resolution():
    other = Key("tw", "nq", "25", "xii")
    joined = lines(REPORT, Resolution({RESOLUTION: other}))
    assert f"{PLAN_IRI} dv:implements directive/tw/nq-25/xii" in joined
    assert not any("nq-25/xi " in f"{line} " for line in joined)
    still_open = lines(REPORT, Resolution({}, {RESOLUTION: (RESOLUTION, other)}))
    assert f"directive/tw/nq-25/xi {TYPE} dv:Unresolved" in still_open


def test_a_directive_is_the_subject_of_what_it_cites_and_not_of_itself():
    head = Letterhead(
        PLAN, "kế hoạch", "1", "KH/HU", "2018-04-03", HU, "Kế hoạch thực hiện", "Nguyễn Văn A", "Phong Thổ", ALL
    )
    found = lines(replace(REPORT, letterhead=head))
    assert f"source/A dv:textOf {PLAN_IRI}" in found
    assert f"{PLAN_IRI} dv:cites directive/tw/nq-25/xi" in found
    assert f"{PLAN_IRI} dv:cites {PLAN_IRI}" not in found
    assert {f'{PLAN_IRI} dv:signer "Nguyễn Văn A"', f'{PLAN_IRI} {vocab.TITLE} "Kế hoạch thực hiện"@vi'} <= found
    assert any('dv:method "letterhead"' in line for line in found)


def test_the_same_bytes_at_two_paths_are_one_source():
    found = lines(REPORT, paths=["b/x.txt", "a.txt", "a.txt"])
    assert {line for line in found if "dv:path" in line} == {'source/A dv:path "a.txt"', 'source/A dv:path "b/x.txt"'}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["2013", "2013-06", "2013-06-03"], ["2013-06-03"]),
        (["2013", "2014-01"], ["2013", "2014-01"]),
        (["2013-06-03", "2013-06-04"], ["2013-06-03", "2013-06-04"]),
        (["2013-02-30"], []),
        (["2013-13"], []),
    ],
)
def test_dates_keep_the_fullest_and_what_contradicts(given, kept):
    mentions = tuple(replace(MENTIONS[1], span=Span(n, n + 5), date=date) for n, date in enumerate(given))
    found = lines(replace(REPORT, mentions=mentions, claims=()))
    assert sorted(line.split('"')[1] for line in found if " dv:date " in line) == kept


def test_an_impossible_date_is_kept_as_written():
    wrong = replace(MENTIONS[1], date=None, date_text="31/6/2013")
    found = lines(replace(REPORT, mentions=(wrong,), claims=()))
    assert 'directive/tw/nq-25/xi dv:dateText "31/6/2013"' in found
    assert any(line.endswith('dv:statesDate "31/6/2013"') for line in found)


@pytest.mark.parametrize(("date", "datatype"), [("2013-06-03", "date"), ("2013-06", "gYearMonth"), ("2013", "gYear")])
def test_dates_are_typed_by_what_they_hold(date, datatype):
    literal = graph.date_literal(date)
    assert literal is not None
    assert literal.datatype.value == vocab.PREFIXES["xsd"] + datatype


@pytest.mark.parametrize(
    ("type_name", "number", "symbol", "head", "label"),
    [
        ("nghị quyết", "25", "NQ/TW", "Nghị quyết số 25-NQ/TW", "25-NQ/TW"),
        ("kế hoạch", "1", "KH/HU", "", "01-KH/HU"),
        ("nghị định", "30/2020", "NĐ-CP", "", "30/2020/NĐ-CP"),
        ("kế hoạch", "5", "KH-UBND", "", "05/KH-UBND"),
        ("kết luận", "43", None, "Kết luận 43", "Kết luận 43"),
        (None, "43", None, "43", "Văn bản 43"),
        ("nghị quyết", None, None, "nghị quyết Đại hội  Đảng bộ", "Nghị quyết Đại hội Đảng bộ"),
    ],
)
def test_labels(type_name, number, symbol, head, label):
    assert labels.directive_label(type_name, number, symbol, head) == label


def test_one_label_over_all_documents_whatever_their_order():
    short_form = replace(MENTIONS[1], symbol=None)
    reports = [replace(REPORT, mentions=(one,)) for one in (short_form, short_form, MENTIONS[1])]
    found = labels.label_all(reports, Resolution())
    assert found[RESOLUTION] == "25-NQ/TW"
    assert found == labels.label_all(reversed(reports), Resolution())


def test_a_label_with_the_number_goes_before_words_however_often_written():
    key = MENTIONS[1].key
    named = replace(MENTIONS[1], number=None, symbol=None)
    reports = [replace(REPORT, mentions=(one,)) for one in (named, named, replace(MENTIONS[1], symbol=None))]
    assert labels.label_all(reports, Resolution())[key] == "Nghị quyết 25"


LAYOUT = document(
    "Kế hoạch\r\nsố 1-KH/HU" + TEXT[19:], ((0, 0, 8, 8), (8, 8, 1, 2), (9, 10, len(TEXT) - 9, len(TEXT) - 9))
)


def test_places_count_in_the_text_promised_to_users():
    found = list(quads(replace(REPORT, document=LAYOUT), Resolution()))
    said = {(q.subject, q.predicate.value): q.object.value for q in found}
    for subject in {q.subject for q in found if q.object == ox.NamedNode(vocab.DV.Mention)}:
        start, end = int(said[subject, vocab.DV.start]), int(said[subject, vocab.DV.end])
        assert LAYOUT.origin[start:end] == said[subject, vocab.DV.quote]
    assert "mention/A/0-20" in {short(q.subject) for q in found}


PARTS = st.sampled_from(
    [
        "Kế hoạch số 101-KH/HU ngày 03/4/2018 của Huyện ủy Phong Thổ về thực hiện Nghị quyết số 25-NQ/TW.",
        "Nghị quyết số 30a/2008/NQ-CP, Chỉ thị 18 và Kết luận số 43-KL/TW thay thế Kết luận số 114-KL/TW.",
        "Ngày 31/02/2020, UBND tỉnh ban hành Quyết định số 5/QĐ-UBND.",
        "Đề án “Tăng cường công tác dân vận <&> 'x'” \\ \"q\" của Tỉnh ủy Lai Châu.",
        "Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XIV;",
    ]
)


@given(st.lists(PARTS, max_size=6), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_text_gives_a_graph_that_can_be_written_and_points_into_the_text(parts, gap):
    read = from_text(gap.join(parts) + gap)
    extraction = extract(read)
    found = list(quads(extraction, reconcile([extraction])))
    assert set(ox.parse(ox.serialize(found, format=ox.RdfFormat.N_QUADS), ox.RdfFormat.N_QUADS)) == set(found)
    said = {(q.subject, q.predicate.value): q.object.value for q in found}
    for (subject, predicate), quote in said.items():
        if predicate == vocab.DV.quote:
            start, end = int(said[subject, vocab.DV.start]), int(said[subject, vocab.DV.end])
            assert read.origin[start:end] == quote
