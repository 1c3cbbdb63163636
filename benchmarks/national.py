"""A national cascade of made-up directives in the graph model of danvan_graph, as N-Triples or N-Quads.

The centre, 63 provinces, some 700 districts and 11,000 communes; central resolutions are carried out level by level,
with several plans a body, skipped levels and second links (diamonds). The first resolution gathers 6.6% of all
directives below it. Same parameters and seed: same bytes. One million directives: 11.6 million triples in about 10 s.

    python benchmarks/national.py out.nt --directives 100000
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO

ID = "https://w3id.org/danvan/id/"
DV = "https://w3id.org/danvan/ontology#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
PART_OF = "<http://www.w3.org/ns/org#subOrganizationOf>"
XSD = "http://www.w3.org/2001/XMLSchema#"

PROVINCES, DISTRICTS, COMMUNES = 63, 700, 11_000
FIRST_SHARE = 0.066
SECOND_LINK = 0.49
ROOT = f"{ID}directive/tw/nq-1/xi"
ROOT_DAY = date(2013, 6, 3).toordinal()
FIRST_DAY, LAST_DAY = date(2003, 1, 1).toordinal(), date(2022, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class Body:
    """One party committee: ``up`` is the index of the committee above."""

    label: str
    place: str
    path: str
    code: str
    level: str
    up: int


class Directive(NamedTuple):
    """One made-up directive; ``links`` are indices of those that it carries out, ``day`` a proleptic ordinal."""

    body: int
    type: str
    number: int
    day: int
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written; ``root`` has the largest cascade, ``leaf`` is a commune's plan at the end of a full chain."""

    directives: int
    links: int
    triples: int
    root: str
    leaf: str


def bodies() -> list[Body]:
    """The centre first, then provinces, districts and communes, spread evenly over the level above."""
    found = [Body("Ban Chấp hành Trung ương", "", "", "tw", "central", -1)]
    for number in range(PROVINCES):
        name = f"Tỉnh {number + 1:02}"
        found.append(Body(f"Tỉnh ủy {name}", name, f"tinh-{number + 1:02}", "tu", "province", 0))
    for number in range(DISTRICTS):
        up = 1 + number % PROVINCES
        name = f"Huyện {number + 1:03}"
        found.append(Body(f"Huyện ủy {name}", name, f"{found[up].path}/huyen-{number + 1:03}", "hu", "district", up))
    for number in range(COMMUNES):
        up = 1 + PROVINCES + number % DISTRICTS
        name = f"Xã {number + 1:05}"
        found.append(Body(f"Đảng ủy {name}", name, f"{found[up].path}/xa-{number + 1:05}", "du", "commune", up))
    return found


TYPES = {"central": ("nq",), "province": ("ctr", "kh"), "district": ("kh",), "commune": ("kh",)}
SYMBOLS = {"nq": "NQ", "ctr": "CTr", "kh": "KH"}
ORGANS = {"tw": "TW", "tu": "TU", "hu": "HU", "du": "ĐU"}
CLASSES = {"nq": "Resolution", "ctr": "ActionProgramme", "kh": "Plan"}
NAMES = {"nq": "nghị quyết", "ctr": "chương trình hành động", "kh": "kế hoạch"}
TERM_STARTS = ((2021, "XIII"), (2016, "XII"), (2011, "XI"), (2006, "X"), (0, "IX"))


def cascade_sizes(directives: int) -> list[int]:
    """How many directives each central resolution heads, itself included; the first has its fixed share."""
    count = max(3, round(directives / 11_800))
    first = max(1, round(directives * FIRST_SHARE)) if count > 10 else directives // count
    rest, extra = divmod(directives - first, count - 1)
    return [first, *(rest + (1 if index < extra else 0) for index in range(count - 1))]


