"""The page around the picture: one file, nothing loaded, scripts and styles allowed by their hash alone."""

from __future__ import annotations

import base64
import hashlib
import html as markup
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from danvan_graph.view.data import dump, packed, whole
from danvan_graph.view.style import STATIC, texts

SCRIPTS = (
    *("text", "data", "pack", "state", "paint", "scene", "panel"),
    *("legend", "search", "list", "charts", "grid", "export", "main"),
)


@cache
def vis_network() -> str:
    """Read the script of vis-network that pyvis brings."""
    import pyvis

    found = sorted(Path(pyvis.__file__).parent.glob("lib/vis-*/vis-network.min.js"))
    lines = found[-1].read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


def render(*, title: str, lang: str, blocks: dict[str, object], scripts: Sequence[str]) -> str:
    """``static/page.html`` filled: ``blocks`` as JSON by id, ``scripts`` of static/js in order."""
    parts = "\n".join((STATIC / "js" / f"{name}.js").read_text(encoding="utf-8") for name in scripts)
    codes = [vis_network(), f'"use strict";\n(() => {{\n{parts}\n}})();\n']
    css = (STATIC / "page.css").read_text(encoding="utf-8")
    data = {"texts": dump(texts())} | {name: packed(value) for name, value in blocks.items()}
    say = {key: pair[lang == "en"] for key, pair in texts().items()}
    fill = {
        "lang": lang,
        "title": markup.escape(whole(title)),
        "policy": _policy(codes, css),
        "css": css,
        "data": "\n".join(f'<script type="application/json" id="data-{k}">{v}</script>' for k, v in data.items()),
        "code": "\n".join(f"<script>{code}</script>" for code in codes),
    }
    out = (STATIC / "page.html").read_text(encoding="utf-8")
    for key, text in say.items():
        out = out.replace("{t." + key + "}", markup.escape(text))
    head, *rest = out.split("{{")
    return head + "".join(fill[part.split("}}", 1)[0]] + part.split("}}", 1)[1] for part in rest)


def _policy(codes: list[str], css: str) -> str:
    """Write a policy that lets the page run its own code and nothing else, and reach no network."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"

    return (
        f"default-src 'none'; script-src {' '.join(map(digest, codes))}; style-src {digest(css)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
