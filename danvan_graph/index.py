"""The index beside a store: ``index.sqlite`` holds directives, bodies and links as plain rows, and words for search.

It answers in a few look-ups what the graph would answer in one for each directive. It is made when a writer closes the
store (:mod:`danvan_graph.indexing`); one that does not fit the graph's files any more is not used, and everything is
answered from the graph itself.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from .vocab import RELATIONS

VERSION = "2"
FILE = "index.sqlite"
LINKS = tuple(name for name in RELATIONS if name != "issuedBy")
"""Links that the index holds; their places are their numbers in it."""
COLUMNS = (
    *("iri", "label", "type", "number", "symbol", "date", "dates", "title", "issuer", "issuer_iri", "level"),
    *("territory", "branch", "state", "unresolved", "contradictions", "territory_iri", "kind"),
)
"""Columns of a row: fields of a Node, then ``kind``: directive | organisation | source."""
Row = tuple[str, str, str, str, str, str, str, str, str, str, str, str, str, str, int, int, str, str]
_MOST = 1000
_VARIANTS = 100


def stamp(folder: Path) -> str:
    """Names and sizes of the files that hold the graph's data: any change of the graph changes them."""
    sizes = []
    for path in (folder / "graph").glob("*"):
        if path.suffix in (".sst", ".log"):
            with suppress(FileNotFoundError):  # gone meanwhile: the engine tidies up
                sizes.append(f"{path.name}:{path.stat().st_size}")
    whole = "\n".join([VERSION, *sorted(size for size in sizes if not size.endswith(".log:0"))])
    return hashlib.sha256(whole.encode()).hexdigest()


class Index:
    """An open index, for reading; :func:`opened` gives one."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._ids: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._sql.close()

    def meta(self, key: str) -> str:
        """Value kept under ``key``, "" when there is none."""
        row = self._sql.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def ids(self, iris: Sequence[str]) -> list[int]:
        """Numbers of those IRIs that the index knows."""
        lacking = [iri for iri in iris if iri not in self._ids]
        if lacking:
            rows = self._sql.execute(
                "SELECT n.iri, n.id FROM json_each(?) f CROSS JOIN nodes n ON n.iri = f.value", (json.dumps(lacking),)
            )
            self._ids.update(rows)
        return [self._ids[iri] for iri in iris if iri in self._ids]

    def steps(self, frontier: Sequence[str], names: Sequence[str], upward: bool) -> dict[str, dict[str, str]]:
        """For each IRI where its links lead, up or down, with the first of ``names`` that leads there."""
        near, far = ("subject", "object") if upward else ("object", "subject")
        order = {LINKS.index(name): place for place, name in enumerate(names) if name in LINKS}
        query = (
            f"SELECT l.{near}, l.predicate, n.iri, n.id FROM json_each(?) f "
            f"CROSS JOIN links l ON l.{near} = f.value CROSS JOIN nodes n ON n.id = l.{far}"
        )
        starts = self.ids(frontier)
        by_id = {self._ids[iri]: iri for iri in frontier if iri in self._ids}
        rows = [row for row in self._sql.execute(query, (json.dumps(starts),)) if row[1] in order]
        rows.sort(key=lambda row: (order[row[1]], row[2]))
        found: dict[str, dict[str, str]] = {}
        for here, predicate, there, number in rows:
            self._ids[there] = number
            found.setdefault(by_id[here], {}).setdefault(there, LINKS[predicate])
        return found

    def rows(self, iris: Sequence[str]) -> dict[str, Row]:
        """What the index holds on each IRI."""
        columns = ", ".join(f"n.{name}" for name in COLUMNS)
        query = f"SELECT {columns} FROM json_each(?) f CROSS JOIN nodes n ON n.id = f.value"
        return {row[0]: row for row in self._sql.execute(query, (json.dumps(self.ids(iris)),))}

    def signed(self, signs: Iterable[str]) -> list[str]:
        """Directives by number and symbol as :func:`danvan_graph.indexing.sign` writes them."""
        query = "SELECT n.iri FROM json_each(?) f CROSS JOIN nodes n ON n.sign = f.value"
        return sorted(row[0] for row in self._sql.execute(query, (json.dumps(sorted(signs)),)))

    def named(self, words: Sequence[str], *, most: int = _MOST) -> list[tuple[str, str]]:
        """(IRI, what can be searched) of what holds all the words, whole or as beginnings; the most linked to first.

        Whole words come before beginnings. ``words`` are without diacritics.
        """
        return self._matching("heads", "nodes", "iri, text", words, most)

    def said(self, words: Sequence[str], *, most: int = _MOST) -> list[tuple[str, str]]:
        """(IRI of a directive, sentence) for sentences that name it and hold all the words."""
        found = self._matching("said", "sentences", "id, text", words, most)
        texts = dict(found)
        query = (
            "SELECT n.iri, m.sentence FROM json_each(?) f CROSS JOIN mentions m ON m.sentence = f.value "
            "CROSS JOIN nodes n ON n.id = m.node"
        )
        return [(iri, texts[number]) for iri, number in self._sql.execute(query, (json.dumps(list(texts)),))]

    def _matching(
        self, search: str, table: str, columns: str, words: Sequence[str], most: int
    ) -> list[tuple[str, str]]:
        """Rows of ``table`` behind those of a search table that hold the words."""
        query = (
            f"SELECT {columns} FROM (SELECT rowid AS place FROM {search} WHERE {search} MATCH ? LIMIT {most}) "
            f"CROSS JOIN {table} ON id = place"
        )
        found: dict[tuple[str, str], None] = {}
        asked = " AND ".join(f'"{word}"' for word in words)
        for query_words in (asked, " AND ".join(map(self._begun, words))):
            if len(found) < most and (query_words != asked or not found):
                found.update(dict.fromkeys(self._sql.execute(query, (query_words,))))
        return list(found)

    def _begun(self, word: str) -> str:
        """Search words that begin so, each by name: that is answered step by step, a cut word only as a whole."""
        query = f"SELECT word FROM words WHERE word >= ? AND word < ? || char(1114111) LIMIT {_VARIANTS}"
        found = [row[0] for row in self._sql.execute(query, (word, word))]
        if len(found) == _VARIANTS:
            return f'"{word}"*'
        return f"({' OR '.join(f'{chr(34)}{one}{chr(34)}' for one in found or [word])})"

    def told(self, iris: Sequence[str]) -> set[str]:
        """Territories of the sources that name one of the directives."""
        query = (
            "SELECT DISTINCT s.territory FROM json_each(?) f CROSS JOIN mentions m ON m.node = f.value "
            "CROSS JOIN sentences q ON q.id = m.sentence CROSS JOIN sources s ON s.id = q.source"
        )
        return {row[0] for row in self._sql.execute(query, (json.dumps(self.ids(iris)),))} - {""}

    def directives(self) -> int:
        """How many directives there are."""
        return int(self._sql.execute("SELECT COUNT(*) FROM nodes WHERE kind = 'directive'").fetchone()[0])


def opened(folder: Path) -> Index | None:
    """The index of a store; None where there is none that fits the graph."""
    file = folder / FILE
    if not file.exists():
        return None
    try:
        place = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        sql = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False)
        sql.execute("PRAGMA cache_size = -65536")
        found = Index(sql)
        if found.meta("stamp") == stamp(folder):
            return found
        found.close()
    except (sqlite3.Error, OSError):
        pass
    return None
