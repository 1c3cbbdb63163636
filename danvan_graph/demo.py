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
        "Các huyện của Lai Châu: nơi nào đã có văn bản thực hiện?",
        "The districts of Lai Châu: which have issued something to carry it out?",
        ("coverage", ROOT, "--level", "district", "--under", "Lai Châu"),
    ),
    Step(
        "Hỏi bằng SPARQL: văn bản nào đã thay thế văn bản nào?",
        "Asked in SPARQL: what has replaced what?",
        ("query", "replacements"),
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
