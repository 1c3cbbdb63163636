"""What kind of line this is, and whether the next one goes on with it."""

from __future__ import annotations

import re

_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
ITEM = re.compile(
    rf"""
      [-+•●○▪■◦►➢✓·]\s*(?=[^\W\d_]|["“‘'(\[]|\d)      # bullets
    | \*\s
    | \(?(?:(?:\d{{1,2}}|[IVXLC]{{1,6}})(?:\.\d{{1,2}}){{0,4}}|[a-zđA-ZĐ])[.)/]\s   # 1. 1.2. I. a) (1) 2/
    | [IVXLC]{{1,6}}\s?-\s                            # II- II -
    | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s(?=[{_UPPER}])     # 4.2 Kết quả
    | \d{{1,2}}\s?-\s(?=[{_UPPER}])
    | (?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s(?:thứ|THỨ|[IVXLC\d])
    | (?:Điều|ĐIỀU|Bước|Phụ\slục|PHỤ\sLỤC|Biểu|Khoản)\s[\dIVXLC]{{1,3}}[.:a-z]{{0,2}}(?:\s|$)(?!của\b|và\b|khoản\b)
    | (?:Nơi\snhận|Kính\sgửi|Kính\strình|Số\s?:|Căn\scứ|Xét|Theo\sđề\snghị|V/v|Hà\sNội,\sngày)\b
    | (?:T/M|TM\.|KT\.|TL\.|TUQ\.|Q\.)\s?[{_UPPER}]
    | (?:CỘNG|ĐẢNG\sCỘNG|ĐỘC\sLẬP|Độc\slập\s-)\s
    """,
    re.VERBOSE,
)
# "dân tộc thiểu |số|", "cấp |trên|", "hằng |năm|", "thời gian |qua|" end well.
_ENDS_WELL = (
    *(
        "thiểu số",
        "đa số",
        "dân số",
        "đổi số",
        "kinh tế số",
        "xã hội số",
        "công nghệ số",
        "hằng năm",
        "hàng năm",
        "nhiều năm",
    ),
    *("hằng tháng", "hàng tháng", "hằng ngày", "hàng ngày", "công việc", "làm việc", "sự việc", "cấp trên", "cấp dưới"),
    *("nêu trên", "nói trên", "kể trên", "vừa qua", "gian qua", "năm qua", "tháng qua"),
)
_WHOLE = "".join(f"(?<!{words})" for words in _ENDS_WELL)
_DANGLING = re.compile(
    r"(?:[,(\[“‘/]|(?<!\w)(?:của|và|về|ngày|số|tháng|năm|với|cho|tại|theo|do|ở|trong|từ|đến|các|những|là|để|hoặc|hay|bằng|"
    r"thuộc|khóa|khoá|thứ|lần|được|việc|trên|dưới|qua|giữa|nhằm|vào|như|một|nhiệm kỳ|giai đoạn|đối với|"
    r"(?:về|việc|đã) (?:ban hành|phê duyệt|thực hiện|triển khai)|"
    rf"OF|CỦA|VÀ|VỀ|VỚI|CHO|TẠI|THEO|CÁC|ĐỐI VỚI|TRONG){_WHOLE})$"
)
_STUCK = ("-", "/")
_NUMBER_START = re.compile(r"\d{1,5}(?:\s?[-/]\s?|\b)")
# A span of years cut in two: "giai đoạn 2017" + "- 2021".
_YEAR_END = re.compile(r"(?<!\d)(?:19|20)\d\d ?$")
_YEAR_REST = re.compile(r"- ?(?:19|20)\d\d(?!\d)")
_SENTENCE_END = frozenset(".;:!?…")
_CLOSERS = "\"”’')]»*_ ¹²³⁰⁴⁵⁶⁷⁸⁹"
_OPENERS = "\"“‘'([«"
RULE = re.compile(r"[-_=*~.—|:+#\s]+")
HEADING_LENGTH = 200


def is_open(line: str) -> bool:
    """Tell whether the line does not end as a sentence or an item does."""
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in _SENTENCE_END


def is_dangling(line: str) -> bool:
    """Tell whether the line ends in a word or sign that cannot end anything.

    >>> is_dangling("Chỉ thị số 18-CT/TW, ngày"), is_dangling("công tác tôn giáo"), is_dangling("chuyển đổi số")
    (True, False, False)
    """
    return _DANGLING.search(line[-20:].rstrip("¹²³⁰⁴⁵⁶⁷⁸⁹ ")) is not None


def starts_low(line: str) -> bool:
    """Tell whether the line begins with a small letter (quotation marks and brackets aside)."""
    return line.lstrip(_OPENERS)[:1].islower()


def is_item(line: str) -> bool:
    """Tell whether the line opens something of its own: a bullet, a numbered heading, a part of a letterhead."""
    return ITEM.match(line) is not None


def is_heading(line: str) -> bool:
    """Tell whether the line stands alone, in capitals."""
    return line.isupper() and len(line) < HEADING_LENGTH


_BASIS = re.compile(r"[-–+ ]*(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Thi hành) ")


def is_basis(line: str) -> bool:
    """Tell whether the line opens a recital ("Căn cứ …"), which ends in a semicolon, comma or full stop only."""
    return _BASIS.match(line) is not None


def is_row(line: str) -> bool:
    """Tell whether the line is a table's row."""
    return " | " in line


def glue(before: str, after: str) -> str:
    """Choose what stands between two joined lines: nothing inside a symbol ("25-" + "NQ/TW"), else a space."""
    if _cut_symbol(before) or (after.startswith(_STUCK) and after[1:2].isalpha() and before[-1:].isalnum()):
        return ""
    return " "


def goes_on(before: str, after: str, *, width: int = 0) -> bool:
    """Whether the very next line is the rest of the line ``before``; ``width``: where lines were wrapped, or 0."""
    if is_row(after) or is_row(before):
        return False
    if (_cut_symbol(before) and after[0].isalnum()) or (
        _YEAR_END.search(before, max(0, len(before) - 5)) and _YEAR_REST.match(after)
    ):
        return True
    if is_item(after):
        return False
    if is_heading(before):
        return is_heading(after) and is_dangling(before)
    low, dangling = starts_low(after), is_dangling(before)
    full = bool(width) and len(before) + len(after.split(" ", 1)[0]) + 1 > 0.9 * width
    if not is_open(before):
        return low and full
    if low or dangling:
        return dangling or full or (len(before) >= 20 and (bool(width) or " " in after or not is_open(after)))
    return not is_heading(after) and (full or (len(before) >= 25 and _symbol_follows(before, after)))


def resumes(before: str, after: str) -> bool:
    """Whether ``after`` is the rest of ``before`` across an empty line."""
    if is_item(after) or is_heading(before) or is_row(before) or is_row(after) or not is_open(before):
        return False
    if is_dangling(before):
        return len(before) >= 40 and not is_heading(after)
    return starts_low(after) and len(before) >= 50


def resumes_far(before: str, after: str) -> bool:
    """Whether ``after`` is the rest of ``before`` across the foot of a page."""
    if is_item(after) or is_heading(before) or is_heading(after) or is_row(before) or is_row(after):
        return False
    return is_open(before) and (starts_low(after) or is_dangling(before) or len(before) >= 60)


def _cut_symbol(before: str) -> bool:
    return before.endswith(_STUCK) and before[-2:-1].isalnum()


def _symbol_follows(before: str, after: str) -> bool:
    return _NUMBER_START.match(after) is not None and not before[-1].isdigit()