def below_root(size: int, everyone: list[Body], held: dict[int, list[int]], rng: random.Random) -> Iterator[int]:
    """The bodies that act on one resolution, from the top down: each once, then as often as ``size`` asks for.

    Those come first whose body above has acted (is in ``held``).
    """
    spans = ((1, PROVINCES), (1 + PROVINCES, DISTRICTS), (1 + PROVINCES + DISTRICTS, COMMUNES))
    total = len(everyone) - 1
    counts = [max(1, round(size * count / total)) if size > 3 else 0 for _, count in spans[:2]]
    counts.append(size - sum(counts))
    for (start, count), wanted in zip(spans, counts, strict=True):
        turn = list(range(start, start + count))
        while wanted > 0:
            rng.shuffle(turn)
            turn.sort(key=lambda body: everyone[body].up not in held)
            yield from turn[:wanted]
            wanted -= len(turn)


def pick(rng: random.Random, above: list[int], higher: list[int]) -> tuple[int, ...]:
    """What a directive carries out: one of the body above, and often a second from there or from higher up."""
    first = rng.choice(above)
    others = [link for link in {*above, *higher} if link != first]
    return (first, rng.choice(sorted(others))) if others and rng.random() < SECOND_LINK else (first,)


def generate(directives: int, seed: int) -> Iterator[Directive]:
    """Directives in the order of writing: what one carries out comes before it."""
    rng = random.Random(seed)
    everyone = bodies()
    numbers = [0] * len(everyone)
    days: list[int] = []
    for size in cascade_sizes(directives):
        root = len(days)
        held: dict[int, list[int]] = {0: [root]}
        numbers[0] += 1
        days.append(rng.randint(FIRST_DAY, LAST_DAY) if root else ROOT_DAY)
        yield Directive(0, "nq", numbers[0], days[root], ())
        for body in below_root(size - 1, everyone, held, rng):
            up = everyone[body].up
            while up not in held:
                up = everyone[up].up
            links = pick(rng, held[up], [root, *held.get(everyone[up].up, ())])
            numbers[body] += 1
            held.setdefault(body, []).append(len(days))
            days.append(max(days[link] for link in links) + rng.randint(15, 150))
            yield Directive(body, rng.choice(TYPES[everyone[body].level]), numbers[body], days[-1], links)


def slug(code: str, path: str) -> str:
    """Slug of a committee, as the identity keys have it."""
    return f"{path}/{code}" if path else code


def term(body: Body, day: date) -> tuple[str, str]:
    """The term as an IRI and as a text write it."""
    if body.level == "central":
        name = next(name for year, name in TERM_STARTS if day.year >= year)
        return name.lower(), name
    start = day.year - day.year % 5
    return f"{start}-{start + 5}", f"{start}-{start + 5}"


def iri(body: Body, directive: Directive) -> str:
    """The directive's IRI; the first resolution's is ``ROOT``, whatever its day."""
    if directive.number == 1 and body.level == "central":
        return ROOT
    era = term(body, date.fromordinal(directive.day))[0]
    return f"{ID}directive/{slug(body.code, body.path)}/{directive.type}-{directive.number}/{era}"


def body_triples(body: Body, everyone: list[Body]) -> Iterator[str]:
    """Statements on a committee and its territory, without the closing dot."""
    org, place = f"<{ID}org/{slug(body.code, body.path)}>", f"<{ID}territory/{body.path}>"
    yield f"{org} {RDF_TYPE} <{DV}Organisation>"
    yield f'{org} {LABEL} "{body.label}"@vi'
    yield f"{org} <{DV}level> <{DV}{body.level}>"
    yield f"{org} <{DV}branch> <{DV}party>"
    if body.up < 0:
        return
    up = everyone[body.up]
    yield f"{org} <{DV}territory> {place}"
    yield f"{org} {PART_OF} <{ID}org/{slug(up.code, up.path)}>"
    yield f"{place} {RDF_TYPE} <{DV}Territory>"
    yield f'{place} {LABEL} "{body.place}"@vi'
    yield f"{place} <{DV}level> <{DV}{body.level}>"
    if up.path:
        yield f"{place} <{DV}within> <{ID}territory/{up.path}>"


