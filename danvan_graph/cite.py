"""Find every citation of a document in a text: heads, their fields, and which one stands in the title of which."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from . import body, date, laws, lexicon, named, number, plans
from .attached import own_attached, with_attached
from .heads import Head, Page, iter_types, numbered_heads
from .model import Note
from .phrase import Noun, noted, noun, of_local

# No noun phrase reaches further than this many characters behind its head, no titles stand deeper in each other: keeps
# hostile texts linear.
_LONGEST = 2000
_DEEPEST = 8
_CLOSING = ("”", '"', "»")


def cite(
    page: Page,
    skip: tuple[tuple[int, int], ...] = (),
    title: tuple[int, int] | None = None,
    notes: tuple[Note, ...] = (),
) -> list[Noun]:
    """Every noun phrase that names one individual document, in order of its head.

    ``skip`` are spans to leave out, ``title`` the span of the document's own title, ``notes`` the foot- and endnotes.
    """
    heads = [
        head
        for head in find_heads(page)
        if not any(start <= head.start < end for start, end in skip) and not _own_aim(head, title)
    ]
    own = own_attached(page, title) if title else None
    if own and not any(head.start == own.start and not _plan_of(own, head) for head in heads):
        heads = sorted([*(head for head in heads if head.start != own.start), own], key=lambda head: head.start)
    nouns = _noted(page, _nest(page, heads), notes)
    return _share(page, with_attached(page, nouns))


def _own_aim(head: Head, title: tuple[int, int] | None) -> bool:
    """Whether a head is what the document's own title begins with: "THÔNG TƯ / |Hướng dẫn thực hiện| Nghị định …"."""
    return title is not None and head.start == title[0] and head.form in ("plan", "purpose")


def _plan_of(own: Head, head: Head) -> bool:
    """Whether a head is the plan that the document's own title issues, known else by what it carries out only."""
    return own.form == "attached" and head.form == "plan"


def _noted(page: Page, nouns: list[Noun], notes: tuple[Note, ...]) -> list[Noun]:
    """Nouns with the fields that stand in the note at their mark instead of behind their number."""
    begins = [one.start for one in nouns]
    done = list(nouns)
    for note in notes:
        row = bisect_right(begins, note.anchor) - 1
        first = bisect_right(begins, note.span.start - 1)
        if note.anchor < 0 or row < 0 or (first < len(nouns) and begins[first] < note.span.start + 4):
            continue
        one = done[row]
        if one.head.number and not one.title and one.head.end - 1 <= note.anchor <= one.end + 1:
            read = noted(page, one, (note.span.start, note.span.end))
            inside = first < len(nouns) and read.title is not None and begins[first] < read.title[1]
            done[row] = replace(read, title=None, opener=-1) if inside else read
    return done


def find_heads(page: Page) -> list[Head]:
    """All heads, numbered and named, in order; a named head never overlaps a numbered one."""
    types = iter_types(page)
    heads = numbered_heads(page, types)
    begins = [head.start for head in heads]
    free = [one for one in types if not _inside(heads, begins, one[0])]
    heads = _apart(
        sorted([*heads, *filter(None, (named.name_at(page, *one) for one in free))], key=lambda head: head.start)
    )
    return _with_named(page, heads, free)


def _with_named(page: Page, heads: list[Head], types: list[tuple[int, int, str]]) -> list[Head]:
    """Heads and those that are named by what stands right behind them, found from the end of the text backwards."""
    done: list[Head] = []
    at = len(heads) - 1
    for start, end, name in reversed(types):
        while at >= 0 and heads[at].start > start:
            done.append(heads[at])
            at -= 1
        if at >= 0 and heads[at].start <= start < heads[at].end:
            continue
        following = done[-1] if done and done[-1].start >= end else None
        head = (
            named.quoted_at(page, start, end, name)
            or named.attached_at(page, start, end, name)
            or named.rules_at(page, start, end, name)
            or named.conference_at(page, start, end, name)
            or named.dated_at(page, start, end, name)
            or named.owned_at(page, start, end, name)
            or plans.plan_at(page, start, end, name, following)
            or plans.of_body_at(page, start, end, name)
            or plans.purpose_at(page, start, end, name)
            or plans.of_body_title_at(page, start, end, name)
            or plans.led_at(page, start, end, name)
        )
        if head:
            done.append(head)
    return (done + heads[at::-1] if at >= 0 else done)[::-1]


