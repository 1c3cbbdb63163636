"""Interactive pages: one HTML file each, usable without a network."""

from __future__ import annotations

from danvan_graph.coverage import Coverage
from danvan_graph.lineage import Lineage

MODES = ("tree", "time", "charts", "grid")


def html(
    lineage: Lineage,
    *,
    lang: str = "vi",
    heading: str | None = None,
    mode: str = "tree",
    coverage: Coverage | None = None,
) -> str:
    """Draw ``lineage`` as a page.

    ``mode`` is how it opens: ``tree``, ``time`` (years across), ``charts`` or, for a ``coverage``, ``grid`` (bodies by
    place). ``heading`` is text, never markup; by default it names the root, or for ``charts`` the whole store.
    """
    from danvan_graph.view import data, draw, layout, page, style

    made = layout.plan(lineage, style.ranks())
    net = draw.network(made, lineage)
    links, claims = data.edges(made, lineage)
    title = heading if heading is not None else _heading(lineage, lang, mode)
    meta = {
        "lang": lang,
        "mode": mode if coverage or mode != "grid" else "tree",
        "heading": title,
        "root": lineage.root.iri,
    }
    first = {"nodes": [[node["id"], node["x"], node["y"]] for node in net.nodes], "options": net.options}
    blocks: dict[str, object] = {
        "meta": meta | data.looks(lineage) | {"first": first, "step": layout.STEP, "sizes": _sizes()},
        "nodes": data.nodes(made),
        "edges": links,
        "claims": claims,
    }
    if coverage:
        blocks["coverage"] = data.bodies(made, coverage)
    return page.render(title=title, lang=lang, blocks=blocks, scripts=page.SCRIPTS)


def _heading(lineage: Lineage, lang: str, mode: str) -> str:
    """Name what the page shows: the root with its type and title, or all documents."""
    from danvan_graph.view import style

    root = lineage.root
    if mode == "charts":
        return style.texts()["whole"][lang == "en"]
    kind = "" if root.label.lower().startswith(root.type) else root.type[:1].upper() + root.type[1:] + " "
    return f"{kind}{root.label}" + (f": {root.title}" if root.title else "")


def _sizes() -> dict[str, int]:
    """Give the measures that the page's script shares with :mod:`danvan_graph.view.layout`."""
    from danvan_graph.view import layout

    names = ("WHOLE", "FIRST", "LOOSE", "COLUMN", "ROW", "ROW_GAP", "BAND_GAP")
    return {name: getattr(layout, name) for name in names}
