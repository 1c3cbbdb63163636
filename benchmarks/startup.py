"""Start-up of ``danvan --help`` beside that of Python with click alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, median_run, python, seconds


def rows(folder: Path) -> Iterator[Row]:
    """Medians of eleven starts each."""
    mine = median_run(python("-m", "danvan_graph", "--help"), folder, 11)
    theirs = median_run(python("-c", "import click"), folder, 11)
    yield Row(
        "danvan --help",
        seconds(mine.seconds),
        f"{seconds(theirs.seconds)}, python -c 'import click'",
        f"{mine.seconds / theirs.seconds:.2f}",
    )
