"""Which body the last name of a left column is, and where it is at home when only the names above it tell.

"UBND TỈNH TÂY NINH / BAN CHỈ ĐẠO 389" is "Ban Chỉ đạo 389 tỉnh Tây Ninh", "QUÂN ĐOÀN 4 / CỤC CHÍNH TRỊ" is "Cục Chính trị Quân
đoàn 4": Hướng dẫn 36-HD/VPTW, II.1; Nghị định 30/2020/NĐ-CP, Annex I, II.3.
"""

from __future__ import annotations

import re
from dataclasses import replace

from . import body, lexicon, places, territory
from .context import Context
from .fold import slug, tone
from .model import Organisation
from .offices import UNIONS_CENTRE, has_own_name, is_of_another, office_at
from .spelling import as_written, is_named_unit, own_letters

_Name = tuple[str, str]
# Who speaks for a company or school under its name, and is no issuer of its own.
_DIRECTORS = re.compile(r"(?:ban (?:giám đốc|tổng giám đốc|giám hiệu)|(?:tổng )?giám đốc|hiệu trưởng)$")
_BRANCH = re.compile(
    r"(?:chi nhánh|phòng giao dịch|phân hiệu) (?:tỉnh|thành phố|tp|huyện|quận|thị xã|khu vực|số) ?[^\W_]"
)
# The organ of a union and the union's place under its name: "ĐOÀN TNCS HỒ CHÍ MINH / BAN CHẤP HÀNH |TỈNH …|".
_ORGAN_UNIT = re.compile(
    r"(?:ban chấp hành|ban thường vụ|ban thường trực|ban đại diện) (?=(?:tỉnh|thành phố|tp|huyện|thị xã|quận|xã|phường) (?!ủy))"
)
_UNION = re.compile(
    r"(?:ủy ban |ban chấp hành )?(?:hội|liên đoàn|công đoàn|đoàn) .+?(?= việt nam$| (?:tỉnh|thành phố|tp|huyện|thị xã|quận) |$)"
)
# What unions print on the right, as others the motto.
NATIONAL_UNION = re.compile(
    r"hội (?:nông dân|cựu chiến binh|liên hiệp phụ nữ|lhpn) việt nam|đoàn (?:tncs|thanh niên cộng sản) hồ chí minh|mặt trận tổ quốc việt nam"
)
_YOUTH = re.compile(r"(?:tỉnh|thành|huyện|quận|thị) ?đoàn(?!\w)")
# A board of a committee: "Ban Chỉ đạo 35 |Thành ủy Đà Nẵng|".
_BOARD = re.compile(r"(?:ban chỉ đạo|tiểu ban|tổ (?=\w))")


def own_body(
    names: list[_Name], home: Context, parts: tuple[str, ...] = (), below: str | None = None
) -> Organisation | None:
    """The body that the last of ``names`` is, None when it is none.

    ``parts`` are those of the document's symbol; ``below`` is the text under the head, where a body that no table knows
    stands in its own letters, None where such a body is not looked for.
    """
    names = _merged(names)
    if len(names) > 1 and NATIONAL_UNION.fullmatch(names[-1][1]):
        names = names[:-1]
    if not names:
        return None
    *above, (text, low) = names
    phrase = body.phrase_at(text, low, 0)
    whole = _with_above((text, low), above) if phrase is None or not (phrase.place or phrase.unit) else None
    if whole:
        return _known(*whole, home)
    if phrase and _is_all(text, low, phrase):
        return _known(phrase, above, home)
    if above and is_of_another(low):
        return _of_another((text, low), above, home, below)
    if phrase and (below is None or not office_at(low)):
        return _placed_in(text[phrase.end :], phrase, above, home)
    if below is None or not office_at(low):
        return None
    parent = own_body(above, home, (), below) or _place_above(above)
    if parent and above and _bears(parts, body.phrase_at(*above[-1], 0)):
        return parent
    return _unknown((text, low), parent, below)


