"""What a bare type word means: the document, or the documents, that the text named before it.

"Nghị quyết này" is the resolution named last, "Chỉ thị của Thành ủy" that committee's own, "hai kế hoạch nêu trên" the
last two plans. Where more than one choice is left nothing is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from . import body, lexicon
from .changing import is_changed
from .citation import Citation, organisations
from .fold import tone
from .heads import Page
from .identity import Home
from .model import Key, Organisation
from .sentences import Sentences

# How far back, in characters and in sentences, the document meant may stand.
_REACH = 900
_SENTENCES = 3
# Several are named one after the other, with their titles.
_FAR = 2500
_LONGEST_LIST = 6
_ANY = frozenset(["văn bản", "tài liệu"])
_REPORTS = frozenset(["tờ trình", "báo cáo"])
_COUNTS = {"hai": 2, "2": 2, "02": 2, "ba": 3, "3": 3, "03": 3, "bốn": 4, "4": 4, "04": 4, "các": 0, "những": 0}
BACK = r"(?:này|đó|ấy|(?:đã )?(?:nêu|nói|kể) trên|vừa (?:nêu|nói)|trên)"


@cache
def type_words() -> frozenset[str]:
    """Every type word, folded, and the words for any document."""
    return frozenset(tone(name) for name in lexicon.types()) | _ANY


@cache
def type_pattern() -> str:
    """A pattern of the type words, the longest first."""
    return "|".join(map(re.escape, sorted(type_words(), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Before:
    """The citations of a text by their starts, for what stands before a place."""

    page: Page
    found: list[Citation]
    starts: list[int]
    sentences: Sentences
    home: Home
    given: dict[tuple[str, tuple[Organisation, ...]], tuple[list[Citation], int]] = field(default_factory=dict)

    def near(self, kind: str, at: int, reach: int = _REACH) -> list[Citation]:
        """Those of a type within reach before ``at``, in order."""
        last = bisect_left(self.starts, at)
        first = bisect_left(self.starts, at - reach)
        near = [one for one in self.found[first:last] if one.key and fits(one, kind)]
        return [one for one in near if one.noun.head.type not in _REPORTS] if kind in _ANY else near

    def one(self, kind: str, at: int) -> Citation | None:
        """The document of type ``kind`` (folded) named last before ``at``.

        Where its sentence names several of the type it is the one that a body issues there; None when that stays open.
        """
        near = self.near(kind, at)
        most = 1 if kind in _ANY else _SENTENCES
        if not near or self.sentences.between(near[-1].noun.start, at) > most:
            return None
        if kind in _ANY and "dự thảo" in self.page.low[near[-1].noun.end : at]:
            return None
        sentence = self.sentences.around(near[-1].noun.start, near[-1].noun.head.end)
        rivals = [one for one in near if one.noun.start >= sentence.start and not self._is_changed(one)]
        tops = [one for one in rivals if one.noun.parent < 0] or rivals
        if len({one.key for one in tops}) == 1:
            return tops[-1]
        acting = [one for one in tops if one.acting]
        if len({one.key for one in acting}) != 1 or self._listed_on(acting[-1], tops):
            return None
        return acting[-1]

    def _is_changed(self, one: Citation) -> bool:
        """Whether a document, or the first of the list that it stands in, is what a verb replaces or amends."""
        row = bisect_left(self.starts, one.noun.start)
        for place in range(row, max(0, row - _LONGEST_LIST), -1):
            before = self.found[place - 1]
            if is_changed(self.page, one.noun.start) or before.noun.parent != one.noun.parent:
                break
            if not _LIST.fullmatch(self.page.low, before.noun.end, max(before.noun.end, one.noun.start)):
                break
            one = before
        return is_changed(self.page, one.noun.start)

    def _listed_on(self, one: Citation, tops: list[Citation]) -> bool:
        """Whether a list goes on from one document to another of the type: "ban hành |Kế hoạch số 12| và Kế hoạch số 13"."""
        low, end = self.page.low, one.noun.end
        return any(
            other.key != one.key and other.noun.start > end and _LIST.fullmatch(low, end, other.noun.start)
            for other in tops
        )

    def several(self, kind: str, count: int, at: int, phrase: body.Phrase | None = None) -> list[Citation]:
        """The last ``count`` documents of a type before ``at``, or with 0 all of the sentence that names some; [] when unsure.

        With a ``phrase`` only those of the body that it names.
        """
        near = self.near(kind, at, _FAR)
        if phrase:
            orgs = organisations([phrase], self.home)
            near = [one for one in near if any(_is_of(one, org, self.home) for org in orgs)]
        if not near or self.sentences.between(near[-1].noun.start, at) > _SENTENCES:
            return []
        by_sentence = [
            list(group)
            for _, group in groupby(
                reversed(near), lambda one: self.sentences.around(one.noun.start, one.noun.head.end).start
            )
        ]
        meant: dict[Key | None, Citation] = {}
        for group in by_sentence:
            tops = [one for one in group if one.noun.parent < 0] or group
            if kind in _ANY and not count:
                tops = [one for one in tops if one.acting]
            for one in tops:
                meant.setdefault(one.key, one)
            if len(meant) >= (count or 2) or not count:
                break
        right = len(meant) == count if count else len(meant) > 1
        if right and re.search(
            rf"(?:hai|ba|các|những|nhiều|\d) {kind}(?! {BACK})(?!\w| số)", self.page.low[near[-1].noun.end : at]
        ):
            return []
        return sorted(meant.values(), key=lambda one: one.noun.start) if right else []

    def of_body(self, kind: str, phrase: body.Phrase, at: int) -> Citation | None:
        """The one document of a type that the text gave to a body before ``at``."""
        theirs, another = self._theirs(kind, organisations([phrase], self.home))
        last = bisect_left(theirs, at, key=_start)
        near = theirs[bisect_left(theirs, at - _REACH, key=_start) : last]
        only = [len({one.key for one in near}) == 1, 0 < last <= another]
        return theirs[last - 1] if any(only) and not self._years_on(theirs[last - 1], at) else None

    def _theirs(self, kind: str, orgs: tuple[Organisation, ...]) -> tuple[list[Citation], int]:
        """The documents of a type that the text gives to bodies, and the row of the first that is another than the first."""
        if (kind, orgs) not in self.given:
            theirs = [
                one for one in self.found if one.key and fits(one, kind) and any(self._is_its(one, org) for org in orgs)
            ]
            another = next((row for row, one in enumerate(theirs) if one.key != theirs[0].key), len(theirs))
            self.given[kind, orgs] = theirs, another
        return self.given[kind, orgs]

    def _is_its(self, one: Citation, org: Organisation) -> bool:
        """Whether a document is a body's own, or stands in the title of the decision by which the body issued it."""
        if one.noun.head.form == "attached" and one.noun.parent >= 0:
            return _is_of(self.found[one.noun.parent], org, self.home)
        return _is_of(one, org, self.home)

    def _years_on(self, one: Citation, at: int) -> bool:
        """Whether the sentence at ``at`` begins with another year than a document's."""
        years = _YEAR.findall(self.page.low, max(one.noun.end, self.sentences.around(at, at + 1).start), at)
        own = {one.key.era} if one.key else set()
        own.update(_YEAR.findall(self.page.low, max(0, one.noun.start - 60), one.noun.end))
        return bool(years) and years[-1] not in own


