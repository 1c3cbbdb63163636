"""Decisions by people: each kind is applied at build, shown, taken back with its line; review writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from danvan_graph import check, curation, lookup, show
from danvan_graph.build import build
from danvan_graph.cli import main
from danvan_graph.curation import Ruling
from danvan_graph.errors import ReadError
from danvan_graph.store import Store
from danvan_graph.vocab import BASE, ID, MENTION

TEXTS = {
    "a.txt": "Kế hoạch số 37-KH/HU, ngày 02/3/2022 của Huyện ủy Mai Sơn, tỉnh Sơn La về phong trào “Dân vận khéo”.",
    "b.txt": "Huyện ủy Mai Sơn, tỉnh Sơn La sơ kết Kế hoạch số 37-KH/HU, ngày 20/3/2022.",
    "c.txt": "Nghị quyết số 31-NQ/TW, ngày 10/5/2003 của Bộ Chính trị về văn hóa. "
    "Nghị quyết số 31-NQ/TW, ngày 22/8/2019 của Ban Chấp hành Trung ương về nông thôn.",
    "d.txt": "Xã Nậm Cắn tiếp tục thực hiện Nghị quyết số 31-NQ/TW.",
    "e.txt": "Kế hoạch số 60-KH/TU, ngày 12/3/2018 của Tỉnh ủy Hà Nam thực hiện Kết luận số 43-KL/TW, "
    "ngày 07/01/2019 của Ban Bí thư.",
}  # fmt: skip
PLAN = f"{ID}directive/son-la/mai-son/hu/kh-37/2020-2025"
OPEN, NEW, OLD = (f"{ID}directive/tw/nq-31{era}" for era in ("", "/xii", "/ix"))
LATE, CONCLUSION = f"{ID}directive/ha-nam/tu/kh-60/2015-2020", f"{ID}directive/tw/kl-43/xii"
WHO = {"author": "Lò Thị A", "day": "2025-11-20", "reason": "theo văn bản gốc"}
DATE = Ruling("date", PLAN, date="2022-03-20", **WHO)
SAME = Ruling("same", OPEN, NEW, **WHO)
DIFFERENT = Ruling("different", OPEN, OLD, **WHO)
DROP = Ruling("drop", LATE, CONCLUSION, BASE + "implements", **WHO)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    for name, text in TEXTS.items():
        Path("docs", name).write_text(text, encoding="utf-8")
    return tmp_path


def made(rulings: tuple[Ruling, ...] | None = ()) -> Store:
    build(["docs"], "store", rulings=rulings)
    return Store("store")


def rules(store: Store) -> set[tuple[str, str]]:
    return {(one.rule, one.about[0][1]) for one in check.run(store, with_shapes=True)}


ALL = {("date-conflict", "37-KH/HU"), ("unresolved", "31-NQ/TW"), ("impossible-order", "60-KH/TU")}


def test_without_decisions(folder: Path) -> None:
    with made() as store:
        assert rules(store) == ALL


@pytest.mark.parametrize(
    ("ruling", "settled", "ref"),
    [
        (DATE, ("date-conflict", "37-KH/HU"), PLAN),
        (SAME, ("unresolved", "31-NQ/TW"), NEW),
        (DIFFERENT, ("unresolved", "31-NQ/TW"), OLD),
        (DROP, ("impossible-order", "60-KH/TU"), LATE),
    ],
    ids=["date", "same", "different", "drop"],
)
def test_a_decision_settles_its_case_alone_is_shown_and_can_be_taken_back(
    folder: Path, ruling: Ruling, settled: tuple[str, str], ref: str
) -> None:
    with made((ruling,)) as store:
        assert rules(store) == ALL - {settled}
        [row] = show.card(store, ref).facts["decisions"]
        assert (row["author"], row["day"], row["reason"]) == tuple(WHO.values())
        lines = [text for _, text in show.lines(show.card(store, ref), "vi")]
        assert any("Lò Thị A" in line and "theo văn bản gốc" in line for line in lines)
    with made(()) as store:
        assert rules(store) == ALL
        assert show.card(store, ref).facts["decisions"] == []


def test_a_settled_date_goes_before_those_of_the_texts_which_are_kept(folder: Path) -> None:
    with made((DATE,)) as store:
        card = show.card(store, PLAN)
        assert card.facts["dates"] == ["2022-03-02", "2022-03-20"]
        assert card.contradictions == ()


def test_same_and_different_decide_what_a_citation_means(folder: Path) -> None:
    for ruling in (SAME, DIFFERENT):
        with made((ruling,)) as store:
            assert lookup.find(lookup.Facts(store), "31-NQ/TW@2019") == [NEW]
            facts = lookup.Facts(store)
            sources = [facts.about(mention).one(BASE + "source") for mention in facts.subjects(BASE + "refersTo", NEW)]
            assert "docs/d.txt" in [facts.about(source).one(BASE + "path") for source in sources]


def test_a_single_citation_can_be_decided(folder: Path) -> None:
    with made() as store:
        at = "Nghị quyết số 31-NQ/TW"
        start = TEXTS["d.txt"].index(at)
        mention = next(
            row["m"].value
            for row in store.select("SELECT ?m { ?m dv:refersTo ?d ; dv:start ?s ; dv:source/dv:path 'docs/d.txt' }")
            if row["m"].value.endswith(f"/{start}-{start + len(at)}")
        )
    assert mention.startswith(MENTION)
    with made((Ruling("same", mention, OLD, **WHO),)) as store:
        assert lookup.Facts(store).about(mention).one(BASE + "refersTo") == OLD
    with made((Ruling("not-a-citation", mention, **WHO),)) as store:
        assert not lookup.Facts(store).known(OPEN)
        assert lookup.Facts(store).about(mention).one(BASE + "refersTo") == ""
    with made((Ruling("different", mention, OPEN, **WHO),)) as store:
        assert "d.txt" not in str(lookup.Facts(store).subjects(BASE + "refersTo", OPEN))


def test_the_file_keeps_what_is_written_and_what_stood_in_it(tmp_path: Path) -> None:
    path = tmp_path / "curation.ttl"
    odd = Ruling("same", OPEN, NEW, author='A "B"', day="2025-01-02", reason="dòng 1\ndòng 2 \\ “x”")
    curation.append(path, [DATE, odd])
    curation.append(path, [DROP])
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "# lời ghi chú\n", encoding="utf-8")
    curation.append(path, [DIFFERENT])
    assert curation.read_curation(path) == tuple(sorted([DATE, odd, DROP, DIFFERENT]))
    assert "# lời ghi chú" in path.read_text(encoding="utf-8") and text.count("@base") == 1


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('[] a dv:Curation ; dv:ruling "maybe" ; dv:curates <x> .', "must be one of"),
        ('[] a dv:Curation ; dv:ruling "same" ; dv:curates <x> .', "ruledObject missing"),
        ('[] a dv:Curation ; dv:ruling "date" ; dv:curates <x> ; dv:ruledDate "hôm qua" .', "no date"),
        ('[] a dv:Curation ; dv:ruling "drop" ; dv:ruledObject <x> .', "missing"),
        ("[] a dv:Curation", "curation"),
    ],
)
def test_what_is_no_decision_is_one_clear_error(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "curation.ttl"
    path.write_text(f"@base <{ID}> .\n@prefix dv: <{BASE}> .\n{text}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=cause):
        curation.read_curation(path)


def test_a_file_beside_the_store_counts(folder: Path) -> None:
    curation.append(Path("curation.ttl"), [DATE])
    with made(None) as store:
        assert ("date-conflict", "37-KH/HU") not in rules(store)
    Path("curation.ttl").unlink()
    with made(None) as store:
        assert rules(store) == ALL


def reviewed(keys: str, *options: str) -> str:
    done = CliRunner().invoke(
        main, ["review", "--store", "store", "--author", "A", "--lang", "en", *options], input=keys
    )
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    ("keys", "left", "taken"),
    [
        ("q\n", ALL, []),
        ("s\ns\ns\n", ALL, []),
        ("", ALL, []),
        ("a\nbản gốc\nq\n", ALL - {("date-conflict", "37-KH/HU")}, ["date"]),
        ("x\nr\na\n\nq\n", ALL - {("date-conflict", "37-KH/HU")}, ["date"]),
        ("s\na\n\nq\n", ALL - {("impossible-order", "60-KH/TU")}, ["drop"]),
        ("s\ns\nr\na\n\n", ALL - {("unresolved", "31-NQ/TW")}, ["same"]),
    ],
)
def test_review_walks_through_the_cases(folder: Path, keys: str, left: set[tuple[str, str]], taken: list[str]) -> None:
    made().close()
    output = reviewed(keys)
    assert "37-KH/HU" in output and "ngày 20/3/2022" in output
    with Store("store") as store:
        assert rules(store) == left
    written = curation.read_curation("curation.ttl") if Path("curation.ttl").exists() else ()
    assert [one.ruling for one in written] == taken
    assert all(one.author == "A" and one.day for one in written)


def test_review_takes_one_rule_and_one_reason(folder: Path) -> None:
    made().close()
    output = reviewed("a\n", "--rule", "unresolved", "--reason", "đã hỏi", "--curation", "own.ttl")
    assert "37-KH/HU" not in output
    [one] = curation.read_curation("own.ttl")
    assert (one.ruling, one.reason) == ("same", "đã hỏi")
