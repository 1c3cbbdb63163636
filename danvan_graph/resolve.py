"""Which document each citation of a text means: keys from its own phrase, then from the rest of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice

from . import body, lexicon
from .citation import Citation, organisations
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
_ISSUE = re.compile(
    r"(?: \([^()\n]{1,60}\))?(?: khóa [ivxl]+)?(?:, thay mặt [^,.;\n]{3,60},)?"
    r"(?P<mid>(?: (?:đã|cũng|kịp thời|chủ động|sớm|tiếp tục|vừa|còn|trực tiếp|khẩn trương|nhanh chóng|tích cực|thống nhất"
    r"|biểu quyết|ký|nghiên cứu|tham mưu|và|xây dựng(?:,| và)))*)"
    r" (?:ban hành|đề ra|xây dựng thí điểm|xây dựng|ký kết|ký|thông qua|quyết nghị|phát hành|có thêm|có|ra|trình)"
    r"(?: các| nhiều| một số)?(?: văn bản(?: chỉ đạo)?)?:? $"
)


def resolve(page: Page, nouns: list[Noun], home: Home) -> list[Citation]:
    """A Citation for each noun, in order; names are still to be joined to numbers (``joins``)."""
    found = [_first(page, noun, home) for noun in nouns]
    found = _named(page, _repeated(found), home)
    for step in (_eras, _bare_numbers, _eras):
        found = step(found, home.own)
    return found


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


# What is laid before another body stands behind its author: "theo đề nghị của Sở Nội vụ tại |Tờ trình số …".
_PROPOSED = re.compile(r"(?: \([^()\n]{1,60}\))? tại $")
# "UBND tỉnh đã phê duyệt quy hoạch tại |Quyết định số 11/2007/QĐ-UBND": its own decision, when the symbol is its own.
_DECIDED = re.compile(
    r"(?: \([^()\n]{1,60}\))?(?: (?:đã|cũng|vừa|mới))* (?P<verb>phê duyệt|công bố|công nhận|chỉ đạo|giao|thành lập|chấp thuận|thống nhất"
    r"|quyết định|kiện toàn|điều chỉnh|bổ sung|kiến nghị|đề nghị|đồng ý|yêu cầu)(?!\w)"
    r"(?![^;.:\n]{0,140} (?:theo|quy định|được|ban hành) )(?: [^;.:\n]{3,140})? tại $"
)
# Who wishes a change in what stands in another's decision has not issued that.
_WISHES = re.compile("kiến nghị|đề nghị|yêu cầu")
# "kết luận của Thường trực Tỉnh ủy tại |Thông báo số 1057-TB/TU": its author when the symbol is its own.
_OPINIONS = frozenset(["thông báo", "kết luận", "văn bản"])
PROPOSALS = frozenset(["tờ trình", "báo cáo", "công văn"])
# "Thủ tướng Chính phủ (Quyết định số 615/QĐ-TTg)": the author before the brackets, when the symbol is its own.
_BRACKETED = re.compile(r" ?\($")


def _before(page: Page, noun: Noun, begin: int) -> re.Match[str] | None:
    """What joins a body to the document that it issued, right before the document."""
    verb = _ISSUE.search(page.low, begin, noun.start)
    if verb and verb.end() == noun.start:
        return verb
    if page.low.endswith(" tại ", begin, noun.start):
        said = noun.head.type in PROPOSALS or noun.head.type in _OPINIONS
        if said and (proposed := _PROPOSED.search(page.low, begin, noun.start)):
            return proposed
        decided = _DECIDED.search(page.low, begin, noun.start) if noun.head.number and not noun.issuers else None
        if decided and (
            noun.head.type in PROPOSALS or noun.head.type in _OPINIONS or not _WISHES.match(decided["verb"])
        ):
            return decided
    return _BRACKETED.search(page.low, begin, noun.start) if noun.head.number and noun.head.number.parts else None


def acting_bodies(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The bodies that issue a document: "Huyện ủy đã ban hành |Kế hoạch số …"; () when none stands right there."""
    start = noun.start
    begin = max(page.text.rfind("\n", 0, start) + 1, start - 170)
    verb = _before(page, noun, begin)
    if verb is None:
        return _led_body(page, noun) or _heading_body(page, noun)
    bodies = body.phrases(page.text, page.low, begin, verb.start())
    if not bodies or body.is_many(page.low, bodies[-1].start):
        return ()
    if bodies[-1].end != verb.start() and not _PERSON.fullmatch(page.text, bodies[-1].end, verb.start()):
        return ()
    if bodies[-1].committee == "tw" and not (noun.head.type == "nghị quyết" and "ban hành" in verb[0]):
        return ()
    last = bodies[-1]
    if verb.re in (_ISSUE, _DECIDED):
        if _OBJECT.search(page.low, max(0, last.start - 16), last.start):
            return _with_whom(page, noun, bodies)
        if _OFFICE_OF.search(page.low, max(0, last.start - 70), last.start):
            return ()
    if (verb.re is _BRACKETED and not _own_symbol(noun, last)) or (
        (verb.re is _DECIDED or (verb.re is _PROPOSED and noun.head.type in _OPINIONS)) and not bears(noun, last)
    ):
        return ()
    joint = "phối hợp" in (noun.head.type or "") or "liên tịch" in (noun.head.type or "")
    if len(bodies) > 1 and joint and re.fullmatch(r",? (?:và|với) |, | - ", page.low[bodies[-2].end : last.start]):
        pair = body.list_at(page.text, page.low, bodies[-2].start)
        return (pair[0], pair[1]) if len(pair) > 1 else (bodies[-2], last)
    return (last,)


