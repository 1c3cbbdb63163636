"""Makes the index beside a store anew from its graph; :mod:`danvan_graph.index` reads it.

Numbers of directives go by how much links to them, so that a search that stops early has seen the weightiest.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from .facts import Entry, Facts, Opened, sentence, spoken_of
from .fold import bare
from .index import COLUMNS, FILE, LINKS, stamp
from .nodes import describe
from .number import strip_zeros
from .vocab import BASE, DV, RDF_TYPE, TITLE

_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE nodes (id INTEGER PRIMARY KEY, {", ".join(COLUMNS)}, sign TEXT, text TEXT);
CREATE TABLE links (object INTEGER, predicate INTEGER, subject INTEGER, PRIMARY KEY (object, predicate, subject))
    WITHOUT ROWID;
CREATE TABLE sources (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, territory TEXT NOT NULL DEFAULT '');
CREATE TABLE sentences (id INTEGER PRIMARY KEY, source INTEGER, text TEXT, UNIQUE (source, text));
CREATE TABLE mentions (node INTEGER, sentence INTEGER, PRIMARY KEY (node, sentence)) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE heads USING fts5 (words, content='', detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE said USING fts5 (words, content='', detail=none, tokenize='ascii');
"""
_INDEXES = """
CREATE UNIQUE INDEX nodes_iri ON nodes (iri);
CREATE INDEX nodes_sign ON nodes (sign);
CREATE INDEX links_up ON links (subject, predicate, object);
CREATE INDEX mentions_sentence ON mentions (sentence, node);
INSERT INTO heads (rowid, words) SELECT id, words(text) FROM nodes WHERE text != '';
INSERT INTO said (rowid, words) SELECT id, words(text) FROM sentences;
"""
_AT_ONCE = 10_000


def make(folder: Path, store: Opened) -> None:
    """Make the index of the open store in ``folder`` anew.

    It counts only once :func:`seal` has noted which state of the graph it belongs to.
    """
    draft = folder / f"{FILE}.new"
    draft.unlink(missing_ok=True)
    sql = sqlite3.connect(draft, isolation_level=None)
    try:
        sql.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;" + _SCHEMA)
        _Making(Facts(store), sql).run()
    finally:
        sql.close()
    draft.replace(folder / FILE)


def seal(folder: Path) -> None:
    """Note that the index fits the graph as its files are now."""
    sql = sqlite3.connect(folder / FILE, isolation_level=None)
    try:
        sql.execute("INSERT OR REPLACE INTO meta VALUES ('stamp', ?)", (stamp(folder),))
    finally:
        sql.close()


def words(text: str) -> str:
    """The words of a text without diacritics.

    >>> words("Nghị quyết 25-NQ/TW")
    'nghi quyet 25 nq tw'
    """
    return " ".join(re.findall(r"\w+", bare(text)))


def sign(number: str, symbol: str) -> str:
    """Number and symbol in one form: "25 nqtw".

    >>> sign("07", "KH/HU")
    '7 khhu'
    """
    return f"{strip_zeros(number)} {re.sub('[^a-z0-9]', '', bare(symbol))}"


