"""Scanned pages and images → text, by Tesseract with its Vietnamese data."""

from __future__ import annotations

import os
import shutil
import subprocess

import pypdfium2 as pdfium

from danvan_graph.read.decode import Damaged
from danvan_graph.read.glyphs import open_pdf

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-vie"
_DPI = 300
_LARGEST = 6000
_SECONDS = 300


def ocr_pdf(data: bytes) -> str:
    """Read the pages of a PDF as pictures, a form feed between them."""
    program = _program()
    document = open_pdf(data)
    try:
        return "\f".join(_recognised(program, _picture(document[number])) for number in range(len(document)))
    finally:
        document.close()


def ocr_image(data: bytes) -> str:
    """Read a picture in any format that Tesseract knows."""
    return _recognised(_program(), data)


def _program() -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise Damaged(f"a scan is read through Tesseract, which is missing; install it: {INSTALL}")
    known = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    if "vie" not in known.stdout.split():
        raise Damaged(f"Tesseract lacks its Vietnamese data; install it: {INSTALL}")
    return program


def _picture(page: pdfium.PdfPage) -> bytes:
    """Draw a page in grey, as a PGM file."""
    longest = max(page.get_size())
    bitmap = page.render(scale=min(_DPI / 72, _LARGEST / max(longest, 1)), grayscale=True)
    lines = bytes(bitmap.buffer)
    rows = (lines[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _recognised(program: str, picture: bytes) -> str:
    command = [program, "stdin", "stdout", "-l", "vie", "--dpi", str(_DPI)]
    settings = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=_SECONDS, check=False, env=settings)
    except subprocess.TimeoutExpired:
        raise Damaged(f"Tesseract did not read a page within {_SECONDS} s") from None
    if done.returncode:
        raise Damaged("corrupt (Tesseract cannot read the picture)")
    return done.stdout.decode("utf-8", errors="replace").replace("\f", "")
