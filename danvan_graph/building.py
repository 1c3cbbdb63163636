"""What a build did, as a record and in words."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import ReadError


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did with files, and what the whole store holds after it; ``links`` leaves plain citations out.

    ``read`` counts files read anew, ``unchanged`` those that were not, ``replaced`` files whose content had changed,
    ``pruned`` files that are gone.
    """

    read: int = 0
    unchanged: int = 0
    replaced: int = 0
    pruned: int = 0
    failures: tuple[ReadError, ...] = ()
    directives: int = 0
    organisations: int = 0
    links: int = 0
    mentions: int = 0
    unresolved: int = 0
    seconds: float = 0.0

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return len(self.failures)

    @property
    def empty(self) -> bool:
        """Whether there was nothing to read where one looked, and nothing to drop."""
        return not (self.changed or self.unchanged or self.failures)

    @property
    def changed(self) -> bool:
        """Whether the store had to be touched."""
        return bool(self.read or self.replaced or self.pruned)


def summary(report: BuildReport, lang: str = "vi") -> str:
    """Say in a few words what a build did and what the store now holds."""
    if report.empty:
        return _LINES["en" if lang == "en" else "vi"][1].format(r=report)
    if not report.changed and not report.failures:
        text = "Không có gì mới trong {r.unchanged} tệp." if lang != "en" else "Nothing new in {r.unchanged} files."
        return text.format(r=report)
    return "\n".join(_LINES["en" if lang == "en" else "vi"]).format(r=report)


_LINES = {
    "vi": (
        "Đã đọc {r.read} tệp ({r.replaced} thay đổi), {r.unchanged} giữ nguyên, {r.pruned} đã bỏ, {r.failed} lỗi; "
        "{r.seconds:.1f} giây.",
        "Kho có {r.directives} văn bản, {r.organisations} cơ quan, {r.links} quan hệ, {r.mentions} lần nhắc "
        "({r.unresolved} văn bản chưa xác định).",
    ),
    "en": (
        "Read {r.read} files ({r.replaced} changed), {r.unchanged} unchanged, {r.pruned} dropped, {r.failed} failed; "
        "{r.seconds:.1f} s.",
        "The store has {r.directives} directives, {r.organisations} bodies, {r.links} links, {r.mentions} mentions "
        "({r.unresolved} unresolved directives).",
    ),
}
