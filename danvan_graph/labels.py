"""What a directive is called: one label for each final key, over all documents that name it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from . import lexicon
from .model import Document, Extraction, Key, Mention
from .number import parse

Named = tuple[int, str]


class Names(Protocol):
    """What reconcile decides: the final key of each key, and what an unresolved one may mean."""

    def final(self, key: Key) -> Key:
        """Return the key under which ``key`` is kept."""

    def candidates(self, key: Key) -> tuple[Key, ...]:
        """Return what ``key`` may mean; nothing when it is resolved."""


def label_all(extractions: Iterable[Extraction], names: Names) -> dict[Key, str]:
    """Give each final key one label: of the fullest forms the one most often written; ties by alphabet."""
    seen: defaultdict[Key, Counter[Named]] = defaultdict(Counter)
    for extraction in extractions:
        for key, label in labels(extraction):
            seen[names.final(key)][label] += 1
    return choose(seen)


def choose(seen: dict[Key, Counter[Named]]) -> dict[Key, str]:
    """Pick each key's label from the forms counted for it."""
    return {key: min(found, key=lambda form: (form[0], -found[form], form[1]))[1] for key, found in seen.items()}


def labels(extraction: Extraction) -> Iterator[tuple[Key, Named]]:
    """Every key of an extraction with a label it gives, and what that lacks: 0 nothing, 1 symbol, 2 number too."""
    letterhead, document = extraction.letterhead, extraction.document
    if letterhead.key:
        head = f"{letterhead.type or 'văn bản'} {letterhead.title or ''}"
        label = directive_label(letterhead.type, letterhead.number, letterhead.symbol, head)
        yield letterhead.key, (_lacks(letterhead.number, letterhead.symbol), label)
    for mention in extraction.mentions:
        head = document.text[mention.span.start : mention.span.end]
        label = directive_label(mention.type, mention.number, mention.symbol, head)
        yield mention.key or provisional(mention, document), (_lacks(mention.number, mention.symbol), label)


def _lacks(number: str | None, symbol: str | None) -> int:
    return 0 if symbol else 1 if number else 2


def directive_label(type_name: str | None, number: str | None, symbol: str | None, head: str) -> str:
    """Call a directive by number and symbol ("25-NQ/TW", "30/2020/NĐ-CP"), type and number, or the head that names it.

    >>> directive_label("nghị quyết", "25", "NQ/TW", "Nghị quyết số 25-NQ/TW")
    '25-NQ/TW'
    >>> directive_label("kết luận", "43", None, "Kết luận 43"), directive_label("kế hoạch", "7", "KH-UBND", "")
    ('Kết luận 43', '07/KH-UBND')
    """
    if number and symbol:
        return f"{pad(number)}{'/' if parse(number, symbol).state else '-'}{symbol}"
    text = f"{type_name or 'văn bản'} {pad(number)}" if number else " ".join(head.split())
    return text[:1].upper() + text[1:]


def pad(number: str) -> str:
    """Write a number as on paper: at least two digits.

    >>> pad("1"), pad("025"), pad("5/2020")
    ('01', '25', '05/2020')
    """
    return re.sub(r"^0*(\d+)", lambda found: found[1].zfill(2), number)


def provisional(mention: Mention, document: Document) -> Key:
    """Make a key for a mention that has none: of this place in this text alone, so that nothing is confused with it."""
    kind = lexicon.types().get(mention.type or "")
    number = re.sub(r"[^0-9a-z]+", "-", (mention.number or "").lower()).strip("-")
    return Key("", kind.series if kind else "vb", number, "", f"{short(document)[:12]}-{mention.span.start}")


def short(document: Document) -> str:
    """Cut a source's IRI down to what tells it from others."""
    return document.source.rpartition("/")[2]
