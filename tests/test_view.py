"""The page as text: what it may load, how it treats hostile words, and where it sets each directive."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from view_cases import ROOT, cascade, iri, national, node

from danvan_graph import view
from danvan_graph.lineage import Edge, Lineage
from danvan_graph.view import data, layout, style

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "<!--<script>",
    "\u202eđảo ngược\u202c",
    "{{css}} {t.search}",
    "\ud800 một nửa ký tự",
    "x" * 10_000,
)


def test_nothing_is_loaded() -> None:
    page = view.html(cascade())
    assert "default-src 'none'" in page
    assert not re.search(r"<(link|iframe|object|embed|img)\b|\b(src|href)=\"(?!#list)|@import|sourceMappingURL", page)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_words_are_never_markup(text: str) -> None:
    bad = replace(ROOT, label=text, title=text)
    lineage = Lineage(bad, (bad,), ())
    page = view.html(lineage, heading=text)
    page.encode("utf-8")
    plain = view.html(Lineage(ROOT, (ROOT,), ()), heading="x")
    for tag in ("<script", "</script", "<img", "<svg", "<!--", "<style"):
        assert page.lower().count(tag) == plain.lower().count(tag), tag


def test_same_graph_same_page() -> None:
    lineage = national(300)
    nodes, edges = list(lineage.nodes), list(lineage.edges)
    page = view.html(lineage)
    Random(1).shuffle(nodes)
    Random(2).shuffle(edges)
    assert view.html(Lineage(ROOT, tuple(nodes), tuple(edges))) == page


def test_a_directive_given_twice_is_drawn_once() -> None:
    found = cascade()
    twice = replace(found, nodes=(*found.nodes, found.nodes[2]), between=(found.nodes[3],))
    assert view.html(twice) == view.html(found)


def test_levels_are_bands() -> None:
    made = layout.plan(cascade(), style.ranks())
    places = layout.pack(made, range(len(made.nodes)), layout.links(made, cascade().edges))
    by_level: dict[str, list[float]] = {}
    for at, one in enumerate(made.nodes):
        by_level.setdefault(one.level, []).append(places[at][1])
    order = [level for level in layout.LEVELS if level in by_level]
    assert order == ["central", "province", "district", "commune", ""]
    for above, below in pairwise(order):
        assert max(by_level[above]) < min(by_level[below])


@pytest.mark.parametrize("lineage", [cascade(), national(150), national(390)], ids=["cascade", "150", "390"])
def test_no_two_cards_overlap(lineage: Lineage) -> None:
    made = layout.plan(lineage, style.ranks())
    places = layout.pack(made, range(len(made.nodes)), layout.links(made, lineage.edges))
    assert len(places) == len(lineage.nodes)
    rows: dict[float, list[float]] = {}
    for x, y in places.values():
        rows.setdefault(y, []).append(x)
    for xs in rows.values():
        xs.sort()
        assert all(b - a >= layout.COLUMN for a, b in pairwise(xs))


def test_sisters_stand_by_territory_then_date() -> None:
    children = [
        node(f"p{at}", f"{at}-CTr/TU", "province", date, "", territory=place)
        for at, (place, date) in enumerate(
            [("Lai Châu", "2015"), ("Hà Giang", "2016"), ("Lai Châu", "2013"), ("Hà Giang", "2014")]
        )
    ]
    edges = tuple(Edge(one.iri, "implements", ROOT.iri) for one in children)
    made = layout.plan(Lineage(ROOT, (ROOT, *children), edges), style.ranks())
    assert [(one.territory, one.date) for one in made.nodes[1:]] == [
        ("Hà Giang", "2014"),
        ("Hà Giang", "2016"),
        ("Lai Châu", "2013"),
        ("Lai Châu", "2015"),
    ]


def test_cycles_and_links_to_oneself_are_drawn() -> None:
    one, other = (node(name, name, "district", "2014", "") for name in ("a", "b"))
    edges = tuple(Edge(s, "implements", o) for s, o in ((one.iri, other.iri), (other.iri, one.iri), (one.iri, one.iri)))
    made = layout.plan(Lineage(one, (one, other), edges), style.ranks())
    assert sorted(made.parents) == [-1, 0]


def test_long_chains_do_not_exhaust_the_stack() -> None:
    chain = [node(f"c{at:05}", f"{at}-KH/HU", "district", "2014", "") for at in range(5000)]
    edges = tuple(Edge(a.iri, "supersedes", b.iri) for a, b in pairwise(chain))
    made = layout.plan(Lineage(chain[0], tuple(chain), edges), style.ranks())
    assert max(made.layers) == 4999


def test_large_lineages_start_closed() -> None:
    made = layout.plan(national(5000), style.ranks())
    shown = layout.visible(made.parents, layout.opened(made.parents))
    assert len(shown) <= layout.FIRST
    assert {made.nodes[at].level for at in shown} == {"central", "province"}
    assert layout.opened([-1] * 400) == [0] * 400 + [400]


@pytest.mark.parametrize(
    ("kind", "icon"),
    [
        ("nghị quyết", "star"),
        ("thông báo kết luận", "envelope"),
        ("chương trình công tác", "ring"),
        ("sổ tay", "dot"),
        ("", "dot"),
    ],
)
def test_every_type_has_an_icon(kind: str, icon: str) -> None:
    assert style.icon(kind)[1] == icon


def test_text_and_ground_contrast() -> None:
    """WCAG AA: 4.5 for words and icons on colour, 3 for lines on every ground they cross."""

    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(one: str, other: str) -> float:
        a, b = sorted((light(one), light(other)), reverse=True)
        return (a + 0.05) / (b + 0.05)

    for color in style.BRANCHES.values():
        assert contrast(color, "#ffffff") >= 4.5
        assert contrast(color, "#e4e7ec") >= 3
    for look in style.relations().values():
        for ground in ("#ffffff", "#f2f6fc", "#fbfaf5"):
            assert contrast(str(look["color"]), ground) >= 3
    looks = [(look["color"], tuple(look["dash"]), look["arrow"]) for look in style.relations().values()]
    assert len({look[1:] for look in looks}) == len(looks), "two relations differ by colour alone"


def test_texts_come_in_both_languages() -> None:
    for key, pair in style.texts().items():
        assert all(pair), key


@pytest.mark.parametrize(
    ("state", "faded"), [("superseded", True), ("in force", False), ("", False), ("bị thay thế", True)]
)
def test_superseded(state: str, faded: bool) -> None:
    assert data.is_superseded(replace(ROOT, state=state, iri=iri("x"))) is faded
