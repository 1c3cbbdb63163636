"""Word, HTML and PDF files → text in reading order, a paragraph a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_files import docx, par, pdf, run, table

from danvan_graph.errors import ReadError
from danvan_graph.model import Document
from danvan_graph.read import read

RAISED = '<w:vertAlign w:val="superscript"/>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1-"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def level(number: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def opened(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    found = read(path)
    if not found.pieces:
        assert found.text == found.origin
    return found


WORD = [
    ("paragraphs", par("KẾ HOẠCH") + par("về công ", "tác dân vận"), "KẾ HOẠCH\nvề công tác dân vận"),
    (
        "letterhead",
        table(
            [
                par("HUYỆN ỦY MÈO VẠC") + par("Số 12-KH/HU"),
                par("ĐẢNG CỘNG SẢN VIỆT NAM") + par("Mèo Vạc, ngày 2/3/2022"),
            ]
        )
        + par("Thân"),
        "HUYỆN ỦY MÈO VẠC\nSố 12-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nMèo Vạc, ngày 2/3/2022\nThân",
    ),
    (
        "table row by row",
        par("Danh mục") + table(["STT", "Văn bản", "Ngày"], ["1", "Nghị quyết số 25-NQ/TW", "03/6/2013"]),
        "Danh mục\nSTT | Văn bản | Ngày\n1 | Nghị quyết số 25-NQ/TW | 03/6/2013",
    ),
    (
        "signature",
        table([par("Nơi nhận:") + par("- Lưu VP."), par("T/M BAN THƯỜNG VỤ") + par("Trần Văn A")]),
        "Nơi nhận:\n- Lưu VP.\nT/M BAN THƯỜNG VỤ\nTrần Văn A",
    ),
    (
        "tracked changes",
        par(
            "Kết luận số ",
            f"<w:del>{run('<!-- -->')}<w:r><w:delText>42</w:delText></w:r></w:del>",
            f"<w:ins>{run('43')}</w:ins>",
            "-KL/TW",
        )
        + par("Đoạn bị nối, ", style="<w:rPr><w:del/></w:rPr>")
        + par("đoạn sau")
        + f"<w:p><w:moveFrom>{run('Chỗ cũ')}</w:moveFrom><w:moveTo>{run('Chỗ mới')}</w:moveTo></w:p>",
        "Kết luận số 43-KL/TW\nĐoạn bị nối, đoạn sau\nChỗ mới",
    ),
    (
        "signs, fields, hidden text",
        par("25", "<w:r><w:noBreakHyphen/></w:r>", "NQ/TW", "<w:r><w:softHyphen/></w:r>", "<w:r><w:tab/></w:r>", "xong")
        + par(
            run("ẩn", "<w:vanish/>"), "<w:r><w:instrText>PAGE</w:instrText></w:r>", "Hiện", "<w:r><w:br/></w:r>", "Dòng"
        ),
        "25-NQ/TW xong\nHiện\nDòng",
    ),
    (
        "text box once",
        par(
            "Trước",
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
            + par("Trong khung")
            + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
            + par("Trong khung")
            + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        )
        + par("Sau"),
        "Trước\nTrong khung\nSau",
    ),
    ("content control", f"<w:sdt><w:sdtContent>{par('Trong khối')}</w:sdtContent></w:sdt>", "Trong khối"),
    ("raised measure", par("5 km", run("2", RAISED)), "5 km²"),
    (
        "numbering",
        par("Tình hình", style=level(1, 0))
        + par("Ưu điểm", style=level(1, 1))
        + par("Hạn chế", style=level(1, 1))
        + par("Nhiệm vụ", style=level(1, 0))
        + par("Một", style=level(1, 1))
        + par("Gạch", style=level(2, 0)),
        "I- Tình hình\n1. Ưu điểm\n2. Hạn chế\nII- Nhiệm vụ\n1. Một\n- Gạch",
    ),
]


@pytest.mark.parametrize(("body", "text"), [case[1:] for case in WORD], ids=[case[0] for case in WORD])
def test_word(body: str, text: str, tmp_path: Path) -> None:
    assert opened(tmp_path, "a.docx", docx(body, numbering=NUMBERING)).text == text


def test_word_notes_follow_the_paragraph_of_their_mark(tmp_path: Path) -> None:
    body = par(
        "Kết luận",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        " và Chỉ thị",
        '<w:r><w:endnoteReference w:id="1"/></w:r>',
        ".",
    )
    rule = f'<w:footnote w:type="separator" w:id="0">{par("---")}</w:footnote>'
    footnotes = f'{rule}<w:footnote w:id="2">{par("Kết luận số 43-KL/TW")}</w:footnote>'
    endnotes = f'<w:endnote w:id="1">{par("Chỉ thị số")}{par("18-CT/TW")}</w:endnote>'
    found = opened(tmp_path, "a.docx", docx(body + par("Sau."), footnotes=footnotes, endnotes=endnotes))
    assert found.text == "Kết luận và Chỉ thị.\nKết luận số 43-KL/TW\nChỉ thị số 18-CT/TW\nSau."
    assert found.origin == "Kết luận[^1] và Chỉ thị[^e1].\n[^1] Kết luận số 43-KL/TW\n[^e1] Chỉ thị số 18-CT/TW\nSau."
    assert [(note.mark, note.anchor) for note in found.notes] == [("1", 8), ("e1", 19)]


def test_word_paragraphs_are_not_joined_over_notes(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    footnotes = f'<w:footnote w:id="2">{par("Kế hoạch của")}</w:footnote>'
    body = par(WIDE, note) + par("Ban Bí thư") + par("ban hành", note)
    assert opened(tmp_path, "a.docx", docx(body, footnotes=footnotes)).text.split("\n")[:3] == [
        WIDE,
        "Kế hoạch của",
        "Ban Bí thư",
    ]


def test_word_headers_are_left_out_but_for_a_letterhead(tmp_path: Path) -> None:
    link = '<w:sectPr><w:headerReference w:type="first" r:id="rheader1"/></w:sectPr>'
    for header, text in ((par("Trang 2"), "Thân"), (par("ĐẢNG CỘNG SẢN VIỆT NAM"), "ĐẢNG CỘNG SẢN VIỆT NAM\nThân")):
        assert opened(tmp_path, "a.docx", docx(par("Thân") + link, header1=header)).text == text


def test_word_that_unpacks_too_far_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="too large when unpacked"):
        opened(tmp_path, "a.docx", docx(par("a" * (257 * 2**20))))


HTML = [
    (
        "main text only",
        "<nav><a href=/>Trang chủ</a></nav><div class='main-menu'>Menu</div><h1>Tiêu đề</h1><p>Ban Dân vận Tỉnh ủy "
        "ban hành\n <b>Kế hoạch</b> số&nbsp;12-KH/BDV.</p><div class='tin-lien-quan'><a href=1>Tin khác</a></div>"
        "<footer>Bản quyền</footer>",
        "Tiêu đề\nBan Dân vận Tỉnh ủy ban hành Kế hoạch số 12-KH/BDV.",
    ),
    (
        "links without a name",
        "<p>Nội dung chính của bài viết về công tác dân vận trong tình hình mới trên địa bàn tỉnh, có đủ độ dài "
        "cần thiết để lớn hơn các liên kết.</p><div><ul><li><a href=1>Một tin</a>"
        "<li><a href=2>Hai tin</a><li><a href=3>Ba tin</a></ul></div>",
        "Nội dung chính của bài viết về công tác dân vận trong tình hình mới trên địa bàn tỉnh, có đủ độ dài cần thiết "
        "để lớn hơn các liên kết.",
    ),
    (
        "named article",
        "<div>Cột bên</div><article><header><h1>Tên bài</h1></header><p>Thân bài dài hơn nửa trang.</p></article>",
        "Tên bài\nThân bài dài hơn nửa trang.",
    ),
    (
        "tables",
        "<table><tr><td>HUYỆN ỦY A<br>Số 12-KH/HU<td>ĐẢNG CỘNG SẢN VIỆT NAM<br>A, ngày 02 tháng 3 năm 2022</table>"
        "<p>Thân.</p><table><tr><th>STT<th>Văn bản<tr><td>1<td>Nghị quyết <b>25</b></table>",
        "HUYỆN ỦY A\nSố 12-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nA, ngày 02 tháng 3 năm 2022\nThân.\n"
        "STT | Văn bản\n1 | Nghị quyết 25",
    ),
    ("lists", "<ol><li>Một<li>Hai</ol><ul><li>Ba</ul><ol start=4 type=a><li>Bốn</ol>", "1. Một\n2. Hai\n- Ba\nd) Bốn"),
    (
        "notes",
        "<p>Kết luận<sup><a href='#n1' id='r1'>1</a></sup> rộng 5 km<sup>2</sup>.</p><p>Hai.</p>"
        "<ol><li id='n1'>Kết luận số 43-KL/TW <a href='#r1'>↩</a></ol>",
        "Kết luận rộng 5 km².\nKết luận số 43-KL/TW\nHai.",
    ),
    (
        "notes as Word saves them",
        "<p>Kết luận<a href='#_ftn1' name='_ftnref1'>[1]</a>.</p><p>Hai.</p>"
        "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> Số 43-KL/TW</p>",
        "Kết luận.\nSố 43-KL/TW\nHai.",
    ),
    ("hidden", "<p>Hiện<span style='display: none'>ẩn</span></p><script>var a;</script><p hidden>ẩn</p>", "Hiện"),
]


@pytest.mark.parametrize(("body", "text"), [case[1:] for case in HTML], ids=[case[0] for case in HTML])
def test_html(body: str, text: str, tmp_path: Path) -> None:
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title> Trang\n tin </title></head>"
    found = opened(tmp_path, "a.html", f"{head}<body>{body}</body></html>".encode())
    assert found.text == text
    assert found.title == "Trang tin"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_html_encodings(encoding: str, tmp_path: Path) -> None:
    name = encoding.replace("cp", "windows-")
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={name}">'
    written = "Tỉnh uy" if encoding != "cp1258" else "Ti\u0309nh uy"
    found = opened(
        tmp_path, "a.htm", f"<html><head>{declared}</head><body><p>{written}</p></body></html>".encode(encoding)
    )
    assert found.text == "Tỉnh uy"


LEFT, TOP = 85, 780
WIDE = "Ban Dân vận Tỉnh ủy phối hợp với Mặt trận Tổ quốc tỉnh"


def page(*lines: str, top: float = TOP, size: float = 13) -> list[tuple[float, float, float, str]]:
    return [(LEFT, top - 17 * number, size, line) for number, line in enumerate(lines)]


def test_pdf_paragraphs_are_joined(tmp_path: Path) -> None:
    lines = [
        WIDE,
        "quán triệt Nghị quyết số 25-NQ/TW của Ban Chấp hành Trung",
        "ương Đảng.",
        "- Mục hai đến mọi chi bộ trong toàn tỉnh và các huyện gồm",
        "cả xã.",
    ]
    found = opened(tmp_path, "a.pdf", pdf(page("KẾ HOẠCH", *lines)))
    assert found.text == "KẾ HOẠCH\n" + " ".join(lines[:3]) + "\n" + " ".join(lines[3:])


def test_pdf_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            (290, 815, 13, str(number)),
            (LEFT, 800, 9, "Văn phòng Tỉnh ủy Hà Giang"),
            *page(f"Đoạn {word} mở đầu cho trang này.", f"{WIDE} {word}.", top=760),
            (LEFT, 40, 9, f"Bản lưu {number}"),
        ]
        for number, word in enumerate(("một", "hai", "ba"), 1)
    ]
    text = opened(tmp_path, "a.pdf", pdf(*pages)).text
    assert text == "\n".join(f"Đoạn {word} mở đầu cho trang này.\n{WIDE} {word}." for word in ("một", "hai", "ba"))


def test_pdf_letterhead_and_signature_go_column_by_column(tmp_path: Path) -> None:
    lines = [
        (90, 780, 12, "TỈNH ỦY HÀ GIANG"),
        (330, 782, 12, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (100, 765, 12, "BAN DÂN VẬN"),
        (310, 760, 12, "Hà Giang, ngày 05 tháng 3 năm 2021"),
        (100, 748, 12, "Số 12-KH/BDVTU"),
        *page(WIDE, "ban hành kế hoạch này.", top=700),
        (90, 600, 11, "Nơi nhận:"),
        (360, 602, 13, "TRƯỞNG BAN"),
        (90, 588, 11, "- Lưu VP."),
        (360, 560, 13, "Trần Văn A"),
    ]
    assert opened(tmp_path, "a.pdf", pdf(lines)).text.split("\n") == [
        "TỈNH ỦY HÀ GIANG",
        "BAN DÂN VẬN",
        "Số 12-KH/BDVTU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hà Giang, ngày 05 tháng 3 năm 2021",
        f"{WIDE} ban hành kế hoạch này.",
        "Nơi nhận:",
        "- Lưu VP.",
        "TRƯỞNG BAN",
        "Trần Văn A",
    ]


def test_pdf_columns_of_a_letterhead_may_stand_close(tmp_path: Path) -> None:
    lines = [
        (85, 780, 12, "ĐẢNG BỘ TỈNH LAI CHÂU"),
        (85 + 21 * 6 + 16, 780, 12, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (100, 763, 12, "Số 12-KH/TU"),
        *page(WIDE, "ban hành kế hoạch này.", top=720),
    ]
    assert opened(tmp_path, "a.pdf", pdf(lines)).text.split("\n")[:3] == [
        "ĐẢNG BỘ TỈNH LAI CHÂU",
        "Số 12-KH/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    ]


def test_pdf_tables_go_row_by_row(tmp_path: Path) -> None:
    cells = [
        ("STT", "Tên văn bản", "Ngày"),
        ("1", "Nghị quyết số 25-NQ/TW", "03/6/2013"),
        ("2", "Kết luận số 43-KL/TW", "07/01/2019"),
    ]
    lines = [
        (x, 700 - 20 * row, 12, text)
        for row, texts in enumerate(cells)
        for x, text in zip((85, 160, 400), texts, strict=True)
    ]
    assert opened(
        tmp_path, "a.pdf", pdf(page("Danh mục văn bản kèm theo.") + lines)
    ).text == "Danh mục văn bản kèm theo.\n" + "\n".join(" | ".join(row) for row in cells)


def test_pdf_notes_and_paragraphs_go_on_over_pages(tmp_path: Path) -> None:
    mark = LEFT + len("tổ chức quán triệt") * 6.5
    first = [
        *page(WIDE, "tổ chức quán triệt  các văn bản đến cán bộ, công chức của", top=120),
        (mark, 120 - 17 + 5, 7, "1"),
        (LEFT, 80, 6, "1"),
        (LEFT + 6, 76, 10, "Kế hoạch số 259-KH/HU, ngày 01/02/2023 của"),
    ]
    second = [
        *page("toàn tỉnh.", f"{WIDE} hai.", top=780),
        (LEFT, 80, 10, "Huyện ủy về thực hiện Chỉ thị số 18-CT/TW."),
    ]
    found = opened(tmp_path, "a.pdf", pdf(first, second))
    assert found.text.split("\n") == [
        f"{WIDE} tổ chức quán triệt các văn bản đến cán bộ, công chức của toàn tỉnh.",
        "Kế hoạch số 259-KH/HU, ngày 01/02/2023 của Huyện ủy về thực hiện Chỉ thị số 18-CT/TW.",
        f"{WIDE} hai.",
    ]
    assert [note.mark for note in found.notes] == ["1"]
    assert found.text[: found.notes[0].anchor].endswith("quán triệt")


def test_a_pdf_without_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="without text"):
        opened(tmp_path, "a.pdf", pdf([]))
