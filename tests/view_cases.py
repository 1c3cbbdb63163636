"""Lineages made by hand for the tests of the pages."""

from __future__ import annotations

from danvan_graph.lineage import Edge, Evidence, Lineage, Node
from danvan_graph.model import ID


def iri(tail: str) -> str:
    return f"{ID}directive/{tail}"


def evidence(text: str, cue: str, path: str = "bao-cao.docx", start: int = 120) -> tuple[Evidence, ...]:
    return (Evidence(path, start, start + len(text), text, text, cue),)


ROOT = Node(
    iri("tw/nq-25/xi"),
    "25-NQ/TW",
    type="nghị quyết",
    number="25",
    symbol="NQ/TW",
    date="2013-06-03",
    dates=("2013-06-03", "2013-06-13"),
    title="Về tăng cường và đổi mới sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới",
    issuer="Ban Chấp hành Trung ương",
    level="central",
    branch="party",
    contradictions=1,
)


def node(tail: str, label: str, level: str, date: str, issuer: str, **more: object) -> Node:
    facts: dict[str, object] = {"type": "kế hoạch", "branch": "party", "number": label.split("-")[0]} | more
    return Node(iri(tail), label, level=level, date=date, issuer=issuer, **facts)


def cascade() -> Lineage:
    """Centre, province, district, communes; one of every sign."""
    old = node(
        "tw/ct-33/2009",
        "33/2009/CT-TTg",
        "central",
        "2009-11-20",
        "Thủ tướng Chính phủ",
        type="chỉ thị",
        branch="state",
        state="superseded",
    )
    province = node(
        "lc/tu/ctr-60",
        "60-CTr/TU",
        "province",
        "2013-09-20",
        "Tỉnh ủy Lai Châu",
        type="chương trình hành động",
        territory="Lai Châu",
        days=109,
    )
    front = node(
        "lc/mttq/kh-80",
        "80/KH-MTTQ",
        "province",
        "2014-03-02",
        "Ủy ban MTTQ Việt Nam tỉnh Lai Châu",
        branch="front",
        territory="Lai Châu",
    )
    army = node(
        "lc/bch/kh-12",
        "12/KH-BCH",
        "province",
        "2015",
        "Bộ Chỉ huy quân sự tỉnh Lai Châu",
        branch="military",
        territory="Lai Châu",
    )
    district = node(
        "lc/pt/hu/kh-101", "101-KH/HU", "district", "2013-11-29", "Huyện ủy Phong Thổ", territory="Phong Thổ", days=179
    )
    later = node(
        "lc/pt/hu/kh-427", "427-KH/HU", "district", "2020-01-20", "Huyện ủy Phong Thổ", territory="Phong Thổ", days=2422
    )
    lost = node("-/kh-47", "Kế hoạch 47", "", "", "", branch="", unresolved=True)
    communes = [
        node(
            f"lc/pt/{name}/kh-{at}", f"0{at}-KH/ĐU", "commune", f"2014-0{at}-15", f"Đảng ủy xã {place}", territory=place
        )
        for at, (name, place) in enumerate(
            [("dao-san", "Dào San"), ("mu-sang", "Mù Sang"), ("si-lo-lau", "Sì Lở Lầu")], 1
        )
    ]
    links = [
        Edge(
            province.iri,
            "implements",
            ROOT.iri,
            evidence("Tỉnh ủy ban hành Chương trình số 60-CTr/TU thực hiện Nghị quyết số 25-NQ/TW.", "thực hiện"),
        ),
        Edge(ROOT.iri, "supersedes", old.iri, evidence("Nghị quyết này thay thế Chỉ thị 33/2009/CT-TTg.", "thay thế")),
        Edge(front.iri, "implements", province.iri),
        Edge(army.iri, "basedOn", province.iri),
        Edge(
            district.iri,
            "implements",
            province.iri,
            evidence(
                "Huyện ủy ban hành Kế hoạch số 101-KH/HU triển khai thực hiện Chương trình 60-CTr/TU.",
                "triển khai thực hiện",
            ),
        ),
        Edge(
            district.iri,
            "implements",
            ROOT.iri,
            evidence("Kế hoạch này thực hiện Nghị quyết số 25-NQ/TW.", "thực hiện"),
        ),
        Edge(later.iri, "supersedes", district.iri),
        Edge(later.iri, "cites", ROOT.iri),
        Edge(lost.iri, "continues", ROOT.iri),
        *(
            Edge(
                one.iri,
                "implements",
                district.iri,
                evidence(f"{one.issuer} thực hiện Kế hoạch 101-KH/HU.", "thực hiện"),
            )
            for one in communes
        ),
    ]
    return Lineage(ROOT, (ROOT, old, province, front, army, district, later, lost, *communes), tuple(links))


def national(count: int, links: int | None = None) -> Lineage:
    """About ``count`` directives under ROOT: provinces, each with districts, each with communes; and more ``links``."""
    nodes, edges = [ROOT], []
    provinces = max(1, min(63, count // 20))
    per = max(1, (count - 1 - provinces) // provinces)
    for p in range(provinces):
        above = node(
            f"t{p}/tu",
            f"{p + 1}-CTr/TU",
            "province",
            f"2013-{p % 12 + 1:02}-10",
            f"Tỉnh ủy {p}",
            territory=f"Tỉnh {p:02}",
        )
        nodes.append(above)
        edges.append(
            Edge(
                above.iri,
                "implements",
                ROOT.iri,
                evidence(
                    f"Chương trình số {p + 1}-CTr/TU thực hiện Nghị quyết số 25-NQ/TW của Trung ương.", "thực hiện"
                ),
            )
        )
        middle = above
        for at in range(per):
            level = "district" if at % 15 == 0 else "commune"
            place = f"Huyện {p:02}.{at // 15:02}" if level == "district" else f"Xã {p:02}.{at:04}"
            label = f"{at + 1}-KH/{'HU' if level == 'district' else 'ĐU'}"
            one = node(
                f"t{p}/{level}/{at}",
                label,
                level,
                f"20{14 + at % 8}-{at % 12 + 1:02}-{at % 28 + 1:02}",
                f"Cấp ủy {place}",
                territory=place,
                title=f"Về công tác dân vận của {place}",
            )
            upper = above if level == "district" else middle
            middle = one if level == "district" else middle
            nodes.append(one)
            text = (
                f"{one.issuer} xây dựng Kế hoạch số {label} ngày {one.date} "
                f"triển khai thực hiện văn bản số {upper.label} về tăng cường công tác dân vận trên địa bàn."
            )
            edges.append(
                Edge(
                    one.iri,
                    "implements",
                    upper.iri,
                    evidence(text, "triển khai thực hiện", f"bao-cao/{p}.docx", at * 300),
                )
            )
    for at in range((links or len(edges)) - len(edges)):
        edges.append(
            Edge(
                nodes[-1 - at % (len(nodes) // 2)].iri,
                "cites",
                ROOT.iri,
                evidence(f"Văn bản này nhắc tới Nghị quyết số 25-NQ/TW, lần thứ {at}.", "nhắc tới"),
            )
        )
    return Lineage(ROOT, tuple(nodes), tuple(edges))
