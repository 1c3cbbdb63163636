"""The words of lexicon/bodies.tsv as one pattern, tried only where a first word of theirs stands."""

from __future__ import annotations

import re
from functools import cache
from itertools import compress

from . import lexicon
from .places import UNIT
from .words import Finder


@cache
def rows() -> dict[str, dict[str, str]]:
    """Rows of the table by "part:slug"."""
    return {f"{row['part']}:{row['slug']}": row for row in lexicon.table("bodies")}


# "cán bộ y tế", "cơ sở giáo dục", "văn phòng nội vụ" are no ministry, department, office.
_NO_MINISTRY = "(?<!cán )(?<!nội )(?<!toàn )(?<!đảng )(?<!chi )"
_NO_DEPARTMENT = "(?<!cơ )(?<!trụ )(?<!văn )(?<!dự )(?<!đề )(?<!quốc )(?<!tiền )"


@cache
def finder() -> Finder:
    """One pattern for every body in folded text, without its place; names of groups tell the row."""
    return Finder(rf"(?:{_words()})(?!\w)")


def _words() -> str:
    ministries = "|".join(row["words"] for row in lexicon.table("ministries"))

    def group(*parts: str) -> str:
        return "|".join(
            f"(?P<{key.replace(':', '__').replace('-', '_')}>{row['words'].replace('{ministries}', ministries)})"
            for key, row in rows().items()
            if row["part"] in parts
        )

    ministry = rf"(?P<ministry>(?:bộ trưởng )?{_NO_MINISTRY}bộ) (?P<field>{ministries})"
    department = rf"(?P<department>{_NO_DEPARTMENT}(?:sở|phòng)) (?P<desk>{ministries})"
    local = rf"(?:{group('local')})(?=(?: \([^()]{{2,10}}\))? (?:{UNIT})(?!\w)|(?P<bare>))"
    return (
        rf"{group('fixed')}|{group('named')}|{ministry}|{department}"
        rf"|(?:(?<!bí thư )(?:{group('organ')})(?: \([a-zđ]{{2,8}}\))?(?: |(?=[th]u(?!\w))))?(?:{group('committee')})"
        rf"|{group('youth')}|{local}"
    )


@cache
def _names(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The name of each group of the pattern, "" for those without."""
    by_index = {index: name for name, index in pattern.groupindex.items()}
    return tuple(by_index.get(index, "") for index in range(1, pattern.groups + 1))


def rows_of(match: re.Match[str]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What the named groups of a match hold, and the rows of the table that it is made of."""
    named = {name: match[name] for name in compress(_names(match.re), match.groups()) if name}
    return named, [rows()[key.replace("__", ":", 1).replace("_", "-")] for key in named if "__" in key]
