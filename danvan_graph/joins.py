"""Documents known by name that the same text also cites by number, or by the same name with a slip."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from .citation import Citation
from .fold import slug
from .heads import Page
from .identity import title_slug
from .model import Document, Key
from .similar import same_title, words
from .words import LOWER, UPPER

_TITLED = frozenset(["quoted", "plenum", "attached", "target", "purpose", "plan", "joint"])
# A decision promulgates what its own body drew up.
_PROMULGATING = frozenset(["qd", "nq"])
_NAMES = frozenset(["quoted", "attached", "target", "purpose"])
# A word that more titles than this share says nothing of which title is meant.
_COMMON = 200


class _Titles:
    """Titles by the words they hold."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._rows: list[tuple[str, Citation]] = []
        self._seen: set[tuple[Key | None, str | None, str]] = set()

    def add(self, title: str, one: Citation) -> None:
        """Remember a citation under its title."""
        row = (one.key, one.noun.head.type, title)
        if row in self._seen:
            return
        self._seen.add(row)
        for word in words(title):
            self._by_word[word].append(len(self._rows))
        self._rows.append((title, one))

    def near(self, title: str) -> list[tuple[str, Citation]]:
        """Titles that share a telling word with ``title``, in the order they were added."""
        rows: set[int] = set()
        for word in words(title):
            found = self._by_word.get(word, ())
            if len(found) <= _COMMON:
                rows.update(found)
        return [self._rows[row] for row in sorted(rows)]


def join_names(page: Page, found: list[Citation], document: Document) -> list[Citation]:
    """The citations, each named document under the key of the numbered one that it is."""
    done = _glossed(page, _by_note(found, document))
    numbered = _Titles()
    for one in done:
        if one.key and one.key.number and one.title:
            numbered.add(one.title, one)
    joins = _Joins(done)
    memo: dict[tuple[object, ...], Key | None] = {}
    for index, one in enumerate(done):
        if one.key is None or one.key.number:
            continue
        title = one.title or (
            page.text[slice(*one.noun.head.name)] if one.noun.head.form == "joint" and one.noun.head.name else ""
        )
        parent = done[one.noun.parent].key if one.noun.parent >= 0 else None
        case = (one.noun.head.form, one.noun.head.type, one.key, title, parent)
        if case not in memo:
            options = _with_title(one, title, numbered) or joins.options(one)
            options.discard(parent if one.noun.head.form == "attached" and parent else one.key)
            options -= _around(done, one) if one.noun.head.form != "law" else set()
            if parent and parent.type in _PROMULGATING and one.noun.head.form in ("plan", "ofbody", "purpose"):
                options = {key for key in options if _bodies_fit(key, parent)}
            memo[case] = next(iter(options)) if len(options) == 1 else None
        if joined := memo[case]:
            done[index] = replace(one, key=joined)
    return _slips(done)


def _around(found: list[Citation], one: Citation) -> set[Key]:
    """Keys of the documents in whose titles a citation stands: it is none of them."""
    keys: set[Key] = set()
    while one.noun.parent >= 0:
        one = found[one.noun.parent]
        keys.update((one.key,) if one.key else ())
    return keys


def _with_title(one: Citation, title: str, numbered: _Titles) -> set[Key]:
    """Keys of the numbered documents of the type that bear the title."""
    if one.noun.head.form not in _TITLED or not title or one.key is None:
        return set()
    near = numbered.near(title)
    return {
        o.key
        for name, o in near
        if o.key and _same_kind(o, one) and same_title(title, name) and _bodies_fit(o.key, one.key)
    }


class _Joins:
    """Keys of a text by what a shorter name of theirs leaves out."""

    def __init__(self, found: list[Citation]) -> None:
        self.programmes: dict[str, set[Key]] = defaultdict(set)
        self.laws: dict[Key, set[Key]] = defaultdict(set)
        self.congresses: dict[str, set[Key]] = defaultdict(set)
        self.plenums: dict[str, set[Key]] = defaultdict(set)
        for one in found:
            key, head = one.key, one.noun.head
            if key is None:
                continue
            if key.number and head.type == "chương trình hành động":
                self.programmes[key.body].add(key)
            if key.era and head.form == "law":
                name = replace(key, number="", name=title_slug(one.title or ""))
                self.laws[replace(name, era="")].add(key)
                if key.number:
                    self.laws[name].add(key)
            if head.form == "congress" and key.name != "dai-hoi":
                self.congresses[key.body].add(key)
            if head.form == "plenum" and key.era:
                self.plenums[key.name].add(key)

    def options(self, one: Citation) -> set[Key]:
        """What a citation may mean that leaves out number, year or term."""
        key, head = one.key, one.noun.head
        if key is None:
            return set()
        if head.form in ("ofbody", "plan") and head.type == "chương trình hành động":
            own = self.programmes.get(key.body, set())
            return set(own) if key.body else {other for group in self.programmes.values() for other in group}
        if head.form == "law":
            return set(self.laws.get(key, ()))
        if head.form == "congress" and key.name == "dai-hoi":
            return set(self.congresses.get(key.body, ()))
        if head.form == "plenum" and not key.era:
            return set(self.plenums.get(key.name, ()))
        return set()


