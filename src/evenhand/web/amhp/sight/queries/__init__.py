"""Every read of the line of sight: of which body, first."""

from evenhand.web.amhp.models import LocalCode, RegionReport
from evenhand.web.amhp.sight.queries.data_set import first_month, residents_of, tables_of
from evenhand.web.amhp.sight.queries.kept import kept_report
from evenhand.web.amhp.sight.queries.local_codes import local_code_of, local_codes_of, times_used
from evenhand.web.amhp.sight.queries.now import (
    board,
    forums_of,
    obstacle_of,
    obstacles_of,
    thresholds_of,
    waits_of_one,
)
from evenhand.web.amhp.sight.queries.region import (
    TablesOfMany,
    region_file,
    region_reports,
    services_below,
)
from evenhand.web.bodies.queries import Body

__all__ = [
    "Body",
    "RegionReport",
    "TablesOfMany",
    "LocalCode",
    "board",
    "first_month",
    "kept_report",
    "forums_of",
    "local_code_of",
    "local_codes_of",
    "obstacle_of",
    "obstacles_of",
    "region_file",
    "region_reports",
    "residents_of",
    "services_below",
    "tables_of",
    "thresholds_of",
    "times_used",
    "waits_of_one",
]
