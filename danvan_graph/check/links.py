"""Rules on links: order in time, power to supersede, what was still in force, circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from danvan_graph import territory
from danvan_graph.evidence import Claims
from danvan_graph.facts import Facts, tail
from danvan_graph.nodes import Node, describe
from danvan_graph.vocab import BASE, DV, LEVELS, PART_OF_BODY

from .finding import Finding, about

_AFTER = ("implements", "continues", "guides", "basedOn", "supersedes", "amends")
_BASIS = ("implements", "continues", "basedOn")
_POWER = ("supersedes", "amends")
CIRCLES = (("continues", "implements"), ("supersedes",))
"""Links that must not run in a circle, taken together."""

Pairs = Mapping[str, Sequence[str]]


def of_subject(facts: Facts, iri: str) -> Iterator[Finding]:
    """Findings on the links that start at a directive."""
    node = describe(facts, facts.about(iri))
    seen: set[tuple[str, str]] = set()
    for name in ("continues", *_AFTER):
        for other in facts.objects(iri, BASE + name):
            kind = ("basis" if name in _BASIS else name, other)
            if other == iri or kind in seen:
                continue
            seen.add(kind)
            target = describe(facts, facts.about(other))
            yield from _order(facts, node, name, target)
            if name in _POWER:
                yield from _power(facts, node, name, target)
            if name in _BASIS:
                yield from _basis(facts, node, name, target)


def _order(facts: Facts, node: Node, name: str, target: Node) -> Iterator[Finding]:
    """A directive whose every date lies before every date of what it rests on."""
    if node.dates and target.dates and all(before(one, two) for one in node.dates for two in target.dates):
        values = (node.label, node.date, name, target.label, target.date)
        proof = Claims(facts).between(node.iri, name, target.iri)
        yield Finding("impossible-order", about(facts, node.iri, target.iri), values, proof)


def before(one: str, two: str) -> bool:
    """Whether a date, maybe partial, surely lies before another.

    >>> before("2013-05", "2013-06-03"), before("2013", "2013-06-03")
    (True, False)
    """
    size = min(len(one), len(two))
    return one[:size] < two[:size]


def _power(facts: Facts, node: Node, name: str, target: Node) -> Iterator[Finding]:
    """A body below the issuing one, or of another place, that supersedes or amends."""
    if node.issuer_iri and node.issuer_iri == target.issuer_iri:
        return
    if _came_after(node, target):
        return
    lower = _rank(node.level) > _rank(target.level) >= 0
    apart = node.level == target.level != "central" and node.territory_iri != target.territory_iri
    elsewhere = apart and bool(node.territory_iri and target.territory_iri)
    both = bool(node.issuer_iri and target.issuer_iri)
    if lower or elsewhere or (both and _organ_of(facts, node.issuer_iri, target.issuer_iri)):
        values = (node.label, node.issuer or node.territory, name, target.label, target.issuer or target.territory)
        proof = Claims(facts).between(node.iri, name, target.iri)
        yield Finding("lower-supersedes", about(facts, node.iri, target.iri), values, proof)


def _came_after(node: Node, target: Node) -> bool:
    """Whether the place of the one took over, wholly or in part, that of the other."""
    try:
        before = territory.get(tail(target.territory_iri)) if target.territory_iri else None
    except KeyError:
        return False
    place = tail(node.territory_iri)
    return before is not None and bool(place) and (place in before.successors or _takes(before, place))


def _takes(before: territory.Territory, place: str) -> bool:
    """Whether a unit went into a successor of a successor, or a district into a commune of today."""
    further = [territory.get(path).successors for path in before.successors]
    return any(place in paths for paths in further)


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else -1


_LEADING = ("btv", "tt-", "bct", "bbt")


def _organ_of(facts: Facts, organ: str, body: str) -> bool:
    """Whether ``organ`` is an advising organ of ``body`` (a commission, an office), not its standing committee."""
    kind = facts.about(organ).one(DV.kind)
    leading = kind.startswith(_LEADING) or not kind
    same = facts.body(organ).territory == facts.body(body).territory
    return same and not leading and body in facts.objects(organ, PART_OF_BODY)


def _basis(facts: Facts, node: Node, name: str, target: Node) -> Iterator[Finding]:
    """A directive that rests on one which had been superseded by then."""
    for newer in facts.subjects(DV.supersedes, target.iri):
        other = describe(facts, facts.about(newer))
        if newer != node.iri and other.date and node.date and before(other.date, node.date):
            values = (node.label, node.date, name, target.label, other.label, other.date)
            claims = Claims(facts)
            proof = (*claims.between(node.iri, name, target.iri), *claims.between(newer, "supersedes", target.iri))
            yield Finding("superseded-basis", about(facts, node.iri, target.iri, newer), values, proof)


def circles(facts: Facts, only: str = "") -> Iterator[Finding]:
    """Circles in implements or supersedes; with ``only``, those through one directive."""
    for names in CIRCLES:
        after: dict[str, set[str]] = {}
        if only:
            _reach(facts, only, names, after)
        else:
            for name in names:
                for subject, object_ in facts.pairs(BASE + name):
                    after.setdefault(subject, set()).add(object_)
        for group in components({iri: sorted(ends) for iri, ends in after.items()}):
            if not only or only in group:
                yield _circle(facts, group, after, names)


def _reach(facts: Facts, start: str, names: Sequence[str], after: dict[str, set[str]]) -> None:
    """Fill ``after`` with the links that can be reached from ``start``."""
    waiting = [start]
    while waiting:
        iri = waiting.pop()
        if iri not in after:
            after[iri] = {end for name in names for end in facts.objects(iri, BASE + name)}
            waiting.extend(after[iri])


def _circle(facts: Facts, group: Sequence[str], after: Mapping[str, Iterable[str]], names: Sequence[str]) -> Finding:
    """The finding on directives that lie in one circle."""
    inside, claims = set(group), Claims(facts)
    proof = [
        evidence
        for iri in sorted(group)
        for end in sorted(inside & set(after.get(iri, ())))
        for name in names
        for evidence in claims.between(iri, name, end)
    ]
    labels = about(facts, *sorted(group))
    return Finding("cycle", labels, (" → ".join(label for _, label in (*labels, labels[0])),), tuple(proof))


def components(after: Pairs) -> Iterator[list[str]]:
    """Groups of nodes that lie in circles (strongly connected, or linked to themselves); Tarjan, without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    inside: set[str] = set()
    for start in sorted(after):
        work = [] if start in index else [(start, iter(after.get(start, ())))]
        while work:
            here, rest = work[-1]
            if here not in index:
                index[here] = low[here] = len(index)
                stack.append(here)
                inside.add(here)
            step = next((end for end in rest if end not in index or end in inside), None)
            if step is not None and step not in index:
                work.append((step, iter(after.get(step, ()))))
            elif step is not None:
                low[here] = min(low[here], index[step])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    group = _pop(stack, inside, here)
                    if len(group) > 1 or here in after.get(here, ()):
                        yield group


def _pop(stack: list[str], inside: set[str], until: str) -> list[str]:
    """Take a finished group off the stack."""
    group: list[str] = []
    while not group or group[-1] != until:
        group.append(stack.pop())
        inside.discard(group[-1])
    return group