def _place_above(above: list[_Name]) -> Organisation | None:
    """A place that stands alone above a name, as if it were a body: "TỈNH HÒA BÌNH / ỦY BAN BẦU CỬ"."""
    said = _PLACED.fullmatch(f" {above[-1][1]}") if above else None
    found = places.known(said["place"], places.UNITS[said["unit"]]) if said else ()
    if said is None or len(found) != 1:
        return None
    return Organisation(f"{said['unit']} {found[0].name}", "", found[0].level, "", found[0].path, found[0].path)


def place_of(names: list[_Name]) -> str:
    """Path of the place that the last name with one tells, "" when none does."""
    for text, low in reversed(names):
        phrase = body.phrase_at(text, low, 0)
        if phrase and phrase.place and (path := body.locate(phrase, Context())[0]):
            return path
    return ""


def _merged(names: list[_Name]) -> list[_Name]:
    """The names with those put together that are one: a bank and its branch, a union and its place."""
    done: list[_Name] = []
    for text, low in names:
        before = done[-1] if done else None
        organ = _ORGAN_UNIT.match(low)
        union = _UNION.match(before[1]) if before and organ else None
        if before and organ and before[1].startswith("đảng bộ "):
            done.append(
                (f"{text[: organ.end()]}ĐẢNG BỘ {text[organ.end() :]}", f"{organ[0]}đảng bộ {low[organ.end() :]}")
            )
        elif before and UNIONS_CENTRE.fullmatch(low):
            done[-1] = (f"TRUNG ƯƠNG {before[0]}", f"trung ương {before[1]}")
        elif before and organ and (union or _YOUTH.match(before[1])):
            own = before[0][: union.end()] if union else "ĐOÀN TNCS HỒ CHÍ MINH"
            done[-1] = (f"{own} {text[organ.end() :]}", f"{tone(own)} {low[organ.end() :]}")
        elif (before and _BRANCH.match(low)) or (before and _BOARD.match(before[1]) and _is_committee(text, low)):
            done[-1] = (f"{before[0]} {text}", f"{before[1]} {low}")
        elif not (before and _DIRECTORS.fullmatch(low)):
            done.append((text, low))
    return done


def _is_committee(text: str, low: str) -> bool:
    phrase = body.phrase_at(text, low, 0)
    return phrase is not None and phrase.branch == "party" and bool(phrase.place) and phrase.end >= len(low)


# What may stand behind a body's name without being part of it.
_LARGER = re.compile(r"(?:,? ?-? ?(?:tỉnh|huyện|quận|thị xã|thành phố|tp\.?) [^\W\d]+(?: [^\W\d]+){0,3}?)+")
_BEHIND = re.compile(r"[-,]? ?(?:\(|khóa|nhiệm kỳ|kỳ họp|lần thứ)|[-,.]? ?$")


def _is_all(text: str, low: str, phrase: body.Phrase) -> bool:
    """Whether a known body is all that a name holds: "TÒA ÁN NHÂN DÂN| KHU VỰC 8" is not the court."""
    rest = low[phrase.end :]
    if phrase.committee in ("bcdtw", "du") and rest.strip():
        return False
    if _BEHIND.match(rest):
        return True
    if phrase.place and _LARGER.fullmatch(rest):
        return True
    written = re.sub(r"^[-,]? ?(?:(?:tỉnh|huyện|thành phố) )?", "", rest.strip())
    return bool(written) and any(places.known(written.title(), level) for level in ("province", "district"))


def _known(phrase: body.Phrase, above: list[_Name], home: Context) -> Organisation:
    """The organisation that a phrase means under the names above it."""
    path = place_of(above)
    if path and not phrase.place:
        home = Context(path.split("/")[0], path if "/" in path else "", on=home.on)
        if phrase.level == "unit":
            phrase = replace(phrase, level="district" if "/" in path else "province")
    elif path and phrase.level == "commune" and not phrase.within and path.count("/") < 2:
        phrase = replace(phrase, within=path)
    elif phrase.level == "unit" and not phrase.place and not phrase.unit:
        phrase = replace(phrase, level=_unit_of(home))
    return body.organisation(phrase, home)


