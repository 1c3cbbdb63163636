"""Word documents (.docx): paragraphs, tables, notes and text boxes in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from danvan_graph.read.decode import Damaged
from danvan_graph.read.numbering import Numbering
from danvan_graph.read.package import Package
from danvan_graph.read.tables import is_letterhead, table_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GONE = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr")}
_SIGNS = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "-",
}
_EARLY = 12


def read_docx(data: bytes) -> str:
    """Read the text of a Word document, a paragraph a line, each followed by its notes."""
    return _Reader(Package(data)).text()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._main, self._rels = self._open()
        self._numbering = Numbering(self._part("numbering"), self._part("styles"))
        self._stories = {kind: self._story(kind) for kind in ("footnote", "endnote")}
        self._labels: dict[tuple[str, str], str] = {}
        self._boxes: list[str] = []
        self._pending: list[tuple[str, str]] = []
        self._carry = ""
        self._count = 0

    def text(self) -> str:
        """Write the letterhead (where the first page's header holds it), then the body."""
        body = self._main.find(_W + "body")
        if body is None:
            raise Damaged("corrupt (the Word document has no body)")
        return "\n".join([*self._header(body), *self._blocks(body)])

    def _open(self) -> tuple[etree._Element, dict[str, str]]:
        name = "word/document.xml"
        roots = self._package.xml("_rels/.rels")
        for one in roots if roots is not None else ():
            if str(one.get("Type", "")).endswith("/officeDocument"):
                name = str(one.get("Target", name)).lstrip("/")
        main = self._package.xml(name)
        if main is None:
            raise Damaged("corrupt (no Word document inside)")
        if _STRICT in etree.tostring(main)[:2000]:
            main = etree.fromstring(etree.tostring(main).replace(_STRICT, _W[1:-1].encode()))
        folder, base = posixpath.split(name)
        links = self._package.xml(f"{folder}/_rels/{base}.rels")
        rels = {}
        for one in links if links is not None else ():
            target = posixpath.normpath(posixpath.join("/" + folder, one.get("Target", ""))).lstrip("/")
            rels[one.get("Id", "")] = target
            rels.setdefault(posixpath.basename(str(one.get("Type", ""))), target)
        return main, rels

    def _part(self, kind: str) -> etree._Element | None:
        return self._package.xml(self._rels[kind]) if kind in self._rels else None

    def _story(self, kind: str) -> dict[str, etree._Element]:
        part = self._part(kind + "s")
        notes = part.iterchildren(_W + kind) if part is not None else ()
        return {note.get(_W + "id", ""): note for note in notes if note.get(_W + "type") in (None, "normal")}

    def _header(self, body: etree._Element) -> list[str]:
        for kind in ("first", "default"):
            for link in body.iter(_W + "headerReference"):
                part = self._package.xml(self._rels.get(link.get(_R + "id", ""), ""))
                if link.get(_W + "type") == kind and part is not None:
                    lines = list(self._blocks(part))
                    if is_letterhead("\n".join(lines)):
                        return lines
        return []

    def _blocks(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            if child.tag == _W + "p":
                yield from self._paragraph(child)
            elif child.tag == _W + "tbl":
                yield from table_lines(self._rows(child), early=self._count < _EARLY)
                yield from self._notes()
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "moveTo"):
                yield from self._blocks(child)

    def _paragraph(self, element: etree._Element) -> Iterator[str]:
        text = self._carry + self._numbering.label(element) * (not self._carry) + "".join(self._runs(element))
        self._carry = ""
        if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            self._carry = text
            return
        boxes, self._boxes = self._boxes, []
        if text.strip():
            self._count += 1
            yield text
        yield from boxes
        yield from self._notes()

    def _notes(self) -> Iterator[str]:
        while self._pending:
            kind, label = self._pending.pop(0)
            note = self._stories[kind][label]
            lines = [line.strip() for line in self._blocks_of_note(note)]
            yield f"[^{self._labels[kind, label]}] " + " ".join(line for line in lines if line)

    def _blocks_of_note(self, note: etree._Element) -> Iterator[str]:
        for element in note.iter(_W + "p"):
            yield "".join(self._runs(element)).replace("\n", " ")

    def _rows(self, table: etree._Element) -> list[list[list[str]]]:
        rows = []
        for row in _through(table, _W + "tr"):
            if row.find(f"{_W}trPr/{_W}del") is None:
                rows.append([self._cell(cell) for cell in _through(row, _W + "tc")])
        return rows

    def _cell(self, cell: etree._Element) -> list[str]:
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        if merged is not None and merged.get(_W + "val", "continue") == "continue":
            return []
        pending, self._pending = self._pending, []
        lines = [line for line in self._cell_lines(cell) if line.strip()]
        self._pending = pending + self._pending
        return lines

    def _cell_lines(self, cell: etree._Element) -> Iterator[str]:
        for child in cell:
            if child.tag == _W + "p":
                yield self._numbering.label(child) + "".join(self._runs(child))
                yield from self._boxes
                self._boxes = []
            elif child.tag == _W + "tbl":
                yield from table_lines(self._rows(child), early=False)
            elif child.tag in (_W + "sdt", _W + "sdtContent"):
                yield from self._cell_lines(child)

    def _runs(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == _W + "r":
                yield from self._run(child)
            elif tag in (_W + "footnoteReference", _W + "endnoteReference"):
                yield self._mark(tag[len(_W) : -len("Reference")], child.get(_W + "id", ""))
            elif tag in (_W + "t", _MATH + "t"):
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == _W + "txbxContent":
                self._boxes += [line for line in self._cell_lines(child) if line.strip()]
            elif tag == _MC + "AlternateContent":
                choice = child.find(_MC + "Choice")
                best = choice if choice is not None and next(choice.iter(_W + "t"), None) is not None else None
                yield from self._runs(best if best is not None else _or(child.find(_MC + "Fallback"), choice, child))
            else:
                yield from self._runs(child)

    def _run(self, run: etree._Element) -> Iterator[str]:
        style = run.find(_W + "rPr")
        if style is not None and _on(style.find(_W + "vanish")):
            return
        text = "".join(self._runs(run))
        raised = style.find(_W + "vertAlign") if style is not None else None
        if raised is not None and raised.get(_W + "val") == "superscript" and text.strip().isdecimal():
            text = text.translate(_SUPERSCRIPT)
        yield text

    def _mark(self, kind: str, label: str) -> str:
        if label not in self._stories[kind]:
            return ""
        if (kind, label) not in self._labels:
            number = sum(1 for known, _ in self._labels if known == kind) + 1
            self._labels[kind, label] = f"{'e' * (kind == 'endnote')}{number}"
            self._pending.append((kind, label))
        return f"[^{self._labels[kind, label]}]"


def _through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of this kind, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins"):
            yield from _through(child, tag)


def _on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(_W + "val", "1") not in ("0", "false", "off")


def _or(*elements: etree._Element | None) -> etree._Element:
    return next(element for element in elements if element is not None)
