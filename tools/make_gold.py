"""Write data/gold/ from the annotations in tools/documents/: ``python tools/make_gold.py``.

What an annotator marked in the source texts is looked up in the text that the package reads from each bundled document
(for Markdown the file itself); everything else is the format of the gold: numbers, symbols and ISO dates as the words
give them. ``--check`` writes nothing and fails when a committed file differs.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

import markup
from align import Alignment
from bodies import alternatives, full_name, level_of

ROOT = Path(__file__).parent.parent
OUT = ROOT / "data" / "gold"
TYPES = (
    "chương trình hành động", "quy chế phối hợp công tác", "quy chế phối hợp", "kế hoạch phối hợp", "chương trình",
    "nghị quyết", "kết luận", "chỉ thị", "quyết định", "quy định", "quy chế", "kế hoạch", "thông báo", "thông tri",
    "hướng dẫn", "đề án", "công văn", "báo cáo", "tờ trình", "thông tư liên tịch", "nghị định", "luật",
)  # fmt: skip
NUMBER = re.compile(r"(?:số )?(\d+(?:/(?:19|20)\d\d)?)(?:\s*[-/]\s*([A-ZĐ][\w/-]*))?")
CONFLICTS = {
    "865-TB/TU.lai-chau@2013": "type word kết luận, symbol TB",
    "1180-QC/HU.phong-tho@2022": "type word quyết định, symbol QC",
    "94/HD-MTTQ-BTT.dien-khanh@2023": "type word kế hoạch, symbol HD",
    "15-QĐ/HU.phong-tho@2022": "type word quy định, symbol QĐ",
    "07-ĐA/TU.lai-chau@2022": "horizon 2030 in the body, 2023 in a note",
}
RELATION = re.compile(r'(?P<subj>"[^"]+"|\S+) (?P<pred>\w+) (?P<obj>"[^"]+"|\S+) \|(?P<rest>.*)')


def iso(text: str) -> str:
    """ISO form of a date as written; partial where the words are."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return "-".join(f"{n:02d}" for n in reversed(numbers))


def value(text: str) -> str | list[str]:
    """An overruled value; ``~`` divides values that are all right."""
    return text.split("~") if "~" in text else text


def mention_row(number: int, mention: markup.Mention) -> dict[str, object]:
    """The fields of one mention, without its place."""
    words = " ".join(mention.text.split())
    kind = next((t for t in TYPES if words.lower().startswith(t)), None)
    numbered = NUMBER.fullmatch(words[len(kind or "") :].strip())
    row: dict[str, object] = {
        "id": number, "start": 0, "end": 0, "text": "", "kind": "full" if numbered else "named",
        "type": {"quy chế phối hợp công tác": "quy chế phối hợp"}.get(kind or "", kind),
        "number": numbered[1] if numbered else None, "symbol": numbered[2] if numbered else None,
        "date": None, "issuer": None, "title": None, "term": None, "entity": mention.key,
    }  # fmt: skip
    for name, text in mention.fields.items():
        row[name] = iso(text) if name == "date" else re.sub(r"^về (việc )?", "", text)
    if not numbered and kind and row["title"] is None and not {"issuer"} & {*mention.fields, *mention.options}:
        row["title"] = words[len(kind) :].strip(" “”") or None
    for name, text in mention.options.items():
        row[name] = True if name == "skip" else text.split("~") if name == "optional" else value(text)
    return row


