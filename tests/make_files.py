"""Small PDF and Word files for the tests, written by hand so that every position and tag is known."""

from __future__ import annotations

import io
import struct
import zipfile

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H /DescendantFonts [4 0 R] "
    b"/ToUnicode 5 0 R >>",
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    b"/Supplement 0 >> /FontDescriptor 6 0 R /DW 500 >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_TO_UNICODE), _TO_UNICODE),
    b"<< /Type /FontDescriptor /FontName /Times /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
    b"/Descent -200 /CapHeight 700 /StemV 80 >>",
)
CHARACTER = 0.5
"""Every character is half as wide as its size."""


def pdf(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF of pages, each a list of ``(x, y, size, text)`` in points from the lower left."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_FONT]
    kids = []
    for page in pages:
        parts = [f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in page]
        stream = "\n".join(parts).encode()
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    places = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (places, len(kids))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    """A PDF file of numbered objects, the first its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    starts = []
    for number, one in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def scanned_pdf(png: bytes) -> bytes:
    """A PDF of one page that is a picture: a black and white PNG, its compressed rows taken as they are."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    rows, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            rows += png[at + 8 : at + 8 + length]
        at += length + 12
    draw = b"q %d 0 0 %d 0 0 cm /I Do Q" % (width * 72 // 200, height * 72 // 200)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /XObject << /I 5 0 R >> >> "
        b"/Contents 4 0 R >>" % (width * 72 // 200, height * 72 // 200),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter "
        b"/FlateDecode /DecodeParms << /Predictor 15 /Columns %d /BitsPerComponent 1 >> /Length %d >>\nstream\n%s\n"
        b"endstream" % (width, height, width, len(rows), rows),
    ]
    return _file(objects)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering", "header1": "header"}


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body and these parts (footnotes, endnotes, numbering, header1), all as inner XML."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering", "header1": "hdr"}
    names = f"{_W} xmlns:r='{_R}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    links = "".join(f'<Relationship Id="r{kind}" Type="{_R}/{_PARTS[kind]}" Target="{kind}.xml"/>' for kind in parts)
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **{part: _PARTS[part] for part in parts}}.items()
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships {space}><Relationship Id="r" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {space}>{links}</Relationships>",
    }
    files |= {f"word/{kind}.xml": f"<w:{roots[kind]} {names}>{xml}</w:{roots[kind]}>" for kind, xml in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in files.items():
            package.writestr(name, xml)
    return out.getvalue()


def run(text: str, style: str = "") -> str:
    """A run of a Word paragraph."""
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, style: str = "") -> str:
    """A paragraph of runs or of plain texts."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{style}</w:pPr>{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of cells; a cell is text or the XML of its paragraphs."""
    cells = ("".join(f"<w:tc>{cell if cell.startswith('<') else par(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
