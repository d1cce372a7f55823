"""Every read of the line of sight: of which body, first."""

from evenhand.web.amhp.models import LocalCode
from evenhand.web.amhp.sight.queries.data_set import first_month, residents_of, tables_of
from evenhand.web.amhp.sight.queries.local_codes import local_code_of, local_codes_of, times_used
from evenhand.web.amhp.sight.queries.now import (
    board,
    forums_of,
    obstacle_of,
    obstacles_of,
    thresholds_of,
    waits_of_one,
)

__all__ = [
    "LocalCode",
    "board",
    "first_month",
    "forums_of",
    "local_code_of",
    "local_codes_of",
    "obstacle_of",
    "obstacles_of",
    "residents_of",
    "tables_of",
    "thresholds_of",
    "times_used",
    "waits_of_one",
]
