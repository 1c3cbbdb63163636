"""Answers that go to a file: ``-o``, its ending as format, bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import click

from .common import Settings

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write to a file; its ending tells the format.",
)


def told_by(output: str | None, form: str, endings: Sequence[str]) -> tuple[str, Path | None]:
    """The format that a file's ending tells, else the one given; and the file."""
    if not output:
        if form in ("xlsx", "docx") and sys.stdout.isatty():
            raise click.UsageError(f"{form} is for a file: -o FILE.{form}")
        return form, None
    ending = Path(output).suffix.lower().lstrip(".")
    return (ending if ending in endings else form), Path(output)


@contextmanager
def writing(settings: Settings, file: Path | None) -> Iterator[None]:
    """Let what is printed go to a file; the file is there only once all is written."""
    if file is None:
        yield
        return
    draft = file.with_name(f".{file.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out, redirect_stdout(out):
            yield
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    settings.tell(settings.say("written", file))


def emit_bytes(data: bytes) -> None:
    """Print data that is no text."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
