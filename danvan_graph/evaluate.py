"""Extraction against gold annotations: the figures of docs/accuracy.md.

Gold is three files of JSON lines for each document, NAME.mentions.jsonl, NAME.entities.jsonl, NAME.relations.jsonl (format:
data/README.md). Mentions match by the largest overlap of their spans, one to one; identity is B-cubed over matched mentions
of all documents; relations compare through the IRIs that matched mentions bear.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .fold import tone

FIELDS = ("type", "number", "symbol", "date", "issuer", "title", "term")
LINKS = ("implements", "continues", "supersedes", "amends", "guides", "basedOn", "approves", "promulgates")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts behind a precision and a recall."""

    hit: float
    found: float
    wanted: float

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return min(1.0, self.hit / self.found) if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found."""
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """Every figure; ``fields`` is the share of gold values reproduced, ``invented`` of values found where gold has none."""

    full: Figure
    mentions: Figure
    identity: Figure
    links: Figure
    issuers: Figure
    by_link: Mapping[str, Figure]
    fields: Mapping[str, float]
    invented: Mapping[str, float]
    missed: tuple[str, ...]
    spurious: tuple[str, ...]


def evaluate(gold: str | Path, records: Mapping[str, Sequence[Record]]) -> Report:
    """Score records (by document name, as ``records.to_json`` gives them) against a folder of gold."""
    tally = _Tally()
    for path in sorted(Path(gold).glob("*.mentions.jsonl")):
        name = path.name.removesuffix(".mentions.jsonl")
        if name in records:
            tally.document(name, _lines(path), _lines(path.with_name(f"{name}.relations.jsonl")), records[name])
    return tally.report()


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def plain(value: object) -> str:
    """Form of a value in which case, tone placement, punctuation and spaces do not count."""
    return " ".join(re.sub(r"[^\w/]+", " ", tone(str(value))).split())


def same(field: str, wanted: Any, found: Any) -> bool:
    """Whether a found value reproduces a gold value, or one of several."""
    if found is None:
        return False
    if isinstance(wanted, list):
        return any(same(field, one, found) for one in wanted)
    a, b = plain(wanted), plain(found)
    if field == "number":
        a, b = (re.sub(r"\b0+(\d)", r"\1", one) for one in (a, b))
    if field == "symbol":
        a, b = (re.sub(r"\W", "", one) for one in (a, b))
    if field in ("issuer", "title"):
        one, other = set(a.split()), set(b.split())
        return bool(one | other) and len(one & other) / len(one | other) >= 0.8
    return a == b


def match(wanted: Sequence[Record], found: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Pairs of gold and found mentions, best overlap first, each used once."""
    rows = []
    for i, gold in enumerate(wanted):
        for j, one in enumerate(found):
            shared = min(gold["end"], one["end"]) - max(gold["start"], one["start"])
            if shared > 0:
                rows.append((shared / (max(gold["end"], one["end"]) - min(gold["start"], one["start"])), i, j))
    pairs, used_gold, used_found = [], set(), set()
    for _, i, j in sorted(rows, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


class _Tally:
    """Counts over documents."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.invented: Counter[str] = Counter()
        self.links: dict[str, Counter[str]] = defaultdict(Counter)
        self.labels: list[tuple[str, str]] = []
        self.missed: list[str] = []
        self.spurious: list[str] = []

    def document(self, name: str, mentions: list[Record], relations: list[Record], records: Sequence[Record]) -> None:
        """Add one document."""
        found = [one for one in records if one["record"] == "mention"]
        pairs = match(mentions, found)
        skipped = {id(one) for gold, one in pairs if gold.get("skip")}
        found = [one for one in found if id(one) not in skipped]
        wanted = [gold for gold in mentions if not gold.get("skip")]
        pairs = match(wanted, found)
        self._mentions(name, wanted, found, pairs)
        for gold, one in pairs:
            self._fields(gold, one)
            self.labels.append((gold["entity"], one.get("directive") or f"{name}:{one['start']}"))
        self._relations(relations, records, _ends(records, pairs))

    def _mentions(
        self, name: str, wanted: list[Record], found: list[Record], pairs: list[tuple[Record, Record]]
    ) -> None:
        hit_gold, hit_found = {id(gold) for gold, _ in pairs}, {id(one) for _, one in pairs}
        full = sum(gold["kind"] == "full" for gold, _ in pairs)
        extra = [one for one in found if id(one) not in hit_found]
        self.count.update(hit=len(pairs), found=len(found), wanted=len(wanted), full_hit=full)
        self.count["full_wanted"] += sum(gold["kind"] == "full" for gold in wanted)
        self.count["full_found"] += full + sum(bool(one.get("number")) for one in extra)
        self.missed += [f"{name}: {gold['text']!r}" for gold in wanted if id(gold) not in hit_gold]
        self.spurious += [f"{name}: {one['text']!r}" for one in extra]

    def _fields(self, gold: Record, one: Record) -> None:
        for field in FIELDS:
            if gold.get(field) is not None:
                self.wanted[field] += 1
                self.right[field] += same(field, gold[field], one.get(field))
            elif one.get(field) is not None and field not in gold.get("optional", ()):
                self.invented[field] += 1

    def _relations(self, relations: list[Record], records: Sequence[Record], ends: Mapping[str, str]) -> None:
        rows = [row for row in relations if row["pred"] in (*LINKS, "issuedBy")]
        free = {
            (row["subj"], row["pred"], row["obj"]) for row in rows if (row.get("note") or "").startswith("OPTIONAL")
        }
        wanted = {(row["subj"], row["pred"], row["obj"]) for row in rows} - free
        names: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            names[row["subj"], row["obj"]] |= {row["obj"], *row.get("alternatives", ())}
        found = set()
        for one in records:
            if one["record"] != "relation" or one["predicate"] not in (*LINKS, "issuedBy"):
                continue
            subject, issued = ends.get(one["subject"], "?" + one["subject"]), one["predicate"] == "issuedBy"
            target = one["object_label"] if issued else ends.get(one["object"], "?" + one["object"])
            link = (subject, one["predicate"], target)
            if not (link in free or (issued and _among(free, names, link))):
                found.add(link)
        for predicate in {link[1] for link in wanted | found}:
            want, got = ({link for link in links if link[1] == predicate} for links in (wanted, found))
            hit = len(want & got)
            if predicate == "issuedBy":
                hit = sum(any(one[0] == link[0] and _names_it(names, link, one[2]) for one in got) for link in want)
            self.links[predicate].update(hit=hit, found=len(got), wanted=len(want))

    def report(self) -> Report:
        """All figures."""
        by_link = {name: Figure(one["hit"], one["found"], one["wanted"]) for name, one in sorted(self.links.items())}
        links = [one for name, one in by_link.items() if name != "issuedBy"]
        count = self.count
        return Report(
            full=Figure(count["full_hit"], count["full_found"], count["full_wanted"]),
            mentions=Figure(count["hit"], count["found"], count["wanted"]),
            identity=_bcubed(self.labels),
            links=Figure(
                sum(one.hit for one in links), sum(one.found for one in links), sum(one.wanted for one in links)
            ),
            issuers=by_link.get("issuedBy", Figure(0, 0, 0)),
            by_link=by_link,
            fields={field: self.right[field] / self.wanted[field] for field in FIELDS if self.wanted[field]},
            invented={field: self.invented[field] / max(1, count["hit"]) for field in FIELDS},
            missed=tuple(self.missed),
            spurious=tuple(self.spurious),
        )


def _names_it(names: Mapping[tuple[str, str], set[str]], link: tuple[str, str, str], label: str) -> bool:
    """Whether a label is one of the names that the gold accepts for an issuer."""
    return same("issuer", sorted(names[link[0], link[2]]), label)


def _among(
    free: Iterable[tuple[str, str, str]], names: Mapping[tuple[str, str], set[str]], row: tuple[str, str, str]
) -> bool:
    """Whether an issuer is one that the gold leaves open."""
    return any(one[0] == row[0] and one[1] == "issuedBy" and _names_it(names, one, row[2]) for one in free)


def _ends(records: Sequence[Record], pairs: Iterable[tuple[Record, Record]]) -> dict[str, str]:
    """IRI → gold entity that most mentions bearing it mean; the document itself is DOC."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, one in pairs:
        if one.get("directive"):
            votes[one["directive"]][gold["entity"]] += 1
    ends = {iri: most.most_common(1)[0][0] for iri, most in votes.items()}
    for one in records:
        if one["record"] == "document":
            ends.setdefault(one["source"], "DOC")
            if one["directive"]:
                ends[one["directive"]] = "DOC"
    return ends


def _bcubed(labels: Sequence[tuple[str, str]]) -> Figure:
    """B-cubed precision and recall as a Figure whose counts are sums of shares."""
    gold, found, both = Counter(a for a, _ in labels), Counter(b for _, b in labels), Counter(labels)
    precise = sum(both[row] / found[row[1]] for row in labels)
    recalled = sum(both[row] / gold[row[0]] for row in labels)
    if not labels or not precise:
        return Figure(0, 0, len(labels))
    return Figure(recalled, recalled * len(labels) / precise, len(labels))