def _inside(heads: list[Head], begins: list[int], at: int) -> bool:
    row = bisect_right(begins, at) - 1
    return row >= 0 and at < heads[row].end


def _apart(heads: list[Head]) -> list[Head]:
    """Heads without those that begin inside another."""
    kept: list[Head] = []
    for head in heads:
        if not kept or head.start >= kept[-1].end:
            kept.append(head)
    return kept


def _nest(page: Page, heads: list[Head]) -> list[Noun]:
    """Read the fields of each head; one inside the title of another gets it as parent."""
    nouns: list[Noun] = []
    stack: list[int] = []
    for index, head in enumerate(heads):
        while stack and not _holds(nouns[stack[-1]], head) and not _ahead(nouns[stack[-1]], head):
            stack.pop()
        limit = min(len(page.text), head.end + _LONGEST)
        line = page.text.find("\n", head.end, limit)
        limit = line if line >= 0 else limit
        del stack[:-_DEEPEST]
        outer = [nouns[one] for one in stack]
        if outer:
            limit = min(limit, outer[-1].title[1] if outer[-1].title else limit)
            if _central(head) and (place := _LOCALITY.search(page.low, head.end, limit)):
                limit = place.start()
        types = frozenset(one.head.type for one in outer if one.head.type) | ({head.type} if head.type else frozenset())
        found = noun(page, head, heads[index + 1 : index + 40], limit, types)
        if head.form in ("rules", "conference", "dated") and head.name:
            found = replace(found, title=found.title if head.form == "conference" else head.name)
            found = replace(found, issuer=None if head.form == "rules" else found.issuer, end=max(found.end, head.end))
        found = _of_local(page, _before_later(page, found, heads[index + 1 : index + 9]))
        if head.form == "attached" and head.name:
            found = replace(found, title=_about(page, head.name), issuer=None, issuers=(), date=None, end=head.end)
        if (
            head.form == "ofbody"
            and head.name
            and (owner := body.phrase_at(page.text, page.low, head.name[0] + len("của ")))
        ):
            found = replace(found, issuers=(owner,), issuer=(owner.start, owner.end))
        if head.form == "ofbody" and (bare := _OWN_AIM.match(page.low, head.end)):
            found = replace(found, title=(bare.start() + 1, bare.end()), end=max(found.end, bare.end()))
        if head.form == "law" and head.name:
            found = _law(page, found, heads[index + 1 : index + 31], limit)
        if head.form == "led":
            found = Noun(head, head.end)
        if head.form in ("quoted", "purpose", "plan"):
            found = _name(page, found, heads[index + 1 : index + 40], limit, types)
        nouns.append(replace(found, parent=next((one for one in reversed(stack) if _holds(nouns[one], head)), -1)))
        stack.append(index)
    return nouns


def _before_later(page: Page, found: Noun, following: list[Head]) -> Noun:
    """The noun with its title ended before a listed document younger than it: "… của Đảng |và Kế hoạch số 16 ngày 31/8/2021"."""
    if not found.title or found.quoted or not _whole_day(found.date):
        return found
    for head in following:
        if head.start >= found.title[1]:
            break
        joint = _LISTED_BEFORE.search(page.low, max(found.title[0], head.start - 12), head.start)
        if joint is None or head.number is None or head.type is None:
            continue
        day = noun(page, head, [], found.title[1], frozenset()).date
        if day and _whole_day(day) and str(day.iso) > str(found.date and found.date.iso):
            end = joint.start()
            return replace(found, title=(found.title[0], end), end=end) if end - found.title[0] > 3 else found
    return found


_LISTED_BEFORE = re.compile(r",? và (?:các )?\Z|[,;] (?:và )?\Z")


def _whole_day(found: date.Date | None) -> bool:
    return found is not None and found.iso is not None and len(found.iso) == 10


def _of_local(page: Page, found: Noun) -> Noun:
    """The noun with "TƯ" in its symbol read as a provincial committee's TU where one issued it."""
    return replace(found, head=of_local(page, found.head, found.issuers[0])) if found.issuers else found


# In the title of a plan that carries a central document out, the place is the plan's: "… trong tình hình mới | trên địa bàn tỉnh".
_LOCALITY = re.compile(r" (?:trên địa bàn|tại|ở) (?:toàn )?(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường)(?!\w)")
_CENTRAL = frozenset(["TW", "TTg", "CP"])


