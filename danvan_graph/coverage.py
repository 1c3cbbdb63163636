"""Who has carried a directive out, by the roll of bodies that ought to: issued, mentioned, nothing found.

"Nothing found" speaks of the documents read, not of the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import index, lineage, territory, vocab
from .facts import Body, Entry, Facts, Opened, tail
from .fold import bare
from .nodes import Node, days_between
from .vocab import DV, ID, RELATIONS, TERRITORY

_DISTRICTS_END = "2025-06-30"
# Kind of territory → slug and name of its party committee.
_COMMITTEES = {
    "tỉnh": ("tu", "Tỉnh ủy"),
    "huyện": ("hu", "Huyện ủy"),
    "thị xã": ("tixu", "Thị ủy"),
    "quận": ("qu", "Quận ủy"),
    "xã": ("du-xa", "Đảng ủy xã"),
    "phường": ("du-phuong", "Đảng ủy phường"),
    "thị trấn": ("du-tt", "Đảng ủy thị trấn"),
    "thành phố": ("thu", "Thành ủy"),
    "đặc khu": ("du-dk", "Đảng ủy đặc khu"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One body of the roll; ``directives`` has what it issued, the earliest first, the rest is of that one."""

    organisation: str
    iri: str
    level: str
    territory: str
    status: str
    directive: str = ""
    date: str = ""
    days: int | None = None
    directives: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The roll of one level under a territory; ``documents`` is how many sources the graph was read from."""

    root: Node
    level: str
    under: str
    on: str
    documents: int
    rows: tuple[Row, ...]

    def count(self, status: str) -> int:
        """How many bodies have a status."""
        return sum(row.status == status for row in self.rows)

    @property
    def share(self) -> float:
        """Percentage of bodies that have issued something."""
        return round(100 * self.count("issued") / len(self.rows), 1) if self.rows else 0.0


def coverage(
    store: Opened,
    iri: str,
    *,
    level: str = "district",
    under: str = "",
    on: str = "",
    branch: str = "",
    via: Sequence[str] = lineage.DEFAULT_VIA,
) -> Coverage:
    """Who of ``level`` under the territory ``under`` (an IRI, "" for the country) has carried ``iri`` out.

    The roll has the territories that stood on the day ``on`` (without one: at the end of districts for a directive
    older than that, else on the day of the directive) and those of the graph. A body has issued something when a
    directive of its territory carries ``iri`` out, at once or through others. ``branch`` counts one branch only.
    """
    facts = Facts(store)
    down = lineage.trace(store, iri, up=False, on=on, via=via, evidence=False)
    day = on or max(_DISTRICTS_END, down.root.date)
    issued: dict[str, list[Node]] = {}
    for node in down.nodes[1:]:
        if node.level == level and branch in ("", node.branch):
            issued.setdefault(node.territory_iri or node.issuer_iri, []).append(node)
    hinted = _mentioned(facts, [node.iri for node in down.nodes])
    roll = _roll(facts, level, under, day, [key for key in issued if key])
    rows = [_row(facts, place, level, issued.get(place, []), place in hinted, down.root.date) for place in roll]
    documents = len(facts.instances("Source"))
    rows.sort(key=lambda row: (bare(row.territory), row.territory, row.organisation))
    return Coverage(down.root, level, facts.place(under), day, documents, tuple(rows))


def _roll(facts: Facts, level: str, under: str, day: str, issuers: Iterable[str]) -> list[str]:
    """Territories of the level by the data, those of the graph that the data lack, and whoever has issued something.

    A graph whose territories are all its own is not held against the data's.
    """
    path = under.removeprefix(TERRITORY)
    held: set[str] = set()
    places, bodies = set(facts.instances("Territory")), set(facts.instances("Organisation"))
    for place in facts.subjects(DV.level, vocab.BASE + level):
        if place in places:
            held.add(place)
        elif place in bodies:
            held.add(facts.about(place).one(DV.territory))
    own = {place for place in held - {""} if not _dated(place)}
    strange = bool(own) and len(own) == len(held - {""})
    ours = level in _LEVELS and (not under or under.startswith(TERRITORY)) and not strange
    found = own | ({TERRITORY + unit.path for unit in territory.roll(level, path, day)} if ours else set())
    found.update(issuers)
    return sorted(place for place in found - {""} if not under or under in facts.within(place))


_LEVELS = ("province", "district", "commune")


def _dated(place: str) -> bool:
    """Whether the data know the territory, so that the roll of the day decides on it."""
    try:
        return bool(territory.get(place.removeprefix(TERRITORY)))
    except KeyError:
        return False


def _row(facts: Facts, place: str, level: str, issued: list[Node], hinted: bool, start: str) -> Row:
    """The Row of a territory (or of a body without one)."""
    issued = sorted(issued, key=lambda node: (node.date or "9", node.label, node.iri))
    first = issued[0] if issued else None
    body = facts.body(first.issuer_iri) if first and first.issuer_iri else committee(facts, place)
    name = facts.place(place) if DV.Organisation not in facts.about(place).all(vocab.RDF_TYPE) else ""
    if not first:
        return Row(body.label, body.iri, level, name, "mentioned" if hinted else "nothing_found")
    days = days_between(start, first.date)
    return Row(body.label, body.iri, level, name, "issued", first.label, first.date, days, tuple(issued))


def committee(facts: Facts, place: str) -> Body:
    """The party committee of a territory: as the graph has it, else as bodies of its kind are called."""
    entry = facts.about(place)
    if DV.Organisation in entry.all(vocab.RDF_TYPE):
        return facts.body(place)
    bodies = [facts.body(iri) for iri in facts.subjects(DV.territory, place) if iri.startswith(f"{ID}org/")]
    bodies += [facts.body(iri) for iri in facts.subjects(DV.territory, place) if _is_body(facts.about(iri))]
    party = sorted((len(body.label), body.iri) for body in bodies if body.branch == "party")
    if party:
        return facts.body(party[0][1])
    try:
        unit = territory.get(tail(place))
    except KeyError:
        return Body(place, facts.place(place))
    slug, name = _COMMITTEES.get(unit.kind, ("du", "Đảng ủy"))
    return Body(f"{ID}org/{unit.path}/{slug}", f"{name} {unit.name}")


def _is_body(entry: Entry) -> bool:
    return DV.Organisation in entry.all(vocab.RDF_TYPE)


def _mentioned(facts: Facts, directives: Iterable[str]) -> set[str]:
    """Territories whose documents, or documents about them, link to one of the directives in any way."""
    known = dict.fromkeys(directives)
    found: set[str] = set()
    if facts.index:
        found.update(facts.index.told(list(known)))
        linked = {end for ends in facts.index.steps(list(known), index.LINKS, False).values() for end in ends} - set(
            known
        )
    else:
        linked = set()
        relations = {vocab.BASE + name for name in RELATIONS}
        for subject, predicate in (pair for iri in known for pair in facts.pointing(iri)):
            if predicate == DV.refersTo:
                found.update(facts.about(source).one(DV.territory) for source in facts.objects(subject, DV.source))
            elif predicate in relations and subject not in known:
                linked.add(subject)
    for subject in linked:
        entry = facts.about(subject)
        found.add(entry.one(DV.territory))
        found.update(body for issuer in entry.all(DV.issuedBy) for body in (issuer, facts.body(issuer).territory))
    return found - {""}


COLUMNS = ("organisation", "iri", "level", "territory", "status", "directive", "date", "days")


def row(found: Row) -> dict[str, object]:
    """One row of output."""
    return {column: getattr(found, column) for column in COLUMNS}


def bar(found: Coverage, width: int) -> str:
    """A bar: full for issued, half-tone for mentioned, dots for nothing found."""
    total = len(found.rows) or 1
    issued = round(width * found.count("issued") / total)
    mentioned = min(width - issued, round(width * found.count("mentioned") / total))
    return "█" * issued + "▒" * mentioned + "·" * (width - issued - mentioned)
