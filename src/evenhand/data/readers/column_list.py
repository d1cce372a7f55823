"""Every column that a pack may hold, table by table: the one list for readers and reference."""

from functools import partial

from evenhand.data.readers.columns import TABLES, Column, Need, Reads
from evenhand.data.readers.columns_of_staff import STAFF

_applications = partial(Column, "applications")
_events = partial(Column, "events")
_survey = partial(Column, "survey")
_counts = partial(Column, "counts")
_population = partial(Column, "population")
_bodies = partial(Column, "bodies")

QUESTIONS = (
    "harassment_public",
    "harassment_colleagues",
    "harassment_manager",
    "harassment_staff",
    "equal_opportunity",
    "discrimination",
)
_ASKED = (
    "Harassment, bullying or abuse from the public in the last 12 months.",
    "Harassment, bullying or abuse from colleagues in the last 12 months.",
    "Harassment, bullying or abuse from managers in the last 12 months.",
    "The same from managers or colleagues, where it was asked as one; else it is worked out.",
    "The organisation gives equal opportunities for career progression or promotion.",
    "Discrimination from a manager, team leader or other colleagues in the last 12 months.",
)


def _whose(table: str) -> tuple[Column, Column]:
    return (
        Column(
            table, "body", Reads.BODY, "Whose row it is.", need=Need.MANY_BODIES, cleaned=("body",)
        ),
        Column(
            table,
            "year",
            Reads.YEAR,
            "Which of the pack's years the row belongs to.",
            need=Need.MANY_YEARS,
            cleaned=("snapshot",),
        ),
    )


_APPLICATIONS = (
    _applications("vacancy", Reads.ID, "The vacancy's number.", cleaned=("vacancy",)),
    _applications("pay_band", Reads.BAND, "Pay band of the vacancy.", cleaned=("rung", "height")),
    _applications("senior_post", Reads.YES_NO, "Whether it is a senior post.", cleaned=("senior",)),
    _applications(
        "ethnic_category",
        Reads.ETHNICITY,
        "Of the applicant.",
        need=Need.ALWAYS,
        used_for="appointment from shortlisting",
        cleaned=("category",),
    ),
    _applications("applied", Reads.YES_NO, "Yes in every row, where the system gives it."),
    _applications(
        "shortlisted",
        Reads.YES_NO,
        "Whether the applicant was shortlisted.",
        need=Need.ALWAYS,
        used_for="appointment from shortlisting",
        cleaned=("shortlisted",),
    ),
    _applications(
        "appointed",
        Reads.YES_NO,
        "Whether the applicant was appointed.",
        need=Need.ALWAYS,
        used_for="appointment from shortlisting",
        cleaned=("appointed",),
    ),
)
_EVENTS = (
    _events(
        "person",
        Reads.ID,
        "The same id as in the staff table.",
        personal=True,
        need=Need.ALWAYS,
        used_for="counting people, not events",
        cleaned=("person",),
    ),
    _events(
        "date",
        Reads.DATE,
        "Day of the event.",
        personal=True,
        need=Need.ALWAYS,
        used_for="the 12 months to the snapshot",
        cleaned=("date",),
    ),
    _events(
        "kind",
        Reads.LABEL,
        "What happened.",
        need=Need.ALWAYS,
        labels="event_kind",
        used_for="disciplinary process, fitness to practise, training, leaving",
        cleaned=("kind",),
    ),
    _events(
        "ethnic_category",
        Reads.ETHNICITY,
        "For people who are not on the staff list.",
        cleaned=("category",),
    ),
)
_SURVEY = (
    _survey(
        "respondent",
        Reads.ID,
        "An id that ties a person's answers together.",
        personal=True,
        cleaned=("respondent",),
    ),
    _survey(
        "ethnic_category",
        Reads.ETHNICITY,
        "Of the person who answered.",
        need=Need.ALWAYS,
        used_for="every comparison",
        cleaned=("category",),
    ),
    _survey(
        "question",
        Reads.LABEL,
        "In a table of one row an answer: which question.",
        labels="question",
        cleaned=("question",),
    ),
    _survey(
        "answer",
        Reads.LABEL,
        "In a table of one row an answer: the answer.",
        labels="answer",
        cleaned=("answer",),
    ),
    _survey("weight", Reads.NUMBER, "The survey's weight of the person.", cleaned=("weight",)),
    *(
        _survey(
            name,
            Reads.LABEL,
            f"In a table of one row a person: {asked}",
            labels="answer",
            cleaned=("answer",),
        )
        for name, asked in zip(QUESTIONS, _ASKED, strict=True)
    ),
)
_COUNTS = (
    _counts(
        "standard",
        Reads.TEXT,
        "Needed where the pack asks for several standards.",
        cleaned=("standard",),
    ),
    _counts(
        "indicator",
        Reads.INDICATOR,
        "As `evenhand standards` prints it.",
        need=Need.ALWAYS,
        cleaned=("indicator",),
    ),
    _counts("cell", Reads.TEXT, "Line of an indicator that has several.", cleaned=("cell",)),
    _counts(
        "grouping",
        Reads.GROUPING,
        "The list of groups used.",
        need=Need.ALWAYS,
        cleaned=("grouping",),
    ),
    _counts(
        "group",
        Reads.GROUP,
        "A group's name in that list, not-stated or not-known.",
        need=Need.ALWAYS,
        cleaned=("group",),
    ),
    _counts("numerator", Reads.WHOLE, "People with the outcome.", cleaned=("numerator",)),
    _counts("denominator", Reads.WHOLE, "People asked about.", cleaned=("denominator",)),
    _counts(
        "share", Reads.SHARE, "A weighted share, where there is no numerator.", cleaned=("share",)
    ),
    _counts("base", Reads.NUMBER, "People behind a weighted share, unweighted.", cleaned=("base",)),
)
_POPULATION = (
    _population(
        "ethnic_category",
        Reads.ETHNICITY,
        "One row a category.",
        need=Need.ALWAYS,
        cleaned=("category",),
    ),
    _population(
        "population",
        Reads.WHOLE,
        "People of that category who live here.",
        need=Need.ALWAYS,
        used_for="comparison with the population",
        cleaned=("n",),
    ),
)
_BODIES = (
    _bodies("id", Reads.ID, "Short and unique.", need=Need.ALWAYS),
    _bodies("name", Reads.TEXT, "As it is to be printed.", need=Need.ALWAYS),
    _bodies("kind", Reads.TEXT, "council, nhs-trust, ...", need=Need.ALWAYS),
    _bodies("region", Reads.TEXT, "Region."),
)

_PER_TABLE = {
    "staff": STAFF,
    "applications": _APPLICATIONS,
    "events": _EVENTS,
    "survey": _SURVEY,
    "counts": _COUNTS,
    "population": _POPULATION,
}
COLUMNS_OF: dict[str, dict[str, Column]] = {
    table: {column.name: column for column in (*_whose(table), *_PER_TABLE[table])}
    for table in TABLES
} | {"bodies": {column.name: column for column in _BODIES}}
COLUMNS = tuple(column for columns in COLUMNS_OF.values() for column in columns.values())
