"""Who is there, from rows of a service, as a supply forecast takes them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from evenhand.data.definitions.forecast_areas import area_rule
from evenhand.data.definitions.load import ethnicity
from evenhand.domain.amhp.sight.groups import BROAD, is_unknown
from evenhand.domain.codes.ethnicity import NOT_KNOWN

HERE = ("APPROVED", "SUSPENDED")
# The bands of the register's list; a band without an end is taken to reach so far.
_AGES = {
    "<35": (22, 34), "35-44": (35, 44), "45-54": (45, 54), "55-59": (55, 59), "60-64": (60, 64),
    "65+": (65, 74),
}  # fmt: skip
_SAID = ("PREFER_NOT", "NOT_KNOWN", "")
_TERM = 5
_ATTRIBUTES = ("profession", "role", "employer", "sex")

Row = Mapping[str, Any]


def people_of(rows: Iterable[Row], today: date) -> list[dict[str, Any]]:
    """Those approved or suspended, counted by all that is known of them."""
    found: Counter[tuple[tuple[str, Any], ...]] = Counter()
    for row in rows:
        if row["status"] in HERE:
            known = _known(row, today)
            found[tuple(sorted(known.items()))] += 1
    return [
        {name: list(value) if name == "ages" else value for name, value in key} | {"count": count}
        for key, count in sorted(found.items(), key=repr)
    ]


def by_area(rows: Iterable[Row]) -> dict[str, int]:
    """Those approved or suspended, by the service area in which the register says that they work.

    Every area is told, nought too; those of another service or of none that is recorded are left out.
    """
    found = Counter(row.get("service_area") or "" for row in rows if row["status"] in HERE)
    return {area.id: found[area.worked_in] for area in area_rule().areas}


def _known(row: Row, today: date) -> dict[str, Any]:
    known: dict[str, Any] = who_of(row)
    if (ages := _AGES.get(row.get("age_band") or "")) is not None:
        known["ages"] = ages
    if row.get("approved_to"):
        left = -(-(row["approved_to"] - today).days // 365)
        known["approval_ends_in"] = min(_TERM, max(1, left))
    return known


def who_of(row: Row) -> dict[str, Any]:
    """What a row says of a person, but for age and approval."""
    known: dict[str, Any] = {
        name: row[name] for name in _ATTRIBUTES if (row.get(name) or "") not in _SAID
    }
    if group := group_of(row.get("ethnicity") or ""):
        known["ethnic_group"] = group
    if row.get("fte"):
        known["time"] = min(1.0, float(row["fte"]))
    return known


def group_of(code: str) -> str:
    """The broad ethnic group of a category, in words; "" where it is not known."""
    known = ethnicity()
    chosen = known.grouping(BROAD)
    slug = chosen.group_of.get(known.find_category(code) or NOT_KNOWN, NOT_KNOWN)
    if is_unknown(slug):
        return ""
    return next((each.label for each in chosen.groups if each.slug == slug), "")


def community_of(residents: Mapping[str, int]) -> dict[str, float]:
    """Shares of each broad group among residents whose group is known; none where nobody is."""
    found: Counter[str] = Counter()
    for category, count in residents.items():
        if group := group_of(category):
            found[group] += count
    total = sum(found.values())
    return {group: count / total for group, count in found.items()} if total else {}


def ages_of(people: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many are in each band, by its first age; those whose age is not known under ""."""
    found: Counter[str] = Counter()
    for each in people:
        found[str(each["ages"][0]) if "ages" in each else ""] += each["count"]
    return dict(sorted(found.items()))