_UNKNOWN_PLACE = re.compile(r" (?P<place>[^\W\d_]+(?: [^\W\d_]+){0,3})$")


def _placed_in(rest: str, phrase: body.Phrase, above: list[_Name], home: Context) -> Organisation:
    """A known body in a place that no table has: "HUYỆN ỦY |KIM THI|"."""
    unknown = _UNKNOWN_PLACE.match(rest) if not phrase.place and phrase.level in ("province", "district") else None
    return _known(replace(phrase, place=unknown["place"].title()) if unknown else phrase, above, home)


def _with_above(own: _Name, above: list[_Name]) -> tuple[body.Phrase, list[_Name]] | None:
    """The known body that a name and one above it make together, and those above that: "TỈNH ỦY CÀ MAU / |BAN DÂN VẬN|"."""
    for row in range(len(above) - 1, -1, -1):
        text, low = f"{own[0]} {above[row][0]}", f"{own[1]} {above[row][1]}"
        phrase = body.phrase_at(text, low, 0)
        if phrase and phrase.end > len(own[1]) + 1:
            return phrase, above[:row]
    return None


def _of_another(own: _Name, above: list[_Name], home: Context, below: str | None) -> Organisation | None:
    """An organ that its head names without the body it belongs to: "QUÂN ĐOÀN 4 / |CỤC CHÍNH TRỊ|"."""
    parent = own_body(above, home, (), below)
    if parent is None or below is None:
        return parent
    whose = "" if parent.kind in _COUNCILS else parent.label
    return _named(as_written(own[0]), parent, below, whose)


_COUNCILS = ("ubnd", "hdnd")


def _bears(parts: tuple[str, ...], parent: body.Phrase | None) -> bool:
    """Whether a document's symbol is that of the body above: "UBND HUYỆN … / BAN DÂN TỘC / Số: 12/QĐ-UBND"."""
    signs = (lexicon.body_signs().get(part) for part in parts)
    return parent is not None and any(sign and sign["slug"].rsplit("/", 1)[-1] == parent.committee for sign in signs)


_PLACED = re.compile(
    r"(?P<nation> việt nam)? (?P<unit>tỉnh|thành phố|huyện|quận|thị xã|(?<!tác )xã(?! hội)|phường|thị trấn|đặc khu)"
    r" (?P<place>(?!lần )[^\W\d]+(?: [^\W\d]+){0,3})$"
)
_NATIONAL = re.compile(r" (?:việt nam|quốc gia|trung ương|nhà nước|chính phủ|quốc hội|(?:tây|đông) [^\W\d]+(?: bộ)?)$")


def _unknown(own: _Name, parent: Organisation | None, below: str) -> Organisation:
    """A body that no table knows, as its head prints it; at home where its name ends, else where its parent is."""
    label = as_written(own[0])
    said = _PLACED.search(label.lower())
    if said is None:
        return _named(label, parent, below)
    level = places.UNITS[said["unit"]]
    found = places.known(said["place"], level, parent.territory if parent else "")
    found = tuple(one for one in found if said["unit"] in (one.kind, *one.kinds))
    place = found[0] if len(found) == 1 else None
    name = f"{said['unit']} {place.name if place else said['place'].title()}"
    label = f"{own_letters(label[: said.start()], below, tone(below))} {name}"
    path = place.path if place else ""
    kind = slug(label[: said.start()])
    level = place.level if place else {"city": "district"}.get(level, level)
    return Organisation(label, kind, level, "", path, f"{path or '-'}/{kind}")