_LIST = re.compile(r"(?:,|;|,? và|,? cùng(?: với)?) (?:các )?")
_YEAR = re.compile(r"năm (\d{4})(?!\d| ?-)")


def fits(one: Citation, kind: str) -> bool:
    """Whether a document can be called by the type word ``kind``: the same, the beginning of its own, or any word."""
    if kind in _ANY:
        return True
    head = one.noun.head
    return _folded(head.type or (head.number.type.name if head.number and head.number.type else "")).startswith(
        f"{kind} "
    )


@cache
def _folded(name: str) -> str:
    return f"{tone(name)} "


def _start(one: Citation) -> int:
    return one.noun.start


def _is_of(one: Citation, org: Organisation, home: Home) -> bool:
    """Whether a document is a body's own: of its series, or of the central body named with it."""
    if one.key is None:
        return False
    series = body.series(org)
    if org.slug == "tw/tw":
        return one.key.body == "tw"
    if series.startswith("-/") or (not series and org.slug.startswith("-/")):
        return one.key.body.rpartition("/")[2] == org.kind
    if series in ("", "tw"):
        return org.slug in {other.slug for other in (*one.issuers, *organisations(one.acting, home))}
    return one.key.body == series


@dataclass(frozen=True, slots=True)
class Reference:
    """A bare reference in the text and the documents that it means, one or more."""

    start: int
    end: int
    meant: tuple[Citation, ...]


_STOPS = re.compile(
    r"[,.;:)\n”\"]|$| (?:với|gồm|trong|trên địa bàn|đã|được|có|nhằm|để|như|tại|đến|tới|một cách|cho|giai đoạn)(?!\w)| và (?!kết luận|chỉ thị)"
)


@cache
def _reference() -> re.Pattern[str]:
    counts = "|".join(sorted(_COUNTS, key=len, reverse=True))
    return re.compile(
        rf"(?:(?:cả )?(?P<count>{counts}) )?(?P<type>{type_pattern()})(?!\w)(?P<back> {BACK}(?!\w))?(?P<of> của )?"
    )


def reference_at(before: Before, start: int, at: int | None = None, opens: bool = False) -> Reference | None:
    """The bare reference that begins at ``start``, to what stands before ``at`` (``start`` when left out).

    One that ``opens`` a sentence means, without a number, what the sentence before named of a local body: "Cụ thể hóa |các
    chương trình của Tỉnh ủy|, UBND tỉnh …".
    """
    page, at = before.page, start if at is None else at
    match = _reference().match(page.low, start)
    if match is None or (match["type"] in _ANY and not match["back"]):
        return None
    end, phrase = match.end("back") if match["back"] else match.end("type"), None
    if match["of"]:
        phrase = body.phrase_at(page.text, page.low, match.end())
        if phrase is None and not match["back"]:
            return None
        end = phrase.end if phrase else end
    if not _STOPS.match(page.low, end) and not match["back"]:
        return None
    kind, count = match["type"], match["count"]
    if count:
        capital = page.text[match.start("type")].isupper()
        near = opens and phrase is not None and (phrase.level != "central" or capital)
        sure = match["back"] or (phrase and _COUNTS[count])
        meant = before.several(kind, _COUNTS[count], at, phrase) if sure or near else []
        if not sure and meant and before.sentences.between(meant[-1].noun.start, at) != 1:
            meant = []
    else:
        one = before.of_body(kind, phrase, at) if phrase else before.one(kind, at)
        meant = [one] if one else []
    return Reference(start, end, tuple(meant)) if meant else None
