"""Regulations and schemes that a decision issues or approves: "về ban hành Quy chế …", "Phê duyệt Đề án …"."""

from __future__ import annotations

import re
from dataclasses import replace

from .heads import Head, Page, is_plural, iter_types, words_pattern
from .phrase import Noun

# What stands between a regulation and the decision that encloses it: "Quy chế … |ban hành kèm theo| Quyết định …".
ENCLOSED = re.compile(r",? ?\(?(?:được )?(?:ban hành )?kèm theo ")
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
        "chiến lược",
    ]
)
_PROMULGATED = re.compile(
    r"(?:việc )?(?:(?P<verb>ban hành|phê duyệt|thông qua)"
    r"|(?P<act>(?:triển khai )?(?:thực hiện|triển khai)|cụ thể hóa|sửa đổi, bổ sung|hướng dẫn thực hiện"
    r"|(?:tham gia ý kiến|góp ý|ý kiến)(?: vào)? dự thảo|(?:đề nghị|trình) (?:phê duyệt|ban hành|thẩm định)))?"
    r"(?: kèm theo)?(?: bản)? ?[“\"]?"
)


# "phê duyệt đề án nêu trên", "phê duyệt kế hoạch triển khai": nothing that singles one out.
_EMPTY = re.compile(r"(?: (?:triển khai|thực hiện|tổ chức|nêu trên|nói trên|trên|này|đó|và))+[.,; ]*")


# "thực hiện Chương trình trên địa bàn tỉnh": where or when, not what.
_NAMELESS = re.compile(r" (?:trên địa bàn|tại|ở|từ năm|đến năm|giai đoạn|năm \d)(?!\w)")


def own_attached(page: Page, title: tuple[int, int]) -> Head | None:
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
    if words_pattern("programmes").match(page.low, start):
        return None
    end = title[1]
    unopened = "" if re.search('[“"]', page.text[start : end - 1]) else '”"'
    while end > start and page.text[end - 1] in f" \n.*_-{unopened}":
        end -= 1
    form = "attached" if lead["verb"] else "target"
    return Head(start, end, form, kind[2], None, (start + kind[1] + 1, end)) if end - start > 14 else None


_OWN_LEAD = re.compile(
    r"(?:về việc |về |v/v )?(?:việc )?(?:(?P<verb>ban hành(?: bản)?|phê duyệt|thông qua)"
    r"|(?:tổ chức )?(?:triển khai(?: thực hiện)?|thực hiện)|sửa đổi(?:, bổ sung)?) (?=\w)"
)


def with_attached(page: Page, nouns: list[Noun]) -> list[Noun]:
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
        capitals = page.text[start].isupper() and not page.text[start : start + kind[1]].isupper()
        if not (lead and lead["verb"]) and (not capitals or _verb(page, start, outer)):
            continue
        if words_pattern("programmes").match(page.low, start) or _NAMELESS.match(page.low, start + kind[1]):
            continue
        if _EMPTY.fullmatch(page.low, start + kind[1], outer.title[1]):
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


def _verb(page: Page, start: int, outer: Noun) -> bool:
    """Whether "Quy định" in capitals is what a state document does: "Nghị định số … của Chính phủ |Quy định về …".

    A party decision has a title of its own: "Quyết định số 218-QĐ/TW |Quy định về việc …".
    """
    number = outer.head.number
    decides = outer.head.type == "quyết định" and (number is None or not number.state)
    return page.low.startswith("quy định ", start) and not decides and not page.low.endswith("về ", outer.opener, start)


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
