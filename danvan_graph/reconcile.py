"""Join what one document leaves open to what the others tell: the only step that looks at several documents.

An undated citation means the one dated directive of its committee, type and number; a document known by name means the
numbered one of its type and committee with its title. A join needs exactly one candidate; else all stay as candidates.
The result depends on the set of extractions alone, not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .model import Extraction, Key
from .similar import overlap, same_title, words


@dataclass(frozen=True, slots=True)
class Resolution:
    """What each key finally means: ``joined`` maps keys to others, ``open`` keeps the candidates of unresolved ones."""

    joined: Mapping[Key, Key] = field(default_factory=dict)
    open: Mapping[Key, tuple[Key, ...]] = field(default_factory=dict)

    def final(self, key: Key) -> Key:
        """The key that stands for ``key``."""
        return self.joined.get(key, key)

    def candidates(self, key: Key) -> tuple[Key, ...]:
        """What ``key`` may mean when that stays undecided, else ()."""
        return self.open.get(key, ())


@dataclass(frozen=True, slots=True)
class Known:
    """A directive from a registry: its key, date and titles."""

    key: Key
    date: str = ""
    titles: tuple[str, ...] = ()


@dataclass(slots=True)
class _Facts:
    titles: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    targets: set[Key] = field(default_factory=set)
    issuers: set[str] = field(default_factory=set)
    parents: set[Key] = field(default_factory=set)
    read: bool = False


def reconcile(extractions: Iterable[Extraction], registry: Iterable[Known] = ()) -> Resolution:
    """The Resolution of a set of documents."""
    facts: dict[Key, _Facts] = defaultdict(_Facts)
    for extraction in extractions:
        _collect(extraction, facts)
    for known in registry:
        facts[known.key].titles.update(known.titles)
        if known.date:
            facts[known.key].dates.add(known.date)
    joined: dict[Key, Key] = {}
    unresolved: dict[Key, tuple[Key, ...]] = {}
    for step in (_undated, _homeless, _by_title, _programmes):
        step(facts, joined, unresolved)
    return Resolution(_closed(joined), {key: value for key, value in unresolved.items() if key not in joined})


def _collect(extraction: Extraction, facts: dict[Key, _Facts]) -> None:
    own = extraction.letterhead
    if own.key:
        entry = facts[own.key]
        entry.titles.update([own.title] if own.title else ())
        entry.dates.update([own.date] if own.date else ())
        entry.read = True
    for mention in extraction.mentions:
        if mention.key is None:
            continue
        entry = facts[mention.key]
        entry.titles.update([mention.title] if mention.title else ())
        entry.dates.update([mention.date] if mention.date else ())
        entry.issuers.update(one.slug for one in mention.issuers)
        entry.read = True
    for claim in extraction.claims:
        if claim.subject and isinstance(claim.object, Key) and claim.predicate in ("promulgates", "approves"):
            facts[claim.object].parents.add(claim.subject)
        if claim.subject and isinstance(claim.object, Key) and claim.predicate in ("implements", "continues"):
            facts[claim.subject].targets.add(claim.object)


def _settle(
    key: Key,
    options: set[Key],
    facts: dict[Key, _Facts],
    joined: dict[Key, Key],
    unresolved: dict[Key, tuple[Key, ...]],
) -> None:
    """Join ``key`` to the only option, or to the one whose title says so; else keep the options."""
    if not options:
        return
    read = {option for option in options if facts[option].read}
    options = read or options
    if len(options) > 1:
        titled = {option for option in options if _titles_meet(facts[key], facts[option])}
        options = titled if len(titled) == 1 else options
    if len(options) > 1 and facts[key].issuers:
        issued = {option for option in options if facts[option].issuers & facts[key].issuers}
        options = issued if len(issued) == 1 and all(facts[option].issuers for option in options) else options
    if len(options) == 1:
        only = next(iter(options))
        if not _titles_clash(facts[key], facts[only]):
            joined[key] = only
            unresolved.pop(key, None)
        return
    unresolved[key] = tuple(sorted(options))


def _titles_meet(one: _Facts, other: _Facts) -> bool:
    return any(overlap(a, b) >= 0.75 for a in one.titles for b in other.titles)


def _titles_clash(one: _Facts, other: _Facts) -> bool:
    """Whether both have full titles and none of them is like any of the other's."""
    pairs = [(a, b) for a in one.titles for b in other.titles if min(len(words(a)), len(words(b))) >= 5]
    return bool(pairs) and all(overlap(a, b) < 0.35 for a, b in pairs)


_BY_NAME = frozenset(["luat", "pl", "hp"])


