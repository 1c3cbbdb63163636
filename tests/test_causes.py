"""Every cause the package gives for a file or store it cannot use is said in Vietnamese too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from danvan_graph.cli import main
from danvan_graph.cli.causes import said

PACKAGE = Path(__file__).parent.parent / "danvan_graph"
# What the store says of its own misuse, which no command can cause; and causes that are names throughout.
INTERNAL = (
    "x: a quad of another graph",
    "x: a blank node in the graph of a source",
    "x on x: x",
    "only SELECT gives records; danvan_graph.query.run answers the others",
)


def template(node: ast.expr) -> Iterator[str]:
    """The texts an expression may give, x for what is filled in."""
    if isinstance(node, ast.IfExp):
        yield from (*template(node.body), *template(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)


def causes() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            if node.func.id in ("Damaged", "Scanned", "ReadError", "StoreError", "DanvanError"):
                yield from template(node.args[-1])


WORDS = sorted({text for text in causes() if " " in text.replace("x: x", "").strip()} - set(INTERNAL))


@pytest.mark.parametrize("text", WORDS)
def test_every_cause_is_said_in_both_languages(text: str) -> None:
    assert said("vi", text) != text
    assert said("en", text) == text


def test_the_causes_were_found() -> None:
    assert len(WORDS) > 30 and "x: no store here; danvan build makes one" in WORDS


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("Hồ sơ: mới/a b.txt: the file is empty", "Hồ sơ: mới/a b.txt: tệp rỗng"),
        ("a.txt: too large (51.5 MB; the limit is 50 MB)", "a.txt: quá lớn (51.5 MB; giới hạn là 50 MB)"),
        ("x: no store can be made here: Permission denied", "x: không tạo được kho ở đây: không có quyền đọc hoặc ghi"),
        ("a.ttl: Parser error at line 1", "a.ttl: Parser error at line 1"),
    ],
)
def test_said(text: str, vietnamese: str) -> None:
    assert said("vi", text) == vietnamese


@pytest.mark.parametrize(
    ("words", "code", "err"),
    [
        (["build", "none.txt"], 2, "danvan: none.txt: không có tệp này\n"),
        (["build", "none.txt", "--lang", "en"], 2, "danvan: none.txt: no such file\n"),
        (["build", "folder"], 1, "danvan: folder: không có tài liệu nào đọc được\n"),
        (["build", "folder", "--lang", "en"], 1, "danvan: folder: no documents here\n"),
        (["extract", "a.docx"], 2, "danvan: a.docx: hỏng (không đọc được gói zip)\n"),
        (["stats", "--store", "folder"], 2, "danvan: folder: không có kho dữ liệu ở đây; danvan build sẽ tạo\n"),
        (["load", "a.csv"], 2, "danvan: a.csv: đuôi tệp không rõ; có thể dùng: .ttl"),
        (["extract", "a.docx", "--text", "-o"], 2, "No such option"),
    ],
)
def test_one_line_in_the_users_language(
    words: list[str], code: int, err: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("a.docx").write_bytes(b"no zip")
    Path("a.csv").write_text("x")
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert err in done.stderr
