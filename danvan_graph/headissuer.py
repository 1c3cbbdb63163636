"""Which body issues a document, as its head says: the lines above the number, the organ that signs, the symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from . import body, lexicon, number, territory
from .context import Context
from .fold import slug, tone
from .headlines import MOTTO, PLACE_DAY, Line, is_motto, place_behind_motto
from .heads import is_joint
from .ministries import department_signs, fields_of, ministry_signs
from .model import Organisation
from .offices import is_of_another, names_body, names_of, office_at
from .ownbody import NATIONAL_UNION, own_body, place_of
from .spelling import as_written, spelt

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
        if row > 2 or not line.text.isupper() or is_motto(line):
            continue
        if issuer and not issuer.territory and line.low.startswith(f"{tone(issuer.label)} ") and not is_authority(line):
            speaking = own_body(names_of([(line.text.strip(" *_#"), line.low.strip(" *_#"))]), Context(), (), "")
            return speaking if speaking and speaking.territory else issuer
        if not is_authority(line):
            continue
        speaking = body.read(line.text.strip(" *_#"), None if placed else home)
        if speaking and (issuer is None or same_series(speaking, issuer) or (not placed and _within(issuer, speaking))):
            return speaking
    return issuer


def _within(one: Organisation, other: Organisation) -> bool:
    """Whether two bodies are of one kind, the first in the second's territory: Phan Thiết, where Bình Thuận is governed."""
    return one.kind == other.kind and bool(other.territory) and one.territory.startswith(f"{other.territory}/")


def same_series(one: Organisation, other: Organisation) -> bool:
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
    if several:
        return several
    headed = bool(parts) or any(map(is_motto, lines[: max(before, 0) + 4]))
    below = " ".join(line.text for line in lines[max(before, 0) :])
    one = _congress(left, lines) or own_body(names_of(left), home, parts, below if headed else None)
    return (_department(one, parts),) if one else ()


_TOGETHER = re.compile(r"liên (?P<kind>bộ|sở) ?:? ?(?P<fields>.+)")


def _interagency(left: list[tuple[str, str]], home: Context) -> tuple[Organisation, ...]:
    """The ministries or departments that a head names together: "LIÊN SỞ: Y TẾ - TÀI CHÍNH" under the province's committee."""
    found = next((match for _, low in left if (match := _TOGETHER.match(low))), None)
    if found is None:
        return ()
    path = place_of(names_of(left)) or home.province
    where = f" tỉnh {territory.get(path).name}" if path and found["kind"] == "sở" else ""
    fields = fields_of(found["fields"])
    orgs = [body.read(f"{found['kind'].capitalize()} {field}{where}") for field in fields]
    return tuple(org for org in orgs if org) if len(fields) > 1 and all(orgs) else ()


_PAGE_LABEL = re.compile(r"(?:trang \d{1,3}|\(\d{1,2}\))(?=\D)")
_SPACED = re.compile(r"(?i)(?<=(?<!\w)(?:tp|tx|tt))\.(?=\w)")
# "UBND |TT.| CÁI TÀU HẠ"; "TT. Huế" is Thừa Thiên Huế.
_UNITS = (
    (re.compile(r"(?i)(?<!\w)tt\. ?(?=\w)(?!huế|thừa)"), "thị trấn "),
    (re.compile(r"(?i)(?<!\w)h\. ?(?=\w)"), "huyện "),
    (re.compile(r"(?i)(?<!\w)q\. ?(?=\w)"), "quận "),
    (re.compile(r"(?i)(?<!\w)p\. ?(?=\w)"), "phường "),
    (re.compile(r"(?i)(?<!\w)t\. ?(?=[^\W\d_]{2})(?!ư)"), "tỉnh "),
)
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
    """The lines above the number without motto, place and day; each as written and folded."""
    left: list[tuple[str, str]] = []
    for line in lines[: max(before, 0)]:
        if len(line.text) > 110 or _ADDRESS.match(line.low):
            continue
        for text, low in _beside_motto(line):
            page = _PAGE_LABEL.match(low)
            text, low = (text[page.end() :], low[page.end() :]) if page else (text, low)
            text, low = (_SPACED.sub(". ", side) for side in (text, low))
            for written, meant in _UNITS:
                text, low = written.sub(meant.upper(), text), written.sub(meant, low)
            text, low = text.strip(" *_|\t"), low.strip(" *_|\t")
            if text.isupper():
                text = spelt(text).upper()
                low = tone(text)
            if low:
                left.append((text, low))
    beside = _BESIDE.match(lines[before].text) if 0 <= before < len(lines) else None
    if beside and beside["body"].isupper():
        left.append((beside["body"], lines[before].low[: beside.end("body")]))
    if left and left[-1][1] in _COUNCILS and (place := place_behind_motto(lines[: max(before, 0) + 3])):
        left.append(place)
    return left


