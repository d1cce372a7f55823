"""The page that lists the reports of several bodies."""

from collections.abc import Sequence

from evenhand.domain.results.measurement import Measurement
from evenhand.reporting import words
from evenhand.reporting.arrange import arrange
from evenhand.reporting.page import LONGEST_NAME, MARKED, environment, period
from evenhand.reporting.standing_out import what_stands_out


def render_contents(reports: Sequence[tuple[str, Measurement]]) -> str:
    """Links and measurements to a page: each body's name and what stands out there."""
    page = environment().get_template("contents.html.jinja")
    marks = {measurement.marked_as for _, measurement in reports}
    audience = reports[0][1].audience if reports else "internal"
    return page.render(
        audience=audience,
        marked=MARKED[audience],
        marked_as=max(marks, default=""),
        reports=[
            {
                "link": link,
                "name": words.shortened(measurement.body.name, LONGEST_NAME),
                "period": period(measurement),
                "standards": ", ".join(edition.title for edition in measurement.editions),
                "standing_out": what_stands_out(
                    [of for each in arrange(measurement).values() for of in each]
                ),
            }
            for link, measurement in reports
        ],
    )
