"""A lineage as a tree of text lines: what the root carries out, then what carries it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .evidence import excerpt
from .lineage import Edge, Lineage, Node, back_links
from .messages import date, say, state
from .vocab import LEVELS, TERRITORY

LIMIT = 300
"""Directives above which a tree gives way to counts."""
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the branches drawn before it, the text, and what it is (node, title, evidence, refer, heading)."""

    branches: str
    text: str
    kind: str
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class _Forest:
    """Who stands under whom: one tree link for each directive, the other links beside it; ``done``: printed before."""

    nodes: dict[str, Node]
    below: dict[str, list[tuple[str, Edge]]] = field(default_factory=dict)
    beside: dict[str, list[tuple[str, Edge]]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()


def lines(lineage: Lineage, lang: str = "vi", *, evidence: bool = False, limit: int = LIMIT) -> Iterator[Line]:
    """The lines of a lineage; counts by level and territory when it has more than ``limit`` directives."""
    root = lineage.root
    yield Line("", headline(root, lang, root=True), "root", root)
    if root.title:
        yield Line("  ", root.title, "title")
    if len(lineage.nodes) > limit:
        yield from _summary(lineage, lang)
        return
    done = frozenset({root.iri})
    for key, sign in _sides(lineage):
        forest = _forest(lineage, sign, done)
        done |= forest.nodes.keys()
        if forest.below.get(root.iri) or forest.beside.get(root.iri):
            yield Line("", say(lang, key), "heading")
            yield from _branches(forest, root.iri, "", lang, evidence)
    if not lineage.edges:
        yield Line("", say(lang, "alone"), "refer")
    else:
        yield Line("", say(lang, "total", len(lineage.nodes), len(lineage.edges)), "refer")


def headline(node: Node, lang: str, *, root: bool = False) -> str:
    """Type, number, date, body, days after the root, state, in one line."""
    name = node.label if node.label.lower().startswith(node.type) else f"{node.type.capitalize()} {node.label}".strip()
    day = date(lang, node.date) if node.date else say(lang, "undated")
    parts = [name, day, node.issuer or node.territory]
    if node.days is not None and not root:
        parts.append(say(lang, "days_after" if node.days >= 0 else "days_before", abs(node.days)))
    if node.state != "in force" or root:
        parts.append(state(lang, node.state))
    if len(node.dates) > 1:
        parts.append("⚠ " + say(lang, "many_dates", ", ".join(date(lang, one) for one in sorted(node.dates))))
    if node.unresolved:
        parts.append("⚠ " + say(lang, "unresolved_mark"))
    return " · ".join(part for part in parts if part)


def _sides(lineage: Lineage) -> list[tuple[str, int]]:
    """The sides of the root on which something was found: what it carries out, what carries it out."""
    up = any(node.depth < 0 for node in lineage.nodes) or len(lineage.nodes) == 1
    down = any(node.depth > 0 for node in lineage.nodes)
    return [side for side, found in ((("up", -1), up), (("down", 1), down)) if found]


def _forest(lineage: Lineage, sign: int, done: frozenset[str]) -> _Forest:
    """The forest of one side of the root: ``sign`` is -1 for what it carries out, 1 for what carries it out.

    Circles are cut where this side, walked from the root on, comes back; so all that a side reaches hangs in it. What
    is ``done``, printed on the other side, is kept where something new hangs under it.
    """
    links = {
        (edge.subject, edge.predicate, edge.object) if sign > 0 else (edge.object, edge.predicate, edge.subject): edge
        for edge in lineage.edges
    }
    cut = back_links(lineage.root.iri, links)
    reached = _reached(lineage.root.iri, links)
    nodes = {node.iri: node for node in (*lineage.nodes, *lineage.between) if node.iri in reached}
    forest = _Forest(nodes, done=done)
    options: dict[str, list[tuple[str, Edge]]] = {}
    for (child, predicate, parent), edge in links.items():
        if child in nodes and parent in nodes:
            back = (child, predicate, parent) in cut
            chosen, key, value = (forest.beside, parent, child) if back else (options, child, parent)
            chosen.setdefault(key, []).append((value, replace(edge, cycle=back)))
    for child, parents in options.items():
        parents.sort(key=lambda option: _nearness(nodes[child], nodes[option[0]], sign))
    wanted = nodes.keys() - done
    for child in tuple(wanted):
        while child in options and (child := options[child][0][0]) not in wanted:
            wanted.add(child)
    for child, parents in options.items():
        for place, (parent, edge) in enumerate(parents):
            (forest.beside if place or child not in wanted else forest.below).setdefault(parent, []).append(
                (child, edge)
            )
    for children in (*forest.below.values(), *forest.beside.values()):
        children.sort(key=lambda child: order(nodes[child[0]]))
    return forest


def _reached(root: str, links: Iterable[tuple[str, str, str]]) -> set[str]:
    """What links, each from a child to its parent, lead to from the root on."""
    below: dict[str, list[str]] = {}
    for child, _, parent in links:
        below.setdefault(parent, []).append(child)
    found, fresh = {root}, [root]
    while fresh:
        fresh = [child for child in {child for one in fresh for child in below.get(one, ())} if child not in found]
        found.update(fresh)
    return found


def _nearness(child: Node, parent: Node, sign: int) -> tuple[int, int, str]:
    """How well ``parent`` serves to hang ``child`` under: the level right above it, the longest chain."""
    gap = (_rank(child.level) - _rank(parent.level)) * sign
    return (gap if gap >= 0 else 9, -abs(parent.depth), parent.iri)


def order(node: Node) -> tuple[int, str, str, str]:
    """Order of sisters: level from the centre down, date, label."""
    return _rank(node.level), node.date or "9", node.label, node.iri


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _branches(forest: _Forest, parent: str, branches: str, lang: str, evidence: bool) -> Iterator[Line]:
    """Lines of everything under ``parent``; depth first, without recursion, since chains may be long."""
    stack = [(branches, iter(_children(forest, parent)))]
    while stack:
        before, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            stack.pop()
            continue
        child, edge, real, last = step
        node = forest.nodes[child]
        fresh = real and child not in forest.done
        yield Line(before + ("└─ " if last else "├─ "), *_text(node, edge, fresh, lang), node)
        deeper = before + ("   " if last else "│  ")
        inner = deeper + ("│  " if real and _children(forest, child) else "   ")
        if fresh and node.title:
            yield Line(inner, shorten(node.title), "title")
        if fresh and evidence:
            yield from _evidence(edge, inner)
        if real:
            stack.append((deeper, iter(_children(forest, child))))


def _children(forest: _Forest, parent: str) -> list[tuple[str, Edge, bool, bool]]:
    """Children of a directive: those that hang under it, then those shown elsewhere; the last flag marks the last."""
    real = [(child, edge, True) for child, edge in forest.below.get(parent, ())]
    found = real + [(child, edge, False) for child, edge in forest.beside.get(parent, ())]
    return [(*child, place == len(found) - 1) for place, child in enumerate(found)]


def _text(node: Node, edge: Edge, real: bool, lang: str) -> tuple[str, str]:
    """Text of a child and its kind."""
    relation = "" if edge.predicate == "implements" else f" [{say(lang, edge.predicate)}]"
    if real:
        return headline(node, lang) + relation, "node"
    sign = f"↺ {node.label} ({say(lang, 'cycle')})" if edge.cycle else f"→ {say(lang, 'see', node.label)}"
    return sign + relation, "refer"


def _evidence(edge: Edge, branches: str) -> Iterator[Line]:
    """The sentences behind a link, each with its file and place."""
    for claim in edge.claims:
        place = f"{claim.path}:{claim.start}" if claim.start >= 0 else claim.path
        method = f" [{claim.method}]" if claim.method != "text" else ""
        yield Line(branches, f"“{excerpt(claim, 240)}” ({place}){method}", "evidence")


def shorten(text: str, width: int = _WIDTH) -> str:
    """The text on one line, cut at a word with … when longer than ``width``."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1].rsplit(" ", 1)[0] + " …"


def _summary(lineage: Lineage, lang: str) -> Iterator[Line]:
    """Counts by level and province, and how to narrow."""
    yield Line("", say(lang, "summary", len(lineage.nodes) - 1), "heading")
    levels = Counter(node.level for node in lineage.nodes[1:])
    places = {node.territory_iri: node.territory for node in lineage.nodes if node.territory_iri}
    for level in sorted(levels, key=_rank):
        yield Line("", f"{say(lang, level)}: {levels[level]}", "node")
        found = Counter(_province(node) for node in lineage.nodes[1:] if node.level == level)
        found.pop("", None)
        top = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        for place, count in top[:12]:
            yield Line("   ", f"{places.get(place, place.rpartition('/')[2])}: {count}", "title")
        if len(top) > 12:
            yield Line("   ", say(lang, "more", len(top) - 12), "title")
    yield Line("", say(lang, "narrow"), "refer")


def _province(node: Node) -> str:
    """IRI of the province a directive belongs to, by the path of its territory."""
    if not node.territory_iri.startswith(TERRITORY):
        return node.territory_iri
    return TERRITORY + node.territory_iri[len(TERRITORY) :].partition("/")[0]
