"""Which body issues a document, as its head says: the lines above the number, the organ that signs, the symbol."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from . import body, lexicon, number, places, territory
from .context import Context
from .fold import slug, tone
from .headlines import MOTTO, Line, is_motto, place_behind_motto
from .heads import is_joint
from .ministries import department_signs, fields_of, ministry_signs
from .model import Organisation
from .offices import offices, unknown_body
from .spelling import as_written, is_named_unit

_SIGNING_LINES = 12
_DECIDES = re.compile(
    r"(?:^|^[^:]{4,160}, )(?P<body>ban bí thư|bộ chính trị)(?: trung ương(?: đảng)?)?"
    r" (?:ban hành|quy định|quyết định|yêu cầu|kết luận|hướng dẫn|chỉ thị|thông báo)(?!\w)"
)


def signing(
    lines: list[Line], issuer: Organisation | None, placed: bool, home: Context | None = None
) -> Organisation | None:
    """The organ in whose name the document speaks, below its title: "BAN THƯỜNG VỤ THÀNH ỦY …", "Ban Bí thư ban hành …".

    ``placed`` tells whether the lines above the number say where ``issuer`` is; else its place is that of the date line,
    which ``home`` holds.
    """
    for row, line in enumerate(lines[:_SIGNING_LINES]):
        if issuer and issuer.slug == "tw/bch-tw" and (decides := _DECIDES.match(line.low)):
            return body.read(line.text[decides.start("body") :]) or issuer
        if row > 2 or not line.text.isupper() or is_motto(line) or not is_authority(line):
            continue
        speaking = body.read(line.text.strip(" *_#"), None if placed else home)
        if speaking and (
            issuer is None or _same_series(speaking, issuer) or (not placed and _within(issuer, speaking))
        ):
            return speaking
    return issuer


def _within(one: Organisation, other: Organisation) -> bool:
    """Whether two bodies are of one kind, the first in the second's territory: Phan Thiết, where Bình Thuận is governed."""
    return one.kind == other.kind and bool(other.territory) and one.territory.startswith(f"{other.territory}/")


def _same_series(one: Organisation, other: Organisation) -> bool:
    """Whether two bodies number their documents together, or are one whose place only the first tells."""
    if other.territory or other.level == "central":
        return body.series(one) == body.series(other) != ""
    return one.kind == other.kind


def whose(issuer: Organisation | None, found: number.Number | None) -> Organisation | None:
    """The issuer that lines and symbol tell together: the symbol names a central body where the lines name no place."""
    if ministry := _ministry(issuer, found):
        return ministry
    named = None if issuer and issuer.territory else by_symbol(found, issuer is None or issuer.level in ("", "unit"))
    if named and issuer and issuer.slug == "tw/bch-tw" and named.label.startswith("Trung ương"):
        return replace(named, label=f"Ban Chấp hành {named.label}")
    if named and issuer and issuer.kind == named.kind and len(issuer.label) > len(named.label):
        return issuer
    return named or issuer


def department(parts: tuple[str, ...]) -> Organisation | None:
    """The department that a symbol names first, its place open."""
    name = department_signs().get(parts[0], "") if parts else ""
    return body.read(name) if name else None


def _department(org: Organisation, parts: tuple[str, ...]) -> Organisation:
    """The department whose symbol a head bears that prints only the province's committee over it."""
    sign = next((part for part in parts[:2] if part in department_signs()), "")
    name = department_signs().get(sign, "") if "UBND" not in parts else ""
    place = territory.get(org.territory) if org.kind == "ubnd" and org.level == "province" and name else None
    if place is None:
        return org
    return body.read(f"{name} {place.kind} {place.name}") or org


def _ministry(issuer: Organisation | None, found: number.Number | None) -> Organisation | None:
    """The ministry that a state symbol names, where the line above holds less: "BỘ VĂN HÓA, THỂ THAO |" of BVHTTDL."""
    sign = found.bodies[0].replace("&", "") if found and found.state and found.bodies else ""
    name = ministry_signs().get(sign, "")
    cut = (issuer is None and sign in lexicon.body_signs()) or (
        issuer is not None and issuer.label != name and name.lower().startswith(issuer.label.lower())
    )
    return body.read(name) if name and cut else None


