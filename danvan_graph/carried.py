"""Links that a clause behind a document states, that stand in brackets, or that lean on the sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import body
from .acting import bears
from .citation import organisations
from .model import Claim
from .statement import Text, claim, coordinated

_GOES_ON = re.compile(r", (?:tiếp tục )?(?:chỉ đạo )?(?:triển khai,? thực hiện|triển khai|thực hiện|cụ thể hóa) ")
_NEXT_ACTS = re.compile(r",? (?=\w)")


def carried_links(text: Text) -> Iterator[Claim]:
    """Every link of these forms."""
    tops = text.tops
    for place, row in enumerate(tops):
        if place + 1 < len(tops):
            yield from _goes_on(text, row, tops[place + 1 : place + 9])
            yield from _bracketed(text, row, tops[place + 1])
        yield from _thereupon(text, tops, place)
        yield from _unsaid(text, tops, place)


def _goes_on(text: Text, row: int, following: list[int]) -> Iterator[Claim]:
    """As in "UBND tỉnh vừa ban hành Kế hoạch số 472/KH-UBND ngày 21/8, |triển khai thực hiện| Quyết định số 630/QĐ-TTg"."""
    one, other = text.found[row], text.found[following[0]]
    gap = _GOES_ON.fullmatch(text.page.low, one.noun.end, max(one.noun.end, other.noun.start))
    if gap is None or not one.acting or one.key is None or one.noun.head.number is None:
        return
    if one.noun.title and "cụ thể hóa" not in gap[0]:
        return
    listed = coordinated(text, following)
    last = text.found[listed[-1]].noun.end
    lead = _NEXT_ACTS.match(text.page.low, last)
    if text.page.low.startswith((" đến ", " tới ", " cho ", " đạt ", " và "), last):
        return
    if lead and "," in lead[0] and body.phrase_at(text.page.text, text.page.low, lead.end()):
        return
    for item in listed:
        key = text.found[item].key
        if key:
            yield claim(text, one.key, "implements", key, (one.noun.start, text.found[item].noun.head.end), gap[0])


_DIRECTS = re.compile(
    r"(?: (?:đã|vừa|mới|có văn bản|ban hành văn bản))* (?:chỉ đạo|yêu cầu|hướng dẫn|đề nghị)(?: [^.;\n]{1,90}?)? "
    r"(?P<cue>(?:triển khai |tổ chức |tiếp tục )*(?:thực hiện|triển khai)) \Z"
)


_ORDERS = frozenset(["công văn", "văn bản", "công điện", "kế hoạch", "hướng dẫn"])


def _bracketed(text: Text, row: int, after: int) -> Iterator[Claim]:
    """As in "UBND tỉnh vừa chỉ đạo triển khai thực hiện Chỉ thị số 18/CT-TTg … (|Công văn số 984/UBND-KGVX|, ngày …)"."""
    one, other = text.found[row], text.found[after]
    low = text.page.low
    enclosed = (
        low[one.noun.end : other.noun.start].strip() == "(" and ")" in low[other.noun.end - 1 : other.noun.end + 1]
    )
    if (
        not enclosed
        or other.key in (None, one.key)
        or one.key is None
        or other.noun.issuer
        or other.noun.head.number is None
        or other.noun.head.type not in _ORDERS
    ):
        return
    begin = text.page.line_start(one.noun.start, 200)
    for phrase in body.phrases(text.page.text, low, begin, one.noun.start):
        verb = _DIRECTS.match(low, phrase.end, one.noun.start)
        if verb and bears(other.noun, phrase):
            span = (phrase.start, other.noun.head.end)
            yield claim(text, other.key, "implements", one.key, span, verb["cue"])
            for org in organisations([phrase], text.home):
                yield claim(text, other.key, "issuedBy", org, span, verb["cue"])
            return


_THEREUPON = re.compile(
    r"(?P<cue>trên cơ sở (?:đó|này)|căn cứ (?:vào )?(?:đó|văn bản này)|(?:đây|đó) (?:là|chính là) (?:cơ sở|căn cứ)(?: [^\W\d]\w*){0,4}? để),? "
)


# "…, Tổng Liên đoàn có Chương trình số 02/CTr-TLĐ|; trên cơ sở đó, |Liên đoàn Lao động tỉnh ban hành …".
_THEN_CLAUSE = re.compile(
    r"[^.;\n]{0,60}[;,] (?P<cue>trên cơ sở đó|căn cứ vào đó),? (?:ngày \d{1,2}[^,;.\n]{0,18},? )?"
)


def _thereupon(text: Text, tops: list[int], place: int) -> Iterator[Claim]:
    """As in "Nghị quyết số 26-NQ/TW xác định …. |Trên cơ sở đó|, Thủ tướng Chính phủ ban hành Quyết định số 800/QĐ-TTg"."""
    one = text.found[tops[place]]
    if not one.acting or one.key is None or not place:
        return
    sentence = text.sentences.around(one.noun.start, one.noun.head.end)
    lead = _THEREUPON.match(text.page.low, sentence.start)
    before = text.found[tops[place - 1]]
    if within := _THEN_CLAUSE.fullmatch(text.page.low, before.noun.end, max(before.noun.end, one.acting[0].start)):
        if before.key and before.acting:
            yield claim(text, one.key, "basedOn", before.key, (before.noun.start, one.noun.head.end), within["cue"])
        return
    if (
        lead is None
        or before.noun.start >= sentence.start
        or text.sentences.between(before.noun.start, one.noun.start) > 1
    ):
        return
    said = text.sentences.around(before.noun.start, before.noun.head.end)
    if not before.acting and text.page.low[said.start : before.noun.start].strip("-+*• "):
        return
    keys = {text.found[row].key for row in tops[max(0, place - 9) : place] if text.found[row].noun.start >= said.start}
    if len(keys) == 1 and before.key:
        yield claim(text, one.key, "basedOn", before.key, (sentence.start, one.noun.head.end), lead["cue"])


# A purpose whose object was named just before: "…, Huyện ủy ban hành Kế hoạch số 41-KH/HU |để triển khai|."
_TO_DO_SO = re.compile(
    r"(?:,? (?:ngày|tháng) [\d/.-]{4,10}| \([^()\n]{3,30}\))?,? (?P<cue>(?:để|nhằm|về việc|về)(?: lãnh đạo,?| chỉ đạo)*"
    r"(?: (?:các )?(?:cấp ủy|chi bộ|đảng bộ|đơn vị|địa phương|cơ quan)(?: trực thuộc| các cấp)?)?"
    r"(?: tổ chức| tiếp tục)? (?:triển khai,?(?: tổ chức)?(?: thực hiện)?|thực hiện|cụ thể hóa)"
    r"(?: (?:trên địa bàn|trong|tại|ở) (?:toàn )?"
    r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đảng bộ|ngành|hệ thống|địa phương)(?: [^\W\d]\w*){0,4}?)?"
    r"|tổ chức (?:triển khai |thực hiện)+)(?=[.,;\n]|$)"
)
# The same behind "Sau khi có Kết luận 06, …", where less tells it: "… ban hành Công văn số 41-CV/HU |chỉ đạo| các chi bộ thực hiện".
_GIVEN = re.compile(r"(?<!\w)(?:(?:ngay )?(?:sau )?khi|ngay sau khi) (?:có|nhận được|tiếp nhận) \Z")
_CAME_OUT = re.compile(r" (?:được ban hành|ra đời|có hiệu lực)(?!\w)")
_GOES_OUT = re.compile(
    r",? (?P<cue>(?:lãnh đạo, )?chỉ đạo [^.;\n\d]{3,80}? (?:triển khai,? )?(?:thực hiện|triển khai)"
    r"|triển khai(?:,? thực hiện)?(?: (?:tới|đến|trong|ở|tại|sâu rộng) [^\W\d][^.;\n\d]{3,80}?)?)(?=[.,;\n]|$)"
)
# "|Để tổ chức thực hiện|, Tỉnh ủy có Nghị quyết số 04-NQ/TU".
_TO_DO_SO_FIRST = re.compile(
    r"(?P<cue>(?:để|nhằm) (?:kịp thời |tổ chức |tiếp tục )*(?:triển khai,?(?: tổ chức)?(?: thực hiện)?|thực hiện|cụ thể hóa))"
    r", (?:ngày [^,;.\n]{4,30},? )?"
)
# "…; UBND tỉnh |cụ thể hóa bằng| Quyết định số 33/2022/QĐ-UBND".
_SO_TURNED = re.compile(
    r"(?: (?:đã|cũng|tiếp tục))* (?P<cue>cụ thể(?: hóa)? (?:bằng|thành|thông qua|qua)(?: việc ban hành)?) "
)


def _unsaid(text: Text, tops: list[int], place: int) -> Iterator[Claim]:
    """Links whose object the clause leaves out, since the one document named just before is meant."""
    one = text.found[tops[place]]
    if not one.acting or one.key is None or not place:
        return
    actor = one.acting[0].start
    if text.page.low.endswith("được ", 0, actor):
        return
    said = _TO_DO_SO.match(text.page.low, one.noun.head.end) or _SO_TURNED.fullmatch(
        text.page.low, one.acting[-1].end, one.noun.start
    )
    begin = text.sentences.around(actor, actor + 1).start
    said = said or _TO_DO_SO_FIRST.fullmatch(text.page.low, begin, actor)
    if said is None and (near := _just_before(text, tops[max(0, place - 9) : place], actor)):
        first = text.starts[near[0]]
        given = first >= begin and (
            _GIVEN.search(text.page.low, max(0, first - 30), first)
            or (
                text.page.low.endswith("sau khi ", begin, first)
                and _CAME_OUT.match(text.page.low, text.found[near[-1]].noun.end)
            )
        )
        said = _GOES_OUT.match(text.page.low, one.noun.head.end) if given else None
    if said is None or _OWN_TOPIC.match(text.page.low, text.sentences.around(actor, actor + 1).start):
        return
    together, before = _parallel(text, tops[max(0, place - 9) : place], actor, said.re is _TO_DO_SO)
    for row in before:
        for subject in (*together, tops[place]):
            meant, key = text.found[row].key, text.found[subject].key
            if key and meant:
                span = (text.found[subject].acting[0].start, max(said.end(), one.noun.head.end))
                yield claim(text, key, "implements", meant, span, said["cue"])


_PARALLEL = re.compile(r"(?:(?P<apart>;)|,|,? và)(?: (?:còn|đồng thời))? ")
# "|Về phòng cháy rừng|, Huyện ủy ban hành … để triển khai": what the sentence says of itself.
_OWN_TOPIC = re.compile(
    r"(?:\d{1,2}[.)] |[a-z]\) |[-+*] )?(?:về|đối với|trong lĩnh vực|riêng|thay thế|bãi bỏ)(?!\w)(?! triển khai| thực hiện)"
)
# What came in between and may be what is carried out.
_CAME_BETWEEN = re.compile(
    r"(?<!\w)(?:nghị quyết|chỉ thị|kết luận|quyết định|quy định|kế hoạch|chương trình|đề án|hướng dẫn|thông tri|luật|nghị định|thông tư"
    r"|phong trào|cuộc vận động|chủ trương)(?! (?:này|trên|nêu|nói|đó|ấy|số))(?= (?:về|của|mới|phát|hiến|xây|thi đua|do))"
)
_ITEM = re.compile(r"\n\s*(?:\d{1,2}[.)]|[a-z]\)|[ivx]+[.)-]|[-+*•]) ?")


def _parallel(text: Text, rows: list[int], at: int, apart: bool) -> tuple[list[int], list[int]]:
    """What other bodies issued in the clauses right before ``at``, and what all of them carry out.

    "Ngay sau khi |Nghị quyết 09| được ban hành, Huyện ủy ban hành Chương trình số 21, UBND huyện ban hành Kế hoạch số 33 để thực hiện".
    Clauses ``apart`` may be parted by a semicolon, behind a lead that says what is carried out: their own say nothing of it.
    """
    sentence = text.sentences.around(at, at + 1).start
    together: list[int] = []
    start = at
    for place in range(len(rows) - 1, -1, -1):
        one = text.found[rows[place]]
        joined = one.acting and _PARALLEL.fullmatch(text.page.low, one.noun.end, start)
        if (
            not joined
            or (joined["apart"] and not apart)
            or not any(sentence <= text.starts[row] < one.acting[0].start for row in rows[:place])
        ):
            break
        if joined["apart"]:
            led = _LED.match(text.page.low, sentence)
            return together, _just_before(text, [row for row in rows[:place] if led], one.acting[0].start)
        together.insert(0, rows[place])
        start = one.acting[0].start
    return together, _just_before(text, [row for row in rows if text.starts[row] < start], start)


_LED = re.compile(r"(?:[-+*•] )?(?:triển khai|thực hiện|quán triệt|cụ thể hóa|căn cứ)(?!\w)")
# What may stand before the body of a sentence that goes on from the one before.
_OPENING = re.compile(
    r"(?:[-+*•] )?(?:(?:(?:ngay )?(?:sau đó|tiếp đó|từ đó|lập tức)|cùng (?:ngày|năm|thời gian)|trước đó|kịp thời|mới đây|vừa qua"
    r"|(?:đến )?(?:ngày|tháng|năm|đầu|cuối|giữa) [\w /.-]{2,30}|(?:tại|ở) [^,.;\n]{2,40}|về phía [^,.;\n]{2,30}),? )*"
)
# A document that a sentence carries out, hears of or has got, before its main clause.
_TAKEN_UP = re.compile(
    r"(?:thực hiện|triển khai|cụ thể hóa|quán triệt|sau khi (?:có|ban hành|nhận)|căn cứ|trên cơ sở|ban hành|thông qua|ký|ra đời|theo"
    r"|tiếp thu|sau khi|có)(?: (?:các|những|hai|ba))? \Z"
)


# "Sau khi có Quyết định số 217-QĐ/TW| và các văn bản hướng dẫn của cấp trên|, …": carried out with it, by no name.
_AND_OTHERS = re.compile(
    r"(?:,| và|, cùng) (?:các |những )(?:văn bản|hướng dẫn|quy định)(?:(?! (?:ban hành|xây dựng))[^,.;\n\d]){0,60}(?=,)"
)
# "UBND tỉnh |chưa ban hành| Kế hoạch số 15, UBND huyện ban hành … để triển khai".
_DENIED = re.compile(r"(?<!\w)(?:chưa|không|sẽ|dự kiến|đang)(?: [^\W\d]+){0,3} \Z")
_SETS_UP = re.compile(r"(?:thành lập|kiện toàn|khen thưởng|bổ nhiệm|công nhận)(?!\w)")


def _goes_before(text: Text, here: list[int], at: int) -> bool:
    """Whether the documents before ``at`` were issued there, or are what their sentence is about, and nothing else came between."""
    low = text.page.low
    first, last = text.found[here[0]].noun, text.found[here[-1]].noun
    if any(text.found[row].noun.head.form == "anaphor" for row in here) or any(text.found[row].acting for row in here):
        taken = True
    else:
        opens = first.start <= text.sentences.around(first.start, first.end).start
        taken = opens or _TAKEN_UP.search(low, max(0, first.start - 30), first.start) is not None
    others = _AND_OTHERS.match(low, last.end, at)
    between = low[others.end() if others else last.end : at]
    if _DENIED.search(low, max(0, first.start - 40), first.start):
        return False
    if any(_SETS_UP.match(one.title.lower()) for row in here if (one := text.found[row]).title):
        return False
    return taken and not _CAME_BETWEEN.search(between) and not _ITEM.search(between)


def _just_before(text: Text, rows: list[int], at: int) -> list[int]:
    """The document, or the list, that the sentence named before ``at`` or, when it named none, the sentence before it.

    Of several it is what a body issues there, or what the sentence speaks of from its beginning on.
    """
    sentence = text.sentences.around(at, at + 1)
    here = [row for row in rows if text.starts[row] >= sentence.start]
    if not here and rows and text.sentences.between(text.starts[rows[-1]], at) == 1:
        last = text.found[rows[-1]].noun
        start = text.sentences.around(last.start, last.head.end).start
        here = [row for row in rows if text.starts[row] >= start]
        here = (
            here
            if _TO_DO_SO_FIRST.fullmatch(text.page.low, sentence.start, at)
            or _OPENING.fullmatch(text.page.low, sentence.start, at)
            else []
        )
    if not here or not _goes_before(text, here, at):
        return []
    if len({text.found[row].key for row in here}) == 1:
        return here[-1:]
    acting = [row for row in here if text.found[row].acting]
    if acting and len({text.found[row].key for row in acting}) == 1:
        return coordinated(text, here[here.index(acting[-1]) :])
    first = text.found[here[0]].noun
    if here == coordinated(text, here) and _TAKEN_UP.search(text.page.low, max(0, first.start - 30), first.start):
        return here
    opens = first.head.form == "anaphor" and first.start <= text.sentences.around(first.start, first.end).start
    return here[:1] if opens else []
