"""A Word file with tables, real footnotes, a running header and page numbers, written member by member."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape

import markup

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = ("document", "styles", "footnotes", "header1")

CONTENT_TYPES = (
    HEAD
    + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{part.rstrip("1")}+xml"/>' for part in PARTS[1:]
    )
    + "</Types>"
)


def relationships(targets: list[tuple[str, str]]) -> str:
    """A .rels part."""
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


STYLES = (
    f"{HEAD}<w:styles {W}>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in (1, 2)
    )
    + "</w:styles>"
)


def runs(text: str, form: str = "") -> str:
    """Runs of a text; note marks become references."""
    out = []
    for part in re.split(r"(\[\d+\])", text):
        if mark := re.fullmatch(r"\[(\d+)\]", part):
            out.append(
                f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{mark[1]}"/></w:r>'
            )
        elif part:
            out.append(f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{escape(part, quote=False)}</w:t></w:r>')
    return "".join(out)


FORMS = {
    "h1": ('<w:pStyle w:val="Heading1"/>', ""),
    "h2": ('<w:pStyle w:val="Heading2"/>', ""),
    "center": ('<w:jc w:val="center"/>', "<w:b/>"),
    "italic": ("", "<w:i/>"),
    "rule": ('<w:jc w:val="center"/>', ""),
}


def paragraph(block: markup.Block) -> str:
    """A paragraph."""
    layout, form = FORMS.get(block.kind, ("", ""))
    return f"<w:p><w:pPr>{layout}</w:pPr>{runs(block.text, form)}</w:p>"


def table(rows: list[markup.Block]) -> str:
    """A table of the width of its first row."""
    width = max(len(row.cells) for row in rows)
    grid = "<w:gridCol/>" * width
    body = ""
    for row in rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        body += "<w:tr>" + "".join(f"<w:tc><w:p>{runs(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def document(found: list[markup.Block]) -> str:
    """The main part."""
    body, rows = "", []
    for block in found:
        if block.kind == "row":
            rows.append(block)
            continue
        if rows:
            body, rows = body + table(rows), []
        if block.kind != "note":
            body += paragraph(block)
    body += table(rows) if rows else ""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr>'
    return f"{HEAD}<w:document {W} {R}><w:body>{body}<w:p/>{section}</w:body></w:document>"


def footnotes(found: list[markup.Block]) -> str:
    """The part of the footnotes, with Word's two separators."""
    special = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    notes = "".join(
        f'<w:footnote w:id="{b.note}"><w:p><w:r><w:footnoteRef/></w:r>{runs(" " + b.text)}</w:p></w:footnote>'
        for b in found
        if b.kind == "note"
    )
    return f"{HEAD}<w:footnotes {W}>{special}{notes}</w:footnotes>"


def running_header(text: str) -> str:
    """The running header: a text and the page's number."""
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'{HEAD}<w:hdr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field}{runs(" " + text)}</w:p></w:hdr>'


def write(source: markup.Source) -> bytes:
    """The file's bytes."""
    found = markup.blocks(source.text)
    links = [("styles", "styles.xml"), ("footnotes", "footnotes.xml"), ("header", "header1.xml")]
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": relationships(links),
        "word/document.xml": document(found),
        "word/styles.xml": STYLES,
        "word/footnotes.xml": footnotes(found),
        "word/header1.xml": running_header(source.settings["running"]),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()