# "các nghị quyết của Ban Chấp hành Trung ương Đảng khóa XII: |Nghị quyết số 18-NQ/TW, …": the author of the list.
_LED = re.compile(r"(?<!\w)(?:các|những|\d{1,2}) (?P<type>[^\W\d][^.;:,\n]{4,24}) của (?P<body>[^.;:\n]{4,90}): ?$")


def _led_body(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The body that issued a list of documents of one type, named before the colon at which the list begins."""
    if not page.low.endswith((": ", ":"), 0, noun.start):
        return ()
    lead = _LED.search(page.low, max(0, noun.start - 130), noun.start)
    if lead is None or lead["type"] != noun.head.type:
        return ()
    phrase = body.phrase_at(page.text, page.low, lead.start("body"))
    return (phrase,) if phrase else ()


# Who acts for the body: "Chủ tịch UBND tỉnh |Nguyễn Văn An| đã ký …".
_PERSON = re.compile(r"(?: (?:đồng chí|ông|bà))?(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+){2,5}")
# "Huyện ủy triển khai Nghị quyết của |Bộ Chính trị| và ban hành …", "… Chỉ thị số 18-CT/|TU| và ban hành …": no subject.
_OBJECT = re.compile(r"(?: của| với| cùng| và với| phối hợp| thuộc| trực thuộc) \Z|(?<=\w)[-/] ?\Z")
_WITH = re.compile(r",? (?:đã |chủ trì,? |cùng )*phối hợp(?: với)? ")
# An office of the body, not the body: "|Phòng Dân tộc| UBND huyện ban hành …", "|Vụ Tổ chức cán bộ,| Bộ Nội vụ có …".
_OFFICE_OF = re.compile(
    r"(?<!\w)(?:chi bộ|chi đoàn|công đoàn(?: cơ sở)?|đoàn (?:thanh niên|cơ sở)|đảng ủy|đảng bộ"
    r"|(?:phòng|chi cục|trung tâm) [^,.;:\n()]{3,40}|(?:vụ|cục|tổng cục) [^,.;:\n()]{3,50},) \Z"
)


def _with_whom(page: Page, noun: Noun, bodies: list[body.Phrase]) -> tuple[body.Phrase, ...]:
    """The first body of "X phối hợp (với) Y ban hành |…|" where the symbol is its own."""
    if len(bodies) < 2 or not _WITH.fullmatch(page.low, bodies[-2].end, bodies[-1].start):
        return ()
    return (bodies[-2],) if bears(noun, bodies[-2]) else ()


_HEADING = re.compile(
    r"(?: đã| cũng| kịp thời| chủ động| sớm)* (?:ban hành|ký ban hành|xây dựng và ban hành)(?!\w)[^.;:\n]*(?:\.[^.;:\n]*)?: ?$"
)
_ITEM = re.compile(r"[ \-+*•]*(?:\d+[.)] ?)?")
_MOST_ITEMS = 30
_LONGEST_HEADING = 600


def _heading_body(page: Page, noun: Noun) -> tuple[body.Phrase, ...]:
    """The body above a list of what it issued, whose items bear its symbol: "UBND tỉnh đã ban hành các văn bản sau:"."""
    low = page.low
    line = low.rfind("\n", 0, noun.start) + 1
    if not line or not noun.head.number or not _ITEM.fullmatch(low, line, noun.start):
        return ()
    for _ in range(_MOST_ITEMS):
        end = line - 1
        line = low.rfind("\n", 0, end) + 1
        if low.endswith(":", line, end):
            begin = max(line, end - _LONGEST_HEADING)
            bodies = [one for one in body.phrases(page.text, low, begin, end) if _HEADING.match(low[one.end : end])]
            return tuple(bodies[-1:]) if bodies and bears(noun, bodies[-1]) else ()
        if not line or low[line] not in "-+*•0123456789":
            return ()
    return ()


def bears(noun: Noun, phrase: body.Phrase) -> bool:
    """Whether a document's symbol ends in that of a body's committee: "62/QĐ-UBND" of "UBND tỉnh"."""
    parts = noun.head.number.bodies if noun.head.number else ()
    signs = (lexicon.body_signs().get(part, {}).get("slug", "") for part in parts)
    return any(sign.removeprefix("tw/") == phrase.committee for sign in signs if sign)


def _own_symbol(noun: Noun, phrase: body.Phrase) -> bool:
    """Whether a document's symbol is that of a central body."""
    if noun.head.type in PROPOSALS:
        return True
    parts = noun.head.number.parts if noun.head.number else ()
    sign = lexicon.body_signs().get(parts[-1]) if parts else None
    return phrase.level == "central" and sign is not None and sign["slug"] == f"tw/{phrase.committee}"


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
        if one.key is None:
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
            one = _choose(one, options, told)
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
