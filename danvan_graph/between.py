"""Links that the words between two documents state: "X thay thế Y", "Y được cụ thể hóa bằng X", "X (thay thế Y)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .changing import is_changed
from .citation import Citation
from .model import Claim
from .phrase import Noun
from .statement import (
    CLAUSE_START,
    MOST,
    PROPOSES,
    Text,
    before_in_list,
    coordinated,
    cue_at,
    directed,
)

# No two documents further apart than this are linked by what stands between them.
_FARTHEST = 140


def between(text: Text) -> Iterator[Claim]:
    """Links stated between two documents of one sentence; what is replaced or amended there is no subject of the next."""
    for parent, rows in text.kids.items():
        for one in _neighbours(text, rows):
            if parent < 0 or one.predicate in ("promulgates", "approves"):
                yield one


def _neighbours(text: Text, tops: list[int]) -> Iterator[Claim]:
    """Links between the documents of a list of rows, none of which stands in another's title."""
    changed: dict[int, int] = {}
    based: dict[int, int] = {}
    for place, row in enumerate(tops[:-1]):
        one, other = text.found[row], text.found[tops[place + 1]]
        gap = text.page.low[one.noun.end : other.noun.start]
        apart = one.noun.end > other.noun.start or len(gap) > _FARTHEST
        if apart or "\n" in gap or not gap.strip():
            continue
        if row in changed:
            if not _BESIDES.match(gap):
                continue
            row = changed[row]
            one = text.found[row]
            gap = _BESIDES.sub(" ", gap, count=1)
        if row in based and (_TURNS_TOO.match(gap) or _BESIDES.match(gap)):
            row = based[row]
            one = text.found[row]
            gap = _BESIDES.sub(" ", _TURNS_TOO.sub(" nhằm ", gap, count=1), count=1)
        if one.noun.head.form == "far" and not _like(one, other):
            continue
        cue = _cue(text, one, other, gap)
        if cue is None or (cue[0] == "basedOn" and gap.startswith(",") and _led(text, one.noun.start)):
            continue
        if row == tops[place] and cue[0] in ("supersedes", "amends") and _of_the_verb_before(text, one, other, gap):
            continue
        if (
            cue[0] in ("supersedes", "amends")
            and gap.startswith(",")
            and not gap.startswith(", là ")
            and _is_basis(text, tops, place)
        ):
            row = tops[place - 1]
        inner = _meant(text, row, cue[0], gap)
        if inner < 0 or not _holds(text, text.found[inner], cue[0], other):
            continue
        rest = _objects(text, row, coordinated(text, tops[place + 1 : place + 9]))
        if cue[0].lstrip("-") in ("supersedes", "amends"):
            rest = _alike(text, rest)
            changed.update({} if cue[0].startswith("-") else dict.fromkeys(rest, row))
        if cue[0] == "basedOn":
            based.update(dict.fromkeys(rest, row))
        if cue[0] in ("-promulgates", "-approves"):
            rest = rest[:1]
        if cue[0] == "-implements":
            rest = _and_others(text, rest, tops[place + 1 : place + MOST])
        for a, b in _pairs(text, tops, place, inner, rest, cue, gap):
            span = (text.found[a].noun.start, text.found[b].noun.head.end)
            yield from directed(text, text.found[a].key, cue[0], text.found[b].key, span, cue[1])


def _cue(text: Text, one: Citation, other: Citation, gap: str) -> tuple[str, str] | None:
    """Predicate and words of what stands between two documents."""
    cue = cue_at(gap, "self") if one.noun.head.form == "anaphor" else None
    if text.page.low.startswith("(", one.noun.start - 1):
        gap = gap.removeprefix(")")
    if gap.lstrip().startswith("("):
        cue = cue or cue_at(gap.strip(" ("), "bracket") or _decided_in(text, one, other, gap)
    cue = cue or cue_at(re.sub(r"^ ?\(", " ", gap), "between") or _done_by(text, gap, other.noun)
    if cue and cue[0] == "led":
        return _led_verb(text.page.low, one.noun.start, gap)
    if cue and cue[0] == "-promulgates" and one.noun.head.number and other.noun.head.form in _DRAWN:
        return "promulgates", cue[1]
    if cue and cue[0] == "implements" and (one.noun.head.type or "").startswith("hướng dẫn") and _FOR_OTHERS.match(gap):
        return "guides", cue[1]
    return cue


def _of_the_verb_before(text: Text, one: Citation, other: Citation, gap: str) -> bool:
    """Whether a verb of change behind a comma has another subject: ``one`` is an object itself, or of another type in a list."""
    if gap.startswith((",", ";")) and is_changed(text.page, one.noun.start):
        return True
    return gap.startswith(";") and one.noun.head.type != other.noun.head.type


