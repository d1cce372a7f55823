"""The demonstration: a made-up council and the trust that works with it, from records to report."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.synthetic.demo import write_demo
from evenhand.pipeline.measure import Measured, Wanted, measure_pack
from evenhand.pipeline.report import write_reports
from evenhand.reporting.arrange import arrange
from evenhand.reporting.standing_out import what_stands_out

Tell = Callable[[str, int, int], None]
STEPS = 5


@dataclass(frozen=True, kw_only=True)
class Told:
    """Ten lines of what was found and where it lies, and the page to start at."""

    lines: tuple[str, ...]
    start: Path


def run_demo(out: Path, *, seed: int, tell: Tell) -> Told:
    """Make the pair's packs, check and measure them, and write their reports below `out`."""
    tell("Making two made-up bodies", 0, STEPS)
    made = write_demo(out / "packs", seed)
    packs = [path.parent for path in made if path.name == "pack.toml"]
    measured: list[Measured] = []
    for done, pack in enumerate(packs, start=1):
        tell(f"Checking and measuring {pack.name}", done, STEPS)
        measured.append(measure_pack(pack, Wanted()))
    measurements = [each for one in measured for each in one.measurements]
    tell("Writing the reports", STEPS - 1, STEPS)
    written = write_reports(measurements, out / "reports", tell)
    lines = [
        "Everything here is made up: no real person or organisation is in it.",
        *(line for one, pack in zip(measured, packs, strict=True) for line in _about(one, pack)),
        f"Reports: {written[0]} (internal: not for release)",
        f"Packs they were made from: {out / 'packs'}. Try: evenhand check {packs[0]}",
    ]
    return Told(lines=tuple(lines), start=written[0])


def _about(measured: Measured, pack: Path) -> list[str]:
    used = sum(count.used for count in measured.rows.values())
    aside = sum(count.rejected for count in measured.rows.values())
    warnings = sum(item.severity == "warning" for item in measured.items)
    (measurement,) = measured.measurements
    years = len(measurement.snapshots)
    counted = f"{years} years, {used:,} rows used, {aside} set aside, {warnings} warnings."
    everything = [of for each in arrange(measurement).values() for of in each]
    return [f"{measurement.body.name}: {counted}"] + [
        f"  {point.text}" for point in what_stands_out(everything)
    ]
