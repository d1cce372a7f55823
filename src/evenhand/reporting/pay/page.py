"""The page of a pay report, and the page that lists several."""

from evenhand.domain.pay.report import PayReport
from evenhand.reporting import words
from evenhand.reporting.document_page import page_of
from evenhand.reporting.page import LONGEST_NAME, MARKED, environment, period
from evenhand.reporting.pay.answers import stands_out
from evenhand.reporting.pay.outline import kind, outline


def render_page(report: PayReport) -> str:
    """The page as text: `page_of`."""
    made = outline(report, paper=False)
    return page_of(made, audience=report.audience, version=report.inputs.version)


def render_list(reports: list[tuple[str, PayReport]]) -> str:
    """The page that lists the reports of several bodies: links, and what stands out in each."""
    audience = reports[0][1].audience
    return (
        environment()
        .get_template("contents.html.jinja")
        .render(
            audience=audience,
            marked=MARKED[audience],
            marked_as=max((report.marked_as for _, report in reports), default=""),
            reports=[
                {
                    "link": link,
                    "name": words.shortened(report.audit.body.name, LONGEST_NAME),
                    "period": period(report),
                    "standards": kind(report),
                    "standing_out": [{"text": said} for said in stands_out(report)],
                }
                for link, report in reports
            ],
        )
    )