def _undated(facts: dict[Key, _Facts], joined: dict[Key, Key], unresolved: dict[Key, tuple[Key, ...]]) -> None:
    dated: dict[tuple[str, str, str], set[Key]] = defaultdict(set)
    for key in facts:
        if key.number and key.era and key.body and not key.name:
            dated[key.body, key.type, key.number].add(key)
    laws: dict[tuple[str, str, str], set[Key]] = defaultdict(set)
    for key in facts:
        if key.type in _BY_NAME and key.name and key.era:
            laws[key.body, key.type, key.name].add(key)
    for key in sorted(facts):
        if key.number and not key.era and key.body and not key.name:
            _settle(key, dated.get((key.body, key.type, key.number), set()), facts, joined, unresolved)
        elif (
            key.type in _BY_NAME and key.name and not key.era and len(laws.get((key.body, key.type, key.name), ())) == 1
        ):
            joined[key] = next(iter(laws[key.body, key.type, key.name]))


def _homeless(facts: dict[Key, _Facts], joined: dict[Key, Key], unresolved: dict[Key, tuple[Key, ...]]) -> None:
    """A number whose committee's territory is open joins the one with its full date, or its title."""
    homes: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for key in facts:
        if key.number and key.body and not key.body.startswith("-/"):
            homes[key.type, key.number].add(key)
    for key in sorted(facts):
        if not key.number or not (key.body.startswith("-/") or not key.body):
            continue
        level = key.body[2:]
        near = {
            other
            for other in homes.get((key.type, key.number), set())
            if (not level or other.body.rsplit("/", 1)[-1] == level)
            and (not key.era or not other.era or key.era == other.era)
        }
        sure = {
            other
            for other in near
            if {day for day in facts[key].dates & facts[other].dates if len(day) == 10}
            or _titles_meet(facts[key], facts[other])
        }
        if len(sure) == 1:
            joined[key] = next(iter(sure))
        elif near:
            unresolved[key] = tuple(sorted(near))


def _by_title(facts: dict[Key, _Facts], joined: dict[Key, Key], unresolved: dict[Key, tuple[Key, ...]]) -> None:
    """A document known by name joins the numbered one of its type and committee that bears its title."""
    numbered: dict[str, list[tuple[Key, str]]] = defaultdict(list)
    index: dict[tuple[str, str], list[tuple[Key, str]]] = defaultdict(list)
    for key in sorted(facts):
        if key.number and key not in joined:
            for title in sorted(facts[key].titles):
                numbered[key.type].append((key, title))
                for word in words(title):
                    index[key.type, word].append((key, title))
    for key in sorted(facts):
        if key.number or not key.name or key in joined:
            continue
        found: set[Key] = set()
        for title in sorted(facts[key].titles):
            if len(words(title)) < (4 if key.era else 5):
                continue
            rare = min(words(title), key=lambda word: (len(index.get((key.type, word), [])) or 1 << 30, word))
            near = numbered[key.type] if len(numbered[key.type]) < 50 else index.get((key.type, rare), [])
            found |= {
                other
                for other, name in near
                if other not in facts[key].parents
                and same_title(title, name)
                and (not key.body or not other.body or key.body == other.body or key.body.startswith("-"))
                and (not key.era or not other.era or key.era == other.era)
            }
        found = {other for other in found if facts[other].read} or found
        if len(found) == 1:
            joined[key] = next(iter(found))
        elif found:
            unresolved[key] = tuple(sorted(found))


def _programmes(facts: dict[Key, _Facts], joined: dict[Key, Key], unresolved: dict[Key, tuple[Key, ...]]) -> None:
    """An action programme without number joins the numbered one of its committee that carries out the same document."""
    final = _closed(joined)
    targets: dict[tuple[str, str], list[tuple[Key, set[Key]]]] = defaultdict(list)
    for key in sorted(facts):
        if key.number and facts[key].targets and key not in joined:
            targets[key.body, key.type].append((key, {final.get(one, one) for one in facts[key].targets}))
    for key in sorted(facts):
        if key.number or key in joined or not facts[key].targets or not key.body:
            continue
        own = {final.get(one, one) for one in facts[key].targets}
        if len(own) != 1 or not (key.name.startswith(("hanh-dong", "thuc-hien-"))):
            continue
        found = {other for other, theirs in targets.get((key.body, key.type), []) if own <= theirs}
        if len(found) == 1:
            joined[key] = next(iter(found))


def _closed(joined: dict[Key, Key]) -> dict[Key, Key]:
    """Every key mapped to the end of its chain."""
    done = {}
    for key in joined:
        seen = {key}
        last = joined[key]
        while last in joined and joined[last] not in seen:
            seen.add(last)
            last = joined[last]
        done[key] = last
    return done
