"""The considerations of many services together, read and counted by several processes at once."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from evenhand.data.readers.amhp_set import SetProblem, SetReader, open_set
from evenhand.data.readers.csv_file import Record
from evenhand.domain.amhp.dataset_cells import Row
from evenhand.domain.amhp.sight.cases import cases
from evenhand.domain.results.measurement import RowCount
from evenhand.pipeline.amhp_report import Counted, Work
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted
from evenhand.pipeline.workers import getting_ready

SHARES = 2
# A process takes a second to begin: fewer bytes of considerations are read sooner by one.
WORTH_SHARING = 20_000_000
CONSIDERATIONS, DELAYS, ASKS = "considerations", "delays", "asks"


@dataclass(frozen=True)
class _Share:
    """What one process counted, and what it found wrong in its rows."""

    counted: Counted
    problems: list[SetProblem]
    counts: dict[str, RowCount]
    rejected: list[tuple[str, int, str, str, Record]]


@contextmanager
def in_shares(
    read: SetReader, given: Given, wanted: SightWanted, *, worth: int = WORTH_SHARING
) -> Iterator[Callable[[], Counted] | None]:
    """
    Has the considerations, delays and asks of a set counted; what is called waits for them.

    Each process takes whole services, so that nothing is looked for that another has read. What is
    wrong in rows is told by `read` then, as if it had read them. None where this process can do it:
    where there are fewer than `worth` bytes of considerations.
    """
    size = (read.folder / read.shape.by_name[CONSIDERATIONS].file).stat().st_size
    if not read.about.together or size < worth:
        yield None
        return
    with getting_ready(_ready, most=SHARES) as pool:
        yield None if pool is None else _asked(pool, read, given, wanted)


def _ready() -> None:
    """What counting takes is imported with this module."""


def _asked(
    pool: Executor, read: SetReader, given: Given, wanted: SightWanted
) -> Callable[[], Counted]:
    asked = [pool.submit(_count, read.folder, given, wanted, place) for place in range(SHARES)]
    return lambda: replace(_together(read, asked), each_of=pool.map)


def _count(folder: Path, given: Given, wanted: SightWanted, place: int) -> _Share:
    """One share of a set's services; rows that say nobody's name are in the first."""
    read = open_set(folder)
    share_of = {body: number % SHARES for number, body in enumerate(read.about.bodies)}
    mine = [body for body in read.about.bodies if share_of[body] == place]
    read.left_to_others = lambda whose: share_of.get(whose, 0) != place
    work = Work(replace(given, bodies=mine), wanted)
    # Rows wait for their delays: looking for rings among so many takes a quarter of the time.
    gc.disable()
    counted = work.counted(cases(considered(read)))
    gc.enable()
    counted.asks = work.asks(read.rows(ASKS))
    counted.own = work.own_reports(counted)
    return _Share(counted, read.problems, read.counts, read.rejected)


def considered(read: SetReader) -> dict[str, list[Row] | Iterator[Row]]:
    """The tables that cases are made of: considerations first, for delays belong to them."""
    return {CONSIDERATIONS: list(read.rows(CONSIDERATIONS)), DELAYS: read.rows(DELAYS)}


def _together(read: SetReader, asked: list[Future[_Share]]) -> Counted:
    shares = [each.result() for each in asked]
    order = {CONSIDERATIONS: 0, DELAYS: 1, ASKS: 2}
    # What is wrong with a table as a whole is found by every process.
    problems = dict.fromkeys(each for share in shares for each in share.problems)
    read.problems[:0] = sorted(problems, key=lambda each: (order[each.table], each.row))
    rejected = (each for share in shares for each in share.rejected)
    read.rejected[:0] = sorted(rejected, key=lambda each: (order[each[0]], each[1]))
    for share in shares:
        for table, rows in share.counts.items():
            there = read.counts.get(table, RowCount(read=0, used=0, rejected=0))
            read.counts[table] = RowCount(
                read=there.read + rows.read,
                used=there.used + rows.used,
                rejected=there.rejected + rows.rejected,
            )
    found = {body: tally for share in shares for body, tally in share.counted.each.items()}
    return Counted(
        {body: found[body] for body in read.about.bodies},
        [each for share in shares for each in share.counted.shown],
        [each for share in shares for each in share.counted.asks],
        {body: own for share in shares for body, own in share.counted.own.items()},
    )