def directive_triples(directive: Directive, name: str, body: Body, links: list[str]) -> Iterator[str]:
    """Statements on one directive, without the closing dot."""
    day = date.fromordinal(directive.day)
    symbol = f"{SYMBOLS[directive.type]}/{ORGANS[body.code]}"
    subject, number = f"<{name}>", f"{directive.number:02}"
    yield f"{subject} {RDF_TYPE} <{DV}Directive>"
    yield f"{subject} {RDF_TYPE} <{DV}{CLASSES[directive.type]}>"
    yield f'{subject} {LABEL} "{number}-{symbol}"'
    yield f'{subject} <{DV}typeName> "{NAMES[directive.type]}"'
    yield f'{subject} <{DV}number> "{number}"'
    yield f'{subject} <{DV}symbol> "{symbol}"'
    yield f'{subject} <{DV}date> "{day}"^^<{XSD}date>'
    yield f"{subject} <{DV}level> <{DV}{body.level}>"
    yield f"{subject} <{DV}issuedBy> <{ID}org/{slug(body.code, body.path)}>"
    if body.path:
        yield f"{subject} <{DV}territory> <{ID}territory/{body.path}>"
    for link in links:
        yield f"{subject} <{DV}implements> <{link}>"


def claim_triples(name: str, links: list[str], source: str) -> Iterator[str]:
    """The evidence for the links of one directive, without the closing dot."""
    for place, link in enumerate(links):
        digest = hashlib.sha256(f"{name} {link}".encode()).hexdigest()[:20]
        claim = f"<{ID}claim/{digest}>"
        quote = "triển khai thực hiện " + link.removeprefix(f"{ID}directive/")
        yield f"{claim} {RDF_TYPE} <{DV}Claim>"
        yield f"{claim} <{DV}subject> <{name}>"
        yield f"{claim} <{DV}predicate> <{DV}implements>"
        yield f"{claim} <{DV}object> <{link}>"
        yield f"{claim} <{DV}source> <{source}>"
        yield f'{claim} <{DV}start> "{100 * place}"^^<{XSD}integer>'
        yield f'{claim} <{DV}end> "{100 * place + len(quote)}"^^<{XSD}integer>'
        yield f'{claim} <{DV}quote> "{quote}"'
        yield f'{claim} <{DV}sentence> "Kế hoạch này {quote}."'
        yield f'{claim} <{DV}cue> "triển khai thực hiện"'
        yield f'{claim} <{DV}method> "text"'
        yield f'{claim} <{DV}certainty> "1.0"^^<{XSD}decimal>'


def source_of(name: str) -> str:
    """IRI of the made-up source that states a directive."""
    return f"{ID}source/{hashlib.sha256(name.encode()).hexdigest()[:20]}"


def write(out: TextIO, directives: int, *, seed: int = 7, quads: bool = False, claims: bool = False) -> Summary:
    """Write the graph; with ``quads`` each directive in a named graph of its own, with ``claims`` also the evidence."""
    everyone = bodies()
    names: list[str] = []
    links = triples = 0
    leaf = ROOT
    common = [line for body in everyone for line in body_triples(body, everyone)]
    out.writelines(f"{line} .\n" for line in common)
    for directive in generate(directives, seed):
        body = everyone[directive.body]
        name = iri(body, directive)
        names.append(name)
        objects = [names[link] for link in directive.links]
        lines = list(directive_triples(directive, name, body, objects))
        source = source_of(name) if quads or claims else ""
        if claims:
            lines += claim_triples(name, objects, source)
        tail = f" <{source}> .\n" if quads else " .\n"
        out.writelines(line + tail for line in lines)
        links += len(objects)
        triples += len(lines)
        if body.level == "commune" and leaf == ROOT:
            leaf = name
    return Summary(len(names), links, triples + len(common), ROOT, leaf)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="ending .nt: N-Triples, .nq: N-Quads, a named graph a directive")
    parser.add_argument("--directives", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--claims", action="store_true", help="with the evidence for each link")
    given = parser.parse_args()
    with given.file.open("w", encoding="utf-8", newline="\n") as out:
        made = write(out, given.directives, seed=given.seed, quads=given.file.suffix == ".nq", claims=given.claims)
    print(json.dumps(asdict(made)))


if __name__ == "__main__":
    main()
