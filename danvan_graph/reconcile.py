"""Join what one document leaves open to what the others tell: the only step that looks at several documents.

An undated citation means the one dated directive of its committee, type and number; a document known by name means the
numbered one of its type and committee with its title. Candidates are weighed (:mod:`danvan_graph.scoring`): one must be
clearly ahead, else all stay as candidates, unless a single document tells more than all together. What documents say
goes before what a registry says, and what people ruled before both. The result depends on the set of extractions alone,
not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .model import Extraction, Key, Letterhead, Mention
from .resolution import Known, Resolution, Rulings
from .scoring import Candidate, Said, ahead, candidates, possible
from .similar import same_title, words

__all__ = ["Known", "Resolution", "Rulings", "reconcile"]


@dataclass(slots=True)
class _Facts(Said):
    targets: set[Key] = field(default_factory=set)
    parents: set[Key] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    aliases: set[Key] = field(default_factory=set)


@dataclass(slots=True)
class _State:
    """All that the steps look at and decide."""

    facts: dict[Key, _Facts]
    different: frozenset[tuple[str, str]]
    places: dict[Key, dict[str, list[tuple[int, Said]]]]
    joined: dict[Key, Key] = field(default_factory=dict)
    open: dict[Key, tuple[Key, ...]] = field(default_factory=dict)
    local: dict[tuple[str, int], Key] = field(default_factory=dict)
    weighed: dict[Key, tuple[Candidate, ...]] = field(default_factory=dict)
    keyless: dict[tuple[str, int], tuple[Said, tuple[Key, ...], Key | None]] = field(default_factory=dict)
    placed: dict[tuple[str, int], tuple[Candidate, ...]] = field(default_factory=dict)

    def settle(self, key: Key, options: Iterable[Key], least: float = 0.0) -> None:
        """Join ``key`` to the option that is clearly ahead; else see what each text tells, and keep the options."""
        allowed = [(one, self.facts[one]) for one in sorted(set(options)) if not self.apart(key, one)]
        if not allowed or key in self.joined:
            return
        found = candidates(self.facts[key], allowed)
        self.weighed[key] = found
        chosen = ahead(found, least)
        if chosen:
            self.joined[key] = chosen
            self.open.pop(key, None)
        elif len(possible(found)) > 1:
            self.open[key] = tuple(sorted(one.key for one in possible(found)))
            self.by_text(key, allowed, least)

    def before(self, key: Key, law: Key) -> bool:
        """Settle an undated law text by text where some text that names it is older than the law; whether one is."""
        places = [(source, start, said) for source, group in self.places.get(key, {}).items() for start, said in group]
        late = [bool(said.until) and said.until[:4] < law.era for _, _, said in places if said.until is not None]
        if not any(late):
            return False
        for source, start, said in places:
            if said.until and said.until[:4] >= law.era:
                self.local[source, start] = law
        return True

    def apart(self, key: Key, other: Key) -> bool:
        """Whether people ruled that two keys are not the same."""
        return bool(self.different) and (
            (key.iri, other.iri) in self.different or (other.iri, key.iri) in self.different
        )

    def by_text(self, key: Key, options: list[tuple[Key, _Facts]], least: float) -> None:
        """What a single citation, or else its text as a whole, tells of an open key."""
        for source, places in self.places.get(key, {}).items():
            own = {start: ahead(candidates(said, options), max(least, 1.0)) for start, said in places}
            whole = ahead(candidates(_merged(said for _, said in places), options), max(least, 1.0))
            told = set(filter(None, own.values()))
            rest = whole or (next(iter(told)) if len(told) == 1 else None)
            for start, chosen in own.items():
                if chosen or rest:
                    self.local[source, start] = chosen or rest or key


def reconcile(
    extractions: Iterable[Extraction], registry: Iterable[Known] = (), rulings: Rulings | None = None
) -> Resolution:
    """The Resolution of a set of documents."""
    rulings = rulings or Rulings()
    state = _State(defaultdict(_Facts), rulings.different, defaultdict(dict))
    for extraction in extractions:
        _collect(extraction, state)
    aliases: dict[Key, set[Key]] = defaultdict(set)
    for known in registry:
        entry = state.facts[known.key]
        entry.titles.update(known.titles)
        entry.dates.update([known.date] if known.date and not any(len(day) == 10 for day in entry.dates) else ())
        entry.issuers.update(() if entry.issuers else (one.slug for one in known.issuers))
        for alias in known.aliases:
            aliases[alias].add(known.key)
    _ruled(state, rulings.same)
    for step in (_undated, _homeless, _by_title):
        step(state)
    _plenums(state, aliases)
    _programmes(state)
    joined = _closed(state.joined)
    _keyless(state, joined)
    local = {place: joined.get(key, key) for place, key in state.local.items()}
    still = {key: value for key, value in state.open.items() if key not in joined}
    return Resolution(joined, still, local, state.weighed, state.placed)


def _ruled(state: _State, same: Mapping[str, str]) -> None:
    """Join what people ruled to be the same; nothing comes of keys that no text has, nor of a circle."""
    if not same:
        return
    keys = {key.iri: key for key in state.facts}
    for one, other in sorted(same.items()):
        if one in keys and other in keys:
            last = keys[other]
            while last in state.joined:
                last = state.joined[last]
            if last != keys[one]:
                state.joined[keys[one]] = last


def _collect(extraction: Extraction, state: _State) -> None:
    own, facts = extraction.letterhead, state.facts
    written = own.date if own.key and own.date and len(own.date) == 10 else ""
    if own.key:
        _note(facts[own.key], own)
    for row, mention in enumerate(extraction.mentions):
        if mention.key is None:
            said = Said()
            _note(said, mention)
            _until(said, written)
            outer = _outer(extraction.mentions[max(0, row - _NESTED) : row], mention)
            state.keyless[extraction.document.source, mention.span.start] = said, mention.candidates, outer
            continue
        entry = facts[mention.key]
        _note(entry, mention)
        entry.homes.update([extraction.territory] if extraction.territory else ())
        _until(entry, written)
        if not mention.key.era:
            said = Said()
            _note(said, mention)
            _until(said, written)
            state.places[mention.key].setdefault(extraction.document.source, []).append((mention.span.start, said))
    for claim in extraction.claims:
        if claim.subject and isinstance(claim.object, Key) and claim.predicate in ("promulgates", "approves"):
            facts[claim.object].parents.add(claim.subject)
        if claim.subject and isinstance(claim.object, Key) and claim.predicate in ("implements", "continues"):
            facts[claim.subject].targets.add(claim.object)


_NESTED = 8


def _outer(before: Sequence[Mention], one: Mention) -> Key | None:
    """The document in whose title a citation stands, as far as the text tells which."""
    return next((other.key for other in reversed(before) if other.extent.end >= one.span.end and other.title), None)


def _note(said: Said, place: Mention | Letterhead) -> None:
    """Keep what one place says."""
    said.read = True
    said.titles.update([place.title] if place.title else ())
    said.dates.update([place.date] if place.date else ())
    if isinstance(place, Mention):
        said.issuers.update(one.slug for one in place.issuers)
        said.terms.update([place.term.lower()] if place.term else ())


def _until(said: Said, written: str) -> None:
    """The last day of all texts; "" for good once one is undated."""
    said.until = written if said.until is None else max(said.until, written) if said.until and written else ""


def _merged(parts: Iterable[Said]) -> Said:
    """What several places say together."""
    whole = Said()
    for part in parts:
        for name in ("titles", "dates", "issuers", "terms"):
            getattr(whole, name).update(getattr(part, name))
        _until(whole, part.until or "")
    return whole


def _keyless(state: _State, joined: Mapping[Key, Key]) -> None:
    """A citation that its own text leaves between several directives: what the other texts tell of these may decide.

    So does what the document that names it in its title is known to carry out.
    """
    for place, (said, options, outer) in sorted(state.keyless.items(), key=lambda row: row[0]):
        keys = sorted({joined.get(key, key) for key in options})
        found = candidates(said, [(key, state.facts[key]) for key in keys])
        state.placed[place] = found
        targets = state.facts[joined.get(outer, outer)].targets if outer else set()
        carried = {joined.get(key, key) for key in targets} & set(keys)
        chosen = ahead(found, 1.0) if len(keys) > 1 else next(iter(keys), None)
        chosen = chosen or (next(iter(carried)) if len(carried) == 1 else None)
        if chosen:
            state.local[place] = chosen


_BY_NAME = frozenset(["luat", "pl", "hp"])


def _undated(state: _State) -> None:
    """A number without date or term joins the dated one of its committee and type; a law by its name likewise."""
    facts = state.facts
    dated: dict[tuple[str, str, str], set[Key]] = defaultdict(set)
    laws: dict[tuple[str, str, str], set[Key]] = defaultdict(set)
    for key in facts:
        if key.number and key.era and key.body and not key.name:
            dated[key.body, key.type, key.number].add(key)
        if key.type in _BY_NAME and key.name and key.era:
            laws[key.body, key.type, key.name].add(key)
    for key in sorted(facts):
        if key.number and not key.era and key.body and not key.name:
            state.settle(key, dated.get((key.body, key.type, key.number), ()))
        elif key.type in _BY_NAME and key.name and not key.era:
            near = laws.get((key.body, key.type, key.name), set())
            if len(near) == 1 and not state.before(key, next(iter(near))):
                state.settle(key, near, -9.0)


def _homeless(state: _State) -> None:
    """A number whose committee's territory is open joins the one with its full date, or its title."""
    facts = state.facts
    homes: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for key in facts:
        if key.number and key.body and not key.body.startswith("-/"):
            homes[key.type, key.number].add(key)
    for key in sorted(facts):
        if not key.number or key in state.joined or not (key.body.startswith("-/") or not key.body):
            continue
        level = key.body[2:]
        near = {
            other
            for other in homes.get((key.type, key.number), set())
            if (not level or other.body.rsplit("/", 1)[-1] == level)
            and (not key.era or not other.era or key.era == other.era)
        }
        state.settle(key, near, 1.5)
        if near and key not in state.joined:
            state.open[key] = tuple(sorted(near))


