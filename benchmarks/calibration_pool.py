"""Portions of work spread over at most two processes, in order, so that a seed means the same however many there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from benchmarks.calibration_row import Progress

Job = TypeVar("Job")
Part = TypeVar("Part")

MOST = 2


def spread(work: Callable[[Job], Part], jobs: Sequence[Job], what: str, progress: Progress, processes: int | None = None) -> Iterator[Part]:
    """The result of each job in the order of the jobs. work: a function of a module (it is sent to fresh processes)."""
    count = min(processes or os.cpu_count() or 1, MOST, len(jobs))
    if count < 2:
        for done, job in enumerate(jobs, start=1):
            yield work(job)
            progress(what, done / len(jobs))
        return
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        for done, part in enumerate(pool.imap(work, jobs), start=1):
            yield part
            progress(what, done / len(jobs))
