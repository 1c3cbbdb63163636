"""Extraction on the bundled documents against their gold: no figure may fall below its recorded floor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from danvan_graph.evaluate import Report, evaluate
from danvan_graph.extract import extract
from danvan_graph.read import find_files, read
from danvan_graph.reconcile import reconcile
from danvan_graph.records import to_json
from danvan_graph.registry import read_registry
from danvan_graph.resources import resource

FLOORS = {"full": 0.99, "mentions": 0.98, "identity": 0.97, "links": 0.97, "issuers": 0.97}
FIELDS = {"type": 0.99, "number": 0.99, "symbol": 0.99, "date": 0.99, "issuer": 0.98, "title": 0.87, "term": 0.98}


@pytest.fixture(scope="module")
def report() -> Report:
    paths, errors = find_files([resource("data/documents")])
    assert not errors
    found = [extract(read(path)) for path in paths]
    resolution = reconcile(found, read_registry(resource("data/registry/directives.tsv")))
    names = [path.stem for path in paths]
    return evaluate(
        resource("data/gold"), {name: list(to_json(one, resolution)) for name, one in zip(names, found, strict=True)}
    )


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_figures(report: Report, figure: str, floor: float) -> None:
    found = getattr(report, figure)
    assert found.f1 >= floor, (found, report.missed, report.spurious)


@pytest.mark.parametrize(("field", "floor"), FIELDS.items())
def test_fields(report: Report, field: str, floor: float) -> None:
    assert report.fields[field] >= floor
    assert report.invented[field] <= 0.01


def test_a_link_that_is_claimed_is_true(report: Report) -> None:
    assert report.links.precision >= 0.97
    assert report.issuers.precision >= 0.97


def test_the_page_has_these_figures() -> None:
    tool = Path(__file__).parent.parent / "tools" / "accuracy.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
