import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_graph import fold

TONE = [
    ("Hoà Bình", "hòa bình"),
    ("HÒA BÌNH", "hòa bình"),
    ("Uỷ ban", "ủy ban"),
    ("UỶ", "ủy"),
    ("thuý", "thúy"),
    ("khoẻ", "khỏe"),
    ("văn hoá.", "văn hóa."),
    ("quý, quỷ, quỹ", "quý, quỷ, quỹ"),
    ("qúy", "quý"),
    ("qủa", "quả"),
    ("toàn, hoạt, khoét, huỳnh, khuỷu", "toàn, hoạt, khoét, huỳnh, khuỷu"),
    ("tòan", "toàn"),
    ("Hùynh", "huỳnh"),
    ("ngòai", "ngoài"),
    ("thuở, huế, Tuần", "thuở, huế, tuần"),
    ("Ðảng", "đảng"),
    ("Đ", "đ"),
    ("đoá hoa", "đóa hoa"),
    ("hoà-giải", "hòa-giải"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "wanted"), TONE)
def test_tone(text, wanted):
    assert fold.tone(text) == wanted
    assert fold.tone(unicodedata.normalize("NFD", text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Đắk Lắk", "dak lak"), ("Uỷ ban", "uy ban"), ("ƯỚC", "uoc"), ("Ðảng", "dang"), ("é1–2", "e1–2")],
)
def test_bare(text, wanted):
    assert fold.bare(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"), ("Quận 1", "quan-1"), ("M'Đrắk", "m-drak"), ("25-NQ/TW", "25-nq-tw")],
)
def test_slug(text, wanted):
    assert fold.slug(text) == wanted


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF)))
def test_lengths_stay_and_folding_twice_changes_nothing(text):
    text = unicodedata.normalize("NFC", text)
    for form in (fold.tone, fold.bare):
        assert len(form(text)) == len(text)
    assert fold.tone(fold.tone(text)) == fold.tone(text)
    assert fold.bare(fold.tone(text)) == fold.bare(text)


def test_doctests():
    assert doctest.testmod(fold).failed == 0
