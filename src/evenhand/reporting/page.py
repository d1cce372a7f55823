"""What every page is made with: the templates, the style sheet, the words for its period."""

from functools import cache
from importlib import resources
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evenhand.domain.disclosure.preset import IN_WORDS, ZERO_IN_WORDS
from evenhand.domain.results import written
from evenhand.reporting import words

LONGEST_NAME = 200
MARKED = {
    "internal": "Internal: not for release",
    "board": "For the board: small numbers are hidden",
    "public": "Public: small numbers are hidden",
}


# What stands where a number does not, and a nought, which is a number: terms and what they mean.
SIGNS = tuple(
    (term.replace("0", "A nought"), words.sentence(meaning))
    for term, _, meaning in (text.partition(": ") for text in (*IN_WORDS.values(), ZERO_IN_WORDS))
)


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
    environment.globals["signs"] = SIGNS
    return environment


def _style() -> str:
    folder = resources.files("evenhand.reporting") / "templates"
    return (folder / "report.css").read_text(encoding="utf-8")


class Dated(Protocol):
    """What has snapshots: a measurement, a pay report."""

    @property
    def snapshots(self) -> tuple[str, ...]: ...


def period(measurement: Dated) -> str:
    """From the first to the last snapshot, in words."""
    snapshots = measurement.snapshots
    if len(snapshots) > 1:
        return f"{words.period(snapshots[0])} to {words.period(snapshots[-1])}"
    return words.period(snapshots[0]) if snapshots else ""
