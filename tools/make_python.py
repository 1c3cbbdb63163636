"""Writes the answers under each ``>>>`` line of docs/python.md as Python gives them; run in the top folder."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "python.md"


def answered(text: str) -> str:
    """The page with the real answers; one session from top to bottom."""
    session: dict[str, object] = {}

    def block(match: re.Match[str]) -> str:
        out = ""
        for example in doctest.DocTestParser().get_examples(match[0]):
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(example.source, "python.md", "single"), session)
            out += f">>> {example.source}{printed.getvalue()}"
        return out + "\n"

    return re.sub(r"(?<=^```python\n).*?(?=^```$)", block, text, flags=re.DOTALL | re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(answered(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
