"""What every rule of relations works with: the text read so far, cue words, lists, and the making of a claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import lexicon
from .citation import Citation
from .fold import tone
from .heads import Page
from .identity import Home
from .model import Claim, Key, Letterhead, Organisation, Span
from .phrase import Noun
from .sentences import Sentences
from .words import Finder, any_of


@dataclass(frozen=True, slots=True)
class Text:
    """All that the rules look at."""

    page: Page
    found: list[Citation]
    home: Home
    letterhead: Letterhead
    title: tuple[int, int] | None
    sentences: Sentences
    kids: dict[int, list[int]]
    starts: list[int]

    @property
    def tops(self) -> list[int]:
        """Rows of the citations that stand in no other's title."""
        return self.kids.get(-1, [])


# No stretch that a verb may run over: a negation, or another body that acts.
_NOT_SO = r"nhưng|không|chưa| mà | mới |trước khi|, (?:chính phủ|thủ tướng|bộ |ubnd|hđnd|ủy ban|hội đồng|tỉnh ủy|huyện ủy|thành ủy)"


@cache
def cues(scope: str) -> tuple[tuple[str, re.Pattern[str] | Finder], ...]:
    """(predicate, pattern) of a scope, in order; a predicate with "-" links the other way round."""
    fillers = any_of(tone(row["words"]) for row in lexicon.table("cue_fillers"))
    filler = rf"(?:(?<=\w)(?: ?{fillers}(?!\w))){{0,4}}"
    rows = (
        (row["predicate"], row["pattern"].replace("{F}", filler).replace("{N}", _NOT_SO))
        for row in lexicon.table("cues")
        if row["scope"] == scope
    )
    return tuple((name, re.compile(words) if words[0] == "^" else Finder(words)) for name, words in rows)


def claim(
    text: Text,
    subject: Key | None,
    predicate: str,
    obj: Key | Organisation,
    span: tuple[int, int],
    cue: str,
    method: str = "text",
) -> Claim:
    """A claim with the sentence around its span."""
    if predicate.startswith("-"):
        raise ValueError(predicate)
    return Claim(subject, predicate, obj, Span(*span), text.sentences.around(*span), cue.strip(' ,“"'), method)


def directed(
    text: Text, one: Key | None, predicate: str, other: Key | None, span: tuple[int, int], cue: str
) -> Iterator[Claim]:
    """The claim of a pair, turned round when the predicate says so; nothing when an end is unresolved."""
    subject, obj = (other, one) if predicate.startswith("-") else (one, other)
    if subject is not None and obj is not None:
        yield claim(text, subject, predicate.lstrip("-"), obj, span, cue)


def children(text: Text, parent: int, start: int, end: int) -> list[int]:
    """Citations that stand directly in a title."""
    rows = text.kids.get(parent, [])
    first = bisect_left(rows, start, key=lambda row: text.starts[row])
    last = bisect_left(rows, end, key=lambda row: text.starts[row])
    return rows[first:last]


# "thực hiện |Nghị quyết| Nghị quyết 33-NQ/TW": the type word twice.
_DOUBLED = re.compile(r" (?:nghị quyết|chỉ thị|kết luận|quyết định|kế hoạch|quy định)\Z")


def title_cue(low: str, start: int, end: int, kind: str | None) -> tuple[str, str]:
    """Predicate and cue words of the stretch between a title's start and a document named in it; ("", "") when none."""
    gap = _DOUBLED.sub("", re.sub(r"[“\"]\s*$", "", low[start:end]).rstrip())
    if kind in ("báo cáo", "tờ trình"):
        return "", ""
    guide = (kind or "").startswith("hướng dẫn")
    for predicate, pattern in (*(cues("guide") if guide else ()), *cues("title")):
        match = pattern.search(gap)
        if match is None:
            continue
        if predicate == "none":
            return "", ""
        if predicate == "implements" and guide:
            predicate = "guides"
        return predicate, match[0]
    return "", ""


