"""The word lists of the language rules: each table is a TSV file in this folder, with an example in every row."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def table(name: str) -> list[dict[str, str]]:
    """Rows of ``lexicon/<name>.tsv`` as dicts by column name."""
    with (_FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [
            {column: value or "" for column, value in row.items()}
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@dataclass(frozen=True, slots=True)
class DocType:
    """A type of document: ``name`` in lower case, ``series`` the slug of its number series, ``symbols`` it is written with.

    ``cls`` is the local name of its class in the ontology, ``branch`` party or state.
    """

    name: str
    series: str
    symbols: tuple[str, ...]
    variants: tuple[str, ...]
    cls: str
    branch: str


@cache
def types() -> dict[str, DocType]:
    """Every document type by its name."""
    rows = table("types")
    return {
        row["name"]: DocType(
            row["name"],
            row["series"],
            tuple(row["symbols"].split(",")),
            tuple(variant for variant in row["variants"].split("|") if variant),
            row["class"],
            row["branch"],
        )
        for row in rows
    }


@cache
def surfaces() -> dict[str, DocType]:
    """Every wording of a type word, lower case, and its type."""
    found = dict(types().items())
    found.update({variant: kind for kind in types().values() for variant in kind.variants})
    return found


@cache
def by_symbol(state: bool = False) -> dict[str, DocType]:
    """First part of a symbol ("NQ", "QCPH") → its type; the type that names it first wins, of a state number a state type."""
    found: dict[str, DocType] = {}
    ordered = sorted(types().values(), key=lambda kind: state and kind.branch != "state")
    for rank in range(6):
        for kind in ordered:
            if rank < len(kind.symbols):
                found.setdefault(kind.symbols[rank], kind)
    return found


@cache
def body_signs() -> dict[str, dict[str, str]]:
    """Part of a symbol that names a body ("UBND", "BTGTW") → its row of the table ``symbol_bodies``."""
    return {row["symbol"]: row for row in table("symbol_bodies")}


def other_type(name: str, first: str) -> str:
    """The type that the first part of a symbol names, when no document called ``name`` bears it; else "".

    A joint form goes with its plain word: "quy chế" with QCPH; a word for any document ("văn bản") bears "*".

    >>> other_type("kết luận", "TB"), other_type("quy chế", "QCPH"), other_type("văn bản", "NQ")
    ('thông báo', '', '')
    """
    kind, sign = types().get(name), by_symbol().get(first)
    if not kind or not sign or first in kind.symbols or "*" in kind.symbols or sign.series == kind.series:
        return ""
    related = sign.name.startswith(f"{name} ") or name.startswith(f"{sign.name} ")
    return "" if related else sign.name


def type_class(name: str | None) -> str:
    """Local name of the ontology class of a type word; "Directive" when unknown.

    >>> type_class("nghị quyết")
    'Resolution'
    """
    kind = types().get(name or "")
    return kind.cls if kind else "Directive"


@cache
def symbol_noise() -> dict[str, str]:
    """Parts of symbols as scans and hasty typists write them → as meant."""
    return {row["written"]: row["meant"] for row in table("symbol_noise")}
