"""Which directive a citation means: the same whatever the order, the increments, the jobs; reasons decide, not chance."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan_graph.build import build
from danvan_graph.curation import Ruling
from danvan_graph.extract import extract
from danvan_graph.graph import quads
from danvan_graph.labels import label_all
from danvan_graph.model import Extraction, Key
from danvan_graph.read import from_text
from danvan_graph.reconcile import Known, Resolution, reconcile
from danvan_graph.records import to_json
from danvan_graph.registry import bundled, dump, load, read_registry, with_bundled
from danvan_graph.store import Store
from danvan_graph.vocab import ID
from danvan_graph.why import cases

TEXTS = (
    "Nghị quyết số 25-NQ/TW, ngày 12/3/2003 của Ban Chấp hành Trung ương khóa IX về công tác tôn giáo.",
    "Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của Ban Chấp hành Trung ương khóa XI về tăng cường và đổi mới sự lãnh đạo của "
    "Đảng đối với công tác dân vận trong tình hình mới.",
    "Các chi bộ học tập Nghị quyết số 25-NQ/TW về công tác tôn giáo.",
    "Các chi bộ học tập Nghị quyết số 25-NQ/TW về tăng cường và đổi mới sự lãnh đạo của Đảng đối với công tác dân vận.",
    "Xã Mường So thực hiện Nghị quyết số 25-NQ/TW.",
    "Tỉnh ủy Lai Châu ban hành Chương trình hành động số 60-CTr/TU, ngày 20/9/2013 thực hiện Nghị quyết số 25-NQ/TW khóa XI.",
    "Tỉnh ủy Lai Châu đã có chương trình hành động thực hiện Nghị quyết Trung ương 7 khóa XI về công tác dân vận.",
    "Quyết định số 99-QĐ/TW, ngày 03/10/2017 của Ban Bí thư. Quyết định số 99-QĐ/TW, ngày 19/10/2017 của Ban Bí thư.",
    "Kết luận số 43-KL/TW tiếp tục thực hiện Nghị quyết số 25-NQ/TW, ngày 03/6/2013.",
    "Huyện ủy Phong Thổ, tỉnh Lai Châu ban hành Kế hoạch số 101-KH/HU, ngày 30/8/2021. Kế hoạch 101 đã được sơ kết.",
    "Nghị quyết số 15-NQ/TU, ngày 22/12/2023 của Tỉnh ủy Lai Châu về xóa bỏ hủ tục.",
    "Huyện ủy quán triệt Nghị quyết số 15-NQ/TU về xóa bỏ hủ tục.",
)
OWN = Known(Key("tw", "kl", "43", "xii"), "2019-01-07", type="kết luận", number="43", symbol="KL/TW")
EXTRACTIONS = tuple(extract(from_text(text, path=f"{place}.txt")) for place, text in enumerate(TEXTS))
RULING = Ruling("same", f"{ID}directive/tw/nq-25", f"{ID}directive/tw/nq-25/xi", author="A", day="2025-01-01")
ORDERS = st.permutations(range(len(TEXTS)))


def of(extractions: list[Extraction], registry: tuple[Known, ...] = ()) -> Resolution:
    return reconcile(extractions, registry)


def graph(extractions: list[Extraction], resolution: Resolution) -> list[str]:
    """The quads of all sources, sorted."""
    whole = [resolution.within(one) for one in extractions]
    labels = label_all(whole, resolution)
    return sorted(str(quad) for one in whole for quad in quads(one, resolution, labels=labels))


@settings(max_examples=60, deadline=None)
@given(ORDERS, st.permutations(range(len(bundled()))), st.booleans())
def test_no_order_of_texts_or_registry_matters(order: list[int], rows: list[int], known: bool) -> None:
    plain, table = list(EXTRACTIONS), bundled() if known else ()
    mixed = [plain[place] for place in order]
    shuffled = tuple(table[row] for row in rows) if known else ()
    one, other = of(plain, table), of(mixed, shuffled)
    assert (one.joined, one.open, one.local, one.weighed) == (other.joined, other.open, other.local, other.weighed)
    assert graph(plain, one) == graph(mixed, other)


def canonical(store: Path) -> list[str]:
    with Store(store) as opened:
        return sorted(map(str, opened.oxigraph))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ORDERS, st.lists(st.integers(1, len(TEXTS) - 1), max_size=3), st.booleans())
def test_one_build_or_many(order: list[int], cuts: list[int], ruled: bool) -> None:
    rulings = (RULING,) if ruled else ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{place}.txt" for place in range(len(TEXTS))]
        for path, text in zip(paths, TEXTS, strict=True):
            path.write_text(text, encoding="utf-8")
        bounds = [0, *sorted(set(cuts)), len(TEXTS)]
        for start, end in pairwise(bounds):
            build([paths[place] for place in order[start:end]], folder / "steps", rulings=())
        build([], folder / "steps", rulings=rulings)
        build(paths, folder / "once", rulings=rulings)
        assert canonical(folder / "steps") == canonical(folder / "once")


def test_the_graph_and_the_records_agree_on_identity(tmp_path: Path) -> None:
    """What ``danvan extract`` says each citation means is what the store says."""
    for place, text in enumerate(TEXTS):
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "store", rulings=())
    resolution = of(list(EXTRACTIONS), bundled())
    with Store(tmp_path / "store") as store:
        rows = store.select("SELECT ?m ?d ?o { ?m a dv:Mention ; dv:refersTo ?d . OPTIONAL { ?d dv:candidate ?o } }")
    found = {row["m"].value.rpartition("/")[2] + row["m"].value.split("/")[-2]: row for row in rows}
    count = 0
    for one in EXTRACTIONS:
        for record in to_json(resolution.within(one), resolution):
            if record["record"] == "mention":
                row = found[f"{record['start']}-{record['end']}" + one.document.source.rpartition("/")[2]]
                count += 1
                assert record["directive"] == (None if row["o"] else row["d"].value)
    assert count == len({row["m"] for row in rows}) > 15


def meaning(place: int, registry: tuple[Known, ...] = ()) -> list[str | None]:
    """What the citations of a text mean, short."""
    resolution = of(list(EXTRACTIONS), registry)
    records = to_json(resolution.within(EXTRACTIONS[place]), resolution)
    iris = [record["directive"] for record in records if record["record"] == "mention"]
    return [iri and iri.partition("/directive/")[2] for iri in iris]


@pytest.mark.parametrize("registry", [(), bundled()], ids=["texts alone", "with registry"])
@pytest.mark.parametrize(
    ("place", "meant"),
    [
        (2, ["tw/nq-25/ix"]),
        (3, ["tw/nq-25/xi"]),
        (4, [None]),
        (5, ["lai-chau/tu/ctr-60/2010-2015", "tw/nq-25/xi"]),
        (9, ["lai-chau/phong-tho/hu/kh-101/2020-2025"] * 2),
        (11, ["lai-chau/tu/nq-15/2020-2025"]),
    ],
)
def test_the_title_decides_in_each_text(place: int, meant: list[str | None], registry: tuple[Known, ...]) -> None:
    assert meaning(place, registry) == meant


def test_a_plenum_is_its_resolution_by_the_registry() -> None:
    assert meaning(6, bundled())[-1] == "tw/nq-25/xi"


@pytest.mark.parametrize(("registry", "key"), [((), "tw/kl-43"), ((OWN,), "tw/kl-43/xii")])
def test_a_registry_fills_what_a_citation_leaves_out(registry: tuple[Known, ...], key: str) -> None:
    assert meaning(8, registry)[0] == key


def test_no_registry_unsettles_what_the_texts_settle() -> None:
    """Directives of other terms that only a registry knows do not make a citation ambiguous."""
    text = extract(from_text("Kết luận số 120-KL/TW, ngày 07/01/2016. Sơ kết Kết luận số 120-KL/TW."))
    other = extract(from_text("Sơ kết Kết luận số 120-KL/TW.", path="b.txt"))
    rows = tuple(Known(Key("tw", "kl", "120", era), day) for era, day in (("x", "2010-01-05"), ("xiii", "2025-01-05")))
    found = reconcile([text, other], rows)
    assert found.final(Key("tw", "kl", "120")) == Key("tw", "kl", "120", "xi")
    assert found.open == {}


def test_what_came_later_than_the_text_is_not_meant() -> None:
    plan = "TỈNH ỦY LAI CHÂU\n*\nSố 12-KH/TU\nLai Châu, ngày 05 tháng 4 năm 2010\n\nKẾ HOẠCH\nthực hiện Nghị quyết số 25-NQ/TW\n"
    extraction = extract(from_text(plan))
    assert extraction.letterhead.date == "2010-04-05"
    rows = tuple(Known(Key("tw", "nq", "25", era), day) for era, day in (("x", "2008-07"), ("xi", "2013-06-03")))
    assert reconcile([extraction], rows).final(Key("tw", "nq", "25")) == Key("tw", "nq", "25", "x")


def test_reasons_are_given(tmp_path: Path) -> None:
    for place, text in enumerate(TEXTS):
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "store", rulings=())
    with Store(tmp_path / "store") as store:
        [case] = [one for one in cases(store, f"{ID}directive/tw/nq-25") if one.iri.endswith("/nq-25")]
    assert case.chosen == "" and len(case.candidates) >= 2
    assert {reason.code for one in case.candidates for reason in one.reasons} >= {"read", "title"}


def test_a_registry_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        "type\tnumber\tsymbol\tdate\tissuer\ttitle\tterm\taliases\tsource\n"
        "nghị quyết\t25\tNQ/TW\t2013-06-03\tBan Chấp hành Trung ương Đảng\tdân vận\tXI\tNghị quyết Trung ương 7 khóa XI\tweb\n"
        "kế hoạch\t9\tKH/HU\t2020-01-02\tHuyện ủy Tam Đường\t\t\t\t\n",
        encoding="utf-8",
    )
    own = read_registry(path)
    assert [one.key.iri.partition("/directive/")[2] for one in own] == [
        "tw/nq-25/xi", "lai-chau/tam-duong/hu/kh-9/2015-2020",
    ]  # fmt: skip
    assert own[0].aliases == (Key("tw", "nq", "", "xi", "trung-uong-7"),) and own[0].source == "web"
    assert set(load(dump(own))) == set(own)
    whole = with_bundled(own)
    assert len(whole) == len(bundled()) + 1 and next(one for one in whole if one.key == own[0].key).titles == (
        "dân vận",
    )
    assert load('[{"key": 1}]') == ()
