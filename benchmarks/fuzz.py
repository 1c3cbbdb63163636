"""A fuzzer of reading and extraction: ``pip install atheris && python benchmarks/fuzz.py [-max_total_time=300]``.

Half of the inputs are texts woven of the words that the grammar knows with the fuzzer's own characters between them, the
other half files of any kind, whole and broken. A file that cannot be read must say so (``ReadError``); anything else is a
crash, and so is a span outside the text or a record that does not come back as it went. Further words on the command
line go to libFuzzer. The corpus lies in build/fuzz.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["danvan_graph"]):
    from danvan_graph.errors import ReadError
    from danvan_graph.extract import extract
    from danvan_graph.model import Document
    from danvan_graph.read import from_text, read
    from danvan_graph.reconcile import reconcile
    from danvan_graph.records import dump, load, to_json

from benchmarks.adversarial import GRAMMAR

CORPUS = Path(__file__).parent.parent / "build" / "fuzz"
WORDS = (
    f"{GRAMMAR}|\n|\n\n|\f|HUYỆN ỦY NA RÌ|KẾ HOẠCH|QUYẾT ĐỊNH|Số: 5|Số 31-KH/HU|-|–|/|1/1/99|31/02/2020|l5-NQ/TU|2 5|"
    "ngày 03 tháng 6 năm 2013|QÐ|uỷ|ủy|NghÞ quyÕt sè|Ñaûng|tỉnh|huyện|xã|bản|được|bởi|bằng|hết hiệu lực|phê duyệt|TW|TU|"
    "hướng dẫn|Nghị định số 30/2020/NĐ-CP|Đại hội đại biểu|Chỉ thị 18|nhiệm kỳ 2020-2025|(gọi tắt là|nói trên|nêu trên"
).split("|")
SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf")
FOLDER = Path(tempfile.mkdtemp(prefix="danvan-fuzz-"))


def woven(data: atheris.FuzzedDataProvider) -> str:
    """A text of known words and of whatever the fuzzer thinks of."""
    parts = []
    for _ in range(data.ConsumeIntInRange(0, 80)):
        kind = data.ConsumeIntInRange(0, 9)
        parts.append(data.ConsumeUnicode(6) if kind == 0 else WORDS[data.ConsumeIntInRange(0, len(WORDS) - 1)])
        parts.append("" if kind == 1 else " ")
    return "".join(parts)


def word_file(xml: str) -> bytes:
    """A Word file around a body, as far as the reader looks at it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{xml}</w:body></w:document>')
    return out.getvalue()


def file_of(data: atheris.FuzzedDataProvider) -> Document | None:
    """A document read from a file; None when the reader says, as it should, that it cannot."""
    suffix = SUFFIXES[data.ConsumeIntInRange(0, len(SUFFIXES) - 1)]
    text = woven(data) if data.ConsumeBool() else ""
    content = data.ConsumeBytes(4096)
    if suffix == ".docx" and data.ConsumeBool():
        content = word_file(content.decode("utf-8", "replace") + f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    path = FOLDER / f"a{suffix}"
    path.write_bytes(text.encode("utf-8", "replace") + content if suffix != ".docx" else content)
    try:
        return read(path)
    except ReadError:
        return None


def one_input(content: bytes) -> None:
    """One input through reading, extraction, reconciliation and records."""
    data = atheris.FuzzedDataProvider(content)
    document = from_text(woven(data)) if data.ConsumeBool() else file_of(data)
    if document is None:
        return
    found = extract(document)
    for mention in found.mentions:
        span = document.origin_span(mention.span)
        assert 0 <= span.start < span.end <= len(document.origin), (mention, document.origin)
        assert document.text[mention.span.start : mention.span.end].strip()
    assert load(dump(found)) == found
    list(to_json(found, reconcile([found])))


if __name__ == "__main__":
    CORPUS.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *sys.argv[1:], "-timeout=20", f"-artifact_prefix={CORPUS}/", str(CORPUS)], one_input)
    atheris.Fuzz()
