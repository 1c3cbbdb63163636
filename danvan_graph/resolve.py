"""Which document each citation of a text means: keys from its own phrase, then from the rest of the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice

from . import lexicon
from .acting import acting_bodies
from .citation import Citation, organisations
from .fold import slug
from .heads import Page
from .identity import Home, number_key
from .model import Key
from .names import name_key
from .phrase import Noun, of_local
from .similar import overlap

_Told = dict[Key, tuple[Counter[str], Counter[str], Counter[str]]]
_NOTHING: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
_TITLES = 50


_CENTRAL_TERMS = frozenset(["vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"])


def resolve(page: Page, nouns: list[Noun], home: Home) -> list[Citation]:
    """A Citation for each noun, in order; names are still to be joined to numbers (``joins``)."""
    found = _apart([_first(page, noun, home) for noun in nouns])
    found = _named(page, _repeated(found), home)
    for step in (_eras, _bare_numbers, _eras):
        found = step(found, home.own)
    return found


def _apart(found: list[Citation]) -> list[Citation]:
    """Keep apart the same number of two bodies whose places stay open: "Kế hoạch số 25/KH-UBND của UBND |tỉnh|", "… |huyện|".

    One without body is the one of its day, or stays unresolved.
    """
    sides: dict[_Case, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        if one.issuers and (case := _open_case(one)):
            sides[case][_side(one)].add(_day(one))
    if all(len(of) < 2 for of in sides.values()):
        return found
    done = []
    for one in found:
        case = _open_case(one)
        of = sides.get(case, {}) if case else {}
        if one.key and len(of) > 1:
            own = [_side(one)] if one.issuers else [side for side, days in of.items() if _day(one) in days - {""}]
            one = replace(one, key=replace(one.key, name=f"{one.key.name}-{own[0]}") if len(own) == 1 else None)
        done.append(one)
    return done


_Case = tuple[str, str, str, str]


def _open_case(one: Citation) -> _Case | None:
    """What a numbered document of a body whose place stays open is known by; None for others."""
    key = one.key
    if key is None or not key.number or not key.name or not key.body.startswith("-/"):
        return None
    return key.body, key.type, key.number, key.name


def _side(one: Citation) -> str:
    """Level and place by which a text tells one body from another of its kind: "district", "commune-ta-van"."""
    issuer = one.issuers[0]
    place = issuer.slug.removeprefix("-/").rpartition("/")[0]
    return "-".join(part for part in (issuer.level or "unit", slug(place)) if part)


def _day(one: Citation) -> str:
    return (one.noun.date.iso or "") if one.noun.date else ""


_NEAR = 1500


def _repeated(found: list[Citation]) -> list[Citation]:
    """A number without a body means the one to whose body the text gave that number just before: another province's too."""
    given: dict[tuple[str | None, str, tuple[str, ...]], Citation] = {}
    done = []
    for one in found:
        number = one.noun.head.number
        if one.key is None or number is None or not number.parts or one.key.body.startswith("tw"):
            done.append(one)
            continue
        case = (one.noun.head.type, number.number, number.parts)
        before = given.get(case)
        if one.noun.issuers or one.acting:
            if not one.key.body.startswith("-/"):
                given[case] = one
        elif before and before.key and one.noun.start - before.noun.start < _NEAR and _one_day(before, one):
            one = replace(one, key=replace(one.key, body=before.key.body, name=before.key.name, era=before.key.era))
        done.append(one)
    return done


def _one_day(one: Citation, other: Citation) -> bool:
    """Whether the days of two citations agree, as far as both tell one."""
    days = {noun.date.iso for noun in (one.noun, other.noun) if noun.date and noun.date.iso}
    return len(days) < 2


def _first(page: Page, noun: Noun, home: Home) -> Citation:
    acting = acting_bodies(page, noun) if noun.parent < 0 and noun.head.form != "attached" else ()
    phrases = noun.issuers or acting
    issuers = organisations(phrases, home)
    if not noun.issuers and acting:
        noun = replace(noun, head=of_local(page, noun.head, acting[0]))
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
        if one.key is None and one.noun.head.number is None:
            done[index] = replace(one, key=name_key(page, index, done, home))
    return done


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
    spoken: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for one in found:
        if one.key and one.key.number and _bare(one) and one.key.body and not one.key.body.startswith("-"):
            spoken[one.key.number, one.key.type].add(one.key)
        if (
            one.key
            and one.key.number
            and (not _bare(one) or one.key.body.startswith("-/") or (one.key.body and one.key.era))
        ):
            known[one.key.number, one.key.type].add(one.key)
            kind = lexicon.types().get(one.noun.head.type or "")
            if kind:
                known[one.key.number, kind.series].add(one.key)
    told = _told_of(found)
    done = []
    for one in found:
        if one.key and _bare(one) and one.key.number:
            case = (one.key.number, one.key.type)
            options = {
                key
                for key in known.get(case, set()) | _not_those(spoken.get(case, set()), known.get(case, set()), one.key)
                if _body_fits(one.key.body, key.body)
                and (not one.key.era or key.era in (one.key.era, "") or _in_year(one.key.era, key, told))
                and not _about_else(one, told.get(key, _NOTHING)[2])
            }
            placed = {key for key in options if not key.body.startswith("-")}
            one = _choose(one, placed or options, told)
        done.append(one)
    return done


def _not_those(spoken: set[Key], known: set[Key], said: Key) -> set[Key]:
    """Keys given in words alone that a number without body may mean too: of bodies that none of the ``known`` keys has."""
    bodies = {key.body for key in known}
    return {key for key in spoken if key.body not in bodies} if said.body in ("", "-") else set()


def _about_else(one: Citation, titles: Counter[str]) -> bool:
    """Whether a title shares no word with any of those ``titles``: "Nghị quyết 25 về du lịch", "… về dân vận"."""
    others = [title for title in islice(titles, _TITLES) if title != one.title]
    return bool(one.title and others and not titles[one.title] > 1 and not any(overlap(one.title, it) for it in others))


def _body_fits(said: str, numbering: str) -> bool:
    """Whether a document may be the one that a phrase gives to a body, the body's place open or not."""
    if said.startswith("-/"):
        return numbering.rsplit("/", 1)[-1] == said[2:]
    return not said or numbering in (said, "")


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
        only = next(iter(options))
        return one if only == one.key and not one.candidates else replace(one, key=only, candidates=())
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
