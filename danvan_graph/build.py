"""Files and folders → the store: read what is new or changed, reconcile all, write the graphs that differ.

The result depends on the set of files alone: not on their order, on the jobs, or on how many builds it took. A build
that is broken off loses nothing: the next one goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path
from time import perf_counter

from pyoxigraph import Literal

from . import background, curation, records, vocab
from .building import BuildReport, summary
from .catalogue import Entry, File
from .curation import Ruling
from .errors import ReadError
from .graph import quads
from .labels import Named, choose, labels
from .model import Extraction, Key
from .pool import Outcome, Work, read_all, read_one
from .read import MAX_SIZE, find_files
from .reconcile import Known, Resolution, reconcile
from .registry import dump, load, read_registry, with_bundled
from .store import Store
from .vocab import DV, RELATIONS

__all__ = ["BuildReport", "build", "engine", "summary"]

Progress = Callable[[int, int], None]
_SAVE_EVERY = 64
_LARGE = 200_000
_COUNTED = {
    "directives": DV.Directive,
    "organisations": DV.Organisation,
    "links": "",
    "mentions": DV.Mention,
    "unresolved": DV.Unresolved,
}


def build(
    paths: Iterable[str | Path],
    store_path: str | Path,
    *,
    jobs: int = 1,
    max_size: int = MAX_SIZE,
    prune: bool = False,
    registry: str | Path | Iterable[Known] | None = None,
    rulings: str | Path | Iterable[Ruling] | None = None,
    ocr: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the store up to date with files and folders; ``progress`` is told how many of how many are done.

    ``registry``, a file or records, tells of known directives beside the bundled ones; the store remembers it until
    another is given. ``rulings``, a file or records, is what people decided; without it curation.ttl beside the store or
    in the working folder counts, if there is one. With ``ocr`` scans are read too (Tesseract).
    A file that cannot be read is reported, what the store has of it stays. Raises StoreError when the store cannot be
    written. A script that asks for several ``jobs`` needs ``if __name__ == "__main__":``.
    """
    start = perf_counter()
    files, failures = find_files(paths, ocr=ocr)
    known = read_registry(registry) if isinstance(registry, str | Path) else registry
    decided = curation.find_curation(Path(store_path)) if rulings is None else rulings
    decided = curation.read_curation(decided) if isinstance(decided, str | Path) else decided
    if not files and not (Path(store_path) / "catalogue.sqlite").exists():
        return BuildReport(failures=tuple(failures), seconds=perf_counter() - start)
    with Store(store_path, write=True) as store:
        work = _Build(store, failures, jobs=jobs, max_size=max_size, progress=progress or (lambda done, total: None))
        work.reader = partial(read_one, ocr=ocr)
        work.rulings = tuple(sorted(decided or ()))
        report = work.run(files, None if known is None else tuple(known), prune=prune)
    return replace(report, seconds=perf_counter() - start)


@cache
def engine() -> str:
    """Hash of the rules: code and word lists; what other rules extracted is extracted anew."""
    found = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".tsv")):
        found.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]


