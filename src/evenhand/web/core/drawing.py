"""Tables and charts of the report writer, for pages of the site."""

from typing import Any

from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.page import environment
from evenhand.reporting.tables import Table

# Above so many lines, a table stays out of print.
LONG = 60


def table(of: Table) -> str:
    """A table with its caption and note, to stand inside .eh-report."""
    return str(_parts().table(of, LONG))


def chart(of: Picture | None, level: int = 2) -> str:
    """A chart with its title as a heading of this level; "" where there is none."""
    return str(_parts().figure(of, level)) if of else ""


def _parts() -> Any:
    return environment().get_template("parts.html.jinja").module
