"""Trees of graphs that run in circles: everything found is printed, on each side, and circles are marked."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_graph import lineage, tree
from danvan_graph.store import Store


def store_of(links: str) -> Store:
    """Links as "ab bc": a implements b, b implements c."""
    store = Store()
    turtle = "@prefix dv: <https://w3id.org/danvan/ontology#> .\n"
    turtle += "\n".join(f"<urn:{one[0]}> dv:implements <urn:{one[1]}> ." for one in links.split())
    store.oxigraph.load(turtle.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:g"))
    return store


def printed(links: str, root: str, *, up: bool = True, down: bool = True) -> list[str]:
    """The tree without its headline and total: lines of branches and names."""
    found = lineage.trace(store_of(links), f"urn:{root}", up=up, down=down)
    lines = list(tree.lines(found, "en"))[1:-1]
    return [f"{one.branches}{one.text.partition(' · ')[0]}".replace("urn:", "") for one in lines]


@pytest.mark.parametrize(
    ("links", "root", "up", "wanted"),
    [
        ("ab ba", "a", True, ["└─ b", "   └─ ↺ a (cycle, cut here)"]),
        ("ab ba", "a", False, ["└─ b", "   └─ ↺ a (cycle, cut here)"]),
        ("ab bc ca db", "d", True, ["└─ b", "   └─ c", "      └─ a", "         └─ ↺ b (cycle, cut here)"]),
        ("aa", "a", True, ["└─ ↺ a (cycle, cut here)"]),
        ("ab ba", "a", None, ["└─ b", "   └─ ↺ a (cycle, cut here)"]),
        (
            "ab bc ca db",
            "a",
            None,
            [
                "└─ b",
                "   └─ c",
                "      └─ ↺ a (cycle, cut here)",
                "Carried out by",
                "└─ → see c above or below",
                "   └─ → see b above or below",
                "      ├─ d",
                "      └─ ↺ a (cycle, cut here)",
            ],
        ),
        ("ab ac bd cd", "a", True, ["├─ b", "│  └─ d", "└─ c", "   └─ → see d above or below"]),
    ],
)
def test_circles(links: str, root: str, up: bool | None, wanted: list[str]) -> None:
    assert printed(links, root, up=up is not False, down=not up)[1:] == wanted


@given(st.lists(st.text("abcde", min_size=2, max_size=2), min_size=1, max_size=9), st.booleans(), st.booleans())
def test_all_that_is_found_is_printed(links: list[str], up: bool, down: bool) -> None:
    found = lineage.trace(store_of(" ".join(links)), "urn:a", up=up, down=down)
    shown = [one.node.iri for one in tree.lines(found, "en") if one.node and one.kind in ("root", "node")]
    assert sorted(shown) == sorted(one.iri for one in found.nodes)
