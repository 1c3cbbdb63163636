"""Builds: what changed and no more; the same graph whatever the order, the steps and the jobs; nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_graph import build as building
from danvan_graph import vocab
from danvan_graph.build import build, summary
from danvan_graph.building import BuildReport
from danvan_graph.errors import ReadError, StoreError
from danvan_graph.pool import Outcome, read_all
from danvan_graph.registry import read_registry
from danvan_graph.resources import resource
from danvan_graph.store import Store

TEXTS = {
    "a.txt": "Kế hoạch số 101-KH/HU ngày 03/4/2018 của Huyện ủy Phong Thổ về thực hiện Nghị quyết số 25-NQ/TW.",
    "b.md": "Nghị quyết số 25-NQ/TW ngày 03/6/2013 của Ban Chấp hành Trung ương khóa XI về công tác dân vận.",
    "c.txt": "Kết luận số 43-KL/TW ngày 07/01/2019 tiếp tục thực hiện Nghị quyết số 25-NQ/TW. Kết luận 865.",
    "d.md": "Nghị quyết số 25-NQ/TW ngày 12/3/2003 về công tác tôn giáo.",
    "e.txt": "Huyện ủy Tam Đường ban hành Chương trình số 12-CTr/HU thực hiện Nghị quyết 25-NQ/TW khóa XI.",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with documents in ``docs``."""
    monkeypatch.chdir(tmp_path)
    write(Path("docs"), TEXTS)
    return tmp_path


def write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def canonical(store: str | Path) -> list[str]:
    """All quads as sorted N-Quads."""
    with Store(store) as opened:
        return sorted(map(str, opened.oxigraph))


def sources(store: Store) -> list[object]:
    """The graphs of sources; the registry and the life spans of bodies have graphs of their own."""
    return [graph for graph in store.oxigraph.named_graphs() if str(graph.value).startswith(vocab.SOURCE)]


def figures(report: BuildReport) -> tuple[int, ...]:
    return report.read, report.unchanged, report.replaced, report.pruned, report.failed


def test_a_build_without_changes_does_nothing_and_says_so(folder):
    first = build(["docs"], "store")
    assert figures(first) == (5, 0, 0, 0, 0)
    assert (first.directives, first.organisations) > (4, 2)
    before = canonical("store")
    second = build(["docs"], "store")
    assert figures(second) == (0, 5, 0, 0, 0)
    assert not second.changed
    assert (second.directives, second.mentions, second.links) == (first.directives, first.mentions, first.links)
    assert canonical("store") == before
    assert summary(second, "vi") == "Không có gì mới trong 5 tệp."
    assert summary(second, "en") == "Nothing new in 5 files."
    assert summary(first, "en").startswith("Read 5 files (0 changed), 0 unchanged, 0 dropped, 0 failed;")
    assert f"{first.directives} văn bản" in summary(first)


def test_failures_come_in_the_order_of_their_paths(folder):
    write(Path("docs"), {f"{name}.txt": "" for name in "zyx"})
    report = build(["docs", "missing.txt"], "store")
    assert [failure.path for failure in report.failures] == ["docs/x.txt", "docs/y.txt", "docs/z.txt", "missing.txt"]


def test_a_folder_without_documents_leaves_what_the_store_holds(folder):
    build(["docs"], "store")
    Path("none").mkdir()
    report = build(["none"], "store")
    assert report.empty and report.directives > 4
    assert summary(report, "en").startswith(f"The store has {report.directives} directives")


def test_only_new_and_changed_files_are_read(folder):
    build(["docs"], "store")
    write(Path("docs"), {"b.md": TEXTS["b.md"] + " Sửa.", "f.txt": "Chỉ thị số 18-CT/TW ngày 10/01/2018."})
    report = build(["docs"], "store")
    assert figures(report) == (2, 4, 1, 0, 0)
    build(["docs"], "fresh")
    assert canonical("store") == canonical("fresh")
    with Store("store") as store:
        assert len(sources(store)) == 6


def test_a_touched_file_is_not_read(folder):
    build(["docs"], "store")
    os.utime("docs/a.txt")
    assert build(["docs"], "store").read == 0


def test_pruning_drops_what_only_the_gone_file_said(folder):
    build(["docs"], "store")
    Path("docs/c.txt").unlink()
    assert figures(build(["docs"], "store")) == (0, 4, 0, 0, 0)
    report = build(["docs"], "store", prune=True)
    assert figures(report) == (0, 4, 0, 1, 0)
    build(["docs"], "fresh")
    assert canonical("store") == canonical("fresh")
    assert not any("kl-43" in line for line in canonical("store"))
    assert any("nq-25/xi" in line for line in canonical("store"))


