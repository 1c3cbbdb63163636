"""From lines on paper to logical paragraphs: wrapped lines joined, notes beside their marks, page cuts healed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from danvan_graph.model import Note, Span
from danvan_graph.read import lines, notes
from danvan_graph.read.furniture import NEXT, PAGE, Row, rows
from danvan_graph.read.mapping import Mapped, Rewriter
from danvan_graph.read.notes import Mark, Start

_LONGEST_WRAP = 160


@dataclass(slots=True)
class Paragraph:
    """A logical paragraph: its rows, and the paragraphs (numbers) that go on with it after a page's end."""

    rows: list[Row]
    rest: list[int] = field(default_factory=list)
    taken: bool = False

    @property
    def first(self) -> str:
        """Its first line."""
        return self.rows[0].line

    @property
    def last(self) -> str:
        """Its last line."""
        return self.rows[-1].line


def lay_out(source: Mapped, *, wrapped: bool = True) -> tuple[Mapped, tuple[Note, ...]]:
    """Bring the text to one logical paragraph a line, and find its notes; ``wrapped``: lines may have been broken."""
    found = rows(source.text)
    labels = notes.plain_labels(source.text)
    paragraphs = _group(found, _wrap_width(found) if wrapped else 0, labels, wrapped=wrapped)
    starts, marks = _notes(source.text, paragraphs, labels)
    if wrapped:
        _stitch(paragraphs, starts, marks)
    return _Writer(source, paragraphs, starts, marks).write()


