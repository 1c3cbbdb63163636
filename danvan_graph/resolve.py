"""Which document each citation of a text means: keys from its own phrase, then from the rest of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from . import body, lexicon, territory
from .fold import slug, tone
from .heads import Page
from .identity import Home, number_key, series_of, title_slug
from .laws import statute_body
from .model import Key, Organisation
from .named import plenum_number
from .phrase import Noun
from .similar import overlap

_Told = dict[Key, tuple[Counter[str], Counter[str], Counter[str]]]
_NOTHING: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
_TITLES = 50


@dataclass(frozen=True, slots=True)
class Citation:
    """A noun with what it means: ``key`` None when several ``candidates`` are left; ``acting`` issued it in the sentence."""

    noun: Noun
    key: Key | None
    issuers: tuple[Organisation, ...]
    title: str | None
    acting: tuple[body.Phrase, ...] = ()
    candidates: tuple[Key, ...] = ()


_CENTRAL_TERMS = frozenset(["vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"])
_ISSUE = re.compile(
    r"(?: \([^()\n]{1,60}\))?"
    r"(?P<mid>(?: (?:đã|cũng|kịp thời|chủ động|sớm|tiếp tục|vừa|còn|trực tiếp|ký|nghiên cứu|tham mưu|và|xây dựng(?:,| và)))*)"
    r" (?:ban hành|đề ra|xây dựng thí điểm|xây dựng|ký kết|ký|thông qua|phát hành|có thêm|có|ra|trình)(?: các| nhiều| một số)?(?: văn bản)?:? $"
)


def resolve(page: Page, nouns: list[Noun], home: Home) -> list[Citation]:
    """A Citation for each noun, in order; names are still to be joined to numbers (``joins``)."""
    found = [_first(page, noun, home) for noun in nouns]
    found = _named(page, found, home)
    for step in (_eras, _bare_numbers, _eras):
        found = step(found, home.own)
    return found


def organisations(phrases: Iterable[body.Phrase], home: Home) -> tuple[Organisation, ...]:
    """The organisations of phrases, each once."""
    found: dict[str, Organisation] = {}
    for phrase in phrases:
        one = unit(phrase, home) if phrase.committee == "unit" else body.organisation(phrase, home.at(phrase.start))
        if (
            one.slug.startswith(("-/", "quan-khu/"))
            and home.author
            and tone(home.author.label).startswith(tone(one.label))
        ):
            one = home.author
        found.setdefault(one.slug, one)
    return tuple(found.values())


def unit(phrase: body.Phrase, home: Home) -> Organisation:
    """A province, district or commune named as the issuer itself ("Đề án … của huyện")."""
    path, level = body.locate(phrase, home.at(phrase.start))
    name = phrase.unit
    if path and not phrase.place:
        name = f"{phrase.unit} {territory.get(path).name}"
    elif phrase.place:
        name = f"{phrase.unit} {phrase.place}"
    return Organisation(name, "unit", level, "", path, f"{path or '-'}/unit")


# What is laid before another body stands behind its author: "theo đề nghị của Sở Nội vụ tại |Tờ trình số …".
_PROPOSED = re.compile(r"(?: \([^()\n]{1,60}\))? tại $")
_PROPOSALS = frozenset(["tờ trình", "báo cáo", "công văn"])
# "Thủ tướng Chính phủ (Quyết định số 615/QĐ-TTg)": the author before the brackets, when the symbol is its own.
_BRACKETED = re.compile(r" ?\($")


def _before(page: Page, noun: Noun, begin: int) -> re.Match[str] | None:
    """What joins a body to the document that it issued, right before the document."""
    verb = _ISSUE.search(page.low, begin, noun.start)
    if verb and verb.end() == noun.start:
        return verb
    if noun.head.type in _PROPOSALS and (proposed := _PROPOSED.search(page.low, begin, noun.start)):
        return proposed
    return _BRACKETED.search(page.low, begin, noun.start) if noun.head.number and noun.head.number.parts else None


def acting_bodies(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The bodies that issue a document: "Huyện ủy đã ban hành |Kế hoạch số …"; () when none stands right there."""
    start = noun.start
    begin = max(page.text.rfind("\n", 0, start) + 1, start - 170)
    verb = _before(page, noun, begin)
    if verb is None:
        return ()
    bodies = body.phrases(page.text, page.low, begin, verb.start())
    if not bodies or bodies[-1].end != verb.start():
        return ()
    if bodies[-1].committee == "tw" and not (noun.head.type == "nghị quyết" and "ban hành" in verb[0]):
        return ()
    last = bodies[-1]
    if verb.re is _BRACKETED and not _own_symbol(noun, last):
        return ()
    joint = "phối hợp" in (noun.head.type or "") or "liên tịch" in (noun.head.type or "")
    if len(bodies) > 1 and joint and re.fullmatch(r",? (?:và|với) |, | - ", page.low[bodies[-2].end : last.start]):
        pair = body.list_at(page.text, page.low, bodies[-2].start)
        return (pair[0], pair[1]) if len(pair) > 1 else (bodies[-2], last)
    return (last,)


