"""Many bodies on all processors: the same work for each, in order, with word of how it goes."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")
Tell = Callable[[str, int, int], None]
# A process takes a second or two to begin: fewer bodies are quicker one after another.
FEWEST = 4


def for_each(
    work: Callable[[Item], Done],
    items: Sequence[Item],
    *,
    tell: Tell,
    saying: Callable[[Item], str],
) -> list[Done]:
    """
    What `work` makes of each item, in their order.

    With several processors, `work` and the items have to be such as can be sent to another process.
    The first exception stops everything and is raised here.
    """
    made: list[Done] = []
    with _map(work, items) as results:
        for done, item in enumerate(items):
            tell(saying(item), done, len(items))
            made.append(next(results))
    return made


@contextmanager
def _map(work: Callable[[Item], Done], items: Sequence[Item]) -> Iterator[Iterator[Done]]:
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    if len(items) < FEWEST or processors == 1:
        yield map(work, items)
        return
    # A copy of this process could inherit a lock that some thread holds: a fresh one cannot.
    pool = ProcessPoolExecutor(max_workers=processors, mp_context=get_context("spawn"))
    try:
        yield pool.map(work, items)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
