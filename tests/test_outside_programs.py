"""Files that other programs must open, from the command line: scans by Tesseract, old formats by LibreOffice.

Where the program is missing, the tests hold the message that names it and its package.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from test_read_old import has_tesseract

from danvan_graph.cli import main

FONT = Path(__file__).parent.parent / "tools" / "fonts" / "DejaVuSerif.vi.ttf"
PAGES = (
    (
        "HUYỆN ỦY NA RÌ",
        "Số 31-KH/HU",
        "Na Rì, ngày 04 tháng 8 năm 2022",
        "KẾ HOẠCH",
        "thực hiện Kế hoạch số 77-KH/TU, ngày 02/6/2022 của Tỉnh ủy",
        "",
        "Căn cứ Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của Ban Chấp",
        "hành Trung ương, Ban Thường vụ Huyện ủy xây dựng kế hoạch như sau:",
    ),
    ("Kế hoạch này thay thế Kế hoạch số 20-KH/HU, ngày 03/3/2019.",),
)
FOUND = {"77-KH/TU": "2022-06-02", "25-NQ/TW": "2013-06-03", "20-KH/HU": "2019-03-03"}
LINKS = {("implements", "77"), ("basedOn", "25"), ("supersedes", "20")}


def rendered() -> list[bytes]:
    """The pages as pictures (PNG), drawn from known text."""
    registerFont(TTFont("VI", FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for lines in PAGES:
        canvas.setFont("VI", 13)
        for place, line in enumerate(lines):
            canvas.drawString(72, 760 - 22 * place, line)
        canvas.showPage()
    canvas.save()
    pages = pypdfium2.PdfDocument(out.getvalue())
    pictures = []
    for page in pages:
        picture = io.BytesIO()
        page.render(scale=200 / 72, grayscale=True).to_pil().save(picture, "PNG")
        pictures.append(picture.getvalue())
    return pictures


def scan(pictures: list[bytes]) -> bytes:
    """A PDF whose pages are pictures."""
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for picture in pictures:
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def danvan(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), prog_name="danvan")


def records(*words: str) -> list[dict[str, Any]]:
    done = danvan("extract", *words, "--format", "jsonl")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_scan_is_read_with_ocr(tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    path.write_bytes(scan(rendered()))
    plain = danvan("extract", str(path))
    assert plain.exit_code == 2
    assert "--ocr" in plain.stderr
    if not has_tesseract():
        asked = danvan("extract", "--ocr", str(path))
        assert asked.exit_code == 2
        assert "apt-get install tesseract-ocr tesseract-ocr-vie" in asked.stderr
        return
    found = records("--ocr", str(path))
    own = found[0]
    assert (own["type"], own["number"], own["symbol"], own["date"]) == ("kế hoạch", "31", "KH/HU", "2022-08-04")
    assert own["issuer"] == "Huyện ủy Na Rì"
    stated = {f"{one['number']}-{one['symbol']}": one["date"] for one in found if one["record"] == "mention"}
    assert stated == FOUND
    numbers = {one["directive"]: one["number"] for one in found if one["record"] == "mention"}
    links = {(one["predicate"], numbers[one["object"]]) for one in found if one.get("subject") == own["directive"]}
    assert links == LINKS
    text = danvan("extract", "--ocr", "--text", str(path)).stdout
    for one in found:
        if one["record"] == "mention":
            assert text[one["start"] : one["end"]] == one["text"]


def test_pictures_and_scans_of_a_folder_go_into_the_store(tmp_path: Path) -> None:
    folder, store = tmp_path / "scans", str(tmp_path / "store")
    folder.mkdir()
    for place, picture in enumerate(rendered()):
        (folder / f"trang-{place}.png").write_bytes(picture)
    (folder / "ghi-chu.txt").write_text("Huyện ủy học Nghị quyết số 25-NQ/TW.", encoding="utf-8")
    done = danvan("build", str(folder), "--ocr", "--jobs", "2", "--store", store)
    if not has_tesseract():
        assert done.exit_code == 2
        assert done.stderr.count("apt-get install tesseract-ocr") == 2
        return
    assert done.exit_code == 0, done.output
    assert danvan("show", "20-KH/HU", "--store", store).exit_code == 0
    assert "31-KH/HU" in danvan("trace", "77-KH/TU", "--store", store).stdout


RTF = r"{\rtf1\ansi\ansicpg1252 Ngh\u7883? quy\u7871?t s\u7889? 25-NQ/TW, ng\u224?y 03/6/2013.\par}"
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>'
    "<text:p>Nghị quyết số 25-NQ/TW, ngày 03/6/2013.</text:p></office:text></office:body></office:document-content>"
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", ODT)
        package.writestr("META-INF/manifest.xml", MANIFEST)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".rtf", ".odt", ".doc"])
def test_old_formats_are_read_with_libreoffice(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"van-ban{suffix}"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    path.write_bytes(odt() if suffix == ".odt" else RTF.encode("ascii"))
    if office is None:
        done = danvan("extract", str(path))
        assert done.exit_code == 2
        assert "LibreOffice" in done.stderr and "apt-get install libreoffice-writer-nogui" in done.stderr
        return
    if suffix == ".doc":
        source = path.with_suffix(".rtf")
        source.write_bytes(RTF.encode("ascii"))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            [office, profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(source)],
            capture_output=True,
            check=True,
        )
        assert path.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    (mention,) = [one for one in records(str(path)) if one["record"] == "mention"]
    assert (mention["text"], mention["date"]) == ("Nghị quyết số 25-NQ/TW", "2013-06-03")
