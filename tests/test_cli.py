"""The command line from the front door: exit codes, formats, streams, languages."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from danvan_graph.cli import main
from danvan_graph.model import Document, Extraction

ROOT = Path(__file__).parent.parent
TRACE = "iri,label,type,number,symbol,date,issuer,level,territory,depth,via,parent,days,state"
COVERAGE = "organisation,iri,level,territory,status,directive,date,days"
NOTE = "Kế hoạch này triển khai thực hiện Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của Ban Chấp hành Trung ương.\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("store") / "kho dữ liệu")
    done = CliRunner().invoke(main, ["load", str(ROOT / "tests" / "graphs" / "cascade.trig"), "--store", folder])
    assert done.exit_code == 0, done.output
    return folder


def run(store: str, *words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [*words, "--store", store], input=stdin, prog_name="danvan")


@pytest.mark.parametrize(
    ("words", "code", "out", "err"),
    [
        (["trace", "25-NQ/TW@2013"], 0, "Được thực hiện bằng", ""),
        (["trace", "25-NQ/TW@2013", "--lang", "en"], 0, "Carried out by", ""),
        (["trace", "25-NQ/TW@2013", "-v"], 0, "cụ thể hóa bằng Chương trình số 11-CTr/HU.” (bao-cao.txt:230)", ""),
        (["trace", "25-NQ/TW@2013", "--under", "phong tho", "--level", "huyện"], 0, "101-KH/HU", ""),
        (["trace", "25-NQ/TW@2013", "--on", "31/10/2013"], 0, "11-CTr/HU", ""),
        (["trace", "25-NQ/TW"], 2, "", "tw/nq-25/ix"),
        (["trace", "25-NQ/TU"], 1, "", "gần giống: 25-NQ/TW"),
        (["trace", "25-NQ/TU", "--lang", "en"], 1, "", "not found"),
        (["trace", "25-NQ/TW@2013", "--via", "loves"], 2, "", "loves"),
        (["trace", "25-NQ/TW@2013", "--on", "hôm qua"], 2, "", "hôm qua"),
        (["trace", "25-NQ/TW@2013", "--level", "planet"], 2, "", "planet"),
        (["trace", "25-NQ/TW@2013", "--under", "Phú Hòa"], 2, "", "Phú Hòa"),
        (["trace", "25-NQ/TW@2013", "--format", "odt"], 2, "", "odt"),
        (["trace"], 2, "", "REF"),
        (["show", "11-CTr/HU Phong Thổ"], 0, "cụ thể hóa bằng Chương trình số 11-CTr/HU", ""),
        (["show", "7-KH/HU", "--lang", "en"], 0, "07-KH/HU has several dates", ""),
        (["show", "Huyện uỷ Phong Thổ"], 0, "101-KH/HU", ""),
        (["show", "69-KL/TU"], 0, "chưa xác định", ""),
        (["find", "ton", "giao"], 0, "25-NQ/TW", ""),
        (["find", "huyen uy phong tho"], 0, "Huyện ủy Phong Thổ", ""),
        (["find", "vũ trụ"], 1, "", "không tìm thấy"),
        (["coverage", "25-NQ/TW@2013", "--under", "Lai Châu"], 0, "2/8", ""),
        (
            ["coverage", "25-NQ/TW@2013", "--under", "Lai Châu", "--lang", "en"],
            0,
            "nothing found in 2 documents read",
            "",
        ),
        (["coverage", "25-NQ/TW@2013", "--level", "province"], 0, "An Giang, Bà Rịa - Vũng Tàu", ""),
        (["coverage", "25-NQ/TW@2013", "--level", "village", "--under", "Lai Châu"], 1, "0/0", ""),
        (["query", "cascade", "--bind", "directive=25-NQ/TW@2013"], 0, "60-CTr/TU", ""),
        (["query", "--list"], 0, "cascade", ""),
        (["query", "SELECT ?d { ?d dv:supersedes ?e }", "--format", "csv"], 0, "kh-101", ""),
        (["query", "ASK { ?d dv:supersedes ?e }"], 0, "true", ""),
        (["query", "ASK { ?d dv:approves ?e }"], 1, "false", ""),
        (["query", "SELECT ?d { ?d dv:approves ?e }"], 1, "", "không tìm thấy"),
        (["query", "SELEKT { }"], 2, "", "line 1"),
        (["query", "no-such-query"], 2, "", "no-such-query"),
        (["query", "no/such/file.rq"], 2, "", "no/such/file.rq"),
        (["query"], 2, "", "--list"),
        (["check", "--no-shapes"], 1, "07-KH/HU", "1 lỗi"),
        (["check", "--rule", "cycle"], 0, "không có lỗi", ""),
        (["check", "--rule", "beauty"], 2, "", "beauty"),
        (["stats"], 0, "văn bản", ""),
        (["frobnicate"], 2, "", "frobnicate"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_answers_and_exit_codes(store: str, words: list[str], code: int, out: str, err: str) -> None:
    done = run(store, *words)
    assert (done.exit_code, done.exception is None or isinstance(done.exception, SystemExit)) == (code, True), (
        done.output
    )
    assert out in done.stdout and err in done.stderr
    assert out or not done.stdout, "no data beside an error"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_trace_csv_is_what_the_design_says(store: str) -> None:
    text = run(store, "trace", "25-NQ/TW@2013", "--format", "csv").stdout
    found = rows(text)
    assert text.splitlines()[0] == TRACE
    assert (found[0]["label"], found[0]["depth"], found[0]["via"], found[0]["days"]) == ("25-NQ/TW", "0", "", "0")
    by = {row["label"]: row for row in found}
    assert len(by) == len(found) == 6
    assert (by["43-KL/TW"]["via"], by["43-KL/TW"]["parent"]) == ("continues", "25-NQ/TW")
    assert by["11-CTr/HU"]["state"].startswith("superseded by 101-KH/HU")
    assert json.loads(run(store, "trace", "25-NQ/TW@2013", "--format", "json").stdout)[0].keys() == found[0].keys()


def test_coverage_csv_is_what_the_design_says(store: str) -> None:
    done = run(store, "coverage", "25-NQ/TW@2013", "--under", "Lai Châu", "--format", "csv")
    assert done.stdout.splitlines()[0] == COVERAGE
    assert {row["status"] for row in rows(done.stdout)} == {"issued", "mentioned", "nothing_found"}


def test_show_json_is_what_the_design_says(store: str) -> None:
    found = json.loads(run(store, "show", "7-KH/HU", "--format", "json").stdout)
    assert {"iri", "label", "type", "number", "symbol", "dates", "issuers", "titles", "state"} < found.keys()
    assert found["dates"] == ["2013-11-20", "2013-12-20"] and found["issuers"] == ["Huyện ủy Tam Đường"]
    link = next(one for one in found["relations"] if one["predicate"] == "implements")
    assert (link["direction"], link["label"]) == ("out", "60-CTr/TU")
    assert link["evidence"][0].keys() == {"path", "start", "end", "text", "cue", "method"}
    assert [one["rule"] for one in found["contradictions"]] == ["date-conflict"]


def test_check_jsonl_is_what_the_design_says(store: str) -> None:
    found = [json.loads(line) for line in run(store, "check", "--no-shapes", "--format", "jsonl").stdout.splitlines()]
    assert {one["rule"] for one in found} == {"date-conflict", "unresolved"}
    assert found[0]["about"][0]["label"] == "07-KH/HU"
    assert found[0]["evidence"][0].keys() == {"path", "start", "end", "text"}


@pytest.mark.parametrize("form", ["tree", "table", "csv", "tsv", "json", "mermaid", "dot", "ttl"])
def test_every_format_of_trace_names_the_root(store: str, form: str) -> None:
    done = run(store, "trace", "25-NQ/TW@2013", "--format", form)
    assert done.exit_code == 0 and "25-NQ/TW" in done.stdout


def test_long_texts_are_whole_in_a_table(store: str) -> None:
    title = "Về tăng cường và đổi mới sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới"
    assert title in run(store, "find", "đổi", "mới").stdout


def test_sparql_from_a_file_and_standard_input(store: str, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?d dv:implements ?e }"
    file = tmp_path / "đếm.rq"
    file.write_text(text, encoding="utf-8")
    assert run(store, "query", str(file), "--format", "csv").stdout.splitlines()[1:] == ["6"]
    found = json.loads(run(store, "query", "-", "--format", "json", stdin=text).stdout)
    assert found["head"]["vars"] == ["n"] and found["results"]["bindings"][0]["n"]["value"] == "6"


def test_construct_gives_turtle(store: str) -> None:
    text = run(
        store, "query", "CONSTRUCT { ?d dv:implements ?e } WHERE { ?d dv:supersedes ?e }", "--format", "ttl"
    ).stdout
    assert len(list(ox.parse(text, format=ox.RdfFormat.TURTLE))) == 1


def test_view_writes_one_page(store: str, tmp_path: Path) -> None:
    page = tmp_path / "hình.html"
    done = run(store, "view", "25-NQ/TW@2013", "-o", str(page))
    assert done.exit_code == 0 and done.stdout == "" and "25-NQ/TW" in page.read_text(encoding="utf-8")
    assert run(store, "view", "-o", "-").stdout.lstrip().lower().startswith("<!doctype html")


def test_export_and_load_again(store: str, tmp_path: Path) -> None:
    file = tmp_path / "all.trig"
    assert run(store, "export", str(file)).exit_code == 0
    other = str(tmp_path / "other")
    assert run(other, "load", str(file)).exit_code == 0
    old, new = (run(name, "trace", "25-NQ/TW@2013", "--format", "csv").stdout for name in (store, other))
    assert old == new


def test_options_stand_before_or_behind_the_command_and_in_the_environment(store: str, tmp_path: Path) -> None:
    words = ["stats", "--format", "csv"]
    behind = CliRunner().invoke(main, [*words, "--store", store])
    before = CliRunner().invoke(main, ["--store", store, *words])
    around = CliRunner().invoke(main, words, env={"DANVAN_STORE": store})
    beats = CliRunner().invoke(main, ["--store", store, *words], env={"DANVAN_STORE": str(tmp_path / "none")})
    assert behind.stdout == before.stdout == around.stdout == beats.stdout != ""


@pytest.mark.parametrize("words", [["trace", "x"], ["stats"], ["check"], ["find", "x"], ["export", "x.ttl"]])
def test_no_store(tmp_path: Path, words: list[str]) -> None:
    done = run(str(tmp_path / "none"), *words)
    assert done.exit_code == 2 and done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1 and "danvan build" in done.stderr


def test_build_then_trace(tmp_path: Path) -> None:
    note, bad, store = tmp_path / "tờ.txt", tmp_path / "hỏng.docx", str(tmp_path / "s")
    note.write_text(NOTE, encoding="utf-8")
    assert run(store, "build", str(note)).exit_code == 0
    assert "25-NQ/TW" in run(store, "trace", "25-NQ/TW").stdout
    bad.write_bytes(b"no zip")
    done = run(store, "build", str(note), str(bad))
    assert done.exit_code == 2 and "hỏng.docx" in done.stderr and "Traceback" not in done.stderr


def test_extract(tmp_path: Path) -> None:
    note, none = tmp_path / "tờ.txt", tmp_path / "none.txt"
    note.write_text(NOTE, encoding="utf-8")
    records = [json.loads(line) for line in run("x", "extract", str(note), "--format", "jsonl").stdout.splitlines()]
    assert records[0]["record"] == "document" and records[0]["path"] == str(note)
    mention = next(record for record in records if record["record"] == "mention")
    assert NOTE[mention["start"] : mention["end"]] == mention["text"] == "Nghị quyết số 25-NQ/TW"
    assert run("x", "extract", "--text", str(note)).stdout == NOTE
    assert "25-NQ/TW" in run("x", "extract", str(note)).stdout
    done = run("x", "extract", str(none), str(note), "--format", "jsonl")
    assert done.exit_code == 2 and "none.txt" in done.stderr and '"mention"' in done.stdout


def test_a_fault_in_the_rules_costs_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = importlib.import_module("danvan_graph.extract")
    whole = rules.extract

    def faulty(document: Document) -> Extraction:
        if "bí mật" in document.text:
            raise IndexError("no\nrow")
        return whole(document)

    monkeypatch.setattr(rules, "extract", faulty)
    good, bad = tmp_path / "tờ.txt", tmp_path / "hỏng.txt"
    good.write_text(NOTE, encoding="utf-8")
    bad.write_text("Điều bí mật của Kế hoạch số 5-KH/HU.", encoding="utf-8")
    for words in (["extract", "--format", "jsonl"], ["build"]):
        done = run(str(tmp_path / "s"), *words, str(bad), str(good))
        assert done.exit_code == 2 and "hỏng.txt: không phân tích được (IndexError: no row)" in done.stderr
    assert "25-NQ/TW" in run(str(tmp_path / "s"), "trace", "25-NQ/TW").stdout


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "DANVAN", "PYTHON"))
    }
    kept |= {"PYTHONPATH": str(ROOT), "DANVAN": f"{sys.executable} -m danvan_graph"} | environment
    return subprocess.run(["/bin/sh", "-c", line], capture_output=True, env=kept, timeout=60)


def test_utf8_whatever_the_locale(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert run(store, "load", str(ROOT / "tests" / "graphs" / "cascade.trig")).exit_code == 0
    line = "$DANVAN trace '25-NQ/TW khóa XI'"
    plain = shell(line, DANVAN_STORE=store, LC_ALL="C.UTF-8")
    poor = shell(line, DANVAN_STORE=store, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert plain.returncode == poor.returncode == 0, poor.stderr.decode()
    assert plain.stdout == poor.stdout and "Huyện ủy Phong Thổ" in plain.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error(store: str) -> None:
    done = shell("$DANVAN query 'SELECT ?s ?p ?o { ?s ?p ?o }' --format csv | head -n 1", DANVAN_STORE=store)
    assert done.stdout == b"s,p,o\n" and done.stderr == b""


def test_no_heavy_library_without_need(store: str) -> None:
    script = (
        "import sys; from danvan_graph.cli import main\n"
        "main(['trace', '25-NQ/TW@2013', '--format', 'csv'], standalone_mode=False)\n"
        "print(*sorted({'rdflib', 'networkx', 'pyvis', 'rich', 'lxml', 'pyshacl'} & set(sys.modules)), file=sys.stderr)"
    )
    kept = os.environ | {"DANVAN_STORE": store, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=kept, check=True)
    assert done.stderr.strip() == ""


def test_demo(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["demo", str(tmp_path / "d")])
    assert done.exit_code == 0, done.output
    assert "25-NQ/TW" in done.stdout and "danvan coverage" in done.stdout and "danvan query" in done.stdout
    assert (tmp_path / "d" / "25-nq-tw.html").exists() and str(tmp_path / "d" / "25-nq-tw.html") in done.stdout
