"""
What the worker does for a report over the services of a region.

Rows are read one service after the other and counted in memory; what is kept are finished files of
counts that are protected together (`domain.amhp.sight`). No row and no exact count is kept.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.pipeline.amhp_report import report_of
from evenhand.pipeline.amhp_report_files import FORMATS, NAME, files_of
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted
from evenhand.web.amhp.sight import actions, queries
from evenhand.web.amhp.work.queries import kept_months_of
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.actions.background import says
from evenhand.web.submissions.doing import Clock, doing

# A sum over one service is its own report, and no report over several.
FEWEST_SERVICES = 2


def region(number: int, clock: Clock = timezone.now) -> None:
    """Make one that was asked for."""
    with doing(queries.RegionReport, number, clock) as report:
        if report is None:
            return
        them = queries.services_below(report.body, report.month)

        def counting(name: str) -> None:
            says(report, _("Counting %(name)s") % {"name": name}, at=clock())

        if len(them.services) < FEWEST_SERVICES:
            raise Refused(
                _("Fewer than two services have records of these months: there is no sum to show.")
            )
        tables = queries.TablesOfMany(them, clock(), counting)
        given = Given(
            bodies=them.names,
            people=them.residents,
            kept={
                name: kept_months_of(body)
                for name, body in zip(them.names, them.services, strict=True)
            },
        )
        wanted = SightWanted(month=report.month, months=report.months, readers="board")
        made = report_of(tables, given, wanted)
        says(report, _("Writing the report"), at=clock())
        files = files_of(made, tuple(FORMATS))
        actions.keep_region(
            report=report,
            files={kind: _bytes(files[f"{NAME}.{kind}"]) for kind in FORMATS},
            services=them.names,
            left_out=them.left_out,
            at=clock(),
        )


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content
