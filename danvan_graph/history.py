"""When bodies began and ended, and what came after them: by kind (:mod:`danvan_graph.lives`), else by territory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta

from . import lexicon, lives, territory
from .fold import slug
from .model import Organisation

_SOURCE = "data/territories (Nghị quyết 202/2025/QH15, changes.tsv, former.tsv)"
_COMMUNE = {"xã": "du-xa", "phường": "du-phuong", "thị trấn": "du-tt", "đặc khu": "du-dk"}


@dataclass(frozen=True, slots=True)
class Life:
    """Life span of one body; ``end`` is its last day (or month, or year), ``results`` the bodies that came after it."""

    start: str = ""
    end: str = ""
    results: tuple[Organisation, ...] = ()
    source: str = ""

    @property
    def change(self) -> str:
        """Day (or month, or year) of the change that ended the body, "" when none did."""
        if len(self.end) != 10:
            return self.end
        return (Date.fromisoformat(self.end) + timedelta(1)).isoformat()


def life(body: Organisation) -> Life:
    """Life span of a body and what came after it.

    >>> one = life(Organisation("Ban Dân vận Tỉnh ủy Lai Châu", "bdv-tu", "province", "party", "lai-chau", "lai-chau/bdv-tu"))
    >>> one.end, [after.label for after in one.results]
    ('2025-03', ['Ban Tuyên giáo và Dân vận Tỉnh ủy Lai Châu'])
    """
    organ = _organ(body.kind)
    own = lives.life(organ or body.kind, body.level, body.territory)
    unit = _unit(body.territory)
    if own.end and not (unit and unit.end and unit.end < own.end):
        results = tuple(after for kind in own.successors if (after := _kind(body, organ, kind)))
        return Life(own.start or "", own.end, results, own.source)
    start = max(own.start or "", (unit.start or "") if unit else "")
    if unit is None or not unit.end:
        return Life(start, "", (), own.source)
    level = [path for path in unit.successors if _level(path) == body.level]
    return Life(start, unit.end, tuple(filter(None, (_moved(body, unit, path) for path in level))), _SOURCE)


def exists(body: Organisation, on: str) -> bool:
    """Whether a body can have existed on a day, or on some day of a month or year."""
    known = life(body)
    end, start = (known.end or on)[: len(on)], (known.start or on)[: len(on)]
    return end >= on[: len(end)] and start <= on


def _organ(kind: str) -> str:
    """The organ in a kind such as "bdv-tu" (the commission of a provincial committee), "" when it is none."""
    organs = (row["slug"] for row in lexicon.table("bodies") if row["part"] == "organ")
    return max((one for one in organs if kind.startswith(f"{one}-")), key=len, default="")


def _unit(path: str) -> territory.Territory | None:
    try:
        return territory.get(path) if path else None
    except KeyError:
        return None


def _level(path: str) -> str:
    unit = _unit(path)
    return unit.level if unit else ""


def _kind(body: Organisation, organ: str, after: str) -> Organisation | None:
    """The same place's body of another kind."""
    label = _label(after)
    if not label:
        return None
    if organ:
        rest = body.label.removeprefix(_label(organ)).strip()
        kind = f"{after}{body.kind[len(organ) :]}"
        label = f"{label} {rest}"
    else:
        kind = after
    return replace(body, label=label, kind=kind, slug=f"{body.slug.rpartition('/')[0]}/{kind}")


def _label(kind: str) -> str:
    """What a kind of body is called."""
    for row in lexicon.table("bodies"):
        if row["slug"] == kind and row["label"] != "*":
            return row["label"]
    for row in lexicon.table("ministries"):
        if f"bo-{slug(row['label'])}" == kind:
            return f"Bộ {row['label']}"
    return ""


def _moved(body: Organisation, unit: territory.Territory, path: str) -> Organisation | None:
    """The same kind of body in another territory."""
    after = territory.get(path)
    kind = _COMMUNE.get(after.kind, body.kind) if body.kind in _COMMUNE.values() else body.kind
    label = body.label
    if unit.name not in label:
        return None
    label = label.replace(f"{unit.kind} {unit.name}", f"{after.kind} {after.name}").replace(unit.name, after.name)
    return replace(body, label=label, kind=kind, territory=path, slug=f"{path}/{kind}")
