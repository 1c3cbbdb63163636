"""Organisations as texts name them: "Ban Thường vụ Huyện ủy Phong Thổ", "UBND huyện", "Bộ Nội vụ", "HU".

A phrase is organ + committee + place, body + unit + place, or a central body; lexicon/bodies.tsv has the words. What a
phrase leaves out ("Huyện ủy" of which district?) comes from the :class:`Context`: the territories of the document read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import bodywords, lexicon, territory
from .context import Context
from .fold import slug, tone
from .ministries import ministry_series
from .model import Organisation
from .places import UNIT, UNIT_NAMES, UNITS, known, own_place, place_at, within
from .spelling import as_written

# Series in which a committee numbers its documents, whatever organ signs (Hướng dẫn 36-HD/VPTW, II.1.3).
_SERIES = {
    "tu": "tu",
    "thu": "tu",
    "db-tinh": "tu",
    "db-tp": "tu",
    "hu": "hu",
    "tixu": "hu",
    "qu": "hu",
    "db-huyen": "hu",
    "db-tx": "hu",
    "db-quan": "hu",
    "ct-ubnd": "ubnd",
    "tt-hdnd": "hdnd",
    "du-xa": "du",
    "du-phuong": "du",
    "du-tt": "du",
    "du-dk": "du",
    "db-xa": "du",
    "db-phuong": "du",
    "db-dk": "du",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A body as named at ``[start, end)``: ``organ`` and ``committee`` are slugs, ``level`` may be "city" or "unit".

    ``within`` is the path of the larger territory named behind the place ("Huyện ủy Châu Thành, |tỉnh Bến Tre|").
    """

    start: int
    end: int
    organ: str
    committee: str
    label: str
    branch: str
    level: str
    unit: str = ""
    place: str = ""
    within: str = ""


def phrase_at(text: str, low: str, pos: int) -> Phrase | None:
    """The body named at ``pos`` of ``text`` (``low`` is ``tone(text)``), None when there is none."""
    match = bodywords.finder().match(low, pos)
    return _phrase(text, low, match) if match else None


def phrases(text: str, low: str, start: int, end: int, bare: bool = False) -> list[Phrase]:
    """Every body named in ``[start, end)``, left to right, longest first; ``bare`` ones too that no place belongs to."""
    found: list[Phrase] = []
    at = start
    while match := bodywords.finder().search(low, at, end):
        phrase = _phrase(text, low, match, bare)
        if phrase:
            found.append(phrase)
        at = max(phrase.end if phrase else match.end(), match.start() + 1)
    return found


# "31/63 tỉnh ủy, |thành ủy| ban hành kế hoạch": each its own, none of them one document.
_MANY = re.compile(
    r"(?<!\w)(?:(?<![\w/.-])(?<!ngày )(?<!sáng )(?<!chiều )\d{1,3} ?/ ?\d{1,3}"
    r"|(?<![\w/.-])(?<!ngày )(?<!điều )(?<!khoản )(?<!số )(?<!năm )(?<!tháng )(?<!quận )(?<!khu )(?<!phường )(?<!thứ )"
    r"(?<!lần )(?<!quý )(?<!tổ )(?<!giờ )(?<!nghị )(?<!quyết )(?<!thị )"
    r"(?<!luận )(?<!định )(?<!hoạch )(?<!trình )(?<!khóa )(?:[2-9]|\d{2,3})"
    r"|\d{1,3} ?%|các|nhiều|những|một số|hầu hết|đa số|toàn bộ|tất cả|mỗi|từng)(?: các)? "
    r"(?:(?:tỉnh|thành|huyện|quận|thị|đảng) ủy, ){0,3}\Z"
)


def is_many(low: str, start: int) -> bool:
    """Whether the body named at ``start`` stands for many that act each for itself ("các |huyện ủy|")."""
    return _MANY.search(low, max(0, start - 60), start) is not None


