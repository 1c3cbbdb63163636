"""Zip packages of XML (docx): opened with bounds, their parts parsed without entities or network."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from danvan_graph.read.decode import Damaged

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIMIT = 256 * 2**20
_TOO_MANY = 20_000


class Package:
    """The parts of a zip file."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE):
            raise Damaged("encrypted (it needs a password)" if is_encrypted(data) else "an old Word file named .docx")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        # NotImplementedError: zipfile raises it for packages of several disks and unknown versions of the format.
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
            raise Damaged("corrupt (not a readable zip package)") from None
        if len(infos) > _TOO_MANY:
            raise Damaged("corrupt (too many parts)")
        self._names = {info.filename: info for info in infos}

    def xml(self, name: str) -> etree._Element | None:
        """Parse a part; None when there is none of this name."""
        info = self._names.get(name)
        if info is None:
            return None
        if info.file_size > _LIMIT:
            raise Damaged(f"too large when unpacked ({info.file_size / 2**20:.0f} MB in {name})")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(_LIMIT + 1)
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except RuntimeError:
            raise Damaged("encrypted (it needs a password)") from None
        # NotImplementedError: zipfile raises it for a way of compression it does not know.
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, etree.XMLSyntaxError):
            raise Damaged(f"corrupt ({name} cannot be read)") from None


def is_encrypted(data: bytes) -> bool:
    """Tell whether an OLE file holds an encrypted package."""
    return "EncryptedPackage".encode("utf-16-le") in data