def by_symbol(found: number.Number | None, state: bool = False) -> Organisation | None:
    """The central body that a symbol names alone ("HD/UBKTTW"), one of the ``state`` too where nothing else tells.

    None where the symbol is a committee's or local.
    """
    sign = lexicon.body_signs().get(found.bodies[0]) if found and found.bodies else None
    if sign is None or sign["level"] != "central" or "/" not in sign["slug"]:
        return None
    if sign["branch"] == "state" and not state:
        return None
    row = next((row for row in lexicon.table("bodies") if f"tw/{row['slug']}" == sign["slug"]), None)
    if row is None:
        return None
    return body.read(row["label"] if row["label"] != "*" else row["example"].rsplit(" của ", 1)[-1])


@cache
def _organs() -> frozenset[str]:
    rows = (row for row in lexicon.table("bodies") if row["part"] == "organ")
    return frozenset(tone(word) for row in rows for word in row["words"].split("|"))


def issuers_above(
    lines: list[Line], before: int, home: Context, parts: tuple[str, ...] = (), kind: str = ""
) -> tuple[Organisation, ...]:
    """Issuing bodies from the lines above the number; two lines may make one name.

    ``parts`` are those of the symbol; with a ``kind`` that several bodies issue together, each line may name one.
    """
    left = _left_column(lines, before)
    if together := _interagency(left, home):
        return together
    several = _joint(left, home, is_joint(kind))
    one = None if several else _congress(left, lines) or _body_of(left, home, parts)
    one = _department(one, parts) if one else None
    if one is None and not several and any(map(is_motto, lines[: max(before, 0) + 4])):
        one = unknown_body(left)
    return (one,) if one else several


_TOGETHER = re.compile(r"liên (?P<kind>bộ|sở) ?:? ?(?P<fields>.+)")


def _interagency(left: list[tuple[str, str]], home: Context) -> tuple[Organisation, ...]:
    """The ministries or departments that a head names together: "LIÊN SỞ: Y TẾ - TÀI CHÍNH" under the province's committee."""
    found = next((match for _, low in left if (match := _TOGETHER.match(low))), None)
    if found is None:
        return ()
    place = _place_above(left)
    path = body.locate(place, Context())[0] if place else home.province
    where = f" tỉnh {territory.get(path).name}" if path and found["kind"] == "sở" else ""
    fields = fields_of(found["fields"])
    orgs = [body.read(f"{found['kind'].capitalize()} {field}{where}") for field in fields]
    return tuple(org for org in orgs if org) if len(fields) > 1 and all(orgs) else ()


_PAGE_LABEL = re.compile(r"(?:trang \d{1,3}|\(\d{1,2}\))(?=\D)")
_SPACED = re.compile(r"(?i)(?<=(?<!\w)(?:tp|tx|tt))\.(?=\w)")
# "UBND |TT.| CÁI TÀU HẠ"; "TT. Huế" is Thừa Thiên Huế.
_TOWN = re.compile(r"(?i)(?<!\w)tt\. ?(?=\w)(?!huế|thừa)")
# "BỘ QUỐC PHÒNG |Số: 2866/1998/TT-BQP|": the body on the line of the number.
_BESIDE = re.compile(r"(?P<body>[^\W\d][^:\d]{5,90}?) +(?:Số|SỐ) ?[:.]? ?\d")
_CONGRESS = re.compile(r"đại hội(?: đại biểu)? [^,;]{4,120}? lần thứ (?:[ivxl]+|\d+)(?!\w)")


def between(title: str) -> tuple[Organisation, ...]:
    """The bodies between which a joint document rules, as its title says: "… phối hợp giữa |A| với |B|"."""
    low = tone(title)
    start = low.find("giữa ")
    found = body.list_at(title, low, start + len("giữa ")) if start >= 0 else []
    return tuple(body.organisation(one, Context()) for one in found) if len(found) > 1 else ()


