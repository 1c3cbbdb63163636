"""One organisation: its names as found, what it issued and carries out, the bodies above, below, before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from . import vocab
from .evidence import Claims, Evidence
from .facts import Facts
from .nodes import Node, describe
from .vocab import DV, PART_OF_BODY


def facts_of(facts: Facts, iri: str) -> Mapping[str, Any]:
    """What is known of a body, in the order in which it is shown."""
    entry, body = facts.about(iri), facts.body(iri)
    labels = entry.all(vocab.RDFS_LABEL)
    found = dict(names(facts, iri))
    return {
        "label": body.label,
        "type": entry.one(DV.kind),
        "names": list(dict.fromkeys((*labels, *found))),
        "level": body.level,
        "branch": body.branch,
        "territory": facts.place(body.territory),
        "begins": entry.one(DV.begins),
        "ends": entry.one(DV.ends),
        "parents": [facts.body(upper).label for upper in entry.all(PART_OF_BODY)],
        "children": [facts.body(lower).label for lower in facts.subjects(PART_OF_BODY, iri)],
        "predecessors": _changed(facts, iri, vocab.CHANGED_TO, vocab.CHANGED_FROM),
        "successors": _changed(facts, iri, vocab.CHANGED_FROM, vocab.CHANGED_TO),
        "found_names": [
            {"name": name, "path": one.path, "start": one.start, "end": one.end, "text": one.text}
            for name, one in found.items()
        ],
    }


def names(facts: Facts, iri: str) -> Iterator[tuple[str, Evidence]]:
    """Names under which texts speak of a body as an issuer, each with the first place that has it."""
    claims, seen = Claims(facts), dict[str, Evidence]()
    for mention in facts.subjects(DV.statesIssuer, iri):
        entry = facts.about(mention)
        text = " ".join(entry.one(DV.statesIssuerText).split())
        if text and len(entry.all(DV.statesIssuer)) == 1:
            one = claims.of(entry)
            if text not in seen or (one.path, one.start) < (seen[text].path, seen[text].start):
                seen[text] = one
    yield from sorted(seen.items())


def _changed(facts: Facts, iri: str, here: str, there: str) -> list[str]:
    """Bodies at the other end of the changes that a body took part in, each with the day."""
    found = []
    for event in facts.subjects(here, iri):
        day = facts.about(event).one(vocab.DCTERMS_DATE)
        found += [
            f"{facts.body(other).label} ({day})" if day else facts.body(other).label
            for other in facts.objects(event, there)
        ]
    return sorted(found)


def issued(facts: Facts, iri: str) -> list[Node]:
    """The directives that a body issued, in order of date."""
    found = [describe(facts, facts.about(one)) for one in facts.subjects(DV.issuedBy, iri)]
    return sorted(found, key=lambda node: (node.date or "9", node.label, node.iri))


def carried_out(facts: Facts, own: list[Node]) -> list[tuple[Node, tuple[Evidence, ...]]]:
    """What a body's directives carry out, each with the sentences that say so, in order of date."""
    claims = Claims(facts)
    found: dict[str, list[Evidence]] = {}
    for node in own:
        for end in facts.objects(node.iri, DV.implements):
            proof = claims.between(node.iri, "continues", end) or claims.between(node.iri, "implements", end)
            found.setdefault(end, []).extend(proof)
    nodes = [(describe(facts, facts.about(end)), tuple(proof)) for end, proof in found.items()]
    return sorted(nodes, key=lambda pair: (pair[0].date or "9", pair[0].label, pair[0].iri))
