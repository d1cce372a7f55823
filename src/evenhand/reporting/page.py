"""What every page is made with: the templates, the style sheet, the words for its period."""

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evenhand.domain.results import written
from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import words

LONGEST_NAME = 200
MARKED = {
    "internal": "Internal: not for release",
    "board": "Trial of a board report: not for release",
    "public": "Trial of a public report: not for release",
}


@cache
def environment() -> Environment:
    """Templates with escaping always on; a name that is not given is a mistake."""
    environment = Environment(
        loader=PackageLoader("evenhand.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": written.count,
        "period": words.period,
        "plural": written.plural,
        "sentence": words.sentence,
        "short": words.shortened,
        "drawn": Markup,
    }
    environment.globals["style"] = Markup(_style())
    return environment


def _style() -> str:
    folder = resources.files("evenhand.reporting") / "templates"
    return (folder / "report.css").read_text(encoding="utf-8")


def period(measurement: Measurement) -> str:
    """From the first to the last snapshot, in words."""
    snapshots = measurement.snapshots
    if len(snapshots) > 1:
        return f"{words.period(snapshots[0])} to {words.period(snapshots[-1])}"
    return words.period(snapshots[0]) if snapshots else ""
