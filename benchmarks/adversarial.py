"""Texts made to hurt, through the whole of reading and extraction, beside ordinary text of the same size.

``python benchmarks/adversarial.py [--megabytes 10] [NAME...]``: a line for each text: processor seconds, the ratio to
ordinary text, peak memory. Texts in which there is next to nothing to find must take no more than three times as long
as ordinary text, and a hundred times their size in memory. Texts full of citations, one every few characters, cost what
their citations cost: they must be linear, so a quarter of the text must take about a quarter of the time. Exit 1 where
that does not hold. Each text is read in a process of its own; processor time is measured, so that a busy machine matters
little.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.texts import reports

LIMIT = 3.0
GROWTH = 2.0
MEMORY = 100
FOOTNOTE = "Huyện ủy học Nghị quyết¹ và Kết luận².\n\n¹ Số 25-NQ/TW, ngày 03/6/2013.\n² Số 43-KL/TW.\n\n"


def ordinary(size: int) -> str:
    """Reports of the benchmark, one citation to some 600 characters."""
    return "".join(reports(size / 1e6))


def repeated(unit: str) -> Callable[[int], str]:
    """The unit again and again, up to so many bytes."""
    return lambda size: unit * (size // len(unit.encode()))


def once(opening: str, unit: str) -> Callable[[int], str]:
    """An opening, then the unit again and again."""
    return lambda size: opening + unit * (size // len(unit.encode()))


def shuffled(words: str) -> Callable[[int], str]:
    """Words in random order, on lines of random length."""
    bag = words.split("|")

    def text(size: int) -> str:
        rng = random.Random(5)
        out: list[str] = []
        length = 0
        while length < size:
            word = rng.choice(bag)
            out += (word, "\n" if rng.random() < 0.05 else " ")
            length += len(word.encode()) + 1
        return "".join(out)

    return text


def numbered(template: str) -> Callable[[int], str]:
    """The template with a running number, so that every citation is new."""
    return lambda size: "".join(template.format(n=n) for n in range(size // len(template.encode())))


GRAMMAR = (
    "Nghị quyết|Kết luận|số|25-NQ/TW|43-KL/TW|,|ngày|03/6/2013|của|Bộ Chính trị|về|về việc|thực hiện|tiếp tục thực hiện|"
    "“|”|(|)|;|.|Huyện ủy Phong Thổ|ban hành|thay thế|sửa đổi, bổ sung|Luật Đất đai|khóa XI|các|và|12, 13, 15-KH/TU|"
    "Quy chế|kèm theo|Căn cứ|này|Đề án|Kế hoạch này|trên cơ sở|¹|[1]|Điều 1.|do|ký|năm 2018|Đại hội|lần thứ XIII"
)

THIN: dict[str, Callable[[int], str]] = {
    "digits": repeated("7"),
    "digits and spaces": repeated("1 "),
    "dashes": repeated("-"),
    "dashes of all kinds": repeated("–—−‑-"),
    "slashes": repeated("/"),
    "dots": repeated("."),
    "spaces": repeated(" "),
    "empty lines": repeated("\n"),
    "ends of pages": repeated("\f"),
    "quotes": repeated("“"),
    "brackets": repeated("("),
    "combining marks": once("e", "\u0301"),
    "zero-width": repeated("\u200b"),
    "capitals": repeated("Đ"),
    "roman numbers": repeated("khóa XIIIIII "),
    "'Nghị quyết số '": repeated("Nghị quyết số "),
    "'Nghị quyết số' lines": repeated("Nghị quyết số\n"),
    "one symbol without end": once("Nghị quyết số 25-NQ", "/TW-NQ"),
    "one date without end": once("Nghị quyết số 25-NQ/TW, ngày ", "3/6/"),
    "one number of spaced digits": once("Nghị quyết số ", "2 5 "),
    "note marks": repeated("a¹ "),
    "replacements": repeated("thay thế "),
    "'về thực hiện '": repeated("về thực hiện "),
    "'của Ban '": repeated("của Ban "),
    "places": repeated("Huyện ủy Phong Thổ tỉnh Lai Châu "),
    "capital words": repeated("Huyện Phong "),
    "one line without spaces": repeated("nghịquyết"),
    "glued words": repeated("Nghịquyết Kếhoạch thựchiện "),
    "letters for digits": repeated("l5/O6/20l3 "),
    "anaphors of nothing": repeated("Nghị quyết này, Kế hoạch nêu trên "),
    "decisions of nothing": repeated("UBND tỉnh đã phê duyệt quy hoạch tại ; "),
    "leads without a document": repeated("Thực hiện Nghị quyết, Huyện ủy ban hành, "),
    "relative clauses": repeated("mà Huyện ủy Phong Thổ ban hành do xã được "),
    "schools in capitals": repeated("TRƯỜNG ĐẠI HỌC TÂY BẮC\n"),
    "recitals of nothing": repeated("; căn cứ thực hiện"),
    "headings of bases": repeated("I. CĂN CỨ XÂY DỰNG KẾ HOẠCH VÀ ĐỀ ÁN\n"),
    "subjects of nothing": repeated("Quy định có hiệu lực. Huyện ủy có quy định về tiếp dân.\n"),
    "bodies of no table": repeated("của Ban Chỉ đạo phòng, chống mua bán người "),
    "wide gaps": repeated("Số 25          ngày\n"),
    "running headers": repeated("BÁO CÁO HUYỆN ỦY\nNghị quyết số\n\f"),
    "legacy font": repeated("NghÞ quyÕt sè "),
    "one line of ordinary text": lambda size: ordinary(size).replace("\n", " "),
}
DENSE: dict[str, Callable[[int], str]] = {
    "'25-NQ/TW '": repeated("25-NQ/TW "),
    "one list of numbers": once("các Nghị quyết số ", "25, "),
    "chain of titles": repeated("Kế hoạch số 5-KH/HU về thực hiện "),
    "chain of plans, all new": numbered("Kế hoạch số {n}-KH/HU về tiếp tục thực hiện "),
    "citations, all new": numbered("Nghị quyết số {n}-NQ/TW, ngày 03/6/2013 của Bộ Chính trị.\n"),
    "short forms, all new": numbered("Nghị quyết {n} về công tác dân vận số {n}.\n"),
    "one document, short forms": once("Nghị quyết số 25-NQ/TW ngày 03/6/2013.\n", "Nghị quyết 25. "),
    "titles in quotes, all new": numbered("Đề án “Công tác dân vận số {n}” của tỉnh.\n"),
    "open quotes": repeated("Đề án “Công tác dân vận của tỉnh "),
    "named laws": repeated("Luật Đất đai, "),
    "congresses": repeated("Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XIV, "),
    "căn cứ blocks": repeated("Căn cứ Nghị quyết số 25-NQ/TW;\n"),
    "letterheads": repeated("HUYỆN ỦY NA RÌ\nSố 31-KH/HU\nKẾ HOẠCH\nthực hiện Kế hoạch số 77-KH/TU\n"),
    "anaphors": repeated("Nghị quyết số 25-NQ/TW. Nghị quyết này thay thế Nghị quyết số 8-NQ/TW. "),
    "recitals in one line": once(
        "HUYỆN ỦY NA RÌ\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 31-KH/HU\nKẾ HOẠCH\n", "căn cứ Nghị quyết số 25-NQ/TW; "
    ),
    "list under a heading": once("UBND tỉnh Lai Châu đã ban hành:\n", "- Quyết định số 62/QĐ-UBND về giá đất;\n"),
    "clauses without a main clause": repeated("Thực hiện Nghị quyết số 25-NQ/TW và ý kiến của ban, sở có tại "),
    "said in the next": repeated("Nghị quyết số 25-NQ/TW, ý kiến của ban ta tại "),
    "short names": repeated("Nghị quyết số 25-NQ/TW (sau đây gọi tắt là Nghị quyết số 25-NQ/TW), "),
    "laws without end": repeated("Luật Phòng, chống và phát triển, "),
    "bodies that propose": repeated("Sở Nội vụ tại Tờ trình số 5/TTr-SNV; "),
    "foot notes": repeated(FOOTNOTE),
    "main clauses without end": once("Thực hiện Nghị quyết số 25-NQ/TW, ", "Huyện ủy ban hành Kế hoạch số 5-KH/HU; "),
    "one sentence of issuers": repeated("Tỉnh ủy ban hành Kế hoạch số 5-KH/TU, xã A nêu Kế hoạch số 6-KH/HU, "),
    "documents turned into others": repeated(
        "Nghị quyết số 25-NQ/TW được Huyện ủy cụ thể hóa thành Kế hoạch số 5-KH/HU, "
    ),
    "two plans named above": repeated("Huyện ủy có Kế hoạch số 5-KH/HU thực hiện hai kế hoạch nêu trên. "),
    "the congress again": once(
        "Nghị quyết Đại hội Đảng bộ huyện lần thứ XX, ",
        "thực hiện Nghị quyết Đại hội, xã ban hành Kế hoạch số 5-KH/ĐU, ",
    ),
    "bare types of a body": repeated("Kế hoạch số 5-KH/HU thực hiện Nghị quyết của Tỉnh ủy. "),
    "far anaphors": once("Quyết định số 11/2018/QĐ-UBND.\n", "Quyết định này thay thế Quyết định số 36/2015/QĐ-UBND. "),
    "items of bases": once("I. CĂN CỨ PHÁP LÝ\n", "- Quyết định số 749/QĐ-TTg;\n"),
    "brackets behind titles": repeated("Kế hoạch số 5-KH/HU thực hiện Quy định số 126-QĐ/TW (được thay thế bằng "),
    "bodies behind titles": repeated("Nghị quyết 02 về du lịch của Huyện ủy Phong Thổ. "),
    "plans that are led": repeated("Thực hiện Nghị quyết số 25-NQ/TW, Huyện ủy Phong Thổ đã xây dựng kế hoạch. "),
    "Markdown tables": repeated("| 25-NQ/TW | 03/6/2013 | Bộ Chính trị |\n"),
    "words of the grammar": shuffled(GRAMMAR),
}
TEXTS = {"ordinary text": ordinary, **THIN, **DENSE}


def measure(name: str, size: int) -> None:
    """Read and extract one text; print processor seconds, peak memory (MiB) and the number of mentions."""
    from danvan_graph.extract import extract
    from danvan_graph.read import from_text

    extract(from_text("Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của Huyện ủy Phong Thổ về công tác dân vận."))
    text = TEXTS[name](size)
    began = time.process_time()
    found = extract(from_text(text))
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.2f} {peak:.0f} {len(found.mentions)} {len(found.claims)}")


def measured(name: str, size: int, seconds: float | None = None) -> tuple[float, float, int, int] | None:
    """The figures of one text from a process of its own; None when it takes more than ``seconds``."""
    command = [sys.executable, __file__, "--one", name, "--bytes", str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    taken, peak, mentions, claims = done.stdout.split()
    return float(taken), float(peak), int(mentions), int(claims)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="texts to try; default: all")
    parser.add_argument("--megabytes", type=float, default=10.0, help="of each text; a tenth of it where dense")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--bytes", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        measure(given.one, given.bytes)
        return
    size = int(given.megabytes * 1e6)
    base = measured("ordinary text", size)
    assert base is not None
    print(f"{'ordinary text':30} {base[0]:7.2f} s          {base[1]:6.0f} MiB  {base[2]} mentions, {base[3]} links")
    names = given.names or [*THIN, *DENSE]
    good = [thin(name, size, base[0]) if name in THIN else dense(name, size // 10) for name in names]
    sys.exit(not all(good))


def thin(name: str, size: int, base: float) -> bool:
    """Whether a text of nothing is read within the limits."""
    one = measured(name, size, base * LIMIT * 10 + 60)
    if one is None:
        print(f"{name:30} more than {base * LIMIT * 10 + 60:.0f} s")
        return False
    seconds, peak, mentions, _ = one
    good = seconds <= LIMIT * base and peak <= MEMORY * size / 2**20 + 100
    end = "" if good else "  <-- above the limit"
    print(f"{name:30} {seconds:7.2f} s  ×{seconds / base:5.2f}  {peak:6.0f} MiB  {mentions} mentions{end}", flush=True)
    return good


def dense(name: str, size: int) -> bool:
    """Whether the time for a text of citations grows with its length."""
    quarter, whole = measured(name, size // 4, 300), measured(name, size, 600)
    if quarter is None or whole is None:
        print(f"{name:30} took too long")
        return False
    seconds, peak, mentions, _ = whole
    growth = seconds / max(quarter[0], 0.01) / 4
    each = 1000 * seconds / max(1, mentions)
    end = "" if growth <= GROWTH else "  <-- more than linear"
    print(
        f"{name:30} {seconds:7.2f} s  {size / 1e6:g} MB, ×{4 * growth:.1f} a quarter's  {peak:6.0f} MiB  "
        f"{mentions} mentions, {each:.2f} ms each{end}",
        flush=True,
    )
    return growth <= GROWTH


if __name__ == "__main__":
    main()