def _own_symbol(noun: Noun, phrase: body.Phrase) -> bool:
    """Whether a document's symbol is that of a central body."""
    if noun.head.type in _PROPOSALS:
        return True
    parts = noun.head.number.parts if noun.head.number else ()
    sign = next((row for row in lexicon.table("symbol_bodies") if parts and row["symbol"] == parts[-1]), None)
    return phrase.level == "central" and sign is not None and sign["slug"] == f"tw/{phrase.committee}"


def _first(page: Page, noun: Noun, home: Home) -> Citation:
    acting = acting_bodies(page, noun) if noun.parent < 0 and noun.head.form != "attached" else ()
    phrases = noun.issuers or acting
    issuers = organisations(phrases, home)
    title = page.text[slice(*noun.title)] if noun.title else None
    key = None
    head = noun.head
    if head.number is not None:
        date = noun.date.iso if noun.date else None
        key = number_key(head.number, head.type, date, noun.term, issuers, home, head.start)
        if (
            not key.body
            and noun.term.lower() in _CENTRAL_TERMS
            and head.type in ("nghị quyết", "chỉ thị", "kết luận", "quy định")
        ):
            key = replace(key, body="tw", era=noun.term.lower())
    return Citation(noun, key, issuers, title, acting)


def _named(page: Page, found: list[Citation], home: Home) -> list[Citation]:
    """Keys of documents known by name; those in a title after those around them."""
    done = list(found)
    order = sorted(range(len(found)), key=lambda index: found[index].noun.head.form == "plan")
    for index in order:
        one = done[index]
        if one.key is None:
            done[index] = replace(one, key=_name_key(page, index, done, home))
    return done


def _name_key(page: Page, index: int, found: list[Citation], home: Home) -> Key:
    one = found[index]
    head = one.noun.head
    kind = series_of(None, head.type)
    where = next((body.series(org) for org in one.issuers if body.series(org)), "")
    outer = found[one.noun.parent].key if one.noun.parent >= 0 else None
    if head.form == "congress":
        return _congress_key(page, one, home)
    if head.form == "plenum" and head.name:
        label = str(plenum_number(page.low[slice(*head.name)]) or "")
        return Key("tw", kind, "", one.noun.term.lower(), f"trung-uong-{label}")
    if head.form == "law" and head.name:
        if head.type == "điều lệ":
            return Key("tw", kind, "", "", slug(statute_body(page.low[slice(*head.name)])))
        year = one.noun.date.iso[:4] if one.noun.date and one.noun.date.iso else ""
        body_name = {"pl": "tw/ubtvqh"}.get(kind, "tw/qh")
        return Key(body_name, kind, "", year, title_slug(body.spelt(one.title or "")) if kind != "hp" else "")
    if head.form == "attached" and outer is None and index + 1 < len(found):
        after = found[index + 1]
        kem = re.fullmatch(r",? ?\(?(?:được )?(?:ban hành )?kèm theo ", page.low[head.end : after.noun.start])
        outer = after.key if kem else None
    if head.form == "attached" and outer is None and one.noun.parent < 0:
        outer = home.own if home.own and home.own.number else None
    if head.form == "attached" and outer:
        return Key(outer.body, kind, "", outer.era, "-".join(p for p in (title_slug(one.title or ""), outer.name) if p))
    if head.form == "plan":
        inner = next((c.key for c in found[index + 1 :] if c.noun.parent == index and c.key), None)
        target = (
            "-".join(p for p in (inner.type, inner.number, inner.name, inner.era) if p)
            if inner
            else title_slug(one.title or "")
        )
        return Key(where, kind, "", "", f"thuc-hien-{target}" + ("" if where else f"-{home.scope}"))
    if head.form in ("rules", "conference") and head.name:
        return _body_name_key(page, one, kind, home)
    if head.form == "ofbody":
        return Key(where, kind, "", "", "hanh-dong" if where else f"hanh-dong-{home.scope}")
    if head.form == "joint" and head.name:
        name = title_slug(page.text[slice(*head.name)])
        return Key(where, kind, "", "", name if len(name) > 24 else f"{name}-{home.scope}")
    name = title_slug(one.title or page.text[head.start : head.end])
    scoped = "" if where or (head.form in ("quoted", "target") and name.count("-") >= 5) else f"-{home.scope}"
    return Key(where, kind, "", "", name + scoped)


