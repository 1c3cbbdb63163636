"""In force, amended, expired, superseded, not issued yet: on a day, from the texts."""

from __future__ import annotations

import pytest

from danvan_graph import lineage, lookup, show, validity
from danvan_graph.build import build
from danvan_graph.facts import Facts
from danvan_graph.store import Store

TEXT = """Quyết định số 15-QĐ/TU, ngày 02/4/2012 của Tỉnh ủy Đồng Nai về tổ dân vận.
Quyết định số 40-QĐ/TU, ngày 01/3/2019 của Tỉnh ủy Đồng Nai thay thế Quyết định số 15-QĐ/TU, ngày 02/4/2012 của Tỉnh ủy Đồng Nai.
Quyết định số 77-QĐ/TU, ngày 05/9/2022 của Tỉnh ủy Đồng Nai thay thế Quyết định số 40-QĐ/TU, ngày 01/3/2019 của Tỉnh ủy Đồng Nai.
Quy chế số 03-QC/TU, ngày 04/4/2016 của Tỉnh ủy Đồng Nai về công tác dân vận.
Quyết định số 88-QĐ/TU, ngày 09/9/2020 của Tỉnh ủy Đồng Nai sửa đổi, bổ sung Quy chế số 03-QC/TU, ngày 04/4/2016 của Tỉnh ủy Đồng Nai.
Kế hoạch số 21-KH/TU, ngày 02/02/2021 của Tỉnh ủy Đồng Nai về công tác dân vận giai đoạn 2021-2025.
Kế hoạch số 30-KH/TU, ngày 06/3/2021 của Tỉnh ủy Đồng Nai thực hiện Quy chế số 03-QC/TU, ngày 04/4/2016 của Tỉnh ủy Đồng Nai.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("validity")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "a.txt"], folder / "store", rulings=())
    return Store(folder / "store")


@pytest.mark.parametrize(
    ("ref", "on", "state"),
    [
        ("15-QĐ/TU", "2012-04-01", "not issued yet"),
        ("15-QĐ/TU", "2012-04-02", "in force"),
        ("15-QĐ/TU", "2019-02-28", "in force"),
        ("15-QĐ/TU", "2019-03-01", "superseded by 40-QĐ/TU (2019-03-01)"),
        ("15-QĐ/TU", "", "superseded by 40-QĐ/TU (2019-03-01)"),
        ("40-QĐ/TU", "2022-01-01", "in force"),
        ("40-QĐ/TU", "", "superseded by 77-QĐ/TU (2022-09-05)"),
        ("77-QĐ/TU", "", "in force"),
        ("03-QC/TU", "2019-06-01", "in force"),
        ("03-QC/TU", "", "in force, amended by 88-QĐ/TU (2020-09-09)"),
        ("21-KH/TU", "", "in force until 2025-12-31"),
        ("21-KH/TU", "2025-12-31", "in force until 2025-12-31"),
        ("21-KH/TU", "2026-01-01", "expired 2025-12-31"),
    ],
)
def test_state(store: Store, ref: str, on: str, state: str) -> None:
    iri = lookup.directive(store, ref)
    assert show.card(store, iri, on=on).facts["state"] == state
    assert lineage.trace(store, iri, on=on).root.state == state


def test_chain(store: Store) -> None:
    first, second, third = (lookup.directive(store, ref) for ref in ("15-QĐ/TU", "40-QĐ/TU", "77-QĐ/TU"))
    assert validity.chain(Facts(store), first) == (second, third)
    assert validity.chain(Facts(store), third) == ()


def test_trace_leaves_out_what_was_issued_later(store: Store) -> None:
    root = lookup.directive(store, "03-QC/TU")
    assert [node.label for node in lineage.trace(store, root, on="2020-12-31").nodes] == ["03-QC/TU"]
    assert "30-KH/TU" in [node.label for node in lineage.trace(store, root, on="2021-12-31").nodes]


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("công tác dân vận giai đoạn 2021-2025", "2025-12-31"),
        ("về công tác dân vận giai đoạn 2021 - 2025, tầm nhìn đến năm 2030", "2025-12-31"),
        ("phát triển kinh tế tập thể đến năm 2030", "2030-12-31"),
        ("công tác dân vận năm 2023", "2023-12-31"),
        ("công tác dân vận năm 2023 trên địa bàn tỉnh", "2023-12-31"),
        ("tổng kết 10 năm thực hiện Nghị quyết giai đoạn 2013-2023", ""),
        ("sơ kết công tác năm 2022", ""),
        ("thực hiện Nghị quyết số 25-NQ/TW", ""),
        ("nâng cao chất lượng từ năm 2021", ""),
    ],
)
def test_period_of_a_title(title: str, end: str) -> None:
    assert validity.period_end(title) == end


def test_states_are_said_in_both_languages(store: Store) -> None:
    from danvan_graph.messages import state

    assert state("vi", "in force until 2025-12-31") == "có hiệu lực đến 31/12/2025"
    assert state("en", "in force until 2025-12-31") == "in force until 2025-12-31"
    assert state("vi", "expired 2025-12-31") == "hết thời hạn từ 31/12/2025"
    assert state("vi", "in force, amended by 88-QĐ/TU (2020-09-09)") == (
        "còn hiệu lực, được sửa đổi, bổ sung bởi 88-QĐ/TU (09/09/2020)"
    )
