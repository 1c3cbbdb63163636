"""The grammar through its front door: Vietnamese as it is written → what is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan_graph.extract import extract
from danvan_graph.model import Extraction, Key, Organisation
from danvan_graph.read import from_text
from danvan_graph.reconcile import reconcile
from danvan_graph.records import dump, load, to_json

CASES = Path(__file__).parent / "cases"
FIELDS = ("type", "number", "symbol", "date", "issuer", "title", "term")


def rows(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("#")]


def mentions(text: str) -> list[str]:
    found = extract(from_text(text))
    records = [one for one in to_json(found, reconcile([found])) if one["record"] == "mention"]
    return ["|".join([one["text"], *(one[field] or "-" for field in FIELDS)]) for one in records]


@pytest.mark.parametrize(("text", "expected"), rows("mentions.tsv"))
def test_mentions(text: str, expected: str) -> None:
    assert mentions(text) == ([] if expected == "-" else expected.split(" ## "))


def short(extraction: Extraction, end: Key | Organisation | None) -> str:
    """How a case names an end of a link: its number, its label, the words of its name, or DOC."""
    if end is None or end == extraction.letterhead.key:
        return "DOC"
    if isinstance(end, Organisation):
        return end.label
    return end.number or next(one.title or "" for one in extraction.mentions if one.key == end)


def links(extraction: Extraction) -> set[str]:
    return {
        f"{short(extraction, one.subject)} {one.predicate} {short(extraction, one.object)}"
        for one in extraction.claims
        if not (one.method == "letterhead" and one.predicate == "issuedBy")
    }


@pytest.mark.parametrize(("text", "expected"), rows("relations.tsv"))
def test_relations(text: str, expected: str) -> None:
    found = links(extract(from_text(text)))
    wanted = [] if expected == "-" else expected.split("; ")
    assert len(found) == len(wanted), found
    for link in wanted:
        assert any(one.startswith(link) for one in found), (link, found)


PLAN = """HUYỆN ỦY MƯỜNG CHÀ                    ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 87-KH/HU                    Mường Chà, ngày 12 tháng 4 năm 2022

KẾ HOẠCH
thực hiện Kết luận số 19-KL/TU, ngày 02/3/2022 của Ban Thường vụ Tỉnh ủy
về tăng cường công tác dân vận ở xã biên giới

Căn cứ Quyết định số 23-QĐ/TW, ngày 30/7/2021 của Bộ Chính trị;
Căn cứ Quy chế số 04-QC/TU, ngày 15/6/2021 của Ban Thường vụ Tỉnh ủy,

Ban Thường vụ Huyện ủy ban hành Kế hoạch với các nội dung sau:

I. MỤC ĐÍCH
Đưa Kết luận 19 đến từng bản. Kế hoạch này thay thế Kế hoạch số 41-KH/HU, ngày 05/5/2019.
"""

DECISION = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ NAM                         Độc lập - Tự do - Hạnh phúc
Số: 31/2016/QĐ-UBND                    Hà Nam, ngày 08 tháng 9 năm 2016

QUYẾT ĐỊNH
Về việc ban hành Quy chế phối hợp trong công tác dân vận của chính quyền

Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13;

QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp trong công tác dân vận của chính quyền.
Điều 2. Bãi bỏ Quyết định số 15/2011/QĐ-UBND ngày 20/5/2011 của Ủy ban nhân dân tỉnh.
"""


def test_letterhead_of_a_party_plan() -> None:
    found = extract(from_text(PLAN))
    head = found.letterhead
    assert (head.type, head.number, head.symbol, head.date) == ("kế hoạch", "87", "KH/HU", "2022-04-12")
    assert head.issuer is not None
    assert head.issuer.label == "Huyện ủy Mường Chà"
    assert (found.level, found.territory) == ("district", "dien-bien/muong-cha")
    assert (head.title or "").startswith("thực hiện Kết luận số 19-KL/TU")
    assert {"DOC implements 19", "DOC basedOn 23", "DOC basedOn 4", "DOC supersedes 41"} <= links(found)
    assert {one.key for one in found.mentions if one.number == "19"} == {Key("dien-bien/tu", "kl", "19", "2020-2025")}


