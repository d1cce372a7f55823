"""What the engine counts: expressions over the clean tables, the same on every engine.

Only counts and sums leave the engine, by body, snapshot, cell and finest ethnic category. Names of
counts are listed in docs/reference/counts.md; `data/engines/in_memory.py` says the same in plain
loops, and a property test holds the two equal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw

from evenhand.domain.codes.ethnicity import NOT_KNOWN
from evenhand.domain.measures.names import NOT_ON_LIST, OUTSIDE
from evenhand.domain.results.measurement import Placement

# Not in the standards' workforce. Non-executives count on the board only.
OUTSIDE_WORKFORCE = ("bank", "agency", "volunteer", "non-executive")
LEAVING = "leaving"
FITNESS_TO_PRACTISE = "fitness-to-practise"
EVENT_COUNTS = {
    "disciplinary": "disciplinary",
    FITNESS_TO_PRACTISE: "fitness_to_practise",
    "training": "training",
    "promotion": "promotion",
    LEAVING: LEAVING,
}
# For this question "don't know" is an answer: the published figures keep it in the base.
DONT_KNOW_COUNTS = "equal_opportunity"

Frame = nw.LazyFrame[Any]
Frames = Mapping[str, Frame]
Expr = nw.Expr


class Count(NamedTuple):
    """`n` people (or the sum of weights) of one ethnic category, in one cell of one count."""

    body: str
    snapshot: str
    name: str
    cell: str
    category: str
    n: float


def count(frames: Frames, *, snapshots: Sequence[date]) -> list[Count]:
    """Every count that the tables at hand allow. Zero counts are absent."""
    counted: list[Count] = []
    if "staff" in frames:
        counted += _workforce(frames["staff"])
    if "staff" in frames or "events" in frames:
        counted += _happenings(frames, snapshots)
    if "applications" in frames:
        counted += _applications(frames["applications"])
    if "survey" in frames:
        counted += _survey(frames["survey"])
    if "population" in frames:
        grouped = frames["population"].group_by("body", "snapshot", "category")
        rows = _rows(grouped.agg(n=nw.col("n").sum()))
        counted += [Count(b, s, "population", "", c, float(n)) for b, s, c, n in rows if n]
    return counted


def placements(staff: Frame) -> list[Placement]:
    """Social workers and AMHPs by employer, host, route and setting: everybody who is here."""
    here = staff.filter(_started_and_not_left() & nw.col("main_post"))
    here = here.filter((nw.col("profession").fill_null("") == "social-worker") | nw.col("amhp"))
    keys = ("profession", "employer", "host", "route", "setting")
    here = here.with_columns(*[nw.col(key).fill_null("") for key in keys])
    grouped = here.group_by("body", "snapshot", *keys, "amhp").agg(n=nw.col("person").n_unique())
    rows = [
        Placement(body, snapshot, profession, employer, host, route, setting, amhp, int(n))
        for body, snapshot, profession, employer, host, route, setting, amhp, n in _rows(grouped)
    ]
    return sorted(rows, key=astuple)


def _started_and_not_left() -> Expr:
    snapshot = nw.col("snapshot")
    started = nw.col("started").is_null() | (nw.col("started") <= snapshot)
    return started & (nw.col("left").is_null() | (nw.col("left") > snapshot))


def _in_workforce() -> Expr:
    # Hosted and seconded-in people belong to their own employer's figures.
    employer = nw.col("employer").fill_null("")
    employed_here = (employer == "") | (employer == nw.col("body"))
    counted = ~nw.col("contract").fill_null("").is_in(OUTSIDE_WORKFORCE)
    return counted & employed_here & nw.col("main_post")


def staff_counts() -> tuple[Expr, dict[str, Expr]]:
    """Who of the staff list is here, and whom of them each count of the workforce counts."""
    here = _started_and_not_left()
    post = here & nw.col("main_post")
    employed = here & _in_workforce()
    voting = nw.col("board") & nw.col("voting")
    executive = nw.col("board") & nw.col("executive")
    return here, {
        "workforce": employed,
        "board": post & nw.col("board"),
        "board_voting": post & voting,
        "board_executive": post & executive,
        "board_in_workforce": employed & nw.col("board"),
        "board_voting_in_workforce": employed & voting,
        "board_executive_in_workforce": employed & executive,
        "senior": employed & nw.col("senior"),
        "regulated": employed & nw.col("regulated"),
        "amhp": employed & nw.col("amhp"),
    }


def _workforce(staff: Frame) -> list[Count]:
    _, sums = staff_counts()
    keys = ("body", "snapshot", "category", "block", "rung")
    grouped = staff.group_by(*keys).agg(**{name: _how_many(which) for name, which in sums.items()})
    columns = _columns(grouped)
    where = list(zip(columns["body"], columns["snapshot"], columns["category"], strict=True))
    grades = [
        f"{block}|{rung}" for block, rung in zip(columns["block"], columns["rung"], strict=True)
    ]
    counted = [
        Count(body, snapshot, "workforce_by_grade", grade, category, float(n))
        for (body, snapshot, category), grade, n in zip(
            where, grades, columns["workforce"], strict=True
        )
        if n
    ]
    for name in sums:
        totals: dict[tuple[str, str, str], float] = {}
        for key, n in zip(where, columns[name], strict=True):
            if n:
                totals[key] = totals.get(key, 0.0) + float(n)
        counted += [Count(b, s, name, "", c, n) for (b, s, c), n in totals.items()]
    return counted


def _happenings(frames: Frames, snapshots: Sequence[date]) -> Iterator[Count]:
    """
    Distinct people to whom something happened in the 12 months, by what it was.

    People on the staff list who are not in what the standard divides by (bank workers, those
    employed elsewhere; for fitness to practise, those not regulated) are counted apart.
    """
    told = []
    if "events" in frames:
        events = frames["events"].filter(_within_year("date", snapshots))
        # Without a person id each row is somebody of its own.
        row = nw.concat_str(nw.lit("event row "), nw.col("row").cast(nw.String))
        who = nw.coalesce(nw.col("person"), row)
        told.append(events.select("body", "snapshot", "kind", who=who, own=nw.col("category")))
    if "staff" in frames:
        left = frames["staff"].filter(_within_year("left", snapshots) & _in_workforce())
        leaving = left.with_columns(kind=nw.lit(LEAVING))
        columns = {"who": nw.col("person"), "own": nw.col("category")}
        told.append(leaving.select("body", "snapshot", "kind", **columns))
    people = nw.concat(told, how="vertical") if len(told) > 1 else told[0]
    rows = _by_category(people, frames.get("staff"))
    totals: dict[tuple[str, str, str, str], float] = {}
    for body, snapshot, kind, category, listed, employed, regulated, n in rows:
        name = EVENT_COUNTS.get(kind)
        if name is None:
            continue
        counts_here = regulated if kind == FITNESS_TO_PRACTISE else employed
        ending = "" if not listed or counts_here else OUTSIDE
        names = [name + ending]
        if not listed and kind != LEAVING:  # that those who left are gone needs no saying
            names.append(name + NOT_ON_LIST)
        for each in names:
            key = (body, snapshot, each, category)
            totals[key] = totals.get(key, 0.0) + float(n)
    for (body, snapshot, name, category), n in totals.items():
        yield Count(body, snapshot, name, "", category, n)


def _by_category(people: Frame, staff: Frame | None) -> Iterator[tuple[Any, ...]]:
    """Distinct people by category: the staff list's, else their own row's, else not known."""
    keys = ("body", "snapshot", "kind")
    if staff is None:
        nobody = {"on_list": nw.lit(None).cast(nw.String), "employed": nw.lit(0)}
        listed = people.with_columns(**nobody, regulated=nw.lit(0))
    else:
        main = staff.filter(nw.col("main_post"))
        on_list = main.select(
            "body",
            "snapshot",
            who=nw.col("person"),
            on_list=nw.col("category"),
            employed=_one(_in_workforce()),
            regulated=_one(_in_workforce() & nw.col("regulated")),
        )
        listed = people.join(on_list, on=["body", "snapshot", "who"], how="left")
    each = listed.group_by(*keys, "who").agg(
        own=nw.col("own").max(),
        on_list=nw.col("on_list").max(),
        employed=nw.col("employed").max(),
        regulated=nw.col("regulated").max(),
    )
    each = each.with_columns(
        category=nw.coalesce(nw.col("on_list"), nw.col("own"), nw.lit(NOT_KNOWN)),
        listed=_one(~nw.col("on_list").is_null()),
    )
    return _rows(
        each.group_by(*keys, "category", "listed", "employed", "regulated").agg(n=nw.len())
    )


def _within_year(column: str, snapshots: Sequence[date]) -> Expr:
    """In the 12 months that end on the row's own snapshot."""
    return nw.any_horizontal(
        *[
            (nw.col("snapshot") == day)
            & (nw.col(column) > a_year_before(day))
            & (nw.col(column) <= day)
            for day in snapshots
        ],
        ignore_nulls=True,
    )


