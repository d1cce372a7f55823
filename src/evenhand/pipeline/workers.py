"""Processes that get ready for their work while this one still reads."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context


@contextmanager
def getting_ready(get_ready: Callable[[], None], *, most: int) -> Iterator[Executor | None]:
    """
    A process a processor, `most` at the most; each calls `get_ready` at once, before any work.

    None where that would be one process: this one can do the work itself.
    """
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    workers = min(processors, most)
    if workers < 2:
        yield None
        return
    # A copy of this process could inherit a lock that some thread holds: a fresh one cannot.
    pool = ProcessPoolExecutor(
        max_workers=workers, mp_context=get_context("spawn"), initializer=get_ready
    )
    try:
        for _ in range(workers):
            pool.submit(_nothing)  # a process begins when there is something to do
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _nothing() -> None:
    """Enough for a process to begin."""
