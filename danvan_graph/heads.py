"""Where a text names a document: the heads of mentions, "Nghị quyết số 25-NQ/TW", "Luật Đất đai", "19-NQ/TW" in a list.

A head is found by its type word or by its number with symbol; :mod:`phrase` reads what stands around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from . import body, lexicon, number
from .fold import bare, tone
from .noise import mend
from .words import any_of, any_word


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its folded form ``low`` (see :func:`fold.tone`); both have the same indices."""

    text: str
    low: str

    @classmethod
    def of(cls, text: str) -> Page:
        """The page of an NFC text."""
        low = mend(tone(text))
        return cls(text, low if len(low) == len(text) else text.lower())

    def line_start(self, at: int, reach: int) -> int:
        """Where the line that holds ``at`` begins, or ``reach`` characters before ``at`` where it begins further back."""
        floor = max(0, at - reach)
        return max(self.low.rfind("\n", floor, at) + 1, floor)


@dataclass(frozen=True, slots=True)
class Head:
    """Head of one mention at ``[start, end)``. ``form`` is "number", "bare" (no symbol of its own) or a named form.

    ``name`` is the span that singles out a named document (title, congress, plenum …), ``plural`` whether "các" and
    the like stand before the type word, ``listed`` whether the type word stands at an earlier item of its
    list, ``owner`` a body between type word and number.
    """

    start: int
    end: int
    form: str
    type: str | None
    number: number.Number | None = None
    name: tuple[int, int] | None = None
    plural: bool = False
    listed: bool = False
    term: str = ""
    owner: tuple[int, int] | None = None


_NOT_COUNT = r"(?![\w%/]|[.,:]\d| ?- ?\d)"
_BARE = re.compile(rf"\d{{1,4}}(?:/(?:19|20)\d\d|[a-h]|[A-D](?![\w/-]))?{_NOT_COUNT}")
_NEXT = re.compile(r"(?:,? và(?: số)? |, ?(?:và )?(?:số )?|; ?(?:số )?| - )")


@cache
def type_pattern() -> re.Pattern[str]:
    """Type words in folded text."""
    return re.compile(rf"{any_word(map(tone, lexicon.surfaces()))}(?!\w)")


@cache
def _type_by_word() -> dict[str, lexicon.DocType]:
    return {tone(word): kind for word, kind in lexicon.surfaces().items()}


_SHORT = re.compile(
    any_word(["NQ", "KL", "CT", "QĐ", "QĐi", "KH", "CTr", "CTHĐ", "TB", "HD", "NĐ", "QC", "TT", "CV", "BC", "ĐA"])
    + r"(?:(?= (?:số )?\d)|(?<=NQ)(?= (?:[Đđ]ại hội|ĐH)(?!\w)))"
)
# Type words that are never verbs, so that a bare number after them is a number ("Nghị quyết 25").
_NOUNS = frozenset(
    ["nghị quyết", "chỉ thị", "nghị định", "pháp lệnh", "thông tư", "thông tri", "công văn", "công điện"]
)


@cache
def words_pattern(name: str) -> re.Pattern[str]:
    """Alternation of the ``words`` of a lexicon table, for folded text."""
    return re.compile(rf"{any_of(tone(row['words']) for row in lexicon.table(name))}(?!\w)")


@cache
def _plural_words() -> tuple[str, ...]:
    return tuple(tone(row["words"]) + " " for row in lexicon.table("plural_words"))


@cache
def _plural_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _plural_words()))})\Z")


