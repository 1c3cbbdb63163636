"""What the program says, in Vietnamese and English; data (CSV, JSON) stay language-neutral."""

from __future__ import annotations

import re

TEXTS: dict[str, tuple[str, str]] = {
    # relations, seen from the subject and from the object
    "implements": ("thực hiện", "implements"),
    "continues": ("tiếp tục thực hiện", "continues"),
    "supersedes": ("thay thế, bãi bỏ", "supersedes"),
    "amends": ("sửa đổi, bổ sung", "amends"),
    "guides": ("hướng dẫn", "guides"),
    "basedOn": ("căn cứ", "is based on"),
    "approves": ("phê duyệt", "approves"),
    "promulgates": ("ban hành kèm theo", "promulgates"),
    "cites": ("nhắc tới", "cites"),
    "issuedBy": ("do cơ quan ban hành", "issued by"),
    "candidate": ("có thể là", "may be"),
    "in:implements": ("được thực hiện bởi", "implemented by"),
    "in:continues": ("được tiếp tục thực hiện bởi", "continued by"),
    "in:supersedes": ("bị thay thế, bãi bỏ bởi", "superseded by"),
    "in:amends": ("được sửa đổi, bổ sung bởi", "amended by"),
    "in:guides": ("được hướng dẫn bởi", "guided by"),
    "in:basedOn": ("là căn cứ của", "basis of"),
    "in:approves": ("được phê duyệt bởi", "approved by"),
    "in:promulgates": ("được ban hành bởi", "promulgated by"),
    "in:cites": ("được nhắc tới trong", "cited in"),
    "in:issuedBy": ("đã ban hành", "issued"),
    "in:candidate": ("có thể được nhắc tới là", "may be meant by"),
    # levels, branches, states, statuses
    "central": ("trung ương", "central"),
    "province": ("tỉnh", "province"),
    "district": ("huyện", "district"),
    "commune": ("xã", "commune"),
    "village": ("thôn, bản", "village"),
    "party": ("đảng", "party"),
    "state": ("nhà nước", "state"),
    "front": ("mặt trận, đoàn thể", "front"),
    "military": ("lực lượng vũ trang", "military"),
    "": ("chưa rõ", "unknown"),
    "in force": ("còn hiệu lực", "in force"),
    "in force until": ("có hiệu lực đến", "in force until"),
    "amended by": ("được sửa đổi, bổ sung bởi", "amended by"),
    "expired": ("hết thời hạn từ", "expired"),
    "not issued yet": ("chưa ban hành", "not issued yet"),
    "superseded by": ("bị thay thế bởi", "superseded by"),
    "issued": ("đã ban hành", "issued"),
    "mentioned": ("chỉ được nhắc tới", "only mentioned"),
    "nothing_found": ("chưa tìm thấy", "nothing found"),
    # headings of facts and columns
    "iri": ("IRI", "IRI"),
    "label": ("số, ký hiệu", "label"),
    "type": ("loại", "type"),
    "number": ("số", "number"),
    "symbol": ("ký hiệu", "symbol"),
    "date": ("ngày", "date"),
    "dates": ("ngày", "dates"),
    "issuer": ("cơ quan", "body"),
    "issuers": ("cơ quan", "bodies"),
    "level": ("cấp", "level"),
    "territory": ("địa bàn", "territory"),
    "depth": ("bậc", "depth"),
    "via": ("quan hệ", "via"),
    "parent": ("của văn bản", "parent"),
    "days": ("sau (ngày)", "days"),
    "validity": ("hiệu lực", "state"),
    "title": ("trích yếu", "title"),
    "titles": ("trích yếu", "titles"),
    "organisation": ("cơ quan", "organisation"),
    "status": ("tình trạng", "status"),
    "directive": ("văn bản", "directive"),
    "rule": ("quy tắc", "rule"),
    "severity": ("mức", "severity"),
    "message": ("nội dung", "message"),
    "about": ("văn bản", "about"),
    "count": ("số lượng", "count"),
    "what": ("nội dung", "what"),
    "value": ("giá trị", "value"),
    "score": ("điểm", "score"),
    "predecessors": ("tiền thân", "came from"),
    "successors": ("cơ quan kế tiếp", "went into"),
    "begins": ("từ ngày", "from"),
    "ends": ("đến ngày", "until"),
    "chain": ("chuỗi thay thế", "superseded in turn by"),
    "ruling:same": ("rà soát: là một", "decided: the same"),
    "ruling:different": ("rà soát: khác nhau", "decided: different"),
    "ruling:not-a-citation": ("rà soát: không phải viện dẫn", "decided: no citation"),
    "ruling:date": ("rà soát: ngày đúng là", "decided: the date is"),
    "ruling:drop": ("rà soát: bỏ quan hệ", "decided: link dropped"),
    "review:keys": ("[a] nhận  [r] bác  [s] bỏ qua  [q] thôi:", "[a]ccept  [r]eject  [s]kip  [q]uit:"),
    "review:date": ("Ngày đúng là", "The date is"),
    "review:type-date": ("Ghi ngày của", "Give the date of"),
    "review:which-date": ("Ngày (2019-06-01):", "Date (2019-06-01):"),
    "review:no-date": ("{0}: không phải ngày", "{0}: no date"),
    "review:same": ("Đây là", "This is"),
    "review:not-a-citation": ("Đây không phải viện dẫn văn bản:", "This cites nothing:"),
    "review:drop": ("Bỏ quan hệ", "Drop the link"),
    "review:reason": ("Lý do:", "Reason:"),
    "review:none": ("chưa quyết định gì", "nothing was decided"),
    "review:written": ("đã ghi {0} quyết định vào {1}", "wrote {0} decisions to {1}"),
    "why": ("vì sao", "why"),
    "why:chosen": ("được hiểu là {0}", "taken for {0}"),
    "why:open": ("chưa xác định", "left open"),
    "why:ruled": ("do người rà soát quyết định", "decided by a person"),
    "why:nothing": ("không có trường hợp nào phải cân nhắc", "nothing had to be weighed"),
    "why:by-content": ("theo nội dung thực hiện", "by what it carries out"),
    "reason:read": ("có trong tài liệu đã đọc", "named in the documents read"),
    "reason:title": ("trùng trích yếu", "same title"),
    "reason:other-title": ("khác trích yếu", "another title"),
    "reason:issuer": ("cùng cơ quan", "same body"),
    "reason:other-issuer": ("khác cơ quan", "another body"),
    "reason:term": ("đúng khóa", "same term"),
    "reason:other-term": ("khác khóa", "another term"),
    "reason:date": ("trùng ngày", "same date"),
    "reason:near-date": ("ngày phù hợp", "date fits"),
    "reason:other-date": ("khác ngày", "another date"),
    "reason:later": ("ra đời sau khi văn bản này được viết", "later than the text"),
    "parents": ("cơ quan cấp trên", "bodies above"),
    "children": ("cơ quan trực thuộc", "bodies below"),
    "names": ("tên gọi", "names"),
    "branch": ("khối", "branch"),
    "evidence": ("câu làm chứng", "evidence"),
    "contradictions": ("mâu thuẫn trong văn bản", "contradictions in the texts"),
    # counts
    "directives": ("văn bản", "directives"),
    "organisations": ("cơ quan", "organisations"),
    "sources": ("tài liệu đã đọc", "documents read"),
    "unresolved": ("văn bản chưa xác định", "unresolved directives"),
    "relation": ("quan hệ", "relation"),
    "year": ("năm", "year"),
    "name": ("tên", "name"),
    "path": ("tệp", "file"),
    "start": ("vị trí", "place"),
    "record": ("loại ghi nhận", "record"),
    "object": ("trỏ tới", "object"),
    "text": ("nguyên văn", "text"),
    "parameters": ("tham số", "parameters"),
    # severities
    "violation": ("lỗi", "violation"),
    "warning": ("cảnh báo", "warning"),
    "info": ("cần xem", "to look at"),
    # lineage
    "up": ("Thực hiện các văn bản", "Carries out"),
    "down": ("Được thực hiện bằng", "Carried out by"),
    "days_after": ("sau {0} ngày", "{0} days after"),
    "days_before": ("trước {0} ngày", "{0} days before"),
    "undated_number": ("chưa tài liệu nào ghi ngày hoặc khóa", "no text gives its date or term"),
    "undated": ("chưa rõ ngày", "undated"),
    "many_dates": ("nhiều ngày: {0}", "several dates: {0}"),
    "see": ("xem {0} ở trên hoặc dưới", "see {0} above or below"),
    "cycle": ("vòng lặp, cắt tại đây", "cycle, cut here"),
    "unresolved_mark": ("chưa xác định", "unresolved"),
    "passing": ("qua {0}", "through {0}"),
    "total": ("{0} văn bản, {1} liên kết", "{0} directives, {1} links"),
    "alone": (
        "Chưa tìm thấy văn bản nào thực hiện hoặc được thực hiện",
        "Nothing found that carries it out, or that it carries out",
    ),
    "summary": (
        "Quá nhiều văn bản để vẽ cây ({0}); sau đây là số lượng theo cấp và địa bàn.",
        "Too many directives for a tree ({0}); counts by level and territory instead.",
    ),
    "narrow": (
        "Thu hẹp bằng --level, --under, --depth, --on; hoặc lấy tất cả bằng --format csv.",
        "Narrow it with --level, --under, --depth, --on; or take all with --format csv.",
    ),
    "more": ("… và {0} nơi khác", "… and {0} more"),
    # coverage
    "coverage_head": ("{0} ({1}): cấp {2}, {3}, đến ngày {4}", "{0} ({1}): {2} level, {3}, to {4}"),
    "country": ("cả nước", "the whole country"),
    "coverage_total": (
        "{0}/{1} đơn vị đã ban hành ({2}%), {3} chỉ được nhắc tới, {4} chưa tìm thấy trong {5} tài liệu đã đọc",
        "{0} of {1} bodies have issued ({2}%), {3} only mentioned, {4} with nothing found in {5} documents read",
    ),
    # path, lag, annex
    "no_chain": ("{0} và {1}: chưa tìm thấy chuỗi liên kết nào", "{0} and {1}: no chain of links found"),
    "more_chains": ("còn chuỗi khác; --limit lớn hơn {0} để xem", "there are more; --limit above {0} shows them"),
    "route": ("chuỗi", "chain"),
    "step": ("bước", "step"),
    "subject": ("văn bản", "subject"),
    "predicate": ("quan hệ", "link"),
    "least": ("ít nhất", "least"),
    "lower": ("tứ phân vị dưới", "lower quartile"),
    "median": ("trung vị", "median"),
    "upper": ("tứ phân vị trên", "upper quartile"),
    "most": ("nhiều nhất", "most"),
    "before": ("có ngày sớm hơn", "dated before"),
    "annex": ("Phụ lục: danh mục văn bản", "Annex: list of directives"),
    "row": ("STT", "No."),
    "via_what": ("Thực hiện văn bản", "Carries out"),
    # demo
    "demo_files": ("Các tệp ở đây:", "The files are here:"),
    "demo_next": (
        'Hỏi tiếp: cd {0}, rồi thử danvan show "101-KH/HU", danvan check, danvan query --list',
        'To go on: cd {0}, then try danvan show "101-KH/HU", danvan check, danvan query --list',
    ),
    # lookups
    "not_found": ("{0}: không tìm thấy", "{0}: not found"),
    "near": ("gần giống", "near"),
    "ambiguous": (
        '{0}: khớp {1} mục; thêm khóa, năm hoặc địa bàn, ví dụ "25-NQ/TW khóa XI", "25-NQ/TW@2013"',
        '{0}: {1} matches; add a term, a year or a place, as in "25-NQ/TW khóa XI", "25-NQ/TW@2013"',
    ),
    "no_documents": ("{0}: không có tài liệu nào đọc được", "{0}: no documents here"),
    "no_store": ("{0}: chưa có kho dữ liệu; hãy chạy danvan build trước", "{0}: no store here; run danvan build first"),
    "nothing": ("không tìm thấy gì", "nothing found"),
    "written": ("đã ghi {0}", "wrote {0}"),
    "hint": ("gợi ý", "hint"),
    "clean": ("không có lỗi nào", "no violation"),
    "findings": ("{0} lỗi, {1} cảnh báo, {2} điểm cần xem", "{0} violations, {1} warnings, {2} to look at"),
}


