"""
What reading, counting and working out cost, by how many people there are; and a picture of it.

`python -m evenhand.pipeline.bench_curve PICTURE.svg MILLIONS ...` measures the same 212 bodies with
so many millions of staff each time, prints the figures and draws them. It is no part of `evenhand
bench`, for the last point takes most of an hour and much disk.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import vl_convert

from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise

BODIES = 212


def measured(millions: Sequence[float]) -> Iterator[dict[str, Any]]:
    """For each size: seconds by the clock and of the processor, megabytes, results, rows on disk."""
    for each in millions:
        with tempfile.TemporaryDirectory(prefix="evenhand-curve-") as folder:
            synthesise(
                staff=int(each * 1_000_000),
                bodies=BODIES,
                years=1,
                seed=1,
                effects=default_effects(),
                out=Path(folder),
                last_snapshot=date(2025, 3, 31),
                partitioned=True,
            )
            size = sum(f.stat().st_size for f in Path(folder).rglob("*.parquet"))
            done = subprocess.run(
                [sys.executable, "-m", "evenhand.pipeline.bench_measure", folder],
                capture_output=True,
                text=True,
                check=True,
            )
        yield {"millions": each, "disk": size / 1e6, **json.loads(done.stdout)}


def picture(points: Sequence[dict[str, Any]]) -> str:
    """Processor time against people, both on log axes, with a line for "ten times, ten times"."""
    base = points[0]
    ideal = [
        {
            "millions": p["millions"],
            "processor": base["processor"] * p["millions"] / base["millions"],
        }
        for p in points
    ]
    axes = {
        "x": {
            "field": "millions",
            "type": "quantitative",
            "scale": {"type": "log"},
            "axis": {"title": "Staff, millions", "values": [p["millions"] for p in points]},
        },
        "y": {
            "field": "processor",
            "type": "quantitative",
            "scale": {"type": "log"},
            "axis": {"title": "Processor time, seconds"},
        },
    }
    quiet = {"type": "line", "strokeDash": [4, 4], "color": "#4c6272"}
    spec = {
        "width": 480,
        "height": 300,
        "background": "#ffffff",
        "config": {"font": "Arial", "axis": {"labelFontSize": 13, "titleFontSize": 13}},
        "layer": [
            {"data": {"values": ideal}, "mark": quiet, "encoding": axes},
            {
                "data": {"values": list(points)},
                "mark": {"type": "line", "point": {"size": 60}, "color": "#0072b2"},
                "encoding": axes,
            },
        ],
    }
    return str(vl_convert.vegalite_to_svg(spec, vl_version="5.21", allowed_base_urls=[]))


if __name__ == "__main__":
    told = []
    for point in measured([float(each) for each in sys.argv[2:]]):
        print(json.dumps(point), flush=True)
        told.append(point)
    Path(sys.argv[1]).write_text(picture(told), encoding="utf-8")
