import doctest

import pytest

from danvan_graph import territory

FIND = [
    ("Phong Thổ", {"level": "district"}, "lai-chau/phong-tho"),
    ("huyện Phong Thổ", {}, "lai-chau/phong-tho"),
    ("HUYỆN PHONG THỔ", {}, "lai-chau/phong-tho"),
    ("H.Phong Thổ", {}, "lai-chau/phong-tho"),
    ("thị trấn Phong Thổ", {}, "lai-chau/phong-tho/phong-tho"),
    ("TT. Phong Thổ", {}, "lai-chau/phong-tho/phong-tho"),
    ("xã Phong Thổ", {}, "lai-chau/phong-tho-xa"),
    ("Phong Thổ", {}, "lai-chau/phong-tho lai-chau/phong-tho-xa lai-chau/phong-tho/phong-tho"),
    ("Phong Thổ", {"on": "2024-05-01"}, "lai-chau/phong-tho lai-chau/phong-tho/phong-tho"),
    ("Phong Thổ", {"on": "2026"}, "lai-chau/phong-tho-xa"),
    ("huyện Phong Thổ", {"on": "2025-07-01"}, ""),
    ("xã Hồng Thu", {}, "lai-chau/hong-thu lai-chau/sin-ho/hong-thu"),
    ("xã Hồng Thu", {"within": "lai-chau/sin-ho"}, "lai-chau/sin-ho/hong-thu"),
    ("tỉnh Lai Châu", {}, "lai-chau"),
    ("thành phố Lai Châu", {}, "lai-chau/lai-chau"),
    ("thị xã Lai Châu", {}, "lai-chau/lai-chau"),
    ("TX Lai Châu", {"on": "2012"}, "lai-chau/lai-chau"),
    ("TP.HCM", {}, "ho-chi-minh"),
    ("TP. Hồ Chí Minh", {}, "ho-chi-minh"),
    ("thành phố Hồ Chí Minh", {}, "ho-chi-minh"),
    ("TPHCM", {}, "ho-chi-minh"),
    ("Dak Lak", {}, "dak-lak"),
    ("Đăk Lăk", {}, "dak-lak"),
    ("Đắc Lắc", {}, "dak-lak"),
    ("Đak Nông", {"level": "province"}, "dak-nong"),
    ("Bà Rịa–Vũng Tàu", {}, "ba-ria-vung-tau"),
    ("Bà Rịa - Vũng Tàu", {}, "ba-ria-vung-tau"),
    ("Thừa Thiên - Huế", {}, "thua-thien-hue"),
    ("Thừa Thiên Huế", {}, "thua-thien-hue"),
    ("thành phố Huế", {"level": "province"}, "hue"),
    ("Hoà Bình", {"level": "province"}, "hoa-binh"),
    ("Hòa Bình", {"level": "province"}, "hoa-binh"),
    ("Hoà Bình", {"level": "district"}, "bac-lieu/hoa-binh hoa-binh/hoa-binh"),
    ("huyện Hòa Bình", {}, "bac-lieu/hoa-binh"),
    ("Kontum", {"level": "province"}, "kon-tum"),
    ("Bắc Cạn", {"level": "province"}, "bac-kan"),
    ("Kì Sơn", {"level": "district"}, "nghe-an/ky-son"),
    ("Cao Lãnh", {"level": "district"}, "dong-thap/cao-lanh-huyen dong-thap/cao-lanh-thanh-pho"),
    ("huyện Cao Lãnh", {}, "dong-thap/cao-lanh-huyen"),
    ("thị xã Cao Lãnh", {}, "dong-thap/cao-lanh-thanh-pho"),
    ("Quận 1", {}, "ho-chi-minh/quan-1"),
    ("Q.1", {}, "ho-chi-minh/quan-1"),
    ("1", {}, ""),
    ("phường 01", {"within": "ho-chi-minh/quan-10"}, "ho-chi-minh/quan-10/phuong-1"),
    ("quận 9", {}, "ho-chi-minh/quan-9"),
    ("quận Thủ Đức", {}, "ho-chi-minh/thu-duc"),
    ("Hà Tây", {}, "ha-tay gia-lai/chu-pah/ha-tay hai-phong/ha-tay"),
    ("tỉnh Hà Tây", {}, "ha-tay"),
    ("Hà Tây", {"on": "2009", "level": "province"}, ""),
    ("thành phố Long An", {}, ""),
    ("lai chau", {"level": "province"}, ""),
    ("lai chau", {"level": "province", "fold": True}, "lai-chau"),
    ("huyen phong tho", {"fold": True, "kind": "huyện"}, ""),
    ("phong tho", {"fold": True, "kind": "huyện"}, "lai-chau/phong-tho"),
    ("M'Đrắk", {"level": "district"}, "dak-lak/m-drak"),
    ("Tân Bình", {"level": "district", "within": "ho-chi-minh"}, "ho-chi-minh/tan-binh"),
    ("", {}, ""),
    ("Atlantis", {}, ""),
]


@pytest.mark.parametrize(("name", "options", "paths"), FIND)
def test_find(name, options, paths):
    assert " ".join(unit.path for unit in territory.find(name, **options)) == paths


