"""What a text says of its citations: who implements, continues, supersedes, amends, guides what, and who issued it.

A link needs its cue words (lexicon/cues.tsv) at the right place: in the title of one document before another, between
two documents, or at the head of a clause whose verb issues a document. No cue, no link.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import body, lexicon
from .fold import tone
from .heads import Page
from .identity import Home
from .model import Claim, Key, Letterhead, Organisation, Span
from .resolve import Citation, congress_body, organisations
from .sentences import Sentences


@dataclass(frozen=True, slots=True)
class _Text:
    """All that the rules look at."""

    page: Page
    found: list[Citation]
    home: Home
    letterhead: Letterhead
    title: tuple[int, int] | None
    sentences: Sentences
    kids: dict[int, list[int]]
    starts: list[int]

    @property
    def tops(self) -> list[int]:
        """Rows of the citations that stand in no other's title."""
        return self.kids.get(-1, [])


@cache
def cues(scope: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(predicate, pattern) of a scope, in order; a predicate with "-" links the other way round."""
    fillers = sorted({tone(row["words"]) for row in lexicon.table("cue_fillers")}, key=len, reverse=True)
    filler = (
        rf"(?:(?<=\w)(?: ?(?={'|'.join(map(re.escape, fillers))})(?:{'|'.join(map(re.escape, fillers))})(?!\w)))"
        + "{0,4}"
    )
    return tuple(
        (row["predicate"], re.compile(row["pattern"].replace("{F}", filler)))
        for row in lexicon.table("cues")
        if row["scope"] == scope
    )


def relate(
    page: Page,
    found: list[Citation],
    home: Home,
    letterhead: Letterhead,
    title: tuple[int, int] | None,
    sentences: Sentences,
) -> list[Claim]:
    """Every claim that the text makes, in order of its span, each once."""
    kids: dict[int, list[int]] = {}
    for row, one in enumerate(found):
        kids.setdefault(one.noun.parent, []).append(row)
    text = _Text(page, found, home, letterhead, title, sentences, kids, [one.noun.start for one in found])
    claims: dict[tuple[object, ...], Claim] = {}
    for rule in (
        _own_title,
        _titles,
        _own_preamble,
        _own_clauses,
        _own_articles,
        _own_repeals,
        _own_lists,
        _between,
        _leads,
        _issued,
    ):
        for claim in rule(text):
            if claim.subject == claim.object:
                continue
            claims.setdefault((claim.subject, claim.predicate, claim.object, claim.span.start), claim)
    return sorted(_without_twins(claims.values()), key=lambda claim: (claim.span, claim.predicate, str(claim.object)))


def _without_twins(claims: object) -> Iterator[Claim]:
    """Drop an ``implements`` where the same place says ``continues`` of the same pair."""
    rows = list(claims)  # type: ignore[call-overload]
    special = {(c.subject, c.object) for c in rows if c.predicate == "continues"}
    for claim in rows:
        if claim.predicate != "implements" or (claim.subject, claim.object) not in special:
            yield claim


def _claim(
    text: _Text,
    subject: Key | None,
    predicate: str,
    obj: Key | Organisation,
    span: tuple[int, int],
    cue: str,
    method: str = "text",
) -> Claim:
    if predicate.startswith("-"):
        raise ValueError(predicate)
    return Claim(subject, predicate, obj, Span(*span), text.sentences.around(*span), cue.strip(' ,“"'), method)


def _directed(
    text: _Text, one: Key | None, predicate: str, other: Key | None, span: tuple[int, int], cue: str
) -> Iterator[Claim]:
    """The claim of a pair, turned round when the predicate says so; nothing when an end is unresolved."""
    subject, obj = (other, one) if predicate.startswith("-") else (one, other)
    if subject is not None and obj is not None:
        yield _claim(text, subject, predicate.lstrip("-"), obj, span, cue)


def _children(text: _Text, parent: int, start: int, end: int) -> list[int]:
    """Citations that stand directly in a title."""
    rows = text.kids.get(parent, [])
    first = bisect_left(rows, start, key=lambda row: text.starts[row])
    last = bisect_left(rows, end, key=lambda row: text.starts[row])
    return rows[first:last]


def _titles(text: _Text) -> Iterator[Claim]:
    """Links stated in the title of a cited document."""
    for index, one in enumerate(text.found):
        if one.noun.title is None and one.noun.head.form not in ("plan", "ofbody"):
            continue
        yield from _title(text, index)


def _title(text: _Text, index: int) -> Iterator[Claim]:
    one = text.found[index]
    noun = one.noun
    start = noun.opener if noun.opener >= 0 else noun.head.end
    if noun.head.form in ("plan", "purpose", "law"):
        start = noun.head.start + len(noun.head.type or "")
    end = noun.title[1] if noun.title else noun.end
    rows = _children(text, index, start, end)
    yield from _anaphor(text, one, start, end)
    if not rows:
        return
    predicate, cue = _title_cue(text.page.low, start, text.found[rows[0]].noun.start, noun.head.type)
    verb = text.page.low[noun.title[0] : text.found[rows[0]].noun.start] if noun.title else ""
    if (
        text.found[rows[0]].noun.head.form == "attached"
        and (not predicate or predicate in ("promulgates", "approves"))
        and "dự thảo" not in verb
    ):
        predicate = "approves" if re.search("phê duyệt|thông qua", verb) else "promulgates"
        cue = verb or "về"
    for row in _coordinated(text, rows) if predicate else ():
        inner = text.found[row]
        if inner.key and one.key:
            yield _claim(text, one.key, predicate, inner.key, (noun.start, inner.noun.head.end), cue)


def _title_cue(low: str, start: int, end: int, kind: str | None) -> tuple[str, str]:
    """Predicate and cue words of the stretch between a title's start and a document named in it; ("", "") when none."""
    gap = re.sub(r"[“\"]\s*$", "", low[start:end]).rstrip()
    if kind in ("báo cáo", "tờ trình"):
        return "", ""
    for predicate, pattern in cues("title"):
        match = pattern.search(gap)
        if match is None:
            continue
        if predicate == "none":
            return "", ""
        if predicate == "implements" and kind == "hướng dẫn":
            predicate = "guides"
        return predicate, match[0]
    return "", ""


_LIST = re.compile(r"[”\"]?\)?(?:,? và (?:các |những )?|[,;] ?(?:và )?(?:các )?(?:số )?| - |,? cùng(?: với)? )[“\"]?")


_SHORT_NAME = re.compile(r" ?\((?:sau đây )?(?:viết|gọi)(?: tắt)? là ")


def _coordinated(text: _Text, rows: list[int]) -> Iterator[int]:
    """The first row and those joined to it as a list."""
    last = None
    for row in rows:
        noun = text.found[row].noun
        if last is not None and _SHORT_NAME.fullmatch(text.page.low, last.noun.end, max(noun.start, last.noun.end)):
            last = text.found[row]
            continue
        if last is not None:
            gap = (last.noun.end, noun.start)
            if gap[0] > gap[1] or not _LIST.fullmatch(text.page.low, *gap):
                gap = (last.noun.head.end, noun.start)
                if not _LIST.fullmatch(text.page.low, *gap):
                    return
        yield row
        last = text.found[row]


_ANAPHOR = re.compile(
    r"(?P<type>nghị quyết|kết luận|chỉ thị|quyết định|quy định|quy chế|kế hoạch|chương trình|đề án|hướng dẫn|luật|nghị định|thông tri)"
    r"(?: (?:này|trên|nêu trên|nói trên|đó))?(?=[,.;:)\n”\"]|$| (?:với|gồm|trong|trên địa bàn|đã|có|và (?!kết luận|chỉ thị)))"
)


def _anaphor(text: _Text, one: Citation, start: int, end: int) -> Iterator[Claim]:
    """As in "… về việc thực hiện Nghị quyết trên": the document of that type named last before."""
    low = text.page.low
    begin = one.noun.head.end if one.noun.head.form == "ofbody" else start
    lead = re.compile(r"(?: về)?(?: việc)? (?:tiếp tục )?(?:triển khai )?(?:thực hiện|cụ thể hóa) ").match(low, begin)
    match = _ANAPHOR.match(low, lead.end(), min(len(low), end + 40)) if lead else None
    if not lead or not match or one.key is None:
        return
    kind = match["type"]
    line = low.rfind("\n", 0, max(0, low.rfind("\n", 0, one.noun.start) - 1))
    here, first = bisect_left(text.starts, one.noun.start), bisect_right(text.starts, line)
    before = [c for c in text.found[max(first, here - 60) : here] if c.noun.head.type == kind and c.key]
    if before and before[-1].key:
        predicate = "continues" if "tiếp tục" in lead[0] else "implements"
        yield _claim(text, one.key, predicate, before[-1].key, (one.noun.start, match.end()), lead[0])


def _own(text: _Text) -> Key | None:
    return text.letterhead.key


def _own_title(text: _Text) -> Iterator[Claim]:
    """Links that the document's own title states."""
    if _own(text) is None or text.title is None:
        return
    start, end = text.title
    rows = _children(text, -1, start, end)
    if not rows:
        return
    predicate, cue = _title_cue(text.page.low, start, text.found[rows[0]].noun.start, text.letterhead.type)
    first = text.found[rows[0]]
    if first.noun.head.form == "attached":
        predicate = "approves" if "phê duyệt" in text.page.low[start : first.noun.start] else "promulgates"
        cue = text.page.low[start : first.noun.start].strip()
    for row in _coordinated(text, rows) if predicate else ():
        inner = text.found[row]
        if inner.key:
            yield _claim(text, _own(text), predicate, inner.key, (start, inner.noun.head.end), cue, "letterhead")


_HEAD_LINES = 45
_BODY = re.compile(
    r"(?:phần (?:thứ )?(?:nhất|i|1)|i+[ .-]|a[.)-]|1\. |điều 1|chương i(?!\w)|quyết nghị|quyết định:|quyết định$)"
)


def _own_preamble(text: _Text) -> Iterator[Claim]:
    """The block of "Căn cứ …" and "Thực hiện …" lines before a directive's body."""
    own = _own(text)
    if own is None:
        return
    low = text.page.low
    at = text.letterhead.span.end
    for _ in range(_HEAD_LINES):
        stop = low.find("\n", at)
        stop = stop if stop >= 0 else len(low)
        line = low[at:stop].lstrip(" -+*")
        if (_BODY.match(line) or stop >= len(low)) and not line.startswith(("căn cứ", "thực hiện")):
            return
        yield from _preamble_line(text, own, at, stop)
        at = stop + 1


def _preamble_line(text: _Text, own: Key, start: int, end: int) -> Iterator[Claim]:
    low = text.page.low
    lead = re.compile(
        r"[ \-+*]*(?:(?P<base>căn cứ(?: vào)?|trên cơ sở)"
        r"|(?P<act>(?:để )?(?:tiếp tục )?(?:tổ chức )?(?:triển khai )?(?:thực hiện|triển khai|cụ thể hóa)))(?!\w)"
    ).match(low, start, end)
    if not lead:
        return
    rows = _children(text, -1, start, end)
    if not rows:
        return
    first = text.found[rows[0]]
    gap = low[lead.start() : first.noun.start]
    if lead["act"]:
        if not cue_at(gap, "lead") or not _own_clause(text, rows, start, end):
            return
    elif len(gap) > 60:
        return
    predicate = "basedOn" if lead["base"] else "implements"
    for row in _listed(text, rows):
        one = text.found[row]
        if one.key:
            yield _claim(text, own, predicate, one.key, (lead.start(), one.noun.head.end), lead["base"] or lead["act"])


def _listed(text: _Text, rows: list[int]) -> Iterator[int]:
    """Rows of a list in a căn cứ line: joined by list joints, or each led by its own căn cứ."""
    yield rows[0]
    for before, row in itertools.pairwise(rows):
        gap = text.page.low[text.found[before].noun.end : text.found[row].noun.start]
        if re.fullmatch(r",? \(?(?:được )?(?:ban hành )?kèm theo ", gap):
            continue
        if not re.fullmatch(
            r"[”\"]?\)?\s*(?:[,;]|,? và|,? cùng với)?\s*(?:và )?(?:căn cứ |các |số |thực hiện )?\s*", gap
        ):
            return
        yield row


def _own_clause(text: _Text, rows: list[int], start: int, end: int) -> bool:
    """Whether a "Thực hiện X" line of the preamble is about this document: it ends the line, or a body issues this one."""
    last = text.found[rows[-1]].noun
    rest = text.page.low[last.end : end]
    kind = tone(text.letterhead.type or "")
    return (
        re.fullmatch(r"[\s.;,”\"]*", rest) is not None
        or re.search(rf"(?:ban hành|xây dựng|đề ra)[^.;]{{0,60}}{kind}", rest) is not None
    )


def cue_at(gap: str, scope: str) -> tuple[str, str] | None:
    """Predicate and words of the first cue of a scope that fits a stretch of text."""
    gap = gap.rstrip(' “"')
    for predicate, pattern in cues(scope):
        match = pattern.search(gap) if scope != "lead" else re.compile(pattern.pattern).search(gap)
        if match:
            return predicate, match[0]
    return None


def _own_articles(text: _Text) -> Iterator[Claim]:
    """As in "Quyết định này thay thế …", "Điều 2. Bãi bỏ …", "Ban hành kèm theo Quyết định này Quy chế …"."""
    own = _own(text)
    if own is None:
        return
    kind = tone(text.letterhead.type or "")
    kind = (
        f"(?:{re.escape(kind)}|{re.escape(kind.rsplit(' ', 2)[0])}|văn bản)"
        if kind.count(" ") > 1
        else f"(?:{re.escape(kind)}|văn bản)"
    )
    self_words = re.compile(
        rf"(?<!\w){kind} này(?: có hiệu lực[^.;\n]{{0,60}}? và| có hiệu lực[^.;\n]{{0,60}}?,)?|điều \d+\. ?(?=thay thế|bãi bỏ|sửa đổi)"
    )
    for match in self_words.finditer(text.page.low):
        row = bisect_left(text.starts, match.end())
        if row >= len(text.found) or text.found[row].noun.start - match.end() > 90:
            continue
        first = text.found[row]
        gap = text.page.low[match.end() : first.noun.start]
        if first.noun.head.form == "attached" and not gap.strip(' :“"'):
            before = text.page.low[max(0, match.start() - 24) : match.start()]
            predicate, cue = (
                ("promulgates", "ban hành kèm theo") if "kèm theo" in before or "ban hành" in before else ("", "")
            )
        else:
            predicate, cue = cue_at(gap, "between") or ("", "")
        siblings = text.kids[first.noun.parent]
        at = bisect_left(siblings, row)
        if predicate:
            yield from _own_chain(text, own, siblings[at : at + 4], match.start())
        for other in _coordinated(text, siblings[at : at + 8]) if predicate else ():
            yield from _directed(
                text, own, predicate, text.found[other].key, (match.start(), text.found[other].noun.head.end), cue
            )


def _own_chain(text: _Text, own: Key, rows: list[int], start: int) -> Iterator[Claim]:
    """As in "Hướng dẫn này bổ sung A và thay thế B": the second object too is this directive's."""
    for before, row in itertools.pairwise(rows):
        one, other = text.found[before].noun, text.found[row]
        joint = _CHAIN.match(text.page.low, one.end)
        if joint is None or other.noun.start - joint.end() > 60:
            return
        cue = cue_at(" " + text.page.low[joint.end() : other.noun.start], "between")
        if cue is None or cue[0].startswith("-"):
            return
        yield from _directed(text, own, cue[0], other.key, (start, other.noun.head.end), cue[1])


_EXPIRED = re.compile(r"(?: của [^,.;\n]{3,60})? (?:sẽ )?hết hiệu lực[^.\n]{0,60}")


def _own_repeals(text: _Text) -> Iterator[Claim]:
    """As in "Nghị quyết số 116/2013/NQ-HĐND … hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực"."""
    own = _own(text)
    tops = text.tops
    for place, row in enumerate(tops if own else ()):
        match = _EXPIRED.match(text.page.low, text.found[row].noun.end)
        before = text.page.low[max(0, text.found[row].noun.start - 240) : text.found[row].noun.start]
        if (
            own is None
            or match is None
            or not re.search(r" này (?:có hiệu lực|được)", before.rsplit("\n", 1)[-1] + match[0])
        ):
            continue
        for other in _before_in_list(text, tops[max(0, place - 30) : place + 1]):
            one = text.found[other]
            part = re.compile(r"(?:khoản|điểm|điều|mục|chương|phần)[^,;.]{0,25}$").search(
                text.page.low, max(0, one.noun.start - 30), one.noun.start
            )
            if one.key and not part:
                yield _claim(text, own, "supersedes", one.key, (one.noun.start, match.end()), "hết hiệu lực")


_REPEAL_LIST = re.compile(
    r"văn bản[^.;:\n]{0,30} (?:sau|sau đây|dưới đây)[^.;:\n]{0,30}(?:hết hiệu lực|bị bãi bỏ|bãi bỏ)[^.;:\n]{0,80}: ?"
)
_CHAIN = re.compile(r",? và ")


def _own_lists(text: _Text) -> Iterator[Claim]:
    """As in "Các văn bản sau đây hết hiệu lực: …; …": this directive replaces each."""
    own = _own(text)
    for match in _REPEAL_LIST.finditer(text.page.low) if own else ():
        tops = text.tops
        at = bisect_left(tops, match.end(), key=lambda row: text.starts[row])
        if own is None or at >= len(tops) or text.starts[tops[at]] - match.end() > 4:
            continue
        for other in _coordinated(text, tops[at : at + 30]):
            key = text.found[other].key
            if key:
                yield _claim(
                    text, own, "supersedes", key, (match.start(), text.found[other].noun.head.end), "hết hiệu lực"
                )


_OWN_VERB = re.compile(
    r"[”\"]?, (?P<body>[^;.,\n]{4,70}?) (?:yêu cầu|chỉ thị|đề nghị|hướng dẫn|thông báo|báo cáo|ban hành|xây dựng|quyết định|kết luận|giao)(?!\w)"
)


def _own_clauses(text: _Text) -> Iterator[Claim]:
    """As in "Nhằm cụ thể hóa X, Ban Thường vụ Quận ủy yêu cầu …" in the opening of a directive: it carries out X."""
    own = _own(text)
    low = text.page.low
    opening = text.letterhead.span.end + 4000
    tops = [
        i
        for i, one in enumerate(text.found)
        if one.noun.parent < 0 and text.letterhead.span.end <= one.noun.start < opening
    ]
    for place, row in enumerate(tops if own else ()):
        noun = text.found[row].noun
        begin = low.rfind("\n", 0, noun.start) + 1
        gap = low[max(begin, noun.start - 90) : noun.start]
        cue = cue_at(gap, "lead")
        if (
            own is None
            or cue is None
            or cue[0] == "supersedes"
            or not _CLAUSE_START.search(gap.rstrip(' “"')[: -len(cue[1])])
        ):
            continue
        rows = list(_coordinated(text, tops[place : place + 9]))
        end = text.found[rows[-1]].noun.end
        after = _OWN_VERB.match(low, end)
        stop = text.found[tops[place + len(rows)]].noun.start if place + len(rows) < len(tops) else len(low)
        if after is None or after.end() > stop or not _is_own(text, after):
            continue
        for other in rows:
            key = text.found[other].key
            if key:
                yield _claim(
                    text, own, cue[0], key, (noun.start - len(cue[1]) - 1, text.found[other].noun.head.end), cue[1]
                )


def _is_own(text: _Text, after: re.Match[str]) -> bool:
    """Whether the body that acts is the one that issues this document, as far as its name tells."""
    phrase = body.phrase_at(text.page.text, text.page.low, after.start("body"))
    issuer = text.letterhead.issuer
    if phrase is None or issuer is None:
        return False
    acting = body.organisation(phrase, text.home.context)
    return body.series(acting) == body.series(issuer) or acting.territory == issuer.territory


def _between(text: _Text) -> Iterator[Claim]:
    """Links stated between two documents of one sentence."""
    tops = text.tops
    for place, row in enumerate(tops[:-1]):
        one, other = text.found[row], text.found[tops[place + 1]]
        if other.noun.start - one.noun.end > 140:
            continue
        gap = text.page.low[one.noun.end : other.noun.start]
        if "\n" in gap or not gap.strip() or one.noun.end > other.noun.start:
            continue
        cue = cue_at(re.sub(r"^ ?\(", " ", gap), "between") or _done_by(text, gap, other.noun.end)
        if cue is None:
            continue
        if cue[0].endswith("-led"):
            if not re.search(r"(?:thay thế|thay) $", text.page.low[max(0, one.noun.start - 12) : one.noun.start]):
                continue
            cue = (cue[0].removesuffix("-led"), "thay thế")
        rest = list(_coordinated(text, tops[place + 1 : place + 9]))
        left = (
            _before_in_list(text, tops[max(0, place - 30) : place + 1])
            if cue[0].startswith("-") and cue[0] != "-approves"
            else [row]
        )
        pairs = [(a, b) for a in left for b in rest]
        if "lần lượt" in gap:
            left = _before_in_list(text, tops[max(0, place - 30) : place + 1])
            pairs = list(zip(left, rest, strict=False)) if len(left) == len(rest) else []
        for a, b in pairs:
            span = (text.found[a].noun.start, text.found[b].noun.head.end)
            yield from _directed(text, text.found[a].key, cue[0], text.found[b].key, span, cue[1])


def _alike(text: _Text, rows: Iterator[int]) -> Iterator[int]:
    """Rows of a list as far as they are of one type and no semicolon parts them: what one verb surely has as objects."""
    last = None
    for row in rows:
        noun = text.found[row].noun
        if last is not None and (noun.head.type != last.head.type or ";" in text.page.low[last.end : noun.start]):
            return
        yield row
        last = noun


def _done_by(text: _Text, gap: str, end: int) -> tuple[str, str] | None:
    """As in "Đề án … do Quyết định 939/QĐ-TTg phê duyệt"."""
    verb = re.compile(r" (?P<verb>phê duyệt|ban hành)(?!\w)").match(text.page.low, end)
    if verb is None or not re.fullmatch(r",? (?:do|được) ", gap):
        return None
    return ("-approves" if verb["verb"] == "phê duyệt" else "-promulgates"), verb["verb"]


def _before_in_list(text: _Text, rows: list[int]) -> list[int]:
    """The last row and those joined to it in a list before it."""
    kept = [rows[-1]]
    kind = text.found[rows[-1]].noun.head.type
    for row in reversed(rows[:-1]):
        if text.found[row].noun.head.type != kind:
            break
        gap = text.page.low[text.found[row].noun.end : text.found[kept[0]].noun.start]
        if not _LIST.fullmatch(re.sub(r"(?:(?:khoản|điểm|điều|mục|chương) \w+ ?)+$", "", gap)):
            break
        kept.insert(0, row)
    return kept


_CLAUSE_START = re.compile(r"(?:^|[.;:\n•]\s*|[-+] |\d[.)] ?|\) |, )$")
_MAIN = re.compile(
    r"[”\"]?,[^;.\n]{0,170}?(?<!\w)(?:ban hành|đề ra|xây dựng(?: và ban hành)?|ký ban hành|ký|thông qua|đã có|có)"
    r"(?: (?:các|nhiều|kịp thời|một số|và triển khai|hệ thống|văn bản|như|cụ thể|là|gồm|các văn bản|01|02|03))*:? ?"
)


def _leads(text: _Text) -> Iterator[Claim]:
    """As in "Thực hiện X, Huyện ủy ban hành Z": Z carries out X; "Căn cứ X, …": Z rests on X."""
    low = text.page.low
    tops = text.tops
    for place, row in enumerate(tops):
        noun = text.found[row].noun
        begin = max(low.rfind("\n", 0, noun.start) + 1, noun.start - 90)
        gap = low[begin : noun.start]
        cue = cue_at(gap, "lead")
        if cue is None or not _CLAUSE_START.search(gap.rstrip(' “"')[: -len(cue[1])] if cue[1] else ""):
            continue
        bases = list(_coordinated(text, tops[place : place + 9]))
        after = tops[place + len(bases) : place + len(bases) + 9]
        if not after:
            continue
        start, target = text.found[bases[-1]].noun.end, text.found[after[0]].noun.start
        if start > target or not _MAIN.fullmatch(low, start, target):
            continue
        for issued in _coordinated(text, after):
            if issued != after[0] and _children(
                text, issued, text.found[issued].noun.start, text.found[issued].noun.end
            ):
                continue
            for base in bases:
                span = (noun.start - len(cue[1]) - 1, text.found[issued].noun.head.end)
                yield from _directed(text, text.found[issued].key, cue[0], text.found[base].key, span, cue[1])


def _issued(text: _Text) -> Iterator[Claim]:
    """Who issued what: "… của Bộ Chính trị", "Huyện ủy ban hành …", the letterhead, a congress's own resolution."""
    if text.letterhead.key and text.letterhead.issuer:
        span = (text.letterhead.span.start, text.letterhead.span.end)
        yield _claim(text, text.letterhead.key, "issuedBy", text.letterhead.issuer, span, "", "letterhead")
    for one in text.found:
        key = one.key
        if key is None:
            continue
        noun = one.noun
        if noun.head.form == "congress":
            yield _claim(
                text, key, "issuedBy", congress_body(text.page, one, text.home), (noun.start, noun.head.end), "đại hội"
            )
        if noun.head.form == "plenum":
            central = body.read("Ban Chấp hành Trung ương Đảng")
            if central:
                yield _claim(text, key, "issuedBy", central, (noun.start, noun.head.end), "trung ương")
        if noun.issuer:
            span = (min(noun.start, noun.issuer[0]), max(noun.issuer[1], noun.head.end))
            for org in organisations(noun.issuers, text.home):
                if org.slug == "tw/tw" and key.type == "nq":
                    org = body.read("Ban Chấp hành Trung ương Đảng") or org
                yield _claim(text, key, "issuedBy", org, span, "của")
        yield from _passed(text, one)
        yield from _acting(text, one)


_PASSED = re.compile(r" (?:khóa [ivxl]+ ?|,? ?kỳ họp thứ \w+ ?|đã )*(?:thông qua|ban hành|ký ban hành)(?!\w)")


def _passed(text: _Text, one: Citation) -> Iterator[Claim]:
    """As in "Luật số 75/2015/QH13 được Quốc hội khóa XIII thông qua"."""
    low = text.page.low
    lead = re.compile(r" (?:đã )?được ").match(low, one.noun.end)
    phrase = body.phrase_at(text.page.text, low, lead.end()) if lead else None
    verb = _PASSED.match(low, phrase.end) if phrase else None
    if phrase and verb and one.key:
        for org in organisations([phrase], text.home):
            yield _claim(text, one.key, "issuedBy", org, (one.noun.start, verb.end()), verb[0])


def _acting(text: _Text, one: Citation) -> Iterator[Claim]:
    """The bodies whose verb issues a document, and the items of the same type that follow it in a list."""
    if not one.acting or one.key is None:
        return
    cue = text.page.low[one.acting[-1].end : one.noun.start].strip()
    row = bisect_left(text.starts, one.noun.start)
    siblings = text.kids[one.noun.parent]
    at = bisect_left(siblings, row)
    tops = siblings[at : at + 30]
    for other in _coordinated(text, tops):
        item = text.found[other]
        if item.key is None:
            continue
        joint = text.page.low[max(0, item.noun.start - 4) : item.noun.start] == " và "
        if item is not one and (item.noun.issuer or not (joint or item.noun.head.type == one.noun.head.type)):
            continue
        for org in organisations(one.acting, text.home):
            yield _claim(text, item.key, "issuedBy", org, (one.acting[0].start, item.noun.head.end), cue)
