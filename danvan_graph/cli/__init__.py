"""The command ``danvan``: options, one call into the library, print. Commands import what they need when they run."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from danvan_graph.errors import DanvanError

from . import ask, between, make, reviewing, survey
from .common import Settings, common

__all__ = ["main"]


class Danvan(click.Group):
    """The group of commands: errors of the package become one line on stderr and an exit code."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run; streams write UTF-8 whatever the locale."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
                stream.reconfigure(encoding="utf-8", errors="replace")
        return super().main([_text(arg) for arg in (sys.argv[1:] if args is None else args)], *rest, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except DanvanError as error:
            ctx.exit(_explain(ctx.ensure_object(Settings), error))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            parts = (error.filename, error.strerror or error)
            _fail(ctx.ensure_object(Settings), ": ".join(str(part) for part in parts if part))
            ctx.exit(2)
        except Exception as error:
            if os.environ.get("DANVAN_DEBUG"):
                raise
            text = " ".join(str(error).split())
            click.echo(f"danvan: {type(error).__name__}: {text} (DANVAN_DEBUG=1 shows where)", err=True)
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which they are used."""
        return list(self.commands)


def _text(arg: str) -> str:
    """Read an argument as UTF-8 where the locale could not; the name of a file stays as it is."""
    if arg.isprintable() or Path(arg).exists():
        return arg
    try:
        return os.fsencode(arg).decode("utf-8")
    except UnicodeError:
        return arg


def _fail(settings: Settings, text: str) -> None:
    """Print what went wrong as one line."""
    from .causes import said

    click.echo(f"danvan: {said(settings.lang, ' '.join(text.split()))}", err=True)


def _explain(settings: Settings, error: DanvanError) -> int:
    """Print an error; the exit code it means."""
    from danvan_graph.errors import LookupFailed

    if not isinstance(error, LookupFailed):
        _fail(settings, str(error))
        return 2
    from danvan_graph.lookup import Ambiguous, NotFound

    if isinstance(error, Ambiguous):
        click.echo(settings.say("ambiguous", error.text, len(error.matches)), err=True)
        for line in error.matches:
            click.echo(f"  {line}", err=True)
        return 2
    text = settings.say("not_found", error.text) if isinstance(error, NotFound) else str(error)
    click.echo(text, err=True)
    for line in error.near if isinstance(error, NotFound) else ():
        click.echo(f"  {settings.say('near')}: {line}", err=True)
    return 1


@click.group(cls=Danvan, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="danvan-graph", prog_name="danvan")
@common
@click.pass_context
def main(ctx: click.Context) -> None:
    r"""Knowledge graph of directives (văn bản chỉ đạo) and who carries them out, with the sentence behind every link.

    \b
    danvan demo                                   the whole of it on bundled documents
    danvan build FOLDER                           read documents into the store
    danvan trace "25-NQ/TW khóa XI"               lineage of a directive
    danvan coverage 43-KL/TW --under "Lai Châu"   who has issued something, who has not

    REF is a number and what singles it out: 25-NQ/TW@2013, "Nghị quyết 25-NQ/TW khóa XI",
    "11-CTr/HU Phong Thổ", or an IRI. Exit codes: 0 done or found, 1 nothing found or check failed, 2 wrong input.
    """
    ctx.ensure_object(Settings)


for _command in (
    *(make.demo, make.build, make.extract, ask.trace, ask.show, ask.find, ask.coverage, between.path, between.lag),
    *(survey.query, survey.check, reviewing.review, survey.view, survey.stats, make.export, make.load),
):
    main.add_command(_command)