def _named(label: str, parent: Organisation | None, below: str, whose: str = "") -> Organisation:
    """An office under ``parent``; its name goes on with the parent's name ``whose``, or with its place where it needs one."""
    label = own_letters(label, below, tone(below))
    kind = slug(label)
    place = _province_at_end(label)
    path = (parent.territory if parent else "") or place
    level = "province" if place and place == path and " tại " not in label else parent.level if parent else ""
    label = _with_capitals(label, below)
    if whose:
        label = f"{label} {whose}"
    elif _NATIONAL.search(label.lower()) and not path:
        level = "central"
    elif parent and parent.slug == "tw/bch-tw" and not label.startswith(_PARTY):
        label = f"{label} Trung ương"
    elif parent and (not _is_proper(label, path, below) or _with_place(label, path, below)):
        of_committee = parent.branch == "party" and _BOARD.match(tone(label))
        where = parent.label if of_committee else _where(parent)
        unit = label.rsplit(" ", 1)[-1].lower()
        label = f"{label} {where.removeprefix(f'{unit} ')}".strip()
    return Organisation(label, kind, level, "", path, f"{path or ('tw' if level == 'central' else '-')}/{kind}")


_PARTY = ("Ban cán sự", "Đảng")


def _with_place(label: str, path: str, text: str) -> bool:
    """Whether the text gives a name the place that its head leaves out: "Giám đốc |Bệnh viện Nhi| Thái Bình"."""
    place = territory.get(path) if path else None
    return place is not None and f"{label} {place.name}" in text


def _where(parent: Organisation) -> str:
    """The place of a body with its kind, as its name says it: "huyện Phú Lương"."""
    place = territory.get(parent.territory) if parent.territory else None
    said = re.search(rf"(?:{places.UNIT}) {re.escape(place.name) if place else '(?!hội ).{2,30}'}$", parent.label)
    return said[0] if said else (f"{place.kind} {place.name}" if place else "")


def _with_capitals(label: str, text: str) -> str:
    """A name from a line in capitals with those of the place that it ends with: "… cửa khẩu |Tà Lùng|".

    "… Quy chế |dân chủ|" is no place where ``text`` writes it small.
    """
    words = label.split(" ")
    for count in (4, 3, 2):
        name = " ".join(words[-count:])
        small = f" {name} " in text
        if (
            len(words) > count + 1
            and name.islower()
            and not small
            and any(places.known(name.title(), level) for level in _LEVELS)
        ):
            return f"{' '.join(words[:-count])} {name.title()}"
    return label


_LEVELS = ("province", "district", "commune")


def _province_at_end(label: str) -> str:
    """Path of the province that ends a name without its kind: "Sở Lâm nghiệp |Hòa Bình|"."""
    words = label.split(" ")
    found = (places.known(" ".join(words[-count:]).title(), "province") for count in (4, 3, 2) if len(words) > count)
    return next((one[0].path for one in found if len(one) == 1), "")


def _is_proper(label: str, within: str, text: str) -> bool:
    """Whether a name is a unit's own, which no place need tell apart: "Vườn quốc gia Bến En", "Khu vực Bắc Hà".

    A name that ``text`` writes small is none: "Quy chế |dân chủ|".
    """
    last = label.rsplit(" ", 1)[-1]
    known = any(
        places.known(" ".join(label.title().split(" ")[-count:]), level, within if level == "commune" else "")
        for count in (2, 3)
        for level in _LEVELS
        if label.count(" ") > count and f" {' '.join(label.split(' ')[-count:])} " not in text
    )
    known = known or re.search(r" lần thứ \w+$", label) is not None
    return is_named_unit(label) or has_own_name(tone(label)) or (last[:1].isupper() and last[1:].islower()) or known


def _unit_of(place: Context) -> str:
    """Level of a body that its letterhead calls by no place ("ỦY BAN NHÂN DÂN"), from the place of the date line."""
    if not place.province:
        return "unit"
    own_name = place.district.rsplit("/", 1)[-1] == place.province
    return "province" if own_name or not place.district else "district"
