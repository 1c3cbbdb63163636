"""The noun phrase around a head: date, issuer, term and title, wherever they stand behind the number or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from . import body, date, lexicon, places
from .changing import is_changed
from .dating import acts_then, is_time_of_doing
from .fold import tone
from .heads import Head, Page, is_joint, type_pattern, words_pattern
from .named import term_of
from .titles import QUOTES, Title, opener, title_end
from .words import any_of


@dataclass(frozen=True, slots=True)
class Noun:
    """A head with its fields; spans are ``(start, end)``. ``title`` is bare of quotes, ``opener`` where its cue begins.

    ``parent`` is the index of the noun in whose title this one stands, -1 for none.
    """

    head: Head
    end: int
    date: date.Date | None = None
    issuers: tuple[body.Phrase, ...] = ()
    issuer: tuple[int, int] | None = None
    term: str = ""
    title: tuple[int, int] | None = None
    opener: int = -1
    quoted: bool = False
    parent: int = -1

    @property
    def start(self) -> int:
        """Where the head begins."""
        return self.head.start

    @property
    def fields(self) -> bool:
        """Whether anything but the head was found."""
        return bool(self.date or self.issuer or self.title or self.term)


_TERM = re.compile(r"(?:,? ?\(? ?khóa (?:thứ )?\(?(?P<term>[ivxl]{1,5}|\d{1,2}(?![\d/.-]))\)?(?!\w)(?: ?\))?)")
_DATE_LEAD = re.compile(
    r" ?[,:]? ?(?=\(?(?:đề |ký |ban hành |cùng )?(?:ngày|tháng|năm|\(?\d))(?:ban hành (?=ngày)|cùng (?=ngày))?"
)
_PLENUM = r"(?=hội nghị (?:(?:lần )?thứ \w+,? )?(?:trung ương|ban chấp hành trung ương))"
_OF = re.compile(rf"(?:,? |(?<=\n))(?:của|cua|do) | tại {_PLENUM}| ?[-–] ?(?:của )?(?=hội nghị )|, {_PLENUM}")
_BETWEEN = re.compile(r",? giữa ")
_PARTIES = re.compile(r",? giữa [^,;.\n]{3,120}? (?:và|với) [^,;.\n]{3,120}?(?= về )")
_CELL = re.compile(r" ?\| ?")


@cache
def _verb_opener() -> re.Pattern[str]:
    verbs = any_of(tone(row["words"]) for row in lexicon.table("title_verbs"))
    return re.compile(
        rf"(?:,(?= (?:hướng dẫn|phê duyệt|sửa đổi|quy định)))? (?={verbs}(?!\w| theo| từ| năm| ngày| tại| (?:này|trên|nêu|đó)(?!\w)))"
    )


def noun(page: Page, head: Head, following: list[Head], limit: int, types: frozenset[str]) -> Noun:
    """Read the fields behind ``head`` up to ``limit``; ``types`` are the types whose next item ends a title."""
    found = Noun(head, head.end, term=head.term)
    if head.owner and (owner := body.phrase_at(page.text, page.low, head.owner[0])):
        found = replace(found, issuers=(owner,), issuer=(owner.start, owner.end))
    for _ in range(8):
        step = _field(page, found, following, limit, types) or _behind_aside(page, found, following, limit, types)
        if step is None:
            break
        found = step
        if found.title and not found.quoted:
            break
    return found


_ASIDE = re.compile(
    r" ?\((?:nay|trước đây|trước|cũ|tức|viết tắt|gọi tắt|sau đây|sau)(?: (?:là|gọi|viết))*(?!\w)[^()\n]{0,80}\)"
)


def _behind_aside(page: Page, found: Noun, following: list[Head], limit: int, types: frozenset[str]) -> Noun | None:
    """The next field behind an aside in brackets: "… của Đảng ủy Quân sự Trung ương (nay là Quân ủy Trung ương) về …"."""
    aside = _ASIDE.match(page.low, found.end, limit)
    if following and _is_short_name(page, found, following[0]):
        return _field(page, replace(found, end=following[0].end + 1), following[1:], limit, types)
    if aside is None or any(found.end <= head.start < aside.end() for head in following[:2]):
        return None
    return _field(page, replace(found, end=aside.end()), following, limit, types)


def _is_short_name(page: Page, found: Noun, short: Head) -> bool:
    """Whether a head right behind is the same number again, in brackets: "Kết luận số 12-KL/TW … (Kết luận 12) về …"."""
    enclosed = page.low[found.end : short.start] == " (" and page.low.startswith(")", short.end)
    same = short.number and found.head.number and short.number.number == found.head.number.number
    return enclosed and bool(same)


def noted(page: Page, found: Noun, span: tuple[int, int]) -> Noun:
    """``found`` with the fields that a note at its mark begins with: "¹ Ngày 03/6/2013 của Ban Bí thư về …".

    Where the note begins with anything but a date or an issuer, or goes on with a sentence of its own, it says something
    else, and nothing changes.
    """
    start = span[0] - (page.text[span[0] - 1 : span[0]] == " ")
    done = replace(found, end=start)
    while not done.title and (step := _field(page, done, [], span[1], frozenset())):
        done = step
    own = done.date != found.date or done.issuer != found.issuer
    ends = page.text[done.end : done.end + 1] in ("", ".", ";", "\n", ")") or done.end >= span[1]
    return replace(done, end=found.end) if own and ends else found


def _field(page: Page, found: Noun, following: list[Head], limit: int, types: frozenset[str]) -> Noun | None:
    at = found.end
    if at >= limit or (found.head.form == "law" and found.date):
        return None
    if (cell := _CELL.match(page.low, at, limit)) and found.head.number:
        return _cells(page, found, cell.end(), limit)
    if not found.term and (match := _TERM.match(page.low, at, limit)):
        return replace(found, term=term_of(match["term"]), end=match.end())
    if not found.date and (step := _date(page, found, at, limit)):
        return step
    if not found.issuer and (step := _issuer(page, found, at, limit)):
        return step
    if not found.title:
        return _title(page, found, following, limit, types)
    return None


def _cells(page: Page, found: Noun, at: int, limit: int) -> Noun | None:
    """Fields of a row of a table: number | date | title."""
    match = date.DATE.match(page.low, at, limit)
    if match and not found.date:
        read = date.read(match)
        return replace(found, date=date.Date(read.iso, match[0].strip("() ")), end=match.end())
    stop = page.text.find("|", at, limit)
    start, stop = _strip(page.text, at, stop if stop >= 0 else limit)
    if found.title or stop - start < 8 or not page.text[start].isalpha():
        return None
    return replace(found, title=(start, stop), opener=at, quoted=True, end=stop)


def _date(page: Page, found: Noun, at: int, limit: int) -> Noun | None:
    lead = _DATE_LEAD.match(page.low, at, limit)
    if not lead:
        return None
    match = date.DATE.match(page.low, lead.end(), limit)
    if not match and found.head.number and (day := _NO_YEAR.match(page.low, at, limit)):
        return replace(found, end=day.end())
    if (
        not match
        and found.head.form == "law"
        and (year := re.compile(r" (\d{4})(?![\d/-])").match(page.low, at, limit))
    ):
        return replace(found, date=date.Date(year[1], year[1]), end=year.end())
    if not match:
        return None
    read = date.read(match)
    if (
        read.iso
        and len(read.iso) == 4
        and (found.issuer or not (match["yp"] or match[0].lstrip("(").startswith("năm")))
    ):
        return None
    if read.iso and len(read.iso) < 10 and is_time_of_doing(page, found.head, lead[0], match.end()):
        return None
    if "," in lead[0] and acts_then(page, found.head, match.end()):
        return None
    if match["mm"] and not re.match(r"\(|tháng", match[0]) and not lead[0].strip():
        return None
    text = page.text[match.start() : match.end()].strip("() ")
    return replace(found, date=date.Date(read.iso, text), end=match.end())


# "Kế hoạch số 472/KH-UBND |ngày 21/8|, triển khai …": no date, but no end of the phrase either.
_NO_YEAR = re.compile(
    r",? ngày \d{1,2}[/-]\d{1,2}(?![\d/-])"
    r"|,? cùng ngày(?= (?:về|phê duyệt|ban hành|triển khai|thực hiện|của|quy định|hướng dẫn|sửa đổi)(?!\w))"
)


# "… của Hội nghị Thành ủy lần thứ 15": what a session passed is its committee's.
_SESSION = re.compile(
    r"hội nghị (?:(?:lần )?thứ \w+ (?:của )?)?(?=tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|ban chấp hành|bch)"
)
# "do X" names an issuer only with what issues: "do Bộ Chính trị ban hành", not "do Ban Dân vận tổ chức".
_SIGNS = re.compile(r"(?: [^\s,.;]+){0,6}? (?:ban hành|ký|phê duyệt|thông qua|đề ra|xây dựng|công bố)(?!\w)")
_NTH = re.compile(r" (?:lần )?thứ \w+")
# "… của Đảng ủy |khóa trước| về …"
_EARLIER = re.compile(r" (?:khóa|nhiệm kỳ) trước(?!\w)")
_NEXT_WORD = re.compile(r",? (?=\w)")


def _issuer(page: Page, found: Noun, at: int, limit: int) -> Noun | None:
    lead = _OF.match(page.low, at, limit) or _NEXT_WORD.match(page.low, at, limit)
    if not lead:
        return None
    said = lead.re is _OF
    if found.head.form == "law":
        return None
    between = _BETWEEN.match(page.low, at, limit)
    if (
        between
        and (parties := body.list_at(page.text, page.low, between.end()))
        and parties[-1].end <= limit
        and len(parties) > 1
    ):
        return replace(found, issuer=(between.end(), parties[-1].end), issuers=tuple(parties), end=parties[-1].end)
    if between and (parties_end := _PARTIES.match(page.low, at, limit)):
        return replace(found, issuer=(between.end(), parties_end.end()), end=parties_end.end())
    session = _SESSION.match(page.low, lead.end(), limit) if said else None
    begin = session.end() if session else lead.end()
    bodies = [one for one in body.list_at(page.text, page.low, begin) if one.end <= limit]
    if not _joint(found.head):
        together = [one.committee for one in bodies[:2]] == ["bct", "bbt"]
        bodies = bodies[: 2 if together else 1]
    if not said and bodies and (bodies[0].level != "central" or "," in lead[0] or bodies[0].committee == "tw"):
        return None
    if bodies and "do" in lead[0] and not _SIGNS.match(page.low, bodies[-1].end, limit):
        return None
    if bodies:
        start, end = lead.end(), bodies[-1].end
        tail = re.compile(r" (?:nước cộng hòa xã hội chủ nghĩa việt nam|việt nam)(?!\w)").match(page.low, end, limit)
        end = tail.end() if tail else end
        nth = _NTH.match(page.low, end, limit) if session else _EARLIER.match(page.low, end, limit)
        end = nth.end() if nth else end
        after = re.compile(r" (?:ban hành|ký)(?! kèm)(?: ngày)?").match(page.low, end, limit)
        stop = end
        if after and "do" in lead[0]:
            stop = after.end() - (len(" ngày") if after[0].endswith("ngày") else 0)
        return replace(found, issuer=(start, end), issuers=tuple(bodies), end=stop)
    if said and (unit := _UNIT_ONLY.match(page.low, lead.end(), limit)):
        stop, place = places.place_at(
            page.text, unit.end(), {"tỉnh": "province", "huyện": "district"}.get(unit[1], "commune")
        )
        level = {"tỉnh": "province", "huyện": "district", "xã": "commune"}[unit[1]]
        phrase = body.Phrase(unit.start(), stop, "", "unit", "", "", level, unit[1], place)
        return replace(found, issuer=(unit.start(), stop), issuers=(phrase,), end=stop)
    if said and (other := _OTHER_BODY.match(page.text, at, limit)):
        return replace(found, issuer=other.span("body"), end=other.end())
    return None


_ANY_WORD = re.compile(
    r",? (?=(?!của|và|với|đã|được|giữa|trong|ngày|số|là|có|theo|do|năm|tại|để|nhằm|này|nhiệm kỳ|giai đoạn|ký|khu|ban hành)[a-zđà-ỹ]{2,} )"
)


def _joint(head: Head) -> bool:
    """Whether several bodies issue documents of this kind together."""
    return is_joint(head.type) or (head.number is not None and sum(map(_names_body, head.number.parts[1:])) > 1)


def _names_body(part: str) -> bool:
    """Whether a part of a symbol names a body, with its place or without: "UBND", "HUPT", not the desk in "UBND-NC"."""
    return part in lexicon.body_signs() or part.startswith(("HU", "TU", "UBND", "HĐND"))


def of_local(page: Page, head: Head, issuer: body.Phrase) -> Head:
    """The head with "TƯ" in its symbol read as a provincial committee's TU where ``issuer`` is one."""
    number = head.number
    local = issuer.branch == "party" and issuer.level in ("province", "city")
    if not number or not local or number.parts[-1:] != ("TW",) or "TƯ" not in page.text[head.start : head.end]:
        return head
    return replace(head, number=replace(number, parts=(*number.parts[:-1], "TU")))


