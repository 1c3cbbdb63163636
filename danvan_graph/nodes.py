"""A directive as one node: its facts, state and days, as lineage, coverage, show and the views have them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from . import lexicon, validity
from .facts import Entry, Facts, conflicts, tail
from .validity import later as later
from .vocab import DV, TITLE


@dataclass(frozen=True, slots=True)
class Node:
    """One directive of a lineage; "" where the graph does not say.

    ``level`` is central | province | district | commune | village, ``territory`` the name of its place, ``branch`` the
    issuer's, else that of the body in the symbol. ``depth`` counts links from the root, negative towards what the root
    carries out. ``via`` is the local name of the predicate of the link to ``parent`` (an IRI). ``days`` counts days
    after the root's date.
    """

    iri: str
    label: str
    type: str = ""
    number: str = ""
    symbol: str = ""
    date: str = ""
    dates: tuple[str, ...] = ()
    title: str = ""
    issuer: str = ""
    issuer_iri: str = ""
    level: str = ""
    territory: str = ""
    branch: str = ""
    state: str = ""
    depth: int = 0
    via: str = ""
    parent: str = ""
    days: int | None = None
    unresolved: bool = False
    contradictions: int = 0
    territory_iri: str = ""


def describe(facts: Facts, entry: Entry, *, depth: int = 0, via: str = "", parent: str = "", on: str = "") -> Node:
    """The Node of all that is said of one directive."""
    issuer = entry.one(DV.issuedBy)
    body = facts.body(issuer) if issuer else None
    place = entry.one(DV.territory) or (body.territory if body else "")
    number, symbol = entry.numbered
    settled = entry.all(DV.curatedDate)[:1]
    dates = settled or entry.dates
    return Node(
        iri=entry.iri,
        label=entry.label,
        type=entry.type,
        number=number,
        symbol=symbol,
        date=next(iter(dates), ""),
        dates=dates,
        title=entry.one(TITLE),
        issuer=body.label if body else "",
        issuer_iri=issuer,
        level=tail(entry.one(DV.level)) or (body.level if body else ""),
        territory=facts.place(place),
        territory_iri=place,
        branch=(body.branch if body else "") or _branch(symbol),
        state=str(validity.at(facts, entry, on)),
        depth=depth,
        via=via,
        parent=parent,
        unresolved=entry.unresolved,
        contradictions=conflicts(entry) - (max(0, len(entry.dates) - 1) if settled else 0),
    )


@cache
def _branch(symbol: str) -> str:
    """Branch of the body in a symbol, as the table ``symbol_bodies`` has it: party for "KH/HU", state for "KH-UBND"."""
    branches = {symbol: row["branch"] for symbol, row in lexicon.body_signs().items()}
    parts = re.split(r"[/-]", symbol)
    return next((branches[body] for part in parts if (body := part.rstrip("0123456789")) in branches), "")


def state(facts: Facts, iri: str, on: str = "") -> str:
    """State at the day ``on``, or at last, as :mod:`danvan_graph.validity` puts it in one line."""
    return str(validity.at(facts, facts.about(iri), on))


def days_between(start: str, end: str) -> int | None:
    """Days from one full ISO date to another, None where one is missing or partial.

    >>> days_between("2013-06-03", "2013-08-12"), days_between("2013", "2013-08-12")
    (70, None)
    """
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days if len(start) == len(end) == 10 else None
    except ValueError:
        return None
