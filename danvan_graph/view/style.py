"""How types, branches and relations look, and what the page says: the tables of ``static/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent.parent / "static"
BRANCHES = {"party": "#b42318", "state": "#175cd3", "front": "#8a5a00", "military": "#0f766e", "": "#5b6470"}


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of ``static/<name>.tsv`` without its comment line."""
    lines = (STATIC / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def texts() -> dict[str, list[str]]:
    """Give what the page says: key → Vietnamese, English."""
    return {key: [vi, en] for key, vi, en in table("texts")}


def ranks() -> dict[str, int]:
    """How well each relation serves as a link of the forest, 0 best."""
    return {row[0]: int(row[9]) for row in table("relations")}


def relations() -> dict[str, dict[str, object]]:
    """Names, from both ends, and line of each relation."""
    keys = ("name", "back", "color", "dash", "width", "arrow")
    found: dict[str, dict[str, object]] = {}
    for name, vi, en, back_vi, back_en, color, dash, width, arrow, _ in table("relations"):
        dashes = [int(part) for part in dash.split()]
        found[name] = dict(zip(keys, ([vi, en], [back_vi, back_en], color, dashes, float(width), arrow), strict=True))
    return found


def icon(kind: str) -> tuple[str, str]:
    """English name and icon of a document type; a longer name takes those of the type it begins with."""
    rows = {row[0]: (row[1], row[2]) for row in table("types")}
    words = kind.split()
    for size in range(len(words), 0, -1):
        if " ".join(words[:size]) in rows:
            return rows[" ".join(words[:size])]
    return kind, "dot"