_UNIT_ONLY = re.compile(r"(tỉnh|huyện|xã)(?= [A-ZĐ]|[,.;:)\n]| (?:về|trong|đã|và|để|giai)|$)", re.ASCII)


# "văn bản số 4235/UBND-KGVX |gửi các sở, ngành; UBND các huyện| về việc …": to whom a letter goes, before its subject.
_SENT_TO = re.compile(r" gửi [^.:\n]{5,200}?(?= (?:về việc|v/v) )")


def _title(page: Page, found: Noun, following: list[Head], limit: int, types: frozenset[str]) -> Noun | None:
    at = found.end
    if found.head.form in ("law", "congress"):
        return None
    if found.head.number and (sent := _SENT_TO.match(page.low, at, limit)):
        at = sent.end()
    lead_in = opener().match(page.low, at, limit)
    start = lead_in.end() if lead_in else at
    if not lead_in:
        quote = re.compile(r",? ?:? ?(?=[“\"«])").match(page.low, at, limit)
        verb = _verb_opener().match(page.low, at, limit) or (
            _ANY_WORD.match(page.text, at, limit) if _joint(found.head) and (found.date or found.issuer) else None
        )
        if verb and page.low[at : at + 1] == "," and _CHANGING.match(page.low, at) and is_changed(page, found.start):
            return None
        if quote and page.text[quote.end() : quote.end() + 1] in ("“", '"', "«"):
            start = quote.end()
        elif verb and found.head.form != "ofbody" and not any(head.start == verb.end() for head in following[:2]):
            start = verb.end()
        else:
            return None
    mark = lead_in[0].lstrip(" ,:-")[:1] if lead_in else ""
    if mark in ("“", '"'):
        start = page.text.find(mark, at)
    end, quoted = title_end(Title(page, found.head, start, limit, following, types))
    if quoted or page.text[start : start + 1] in QUOTES:
        inner = start + 1
        stop = end - 1 if quoted else end
        if again := re.compile(r" ?(?:về việc|về|v/v) ").match(page.low, inner, stop):
            inner = again.end()
    else:
        inner, stop = start, end
    inner, stop = _strip(page.text, inner, _in_brackets(page.text, inner, stop))
    if stop - inner < 4 or (not lead_in and not quoted and page.text[inner:stop].count(" ") < 2):
        return None
    if not quoted and _NO_TOPIC.fullmatch(page.low, inner, stop):
        return None
    named = replace(found, title=(inner, stop), opener=at, quoted=quoted, end=max(end, stop))
    return named if quoted else _author_last(page, named, following)


