"""PDF files with a text layer: lines by position, without headers, footers and page numbers, notes marked as notes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from danvan_graph.read import lines as line_rules
from danvan_graph.read.bands import Line
from danvan_graph.read.decode import Damaged
from danvan_graph.read.glyphs import glyphs
from danvan_graph.read.segments import page_lines

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–.|/\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–.|/\s]*", re.IGNORECASE)
_NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*|(\d{1,3})\s*(?=[^\W\d_]|[“\"])")
_RAISED = re.compile(r"(?<=[^\s\d⁰¹²³⁴⁵⁶⁷⁸⁹])(?<!\bm)(?<![kcdh]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EDGE_LINES = 3
_SMALL = 0.93


class Scanned(Damaged):
    """The pages hold pictures but no text."""


def read_pdf(data: bytes) -> str:
    """Read the text layer of a PDF, a paragraph a line, notes after the page's last paragraph."""
    pages = [page_lines(page) for page in glyphs(data)]
    if not any(pages):
        raise Scanned("a PDF without text: scanned pages, read only with OCR (--ocr)")
    _drop_furniture(pages)
    size = _body_size(pages)
    writer = _Writer()
    for page in pages:
        writer.add(*_split_notes(page, size, unfinished=writer.note_open))
    return writer.text()


class _Writer:
    """Gathers lines into paragraphs, notes into notes, both over the ends of pages."""

    def __init__(self) -> None:
        self._text: list[list[str]] = []
        self._paragraph: list[Line] = []
        self._notes: list[list[str]] = []
        self._note: list[str] = []

    @property
    def note_open(self) -> bool:
        """Whether the last note of the page before lacks its end."""
        return bool(self._note) and line_rules.is_open(self._note[-1])

    def add(self, body: list[Line], foot: list[Line]) -> None:
        """Add a page."""
        lead, left = _leading(body), _left_margin(body)
        right = max((line.right for line in body), default=0.0)
        for number, line in enumerate(body):
            if not (
                self._paragraph and _continues(self._paragraph[-1], line, lead, (left, right), new_page=not number)
            ):
                self._flush()
            self._paragraph.append(line)
        for line in foot:
            self._add_note(line.text)

    def text(self) -> str:
        """Give all that was gathered."""
        self._flush()
        return "\n".join("".join(parts) for parts in self._text)

    def _flush(self) -> None:
        if self._paragraph:
            text = self._paragraph[0].text
            for line in self._paragraph[1:]:
                text += line_rules.glue(text, line.text) + line.text
            self._text.append([text])
        self._text += self._notes
        self._paragraph, self._notes = [], []

    def _add_note(self, line: str) -> None:
        """Begin a note at its mark; a line without mark goes on with the last note, of the page before too."""
        mark = _NOTE.match(line)
        if mark and (mark[1] or not self._note or _follows(self._note, mark[2])):
            label = mark[1] or mark[2].translate(_SUPERSCRIPT)
            line = f"{label} {line[mark.end() :]}"
        elif self._note:
            self._note += [line_rules.glue(self._note[-1], line), line]
            return
        self._note = [line]
        self._notes.append(self._note)


