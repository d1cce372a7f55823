"""Spark behind a small door: the session of the cluster, or a small one on this machine."""

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

# What a session needs that nobody has configured, so that it opens no page, asks no name server
# and leaves nothing in the current folder.
_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "4",
}

# One of these is set where somebody has configured Spark, or started us with spark-submit.
_CONFIGURED_BY = (
    "PYSPARK_GATEWAY_PORT",
    "PYSPARK_SUBMIT_ARGS",
    "SPARK_CONF_DIR",
    "SPARK_HOME",
    "SPARK_REMOTE",
)
_MOST_SAID = 500


class NoSpark(RuntimeError):
    """Spark cannot be had here; the message says why and what to do."""


def spark_session(*, threads: int = 2) -> Any:
    """
    The session that is running or configured (spark-submit, SPARK_REMOTE, spark-defaults.conf).

    Where there is none, one on this machine with some threads. Raises NoSpark without pyspark or
    without Java.
    """
    # No frame of pandas goes through Spark here.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as absent:
        message = 'Spark is not installed. Install it with: pip install "evenhand[spark]".'
        raise NoSpark(message) from absent
    if running := SparkSession.getActiveSession():
        return running
    builder = SparkSession.builder.appName("evenhand")
    place, quiet = "", False
    if not any(name in os.environ for name in _CONFIGURED_BY):
        place, quiet = tempfile.mkdtemp(prefix="evenhand-spark-"), True
        local = _LOCAL | {"spark.sql.warehouse.dir": place, "spark.pyspark.python": sys.executable}
        builder = builder.master(f"local[{threads}]")
        for key, value in local.items():
            builder = builder.config(key, value)
    notes = Path(place, "java.log")
    try:
        with _stderr_to(notes) if quiet else nullcontext():
            return builder.getOrCreate()
    except (PySparkException, OSError) as refused:
        said = notes.read_text(encoding="utf-8", errors="replace") if quiet else ""
        raise NoSpark(
            f"Spark could not be started; it needs Java 17. It said: {refused} {said[-_MOST_SAID:]}"
        ) from refused


@contextmanager
def _stderr_to(file: Path) -> Iterator[None]:
    """
    What is started here writes its notes to a file.

    Java has some before any level of logging is set, and keeps its outlet for good: what matters to
    the one who measures comes as an exception.
    """
    sys.stderr.flush()
    ours = os.dup(2)
    with file.open("ab") as notes:
        os.dup2(notes.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(ours, 2)
        os.close(ours)


def read_parquet(session: Any, folder: Path, paths: Sequence[Path]) -> Any:
    """A table of Parquet files; folders called `column=value` below `folder` give text columns."""
    session.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    # Spark takes paths as they are written, where an address would have signs in code.
    named = [f"file://{path.resolve().as_posix()}" for path in paths]
    top = f"file://{folder.resolve().as_posix()}"
    return session.read.option("basePath", top).parquet(*named)
