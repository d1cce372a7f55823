"""One team of a body: its people, and what happened to them."""

import narwhals as nw

from evenhand.domain.measures.count import Frame, Frames


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