def _by_note(found: list[Citation], document: Document) -> list[Citation]:
    """A named document with a note mark right behind it is the one that the note begins with."""
    by_note = {note.anchor: note for note in document.notes if note.anchor >= 0}
    if not by_note:
        return found
    done = list(found)
    for index, one in enumerate(found):
        if one.noun.head.form not in ("joint", "quoted", "plan", "purpose"):
            continue
        note = next((by_note[at] for at in range(one.noun.head.end - 1, one.noun.head.end + 3) if at in by_note), None)
        first = _first_of(found, note.span.start) if note else None
        if first and first.key and first.key.number and _same_kind(first, one):
            done[index] = replace(one, key=first.key)
    return done


_GLOSS = re.compile(r"[”\"]? ?\((?:sau đây )?(?:viết tắt là |gọi tắt là |gọi là |tắt là )?")


def _glossed(page: Page, found: list[Citation]) -> list[Citation]:
    """The short name in brackets behind a name, and the same number elsewhere: "Đề án “…” (|Đề án 939|)"."""
    meant: dict[Key, Key] = {}
    for one, gloss in pairwise(found):
        number = gloss.noun.head.number
        if one.key is None or one.key.number or gloss.key is None or number is None or number.parts or gloss.key.era:
            continue
        if _GLOSS.fullmatch(page.low, one.noun.head.end, max(one.noun.head.end, gloss.noun.start)) is None:
            continue
        if page.low.startswith(")", gloss.noun.end) and _same_kind(gloss, one):
            meant.setdefault(gloss.key, one.key)
    return [replace(one, key=meant[one.key]) if one.key in meant else one for one in found] if meant else found


def _first_of(found: list[Citation], start: int) -> Citation | None:
    """The citation that a note begins with."""
    row = bisect_left(found, start, key=lambda one: one.noun.start)
    return found[row] if row < len(found) and found[row].noun.start <= start + 6 else None


def _same_kind(one: Citation, other: Citation) -> bool:
    """Whether two citations can be of one type: the same words, or the joint form of it ("quy chế (phối hợp)")."""
    a, b = one.noun.head.type or "", other.noun.head.type or ""
    if not a:
        sign = one.noun.head.number.type if one.noun.head.number else None
        a = sign.name if sign else ""
    return bool(a) and (a == b or a.startswith(b) or b.startswith(a))


def _bodies_fit(one: Key, other: Key) -> bool:
    return not other.body or not one.body or one.body == other.body or "-" in (one.body[0], other.body[0])


def _cut_short(one: str, other: str) -> bool:
    """Whether one title is the beginning of the other, of four words at least."""
    a, b = sorted((slug(one), slug(other)), key=len)
    return a.count("-") >= 3 and b.startswith(f"{a}-")


def _slips(found: list[Citation]) -> list[Citation]:
    """Named documents of one type and body whose titles differ by slips become one, under the first one's key."""
    done = list(found)
    seen = _Titles()
    for index, one in enumerate(done):
        if one.key is None or one.key.number or not one.title or one.noun.head.form not in _NAMES:
            continue
        twin = next(
            (o for title, o in seen.near(one.title) if _twins(o, title, one) and _one_decision(done, o, one)), None
        )
        if twin:
            done[index] = replace(one, key=twin.key)
        else:
            seen.add(one.title, one)
    return done


def _one_decision(found: list[Citation], one: Citation, other: Citation) -> bool:
    """Whether decisions of one body issued both, as far as they stand in the titles of decisions: the nation's scheme, a province's own."""
    parents = [found[it.noun.parent].key for it in (one, other) if it.noun.parent >= 0]
    bodies = {key.body for key in parents if key and key.type in _PROMULGATING and key.body}
    national = any(name.startswith("tw") for name in bodies)
    return len(bodies) < 2 and not (national and _places(one) != _places(other))


_PLACE = re.compile(rf"(?<!\w)(?:tỉnh|thành phố|huyện|thị xã|quận) [{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)*")


def _places(one: Citation) -> set[str]:
    """The places that a title names with their kind."""
    return set(_PLACE.findall(one.title or ""))


def _twins(one: Citation, title: str, other: Citation) -> bool:
    if one.key is None or other.key is None or other.title is None or one.key.type != other.key.type:
        return False
    if one.key.era and other.key.era and one.key.era != other.key.era:
        return False
    return _bodies_fit(one.key, other.key) and (same_title(title, other.title) or _cut_short(title, other.title))
