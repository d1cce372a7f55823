"""Counting in Spark, where a national team's data already lie: only counts leave it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evenhand.data.definitions.load import ethnicity
from evenhand.data.engines.spark import NoSpark, spark_session
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.manifest import Manifest
from evenhand.data.readers.manifest_file import Source, find_source, read_manifest
from evenhand.data.readers.pack import InputFile
from evenhand.data.readers.spark_pack import SparkPack, read_in_spark
from evenhand.domain.measures.count import Count, count, placements
from evenhand.pipeline.counting import Counted
from evenhand.pipeline.measure import Measured, Wanted, measured_of
from evenhand.pipeline.wrong_use import WrongUse


def measure_in_spark(path: Path, wanted: Wanted) -> Measured:
    """A pack of Parquet files, read and counted in Spark. Raises WrongUse where it cannot be."""
    if wanted.team or wanted.linked:
        raise WrongUse("One team, or who links the years, is not counted in Spark.")
    try:
        source = find_source(path)
        manifest, mistakes = read_manifest(source)
        if manifest is None:
            return Measured(measurements=(), items=tuple(mistakes))
        session = spark_session()
    except Unusable as refusal:
        return Measured(measurements=(), items=(refusal.item,))
    except NoSpark as absent:
        raise WrongUse(str(absent)) from absent
    return _measured(read_in_spark(source, manifest, natives=None, session=session), wanted)


def measure_spark_frames(
    manifest: Manifest, natives: Mapping[str, Any], source: Source, wanted: Wanted
) -> Measured:
    """Data frames that are in Spark, counted there."""
    return _measured(read_in_spark(source, manifest, natives=natives, session=None), wanted)


def _measured(read: SparkPack, wanted: Wanted) -> Measured:
    staff = read.frames.get("staff")
    counts = count(read.frames, snapshots=read.pack.snapshots) if read.pack.readable else []
    broad = ethnicity().broad_only
    counted = Counted(
        counts=counts,
        placements=[] if staff is None else placements(staff),
        figures=[],
        linked=(),
        broad_only=frozenset((c.body, c.category) for c in counts if c.category in broad),
    )
    # The rows stay where they are: what stands for them in the report's inputs is their counts.
    pack = replace(read.pack, files=(InputFile("counts from Spark", _digest(counts)),))
    return measured_of(pack, counted, wanted)


def _digest(counts: Sequence[Count]) -> str:
    listed = sorted("\0".join(map(str, each)) for each in counts)
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()
