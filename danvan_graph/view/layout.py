"""Where each directive stands: bands by level, a tidy forest inside them; the same graph gives the same picture.

Our own, because the bands are given (level, then chains inside a level) and trees are wide: grandalf and Graphviz
choose layers by path length, and spread 700 sisters over one line. Links of the forest never cross; directives
outside it stand at the barycentre of those they touch. :func:`pack` is repeated in ``static/js/pack.js`` for what the
reader opens later; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

from danvan_graph.lineage import Edge, Lineage, Node

LEVELS = ("central", "province", "district", "commune", "village", "")
WHOLE = 400
FIRST = 300
STEP = 60
LOOSE = 40
COLUMN = 232
ROW = 76
ROW_GAP = 26
BAND_GAP = 44


@dataclass(frozen=True, slots=True)
class Plan:
    """The order of drawing: ``nodes`` depth first; for each its layer and the index of its parent, -1 for none.

    ``bands`` holds the band (index into LEVELS) of every layer, from top to bottom.
    """

    nodes: tuple[Node, ...]
    layers: tuple[int, ...]
    parents: tuple[int, ...]
    bands: tuple[int, ...]


def plan(lineage: Lineage, ranks: dict[str, int]) -> Plan:
    """Bands, layers and forest of ``lineage``; ``ranks`` says how well a relation serves as a link of the forest."""
    once = {node.iri: node for node in (*lineage.between, lineage.root, *lineage.nodes)}
    nodes = [once[iri] for iri in sorted(once)]
    index = {node.iri: at for at, node in enumerate(nodes)}
    strong = sorted(
        (index[edge.subject], index[edge.object], ranks.get(edge.predicate, 4))
        for edge in lineage.edges
        if edge.subject in index and edge.object in index and edge.subject != edge.object
    )
    bands = [LEVELS.index(node.level) if node.level in LEVELS else len(LEVELS) - 1 for node in nodes]
    rows = _rows(len(nodes), [(s, o) for s, o, rank in strong if rank < 4 and bands[s] == bands[o]])
    places = sorted(set(zip(bands, rows, strict=True)))
    layer_of = {place: at for at, place in enumerate(places)}
    layers = [layer_of[place] for place in zip(bands, rows, strict=True)]
    parents = _parents(layers, strong)
    order = _order(nodes, layers, parents, index.get(lineage.root.iri, -1))
    new = {old: at for at, old in enumerate(order)}
    return Plan(
        tuple(nodes[old] for old in order),
        tuple(layers[old] for old in order),
        tuple(new.get(parents[old], -1) for old in order),
        tuple(band for band, _ in places),
    )


def _rows(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Row of each node inside its band: the longest chain of ``links`` above it, without links that close a cycle."""
    above: list[list[int]] = [[] for _ in range(count)]
    for subject, target in links:
        above[subject].append(target)
    rows, state = [0] * count, [0] * count
    for start in range(count):
        stack = [start] if not state[start] else []
        while stack:
            node = stack[-1]
            if state[node] == 0:
                state[node] = 1
                stack += [target for target in above[node] if state[target] == 0]
                continue
            stack.pop()
            if state[node] == 1:
                state[node] = 2
                rows[node] = max((rows[target] + 1 for target in above[node] if state[target] == 2), default=0)
    return rows


def _parents(layers: Sequence[int], links: Sequence[tuple[int, int, int]]) -> list[int]:
    """For each node the one it hangs under: the best relation first, then the nearest layer above."""
    best: dict[int, tuple[int, int, int]] = {}
    for subject, target, rank in links:
        ends = (subject, target) if layers[target] < layers[subject] else (target, subject) if rank == 1 else None
        if ends and layers[ends[1]] < layers[ends[0]]:
            key = (rank, -layers[ends[1]], ends[1])
            best[ends[0]] = min(best.get(ends[0], key), key)
    return [best[node][2] if node in best else -1 for node in range(len(layers))]