def _wrap_width(found: list[Row]) -> int:
    """Measure the length at which lines were broken, 0 when they were not."""
    lengths = sorted(length for row in found if (length := row.end - row.start) >= 40)
    if len(lengths) < 8 or lengths[-1 - len(lengths) // 20] > _LONGEST_WRAP:
        return 0
    width = lengths[-1 - len(lengths) // 20]
    full = len(lengths) - bisect_right(lengths, 0.75 * width)
    return width if full * 2 > len(lengths) else 0


def _group(found: list[Row], width: int, labels: frozenset[str], *, wrapped: bool) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    last, noted = "", False
    for row in found:
        line = row.line
        joined = bool(last) and row.gap == NEXT and (wrapped or not noted) and lines.goes_on(last, line, width=width)
        joined = joined or (wrapped and bool(last) and row.gap == NEXT and _recital(paragraphs[-1], line))
        starts = notes.note_start(line) or notes.plain_start(line, labels)
        if joined and not starts:
            paragraphs[-1].rows.append(row)
        else:
            paragraphs.append(Paragraph([row]))
            noted = starts is not None
        last = line
    return paragraphs


_LONGEST_RECITAL = 40


def _recital(paragraph: Paragraph, line: str) -> bool:
    """Whether a paragraph is a recital still open at its last line, and ``line`` nothing of its own."""
    if (
        not lines.is_basis(paragraph.first)
        or len(paragraph.rows) > _LONGEST_RECITAL
        or not lines.is_open(paragraph.last)
    ):
        return False
    return not (lines.is_item(line) or lines.is_heading(line) or lines.is_row(line) or lines.is_basis(line))


def _notes(text: str, paragraphs: list[Paragraph], labels: frozenset[str]) -> tuple[dict[int, Start], list[Mark]]:
    """Paragraphs that begin notes, and the marks of the text, matched with each other."""
    if not labels and not notes.has_marks(text):
        return {}, []
    starts = {at: start for at, one in enumerate(paragraphs) if (start := notes.note_start(one.first))}
    starts |= _plain_starts(paragraphs, labels)
    found = notes.find_marks(text, {start.style for start in starts.values()} | {"sup"})
    firsts = [one.rows[0].start for one in paragraphs]
    marks: list[tuple[Mark, str]] = []
    known = {(start.style, start.label) for start in starts.values()}
    for style, label, begin, end in found:
        at = bisect_right(firsts, begin) - 1
        if at >= 0 and not (begin == firsts[at] and at in starts) and (style == "sup" or (style, label) in known):
            marks.append((Mark(label, begin, end, at), style))
    notes.match_notes(marks, starts)
    used = {mark.note for mark, _ in marks}
    starts = {at: start for at, start in starts.items() if at in used or start.style in ("sup", "bracket")}
    return starts, [mark for mark, style in marks if mark.note >= 0 or (style == "sup" and not _power(text, mark))]


def _plain_starts(paragraphs: list[Paragraph], labels: frozenset[str]) -> dict[int, Start]:
    """Find notes with plain numbers, which must count up or begin again."""
    starts: dict[int, Start] = {}
    last = 0
    for at, one in enumerate(paragraphs) if labels else ():
        start = notes.plain_start(one.first, labels)
        if start and int(start.label) in (1, last + 1):
            starts[at], last = start, int(start.label)
    return starts


def _power(text: str, mark: Mark) -> bool:
    """Tell a raised number after a digit, without a note: 10⁶."""
    return text[mark.start - 1 : mark.start].isdigit()


def _stitch(paragraphs: list[Paragraph], starts: dict[int, Start], marks: list[Mark]) -> None:
    """Join what the foot of a page, notes or an empty line has cut in two."""
    marked = {mark.paragraph for mark in marks if mark.note > mark.paragraph}
    body = note = -1
    apart = False
    for at, one in enumerate(paragraphs):
        if at in starts:
            note, apart = at, True
            continue
        apart = apart or one.rows[0].gap == PAGE
        before = at + 1 in starts and at not in marked
        if note >= 0 and _goes_on_note(paragraphs, body, note, at, before=before):
            _attach(paragraphs, note, at)
            note = -1 if not before else note
            continue
        test = lines.resumes_far if apart else lines.resumes
        if body >= 0 and (apart or one.rows[0].gap) and test(_end(paragraphs, body), one.first):
            _attach(paragraphs, body, at)
        else:
            body = at
        apart = False


def _goes_on_note(paragraphs: list[Paragraph], body: int, note: int, at: int, *, before: bool) -> bool:
    """Whether paragraph ``at`` is the rest of the open note; ``before``: it stands right before the next notes."""
    end, first = _end(paragraphs, note), paragraphs[at].first
    if not lines.is_open(end) or lines.is_item(first) or lines.is_heading(first) or lines.is_row(first):
        return False
    low, dangling = lines.starts_low(first), lines.is_dangling(end)
    if before and (dangling or low):
        return True
    unfinished = body >= 0 and lines.is_open(_end(paragraphs, body)) and not lines.is_heading(_end(paragraphs, body))
    return (low or dangling) and not unfinished and at == note + 1


def _end(paragraphs: list[Paragraph], at: int) -> str:
    rest = paragraphs[at].rest
    return paragraphs[rest[-1] if rest else at].last


def _attach(paragraphs: list[Paragraph], at: int, rest: int) -> None:
    paragraphs[at].rest.append(rest)
    paragraphs[rest].taken = True


class _Writer:
    """Writes paragraphs one a line, each followed by the notes whose marks it holds."""

    def __init__(
        self, source: Mapped, paragraphs: list[Paragraph], starts: dict[int, Start], marks: list[Mark]
    ) -> None:
        self._text = source.text
        self._new = Rewriter(source)
        self._paragraphs = paragraphs
        self._starts = starts
        self._marks: dict[int, list[Mark]] = {}
        for mark in marks:
            self._marks.setdefault(mark.paragraph, []).append(mark)
        self._noted = {mark.note for mark in marks}
        self._anchors: dict[int, int] = {}
        self._notes: list[Note] = []
        self._end = 0

    def write(self) -> tuple[Mapped, tuple[Note, ...]]:
        """Write it all; the laid out text and its notes in the order of the text."""
        for at, one in enumerate(self._paragraphs):
            if not one.taken and at not in self._noted:
                self._logical(at)
        return self._new.done(), tuple(self._notes)

    def _logical(self, at: int) -> None:
        """Write a paragraph, then its notes, then theirs."""
        todo = [at]
        while todo:
            now = todo.pop()
            todo += reversed(self._paragraph(now))

    def _paragraph(self, at: int) -> list[int]:
        own: list[int] = []
        self._line_end()
        start = self._new.length
        cut = self._starts[at].length if at in self._starts else 0
        for part in (at, *self._paragraphs[at].rest):
            one, marks = self._paragraphs[part].rows, self._marks.get(part, [])
            if cut or marks or not self._block(one, glue=part != at):
                for number, row in enumerate(one):
                    if part != at or number:
                        self._glue(row)
                    self._row(row.start + cut, row.end, marks, own)
                    self._end, cut = row.end, 0
        if at in self._starts:
            span = Span(start, self._new.length)
            self._notes.append(Note(self._starts[at].label, self._anchors.get(at, -1), span))
        return own

    def _block(self, one: list[Row], *, glue: bool) -> bool:
        """Write rows that stand one right under the other in one go, if they do."""
        start, end = one[0].start, one[-1].end
        if len(one) > 1 and end - start != sum(len(row.line) for row in one) + len(one) - 1:
            return False
        text = self._text[start:end]
        if "-\n" in text or "/\n" in text or "\n-" in text or "\n/" in text:
            return False
        if glue:
            self._glue(one[0])
        self._new.put(start, end, text.replace("\n", " "))
        self._end = end
        return True

    def _row(self, begin: int, end: int, marks: list[Mark], own: list[int]) -> None:
        for mark in marks:
            if begin <= mark.start < end:
                stop = mark.start
                if self._text[stop - 1] == " " and self._text[mark.end : mark.end + 1] in " .,;:)\n":
                    stop -= 1
                self._new.copy(begin, stop)
                if mark.note >= 0:
                    self._anchors[mark.note] = self._new.length
                    own.append(mark.note)
                begin = mark.end
        self._new.copy(begin, end)

    def _glue(self, row: Row) -> None:
        before = self._end
        sign = lines.glue(self._text[max(0, before - 2) : before], self._text[row.start : row.start + 2])
        if 0 < row.start - before <= 2:
            self._new.put(before, row.start, sign)
        else:
            self._new.put(before, before, sign)

    def _line_end(self) -> None:
        if self._new.length:
            end = self._end
            self._new.put(end, end + 1 if self._text[end : end + 1] == "\n" else end, "\n")
