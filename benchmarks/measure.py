"""Clock, memory and table for the benchmarks."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of ours beside one of the bare tool, measured in the same run; ``ratio`` is ours to theirs."""

    what: str
    ours: str
    beside: str = ""
    ratio: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: wall-clock seconds, peak memory in MiB, lines on its stdout."""

    seconds: float
    peak: float
    lines: int


def clock(work: Callable[[], object], times: int = 3, timer: Callable[[], float] = time.perf_counter) -> float:
    """Median seconds of ``times`` calls; by ``time.process_time`` those of the processor, whatever else it does."""
    taken = []
    for _ in range(times):
        began = timer()
        work()
        taken.append(timer() - began)
    return statistics.median(taken)


def run(command: Sequence[str], folder: Path) -> Run:
    """One process to its end; its output goes to a file in ``folder``, its failure is ours."""
    out = folder / "stdout.txt"
    with out.open("wb") as stream:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=stream, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}")
    with out.open("rb") as stream:
        return Run(seconds, usage.ru_maxrss / 1024, sum(1 for _ in stream))


def median_run(command: Sequence[str], folder: Path, times: int = 3) -> Run:
    """The run of median length among ``times``."""
    return sorted((run(command, folder) for _ in range(times)), key=lambda done: done.seconds)[times // 2]


def python(*arguments: str) -> list[str]:
    """Command line of this Python."""
    return [sys.executable, *arguments]


def seconds(value: float) -> str:
    """Seconds or milliseconds, three figures at most."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table with padded columns, readable in a terminal as well."""
    table = [("measured", "danvan_graph", "beside", "ratio"), *((r.what, r.ours, r.beside, r.ratio) for r in rows)]
    widths = [max(len(cells[column]) for cells in table) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
        for cells in table
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
