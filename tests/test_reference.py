"""What a user types, and what it names."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from danvan_graph import lookup
from danvan_graph.reference import parse
from danvan_graph.store import Store
from danvan_graph.vocab import ID


@pytest.fixture(scope="module")
def store() -> Store:
    opened = Store()
    opened.oxigraph.load(path=Path(__file__).parent / "graphs" / "cascade.trig", format=ox.RdfFormat.TRIG)
    return opened


@pytest.mark.parametrize(
    ("text", "number", "symbol", "kind", "term", "day", "words"),
    [
        ("25-NQ/TW", "25", "nqtw", "", "", "", ""),
        ("Nghị quyết 25-NQ/TW khóa XI", "25", "nqtw", "nq", "xi", "", ""),
        ("nghi quyet so 025 – nq / tw khoá 11", "25", "nqtw", "nq", "xi", "", ""),
        ("25-NQ/TW@2013", "25", "nqtw", "", "", "2013", ""),
        ("25-NQ/TW@2013-06", "25", "nqtw", "", "", "2013-06", ""),
        ("25-NQ/TW@XI", "25", "nqtw", "", "xi", "", ""),
        ("25-NQ/TW, ngày 03/6/2013", "25", "nqtw", "", "", "2013-06-03", ""),
        ("Chỉ thị 18-CT/TW năm 2022", "18", "cttw", "ct", "", "2022", ""),
        ("11-CTr/HU Phong Thổ", "11", "ctrhu", "", "", "", "phong tho"),
        ("Chương trình hành động số 11 huyện Phong Thổ", "11", "", "ctr", "", "", "phong tho"),
        ("NQ 25 khóa XI", "25", "", "nq", "xi", "", ""),
        ("NQ/TW số 25", "25", "nqtw", "", "", "", ""),
        ("43KL/TW", "43", "kltw", "", "", "", ""),
        ("88/2019/QH14", "88/2019", "qh14", "", "", "", ""),
        ("30/2020/NĐ-CP", "30/2020", "ndcp", "", "", "", ""),
        ("1719/QĐ-TTg", "1719", "qdttg", "", "", "", ""),
        ("25", "25", "", "", "", "", ""),
        ("Huyện ủy Phong Thổ", "", "", "", "", "", "uy phong tho"),
        ("", "", "", "", "", "", ""),
    ],
)
def test_parts(text: str, number: str, symbol: str, kind: str, term: str, day: str, words: str) -> None:
    found = parse(text)
    assert (found.number, found.symbol, found.type, found.term, found.date) == (number, symbol, kind, term, day)
    assert found.words == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("25-NQ/TW@2013", "directive/tw/nq-25/xi"),
        ("25-nq/tw@2003-03-12", "directive/tw/nq-25/ix"),
        ("nghi quyet 25 khoa xi", "directive/tw/nq-25/xi"),
        ("25-NQ/TW ngày 12/3/2003", "directive/tw/nq-25/ix"),
        ("25-NQ/TW về công tác tôn giáo", "directive/tw/nq-25/ix"),
        ("Kết luận 43", "directive/tw/kl-43/xii"),
        ("11-CTr/HU Phong Tho", "directive/lai-chau/phong-tho/hu/ctr-11/2010-2015"),
        ("7-KH/HU", "directive/lai-chau/tam-duong/hu/kh-07/2010-2015"),
        ("về công tác tôn giáo", "directive/tw/nq-25/ix"),
        (f"{ID}directive/tw/kl-43/xii", "directive/tw/kl-43/xii"),
        (f"<{ID}directive/tw/kl-43/xii>", "directive/tw/kl-43/xii"),
        ("directive/tw/kl-43/xii", "directive/tw/kl-43/xii"),
        ("69-KL/TU", "directive/-/kl-69"),
        ("Huyện uỷ Phong Thổ", "org/lai-chau/phong-tho/hu"),
        ("huyen uy phong tho", "org/lai-chau/phong-tho/hu"),
        ("BỘ CHÍNH TRỊ", "org/bct"),
    ],
)
def test_names_one_thing(store: Store, text: str, tail: str) -> None:
    assert lookup.anything(store, text) == ID + tail


@pytest.mark.parametrize(("text", "count"), [("25-NQ/TW", 2), ("Nghị quyết 25", 2), ("25", 2)])
def test_several_are_listed_and_none_taken(store: Store, text: str, count: int) -> None:
    with pytest.raises(lookup.Ambiguous) as caught:
        lookup.directive(store, text)
    assert len(caught.value.matches) == count and all(ID in line for line in caught.value.matches)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("25-NQ/TU", "25-NQ/TW"),
        ("25-NQ/TW khóa XIII", "25-NQ/TW"),
        ("tôn giáo dân tộc thiểu số", ""),
        ("", ""),
        ("urn:x", ""),
    ],
)
def test_nothing_is_said_with_what_is_near(store: Store, text: str, near: str) -> None:
    with pytest.raises(lookup.NotFound) as caught:
        lookup.directive(store, text)
    assert any(near in line for line in caught.value.near) if near else not caught.value.near


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Lai Châu", "lai-chau"),
        ("tỉnh Lai Châu", "lai-chau"),
        ("huyen Phong Tho", "lai-chau/phong-tho"),
        ("phong thổ", "lai-chau/phong-tho"),
        ("lai-chau/sin-ho", "lai-chau/sin-ho"),
        (f"{ID}territory/lai-chau", "lai-chau"),
        ("Nghệ An", "nghe-an"),
    ],
)
def test_territories(store: Store, text: str, path: str) -> None:
    assert lookup.place(store, text) == f"{ID}territory/{path}"


def test_a_name_of_many_territories_is_not_guessed(store: Store) -> None:
    with pytest.raises(lookup.Ambiguous):
        lookup.place(store, "Phú Hòa")
    with pytest.raises(lookup.NotFound):
        lookup.place(store, "Xứ Không Có")


def test_a_graph_with_labels_only() -> None:
    store = Store()
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    for number, text in enumerate(("25-NQ/TW", "125-NQ/TW", "43-KL/TW")):
        store.oxigraph.add(ox.Quad(ox.NamedNode(f"urn:d{number}"), ox.NamedNode(label), ox.Literal(text)))
    assert lookup.directive(store, "25-NQ/TW") == "urn:d0"
