"""The bare engine beside which the store is measured: ``bare.py load STORE FILE``, ``bare.py down|up STORE IRI``."""

from __future__ import annotations

import csv
import sys

import pyoxigraph

DV = "https://w3id.org/danvan/ontology#"
LABELS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?found { ?found rdfs:label ?label FILTER CONTAINS(LCASE(?label), "25-nq") }"""
PATHS = {"down": "?found dv:implements+ <{iri}>", "up": "<{iri}> dv:implements+ ?found"}


def load(folder: str, file: str) -> None:
    """Bulk load and compaction."""
    store = pyoxigraph.Store(folder)
    store.bulk_load(path=file, format=pyoxigraph.RdfFormat.from_extension(file.rsplit(".", 1)[-1]))
    store.optimize()


def answer(store: pyoxigraph.Store, direction: str, iri: str) -> list[tuple[str, str, str]]:
    """All that carry out ``iri`` (down) or that it carries out (up), with level and date."""
    path = PATHS[direction].format(iri=iri)
    query = f"PREFIX dv: <{DV}> SELECT ?found ?level ?date {{ {path} . ?found dv:level ?level ; dv:date ?date }}"
    return [(found.value, level.value, date.value) for found, level, date in store.query(query)]


def walk(direction: str, folder: str, iri: str) -> None:
    """The answer as CSV."""
    csv.writer(sys.stdout).writerows(answer(pyoxigraph.Store.read_only(folder), direction, iri))


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    if verb == "load":
        load(*rest)
    else:
        walk(verb, *rest)