def _central(head: Head) -> bool:
    return head.number is not None and head.number.parts[-1:] != () and head.number.parts[-1] in _CENTRAL


def _law(page: Page, found: Noun, following: list[Head], limit: int) -> Noun:
    """A law with its name as title; one that amends others holds their names, and the date behind them is its own."""
    head = found.head
    if head.name is None:
        return found
    if head.type == "hiến pháp":
        dated = noun(page, replace(head, end=head.name[1]), [], limit, frozenset())
        return replace(dated, head=head, end=max(dated.end, head.end))
    if head.type == "điều lệ":
        return replace(found, end=head.end, date=None, title=head.name)
    amending = laws.AMENDING.match(page.low, head.start + len(head.type or ""))
    if amending is None or amending.end() != head.end:
        return replace(found, title=head.name, end=max(found.end, head.end))
    end = head.end
    for inner in following:
        joint = re.compile(r" (?:các )?|(?:,| và) ").fullmatch(page.low, end, inner.start)
        if inner.form != "law" or joint is None:
            break
        end = inner.end
    dated = noun(page, replace(head, end=end), [], limit, frozenset())
    return replace(dated, head=head, title=(head.name[0], end), end=max(dated.end, end))


_OWN_AIM = re.compile(
    r" (?:triển khai )?(?:thực hiện|cụ thể hóa) (?:nghị quyết|kết luận|chỉ thị)(?=[,.;:\n]|$| đến| tới| với)"
)


def _about(page: Page, name: tuple[int, int]) -> tuple[int, int]:
    """A name without its leading "về (việc)"."""
    lead = re.compile(r"về (?:việc )?").match(page.low, name[0], name[1])
    return (lead.end(), name[1]) if lead else name


def _ahead(outer: Noun, head: Head) -> bool:
    """Whether a head stands between another and its title: its short name in brackets, "… (Kết luận 12) về …"."""
    return outer.title is not None and outer.head.end <= head.start < outer.title[0]


def _holds(outer: Noun, head: Head) -> bool:
    if outer.head.form == "law" and outer.head.number is None and outer.title and head.start <= outer.head.end + 1:
        return outer.head.start < head.start
    return outer.title is not None and outer.title[0] <= head.start < outer.title[1]


def _name(page: Page, found: Noun, following: list[Head], limit: int, types: frozenset[str]) -> Noun:
    """Give a document known by name its title, and end its head before a document nested in it."""
    head = found.head
    if head.form == "plan":
        if not found.title:
            reread = noun(page, replace(head, end=head.end, form="number"), following, limit, types)
            end = reread.end
            start = head.start + len(head.type or "") + 1
            for row, item in enumerate(following):
                if row and not (item.type == following[0].type and _JOINT.fullmatch(page.low, end, item.start)):
                    break
                outer = noun(page, item, following[row + 1 :], limit, types)
                end = max(outer.end, item.end)
                term = re.compile(r",? nhiệm kỳ \d{4} ?- ?\d{4}").match(page.low, end)
                end = term.end() if term else end
            found = replace(found, title=(start, end), opener=head.end, end=end)
        return _owner(page, found)
    if not found.title:
        return found
    inner = next((one for one in following if one.start < found.title[1]), None)
    end = found.title[1] if inner is None else inner.start - 1
    if head.form == "quoted":
        end = found.title[1] + (page.text[found.title[1] : found.title[1] + 1] in _CLOSING)
    return replace(found, head=replace(head, end=max(end, head.end)))


def _owner(page: Page, found: Noun) -> Noun:
    """A plan's body that stands between its type word and its verb ("Chương trình hành động của Chính phủ thực hiện …")."""
    start = found.head.start + len(found.head.type or "")
    lead = re.compile(r" của ").match(page.low, start)
    phrase = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    if found.title is None:
        return found
    if phrase is None:
        return _owner_behind(page, found, found.title)
    return replace(found, issuers=(phrase,), issuer=(phrase.start, phrase.end), title=(phrase.end + 1, found.title[1]))


# Who issues a plan stands before it then: "Huyện ủy ban hành |kế hoạch thực hiện Nghị quyết 15 của Tỉnh ủy|".
_BEING_ISSUED = re.compile(r"(?:ban hành|xây dựng|(?:đã|vừa|mới) có|đề ra) \Z")


