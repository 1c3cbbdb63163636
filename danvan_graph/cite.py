"""Find every citation of a document in a text: heads, their fields, and which one stands in the title of which."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from . import body, laws, named
from .heads import Head, Page, is_plural, iter_types, numbered_heads, words_pattern
from .model import Note
from .phrase import Noun, noted, noun

_ISSUES = frozenset(
    [
        "quyết định",
        "nghị quyết",
        "nghị định",
        "thông tư",
        "kế hoạch",
        "chỉ thị",
        "lệnh",
        "thông tư liên tịch",
        "nghị quyết liên tịch",
    ]
)
_ATTACHED = frozenset(
    [
        "quy chế",
        "quy định",
        "hướng dẫn",
        "đề án",
        "chương trình",
        "kế hoạch",
        "điều lệ",
        "quy chế phối hợp",
        "chương trình hành động",
        "nội quy",
    ]
)
_PROMULGATED = re.compile(
    r"(?:việc )?(?:(?P<verb>ban hành|phê duyệt|thông qua)"
    r"|(?P<act>(?:triển khai )?(?:thực hiện|triển khai)|cụ thể hóa|sửa đổi, bổ sung|hướng dẫn thực hiện"
    r"|(?:tham gia ý kiến|góp ý|ý kiến)(?: vào)? dự thảo|(?:đề nghị|trình) (?:phê duyệt|ban hành|thẩm định)))?"
    r"(?: kèm theo)? ?[“\"]?"
)


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
    heads = [head for head in find_heads(page) if not any(start <= head.start < end for start, end in skip)]
    if title and (own := _own_attached(page, title)) and not any(head.start == own.start for head in heads):
        heads = sorted(
            [*(head for head in heads if head.form != "attached" or head.start != own.start), own],
            key=lambda head: head.start,
        )
    nouns = _noted(page, _nest(page, heads), notes)
    return _share(page, _attached(page, nouns))


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
            or named.plan_at(page, start, end, name, following)
            or named.of_body_at(page, start, end, name)
            or named.purpose_at(page, start, end, name)
            or named.of_body_title_at(page, start, end, name)
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
        while stack and not _holds(nouns[stack[-1]], head):
            stack.pop()
        line = page.text.find("\n", head.end)
        limit = min(line if line >= 0 else len(page.text), head.end + _LONGEST)
        del stack[:-_DEEPEST]
        outer = [nouns[one] for one in stack]
        if outer:
            limit = min(limit, outer[-1].title[1] if outer[-1].title else limit)
            if _central(head) and (place := _LOCALITY.search(page.low, head.end, limit)):
                limit = place.start()
        types = frozenset(one.head.type for one in outer if one.head.type) | ({head.type} if head.type else frozenset())
        found = noun(page, head, heads[index + 1 : index + 40], limit, types)
        if head.form in ("rules", "conference") and head.name:
            found = replace(found, title=head.name if head.form == "rules" else found.title)
            found = replace(found, issuer=None if head.form == "rules" else found.issuer, end=max(found.end, head.end))
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
            found = _law(page, found, heads[index + 1 : index + 9], limit)
        if head.form in ("quoted", "purpose", "plan"):
            found = _name(page, found, heads[index + 1 : index + 40], limit, types)
        nouns.append(replace(found, parent=stack[-1] if stack else -1))
        stack.append(index)
    return nouns


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


def _own_attached(page: Page, title: tuple[int, int]) -> Head | None:
    """The regulation that the document's own title issues ("Về việc ban hành Quy chế …")."""
    lead = _OWN_LEAD.match(page.low, title[0])
    if not lead:
        return None
    start = lead.end()
    kind = next(
        (one for one in iter_types(Page(page.text[start : start + 40], page.low[start : start + 40])) if one[0] == 0),
        None,
    )
    if kind is None or kind[2] not in _ATTACHED or is_plural(page, start):
        return None
    end = title[1]
    while end > start and page.text[end - 1] in " \n.*_-":
        end -= 1
    form = "attached" if lead["verb"] else "target"
    return Head(start, end, form, kind[2], None, (start + kind[1] + 1, end)) if end - start > 14 else None


_OWN_LEAD = re.compile(
    r"(?:về việc |về |v/v )?(?:việc )?(?:(?P<verb>ban hành|phê duyệt|thông qua)"
    r"|(?:tổ chức )?(?:triển khai(?: thực hiện)?|thực hiện)|sửa đổi(?:, bổ sung)?) (?=\w)"
)


