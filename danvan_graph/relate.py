"""What a text says of its citations: who implements, continues, supersedes, amends, guides what, and who issued it.

A link needs its cue words (lexicon/cues.tsv) at the right place: in the title of one document before another, between
two documents, or at the head of a clause whose verb issues a document. No cue, no link.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice

from .anaphor import anaphors, with_anaphors
from .antecedents import BACK, Before, reference_at, type_pattern
from .bases import based_on
from .between import between
from .carried import carried_links
from .citation import Citation
from .heads import Page
from .identity import Home
from .issued import issuers
from .leads import leads
from .model import Claim, Key, Letterhead
from .own import own_links
from .sentences import Sentences
from .statement import (
    LIST,
    MOST,
    Text,
    children,
    claim,
    coordinated,
    directed,
    title_cue,
)


def relate(
    page: Page,
    found: list[Citation],
    home: Home,
    letterhead: Letterhead,
    title: tuple[int, int] | None,
    sentences: Sentences,
) -> list[Claim]:
    """Every claim that the text makes, in order of its span, each once."""
    before = Before(page, found, [one.noun.start for one in found], sentences, home)
    found = with_anaphors(found, anaphors(before, letterhead))
    kids: dict[int, list[int]] = {}
    for row, citation in enumerate(found):
        kids.setdefault(citation.noun.parent, []).append(row)
    text = Text(page, found, home, letterhead, title, sentences, kids, [one.noun.start for one in found])
    claims: dict[tuple[object, ...], Claim] = {}
    for rule in (own_links, based_on, _titles, between, leads, carried_links, issuers):
        for one in rule(text):
            if one.subject == one.object or _impossible(one):
                continue
            claims.setdefault((one.subject, one.predicate, one.object, one.span.start), one)
    return sorted(_without_twins(list(claims.values())), key=lambda one: (one.span, one.predicate, str(one.object)))


def _impossible(one: Claim) -> bool:
    """Whether a claim cannot be.

    No document of the centre carries out a local one, none that is older replaces a younger one.
    """
    if one.subject is None or not isinstance(one.object, Key):
        return False
    subject, target = one.subject, one.object
    if one.predicate in ("implements", "continues"):
        above, below = (key.body.rpartition("/")[0] or key.body for key in (subject, target))
        known = bool(above and below) and "-" not in (above, below)
        return known and ((above == "tw" != below) or below.startswith(f"{above}/"))
    if one.predicate in ("supersedes", "amends"):
        return subject.era.isdigit() and target.era.isdigit() and subject.era < target.era
    return False


def _without_twins(rows: list[Claim]) -> Iterator[Claim]:
    """Drop an ``implements`` where the same place says ``continues`` of the same pair."""
    special = {(c.subject, c.object) for c in rows if c.predicate == "continues"}
    for one in rows:
        if one.predicate != "implements" or (one.subject, one.object) not in special:
            yield one


def _titles(text: Text) -> Iterator[Claim]:
    """Links stated in the title of a cited document."""
    before = Before(text.page, text.found, text.starts, text.sentences, text.home)
    for index, one in enumerate(text.found):
        if one.noun.title is None and one.noun.head.form not in ("plan", "ofbody"):
            continue
        yield from _title(text, before, index)


def _title(text: Text, before: Before, index: int) -> Iterator[Claim]:
    one = text.found[index]
    noun = one.noun
    start = noun.opener if noun.opener >= 0 else noun.head.end
    if noun.head.form in ("plan", "purpose", "law", "attached"):
        start = noun.head.start + len(noun.head.type or "")
    end = noun.title[1] if noun.title else noun.end
    rows = children(text, index, start, end)
    yield from _unnamed(text, before, index, start, end)
    if not rows:
        return
    predicate, cue = title_cue(text.page.low, start, text.found[rows[0]].noun.start, noun.head.type)
    verb = text.page.low[noun.title[0] : text.found[rows[0]].noun.start] if noun.title else ""
    if (
        _is_issued(text.found[rows[0]], noun.head.type, verb)
        and (not predicate or predicate in ("promulgates", "approves"))
        and "dự thảo" not in verb
    ):
        predicate = "approves" if re.search("phê duyệt|thông qua", verb) else "promulgates"
        cue = verb or "về"
    if predicate == "promulgates" and _titled_together(text, index):
        return
    for row in coordinated(text, [*rows, *_behind(text, index, rows[-1])]) if predicate else ():
        inner = text.found[row]
        if row != rows[0] and (
            _later(inner, one)
            or (predicate in ("promulgates", "approves") and inner.noun.head.type != text.found[rows[0]].noun.head.type)
            or (predicate in ("supersedes", "amends") and not _is_like(inner, text.found[rows[0]]))
        ):
            return
        if inner.key and one.key:
            yield claim(text, one.key, predicate, inner.key, (noun.start, inner.noun.head.end), cue)


_SEVERAL = re.compile(r" và (?:quy chế|quy định|quy trình|nội quy|điều lệ)(?!\w)")


def _titled_together(text: Text, index: int) -> bool:
    """Whether a title is that of two decisions named one after the other, each of which issues one of what it names.

    "Quyết định số 217-QĐ/TW và |Quyết định số 218-QĐ/TW| về việc ban hành Quy chế … và Quy định …".
    """
    one = text.found[index]
    if index == 0 or one.noun.title is None or not _SEVERAL.search(text.page.low, *one.noun.title):
        return False
    other = text.found[index - 1].noun
    alike = (
        other.head.type == one.noun.head.type
        and other.title in (None, one.noun.title)
        and other.parent == one.noun.parent
    )
    return alike and text.page.low[other.end : one.noun.start] in (" và ", ", ")


def _is_like(one: Citation, other: Citation) -> bool:
    """Whether one verb may change both of a list: they are of one type, or of one body."""
    of_one_body = one.key and other.key and one.key.body == other.key.body != ""
    return one.noun.head.type == other.noun.head.type or bool(of_one_body)


def _behind(text: Text, index: int, last: int) -> list[int]:
    """Documents of the type that a title ends with, behind it: "triển khai Đề án “…”| (Đề án 939) và |Đề án “…”"."""
    one, inner = text.found[index].noun, text.found[last].noun
    if one.parent >= 0 or inner.end < one.end - 1 or not text.page.low.startswith(("(", " (", "” ("), one.end):
        return []
    at = bisect_left(text.tops, index)
    kept = []
    for row in text.tops[at + 1 : at + MOST]:
        if text.found[row].noun.head.type != inner.head.type:
            break
        kept.append(row)
    return kept


def _is_issued(inner: Citation, kind: str | None, verb: str) -> bool:
    """Whether a title's document is what the outer one issues: an attached one, or the plan that is the whole title.

    "Nghị quyết số 57/NQ-CP về |Chương trình hành động của Chính phủ … thực hiện …|".
    """
    form = inner.noun.head.form
    return form == "attached" or (
        form in ("plan", "ofbody") and not verb.strip() and kind in ("nghị quyết", "quyết định")
    )


def _later(inner: Citation, outer: Citation) -> bool:
    """Whether a document further on in a list is younger than the one in whose title the list would stand."""
    days = [one.noun.date.iso if one.noun.date else None for one in (inner, outer)]
    return all(day and len(day) == 10 for day in days) and str(days[0]) > str(days[1])


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:(?:cả )?(?:hai|ba|các|những) )?(?:{type_pattern()})(?!\w)")


_CARRIES = frozenset(["implements", "continues", "guides"])
_CHANGES = frozenset(["amends", "supersedes"])
_BACK = re.compile(rf" {BACK}(?!\w)")
_MOST_BARE = 4


def _unnamed(text: Text, before: Before, index: int, start: int, end: int) -> Iterator[Claim]:
    """What a title carries out without its number: "… về việc thực hiện |Nghị quyết trên|", "… |Chỉ thị của Thành ủy|"."""
    one = text.found[index]
    begin = one.noun.head.end if one.noun.head.form == "ofbody" else start
    rows = children(text, index, start, end)
    stop = text.found[rows[0]].noun.start if rows else end + 1
    for match in islice(_bare().finditer(text.page.low, begin, stop), _MOST_BARE):
        predicate, cue = title_cue(text.page.low, begin, match.start(), one.noun.head.type)
        back = predicate in _CHANGES and _BACK.match(text.page.low, match.end())
        said = reference_at(before, match.start(), one.noun.start) if predicate in _CARRIES or back else None
        if said is None or one.key is None:
            continue
        span = (one.noun.start, said.end)
        for meant in said.meant:
            yield from directed(text, one.key, predicate, meant.key, span, cue)
        joined = rows and LIST.fullmatch(text.page.low, said.end, text.found[rows[0]].noun.start)
        for row in coordinated(text, rows) if joined else ():
            yield from directed(
                text, one.key, predicate, text.found[row].key, (one.noun.start, text.found[row].noun.head.end), cue
            )
        return