# "Nghị định số 33 bãi bỏ Nghị định số 112|, đồng thời thay thế| Nghị định số 92".
_BESIDES = re.compile(r",? (?:đồng thời|và) (?=(?:thay thế|bãi bỏ|sửa đổi)(?!\w))")
# "… được xây dựng trên cơ sở Quy định số 65|, đồng thời| cụ thể hóa Nghị quyết số 26".
_TURNS_TOO = re.compile(r",? đồng thời (?:nhằm |để )?(?=(?:cụ thể hóa|thể chế hóa|thực hiện|triển khai)(?!\w))")
_BASIS = re.compile(
    r"[^.;\n]{0,80}(?:căn cứ(?: vào)?|trên cơ sở|dựa trên|nhằm cụ thể hóa|nhằm thực hiện|để thực hiện)(?: các)? ?"
)


def _is_basis(text: Text, tops: list[int], place: int) -> bool:
    """Whether a document is only what the one before it is based on: "Nghị quyết số 5 ban hành căn cứ |Nghị định số 33|, thay thế …"."""
    start = text.found[tops[place]].noun.start
    end = text.found[tops[place - 1]].noun.end if place else start
    return place > 0 and _BASIS.fullmatch(text.page.low, min(end, start), start) is not None


_FOR_OTHERS = re.compile(r",? (?:để|nhằm) (?:các|từng|mọi|toàn) ")
# What a decision issues has no number: "Quyết định số 1156/QĐ-BTP kèm theo |Kế hoạch thực hiện Đề án|".
_DRAWN = frozenset(["attached", "plan", "purpose", "quoted"])
_DECISIONS_IN = frozenset(["quyết định", "nghị quyết"])


def _decided_in(text: Text, one: Citation, other: Citation, gap: str) -> tuple[str, str] | None:
    """As in "UBND huyện |phê duyệt| Đề án “…” (Quyết định số 1876/QĐ-UBND …)"."""
    if (
        gap.strip(' ”"') not in ("(", "(ban hành kèm theo", "(kèm theo")
        or other.noun.head.type not in _DECISIONS_IN
        or one.noun.head.number
    ):
        return None
    return _led_verb(text.page.low, one.noun.start, "tại")


def _meant(text: Text, row: int, predicate: str, gap: str) -> int:
    """The document that is changed or issued: the one before, or one that stands in its title."""
    if predicate == "-promulgates" or (predicate in ("basedOn", "implements") and _DRAWN_UP.match(gap)):
        return _innermost(text, row)
    if predicate == "-approves" and text.found[row].noun.title:
        return _approved(text, row)
    if gap.lstrip().startswith("(") and predicate.lstrip("-") in ("supersedes", "amends"):
        return _nearest(text, row)
    return row


_SCHEMES = ("đề án", "chương trình", "chiến lược", "quy hoạch", "dự án")
_OF_A_SCHEME = re.compile(rf"(?:thực hiện|triển khai) [^.;\n]{{0,80}}?(?:{'|'.join(_SCHEMES)})(?!\w)")


def _approved(text: Text, row: int) -> int:
    """What is approved behind a title: the scheme with which it ends; -1 where the text does not single that out."""
    noun = text.found[row].noun
    inner = [kid for kid in text.kids.get(row, []) if text.found[kid].noun.end >= noun.end - 1]
    if inner and (text.found[inner[-1]].noun.head.type or "").startswith(_SCHEMES):
        return inner[-1]
    named = noun.title and _OF_A_SCHEME.search(text.page.low, *noun.title) and not noun.quoted
    return -1 if named and not (noun.head.type or "").startswith(_SCHEMES) else row


# "Quyết định số 214 phê duyệt Đề án …|, được xây dựng trên cơ sở| Nghị quyết …": so the scheme was drawn up, not the decision.
_DRAWN_UP = re.compile(r",? (?:được )?(?:xây dựng|lập|soạn thảo)(?!\w)")


def _pairs(
    text: Text, tops: list[int], place: int, inner: int, rest: list[int], cue: tuple[str, str], gap: str
) -> list[tuple[int, int]]:
    """Which of the documents before the cue goes with which behind it."""
    row = tops[place]
    listed = before_in_list(text, tops[max(0, place - 30) : place + 1])
    if "lần lượt" in gap:
        return list(zip(listed, rest, strict=False)) if len(listed) == len(rest) else []
    if cue[0] == "promulgates" and (len(listed) > 1 or len(rest) > 1):
        return list(zip(listed, rest, strict=True)) if len(listed) == len(rest) else []
    if re.match(r",? ?(?:đều|cùng) ", cue[1]):
        left = _together(text, tops[max(0, place - MOST) : place + 1])
    elif inner != row:
        left = [inner]
    elif cue[0].startswith("-") and cue[0] != "-approves":
        left = listed
    else:
        left = [top for top in tops[max(0, place - 4) : place + 1] if text.starts[top] == text.starts[row]]
    return [(a, b) for a in left for b in rest]


