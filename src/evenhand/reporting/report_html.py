"""The report of one body: one HTML file that needs nothing else."""

from markupsafe import Markup

from evenhand.domain.results.finding import FEWEST_PEOPLE, RATIO_BAND
from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import glossary, method, sections, words
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.page import LONGEST_NAME, MARKED, environment, period
from evenhand.reporting.standing_out import RULE


def render_report(report: LaidOut) -> str:
    """
    The page as text. The same measurement gives the same text, byte for byte.

    Everything that came from outside is escaped by the templates; only the SVG that is drawn here
    is put in as it stands, and its text is escaped by the converter.
    """
    measurement, everything = report.measurement, report.everything
    page = environment().get_template("report.html.jinja")
    return page.render(
        body_name=words.shortened(measurement.body.name, LONGEST_NAME),
        measurement=measurement,
        marked=MARKED[measurement.audience],
        period=period(measurement),
        printed=_printed(measurement),
        standing_out=report.standing_out,
        standing_out_rule=RULE,
        editions=report.editions,
        placements=sections.placements(measurement),
        completeness=method.completeness(everything),
        kinds=method.kinds_used(everything),
        families=method.families(everything),
        fewest=FEWEST_PEOPLE,
        ratio_band=RATIO_BAND,
        glossary=glossary.terms(measurement, everything),
        long=sections.LONG,
    )


def _printed(measurement: Measurement) -> dict[str, Markup]:
    """What stands at the head and foot of every printed page, as CSS strings."""
    mark = MARKED[measurement.audience]
    if measurement.marked_as:
        mark += f" \N{MIDDLE DOT} {words.spaced(measurement.marked_as)} data"
    notes = [edition.note for edition in measurement.editions]
    note = notes[0] if len(notes) == 1 else ""
    return {
        "mark": _css_string(mark),
        "foot": _css_string(words.shortened(measurement.body.name, 60)),
        "note": _css_string(words.shortened(note, 150)),
    }


def _css_string(text: str) -> Markup:
    """Every character but letters and digits as its CSS escape, so that nothing can end it.

    Blanks too: one that follows an escape would be taken for the escape's end.
    """
    escaped = "".join(
        char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in text
    )
    return Markup(f'"{escaped}"')
