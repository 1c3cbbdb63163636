"""What "Nghị quyết này", "Kế hoạch nêu trên" stand for: the one document of that type named just before.

They are no mentions of their own (GUIDELINES, section 4), but what a sentence states of them it states of that document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache

from . import body, lexicon
from .citation import Citation, organisations
from .fold import tone
from .heads import Head, Page, is_plural
from .identity import Home
from .model import Letterhead, Organisation
from .phrase import Noun
from .sentences import Sentences

# How far back, in characters and in sentences, the document meant may stand.
_REACH = 900
_SENTENCES = 3
_COUNTED = re.compile(r"(?<!\w)(?:\d+|hai|ba|bốn|cả|mỗi|từng|một|theo đó) \Z")
# "trên" points back only where no noun follows it: "Nghị quyết trên, …", not "Nghị quyết trên địa bàn huyện".
_BACK = re.compile(
    r" (?P<word>này|đó|(?:đã )?(?:nêu|nói|kể) trên"
    r"|trên(?=[,.;:)\n”\"]|$| (?:và|đã|được|là|do|có|thay thế|hướng dẫn|quy định|sửa đổi|bãi bỏ|hết hiệu lực)(?!\w)))(?!\w)"
)
_LONGEST_TYPE = 30


@cache
def _type_words() -> frozenset[str]:
    return frozenset(tone(name) for name in lexicon.types())


@cache
def _type_before() -> re.Pattern[str]:
    words = sorted(_type_words(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})\Z")


def anaphors(page: Page, found: list[Citation], own: Letterhead, sentences: Sentences, home: Home) -> list[Citation]:
    """A citation for each anaphor in running text whose document is plain; ``own`` is what "this plan" means in a plan."""
    named = _Named(page, found, sentences)
    ends: list[int] = []
    for one in found:
        ends.append(max(one.noun.end, ends[-1] if ends else 0))
    done = []
    for match in _BACK.finditer(page.low):
        kind = _type_before().search(page.low, max(0, match.start() - _LONGEST_TYPE), match.start())
        if kind is None:
            continue
        start = kind.start()
        row = bisect_right(named.starts, start) - 1
        mine = own.key is not None and kind[0] == tone(own.type or "") and match["word"] == "này"
        counted = is_plural(page, start) or _COUNTED.search(page.low, max(0, start - 9), start)
        if mine or counted or (row >= 0 and start < ends[row]):
            continue
        near = antecedent(found, named.starts, kind[0], start, sentences)
        meant = near or named.only(kind[0], start)
        if meant and meant.key and not named.another(kind[0], meant.noun.end, start):
            head = Head(start, match.end(), "anaphor" if near else "far", meant.noun.head.type)
            done.append(Citation(Noun(head, match.end()), meant.key, (), None))
    return [*done, *_subjects(named, own), *_led(named), *_owned(named, ends, home)]


_LEAD = re.compile(
    r"(?:^|[.;\n] ?)(?:[-+*•] )?(?:để |nhằm )?(?:tiếp tục )?(?:tổ chức )?"
    r"(?:thực hiện|triển khai(?: thực hiện)?|cụ thể hóa|quán triệt(?:,? (?:và )?(?:triển khai )?thực hiện)?|căn cứ) "
    r"(?P<type>[^\W\d][^,.;\n\d]{3,24}),"
)


def _led(named: _Named) -> list[Citation]:
    """What the bare type word of a leading clause means: "… Chỉ thị số 34-CT/TW. Thực hiện |Chỉ thị|, Tỉnh ủy …"."""
    done: list[Citation] = []
    low = named.page.low
    for lead in _LEAD.finditer(low):
        kind, (start, end) = lead["type"], lead.span("type")
        if kind not in _type_words() or _type_words() & {low[end + 2 : end + 2 + size] for size in range(3, 12)}:
            continue
        meant = antecedent(named.found, named.starts, kind, start, named.sentences)
        if meant and meant.key and not named.another(kind, meant.noun.end, start):
            done.append(Citation(Noun(Head(start, end, "anaphor", meant.noun.head.type), end), meant.key, (), None))
    return done


# What is said of the type word at the head of a sentence: "Quy định |có hiệu lực| từ …".
_SAYINGS = ("có hiệu lực", "được ban hành", "ra đời", "thay thế", "bãi bỏ")
_SAID = re.compile(rf"(?:{'|'.join(_SAYINGS)})(?!\w)")
_OPENS = re.compile(r"(?:^|[\n.;] ?)(?:[-+*] )?\Z")


def _subjects(named: _Named, own: Letterhead) -> list[Citation]:
    """What the bare type word at the head of a sentence names, in a text that names one document of that type before."""
    page = named.page
    done: list[Citation] = []
    if not any(words in page.low for words in _SAYINGS):
        return done
    for said in _SAID.finditer(page.low):
        word = _type_before().search(page.low, max(0, said.start() - 1 - _LONGEST_TYPE), said.start() - 1)
        if word is None or not page.text[word.start()].isupper():
            continue
        start, kind = word.start(), word[0]
        if not _OPENS.search(page.low, max(0, start - 4), start) or (own.key and kind == tone(own.type or "")):
            continue
        meant = named.only(kind, start)
        near = antecedent(named.found, named.starts, kind, start, named.sentences)
        if meant and meant.key and not named.another(kind, 0, start):
            head = Head(start, word.end(), "anaphor" if near else "far", meant.noun.head.type)
            done.append(Citation(Noun(head, word.end()), meant.key, (), None))
    return done


# What brings in a document of the type that is not the one named before.
_ISSUE = "ban hành|xây dựng|thông qua|đề ra|ký|ra|có|dự thảo|soạn thảo|soạn|bàn|sửa đổi"
_NEVER_VERBS = frozenset(
    ["nghị quyết", "nghị định", "thông tư", "chỉ thị", "quy chế", "kế hoạch", "chương trình", "đề án"]
)


class _Named:
    """The documents that a text names, by the type words that may stand for them."""

    def __init__(self, page: Page, found: list[Citation], sentences: Sentences) -> None:
        self.page, self.found, self.sentences = page, found, sentences
        self.starts = [one.noun.start for one in found]
        self._first: dict[str, tuple[Citation | None, int]] = {}
        self._issued: dict[str, list[int]] = {}

    def only(self, kind: str, at: int) -> Citation | None:
        """The one document of its type that the text has named before ``at``, however far back; None when there are several."""
        if kind not in self._first:
            self._first[kind] = self._alone(kind)
        first, second = self._first[kind]
        return first if first and first.noun.start < at <= second else None

    def _alone(self, kind: str) -> tuple[Citation | None, int]:
        """The first document of a type, and where the text names a second one."""
        first: Citation | None = None
        for one in self.found:
            if one.key is None or not _fits(one, kind):
                continue
            if first is not None and one.key != first.key:
                return first, one.noun.start
            first = first or (one if one.noun.parent < 0 else None)
        return first, len(self.page.low)

    def another(self, kind: str, start: int, end: int) -> bool:
        """Whether one of the type without number or name was issued in between: "… ban hành Nghị quyết mới về dân vận."."""
        if kind not in self._issued:
            words = (
                rf"(?<!\w)(?:(?P<verb>{_ISSUE}) (?:một |01 |nhiều )?)?(?P<type>{kind}) (?!này|trên|nêu|nói|đó|số|\d)"
            )
            self._issued[kind] = [
                one.start()
                for one in re.compile(words).finditer(self.page.low)
                if one["verb"] or (kind in _NEVER_VERBS and self.page.text[one.start("type")].islower())
            ]
        issued = self._issued[kind]
        row = bisect_left(issued, start)
        return row < len(issued) and issued[row] < end


@dataclass(frozen=True, slots=True)
class Owned:
    """The bare type word at ``start`` with whose document it is: "thực hiện |Chỉ thị của Thành ủy|"."""

    start: int
    kind: str
    phrase: body.Phrase


_OWNED_STOPS = re.compile(r"[,.;:)\n”\"]|$| (?:với|gồm|trong|trên địa bàn|đã|được|có)(?!\w)")


@cache
def _of_body() -> re.Pattern[str]:
    words = sorted(_type_words(), key=len, reverse=True)
    return re.compile(rf"(?P<type>{'|'.join(map(re.escape, words))}) của ")


def of_body_at(page: Page, start: int) -> Owned | None:
    """What a bare type word and a body name from ``start`` on."""
    match = _of_body().match(page.low, start)
    phrase = body.phrase_at(page.text, page.low, match.end()) if match else None
    if match is None or phrase is None or not _OWNED_STOPS.match(page.low, phrase.end):
        return None
    return Owned(start, match["type"], phrase)


def owned_antecedent(
    found: list[Citation], starts: list[int], owned: Owned, sentences: Sentences, home: Home
) -> Citation | None:
    """The one document of its type and body that the text named shortly before."""
    orgs = organisations([owned.phrase], home)
    last = bisect_left(starts, owned.start)
    near = [
        one
        for one in found[bisect_left(starts, owned.start - _REACH) : last]
        if one.key and _fits(one, owned.kind) and any(_is_of(one, org, home) for org in orgs)
    ]
    if (
        not near
        or sentences.between(near[-1].noun.start, owned.start) > _SENTENCES
        or len({one.key for one in near}) > 1
    ):
        return None
    return near[-1]


def _is_of(one: Citation, org: Organisation, home: Home) -> bool:
    """Whether a document is a body's own: of its series, or of the central body named with it."""
    if one.key is None:
        return False
    series = body.series(org)
    if series in ("", "tw"):
        return org.slug in {other.slug for other in (*one.issuers, *organisations(one.acting, home))}
    return one.key.body == series