def _order(nodes: Sequence[Node], layers: Sequence[int], parents: Sequence[int], root: int) -> list[int]:
    """Depth first; sisters by territory, then date; the tree that holds ``root`` first."""
    top = root
    while top >= 0 and parents[top] >= 0:
        top = parents[top]

    def key(at: int) -> tuple[bool, int, str, str, str]:
        node = nodes[at]
        return (at != top, layers[at], node.territory_iri or node.territory, node.date or "9", node.iri)

    below: dict[int, list[int]] = {}
    for node in sorted(range(len(nodes)), key=key, reverse=True):
        below.setdefault(parents[node], []).append(node)
    order, stack = [], below.get(-1, [])
    while stack:
        node = stack.pop()
        order.append(node)
        stack += below.get(node, [])
    return order


def opened(parents: Sequence[int]) -> list[int]:
    """How many children of each node are open at first, the last entry for the forest's roots.

    All of them up to WHOLE nodes; beyond it generation by generation, each whole, as long as FIRST is not passed; of
    the first two generations at least a part.
    """
    count = len(parents)
    below: list[list[int]] = [[] for _ in range(count + 1)]
    for node, parent in enumerate(parents):
        below[parent].append(node)
    if count <= WHOLE:
        return [len(children) for children in below]
    show, room, generation = [0] * (count + 1), FIRST, [count]
    for depth in range(count):
        wanted = sum(len(below[node]) for node in generation)
        if not wanted or (wanted > room and depth > 1):
            break
        share = wanted if wanted <= room else max(1, room // len(generation))
        for node in generation:
            show[node] = min(len(below[node]), share)
        room -= sum(show[node] for node in generation)
        generation = [child for node in generation for child in below[node][: show[node]]]
    return show


def visible(parents: Sequence[int], show: Sequence[int]) -> list[int]:
    """List the nodes that are open, in order."""
    seen, used = [False] * len(parents), [0] * (len(parents) + 1)
    for node, parent in enumerate(parents):
        if (parent < 0 or seen[parent]) and used[parent] < show[parent]:
            seen[node] = True
        used[parent] += 1
    return [node for node, open_ in enumerate(seen) if open_]


def pack(made: Plan, nodes: Sequence[int], links: Sequence[tuple[int, int]]) -> dict[int, tuple[float, float]]:
    """Positions of ``nodes`` (indices into ``made``, in order), joined by ``links``: x in columns, y down the bands."""
    below: dict[int, list[int]] = {-1: []}
    for node in nodes:
        below.setdefault(made.parents[node], []).append(node)
        below.setdefault(node, [])
    near: dict[int, list[int]] = {node: [] for node in nodes}
    for one, other in links:
        if one in near and other in near:
            near[one].append(other)
            near[other].append(one)
    loose = {node for node in below[-1] if not below[node] and near[node]}
    loose = loose if len(loose) <= LOOSE else set()
    below[-1] = [node for node in below[-1] if node not in loose]
    x, row, heights = _tidy(made.layers, below, nodes)
    _float(made.layers, sorted(loose), near, x, row, heights)
    tops = _tops(made.bands, heights)
    return {node: (x[node] * COLUMN, float(tops[made.layers[node]] + row[node] * ROW)) for node in nodes}


def _blocks(layers: Sequence[int], below: dict[int, list[int]], node: int) -> list[list[int]]:
    """Children of ``node``: each with children of its own alone, childless ones of one layer together."""
    blocks: list[list[int]] = []
    leaves: dict[int, list[int]] = {}
    for child in below[node]:
        if below[child]:
            blocks.append([child])
        elif layers[child] in leaves:
            leaves[layers[child]].append(child)
        else:
            leaves[layers[child]] = [child]
            blocks.append(leaves[layers[child]])
    return blocks


def columns(count: int) -> int:
    """Columns of a grid of ``count`` childless sisters."""
    return count if count <= 4 else max(4, ceil(sqrt(count * 0.6)))


def _tidy(
    layers: Sequence[int], below: dict[int, list[int]], nodes: Sequence[int]
) -> tuple[dict[int, float], dict[int, int], dict[int, int]]:
    """Columns and grid rows of the forest, and the grid rows that each layer needs.

    From the leaves up, blocks of sisters are pushed together until they touch in some layer; then from the top down
    every offset becomes a column.
    """
    heights = {layers[node]: 1 for node in nodes}
    head: dict[int, float] = {}
    offset: dict[int, float] = {-1: 0.0}
    row: dict[int, int] = {}
    taken: dict[int, dict[int, tuple[float, float]]] = {}
    for node in (*reversed(nodes), -1):
        edges: dict[int, tuple[float, float]] = {}
        heads: list[float] = []
        for block in _blocks(layers, below, node):
            tree = bool(below[block[0]])
            size = columns(len(block))
            form = taken.pop(block[0]) if tree else {layers[block[0]]: (0.0, float(size))}
            own = head[block[0]] if tree else (size - 1) / 2
            form |= (
                dict.fromkeys(range(layers[node] + 1, layers[block[0]]), (own + 0.25, own + 0.75)) if node >= 0 else {}
            )
            shift = max((edges[at][1] - low for at, (low, _) in form.items() if at in edges), default=0.0)
            shift = max(shift, 0.0, heads[-1] + 0.5 - own if heads else 0.0)
            for at, (low, high) in form.items():
                known = edges.get(at, (low + shift, high + shift))
                edges[at] = (min(known[0], low + shift), max(known[1], high + shift))
            heads.append(own + shift)
            for place, child in enumerate(block):
                offset[child], row[child] = shift + (0 if tree else place % size), 0 if tree else place // size
            heights[layers[block[0]]] = max(heights[layers[block[0]]], row[block[-1]] + 1)
        head[node] = (heads[0] + heads[-1]) / 2 if heads else 0.0
        if node >= 0:
            taken[node] = edges | {layers[node]: (head[node], head[node] + 1)}
    left = {-1: 0.0}
    for node in (-1, *nodes):
        for child in below[node]:
            left[child] = left[node] + offset[child]
    return {node: left[node] + head[node] for node in (-1, *nodes) if node in left}, row, heights


def _float(
    layers: Sequence[int],
    loose: Sequence[int],
    near: dict[int, list[int]],
    x: dict[int, float],
    row: dict[int, int],
    heights: dict[int, int],
) -> None:
    """Set each of ``loose`` in a free place of its layer's first row, close to the mean of those it is linked to."""
    taken: dict[int, list[float]] = {}
    for node, place in x.items():
        if node >= 0 and row.get(node, 0) == 0:
            taken.setdefault(layers[node], []).append(place)
    for node in loose:
        known = [x[other] for other in near[node] if other in x]
        want = floor(sum(known) / len(known) + 0.5) if known else 0
        used = taken.setdefault(layers[node], [])
        shift = 0
        while any(abs(want + shift - place) < 1 for place in used):
            shift = -shift if shift > 0 else 1 - shift
        x[node], row[node] = float(want + shift), 0
        heights.setdefault(layers[node], 1)
        used.append(x[node])


def _tops(bands: Sequence[int], heights: dict[int, int]) -> dict[int, int]:
    """Give the y of the first row of each layer."""
    tops, y, last = {}, 0, -1
    for layer in sorted(heights):
        if last >= 0:
            y += BAND_GAP if bands[layer] != last else ROW_GAP
        tops[layer], last = y, bands[layer]
        y += heights[layer] * ROW
    return tops


def links(made: Plan, edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """Give the ends of ``edges`` as indices into ``made``."""
    index = {node.iri: at for at, node in enumerate(made.nodes)}
    return [(index[e.subject], index[e.object]) for e in edges if e.subject in index and e.object in index]