def _drop_furniture(pages: list[list[Line]]) -> None:
    """Take away lines at the edges of pages that come again on other pages, and page numbers."""
    shapes: Counter[tuple[str, int]] = Counter()
    for page in pages:
        shapes.update({_shape(line) for line in (*page[:_EDGE_LINES], *page[_EDGE_LINES:][-_EDGE_LINES:])})
    enough = max(2, len(pages) // 3)
    for number, page in enumerate(pages, 1):
        first, last = 0, len(page)
        short = 0.9 * max((line.width for line in page), default=0.0)
        while first < min(last, _EDGE_LINES) and _is_furniture(page[first], shapes, enough, short):
            first += 1
        while last > max(first, len(page) - _EDGE_LINES) and _is_furniture(page[last - 1], shapes, enough, short):
            last -= 1
        while 0 < first < last and _sticks(page[first - 1], page[first]):
            first -= 1
        while first < last < len(page) and _sticks(page[last - 1], page[last]):
            last += 1
        first += first < last and _is_numbered(page[first : first + 2], number, _leading(page))
        pages[number - 1] = page[first:last]


def _is_furniture(line: Line, shapes: Counter[tuple[str, int]], enough: int, short: float) -> bool:
    repeated = line.width < short and shapes[_shape(line)] >= enough
    return repeated or _PAGE_NUMBER.fullmatch(line.text) is not None


def _sticks(above: Line, below: Line) -> bool:
    """Whether two lines stand as close as lines of a text do; page numbers stand alone anyway."""
    numbers = _PAGE_NUMBER.fullmatch(above.text) or _PAGE_NUMBER.fullmatch(below.text)
    return not numbers and above.base - below.base < 1.9 * max(above.size, below.size)


def _is_numbered(top: list[Line], number: int, lead: float) -> bool:
    """Whether the top line of a page holds the page's own number and stands off from the next."""
    words = top[0].text.split(" ")
    return len(top) > 1 and str(number) in (words[0], words[-1]) and top[0].base - top[1].base > 1.3 * lead


def _shape(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.base / 12)


def _body_size(pages: list[list[Line]]) -> float:
    """Find the size of the body's type: the largest in which a good part of all characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max((size for size in sizes if sizes[size] * 5 > sizes.total()), default=0.0)


def _split_notes(page: list[Line], size: float, *, unfinished: bool) -> tuple[list[Line], list[Line]]:
    """Part the notes, at the foot of the page, from the body; ``unfinished``: a note of the page before may go on."""
    cut = len(page)
    while cut and page[cut - 1].size < _SMALL * size and not page[cut - 1].alone:
        cut -= 1
    foot = page[cut:]
    if (unfinished and foot) or any(_NOTE.match(line.text) for line in foot):
        return page[:cut], foot
    cut = _first_note(page)
    return page[:cut], page[cut:]


def _first_note(page: list[Line]) -> int:
    """Find the line that begins with the number of the page's first raised mark, in type as large as the body's."""
    first = next(((at, found[0]) for at, line in enumerate(page) if (found := _RAISED.search(line.text))), None)
    for at in range(first[0] + 1, len(page)) if first else ():
        note = _NOTE.match(page[at].text)
        if first and note and first[1] in (note[1], (note[2] or "").translate(_SUPERSCRIPT)) and not page[at].alone:
            return at
    return len(page)


def _follows(note: list[str], number: str) -> bool:
    """Whether a number without mark's shape begins a new note: it counts on, or begins again on a new page."""
    label = note[0].split(" ", 1)[0].translate(_PLAIN)
    counts = label.isdecimal() and int(number) == int(label) + 1
    return counts or (number == "1" and not line_rules.is_dangling(note[-1]))


def _leading(body: list[Line]) -> float:
    """Measure the usual distance between two lines."""
    steps = [above.base - below.base for above, below in pairwise(body) if above.base > below.base]
    return median(steps) if steps else 0.0


def _left_margin(body: list[Line]) -> float:
    lefts = Counter(round(line.left) for line in body)
    return float(max(lefts, key=lambda left: (lefts[left], -left))) if lefts else 0.0


def _continues(before: Line, line: Line, lead: float, margins: tuple[float, float], *, new_page: bool) -> bool:
    """Whether a line goes on with the paragraph, by where it stands and what it says."""
    left, right = margins
    if line_rules.RULE.fullmatch(line.text) or line_rules.RULE.fullmatch(before.text):
        return False
    if line.alone or before.alone or line_rules.is_item(line.text) or line_rules.is_row(line.text):
        return False
    if new_page:
        return line_rules.resumes_far(before.text, line.text) and before.right > 0.8 * right
    step = before.base - line.base
    if step > 1.6 * lead + 1 or abs(before.size - line.size) > 0.1 * before.size:
        return False
    word = line.width * len(line.text.split(" ", 1)[0]) / max(1, len(line.text))
    full = before.right + word > right - 0.02 * (right - left)
    headings = line_rules.is_heading(before.text), line_rules.is_heading(line.text)
    if any(headings):
        return all(headings) and (full or line_rules.is_dangling(before.text))
    indented = line.left > left + line.size and abs(line.left - before.left) > 0.5 * line.size
    centred = abs(line.centre - before.centre) < line.size and line.left > left + line.size
    low = line_rules.starts_low(line.text)
    if indented and not centred:
        return low and full
    return full or (low and line_rules.is_open(before.text)) or (centred and line_rules.is_open(before.text))
