"""What reconcile is told, and what it decides: known directives, rulings by people, the final key of each key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Extraction, Key, Organisation
from .rekey import rekeyed
from .scoring import Candidate


@dataclass(frozen=True, slots=True)
class Resolution:
    """What each key finally means: ``joined`` maps keys to others, ``open`` keeps the candidates of unresolved ones.

    ``local`` holds what only one text tells of an open key: (source, start of the mention) → key. ``weighed`` keeps the
    candidates of each key that was weighed, with the reasons; ``placed`` those of citations that have no key.
    """

    joined: Mapping[Key, Key] = field(default_factory=dict)
    open: Mapping[Key, tuple[Key, ...]] = field(default_factory=dict)
    local: Mapping[tuple[str, int], Key] = field(default_factory=dict)
    weighed: Mapping[Key, tuple[Candidate, ...]] = field(default_factory=dict)
    placed: Mapping[tuple[str, int], tuple[Candidate, ...]] = field(default_factory=dict)

    def final(self, key: Key) -> Key:
        """The key that stands for ``key``."""
        return self.joined.get(key, key)

    def candidates(self, key: Key) -> tuple[Key, ...]:
        """What ``key`` may mean when that stays undecided, else ()."""
        return self.open.get(key, ())

    def within(self, extraction: Extraction) -> Extraction:
        """The extraction with the keys that its own text settles put in."""
        source = extraction.document.source
        swaps = [
            (mention, self.local[source, mention.span.start])
            for mention in extraction.mentions
            if (source, mention.span.start) in self.local
        ]
        return rekeyed(extraction, swaps) if swaps else extraction


@dataclass(frozen=True, slots=True)
class Known:
    """A directive from a registry: its key and what is known of it; ``aliases`` are keys of names that mean it."""

    key: Key
    date: str = ""
    titles: tuple[str, ...] = ()
    issuers: tuple[Organisation, ...] = ()
    aliases: tuple[Key, ...] = ()
    type: str = ""
    number: str = ""
    symbol: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people ruled on identity, as IRIs: ``same`` maps a directive to the one it is, ``different`` holds pairs."""

    same: Mapping[str, str] = field(default_factory=dict)
    different: frozenset[tuple[str, str]] = frozenset()
