"""Write data/documents/ from the annotated texts in tools/documents/: ``python tools/make_documents.py``.

The same texts give the same bytes: no clock, no machine, stored (not deflated) zip members, fonts kept beside this
script. ``--check`` writes nothing and fails when a committed file differs from what would be written.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import docx_file
import markup
import pdf_file

OUT = Path(__file__).parent.parent / "data" / "documents"
MENU = ("Trang chủ", "Giới thiệu", "Tin tức", "Xây dựng Đảng", "Văn bản", "Liên hệ")


def markdown(source: markup.Source) -> bytes:
    """The text as it stands."""
    return source.text.encode()


def web_page(source: markup.Source) -> bytes:
    """A page of a portal: menu, article, footer."""
    title = html.escape(source.settings["title"])
    menu = "".join(f'<li><a href="#">{html.escape(entry)}</a></li>' for entry in MENU)
    lines = [
        '<!DOCTYPE html>\n<html lang="vi">\n<head>',
        f'<meta charset="utf-8">\n<title>{title}</title>',
        "<style>nav li { display: inline; } td { padding: 0 1em; }</style>",
        "<script>var visits = 0;</script>\n</head>\n<body>",
        '<header><p class="site">Cổng thông tin điện tử</p></header>',
        f'<nav class="menu"><ul>{menu}</ul></nav>\n<main>\n<article>',
        *article(markup.blocks(source.text)),
        "</article>\n</main>",
        '<aside class="related"><h3>Tin cùng mục</h3><ul><li><a href="#">Lịch tiếp công dân</a></li></ul></aside>',
        "<footer><p>Ghi rõ nguồn khi dùng lại thông tin của trang này.</p></footer>\n</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()


TAGS = {"h1": "h1", "h2": "h2", "p": "p", "center": "p", "italic": "p", "item": "li"}
STYLES = {"center": ' style="text-align: center"', "italic": ' class="lead"'}


def article(found: list[markup.Block]) -> list[str]:
    """The elements of an article; neighbouring items make a list, neighbouring rows a table."""
    lines, opened = [], ""
    for block in found:
        wanted = {"item": "ul", "row": "table"}.get(block.kind, "")
        if opened and opened != wanted:
            lines.append(f"</{opened}>")
        if wanted and opened != wanted:
            lines.append(f"<{wanted}>")
        opened = wanted
        if block.kind == "row":
            lines.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in block.cells) + "</tr>")
        elif block.kind == "rule":
            lines.append("<hr>")
        else:
            tag = TAGS[block.kind]
            lines.append(f"<{tag}{STYLES.get(block.kind, '')}>{html.escape(block.text, quote=False)}</{tag}>")
    return [*lines, f"</{opened}>"] if opened else lines


WRITERS = {"md": markdown, "html": web_page, "docx": docx_file.write, "pdf": pdf_file.write}


def documents() -> dict[str, bytes]:
    """File name → bytes of every bundled document."""
    return {f"{s.name}.{s.settings['format']}": WRITERS[s.settings["format"]](s) for s in markup.sources()}


def main() -> int:
    """Write the documents, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    wrong = []
    for name, content in documents().items():
        path = OUT / name
        if check and (not path.exists() or path.read_bytes() != content):
            wrong.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    stray = {p.name for p in OUT.iterdir()} - set(documents())
    for name in [*wrong, *sorted(stray)]:
        print(f"{name}: not what tools/documents gives", file=sys.stderr)
    return 1 if wrong or (check and stray) else 0


if __name__ == "__main__":
    re.purge()
    sys.exit(main())
