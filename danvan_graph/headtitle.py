"""The title in a document's head: behind its type, below its number, or as the subject of an official letter."""

from __future__ import annotations

import re

from . import body, date
from .fold import tone
from .headissuer import is_authority
from .headlines import Line, is_motto
from .offices import names_body
from .words import UPPER

PLACE_DATE = re.compile(r"(?P<place>(?:tp\. ?)?[^\n,.;:()\d]{2,40}(?:(?<= )\d{1,2})?), ?ngày(?= )")
END_OF_TITLE = re.compile(
    r"(?:căn cứ|thực hiện|xét|theo đề nghị|kính gửi|kính gởi|ký bởi|người ký|thời gian ký|để |nhằm |trên cơ sở|phần |chương "
    r"|điều \d|[ivx]+\s*[-.]|\d{1,2}\s*[-.)]|[a-z]\)|[a-d] ?[-.–] ?(?=\w)|-{3,}|_{3,}|\*|ngày(?= ?\d| ?tháng| ?\.)|trong |sau |khóa |số"
    r"|\((?:ban hành|phê duyệt|phê chuẩn|kèm theo))"
)


# What the Youth Union's documents have in the place of the motto.
_UNION = re.compile(r"đoàn (?:tncs|thanh niên cộng sản) hồ chí minh")


_NUMBER_AT_END = re.compile(r"(?i)(?:^| )số ?:? ?\d[\d/]*(?: ?[-/] ?[A-ZĐƯ/-]+)?$")


# Who speaks in a company, school, hospital or office, on a line of its own.
_SPEAKER = re.compile(
    r"(?:của )?(?:hội đồng quản trị|hội đồng thành viên|đại hội đồng cổ đông|hội đồng trường|ban giám đốc|(?:tổng )?giám đốc|hiệu trưởng"
    r"|tư lệnh|chỉ huy trưởng|chính ủy|chủ nhiệm|bộ trưởng|tổng cục trưởng|viện trưởng|cục trưởng|chi cục trưởng"
    r"|chánh án|chánh văn phòng|trưởng phòng|trưởng ban|chấp hành viên|kiểm sát viên|chủ tịch (?=ủy|ubnd|hội|hđnd|liên|công))(?: ?[^,;.]{3,90})?"
)


def title_behind(lines: list[Line], row: int, kind: str) -> tuple[str | None, int]:
    """Title from the lines behind the type word, and the row of its last line."""
    parts: list[str] = []
    first = lines[row].text.strip(" *_#")
    rest = first[len(kind) :].strip() if tone(first).startswith(tone(kind) + " ") else ""
    rest = "" if tone(rest).startswith("của ") and names_body(rest[4:]) and first.isupper() else rest
    rest = "" if _SPEAKER.fullmatch(tone(rest)) or _CHANGED.fullmatch(tone(rest)) else rest
    cut = kind[len(first) :].strip() if tone(kind).startswith(tone(first) + " ") else ""
    if rest:
        parts.append(rest)
    last, spare = row, ""
    for index in range(row + 1, min(row + 6, len(lines))):
        line = lines[index]
        low = line.low.strip(" *_#-")
        if not parts and low == tone(kind):
            continue
        if not parts and low.startswith("của ") and names_body(line.text.strip(" *_#")[4:]):
            continue
        if not parts and low.startswith(("hội nghị ", "của hội nghị ")) and line.text.strip(" *_#")[:12].isupper():
            continue
        if _UNION.fullmatch(low):
            continue
        dated = PLACE_DATE.match(low)
        day = date.DATE.match(low, dated.end() - 4) if dated else None
        if is_motto(line) or (day and day.end() >= len(low) - 2):
            continue
        if day and not parts:
            parts.append(line.text.strip(" *_#")[day.end() :].strip())
            last = index
            continue
        if not low or set(line.text) <= set("-_*=–—. "):
            if parts:
                break
            continue
        if not parts and (is_authority(line) or _SPEAKER.fullmatch(low)):
            spare = spare or (line.text.strip(" *_#-") if _IS_TITLE.match(low) or kind == "điều lệ" else "")
            continue
        if not parts and _DAYS.fullmatch(low):
            continue
        if not parts and _ENCLOSED.match(low):
            break
        if parts and not parts[-1].isupper() and line.text.isupper() and len(line.text) > _SHORT_NAME:
            break
        if parts and line.text.isupper() and _SPEAKER.fullmatch(low) and not _WANTS_MORE.search(tone(parts[-1])):
            break
        if not parts and (words := _run_on(line.text)):
            return clean_title(words), index
        if _over(parts, lines, index, low):
            break
        parts.append(line.text.strip(" *_#"))
        last = index
    title = " ".join(parts) or spare
    if cut and tone(title).startswith(tone(cut) + " "):
        title = title[len(cut) :]
    return clean_title(title), last


