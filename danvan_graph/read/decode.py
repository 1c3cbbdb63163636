"""Bytes of a plain-text file → characters, by the evidence in the bytes."""

from __future__ import annotations

import codecs

from danvan_graph.read import legacy

_SAMPLE = 1 << 16
_UNDEFINED = "danvan-latin1"
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")


class Damaged(ValueError):
    """The bytes are not what they should be; the message is the cause, for one line."""


def decode(data: bytes) -> str:
    r"""Tell the characters of a file.

    >>> decode("Nghị quyết".encode("utf-16"))
    'Nghị quyết'
    >>> decode(b"Quy\xea\xect") == "Quyê\u0301t"
    True
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) and len(data) % 4 == 0:
        return _strict(data, "utf-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data[: len(data) & ~1], "utf-16")
    wide = _wide(data)
    if wide:
        return _strict(data[: len(data) & ~1], wide)
    if _binary(data[:_SAMPLE]):
        raise Damaged("binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data)


def _binary(sample: bytes) -> bool:
    """Whether bytes have more control characters than any text, old 8-bit Vietnamese codes included."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return sample.count(0) > len(sample) // 100 or (controls > 16 and controls > len(sample) // 25)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Damaged(f"damaged {encoding.upper()} text near byte {error.start}") from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the high bytes of Vietnamese text are mostly 00 and 1E."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    high_last, high_first = sample[1::2], sample[0::2]
    for high, low, name in ((high_last, high_first, "utf-16-le"), (high_first, high_last, "utf-16-be")):
        if high.count(0) > 0.4 * half and high.count(0) + high.count(0x1E) + high.count(1) > 0.9 * half > low.count(0):
            return name
    return None


def _eight_bit(data: bytes) -> str:
    """UTF-8 with a few broken bytes, else Windows-1258, else the Western letters that legacy fonts draw over."""
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    if broken * 20 < sum(1 for letter in patched if letter > "\x7f"):
        return patched
    vietnamese = data.decode("cp1258", errors=_UNDEFINED)
    western = data.decode("cp1252", errors=_UNDEFINED)
    return western if legacy.recognise(western) else vietnamese


def _latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_UNDEFINED, _latin1)