@cache
def _plural_list() -> re.Pattern[str]:
    """A plural word and the first types of a list: "các nghị quyết, |kết luận|"."""
    types = "|".join(sorted(map(tone, lexicon.types()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:các|những) (?:(?:{types})(?:, | và )){{1,3}}\Z")


def is_plural(page: Page, start: int) -> bool:
    """Whether a quantifier ("các", "những", "dự thảo") stands right before ``start``."""
    far = max(0, start - 50)
    listed = page.low.endswith((", ", " và "), 0, start) and any(
        one in page.low[far:start] for one in ("các ", "những ")
    )
    if listed and _plural_list().search(page.low, far, start):
        return True
    near = max(0, start - 16)
    return page.low.endswith(_plural_words(), near, start) and bool(_plural_before().search(page.low, near, start))


def numbered_heads(page: Page, types: Sequence[tuple[int, int, str]]) -> list[Head]:
    """Every head that carries a number, left to right, lists taken apart; ``types`` are the type words of the page."""
    found: list[Head] = []
    lonely: list[Head] = []
    taken = 0
    numbers = [match for match in number.NUMBERED.finditer(page.text) if not _quantity(match)]
    starts = {match.start(): match for match in numbers}
    programmes = frozenset(m["number"].lstrip("0") for m in numbers if m["symbol"].startswith(("CTr", "CTR")))
    for start, end, name in types:
        if start < taken:
            continue
        items = _items(page, start, end, name, starts, programmes)
        found.extend(items)
        taken = items[-1].end if items else taken
    begins = [head.start for head in found]
    for match in numbers:
        row = bisect_right(begins, match.start()) - 1
        if row < 0 or match.start() >= found[row].end:
            lonely.extend(_lonely(page, match))
    found += lonely
    return _attach(page, sorted(found, key=lambda head: head.start))


@lru_cache(maxsize=1)
def iter_types(page: Page) -> tuple[tuple[int, int, str], ...]:
    """Spans of type words and abbreviations, with the type's name; kept for the page asked for last."""
    found = [(m.start(), m.end(), _type_by_word()[m[0]].name) for m in type_pattern().finditer(page.low)]
    found += [(m.start(), m.end(), _short_type(m[0])) for m in _SHORT.finditer(page.text)]
    return tuple(sorted(found))


def _short_type(symbol: str) -> str:
    return lexicon.by_symbol()[symbol].name


def _quantity(match: re.Match[str]) -> bool:
    """Whether a number is followed by a word in capitals, not by its symbol: "KẾ HOẠCH 5 NĂM", "ĐỀ ÁN 31 GIAI ĐOẠN"."""
    between = match.string[match.end("number") : match.start("symbol")]
    return between in ("", " ") and number.is_word(match["symbol"])


def _items(
    page: Page, start: int, end: int, name: str, starts: dict[int, re.Match[str]], programmes: frozenset[str]
) -> list[Head]:
    """Heads of the list that begins with the type word at ``[start, end)``; [] when no number follows.

    ``programmes`` are the numbers of the text's own programmes: "Chương trình 02" is none of funding where they hold it.
    """
    first = _after_type(page, end, starts)
    if first is None:
        return []
    at, stop, value, symbol, said = first
    told = name == "chương trình" and page.text[start].isupper() and value.lstrip("0") in programmes
    if symbol is None and not _bare_allowed(page, start, at, stop, name, said or told):
        return []
    plural = is_plural(page, start)
    raw = [(start, stop, value, symbol)]
    at = stop
    while joint := _NEXT.match(page.low, at):
        place = joint.end()
        if match := starts.get(place):
            raw.append((place, match.end(), match["number"], match["symbol"]))
        elif (
            raw[-1][3] is None
            and (plain := _BARE.match(page.text, place))
            and (said or plural or _closed(page, place, starts) or _listed(page, at, name) or _list_of_one(page, at))
            and _bare_goes_on(page, plain.end(), starts)
        ):
            raw.append((place, plain.end(), plain[0], None))
        else:
            break
        at = raw[-1][1]
    heads = _shared(name, raw, plural)
    lead = _OF.match(page.low, end)
    return [replace(head, owner=(lead.end(), first[0])) for head in heads] if lead and lead.end() < first[0] else heads


_BARE_RUN = re.compile(r"(?:(?:,| và) ?\d{1,4}(?![\w/.-]))*")
_BARE_LIST = re.compile(r"\d{1,4}(?:, ?\d{1,4}(?![\d/.-]))*,? (?:và )?(?:số )?")


def _closed(page: Page, at: int, starts: dict[int, re.Match[str]]) -> bool:
    """Whether the bare numbers from ``at`` on end in one with a symbol ("59, 66 và 72-NQ/TW")."""
    run = _BARE_LIST.match(page.low, at)
    return run is not None and run.end() in starts


_BARE_END = re.compile(r"(?:, ?\d{1,4})*,? và (?:số )?\d{1,4}(?=[.;)\n]|,? (?:khóa|của|ngày|tháng|năm \d{4})(?!\w)|$)")


def _listed(page: Page, at: int, name: str) -> bool:
    """Whether bare numbers from a joint at ``at`` on are a list closed by "và" and the list's own fields ("18, 19 và 28 khóa XII")."""
    return name in _NOUNS and _BARE_END.match(page.low, at) is not None


_RUN_OF = re.compile(r"(?:, ?\d{1,3}(?![\w/.-])){1,8}(?: và \d{1,3})?(?= của )")


# "thực hiện Quyết định 217|, 218|; …": numbers of one length that a sentence or clause ends with.
_RUN_END = re.compile(r"(?<=\d\d)(?:, ?\d{2,3}(?![\w/.-])){1,4}(?=[;)\n]|\.(?:\s|$)|$)")


def _list_of_one(page: Page, at: int) -> bool:
    """Whether bare numbers from a joint at ``at`` on end in the body that issued all of them ("Đề án 01, 02 của Tỉnh ủy")."""
    run = _RUN_OF.match(page.low, at)
    if run is None:
        return _RUN_END.match(page.low, at) is not None
    return _issued(page, run.end())


def _shared(name: str, raw: list[tuple[int, int, str, str | None]], plural: bool) -> list[Head]:
    """Heads of a list; an item without symbol gets that of the next item that has one."""
    heads: list[Head] = []
    following: str | None = None
    for index in range(len(raw) - 1, -1, -1):
        start, end, value, symbol = raw[index]
        following = symbol or following
        form = "number" if symbol else "bare"
        parsed = number.parse(value, following, name)
        heads.append(Head(start, end, form, name, parsed, None, plural or len(raw) > 1, index > 0))
    return heads[::-1]


_LINK = re.compile(
    r"(?: (?:chuyên đề|liên tịch|này|trên|(?:kết quả )?thẩm (?:tra|định)|tiếp thu,? giải trình|ý kiến))? ?(?:số|sô|so|sổ) ?[:.]? ?"
)
_OF = re.compile(r" của ")


def _after_type(
    page: Page, end: int, starts: dict[int, re.Match[str]]
) -> tuple[int, int, str, str | None, bool] | None:
    """Start, end, digits, symbol of the number behind a type word, and whether "số" stands before it."""
    said = False
    at = end
    link = _LINK.match(page.low, end) or _body_link(page, end)
    if link:
        said, at = True, link.end()
    elif page.text[end : end + 1] == " ":
        at = end + 1
    elif page.text[end : end + 2] == ": ":
        at = end + 2
    else:
        return None
    if match := starts.get(at):
        return at, match.end(), match["number"], match["symbol"], said
    if (reverse := number.REVERSED.match(page.text, at)) and not said:
        return at, reverse.end(), reverse["number"], reverse["symbol"], True
    if plain := _BARE.match(page.text, at):
        return at, plain.end(), plain[0], None, said
    return None


def _issued(page: Page, at: int) -> bool:
    """Whether the body that issued it is named right behind a number ("Chương trình 02 của Thành ủy")."""
    lead = _OF.match(page.low, at)
    return lead is not None and body.phrase_at(page.text, page.low, lead.end()) is not None


def _counts(page: Page, at: int) -> bool:
    """Whether a noun that is counted stands at ``at`` ("5 năm", not "18 năm 2018")."""
    match = words_pattern("count_nouns").match(page.low, at)
    return match is not None and not (
        match[0] in ("năm", "ngày", "tháng") and re.compile(r" \d").match(page.low, match.end())
    )


def _body_link(page: Page, end: int) -> re.Match[str] | None:
    """The "số" of "Kết luận của Bộ Chính trị số 43-KL/TW"."""
    lead = _OF.match(page.low, end)
    phrase = body.phrase_at(page.text, page.low, lead.end()) if lead else None
    if lead is None and page.low.startswith("liên tịch ", end - 9):
        phrase = next(reversed(body.list_at(page.text, page.low, end + 1)), None)
    return re.compile(r",? (?:số) ?[:.]? ?").match(page.low, phrase.end) if phrase else None


def _bare_allowed(page: Page, start: int, at: int, stop: int, name: str, said: bool) -> bool:
    """Whether a number without symbol behind a type word is the document's number ("Nghị quyết 25", not "5 năm")."""
    if words_pattern("programmes").match(page.low, start) or (
        name == "chương trình" and not said and not _issued(page, stop)
    ):
        return False
    if said:
        return True
    if page.text[at:stop].isdigit() and 1900 <= int(page.text[at:stop]) <= 2100:
        return False
    if page.low[stop : stop + 1] == " " and _counts(page, stop + 1):
        return False
    run = _BARE_RUN.match(page.low, stop)
    return page.text[start].isupper() or name in _NOUNS or _issued(page, run.end() if run else stop)


def _bare_goes_on(page: Page, end: int, starts: dict[int, re.Match[str]]) -> bool:
    """Whether a bare number in a list is followed by more of the list or by the phrase's own fields, not a noun."""
    if page.text[end : end + 1] in ("", ".", ";", ",", ")", "\n"):
        return True
    return re.compile(r" (?:và|của|ngày|năm \d{4}|khóa|về|\()").match(page.low, end) is not None


# "04 nghị quyết của Trung ương: |số 18-NQ/TW": the type word of a list stands before its colon.
_LED = re.compile(
    r"(?<!\w)(nghị quyết|kết luận|chỉ thị|quyết định|quy định|kế hoạch|thông tư|nghị định|hướng dẫn)[^.;:\n]{0,60}:\s*(?:[-+•a-d)]+ )?$"
)
_SO_BEFORE = re.compile(r"(?<!\w)(?:số|sô|sổ|so) ?[:.]? ?\Z")


def _lonely(page: Page, match: re.Match[str]) -> list[Head]:
    """Head of a number with symbol that no type word leads: "Số 01/QCPH-…", "(25-NQ/TW)"."""
    parsed = number.parse(match["number"], match["symbol"])
    if not parsed.type and not number.is_assembly(parsed.parts[0]):
        return []
    if len(parsed.parts) < 2 and "/" not in parsed.number:
        return []
    said = _SO_BEFORE.search(page.low, max(0, match.start() - 6), match.start())
    start = said.start() if said else match.start()
    broken = re.search(r"(?<!\w)đề(?= $)", page.low[max(0, start - 4) : start]) if parsed.parts[0] == "ĐA" else None
    if broken:
        return [Head(start - 3, match.end(), "number", "đề án", parsed)]
    led = _LED.search(page.low, max(0, start - 110), start)
    if led and led[1] in _type_by_word():
        return [Head(start, match.end(), "number", _type_by_word()[led[1]].name, parsed, None, True, True)]
    noisy = _noisy_types().search(bare(page.text[max(0, start - 32) : start]))
    if noisy:
        return [Head(start - len(noisy[0]), match.end(), "number", _bare_names()[noisy[1]], parsed)]
    if slipped := _slipped_type(page, start, parsed):
        return [Head(slipped[0], match.end(), "number", slipped[1], parsed)]
    return [Head(start, match.end(), "number", None, parsed)]


@cache
def _bare_names() -> dict[str, str]:
    """Type words without diacritics, where these tell one type."""
    found: dict[str, str] = {}
    for word, kind in lexicon.surfaces().items():
        found.setdefault(bare(word), kind.name)
    return found


@cache
def _noisy_types() -> re.Pattern[str]:
    """A type word whose diacritics a scan lost, right before a number."""
    return re.compile(rf"({any_word(word for word in _bare_names() if ' ' in word)})(?: so ?[:.]?)? ?\Z")


_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+ ){1,5}\Z")


def _slipped_type(page: Page, start: int, parsed: number.Number) -> tuple[int, str] | None:
    """Start and name of the type word before a number whose symbol names that type, one letter of it misread or a space lost."""
    before = _WORDS_BEFORE.search(page.text, max(0, start - 40), start)
    words = before[0].split() if before else []
    for kind in lexicon.types().values():
        if not parsed.parts or parsed.parts[0] not in kind.symbols or " " not in kind.name:
            continue
        meant = bare(kind.name).replace(" ", "")
        count = kind.name.count(" ") + 1
        for some in (words[-count:], words[-count + 1 :], words[-count - 1 :]):
            written = bare("".join(some))
            if written[:1] == meant[0] and (written == meant or number.one_edit(meant, written)):
                return start - len(" ".join(some)) - 1, kind.name
    return None


def _attach(page: Page, heads: list[Head]) -> list[Head]:
    """Give a lonely head the type of the item before it when only a list joint stands between."""
    done: list[Head] = []
    for head in heads:
        last = done[-1] if done else None
        if head.type is None and last and last.type and _NEXT.fullmatch(page.low, last.end, head.start):
            head = Head(head.start, head.end, head.form, last.type, head.number, None, True, True)
        done.append(head)
    return done


def is_joint(kind: str | None) -> bool:
    """Whether several bodies issue documents of a type together: "quy chế phối hợp", "thông tư liên tịch"."""
    return kind is not None and any(word in kind for word in ("phối hợp", "liên tịch", "liên ngành"))
