"""Plain text through the front door: bytes → characters → spelling → paragraphs → notes, and back to the file."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_graph.errors import ReadError
from danvan_graph.model import Document, Span
from danvan_graph.read import find_files, from_text, read

LONG = "Ban Dân vận Tỉnh ủy phối hợp với các cơ quan, đơn vị trong tỉnh tổ chức quán triệt và triển khai thực hiện"

SPELLING = [
    ("Nghi\u0323 quye\u0302\u0301t", "Nghị quyết"),
    ("quy\u00e9\u0302t", "quyết"),
    ("Ðảng ủy, ÐẢNG, Ɖảng, ðảng", "Đảng ủy, ĐẢNG, Đảng, đảng"),
    ("25‑NQ/TW 25–NQ/TW 25—NQ/TW 25−NQ/TW 25－NQ/TW", "25-NQ/TW 25-NQ/TW 25-NQ/TW 25-NQ/TW 25-NQ/TW"),
    ("số\u00a025\u2009-\u3000NQ/TW", "số 25 - NQ/TW"),
    ("25\u200b-NQ\u200d/TW\ufeff\u200e \u00adxong", "25-NQ/TW xong"),
    ("２５-ＮＱ／ＴＷ", "25-NQ/TW"),
    ("số\t\t25    -NQ/TW", "số 25 -NQ/TW"),
    ("hoà, hòa, uỷ, ủy", "hoà, hòa, uỷ, ủy"),
    ('“một” "hai" ‘ba’', '“một” "hai" ‘ba’'),
    ("„một hai“ ‘ba bốn’ 'năm sáu' „bảy”", "“một hai” “ba bốn” “năm sáu” “bảy”"),
    ("H'Mông và R'lấp, xã Cư K'Róa", "H'Mông và R'lấp, xã Cư K'Róa"),
    ("25-NQ\\TW", "25-NQ/TW"),
    ("số 25 \udf27 x", "số 25 \ufffd x"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("phong trào *Dân vận khéo*, **Nghị quyết** số 25", "phong trào Dân vận khéo, Nghị quyết số 25"),
    ("**TÌNH HÌNH THỰC HIỆN\nNGHỊ QUYẾT**", "TÌNH HÌNH THỰC HIỆN NGHỊ QUYẾT"),
    ("5 * 3 = 15; 2*3", "5 * 3 = 15; 2*3"),
]


@pytest.mark.parametrize(("written", "expected"), SPELLING)
def test_spelling(written: str, expected: str) -> None:
    assert from_text(written).text == expected


MARKDOWN = [
    (
        "# Kế hoạch\n\nXem [Nghị quyết số 25-NQ/TW](https://vi.du/25) và `Kết luận`.",
        "Kế hoạch\nXem Nghị quyết số 25-NQ/TW và Kết luận.",
    ),
    ("_Kết luận_ số __43-KL/TW__, tệp a_b_c", "Kết luận số 43-KL/TW, tệp a_b_c"),
    ("| Số | Ngày |\n|:---|---:|\n| 25-NQ/TW | 2013 |", "| Số | Ngày |\n| 25-NQ/TW | 2013 |"),
    (
        "Diện tích 5 km<sup>2</sup>, Kết luận<sup>1</sup> trên.\n\n[^1]: không phải",
        "Diện tích 5 km², Kết luận trên.\nkhông phải",
    ),
]


@pytest.mark.parametrize(("written", "expected"), MARKDOWN[:3])
def test_markdown(written: str, expected: str) -> None:
    assert from_text(written, path="a.md").text == expected


LAYOUT = [
    # wrapped without blank lines: the next line starts low, or a word hangs
    (
        "Căn cứ Nghị quyết số 25-NQ/TW của Ban Chấp hành\ntrung ương Đảng.",
        "Căn cứ Nghị quyết số 25-NQ/TW của Ban Chấp hành trung ương Đảng.",
    ),
    ("thực hiện Chỉ thị số 18-CT/TW của\nBan Bí thư.", "thực hiện Chỉ thị số 18-CT/TW của Ban Bí thư."),
    ("theo tinh thần Nghị quyết số 25-\nNQ/TW của Đảng.", "theo tinh thần Nghị quyết số 25-NQ/TW của Đảng."),
    ("theo tinh thần Nghị quyết số 25\n-NQ/TW của Đảng.", "theo tinh thần Nghị quyết số 25\n-NQ/TW của Đảng."),
    # headings, bullets, letterheads and lists stay lines of their own
    ("KẾ HOẠCH\nthực hiện Kết luận số 43-KL/TW", "KẾ HOẠCH\nthực hiện Kết luận số 43-KL/TW"),
    (
        "HUYỆN ỦY MÈO VẠC\n*\nSố 12-KH/HU\nMèo Vạc, ngày 02 tháng 3 năm 2022",
        "HUYỆN ỦY MÈO VẠC\nSố 12-KH/HU\nMèo Vạc, ngày 02 tháng 3 năm 2022",
    ),
    (
        "Nơi nhận:\n- Tỉnh ủy (b/c),\n- Lưu VP.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn A",
        "Nơi nhận:\n- Tỉnh ủy (b/c),\n- Lưu VP.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn A",
    ),
    (
        "Các nhiệm vụ sau\n1. mục một,\na) mục hai,\n+ mục ba,\n• mục bốn",
        "Các nhiệm vụ sau\n1. mục một,\na) mục hai,\n+ mục ba,\n• mục bốn",
    ),
    ("Số | Ngày\nvà | khác", "Số | Ngày\nvà | khác"),
    # cut by an empty line, a page number, a running header
    (f"{LONG} công\n\ntác dân vận.", f"{LONG} công tác dân vận."),
    (f"{LONG}\n\nĐoạn mới.", f"{LONG}\nĐoạn mới."),
    (f"{LONG} ngày\nTrang 3/10\n10/01/2018 của Bộ Chính trị.", f"{LONG} ngày 10/01/2018 của Bộ Chính trị."),
    (f"{LONG} của\n\n\f- 3 -\nBan Bí thư.", f"{LONG} của Ban Bí thư."),
    ("Phần đầu.\n-----\nPhần sau.", "Phần đầu.\nPhần sau."),
]


COLUMNS = [
    (
        "  TỈNH ỦY HÀ GIANG              ĐẢNG CỘNG SẢN VIỆT NAM\n"
        "     BAN DÂN VẬN           Hà Giang, ngày 05 tháng 3 năm 2021\n"
        "          *\n"
        "  Số 12-KH/BDVTU\n\n"
        "                   KẾ HOẠCH\n"
        "   thực hiện Chỉ thị số 18-CT/TW, ngày 26/10/2022 của Ban Bí thư",
        "TỈNH ỦY HÀ GIANG\nBAN DÂN VẬN\nSố 12-KH/BDVTU\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Giang, ngày 05 tháng 3 năm 2021\n"
        "KẾ HOẠCH\nthực hiện Chỉ thị số 18-CT/TW, ngày 26/10/2022 của Ban Bí thư",
    ),
    (
        "Nơi nhận:\t\t\tT/M BAN THƯỜNG VỤ\n- Như trên,\t\t\tPHÓ BÍ THƯ\n- Lưu VP.\n\n\t\t\t\tTrần Văn A",
        "Nơi nhận:\n- Như trên,\n- Lưu VP.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn A",
    ),
    (
        "Theo Nghị quyết số    25-NQ/TW.\n"
        "STT    Văn bản          Ngày\n1      Nghị quyết 25    2013\n2      Kết luận 43      2019",
        "Theo Nghị quyết số 25-NQ/TW.\nSTT | Văn bản | Ngày\n1 | Nghị quyết 25 | 2013\n2 | Kết luận 43 | 2019",
    ),
]


@pytest.mark.parametrize(("written", "expected"), COLUMNS)
def test_columns(written: str, expected: str) -> None:
    assert from_text(written).text == expected


@pytest.mark.parametrize(("written", "expected"), LAYOUT)
def test_layout(written: str, expected: str) -> None:
    assert from_text(written).text == expected


def test_lines_wrapped_at_a_width_are_joined_even_before_capitals() -> None:
    words = ("Ban Thường vụ Tỉnh ủy Hà Giang giao Ban Dân vận Tỉnh ủy phối hợp Ban Tuyên giáo Tỉnh ủy " * 9).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 71:
            lines.append(line)
            line = ""
        line += " " + word if line else word
    text = "\n".join([*lines, line + "."])
    assert any(row[0].isupper() for row in lines[1:])
    assert from_text(text).text == " ".join(words) + "."


def test_page_numbers_and_running_headers_are_dropped() -> None:
    pages = [
        f"UBND HUYỆN A - BÁO CÁO\n{LONG} trang {word}.\n{number}\n"
        for number, word in enumerate(("một", "hai", "ba"), 1)
    ]
    found = from_text("\f".join(pages)).text
    assert found == "\n".join(f"{LONG} trang {word}." for word in ("một", "hai", "ba"))


def test_numbers_in_a_list_are_kept() -> None:
    assert from_text("STT\n1\n2\n3").text == "STT\n1\n2\n3"


BLANK = "\n\n"
NOTES = [
    # (text of the file, laid out text, [(mark, what stands before the anchor, text of the note)])
    (
        f"{LONG}¹. Hết.{BLANK}¹ Kế hoạch số 12-KH/TU.{BLANK}Đoạn hai.",
        f"{LONG}. Hết.\nKế hoạch số 12-KH/TU.\nĐoạn hai.",
        [("1", "thực hiện", "Kế hoạch số 12-KH/TU.")],
    ),
    # a paragraph and a note both cut by the foot of the page
    (
        f"{LONG}³ chỉ thị này đến cán bộ, công chức{BLANK}³ Kế hoạch số 259-KH/HU, ngày 01/02/2023 của{BLANK}"
        f"- Mục mới⁴ đến từng{BLANK}"
        f"Huyện ủy về thực hiện Chỉ thị.{BLANK}⁴ Báo cáo.{BLANK}người dân.",
        f"{LONG} chỉ thị này đến cán bộ, công chức\n"
        "Kế hoạch số 259-KH/HU, ngày 01/02/2023 của Huyện ủy về thực hiện Chỉ thị.\n"
        "- Mục mới đến từng người dân.\nBáo cáo.",
        [
            ("3", "thực hiện", "Kế hoạch số 259-KH/HU, ngày 01/02/2023 của Huyện ủy về thực hiện Chỉ thị."),
            ("4", "Mục mới", "Báo cáo."),
        ],
    ),
    # two notes with one number: each mark gets the nearest
    (
        f"Một¹.{BLANK}¹ Chú a.{BLANK}Hai¹.{BLANK}¹ Chú b.",
        "Một.\nChú a.\nHai.\nChú b.",
        [("1", "Một", "Chú a."), ("1", "Hai", "Chú b.")],
    ),
    # notes at the end of the document; several digits; other kinds of mark
    (
        f"Một[1] và hai [12].{BLANK}Ba.{BLANK}[1] Chú a.{BLANK}[12] Chú b.",
        "Một và hai.\nChú a.\nChú b.\nBa.",
        [("1", "Một", "Chú a."), ("12", "hai", "Chú b.")],
    ),
    (f"Một[^1].{BLANK}[^1]: Chú a.", "Một.\nChú a.", [("1", "Một", "Chú a.")]),
    (f"Một(1).{BLANK}(1) Chú a.", "Một.\nChú a.", [("1", "Một", "Chú a.")]),
    (f"Một<sup>12</sup>.{BLANK}¹² Chú a.", "Một.\nChú a.", [("12", "Một", "Chú a.")]),
    # marks that are raised no more
    (
        f"{LONG}1. Hết “hai”2.\n1 Kế hoạch số 12-KH/TU.\n2 Quyết định số 9.\n3 Không phải.{BLANK}Ba.",
        f"{LONG}. Hết “hai”.\nKế hoạch số 12-KH/TU.\nQuyết định số 9.\n3 Không phải.\nBa.",
        [("1", "thực hiện", "Kế hoạch số 12-KH/TU."), ("2", "“hai”", "Quyết định số 9.")],
    ),
    (
        f"{LONG}1 cho\n1 Kế hoạch số 12-KH/TU{BLANK}Hết.",
        f"{LONG} cho Hết.\nKế hoạch số 12-KH/TU",
        [("1", "thực hiện", "Kế hoạch số 12-KH/TU")],
    ),
    ("Phòng họp1, tầng 2.\n12 Xã khác.", "Phòng họp1, tầng 2.\n12 Xã khác.", []),
    # no notes: measures, powers, items
    ("Rộng 5 m², 12 km², 10⁶ cây, 3 m³/s.", "Rộng 5 m², 12 km², 10⁶ cây, 3 m³/s.", []),
    (f"Gồm: (1) một; (2) hai.{BLANK}(1) Thứ nhất.", "Gồm: (1) một; (2) hai.\n(1) Thứ nhất.", []),
    # a note without a mark stays where it is, a mark without a note goes
    (f"Một.{BLANK}⁷ Chú a.{BLANK}Hai⁹.", "Một.\nChú a.\nHai.", [("7", None, "Chú a.")]),
]


@pytest.mark.parametrize(("written", "text", "notes"), NOTES)
def test_notes(written: str, text: str, notes: list[tuple[str, str | None, str]]) -> None:
    found = from_text(written)
    assert found.text == text
    assert [
        (note.mark, _anchored(found, note.anchor), found.text[note.span.start : note.span.end]) for note in found.notes
    ] == [(mark, None if before is None else True, note) for mark, before, note in notes]
    for note, (_, before, _) in zip(found.notes, notes, strict=True):
        assert before is None or found.text[: note.anchor].endswith(before)


def _anchored(document: Document, anchor: int) -> bool | None:
    return True if 0 <= anchor <= len(document.text) else None


ENCODINGS = [
    ("Nghị quyết số 25-NQ/TW\r\nĐảng".encode(), None),
    (b"\xef\xbb\xbf" + "Nghị quyết".encode(), None),
    ("Nghị quyết số 25".encode("utf-16"), "Nghị quyết số 25"),
    (b"\xfe\xff" + "Nghị quyết số 25".encode("utf-16-be"), "Nghị quyết số 25"),
    ("Nghị quyết số 25-NQ/TW của Đảng".encode("utf-16-le"), "Nghị quyết số 25-NQ/TW của Đảng"),
    ("Nghị quyết số 25-NQ/TW của Đảng".encode("utf-16-be"), "Nghị quyết số 25-NQ/TW của Đảng"),
    (b"Ngh\xee quy\xea\xect c\xfda \xd0a\xd2ng", "Nghî quyê\u0301t cưa Đa\u0309ng"),
]


@pytest.mark.parametrize(("data", "origin"), ENCODINGS)
def test_encodings(data: bytes, origin: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    if origin is None:
        with path.open(encoding="utf-8", newline="") as file:
            origin = file.read()
    found = read(path)
    assert found.origin == origin
    assert unicodedata.is_normalized("NFC", found.text)


ERRORS = [
    ("a.txt", b"", "empty"),
    ("a.txt", b"\xef\xbb\xbf \r\n", "empty"),
    ("a.txt", b"\x00\x01\x02\x00\x00\x07" * 99, "binary data"),
    ("a.txt", bytes(range(1, 256)) * 7, "binary data"),
    ("a.xyz", b"abc", "unknown type"),
    ("a.pdf", b"%PDF-1.4 rubbish", "corrupt"),
    ("a.pdf", b"no pdf at all", "corrupt"),
    ("a.docx", b"no zip at all", "corrupt"),
    ("a.docx", b"PK\x03\x04 rubbish", "corrupt"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("a.html", b"<!-- -->", "no"),
    ("a.txt", b"a" * 2000, "too large"),
]


@pytest.mark.parametrize(("name", "data", "cause"), ERRORS)
def test_errors(name: str, data: bytes, cause: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path, max_size=1999)
    assert caught.value.path == str(path)
    assert cause in caught.value.cause
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "a.txt")


def test_find_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.docx", "b/.hidden.txt", ".git/x.txt", "b/~$a.docx", "c.png", "named.xyz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    files, errors = find_files([tmp_path, tmp_path / "b" / "1.md", tmp_path / "named.xyz", tmp_path / "missing.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in files] == ["a.docx", "b/1.md", "b/2.txt"]
    assert [(Path(error.path).name, error.cause.split(" (")[0]) for error in errors] == [
        ("named.xyz", "unknown type of file"),
        ("missing.txt", "no such file"),
    ]


def test_a_folder_that_cannot_be_opened_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_text("x")
    opened = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files, errors = find_files([tmp_path])
    assert files == [tmp_path / "a.txt"]
    assert [str(error) for error in errors] == [f"{tmp_path / 'locked'}: permission denied"]


def test_the_same_bytes_are_one_source(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Nghị quyết số 25-NQ/TW", encoding="utf-8")
    one, two = read(tmp_path / "a.txt"), read(tmp_path / "b.txt")
    assert one.source == two.source
    assert one.path != two.path


def test_spans_lead_back_to_the_file() -> None:
    written = (
        "\ufeffTheo **Nghi\u0323 quye\u0302\u0301t**  số 25–\r\nNQ/TW¹ của Đảng.\r\n\r\n¹ Kế hoạch số\r\n12–KH/TU."
    )
    found = from_text(written)
    assert found.text == "Theo Nghị quyết số 25-NQ/TW của Đảng.\nKế hoạch số 12-KH/TU."
    for words, origin in (
        ("Nghị", "Nghi\u0323"),
        ("Nghị quyết", "Nghi\u0323 quye\u0302\u0301t"),
        ("25-NQ/TW", "25–\r\nNQ/TW"),
        ("số 12-KH/TU", "số\r\n12–KH/TU"),
        ("của", "của"),
    ):
        start = found.text.index(words)
        assert found.quote(Span(start, start + len(words))) == origin


_WORDS = st.sampled_from(
    (
        "Nghị quyết~số 25-NQ/TW~của~Ban Bí thư~¹~² Kế hoạch~[1]~(1)~.~,~\n~     ~\n\n~\r\n~\f~ ~  ~\t~**~*~_~# ~- ~"
        + "1. ~KẾ HOẠCH~Trang 2/3~3~m²~e\u0301\u0302~\u200b~–~Ð~２~|~"
        + "a" * 60
    ).split("~")
)
_TEXTS = st.one_of(st.lists(_WORDS, min_size=1, max_size=60).map("".join), st.text(min_size=1, max_size=80))


@given(_TEXTS)
def test_pieces_lead_every_character_back(written: str) -> None:
    found = from_text(written)
    assert unicodedata.is_normalized("NFC", found.text)
    end = 0
    for text_start, origin_start, length, origin_length in found.pieces:
        assert text_start == end and length > 0 and 0 <= origin_start <= origin_start + origin_length <= len(written)
        end = text_start + length
        if length == origin_length:
            for at in range(length):
                _same(written[origin_start + at], found.text[text_start + at])
    assert end == len(found.text) or not found.pieces
    for at in range(len(found.text)):
        span = found.origin_span(Span(at, at + 1))
        assert 0 <= span.start <= span.end <= len(written)
    for note in found.notes:
        assert -1 <= note.anchor <= len(found.text)
        assert 0 <= note.span.start <= note.span.end <= len(found.text)


def _same(origin: str, text: str) -> None:
    plain = unicodedata.normalize("NFKC", origin)
    same = plain == unicodedata.normalize("NFKC", text)
    dash = text == "-" and unicodedata.category(origin) in ("Pd", "Sm", "So", "Sk", "Co")
    space = text in " \n" and (origin.isspace() or unicodedata.category(origin) == "Cc")
    letter = (origin, text) in {("Ð", "Đ"), ("Ɖ", "Đ"), ("ð", "đ"), ("ɖ", "đ"), ("\u2044", "/"), ("\u2215", "/")}
    assert same or dash or space or letter or text in "⁰¹²³⁴⁵⁶⁷⁸⁹", (origin, text)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_one_clear_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes", numbered=True)
    for name in ("a.txt", "a.html", "a.docx", "a.pdf"):
        path = folder / name
        path.write_bytes(data)
        try:
            read(path)
        except ReadError as error:
            assert "\n" not in str(error)
