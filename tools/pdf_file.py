"""A PDF with a text layer: running head, page numbers, two-column letterhead, footnotes at the foot of their page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import markup

FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 85.0, 545.0, 780.0, 60.0
SIZE, SMALL, LEAD, SMALL_LEAD, CELL = 13.0, 9.5, 20.0, 12.5, 10.0


@dataclass
class Line:
    """A line of text: words with their fonts, and where it stands across the page."""

    words: list[str]
    bold: bool = False
    place: str = "left"
    cells: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    gap: float = 0.0


def words_of(text: str) -> list[str]:
    """Words; a note's mark stays with its word."""
    return text.split()


def shown(word: str) -> str:
    """The word without its note's mark."""
    return re.sub(r"\[\d+\]", "", word)


def width(words: list[str], bold: bool, size: float) -> float:
    """Width of a line of words."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return stringWidth(" ".join(map(shown, words)), "VI-Bold" if bold else "VI", size) + 4 * sum(
        "[" in word for word in words
    )


def wrap(text: str, bold: bool, size: float, room: float) -> list[list[str]]:
    """Break a text into lines of at most ``room``."""
    lines: list[list[str]] = [[]]
    for word in words_of(text):
        if lines[-1] and width([*lines[-1], word], bold, size) > room:
            lines.append([])
        lines[-1].append(word)
    return lines


def lines_of(found: list[markup.Block]) -> list[Line]:
    """The lines of the text, before they are put on pages."""
    lines: list[Line] = []
    for block in found:
        if block.kind == "note":
            continue
        if block.kind == "row":
            lines.append(Line([], cells=block.cells))
            continue
        bold = block.kind in ("h1", "h2", "center")
        place = "center" if block.kind == "center" else "left"
        text = "- " + block.text if block.kind == "item" else block.text
        for number, words in enumerate(wrap(text, bold, SIZE, RIGHT - LEFT)):
            notes = re.findall(r"\[(\d+)\]", " ".join(words))
            lines.append(Line(words, bold, place, (), notes, 5.0 if number == 0 else 0.0))
    return lines


def pages_of(lines: list[Line], notes: dict[str, list[list[str]]]) -> list[list[Line]]:
    """Lines on pages, with room for the notes whose marks stand on the page."""
    pages: list[list[Line]] = [[]]
    used = 0.0
    for line in lines:
        need = LEAD + line.gap + sum(SMALL_LEAD * len(notes[n]) + 6 for n in line.notes)
        if used + need > TOP - BOTTOM and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(line)
        used += need
    return pages


def draw_words(canvas, words: list[str], x: float, y: float, bold: bool, size: float) -> None:
    """Draw words, note marks raised."""
    font = "VI-Bold" if bold else "VI"
    for part in re.split(r"(\[\d+\])", " ".join(words)):
        if mark := re.fullmatch(r"\[(\d+)\]", part):
            canvas.setFont("VI", size * 0.6)
            canvas.drawString(x, y + size * 0.35, mark[1])
            x += 4
        elif part:
            canvas.setFont(font, size)
            canvas.drawString(x, y, part)
            x += canvas.stringWidth(part, font, size)


def draw_line(canvas, line: Line, y: float) -> None:
    """Draw one line of text or one row of two columns."""
    if line.cells:
        for cell, middle in zip(line.cells, (180.0, 420.0), strict=False):
            x = middle - width(words_of(cell), False, CELL) / 2
            draw_words(canvas, words_of(cell), x, y, False, CELL)
        return
    room = RIGHT - LEFT - width(line.words, line.bold, SIZE)
    draw_words(canvas, line.words, LEFT + (room / 2 if line.place == "center" else 0), y, line.bold, SIZE)


def draw_page(canvas, number: int, page: list[Line], notes: dict[str, list[list[str]]], running: str) -> None:
    """Draw a page: head, text, notes."""
    canvas.setFont("VI", SMALL)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 30, str(number))
    canvas.drawString(LEFT, HEIGHT - 45, running)
    y = TOP
    for line in page:
        y -= LEAD + line.gap
        draw_line(canvas, line, y)
    here = [n for line in page for n in line.notes]
    y = BOTTOM + sum(SMALL_LEAD * len(notes[n]) for n in here)
    if here:
        canvas.line(LEFT, y + 4, LEFT + 140, y + 4)
    for n in here:
        for row, words in enumerate(notes[n]):
            y -= SMALL_LEAD
            draw_words(canvas, [f"[{n}]" + words[0], *words[1:]] if row == 0 else words, LEFT, y, False, SMALL)
    canvas.showPage()


def write(source: markup.Source) -> bytes:
    """The file's bytes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in (("VI", "DejaVuSerif.vi.ttf"), ("VI-Bold", "DejaVuSerif-Bold.vi.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    found = markup.blocks(source.text)
    notes = {b.note: wrap(b.text, False, SMALL, RIGHT - LEFT - 8) for b in found if b.kind == "note"}
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle(source.settings["title"])
    for number, page in enumerate(pages_of(lines_of(found), notes), 1):
        draw_page(canvas, number, page, notes, source.settings["running"])
    canvas.save()
    return out.getvalue()