# What is carried out "của" a body, by the verb before it.
_CARRIED_OUT = re.compile(
    r"(?<!\w)(?:thực hiện|triển khai|cụ thể hóa|thi hành|quán triệt) (?=[^\W\d][^,.;\n\d]{3,24} của )"
)


def _owned(named: _Named, ends: list[int], home: Home) -> list[Citation]:
    """What the bare type word before a body means where a clause carries it out."""
    done: list[Citation] = []
    for verb in _CARRIED_OUT.finditer(named.page.low):
        owned = of_body_at(named.page, verb.end())
        row = bisect_right(named.starts, verb.end()) - 1
        if owned is None or (row >= 0 and verb.end() < ends[row]):
            continue
        meant = owned_antecedent(named.found, named.starts, owned, named.sentences, home)
        if meant and meant.key:
            end = owned.phrase.end
            done.append(
                Citation(Noun(Head(owned.start, end, "anaphor", meant.noun.head.type), end), meant.key, (), None)
            )
    return done


def antecedent(found: list[Citation], starts: list[int], kind: str, at: int, sentences: Sentences) -> Citation | None:
    """The document of type ``kind`` (folded) named last before ``at``, None when its sentence names two of them."""
    last = bisect_left(starts, at)
    first = bisect_left(starts, at - _REACH)
    near = [one for one in found[first:last] if _fits(one, kind)]
    if not near or sentences.between(near[-1].noun.start, at) > _SENTENCES:
        return None
    sentence = sentences.around(near[-1].noun.start, near[-1].noun.head.end)
    rivals = [one for one in near if one.noun.start >= sentence.start]
    tops = [one for one in rivals if one.noun.parent < 0] or rivals
    return tops[-1] if len({one.key for one in tops}) == 1 else None


def _fits(one: Citation, kind: str) -> bool:
    """Whether a document can be called by the type word ``kind``: the same, or the beginning of its own."""
    head = one.noun.head
    name = head.type or (head.number.type.name if head.number and head.number.type else "")
    return f"{tone(name)} ".startswith(f"{kind} ")


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