# "ĐIỀU LỆ |(SỬA ĐỔI, BỔ SUNG)|".
_CHANGED = re.compile(r"\((?:đã )?(?:sửa đổi|bổ sung)[^()]{0,30}\)")
# A meeting that its own resolution has for a title where it has no other.
_IS_TITLE = re.compile(r"đại hội .*\d{4}$")
_DAYS = re.compile(r"\((?:họp )?(?:từ )?ngày [^()]{4,60}\)")
_ENCLOSED = re.compile(r"\((?:được )?(?:ban hành|phê duyệt|phê chuẩn)? ?kèm theo ")
_SHORT_NAME = 8  # letters of a line in capitals that may still be a name in a title: "COVID-19"
# "… KẾT QUẢ BẦU / |CHỦ TỊCH ỦY BAN NHÂN DÂN|": no speaker.
_WANTS_MORE = re.compile(r"(?<!\w)(?:bầu|của|và|cho|với|chức|danh|chuẩn|nhiệm|là|đồng chí)$")


# Where a sentence begins behind a title that stands in one line with the text: "… hộ đê năm 1999 |Theo| dự báo của …".
_RUN_ON = re.compile(
    rf"(?:CỦA [{UPPER} ]{{4,90}} )?(?:Về việc|V/v|Về) (?P<title>[^\n]{{10,300}}?) "
    r"(?=(?:Theo|Trong|Năm|Ngày|Thực hiện|Căn cứ|Để|Nhằm|Qua|Sau|Thời gian|Hiện|Mùa|Xét|Thi hành|Hàng năm|Hằng năm|Vừa qua|Trước|Kính gửi"
    r"|Những|Từ|Ngay|Tình hình) )"
)


def _run_on(text: str) -> str | None:
    """The title in a long line that goes on with the document's text; None in other lines."""
    match = (_RUN_ON.match(text) if len(text) > _LONG_LINE else None) or _SENTENCE_BEHIND.match(text)
    return match["title"] if match else None


_LONG_LINE = 250
# The same in a shorter line, where the sentence is one beyond doubt.
_SENTENCE_BEHIND = re.compile(
    r"(?:(?:Về việc|V/v|Về) )?(?P<title>[^\n.;]{15,300}?[a-zà-ỹđ\d”\")]) "
    r"(?=(?:Thực hiện|Căn cứ|Để|Nhằm|Theo|Thi hành|Vừa qua|Hiện nay|Đến nay|Thời gian qua|Trong thời gian qua|Ngày \d+/|Tại (?:cuộc họp|phiên họp))"
    r" [^\n]{40,}[.:;]$)"
)


def _over(parts: list[str], lines: list[Line], row: int, low: str) -> bool:
    """Whether the title was over before a line."""
    line = lines[row]
    if len(line.text) > 700 or (is_authority(line) and (line.text.isupper() or not parts or _is_followed(lines, row))):
        return True
    if not parts:
        return (
            re.match(
                r"(?:căn cứ|kính gửi|xét(?! tặng| tuyển| duyệt| chọn| công nhận| thăng| nâng| khen| hỗ trợ| cấp| đề nghị)|điều 1|[ivx]+\s*[-.])",
                low,
            )
            is not None
        )
    dated = _NUMBER_AT_END.search(parts[-1]) is not None and low.startswith("ngày")
    return (END_OF_TITLE.match(low) is not None and not dated and not _wrapped(parts[-1], line)) or _ends(lines, row)


