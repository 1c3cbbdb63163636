"""Commands that fill the store and take things out of it: demo, build, extract, export, load."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import Settings, coloured, common, emit, emit_rows, form, open_store, pass_settings, progress

if TYPE_CHECKING:
    from danvan_graph.demo import Step
    from danvan_graph.errors import ReadError

_MB = 2**20
max_size_option = click.option(
    "--max-size", type=click.FloatRange(min=0), default=50, metavar="MB", help="Refuse larger files. Default: 50 MB."
)
registry_option = click.option(
    "--registry",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Table of known directives beside the bundled one, of the same form; the store remembers it.",
)
ocr_option = click.option("--ocr", is_flag=True, help="Read scanned PDFs and pictures too, with Tesseract.")
curation_option = click.option(
    "--curation",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Decisions by people (danvan review writes them). Default: curation.ttl beside the store, or here.",
)


def _failures(settings: Settings, failures: tuple[ReadError, ...] | list[ReadError]) -> None:
    """One line on stderr for each file that could not be read."""
    from .causes import said

    for failure in failures:
        click.echo(f"danvan: {said(settings.lang, str(failure))}", err=True)


@click.command(short_help="The whole of it on the bundled documents.")
@click.argument("folder", required=False, type=click.Path(file_okay=False), metavar="[DIR]")
@common
@pass_settings
def demo(settings: Settings, folder: str | None) -> None:
    r"""The whole of it on the bundled documents: build, trace, coverage, a query, a picture; says where the files are.

    \b
    danvan demo
    danvan demo ./demo
    """
    from danvan_graph import demo as showing

    place = showing.prepare(folder)
    here = Path.cwd()
    os.chdir(place)
    try:
        for step in showing.STEPS:
            _step(settings, step)
    finally:
        os.chdir(here)
    click.echo(_styled("\n" + settings.say("demo_files"), bold=True))
    for name in ("documents", ".danvan", showing.PICTURE):
        click.echo(f"  {place / name}")
    click.echo("\n" + settings.say("demo_next", place))


def _step(settings: Settings, step: Step) -> None:
    """Print what is asked, the command as one would type it, and its answer."""
    from . import main

    click.echo(_styled(f"\n■ {step.en if settings.lang == 'en' else step.vi}", bold=True, fg="cyan"))
    click.echo(_styled(f"$ danvan {shlex.join(step.command)}\n", dim=True))
    code = main.main([*step.command, "--store", ".danvan", "--lang", settings.lang], "danvan", standalone_mode=False)
    if code:
        raise click.exceptions.Exit(code)


def _styled(text: str, **style: Any) -> str:
    """Style for a terminal, plain text elsewhere."""
    return click.style(text, **style) if coloured() else text


@click.command(short_help="Read documents into the store.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Read with N processes. Default: 1.")
@click.option("--prune", is_flag=True, help="Drop sources whose files are gone.")
@ocr_option
@max_size_option
@registry_option
@curation_option
@common
@pass_settings
def build(
    settings: Settings,
    paths: tuple[str, ...],
    jobs: int,
    prune: bool,
    ocr: bool,
    max_size: float,
    registry: str | None,
    curation: str | None,
) -> None:
    r"""Read files and folders into the store; only what is new or changed. Exit 2 when a file could not be read.

    \b
    danvan build reports/ plans/101-KH-HU.docx --jobs 4
    """
    from danvan_graph import build as building

    with progress(settings, "danvan build") as report:
        done = building.build(
            [Path(path) for path in paths],
            Path(settings.store),
            jobs=jobs,
            max_size=int(max_size * _MB),
            prune=prune,
            registry=registry,
            rulings=curation,
            ocr=ocr,
            progress=report,
        )
    _failures(settings, done.failures)
    if done.empty:
        click.echo(f"danvan: {settings.say('no_documents', ' '.join(paths))}", err=True)
    else:
        settings.tell(building.summary(done, settings.lang))
    if done.failures or done.empty:
        raise click.exceptions.Exit(2 if done.failures else 1)


@click.command(short_help="What documents say, without a store.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option("--text", is_flag=True, help="Print the text that start and end count in, instead.")
@ocr_option
@max_size_option
@registry_option
@form("table", "jsonl", "csv", "tsv")
@common
@pass_settings
def extract(
    settings: Settings, files: tuple[str, ...], text: bool, ocr: bool, max_size: float, registry: str | None, form: str
) -> None:
    r"""What is found in documents: citations and relations, reconciled over all files given; no store.

    \b
    danvan extract report.docx --format jsonl
    danvan extract --text report.docx
    """
    from . import extracting

    documents, failures = extracting.documents([Path(file) for file in files], int(max_size * _MB), ocr=ocr)
    if text:
        for document in documents:
            emit(document.origin)
    elif documents:
        extractions, faults = extracting.extractions(documents)
        failures = [*failures, *faults]
        records = extracting.records(extractions, registry)
        if form == "jsonl":
            from danvan_graph import output

            emit(output.to_jsonl(records))
        else:
            rows = extracting.rows(records)
            emit_rows(settings, rows, extracting.COLUMNS, form, extracting.SHOWN)
    _failures(settings, failures)
    if failures:
        raise click.exceptions.Exit(2)


@click.command(short_help="The whole graph to a file.")
@click.argument("file", type=click.Path(dir_okay=False), metavar="FILE")
@common
@pass_settings
def export(settings: Settings, file: str) -> None:
    r"""Write the whole graph to a file, by its ending: .ttl .trig .nq .nt .jsonld .graphml .csv.

    \b
    danvan export cascade.ttl
    """
    from danvan_graph import transfer

    with open_store(settings) as store:
        transfer.export(store, Path(file))
    settings.tell(settings.say("written", file))


@click.command(short_help="RDF from a file into the store.")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False), metavar="FILE...")
@common
@pass_settings
def load(settings: Settings, files: tuple[str, ...]) -> None:
    r"""Take RDF into the store: Turtle, TriG, N-Triples, N-Quads; a graph made elsewhere can then be traced.

    \b
    danvan load cascade.ttl
    """
    from danvan_graph import transfer
    from danvan_graph.store import Store

    with Store(settings.store, write=True) as store:
        for file in files:
            transfer.load(store, Path(file))
