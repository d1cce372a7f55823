"""Loops turned into machine code where numba is installed (the extra `fast`), plain Python elsewhere.

The same functions run either way and give the same numbers; only the time differs.
"""

from collections.abc import Callable
from typing import Any

try:
    import numba

    COMPILED = True
except ImportError:
    COMPILED = False

Loop = Callable[..., Any]


def compiled(loop: Loop) -> Loop:
    """A loop over numbers and arrays of numbers."""
    return numba.njit(loop, cache=True, nogil=True) if COMPILED else loop
