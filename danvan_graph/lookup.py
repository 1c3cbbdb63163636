"""What in the graph a typed reference names.

More than one match, or none, is never settled by a guess: :class:`~danvan_graph.errors.LookupFailed` lists what may be
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import body, date, lexicon, territory
from .errors import LookupFailed
from .facts import Entry, Facts, Opened
from .fold import bare, tone
from .number import strip_zeros
from .reference import Reference, letters, parse
from .vocab import DV, ID, RDF_TYPE, RDFS_LABEL, TERRITORY, TITLE

_IRI = re.compile(r"<?([a-z][a-z0-9+.-]*:[^\s<>]+)>?")


class NotFound(LookupFailed):
    """A typed ``text`` names nothing; ``near`` holds lines on what is like it."""

    def __init__(self, text: str, near: tuple[str, ...] = ()) -> None:
        self.text, self.near = text, near
        super().__init__(f"{text}: not found" + "".join(f"\n  near: {line}" for line in near))


class Ambiguous(LookupFailed):
    """A typed ``text`` names more than one thing; ``matches`` holds a line on each."""

    def __init__(self, text: str, matches: tuple[str, ...]) -> None:
        self.text = text
        super().__init__(f"{text}: {len(matches)} matches", matches)


def find(facts: Facts, text: str) -> list[str]:
    """IRIs of every directive that ``text`` can mean; resolved ones alone when there are any."""
    if iri := as_iri(facts, text):
        return [iri]
    wanted = parse(text)
    pool = _numbered(facts, wanted) if wanted.number else _named(facts, wanted)
    entries = [entry for entry in map(facts.about, pool) if fits(facts, entry, wanted)]
    settled = [entry.iri for entry in entries if not entry.unresolved]
    return settled or [entry.iri for entry in entries]


def directive(store: Opened, text: str) -> str:
    """IRI of the one directive that ``text`` names; raises NotFound or Ambiguous."""
    facts = Facts(store)
    return _only(facts, text, find(facts, text))


def anything(store: Opened, text: str) -> str:
    """IRI of the one directive or, failing that, the one organisation that ``text`` names."""
    facts = Facts(store)
    if as_iri(facts, text) or parse(text).number:
        return _only(facts, text, find(facts, text))
    return _only(facts, text, organisations(facts, text) or find(facts, text))


def organisations(facts: Facts, text: str) -> list[str]:
    """IRIs of organisations of that name: as typed, else without diacritics, else as texts have it, else by its words."""
    labels = [(iri, facts.body(iri).label) for iri in facts.instances("Organisation")]
    exact = [iri for iri, label in labels if tone(label) == tone(text)]
    plain = [iri for iri, label in labels if bare(label) == bare(text)]
    words = set(bare(text).split())
    part = [iri for iri, label in labels if words <= set(bare(label).split())] if len(words) > 1 else []
    read = body.read(text) if not (exact or plain) else None
    return exact or plain or ([read.iri] if read and read.iri in dict(labels) else part)


def place(store: Opened, text: str) -> str:
    """IRI of the one territory that ``text`` names: an IRI, a path ("lai-chau") or a name, in the graph or the data.

    Of two where one lies in the other (tỉnh and thành phố Lai Châu), the greater.
    """
    facts = Facts(store)
    if iri := as_iri(facts, text):
        return iri
    path = text.strip("/ ")
    if "/" in path and re.fullmatch(r"[a-z0-9/-]+", path) and facts.known(TERRITORY + path):
        return TERRITORY + path
    known = territory.find(text) or territory.find(text, fold=True)
    name = _bare_place(text)
    inside = [iri for iri in facts.instances("Territory") if _bare_place(facts.place(iri)) == name]
    exact = [iri for iri in inside if tone(facts.place(iri)) == tone(text)]
    found = sorted(set(exact or inside) or {TERRITORY + unit.path for unit in known})
    greater = [one for one in found if not any(other != one and other in facts.within(one) for other in found)]
    if len(greater) == 1:
        return greater[0]
    if greater:
        raise Ambiguous(text, tuple(f"{' · '.join(map(facts.place, facts.within(iri)))}  {iri}" for iri in greater))
    raise NotFound(text)


def as_iri(facts: Facts, text: str) -> str:
    """The IRI that ``text`` is, in full or from its kind on ("directive/tw/nq-25/xi"), if the store knows it."""
    whole = _IRI.fullmatch(text.strip())
    iri = whole[1] if whole else ID + text if text.startswith(("directive/", "org/", "territory/")) else ""
    return iri if iri and facts.known(iri) else ""


def fits(facts: Facts, entry: Entry, wanted: Reference) -> bool:
    """Whether everything the reference says agrees with what the graph says of a directive."""
    number, symbol = entry.numbered
    if wanted.number and strip_zeros(number) != wanted.number:
        return False
    if wanted.symbol and letters(symbol) != wanted.symbol:
        return False
    if wanted.type and not wanted.symbol and wanted.type not in _series(entry):
        return False
    if wanted.term and wanted.term not in _terms(entry):
        return False
    if wanted.date and not any(date.compatible(wanted.date, day) for day in entry.dates or _years(entry)):
        return False
    return not wanted.words or set(wanted.words) <= _context(facts, entry)


def describe(facts: Facts, iri: str) -> str:
    """One line that tells a match from others: label, date, body, title, IRI."""
    entry = facts.about(iri)
    issuer = entry.one(DV.issuedBy)
    name = facts.body(issuer).label if issuer else ""
    title = entry.one(TITLE)
    parts = [entry.label, next(iter(entry.dates), ""), name, title if len(title) < 70 else title[:68] + "…", iri]
    return "  ".join(part for part in parts if part)


def _only(facts: Facts, text: str, found: list[str]) -> str:
    """The one IRI of ``found``."""
    if len(found) == 1:
        return found[0]
    lines = tuple(sorted(describe(facts, iri) for iri in found))
    if lines:
        raise Ambiguous(text, lines)
    raise NotFound(text, tuple(describe(facts, iri) for iri in _near(facts, text)))


def _near(facts: Facts, text: str) -> list[str]:
    """A few directives that are like what was typed: of the same number, or with the same words."""
    wanted = parse(text)
    if wanted.number:
        pool = _numbered(facts, Reference(text, wanted.number))
        alike = [iri for iri in pool if _alike(facts.about(iri), wanted)]
        return sorted(alike or pool)[:5]
    from .find import search

    return [hit.iri for hit in search(facts, text, limit=5)]


def _alike(entry: Entry, wanted: Reference) -> bool:
    """Whether a directive of the same number has a symbol that starts like the one typed."""
    symbol = letters(entry.numbered[1])
    return bool(wanted.symbol) and (symbol.startswith(wanted.symbol[:2]) or wanted.type in _series(entry))


def _numbered(facts: Facts, wanted: Reference) -> list[str]:
    """Directives of the number, by the number itself, else by what their labels begin with."""
    if facts.index and wanted.symbol:
        return facts.index.signed([f"{wanted.number} {wanted.symbol}"])
    forms = {wanted.number, *(zeros + wanted.number for zeros in ("0", "00"))}
    found = {iri for form in forms for iri in facts.holding(DV.number, form)}
    if not found:
        sign = re.compile(rf"(?<![\w/])0*{re.escape(wanted.number)}[-/]")
        found = {iri for iri, label in facts.texts(RDFS_LABEL) if sign.search(label.lower())}
    return sorted(found)


def _named(facts: Facts, wanted: Reference) -> list[str]:
    """Directives whose label or title is what was typed, else those that hold it."""
    key = " ".join(re.findall(r"[a-z0-9]+", bare(wanted.text)))
    if not key:
        return []
    texts = {(iri, " ".join(re.findall(r"[a-z0-9]+", bare(text)))) for iri, text in _titles(facts, key)}
    exact = {iri for iri, text in texts if text == key}
    return sorted(exact or {iri for iri, text in texts if f" {key} " in f" {text} "})


def _titles(facts: Facts, key: str) -> Iterable[tuple[str, str]]:
    """(IRI, label or title) of all directives, or of those that can hold the words of ``key``."""
    if facts.index:
        for iri, _ in facts.index.named(key.split()):
            entry = facts.about(iri)
            if DV.Organisation not in entry.all(RDF_TYPE):
                yield from ((iri, text) for text in (*entry.all(RDFS_LABEL), *entry.all(TITLE)))
        return
    bodies = set(facts.instances("Organisation")) | set(facts.instances("Territory")) | set(facts.instances("Source"))
    for predicate in (RDFS_LABEL, TITLE):
        yield from ((iri, text) for iri, text in facts.texts(predicate) if iri not in bodies)


def _context(facts: Facts, entry: Entry) -> set[str]:
    """Words without diacritics that tell where a directive comes from and what it is about."""
    texts = [entry.label, *entry.all(TITLE)]
    places = list(entry.all(DV.territory))
    for issuer in entry.all(DV.issuedBy):
        body = facts.body(issuer)
        texts.append(body.label)
        places.append(body.territory)
    texts += [facts.place(upper) for one in places if one for upper in facts.within(one)]
    return set(re.findall(r"[a-z0-9]+", bare(" ".join(texts))))


def _series(entry: Entry) -> set[str]:
    """Series of the types that the graph gives a directive, and of its symbol."""
    names = {*entry.all(DV.typeName), entry.type}
    kinds = [lexicon.types()[name] for name in names if name in lexicon.types()]
    first = re.split(r"[-/]", entry.numbered[1])[0]
    signs = [kind for kind in lexicon.types().values() if first in kind.symbols]
    return {kind.series for kind in (*kinds, *signs)}


def _terms(entry: Entry) -> set[str]:
    """Terms of a directive: as stated, and as its IRI has it."""
    return {term.lower() for term in entry.all(DV.term)} | {entry.iri.rpartition("/")[2]}


def _years(entry: Entry) -> tuple[str, ...]:
    """The year that stands in a state document's number, when no date is known."""
    year = re.search(r"/((?:19|20)\d\d)$", entry.numbered[0])
    return (year[1],) if year else ()


def _bare_place(name: str) -> str:
    """Name of a territory without diacritics and without the word for its kind."""
    return re.sub(r"^(?:tinh|huyen|xa|phuong|quan|thi xa|thi tran|thanh pho|tp\.?|tx\.?) +", "", bare(name).strip())
