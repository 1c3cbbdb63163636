"""Commands on ways and times between directives: path, lag."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from danvan_graph.errors import DanvanError
from danvan_graph.messages import date

from .ask import on_option, via_callback, via_option
from .common import Settings, coloured, common, emit_rows, form, open_store, pass_settings

if TYPE_CHECKING:
    from danvan_graph.chains import Chains


@click.command(short_help="Every chain that links two directives.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--limit", type=click.IntRange(min=1), default=20, metavar="N", help="At most N chains. Default: 20.")
@on_option
@click.option(
    "--via",
    callback=via_callback,
    metavar="LINKS",
    default="all",
    help="Links to follow, by commas. Default: all but citation.",
)
@form("text", "table", "csv", "tsv", "json", "jsonl")
@common
@pass_settings
def path(settings: Settings, one: str, other: str, limit: int, on: str | None, via: tuple[str, ...], form: str) -> None:
    r"""Every chain of links between two directives, the shortest first, with the sentences behind each link.

    \b
    danvan path "101-KH/HU" "25-NQ/TW khóa XI"
    """
    from danvan_graph import chains, lookup

    with open_store(settings) as store:
        ends = [lookup.directive(store, ref) for ref in (one, other)]
        found = chains.chains(store, *ends, via=via, on=on or "", limit=limit)
    if not found.chains:
        settings.tell(settings.say("no_chain", found.lower.label, found.upper.label))
        raise click.exceptions.Exit(1)
    if form == "text":
        _print_chains(settings, found)
    else:
        emit_rows(settings, chains.rows(found), chains.COLUMNS, form)
    if found.more:
        settings.tell(settings.say("more_chains", limit))


def _print_chains(settings: Settings, found: Chains) -> None:
    """Each chain as steps from the lower directive up, the sentences between."""
    from danvan_graph.evidence import excerpt
    from danvan_graph.tree import headline

    for number, chain in enumerate(found.chains, 1):
        text = f"{number}. {headline(found.lower, settings.lang, root=True)}"
        click.echo(click.style(text, bold=True) if coloured() else text)
        for edge in chain:
            click.echo(f"   ↓ {settings.say(edge.predicate)}")
            for claim in edge.claims:
                place = f"{claim.path}:{claim.start}" if claim.start >= 0 else claim.path
                text = f"     “{excerpt(claim, 240)}” ({place})"
                click.echo(click.style(text, fg="green") if coloured() else text)
            click.echo(f"   {headline(found.nodes[edge.object], settings.lang, root=True)}")


@click.command(short_help="Days from a directive to what carries it out.")
@click.argument("ref")
@click.option("--under", metavar="TERRITORY", help="Only directives of this territory.")
@click.option(
    "--plot", type=click.Path(dir_okay=False), metavar="FILE", help="Draw it too: .png or .svg (extra: plot)."
)
@on_option
@via_option
@form("table", "csv", "tsv", "json", "jsonl")
@common
@pass_settings
def lag(
    settings: Settings,
    ref: str,
    under: str | None,
    plot: str | None,
    on: str | None,
    via: tuple[str, ...],
    form: str,
) -> None:
    r"""How many days after REF those that carry it out were issued: quartiles by level.

    Undated directives, and those dated before REF, are counted apart.

    \b
    danvan lag "25-NQ/TW khóa XI"
    danvan lag 43-KL/TW --under "Lai Châu" --plot lag.svg
    """
    from danvan_graph import lag as lagging
    from danvan_graph import lookup

    if plot and Path(plot).suffix.lower() not in (".png", ".svg"):
        raise DanvanError(f"{plot}: a plot is .png or .svg")
    with open_store(settings) as store:
        iri = lookup.directive(store, ref)
        place = lookup.place(store, under) if under else ""
        found = lagging.lag(store, iri, under=place, on=on or "", via=via)
    if not found.spreads:
        settings.tell(settings.say("alone"))
        raise click.exceptions.Exit(1)
    emit_rows(settings, [spread.row() for spread in found.spreads], lagging.COLUMNS, form)
    titles = [settings.say(spread.level) for spread in found.spreads]
    if form == "table":
        wide = max(map(len, titles))
        click.echo()
        for title, strip in zip(titles, lagging.strips(found, 60), strict=True):
            click.echo(f"{title.ljust(wide)}  {strip}".rstrip())
    if plot:
        heading = f"{found.root.label} ({date(settings.lang, found.root.date)})"
        lagging.plot(found, Path(plot), titles, settings.say("days"), heading)
        settings.tell(settings.say("written", plot))