_COUNCILS = frozenset(["ủy ban nhân dân", "hội đồng nhân dân"])


# A union's name on the left and, on the same line, the one that it prints as others the motto.
_UNION_TWICE = re.compile(rf"(?P<own>.*?(?:đoàn|hội) .*?)(?<![-,]) +(?:{NATIONAL_UNION.pattern})$")


def _beside_motto(line: Line) -> Iterator[tuple[str, str]]:
    """What a line holds besides the motto: before it, and behind it the next cell: "ỦY BAN NHÂN DÂN CỘNG HÒA … |XÃ TAM MỸ|"."""
    at = 0
    for motto in MOTTO.finditer(line.low):
        if at == 0 or line.text[at : motto.start()].isupper():
            yield line.text[at : motto.start()], line.low[at : motto.start()]
        at = motto.end()
    day = PLACE_DAY.search(line.text, at)
    end = day.start() if day and line.text[at : day.start()].isupper() else len(line.text)
    twice = _UNION_TWICE.match(line.low, at, end)
    end = twice.end("own") if twice else end
    if at == 0 or line.text[at:end].isupper():
        yield line.text[at:end], line.low[at:end]


def _joint(left: list[tuple[str, str]], home: Context, together: bool) -> tuple[Organisation, ...]:
    """Several bodies on one line ("LIÊN ĐOÀN LAO ĐỘNG TỈNH - CÔNG AN TỈNH - … BÌNH DƯƠNG"); on all lines ``together``."""
    whole = _joined(left)
    found = body.with_shared_place(body.phrases(*whole, 0, len(whole[1]), bare=True)) if together else []
    found = [one for one in found if one.level != "unit"]
    names = names_of(left) if len(found) < 2 else []
    while names and body.list_at(*names[0], 0) and any(_is_office(low) for _, low in names[1:]):
        names = names[1:]
    for text, low in names:
        found = body.list_at(text, low, 0)
        if len(found) > 1:
            break
    if len(found) < 2:
        return ()
    place = next((one for one in found if one.place), None)
    path = body.locate(place, Context())[0] if place else ""
    home = Context(path.split("/")[0], path if "/" in path else "", on=home.on) if path else home
    return tuple(dict.fromkeys(body.organisation(one, home) for one in found))


def _is_office(low: str) -> bool:
    """Whether a name is an office's under the bodies above: "HUYỆN ỦY - UBND HUYỆN KIM SƠN / |TRUNG TÂM …|"."""
    return bool(office_at(low)) and not is_of_another(low) and " - " not in low


def _joined(lines: list[tuple[str, str]]) -> tuple[str, str]:
    return " ".join(text for text, _ in lines), " ".join(low for _, low in lines)


def is_authority(line: Line) -> bool:
    """Whether a line is the body in whose name the document speaks ("ỦY BAN NHÂN DÂN TỈNH …")."""
    return names_body(line.text.strip(" *_#"))
