"""Commands over the whole store: query, check, view, stats."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from danvan_graph.vocab import BASE, ID

from .ask import levels
from .common import Settings, coloured, common, emit, emit_rows, form, open_store, pass_settings

if TYPE_CHECKING:
    from danvan_graph.coverage import Coverage
    from danvan_graph.lineage import Lineage
    from danvan_graph.query import QueryResult
    from danvan_graph.store import Store


def _bindings(ctx: click.Context, _: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Read ``name=value`` pairs."""
    pairs = [value.partition("=") for value in values]
    for name, sign, _value in pairs:
        if not sign or not name.strip().lstrip("?$").isidentifier():
            raise click.BadParameter(f"{name}: write name=value", ctx)
    return {name.strip().lstrip("?$"): value for name, _sign, value in pairs}


@click.command(short_help="Ask in SPARQL, or by a named query.")
@click.argument("query", required=False, metavar="FILE|NAME|-")
@click.option(
    "--bind",
    callback=_bindings,
    multiple=True,
    metavar="NAME=VALUE",
    help="Give a variable a value: a REF, a territory, a date, an IRI. Again for more.",
)
@click.option("--list", "listing", is_flag=True, help="List the named queries and their parameters.")
@form("table", "csv", "tsv", "json", "ttl")
@common
@pass_settings
def query(settings: Settings, query: str | None, bind: Mapping[str, str], listing: bool, form: str) -> None:
    r"""Ask in SPARQL: a file, a named query, or - for standard input; the graphs of all sources together.

    \b
    danvan query --list
    danvan query cascade --bind directive="25-NQ/TW khóa XI"
    echo 'SELECT (COUNT(*) AS ?n) { ?d a dv:Directive }' | danvan query -
    """
    from danvan_graph import query as asking

    if listing:
        _list(settings, form)
        return
    if query is None:
        raise click.UsageError("name a query, a file, or - for standard input; --list shows the named ones")
    text = _text(query, set(asking.named()))
    with open_store(settings) as store:
        result = asking.run(store, text, bind)
    _print_result(settings, result, form)
    if not result:
        settings.tell(settings.say("nothing"))
        raise click.exceptions.Exit(1)


def _text(query: str, names: set[str]) -> str:
    """Read the query from a file or standard input; a name or a query stays as it is."""
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig")
    if query in names or "{" in query:
        return query
    if Path(query).is_file():
        return Path(query).read_text(encoding="utf-8-sig")
    if "/" in query or query.endswith((".rq", ".sparql")):
        raise click.BadParameter(f"{query}: no such file", param_hint="FILE")
    return query


def _list(settings: Settings, form: str) -> None:
    """Print the named queries."""
    from danvan_graph import query as asking

    rows = [
        {
            "name": name,
            "parameters": ", ".join(one.name + ("" if one.required else "?") for one in known.parameters),
            "title": known.title(settings.lang),
        }
        for name, known in asking.named().items()
    ]
    emit_rows(settings, rows, ("name", "parameters", "title"), "table" if form == "ttl" else form)


def _print_result(settings: Settings, result: QueryResult, form: str) -> None:
    """Print what a query gives, by its kind."""
    from danvan_graph import output

    if result.kind == "ask":
        emit(
            output.to_json({"head": {}, "boolean": result.answer}) + "\n"
            if form == "json"
            else f"{result.answer}\n".lower()
        )
    elif result.kind == "graph":
        emit(output.triples(result.triples, form))
    elif form == "json":
        emit(output.to_json(output.sparql_json(result.columns, result.rows)) + "\n")
    elif form == "ttl":
        raise click.BadParameter("a SELECT gives rows; ttl is for CONSTRUCT and DESCRIBE", param_hint="--format")
    else:
        rows = result.records()
        if form == "table":
            rows = [{name: value.removeprefix(ID).removeprefix(BASE) for name, value in row.items()} for row in rows]
        if rows or form != "table":
            emit_rows(settings, rows, result.columns, form)


@click.command(short_help="Contradictions and open points.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule; again for more.")
@click.option(
    "--shapes/--no-shapes", default=None, help="Check the SHACL shapes too. Default: when the store is small."
)
@form("table", "jsonl", "ttl", "csv")
@common
@pass_settings
def check(settings: Settings, rules: tuple[str, ...], shapes: bool | None, form: str) -> None:
    r"""Contradictions in the texts and open points, each with the sentences that cause it; exit 1 on violations.

    \b
    danvan check
    danvan check --rule date-conflict --format jsonl
    """
    from danvan_graph import check as checking

    wrong = [rule for rule in rules if rule not in checking.RULES]
    if wrong:
        raise click.BadParameter(
            f"{', '.join(wrong)}: no such rule; there are {', '.join(checking.RULES)}", param_hint="--rule"
        )
    shapes = "shape" in rules if rules and shapes is None else shapes
    with open_store(settings) as store:
        found = [one for one in checking.run(store, with_shapes=shapes) if not rules or one.rule in rules]
    order = ("violation", "warning", "info")
    found.sort(key=lambda one: order.index(one.severity))
    if form == "table":
        _print_findings(settings, found)
    else:
        from danvan_graph import output

        records = [one.to_dict(settings.lang) for one in found]
        if form == "csv":
            emit(output.render(records, ("rule", "severity", "message", "hint"), "csv"))
        else:
            emit(output.to_jsonl(records) if form == "jsonl" else checking.turtle(records))
    counts = [sum(one.severity == severity for one in found) for severity in order]
    settings.tell(settings.say("findings", *counts))
    if counts[0]:
        raise click.exceptions.Exit(1)


