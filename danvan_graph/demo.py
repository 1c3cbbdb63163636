"""What ``danvan demo`` shows: the bundled documents in a folder of its own, and the questions it asks of them."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .resources import resource

ROOT = "25-NQ/TW khóa XI"
PICTURE = "25-nq-tw.html"


@dataclass(frozen=True, slots=True)
class Step:
    """One question: what it asks, in both languages, and the command that answers."""

    vi: str
    en: str
    command: tuple[str, ...]


STEPS = (
    Step(
        "Đọc tài liệu vào kho",
        "Read the documents into the store",
        ("build", "documents"),
    ),
    Step(
        "Nghị quyết 25-NQ/TW (khóa XI) được thực hiện bằng những văn bản nào, câu nào nói thế?",
        "What carries Resolution 25-NQ/TW (term XI) out, and which sentence says so?",
        ("trace", ROOT, "--down", "-v"),
    ),
    Step(
        "Tỉnh nào đã có văn bản thực hiện, tỉnh nào chưa tìm thấy?",
        "Which provinces have issued something to carry it out, where was nothing found?",
        ("coverage", ROOT, "--level", "province"),
    ),
    Step(
        "Hỏi bằng SPARQL (truy vấn có sẵn): sau bao nhiêu ngày các tỉnh ban hành?",
        "Asked in SPARQL (a named query): how many days until the provinces acted?",
        ("query", "lag", "--bind", f"directive={ROOT}", "--bind", "level=province"),
    ),
    Step(
        "Hình để xem bằng trình duyệt, không cần mạng",
        "A picture for the browser, no network needed",
        ("view", ROOT, "-o", PICTURE),
    ),
)


def prepare(folder: str | None) -> Path:
    """Make the folder, a temporary one unless given, and put the bundled documents in ``documents``."""
    place = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="danvan-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    shutil.copytree(resource("data/documents"), place / "documents", dirs_exist_ok=True)
    return place
