"""Measuring, as several commands do it: with what was wrong in the data said on the way."""

from pathlib import Path
from typing import TYPE_CHECKING

from evenhand.cli import say
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, must_exist
from evenhand.pipeline.wrong_use import WrongUse

if TYPE_CHECKING:
    from evenhand.pipeline.counting import People
    from evenhand.pipeline.measure import Measured, Wanted
    from evenhand.pipeline.records import Measure


def measured_from(
    pack: Path,
    wanted: "Wanted",
    source: str,
    body: str,
    reference: Path | None,
    *,
    engine: str = "duckdb",
) -> "Measured":
    """Read, check and measure a pack or a published file."""
    measure = measuring(pack, source, body, reference)
    if engine == "spark" and not source:
        measure = _in_spark(pack, body)
    elif engine != "duckdb":
        raise WrongUse("--engine is duckdb; or spark, for a pack.")
    with say.waiting("Reading, checking and measuring"):
        measured = measure(wanted, None)
    say.items(measured.items)
    return measured


def _in_spark(pack: Path, body: str) -> "Measure":
    from evenhand.pipeline.measure import of_body
    from evenhand.pipeline.spark import measure_in_spark

    return lambda wanted, before: of_body(measure_in_spark(pack, wanted), body)


def measuring(pack: Path, source: str, body: str, reference: Path | None) -> "Measure":
    """How to measure a pack or a published file: to be called, once or in several ways."""
    from evenhand.pipeline.measure import measure_pack, of_body
    from evenhand.pipeline.sources import measure_source

    must_exist(pack, reference)
    if not source and reference:
        raise WrongUse("--reference goes with a published file: name it with --as.")

    def measure(wanted: "Wanted", before: "People | None") -> "Measured":
        if source:
            return measure_source(source, pack, wanted, body=body, reference=reference)
        return of_body(measure_pack(pack, wanted, before), body)

    return measure


def exit_code(measured: "Measured") -> int:
    """1 where something in the data has to be put right."""
    return DATA_HAS_ERRORS if measured.has_errors else GOOD
