"""Names with their common abbreviations spelt out (lexicon/abbreviations.tsv)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from . import lexicon
from .fold import tone


@cache
def _spellings() -> list[tuple[re.Pattern[str], str]]:
    rows = lexicon.table("abbreviations")
    return [(re.compile(rf"(?<!\w)(?:{row['written']})(?!\w)"), row["meant"]) for row in rows]


@lru_cache(maxsize=10_000)
def spelt(text: str) -> str:
    """A name with its common abbreviations spelt out.

    >>> spelt("Tổ chức HĐND và UBND")
    'Tổ chức Hội đồng nhân dân và Ủy ban nhân dân'
    """
    for written, meant in _spellings():
        text = written.sub(meant, text)
    return text


@cache
def _ministry() -> re.Pattern[str]:
    """The field of a ministry or department, behind its word: "sở |y tế|"."""
    fields = "|".join(sorted((re.escape(row["label"]) for row in lexicon.table("ministries")), key=len, reverse=True))
    return re.compile(rf"(?i)(?<!\w)(bộ|sở) ({fields})(?!\w)")


# A school and its own name: "Trường |thpt| |nguyễn trung trực|".
_SCHOOL = re.compile(
    r"(?i)(trường )(th|thcs|thpt|th&thcs|thcs&thpt|ptdtnt|mn|đh|cđ) ((?!sở|tỉnh|huyện|xã)[^\W\d]+(?: [^\W\d]+){0,4})$"
)


_NAMED_UNIT = re.compile(
    r"(?i)(?:đảng ủy |chi bộ |công đoàn )?trường (?:th|thcs|thpt|th&thcs|thcs&thpt|ptdtnt|mn|đh|cđ|tiểu học|trung học|mầm non|mẫu giáo|phổ thông"
    r"|đại học|cao đẳng|trung cấp)(?: [^\W\d]+)+|đồn biên phòng(?: cửa khẩu)?(?: [^\W\d]+)+"
)


def is_named_unit(name: str) -> bool:
    """Whether a name is that of one school or border post, which no place need tell apart.

    >>> is_named_unit("Trường THPT Nguyễn Trung Trực"), is_named_unit("Trường Chính trị")
    (True, False)
    """
    return _NAMED_UNIT.fullmatch(name) is not None


def as_written(text: str) -> str:
    """A name from the text itself, spelt out, in small letters."""
    name = spelt(text)
    if text.isupper():
        name = name.capitalize()
        for row in lexicon.table("abbreviations"):
            name = re.sub(re.escape(row["meant"]), row["meant"], name, flags=re.IGNORECASE)
        name = _ministry().sub(lambda found: f"{found[1].capitalize()} {found[2].capitalize()}", name)
        name = name.replace("quốc hội", "Quốc hội").replace("đảng bộ", "Đảng bộ")
        name = name.replace("Trung ương hội ", "Trung ương Hội ")
        name = re.sub(r"(?:(?<=lần thứ )|(?<=khu vực ))[ivxl]+(?!\w)", lambda found: found[0].upper(), name)
        name = _SCHOOL.sub(lambda found: f"{found[1]}{found[2].upper()} {found[3].title()}", name)
    return name[:1].upper() + name[1:]


_SHORTEST = 3


def own_letters(name: str, text: str, low: str) -> str:
    """A name from a line in capitals, with the capitals that ``text`` gives it elsewhere; ``low`` is ``text`` folded.

    >>> text = "TRƯỜNG ĐẠI HỌC TÂY BẮC. Sinh viên Trường Đại học Tây Bắc nhập học."
    >>> own_letters("Trường đại học tây bắc", text, text.lower())
    'Trường Đại học Tây Bắc'
    """
    words = name.split(" ")
    for last in range(len(words), _SHORTEST - 1, -1):
        part = " ".join(words[:last])
        wanted = tone(part)
        start = low.find(wanted)
        while start >= 0:
            found = text[start : start + len(wanted)]
            if not found.isupper() and found[:1].isupper():
                whole = "".join(mark.upper() if own.isupper() else mark for own, mark in zip(found, part, strict=True))
                return whole + name[len(part) :]
            start = low.find(wanted, start + 1)
    return name