_TURNED_TOO = re.compile(
    r"[,;] (?:và |còn )?(?:(?! được )[^,;.\n]){3,60}"
    r" (?:cụ thể hóa|triển khai|thực hiện)(?: thực hiện)? (?:thành|bằng|thông qua|qua)(?: việc)?(?: ban hành)? "
)


def _and_others(text: Text, rows: list[int], after: list[int]) -> list[int]:
    """What other bodies turned the same document into: "…, UBND thành phố |cụ thể hóa thành| Kế hoạch số 130/KH-UBND"."""
    rest = after[len(rows) :]
    while rest:
        end, start = text.found[rows[-1]].noun.end, text.found[rest[0]].noun.start
        if not _TURNED_TOO.fullmatch(text.page.low, end, max(end, start)):
            break
        rows, rest = [*rows, rest[0]], rest[1:]
    return rows


# The verb before the first document, where the words between two only say by what: "thay thế |X| bằng |Y|".
_LED_BY = re.compile(
    r"(?<!\w)(?:(?P<supersedes>thay thế|thay)|(?P<implements>triển khai thực hiện|tổ chức thực hiện|triển khai|thực hiện|cụ thể hóa)"
    r"|(?P<approves>phê duyệt|thông qua)|(?P<promulgates>ban hành)) \Z"
)
_STANDS_IN = re.compile(r"(?:tại|theo)(?: việc)?(?: ban hành)? ?\Z")


# "|Không| thay thế … bằng …", "|đề nghị| thay thế …", "Tỉnh ủy |chưa| cụ thể hóa … bằng …".
_DENIED = re.compile(r"(?<!\w)(?:không|chưa|đề nghị|kiến nghị|cần|sẽ|dự kiến|nên)(?: [^\W\d]+){0,3} \Z")


def _led_verb(low: str, start: int, gap: str) -> tuple[str, str] | None:
    """What the verb before the first document says of the second, by which it is done or in which it stands."""
    verb = _LED_BY.search(low, max(0, start - 24), start)
    kind = verb.lastgroup if verb else None
    if verb is None or kind is None or _DENIED.search(low, max(0, verb.start() - 40), verb.start()):
        return None
    by = kind == "approves" and gap.strip(' ”"') == "bằng"
    if not by and (_STANDS_IN.search(gap) is not None) != (kind in ("approves", "promulgates")):
        return None
    return f"-{kind}", verb[0]


def _together(text: Text, rows: list[int]) -> list[int]:
    """The last row and those joined to it before it, of any type: "Kế hoạch …, Chỉ thị … |đều| nhằm …"."""
    first = len(rows) - 1
    while first and rows[-1] in coordinated(text, rows[first - 1 :]):
        first -= 1
    return rows[first:]


def _nearest(text: Text, row: int) -> int:
    """The document that brackets behind a title are about: "Nghị định số 33 về …tại |Nghị quyết số 12| (sửa đổi tại …)"."""
    end = text.found[row].noun.end - 1
    inner = [
        kid for kid in text.kids.get(row, []) if text.found[kid].noun.end >= end and text.found[kid].noun.head.number
    ]
    return _nearest(text, inner[-1]) if inner else row


def _like(one: Citation, other: Citation) -> bool:
    """Whether a document named far back may be what replaces another: of one committee and type, and not the older one."""
    if one.key is None or other.key is None:
        return False
    open_place = other.key.body.startswith("-/") and one.key.body.endswith(other.key.body[1:])
    alike = one.key.type == other.key.type and (one.key.body == other.key.body or open_place)
    return alike and not (one.key.era.isdigit() and other.key.era.isdigit() and one.key.era < other.key.era)


_OWN_PREDICATE = re.compile(
    r",? (?:yêu cầu|quy định|bị|do|giữ nguyên"
    r"|được|vẫn|tiếp tục|còn|sẽ|đã|có hiệu lực|ban hành sau|ra đời|căn cứ|dựa trên|trên cơ sở|thay thế|nhằm|để)(?!\w)"
)


def _objects(text: Text, subject: int, rows: list[int]) -> list[int]:
    """Rows of a list of objects up to one that begins a clause of its own ("…; |Kế hoạch số 13| căn cứ …") or stands behind a bracket."""
    low = text.page.low
    opened = "(" in low[text.found[subject].noun.end : text.found[rows[0]].noun.start]
    kept = rows[:1]
    for row in rows[1:]:
        noun, last = text.found[row].noun, text.found[kept[-1]].noun
        closed = opened and ")" in low[last.end - 1 : noun.start]
        if closed or _OWN_PREDICATE.match(low, noun.end):
            break
        kept.append(row)
    return kept