# "…, ý kiến của Thường trực Hội đồng nhân dân tại |Công văn số 427": what was said in the next document.
SAID_IN = r"(?:(?:kết luận|ý kiến|chỉ đạo|đề xuất|đề nghị) [^,;.\n]{3,90} tại )?"
LIST = re.compile(
    rf"[”\"]?\)?(?:,? và (?:các |những )?{SAID_IN}|[,;] ?(?:và )?(?:các )?(?:số )?{SAID_IN}| - |,? cùng(?: với)? | lẫn )"
    r"(?:(?:điểm|khoản|điều|mục|chương) \w+ (?:của )?){0,3}[“\"]?"
)


# What only proposes or reports; it replaces and amends nothing but its like, and no sentence of its own begins with what it carries out.
PROPOSES = frozenset(["tờ trình", "báo cáo", "công văn", "thông báo"])
MOST = 12  # documents of one list, and what is issued for them
SHORT_NAME = re.compile(r" ?\((?:sau đây )?(?:viết|gọi)(?: tắt)? là ")


_ASIDE = re.compile(r" ?\([^()\n]{0,80}\)")


def _joins(text: Text, start: int, end: int) -> bool:
    """Whether only a list's joint, and perhaps an aside in brackets, stands in ``[start, end)``."""
    aside = _ASIDE.match(text.page.low, start, max(start, end))
    return start <= end and LIST.fullmatch(text.page.low, aside.end() if aside else start, end) is not None


def listed(text: Text, rows: list[int]) -> tuple[list[int], int, list[int]]:
    """The first row and those joined to it as a list, where the list ends in the text, and the rows behind it.

    A short name in brackets ("(sau đây gọi tắt là Nghị quyết 09)") belongs to the item before it and is none of its own.
    """
    kept: list[int] = []
    last: Noun | None = None
    for place, row in enumerate(rows):
        noun = text.found[row].noun
        if last is not None and not _is_gloss(text, kept[-1], row, last.end):
            if noun.start != last.start and not (
                _joins(text, last.end, noun.start) or _joins(text, last.head.end, noun.start)
            ):
                return kept, last.end, rows[place:]
            kept.append(row)
        elif last is None:
            kept.append(row)
        last = noun
    return kept, last.end if last else 0, []


def _is_gloss(text: Text, row: int, gloss: int, end: int) -> bool:
    """Whether a citation behind ``end`` is the short name in brackets of the one at ``row``."""
    start = text.found[gloss].noun.start
    if SHORT_NAME.fullmatch(text.page.low, end, max(start, end)):
        return True
    same = text.found[row].key is not None and text.found[row].key == text.found[gloss].key
    return same and text.page.low[end:start].strip(' ”"') == "("


def coordinated(text: Text, rows: list[int]) -> list[int]:
    """The first row and those joined to it as a list."""
    return listed(text, rows)[0]


def cue_at(gap: str, scope: str) -> tuple[str, str] | None:
    """Predicate and words of the first cue of a scope that fits a stretch of text."""
    gap = gap.rstrip(' “"')
    for predicate, pattern in cues(scope):
        match = pattern.search(gap)
        if match:
            return predicate, match[0]
    return None


def before_in_list(text: Text, rows: list[int]) -> list[int]:
    """The last row and those joined to it in a list before it."""
    kept = [rows[-1]]
    kind = text.found[rows[-1]].noun.head.type
    for place in range(len(rows) - 2, -1, -1):
        row = rows[place]
        before = text.found[rows[place - 1]].noun.end if place else 0
        if text.found[row].noun.head.type != kind or (
            place and cue_at(text.page.low[before : text.found[row].noun.start], "between")
        ):
            break
        gap = text.page.low[text.found[row].noun.end : text.found[kept[0]].noun.start]
        if text.starts[row] == text.starts[kept[0]]:
            kept.insert(0, row)
            continue
        if ";" in gap or not LIST.fullmatch(re.sub(r"(?:(?:khoản|điểm|điều|mục|chương) \w+ ?)+$", "", gap)):
            break
        kept.insert(0, row)
    return kept


CLAUSE_START = re.compile(r"(?:^|[.;:\n•]\s*|[-+] |\d[.)] ?|\) |, |(?:^|[.;\n] ?)(?:trước|sau) đó,? )$")
