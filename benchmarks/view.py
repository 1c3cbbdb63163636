"""Pages of large lineages in a headless Chromium: ready, one redraw while panning, size; beside plain pyvis.

A page of ours starts with closed branches: a redraw is one of what is open, and another of all that can be open at once.

Plain pyvis gets the same positions with physics off (with physics, 1,000 nodes never settle), and its page is stripped
of what it asks from a network, which would only make it wait.
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import Row
from danvan_graph import view
from danvan_graph.lineage import Edge, Evidence, Lineage, Node

SIZES = ((1_000, 1_200), (10_000, 12_000), (100_000, 120_000))
PLAIN_LIMIT = 10_000
PATIENCE = 60
ASKS = re.compile(r"<(?:link|script)\b[^>]*(?:href|src)=\"https?:[^>]*>(?:</script>)?", re.DOTALL)
REDRAW = """
const net = arguments[0] ? danvan.network : network, taken = [];
for (let at = 0; at < 15; at++) {
  net.body.view.translation.x += 5;
  const began = performance.now();
  net.renderer._redraw();
  taken.push(performance.now() - began);
}
return taken.sort((a, b) => a - b)[7];
"""


def lineage(count: int, links: int) -> Lineage:
    """A made-up cascade: a resolution, 63 provinces, districts of 15 communes; more links back to the resolution."""
    root = Node("urn:root", "25-NQ/TW", type="nghị quyết", date="2013-06-03", level="central", branch="party")
    nodes, edges = [root], []

    def add(iri: str, label: str, level: str, upper: Node) -> Node:
        at = len(nodes)
        place = f"{level} {iri}"
        date = f"{2013 + at % 9}-{at % 12 + 1:02}-{at % 28 + 1:02}"
        made = Node(
            iri, label, "kế hoạch", str(at), "KH", date, title=f"Về dân vận ở {place}", issuer=f"Cấp ủy {place}",
            level=level, branch="party", territory=place,
        )  # fmt: skip
        sentence = (
            f"Cấp ủy {place} đã ban hành Kế hoạch số {label}, ngày {date}, triển khai thực hiện văn bản "
            f"số {upper.label} về tăng cường công tác dân vận, giao các chi bộ xây dựng chương trình hằng năm."
        )
        claim = Evidence(f"{at % 97}.docx", at, at + 90, sentence, sentence, "triển khai thực hiện")
        nodes.append(made)
        edges.append(
            Edge(
                iri,
                "implements",
                upper.iri,
                (claim,),
            )
        )
        return made

    provinces = [add(f"urn:p{at}", f"{at}-CTr/TU", "province", root) for at in range(63)]
    district = provinces[0]
    while len(nodes) < count:
        at = len(nodes)
        lower = at % 16
        upper = district if lower else provinces[at // 16 % 63]
        made = add(f"urn:n{at}", f"{at}-KH/{'ĐU' if lower else 'HU'}", "commune" if lower else "district", upper)
        district = district if lower else made
    edges += [Edge(nodes[-1 - at].iri, "cites", root.iri) for at in range(links - len(edges))]
    return Lineage(root, tuple(nodes), tuple(edges))


def plain(found: Lineage) -> str:
    """Write the same nodes and links as pyvis itself writes them."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.toggle_physics(False)
    net.set_edge_smooth("continuous")
    across = {"central": 0, "province": 1, "district": 2, "commune": 3}
    used: dict[str, int] = {}
    for node in found.nodes:
        at = used[node.level] = used.get(node.level, 0) + 1
        net.add_node(node.iri, label=node.label, x=at * 60, y=across[node.level] * 300)
    for edge in found.edges:
        net.add_edge(edge.subject, edge.object)
    return ASKS.sub("", net.generate_html())


def browser(folder: Path) -> Any:
    """Start a headless Chromium that reaches no network."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1280,900",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}",
    ):  # fmt: skip
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def opening(driver: Any, page: Path, ready: str, times: int = 3) -> float:
    """Median seconds from asking for the page to ``ready``."""
    taken = []
    for _ in range(times):
        driver.get("about:blank")
        began = time.perf_counter()
        driver.get(page.as_uri())
        while not driver.execute_script(f"return {ready}"):
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{page}: not ready in {PATIENCE} s")
            time.sleep(0.01)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def measure(driver: Any, text: str, folder: Path, ours: bool) -> tuple[float, float, float]:
    """Seconds until ready, milliseconds of one redraw, megabytes."""
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    ready = "document.body.dataset.ready === '1'" if ours else "typeof network === 'object' && !!network"
    return opening(driver, page, ready), driver.execute_script(REDRAW, ours), page.stat().st_size / 2**20


def rows(sizes: Sequence[tuple[int, int]] = SIZES) -> Iterator[Row]:
    """Measure every size; plain pyvis up to PLAIN_LIMIT nodes, beyond it does not open in any useful time."""
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        yield Row("pages in Chromium", "not measured: Chromium is missing")
        return
    with tempfile.TemporaryDirectory(prefix="danvan-bench-view-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        driver = browser(folder / "profile")
        try:
            for count, links in sizes:
                yield from _size(driver, folder, count, links)
        finally:
            driver.quit()


def _size(driver: Any, folder: Path, count: int, links: int) -> Iterator[Row]:
    found = lineage(count, links)
    ready, redraw, size = measure(driver, view.html(found), folder, ours=True)
    driver.execute_script("document.getElementById('do-expandAll').click()")
    most, opened = driver.execute_script("return danvan.visible().length"), driver.execute_script(REDRAW, True)
    their = measure(driver, plain(found), folder, ours=False) if count <= PLAIN_LIMIT else None
    what = f"page of {count:,} directives, {links:,} links"
    names, units = ("ready", "one redraw while panning", "size"), (" s", " ms", " MB")
    for at, (name, unit) in enumerate(zip(names, units, strict=True)):
        ours = (ready, redraw, size)[at]
        beside = f"{their[at]:.3g}{unit} plain pyvis" if their else "plain pyvis not run"
        if name == "size":
            yield Row(f"{what}: one redraw with {most:,} of them open", f"{opened:.3g} ms")
        yield Row(f"{what}: {name}", f"{ours:.3g}{unit}", beside, f"{ours / their[at]:.2g}" if their else "")


if __name__ == "__main__":
    for row in rows():
        print(row.what, row.ours, row.beside, row.ratio, sep=" | ")
