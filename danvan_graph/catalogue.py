"""What the store has read: files, hashes and extractions, in SQLite beside the graph; also the store's lock.

A writer holds the file exclusively until it closes, readers share it: Oxigraph forbids reading while another process
writes, and SQLite's locks end with the process that holds them, on every system.
"""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path

from .errors import StoreError

VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (
    iri TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, engine TEXT NOT NULL,
    extraction BLOB NOT NULL, written TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS paths (file TEXT PRIMARY KEY, path TEXT NOT NULL, iri TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS paths_iri ON paths (iri);
CREATE TABLE IF NOT EXISTS loaded (graph TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    whole INTEGER NOT NULL, PRIMARY KEY (graph, file));
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: its full path, the path as given, and the IRI of the source that its bytes are."""

    file: str
    path: str
    iri: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A source that was read: from which path, by which version of the rules; the hash of its quads in the graph."""

    iri: str
    path: str
    engine: str
    written: str


class Catalogue:
    """An open catalogue. What is noted stays from the next :meth:`commit` on, at the latest :meth:`close`."""

    def __init__(self, path: Path | None, *, write: bool, wait: float) -> None:
        place = ":memory:" if path is None else f"{path.absolute().as_uri()}{'' if write else '?mode=ro'}"
        try:
            self._sql = sqlite3.connect(
                place, uri=path is not None, timeout=wait, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise StoreError(f"{path.parent if path else place}: {_cause(error, write)}") from None
        try:
            self._open(write)
        except sqlite3.Error as error:
            self.close()
            raise StoreError(f"{path.parent if path else place}: {_cause(error, write)}") from None

    def _open(self, write: bool) -> None:
        """Take the lock; a writer makes the tables too."""
        if write:
            self._sql.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._sql.execute("BEGIN EXCLUSIVE")
            self._sql.execute("COMMIT")
            self._sql.executescript(_SCHEMA)
            self._sql.execute("INSERT OR IGNORE INTO meta VALUES ('version', ?)", (VERSION,))
        else:
            self._sql.execute("BEGIN")  # the shared lock, kept until close
        if self.meta("version") != VERSION:
            raise sqlite3.DatabaseError(f"made by another version of danvan_graph ({self.meta('version')})")

    def close(self) -> None:
        """Keep what is pending and give the lock back."""
        self.commit()
        self._sql.close()

    def commit(self) -> None:
        """Make sure that all that was noted stays."""
        if self._sql.in_transaction:
            self._sql.execute("COMMIT")

    def _do(self, sql: str, *values: object) -> None:
        """Note something; it stays from the next commit on."""
        if not self._sql.in_transaction:
            self._sql.execute("BEGIN")
        self._sql.execute(sql, values)

    def meta(self, key: str) -> str:
        """Value kept under ``key``, "" when there is none."""
        row = self._sql.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""
        self._do("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def files(self) -> list[File]:
        """Every file that was read, by full path."""
        return [File(*row) for row in self._sql.execute("SELECT file, path, iri FROM paths ORDER BY file")]

    def entries(self) -> list[Entry]:
        """Every source, by IRI."""
        rows = self._sql.execute("SELECT iri, path, engine, written FROM sources ORDER BY iri")
        return [Entry(*row) for row in rows]

    def extraction(self, iri: str) -> bytes:
        """Return the dumped extraction of one source; KeyError when there is none."""
        row = self._sql.execute("SELECT extraction FROM sources WHERE iri = ?", (iri,)).fetchone()
        if row is None:
            raise KeyError(iri)
        return zlib.decompress(row[0])

    def keep(self, entry: Entry, sha256: str, extraction: bytes) -> None:
        """Keep what a source says."""
        row = (entry.iri, entry.path, sha256, entry.engine, zlib.compress(extraction, 6), entry.written)
        self._do("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?)", *row)

    def set_written(self, iri: str, digest: str) -> None:
        """Note the hash of the quads that the graph holds for a source."""
        self._do("UPDATE sources SET written = ? WHERE iri = ?", digest, iri)

    def forget(self, iri: str) -> None:
        """Drop a source."""
        self._do("DELETE FROM sources WHERE iri = ?", iri)

    def keep_file(self, file: File) -> None:
        """Note which source a file holds."""
        self._do("INSERT OR REPLACE INTO paths VALUES (?, ?, ?)", file.file, file.path, file.iri)

    def forget_file(self, file: str) -> None:
        """Drop a file; its source stays until :meth:`forget`."""
        self._do("DELETE FROM paths WHERE file = ?", file)

    def loads(self) -> list[tuple[str, str, str, bool]]:
        """Graph, file, hash of every graph that was loaded from RDF, and whether the load came to its end."""
        rows = self._sql.execute("SELECT graph, file, sha256, whole FROM loaded ORDER BY file, graph")
        return [(graph, file, sha256, bool(whole)) for graph, file, sha256, whole in rows]

    def note_load(self, graphs: list[str], file: str, sha256: str, *, whole: bool) -> None:
        """Note the graphs that a file gives, before its load and, with ``whole``, after it."""
        for graph in graphs:
            self._do("INSERT OR REPLACE INTO loaded VALUES (?, ?, ?, ?)", graph, file, sha256, int(whole))
        self.commit()

    def forget_load(self, graph: str, file: str) -> None:
        """Drop the note of a loaded graph."""
        self._do("DELETE FROM loaded WHERE graph = ? AND file = ?", graph, file)


def _cause(error: sqlite3.Error, write: bool) -> str:
    """One line that says what is wrong with the catalogue."""
    if "locked" in str(error):
        return "in use by another process; wait for it or end it" if write else "being written by another process"
    if "unable to open" in str(error):
        return "catalogue.sqlite cannot be opened"
    return f"catalogue.sqlite: {error}"
