"""Ministries: their symbols from their names, their number series, several named together."""

from __future__ import annotations

import re
from functools import cache

from . import lexicon


@cache
def ministry_signs() -> dict[str, str]:
    """Symbol of each ministry, from its initials: "BVHTTDL" → "Bộ Văn hóa, Thể thao và Du lịch"."""
    found: dict[str, str] = {}
    for row in lexicon.table("ministries"):
        words = [word for word in re.findall(r"\w+", row["label"]) if word != "và"]
        found.setdefault("B" + "".join(word[0].upper() for word in words), f"Bộ {row['label']}")
    return found


@cache
def _fields() -> list[tuple[re.Pattern[str], str]]:
    rows = sorted(lexicon.table("ministries"), key=lambda row: len(row["label"]), reverse=True)
    return [(re.compile(rf"(?:{row['words']})(?!\w)"), row["label"]) for row in rows]


def fields_of(low: str) -> list[str]:
    """Fields of ministries named one after the other in folded text, [] when something else stands between.

    >>> fields_of("lao động - thương binh và xã hội - tài chính")
    ['Lao động - Thương binh và Xã hội', 'Tài chính']
    """
    found: list[str] = []
    at = 0
    while at < len(low):
        hits = [(match.end(), label) for pattern, label in _fields() if (match := pattern.match(low, at))]
        if not hits:
            return []
        at, label = max(hits)
        found.append(label)
        joint = re.compile(r" ?[-,] ?| và ").match(low, at)
        at = joint.end() if joint else at
        if joint is None and low[at:].strip(" .:"):
            return []
        at = at if joint else len(low)
    return found


@cache
def ministry_series() -> dict[str, str]:
    """Series of each ministry whose symbol a table knows, by its name: "Bộ Nội vụ" → "bnv"."""
    signs = lexicon.body_signs()
    return {name: signs[sign]["slug"].removeprefix("tw/") for sign, name in ministry_signs().items() if sign in signs}


@cache
def department_signs() -> dict[str, str]:
    """Symbol of each provincial department, as its ministry's: "SGDĐT" → "Sở Giáo dục và Đào tạo"."""
    return {f"S{sign[1:]}": f"Sở {name.removeprefix('Bộ ')}" for sign, name in ministry_signs().items()}