def list_at(text: str, low: str, pos: int) -> list[Phrase]:
    """Bodies joined by dash, comma, "và" or "với" from ``pos`` on ("HĐND - UBND huyện với Ủy ban MTTQ huyện")."""
    found: list[Phrase] = []
    at = pos
    while phrase := phrase_at(text, low, at):
        found.append(phrase)
        joint = _JOINT.match(low, phrase.end)
        if not joint:
            break
        at = joint.end()
    return with_shared_place(found)


def with_shared_place(found: list[Phrase]) -> list[Phrase]:
    """Bodies of a list with the place that stands once, behind the last ("HĐND - UBND |huyện Phong Thổ|")."""
    done = list(found)
    for index in range(len(done) - 2, -1, -1):
        last = done[index + 1]
        if done[index].level == "unit" and last.unit:
            done[index] = replace(done[index], level=last.level, unit=last.unit, place=last.place)
    return done


_JOINT = re.compile(r"(?: ?, ?| - | và | với |-)(?:và |với )?")


def _phrase(text: str, low: str, match: re.Match[str], bare: bool = False) -> Phrase | None:
    named, rows = bodywords.rows_of(match)
    start, end = match.span()
    if "ministry" in named or "department" in named:
        return _department(text, low, match, named)
    organ = next((row for row in rows if row["part"] == "organ"), None)
    main = next((row for row in rows if row["part"] != "organ"), None)
    if main is None or not _cased(text, match, main):
        return None
    if organ and organ["slug"] in ("btv", "tt") and main["slug"] in _COMMITTEE_OF:
        main = bodywords.rows()[f"committee:{_COMMITTEE_OF[main['slug']]}"]
    label = f"{organ['label']} {main['label']}" if organ else main["label"]
    if "*" in label:
        written = as_written(text[start:end])
        label = written.removesuffix(" Việt Nam") if label.endswith("-") else written
    branch = main["branch"]
    if main["part"] in ("fixed", "named"):
        label = label if main["part"] == "fixed" else _military(text[start:end])
        return Phrase(start, end, "", main["slug"], label, branch, main["level"])
    level, unit = main["level"], ""
    if level == "unit":
        found = re.compile(rf"(?: \([^()]{{2,10}}\))? ({UNIT})(?!\w)").match(low, end)
        if found:
            unit, end = UNIT_NAMES.get(found[1], found[1]), found.end()
            level = UNITS[found[1]]
    end, place = own_place(text, low, end, level, unit or _KIND.get(main["slug"], ""))
    if main["slug"] == "mttq" and not unit and not place and not bare and not re.search("ủy ban|mttq", match[0]):
        return None
    if main["level"] == "unit" and not unit and not place:
        return (
            None
            if organ is None
            and not bare
            and main["part"] != "committee"
            and main["slug"] not in ("ubnd", "hdnd", "mttq", "ct-ubnd", "tt-hdnd")
            else Phrase(start, end, organ["slug"] if organ else "", main["slug"], label, branch, "unit")
        )
    end, larger = within(text, low, end, level) if place else (end, "")
    return Phrase(start, end, organ["slug"] if organ else "", main["slug"], label, branch, level, unit, place, larger)


# The standing committee is the party committee's, whether a head prints "Tỉnh ủy" or "Đảng bộ tỉnh" over it.
_COMMITTEE_OF = {
    "db-tinh": "tu",
    "db-tp": "thu",
    "db-huyen": "hu",
    "db-tx": "tixu",
    "db-quan": "qu",
    "db-xa": "du-xa",
    "db-phuong": "du-phuong",
    "db-dk": "du-dk",
}


def _military(written: str) -> str:
    """Name of a military region or of its organ, as it is written outside of heads: "Bộ Tư lệnh Quân khu 7"."""
    if not written.isupper():
        return written
    organ, _, number = written.partition("QUÂN KHU")
    return f"{organ.capitalize().replace('tư lệnh', 'Tư lệnh').replace('chính trị', 'Chính trị')}Quân khu{number}"


def _cased(text: str, match: re.Match[str], row: dict[str, str]) -> bool:
    """Abbreviations count only in capitals ("HU", "TU"); "trung ương" and others in any case."""
    word = match[0].split()[-1]
    written = text[match.end() - len(word) : match.end()]
    return written.isupper() if word in ("tu", "hu", "bct", "bbt", "bdv", "ttu", "ttg") else True


