"""One directive or body: its facts, its relations both ways with the sentences behind them, its contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import bodies, validity, vocab
from .check import Finding, of_directive
from .evidence import Claims, Evidence, excerpt
from .facts import Facts, Opened, tail
from .messages import date, say, state
from .nodes import describe
from .vocab import DV, RDF_TYPE, RELATIONS, TITLE


@dataclass(frozen=True, slots=True)
class Relation:
    """A link of the thing shown; ``direction`` is out (it is the subject) or in, ``date`` that of the other end."""

    predicate: str
    direction: str
    iri: str
    label: str
    evidence: tuple[Evidence, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """All that ``danvan show`` says of one thing; ``facts`` in the order in which they are printed."""

    iri: str
    kind: str
    facts: Mapping[str, Any]
    relations: tuple[Relation, ...] = ()
    contradictions: tuple[Finding, ...] = ()
    lang: str = "vi"

    def to_dict(self) -> dict[str, Any]:
        """The card as JSON has it."""
        relations = [
            {
                **{name: getattr(relation, name) for name in ("predicate", "direction", "iri", "label")},
                "evidence": [one.to_dict() for one in relation.evidence],
            }
            for relation in self.relations
        ]
        found = [finding.to_dict(self.lang) for finding in self.contradictions]
        return {"iri": self.iri, **self.facts, "relations": relations, "contradictions": found}


def card(store: Opened, iri: str, *, on: str = "", lang: str = "vi") -> Card:
    """The card of a directive or an organisation."""
    facts = Facts(store)
    if DV.Organisation in facts.about(iri).all(RDF_TYPE):
        return _body(facts, iri, lang)
    entry = facts.about(iri)
    node = describe(facts, entry, on=on)
    shown = {
        "label": node.label,
        "type": node.type,
        "number": node.number,
        "symbol": node.symbol,
        "dates": sorted(entry.dates),
        "issuers": [facts.body(body).label for body in entry.all(DV.issuedBy)],
        "titles": list(entry.all(TITLE)),
        "state": node.state,
        "level": node.level,
        "territory": node.territory,
        "term": entry.one(DV.term),
        "unresolved": node.unresolved,
        "candidates": list(entry.all(DV.candidate)),
        "chain": [_named(*_called(facts, newer)) for newer in validity.chain(facts, iri)],
        "decisions": _decisions(facts, iri),
    }
    return Card(iri, "directive", shown, tuple(_relations(facts, iri)), tuple(of_directive(facts, iri)), lang)


def _decisions(facts: Facts, iri: str) -> list[dict[str, str]]:
    """What people decided on a directive, on its citations, or beside it."""
    found = {*facts.subjects(DV.curates, iri), *facts.subjects(DV.ruledObject, iri)}
    for mention in facts.subjects(DV.refersTo, iri):
        found.update(facts.subjects(DV.curates, mention))
    rows = []
    for entry in map(facts.about, sorted(found)):
        row = {
            "ruling": entry.one(DV.ruling),
            "about": entry.one(DV.curates),
            "predicate": tail(entry.one(DV.ruledPredicate)),
            "object": entry.one(DV.ruledObject),
            "date": entry.one(DV.ruledDate),
            "author": entry.one(vocab.PREFIXES["dcterms"] + "creator"),
            "day": entry.one(vocab.DCTERMS_DATE),
            "reason": entry.one(vocab.DESCRIPTION),
        }
        rows.append({name: value for name, value in row.items() if value})
    return rows


def _body(facts: Facts, iri: str, lang: str) -> Card:
    """The card of an organisation."""
    own, claims = bodies.issued(facts, iri), Claims(facts)
    relations = [
        Relation("issuedBy", "in", node.iri, node.label, claims.between(node.iri, "issuedBy", iri), node.date)
        for node in own
    ]
    relations += [
        Relation("implements", "out", node.iri, node.label, proof, node.date)
        for node, proof in bodies.carried_out(facts, own)
    ]
    return Card(iri, "organisation", bodies.facts_of(facts, iri), tuple(relations), (), lang)


def _relations(facts: Facts, iri: str) -> Iterator[Relation]:
    """Links out of a directive, then links to it; plain citation only where nothing else links the two."""
    claims = Claims(facts)
    for direction in ("out", "in"):
        seen: set[str] = set()
        found: list[Relation] = []
        for name in _ORDER:
            predicate = vocab.BASE + name
            ends = facts.objects(iri, predicate) if direction == "out" else facts.subjects(predicate, iri)
            for end in ends:
                if end in seen and name in ("implements", "cites"):
                    continue
                if name != "issuedBy":
                    seen.add(end)
                subject, object_ = (iri, end) if direction == "out" else (end, iri)
                proof = claims.between(subject, name, object_)
                label, day = _called(facts, end)
                found.append(Relation(name, direction, end, label, proof, day))
        yield from sorted(found, key=lambda relation: RELATIONS.index(relation.predicate))


_ORDER = ("continues", *(name for name in RELATIONS if name not in ("continues", "cites")), "cites")


def _called(facts: Facts, iri: str) -> tuple[str, str]:
    """What the other end of a link is called, and its date: a directive, a body, a source by title and path."""
    entry = facts.about(iri)
    kinds = entry.all(RDF_TYPE)
    if DV.Source in kinds:
        parts = (entry.one(TITLE), min(entry.all(DV.path), default=tail(iri)))
        return " · ".join(part for part in parts if part), ""
    if DV.Organisation in kinds:
        return facts.body(iri).label, ""
    return entry.label, next(iter(entry.dates), "")


def _named(label: str, day: str) -> str:
    return f"{label} ({day})" if day else label


def lines(shown: Card, lang: str, *, full: bool = False, limit: int = 12) -> Iterator[tuple[str, str]]:
    """The card as lines of text, each with its kind; at most ``limit`` links of one kind unless ``full``."""
    facts = dict(shown.facts)
    name = " ".join(part for part in (str(facts["type"]).capitalize(), str(facts["label"])) if part)
    yield "root", name if shown.kind == "directive" else str(facts["label"])
    for key in _SHOWN:
        value = _value(key, facts.get(key), lang)
        if value:
            yield "node", f"  {say(lang, 'validity' if key == 'state' else key)}: {value}"
    if facts.get("unresolved"):
        yield "node", f"  ⚠ {say(lang, 'unresolved_mark')}"
        for candidate in facts.get("candidates", ()):
            yield "node", f"    {say(lang, 'candidate')} {candidate}"
    for row in facts.get("decisions", ()):
        yield "node", f"  ✎ {decision_line(row, lang)}"
    yield from _relation_lines(shown.relations, lang, None if full else limit)
    if shown.contradictions:
        yield "heading", f"{say(lang, 'contradictions')}:"
        for finding in shown.contradictions:
            yield "node", f"  ⚠ {finding.message(lang)}"
            yield from (("evidence", f"      {text}") for text in quotes(finding.evidence))


_SHOWN = (
    *("dates", "issuers", "titles", "names", "state", "chain", "level", "branch", "territory", "begins", "ends"),
    *("parents", "children", "predecessors", "successors"),
)


def decision_line(row: Mapping[str, str], lang: str) -> str:
    """One decision in a line: what, on what, by whom, when, why."""
    ends = " → ".join(tail(row[name]) for name in ("about", "object") if name in row)
    what = [
        say(lang, f"ruling:{row['ruling']}"),
        say(lang, row.get("predicate", "")) if "predicate" in row else "",
        ends,
    ]
    what += [
        date(lang, row.get("date", "")),
        row.get("author", ""),
        date(lang, row.get("day", "")),
        row.get("reason", ""),
    ]
    return " · ".join(part for part in what if part)


def _value(key: str, value: Any, lang: str) -> str:
    """A fact as people read it."""
    if key in ("begins", "ends") and value:
        return date(lang, value)
    if key == "dates":
        value = [date(lang, one) for one in value or ()]
    if key == "state":
        return state(lang, value) if value else ""
    if key in ("level", "branch") and value:
        return say(lang, value)
    return "; ".join(value) if isinstance(value, (list, tuple)) else str(value or "")


def _relation_lines(relations: Sequence[Relation], lang: str, limit: int | None) -> Iterator[tuple[str, str]]:
    groups: dict[tuple[str, str], list[Relation]] = {}
    for relation in relations:
        groups.setdefault((relation.direction, relation.predicate), []).append(relation)
    for (direction, predicate), found in groups.items():
        head = say(lang, predicate if direction == "out" else f"in:{predicate}")
        yield "heading", f"{head} ({len(found)}):"
        for relation in found[:limit]:
            yield "node", f"  {_named(relation.label, date(lang, relation.date))}"
            yield from (("evidence", f"      {text}") for text in quotes(relation.evidence[:3]))
        if limit and len(found) > limit:
            yield "refer", f"  … +{len(found) - limit} (-v)"


def quotes(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Sentences with the file and place where they stand."""
    for one in evidence:
        text = excerpt(one, 300)
        place = f"{one.path}:{one.start}" if one.start >= 0 else one.path
        yield f"“{text}” ({place})" if text else f"({place})"
