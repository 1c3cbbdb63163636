"""Speed of ``extract`` beside that of a plain regular expression for numbers with symbols, on the same texts."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.measure import Row, clock, seconds
from benchmarks.texts import reports

if TYPE_CHECKING:
    from danvan_graph.model import Document

NUMBER_SYMBOL = re.compile(r"\b\d{1,5}(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđ]{0,7}(?:[-/][A-ZĐ][A-Za-zĐđ]{0,7})*\b")


def rows(megabytes: float) -> Iterator[Row]:
    """MB/s of UTF-8 a processor second through reading and extraction, start-up aside; medians of three parts."""
    part(reports(0.1, seed=0)[:1])
    parts = [part(reports(megabytes / 3, seed=seed)) for seed in (1, 2, 3)]
    extracting, whole, plain, mentions, numbers = map(median, zip(*parts, strict=True))
    beside = f"{plain:.1f} MB/s, {numbers} numbers, regular expression"
    name = f"extract, {megabytes:g} MB of text in three parts"
    yield Row(name, f"{extracting:.2f} MB/s, {mentions} mentions", beside, f"1/{plain / extracting:.0f}")
    name = "reading (one spelling, paragraphs, offsets) and extract"
    yield Row(name, f"{whole:.2f} MB/s", beside, f"1/{plain / whole:.0f}")
    yield jobs(2 * megabytes)


def jobs(megabytes: float) -> Row:
    """A folder of reports read and extracted by two processes beside one; the best of three runs each, in turn."""
    from danvan_graph.pool import read_all
    from danvan_graph.read import MAX_SIZE

    with tempfile.TemporaryDirectory(prefix="danvan-bench-") as name:
        paths = []
        for number, text in enumerate(reports(megabytes, seed=4)):
            paths.append(str(Path(name, f"{number:05}.txt")))
            Path(paths[-1]).write_text(text, encoding="utf-8")
        runs = [[clock(lambda n=n: list(read_all(paths, MAX_SIZE, n)), 1) for n in (1, 2)] for _ in range(3)]
    one, two = (min(run[place] for run in runs) for place in (0, 1))
    what = f"build's reading, {len(paths)} reports of 12 kB: two processes beside one"
    return Row(what, f"{seconds(two)}, two", f"{seconds(one)}, one", f"×{one / two:.2f}")


def part(texts: list[str]) -> tuple[float, float, float, int, int]:
    """MB/s of extraction, of reading with extraction, of the expression; what each found. The texts must be new."""
    from danvan_graph.extract import extract
    from danvan_graph.read import from_text

    documents: list[Document] = []
    mentions: list[int] = []
    numbers: list[int] = []
    reading = clock(lambda: documents.extend(map(from_text, texts)), 1, process_time)
    extracting = clock(lambda: mentions.extend(len(extract(one).mentions) for one in documents), 1, process_time)
    plain = clock(lambda: numbers.extend(len(NUMBER_SYMBOL.findall(text)) for text in texts), 1, process_time)
    size = sum(len(text.encode()) for text in texts) / 1e6
    return size / extracting, size / (reading + extracting), size / plain, sum(mentions), sum(numbers)
