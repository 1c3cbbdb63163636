"""Old Word, OpenDocument and RTF files, by way of LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from danvan_graph.read.decode import Damaged
from danvan_graph.read.docx import read_docx
from danvan_graph.read.html import read_html
from danvan_graph.read.package import OLE

INSTALL = "apt-get install libreoffice-writer-nogui"
_SECONDS = 180


def read_office(data: bytes, suffix: str) -> str:
    """Read the text of a .doc, .odt or .rtf file; files that only bear such a name are read as what they are."""
    start = data[:2000].lstrip()
    if data.startswith(b"PK") and suffix != ".odt":
        return read_docx(data)
    if start[:1] == b"<" and b"<html" in start.lower():
        return read_html(data)[0]
    if suffix == ".doc" and not data.startswith(OLE) and not start.startswith(b"{\\rtf"):
        raise Damaged("corrupt (no Word document inside)")
    return read_docx(_converted(data, ".rtf" if start.startswith(b"{\\rtf") else suffix))


def _converted(data: bytes, suffix: str) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Damaged(f"{suffix} files are read through LibreOffice, which is missing; install it: {INSTALL}")
    with tempfile.TemporaryDirectory(prefix="danvan-") as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", name, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise Damaged(f"LibreOffice did not convert it within {_SECONDS} s") from None
        except OSError as error:
            raise Damaged(f"LibreOffice cannot be started ({error.strerror})") from None
        target = folder / "document.docx"
        if not target.exists():
            raise Damaged("corrupt or encrypted (LibreOffice cannot open it)")
        return target.read_bytes()
