"""The front door: a path, or a text, → a document."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from danvan_graph.errors import ReadError
from danvan_graph.model import ID, Document
from danvan_graph.read.columns import split_columns
from danvan_graph.read.decode import Damaged, decode
from danvan_graph.read.glued import part
from danvan_graph.read.layout import lay_out
from danvan_graph.read.legacy import modernise
from danvan_graph.read.mapping import Mapped
from danvan_graph.read.markup import squeeze, strip_markup
from danvan_graph.read.normalise import normalise

MAX_SIZE = 50 * 2**20
_PLAIN = (".txt", ".md", ".markdown", ".text")
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_OFFICE = (".doc", ".odt", ".rtf")
SUFFIXES = (*_PLAIN, *_HTML, ".docx", ".pdf", *_OFFICE)
IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
"""Known only where scans are to be read (``ocr``)."""
_HALF = re.compile("[\ud800-\udfff]")


def read(path: str | Path, *, max_size: int = MAX_SIZE, ocr: bool = False) -> Document:
    """Read the document in a file, ``ocr``: scans too; :class:`ReadError` names the cause when there is none."""
    path = Path(path)
    suffix = path.suffix.lower()
    data = _bytes(path, max_size, ocr=ocr)
    try:
        origin, title, plain = _characters(suffix, data, ocr=ocr)
    except Damaged as error:
        raise ReadError(path, str(error)) from None
    except RecursionError:
        raise ReadError(path, "corrupt (nested too deeply)") from None
    if not origin.strip():
        raise ReadError(path, "no text in it")
    return _document(path, data, origin, title, plain=plain)


def from_text(text: str, *, path: str = "-") -> Document:
    """Make a document of a plain text."""
    return _document(Path(path), text.encode("utf-8", "surrogatepass"), text, None, plain=True)


def find_files(paths: Iterable[str | Path], *, ocr: bool = False) -> tuple[list[Path], list[ReadError]]:
    """List the files to read, those named and all of known type in folders named; and what cannot be read at all."""
    files: dict[Path, None] = {}
    errors: list[ReadError] = []
    for path in map(Path, paths):
        if path.is_dir():
            files.update(dict.fromkeys(_walk(path, _known(ocr=ocr), errors)))
        elif not path.exists():
            errors.append(ReadError(path, "no such file"))
        elif path.suffix.lower() not in _known(ocr=ocr):
            errors.append(ReadError(path, _unknown(path)))
        else:
            files[path] = None
    return list(files), errors


def _walk(folder: Path, known: tuple[str, ...], errors: list[ReadError]) -> Iterable[Path]:
    """Files of known type below a folder; folders that cannot be opened go into ``errors``."""

    def closed(error: OSError) -> None:
        errors.append(ReadError(Path(error.filename or folder), (error.strerror or str(error)).lower()))

    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in known:
                yield Path(place, name)


def _known(*, ocr: bool) -> tuple[str, ...]:
    return SUFFIXES + IMAGES if ocr else SUFFIXES


def _unknown(path: Path) -> str:
    if path.suffix.lower() in IMAGES:
        return "a picture, read only with OCR (--ocr)"
    return f"unknown type of file ({path.suffix or 'no ending'}); known: {' '.join(SUFFIXES)}"


def _bytes(path: Path, max_size: int, *, ocr: bool) -> bytes:
    if path.suffix.lower() not in _known(ocr=ocr):
        raise ReadError(path, _unknown(path) if path.exists() else "no such file")
    try:
        size = path.stat().st_size
        if size > max_size:
            raise ReadError(path, f"too large ({size / 2**20:.3g} MB; the limit is {max_size / 2**20:.3g} MB)")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(path, (error.strerror or str(error)).lower()) from None
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise ReadError(path, "the file is empty")
    return data


def _characters(suffix: str, data: bytes, *, ocr: bool) -> tuple[str, str | None, bool]:
    """Read the text that offsets count in, the title in the metadata, and whether lines may have been broken."""
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        return _pdf(data, ocr=ocr)
    if suffix == ".docx":
        from danvan_graph.read.docx import read_docx

        return read_docx(data), None, False
    if suffix in _HTML:
        from danvan_graph.read.html import read_html

        return *read_html(data), False
    if suffix in _OFFICE:
        from danvan_graph.read.office import read_office

        return read_office(data, suffix), None, False
    if suffix in IMAGES:
        from danvan_graph.read.ocr import ocr_image

        return ocr_image(data), None, True
    return decode(data), None, True


def _pdf(data: bytes, *, ocr: bool) -> tuple[str, str | None, bool]:
    from danvan_graph.read.pdf import Scanned, read_pdf

    try:
        return read_pdf(data), None, False
    except Scanned:
        if not ocr:
            raise
        from danvan_graph.read.ocr import ocr_pdf

        return ocr_pdf(data), None, True


def _whole(text: str) -> str:
    """Replace halves of UTF-16 pairs, which no file can hold, by the sign for what cannot be shown."""
    return _HALF.sub("\ufffd", text)


def _document(path: Path, data: bytes, origin: str, title: str | None, *, plain: bool) -> Document:
    origin, title = _whole(origin), title and _whole(title)
    clean = normalise(modernise(Mapped(origin)))
    if plain:
        clean = split_columns(strip_markup(clean, markdown=path.suffix.lower() in _MARKDOWN))
    text, notes = lay_out(squeeze(part(clean)), wrapped=plain)
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        source=f"{ID}source/{sha256[:20]}",
        path=path.as_posix(),
        sha256=sha256,
        text=text.text,
        origin=origin,
        pieces=text.pieces,
        title=title,
        notes=notes,
    )
