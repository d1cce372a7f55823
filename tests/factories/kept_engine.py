"""One engine for many small packs: to start one takes longer than to read a pack of a few rows."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from evenhand.data.engines.duckdb import Engine


@contextmanager
def kept_engine(*, threads: int | None = None) -> Iterator[Engine]:
    """The process's engine with so many threads, without a table; what is made in it goes after."""
    engine = _started(threads)
    try:
        yield engine
    finally:
        for name in engine.tables():
            engine.drop(name)


@cache
def _started(threads: int | None) -> Engine:
    engine = Engine(threads=threads)
    # DuckDB complains of a connection that is there when Python ends.
    atexit.register(_started.cache_clear)
    atexit.register(engine.close)
    return engine
