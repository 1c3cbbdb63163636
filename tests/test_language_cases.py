"""What extraction must cover, item by item: Vietnamese as it is written → mentions, links, identity, dates.

Each file of cases/language/ is a table: what is asked, the text, what is expected; ``\\n``, ``\\t`` and ``\\u200b`` stand
for characters that cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_graph.extract import extract
from danvan_graph.model import ID, Extraction, Key, Mention, Organisation
from danvan_graph.read import from_text
from danvan_graph.reconcile import reconcile
from danvan_graph.records import to_json

CASES = Path(__file__).parent / "cases" / "language"
FIELDS = ("date", "issuer", "title", "term")
OWN = ("type", "number", "symbol", "date", "issuer", "level", "territory")
_ESCAPE = re.compile(r"\\(n|t|u[0-9a-f]{4})")


def plain(cell: str) -> str:
    """A cell with its escapes undone."""
    return _ESCAPE.sub(lambda found: {"n": "\n", "t": "\t"}.get(found[1]) or chr(int(found[1][1:], 16)), cell)


def rows() -> list[tuple[str, str, str, str]]:
    found = []
    for path in sorted(CASES.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
        found += [(path.stem, asked, plain(text), plain(expected)) for asked, text, expected in cells]
    return found


def mentions(found: Extraction) -> list[str]:
    """Each mention: text|type|number|symbol, then what else it states; a field that is not named must be empty."""
    records = [one for one in to_json(found, reconcile([found])) if one["record"] == "mention"]
    return [
        "|".join(
            [*(one[field] or "-" for field in ("text", "type", "number", "symbol"))]
            + [f"{field}={one[field]}" for field in FIELDS if one[field]]
        )
        for one in records
    ]


def keys(found: Extraction) -> list[str]:
    """Each mention and the IRI of what it means, "?" where that stays open."""
    resolution = reconcile([found])

    def meant(one: Mention) -> str:
        return resolution.final(one.key).iri.removeprefix(f"{ID}directive/") if one.key else "?"

    return [f"{found.document.quote(one.span)}={meant(one)}" for one in found.mentions]


def dates(found: Extraction) -> list[str]:
    """Each mention: ISO date / date as written."""
    quote = found.document.quote
    return [f"{quote(one.span)}: {one.date or '-'} / {one.date_text or '-'}" for one in found.mentions]


def notes(found: Extraction) -> list[str]:
    """Each mention and what is noted of it."""
    return [f"{found.document.quote(one.span)}: {', '.join(one.notes) or '-'}" for one in found.mentions]


def head(found: Extraction) -> list[str]:
    """What the document says of itself."""
    own = next(iter(to_json(found, reconcile([found]))))
    return ["|".join(str(own[field] or "-") for field in OWN)]


def title(found: Extraction) -> list[str]:
    """The document's own title, and who signs it."""
    own = found.letterhead
    return ["|".join(part for part in (own.title, own.signer) if part)] if own.title else []


def _end(found: Extraction, end: Key | Organisation | None) -> str:
    if end is None or end == found.letterhead.key:
        return "DOC"
    if isinstance(end, Organisation):
        return end.label
    return end.number or next(
        (one.title or found.document.quote(one.span) for one in found.mentions if one.key == end), "?"
    )


def links(found: Extraction, issued: bool = False) -> list[str]:
    """Links between directives; with ``issued`` who issued them, as far as the text around says so."""
    return sorted(
        {
            f"{_end(found, one.subject)} {one.predicate} {_end(found, one.object)}"
            for one in found.claims
            if (one.predicate == "issuedBy") == issued and not (issued and one.method == "letterhead")
        }
    )


def issuers(found: Extraction) -> list[str]:
    return links(found, issued=True)


EXACT: dict[str, Callable[[Extraction], list[str]]] = {
    "mentions": mentions,
    "dates": dates,
    "notes": notes,
    "head": head,
    "title": title,
}


@pytest.mark.parametrize(("item", "asked", "text", "expected"), rows())
def test_language(item: str, asked: str, text: str, expected: str) -> None:
    found = extract(from_text(text))
    if asked in EXACT:
        assert EXACT[asked](found) == ([] if expected == "-" else expected.split(" ## "))
    elif asked == "keys":
        assert set(expected.split(" ## ")) <= set(keys(found))
    else:
        stated = {"links": links, "issuers": issuers}[asked](found)
        wanted = [] if expected == "-" else expected.split("; ")
        assert len(stated) == len(wanted), stated
        for link in wanted:
            assert any(one.startswith(link) for one in stated), (link, stated)


def test_every_item_has_cases() -> None:
    assert all(sum(row[0] == path.stem for row in rows()) >= 2 for path in CASES.glob("*.tsv"))


PIECES = (
    "Nghị quyết|Nghị quyết số|25-NQ/TW|43|, ngày|03/6/2013|của Bộ Chính trị|về|thực hiện|“|”|(|)|.|;|\n|\n\n|\f|\n[1]|[1]|¹|\n¹ "
    "|Số 5-KH/HU|KẾ HOẠCH|HUYỆN ỦY NA RÌ|Kế hoạch này|thay thế|Căn cứ|Luật Đất đai|các|12, 13|2 5|l5|-\n"
)
WOVEN = st.lists(st.sampled_from(PIECES.split("|")), max_size=40).map(
    lambda words: "".join(word if word in ("¹", "[1]", "-\n") else f"{word} " for word in words)
)


@settings(max_examples=150, deadline=None)
@given(WOVEN)
def test_what_is_found_stands_in_the_file_whatever_notes_and_lines_do(text: str) -> None:
    found = extract(from_text(text))
    for one in found.mentions:
        span = found.document.origin_span(one.span)
        assert 0 <= span.start < span.end <= len(text)
        assert "\n" not in found.document.text[one.span.start : one.span.end]
        before = found.document.text[max(0, one.span.start - 1) : one.span.start]
        assert not before.isalnum()
