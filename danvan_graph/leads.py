"""Leading clauses: "Thực hiện X, Huyện ủy ban hành Z" says that Z carries out X, "Căn cứ X, …" that Z rests on X."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Claim
from .similar import share_pair
from .statement import CLAUSE_START, MOST, PROPOSES, Text, children, coordinated, cue_at, directed, listed, title_cue

_BODY_WORD = "ban|đảng ủy|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|ubnd|ủy ban|hđnd|hội|đoàn|liên đoàn|sở|công an"
_LONGEST_MAIN = 400
# What may end a list of bases in general words: "… và các văn bản của tỉnh,".
_AND_MORE = r"(?: (?:và|cùng) [^,;.\n]{3,110}(?=,)|[;,] (?:và )?(?:các|những) (?:văn bản|kế hoạch|chương trình)(?!\w)[^;.,\n]{3,110}(?=,))?"
_WORDS = (
    r"(?:(?!dự thảo|trong khi | đang | không | chưa | sẽ | dự kiến | hoãn |đề nghị | xem xét | ghi nhận | phản ánh| khiếu nại| tố cáo"
    r"| trái với | cho rằng | tung tin | thu hồi | thông tin (?:về|việc) )"
    r"(?:[^;.\n]|(?<= t[pxt])\.))"
)
# From the bases to the main clause: behind a comma, behind ";" before a body or day, or in a sentence of its own.
_TO_MAIN = (
    rf"(?:(?:,|;\s{{1,3}}(?=(?:{_BODY_WORD})(?!\w)|ngày \d)|\.(?= (?:{_BODY_WORD}|ngày \d|sau khi được|trên cơ sở đó,|theo đó,)[ ,]?))"
    rf"{_WORDS}{{0,170}}?|\.(?= (?:để|trước(?! đó| đây| kia)|nhằm) ){_WORDS}{{0,340}}?)"
)
_MAIN = re.compile(
    rf"[”\"]?\)?(?: (?:sớm |nhanh chóng )?(?:đi )?vào (?:thực tiễn )?(?:cuộc sống|thực tiễn|đời sống))?"
    rf"(?: về [“\"][^”\"\n]{{5,200}}[”\"])?(?: đối với [^,;.\n]{{3,60}}(?=,))?{_AND_MORE}{_TO_MAIN}"
    r"(?<!\w)(?:(?:phê duyệt|công bố|thông qua)(?!\w)[^;.\n]{3,120}? tại |"
    r"(?:ban hành|đề ra|ra|xây dựng(?: và ban hành)?|ký ban hành|ký kết|ký|thông qua|quyết nghị|thống nhất|đã có|có"
    r"|phê duyệt|lập)"
    r"(?: (?:các|nhiều|kịp thời|một số|và triển khai|hệ thống|văn bản chỉ đạo|văn bản|như|cụ thể|là|gồm|các văn bản|01|02|03))*"
    r":? ?(?:(?<=: )\n[-+*•] ?|(?<=:)\n[-+*•] ?)?"
    r"(?:(?:chương trình|kế hoạch|nghị quyết|quyết định|đề án|chỉ thị|kết luận)(?!\w)[^,;.()\n]{0,90} \()?)"
)


# "Triển khai Đề án| trên địa bàn tỉnh|, UBND tỉnh …"; "… Nghị định số 29/1998/NĐ-CP |(nay được thay thế bằng Nghị định số 79/2003/NĐ-CP)|, Tỉnh ủy …"
_ASIDE = re.compile(
    r" \([^()\n]{8,160}\)(?=,)| trên địa bàn [^,.;:\n]{2,50}(?=,)|, (?:thay thế|thay cho|bãi bỏ) [^,;\n]{5,120}(?=,)"
)


def leads(text: Text) -> Iterator[Claim]:
    """As in "Thực hiện X, Huyện ủy ban hành Z": Z carries out X; "Căn cứ X, …": Z rests on X."""
    low = text.page.low
    tops = text.tops
    for place, row in enumerate(tops):
        noun = text.found[row].noun
        begin = text.page.line_start(noun.start, 140)
        gap = low[begin : noun.start]
        cue = cue_at(gap, "lead")
        if cue is None or not CLAUSE_START.search(gap.rstrip(' “"')[: -len(cue[1])] if cue[1] else ""):
            continue
        if cue[0] == "supersedes" and place and _said_of(text, tops[place - 1], noun.start):
            continue
        bases, start, after = listed(text, tops[place : place + MOST])
        if aside := _ASIDE.match(low, start):
            start, after = aside.end(), [one for one in after if text.starts[one] >= aside.end()]
        if not after:
            continue
        target = text.found[after[0]].noun.start
        own = low.startswith((".", ";") if cue[0] == "supersedes" else ".", start)
        if own and (cue[0] == "supersedes" or text.found[after[0]].noun.head.type in PROPOSES):
            continue
        if not start <= target <= start + _LONGEST_MAIN or not _MAIN.fullmatch(low, start, target):
            continue
        main = _main_clauses(text, after, bases) if cue[0] != "supersedes" else iter(after[:1])
        for issued in main:
            for base in bases:
                span = (noun.start - len(cue[1]) - 1, text.found[issued].noun.head.end)
                yield from directed(text, text.found[issued].key, cue[0], text.found[base].key, span, cue[1])


_REPLACES = re.compile(r", (?:nay )?(?:thay thế|thay cho|thay|bãi bỏ|hủy bỏ) (?:cho )?")


def _said_of(text: Text, before: int, start: int) -> bool:
    """Whether what is replaced at ``start`` is so by the document ``before``: "thực hiện Nghị định 79|, thay thế| Nghị định 29, …"."""
    end = text.found[before].noun.end
    return end <= start and _REPLACES.fullmatch(text.page.low, end, start) is not None


# From a clause's document to the body of the clause joined to it.
_NEXT_CLAUSE = re.compile(
    r"[”\"]?\)?(?P<tail>[^.;:\n]{0,80}?)(?P<joint>[,;]|,? và) (?P<also>(?:(?:và|còn|đồng thời|tiếp đó|sau đó|trên cơ sở đó|theo đó|đến),? )+)?"
    r"(?:(?:đến )?ngày \d{1,2}[^,;.\n]{0,18},? )?"
)


def _main_clauses(text: Text, after: list[int], bases: list[int]) -> Iterator[int]:
    """What the main clause issues, and the clauses joined to it: "…, Tỉnh ủy ban hành |X|; Huyện ủy ban hành |Y|".

    A document with a purpose of its own carries that out, and not what the sentence begins with.
    """
    rows = _items(text, after)
    if rows:
        yield rows[0]
        yield from (row for row in rows[1:] if not _has_purpose(text, row) and _on_topic(text, row, [*bases, rows[0]]))
        return
    rows = coordinated(text, after)
    yield rows[0]
    yield from _decided_by(text, after)
    yield from (row for row in rows[1:] if not _aims(text, row) and not _other_matter(text, row))
    while len(rows) < len(after):
        last, row = text.found[rows[-1]].noun, after[len(rows)]
        one = text.found[row]
        joint = _NEXT_CLAUSE.fullmatch(text.page.low, last.end, one.acting[0].start) if one.acting else None
        if joint is None:
            return
        more = coordinated(text, after[len(rows) :])
        turned = _TURNED.search(text.page.low, one.acting[-1].end, one.noun.start)
        if not turned and "cơ sở" not in (joint["also"] or ""):
            about = [*bases, rows[0]]
            loose = _untold(text, about) and (joint["joint"] != ";" if joint["also"] is None else "đó" in joint["also"])
            yield from (
                other for other in more if not _has_purpose(text, other) and _on_topic(text, other, about, loose)
            )
        rows = [*rows, *more]


_DECIDED = re.compile(r"[”\"]? (?:tại|bằng|theo) ")


def _decided_by(text: Text, after: list[int]) -> list[int]:
    """The decision by which the body approved a scheme: "Triển khai Nghị quyết 05, … phê duyệt Đề án … tại |Quyết định số 1187|"."""
    if len(after) < 2 or text.found[after[0]].noun.head.number:
        return []
    start, end = text.found[after[0]].noun.end, text.starts[after[1]]
    decision = text.found[after[1]].noun.head.type in ("quyết định", "nghị quyết")
    return after[1:2] if decision and start < end and _DECIDED.fullmatch(text.page.low, start, end) else []


# What turns the clause before into something else: "…; UBND huyện |cụ thể hóa thành| Đề án …".
_TURNED = re.compile(r"(?<!\w)(?:cụ thể(?: hóa)?|thể chế hóa) ")
_LONGEST_ITEM = 4000
_BULLET = re.compile(r"[-+*•] ?")


def _items(text: Text, after: list[int]) -> list[int]:
    r"""The documents that head the lines of a list: "… ban hành:\n- |Quyết định số 12| …;\n- |Chỉ thị số 10| …"; [] when it is none."""
    low = text.page.low
    line = text.page.line_start(text.starts[after[0]], _LONGEST_ITEM)
    heads: list[int] = []
    for row in after:
        begin = text.page.line_start(text.starts[row], _LONGEST_ITEM)
        bullet = _BULLET.match(low, begin)
        if begin > line and low.find("\n", line, begin - 1) >= 0:
            break
        if bullet is None:
            break
        if bullet.end() == text.starts[row]:
            heads.append(row)
        line = begin
    return heads


_AIMS = frozenset(["implements", "continues", "guides", "amends", "supersedes"])


def _aims(text: Text, row: int) -> bool:
    """Whether a document's own title says what it carries out or changes."""
    noun = text.found[row].noun
    inner = children(text, row, noun.start, noun.end)
    start = noun.opener if noun.opener >= 0 else noun.head.end
    return bool(inner) and title_cue(text.page.low, start, text.starts[inner[0]], noun.head.type)[0] in _AIMS


