"""What was asked of others, in numbers: spec B, doctors, beds, conveyance, police and warrants."""

from datetime import UTC, date, datetime, timedelta

from tests.factories.amhp_sets import service

from evenhand.domain.amhp.sight.asks import asks_kept, asks_of
from evenhand.pipeline.amhp_report import Given, SightWanted, report_of
from evenhand.pipeline.amhp_report_files import files_of

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
ORDER = ("DOCTOR", "BED")


def ask(what: str, asked: str, minutes: int | None = None, answer: str = "") -> dict[str, object]:
    """Something asked at a time in UTC, and answered so many minutes later."""
    at = datetime.fromisoformat(asked).replace(tzinfo=UTC)
    later = at + timedelta(minutes=minutes) if minutes is not None else None
    return {
        "consideration": "1", "what": what, "asked": at, "answered": later, "answer": answer,
    }  # fmt: skip


ROWS = [
    ask("BED", "2026-03-02 10:00", 60, "REFUSED"),
    ask("BED", "2026-03-02 11:00", 180, "FOUND"),
    ask("BED", "2026-03-03 11:00"),
    ask("DOCTOR", "2026-03-09 11:00", 20, "FOUND"),
    ask("DOCTOR", "2026-04-09 11:00", 20, "FOUND"),
]


def test_each_kind_is_counted_by_what_came_of_it_and_how_long_it_took() -> None:
    doctor, bed = asks_of([asks_kept(ROWS)], (MARCH,), ORDER)
    assert (doctor.what, doctor.asked, doctor.answers) == ("DOCTOR", 1, {"FOUND": 1})
    assert (bed.asked, bed.timed) == (3, 2)
    assert bed.answers == {"REFUSED": 1, "FOUND": 1, "": 1}
    assert (bed.middle, bed.longest) == (timedelta(hours=2), timedelta(hours=3))


def test_an_ask_belongs_to_the_month_in_london_in_which_it_was_asked() -> None:
    late = [ask("BED", "2026-03-31 23:30")]
    assert asks_of([asks_kept(late)], (MARCH,), ORDER) == ()
    assert [each.asked for each in asks_of([asks_kept(late)], (APRIL,), ORDER)] == [1]


def test_what_is_kept_of_deleted_rows_counts_like_the_rows() -> None:
    whole = asks_of([asks_kept(ROWS)], (MARCH, APRIL), ORDER)
    assert asks_of([{}, asks_kept(ROWS)], (MARCH, APRIL), ORDER) == whole
    assert asks_of([asks_kept(ROWS[:2]), asks_kept(ROWS[2:])], (MARCH, APRIL), ORDER) == whole


def test_an_answer_before_the_question_has_no_length_and_is_counted() -> None:
    (bed,) = asks_of([asks_kept([ask("BED", "2026-03-02 10:00", -5, "FOUND")])], (MARCH,), ORDER)
    assert (bed.asked, bed.timed, bed.middle) == (1, 0, None)


def test_the_service_reads_them_in_its_report_and_readers_outside_do_not() -> None:
    def page(readers: str) -> str:
        wanted = SightWanted(month=MARCH, readers=readers)
        made = report_of(service(), Given(bodies=("Ashdale Council",)), wanted)
        return str(files_of(made, ("html",))["amhp-report.html"])

    own = page("service")
    table = own[own.index("What was asked of others, March 2026") :]
    assert table.index("Section 12 doctor") < table.index(">Bed<")
    for readers in ("board", "public"):
        assert "asked of others" not in page(readers), readers


def test_months_that_are_named_are_counted_as_all_are() -> None:
    """Whatever the hour of the month's first and last day in London."""
    edges = [
        ask("BED", at, 60, "FOUND")
        for at in ("2026-02-28 23:30", "2026-03-01 00:30", "2026-03-31 22:30", "2026-03-31 23:30", "2026-04-30 22:59")
    ]  # fmt: skip
    every = asks_kept(edges)
    for months in ((MARCH,), (APRIL,), (MARCH, APRIL)):
        assert asks_kept(edges, months) == {month: every[month] for month in months}
    assert len(every) == 3
