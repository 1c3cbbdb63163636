"""Bodies: life spans, what came after them, their cards, and the graph that keeps the changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_graph import body, history, lookup, show
from danvan_graph.build import build
from danvan_graph.store import Store

TEXT = """Huyện ủy Phong Thổ, tỉnh Lai Châu ban hành Kế hoạch số 259-KH/HU, ngày 01/02/2023 thực hiện Chỉ thị số 18-CT/TW.
Kế hoạch số 37-KH/HU, ngày 02/3/2022 của Huyện ủy Phong Thổ, tỉnh Lai Châu về phong trào thi đua “Dân vận khéo”.
Kế hoạch số 62-KH/BDVTU, ngày 12/9/2018 của Ban Dân vận Tỉnh ủy Bắc Giang về “Tháng Dân vận”.
Hướng dẫn số 03-HD/BTGTU, ngày 12/9/2018 của Ban Tuyên giáo Tỉnh ủy Bắc Giang.
Kế hoạch số 110/KH-UBND ngày 14/11/2013 của UBND tỉnh Phú Yên về công tác dân vận.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("bodies")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "a.txt"], folder / "store", rulings=())
    return Store(folder / "store")


@pytest.mark.parametrize(
    ("name", "end", "after"),
    [
        ("Huyện ủy Phong Thổ", "2025-06-30", []),
        ("Tỉnh ủy Lai Châu", "", []),
        ("Tỉnh ủy Phú Yên", "2025-06-30", ["Tỉnh ủy Đắk Lắk"]),
        ("UBND tỉnh Ninh Thuận", "2025-06-30", ["Ủy ban nhân dân tỉnh Khánh Hòa"]),
        ("Ban Dân vận Tỉnh ủy Bắc Giang", "2025-02-28", ["Ban Tuyên giáo và Dân vận Tỉnh ủy Bắc Giang"]),
        ("Ban Tuyên giáo Tỉnh ủy Cà Mau", "2025-03", ["Ban Tuyên giáo và Dân vận Tỉnh ủy Cà Mau"]),
        ("Ban Dân vận Trung ương", "2025-02-02", ["Ban Tuyên giáo và Dân vận Trung ương"]),
        ("Bộ Kế hoạch và Đầu tư", "2025-02-28", ["Bộ Tài chính"]),
        ("Bộ Chính trị", "", []),
    ],
)
def test_life(name: str, end: str, after: list[str]) -> None:
    one = body.read(name)
    assert one is not None
    known = history.life(one)
    assert (known.end, [other.label for other in known.results]) == (end, after)
    assert not end or known.source


@pytest.mark.parametrize(
    ("name", "on", "stands"),
    [
        ("Huyện ủy Phong Thổ", "2025-06-30", True),
        ("Huyện ủy Phong Thổ", "2025-07-01", False),
        ("Huyện ủy Phong Thổ", "2025", True),
        ("Ban Tuyên giáo và Dân vận Trung ương", "2025-02-02", False),
        ("Ban Tuyên giáo và Dân vận Trung ương", "2025-02-03", True),
        ("Tỉnh ủy Cà Mau", "1996-12-31", False),
    ],
)
def test_exists(name: str, on: str, stands: bool) -> None:
    one = body.read(name)
    assert one is not None and history.exists(one, on) is stands


def test_card_of_a_district_committee(store: Store) -> None:
    card = show.card(store, lookup.anything(store, "Huyện ủy Phong Thổ"))
    assert card.facts["parents"] == ["Tỉnh ủy Lai Châu"] and card.facts["ends"] == "2025-06-30"
    assert "Huyện ủy Phong Thổ" in card.facts["names"]
    [found] = [one for one in card.facts["found_names"] if one["name"] == "Huyện ủy Phong Thổ, tỉnh Lai Châu"]
    assert Path(found["path"]).name == "a.txt" and "37-KH/HU" in found["text"]
    assert ("37-KH/HU", "2022-03-02") in [
        (one.label, one.date) for one in card.relations if one.predicate == "issuedBy"
    ]


def test_what_a_body_carries_out(store: Store) -> None:
    ends = {(one.label, one.date) for one in show.card(store, lookup.anything(store, "UBND tỉnh Phú Yên")).relations}
    assert ends == {("110/KH-UBND", "2013-11-14")}
    name = "Ban Dân vận Tỉnh ủy Bắc Giang"
    assert show.card(store, lookup.anything(store, name)).facts["successors"] == [
        "Ban Tuyên giáo và Dân vận Tỉnh ủy Bắc Giang (2025-03-01)"
    ]


def test_two_commissions_go_into_one_by_one_change(store: Store) -> None:
    rows = store.select(
        "SELECT ?e (COUNT(DISTINCT ?from) AS ?n) { ?e a org:ChangeEvent ; org:originalOrganization ?from ; "
        "org:resultingOrganization ?to ; dcterms:date ?day ; dcterms:source ?s . ?to rdfs:label ?label } GROUP BY ?e"
    )
    assert sorted(int(row["n"].value) for row in rows) == [1, 1, 2]
    ends = store.select("SELECT ?o { ?o dv:ends ?end ; a dv:Organisation . ?e org:originalOrganization ?o }")
    assert len(ends) >= 4