def _owner_behind(page: Page, found: Noun, title: tuple[int, int]) -> Noun:
    """A plan's body that stands behind what it carries out ("chương trình hành động thực hiện Nghị quyết … của Tỉnh ủy")."""
    start = page.low.rfind(" của ", *title)
    phrase = body.phrase_at(page.text, page.low, start + 5) if start >= 0 else None
    if phrase is None or phrase.end < title[1] - 1 or phrase.level == "central" or found.issuer:
        return found
    if found.head.type == "công văn" or _BEING_ISSUED.search(page.low, max(0, found.start - 24), found.start):
        return found
    inner = next(reversed(list(number.NUMBERED.finditer(page.text, title[0], start))), None)
    sign = lexicon.body_signs().get(re.split(r"[-/.]", inner["symbol"])[-1]) if inner else None
    if sign and sign["slug"] == phrase.committee:
        return found
    return replace(found, issuers=(phrase,), issuer=(phrase.start, phrase.end), title=(title[0], start))


_JOINT = re.compile(r",? và (?:các |số )?|[,;] ?(?:và )?(?:số )?")


def _share(page: Page, nouns: list[Noun]) -> list[Noun]:
    """Give an item of a list that has no fields of its own those that stand once, behind the last item."""
    done = list(nouns)
    for index, after in enumerate(done[1:]):
        one = done[index]
        if after.head.type is None and one.head.type and one.head.number and _follows(page, one, after):
            head = replace(after.head, type=one.head.type, listed=True)
            issued = one if one.head.owner and not after.issuer else after
            done[index + 1] = replace(after, head=head, issuers=issued.issuers, issuer=issued.issuer)
            if one.title is None and after.title and one.head.owner:
                done[index] = replace(one, title=after.title, opener=-1)
    for index in range(len(done) - 2, -1, -1):
        one, after = done[index], done[index + 1]
        if (
            one.date
            and not (one.issuer or one.title or one.term)
            and (_like(one, after) or _of_one_body(one, after))
            and _JOINT.fullmatch(page.low, one.end, after.start)
        ):
            done[index] = replace(one, issuers=after.issuers, issuer=after.issuer, term=after.term)
            continue
        if one.fields or one.head.number is None or after.parent != one.parent or after.head.number is None:
            continue
        if (
            one.head.type != after.head.type
            and _of_one_body(one, after)
            and _JOINT.fullmatch(page.low, one.end, after.start)
        ):
            done[index] = replace(one, issuers=after.issuers, issuer=after.issuer)
            continue
        if one.head.type != after.head.type or not _JOINT.fullmatch(page.low, one.end, after.start):
            continue
        bare = after.head.listed or (
            after.title is not None and _POINTS_BACK.search(page.low, *after.title) is not None
        )
        shared = replace(one, date=after.date, issuers=after.issuers, issuer=after.issuer, term=after.term)
        done[index] = shared if bare or not after.title else replace(shared, title=after.title, opener=-1)
    return done


# "Quyết định số 12 và Quyết định số 28 |sửa đổi một số điều của Quyết định này|": the title of the second only.
_POINTS_BACK = re.compile(r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?!\w)[^.;\n]{0,80} (?:này|trên|đó)$")


def _of_one_body(one: Noun, after: Noun) -> bool:
    """Whether two numbered documents of any type bear one body's symbol: "Nghị quyết 10-NQ/TW … và Kết luận 12-KL/TW …"."""
    a, b = one.head.number, after.head.number
    if a is None or b is None or one.parent != after.parent:
        return False
    return len(a.parts) > 1 and a.parts[1:] == b.parts[1:]


def _like(one: Noun, after: Noun) -> bool:
    """Whether two nouns are numbered documents of one type and symbol."""
    a, b = one.head.number, after.head.number
    return (
        a is not None
        and b is not None
        and a.parts == b.parts
        and one.head.type == after.head.type
        and one.parent == after.parent
    )


def _follows(page: Page, one: Noun, after: Noun) -> bool:
    """Whether two nouns are neighbours in a list, the word "số" between them or not."""
    said = 3 if page.low.startswith("số ", after.start) else 0
    return after.parent == one.parent and _JOINT.fullmatch(page.low, one.end, after.start + said) is not None
