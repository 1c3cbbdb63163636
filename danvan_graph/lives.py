"""Life spans of kinds of bodies and what came after them; data in data/organisations/lifespans.tsv.

A body lives at most as long as its territory, which :mod:`danvan_graph.territory` tells; here stands what ends sooner.
"""

from dataclasses import dataclass
from functools import cache

from danvan_graph.resources import resource


@dataclass(frozen=True, slots=True)
class Life:
    """First and last day (or month, or year) of a kind of body, None where open or not known, and its successors.

    ``kind`` and ``successors`` are slugs of lexicon/bodies.tsv or of ministries; ``territory`` is "" for all.
    """

    kind: str
    level: str
    territory: str = ""
    start: str | None = None
    end: str | None = None
    successors: tuple[str, ...] = ()
    source: str = ""

    def stands(self, on: str) -> bool:
        """Whether such a body existed on a day, or on some day of a month or year."""
        end, start = (self.end or on)[: len(on)], (self.start or on)[: len(on)]
        return end >= on[: len(end)] and start <= on


@cache
def lives() -> tuple[Life, ...]:
    """All rows of the table, in its order."""
    lines = resource("data/organisations/lifespans.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(
        Life(kind, level, territory, start or None, end or None, tuple(after.split()), source)
        for kind, level, territory, start, end, after, source in rows
    )


def life(kind: str, level: str, territory: str = "") -> Life:
    """Life of a kind of body at a level: as told for its territory, else for all, else for any body of the level.

    >>> life("bdv", "province", "bac-giang").end, life("bdv", "province", "lai-chau").end, life("hu", "district").end
    ('2025-02-28', '2025-03', '2025-06-30')
    """
    known = {(one.kind, one.territory): one for one in lives() if one.level == level}
    for key in ((kind, territory), (kind, ""), ("*", "")):
        if key in known:
            return known[key]
    return Life(kind, level, territory)


def predecessors(kind: str, level: str) -> tuple[str, ...]:
    """Kinds of bodies that went into this one.

    >>> predecessors("btgdvtw", "central")
    ('bdvtw', 'btgtw')
    """
    return tuple(one.kind for one in lives() if one.level == level and kind in one.successors and not one.territory)