_OWN_AIM = re.compile(
    r" (?:triển khai )?(?:thực hiện|cụ thể hóa) (?:nghị quyết|kết luận|chỉ thị)(?=[,.;:\n]|$| đến| tới| với)"
)


def _about(page: Page, name: tuple[int, int]) -> tuple[int, int]:
    """A name without its leading "về (việc)"."""
    lead = re.compile(r"về (?:việc )?").match(page.low, name[0], name[1])
    return (lead.end(), name[1]) if lead else name


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
            inner = next((one for one in following if one.start > head.end), None)
            if inner:
                outer = noun(page, inner, following[1:], limit, types)
                end = max(outer.end, inner.end)
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


def _owner_behind(page: Page, found: Noun, title: tuple[int, int]) -> Noun:
    """A plan's body that stands behind what it carries out ("chương trình hành động thực hiện Nghị quyết … của Tỉnh ủy")."""
    start = page.low.rfind(" của ", *title)
    phrase = body.phrase_at(page.text, page.low, start + 5) if start >= 0 else None
    if phrase is None or phrase.end < title[1] - 1 or phrase.level == "central" or found.issuer:
        return found
    return replace(found, issuers=(phrase,), issuer=(phrase.start, phrase.end), title=(title[0], start))


def _attached(page: Page, nouns: list[Noun]) -> list[Noun]:
    """Add the regulation that a decision's title says it issues or approves ("về ban hành Quy chế …")."""
    by_start = {one.start: index for index, one in enumerate(nouns)}
    extra: list[tuple[int, Noun]] = []
    for index, outer in enumerate(nouns):
        if not outer.title or outer.head.form in ("attached", "law", "plan", "quoted"):
            continue
        lead = _PROMULGATED.match(page.low, outer.title[0])
        start = lead.end() if lead else outer.title[0]
        if start in by_start or (is_plural(page, start) and not (lead and lead["act"])):
            continue
        if outer.head.type not in _ISSUES and not (lead and lead["act"]):
            continue
        if lead and not lead["verb"] and not lead["act"] and outer.head.type not in ("quyết định", "nghị định"):
            continue
        kind = next(
            (
                one
                for one in iter_types(Page(page.text[start : start + 40], page.low[start : start + 40]))
                if one[0] == 0
            ),
            None,
        )
        if kind is None or kind[2] not in _ATTACHED or outer.title[1] - start - kind[1] < 8:
            continue
        if not (lead and lead["verb"]) and not page.text[start].isupper():
            continue
        if words_pattern("programmes").match(page.low, start):
            continue
        title_start = start + kind[1] + 1
        if again := re.compile(r"về (?:việc )?").match(page.low, title_start):
            title_start = again.end()
        end = outer.title[1]
        head = Head(start, end, "target" if lead and lead["act"] else "attached", kind[2], None, (title_start, end))
        extra.append((index, Noun(head, end, title=(title_start, end), opener=title_start, parent=index)))
        if outer.head.form == "purpose":
            nouns = [*nouns[:index], replace(outer, head=replace(outer.head, end=start - 1)), *nouns[index + 1 :]]
    return _merge(nouns, extra)


def _merge(nouns: list[Noun], extra: list[tuple[int, Noun]]) -> list[Noun]:
    """Nouns and extra nouns in order of start, parents renumbered; what stood inside an extra one's title moves to it."""
    if not extra:
        return nouns
    rows = [(one.start, 0, index, one) for index, one in enumerate(nouns)]
    rows += [(one.start, 1, -1 - row, one) for row, (_, one) in enumerate(extra)]
    rows.sort(key=lambda row: row[:2])
    place = {row[2]: at for at, row in enumerate(rows)}
    done: list[Noun] = []
    for _, _, old, one in rows:
        parent = one.parent
        if old >= 0:
            for row, (outer, new) in enumerate(extra):
                if parent == outer and new.title and new.start < one.start < new.end:
                    parent = -1 - row
                    break
            else:
                parent = parent if parent >= 0 else -(1 << 30)
        done.append(replace(one, parent=place.get(parent, -1)))
    return done


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
        bare = after.head.listed
        shared = replace(one, date=after.date, issuers=after.issuers, issuer=after.issuer, term=after.term)
        done[index] = shared if bare or not after.title else replace(shared, title=after.title, opener=-1)
    return done


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