def _congress(left: list[tuple[str, str]], lines: list[Line]) -> Organisation | None:
    """The congress that a head names over its lines ("ĐẠI HỘI ĐẠI BIỂU / ĐẢNG BỘ … / LẦN THỨ …"), in the text's own letters."""
    found = _CONGRESS.match(" ".join(low for _, low in left))
    if found is None:
        return None
    told = next((line for line in lines if found[0] in line.low and not line.text.isupper()), None)
    start = told.low.index(found[0]) if told else 0
    name = told.text[start : start + len(found[0])] if told else as_written(found[0].upper())
    return Organisation(name, "dai-hoi", "", "party", "", f"-/{slug(name)}")


_ADDRESS = re.compile(r"(?:địa chỉ|tel|điện thoại|đt|fax|email|website|msdn|mst|mã số)\b")


def _left_column(lines: list[Line], before: int) -> list[tuple[str, str]]:
    """The lines above the number without the motto; each as written and folded."""
    left: list[tuple[str, str]] = []
    for line in lines[: max(before, 0)]:
        if len(line.text) > 110 or _ADDRESS.match(line.low):
            continue
        motto = MOTTO.search(line.low)
        text, low = (line.text[: motto.start()], line.low[: motto.start()]) if motto else (line.text, line.low)
        page = _PAGE_LABEL.match(low)
        text, low = (text[page.end() :], low[page.end() :]) if page else (text, low)
        text, low = (_SPACED.sub(". ", side) for side in (text, low))
        text, low = _TOWN.sub("THỊ TRẤN ", text), _TOWN.sub("thị trấn ", low)
        text, low = text.strip(" *-_|\t"), low.strip(" *-_|\t")
        if left and left[-1][1] in _organs() and _one_name(left[-1][1], low):
            left[-1] = (f"{left[-1][0]} {text}", f"{left[-1][1]} {low}")
        elif low:
            left.extend(_two(text, low))
    beside = _BESIDE.match(lines[before].text) if 0 <= before < len(lines) else None
    if beside and beside["body"].isupper():
        left.append((beside["body"], lines[before].low[: beside.end("body")]))
    if left and left[-1][1] in _COUNCILS and (place := place_behind_motto(lines[: max(before, 0) + 3])):
        left[-1] = _joined([left[-1], place])
    return left


_COUNCILS = frozenset(["ủy ban nhân dân", "hội đồng nhân dân"])


def _two(text: str, low: str) -> list[tuple[str, str]]:
    """A line in capitals, cut where a second body or office begins: "TỔNG CỤC THUẾ |CỤC THUẾ TỈNH ĐỒNG NAI"."""
    phrase = body.phrase_at(text, low, 0) if text.isupper() else None
    at = phrase.end + 1 if phrase else 0
    if phrase is None or low[phrase.end : at] != " " or not (phrase.place or phrase.level == "central"):
        return [(text, low)]
    second = body.phrase_at(text, low, at) or (offices().match(low, at) and names_body(text[: phrase.end]))
    return [(text[: phrase.end], low[: phrase.end]), (text[at:], low[at:])] if second else [(text, low)]


def _one_name(organ: str, low: str) -> bool:
    """Whether an organ alone on its line belongs to the body on the next: "THƯỜNG TRỰC / |HĐND - UBND TỈNH …|"."""
    both = f"{organ} {low}"
    phrase = body.phrase_at(both, both, 0)
    return phrase is not None and phrase.end > len(organ) + 1


def _joint(left: list[tuple[str, str]], home: Context, together: bool) -> tuple[Organisation, ...]:
    """Several bodies on one line ("LIÊN ĐOÀN LAO ĐỘNG TỈNH - CÔNG AN TỈNH - … BÌNH DƯƠNG"); on all lines ``together``."""
    whole = _joined(left)
    found = body.with_shared_place(body.phrases(*whole, 0, len(whole[1]), bare=True)) if together else []
    found = [one for one in found if one.level != "unit"]
    for text, low in left if len(found) < 2 else ():
        found = body.list_at(text, low, 0)
        if len(found) > 1:
            break
    if len(found) < 2:
        return ()
    place = next((one for one in found if one.place), None)
    path = body.locate(place, Context())[0] if place else ""
    home = Context(path.split("/")[0], path if "/" in path else "", on=home.on) if path else home
    return tuple(dict.fromkeys(body.organisation(one, home) for one in found))


