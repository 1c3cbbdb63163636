"""Why citations were taken for a directive, or left open: the candidates that were weighed, with reasons and scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import curation, records
from .labels import provisional
from .model import Extraction, Key
from .reconcile import Resolution, reconcile
from .registry import load, with_bundled
from .scoring import Candidate
from .store import Store


@dataclass(frozen=True, slots=True)
class Case:
    """A key that the texts leave open, and what became of it: ``chosen`` is the IRI it was joined to, "" when none."""

    iri: str
    chosen: str
    candidates: tuple[Candidate, ...]
    ruled: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The case as JSON has it."""
        return {
            "iri": self.iri,
            "chosen": self.chosen or None,
            "ruled": self.ruled,
            "candidates": [
                {
                    "iri": one.key.iri,
                    "score": one.score,
                    "reasons": [{"reason": r.code, "weight": r.weight, "text": r.text} for r in one.reasons],
                }
                for one in self.candidates
            ],
        }


def cases(store: Store, iri: str) -> tuple[Case, ...]:
    """The cases in which a directive was chosen, was among the candidates, or is the one that stays open."""
    rulings = curation.read_kept(store.catalogue.meta("rulings"))
    registry = with_bundled(load(store.catalogue.meta("registry")))
    keys = {known.key.iri: known.key for known in registry}
    places: dict[tuple[str, int], str] = {}
    found = reconcile(_each(store, rulings, keys, places), registry, curation.identity(rulings))
    ruled = {one.about for one in rulings if one.ruling == "same"}
    rows = [*_cases(found, iri, ruled), *_places(found, iri, places)]
    return tuple(sorted(rows, key=lambda case: (case.chosen != iri, case.iri)))


def _each(
    store: Store, rulings: tuple[curation.Ruling, ...], keys: dict[str, Key], places: dict[tuple[str, int], str]
) -> Iterator[Extraction]:
    """Every extraction; ``places`` is told the IRIs of citations without a key."""
    for entry in store.catalogue.entries():
        try:
            extraction = records.load(store.catalogue.extraction(entry.iri))
        except (ValueError, TypeError, KeyError, IndexError):
            continue
        extraction = curation.applied(extraction, rulings, keys.get)
        for mention in extraction.mentions:
            if mention.key is None:
                place = extraction.document.source, mention.span.start
                places[place] = provisional(mention, extraction.document).iri
        yield extraction


def _places(found: Resolution, iri: str, places: dict[tuple[str, int], str]) -> Iterator[Case]:
    """The cases of citations that have no key of their own."""
    for place, candidates in found.placed.items():
        chosen = found.local[place].iri if place in found.local else ""
        if iri in (places.get(place), chosen, *(one.key.iri for one in candidates)):
            yield Case(places.get(place, ""), chosen, candidates)


def _cases(found: Resolution, iri: str, ruled: set[str]) -> Iterator[Case]:
    seen = set()
    for key, candidates in found.weighed.items():
        chosen = found.joined.get(key)
        if iri in (key.iri, chosen.iri if chosen else "", *(one.key.iri for one in candidates)):
            seen.add(key.iri)
            yield Case(key.iri, chosen.iri if chosen else "", candidates, key.iri in ruled)
    for key, chosen in found.joined.items():
        if key.iri not in seen and iri in (key.iri, chosen.iri) and key != chosen:
            yield Case(key.iri, chosen.iri, (), key.iri in ruled)
