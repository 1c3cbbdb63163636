"""Files of old: fonts of the nineties, formats that other programs must open, scans."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from make_files import docx, par, pdf, scanned_pdf

from danvan_graph.errors import ReadError
from danvan_graph.model import Span
from danvan_graph.read import find_files, from_text, read

MODERN = (
    "ĐẢNG BỘ TỈNH HÀ GIANG\nThực hiện Nghị quyết số 25-NQ/TW của Ban Chấp hành Trung ương Đảng về công tác dân vận, "
    "Kết luận 43 và những việc ưu tiên."
)
LEGACY = {
    "tcvn3": (
        b"\xa7\xb6NG B\xe9 T\xd8NH H\xb5 GIANG\nTh\xf9c hi\xd6n Ngh\xde quy\xd5t s\xe8 25-NQ/TW c\xf1a Ban "
        b"Ch\xcap h\xb5nh Trung \xad\xacng \xa7\xb6ng v\xd2 c\xabng t\xb8c d\xa9n v\xcbn, K\xd5t lu\xcbn "
        b"43 v\xb5 nh\xf7ng vi\xd6c \xadu ti\xaan."
    ),
    "vps": (
        b"\xf1\x81NG B\xb6 T\xb7NH H\x80 GIANG\nTh\xbfc hi\x8cn Ngh\xce quy\x89t s\xd3 25-NQ/TW c\xfba Ban "
        b"Ch\xc3p h\xe0nh Trung \xdc\xd6ng \xf1\xe4ng v\x8a c\xf4ng t\xe1c d\xe2n v\xc6n, K\x89t lu\xc6n "
        b"43 v\xe0 nh\xbbng vi\x8cc \xdcu ti\xean."
    ),
    "vni": (
        b"\xd1A\xdbNG BO\xc4 T\xc6NH HA\xd8 GIANG\nTh\xf6\xefc hie\xe4n Ngh\xf2 quye\xe1t so\xe1 25-NQ/TW "
        b"cu\xfba Ban Cha\xe1p ha\xf8nh Trung \xf6\xf4ng \xd1a\xfbng ve\xe0 co\xe2ng ta\xf9c da\xe2n "
        b"va\xe4n, Ke\xe1t lua\xe4n 43 va\xf8 nh\xf6\xf5ng vie\xe4c \xf6u tie\xe2n."
    ),
}


def shown(data: bytes) -> str:
    """What Windows shows for these bytes without the font."""
    return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in data)


@pytest.mark.parametrize("font", LEGACY)
def test_legacy_fonts_in_files_of_bytes_and_of_unicode(font: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for data in (LEGACY[font], shown(LEGACY[font]).encode()):
        path.write_bytes(data)
        found = read(path)
        assert found.text == MODERN
        assert found.origin == shown(LEGACY[font])


@pytest.mark.parametrize("font", LEGACY)
def test_legacy_spans_lead_back_to_the_file(font: str) -> None:
    found = from_text(shown(LEGACY[font]))
    start = found.text.index("Nghị quyết số 25-NQ/TW")
    quote = found.quote(Span(start, start + len("Nghị quyết số 25-NQ/TW")))
    assert quote.startswith("Ngh")
    assert quote.endswith(" 25-NQ/TW")
    assert quote in found.origin


@pytest.mark.parametrize(
    "written",
    [
        MODERN,
        "L'Académie française a élu Émile Zola; où êtes-vous, naïve Zoë, à Hanoï ou à Huế?",
        "Größe über Straße, schöne Äpfel, Öl für früher, Mädchen äußern Übermut.",
        "Giá 5 µg, 20 °C, §3, ©2013, 50 £, 1½, ±2, 3×4, «trích dẫn» – “một”, … ‰ ¶",
    ],
)
def test_other_texts_are_no_legacy_fonts(written: str) -> None:
    found = from_text(written)
    assert found.text == written.replace("–", "-")


def fake_office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program named soffice that does what the script says with ``source`` and ``folder``."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\nassert '--headless' in sys.argv\n"
        "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nsource = pathlib.Path(sys.argv[-1])\n"
        + script
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def test_old_formats_go_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converted = tmp_path / "converted.docx"
    converted.write_bytes(docx(par("Nghị quyết số 25-NQ/TW")))
    fake_office(tmp_path, monkeypatch, f"(folder / 'document.docx').write_bytes(open({str(converted)!r}, 'rb').read())")
    for name, data in (("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("a.odt", b"PK"), ("a.rtf", b"{\\rtf1 }")):
        path = tmp_path / name
        path.write_bytes(data)
        assert read(path).text == "Nghị quyết số 25-NQ/TW"


def test_what_libreoffice_cannot_open_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office(tmp_path, monkeypatch, "")
    (tmp_path / "a.odt").write_bytes(b"PK")
    with pytest.raises(ReadError, match="LibreOffice cannot open it"):
        read(tmp_path / "a.odt")


def test_missing_programs_are_named_with_their_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 a}")
    with pytest.raises(ReadError, match="apt-get install libreoffice"):
        read(tmp_path / "a.rtf")
    (tmp_path / "a.pdf").write_bytes(pdf([]))
    with pytest.raises(ReadError, match="apt-get install tesseract-ocr tesseract-ocr-vie"):
        read(tmp_path / "a.pdf", ocr=True)


def test_word_and_web_files_named_doc_are_read_as_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    for data in (
        docx(par("Kết luận số 43-KL/TW")),
        "<html><meta charset=utf-8><p>Kết luận số 43-KL/TW</html>".encode(),
    ):
        path.write_bytes(data)
        assert read(path).text == "Kết luận số 43-KL/TW"
    path.write_bytes(b"just words")
    with pytest.raises(ReadError, match="no Word document"):
        read(path)


def test_libreoffice_itself_or_its_absence(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1\ansi Ngh\u7883?  quy\u7871?t s\u7889? 25-NQ/TW\par}", encoding="ascii")
    if shutil.which("soffice") or shutil.which("libreoffice"):
        assert read(path).text == "Nghị quyết số 25-NQ/TW"
    else:
        with pytest.raises(ReadError, match="LibreOffice, which is missing"):
            read(path)


def test_pictures_are_known_only_with_ocr(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    assert find_files([tmp_path]) == ([], [])
    assert find_files([tmp_path], ocr=True)[0] == [tmp_path / "a.png"]
    with pytest.raises(ReadError, match="only with OCR"):
        read(tmp_path / "a.png")


def test_tesseract_itself_or_its_absence(tmp_path: Path) -> None:
    picture = Path(__file__).parent / "files" / "scan.png"
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned_pdf(picture.read_bytes()))
    with pytest.raises(ReadError, match="only with OCR"):
        read(path)
    for one in (path, picture):
        if has_tesseract():
            text = read(one, ocr=True).text
            assert text.splitlines()[0] == "HUYỆN ỦY MÈO VẠC"
            assert "Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của Ban Chấp hành Trung ương Đảng" in text
        else:
            with pytest.raises(ReadError, match="apt-get install tesseract-ocr"):
                read(one, ocr=True)


def has_tesseract() -> bool:
    program = shutil.which("tesseract")
    return bool(program) and "vie" in subprocess.run([program, "--list-langs"], capture_output=True, text=True).stdout
