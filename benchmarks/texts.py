"""Made-up reports in Vietnamese, about one citation to 600 characters; same seed, same text."""

from __future__ import annotations

import random

PLAIN = (
    "Sáu tháng qua, cấp ủy các cấp duy trì nền nếp giao ban với khối vận, nắm chắc tình hình dư luận ở những địa bàn "
    "có dự án đi qua, kịp thời trả lời kiến nghị của người dân về đất ở, nước sạch và chế độ cho hộ phải di chuyển.",
    "Các đoàn thể vận động được {n} lượt hộ góp công làm {m} km đường nội bản, sửa {m} nhà văn hóa, dựng thêm {m} bể "
    "nước công cộng; nhiều hộ tự lùi hàng rào, chặt bớt cây ăn quả để mở rộng lối đi chung.",
    "Lực lượng vũ trang cử {m} tổ công tác xuống ở cùng dân trong mùa mưa, giúp gặt {n} ha lúa chạy lũ và dựng lại "
    "những mái nhà bị gió lốc cuốn, được bà con quý mến.",
    "Tuy vậy, một số nơi còn khoán việc cho cán bộ chuyên trách; sinh hoạt chi hội thưa, nội dung nghèo, tỷ lệ hội "
    "viên dự họp chỉ đạt {p}%, việc góp ý cho chính quyền còn e dè.",
    "Từ đầu nhiệm kỳ đến nay đã mở {m} lớp bồi dưỡng cho {n} lượt người làm công tác ở cơ sở, chú trọng kỹ năng nói "
    "chuyện với đồng bào bằng tiếng dân tộc và cách giải quyết việc phức tạp ngay từ đầu.",
    "Toàn địa bàn có {n} mô hình làm hay được ghi nhận, trong đó {m} mô hình về kinh tế, {m} mô hình về môi trường, "
    "còn lại thuộc lĩnh vực văn hóa và an ninh trật tự; {p}% duy trì được sau một năm.",
    "Bà con các bản vùng cao đã bỏ dần tục để người chết lâu ngày trong nhà, giảm mổ gia súc trong đám tang, cho con "
    "gái đi học nội trú và không cho con lấy vợ lấy chồng sớm.",
    "Thời gian tới, các cơ quan rà lại cách làm, chọn việc khó để tập trung, giao người chịu trách nhiệm rõ, ba tháng "
    "một lần nghe báo cáo và thông tin công khai kết quả để người dân theo dõi.",
)

CITING = (
    "Thực hiện {nq}, ban thường vụ đã cụ thể thành {kh} và giao các chi bộ triển khai trong quý.",
    "Ngày {day}, cấp ủy ban hành {kh} để thực hiện {nq}; bốn tháng sau mọi xã đều có kế hoạch của mình.",
    "{kl} được phổ biến tới {p}% đảng viên, sau đó từng ngành đăng ký việc làm cụ thể trong năm.",
    "Văn bản này thay thế {kh} và có hiệu lực từ ngày ký.",
    "Căn cứ {nq} và tình hình ở địa phương, huyện chọn {m} bản làm điểm rồi nhân ra diện rộng.",
    "Qua {m} năm thực hiện {kl}, cách làm việc của chính quyền với dân có chuyển biến thấy được.",
)

RESOLUTIONS = (
    "Nghị quyết số {n}-NQ/TW ngày {day} của Ban Chấp hành Trung ương Đảng khóa XI",
    "Nghị quyết {n}-NQ/TU, ngày {day} của Ban Chấp hành Đảng bộ tỉnh",
    "Quyết định số {n}-QĐ/TW ngày {day} của Bộ Chính trị",
    "Chỉ thị số {n}-CT/TW của Ban Bí thư",
    "Nghị định số {n}/{year}/NĐ-CP ngày {day} của Chính phủ",
)
CONCLUSIONS = ("Kết luận số {n}-KL/TW, ngày {day} của Ban Bí thư", "Kết luận {n}-KL/TU của Ban Thường vụ Tỉnh ủy")
PLANS = (
    "Kế hoạch số {n}-KH/HU ngày {day}",
    "Chương trình hành động số {n}-CTr/HU, ngày {day} của Huyện ủy",
    "Kế hoạch số {n}/KH-UBND ngày {day} của Ủy ban nhân dân huyện",
)


def fill(template: str, rng: random.Random) -> str:
    """The template with made-up figures, dates and documents; each document gets figures of its own."""
    year = rng.randint(2011, 2024)
    values = {
        "n": str(rng.randint(1, 480)),
        "m": str(rng.randint(2, 90)),
        "p": f"{rng.randint(60, 99)},{rng.randint(1, 9)}",
        "year": str(year),
        "day": f"{rng.randint(1, 28):02}/{rng.randint(1, 12)}/{year}",
    }
    for name, forms in (("nq", RESOLUTIONS), ("kl", CONCLUSIONS), ("kh", PLANS)):
        if f"{{{name}}}" in template:
            values[name] = fill(rng.choice(forms), rng)
    return template.format_map(values)


def report(size: int, rng: random.Random) -> str:
    """A report of at least ``size`` characters, paragraphs of four sentences or so."""
    paragraphs, length = [f"BÁO CÁO\nkết quả công tác năm {rng.randint(2014, 2024)}\n"], 0
    while length < size:
        sentences = [fill(rng.choice(PLAIN), rng) for _ in range(rng.randint(2, 5))]
        sentences.insert(rng.randint(0, len(sentences)), fill(rng.choice(CITING), rng))
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs) + "\n"


def reports(megabytes: float, *, seed: int = 7, size: int = 12_000) -> list[str]:
    """Reports that make up ``megabytes`` of UTF-8."""
    rng = random.Random(seed)
    found, total = [], 0
    while total < megabytes * 1e6:
        found.append(report(size, rng))
        total += len(found[-1].encode())
    return found
