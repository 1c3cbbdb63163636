"""Web pages: the main text, a block a line; not menus, footers, related links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from danvan_graph.read.decode import Damaged, decode
from danvan_graph.read.tables import table_lines


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GONE = _words(
    "script style noscript template nav aside footer form button select option input textarea iframe object embed svg "
    "canvas video audio map dialog head title"
)
_BLOCKS = _words(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_GROUPS = ("div", "ul", "ol", "dl", "section", "table", "td", "header", "blockquote", "center")
_ROLES = _words("navigation banner contentinfo search complementary menu menubar dialog alert toolbar")
_BESIDE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu\w*|sidebar|side-?bar|footer|foot|breadcrumbs?|related?\w*|lienquan|lien-quan|tinlienquan|"
    r"tin-?(?:khac|lien-?quan|moi|cu|cung)|bai-?(?:viet-)?lien-?quan|other-?news|more-?news|share\w*|social\w*|comments?|"
    r"binh-?luan|advert\w*|ads?|banner|widget|pagination|pager|paging|copyright|login|popup|cookie\w*|toolbar|skip\w*|"
    r"tags?|search\w*|rating|vote|print|hidden|top-?bar)(?=$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,30})")
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*a-z])[\])]?$")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BODY = "//*[@itemprop='articleBody'] | //article | //main | //*[@role='main']"


def read_html(data: bytes) -> tuple[str, str | None]:
    """Read the main text of a page, and its title."""
    text = _XML.sub("", _characters(data)).replace("\0", "")
    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Damaged("corrupt (no HTML inside)") from None
    title = page.findtext(".//title")
    _prune(page)
    root = _main(page)
    notes = _link_notes(root)
    lines = list(_Writer(notes).lines(root))
    head = next((line for heading in page.iter("h1") if (line := _flat(heading))), None)
    if head and root.tag != "body" and head not in lines:
        lines.insert(0, head)
    return "\n".join(lines), _SPACES.sub(" ", title).strip() or None if title else None


def _characters(data: bytes) -> str:
    declared = _META.search(data[:4096]) or _DECLARED.match(data[:300])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data).removeprefix("\ufeff")


def _prune(page: etree._Element) -> None:
    """Take away what is no text, or text beside the main text."""
    whole = max(1, _size(page))
    for element in list(page.iter(etree.Element)):
        if element.getparent() is None or element.tag in ("html", "body"):
            continue
        beside = element.tag in _BLOCKS and _is_beside(element) and _size(element) * 2 < whole
        if beside or element.tag in _GONE or _is_hidden(element):
            element.drop_tree()
    for element in list(page.iter(*_GROUPS)):
        if _is_menu(element, whole):
            element.drop_tree()


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _is_beside(element: etree._Element) -> bool:
    if element.get("role", "").lower() in _ROLES:
        return True
    if element.tag == "header":
        return not any(parent.tag in ("article", "main") for parent in element.iterancestors())
    return _BESIDE.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def _is_menu(element: etree._Element, whole: int) -> bool:
    """Tell whether an element is a group of three links or more that says little else."""
    if element.getparent() is None:
        return False
    links = list(element.iter("a"))
    if len(links) < 3:
        return False
    inside, size = sum(map(_size, links)), _size(element)
    return inside > 0.6 * size and size * 2 < whole and inside < 150 * len(links)


def _size(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _main(page: etree._Element) -> etree._Element:
    """Find the element that holds the main text: the one the page names, if it holds most of the text."""
    bodies = page.findall(".//body")
    body = bodies[0] if bodies else page
    whole = _size(body)
    named = [(size, element) for element in page.xpath(_BODY) if (size := _size(element)) * 2 >= whole]
    return min(named, key=lambda one: one[0])[1] if named else body


def _link_notes(root: etree._Element) -> dict[etree._Element, str]:
    """Find notes that marks in the text link to; the marks are rewritten as ``[^1]``."""
    targets = {element.get("id"): element for element in root.iter("li", "p", "div", "td", "dd") if element.get("id")}
    notes: dict[etree._Element, str] = {}
    for link in root.iter("a"):
        target = targets.get(link.get("href", "")[1:]) if link.get("href", "").startswith("#") else None
        found = _MARK.match("".join(link.itertext()).strip())
        if target is None or not found or any(parent is target for parent in link.iterancestors()):
            continue
        if target not in notes:
            notes[target] = str(len(notes) + 1)
            for back in target.iter("a"):
                if back.get("href", "").startswith("#") and len("".join(back.itertext()).strip()) < 6:
                    back.text = ""
        for child in list(link):
            link.remove(child)
        link.text = f"[^{notes[target]}]"
    return notes


def _flat(element: etree._Element) -> str:
    return _SPACES.sub(" ", "".join(element.itertext())).strip()


class _Writer:
    """Walks the page and gives its blocks as lines."""

    def __init__(self, notes: dict[etree._Element, str]) -> None:
        self._notes = notes
        self._count = 0
        self._inline: list[str] = []
        self._items: dict[etree._Element, int] = {}

    def lines(self, root: etree._Element) -> Iterator[str]:
        """Give the lines of the text under ``root``."""
        yield from self._walk(root)
        yield from self._flush()

    def _flush(self) -> Iterator[str]:
        parts = "".join(self._inline).split("\n")
        self._inline = []
        for part in parts:
            line = _SPACES.sub(" ", part).strip()
            if line:
                self._count += 1
                yield line

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.append(_SPACES.sub(" ", text))

    def _walk(self, root: etree._Element) -> Iterator[str]:
        """Depth first without recursion: pages may nest without end."""
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            element, left = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if left:
                if tag in _BLOCKS:
                    yield from self._flush()
                if element is not root:
                    self._text(element.tail)
                continue
            stack.append((element, True))
            if tag in _BLOCKS:
                yield from self._flush()
            if tag == "br":
                self._inline.append("\n")
            elif tag == "table" and any(True for _ in element.iter("tr")) and element.find(".//table") is None:
                yield from table_lines(_rows(element), early=self._count < 12)
            elif tag == "sup" and _flat(element).isdecimal():
                self._inline.append(_flat(element).translate(_SUPERSCRIPT))
            elif tag == "pre":
                self._inline.append("".join(element.itertext()))
            elif tag:
                self._open(element)
                self._text(element.text)
                stack += [(child, False) for child in reversed(element)]

    def _open(self, element: etree._Element) -> None:
        if element in self._notes:
            self._inline.append(f"[^{self._notes[element]}] ")
        elif element.tag == "li":
            self._inline.append(self._item(element))

    def _item(self, item: etree._Element) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "- "
        start = parent.get("start", "1")
        first = int(start) if start.isdecimal() and len(start) < 6 else 1
        number = self._items[parent] = self._items.get(parent, first - 1) + 1
        if parent.get("type") in ("a", "A") and number < 27:
            return f"{chr(ord(parent.get('type', 'a')) + number - 1)}) "
        return f"{number}. "


def _rows(table: etree._Element) -> list[list[list[str]]]:
    return [[list(_Writer({}).lines(cell)) for cell in row.iter("td", "th")] for row in table.iter("tr")]