def _print_findings(settings: Settings, found: list[Any]) -> None:
    """Print findings for people: the message, then its sentences and a hint."""
    from danvan_graph.show import quotes

    colours = {"violation": "red", "warning": "yellow", "info": "blue"}
    for one in found:
        head = f"{settings.say(one.severity)} [{one.rule}]"
        click.echo(
            (click.style(head, fg=colours[one.severity], bold=True) if coloured() else head)
            + f" {one.message(settings.lang)}"
        )
        for text in quotes(one.evidence[:6]):
            click.echo(f"    {text}")
        if settings.verbosity > 0:
            click.echo(f"    {settings.say('hint')}: {one.hint(settings.lang)}")
    if not found:
        click.echo(settings.say("clean"))


@click.command(short_help="A picture, as one HTML file.")
@click.argument("ref", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where to write. Default: danvan.html; - for standard output.",
)
@click.option("--up", "direction", flag_value="up", help="What REF carries out.")
@click.option("--down", "direction", flag_value="down", help="What carries REF out.")
@click.option("--both", "direction", flag_value="both", default="both", help="Both (default).")
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="At most N links from REF.")
@click.option("--under", metavar="TERRITORY", help="Only this territory.")
@click.option("--timeline", is_flag=True, help="Open as a timeline: years across, levels down.")
@click.option("--coverage", is_flag=True, help="With REF: the bodies of a level that have carried it out or not.")
@click.option(
    "--level", callback=levels, default="district", metavar="LEVEL", help="For --coverage. Default: district."
)
@common
@pass_settings
def view(
    settings: Settings, /, ref: str | None, output: str | None, timeline: bool, coverage: bool, **asked: Any
) -> None:
    r"""A picture of the lineage of REF, or of the whole store: one HTML file that works offline.

    \b
    danvan view "25-NQ/TW khóa XI" -o 25-nq-tw.html
    danvan view --under "Lai Châu"
    danvan view --coverage 43-KL/TW --level province
    """
    from danvan_graph import view as viewing

    if coverage and not ref:
        raise click.UsageError("--coverage needs REF")
    with open_store(settings) as store:
        found, roll, heading = _seen(store, ref, coverage, **asked)
    mode = "time" if timeline else "grid" if coverage else "tree" if ref or asked["under"] else "charts"
    page = viewing.html(found, lang=settings.lang, heading=heading, mode=mode, coverage=roll)
    if output == "-":
        emit(page)
        return
    path = Path(output or "danvan.html")
    path.write_text(page, encoding="utf-8")
    settings.tell(settings.say("written", path))


def _seen(
    store: Store,
    ref: str | None,
    coverage: bool,
    *,
    direction: str,
    depth: int | None,
    under: str | None,
    level: tuple[str, ...],
) -> tuple[Lineage, Coverage | None, str | None]:
    """Give what a picture shows: directives and links, the roll of bodies if asked for, and a heading."""
    from danvan_graph import coverage as covering
    from danvan_graph import lineage, lookup
    from danvan_graph.facts import Facts

    place = lookup.place(store, under) if under else ""
    if not ref:
        return lineage.overview(store, under=place), None, Facts(store).place(place) if place else None
    iri = lookup.directive(store, ref)
    up, down = direction != "down", direction != "up"
    found = lineage.trace(store, iri, up=up, down=down, depth=depth, under=place, via=lineage.ALL_VIA)
    if not coverage:
        return found, None, None
    if len(level) != 1:
        raise click.BadParameter("one level, please", param_hint="--level")
    return found, covering.coverage(store, iri, level=level[0], under=place), None


@click.command(short_help="Counts over the store.")
@form("table", "csv", "tsv", "json", "jsonl")
@common
@pass_settings
def stats(settings: Settings, form: str) -> None:
    r"""Counts by type, level, territory, year and relation; what is unresolved or contradictory.

    \b
    danvan stats --format csv
    """
    from danvan_graph import stats as counting

    with open_store(settings) as store:
        rows = list(counting.counts(store))
    if form == "table":
        for row in rows:
            kind, value = str(row["what"]), str(row["value"])
            row["value"] = settings.say(value) if kind in ("relation", "level") else value or settings.say("")
            row["value"] = row["value"] if kind in counting.BREAKDOWNS else ""
            row["what"] = settings.say(kind)
    emit_rows(settings, rows, ("what", "value", "count"), form)
