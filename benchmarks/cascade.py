"""Load and lineage on the national graph, whole commands, beside the bare engine on the same store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import bare, national
from benchmarks.measure import Row, Run, clock, median_run, python, run, seconds

BARE = str(Path(bare.__file__))


def memory(done: Run) -> str:
    """Seconds and peak memory of a run."""
    return f"{seconds(done.seconds)}, {done.peak:.0f} MiB"


def row(what: str, ours: Run, theirs: Run) -> Row:
    """A command beside the bare engine."""
    return Row(what, memory(ours), f"{memory(theirs)}, pyoxigraph", f"{ours.seconds / theirs.seconds:.2f}")


def rows(directives: int, folder: Path) -> Iterator[Row]:
    """Generates, loads, then follows the largest cascade down and one commune's plan up."""
    file, store = folder / "national.nt", folder / "store"
    generator = python(str(Path(national.__file__)), str(file), "--directives", str(directives))
    run(generator, folder)  # in a process of its own: a child's peak memory counts its parent's
    made = national.Summary(**json.loads((folder / "stdout.txt").read_text()))
    danvan = [*python("-m", "danvan_graph"), "--store", str(store)]
    theirs = run(python(BARE, "load", str(folder / "bare"), str(file)), folder)
    ours = run([*danvan, "load", str(file)], folder)
    size = f"{made.directives:,} directives, {made.triples / 1e6:.1f} M triples"
    yield row(f"danvan load: {size}", ours, theirs)
    file.unlink()
    for verb, iri in (("down", made.root), ("up", made.leaf)):
        theirs = median_run(python(BARE, verb, str(folder / "bare"), iri), folder)
        mine = median_run([*danvan, "trace", iri, f"--{verb}", "--format", "csv"], folder)
        yield row(f"danvan trace --{verb}, csv: {mine.lines - 1:,} directives", mine, theirs)
    theirs = median_run(python(BARE, "down", str(folder / "bare"), made.root), folder)
    mine = median_run([*danvan, "coverage", made.root, "--format", "csv", "-q"], folder)
    yield row(f"danvan coverage, csv: {mine.lines - 1:,} districts, beside the lineage alone", mine, theirs)
    yield from inside(folder, made)
    yield from searching(folder)


def inside(folder: Path, made: national.Summary) -> Iterator[Row]:
    """The same without start-up: the functions called in a process that has the store open."""
    import pyoxigraph

    from danvan_graph.lineage import trace
    from danvan_graph.store import Store

    engine = pyoxigraph.Store.read_only(str(folder / "bare"))
    with Store(folder / "store") as opened:
        for verb, iri, times in (("down", made.root, 3), ("up", made.leaf, 21)):
            mine = clock(partial(trace, opened, iri, up=verb == "up", down=verb == "down"), times)
            theirs = clock(partial(bare.answer, engine, verb, iri), times)
            beside = f"{seconds(theirs)}, pyoxigraph"
            yield Row(f"lineage.trace {verb}, start-up aside", seconds(mine), beside, f"{mine / theirs:.2f}")


SEARCHES = ("nghi quyet", "ke hoach huyen 212", "25 ke hoach", "xa 00123", "dang uy xa 00012 kh", "khong co tu nay")
"""Words as typed: frequent, mixed, rare, cut short, none."""


def searching(folder: Path) -> Iterator[Row]:
    """Search after start-up, the slowest of several, beside a look at every label in SPARQL."""
    import pyoxigraph

    from danvan_graph.facts import Facts
    from danvan_graph.find import search
    from danvan_graph.store import Store

    engine = pyoxigraph.Store.read_only(str(folder / "bare"))
    theirs = clock(lambda: list(engine.query(bare.LABELS, use_default_graph_as_union=True)), 1)
    with Store(folder / "store") as opened:
        facts = Facts(opened)
        mine = max(clock(partial(search, facts, words), 5) for words in SEARCHES)
    yield Row("find, slowest of six searches", seconds(mine), f"{seconds(theirs)}, SPARQL", f"{mine / theirs:.4f}")
