"""Tables for Word and Excel, and answers that go to files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from danvan_graph.cli import main

CASCADE = Path(__file__).parent / "graphs" / "cascade.trig"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("office") / "store")
    assert CliRunner().invoke(main, ["load", str(CASCADE), "--store", folder]).exit_code == 0
    return folder


def run(store: str, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--store", store])


def test_an_annex_for_word(store: str, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    file = tmp_path / "phụ lục.docx"
    done = run(store, "trace", "25-NQ/TW@2013", "-o", str(file))
    assert done.exit_code == 0 and done.stdout == "", done.output
    table = docx.Document(str(file)).tables[0]
    lines = [[cell.text for cell in row.cells] for row in table.rows]
    assert [line[0] for line in lines] == ["STT", "1", "2", "3", "4", "5"]
    assert ["Kế hoạch 101-KH/HU", "04/05/2021", "Huyện ủy Phong Thổ"] in [line[1:4] for line in lines]
    assert {line[1]: line[5] for line in lines}["Kết luận 43-KL/TW"] == "25-NQ/TW"


@pytest.mark.parametrize("command", [["trace", "25-NQ/TW@2013"], ["coverage", "25-NQ/TW@2013", "--under", "Lai Châu"]])
def test_workbooks(store: str, tmp_path: Path, command: list[str]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "bảng.xlsx"
    assert run(store, *command, "-o", str(file)).exit_code == 0
    first, second = openpyxl.load_workbook(file).worksheets
    values = [cell for row in first.iter_rows(values_only=True) for cell in row]
    assert "11-CTr/HU" in values and second.max_row > 1
    again = run(store, *command, "--format", "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(again.stdout_bytes)).sheetnames == [first.title, second.title]


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from danvan_graph import office
    from danvan_graph.lineage import Lineage, Node

    root = Node("urn:x", "=1+1", title="a\x00b")
    book = openpyxl.load_workbook(io.BytesIO(office.lineage_xlsx(Lineage(root, (root,), ()))))
    assert (book.worksheets[0]["A2"].value, book.worksheets[0]["A2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("command", [["trace", "25-NQ/TW@2013"], ["coverage", "25-NQ/TW@2013"]])
def test_pages(store: str, tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "trang.html"
    assert run(store, *command, "-o", str(file)).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert text.lstrip().lower().startswith("<!doctype html") and "11-CTr/HU" in text


@pytest.mark.parametrize(
    ("words", "code", "out", "err"),
    [
        (["path", "101-KH/HU", "25-NQ/TW@2013"], 0, "↓ tiếp tục thực hiện", ""),
        (["path", "25-NQ/TW@2013", "101-KH/HU", "--format", "csv"], 0, "route,step,subject,predicate,object", ""),
        (["path", "25-NQ/TW@2013", "101-KH/HU", "--limit", "1", "--lang", "en"], 0, "1. ", "there are more"),
        (["path", "25-NQ/TW@2013", "25-NQ/TW@2003"], 1, "", "chưa tìm thấy chuỗi"),
        (["path", "25-NQ/TW@2013"], 2, "", "B"),
        (["lag", "25-NQ/TW@2013"], 0, "trung vị", ""),
        (["lag", "25-NQ/TW@2013", "--format", "csv"], 0, "province,1,88,88.0,88.0,88.0,88,0,0", ""),
        (["lag", "25-NQ/TW@2003"], 1, "", "Chưa tìm thấy"),
        (["lag", "25-NQ/TW@2013", "--plot", "x.gif"], 2, "", ".png hoặc .svg"),
        (["trace", "25-NQ/TW@2013", "-o", "/nowhere/at/all.csv"], 2, "", "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_answers_and_exit_codes(store: str, words: list[str], code: int, out: str, err: str) -> None:
    done = run(store, *words)
    assert done.exit_code == code, done.output
    assert out in done.stdout and err in done.stderr
    assert out or not done.stdout, "no data beside an error"
