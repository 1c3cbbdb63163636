"""What went wrong, said in Vietnamese: the library's errors are in English, the command line speaks both."""

from __future__ import annotations

import re
from functools import cache

# English as the library says it, Vietnamese; {} is a name, a number or the cause an engine gives.
_TABLE = """
no such file|không có tệp này
no such file or directory|không có tệp hoặc thư mục này
permission denied|không có quyền đọc hoặc ghi
is a directory|đây là thư mục
no space left on device|hết chỗ trên đĩa
the file is empty|tệp rỗng
no text in it|tệp không có chữ
holds no triples|không có bộ ba RDF nào
binary data, not text|dữ liệu nhị phân, không phải văn bản
no UTF-8 text|không phải văn bản UTF-8
damaged {} text near byte {}|văn bản {} hỏng gần byte {}
too large ({} MB; the limit is {} MB)|quá lớn ({} MB; giới hạn là {} MB)
too large when unpacked ({} MB in {})|quá lớn khi giải nén ({} MB trong {})
encrypted (it needs a password)|bị mã hóa (cần mật khẩu)
corrupt or encrypted (LibreOffice cannot open it)|hỏng hoặc bị mã hóa (LibreOffice không mở được)
corrupt (nested too deeply)|hỏng (lồng nhau quá sâu)
corrupt (the Word document has no body)|hỏng (tài liệu Word không có phần thân)
corrupt (no Word document inside)|hỏng (bên trong không có tài liệu Word)
corrupt (not a readable zip package)|hỏng (không đọc được gói zip)
corrupt (too many parts)|hỏng (quá nhiều phần)
corrupt (page {} cannot be read)|hỏng (không đọc được trang {})
corrupt (a PDF without pages)|hỏng (PDF không có trang nào)
corrupt (not a readable PDF)|hỏng (không đọc được PDF)
corrupt (no HTML inside)|hỏng (bên trong không có HTML)
corrupt (Tesseract cannot read the picture)|hỏng (Tesseract không đọc được hình)
corrupt ({} cannot be read)|hỏng (không đọc được {})
an old Word file named .docx|tệp Word cũ mang đuôi .docx
unknown type of file (no ending); known: {}|loại tệp không rõ (không có đuôi); đọc được: {}
unknown type of file ({}); known: {}|loại tệp không đọc được ({}); đọc được: {}
unknown ending; there are {}|đuôi tệp không rõ; có thể dùng: {}
a picture, read only with OCR (--ocr)|hình ảnh, chỉ đọc được bằng OCR (--ocr)
a PDF without text: scanned pages, read only with OCR (--ocr)|PDF không có chữ: trang quét, chỉ đọc được bằng OCR (--ocr)
a scan is read through Tesseract, which is missing; install it: {}|đọc bản quét cần Tesseract, máy chưa có; cài bằng: {}
Tesseract lacks its Vietnamese data; install it: {}|Tesseract thiếu dữ liệu tiếng Việt; cài bằng: {}
Tesseract did not read a page within {} s|Tesseract không đọc xong một trang trong {} giây
{} files are read through LibreOffice, which is missing; install it: {}|đọc tệp {} cần LibreOffice, máy chưa có; cài bằng: {}
LibreOffice did not convert it within {} s|LibreOffice không chuyển xong trong {} giây
LibreOffice cannot be started ({})|không chạy được LibreOffice ({})
cannot be analysed ({})|không phân tích được ({})
cannot be written: {}|không ghi được: {}
the process that read it died|tiến trình đọc tệp bị dừng
kept by another version of danvan_graph; build it again|do phiên bản khác của danvan_graph lưu; hãy build lại
no registry: columns missing: {}|không phải bảng văn bản đã biết: thiếu cột {}
no store here; danvan build makes one|không có kho dữ liệu ở đây; danvan build sẽ tạo
only a store in a folder can be opened, not one behind an address|chỉ mở được kho trong thư mục, không mở được kho ở một địa chỉ
no store can be made here: {}|không tạo được kho ở đây: {}
no catalogue.sqlite, or the store is closed|thiếu catalogue.sqlite, hoặc kho đã đóng
the store is closed|kho đã đóng
in use by another process; wait for it or end it|một tiến trình khác đang dùng; hãy đợi hoặc dừng tiến trình đó
this format needs {}: pip install {}|định dạng này cần {}: pip install {}
a plot needs matplotlib: pip install {}|vẽ biểu đồ cần matplotlib: pip install {}
a frame needs pandas: pip install {}|bảng DataFrame cần pandas: pip install {}
a plot is .png or .svg|biểu đồ chỉ lưu được thành .png hoặc .svg
its day is not known, so no days after it can be counted|chưa rõ ngày ban hành, nên không đếm được số ngày sau đó
the graph is damaged or not readable: {}|đồ thị hỏng hoặc không đọc được: {}
"""


def said(lang: str, text: str) -> str:
    """An error's text in the language: its path as it is, its cause by the table; as it came where that has none.

    >>> said("vi", "a.pdf: encrypted (it needs a password)"), said("en", "a.pdf: no text in it")
    ('a.pdf: bị mã hóa (cần mật khẩu)', 'a.pdf: no text in it')
    """
    if lang == "en":
        return text
    for pattern, vietnamese in _patterns():
        if found := pattern.search(text):
            rest = (said(lang, part) for part in found.groups())
            return text[: found.start()] + vietnamese.format(*rest)
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for line in sorted(_TABLE.strip().splitlines(), key=lambda line: "{}" not in line):
        english, _, vietnamese = line.partition("|")
        pattern = "(.+?)".join(re.escape(part) for part in english.split("{}"))
        found.append((re.compile(rf"(?:^|(?<=: )){pattern}$", re.IGNORECASE), vietnamese))
    return tuple(found)