# "xây dựng Kế hoạch số 732/KH-BCH |tổ chức thực hiện|": no title.
_NO_TOPIC = re.compile(r"(?:tổ chức |triển khai,? |chỉ đạo )*(?:thực hiện|triển khai)(?: nghiêm túc| có hiệu quả)?")
# "về việc thay thế Quy chế số 01, |sửa đổi| Quy định số 15": what the same subject does, not a title.
_CHANGING = re.compile(r", (?:sửa đổi|bổ sung|bãi bỏ|thay thế|hủy bỏ)(?!\w)")


# "Kế hoạch số 90 |của Ban Chỉ đạo xây dựng xã hội học tập| thực hiện …": a body that no table knows.
_OTHER_BODY = re.compile(
    r" [Cc]ủa (?P<body>(?:[Bb]an [Cc]hỉ đạo|[Tt]ổ (?:công tác|chỉ đạo)|[Hh]ội đồng)"
    r"(?: (?:[^,.;:()\s]|,(?= [a-zà-ỹđ]))+){1,18}?|[Đđ]oàn|[Hh]ội|[Nn]gành)"
    r"(?= (?:thực hiện|triển khai|cụ thể hóa|về) |[;.)\n]|, (?=[A-ZĐ])|$)"
)
_LONGEST_TOPIC = 4
_COMMITTEES = frozenset(["nghị quyết", "chỉ thị", "kết luận"])


