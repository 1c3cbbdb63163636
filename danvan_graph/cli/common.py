"""What the commands share: common options, opening the store, printing rows, progress."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from danvan_graph.messages import date, say, state

if TYPE_CHECKING:
    from danvan_graph.store import Store

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass
class Settings:
    """Common options of one run; ``verbosity`` is below 0 for -q, above for -v."""

    store: str = field(default_factory=lambda: os.environ.get("DANVAN_STORE") or ".danvan")
    lang: str = "vi"
    verbosity: int = 0

    def say(self, key: str, *values: object) -> str:
        """Say ``key`` in the user's language."""
        return say(self.lang, key, *values)

    def tell(self, text: str) -> None:
        """Print a message on stderr, unless -q."""
        if self.verbosity >= 0:
            click.echo(text, err=True)


pass_settings = click.make_pass_decorator(Settings, ensure=True)


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Make a callback that keeps an option given before or behind the command's name."""

    def keep(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        settings = ctx.ensure_object(Settings)
        if name == "loud":
            settings.verbosity += value
        elif name == "quiet":
            settings.verbosity -= value
        elif value is not None:
            setattr(settings, name, value)

    return keep


def common(function: Function) -> Function:
    """Give a command the options that all have."""
    options = (
        click.option(
            "--store",
            metavar="PATH",
            callback=_set("store"),
            expose_value=False,
            help="Folder of the store; also by DANVAN_STORE. Default: .danvan in the working folder.",
        ),
        click.option(
            "--lang",
            type=click.Choice(["vi", "en"]),
            callback=_set("lang"),
            expose_value=False,
            help="Language of what is printed for people: vi (default) or en.",
        ),
        click.option("-v", "--verbose", count=True, callback=_set("loud"), expose_value=False, help="Say more."),
        click.option("-q", "--quiet", count=True, callback=_set("quiet"), expose_value=False, help="Say less."),
    )
    for option in reversed(options):
        function = option(function)
    function.__doc__ = (function.__doc__ or "").replace("\\b\n", "\b\n")
    return function


def form(*choices: str, default: str = "") -> Callable[[Function], Function]:
    """Give a command its ``--format`` with the choices, the first one unless told otherwise."""
    chosen = default or choices[0]
    text = f"How to print it. Default: {chosen}."
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=chosen,
        metavar="FORMAT",
        help=f"{text} One of {', '.join(choices)}.",
    )


def open_store(settings: Settings) -> Store:
    """Open the store for reading."""
    from danvan_graph.errors import StoreError
    from danvan_graph.store import Store

    if "://" not in settings.store and not Path(settings.store).exists():
        raise StoreError(settings.say("no_store", settings.store))
    return Store(settings.store)


def coloured() -> bool:
    """Whether to print in colour: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def emit(text: str) -> None:
    """Print data on stdout."""
    click.echo(text, nl=False)


def emit_rows(
    settings: Settings, rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str, shown: Sequence[str] = ()
) -> None:
    """Print rows; a table has the columns ``shown`` only, said in the user's language, fitted to a terminal."""
    from danvan_graph import output

    if form != "table":
        emit(output.render(rows, columns, form))
        return
    columns = shown or columns
    titles = [settings.say("validity" if column == "state" else column) for column in columns]
    said = [{column: _said(settings.lang, column, row.get(column)) for column in columns} for row in rows]
    if sys.stdout.isatty():
        emit(output.fitted(said, columns, titles, shutil.get_terminal_size().columns))
    else:
        emit(output.render(said, columns, "table", titles))


def _said(lang: str, column: str, value: Any) -> Any:
    """A value as people read it: dates, levels, states and relations in their language."""
    if not isinstance(value, str):
        return value
    if column == "date":
        return date(lang, value)
    if column == "state":
        return state(lang, value)
    if column in ("level", "branch", "status", "severity", "via", "predicate"):
        return say(lang, value) if value else ""
    return value


@contextmanager
def progress(settings: Settings, text: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on stderr while work goes on, when it is a terminal; gives ``report(done, total)``."""
    if settings.verbosity < 0 or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
