"""The demonstration: a made-up council and the trust that works with it, from records to release."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evenhand.data.synthetic.demo import write_demo
from evenhand.domain.results.written import plural
from evenhand.pipeline.formats import ALL, chosen
from evenhand.pipeline.ledger import LedgerRelease, Request, release_with_ledger
from evenhand.pipeline.measure import Measured, Wanted, measure_pack
from evenhand.pipeline.presets import USUAL_PRESET
from evenhand.pipeline.records import Records
from evenhand.pipeline.report import write_reports
from evenhand.reporting.arrange import arrange
from evenhand.reporting.standing_out import what_stands_out

Tell = Callable[[str, int, int], None]
# Public first: what is rounded for everyone is the same then as if no board had been told.
READERS = ("public", "board")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was found and where it lies, line by line, and the page to start at."""

    lines: tuple[str, ...]
    start: Path


def run_demo(out: Path, *, seed: int, at: datetime, tell: Tell) -> Told:
    """
    Make the pair's packs, measure them, and write their reports for all readers below `out`.

    Board and public reports are released with a ledger of their own, begun anew each time.
    """
    tell("Making two made-up bodies", 0, 1)
    made = write_demo(out / "packs", seed)
    packs = [path.parent for path in made if path.name == "pack.toml"]
    measured: list[Measured] = []
    for done, pack in enumerate(packs):
        tell(f"Checking and measuring {pack.name}", done, len(packs))
        measured.append(measure_pack(pack, Wanted()))
    measurements = [each for one in measured for each in one.measurements]
    reports = out / "reports"
    written = write_reports(measurements, reports / "internal", tell, formats=chosen(ALL))
    ledger = out / "ledger.jsonl"
    ledger.unlink(missing_ok=True)
    released = [
        _release(pack, audience, ledger, reports / audience / pack.name, at, tell)
        for audience in READERS
        for pack in packs
    ]
    lines = [
        "Everything here is made up: no real person or organisation is in it.",
        *(line for one, pack in zip(measured, packs, strict=True) for line in _about(one, pack)),
        f"Internal reports: {written[0]} (not for release)",
        *_released(released),
        f"Packs they were made from: {out / 'packs'}. Try: evenhand check {packs[0]}",
    ]
    return Told(lines=tuple(lines), start=written[0])


def _release(
    pack: Path, audience: str, ledger: Path, out: Path, at: datetime, tell: Tell
) -> LedgerRelease:
    request = Request(
        wanted=Wanted(),
        audience=audience,
        rules=USUAL_PRESET[audience],
        at=at,
        formats=chosen(ALL, audience=audience),
    )
    records = Records(pack, lambda wanted, before: measure_pack(pack, wanted, before))
    return release_with_ledger(records, request, ledger=ledger, out=out, tell=tell)


def _released(made: Sequence[LedgerRelease]) -> Iterator[str]:
    """What the attacker found in the finished files: nothing, or there would be none."""
    for release in made:
        for each in release.released:
            yield (
                f"{each.measurement.audience.capitalize()} report of "
                f"{each.measurement.body.name}: {each.hidden:,} of {each.figures:,} figures hidden; "
                f"{plural(len(release.written), 'file')} attacked, none of {len(each.sensitive):,} protected "
                f"numbers can be told: {release.written[0].parent}"
            )


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