def _author_last(page: Page, found: Noun, following: list[Head]) -> Noun:
    """The party committee at the end of a title as issuer: "Nghị quyết 02 về chuyển đổi số |của Huyện ủy Kim Sơn|".

    So only where the title names no document of which it might be the committee.
    """
    inner, stop = found.title or (0, 0)
    bare = found.head.form == "bare" and found.head.type in _COMMITTEES and not found.issuer
    issued = page.low.endswith(("ban hành ", " ra ", "thông qua ", " có ", "công bố ", " ký "), 0, found.start)
    at = page.low.rfind(" của ", inner, stop) if bare and not issued else -1
    if page.low.count(" ", inner, max(at, inner)) > _LONGEST_TOPIC or words_pattern("belongings").search(
        page.low, inner, max(at, inner)
    ):
        return found
    phrase = body.phrase_at(page.text, page.low, at + 5) if at > 0 else None
    if phrase is None or phrase.end != stop or phrase.branch != "party" or phrase.level == "central":
        return found
    if any(inner <= head.start < stop for head in following) or type_pattern().search(page.low, inner, at):
        return found
    return replace(found, title=(inner, at), issuer=(phrase.start, phrase.end), issuers=(phrase,))


def _in_brackets(text: str, start: int, end: int) -> int:
    """Where a title ends that stands in brackets: before the bracket that closes them."""
    at = start
    while (close := text.find(")", at, end)) >= 0:
        opened = text.count("(", start, close) - text.count(")", start, close)
        list_mark = text[close - 2 : close - 1] in " \n" and text[close - 1].isalnum()
        if opened < 1 and not list_mark:
            return close
        at = close + 1
    return end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ' ,;:.…"“”*-':
        if text[end - 1] in '”"' and any(mark in text[start : end - 1] for mark in ("“", '"')):
            break
        end -= 1
    while start < end and text[start] in ' ,;:“"':
        start += 1
    return start, end
