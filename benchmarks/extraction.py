"""Speed of ``extract`` beside that of a plain regular expression for numbers with symbols, on the same texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.measure import Row, clock
from benchmarks.texts import reports

NUMBER_SYMBOL = re.compile(r"\b\d{1,5}(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđ]{0,7}(?:[-/][A-ZĐ][A-Za-zĐđ]{0,7})*\b")


def rows(megabytes: float) -> Iterator[Row]:
    """MB/s of UTF-8 through reading and extraction, start-up aside, on one core."""
    from danvan_graph.extract import extract
    from danvan_graph.read import from_text

    texts = reports(megabytes)
    size = sum(len(text.encode()) for text in texts) / 1e6
    extract(from_text(texts[0]))
    documents = [from_text(text) for text in texts]
    found = sum(len(extract(document).mentions) for document in documents)
    plain_found = sum(len(NUMBER_SYMBOL.findall(text)) for text in texts)
    reading = clock(lambda: [from_text(text) for text in texts])
    extracting = clock(lambda: [extract(document) for document in documents])
    plain = clock(lambda: [NUMBER_SYMBOL.findall(text) for text in texts])
    beside = f"{size / plain:.1f} MB/s, regular expression"
    yield Row(
        f"extract, {size:.1f} MB of text: {found} mentions ({plain_found} by the expression)",
        f"{size / extracting:.2f} MB/s",
        beside,
        f"1/{extracting / plain:.0f}",
    )
    yield Row(
        "reading (one spelling, paragraphs, offsets) and extract",
        f"{size / (reading + extracting):.2f} MB/s",
        beside,
        f"1/{(reading + extracting) / plain:.0f}",
    )