class Gold:
    """The gold of one document."""

    def __init__(self, source: markup.Source, origin: str) -> None:
        self.source = source
        self.place = Alignment(source, origin)
        self.origin = origin
        self.rows = [self.placed(n, m) for n, m in enumerate(source.mentions, 1)]
        self.rows.sort(key=lambda row: (row["start"], row["end"]))
        for number, row in enumerate(self.rows, 1):
            row["id"] = number

    def placed(self, number: int, mention: markup.Mention) -> dict[str, object]:
        """A mention's row with its place in the origin."""
        row = mention_row(number, mention)
        row["start"], row["end"] = self.place.span(mention.start, mention.end)
        row["text"] = self.origin[row["start"] : row["end"]]
        return row

    def body(self, mention: markup.Mention) -> str | None:
        """Full name of the mention's issuer as its phrase gives it."""
        issuer = mention.issuer_name or mention.fields.get("issuer")
        if issuer is None and "issuer" in mention.options:
            issuer = mention.options["issuer"].split("~")[0]
        return full_name(issuer, self.source.settings) if issuer else None

    def entities(self) -> list[dict[str, object]]:
        """One row a document mentioned, with what this text says of it."""
        found: dict[str, dict[str, object]] = {}
        for mention in self.source.mentions:
            row = mention_row(0, mention)
            entity = found.setdefault(
                mention.key,
                {"key": mention.key, "type": row["type"], "number": row["number"], "symbol": row["symbol"],
                 "date": [], "issuer": None, "level": "unknown", "title": None, "conflicts": None},
            )  # fmt: skip
            for name in ("type", "symbol", "title"):
                entity[name] = entity[name] or (row[name][0] if isinstance(row[name], list) else row[name])
            entity["issuer"] = entity["issuer"] or self.body(mention)
            if row["date"] and row["date"] not in entity["date"]:
                entity["date"].append(row["date"])
        for entity in found.values():
            dates = [d for d in entity["date"] if not any(o != d and o.startswith(d) for o in entity["date"])]
            entity["date"] = dates if len(dates) > 1 else dates[0] if dates else None
            entity["conflicts"] = "two dates in this text" if len(dates) > 1 else CONFLICTS.get(str(entity["key"]))
            entity["level"] = level_of(entity["issuer"], entity["key"])
        return list(found.values())

    def relations(self) -> list[dict[str, object]]:
        """Stated relations: those of an issuer in a mention's phrase, then the annotated ones."""
        rows = []
        for mention in self.source.mentions:
            if "skip" in mention.options or not self.body(mention):
                continue
            start, end = mention.start, mention.end
            cue = mention.text.split()[0]
            if mention.issuer_span and mention.issuer_span[0] >= mention.end:
                end = mention.issuer_span[1]
                cue = "của" if "của" in self.source.text[mention.end : end] else cue
            term = mention.fields.get("term") or mention.options.get("term")
            rows.append(self.row(mention.key, "issuedBy", str(self.body(mention)), start, end, cue, term=term))
        for line in self.source.relations:
            found = RELATION.fullmatch(line)
            if not found:
                raise ValueError(f"{self.source.name}: {line}")
            rows.append(self.annotated(found))
        rows.sort(key=lambda row: (row["start"], row["end"]))
        return rows

    def row(self, subj: str, pred: str, obj: str, start: int, end: int, cue: str, *, term: str | None = None,
            note: str = "", also: tuple[str, ...] = ()) -> dict[str, object]:  # fmt: skip
        """One relation, its span taken from the source text to the origin."""
        first, last = self.place.span(start, end)
        row: dict[str, object] = {"subj": subj, "pred": pred, "obj": obj, "start": first, "end": last,
                                  "text": self.origin[first:last], "cue": cue}  # fmt: skip
        if subj == "DOC" and pred == "issuedBy":
            note = note or "OPTIONAL: the document's own record says so too"
        if note:
            row["note"] = note
        if pred == "issuedBy" and (names := alternatives(obj, term, also)):
            row["alternatives"] = names
        return row

    def mention(self, reference: str) -> markup.Mention:
        """The mention ``KEY#2`` (``#1`` when not said) names."""
        key, _, number = reference.partition("#")
        found = [m for m in self.source.mentions if m.key == key]
        if len(found) < int(number or 1):
            raise ValueError(f"{self.source.name}: no mention {reference}")
        return found[int(number or 1) - 1]

    def annotated(self, found: re.Match[str]) -> dict[str, object]:
        """A relation of the source's third part: ``SUBJECT predicate OBJECT | cue | first words ! note``."""
        rest, _, note = found["rest"].partition("!")
        note = note.strip()
        cue, first, *_ = [*(part.strip() for part in rest.split("|")), ""]
        also: tuple[str, ...] = ()
        if note.startswith("alt "):
            also, note = tuple(name.strip() for name in note[4:].split(";")), ""
        text = self.source.text
        heads = [self.mention(r) for r in (found["subj"], found["obj"]) if r[0] != '"' and r != "DOC"]
        start, end = min((m.start for m in heads), default=len(text)), max((m.end for m in heads), default=0)
        if not heads:
            start = text.index(cue)
            end = start + len(cue)
        elif first or len(heads) == 1:
            limit = max(m.end for m in heads)
            at = text.rfind(first or cue, 0, limit)
            start = min(start, at if at >= 0 else text.index(cue, limit))
            end = max(end, text.index(cue, start) + len(cue))
        elif cue not in text[start:end]:
            start = text.rindex(cue, 0, start)
        if cue not in text[start:end]:
            raise ValueError(f"{self.source.name}: cue {cue!r} not in {text[start:end]!r}")
        subj, obj = (
            part.strip('"') if part[0] == '"' else part.partition("#")[0] for part in found.group("subj", "obj")
        )
        return self.row(subj, found["pred"], obj, start, end, cue, note=note, also=also)


def files(source: markup.Source) -> dict[str, str]:
    """File name → text of the three gold files of a document."""
    from danvan_graph.read import read

    path = ROOT / "data" / "documents" / f"{source.name}.{source.settings['format']}"
    gold = Gold(source, read(path).origin)
    parts = {"mentions": gold.rows, "entities": gold.entities(), "relations": gold.relations()}
    return {
        f"{source.name}.{part}.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        for part, rows in parts.items()
    }


def main() -> int:
    """Write the gold, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    wrong = []
    for source in markup.sources():
        for name, text in files(source).items():
            path = OUT / name
            if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
                wrong.append(name)
            elif not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    print(*(f"{name}: not what tools/documents gives" for name in wrong), sep="\n", end="", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