class _Making:
    """One making of an index."""

    def __init__(self, facts: Facts, sql: sqlite3.Connection) -> None:
        self.facts, self.sql = facts, sql
        self.ids: dict[str, int] = {}
        self.sources: dict[str, int] = {}
        self.seen: set[str] = set()
        sql.create_function("words", 1, self.words, deterministic=True)

    def run(self) -> None:
        """Number what is linked, then fill the tables in one pass over the graph."""
        self.facts.remember(DV.supersedes)
        self.facts.remember(DV.amends)
        self.sql.execute("BEGIN")
        self.number()
        self.put("links", 3, self.links())
        self.put("nodes", len(COLUMNS) + 3, self.nodes())
        self.sql.execute("COMMIT")
        self.sql.executescript(f"BEGIN; {_INDEXES} COMMIT;")
        self.sql.execute("BEGIN")
        self.put("words", 1, ((word,) for word in sorted(self.seen)))
        self.sql.execute("COMMIT")

    def put(self, table: str, width: int, rows: Iterable[tuple[object, ...]]) -> None:
        """Insert rows; one that is there already stays."""
        slots = ", ".join("?" * width)
        rest = iter(rows)
        while some := list(islice(rest, _AT_ONCE)):
            self.sql.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({slots})", some)

    def words(self, text: str) -> str:
        """The words of a text, remembered."""
        found = words(text)
        self.seen.update(found.split())
        return found

    def number(self) -> None:
        """Give numbers to directives, to the other ends of links and to bodies."""
        weight = dict.fromkeys(self.facts.typed(), 0)
        for name in LINKS:
            for subject, object_ in self.facts.each(BASE + name):
                weight.setdefault(subject, 0)
                weight[object_] = weight.get(object_, 0) + 1
        for iri in self.facts.instances("Organisation"):
            weight.setdefault(iri, 0)
        ordered = sorted(weight, key=lambda iri: (-weight[iri], iri))
        self.ids = {iri: place for place, iri in enumerate(ordered, 1)}

    def links(self) -> Iterator[tuple[int, int, int]]:
        """Every link: object, predicate, subject."""
        for place, name in enumerate(LINKS):
            for subject, object_ in self.facts.each(BASE + name):
                yield self.ids[object_], place, self.ids[subject]

    def nodes(self) -> Iterator[tuple[object, ...]]:
        """A row for everything that has a number; mentions and sources go to their tables on the way."""
        done = bytearray(len(self.ids) + 1)
        again: list[str] = []
        for entry in self.facts.entries():
            number = self.ids.get(entry.iri, 0)
            if number and done[number]:
                again.append(entry.iri)
            elif number:
                done[number] = 1
                yield self.node(number, entry)
            elif DV.sentence in entry.values or DV.refersTo in entry.values:
                self.mention(entry)
            if DV.path in entry.values:
                self.source(entry.iri, entry.one(DV.territory))
        for iri in again:
            self.sql.execute("DELETE FROM nodes WHERE id = ?", (self.ids[iri],))
        rest = (iri for iri, number in self.ids.items() if not done[number])
        yield from (self.node(self.ids[iri], self.facts.about(iri)) for iri in (*again, *rest))

    def node(self, number: int, entry: Entry) -> tuple[object, ...]:
        """The row of a directive, of a body, or of a source at the end of a link."""
        kinds = entry.values.get(RDF_TYPE, ())
        kind = "organisation" if DV.Organisation in kinds else "directive"
        kind = "source" if DV.Source in kinds and DV.Directive not in kinds else kind
        if kind == "organisation":
            return (number, entry.iri, entry.label, *[""] * 12, 0, 0, "", kind, "", entry.label)
        found = describe(self.facts, entry)
        row = (*(getattr(found, name) for name in COLUMNS[:5]), found.date, " ".join(found.dates))
        row += tuple(getattr(found, name) for name in COLUMNS[7:17])
        bodies = [self.facts.body(body).label for body in entry.all(DV.issuedBy)]
        text = " ".join(part for part in (found.type, found.label, *entry.all(TITLE), *bodies) if part)
        asked = kind == "directive"
        return (number, *row, kind, sign(found.number, found.symbol) if asked else "", text if asked else "")

    def source(self, iri: str, territory: str = "") -> int:
        """Number of a source; its territory is kept once it is known."""
        number = self.sources.setdefault(iri, len(self.sources) + 1)
        self.sql.execute("INSERT OR IGNORE INTO sources VALUES (?, ?, '')", (number, iri))
        if territory:
            self.sql.execute("UPDATE sources SET territory = ? WHERE id = ?", (territory, number))
        return number

    def mention(self, entry: Entry) -> None:
        """Keep the sentence of a mention or claim, once for each source, and which directives it is about."""
        text = sentence(entry)
        key = (self.source(entry.one(DV.source)), text)
        self.sql.execute("INSERT OR IGNORE INTO sentences (source, text) VALUES (?, ?)", key)
        row = self.sql.execute("SELECT id FROM sentences WHERE source = ? AND text = ?", key).fetchone()
        for iri in spoken_of(entry):
            if iri in self.ids:
                self.sql.execute("INSERT OR IGNORE INTO mentions VALUES (?, ?)", (self.ids[iri], row[0]))
