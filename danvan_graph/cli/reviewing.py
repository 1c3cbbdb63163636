"""The command ``review``: open and contradictory cases one by one, decisions into the curation file."""

from __future__ import annotations

import getpass
import sys
from dataclasses import replace
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Settings, common, open_store, pass_settings

if TYPE_CHECKING:
    from danvan_graph.curation import Ruling
    from danvan_graph.review import Case, Proposal


@click.command(short_help="Decide open and contradictory cases.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule of danvan check; again for more.")
@click.option("--author", metavar="NAME", help="Who decides. Default: DANVAN_AUTHOR, else the user's name.")
@click.option("--reason", metavar="TEXT", help="The reason of all decisions; without it each is asked for.")
@click.option(
    "--curation",
    "path",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where decisions are written. Default: curation.ttl that danvan build finds, else beside the store.",
)
@common
@pass_settings
def review(
    settings: Settings, rules: tuple[str, ...], author: str | None, reason: str | None, path: str | None
) -> None:
    r"""Walk through open and contradictory cases, each with its sentences, and decide; applied when done.

    Keys: a accept the proposal, r reject it, s skip the case, q quit. What is decided stands in the curation file;
    to take it back, remove it there and build again.

    \b
    danvan review --rule date-conflict
    """
    import os

    from danvan_graph import curation

    place = Path(path) if path else curation.find_curation(Path(settings.store)) or _beside(settings)
    name = author or os.environ.get("DANVAN_AUTHOR") or getpass.getuser()
    taken = _walk(settings, rules, reason)
    if not taken:
        settings.tell(settings.say("review:none"))
        return
    day = Date.today().isoformat()
    rulings = [replace(one, author=name, day=day) for one in taken]
    curation.append(place, rulings)
    settings.tell(settings.say("review:written", len(rulings), place))
    _apply(settings, place)


def _beside(settings: Settings) -> Path:
    from danvan_graph.curation import NAME

    return Path(settings.store).absolute().parent / NAME


def _apply(settings: Settings, place: Path) -> None:
    """Bring the store up to date with the decisions."""
    from danvan_graph import build

    done = build.build([], Path(settings.store), rulings=place)
    settings.tell(build.summary(done, settings.lang))


def _walk(settings: Settings, rules: tuple[str, ...], reason: str | None) -> list[Ruling]:
    """Go through the cases; the decisions taken."""
    from danvan_graph import review as reviewing

    taken: list[Ruling] = []
    with open_store(settings) as store:
        found = [
            case
            for case in reviewing.cases(store)
            if case.proposals and case.finding.rule in (rules or (case.finding.rule,))
        ]
        for number, case in enumerate(found, 1):
            _show(settings, case, number, len(found))
            key, rulings = _decide(settings, case)
            if rulings:
                why = reason if reason is not None else _line(settings.say("review:reason") + " ")
                taken += [replace(one, reason=why) for one in rulings]
            if key == "q":
                break
    return taken


def _show(settings: Settings, case: Case, number: int, total: int) -> None:
    """Print a case with its sentences."""
    from danvan_graph.show import quotes

    click.echo(f"\n[{number}/{total}] {case.finding.message(settings.lang)}")
    for text in quotes(case.finding.evidence[:6]):
        click.echo(f"    {text}")


def _decide(settings: Settings, case: Case) -> tuple[str, list[Ruling]]:
    """Ask for each proposal in turn until one is accepted; the last key, and what was decided."""
    rulings: list[Ruling] = []
    for proposal in case.proposals:
        key = _key(_question(settings, proposal), settings.say("review:keys"))
        if key == "a" and proposal.yes.ruling == "date" and not proposal.yes.date:
            return key, _typed(settings, proposal.yes)
        if key == "a":
            return key, [proposal.yes]
        if key in ("s", "q"):
            return key, rulings
        rulings += [proposal.no] if proposal.no else []
    return "r", rulings


def _typed(settings: Settings, ruling: Ruling) -> list[Ruling]:
    """The ruling with a date that is typed; nothing when it is none."""
    day = _line(settings.say("review:which-date") + " ")
    try:
        return [replace(ruling, date=Date.fromisoformat(day).isoformat())]
    except ValueError:
        settings.tell(settings.say("review:no-date", day))
        return []


def _question(settings: Settings, proposal: Proposal) -> str:
    kind, *rest = proposal.text
    return f"  {settings.say(f'review:{kind}')} {' '.join(settings.say(part) for part in rest)}?"


def _key(question: str, keys: str) -> str:
    """One of the keys a, r, s, q: pressed in a terminal, the first letter of a line elsewhere; the end means q."""
    while True:
        click.echo(f"{question} {keys} ", nl=False)
        if sys.stdin.isatty():
            key = click.getchar().lower()
            click.echo(key)
        else:
            line = sys.stdin.readline()
            key = line.strip().lower()[:1] if line else "q"
            click.echo("")
        if key in ("a", "r", "s", "q"):
            return key


def _line(prompt: str) -> str:
    """A line that is typed, "" at the end of the input."""
    click.echo(f"  {prompt}", nl=False)
    return sys.stdin.readline().strip()