def _department(text: str, low: str, match: re.Match[str], named: dict[str, str]) -> Phrase | None:
    words = named.get("field") or named.get("desk") or ""
    field = next(
        (row["label"] for row in lexicon.table("ministries") if re.fullmatch(row["words"], words)), words.capitalize()
    )
    if "ministry" in named:
        return Phrase(*match.span(), "", f"bo-{slug(field)}", f"Bộ {field}", "state", "central")
    word = named["department"]
    level = "province" if word == "sở" else "district"
    end = match.end()
    found = re.compile(rf" ({UNIT})(?!\w)").match(low, end)
    unit = ""
    if found:
        unit, end = UNIT_NAMES.get(found[1], found[1]), found.end()
    end, place = place_at(text, end, level)
    label = f"{word.capitalize()} {field}"
    return Phrase(match.start(), end, "", f"{slug(word)}-{slug(field)}", label, "state", level, unit, place)


def numbers_as(org: Organisation) -> str:
    """Kind of committee in whose series a local body numbers, wherever it is: "hu" of Ban Thường vụ Quận ủy; "" of others."""
    kinds = (org.kind, org.kind.partition("-")[2])
    local = ("tu", "hu", "du", "ubnd", "hdnd")
    return next((found for kind in kinds if (found := _SERIES.get(kind, kind)) in local), "")


def organisation(phrase: Phrase, context: Context) -> Organisation:
    """The organisation that ``phrase`` means in a document about ``context``."""
    if phrase.level == "central":
        own = (
            phrase.committee
            if bodywords.rows().get(f"fixed:{phrase.committee}", {}).get("label") != "*"
            else slug(phrase.label)
        )
        return Organisation(phrase.label, phrase.committee, "central", phrase.branch, "", f"tw/{own}")
    if phrase.level == "region":
        return Organisation(phrase.label, phrase.committee, "", phrase.branch, "", f"quan-khu/{slug(phrase.label)}")
    path, level = locate(phrase, context)
    path = _of_the_kind(path, phrase)
    kind = "-".join(part for part in (phrase.organ, _same(phrase.committee, level)) if part)
    found = territory.get(path) if path else None
    written = phrase.place.title() if phrase.place.isupper() else phrase.place
    other = found is not None and written and slug(written) == slug(found.name) and tone(written) != tone(found.name)
    name = found.name if found and not other else written
    label = phrase.label
    if phrase.committee == "bchqs":
        label = f"{'Bộ' if level == 'province' else 'Ban'} Chỉ huy Quân sự"
    own_kind = found.kind_on(context.on or None) if found else ""
    if phrase.committee == "du" and not phrase.place:
        label = f"{label} {own_kind}".strip()
    if phrase.committee.startswith("db-") or phrase.unit or not _has_unit(phrase):
        unit = phrase.unit or (own_kind if _needs_unit(phrase) and not phrase.committee.startswith("db-") else "")
        label = f"{label} {unit}" if unit and not label.lower().endswith(unit) else label
    elif name.isdigit():
        label = f"{label} {_KIND.get(phrase.committee, '').capitalize()}".strip()
    label = f"{label} {name}" if name else label
    return Organisation(label.strip(), kind, level, phrase.branch, path, f"{path or _open(phrase)}/{kind}")


def _of_the_kind(path: str, phrase: Phrase) -> str:
    """The predecessor that bears a place's name and was of the kind said: "Đảng bộ tỉnh" of Huế, which is a city now.

    "" where it never was: "Tỉnh ủy" in a text about Hải Phòng is another's.
    """
    kind = phrase.unit or _KIND.get(phrase.committee, "")
    if not path or phrase.place or kind != "tỉnh":
        return path
    place = territory.get(path)
    if place.kind == kind or kind in place.kinds:
        return path
    older = [one for one in place.predecessors if "/" not in one and path in one and territory.get(one).kind == kind]
    return older[0] if len(older) == 1 else ("" if kind == "tỉnh" else path)


