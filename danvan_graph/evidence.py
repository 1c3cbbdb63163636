"""Evidence: the sentences behind a link, a citation or a fact, out of the store's claims and mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import vocab
from .facts import Entry, Facts, tail
from .vocab import DV


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a link is written: ``text`` is the sentence, ``quote`` the words that state the link, both as written.

    ``start`` and ``end`` count characters of the source's text (DESIGN section 6), -1 where the graph does not say.
    ``method`` is text | letterhead | registry | rule | curated.
    """

    path: str
    start: int
    end: int
    text: str
    quote: str = ""
    cue: str = ""
    method: str = "text"

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it: ``start`` and ``end`` are those of ``text``, None where the graph does not say.

        ``text`` is the sentence, or just the words that state the link where these occur in the sentence more than once.

        >>> Evidence("a.txt", 12, 19, "Một hai ba bốn", "hai ba").to_dict()["start"]
        8
        """
        text = self.text if self.text.count(self.quote) == 1 else self.quote
        start = self.start - text.find(self.quote)
        place = {"start": start, "end": start + len(text)} if self.start >= 0 else {"start": None, "end": None}
        return {"path": self.path, **place, "text": text, "cue": self.cue, "method": self.method}


class Claims:
    """Reads the claims of a store; remembers the paths of sources."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._paths: dict[str, str] = {}

    def between(self, subject: str, predicate: str, object_: str) -> tuple[Evidence, ...]:
        """Evidence that ``subject`` has the link (a local name) to ``object_``, ordered by source and place."""
        found = set()
        for claim in self._facts.subjects(DV.subject, subject):
            entry = self._facts.about(claim)
            if object_ in entry.all(DV.object) and vocab.BASE + predicate in entry.all(DV.predicate):
                found.add(self.of(entry))
        if predicate == "issuedBy" and not found:
            rows = map(self._facts.about, self._facts.subjects(DV.statesIssuer, object_))
            found.update(self.of(row) for row in rows if row.one(DV.refersTo) == subject and row.one(DV.method))
        return tuple(sorted(found, key=order))

    def mentions(self, directive: str) -> list[tuple[Entry, Evidence]]:
        """Every place that refers to ``directive``, with what it states itself."""
        entries = [self._facts.about(mention) for mention in self._facts.subjects(DV.refersTo, directive)]
        return sorted(((entry, self.of(entry)) for entry in entries), key=lambda pair: order(pair[1]))

    def of(self, entry: Entry) -> Evidence:
        """The Evidence in a claim or a mention."""
        return Evidence(
            path=self.path(entry.one(DV.source)),
            start=_integer(entry.one(DV.start)),
            end=_integer(entry.one(DV.end)),
            text=entry.one(DV.sentence) or entry.one(DV.quote),
            quote=entry.one(DV.quote),
            cue=entry.one(DV.cue),
            method=entry.one(DV.method) or "text",
        )

    def path(self, source: str) -> str:
        """Path of a source, the first by alphabet when it has several; the end of its IRI when it has none."""
        if source not in self._paths:
            entry = self._facts.about(source) if source else None
            paths = sorted(entry.all(DV.path)) if entry else []
            self._paths[source] = paths[0] if paths else tail(source)
        return self._paths[source]


def order(evidence: Evidence) -> tuple[str, int, int, str]:
    """What evidence is sorted by: source, then place."""
    return evidence.path, evidence.start, evidence.end, evidence.quote


def excerpt(evidence: Evidence, width: int) -> str:
    """The sentence on one line; of a long one the part around the words that state the link.

    >>> excerpt(Evidence("a.txt", 0, 9, "Một hai ba bốn năm sáu bảy tám chín mười", "bảy tám"), 20)
    '… sáu bảy tám chín …'
    """
    text, quote = " ".join(evidence.text.split()), " ".join(evidence.quote.split())
    if len(text) <= width:
        return text
    at = max(0, text.find(quote))
    start = max(0, at - max(0, width - len(quote)) // 2)
    cut = text[start : start + width]
    cut = cut[cut.find(" ") + 1 :] if start else cut
    cut = cut.rsplit(" ", 1)[0] if start + width < len(text) else cut
    return ("… " if start else "") + cut + (" …" if start + width < len(text) else "")


def _integer(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else -1
