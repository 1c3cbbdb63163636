"""What "Nghị quyết này", "Kế hoạch nêu trên" stand for in running text, made citations that links may have as ends.

They are no mentions of their own (GUIDELINES, section 4), but what a sentence states of them it states of that document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from . import body
from .antecedents import BACK, Before, fits, reference_at, type_words
from .citation import Citation
from .fold import tone
from .heads import Head, is_plural, iter_types
from .model import Key, Letterhead
from .named import term_of
from .phrase import Noun

_COUNTED = re.compile(r"(?<!\w)(?:\d+|hai|ba|bốn|cả|mỗi|từng|một|theo đó) \Z")
# "trên" points back only where no noun follows it: "Nghị quyết trên, …", not "Nghị quyết trên địa bàn huyện".
_BACK = re.compile(
    r" (?P<word>này|đó|ấy|(?:đã )?(?:nêu|nói|kể) trên|vừa (?:nêu|nói)"
    r"|trên(?=[,.;:)\n”\"]|$| (?:và|đã|được|là|do|có|thay thế|hướng dẫn|quy định|sửa đổi|bãi bỏ|hết hiệu lực)(?!\w)))(?!\w)"
    r"(?P<of> của (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|bộ|sở|phòng|ngành)"
    r"(?= (?:(?:cũng|đã|đều|vừa) )?(?:nhằm|để|được|căn cứ|dựa|trên cơ sở|thay thế)(?!\w)))?"
)
# Several documents meant together: "|hai kế hoạch nêu trên|", "|các nghị quyết này|", "|ba chỉ thị của Tỉnh ủy|".
_MANY = re.compile(r"(?<!\w)(?:(?:cả )?(?:hai|ba|bốn|0?[2-4])|các|những) \Z")
_MEANT = re.compile(rf" (?:{BACK}(?!\w)|của )")
_BOTH = re.compile(r"(?<!\w)cả hai(?: văn bản)?(?= (?:đều|cùng) )")


def anaphors(before: Before, own: Letterhead) -> list[Citation]:
    """A citation for each reference in running text whose document is plain; ``own`` is what "this plan" means in a plan."""
    named = _Named(before)
    done: list[Citation] = []
    for start, end, _ in iter_types(before.page):
        kind = before.page.low[start:end]
        if kind in type_words() and not named.inside(start):
            done.extend(_meant(named, own, start, end, kind))
    return [*done, *_both(named)]


def _meant(named: _Named, own: Letterhead, start: int, end: int, kind: str) -> Iterator[Citation]:
    """What the bare type word ``kind`` at ``[start, end)`` stands for, as the words around it tell."""
    low = named.page.low
    many = _MANY.search(low, max(0, start - 9), start)
    if many:
        if _MEANT.match(low, end):
            lead = _LEAD.search(low, max(0, many.start() - 60), many.start())
            yield from _refer(named, many.start(), lead is not None or low.endswith("sau khi có ", 0, many.start()))
        return
    if kind == "nghị quyết" and (again := _CONGRESS.match(low, end)):
        if low.endswith(_VERBS, 0, start):
            yield from _congress(named, start, again)
    elif back := _BACK.match(low, end):
        yield from _singular(named, own, start, back, kind)
    elif said := _SAID.match(low, end):
        yield from _subject(named, own, start, end, kind, said)
    elif low.endswith(_VERBS, 0, start) and _carried_out(named, start, end, kind):
        yield from _refer(named, start)


# "Cụ thể hóa |Nghị quyết Đại hội|, Huyện ủy …": that of the one congress just named.
_CONGRESS = re.compile(
    r" (?:đại hội|đh)(?: (?:lần thứ )?(?P<nth>[ivxl]{1,6}|\d{1,2}))?(?= ?[,.;:)\n]|$| (?:đã|đề ra|vào|và|xác định|nêu)(?!\w))"
)
_ANY_CONGRESS = re.compile(r"(?<!\w)(?:đại hội|đh)(?!\w)")
_SENTENCES_BACK = 5


def _congress(named: _Named, start: int, again: re.Match[str]) -> Iterator[Citation]:
    """The resolution of the congress named last, where no other congress is spoken of within reach."""
    one = named.congress_before(start)
    if (
        one is None
        or one.key is None
        or start - one.noun.start > _FARTHEST_CONGRESS
        or named.before.sentences.between(one.noun.start, start) > _SENTENCES_BACK
    ):
        return
    if again["nth"] and term_of(again["nth"]) != one.noun.head.term:
        return
    floor = max(0, one.noun.start - _REACH_OF_CONGRESS)
    begin = max(named.page.low.rfind("\n\n", floor, one.noun.start) + 1, floor)
    spoken = list(_ANY_CONGRESS.finditer(named.page.low, begin, start))
    if all(named.is_of(found.start(), one.key) for found in spoken):
        head = Head(start, again.end(), "anaphor", one.noun.head.type)
        yield Citation(Noun(head, head.end), one.key, (), None)


_REACH_OF_CONGRESS = 600
_FARTHEST_CONGRESS = 2000


def _refer(named: _Named, start: int, opens: bool = False) -> Iterator[Citation]:
    found = reference_at(named.before, start, named.subject_before(start), opens)
    if found is None:
        return
    for one in found.meant:
        head = Head(found.start, found.end, "anaphor", one.noun.head.type)
        yield Citation(Noun(head, head.end), one.key, (), None)


def _both(named: _Named) -> Iterator[Citation]:
    """As in "… Nghị quyết số 08/NQ-CP, rồi Nghị quyết số 06/NQ-CP. |Cả hai| đều nhằm …"."""
    for match in _BOTH.finditer(named.page.low) if "cả hai" in named.page.low else ():
        both = named.before.several("văn bản", 2, match.start())
        for one in both if any(it.acting for it in both) else ():
            head = Head(match.start(), match.end(), "anaphor", one.noun.head.type)
            yield Citation(Noun(head, head.end), one.key, (), None)


def _singular(named: _Named, own: Letterhead, start: int, back: re.Match[str], kind: str) -> Iterator[Citation]:
    """As in "|Nghị quyết này|", "|Kế hoạch nêu trên|"."""
    page, before = named.page, named.before
    mine = own.key is not None and back["word"] == "này" and kind in (tone(own.type or ""), "văn bản")
    if mine or is_plural(page, start) or _COUNTED.search(page.low, max(0, start - 9), start):
        return
    near = before.one(kind, named.subject_before(start))
    meant = near or named.only(kind, start)
    if meant and meant.key and not named.another(kind, meant.noun.end, start):
        end = _with_owner(named, back.end())
        head = Head(start, end, "anaphor" if near else "far", meant.noun.head.type)
        yield Citation(Noun(head, end), meant.key, (), None)


def _with_owner(named: _Named, end: int) -> int:
    """Where a reference ends whose body is said behind it: "Chương trình này |của Tỉnh ủy|"."""
    if not named.page.low.startswith(" của ", end):
        return end
    phrase = body.phrase_at(named.page.text, named.page.low, end + len(" của "))
    return phrase.end if phrase else end


# What is said of the type word at the head of a sentence: "Quy định |có hiệu lực| từ …".
_SAYINGS = ("có hiệu lực", "được ban hành", "ra đời", "thay thế", "bãi bỏ")
# What goes on from the sentence before: "Đề án |do| Thủ tướng Chính phủ phê duyệt tại …", "Văn bản |nhằm| cụ thể hóa …".
_GOING_ON = (
    "nhằm",
    "được xây dựng",
    "được lập",
    "dựa trên",
    "căn cứ",
    "do",
    "hướng dẫn",
    "triển khai",
    "cụ thể hóa",
    "gồm",
)
_SAID = re.compile(
    rf" (?:(?:cũng|đồng thời|còn) )?(?:(?P<saying>{'|'.join(_SAYINGS)})|(?:{'|'.join(_GOING_ON)})"
    r"|được (?:(?!ban hành)[^\W\d_]+ ){0,6}?(?:phê duyệt|thông qua|chấp thuận) (?:tại|theo|bằng))(?!\w)"
)
_OPENS = re.compile(r"(?:^|[\n.;] ?)(?:[-+*] )?\Z")


# "Nghị định thay thế Nghị định số 164/2013/NĐ-CP |đang được| soạn thảo": a document that is still to come.
_TO_COME = re.compile(r"(?<!\w)(?:đang|sẽ|chưa|sắp|cần sớm|chậm ban hành|dự thảo|dự kiến)(?!\w)")


def _subject(
    named: _Named, own: Letterhead, start: int, end: int, kind: str, said: re.Match[str]
) -> Iterator[Citation]:
    """What the bare type word at the head of a sentence names: the one document of its type, or that of the sentence before."""
    page, before = named.page, named.before
    if not page.text[start].isupper() and not page.low.endswith("; ", 0, start):
        return
    if not _OPENS.search(page.low, max(0, start - 4), start) or (own.key and kind in (tone(own.type or ""), "văn bản")):
        return
    if _TO_COME.search(page.low, end, min(before.sentences.around(start, end).end, end + 300)):
        return
    near = before.one(kind, start)
    far = 1 if said["saying"] else 2
    last = near if near and 1 <= before.sentences.between(near.noun.start, start) <= far else None
    meant = last or (named.only(kind, start) if said["saying"] else None)
    if meant and meant.key and not named.another(kind, last.noun.end if last else 0, start):
        head = Head(start, end, "anaphor" if near else "far", meant.noun.head.type)
        yield Citation(Noun(head, end), meant.key, (), None)


# What is carried out, by the words before it: "thực hiện |Chỉ thị của Thành ủy|", "Thực hiện |Chỉ thị|, Tỉnh ủy …".
_VERBS = (
    "thực hiện ",
    "triển khai ",
    "cụ thể hóa ",
    "thi hành ",
    "quán triệt ",
    "trên cơ sở ",
    "căn cứ ",
    "sau khi có ",
)
_LEAD = re.compile(
    r"(?:(?:^|[.;\n] ?)(?:[-+*•] )?(?:để |nhằm )?|(?<!\w)(?:để|nhằm) )(?:tiếp tục )?(?:tổ chức |chỉ đạo |lãnh đạo )*"
    r"(?:thực hiện|triển khai(?: thực hiện)?|cụ thể hóa|quán triệt(?:,? (?:và )?(?:triển khai )?thực hiện)?|căn cứ) \Z"
)


_LONGEST_PLACE = 60


def _carried_out(named: _Named, start: int, end: int, kind: str) -> bool:
    """Whether a clause carries out the document that a bare type word means, by its body or named just before."""
    low = named.page.low
    if low.startswith(" của ", end):
        return True
    if low.startswith(" trên địa bàn ", end):
        end = low.find(",", end, end + _LONGEST_PLACE)
    if low[end : end + 1] not in (",", ".", ";", ")", "\n", "") or not _LEAD.search(low, max(0, start - 60), start):
        return False
    listed = type_words() & {low[end + 2 : end + 2 + size] for size in range(3, 12)}
    return not listed and not named.issued_since(kind, start)


# What brings in a document of the type that is not the one named before.
_ISSUE = "ban hành|xây dựng|thông qua|đề ra|ký|ra|có|dự thảo|soạn thảo|soạn|bàn|sửa đổi"
_NEVER_VERBS = frozenset(
    ["nghị quyết", "nghị định", "thông tư", "chỉ thị", "quy chế", "kế hoạch", "chương trình", "đề án"]
)


_CHANGES = re.compile(r",? ?(?:để |nhằm )?(?:thay thế|thay cho|bãi bỏ|sửa đổi|bổ sung)(?:[^.;:\n]{0,40}?)? ")


# What passes a document of its own, unnamed.
_ASSEMBLY = re.compile(r"(?<!\w)(?:đại hội|kỳ họp|thanh tra|kiểm toán)(?!\w)")


class _Named:
    """The documents that a text names, by the type words that may stand for them."""

    def __init__(self, before: Before) -> None:
        self.before, self.page = before, before.page
        self._first: dict[str, tuple[Citation | None, int]] = {}
        self._issued: dict[str, list[int]] = {}
        self._ends: list[int] = []
        self._congresses = [one for one in before.found if one.noun.head.form == "congress" and one.key]
        for one in before.found:
            self._ends.append(max(one.noun.end, self._ends[-1] if self._ends else 0))

    def inside(self, start: int) -> bool:
        """Whether a place lies in a citation."""
        row = bisect_right(self.before.starts, start) - 1
        return row >= 0 and start < self._ends[row]

    def congress_before(self, at: int) -> Citation | None:
        """The resolution of a congress named last before ``at``."""
        row = bisect_left(self._congresses, at, key=lambda one: one.noun.start) - 1
        return self._congresses[row] if row >= 0 else None

    def is_of(self, at: int, key: Key) -> bool:
        """Whether a place lies in a citation of the document ``key``."""
        row = bisect_right(self.before.starts, at) - 1
        while row >= 0 and self.before.found[row].key != key and self.before.found[row].noun.parent >= 0:
            row = self.before.found[row].noun.parent
        return row >= 0 and self.before.found[row].key == key and at < self.before.found[row].noun.end

    def subject_before(self, start: int) -> int:
        """Where the document begins that changes what is meant at ``start``: "|Chỉ thị số 19-CT/TW| … thay thế Chỉ thị trên"; else ``start``."""
        row = bisect_right(self.before.starts, start) - 1
        if row < 0 or not _CHANGES.fullmatch(self.page.low, self._ends[row], max(start, self._ends[row])):
            return start
        while self.before.found[row].noun.parent >= 0:
            row = self.before.found[row].noun.parent
        return self.before.found[row].noun.start

    def only(self, kind: str, at: int) -> Citation | None:
        """The one document of its type that the text has named before ``at``, however far back; None when there are several."""
        if kind not in self._first:
            self._first[kind] = self._alone(kind)
        first, second = self._first[kind]
        return first if first and first.noun.start < at <= second else None

    def _alone(self, kind: str) -> tuple[Citation | None, int]:
        """The first document of a type, and where the text names a second one."""
        first: Citation | None = None
        for one in self.before.found:
            if one.key is None or not fits(one, kind):
                continue
            if first is not None and one.key != first.key:
                return first, one.noun.start
            first = first or (one if one.noun.parent < 0 else None)
        return first, len(self.page.low)

    def issued_since(self, kind: str, at: int) -> bool:
        """Whether another one of the type came up since the one named last before ``at``."""
        last = self.before.one(kind, at)
        return (
            last is None
            or self.another(kind, last.noun.end, at)
            or _ASSEMBLY.search(self.page.low, last.noun.end, at) is not None
        )

    def another(self, kind: str, start: int, end: int) -> bool:
        """Whether one of the type without number or name was issued in between: "… ban hành Nghị quyết mới về dân vận."."""
        if kind not in self._issued:
            words = (
                rf"(?<!\w)(?:(?P<verb>{_ISSUE}) (?:một |01 |nhiều )?)?(?P<type>{kind}) (?!này|trên|nêu|nói|đó|ấy|số|\d)"
            )
            self._issued[kind] = [
                one.start()
                for one in re.compile(words).finditer(self.page.low)
                if one["verb"] or (kind in _NEVER_VERBS and self.page.text[one.start("type")].islower())
            ]
        issued = self._issued[kind]
        row = bisect_left(issued, start)
        return row < len(issued) and issued[row] < end


def with_anaphors(found: list[Citation], extra: list[Citation]) -> list[Citation]:
    """Citations and anaphors in order of their start; the former keep their parents."""
    if not extra:
        return found
    every = [*found, *extra]
    order = sorted(range(len(every)), key=lambda row: (every[row].noun.start, row))
    place = {row: at for at, row in enumerate(order)}
    return [_moved(every[row], place) for row in order]


def _moved(one: Citation, place: dict[int, int]) -> Citation:
    parent = one.noun.parent
    return one if parent < 0 else replace(one, noun=replace(one.noun, parent=place[parent]))
