"""PDF files with a text layer: lines by position, without headers, footers and page numbers, notes marked as notes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from danvan_graph.read import lines as line_rules
from danvan_graph.read.decode import Damaged
from danvan_graph.read.glyphs import glyphs
from danvan_graph.read.segments import Line, page_lines

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–.|/\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–.|/\s]*", re.IGNORECASE)
_NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*|(\d{1,3})[.)]?\s*(?=[^\W\d_]|[“\"])")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EDGE_LINES = 3
_SMALL = 0.93


def read_pdf(data: bytes) -> str:
    """Read the text layer of a PDF, a paragraph a line, notes after the page's last paragraph."""
    pages = [page_lines(page) for page in glyphs(data)]
    if not any(pages):
        raise Damaged("a PDF without text (scanned pages?)")
    _drop_furniture(pages)
    size = _body_size(pages)
    paragraphs: list[list[Line]] = []
    text: list[str] = []
    notes: list[str] = []
    for page in pages:
        body, foot = _split_notes(page, size)
        lead = _leading(body)
        margin = max((line.right for line in body), default=0.0)
        left = _left_margin(body)
        for number, line in enumerate(body):
            if paragraphs and _continues(paragraphs[-1], line, lead, (left, margin), new_page=not number):
                paragraphs[-1].append(line)
                continue
            if paragraphs:
                text.append(_joined(paragraphs.pop()))
                text += notes
                notes = []
            paragraphs.append([line])
        _add_notes(foot, notes)
    text += [_joined(one) for one in paragraphs] + notes
    return "\n".join(text)


def _drop_furniture(pages: list[list[Line]]) -> None:
    """Take away lines at the edges of pages that come again on other pages, and page numbers."""
    edges = [
        {*range(min(_EDGE_LINES, len(page))), *range(max(0, len(page) - _EDGE_LINES), len(page))} for page in pages
    ]
    shapes: Counter[tuple[str, int]] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        shapes.update({_shape(page[at]) for at in edge})
    enough = max(2, len(pages) // 3)
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        gone = {at for at in edge if len(pages) > 1 and shapes[_shape(page[at])] >= enough and len(page[at].text) < 160}
        for at in (0, len(page) - 1):
            if page and _PAGE_NUMBER.fullmatch(page[at].text):
                gone.add(at)
        pages[number] = [line for at, line in enumerate(page) if at not in gone]


def _shape(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.base / 12)


def _body_size(pages: list[list[Line]]) -> float:
    """Find the size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _split_notes(page: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """Part the notes, in smaller type at the foot of the page, from the body."""
    cut = len(page)
    while cut and page[cut - 1].size < _SMALL * size:
        cut -= 1
    foot = page[cut:]
    if not any(_NOTE.match(line.text) for line in foot) and cut:
        small = all(len(line.text) > 25 for line in foot[:1])
        return (page, []) if not (foot and small and cut > 5) else (page[:cut], foot)
    return page[:cut], foot


def _add_notes(foot: list[Line], notes: list[str]) -> None:
    """Add the notes of a page; small lines before its first mark go on with the last note of the page before."""
    for line in foot:
        mark = _NOTE.match(line.text)
        if mark and (mark[1] or not notes or _follows(notes[-1], mark[2])):
            label = mark[1] or mark[2].translate(_SUPERSCRIPT)
            notes.append(f"{label} {line.text[mark.end() :]}")
        elif notes:
            notes[-1] += line_rules.glue(notes[-1], line.text) + line.text
        else:
            notes.append(line.text)


def _follows(note: str, number: str) -> bool:
    label = note.split(" ", 1)[0].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return label.isdecimal() and int(number) == int(label) + 1 and not line_rules.is_dangling(note)


def _leading(body: list[Line]) -> float:
    """Measure the usual distance between two lines."""
    steps = [above.base - below.base for above, below in pairwise(body) if above.base > below.base]
    return median(steps) if steps else 0.0


def _left_margin(body: list[Line]) -> float:
    lefts = Counter(round(line.left) for line in body)
    return float(max(lefts, key=lambda left: (lefts[left], -left))) if lefts else 0.0


def _continues(paragraph: list[Line], line: Line, lead: float, margins: tuple[float, float], *, new_page: bool) -> bool:
    """Whether a line goes on with the paragraph, by where it stands and what it says."""
    before, (left, right) = paragraph[-1], margins
    if line.alone or before.alone or line_rules.is_item(line.text) or line_rules.is_row(line.text):
        return False
    if line_rules.is_heading(before.text) or line_rules.is_heading(line.text):
        both = line_rules.is_heading(before.text) and line_rules.is_heading(line.text)
        return both and line_rules.is_dangling(before.text)
    if new_page:
        return line_rules.resumes_far(before.text, line.text) and before.right > 0.8 * right
    step = before.base - line.base
    if step > 1.6 * lead + 1 or abs(before.size - line.size) > 0.1 * before.size:
        return False
    word = line.width * len(line.text.split(" ", 1)[0]) / max(1, len(line.text))
    full = before.right + word > right - 0.02 * (right - left)
    indented = line.left > left + line.size and abs(line.left - before.left) > 0.5 * line.size
    centred = abs(line.centre - before.centre) < line.size and line.left > left + line.size
    low = line_rules.starts_low(line.text)
    if indented and not centred:
        return low and full
    return full or (low and line_rules.is_open(before.text)) or (centred and line_rules.is_open(before.text))


def _joined(paragraph: list[Line]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        text += line_rules.glue(text, line.text) + line.text
    return text