# The organ of a union and the union's place on the line under its name: "ĐOÀN TNCS HỒ CHÍ MINH / BAN CHẤP HÀNH TỈNH …".
_ORGAN_UNIT = re.compile(
    r"(?:ban chấp hành|bch|ban thường vụ|btv|ban thường trực) (?=(?:tỉnh|thành phố|tp|huyện|thị xã|quận|xã|phường) )"
)


# A board of a party committee: "Ban Chỉ đạo 35 |Thành ủy Đà Nẵng|".
_BOARD = re.compile(r"(?:ban chỉ đạo|tiểu ban|tổ )")


def _office(org: Organisation, phrase: body.Phrase, below: tuple[str, str], parts: tuple[str, ...]) -> Organisation:
    """The office under ``org`` that the line ``below`` names; ``org`` where the symbol is its own, or the line no office."""
    signs = (lexicon.body_signs().get(part) for part in parts)
    own = any(sign and sign["slug"].rsplit("/", 1)[-1] == phrase.committee for sign in signs)
    if own or not below[0].isupper() or not offices().match(below[1]) or names_body(below[0]):
        return org
    name = as_written(below[0])
    place = territory.get(org.territory) if org.territory else None
    said = re.search(rf"({places.UNIT}) {re.escape(place.name)}$", org.label) if place else None
    kind = said[1] if said else place.kind if place else ""
    kind = "" if re.search(rf" (?:{places.UNIT})$", name.lower()) else kind
    own = is_named_unit(name)
    label = name if own else " ".join(part for part in (name, kind, place.name if place else "") if part)
    of_committee = phrase.branch == "party" and _BOARD.match(below[1]) and place is not None
    label = f"{name} {org.label}" if org.slug.startswith("quan-khu/") or of_committee else label
    path = org.territory or ("tw" if org.level == "central" else "-")
    return replace(org, label=label, kind=slug(below[0]), slug=f"{path}/{slug(below[0])}")


def _board(left: list[tuple[str, str]], home: Context) -> Organisation | None:
    """A board whose name takes the last two lines, under a committee: "TIỂU BAN VĂN KIỆN ĐẠI HỘI / ĐẢNG BỘ TỈNH LẦN THỨ XII"."""
    board = unknown_body([_joined(left[-2:])])
    above = body.phrase_at(*left[-3], 0) if len(left) > 2 else None
    if board is None or above is None:
        return board
    org = body.organisation(above, home)
    return replace(org, label=board.label, kind=board.kind, slug=f"{org.territory or '-'}/{board.kind}")


# "HỘI NÔNG DÂN| VIỆT NAM / BCH TỈNH SÓC TRĂNG".
_UNION = re.compile(r"(?:hội|liên đoàn|công đoàn) .+?(?= việt nam$)")


_UNIT_ALONE = re.compile(r"(?=(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường) [^,;:()]{2,40}$)")


