"""Arrow columns from arrays of numbers: words are written once and pointed at."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


def words(index: NDArray[np.integer], which: Sequence[str | None]) -> pa.Array:
    """The word that each number points at, in `which`; None is a null."""
    # Each word once: a Parquet dictionary that repeats one is written with stray bytes at its end.
    place_of = {word: place for place, word in enumerate(dict.fromkeys(filter(None, which)))}
    smallest = np.int8 if len(place_of) < 128 else np.int32
    places = np.array([place_of.get(word or "", 0) for word in which], smallest)
    hidden = np.isin(index, [place for place, word in enumerate(which) if not word])
    pointers = pa.array(places[index], mask=hidden if hidden.any() else None)
    return pa.DictionaryArray.from_arrays(pointers, pa.array(list(place_of), pa.string()))


def numbered(prefix: str, numbers: NDArray[np.integer]) -> pa.Array:
    """Ids such as P0000001."""
    digits = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 7, "0")
    return pc.binary_join_element_wise(prefix, digits, "")


def days(numbers: NDArray[np.integer], *, known: NDArray[np.bool_] | None = None) -> pa.Array:
    """Dates from days since 1970; null where they are not `known`."""
    hidden = None if known is None else ~known
    return pa.array(numbers.astype(np.int32), mask=hidden).view(pa.date32())
