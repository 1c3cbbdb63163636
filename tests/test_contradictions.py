"""Contradictions planted in texts of many provinces and bodies are found; texts that come near a rule give nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_graph import check
from danvan_graph.build import build
from danvan_graph.store import Store

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if not line.startswith("#")]


PLANTED, SOUND = table("contradictions.tsv"), table("sound.tsv")


def findings(folder: Path, texts: str) -> list[check.Finding]:
    """What check says of the documents of a row."""
    (folder / "docs").mkdir()
    for place, text in enumerate(texts.split(" ¶ ")):
        (folder / "docs" / f"{place}.txt").write_text(text, encoding="utf-8")
    build([folder / "docs"], folder / "store", rulings=())
    with Store(folder / "store") as store:
        return list(check.run(store, with_shapes=True))


@pytest.mark.parametrize(("rule", "label", "texts"), PLANTED, ids=[f"{row[0]} {row[1]}" for row in PLANTED])
def test_what_was_planted_is_found_and_nothing_else(tmp_path: Path, rule: str, label: str, texts: str) -> None:
    found = findings(tmp_path, texts)
    assert {one.rule for one in found} == {rule}
    assert any(label in dict(one.about).values() for one in found)
    assert all(one.evidence and all(proof.text for proof in one.evidence) for one in found)


@pytest.mark.parametrize("texts", [row[1] for row in SOUND], ids=[row[0] for row in SOUND])
def test_sound_texts_give_no_finding(tmp_path: Path, texts: str) -> None:
    assert [(one.rule, one.message("en")) for one in findings(tmp_path, texts)] == []


def test_the_tables_are_broad() -> None:
    assert len(PLANTED) >= 40 and len(SOUND) >= 40
    assert {row[0] for row in PLANTED} == set(check.RULES) - {"shape"}