def test_the_same_bytes_at_two_paths_are_one_source(folder):
    shutil.copyfile("docs/a.txt", "docs/z.txt")
    assert build(["docs"], "store").read == 5
    paths = [
        line for line in canonical("store") if f"<{vocab.DV.path}>" in line and "<https://w3id.org/danvan/id" in line
    ]
    assert sorted({line.split('"')[1] for line in paths}) == [f"docs/{name}" for name in sorted([*TEXTS, "z.txt"])]
    with Store("store") as store:
        assert len(sources(store)) == 5
    Path("docs/a.txt").unlink()
    build(["docs"], "store", prune=True)
    build(["docs"], "fresh")
    assert canonical("store") == canonical("fresh")


def test_files_that_cannot_be_read_are_reported_and_the_rest_goes_on(folder):
    build(["docs/a.txt"], "store")
    before = canonical("store")
    Path("docs/a.txt").write_bytes(b"")
    Path("docs/broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    Path("docs/large.txt").write_text("x" * 3000, encoding="utf-8")
    report = build(["docs", "missing.txt"], "store", max_size=2000)
    assert sorted(failure.path for failure in report.failures) == [
        "docs/a.txt",
        "docs/broken.pdf",
        "docs/large.txt",
        "missing.txt",
    ]
    assert all(isinstance(failure, ReadError) and "\n" not in str(failure) for failure in report.failures)
    assert report.read == 4
    assert {line for line in before if "101-KH/HU" in line} <= set(canonical("store"))


def test_nothing_to_read_makes_no_store(folder):
    report = build(["missing.txt"], "store")
    assert report.failed == 1
    assert not Path("store").exists()


def test_a_fault_in_the_rules_costs_one_file(folder, monkeypatch):
    from danvan_graph import extract as stage

    real = stage.extract

    def faulty(document):
        if "Tam Đường" in document.text:
            raise IndexError("list index out of range")
        return real(document)

    monkeypatch.setattr(stage, "extract", faulty)
    report = build(["docs"], "store")
    assert [failure.path for failure in report.failures] == ["docs/e.txt"]
    assert "IndexError" in report.failures[0].cause
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert build(["docs"], "store").read == 1
    build(["docs"], "fresh")
    assert canonical("store") == canonical("fresh")


@pytest.mark.parametrize("after", [0, 1, 3])
@pytest.mark.parametrize("error", [KeyboardInterrupt, StoreError, RuntimeError])
def test_a_build_that_is_broken_off_goes_on_where_it_stopped(folder, monkeypatch, after, error):
    build(["docs/b.md"], "store")
    kept, left = canonical("store"), [after]
    real = Store.replace

    def fails(self, source, quads):
        if not left[0]:
            raise error("cut")
        left[0] -= 1
        real(self, source, quads)

    monkeypatch.setattr(Store, "replace", fails)
    with pytest.raises(error):
        build(["docs"], "store")
    monkeypatch.setattr(Store, "replace", real)
    assert {line for line in kept if "label" in line} <= set(canonical("store"))
    report = build(["docs"], "store")
    assert report.read == 0
    build(["docs"], "fresh")
    assert canonical("store") == canonical("fresh")
    assert build(["docs"], "store").seconds >= 0


KILLED = """
import os, signal, sys
from danvan_graph import build as building
real, left = building.Store.replace, [2]
def replace(self, source, quads):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    real(self, source, quads)
building.Store.replace = replace
building.build(["docs"], "store")
"""


def test_a_killed_build_loses_nothing(folder):
    build(["docs/b.md"], "store")
    done = subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert done.returncode == -signal.SIGKILL
    build(["docs"], "store")
    build(["docs"], "fresh")
    assert canonical("store") == canonical("fresh")


def test_an_interrupted_reading_keeps_what_was_read(folder, monkeypatch):
    def cut(done, total):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(["docs"], "store", progress=cut)
    assert build(["docs"], "store").read == 2
    build(["docs"], "fresh")
    assert canonical("store") == canonical("fresh")


def test_other_rules_read_the_files_again(folder, monkeypatch):
    build(["docs"], "store")
    monkeypatch.setattr(building, "engine", lambda: "other")
    assert build(["docs/a.txt"], "store").read == 1
    assert build(["docs"], "store").read == 4
    assert build(["docs"], "store").read == 0


def test_what_another_version_kept_is_reported_and_stays(folder):
    import sqlite3
    import zlib

    build(["docs"], "store")
    before = canonical("store")
    with sqlite3.connect("store/catalogue.sqlite") as sql:
        sql.execute("UPDATE sources SET extraction = ? WHERE path = 'docs/a.txt'", (zlib.compress(b'["?"]'),))
    write(Path("docs"), {"f.txt": "Chỉ thị số 18-CT/TW ngày 10/01/2018."})
    report = build(["docs/f.txt"], "store")
    assert [failure.path for failure in report.failures] == ["docs/a.txt"]
    assert {line for line in before if "101-KH/HU" in line} <= set(canonical("store"))


def test_progress_counts_up_to_the_total(folder):
    seen: list[tuple[int, int]] = []
    build(["docs"], "store", progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1][0] == seen[-1][1]


def test_several_processes_give_the_same_graph(folder):
    Path("docs/broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    one, two = build(["docs"], "one"), build(["docs"], "two", jobs=2)
    assert figures(one) == figures(two)
    assert canonical("one") == canonical("two")


def dies(path: str, max_size: int) -> Outcome:
    """Stands in for a reader that takes its process with it."""
    if path.startswith("bad"):
        os._exit(3)
    return Outcome(path, iri=path.upper())


def test_a_process_that_dies_costs_its_file_alone():
    paths = [f"{'bad' if number in (2, 9) else 'good'}{number}" for number in range(12)]
    found = {outcome.path: outcome for outcome in read_all(paths, 1, jobs=2, work=dies)}
    assert sorted(found) == sorted(paths)
    assert {path for path, outcome in found.items() if outcome.cause} == {"bad2", "bad9"}


STEPS = st.lists(st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, unique=True), min_size=1, max_size=4)


@settings(max_examples=15, deadline=None)
@given(STEPS, st.sampled_from(sorted(TEXTS)))
def test_order_and_steps_make_no_difference(steps, changed):
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        try:
            write(Path("docs"), TEXTS | {changed: "Chỉ thị số 18-CT/TW. Kế hoạch số 101-KH/HU."})
            for step in steps:
                build([f"docs/{name}" for name in step], "steps")
            write(Path("docs"), TEXTS)
            used = sorted({name for step in steps for name in step}, reverse=True)
            build([f"docs/{name}" for name in used], "steps")
            build([f"docs/{name}" for name in sorted(used)], "once")
            assert canonical("steps") == canonical("once")
        finally:
            os.chdir(here)


def test_a_registry_settles_what_the_texts_leave_open_and_is_remembered(folder):
    write(Path("docs"), {"f.txt": "Ủy ban nhân dân huyện thực hiện Kết luận số 199-KL/TW."})
    Path("known.tsv").write_text(
        "type\tnumber\tsymbol\tdate\tissuer\ttitle\tterm\n"
        "kết luận\t199\tKL/TW\t2015-07-14\tBan Bí thư\tdân vận chính quyền\tXI\n",
        encoding="utf-8",
    )
    build(["docs"], "store")
    assert not any("tw/kl-199/xi>" in line for line in canonical("store"))
    build([], "store", registry="known.tsv")
    assert any("tw/kl-199/xi>" in line for line in canonical("store"))
    before = canonical("store")
    build(["docs"], "store")
    assert canonical("store") == before
    build([], "store", registry=())
    assert not any("tw/kl-199/xi>" in line for line in canonical("store"))


def test_the_bundled_registry_can_be_read():
    known = read_registry(resource("data/registry/directives.tsv"))
    assert len(known) >= 60
    assert {"tw/nq-25/xi", "tw/nq-25/ix", "tw/kl-43/xii"} <= {one.key.iri.partition("/directive/")[2] for one in known}


@pytest.mark.parametrize("text", [b"a\tb\n", b"\xff\xfe\x00", None])
def test_what_is_no_registry_is_one_clear_error(folder, text):
    if text is not None:
        Path("known.tsv").write_bytes(text)
    with pytest.raises(ReadError, match=r"known\.tsv"):
        build(["docs"], "store", registry="known.tsv")


def test_every_source_of_the_bundled_data_has_its_graph(tmp_path):
    report = build([resource("data/documents")], tmp_path / "store")
    assert report.failures == ()
    with Store(tmp_path / "store") as store:
        found = {row["s"] for row in store.select("SELECT ?s { ?s a dv:Source }")}
        assert set(sources(store)) == found
        assert len(found) == report.read
        twice = store.select("SELECT ?d { ?d a dv:Directive ; rdfs:label ?a, ?b FILTER(STR(?a) < STR(?b)) }")
        assert twice == []
        assert all(isinstance(source, ox.NamedNode) for source in found)