def _same(committee: str, level: str) -> str:
    """One slug for the names of one committee: "Đoàn huyện", "Huyện đoàn"."""
    if committee == "doan":
        return {"province": "tinh-doan", "district": "huyen-doan"}.get(level, "doan")
    return {"thu": "tu-tp"}.get(committee, committee)


def _has_unit(phrase: Phrase) -> bool:
    return phrase.committee in ("tu", "thu", "hu", "tixu", "qu", "du", "du-xa", "du-phuong", "du-tt", "du-dk")


def _needs_unit(phrase: Phrase) -> bool:
    return not _has_unit(phrase) and not phrase.committee.endswith("doan")


def _open(phrase: Phrase) -> str:
    """Path of a place that no table has: its name alone, or "-" when none is given."""
    return f"-/{slug(phrase.place)}" if phrase.place else "-"


_KIND = {
    "tu": "tỉnh",
    "thu": "thành phố",
    "hu": "huyện",
    "tixu": "thị xã",
    "qu": "quận",
    "du-xa": "xã",
    "du-phuong": "phường",
    "du-tt": "thị trấn",
    "du-dk": "đặc khu",
    "db-tinh": "tỉnh",
    "db-tp": "thành phố",
    "db-huyen": "huyện",
    "db-tx": "thị xã",
    "db-quan": "quận",
    "db-xa": "xã",
    "db-phuong": "phường",
    "db-dk": "đặc khu",
}


def locate(phrase: Phrase, context: Context) -> tuple[str, str]:
    """Territory path ("" when open) and level of a local phrase."""
    level = phrase.level
    if phrase.place:
        numbered = phrase.place.isdigit() and phrase.unit in ("quận", "phường")
        found = known(
            f"{phrase.unit} {phrase.place}" if numbered else phrase.place, level, phrase.within or context.province
        )
        if phrase.within and any(not one.path.startswith(phrase.within) for one in found):
            found = ()
        kind = phrase.unit or _KIND.get(phrase.committee, "")
        tests: tuple[Callable[[territory.Territory], bool], ...] = (
            lambda one: one.kind == kind or kind in one.kinds,
            lambda one: bool(context.on) and one.stands(context.on),
            lambda one: bool(context.district) and one.path.startswith(context.district),
        )
        for test in tests:
            near = tuple(one for one in found if test(one)) if len(found) > 1 else ()
            found = near or found
        if len(found) == 1:
            return found[0].path, found[0].level
        return "", {"city": "district", "unit": ""}.get(level, level)
    if level == "city":
        for one in (context.district, context.province):
            if one and (found_one := territory.get(one)) and found_one.kind == "thành phố":
                return one, found_one.level
        return "", "district"
    if level == "unit":
        return "", ""
    if phrase.committee == "du" and not context.commune:
        return "", ""
    return context.at(level), level


def series(organisation: Organisation) -> str:
    """Slug of the committee whose numbers this organisation uses, "" when its territory is open.

    >>> series(Organisation("Bộ Chính trị", "bct", "central", "party", "", "tw/bct"))
    'tw'
    """
    if organisation.slug.startswith("tw/bo-"):
        return f"tw/{ministry_series().get(organisation.label, organisation.kind)}"
    if organisation.slug.startswith("tw/"):
        return "tw" if organisation.kind in ("bct", "bbt", "bch-tw", "hn-tw", "tw") else f"tw/{organisation.kind}"
    committee = organisation.kind.split("-", 1)[-1] if organisation.kind.split("-")[0] in _ORGANS else organisation.kind
    committee = committee.replace("tu-tp", "tu" if organisation.level == "province" else "hu")
    name = _SERIES.get(committee, _SERIES.get(organisation.kind, committee))
    return f"{organisation.territory}/{name}" if organisation.territory else ""


_ORGANS = ("btv", "bch", "tt")


def read(text: str, context: Context | None = None) -> Organisation | None:
    """The organisation that a short text names, None when it names none.

    >>> read("Bộ Chính trị").label
    'Bộ Chính trị'
    """
    phrase = phrase_at(text, tone(text), 0)
    return organisation(phrase, context or Context()) if phrase else None
