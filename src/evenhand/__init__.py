"""Evenhand: race equality measures for mental health social work.

`evenhand.measure` measures data frames that are in memory or in Spark.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "measure"]


def __getattr__(name: str) -> Any:
    # Imported when it is asked for, so that the command line starts at once.
    if name == "measure":
        from evenhand.pipeline.frames import measure

        return measure
    raise AttributeError(f"module 'evenhand' has no attribute {name!r}")
