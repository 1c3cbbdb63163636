"""A finding, and what it says in both languages: message and hint for each rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from danvan_graph.evidence import Evidence
from danvan_graph.facts import Facts

# rule: (severity, message vi, message en, hint vi, hint en)
RULES: dict[str, tuple[str, str, str, str, str]] = {
    "date-conflict": (
        "violation",
        "{0} mang nhiều ngày: {1}",
        "{0} has several dates: {1}",
        "đối chiếu bản gốc; nếu là hai văn bản thì cần nêu rõ khóa hoặc cơ quan",
        "compare with the original; if these are two directives, state term or body",
    ),
    "issuer-conflict": (
        "violation",
        "{0} được ghi là của nhiều cơ quan: {1}",
        "{0} is said to be of several bodies: {1}",
        "đối chiếu bản gốc",
        "compare with the original",
    ),
    "title-conflict": (
        "warning",
        "{0} mang những trích yếu khác nhau: {1}",
        "{0} has different titles: {1}",
        "có thể là hai văn bản cùng số",
        "these may be two directives of one number",
    ),
    "type-symbol-mismatch": (
        "violation",
        "{0} được gọi là {1}, nhưng ký hiệu {2} là của {3}",
        "{0} is called {1}, but the symbol {2} is that of {3}",
        "kiểm tra tên loại hoặc ký hiệu",
        "check the type or the symbol",
    ),
    "impossible-date": (
        "violation",
        "{0} ghi ngày không thể có: {1}",
        "{0} has an impossible date: {1}",
        "kiểm tra ngày, tháng trong câu",
        "check day and month in the sentence",
    ),
    "impossible-order": (
        "violation",
        "{0} ({1}) {2} {3} ({4}), vốn ra đời sau",
        "{0} ({1}) {2} {3} ({4}), which came later",
        "một trong hai ngày, hoặc quan hệ, bị ghi sai",
        "one of the dates, or the link, is wrong",
    ),
    "cycle": (
        "violation",
        "Vòng lặp: {0}",
        "Circle: {0}",
        "ít nhất một quan hệ bị ghi ngược",
        "at least one link is written the wrong way round",
    ),
    "lower-supersedes": (
        "violation",
        "{0} của {1} không đủ thẩm quyền {2} {3} của {4}",
        "{0} of {1} has no power over {3} of {4} (it {2} it)",
        "chỉ cơ quan ban hành hoặc cấp trên mới được sửa đổi, thay thế, bãi bỏ",
        "only the issuing body, or one above it, may amend, supersede or abolish",
    ),
    "superseded-basis": (
        "warning",
        "{0} ({1}) {2} {3}, đã bị {4} thay thế từ {5}",
        "{0} ({1}) {2} {3}, which {4} had superseded on {5}",
        "căn cứ đã hết hiệu lực khi ban hành",
        "the basis was no longer in force",
    ),
    "term-mismatch": (
        "warning",
        "{0} ngày {1} không thuộc khóa {2} mà thuộc khóa {3}",
        "{0} of {1} is not of term {2} but of term {3}",
        "kiểm tra ngày hoặc khóa",
        "check the date or the term",
    ),
    "body-not-existing": (
        "warning",
        "{0} ngày {1}: {2} chỉ tồn tại {3}",
        "{0} of {1}: {2} existed {3} only",
        "kiểm tra ngày hoặc tên cơ quan",
        "check the date or the body",
    ),
    "unresolved": (
        "info",
        "{0} chưa xác định được là văn bản nào: {1}",
        "{0} stays open, it may be: {1}",
        "thêm tài liệu nêu rõ ngày, khóa hoặc cơ quan",
        "add a document that gives date, term or body",
    ),
    "shape": (
        "violation",
        "{0}: {1}",
        "{0}: {2}",
        "đồ thị không khớp ontology/shapes.ttl",
        "the graph does not fit ontology/shapes.ttl",
    ),
}
UNDATED = "undated_number"
"""What a message says of a number whose date and term no text gives; a key of the program's texts."""

_EVIDENCE = ("path", "start", "end", "text")


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction or open point; ``values`` fill its message."""

    rule: str
    about: tuple[tuple[str, str], ...]
    values: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    level: str = ""

    @property
    def severity(self) -> str:
        """One of violation, warning, info."""
        return self.level or RULES[self.rule][0]

    def message(self, lang: str = "vi") -> str:
        """Say it in one sentence; relation names among the values are put in the language."""
        from danvan_graph.messages import say

        text = RULES[self.rule][2 if lang == "en" else 1]
        return text.format(*(say(lang, value) for value in self.values))

    def hint(self, lang: str = "vi") -> str:
        """Say what to do about it."""
        return RULES[self.rule][4 if lang == "en" else 3]

    def to_dict(self, lang: str = "vi") -> dict[str, Any]:
        """Give it as JSON has it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message(lang),
            "about": [{"iri": iri, "label": label} for iri, label in self.about],
            "evidence": [{name: one.to_dict()[name] for name in _EVIDENCE} for one in self.evidence],
            "hint": self.hint(lang),
        }


def about(facts: Facts, *iris: str) -> tuple[tuple[str, str], ...]:
    """IRIs with their labels."""
    return tuple((iri, facts.about(iri).label) for iri in iris)