def test_letterhead_of_a_state_decision() -> None:
    found = extract(from_text(DECISION))
    assert found.letterhead.key == Key("ha-nam/ubnd", "qd", "31", "2016")
    assert {"DOC promulgates trong công tác dân vận của chính quyền", "DOC basedOn 77", "DOC supersedes 15"} <= links(
        found
    )


def test_reports_and_news_are_sources() -> None:
    report = "BÁO CÁO\nKết quả công tác dân vận\n\nHuyện ủy Mường Chà đã ban hành Kế hoạch số 87-KH/HU."
    assert extract(from_text(report)).letterhead.key is None


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        (
            "Tỉnh ủy Sơn La ban hành Kế hoạch số 5-KH/TU. Tỉnh ủy Lai Châu ban hành Kế hoạch số 6-KH/TU.",
            "6",
            "lai-chau/tu",
        ),
        ("Nghị quyết số 25-NQ/TW khóa IX", "25", "tw"),
        ("Kế hoạch số 5-KH/TU về công tác dân vận", "5", "-/tu"),
    ],
)
def test_committee_of_a_number(text: str, number: str, expected: str) -> None:
    found = extract(from_text(text))
    assert [one.key.body for one in found.mentions if one.key and one.number == number] == [expected]


def test_one_number_in_two_terms_is_two_directives() -> None:
    text = "Nghị quyết số 25-NQ/TW, ngày 12/3/2003 về công tác tôn giáo.\nNghị quyết số 25-NQ/TW, ngày 03/6/2013 về công tác dân vận."
    keys = {one.key for one in extract(from_text(text)).mentions}
    assert keys == {Key("tw", "nq", "25", "ix"), Key("tw", "nq", "25", "xi")}


def test_what_cannot_be_told_apart_stays_open() -> None:
    text = (
        "Nghị quyết số 25-NQ/TW, ngày 12/3/2003.\nNghị quyết số 25-NQ/TW, ngày 03/6/2013.\nNghị quyết 25 được học lại."
    )
    last = extract(from_text(text)).mentions[-1]
    assert last.key is None
    assert set(last.candidates) == {Key("tw", "nq", "25", "ix"), Key("tw", "nq", "25", "xi")}


def test_topic_words_tell_two_numbers_apart() -> None:
    text = (
        "Nghị quyết số 25-NQ/TW, ngày 12/3/2003 về công tác tôn giáo.\n"
        "Nghị quyết số 25-NQ/TW, ngày 03/6/2013 về đổi mới công tác dân vận.\nNghị quyết 25 về công tác tôn giáo được học lại."
    )
    assert extract(from_text(text)).mentions[-1].key == Key("tw", "nq", "25", "ix")


def test_an_undated_citation_joins_the_one_dated_directive_of_other_documents() -> None:
    first = extract(from_text("Kết luận số 43-KL/TW được học ở các xã.", path="a.txt"))
    second = extract(from_text("Kết luận số 43-KL/TW, ngày 07/01/2019 của Ban Bí thư.", path="b.txt"))
    key = first.mentions[0].key
    assert key is not None
    assert reconcile([first, second]).final(key) == second.mentions[0].key == reconcile([second, first]).final(key)


PIECES = """Nghị quyết|số|25-NQ/TW|,|ngày|03/6/2013|của|Bộ Chính trị|về|thực hiện|Kết luận|43|“|”|(|)|;|
|Huyện ủy Phong Thổ|ban hành|thay thế|Luật Đất đai|khóa XI|các|và|12, 13, 15-KH/TU|Quy chế|kèm theo|Căn cứ|này|Đề án|1/1/99
|Số: 5|KẾ HOẠCH"""
words = st.sampled_from(PIECES.split("|"))


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=60).map(" ".join) | st.text(max_size=200))
def test_any_text_keeps_the_promises_of_spans_and_records(text: str) -> None:
    document = from_text(text)
    found = extract(document)
    for mention in found.mentions:
        assert document.text[mention.span.start : mention.span.end].strip()
        span = document.origin_span(mention.span)
        assert 0 <= span.start < span.end <= len(document.origin)
        assert mention.sentence.start <= mention.span.start < mention.span.end <= mention.sentence.end
    for claim in found.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(document.text)
    assert load(dump(found)) == found
    assert re.fullmatch(r"[\x21-\x7e]*", "".join(one.key.iri for one in found.mentions if one.key))
