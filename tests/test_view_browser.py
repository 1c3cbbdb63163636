"""The page in a real browser: search, click, filters, collapsing, address, keys, offline, hostile words."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from view_cases import ROOT, cascade, iri, national

from danvan_graph import view
from danvan_graph.build import build
from danvan_graph.cli import main
from danvan_graph.coverage import Coverage, Row
from danvan_graph.lineage import Edge, Lineage
from danvan_graph.model import ID

REF = "25-NQ/TW@2013"
ORG = f"{ID}org/"
SHOTS = Path(__file__).parent.parent / "build" / "screenshots"


class Page:
    """A page in the browser; whatever it asked of a network or complained of is in ``faults``."""

    def __init__(self, browser: Any, path: Path) -> None:
        self.browser, self.path = browser, path

    def open(self, fragment: str = "") -> Page:
        self.browser.get("about:blank")
        for kind in ("browser", "performance"):
            self.browser.get_log(kind)
        self.browser.get(self.path.as_uri() + fragment)
        self.wait("document.body.dataset.ready === '1'")
        return self

    def js(self, script: str, *values: object) -> Any:
        return self.browser.execute_script(script, *values)

    def wait(self, condition: str) -> None:
        WebDriverWait(self.browser, 20, 0.02).until(lambda _: self.js(f"return {condition}"))

    def select(self, tail: str) -> None:
        assert self.js("return danvan.select(arguments[0])", iri(tail))

    def visible(self) -> set[str]:
        return set(self.js("return danvan.visible()"))

    def text(self, css: str) -> str:
        return str(self.js("return document.querySelector(arguments[0]).textContent", css))

    def click(self, css: str) -> None:
        self.js("document.querySelector(arguments[0]).click()", css)

    def type(self, text: str) -> None:
        self.browser.find_element(By.ID, "search").send_keys(text)

    def keys(self, *keys: str) -> None:
        picture = self.browser.find_element(By.ID, "picture")
        self.js("arguments[0].focus()", picture)
        picture.send_keys(*keys)

    def options(self) -> list[str]:
        return list(
            self.js(
                "return [...document.querySelectorAll('#suggestions [role=option] strong')].map(o => o.textContent)"
            )
        )

    def set(self, css: str, value: object) -> None:
        script = "const f = document.querySelector(arguments[0]); f.value = arguments[1]; "
        self.js(script + "f.dispatchEvent(new Event('change'))", css, value)

    def address(self) -> str:
        return str(self.js("return location.hash"))

    def shot(self, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.browser.save_screenshot(str(SHOTS / f"{name}.png"))

    def faults(self) -> list[str]:
        found = [entry["message"] for entry in self.browser.get_log("browser")]
        for entry in self.browser.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                url = event["params"]["request"]["url"]
                if not url.startswith(("data:", "blob:", "about:")) and url.split("#")[0] != self.path.as_uri():
                    found.append(url)
            if event["method"] == "Page.javascriptDialogOpening":
                found.append(event["params"]["message"])
        return found


@pytest.fixture
def make(browser: Any, tmp_path: Path) -> Callable[..., Page]:
    """Writes a lineage as a page, for the browser to open."""

    def write(lineage: Lineage, **options: Any) -> Page:
        path = tmp_path / "view.html"
        path.write_text(view.html(lineage, **options), encoding="utf-8")
        return Page(browser, path)

    return write


@pytest.fixture
def page(make: Callable[..., Page]) -> Page:
    return make(cascade(), heading="Phả hệ của 25-NQ/TW").open()


def test_opens_offline_and_says_nothing_to_the_console(page: Page) -> None:
    assert page.visible() == {node.iri for node in cascade().nodes}
    assert page.text("#heading") == "Phả hệ của 25-NQ/TW"
    page.shot("lineage")
    assert page.faults() == []


def test_first_picture_is_the_one_python_drew(page: Page) -> None:
    """The places computed in the page, for the same directives, are those of layout.py."""
    before = page.js("return danvan.network.getPositions()")
    page.click("#mode-time")
    assert page.js("return danvan.network.getPositions()") != before
    page.click("#mode-tree")
    assert page.js("return danvan.network.getPositions()") == before


@pytest.mark.parametrize("count", [150, 3000])
def test_python_and_page_agree_on_places(make: Callable[..., Page], count: int) -> None:
    page = make(national(count)).open()
    before = page.js("return danvan.network.getPositions()")
    page.click("#mode-time")
    page.click("#mode-tree")
    assert page.js("return danvan.network.getPositions()") == before


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("101", "101-KH/HU · 29/11/2013"),
        ("25-nq/tw", "25-NQ/TW · 03/6/2013"),
        ("cong tac dan van", "25-NQ/TW · 03/6/2013"),
        ("công tác DÂN VẬN", "25-NQ/TW · 03/6/2013"),
        ("mat tran", None),
        ("mttq lai chau", "80/KH-MTTQ · 02/3/2014"),
        ("si lo lau", "03-KH/ĐU · 15/3/2014"),
        ("chi thi", "33/2009/CT-TTg · 20/11/2009"),
        ("61-CTr/TU", "60-CTr/TU · 20/9/2013"),
    ],
)
def test_search(page: Page, query: str, first: str | None) -> None:
    page.type(query)
    assert (page.options() or [None])[0] == first


def test_search_by_keys_selects(page: Page) -> None:
    page.type("101")
    page.browser.find_element(By.ID, "search").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert "Huyện ủy Phong Thổ" in page.text("#panel")
    assert page.js("return danvan.network.getSelectedNodes()") == [iri("lc/pt/hu/kh-101")]
    assert page.js("return document.querySelector('#suggestions').hidden")


def test_panel_shows_facts_and_evidence(page: Page) -> None:
    page.select("lc/pt/hu/kh-101")
    page.wait("document.querySelectorAll('#panel blockquote').length >= 2")
    panel = page.text("#panel")
    for words in (
        "101-KH/HU",
        "29/11/2013",
        "Huyện ủy Phong Thổ",
        "179 ngày",
        "thực hiện (2)",
        "được thực hiện bởi (3)",
        "bao-cao.docx",
        "120–",
    ):
        assert words in panel, words
    assert "Huyện ủy ban hành Kế hoạch số 101-KH/HU triển khai thực hiện Chương trình 60-CTr/TU." in panel
    assert "triển khai thực hiện" in page.js(
        "return [...document.querySelectorAll('#panel mark')].map(m => m.textContent)"
    )
    page.shot("panel")


def test_panel_links_move_the_view(page: Page) -> None:
    page.select("lc/pt/hu/kh-101")
    page.click("#panel .goto")
    assert page.js("return danvan.network.getSelectedNodes()")[0] != iri("lc/pt/hu/kh-101")
    assert iri("lc/pt/hu/kh-101") in page.visible()


def test_contradictions_and_states_are_said(page: Page) -> None:
    page.select("tw/nq-25/xi")
    assert "Có mâu thuẫn trong nguồn" in page.text("#panel") and "13/6/2013" in page.text("#panel")
    page.select("tw/ct-33/2009")
    assert "Đã bị thay thế" in page.text("#panel")
    page.select("-/kh-47")
    assert "Chưa xác định được" in page.text("#panel")


def test_click_on_an_arrow_shows_its_sentence(page: Page) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    place = page.js(
        "const [a, b] = [...arguments].map((id) => danvan.network.getPosition(id));"
        "for (let t = 0.3; t < 0.7; t += 0.01) for (let dx = -60; dx <= 60; dx += 2) {"
        "  const p = danvan.network.canvasToDOM({x: a.x + (b.x - a.x) * t + dx, y: a.y + (b.y - a.y) * t});"
        "  if (danvan.network.getEdgeAt(p) !== undefined && danvan.network.getNodeAt(p) === undefined) return p; }",
        iri("lc/pt/mu-sang/kh-2"),
        iri("lc/pt/hu/kh-101"),
    )
    picture = page.browser.find_element(By.ID, "picture")
    offset = (round(place["x"] - picture.size["width"] / 2), round(place["y"] - picture.size["height"] / 2))
    ActionChains(page.browser).move_to_element_with_offset(picture, *offset).click().perform()
    page.wait("document.querySelectorAll('#panel blockquote').length === 1")
    assert "Đảng ủy xã Mù Sang thực hiện Kế hoạch 101-KH/HU." in page.text("#panel")


def test_dragged_cards_stay_where_they_are_put(page: Page) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    before = page.js("return danvan.network.getPosition(arguments[0])", iri("lc/tu/ctr-60"))
    place = page.js("return danvan.network.canvasToDOM(arguments[0])", before)
    picture = page.browser.find_element(By.ID, "picture")
    offset = (round(place["x"] - picture.size["width"] / 2), round(place["y"] - picture.size["height"] / 2))
    move = ActionChains(page.browser).move_to_element_with_offset(picture, *offset)
    move.click_and_hold().move_by_offset(60, 10).move_by_offset(20, 0).release().perform()
    page.wait("document.querySelector('#panel').textContent.length > 0")
    after = page.js("return danvan.network.getPosition(arguments[0])", iri("lc/tu/ctr-60"))
    assert after["x"] > before["x"] + 40
    page.click("#do-fit")
    assert page.js("return danvan.network.getPosition(arguments[0])", iri("lc/tu/ctr-60")) == after


def test_click_on_the_picture(page: Page) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    place = page.js(
        "const p = danvan.network.getPosition(arguments[0]); return danvan.network.canvasToDOM(p)", iri("lc/tu/ctr-60")
    )
    picture = page.browser.find_element(By.ID, "picture")
    size = picture.size
    offset = (round(place["x"] - size["width"] / 2), round(place["y"] - size["height"] / 2))
    ActionChains(page.browser).move_to_element_with_offset(picture, *offset).click().perform()
    page.wait("document.querySelector('#panel').textContent.includes('Tỉnh ủy Lai Châu')")


@pytest.mark.parametrize(
    ("facet", "value", "hidden"),
    [
        ("branch", "front", {"lc/mttq/kh-80"}),
        ("type", "chỉ thị", {"tw/ct-33/2009"}),
        ("level", "province", {"lc/tu/ctr-60", "lc/mttq/kh-80", "lc/bch/kh-12"}),
        ("state", "unresolved", {"-/kh-47"}),
    ],
)
def test_legend_filters(page: Page, facet: str, value: str, hidden: set[str]) -> None:
    all_of_them = page.visible()
    page.click(f'#legend [data-facet="{facet}"][data-value="{value}"]')
    assert all_of_them - page.visible() == {iri(tail) for tail in hidden}
    page.click("#reset")
    assert page.visible() == all_of_them


def test_relations_filter_the_links(page: Page) -> None:
    before = page.js("return danvan.network.body.data.edges.length")
    page.click('#legend [data-facet="relation"][data-value="implements"]')
    assert page.js("return danvan.network.body.data.edges.length") == before - 7
    assert len(page.visible()) == len(cascade().nodes)


def test_years_and_territory(page: Page) -> None:
    page.set("#year-from", "2014")
    assert iri("tw/nq-25/xi") not in page.visible() and iri("lc/bch/kh-12") in page.visible()
    page.set("#territory", "Phong Thổ")
    assert page.visible() == {iri("lc/pt/hu/kh-427")}


def test_depth(page: Page) -> None:
    page.select("lc/pt/hu/kh-101")
    for name, value in (("up", 1), ("down", 0)):
        page.set(f"#depth-{name}", value)
    assert page.visible() == {iri("lc/pt/hu/kh-101"), iri("lc/tu/ctr-60"), iri("tw/nq-25/xi")}


def test_collapse_expand_undo(page: Page) -> None:
    all_of_them = page.visible()
    page.select("lc/pt/hu/kh-101")
    page.keys("-")
    assert len(all_of_them) - len(page.visible()) == 4
    assert "+4" in page.text("#list")
    page.keys("+")
    assert page.visible() == all_of_them
    page.keys(Keys.CONTROL, "z")
    assert len(page.visible()) == len(all_of_them) - 4


def test_select_opens_what_hides_it(make: Callable[..., Page]) -> None:
    page = make(national(3000)).open()
    deep = "t40/commune/31"
    assert iri(deep) not in page.visible()
    page.select(deep)
    assert iri(deep) in page.visible()
    assert page.js("return danvan.network.getSelectedNodes()") == [iri(deep)]


def test_the_address_keeps_the_view(page: Page) -> None:
    page.select("lc/tu/ctr-60")
    page.keys("-")
    page.click('#legend [data-facet="branch"][data-value="state"]')
    page.click("#language")
    seen, address = page.visible(), page.address()
    assert "s=" in address and "state" in address
    page.open(address)
    assert page.visible() == seen and page.address() == address
    assert page.js("return danvan.network.getSelectedNodes()") == [iri("lc/tu/ctr-60")]
    assert "Issued by" in page.text("#panel")


@pytest.mark.parametrize(
    "address",
    ["#s=nothing&o=x*y *&years=a-b&around=1&view=evil&no-type=%00", "#%", "#" + "a" * 9000, "#s=__proto__&lang=xx"],
)
def test_a_broken_address_does_no_harm(page: Page, address: str) -> None:
    page.open(address)
    assert len(page.visible()) == len(cascade().nodes)
    assert page.faults() == []


def test_keys_walk(page: Page) -> None:
    page.keys(Keys.HOME)
    assert page.js("return danvan.network.getSelectedNodes()") == [iri("tw/nq-25/xi")]
    page.keys(Keys.ARROW_DOWN)
    (below,) = page.js("return danvan.network.getSelectedNodes()")
    assert below != iri("tw/nq-25/xi")
    page.keys(Keys.ARROW_UP)
    assert page.js("return danvan.network.getSelectedNodes()") == [iri("tw/nq-25/xi")]
    page.keys("/")
    assert page.js("return document.activeElement.id") == "search"
    page.browser.find_element(By.ID, "search").send_keys(Keys.ESCAPE)
    page.keys(Keys.ENTER)
    assert page.js("return document.activeElement.id") == "panel"


def test_list_says_the_same(page: Page) -> None:
    listed = page.js("return [...document.querySelectorAll('#list li')].map(li => li.dataset.iri)")
    assert set(listed) == page.visible() and len(listed) == len(set(listed))
    nested = page.js(
        "return document.querySelector('#list [data-iri=\"' + arguments[0] + '\"] > ul').textContent",
        iri("lc/pt/hu/kh-101"),
    )
    assert "Sì Lở Lầu" in nested and "thực hiện" in nested


def test_languages(page: Page) -> None:
    assert page.js("return document.documentElement.lang") == "vi"
    assert "Chú giải" in page.text("#legend") and "Kế hoạch" in page.text("#legend")
    page.click("#language")
    assert "Legend" in page.text("#legend") and "Plan" in page.text("#legend")
    assert "25-NQ/TW · 3 Jun 2013" in page.text("#list")


def test_vietnamese_is_drawn_with_its_marks(page: Page) -> None:
    """Every letter has a glyph, and stacked marks are not cut off: the words measure like one font."""
    words = "Nghị quyết Ưu tiên Đẩy mạnh ở huyện Phong Thổ ẵ ỷ ữ ợ"
    wide = page.js(
        "const c = document.createElement('canvas').getContext('2d');"
        "c.font = '14px ' + getComputedStyle(document.body).fontFamily;"
        "return [c.measureText(arguments[0]).width, c.measureText(arguments[0].normalize('NFD')).width]",
        words,
    )
    assert wide[0] == pytest.approx(wide[1], rel=0.02)
    assert "Đảng ủy xã Sì Lở Lầu" in page.text("#list")


def test_timeline_and_overview(make: Callable[..., Page]) -> None:
    page = make(cascade(), mode="time").open()
    places = page.js("return danvan.network.getPositions()")
    assert (
        places[iri("tw/ct-33/2009")]["x"]
        < places[iri("tw/nq-25/xi")]["x"]
        < places[iri("lc/pt/hu/kh-427")]["x"]
        < places[iri("-/kh-47")]["x"]
    )
    page.shot("timeline")
    page.click("#mode-charts")
    assert "Theo năm ban hành" in page.text("#charts") and "Bắt đầu từ đâu" in page.text("#charts")
    page.shot("overview")
    page.click("#charts .goto")
    assert page.js("return document.querySelector('#charts').hidden")
    assert page.faults() == []


def saved(page: Page, button: str) -> bytes:
    """What a button offers for download."""
    page.js(
        "window.blobs = []; const make = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { window.blobs.push(b); return make.call(URL, b); }"
    )
    page.click(button)
    page.wait("window.blobs.length")
    return base64.b64decode(
        page.browser.execute_async_script(
            "const done = arguments[0]; const r = new FileReader();"
            "r.onload = () => done(r.result.split(',')[1]); r.readAsDataURL(window.blobs[0])"
        )
    )


def test_exports(make: Callable[..., Page]) -> None:
    page = make(cascade(), heading="Phả hệ <b>&\x01").open()
    rows = list(csv.DictReader(io.StringIO(saved(page, "#do-csv").decode("utf-8-sig"))))
    assert {row["iri"] for row in rows} == page.visible()
    assert next(row for row in rows if row["label"] == "101-KH/HU")["issuer"] == "Huyện ủy Phong Thổ"
    svg = ElementTree.fromstring(saved(page, "#do-svg"))
    words = "".join(svg.itertext())
    for expected in ("101-KH/HU", "Tỉnh ủy Lai Châu", "Trung ương", "thay thế, bãi bỏ", "Phả hệ <b>&"):
        assert expected in words
    assert saved(page, "#do-png").startswith(b"\x89PNG")
    assert page.faults() == []


def test_prints_one_landscape_page(page: Page) -> None:
    from pypdfium2 import PdfDocument

    made = PdfDocument(base64.b64decode(page.browser.print_page()))
    text = made[0].get_textpage().get_text_bounded()
    assert len(made) == 1 and made[0].get_width() > made[0].get_height()
    assert "101-KH/HU" in text and "Trung ương" in text and "thực hiện" in text


HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "<!--<script>alert(3)</script>",
    "javascript:alert(4)",
    "\u202eđảo ngược\u202c \u2066x",
    "=HYPERLINK(1)",
    "dài " * 2500,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_shown_as_words(make: Callable[..., Page], text: str) -> None:
    bad = replace(
        cascade().nodes[2],
        title=text,
        issuer=text,
        label=text,
        territory=text,
        type=text,
        state=text,
        number=text,
        iri=iri("tw/<b>'\"&"),
    )
    claims = tuple(
        replace(claim, text=text + " thực hiện", quote=text, path=text, cue=text[:20])
        for claim in cascade().edges[0].claims
    )
    lineage = Lineage(
        ROOT, (ROOT, bad), (Edge(bad.iri, text[:30], ROOT.iri, claims), Edge(bad.iri, "implements", ROOT.iri, claims))
    )
    page = make(lineage, heading=text).open()
    assert page.js("return danvan.select(arguments[0])", bad.iri)
    page.wait("document.querySelectorAll('#panel blockquote').length === 2")
    assert text.strip() in page.text("#panel")
    page.type(text[:12])
    for button in ("#mode-time", "#mode-charts", "#mode-tree", "#language", "#do-svg", "#do-csv"):
        page.click(button)
    assert page.js("return document.querySelectorAll('img, iframe, object, #panel script, #list script').length") == 0
    assert page.js("return document.documentElement.scrollWidth <= innerWidth")
    page.shot(f"hostile-{HOSTILE.index(text)}")
    assert page.faults() == []


def test_no_directives_pass_the_filters(page: Page) -> None:
    page.set("#year-from", "2100")
    assert page.visible() == set() and "Không có văn bản nào" in page.text("#list")
    page.click("#do-undo")
    assert len(page.visible()) == len(cascade().nodes)


def test_ten_thousand_start_closed_and_open_on_demand(make: Callable[..., Page]) -> None:
    page = make(national(10_000, 12_000)).open()
    assert page.path.stat().st_size < 8 * 2**20
    before = page.visible()
    assert 50 < len(before) < 400
    page.shot("ten-thousand")
    page.select("t5/district/0")
    assert iri("t5/district/0") in page.visible()
    page.click("#do-expandAll")
    assert 1000 < len(page.visible()) <= 1500
    page.type("xa 05 0031")
    assert page.options()
    page.shot("ten-thousand-open")
    assert page.faults() == []


@pytest.fixture
def roll() -> Coverage:
    """Three districts of one province: one has issued, one is mentioned, of one nothing was found."""
    found = next(one for one in cascade().nodes if one.label == "101-KH/HU")
    issued = (found.label, found.date, 179, (found,))
    rows = (
        Row("Huyện ủy Mường Tè", ORG + "lai-chau/muong-te/hu", "district", "Mường Tè", "nothing_found"),
        Row("Huyện ủy Phong Thổ", ORG + "lai-chau/phong-tho/hu", "district", "Phong Thổ", "issued", *issued),
        Row("Huyện ủy <b>Sìn Hồ</b>", ORG + "lai-chau/sin-ho/hu", "district", "Sìn Hồ", "mentioned"),
    )
    return Coverage(ROOT, "district", "Lai Châu", "2025-06-30", 12, rows)


def test_coverage(make: Callable[..., Page], roll: Coverage) -> None:
    page = make(cascade(), coverage=roll, mode="grid").open()
    assert page.visible() == {row.iri for row in roll.rows}
    assert "Đã ban hành: 1 (33,3%)" in page.text("#charts") and "12" in page.text(".summary")
    assert "Huyện ủy <b>Sìn Hồ</b>" in page.text("#list")
    assert page.js("return danvan.select(arguments[0])", roll.rows[1].iri)
    page.wait("document.querySelectorAll('#panel blockquote').length")
    assert "Huyện ủy Phong Thổ" in page.text("#panel") and "triển khai thực hiện" in page.text("#panel")
    page.shot("coverage")
    address = page.address()
    page.open(address)
    assert "Huyện ủy Phong Thổ" in page.text("#panel")
    page.click('#legend [data-facet="status"][data-value="issued"]')
    assert page.visible() == {roll.rows[0].iri, roll.rows[2].iri}
    rows = list(csv.DictReader(io.StringIO(saved(page, "#do-csv").decode("utf-8-sig"))))
    assert [row["status"] for row in rows] == ["nothing_found", "mentioned"]
    assert "Sìn Hồ" in "".join(ElementTree.fromstring(saved(page, "#do-svg")).itertext())
    page.type("muong te")
    page.browser.find_element(By.ID, "search").send_keys(Keys.ENTER)
    assert "Chưa tìm thấy" in page.text("#panel")
    page.click("#mode-tree")
    assert iri("tw/nq-25/xi") in page.visible()
    assert page.faults() == []


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A store of the bundled documents."""
    folder = tmp_path_factory.mktemp("bundled") / "store"
    build([root / "data" / "documents"], folder)
    return folder


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((REF,), "Tỉnh ủy"),
        (("--timeline", REF), "43-KL/TW · 07/01/2019"),
        (("--under", "Lai Châu"), "Phong Thổ"),
        (("--coverage", REF, "--level", "province"), "Đã ban hành"),
        ((), "25-NQ/TW"),
    ],
    ids=["lineage", "timeline", "territory", "coverage", "overview"],
)
def test_views_of_the_bundled_documents(
    browser: Any, bundled: Path, tmp_path: Path, words: tuple[str, ...], expected: str
) -> None:
    page = Page(browser, tmp_path / "trang xem.html")
    done = CliRunner().invoke(main, ["view", *words, "-o", str(page.path), "--store", str(bundled)])
    assert done.exit_code == 0, done.output
    page.open()
    assert expected in page.text("#list")
    assert len(page.visible()) > 5
    page.js("danvan.select(danvan.visible()[0])")
    page.wait("document.querySelectorAll('#panel dl').length")
    page.shot("bundled-" + "-".join(word.strip("-").split("/")[0] for word in words))
    assert page.faults() == []


@pytest.mark.parametrize("mode", view.MODES)
def test_every_mode_opens_alone(make: Callable[..., Page], mode: str) -> None:
    page = make(Lineage(ROOT, (ROOT,), ()), mode=mode, lang="en").open()
    assert page.visible() == {ROOT.iri}
    assert page.faults() == []
