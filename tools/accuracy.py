"""Writes the figures of docs/accuracy.md, or checks that they are up to date.

python tools/accuracy.py              writes the tables between the page's marks
python tools/accuracy.py --check      says whether the page is up to date, exit 1 when it is not
python tools/accuracy.py --missed     prints what is missed and what is found wrongly
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from danvan_graph.evaluate import FIELDS, Figure, Report, evaluate
from danvan_graph.extract import extract
from danvan_graph.read import find_files, read
from danvan_graph.reconcile import reconcile
from danvan_graph.records import to_json
from danvan_graph.registry import with_bundled

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
GOLD = ROOT / "data" / "gold"
FIGURES = re.compile(r"(?<=<!-- figures, made by: make accuracy -->\n).*?(?=<!-- end -->)", re.DOTALL)
TOTAL = "**all**"


def genres() -> dict[str, list[str]]:
    """Genre → names of its documents, as data/gold/genres.tsv gives them."""
    found: dict[str, list[str]] = {}
    for line in (GOLD / "genres.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, genre = line.split("\t")
        found.setdefault(genre, []).append(name)
    return found


def extracted() -> dict[str, list[dict[str, Any]]]:
    """Name → records of every bundled document, reconciled together as ``danvan extract`` does."""
    paths, _ = find_files([ROOT / "data" / "documents"])
    extractions = [extract(read(path)) for path in paths]
    resolution = reconcile(extractions, with_bundled(()))
    return {
        path.stem: list(to_json(resolution.within(one), resolution))
        for path, one in zip(paths, extractions, strict=True)
    }


def reports(records: dict[str, list[dict[str, Any]]]) -> list[tuple[str, int, Report]]:
    """Each genre with the number of its documents and its figures; all documents last."""
    parts = [*sorted(genres().items()), (TOTAL, list(records))]
    return [(genre, len(names), evaluate(GOLD, {name: records[name] for name in names})) for genre, names in parts]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with padded columns."""
    cells = [head, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def share(value: float) -> str:
    """Three decimals."""
    return f"{value:.3f}"


def figure(one: Figure) -> str:
    """Precision / recall / F1 and how many the gold has; a dash where it has none and none is found."""
    if not one.wanted and not one.found:
        return "–"
    return f"{one.precision:.2f} / {one.recall:.2f} / **{one.f1:.3f}** ({one.wanted:.0f})"


def figures() -> str:
    """The tables of the page."""
    found = reports(extracted())
    whole = found[-1][2]
    by_genre = table(
        ("genre", "documents", "full mentions", "all mentions", "identity", "links", "issued by"),
        (
            (genre, str(count), *map(figure, (one.full, one.mentions, one.identity, one.links, one.issuers)))
            for genre, count, one in found
        ),
    )
    by_field = table(
        ("genre", *FIELDS),
        (
            (genre, *(share(one.fields[field]) if field in one.fields else "–" for field in FIELDS))
            for genre, _, one in found
        ),
    )
    invented = table(("", *FIELDS), [("all", *(share(whole.invented[field]) for field in FIELDS))])
    by_link = table(
        ("link", "precision / recall / F1 (in the gold)"),
        ((f"`{name}`", figure(one)) for name, one in whole.by_link.items()),
    )
    return (
        f"### By genre\n\nPrecision / recall / **F1** (number in the gold).\n\n{by_genre}\n\n"
        f"### Fields of matched mentions: share of the gold's values that are found\n\n{by_field}\n\n"
        f"### Values found where the gold has none, a mention\n\n{invented}\n\n### By kind of link\n\n{by_link}\n"
    )


def main() -> None:
    if "--missed" in sys.argv:
        whole = reports(extracted())[-1][2]
        print("\n".join([*(f"missed  {one}" for one in whole.missed), *(f"wrong   {one}" for one in whole.spurious)]))
        return
    text = PAGE.read_text(encoding="utf-8")
    new = FIGURES.sub(lambda _: f"\n{figures()}\n", text)
    if "--check" not in sys.argv:
        PAGE.write_text(new, encoding="utf-8")
    elif new != text:
        sys.exit("docs/accuracy.md is out of date: make accuracy")


if __name__ == "__main__":
    main()
