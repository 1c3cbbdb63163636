"""How long after a directive those that carry it out were issued, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from .errors import DanvanError
from .facts import Opened
from .lineage import DEFAULT_VIA, Node, trace
from .vocab import LEVELS

COLUMNS = ("level", "count", "least", "lower", "median", "upper", "most", "undated", "before")


@dataclass(frozen=True, slots=True)
class Spread:
    """Days of one level; ``undated`` directives and those dated ``before`` the root are counted apart."""

    level: str
    days: tuple[int, ...]
    undated: int = 0
    before: int = 0

    @property
    def count(self) -> int:
        """How many directives have a number of days."""
        return len(self.days)

    @property
    def least(self) -> int | None:
        """Fewest days."""
        return self.days[0] if self.days else None

    @property
    def most(self) -> int | None:
        """Most days."""
        return self.days[-1] if self.days else None

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """Lower quartile, median, upper quartile.

        >>> Spread("district", (10, 20, 30, 40)).quartiles
        (17.5, 25.0, 32.5)
        """
        if len(self.days) < 2:
            return (float(self.days[0]),) * 3 if self.days else None
        lower, median, upper = quantiles(self.days, n=4, method="inclusive")
        return lower, median, upper

    def row(self) -> dict[str, object]:
        """One row of output."""
        lower, median, upper = (round(value, 1) for value in self.quartiles) if self.quartiles else (None,) * 3
        return {
            **{name: getattr(self, name) for name in ("level", "count", "least", "most", "undated", "before")},
            **{"lower": lower, "median": median, "upper": upper},
        }


@dataclass(frozen=True, slots=True)
class Lag:
    """Days after ``root`` by level, from the centre down."""

    root: Node
    spreads: tuple[Spread, ...]


def lag(store: Opened, iri: str, *, under: str = "", on: str = "", via: Sequence[str] = DEFAULT_VIA) -> Lag:
    """Days from a directive to each that carries it out, step by step; nothing is known of an undated root's."""
    found = trace(store, iri, up=False, under=under, on=on, via=via, evidence=False)
    if len(found.root.date) != 10:
        raise DanvanError(f"{found.root.label}: its day is not known, so no days after it can be counted")
    groups: dict[str, list[int | None]] = {}
    for node in found.nodes[1:]:
        groups.setdefault(node.level, []).append(node.days)
    order = (*LEVELS, *sorted(groups.keys() - set(LEVELS)))
    return Lag(found.root, tuple(_spread(level, groups[level]) for level in order if level in groups))


def _spread(level: str, given: Sequence[int | None]) -> Spread:
    """The Spread of a level."""
    known = [days for days in given if days is not None]
    after = tuple(sorted(days for days in known if days >= 0))
    return Spread(level, after, len(given) - len(known), len(known) - len(after))


def strips(found: Lag, width: int) -> list[str]:
    """For each level a strip from no days to the most: dots from least to most, a bar from quartile to quartile.

    >>> root = Node("urn:x", "x")
    >>> strips(Lag(root, (Spread("district", (10, 20, 30, 40)),)), 20)
    ['     ···████│███····']
    """
    most = max((spread.most or 0 for spread in found.spreads), default=0) or 1
    made = []
    for spread in found.spreads:
        marks = [" "] * width
        if spread.quartiles and spread.least is not None and spread.most is not None:
            least, lower, median, upper, end = (
                round(days / most * (width - 1)) for days in (spread.least, *spread.quartiles, spread.most)
            )
            marks[least : end + 1] = "·" * (end + 1 - least)
            marks[lower : upper + 1] = "█" * (upper + 1 - lower)
            marks[median] = "│"
        made.append("".join(marks).rstrip())
    return made


def plot(found: Lag, path: Path, titles: Sequence[str], days: str, heading: str) -> None:
    """Draw boxes of days by level as PNG or SVG, by the file's ending; same data, same bytes."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise DanvanError("a plot needs matplotlib: pip install 'danvan-graph[plot]'") from None
    mpl.rcParams["svg.hashsalt"] = "danvan"
    figure = Figure(figsize=(8, 1.6 + 0.7 * len(found.spreads)), layout="constrained")
    axes = figure.add_subplot()
    axes.boxplot([spread.days for spread in found.spreads], orientation="horizontal", widths=0.6)
    axes.set_yticks(range(1, len(titles) + 1), titles)
    axes.invert_yaxis()
    axes.set_xlabel(days)
    axes.set_title(heading)
    axes.grid(axis="x", alpha=0.3)
    kind = path.suffix.lower().lstrip(".")
    if kind not in ("png", "svg"):
        raise DanvanError(f"{path}: a plot is .png or .svg")
    figure.savefig(path, dpi=150, metadata={"Date": None} if kind == "svg" else {"Software": None})