ROLLS = [
    ("province", "", "1996-12-31", 53),
    ("province", "", "1997-01-01", 61),
    ("province", "", "2004-01-01", 64),
    ("province", "", "2008-08-01", 63),
    ("province", "", "2025-06-30", 63),
    ("province", "", "2025-07-01", 34),
    ("district", "", "2023-06-01", 705),
    ("district", "", "2025-06-30", 696),
    ("district", "", "2025-07-01", 0),
    ("district", "lai-chau", "2024", 8),
    ("commune", "", "2023-06-01", 10599),
    ("commune", "", "2025-06-30", 10035),
    ("commune", "", "2025-07-01", 3321),
    ("commune", "lai-chau", "2025-07-01", 38),
    ("commune", "lai-chau/phong-tho", "2025-06-30", 17),
    ("commune", "lai-chau/phong-tho", "2025-07-01", 0),
]


@pytest.mark.parametrize(("level", "under", "on", "count"), ROLLS)
def test_roll_counts(level, under, on, count):
    assert len(territory.roll(level, under, on)) == count


LIVES = [
    ("ha-giang", None, "2025-06-30", "ha-tuyen", "tuyen-quang"),
    ("tuyen-quang", None, None, "ha-giang ha-tuyen", ""),
    ("thua-thien-hue", None, "2024-12-31", "binh-tri-thien", "hue"),
    ("hue", "2025-01-01", None, "thua-thien-hue", ""),
    ("ha-tay", None, "2008-07-31", "ha-son-binh", "ha-noi"),
    ("nghe-tinh", None, "1991", "", "nghe-an ha-tinh"),
    ("dien-bien", "2004-01-01", None, "lai-chau", ""),
    ("bac-giang/chu", "2025-01-01", "2025-06-30", "bac-giang/luc-ngan", ""),
    ("lam-dong/da-teh", None, "2024-11-30", "", "lam-dong/da-huoai"),
    ("thua-thien-hue/a-luoi", None, "2024-12-31", "", "hue/a-luoi"),
    ("hai-phong/bach-long-vi", None, "2025-06-30", "", "hai-phong/bach-long-vi-dac-khu"),
    ("hai-phong/bach-long-vi-dac-khu", "2025-07-01", None, "hai-phong/bach-long-vi", ""),
    (
        "lai-chau/hong-thu",
        "2025-07-01",
        None,
        "lai-chau/sin-ho/hong-thu lai-chau/sin-ho/ma-quai lai-chau/sin-ho/phin-ho",
        "",
    ),
]


@pytest.mark.parametrize(("path", "start", "end", "before", "after"), LIVES)
def test_lives(path, start, end, before, after):
    unit = territory.get(path)
    assert (unit.start, unit.end) == (start, end)
    assert " ".join(unit.predecessors) == before
    assert " ".join(unit.successors) == after


def test_every_province_of_202_2025_qh15_has_a_successor_that_stands():
    ended = [unit for unit in territory.roll("province") if unit.end == "2025-06-30"]
    assert len(ended) == 29
    for unit in ended:
        assert [territory.get(path).end for path in unit.successors] == [None]


@pytest.mark.parametrize("level", territory.LEVELS)
def test_paths_are_unique_slugs_and_links_lead_to_units(level):
    units = territory.roll(level)
    paths = [unit.path for unit in units]
    assert len(set(paths)) == len(paths)
    for unit in units:
        assert unit.path.isascii()
        assert set(unit.path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/")
        assert unit.path.rpartition("/")[0] == unit.parent
        for path in unit.predecessors + unit.successors:
            other = territory.get(path)
            assert unit.path in other.predecessors or unit.path in other.successors or path in unit.predecessors


def test_most_former_communes_have_successors():
    former = territory.roll("commune", on="2025-06-30")
    without = [unit.path for unit in former if unit.end == "2025-06-30" and not unit.successors]
    assert without == []


@pytest.mark.parametrize(
    ("path", "on", "name"),
    [
        ("lai-chau/phong-tho", None, "huyện Phong Thổ"),
        ("lai-chau", None, "tỉnh Lai Châu"),
        ("lai-chau/lai-chau", "2010-01-01", "thị xã Lai Châu"),
        ("lai-chau/lai-chau", "2014", "thành phố Lai Châu"),
        ("ho-chi-minh/quan-1", None, "Quận 1"),
        ("dong-nai", "2025", "tỉnh Đồng Nai"),
        ("dong-nai", "2026-05-01", "thành phố Đồng Nai"),
    ],
)
def test_full_name(path, on, name):
    assert territory.full_name(path, on) == name


def test_ancestors_and_children():
    assert [unit.path for unit in territory.ancestors("lai-chau/sin-ho/hong-thu")] == ["lai-chau/sin-ho", "lai-chau"]
    assert territory.ancestors("lai-chau") == ()
    assert len(territory.children("", on="2025-07-01")) == 34
    assert {unit.level for unit in territory.children("lai-chau", on="2025-06-30")} == {"district"}
    assert {unit.level for unit in territory.children("lai-chau", on="2025-07-01")} == {"commune"}
    assert "lai-chau/sin-ho/hong-thu" in {unit.path for unit in territory.children("lai-chau/sin-ho")}


def test_get_of_no_unit():
    with pytest.raises(KeyError):
        territory.get("lai-chau/nowhere")


def test_names_are_folded():
    assert {"phong thổ", "hòa bình"} <= territory.names("district")
    assert "lai châu" in territory.names("province")


def test_doctests():
    assert doctest.testmod(territory).failed == 0
