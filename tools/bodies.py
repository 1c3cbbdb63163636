"""Full names of issuing bodies, as the gold writes them."""

from __future__ import annotations

import re

CENTRAL = {
    "trung ương": "Ban Chấp hành Trung ương Đảng",
    "ban chấp hành trung ương": "Ban Chấp hành Trung ương Đảng",
    "ban chấp hành trung ương đảng": "Ban Chấp hành Trung ương Đảng",
    "ban bí thư": "Ban Bí thư Trung ương Đảng",
    "ban bí thư trung ương đảng": "Ban Bí thư Trung ương Đảng",
    "đại hội xiii": "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
    "đại hội xiii của đảng": "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
}
WHOLE = {"Bộ Chính trị", "Quốc hội", "Thủ tướng Chính phủ", "Ban Dân vận Trung ương"}


def full_name(words: str, settings: dict[str, str]) -> str:
    """The body's name with its territory, which comes from the document where the words leave it out."""
    words = " ".join(words.split())
    if words in WHOLE or "toàn quốc" in words:
        return words
    if central := CENTRAL.get(words.lower()):
        return central
    for place, unit in (("province", "tỉnh"), ("district", "huyện")):
        name = settings.get(place, "")
        if not name or name in words or not re.search(rf"\b{unit}\b", words, re.I):
            continue
        if found := re.fullmatch(rf"(Đại hội .*{unit})( lần thứ \w+)", words):
            return f"{found[1]} {name}{found[2]}"
        return f"{words} {name}"
    return words


PROVINCES = {
    "lai-chau", "khanh-hoa", "phu-yen", "quang-tri", "tien-giang", "nghe-an", "bac-giang", "lao-cai", "son-la",
    "ha-tinh", "bac-kan",
}  # fmt: skip
DISTRICTS = {"phong-tho", "nam-nhun", "van-ninh", "dien-khanh", "do-luong", "hiep-duc"}


def level_of(body: object, key: object) -> str:
    """Level of a body."""
    text = f"{body or ''}"
    if not text:
        place = str(key).partition("@")[0].rpartition(".")[2]
        if place in DISTRICTS:
            return "district"
        return "province" if place in PROVINCES else "central"
    if re.search(r"huyện", text, re.I):
        return "district"
    return "province" if re.search(r"tỉnh", text, re.I) else "central"


PAIRS = (
    ("UBND", "Ủy ban nhân dân"),
    ("Ủy ban MTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("Đoàn TNCS", "Đoàn Thanh niên Cộng sản"),
    ("Tỉnh ủy ", "Ban Chấp hành Đảng bộ tỉnh "),
    ("Huyện ủy ", "Ban Chấp hành Đảng bộ huyện "),
)


def alternatives(body: str, term: str | None, also: tuple[str, ...]) -> list[str]:
    """Other names that are right for the body."""
    names = set(also)
    for one, other in PAIRS:
        for short, long in ((one, other), (other, one)):
            if body.startswith(short):
                names.add(long + body[len(short) :])
    if term and body.startswith(("Ban ", "Bộ ")):
        names.add(f"{body} khóa {term}")
    return sorted(names - {body})
