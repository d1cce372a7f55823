"""The counts again, in plain loops over rows: the reference that faster engines must agree with.

It is written to be read beside docs/reference/counts.md, and shares no code with
`domain.measures.count`, so that a mistake in one is not a mistake in both. Rows are the clean
tables' rows as dictionaries; a column that is missing is as good as null.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
# body, snapshot as an ISO date, name of the count, cell, ethnic category
Key = tuple[str, str, str, str, str]
# ethnic category, line of the grade table, names of the counts that a person is in, team
Standing = tuple[str, str, frozenset[str], str]
# body, how they stood, how they stand; None: not here
Move = tuple[str, Standing | None, Standing | None]
# body, snapshot, profession, employer, host, route, setting, AMHP or not, people
PlacementRow = tuple[str, str, str, str, str, str, str, bool, int]

_NOT_IN_WORKFORCE = {"bank", "agency", "volunteer", "non-executive"}
_KINDS = {"disciplinary", "training", "fitness-to-practise", "promotion"}


def count(tables: Tables) -> dict[Key, float]:
    """Every count of a set of clean tables; counts of nobody are absent."""
    counts: dict[Key, float] = defaultdict(float)
    _count_staff(tables.get("staff", ()), counts)
    _count_events(tables, counts)
    _count_leaving(tables, counts)
    _count_applications(tables.get("applications", ()), counts)
    _count_survey(tables.get("survey", ()), counts)
    for row in tables.get("population", ()):
        counts[_key(row, "population")] += row["n"]
    return {key: n for key, n in counts.items() if n != 0}


def placements(tables: Tables) -> list[PlacementRow]:
    """Who of the social workers and AMHPs works where: everybody here, whoever employs them."""
    people: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in tables.get("staff", ()):
        wanted = row.get("profession") == "social-worker" or row["amhp"]
        if wanted and row["main_post"] and _here(row):
            words = ("profession", "employer", "host", "route", "setting")
            place = tuple(row.get(word) or "" for word in words)
            people[_where(row) + place + (bool(row["amhp"]),)].add(row["person"])
    return sorted((*place, len(who)) for place, who in people.items())


def known_by_team(staff: Sequence[Row]) -> list[tuple[Any, ...]]:
    """How many people of each team's workforce have a known ethnicity, declined, or have none kept."""
    found: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    places = {"not-stated": 1, "not-known": 2}
    for row in staff:
        if _here(row) and row["main_post"] and _directly_employed(row):
            found[(*_where(row), row.get("team") or "")][places.get(row["category"], 0)] += 1
    return sorted((*place, *numbers) for place, numbers in found.items())


def moves(staff: Sequence[Row], earlier: date, later: date) -> dict[Move, int]:
    """Who came, went and changed between two snapshots: how many people by body, was and now."""
    stands: dict[tuple[str, str], dict[date, Standing]] = defaultdict(dict)
    for row in staff:
        if row["snapshot"] in (earlier, later) and row["main_post"] and _here(row):
            stands[row["body"], row["person"]][row["snapshot"]] = _standing(row)
    found: dict[Move, int] = defaultdict(int)
    for (body, _), at in stands.items():
        was, now = at.get(earlier), at.get(later)
        if was != now:
            found[body, was, now] += 1
    return dict(found)


def _standing(row: Row) -> Standing:
    counts: dict[Key, float] = defaultdict(float)
    _count_staff([row], counts)
    grades = [cell for _, _, name, cell, _ in counts if name == "workforce_by_grade"]
    block, _, rung = (grades or [f"{row['block']}|{row['rung']}"])[0].partition("|")
    line = rung if block == "other" else f"{block}: {rung}"
    names = {name for (_, _, name, _, _), n in counts.items() if n}
    return row["category"], line, frozenset(names - {"workforce_by_grade"}), row["team"] or ""


def _count_staff(staff: Sequence[Row], counts: dict[Key, float]) -> None:
    for row in staff:
        if not (row["main_post"] and _here(row)):
            continue
        parts = {
            "board": row["board"],
            "board_voting": row["board"] and row["voting"],
            "board_executive": row["board"] and row["executive"],
        }
        for name, member in parts.items():
            counts[_key(row, name)] += bool(member)
        if not _directly_employed(row):
            continue
        counts[_key(row, "workforce")] += 1
        counts[_key(row, "workforce_by_grade", f"{row['block']}|{row['rung']}")] += 1
        for name, member in parts.items():
            counts[_key(row, f"{name}_in_workforce")] += bool(member)
        for name in ("senior", "regulated", "amhp"):
            counts[_key(row, name)] += bool(row[name])


def _count_events(tables: Tables, counts: dict[Key, float]) -> None:
    people: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in tables.get("events", ()):
        if row["kind"] in _KINDS and _in_the_year(row["date"], row["snapshot"]):
            kind = row["kind"].replace("-", "_")
            _remember(people[(*_where(row), kind)], _who(row), row.get("category"))
    _place(tables, people, counts)


