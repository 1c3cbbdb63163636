"""Characters of a PDF with their places, page by page, through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from danvan_graph.read.decode import Damaged

_PASSWORD = raw.FPDF_ERR_PASSWORD


class Glyph(NamedTuple):
    """A character: where its room begins and ends, its base line, the height of its line."""

    char: str
    left: float
    right: float
    base: float
    size: float


def glyphs(data: bytes) -> Iterator[list[Glyph]]:
    """Give the characters of each page in the order of the file."""
    document = open_pdf(data)
    try:
        for number in range(len(document)):
            try:
                page = document[number]
                text = page.get_textpage()
            except pdfium.PdfiumError:
                raise Damaged(f"corrupt (page {number + 1} cannot be read)") from None
            yield _page(text)
            text.close()
            page.close()
    finally:
        document.close()


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF; :class:`Damaged` says why it cannot be."""
    try:
        document = pdfium.PdfDocument(data)
        if not len(document):
            raise Damaged("corrupt (a PDF without pages)")
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise Damaged("encrypted (it needs a password)") from None
        raise Damaged("corrupt (not a readable PDF)") from None
    return document


def _page(text: pdfium.PdfTextPage) -> list[Glyph]:
    found: list[Glyph] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if raw.FPDFText_IsGenerated(text, at) == 1:
            if code == 32 and found:
                last = found[-1]
                found.append(Glyph(" ", last.right, last.right, last.base, last.size))
            continue
        if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        if raw.FPDFText_GetLooseCharBox(text, at, box) and raw.FPDFText_GetCharOrigin(text, at, x, y):
            size = box.top - box.bottom
            found.append(Glyph(chr(code), box.left, box.right, y.value, size if size > 0 else 10.0))
    return found