def _body_name_key(page: Page, one: Citation, kind: str, home: Home) -> Key:
    """Key of a body's own rules or of what its session passed: the body, and the words that name it."""
    head = one.noun.head
    start, stop = head.name or (head.start, head.end)
    inside = body.phrases(page.text, page.low, start, stop)
    owner = body.organisation(inside[0], home.at(start)) if inside else None
    where = body.series(owner) if owner else ""
    words = title_slug(body.spelt(page.text[start:stop]))
    return Key(where, kind, "", head.term.lower(), words if where else f"{words}-{home.scope}")


def _congress_key(page: Page, one: Citation, home: Home) -> Key:
    head = one.noun.head
    low = page.low[slice(*head.name)] if head.name else ""
    level = next(
        (
            word
            for word in ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn")
            if f"đảng bộ {word}" in low
        ),
        "",
    )
    name = f"dai-hoi-{head.term.lower()}" if head.term else "dai-hoi"
    if _OTHER.search(low):
        return Key("-", "nq", "", "", slug(congress_body(page, one, home).label))
    if not level and "đảng bộ" not in low:
        return Key("tw", "nq", "", "", name)
    organisation = congress_body(page, one, home)
    return Key(
        organisation.slug.rsplit("/", 1)[0] + "/dai-hoi",
        "nq",
        "",
        "",
        name if organisation.territory else f"{name}-{home.scope}",
    )


_OTHER = re.compile(
    r"đại hội (?:đại biểu )?(?:toàn quốc )?(?:(?:lần thứ )?[ivxl]{1,6} )?(?:của )?"
    r"(?:đoàn|hội|mặt trận|mttq|công đoàn|liên đoàn|phụ nữ|nông dân|cựu chiến binh|đảng bộ (?:quân|công an|khối|các|bộ))"
)


def congress_body(page: Page, one: Citation, home: Home) -> Organisation:
    """The congress that passed a congress resolution."""
    head = one.noun.head
    text = page.text[slice(*head.name)] if head.name else ""
    low = page.low[slice(*head.name)] if head.name else ""
    if _OTHER.search(low):
        unit_word = re.search(r" (tỉnh|huyện)(?= lần)", low)
        path = (
            home.at(head.start).at("province" if unit_word and unit_word[1] == "tỉnh" else "district")
            if unit_word
            else ""
        )
        label = (
            text
            if not path or not unit_word
            else f"{text[: unit_word.end()]} {territory.get(path).name}{text[unit_word.end() :]}"
        )
        return Organisation(label[:1].upper() + label[1:], "dai-hoi", "", "", path, f"{path or '-'}/{slug(label)}")
    lead = re.search(r"đảng bộ (tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn)?", low)
    term = head.term or (
        one.key.name.removeprefix("dai-hoi").strip("-").upper() if one.key and "-in-" not in one.key.name else ""
    )
    nth = f" lần thứ {term}" if term else ""
    if not lead:
        return Organisation(
            f"Đại hội đại biểu toàn quốc{nth} của Đảng",
            "dai-hoi",
            "central",
            "party",
            "",
            f"tw/dai-hoi{'-' if nth else ''}{term.lower()}",
        )
    phrase = body.phrase_at(text, low, lead.start())
    if phrase is None:
        unit_name = (lead[1] or "").strip()
        _, place = body.place_at(text, lead.end(), "unit")
        phrase = body.Phrase(0, 0, "", "db-huyen", "Đảng bộ", "party", "unit", unit_name, place)
    own = body.organisation(phrase, home.at(head.start))
    label = f"Đại hội đại biểu {own.label}{nth}"
    path = own.slug.rsplit("/", 1)[0]
    return Organisation(
        label, "dai-hoi", own.level, "party", own.territory, f"{path}/dai-hoi{'-' if nth else ''}{term.lower()}"
    )


