"""The first picture, as pyvis holds it: nodes with their places, edges with their lines, options of vis-network."""

from __future__ import annotations

from typing import Any

from danvan_graph.lineage import Lineage
from danvan_graph.view import layout, style

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "multiselect": False,
        "tooltipDelay": 200,
        "keyboard": {"enabled": False},
        "zoomSpeed": 0.6,
    },
    "nodes": {"shape": "custom", "chosen": False, "labelHighlightBold": False},
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.45},
        "arrowStrikethrough": False,
        "selectionWidth": 1.5,
        "hoverWidth": 1,
        "labelHighlightBold": False,
    },
}


def network(made: layout.Plan, lineage: Lineage) -> Any:
    """Make a pyvis Network of the directives that are open at first."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.options = OPTIONS
    shown = layout.visible(made.parents, layout.opened(made.parents))
    places = layout.pack(made, shown, layout.links(made, lineage.edges))
    for at in shown:
        node, (x, y) = made.nodes[at], places[at]
        net.add_node(node.iri, label=node.label, shape="custom", color=style.BRANCHES.get(node.branch), x=x, y=y)
    return net
