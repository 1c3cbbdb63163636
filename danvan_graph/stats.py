"""Counts over the store: directives by type, level, territory, year; links; what is open or contradictory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from . import vocab
from .facts import Facts, Opened, conflicts
from .nodes import describe
from .vocab import LEVELS, RELATIONS

BREAKDOWNS = ("relation", "type", "level", "territory", "year")
"""Kinds of rows that count one value of many."""


def counts(store: Opened) -> Iterator[dict[str, object]]:
    """Rows ``what``, ``value``, ``count``: totals first, then each breakdown, the greatest first."""
    facts = Facts(store)
    groups: dict[str, Counter[str]] = {name: Counter() for name in ("type", "level", "territory", "year")}
    total = open_ = contradictory = 0
    for iri in facts.directives():
        entry = facts.about(iri)
        node = describe(facts, entry)
        total += 1
        open_ += node.unresolved
        contradictory += bool(conflicts(entry))
        groups["type"][node.type] += 1
        groups["level"][node.level] += 1
        groups["territory"][facts.place(facts.within(node.territory_iri)[-1]) if node.territory_iri else ""] += 1
        groups["year"][node.date[:4]] += 1
    yield from (
        {"what": name, "value": "", "count": count}
        for name, count in (
            ("directives", total),
            ("organisations", len(facts.instances("Organisation"))),
            ("sources", len(facts.instances("Source"))),
            ("unresolved", open_),
            ("contradictions", contradictory),
        )
    )
    for name in RELATIONS:
        if pairs := len(facts.pairs(vocab.BASE + name)):
            yield {"what": "relation", "value": name, "count": pairs}
    for name, group in groups.items():
        for value, count in sorted(group.items(), key=lambda pair: _order(name, pair)):
            yield {"what": name, "value": value, "count": count}


def _order(name: str, pair: tuple[str, int]) -> tuple[int, str]:
    """Levels from the centre down, years in order, the rest by how many."""
    value, count = pair
    if name == "level":
        return (LEVELS.index(value) if value in LEVELS else len(LEVELS)), value
    return (0, value or "9") if name == "year" else (-count, value)