def _by_title(state: _State) -> None:
    """A document known by name joins the numbered one of its type and committee that bears its title."""
    facts = state.facts
    numbered: dict[str, list[tuple[Key, str]]] = defaultdict(list)
    index: dict[tuple[str, str], list[tuple[Key, str]]] = defaultdict(list)
    for key in sorted(facts):
        if key.number and key not in state.joined:
            for title in sorted(facts[key].titles):
                numbered[key.type].append((key, title))
                for word in words(title):
                    index[key.type, word].append((key, title))
    for key in sorted(facts):
        if key.number or not key.name or key in state.joined:
            continue
        found: set[Key] = set()
        for title in sorted(facts[key].titles):
            if len(words(title)) < (4 if key.era else 5):
                continue
            rare = min(words(title), key=lambda word: (len(index.get((key.type, word), [])) or 1 << 30, word))
            near = numbered[key.type] if len(numbered[key.type]) < 50 else index.get((key.type, rare), [])
            found |= {
                other for other, name in near if same_title(title, name) and _may_be(key, other, facts[key].parents)
            }
        found = {other for other in found if not state.apart(key, other)}
        found = {other for other in found if facts[other].read} or found
        if found:
            state.weighed[key] = candidates(facts[key], [(other, facts[other]) for other in sorted(found)])
        if len(found) == 1:
            state.joined[key] = next(iter(found))
        elif found:
            state.open[key] = tuple(sorted(found))


