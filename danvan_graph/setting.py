"""Where a document is at home: the province and district that its phrases without a place refer to.

DESIGN section 3: territory comes from the phrase, else from the document read (letterhead, publisher, place). A place
counts only when the text names it at least twice and clearly more often than every other of its level, or when the
text names no other province at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from . import places, territory
from .context import Context
from .heads import Page
from .model import Organisation
from .words import LOWER, UPPER, any_word

_UNITS = {
    "tỉnh": "province",
    "tỉnh ủy": "province",
    "thành ủy": "city",
    "thành phố": "city",
    "huyện": "district",
    "huyện ủy": "district",
    "thị xã": "district",
    "thị ủy": "district",
    "quận": "district",
    "quận ủy": "district",
    "xã": "commune",
    "phường": "commune",
}
_NAMED = re.compile(rf"{any_word(_UNITS)}(?= [^\W\d_])")
_SHARE = 0.6
_ENOUGH_BARE = 3
# Without "thành phố" this is nearly always the person ("tư tưởng Hồ Chí Minh", "Đoàn TNCS Hồ Chí Minh").
_PERSON = "Hồ Chí Minh"


def context(page: Page, issuer: Organisation | None = None, on: str = "", place: Context | None = None) -> Context:
    """The document's home, from its letterhead's issuer and else from the places it names."""
    if issuer and issuer.level == "central":
        return Context(on=on)
    province, district, commune = _of_path(issuer.territory if issuer else "")
    counts = _counts(page)
    if not province and place and place.province:
        province, district = place.province, place.district
    if not province:
        named = _by_province(counts)
        province = _leader(named) or _by_bare_names(page, named)
    if not district and not (issuer and issuer.level == "province"):
        inside = Counter(
            {path: n for path, n in counts.items() if path.count("/") == 1 and path.split("/")[0] == province}
        )
        district = (_leader(inside) or _only(inside)) if province else ""
    near = ""
    if not commune and issuer is None and province:
        near = _home_commune(page, province, district)
        district = _of_path(near)[1] or district if near else district
    return Context(province, district, commune, on, near)


_COMMUNE = re.compile(r"(?<!\w)(?:xã|phường)(?= [^\W\d_])")


_MERGED = re.compile(r"(?<!\d)(?:0?[7-9]|1[0-2])[/-]2025|[/-]2026|năm 2026")


def _home_commune(page: Page, province: str, district: str) -> str:
    """Path of the commune that a text names twice at least and more often than all others, "" when it does not."""
    names = Counter(places.place_at(page.text, match.end(), "commune")[1] for match in _COMMUNE.finditer(page.low))
    del names[""]
    name = _leader(names)
    for within in (district, province):
        near = (
            [one for one in places.known(name, "commune", within) if one.path.startswith(f"{within}/")]
            if name and within
            else []
        )
        if len(near) > 1:
            whole = _MERGED.search(page.low) is not None
            near = [one for one in near if (one.path.count("/") == 1) == whole]
        if near:
            return near[0].path if len(near) == 1 else ""
    return ""


def paragraphs(page: Page, base: Context) -> tuple[tuple[int, Context], ...]:
    """(start, Context) of each paragraph that tells more than ``base``: it, or the heading above it, names one place only."""
    if base.commune:
        return ()
    found: list[tuple[int, Context]] = []
    heading = base
    at = 0
    while at < len(page.text):
        stop = page.text.find("\n", at)
        stop = stop if stop >= 0 else len(page.text)
        own = _of_line(page, at, stop, base)
        if stop - at < 90 and page.text[stop - 1 : stop] not in (".", ";", ","):
            heading = own or base
        found.append((at, own or heading))
        found.extend(_onward(page, at, stop, base))
        at = stop + 1
    return tuple(found)


def _of_line(page: Page, start: int, end: int, base: Context) -> Context | None:
    """Context of a paragraph that names one province (or one district of the home province), None when it does not."""
    provinces: set[str] = set()
    districts: set[str] = set()
    communes: set[str] = set()
    for match in _NAMED.finditer(page.low, start, end):
        level = _UNITS[match[0]]
        _, place = places.place_at(page.text, match.end(), level)
        if _ORIGIN.search(page.low, max(0, match.start() - 14), match.start()):
            continue
        if level == "commune":
            communes.update({place} if place else ())
            continue
        for one in places.known(place, level, base.province) if place else ():
            (districts if "/" in one.path else provinces).add(one.path)
    for match in _AT.finditer(page.text, start, end):
        near = places.known(match["place"], "district", base.province)
        districts.update([near[0].path] if len(near) == 1 and near[0].path.startswith(base.province) else ())
    found = _larger(page, start, end, base, provinces, districts)
    return _with_commune(found or base, communes) or found


def _onward(page: Page, start: int, end: int, base: Context) -> Iterator[tuple[int, Context]]:
    """(start, Context) of the sentences of a paragraph that open in several districts: "Tại Hòn Đất, …. Tại Gò Quao, …"."""
    found = [
        (match.start(), places.known(match["place"], "district", base.province))
        for match in _AT.finditer(page.text, start, end)
    ]
    told = [(at, near[0].path) for at, near in found if len(near) == 1 and near[0].path.startswith(f"{base.province}/")]
    if base.province and len({path for _, path in told}) > 1:
        yield from ((at, replace(base, district=path)) for at, path in told)


# Where somebody is from: "|quê| xã Bản Lang".
_ORIGIN = re.compile(r"(?<!\w)(?:quê|quê quán|quê ở|sinh tại|sinh ra ở|trú tại)[:,]? \Z")
# "|Tại Vĩnh Tường|, Ban Thường vụ Huyện ủy ban hành …"
_AT = re.compile(
    r"(?:T(?:(?<![^\n]T)|(?<=\. T))ại|Ở(?:(?<![^\n]Ở)|(?<=\. Ở)))"
    rf" (?P<place>[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,2}})(?=,| (?:chẳng hạn|thì))",
    re.M,
)


def _with_commune(base: Context, names: set[str]) -> Context | None:
    """The context with the one commune of its district or province that a paragraph names, None when it names none or several."""
    within = base.district or base.province
    if len(names) != 1 or not within:
        return None
    near = [one for one in places.known(names.copy().pop(), "commune", within) if one.path.startswith(f"{within}/")]
    if len(near) != 1:
        return None
    province, district, commune = _of_path(near[0].path)
    return replace(base, province=province, district=district or base.district, near=commune)


def _larger(
    page: Page, start: int, end: int, base: Context, provinces: set[str], districts: set[str]
) -> Context | None:
    """Context of a paragraph by the provinces and districts that it names with their kind, and its bare names of provinces."""
    if base.district:
        return None
    pattern, paths = _province_names()
    provinces.update(paths[match[0]] for match in pattern.finditer(page.text, start, end))
    if base.province:
        inside = {path for path in districts if path.startswith(base.province + "/")}
        return replace(base, district=inside.pop()) if len(inside) == 1 else None
    if len(provinces) == 1:
        province = provinces.pop()
        inside = {path for path in districts if path.startswith(province + "/")}
        return replace(base, province=province, district=inside.pop() if len(inside) == 1 else "")
    if not provinces and len(districts) == 1:
        district = districts.pop()
        return replace(base, province=district.split("/")[0], district=district)
    return None


def _of_path(path: str) -> tuple[str, str, str]:
    parts = path.split("/") if path else []
    found = territory.get(path) if path else None
    province = parts[0] if parts else ""
    if len(parts) == 2 and found and found.level == "commune":
        return province, "", path
    return province, "/".join(parts[:2]) if len(parts) > 1 else "", path if len(parts) > 2 else ""


def _counts(page: Page) -> Counter[str]:
    """How often each province and district is named with its kind ("huyện Phong Thổ"), ambiguous names left out."""
    named: Counter[tuple[str, str]] = Counter()
    for match in _NAMED.finditer(page.low):
        level = _UNITS[match[0]]
        if level == "commune":
            continue
        _, place = places.place_at(page.text, match.end(), level)
        if place:
            named[place, level] += 1
    counts: Counter[str] = Counter()
    waiting: list[tuple[tuple[territory.Territory, ...], int]] = []
    for (place, level), times in named.items():
        found = places.known(place, level)
        if len(found) == 1:
            counts[found[0].path] += times
        elif found:
            waiting.append((found, times))
    home = _leader(_by_province(counts))
    for found, times in waiting:
        near = [one for one in found if home and one.path.split("/")[0] == home]
        if len(near) == 1:
            counts[near[0].path] += times
    return counts


@cache
def _province_names() -> tuple[re.Pattern[str], dict[str, str]]:
    paths = {
        one.name: one.path
        for one in territory.roll("province", "", "2025-06-30")
        if len(one.name) > 5 and one.name != _PERSON
    }
    return re.compile(rf"{any_word(paths)}(?!\w|, ngày)"), paths


# A province's newspaper or station writes of that province: "Báo |Quảng Bình|".
_LOCAL_PRESS = ("báo ", "truyền hình ")


def _by_bare_names(page: Page, named: Counter[str]) -> str:
    """The province that a text names most, bare names counted, when it does so often enough, or names no other at all."""
    pattern, paths = _province_names()
    found = [(match.start(), paths[match[0]]) for match in pattern.finditer(page.text)]
    named = named + Counter(path for start, path in found if page.low.endswith(_LOCAL_PRESS, 0, start))
    whole = named + Counter(path for _, path in found)
    best = _leader(whole)
    line = page.text.find("\n")
    headline = any(start < line for start, _ in found)
    return best if whole[best] >= _ENOUGH_BARE else (_only(whole) if named or headline else "")


def _by_province(counts: Counter[str]) -> Counter[str]:
    total: Counter[str] = Counter()
    for path, times in counts.items():
        total[path.split("/")[0]] += times
    return total


def _only(counts: Counter[str]) -> str:
    """The province of a text that names no other, even once only; "" when there are several or none."""
    return next(iter(counts)) if len(counts) == 1 else ""


def _leader(counts: Counter[str]) -> str:
    """The one that is named at least twice and in most of all cases, "" when none is."""
    if not counts:
        return ""
    (best, times), *rest = counts.most_common(2)
    return best if times >= 2 and times >= _SHARE * sum(counts.values()) and (not rest or rest[0][1] < times) else ""
