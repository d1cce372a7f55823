"""What a reader of DfE's figures must know: said in words, about the file and about each body."""

from collections.abc import Iterable, Iterator, Sequence

from evenhand.data.readers.item import CheckItem, counted, found
from evenhand.data.sources.dfe_file import ENGLAND, EVERYBODY, TABLE, Area

# Abolished, and not in the file although England's figures include them: the last year of each.
ABOLISHED = {"Northamptonshire": "2020", "Cumbria": "2022"}
# A body of very few people may repeat itself by chance.
ENOUGH_TO_DIFFER = 10

Said = tuple[str, str]  # code and sentence


def no_rows(file: str) -> CheckItem:
    """Where the columns are right and nothing in them is."""
    said = f"{file} has no row for a council, a region or England."
    return found("published-rows-missing", said, table=TABLE, file=file)


def about_the_file(file: str, areas: Sequence[Area]) -> tuple[CheckItem, ...]:
    """Whether its parts make up its wholes, and how much is not available."""
    said = (*_gaps(areas), *_wrong_sums(areas), *_not_available(areas))
    return tuple(found(code, words, table=TABLE, file=file) for code, words in said)


def about_a_body(
    file: str, area: Area, *, london: bool, no_population: bool, neighbours: Sequence[str] | None
) -> tuple[CheckItem, ...]:
    """
    What would mislead about one body's figures if it were not said.

    `london`: its population is all London's. `neighbours` are those that never have a figure of
    their own; None where the body has no neighbours although others have.
    """
    said = [*_hidden(area), *_years(area), *_wider(area, london)]
    name = area.body.name
    if no_population:
        said.append(("no-comparison", f"The reference folder has no population for {name}."))
    if neighbours is None:
        said.append(("no-comparison", f"{name} has no list of statistical neighbours."))
    if neighbours:
        words = f"Not among the statistical neighbours of {name}, as they never have figures of"
        said.append(("published-not-available", f"{words} their own: {listed(neighbours)}."))
    return tuple(
        found(code, words, table=TABLE, file=file, value=area.body.name) for code, words in said
    )


def _gaps(areas: Sequence[Area]) -> Iterator[Said]:
    england = next((area for area in areas if area.body.name == ENGLAND), None)
    for year in england.years if england else ():
        whole = england.headcount(year) if england else None
        councils = [area.headcount(year) for area in areas if area.body.kind == "council"]
        parts = sum(one.total for one in councils if one is not None)
        if whole is None or parts == whole.total:
            continue
        gone = [name for name, last in ABOLISHED.items() if year <= last]
        reason = "The file does not say why."
        if gone:
            reason = f"The file has no rows for {listed(gone)}, abolished since."
        words = (
            f"In {year} the councils in the file have {parts:,} social workers together and "
            f"England has {whole.total:,}, a difference of {abs(whole.total - parts):,}. {reason}"
        )
        yield "published-sums-differ", words


def _wrong_sums(areas: Iterable[Area]) -> Iterator[Said]:
    wrong = [
        f"{area.body.name} {year}, {role}"
        for area in areas
        for (year, role), headcount in area.headcounts.items()
        if not headcount.adds_up
    ]
    if wrong:
        places = counted(len(wrong), "place")
        words = f"In {places} ethnic groups do not add up to their total, first in {wrong[0]}."
        yield "published-sums-differ", words


def _not_available(areas: Sequence[Area]) -> Iterator[Said]:
    councils = [area for area in areas if area.body.kind == "council"]
    hidden = sum(
        headcount.hides_groups for area in councils for headcount in area.headcounts.values()
    )
    if not hidden:
        return
    of = sum(len(area.headcounts) for area in councils)
    latest = max(year for area in councils for year in area.years)
    blind = [
        area.body.name
        for area in councils
        if (whole := area.headcount(latest)) is not None and whole.hides_groups
    ]
    last = f" In {latest} that is all of {listed(blind)}." if blind else ""
    words = (
        f"DfE prints x, not available, in place of ethnic groups in {hidden:,} of the {of:,} "
        f"combinations of council, year and role.{last}"
    )
    yield "published-not-available", words


def _hidden(area: Area) -> Iterator[Said]:
    if area.not_given:
        places = listed([f"{role} in {year}" for year, role in area.not_given])
        yield "published-not-available", f"DfE gives no figures for {area.body.name}: {places}."
    years: dict[str, list[str]] = {}
    for (year, role), headcount in sorted(area.headcounts.items()):
        if headcount.hides_groups:
            years.setdefault(role, []).append(year)
    everybody = years.pop(EVERYBODY, [])
    if everybody:
        words = f"DfE gives no ethnic groups for {area.body.name} in {listed(everybody)}."
        yield "published-not-available", words
    some = {role: [y for y in when if y not in everybody] for role, when in years.items()}
    told = [f"{role} in {listed(when)}" for role, when in some.items() if when]
    if told:
        words = f"DfE gives no ethnic groups for some roles in {area.body.name}: {'; '.join(told)}."
        yield "published-not-available", words


def _years(area: Area) -> Iterator[Said]:
    by_year = {
        year: {role: n for (when, role), n in area.headcounts.items() if when == year}
        for year in area.years
    }
    nobody = [year for year, roles in by_year.items() if roles[EVERYBODY].total == 0]
    if nobody:
        words = f"{area.body.name} had no social workers in post in {listed(nobody)}."
        yield "published-nobody", words
    for before, year in zip(area.years, area.years[1:], strict=False):
        enough = by_year[year][EVERYBODY].total >= ENOUGH_TO_DIFFER
        if enough and by_year[year] == by_year[before]:
            words = f"Every figure of {area.body.name} for {year} is the same as for {before}."
            yield "published-carried-forward", words


def _wider(area: Area, london: bool) -> Iterator[Said]:
    if len(area.parts) > 1:
        words = (
            f"{listed(area.body.name.split(' / '))} report to DfE together: figures are of both."
        )
        yield "published-for-a-wider-area", words
    if london:
        words = f"The census file has no population for {area.body.name}: all London's is shown."
        yield "published-for-a-wider-area", words


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["2019", "2020", "2021"])
    '2019, 2020 and 2021'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