def _eras(found: list[Citation], own: Key | None) -> list[Citation]:
    """Give a number without date or place the one complete key of the text that it can mean, its ``own`` included."""
    complete: dict[tuple[str, str, str], set[Key]] = defaultdict(set)
    signs: dict[tuple[str, str, str], set[Key]] = defaultdict(set)
    for one in found:
        number = one.noun.head.number
        if one.key and one.key.number and one.key.body and one.noun.head.type and number and number.parts:
            signs[one.key.body, number.parts[0], one.key.number].add(one.key)
        if one.key and one.key.number and one.key.era and one.key.body:
            complete[one.key.body, one.key.type, one.key.number].add(one.key)
            complete["", one.key.type, one.key.number].add(one.key)
    if own and own.number and own.era and own.body:
        complete[own.body, own.type, own.number].add(own)
    told = _told_of(found)
    done = []
    for one in found:
        key = one.key
        if key and key.number and not key.era and key.body and not _bare(one):
            options = complete.get((key.body, key.type, key.number), set())
            parts = one.noun.head.number.parts if one.noun.head.number else ()
            if not options and one.noun.head.type is None and parts:
                options = signs.get((key.body, parts[0], key.number), set())
            one = _choose(one, options, told)
        elif key and key.number and key.name and key.body.startswith("-/"):
            level = key.body[2:]
            options = {
                other
                for other in complete.get(("", key.type, key.number), set())
                if other.body.rsplit("/", 1)[-1] == level and key.era in ("", other.era)
            }
            one = _choose(one, options, told)
        done.append(one)
    return done


def _bare(one: Citation) -> bool:
    number = one.noun.head.number
    return number is not None and not number.parts


def _bare_numbers(found: list[Citation], _own: Key | None) -> list[Citation]:
    """Resolve "Kết luận 865" to the numbered document of the text with that type and number."""
    known: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for one in found:
        if one.key and one.key.number and (not _bare(one) or (one.key.body and one.key.era)):
            known[one.key.number, one.key.type].add(one.key)
            kind = lexicon.types().get(one.noun.head.type or "")
            if kind:
                known[one.key.number, kind.series].add(one.key)
    told = _told_of(found)
    done = []
    for one in found:
        if one.key and _bare(one) and one.key.number:
            options = {
                key
                for key in known.get((one.key.number, one.key.type), set())
                if (not one.key.body or key.body in (one.key.body, ""))
                and (not one.key.era or key.era in (one.key.era, "") or _in_year(one.key.era, key, told))
            }
            one = _choose(one, options, told)
        done.append(one)
    return done


def _in_year(era: str, key: Key, told: _Told) -> bool:
    """Whether ``era`` is a year in which some citation of ``key`` dates it: "Chỉ thị 18 năm 2018"."""
    return len(era) == 4 and era.isdigit() and any(day.startswith(era) for day in told.get(key, _NOTHING)[0])


def _choose(one: Citation, options: set[Key], told: _Told) -> Citation:
    """Take the only option, or the one that title, term or issuer single out; else keep all as candidates."""
    if not options:
        return one
    if len(options) > 1:
        dated = {key for key in options if key.era}
        options = (
            dated if len(dated) == 1 and len({(key.body, key.type, key.number) for key in options}) == 1 else options
        )
    if len(options) == 1:
        return replace(one, key=next(iter(options)), candidates=())
    scores = sorted(((_evidence(one, key, told), key) for key in options), reverse=True)
    if scores[0][0] >= 1.0 and scores[0][0] - scores[1][0] >= 0.5:
        return replace(one, key=scores[0][1], candidates=())
    return replace(one, key=None, candidates=tuple(sorted(options)))


def _evidence(one: Citation, key: Key, told: _Told) -> float:
    """How much the words around ``one`` speak for ``key``."""
    score = 0.0
    days, names, titles = told.get(key, _NOTHING)
    own = one.key == key
    day = one.noun.date.iso if one.noun.date else None
    if one.noun.term and key.era == one.noun.term.lower():
        score += 2
    if day and days[day] > own:
        score += 2
    if day and key.era == day[:4]:
        score += 2
    if any(names[slug] > own for slug in {org.slug for org in one.issuers}):
        score += 1
    if one.title:
        others = (title for title, times in titles.items() if times > (own and title == one.title))
        score += max((2 * overlap(one.title, title) for title in islice(others, _TITLES)), default=0.0)
    return score


def _told_of(found: list[Citation]) -> _Told:
    """What the citations of each key say of it: how often each date, each issuer, each title."""
    told: _Told = defaultdict(lambda: (Counter(), Counter(), Counter()))
    for one in found:
        if one.key:
            days, names, titles = told[one.key]
            days.update([one.noun.date.iso] if one.noun.date and one.noun.date.iso else ())
            names.update({org.slug for org in one.issuers})
            titles.update([one.title] if one.title else ())
    return told
