"""Tables for Word and Excel: an annex that lists directives, a roll of who has issued what."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from .coverage import COLUMNS as ROLL
from .coverage import Coverage
from .coverage import row as roll_row
from .draw import rows
from .lineage import Lineage
from .messages import date, say, state

_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDE = 60


def _sheet(book: Any, title: str, heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> Any:
    """Fill a sheet: heads that stay in view, a filter, widths by what stands there; no text is taken for a formula."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title[:31])
    widths = [len(head) for head in heads]
    for number, line in enumerate([heads, *lines], 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = _NOT_ALLOWED.sub("", value)
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
            widths[column - 1] = max(widths[column - 1], len(str(value or "")))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDE) + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return sheet


def _book() -> Any:
    """An empty workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    return book


def _bytes(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def lineage_xlsx(found: Lineage, lang: str = "vi") -> bytes:
    """A workbook with one row a directive and one a link with its sentence."""
    book = _book()
    shown = ("label", "type", "date", "issuer", "level", "territory", "via", "parent", "days", "state", "iri")
    heads = [say(lang, "validity" if name == "state" else name) for name in shown]
    said = ([_said(lang, name, row[name]) for name in shown] for row in rows(found))
    _sheet(book, say(lang, "directives"), heads, said)
    labels = {node.iri: node.label for node in (*found.nodes, *found.between)}
    lines = [
        [labels[edge.subject], say(lang, edge.predicate), labels[edge.object], *place]
        for edge in found.edges
        for place in ([[claim.path, claim.text] for claim in edge.claims] or [["", ""]])
    ]
    titles = ("directive", "relation", "parent", "path", "evidence")
    _sheet(book, say(lang, "evidence"), [say(lang, title) for title in titles], lines)
    return _bytes(book)


def _said(lang: str, name: str, value: Any) -> Any:
    """A value in the reader's language."""
    if name == "date":
        return date(lang, value)
    if name == "state":
        return state(lang, value)
    return say(lang, value) if name in ("level", "via", "status") and value else value


def coverage_xlsx(found: Coverage, lang: str = "vi") -> bytes:
    """A workbook with the roll, and totals with a bar chart."""
    book = _book()
    from openpyxl.chart import BarChart, Reference

    lines = ([_said(lang, name, roll_row(row)[name]) for name in ROLL] for row in found.rows)
    _sheet(book, found.root.label.replace("/", " "), [say(lang, name) for name in ROLL], lines)
    counts = [[say(lang, status), found.count(status)] for status in ("issued", "mentioned", "nothing_found")]
    sheet = _sheet(book, say(lang, "count"), [say(lang, "status"), say(lang, "count")], counts)
    sheet.append([])
    sheet.append([total(found, lang)])
    chart = BarChart()
    chart.type, chart.legend, chart.title = "bar", None, found.root.label
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    sheet.add_chart(chart, "D2")
    return _bytes(book)


def total(found: Coverage, lang: str) -> str:
    """One sentence that sums a coverage up."""
    counts = [found.count(status) for status in ("issued", "mentioned", "nothing_found")]
    return say(lang, "coverage_total", counts[0], len(found.rows), found.share, counts[1], counts[2], found.documents)


def lineage_docx(found: Lineage, lang: str = "vi") -> bytes:
    """A numbered annex: directives by level and date, with body, date, title and what each carries out."""
    from docx import Document
    from docx.shared import Cm

    from .tree import headline, order

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))
    document.add_heading(say(lang, "annex"), 1)
    document.add_paragraph(_clean(headline(found.root, lang, root=True)))
    if found.root.title:
        document.add_paragraph(_clean(found.root.title))
    heads = ("row", "label", "date", "issuer", "title", "via_what")
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    labels = {node.iri: node.label for node in (*found.nodes, *found.between)}
    ends: dict[str, list[str]] = {}
    for edge in found.edges:
        ends.setdefault(edge.subject, []).append(labels[edge.object])
    lines = [[say(lang, head) for head in heads]]
    for number, node in enumerate(sorted(found.nodes[1:], key=order), 1):
        what = "; ".join(dict.fromkeys(ends.get(node.iri, ())))
        name = node.label if node.label.lower().startswith(node.type) else f"{node.type.capitalize()} {node.label}"
        lines.append([str(number), name.strip(), date(lang, node.date), node.issuer, node.title, what])
    for place, line in enumerate(lines):
        cells = table.rows[0].cells if not place else table.add_row().cells
        for cell, text in zip(cells, line, strict=True):
            run = cell.paragraphs[0].add_run(_clean(text))
            run.bold = not place
    for column, width in zip(table.columns, (1.2, 4.5, 2.6, 5, 8, 4), strict=True):
        for cell in column.cells:
            cell.width = Cm(width)
    return _bytes(document)


def _clean(text: str) -> str:
    """The text without characters that XML forbids."""
    return _NOT_ALLOWED.sub("", text)


__all__ = ["coverage_xlsx", "lineage_docx", "lineage_xlsx", "total"]