def _body_of(left: list[tuple[str, str]], home: Context, parts: tuple[str, ...]) -> Organisation | None:
    """The last body that the lines name, the last ones first; an organ alone takes the committee of the line above."""
    organs = _organs()
    for row in range(len(left) - 1, -1, -1):
        text, low = left[row]
        union = _UNION.match(left[row - 1][1]) if row > 0 else None
        organ = _ORGAN_UNIT.match(low) or (_UNIT_ALONE.match(low) if union else None)
        if organ and row > 0:
            end = union.end() if union else len(left[row - 1][1])
            text, low = (
                f"{left[row - 1][0][:end]} {text[organ.end() :]}",
                f"{left[row - 1][1][:end]} {low[organ.end() :]}",
            )
        if low in organs and row > 0:
            over = next(
                (at for at in (row - 1, row - 2) if at >= 0 and body.phrase_at(*_joined(left[at:row]), 0)), row - 1
            )
            text, low = _joined([(text, low), *left[over:row]])
        elif row + 1 < len(left) and not body.phrase_at(*left[row + 1], 0):
            text, low = f"{text} {left[row + 1][0]}", f"{low} {left[row + 1][1]}"
        for first in (row - 1, row - 2):
            if first >= 0 and names_body(" ".join(one for one, _ in left[first : row + 1])):
                text, low = (" ".join(side) for side in zip(*left[first : row + 1], strict=True))
        phrase = body.phrase_at(text, low, 0)
        more = body.phrases(text, low, phrase.end, len(low)) if phrase else []
        if phrase and more and phrase.committee.startswith("db-") and more[-1].committee.startswith("du"):
            phrase = more[-1]
        if phrase and phrase.committee.startswith("db-") and row and _BOARD.match(left[row - 1][1]):
            return _board(left[: row + 1], home)
        if phrase and phrase.committee == "du" and not phrase.place and row > 0:
            above = body.phrase_at(*left[row - 1], 0)
            if (
                above
                and above.branch == "party"
                and (above.place or above.committee.startswith("du"))
                and offices().match(low)
                and not names_body(left[row][0])
            ):
                return _office(body.organisation(above, home), above, left[row], parts)
            phrase = above if above and above.committee.startswith("du") else phrase
        if phrase:
            place = _place_above(left[:row])
            if place and not phrase.place:
                path, _level = body.locate(place, Context())
                home = Context(path.split("/")[0], path if "/" in path else "", on=home.on)
                if phrase.level == "unit" and path:
                    phrase = replace(phrase, level="district" if "/" in path else "province")
            elif place and phrase.level == "commune" and not phrase.within and place.level != "commune":
                phrase = replace(phrase, within=body.locate(place, Context())[0])
            elif phrase.level == "unit" and not phrase.place and not phrase.unit:
                phrase = replace(phrase, level=_unit_of(home))
            whole = body.organisation(phrase, home)
            alone = row + 1 < len(left) and phrase.end <= len(left[row][0])
            return _office(whole, phrase, _wrapped(left[row + 1 :]), parts) if alone else whole
    return None


def _joined(lines: list[tuple[str, str]]) -> tuple[str, str]:
    return " ".join(text for text, _ in lines), " ".join(low for _, low in lines)


def _wrapped(lines: list[tuple[str, str]]) -> tuple[str, str]:
    """The first line and, as one with it, those in capitals below that go on its name: "TRƯỜNG CAO ĐẲNG CÔNG NGHỆ / THỦ ĐỨC"."""
    last = 1
    while (
        last < len(lines)
        and lines[last][0].isupper()
        and not names_body(lines[last][0])
        and not offices().match(lines[last][1])
    ):
        last += 1
    return _joined(lines[:last])


def _place_above(left: list[tuple[str, str]]) -> body.Phrase | None:
    """The first body with a place that lines name, each alone or with the next: "UBND / TỈNH NINH THUẬN"."""
    pairs = [(f"{one[0]} {two[0]}", f"{one[1]} {two[1]}") for one, two in pairwise(left)]
    return next((found for words in (*left, *pairs) if (found := body.phrase_at(*words, 0)) and found.place), None)


def _unit_of(place: Context) -> str:
    """Level of a body that its letterhead calls by no place ("ỦY BAN NHÂN DÂN"), from the place of the date line."""
    if not place.province:
        return "unit"
    own_name = place.district.rsplit("/", 1)[-1] == place.province
    return "province" if own_name or not place.district else "district"


def is_authority(line: Line) -> bool:
    """Whether a line is the body in whose name the document speaks ("ỦY BAN NHÂN DÂN TỈNH …")."""
    return names_body(line.text.strip(" *_#"))


_LONGEST_NAME = 160


def names_body(text: str) -> bool:
    """Whether a text is the name of one body and nothing else."""
    if len(text) > _LONGEST_NAME:
        return False
    text = re.sub(r"\s*\([^()]*\)$", "", text)
    text = re.sub(r"(?i),? (?:khóa|khoá) [ivxl\d]+(?!.* về ).*$|,? kỳ họp (?:lần )?thứ .*$|,? nhiệm kỳ .*$", "", text)
    phrase = body.phrase_at(text, tone(text), 0)
    return phrase is not None and phrase.end >= len(text) - 3