def a_year_before(day: date) -> date:
    """The day that a 12-month period ending on `day` starts after.

    >>> a_year_before(date(2024, 2, 29))
    datetime.date(2023, 2, 28)
    """
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _applications(applications: Frame) -> list[Count]:
    shortlisted = nw.col("shortlisted")
    appointed = shortlisted & nw.col("appointed")
    senior = nw.col("senior")
    sums = {
        ("applied", ""): ~nw.col("category").is_null(),
        ("shortlisted", ""): shortlisted,
        ("appointed", ""): appointed,
        ("applied", "senior posts"): senior,
        ("shortlisted", "senior posts"): senior & shortlisted,
        ("appointed", "senior posts"): senior & appointed,
    }
    grouped = applications.group_by("body", "snapshot", "category")
    columns = {f"n{place}": _how_many(which) for place, which in enumerate(sums.values())}
    counted = []
    for body, snapshot, category, *numbers in _rows(grouped.agg(**columns)):
        for (name, cell), n in zip(sums, numbers, strict=True):
            if n:
                counted.append(Count(body, snapshot, name, cell, category, float(n)))
    return counted


def _survey(survey: Frame) -> list[Count]:
    yes = nw.col("answer") == "yes"
    asked = (
        yes
        | (nw.col("answer") == "no")
        | ((nw.col("answer") == "dont-know") & (nw.col("question") == DONT_KNOW_COUNTS))
    )
    given = ~nw.col("weight").is_null()
    # In a weighted survey an answer without a weight counts once.
    weight = nw.col("weight").fill_null(1.0)
    sums = {
        "asked": _how_many(asked),
        "yes": _how_many(yes),
        "asked_w": nw.when(asked).then(weight).otherwise(0.0).sum(),
        "asked_w2": nw.when(asked).then(weight * weight).otherwise(0.0).sum(),
        "yes_w": nw.when(yes).then(weight).otherwise(0.0).sum(),
    }
    grouped = survey.group_by("body", "snapshot", "question", "category")
    rows = list(_rows(grouped.agg(**sums, given=_how_many(given & asked))))
    weighted = {row[:3] for row in rows if row[-1]}
    counted = []
    for *place, category, asked_n, yes_n, asked_w, asked_w2, yes_w, _ in rows:
        body, snapshot, question = place
        numbers = {"asked": asked_n, "yes": yes_n}
        if (body, snapshot, question) in weighted:
            numbers |= {"asked_w": asked_w, "asked_w2": asked_w2, "yes_w": yes_w}
        for name, n in numbers.items():
            if n:
                full = f"survey.{question}.{name}"
                counted.append(Count(body, snapshot, full, "", category, float(n)))
    return counted


def _how_many(which: Expr) -> Expr:
    # Spark will not sum booleans, so every engine sums ones; DuckDB would make decimals of them.
    return _one(which).sum().cast(nw.Int64)


def _one(which: Expr) -> Expr:
    return nw.when(which).then(1).otherwise(0)


def _columns(frame: Frame) -> dict[str, list[Any]]:
    # Days leave the engine as ISO text: making a date object for each row is the slow way.
    told = frame.with_columns(nw.col("snapshot").cast(nw.String)).collect()
    return {name: column.to_list() for name, column in told.to_dict().items()}


def _rows(frame: Frame) -> Iterator[tuple[Any, ...]]:
    return zip(*_columns(frame).values(), strict=True)