# What stands beside the documents that carry something out, and does not: reports, notices, rewards, appointments.
_BESIDE = frozenset(["báo cáo", "thông báo", "tờ trình"])
_OF_PERSONS = re.compile(r"(?:khen thưởng|tặng|chuẩn y|bổ nhiệm|điều động|chỉ định|kỷ luật|công nhận|xử phạt)(?!\w)")
_OWN_TASK = re.compile(
    r"(?:triển khai |tổ chức )*(?:thực hiện|triển khai) (?:phong trào|cuộc vận động|chương trình|nhiệm vụ|công tác)(?!\w)"
)


def _other_matter(text: Text, row: int) -> bool:
    """Whether a document of a list is a report or the like, or about persons, or says what else it is for."""
    noun = text.found[row].noun
    title = text.page.low[slice(*noun.title)] if noun.title else ""
    behind = text.page.low[noun.end : noun.end + 24].lstrip(" ,")
    return (
        noun.head.type in _BESIDE
        or any(_OF_PERSONS.match(words) for words in (title, behind))
        or _OWN_TASK.match(title) is not None
        or behind.startswith("trái ")
    )


def _on_topic(text: Text, row: int, about: list[int], loose: bool = False) -> bool:
    """Whether a document has no title, or one that shares a word pair with those it is issued beside or for; any, if ``loose``."""
    title = text.found[row].title
    if _other_matter(text, row):
        return False
    others = [_title_of(text, one) for one in about]
    return title is None or loose or any(share_pair(title, other) for other in others if other)


def _untold(text: Text, about: list[int]) -> bool:
    """Whether no title tells what those documents are about."""
    return not any(text.found[one].title for one in about)


def _title_of(text: Text, row: int) -> str | None:
    """A document's title; of a reference such as "Chỉ thị của Ban Bí thư" the one that the document was named by before."""
    one = text.found[row]
    if one.title or one.noun.head.form not in ("anaphor", "far"):
        return one.title
    return next((other.title for other in reversed(text.found[:row]) if other.key == one.key and other.title), None)


_PURPOSE = re.compile(r",? (?:để|nhằm|trên cơ sở|căn cứ|theo|thay thế|triển khai|thực hiện|cụ thể)(?!\w)")


def _has_purpose(text: Text, row: int) -> bool:
    """Whether a document's own title or the words behind it say what it carries out."""
    return _aims(text, row) or _PURPOSE.match(text.page.low, text.found[row].noun.end) is not None
