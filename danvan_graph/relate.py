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
from .antecedents import Before, reference_at, type_pattern
from .bases import based_on
from .carried import carried_links
from .citation import Citation
from .heads import Page
from .identity import Home
from .issued import issuers
from .leads import leads
from .model import Claim, Letterhead
from .own import own_links
from .sentences import Sentences
from .statement import (
    CLAUSE_START,
    LIST,
    MOST,
    PROPOSES,
    Text,
    before_in_list,
    children,
    claim,
    coordinated,
    cue_at,
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
    for rule in (own_links, based_on, _titles, _between, leads, carried_links, issuers):
        for one in rule(text):
            if one.subject == one.object:
                continue
            claims.setdefault((one.subject, one.predicate, one.object, one.span.start), one)
    return sorted(_without_twins(list(claims.values())), key=lambda one: (one.span, one.predicate, str(one.object)))


def _without_twins(rows: list[Claim]) -> Iterator[Claim]:
    """Drop an ``implements`` where the same place says ``continues`` of the same pair."""
    special = {(c.subject, c.object) for c in rows if c.predicate == "continues"}
    for one in rows:
        if one.predicate != "implements" or (one.subject, one.object) not in special:
            yield one


def _titles(text: Text) -> Iterator[Claim]:
    """Links stated in the title of a cited document."""
    for index, one in enumerate(text.found):
        if one.noun.title is None and one.noun.head.form not in ("plan", "ofbody"):
            continue
        yield from _title(text, index)


def _title(text: Text, index: int) -> Iterator[Claim]:
    one = text.found[index]
    noun = one.noun
    start = noun.opener if noun.opener >= 0 else noun.head.end
    if noun.head.form in ("plan", "purpose", "law", "attached"):
        start = noun.head.start + len(noun.head.type or "")
    end = noun.title[1] if noun.title else noun.end
    rows = children(text, index, start, end)
    yield from _unnamed(text, index, start, end)
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
    for row in coordinated(text, [*rows, *_behind(text, index, rows[-1])]) if predicate else ():
        inner = text.found[row]
        if row != rows[0] and (
            _later(inner, one)
            or (predicate in ("promulgates", "approves") and inner.noun.head.type != text.found[rows[0]].noun.head.type)
        ):
            return
        if inner.key and one.key:
            yield claim(text, one.key, predicate, inner.key, (noun.start, inner.noun.head.end), cue)


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
_MOST_BARE = 4


def _unnamed(text: Text, index: int, start: int, end: int) -> Iterator[Claim]:
    """What a title carries out without its number: "… về việc thực hiện |Nghị quyết trên|", "… |Chỉ thị của Thành ủy|"."""
    one = text.found[index]
    begin = one.noun.head.end if one.noun.head.form == "ofbody" else start
    rows = children(text, index, start, end)
    stop = text.found[rows[0]].noun.start if rows else end + 1
    before = Before(text.page, text.found, text.starts, text.sentences, text.home)
    for match in islice(_bare().finditer(text.page.low, begin, stop), _MOST_BARE):
        predicate, cue = title_cue(text.page.low, begin, match.start(), one.noun.head.type)
        said = reference_at(before, match.start(), one.noun.start) if predicate in _CARRIES else None
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


def _between(text: Text) -> Iterator[Claim]:
    """Links stated between two documents of one sentence; what is replaced or amended there is no subject of the next."""
    tops = text.tops
    changed: set[int] = set()
    for place, row in enumerate(tops[:-1]):
        one, other = text.found[row], text.found[tops[place + 1]]
        if other.noun.start - one.noun.end > 140 or row in changed:
            continue
        gap = text.page.low[one.noun.end : other.noun.start]
        if "\n" in gap or not gap.strip() or one.noun.end > other.noun.start:
            continue
        cue = cue_at(gap, "self") if one.noun.head.form == "anaphor" else None
        if one.noun.head.form == "far" and not _like(one, other):
            continue
        if text.page.low.startswith("(", one.noun.start - 1):
            gap = gap.removeprefix(")")
        cue = cue or (cue_at(gap.strip(" ("), "bracket") if gap.lstrip().startswith("(") else None)
        cue = cue or cue_at(re.sub(r"^ ?\(", " ", gap), "between") or _done_by(text, gap, other.noun.end)
        if cue is None or (cue[0] == "basedOn" and gap.startswith(",") and _led(text, one.noun.start)):
            continue
        if cue[0] == "-promulgates" and other.noun.head.form == "attached" and one.noun.head.number:
            cue = ("promulgates", cue[1])
        if cue[0] == "led":
            cue = _led_verb(text.page.low, one.noun.start, gap)
            if cue is None:
                continue
        inner = _innermost(text, row) if cue[0] == "-promulgates" else row
        if gap.lstrip().startswith("(") and cue[0].lstrip("-") in ("supersedes", "amends"):
            inner = _nearest(text, row)
        if not _holds(text, text.found[inner], cue[0], other):
            continue
        rest = _objects(text, row, coordinated(text, tops[place + 1 : place + 9]))
        if cue[0].lstrip("-") in ("supersedes", "amends"):
            rest = _alike(text, rest)
            changed.update(() if cue[0].startswith("-") else rest)
        if cue[0] in ("-promulgates", "-approves"):
            rest = rest[:1]
        if cue[0] == "-implements":
            rest = _and_others(text, rest, tops[place + 1 : place + MOST])
        left = (
            before_in_list(text, tops[max(0, place - 30) : place + 1])
            if cue[0].startswith("-") and cue[0] != "-approves"
            else [top for top in tops[max(0, place - 4) : place + 1] if text.starts[top] == text.starts[row]]
        )
        if inner != row:
            left = [inner]
        if re.match(r",? ?(?:đều|cùng) ", cue[1]):
            left = _together(text, tops[max(0, place - MOST) : place + 1])
        pairs = [(a, b) for a in left for b in rest]
        several = before_in_list(text, tops[max(0, place - 30) : place + 1]) if cue[0] == "promulgates" else []
        if len(several) > 1 or (cue[0] == "promulgates" and len(rest) > 1):
            pairs = list(zip(several, rest, strict=True)) if len(several) == len(rest) else []
        if "lần lượt" in gap:
            left = before_in_list(text, tops[max(0, place - 30) : place + 1])
            pairs = list(zip(left, rest, strict=False)) if len(left) == len(rest) else []
        for a, b in pairs:
            span = (text.found[a].noun.start, text.found[b].noun.head.end)
            yield from directed(text, text.found[a].key, cue[0], text.found[b].key, span, cue[1])


_TURNED_TOO = re.compile(
    r"[,;] (?:và |còn )?[^,;.\n]{3,60} (?:cụ thể hóa|triển khai|thực hiện)(?: thực hiện)? (?:thành|bằng|thông qua|qua)(?: việc)?(?: ban hành)? "
)


def _and_others(text: Text, rows: list[int], after: list[int]) -> list[int]:
    """What other bodies turned the same document into: "…, UBND thành phố |cụ thể hóa thành| Kế hoạch số 130/KH-UBND"."""
    rest = after[len(rows) :]
    while rest:
        end, start = text.found[rows[-1]].noun.end, text.found[rest[0]].noun.start
        if not _TURNED_TOO.fullmatch(text.page.low, end, max(end, start)):
            break
        rows, rest = [*rows, rest[0]], rest[1:]
    return rows


# The verb before the first document, where the words between two only say by what: "thay thế |X| bằng |Y|".
_LED_BY = re.compile(
    r"(?<!\w)(?:(?P<supersedes>thay thế|thay)|(?P<implements>triển khai thực hiện|tổ chức thực hiện|triển khai|thực hiện|cụ thể hóa)"
    r"|(?P<approves>phê duyệt|thông qua)|(?P<promulgates>ban hành)) \Z"
)
_STANDS_IN = re.compile(r"(?:tại|theo)(?: việc)?(?: ban hành)? ?\Z")


def _led_verb(low: str, start: int, gap: str) -> tuple[str, str] | None:
    """What the verb before the first document says of the second, by which it is done or in which it stands."""
    verb = _LED_BY.search(low, max(0, start - 24), start)
    kind = verb.lastgroup if verb else None
    if verb is None or kind is None or (_STANDS_IN.search(gap) is not None) != (kind in ("approves", "promulgates")):
        return None
    return f"-{kind}", verb[0]


def _together(text: Text, rows: list[int]) -> list[int]:
    """The last row and those joined to it before it, of any type: "Kế hoạch …, Chỉ thị … |đều| nhằm …"."""
    first = len(rows) - 1
    while first and rows[-1] in coordinated(text, rows[first - 1 :]):
        first -= 1
    return rows[first:]


def _nearest(text: Text, row: int) -> int:
    """The document that brackets behind a title are about: "Nghị định số 33 về …tại |Nghị quyết số 12| (sửa đổi tại …)"."""
    end = text.found[row].noun.end - 1
    inner = [
        kid for kid in text.kids.get(row, []) if text.found[kid].noun.end >= end and text.found[kid].noun.head.number
    ]
    return _nearest(text, inner[-1]) if inner else row


def _like(one: Citation, other: Citation) -> bool:
    """Whether a document named far back may be what replaces another: of one committee and type, and not the older one."""
    if one.key is None or other.key is None:
        return False
    open_place = other.key.body.startswith("-/") and one.key.body.endswith(other.key.body[1:])
    alike = one.key.type == other.key.type and (one.key.body == other.key.body or open_place)
    return alike and not (one.key.era.isdigit() and other.key.era.isdigit() and one.key.era < other.key.era)


_OWN_PREDICATE = re.compile(
    r",? (?:yêu cầu|quy định|bị|do|giữ nguyên"
    r"|được|vẫn|tiếp tục|còn|sẽ|đã|có hiệu lực|ban hành sau|ra đời|căn cứ|dựa trên|trên cơ sở|thay thế|nhằm|để)(?!\w)"
)


def _objects(text: Text, subject: int, rows: list[int]) -> list[int]:
    """Rows of a list of objects up to one that begins a clause of its own ("…; |Kế hoạch số 13| căn cứ …") or stands behind a bracket."""
    low = text.page.low
    opened = "(" in low[text.found[subject].noun.end : text.found[rows[0]].noun.start]
    kept = rows[:1]
    for row in rows[1:]:
        noun, last = text.found[row].noun, text.found[kept[-1]].noun
        closed = opened and ")" in low[last.end - 1 : noun.start]
        if closed or _OWN_PREDICATE.match(low, noun.end):
            break
        kept.append(row)
    return kept


def _innermost(text: Text, row: int) -> int:
    """The regulation at the end of a title: "Thông tư hướng dẫn |Quy chế …| ban hành kèm theo Nghị định …" issues that one."""
    inner = [kid for kid in text.kids.get(row, []) if text.found[kid].noun.end == text.found[row].noun.end]
    return inner[-1] if inner and text.found[inner[-1]].noun.head.number is None else row


def _led(text: Text, start: int) -> bool:
    """Whether a leading clause holds the document at ``start``: "Thực hiện |X, trên cơ sở Y, Huyện ủy …"."""
    low = text.page.low
    gap = low[max(low.rfind("\n", 0, start) + 1, start - 90) : start]
    cue = cue_at(gap, "lead")
    return cue is not None and CLAUSE_START.search(gap.rstrip(' “"')[: -len(cue[1])]) is not None


def _alike(text: Text, rows: list[int]) -> list[int]:
    """Rows of a list as far as one verb surely has them as objects: of one type, no semicolon or bracket between."""
    low = text.page.low
    kept: list[int] = []
    for row in rows:
        noun = text.found[row].noun
        last = text.found[kept[-1]].noun if kept else None
        gap = low[last.end : noun.start] if last else ""
        if last and low[last.end - 1] == ")" and "(" not in low[last.start : last.end]:
            break
        if last and ((noun.head.type != last.head.type and gap != " lẫn ") or ";" in gap or ")" in gap):
            break
        kept.append(row)
    return kept


_UNREAL = re.compile(r"(?:^|\W)(?:nếu|giả sử|trường hợp) \Z")
_DECISIONS = frozenset(
    [
        "quyết định",
        "nghị quyết",
        "nghị định",
        "thông tư",
        "luật",
        "bộ luật",
        "pháp lệnh",
        "chỉ thị",
        "công văn",
        "tờ trình",
    ]
)


def _holds(text: Text, one: Citation, predicate: str, other: Citation) -> bool:
    """Whether a link between two documents can be meant: none under a condition, none by what only proposes."""
    if _UNREAL.search(text.page.low, max(0, one.noun.start - 14), one.noun.start):
        return False
    subject, target = (other, one) if predicate.startswith("-") else (one, other)
    changes = predicate.lstrip("-") in ("supersedes", "amends")
    if changes and subject.noun.head.type in PROPOSES and subject.noun.head.type != target.noun.head.type:
        return False
    return predicate != "-promulgates" or one.noun.head.type not in _DECISIONS


def _done_by(text: Text, gap: str, end: int) -> tuple[str, str] | None:
    """As in "Đề án … do Quyết định 939/QĐ-TTg phê duyệt"."""
    verb = re.compile(r" (?P<verb>phê duyệt|ban hành)(?!\w)").match(text.page.low, end)
    if verb is None or not re.fullmatch(r",? (?:do|được) ", gap):
        return None
    return ("-approves" if verb["verb"] == "phê duyệt" else "-promulgates"), verb["verb"]