def _is_followed(lines: list[Line], row: int) -> bool:
    """Whether what an authority considers stands below it: "Căn cứ …", "- Xét …"."""
    below = lines[row + 1].low.lstrip("-–+* ") if row + 1 < len(lines) else ""
    return below.startswith(("căn cứ", "xét", "theo", "thực hiện", "để ", "nhằm "))


def _wrapped(above: str, line: Line) -> bool:
    """Whether a title in capitals goes on in a line that begins with a small word: "… VÀ VI PHẠM PHÁP LUẬT / TRONG HỌC SINH"."""
    return above.isupper() and line.text.isupper() and line.low.startswith(("trong ", "sau ", "để ", "nhằm ", "số "))


def _ends(lines: list[Line], row: int) -> bool:
    """Whether a line ends like text, so that the title was over before it; a list in a title ends before the authority."""
    line = lines[row].text.rstrip()
    if line.isupper() or not line.endswith((".", ":", ";")):
        return False
    return not line.endswith(";") or not any(map(is_authority, lines[row + 1 : row + 4]))


def _is_day(line: Line) -> bool:
    """Whether a short line is place and date, whatever its abbreviations: "TP.Hồ Chí Minh, ngày 03 tháng 05 năm 2002"."""
    day = _day_in(line)
    return day is not None and day >= len(line.low.rstrip(" .*")) - 2


def bare_title(lines: list[Line], numbered: int) -> tuple[str | None, int]:
    """Title in capitals right behind number and date of a head whose line with the type is lost."""
    row = numbered + 1
    while row < len(lines) and (is_motto(lines[row]) or PLACE_DATE.match(lines[row].low) or _is_day(lines[row])):
        row += 1
    parts: list[str] = []
    while (
        row < len(lines)
        and lines[row].text.isupper()
        and not is_authority(lines[row])
        and not lines[row].text.endswith(":")
    ):
        parts.append(lines[row].text.strip(" *_#"))
        row += 1
    title = clean_title(" ".join(parts))
    return (title, row - 1) if title and len(title) > 15 else (None, -1)


def subject(lines: list[Line], numbered: int) -> tuple[str | None, int]:
    """Subject of an official letter: "V/v …" under the number."""
    for row in range(max(numbered, 0), min(numbered + 8, len(lines))):
        if lines[row].low.startswith("về việc này"):
            break
        between = lines[numbered + 1 : row]
        short = (
            row > numbered
            and len(lines[row].low) < 200
            and lines[row].text.startswith(("Về ", "Về:"))
            and all(is_motto(one) or PLACE_DATE.match(one.low) for one in between)
        )
        behind = re.search(r" (?:v/v|về việc)(?: ?:|(?= ))", lines[row].low) if row == numbered else None
        match = behind or re.match(
            r"[\W_]*(?:v/?v|về việc|về(?= \w| ?: ?\w))(?: ?:|[ :]|$)" if short else r"[\W_]*(?:v/?v|về việc)(?:[ :]|$)",
            lines[row].low,
        )
        if match:
            last = row if match.end() < len(lines[row].low) or row + 1 == len(lines) else row + 1
            while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], _is_addressed(lines, last + 2)):
                last += 1
            words = [lines[row].text[match.end() :], *(one.text for one in lines[row + 1 : last + 1])]
            return clean_title(" ".join([*words, _below_the_columns(lines, last)])), last
    return None, -1


def _below_the_columns(lines: list[Line], last: int) -> str:
    """The last line of a subject, printed below two columns: behind motto and day of the right one, above the addressee."""
    row = last + 1
    while row < len(lines) and is_motto(lines[row]):
        row += 1
    day = _day_in(lines[row]) if last + 1 < row < len(lines) else None
    if day is None:
        return ""
    rest = lines[row].text[day:].strip(" .*")
    row, rest = (row, rest) if rest or row + 1 >= len(lines) else (row + 1, lines[row + 1].text)
    addressed = _is_addressed(lines, row + 1)
    return rest if addressed and len(rest) < _SHORT_LINE and not END_OF_TITLE.match(tone(rest)) else ""


_SHORT_LINE = 60


