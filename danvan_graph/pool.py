"""Read and extract many files, in this process or in several; one file's failure is its own.

Processes are spawned, so a script that uses several needs ``if __name__ == "__main__":``.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from .errors import DanvanError, ReadError, fault

_AHEAD = 8
Work = Callable[[str, int], "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: source, hash and dumped extraction, or the cause of its failure."""

    path: str
    iri: str = ""
    sha256: str = ""
    extraction: bytes = b""
    cause: str = ""

    @property
    def failure(self) -> ReadError | None:
        """The failure as an error; None when there is none."""
        return ReadError(self.path, self.cause) if self.cause else None


def read_one(path: str, max_size: int, *, ocr: bool = False) -> Outcome:
    """Read and extract one file, ``ocr``: scans too; never raises for what is wrong with the file."""
    from . import records
    from .extract import extract
    from .read import read

    try:
        document = read(Path(path), max_size=max_size, ocr=ocr)
        return Outcome(path, document.source, document.sha256, records.dump(extract(document)))
    except ReadError as error:
        return Outcome(path, cause=error.cause)
    except DanvanError as error:
        return Outcome(path, cause=str(error))
    except Exception as error:  # a fault in the rules must not cost the other files
        return Outcome(path, cause=fault(error))


def read_all(paths: Iterable[str], max_size: int, jobs: int, work: Work = read_one) -> Iterator[Outcome]:
    """Yield the outcome of every path, in their order but for those whose process died; one job starts no process."""
    if jobs <= 1:
        yield from (work(path, max_size) for path in paths)
        return
    waiting = deque(paths)
    while waiting:
        lost = yield from _together(waiting, max_size, jobs, work)
        for path in lost:
            yield _alone(path, max_size, work)


def _together(waiting: deque[str], max_size: int, jobs: int, work: Work) -> Generator[Outcome, None, list[str]]:
    """Read with several processes; return the paths in work when one of the processes died."""
    in_work: deque[tuple[str, Future[Outcome]]] = deque()
    with _processes(jobs) as pool:
        try:
            while waiting or in_work:
                while waiting and len(in_work) < jobs * _AHEAD:
                    path = waiting.popleft()
                    in_work.append((path, pool.submit(work, path, max_size)))
                yield in_work[0][1].result()
                in_work.popleft()
        except BrokenProcessPool:
            return [path for path, _ in in_work]
    return []


def _alone(path: str, max_size: int, work: Work) -> Outcome:
    """Read one file in a process of its own, so that its death is known to be this file's."""
    with _processes(1) as pool:
        try:
            return pool.submit(work, path, max_size).result()
        except BrokenProcessPool:
            return Outcome(path, cause="the process that read it died")


@contextmanager
def _processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that leave Ctrl-C to the caller; when it comes, what is not begun is not begun."""
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_deaf)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _deaf() -> None:
    """Leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