def _count_leaving(tables: Tables, counts: dict[Key, float]) -> None:
    people: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in tables.get("staff", ()):
        left = _in_the_year(row.get("left"), row["snapshot"])
        if left and row["main_post"] and _directly_employed(row):
            _remember(people[(*_where(row), "leaving")], row["person"], row["category"])
    for row in tables.get("events", ()):
        if row["kind"] == "leaving" and _in_the_year(row["date"], row["snapshot"]):
            _remember(people[(*_where(row), "leaving")], _who(row), row.get("category"))
    _place(tables, people, counts)


def _place(
    tables: Tables,
    people: Mapping[tuple[str, str, str], Mapping[str, str]],
    counts: dict[Key, float],
) -> None:
    """Each person in their category: in the count, or outside it if the list says so."""
    on_list = _categories_on_list(tables)
    inside = _people_inside(tables)
    for (body, snapshot, kind), found in people.items():
        for who, told in found.items():
            person = (body, snapshot, who)
            category = on_list.get(person) or told or "not-known"
            if person in on_list and (*person, kind == "fitness_to_practise") not in inside:
                counts[(body, snapshot, f"{kind}.outside", "", category)] += 1
                continue
            counts[(body, snapshot, kind, "", category)] += 1
            if person not in on_list and kind != "leaving":
                counts[(body, snapshot, f"{kind}.not_on_list", "", category)] += 1


def _people_inside(tables: Tables) -> set[tuple[str, str, str, bool]]:
    """Who of those on the list counts: employed here (False), and regulated as well (True)."""
    inside = set()
    for row in tables.get("staff", ()):
        if row["main_post"] and _directly_employed(row):
            inside.add((*_where(row), row["person"], False))
            if row["regulated"]:
                inside.add((*_where(row), row["person"], True))
    return inside


def _count_applications(applications: Sequence[Row], counts: dict[Key, float]) -> None:
    for row in applications:
        for cell in _cells_of_application(row):
            counts[_key(row, "applied", cell)] += 1
            counts[_key(row, "shortlisted", cell)] += bool(row["shortlisted"])
            counts[_key(row, "appointed", cell)] += bool(row["shortlisted"] and row["appointed"])


def _cells_of_application(row: Row) -> Iterator[str]:
    yield ""
    if row["senior"]:
        yield "senior posts"


def _count_survey(survey: Sequence[Row], counts: dict[Key, float]) -> None:
    asked = [row for row in survey if _is_asked(row)]
    weighted = {(*_where(row), row["question"]) for row in asked if row.get("weight") is not None}
    for row in asked:
        name = f"survey.{row['question']}"
        weight = 1.0 if row.get("weight") is None else row["weight"]
        counts[_key(row, f"{name}.asked")] += 1
        counts[_key(row, f"{name}.yes")] += row["answer"] == "yes"
        if (*_where(row), row["question"]) in weighted:
            counts[_key(row, f"{name}.asked_w")] += weight
            counts[_key(row, f"{name}.asked_w2")] += weight * weight
            if row["answer"] == "yes":
                counts[_key(row, f"{name}.yes_w")] += weight


def _is_asked(row: Row) -> bool:
    return row["answer"] in ("yes", "no") or (
        # In the base of this one question, as in the published figures.
        row["answer"] == "dont-know" and row["question"] == "equal_opportunity"
    )


def _here(row: Row) -> bool:
    started, left = row.get("started"), row.get("left")
    return (started is None or started <= row["snapshot"]) and (
        left is None or left > row["snapshot"]
    )


def _directly_employed(row: Row) -> bool:
    if row.get("contract") in _NOT_IN_WORKFORCE:
        return False
    return (row.get("employer") or "") in ("", row["body"])


def _in_the_year(day: date | None, snapshot: date) -> bool:
    """In the 12 months up to the snapshot, that day counted and the day a year before it not."""
    if day is None or day > snapshot:
        return False
    leap_day = (snapshot.month, snapshot.day) == (2, 29)
    start = snapshot.replace(year=snapshot.year - 1, day=28 if leap_day else snapshot.day)
    return day > start


def _categories_on_list(tables: Tables) -> dict[tuple[str, str, str], str]:
    """Who is on the staff list, with their category: where posts differ, the last in the alphabet."""
    found: dict[tuple[str, str, str], str] = {}
    for row in tables.get("staff", ()):
        if row["main_post"]:
            person = (*_where(row), row["person"])
            found[person] = max(found.get(person, ""), row["category"])
    return found


def _remember(people: dict[str, str], who: str, category: str | None) -> None:
    people[who] = max(people.get(who, ""), category or "")


def _who(row: Row) -> str:
    # An event that names nobody happened to somebody of its own.
    return row["person"] if row["person"] is not None else f"event row {row['row']}"


def _where(row: Row) -> tuple[str, str]:
    return row["body"], row["snapshot"].isoformat()


def _key(row: Row, name: str, cell: str = "") -> Key:
    return (*_where(row), name, cell, row["category"])
