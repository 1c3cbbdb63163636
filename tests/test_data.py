"""The bundled documents, their gold, the registry."""

from __future__ import annotations

import csv
import importlib
import json
import re
import sys
from pathlib import Path

import pytest

from danvan_graph.read import read

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted((ROOT / "data" / "documents").iterdir())
GOLD = ROOT / "data" / "gold"
PARTS = ("mentions", "entities", "relations")


def lines(name: str, part: str) -> list[dict]:
    """Rows of a gold file."""
    return [json.loads(line) for line in (GOLD / f"{name}.{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def tools(request: pytest.FixtureRequest):
    """Modules of tools/ by name."""
    sys.path.insert(0, str(ROOT / "tools"))
    request.addfinalizer(lambda: sys.path.remove(str(ROOT / "tools")))
    return importlib.import_module


def test_formats_and_names() -> None:
    """Enough documents of each format, each with gold of its own name."""
    suffixes = [path.suffix for path in DOCUMENTS]
    assert {s: suffixes.count(s) >= 3 for s in (".md", ".html", ".docx", ".pdf")} == dict.fromkeys(
        (".md", ".html", ".docx", ".pdf"), True
    )
    stems = [path.stem for path in DOCUMENTS]
    assert len(stems) == len(set(stems))
    assert sorted(p.name for p in GOLD.glob("*.jsonl")) == sorted(f"{s}.{part}.jsonl" for s in stems for part in PARTS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_says_that_it_is_a_digest(path: Path) -> None:
    """The head of each document says that it is no original."""
    head = " ".join(read(path).origin[:420].split())
    assert re.search(r"Bản tóm lược .*không phải (văn bản|bản tin) gốc", head)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_gold_stands_where_it_says(path: Path) -> None:
    """``origin[start:end] == text`` for every mention and relation; cues stand inside; keys are known."""
    origin = read(path).origin
    mentions, entities, relations = (lines(path.stem, part) for part in PARTS)
    for row in mentions + relations:
        assert origin[row["start"] : row["end"]] == row["text"]
    keys = {entity["key"] for entity in entities}
    assert {mention["entity"] for mention in mentions} == keys
    assert [mention["id"] for mention in mentions] == list(range(1, len(mentions) + 1))
    for row in relations:
        assert row["cue"] in " ".join(row["text"].split())
        assert row["pred"] == "issuedBy" or row["obj"] in keys


def test_heads_are_as_annotated(tools) -> None:
    """No head has lost or gained a character on its way through a document and its reader."""
    for source in tools("markup").sources():
        found = [" ".join(row["text"].split()) for row in lines(source.name, "mentions")]
        assert sorted(found) == sorted(mention.text for mention in source.mentions), source.name


def test_documents_come_out_the_same(tools) -> None:
    """The committed files are, byte for byte, what the texts give."""
    pytest.importorskip("reportlab")
    made = tools("make_documents").documents()
    assert {p.name for p in DOCUMENTS} == set(made)
    assert [p.name for p in DOCUMENTS if p.read_bytes() != made[p.name]] == []


def test_gold_comes_out_the_same(tools) -> None:
    """The committed gold is what the annotations and today's readers give."""
    make = tools("make_gold")
    for source in tools("markup").sources():
        for name, text in make.files(source).items():
            assert (GOLD / name).read_text(encoding="utf-8") == text, name


def test_cascade_of_the_demo() -> None:
    """The gold has the cascade of the demo: centre, provinces, a state plan under a party programme, a district."""
    found = {
        (row["subj"], row["obj"])
        for path in DOCUMENTS
        for row in lines(path.stem, "relations")
        if row["pred"] in ("implements", "continues") and not str(row.get("note", "")).startswith("OPTIONAL")
    }
    assert {
        ("43-KL/TW@2019", "25-NQ/TW@2013"),
        ("ctr-hanh-dong-60.lai-chau@2013", "25-NQ/TW@2013"),
        ("17-CTr/TU.phu-yen@2013", "25-NQ/TW@2013"),
        ("110/KH-UBND.phu-yen@2013", "17-CTr/TU.phu-yen@2013"),
        ("79-CTHĐ/TU.quang-tri@2013", "25-NQ/TW@2013"),
        ("130-KH/TU.khanh-hoa@2019", "43-KL/TW@2019"),
        ("cthd-tw7-khoa-xi.do-luong@2013", "25-NQ/TW@2013"),
        ("18-CT/TW@2018", "25-NQ/TW@2003"),
        ("259-KH/HU.phong-tho@2023", "18-CT/TW@2022"),
    } <= found


def test_registry() -> None:
    """Every row has its fields and a source; no directive stands twice; at least sixty of the centre."""
    with (ROOT / "data" / "registry" / "directives.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert list(rows[0]) == ["type", "number", "symbol", "date", "issuer", "title", "term", "aliases", "source"]
    keys = [(r["type"], r["number"], r["symbol"], r["date"], r["issuer"], r["title"]) for r in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert None not in row.values()
        assert row["type"] and row["source"]
        assert row["number"] or row["aliases"]
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row["date"])
    assert sum("tỉnh" not in row["issuer"].lower() for row in rows) >= 60
