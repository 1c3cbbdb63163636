"""The package is read in one direction: imports point to earlier stages only, and heavy libraries wait until used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "danvan_graph"

# From the first stage to the last; a module imports from its own line and the lines above it.
STAGES = """
__init__ errors resources model messages
fold words lexicon vocab date
number territory terms lives similar sentences spelling
read
noise
places context ministries
bodywords
heads body
headlines laws titles offices
ownbody
headissuer headdate
headtitle named plans identity dating changing
phrase setting capitals reprints sheet
letterhead
signature
attached
cite
citation acting
names
resolve
joins
antecedents
anaphor
statement
opening
own bases between issued carried leads
relate
extract
scoring rekey resolution
reconcile evaluate
records registry
hierarchy history labels
curation
graph
background
index
facts
validity nodes
indexing
bindings catalogue store
pool building
build
evidence reference bodies
lineage
find lookup values query
check why review show coverage stats tables transfer chains lag
tree draw view output
office api
demo
cli
__main__
"""
RANK = {name: rank for rank, line in enumerate(STAGES.strip().splitlines()) for name in line.split()}
TEXT_STAGES = [name for name, rank in RANK.items() if rank <= RANK["registry"]]
HEAVY = ("rdflib", "oxrdflib", "networkx", "pyvis", "rich", "pyshacl", "lxml", "pypdfium2", "IPython")
ONLY_IN = {"pyvis": {"view"}, "pyshacl": {"check"}, "pypdfium2": {"read"}, "lxml": {"read"}}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_bundled" not in path.parts)


def stage(path: Path) -> str:
    """The module or, for a module in a folder, the folder directly under the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, at its top and inside functions; relative ones made absolute."""
    here = ("danvan_graph", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: len(here) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            if module == "danvan_graph":
                yield from (f"danvan_graph.{alias.name}" for alias in node.names)
            else:
                yield module


def own(path: Path) -> set[str]:
    """Stages of this package that a file imports from."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("danvan_graph.")} - {stage(path)}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_to_earlier_stages(path: Path) -> None:
    assert stage(path) in RANK, f"{stage(path)}: give it a line in STAGES"
    later = {name for name in own(path) if RANK.get(name, 99) > RANK[stage(path)]}
    assert not later, f"{name_of(path)} imports from later stages: {sorted(later)}"


def test_no_import_cycles_between_modules() -> None:
    needs = {stage(path): set() for path in modules()}
    for path in modules():
        needs[stage(path)] |= own(path) & needs.keys()
    while free := [name for name, others in needs.items() if not others]:
        for name in free:
            del needs[name]
        for others in needs.values():
            others.difference_update(free)
    assert not needs, f"import each other: {needs}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_libraries_stay_where_they_belong(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(path)}
    if stage(path) in TEXT_STAGES:
        assert not libraries & {"pyoxigraph", "rdflib", "oxrdflib", "networkx"}, "no RDF before the graph stage"
    for library, places in ONLY_IN.items():
        assert library not in libraries or stage(path) in places, f"{library} belongs to {places}"


def test_the_command_line_starts_without_heavy_libraries() -> None:
    script = f"import sys, danvan_graph.cli; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=PACKAGE.parent, check=True
    )
    assert done.stdout.split() == []


def test_every_file_and_function_stays_readable() -> None:
    """Files of some 300 lines, functions of some 40; the limits here leave room for a table or a long help."""
    long = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            long.append(f"{name_of(path)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 55:
                long.append(f"{name_of(path)}: {node.name} {(node.end_lineno or 0) - node.lineno} lines")
    assert not long