def say(lang: str, key: str, *values: object) -> str:
    """Say ``key`` in a language, with values put in; a key without a text is said as it is.

    >>> say("en", "days_after", 70), say("vi", "district")
    ('70 days after', 'huyện')
    """
    texts = TEXTS.get(key)
    text = texts[lang == "en"] if texts else key
    return text.format(*values) if values else text


def state(lang: str, text: str) -> str:
    """Say the state of a directive ("in force", "superseded by 69-KL/TU (2020-01-02)").

    >>> state("vi", "superseded by 69-KL/TU (2020-01-02)")
    'bị thay thế bởi 69-KL/TU (02/01/2020)'
    """
    head, by, rest = text.partition("superseded by")
    if by:
        return say(lang, by) + _dated(lang, rest)
    head, by, rest = text.partition(", amended by")
    words, _, day = head.rpartition(" ")
    if day[:1].isdigit():
        head = f"{say(lang, words)} {date(lang, day)}"
    return say(lang, head) + (f", {say(lang, by[2:])}{_dated(lang, rest)}" if by else "")


def _dated(lang: str, text: str) -> str:
    """A text with the dates in its brackets as readers of the language write them."""
    return re.sub(r"\((\d{4}[\d-]*)\)", lambda found: f"({date(lang, found[1])})", text)


def date(lang: str, iso: str) -> str:
    """A date as readers of the language write it.

    >>> date("vi", "2013-06-03"), date("vi", "2013-06"), date("en", "2013-06-03")
    ('03/06/2013', '06/2013', '2013-06-03')
    """
    return iso if lang == "en" else "/".join(reversed(iso.split("-")))