def _innermost(text: Text, row: int) -> int:
    """The regulation at the end of a title: "Thông tư hướng dẫn |Quy chế …| ban hành kèm theo Nghị định …" issues that one."""
    inner = [kid for kid in text.kids.get(row, []) if text.found[kid].noun.end == text.found[row].noun.end]
    return inner[-1] if inner and text.found[inner[-1]].noun.head.number is None else row


def _led(text: Text, start: int) -> bool:
    """Whether a leading clause holds the document at ``start``: "Thực hiện |X, trên cơ sở Y, Huyện ủy …"."""
    low = text.page.low
    gap = low[text.page.line_start(start, 90) : start]
    cue = cue_at(gap, "lead")
    return cue is not None and CLAUSE_START.search(gap.rstrip(' “"')[: -len(cue[1])]) is not None


def _alike(text: Text, rows: list[int]) -> list[int]:
    """Rows of a list as far as one verb surely has them as objects: of one type, no semicolon or bracket between."""
    low = text.page.low
    kept: list[int] = []
    for row in rows:
        noun = text.found[row].noun
        last = text.found[kept[-1]].noun if kept else None
        gap = low[last.end : noun.start] if last else ""
        if last and low[last.end - 1] == ")" and "(" not in low[last.start : last.end]:
            break
        other = noun.head.type != last.head.type and gap != " lẫn " if last else False
        if last and ((other and not (gap == " và " and _of_one_body(text, kept[-1], row))) or ";" in gap or ")" in gap):
            break
        kept.append(row)
    return kept


def _of_one_body(text: Text, row: int, other: int) -> bool:
    one, two = text.found[row].key, text.found[other].key
    return one is not None and two is not None and bool(one.body) and one.body == two.body


_UNREAL = re.compile(r"(?:^|\W)(?:nếu|giả sử|trường hợp|(?:không|chưa|có nên|dự thảo)(?: ban hành| xây dựng)?) \Z")
# "… thay thế … |là hiểu sai|", "…, |điều đó không đúng|".
_WRONG = re.compile(r"[^.;\n]{0,60}?(?:là (?:đề xuất|hiểu sai|thông tin sai|sai)|không đúng)(?!\w)")
_DECISIONS = frozenset(
    [
        "quyết định",
        "nghị quyết",
        "nghị định",
        "thông tư",
        "luật",
        "bộ luật",
        "pháp lệnh",
        "chỉ thị",
        "công văn",
        "tờ trình",
    ]
)


def _holds(text: Text, one: Citation, predicate: str, other: Citation) -> bool:
    """Whether a link between two documents can be meant: none under a condition, none by what only proposes."""
    if _UNREAL.search(text.page.low, max(0, one.noun.start - 20), one.noun.start):
        return False
    if _WRONG.match(text.page.low, other.noun.end):
        return False
    by_the_way = text.page.low.startswith(",", one.noun.end) and text.page.low.endswith(
        ("tại ", "theo "), 0, one.noun.start
    )
    if by_the_way and one.noun.head.type in PROPOSES:
        return False
    subject, target = (other, one) if predicate.startswith("-") else (one, other)
    changes = predicate.lstrip("-") in ("supersedes", "amends")
    if changes and subject.noun.head.type in PROPOSES and subject.noun.head.type != target.noun.head.type:
        return False
    if predicate == "approves" and (one.noun.head.type or "") in _PLANS:
        return False
    return predicate != "-promulgates" or one.noun.head.type not in _DECISIONS


# No plan approves another: "Kế hoạch số 14 triển khai Quyết định số 673, |phê duyệt| Đề án …" is what the body did besides.
_PLANS = frozenset(["kế hoạch", "chương trình", "chương trình hành động", "hướng dẫn", "chỉ thị", "báo cáo"])


_DONE = {
    "phê duyệt": "-approves",
    "ban hành": "-promulgates",
    "thay thế": "-supersedes",
    "bãi bỏ": "-supersedes",
    "sửa đổi": "-amends",
    "bổ sung": "-amends",
    "hướng dẫn": "-guides",
    "cụ thể hóa": "-implements",
}
_DOES = re.compile(rf" (?:đã |nay )?(?P<verb>{'|'.join(_DONE)})(?!\w)")


def _done_by(text: Text, gap: str, other: Noun) -> tuple[str, str] | None:
    """As in "Đề án … do Quyết định 939/QĐ-TTg phê duyệt"."""
    verb = _DOES.match(text.page.low, other.end) or _DOES.match(text.page.low, other.head.end)
    if verb is None or not re.fullmatch(r",? (?:vốn |đã |nay )?(?:do|được|mà|bị) ", gap):
        return None
    return _DONE[verb["verb"]], verb["verb"]
