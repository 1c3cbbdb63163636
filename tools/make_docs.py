"""Writes what the documentation takes from the program itself, or checks that it is up to date.

- docs/commands.md, below its mark: the help of every command.
- README.md and docs/*.md: the output under each ``$ danvan …`` line of a ``console`` block, run in one folder with
  the bundled documents, in the order of the page.

    python tools/make_docs.py          writes
    python tools/make_docs.py --check  says what differs, exit 1
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS = ROOT / "docs" / "commands.md"
MARK = "<!-- from here on made by: make docs -->\n"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
ENVIRONMENT = {"COLUMNS": "110", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def run(line: str, folder: Path) -> str:
    """What a shell line prints, both streams, in a folder where ``danvan`` is this checkout's."""
    bin_folder = folder / ".bin"
    if not bin_folder.exists():
        bin_folder.mkdir()
        script = bin_folder / "danvan"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m danvan_graph "$@"\n')
        script.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DANVAN")}
    environment |= ENVIRONMENT | {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    text = done.stdout.decode()
    if "DANVAN_DEBUG" in text or "Traceback" in text:
        raise RuntimeError(f"$ {line}\n{text}")
    return "".join(f"{row.rstrip()}\n" for row in text.splitlines())


def examples(text: str, folder: Path) -> str:
    """The page with the real output under each of its example commands."""

    def block(match: re.Match[str]) -> str:
        lines = [line for line in match[0].splitlines() if line.startswith("$ ")]
        return "".join(f"{line}\n{run(line[2:], folder)}" for line in lines)

    return BLOCK.sub(block, text)


def reference() -> str:
    """The help of every command, in the order of ``danvan --help``."""
    from danvan_graph.cli import main

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = [f"```text\n{run('danvan --help', folder)}```\n"]
        parts += [
            f"## danvan {command}\n\n```text\n{run(f'danvan {command} --help', folder)}```\n"
            for command in main.commands
        ]
    return "\n".join(parts)


def pages() -> Iterator[tuple[Path, str, str]]:
    """Each page with its text as it is and as it ought to be."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        wanted = text
        if path == COMMANDS:
            wanted = f"{text.partition(MARK)[0]}{MARK}\n{reference()}"
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "data").symlink_to(ROOT / "data")
            yield path, text, examples(wanted, folder)


def main() -> int:
    """Write or check; the exit code."""
    differing = [(path, old, new) for path, old, new in pages() if old != new]
    for path, old, new in differing:
        print(path.relative_to(ROOT))
        if "--check" in sys.argv:
            print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "page", "program")))
        else:
            path.write_text(new, encoding="utf-8")
    return 1 if differing and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