def _may_be(key: Key, other: Key, parents: set[Key]) -> bool:
    """Whether committee and term of two keys can be one, and the other is not what promulgates it, but of that one's body."""
    bodies = not key.body or not other.body or key.body == other.body or key.body.startswith("-")
    theirs = {parent.body for parent in parents}
    bodies = bodies and (not other.body or not theirs or "" in theirs or other.body in theirs)
    return other not in parents and bodies and (not key.era or not other.era or key.era == other.era)


def _plenums(state: _State, aliases: Mapping[Key, set[Key]]) -> None:
    """A resolution named by its plenum is the one of it that its title, or the texts, point to."""
    for key in sorted(state.facts):
        if key in state.joined or not key.name.startswith("trung-uong-"):
            continue
        near = {
            known
            for alias, group in aliases.items()
            if alias.name == key.name and key.era in ("", alias.era)
            for known in group
        }
        state.settle(key, near, 0.7 if key.era else 1.5)


def _programmes(state: _State) -> None:
    """An action programme without number joins the numbered one of its committee that carries out the same document."""
    facts, final = state.facts, _closed(state.joined)
    targets: dict[tuple[str, str], list[tuple[Key, set[Key]]]] = defaultdict(list)
    for key in sorted(facts):
        if key.number and facts[key].targets:
            row = (final.get(key, key), {final.get(one, one) for one in facts[key].targets})
            targets[key.body, key.type].append(row)
            targets[f"{key.body.rpartition('/')[0]}/", key.type].append(row)
    for key in sorted(facts):
        if key.number or key in state.joined or not facts[key].targets:
            continue
        own = {final.get(one, one) for one in facts[key].targets}
        if len(own) != 1 or not (key.name.startswith(("hanh-dong", "thuc-hien-"))):
            continue
        homes = [key.body] if key.body else [f"{home}/" for home in sorted(facts[key].homes)]
        found = {other for home in homes for other, theirs in targets.get((home, key.type), []) if own <= theirs}
        found = {
            other
            for other in found
            if not state.apart(key, other) and all(one.body in ("", other.body) for one in facts[key].parents)
        }
        if len(found) == 1:
            state.joined[key] = next(iter(found))


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