class _Build:
    """One build; ``files`` is what each known file holds in the end."""

    def __init__(
        self, store: Store, failures: Sequence[ReadError], *, jobs: int, max_size: int, progress: Progress
    ) -> None:
        self.store, self.catalogue, self.failures = store, store.catalogue, list(failures)
        self.jobs, self.max_size, self.progress = jobs, max_size, progress
        self.reader: Work = read_one
        self.before = {file.file: file for file in self.catalogue.files()}
        self.files = dict(self.before)
        self.given: dict[str, str] = {}
        self.failed: set[str] = set()
        self.read: set[str] = set()
        self.rulings: tuple[Ruling, ...] = ()

    def run(self, paths: Sequence[Path], registry: tuple[Known, ...] | None, *, prune: bool) -> BuildReport:
        """Read, reconcile, write."""
        gone = [file for file in self.files if not Path(file).exists()] if prune else []
        for file in gone:
            del self.files[file]
        for path in paths:
            self.look(path)
        own = load(self.catalogue.meta("registry")) if registry is None else registry
        known = with_bundled(own)
        told = _digest(dump(known), str(self.rulings))
        broken_off = bool(self.catalogue.meta("unfinished"))
        todo = self.todo()
        if todo or broken_off or self.files != self.before or told != self.catalogue.meta("told"):
            self.catalogue.set_meta("unfinished", "1")
            self.catalogue.set_meta("registry", dump(own))
            self.catalogue.set_meta("rulings", curation.kept(self.rulings))
            self.catalogue.commit()
            self.settle(todo)
            self.write(known, trust=not broken_off)
            self.catalogue.set_meta("told", told)
        return self.report(len(gone))

    def look(self, path: Path) -> None:
        """Find out by the hash of its bytes which source a file holds now."""
        file, shown = str(path.resolve()), path.as_posix()
        if file in self.given:
            return
        self.given[file] = shown
        cause = _unfit(file, self.max_size)
        if cause:
            self.fail(file, cause)
            return
        with path.open("rb") as data:
            iri = vocab.SOURCE + hashlib.file_digest(data, "sha256").hexdigest()[:20]
        old = self.before.get(file)
        self.files[file] = File(file, old.path if old else shown, iri)

    def fail(self, file: str, cause: str) -> None:
        """Report a file that cannot be read; what the store has of it stays."""
        self.failed.add(file)
        self.failures.append(ReadError(self.given[file], cause))
        self.files.pop(file, None)
        if file in self.before:
            self.files[file] = self.before[file]

    def todo(self) -> list[File]:
        """Files to read: of each source the first by path, if it was not read from there or by these rules."""
        entries = {entry.iri: entry for entry in self.catalogue.entries()}
        found = []
        for iri, files in sorted(_by_source(self.files.values()).items()):
            entry, first = entries.get(iri), files[0]
            if entry and entry.path == first.path and entry.engine == engine():
                continue
            if first.file in self.given and first.file not in self.failed:
                found.append(first)
        return found

    def settle(self, todo: list[File]) -> None:
        """Read what is to be read, note what each file holds, drop sources that no file holds any more."""
        done, total = 0, len(todo) + len(_by_source(self.files.values()))
        while todo:
            wanted = {file.file: file for file in todo}
            for outcome in read_all(wanted, self.max_size, self.jobs, self.reader):
                self.keep(wanted[outcome.path], outcome)
                done += 1
                self.progress(done, max(total, done))
                if done % _SAVE_EVERY == 0:
                    self.catalogue.commit()
            todo = self.todo()
        for file in sorted(self.before.keys() - self.files.keys()):
            self.catalogue.forget_file(file)
        for file in sorted(self.files.keys()):
            if self.files[file] != self.before.get(file):
                self.catalogue.keep_file(self.files[file])
        self.catalogue.commit()
        held = _by_source(self.files.values())
        for entry in self.catalogue.entries():
            if entry.iri not in held:
                self.store.drop(entry.iri)
                self.catalogue.forget(entry.iri)
        self.done = done

    def keep(self, file: File, outcome: Outcome) -> None:
        """Keep what one file says."""
        if outcome.cause:
            self.fail(file.file, outcome.cause)
            return
        self.read.add(file.file)
        self.files[file.file] = replace(file, iri=outcome.iri)
        self.catalogue.keep(Entry(outcome.iri, file.path, engine(), ""), outcome.sha256, outcome.extraction)

    def write(self, registry: Iterable[Known], *, trust: bool) -> None:
        """Reconcile all sources and write the graphs that differ from what was noted as written."""
        named = _by_source(self.files.values())
        resolution, names = self.reconcile(registry)
        written = 0
        for place, entry in enumerate(self.catalogue.entries()):
            extraction = self.extraction(entry.iri)
            if extraction:
                paths = [file.path for file in named[entry.iri]]
                extraction = curation.without_dropped(resolution.within(extraction), resolution, self.rulings)
                graph = list(quads(extraction, resolution, paths=paths, labels=names))
                digest = _digest(*map(str, graph))
                if not trust or digest != entry.written:
                    self.store.replace(entry.iri, graph)
                    self.catalogue.set_written(entry.iri, digest)
                    written += len(graph)
            self.progress(self.done + place + 1, self.done + len(named))
        self.beside(registry)
        self.store.oxigraph.flush()
        if written > _LARGE:
            self.store.optimize()
        self.catalogue.set_meta("counts", "")
        self.catalogue.set_meta("unfinished", "")
        self.catalogue.commit()

    def beside(self, registry: Iterable[Known]) -> None:
        """Write the graphs beside those of the sources."""
        graph = self.store.oxigraph
        self.store.replace(vocab.CURATION, curation.quads(self.rulings))
        self.store.replace(vocab.REGISTRY, background.registry_quads(graph, registry))
        self.store.replace(vocab.BODIES, background.body_quads(graph))

    def reconcile(self, registry: Iterable[Known]) -> tuple[Resolution, dict[Key, str]]:
        """Reconcile all sources, and choose the label of each directive."""
        seen: defaultdict[Key, Counter[Named]] = defaultdict(Counter)

        def each() -> Iterator[Extraction]:
            for entry in self.catalogue.entries():
                extraction = self.extraction(entry.iri)
                if extraction:
                    for key, label in labels(extraction):
                        seen[key][label] += 1
                    yield extraction

        resolution = reconcile(each(), registry, curation.identity(self.rulings))
        merged: defaultdict[Key, Counter[Named]] = defaultdict(Counter)
        for key, forms in seen.items():
            merged[resolution.final(key)].update(forms)
        return resolution, choose(merged)

    def extraction(self, iri: str) -> Extraction | None:
        """What a source says; None, and a failure reported, when another version kept it in another form."""
        try:
            found = records.load(self.catalogue.extraction(iri))
            return curation.applied(found, self.rulings, self.keys.get)
        except (ValueError, TypeError, KeyError, IndexError):
            path = next((file.path for file in self.files.values() if file.iri == iri), iri)
            if not any(failure.path == path for failure in self.failures):
                self.failures.append(ReadError(path, "kept by another version of danvan_graph; build it again"))
            return None

    @cached_property
    def keys(self) -> dict[str, Key]:
        """Keys of the directives that decisions on citations speak of, by IRI."""
        wanted = {one.object for one in self.rulings if one.ruling == "same"}
        found = {known.key.iri: known.key for known in with_bundled(load(self.catalogue.meta("registry")))}
        for entry in self.catalogue.entries() if wanted else ():
            extraction = records.load(self.catalogue.extraction(entry.iri))
            own = [extraction.letterhead.key, *(mention.key for mention in extraction.mentions)]
            found.update((key.iri, key) for key in own if key and key.iri in wanted)
        return found

    def report(self, gone: int) -> BuildReport:
        """Sum up."""
        fine = self.given.keys() - self.failed
        changed = [file for file in fine if file in self.before and self.before[file].iri != self.files[file].iri]
        counts = self.counts()
        return BuildReport(
            read=len(self.read),
            unchanged=len(fine - self.read - set(changed)),
            replaced=len(changed),
            pruned=gone,
            failures=tuple(sorted(self.failures, key=lambda failure: failure.path)),
            **{name: counts[name] for name in _COUNTED},
        )

    def counts(self) -> dict[str, int]:
        """Count what the store holds, once after each change."""
        kept = self.catalogue.meta("counts")
        if kept:
            return dict(json.loads(kept))
        found = {name: self.count(f"?it a <{kind}>") for name, kind in _COUNTED.items() if kind}
        links = (name for name in RELATIONS if name not in ("cites", "continues"))
        found["links"] = sum(self.count(f"?it <{vocab.BASE}{name}> ?other", "?it ?other") for name in links)
        self.catalogue.set_meta("counts", json.dumps(found))
        return found

    def count(self, pattern: str, what: str = "?it") -> int:
        """Count what fits a pattern, each thing once."""
        query = f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT {what} {{ {pattern} }} }} }}"
        number = self.store.select(query)[0]["n"]
        return int(number.value) if isinstance(number, Literal) else 0


def _unfit(file: str, max_size: int) -> str:
    """Why a file cannot even be hashed; "" when it can."""
    try:
        file.encode("utf-8")
        if Path(file).stat().st_size > max_size or not os.access(file, os.R_OK):
            return read_one(file, max_size).cause
    except UnicodeError:
        return "the file's name is not valid UTF-8"
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""


def _by_source(files: Iterable[File]) -> dict[str, list[File]]:
    """IRI of each source → its files, first by path."""
    found: defaultdict[str, list[File]] = defaultdict(list)
    for file in sorted(files, key=lambda file: (file.path, file.file)):
        found[file.iri].append(file)
    return found


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
