"""What the benchmarks are measured on is in the package's own model, and the same at every run."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyoxigraph
import pytest

from benchmarks import bare, measure, national, texts
from danvan_graph import vocab
from danvan_graph.extract import extract
from danvan_graph.lineage import trace
from danvan_graph.read import from_text
from danvan_graph.store import Store
from danvan_graph.transfer import load

SIZE = 300


def written(**options: bool) -> tuple[str, national.Summary]:
    out = io.StringIO()
    made = national.write(out, SIZE, **options)
    return out.getvalue(), made


def test_national_graph_is_the_same_every_time() -> None:
    assert written(quads=True, claims=True) == written(quads=True, claims=True)


def test_national_graph_uses_terms_of_the_ontology() -> None:
    text, _ = written(claims=True)
    used = set(re.findall(rf"<({re.escape(vocab.BASE)}\w+)>", text))
    assert used <= set(vocab.terms().values())
    assert {vocab.DV.implements, vocab.DV.Claim, vocab.DV.within} <= used


def test_national_graph_has_what_its_summary_says() -> None:
    text, made = written()
    store = pyoxigraph.Store()
    store.load(text.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert made.directives == SIZE
    assert made.triples == len(store) == text.count("\n")
    assert made.links == text.count(f"<{vocab.DV.implements}>")


@pytest.mark.parametrize("direction", ["down", "up"])
def test_trace_finds_what_the_bare_engine_finds(direction: str, tmp_path: Path) -> None:
    text, made = written()
    file = tmp_path / "national.nt"
    file.write_text(text, encoding="utf-8")
    iri = made.root if direction == "down" else made.leaf
    with Store(tmp_path / "store", write=True) as store:
        load(store, file)
        found = {
            node.iri: (node.level, node.date)
            for node in trace(store, iri, up=direction == "up", down=direction == "down").nodes
        }
        bare_found = {
            iri: (vocab.local(level), date) for iri, level, date in bare.answer(store.oxigraph, direction, iri)
        }
    assert len(bare_found) > (90 if direction == "down" else 2)
    assert found.keys() - {iri} == bare_found.keys()
    assert all(found[one] == bare_found[one] for one in bare_found)


def test_reports_have_the_density_of_real_ones() -> None:
    reports = texts.reports(0.1)
    assert reports == texts.reports(0.1)
    mentions = sum(len(extract(from_text(report)).mentions) for report in reports)
    assert 500 < sum(map(len, reports)) / mentions < 750


def test_table_is_markdown() -> None:
    rows = [measure.Row("load", "1 s", "2 s, other", "0.50"), measure.Row("a | b", "3 s")]
    lines = measure.markdown(rows).splitlines()
    assert len(lines) == 4
    assert len({len(line) for line in lines}) == 1
    assert lines[2].split("|")[1:5] == [" load     ", " 1 s          ", " 2 s, other ", " 0.50  "]
