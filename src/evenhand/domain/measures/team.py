"""Teams of a body: their people, what happened to them, and whose ethnicity is known."""

from typing import NamedTuple

import narwhals as nw

from evenhand.domain.codes.ethnicity import NOT_KNOWN, NOT_STATED
from evenhand.domain.measures.count import Frame, Frames, staff_counts


class TeamKnown(NamedTuple):
    """Of the workforce of one team ("": of none) at a snapshot, how many people's ethnicity is known."""

    body: str
    snapshot: str
    team: str
    known: int
    not_stated: int
    not_known: int


def known_by_team(staff: Frame) -> list[TeamKnown]:
    """Known, not stated and not known by team; no line where a team has nobody in the workforce."""
    workforce = staff_counts()[1]["workforce"]
    category = nw.col("category").cast(nw.String)
    told = staff.filter(workforce).select(
        "body",
        snapshot=nw.col("snapshot").cast(nw.String),
        team=nw.col("team").cast(nw.String).fill_null(""),
        not_stated=_one(category == NOT_STATED),
        not_known=_one(category == NOT_KNOWN),
        all=nw.lit(1),
    )
    sums = {name: nw.col(name).sum().cast(nw.Int64) for name in ("all", "not_stated", "not_known")}
    counted = told.group_by("body", "snapshot", "team").agg(**sums).collect().to_dict()
    rows = zip(*(column.to_list() for column in counted.values()), strict=True)
    return sorted(
        TeamKnown(body, day, team, everyone - declined - unknown, declined, unknown)
        for body, day, team, everyone, declined, unknown in rows
    )


def _one(which: nw.Expr) -> nw.Expr:
    return nw.when(which).then(1).otherwise(0)


def teams(staff: Frame) -> list[str]:
    """The names of teams in a staff table, in order."""
    named = staff.select(team=nw.col("team").cast(nw.String)).filter(~nw.col("team").is_null())
    return sorted(named.unique().collect().to_dict()["team"].to_list())


def of_team(frames: Frames, team: str) -> Frames:
    """
    The tables as far as they are about one team.

    Applications, survey answers and population do not say whose team they are of: they are left
    out, and so is an event whose person was in no team at that snapshot.
    """
    staff = frames["staff"].filter(nw.col("team").cast(nw.String) == team)
    if "events" not in frames:
        return {"staff": staff}
    keys = ["body", "snapshot", "person"]
    there = staff.filter(nw.col("main_post")).select(*keys)
    return {"staff": staff, "events": frames["events"].join(there, on=keys, how="semi")}
