"""Annotated text of a bundled document: what is written, and what an annotator says it means.

A source file (tools/documents/NAME.txt) has three parts divided by ``---``: settings (``%name value``), the text, the
relations. In the text braces mark, and nest:

``{KEY|Nghị quyết số 25-NQ/TW}``  the head of a mention of the document KEY; ``{KEY;skip;field=value|…}`` overrules
what the words give (``~`` divides values that are all right);
``{d:…} {i:…} {t:…} {y:…}``  date, issuer, term, title of the mention before it (of the enclosing head, inside one);
``{i=Full name:…}`` gives the issuer's full name where the words alone do not.

In texts that are not Markdown a line is a block: ``# `` heading, ``## `` lower heading, ``= `` centred, ``_ `` italic,
``- `` item, ``|a|b|`` table row, ``[1] …`` note 1, whose mark in the text is ``[1]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "documents"
MARK = "\x01"  # stands for a note's mark in a block's text
NAMES = {"d": "date", "i": "issuer", "t": "term", "y": "title"}


@dataclass
class Mention:
    """A head and the fields that go with it; offsets count in the text without marks."""

    start: int
    end: int
    text: str
    key: str
    options: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    issuer_name: str | None = None
    issuer_span: tuple[int, int] | None = None


@dataclass
class Source:
    """One source file, read."""

    name: str
    settings: dict[str, str]
    text: str
    mentions: list[Mention]
    relations: list[str]


def read(path: Path) -> Source:
    """The source at ``path``."""
    head, body, *rest = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.M)
    settings = dict(line[1:].split(" ", 1) for line in head.splitlines() if line)
    text, mentions = Parser(body).run()
    relations = [line for line in (rest[0] if rest else "").splitlines() if line.strip()]
    return Source(path.stem, settings, text, mentions, relations)


class Parser:
    """Takes the braces out of a text and keeps what they said."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.mentions: list[Mention] = []

    def run(self) -> tuple[str, list[Mention]]:
        """The text without braces, the mentions in order."""
        self.level(None)
        if self.at < len(self.raw):
            raise ValueError(f"stray }} before {self.raw[self.at : self.at + 40]!r}")
        self.mentions.sort(key=lambda m: (m.start, m.end))
        return "".join(self.out), self.mentions

    def put(self, text: str) -> None:
        """Append plain text."""
        self.out.append(text)
        self.length += len(text)

    def level(self, last: Mention | None) -> None:
        """Read up to the closing brace of this level; fields belong to ``last``, the mention read last on it."""
        while self.at < len(self.raw):
            if self.raw[self.at] == "}":
                return
            if self.raw[self.at] != "{":
                stop = re.compile(r"[{}]|$(?![\s\S])").search(self.raw, self.at)
                self.put(self.raw[self.at : stop.start() if stop else None])
                self.at = stop.start() if stop else len(self.raw)
                continue
            if found := re.compile(r"\{([dity])(?:=([^:|{}]*))?:").match(self.raw, self.at):
                self.read_field(found, last)
            else:
                last = self.read_head()

    def inner(self, last: Mention | None) -> tuple[int, int]:
        """Read the inside of a brace and step over its end; the span read."""
        start = self.length
        self.level(last)
        if self.at >= len(self.raw):
            raise ValueError("missing }")
        self.at += 1
        return start, self.length

    def read_field(self, found: re.Match[str], owner: Mention | None) -> None:
        """A field of ``owner``."""
        if owner is None:
            raise ValueError(f"a field without its mention: {found[0]}")
        self.at = found.end()
        start, end = self.inner(owner)
        owner.fields.setdefault(NAMES[found[1]], "".join(self.out)[start:end])
        if found[1] == "i":
            owner.issuer_name, owner.issuer_span = found[2], (start, end)

    def read_head(self) -> Mention:
        """The head of a mention."""
        found = re.compile(r"\{([^|{}]+)\|").match(self.raw, self.at)
        if not found:
            raise ValueError(f"neither head nor field: {self.raw[self.at : self.at + 40]!r}")
        key, *options = found[1].split(";")
        mention = Mention(0, 0, "", key, {o.partition("=")[0]: o.partition("=")[2] for o in options})
        self.at = found.end()
        mention.start, mention.end = self.inner(mention)
        mention.text = "".join(self.out)[mention.start : mention.end]
        self.mentions.append(mention)
        return mention


@dataclass(frozen=True)
class Block:
    """A block of a text that is not Markdown; a row has its cells in ``cells``."""

    kind: str
    text: str
    cells: tuple[str, ...] = ()
    note: str = ""


KINDS = {"## ": "h2", "# ": "h1", "= ": "center", "_ ": "italic", "- ": "item"}


def blocks(text: str) -> list[Block]:
    """The blocks of a text without braces, in order."""
    found = []
    for line in text.splitlines():
        if note := re.match(r"\[(\d+)\] (.*)", line):
            found.append(Block("note", note[2], note=note[1]))
        elif line.startswith("|"):
            found.append(Block("row", "", tuple(cell.strip() for cell in line.strip("|\n").split("|"))))
        elif line.startswith("-----"):
            found.append(Block("rule", line))
        elif line:
            prefix = next((p for p in KINDS if line.startswith(p)), "")
            found.append(Block(KINDS.get(prefix, "p"), line[len(prefix) :]))
    return found


def sources() -> list[Source]:
    """All sources, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.txt"))]