def _day_in(line: Line) -> int | None:
    """Where the day ends with which a line begins behind a place: "Cái Tàu Hạ, ngày 28 tháng 9 năm 2011|"."""
    found = re.search(r", ?ngày ", line.low)
    day = date.DATE.match(line.low, found.end() - 5) if found else None
    return day.end() if day else None


def _is_addressed(lines: list[Line], row: int) -> bool:
    return row < len(lines) and lines[row].low.startswith("kính gửi")


def _goes_on(line: Line, following: Line, last: bool) -> bool:
    """Whether a subject goes on in the next line: a short line that opens nothing of its own; ``last`` before the addressee."""
    words = following.text.strip(" *_#|")
    return (
        (len(line.text) < 60 or last)
        and 0 < len(words) < 60
        and not words.isupper()
        and not is_motto(following)
        and not is_authority(following)
        and PLACE_DATE.match(following.low) is None
        and END_OF_TITLE.match(following.low.strip(" *_#|")) is None
        and not line.text.rstrip().endswith((".", ";", ":"))
    )


# "VỀĐÁNH GIÁ": the opener has lost the space behind it; no syllable goes on with a consonant and a vowel there.
_GLUED = re.compile(
    r"(?i)^(về(?: việc)?)(?=[bcdđghklmnpqrstvx]{1,3}[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ])"
)


# "… đối với phương tiện vận tải |UỶ BAN NHÂN DÂN TỈNH NGHỆ AN|": the authority, on the title's line.
_AUTHORITY_BEHIND = re.compile(
    rf"\s((?:[{UPPER}][{UPPER}-]*(?:\s|$)){{3,}}?)(?:KHÓA [IVXL\d]+[^()]{{0,40}})?(?:\([Tt]ừ ngày[^()]*\))?$"
)


_LEAD = re.compile(
    rf"CỦA [{UPPER} ,-]{{4,90}} (?:Về việc|Về|V/v)\s+"
    r"|(?i:của [^\d]{4,60} số \S+,? ngày [^\n]{6,24} năm \d{4}\s+(?:(?:về việc|v/v|về)\s+)?)"
    r"|(?i:(?:\(bổ sung\)\s+)?(?:liên (?:bộ|sở|ngành)\s+)?(?:về việc|v/v|về)\s*:?\s+)"
)


def _without_author(title: str) -> str:
    """A title without the author before it: "|CỦA TỔNG THANH TRA NHÀ NƯỚC| HƯỚNG DẪN CHẾ ĐỘ …"."""
    low = tone(title)
    author = body.phrase_at(title, low, len("của ")) if low.startswith("của ") else None
    verb = (
        re.compile(r" (?=(?:hướng dẫn|quy định|ban hành|về|v/v|sửa đổi|bổ sung|tăng cường)(?!\w))").match(
            low, author.end
        )
        if author
        else None
    )
    return title[verb.end() :] if verb else title


def clean_title(title: str) -> str | None:
    """A title without marks around it and its leading "về việc"; None when nothing is left."""
    title = re.split(r"(?i)kính g[ửở]i ?:", re.sub(r"\s+", " ", title))[0].strip(" -*_.:‾¯=~")
    title = title.rstrip('"”') if title.count('"') % 2 or title.count("“") < title.count("”") else title
    title = title[1:-1].strip() if re.fullmatch(r"(?i)\((?:v/v|về việc)[^()]*\)", title) else title
    title = _without_author(title)
    title = title[1:-1] if title[:1] in '“"' and title[-1:] in '”"' and not re.search('[“”"]', title[1:-1]) else title
    title = _GLUED.sub(r"\1 ", title)
    title = re.sub(r"(?i) -{5,} .*$| \((?:trình|ban hành kèm|kèm theo|thực hiện|căn cứ|theo) [^()]*\)$", "", title)
    lead = _LEAD.match(title)
    title = title[lead.end() :] if lead else title
    authority = _AUTHORITY_BEHIND.search(title) if not title.isupper() else None
    speaks = authority is not None and (names_body(authority[1]) or _SPEAKER.fullmatch(tone(authority[1])))
    title = title[: authority.start()] if authority and speaks else title
    return title or None
