"""
What the worker does for a report over the services of a region.

Rows are read one service after the other and counted in memory; what is kept are finished files of
counts that are protected together (`domain.amhp.sight`). No row and no exact count is kept.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.pipeline.amhp_report import report_of
from evenhand.pipeline.amhp_report_files import FORMATS, NAME, files_of
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted
from evenhand.pipeline.wrong_use import NotSafe, WrongUse
from evenhand.web.amhp.sight import actions, queries
from evenhand.web.amhp.work.queries import kept_months_of
from evenhand.web.core.keys import CannotOpen

Clock = Callable[[], datetime]
# A sum over one service is its own report, and no report over several.
FEWEST_SERVICES = 2


class RegionFailed(Exception):
    """Something of ours went wrong. It names the kind of error, never a value."""


def region(number: int, clock: Clock = timezone.now) -> None:
    """Make one that was asked for."""
    report = actions.region_begins(number=number, at=clock())
    if report is None:
        return
    them = queries.services_below(report.body, report.month)

    def tell(said: str) -> None:
        actions.region_says(report=report, said=said, at=clock())

    def failed(problem: str) -> None:
        actions.region_failed(report=report, problem=problem, left_out=them.left_out, at=clock())

    try:
        if len(them.services) < FEWEST_SERVICES:
            failed(
                _("Fewer than two services have records of these months: there is no sum to show.")
            )
            return
        tables = queries.TablesOfMany(
            them, clock(), lambda name: tell(_("Counting %(name)s") % {"name": name})
        )
        given = Given(
            bodies=them.names,
            people=them.residents,
            kept={
                name: kept_months_of(body)
                for name, body in zip(them.names, them.services, strict=True)
            },
            called=_("AMHP services of %(name)s") % {"name": report.body.name},
        )
        wanted = SightWanted(month=report.month, months=report.months, readers="board")
        made = report_of(tables, given, wanted)
        tell(_("Writing the report"))
        files = files_of(made, tuple(FORMATS))
        actions.keep_region(
            report=report,
            files={kind: _bytes(files[f"{NAME}.{kind}"]) for kind in FORMATS},
            services=them.names,
            left_out=them.left_out,
            at=clock(),
        )
    except (NotSafe, WrongUse, CannotOpen) as why:
        failed(str(why))
    except Exception as wrong:
        failed(
            _(
                "Something of ours went wrong, and nothing was made. Try again; if it goes on, tell "
                "whoever runs this site the number %(number)d."
            )
            % {"number": number}
        )
        # What went wrong may quote a row: only its kind may be written down.
        raise RegionFailed(f"region report {number}: {type(wrong).__name__}") from None


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content
