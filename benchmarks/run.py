"""All benchmarks, as one table: ``make bench``, ``make bench BENCH="--directives 1000000 --write"``.

Each figure stands beside that of a bare tool measured in the same run: compare ratios, not seconds across machines.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import cascade, extraction, startup, view
from benchmarks.measure import Row, markdown

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end -->)", re.DOTALL)


def machine() -> str:
    """What the figures were measured on, as far as it matters."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def rows(parts: list[str], directives: int, megabytes: float) -> Iterator[Row]:
    """The rows of the parts asked for; progress on stderr."""
    with tempfile.TemporaryDirectory(prefix="danvan-bench-") as name:
        folder = Path(name)
        work = {
            "startup": lambda: startup.rows(folder),
            "extraction": lambda: extraction.rows(megabytes),
            "view": view.rows,
            "cascade": lambda: cascade.rows(directives, folder),
        }
        for part in parts:
            for row in work[part]():
                print(f"{part}: {row.what}: {row.ours} ({row.beside})", file=sys.stderr)
                yield row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help="startup, cascade, extraction, view; default: all, in that order")
    parser.add_argument("--directives", type=int, default=100_000, help="size of the national graph")
    parser.add_argument("--megabytes", type=float, default=3.0, help="size of the text for extraction")
    parser.add_argument("--write", action="store_true", help="also into docs/benchmarks.md")
    given = parser.parse_args()
    parts = given.parts or ["startup", "cascade", "extraction", "view"]
    table = markdown(list(rows(parts, given.directives, given.megabytes)))
    print(f"\n{machine()}\n\n{table}")
    if given.write:
        text = TABLE.sub(lambda _: f"{machine()}\n\n{table}\n", PAGE.read_text(encoding="utf-8"))
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
