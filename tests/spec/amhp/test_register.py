"""The register: SI 2008/1206, regulations 3 to 8"""

from dataclasses import fields, replace
from datetime import date

import pytest
from tests.factories.register import history, log, moment, refused, stands

from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_record import (
    StatutoryRecord,
    may_delete,
    retain_until,
    statutory_record,
)
from evenhand.domain.amhp.register_standing import standing

APPROVED = "approve 2021-03-15 Kent"


@pytest.mark.parametrize(
    ("completed", "codes"),
    [
        pytest.param(date(2016, 3, 15), [], id="Course completed five years ago to the day"),
        pytest.param(date(2016, 3, 14), ["course-too-old"], id="A day longer ago"),
        pytest.param(date(2021, 3, 16), ["course-not-completed"], id="Completed after the approval"),
        pytest.param(None, [], id="Not recorded"),
    ],
)  # fmt: skip
def test_regulation_3_a_first_approval_needs_a_course_of_the_last_five_years(
    completed: date | None, codes: list[str]
) -> None:
    """Regulation 3(3). Any later approval does not."""
    made = log(APPROVED, "approve 2027-01-01 Kent")
    first, later = (replace(each, course_completed=completed) for each in made.entries)
    assert [e.code for e in replay(replace(made, entries=(first,))).refused] == codes
    once = replace(first, course_completed=None)
    assert replay(replace(made, entries=(once, later))).refused == ()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param("2021-03-15", "2026-03-14", id="15 March 2021: last day 14 March 2026"),
        pytest.param("2024-01-01", "2028-12-31", id="1 January"),
        pytest.param("2024-02-29", "2029-02-27", id="29 February: the earlier reading"),
        pytest.param("2023-03-01", "2028-02-29", id="To 29 February"),
    ],
)
def test_regulation_4_an_approval_is_for_five_years(first: str, last: str) -> None:
    """Beginning with the day of the approval, to the end of the day before it comes round."""
    found = stands(first, f"approve {first} Kent")
    assert found.approved_from == date.fromisoformat(first)
    assert found.approved_to == date.fromisoformat(last)
    assert stands(f"{last}T23:59", f"approve {first} Kent").status == "approved"


@pytest.mark.parametrize(
    ("on", "year_from", "hours"),
    [
        pytest.param("2021-03-15", "2021-03-15", 3, id="The first day of the first year"),
        pytest.param("2022-03-14", "2021-03-15", 10.5, id="Its last day"),
        pytest.param("2022-03-15", "2022-03-15", 2, id="The next year begins with the anniversary"),
        pytest.param("2023-01-01", "2022-03-15", 2, id="The calendar's year does not matter"),
        pytest.param("2024-05-01", "2024-03-15", 0, id="A year without training"),
    ],
)
def test_regulation_5a_hours_count_in_years_of_approval(
    on: str, year_from: str, hours: float
) -> None:
    """Those that the approving authority agreed to, up to the day that is asked about."""
    found = stands(
        on,
        APPROVED,
        "training 2021-03-15 3 yes",
        "training 2022-03-14 7.5 yes",
        "training 2022-03-15 2 yes",
        "training 2021-04-01 6 no",
    )
    assert found.training_year_from == date.fromisoformat(year_from)
    assert found.training_hours == hours


def test_regulation_5a_a_re_approval_begins_a_new_anniversary() -> None:
    """Training runs on; what is dated from the new term's first day is of its year."""
    said = (
        APPROVED,
        "training 2025-04-01 6 yes",
        "training 2025-11-01 4 yes",
        "reapprove 2025-11-01",
    )
    assert (stands("2025-10-31", *said).training_hours) == 6
    found = stands("2025-12-01", *said)
    assert (found.training_year_from, found.training_hours) == (date(2025, 11, 1), 4)


@pytest.mark.parametrize(
    ("session", "codes"),
    [
        pytest.param("training 2021-03-14 6 yes", ["outside-approval"], id="The day before approval"),
        pytest.param("training 2024-06-01 6 yes", [], id="The day on which it ended"),
        pytest.param("training 2024-06-02 6 yes", ["outside-approval"], id="The day after"),
    ],
)  # fmt: skip
def test_regulation_5a_training_outside_of_an_approval_cannot_be(
    session: str, codes: list[str]
) -> None:
    """It is kept and counts nowhere."""
    assert refused(session, APPROVED, "end 2024-06-01 REQ") == codes


@pytest.mark.parametrize(
    ("on", "hours", "codes"),
    [
        pytest.param("2021-09-14", 0, [], id="181 days before the year ends: nothing yet"),
        pytest.param("2021-09-15", 0, ["training-short 180"], id="180 days"),
        pytest.param("2021-12-14", 17.5, ["training-short 90"], id="90 days, half an hour short"),
        pytest.param("2022-02-12", 0, ["training-short 30"], id="30 days"),
        pytest.param("2022-03-14", 0, ["training-short 30"], id="The last day"),
        pytest.param("2022-03-14", 18, [], id="18 hours: nothing to warn of"),
        pytest.param("2022-03-15", 17.5, ["duty-to-end-training None"], id="The year passed: a duty to end"),
    ],
)  # fmt: skip
def test_regulation_5a_18_hours_are_warned_of_ahead_and_their_breach_after(
    on: str, hours: float, codes: list[str]
) -> None:
    """A breach makes a duty to end (regulation 7(2)(c)(ii)) that a person decides on: still approved."""
    found = stands(on, APPROVED, f"training 2021-03-20 {hours} yes")
    assert [f"{each.code} {each.within}" for each in found.warnings] == codes
    assert (found.status, found.may_act) == ("approved", True)


def test_regulation_5a_time_suspended_does_not_lessen_the_hours() -> None:
    """The text gives no such thing, so eight months of suspension are warned of all the same."""
    found = stands("2022-03-15", APPROVED, "suspend 2021-06-01", "unsuspend 2022-02-01")
    assert [each.code for each in found.warnings] == ["duty-to-end-training"]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        pytest.param(("act_for 2022-01-01 Medway", "cease_act_for 2022-06-01 Medway"), [], id="Begins and ends"),
        pytest.param(("act_for 2022-01-01 Medway", "act_for 2022-02-01 medway"), ["already-acts-for"], id="Twice"),
        pytest.param(("cease_act_for 2022-01-01 Medway",), ["no-agreement"], id="Ends without having begun"),
        pytest.param(("act_for 2022-01-01 KENT",), ["their-own-authority"], id="For the approving authority"),
        pytest.param(("act_for 2022-01-01",), ["authority-needed"], id="For nobody named"),
        pytest.param(("act_for 2021-01-01 Medway",), ["not-approved"], id="Before there is an approval"),
        pytest.param(("act_for 2022-01-01 Medway", "end 2023-01-01 REQ", "cease_act_for 2023-02-01 Medway"), [], id="Ends after the approval did"),
    ],
)  # fmt: skip
def test_regulation_5b_agreements_to_act_for_others(
    said: tuple[str, ...], codes: list[str]
) -> None:
    """Each begins and ends once."""
    assert refused(APPROVED, *said) == codes


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        pytest.param((APPROVED, "suspend 2022-01-01", "unsuspend 2022-12-31"), [], id="Suspended, and no more"),
        pytest.param((APPROVED, "suspend 2022-01-01", "suspend 2022-02-01"), ["already-suspended"], id="Suspended twice"),
        pytest.param((APPROVED, "unsuspend 2022-01-01"), ["not-suspended"], id="A suspension ends that was none"),
        pytest.param(("suspend 2022-01-01",), ["not-approved"], id="Nobody approved"),
        pytest.param((APPROVED, "end 2022-01-01 REQ", "suspend 2022-02-01"), ["not-approved"], id="Approval had ended"),
        pytest.param((APPROVED, "suspend 2026-03-15"), ["not-approved"], id="The day after the term"),
        pytest.param((APPROVED, "suspend 2026-03-14"), [], id="Its last day"),
    ],
)  # fmt: skip
def test_regulation_6_who_can_be_suspended(said: tuple[str, ...], codes: list[str]) -> None:
    """An approval that runs and is not suspended yet."""
    assert refused(*said) == codes


def test_regulation_6_4_suspension_does_not_move_the_end() -> None:
    """Suspended 1 January to 31 December 2022: the last day is still 14 March 2026."""
    found = stands("2023-05-01", APPROVED, "suspend 2022-01-01", "unsuspend 2022-12-31")
    assert (found.status, found.approved_to) == ("approved", date(2026, 3, 14))


def test_regulation_6_a_term_runs_out_during_suspension() -> None:
    """And a new approval is suspended until somebody records that the suspension ended."""
    said = (APPROVED, "suspend 2026-01-01", "reapprove 2026-04-01")
    assert (stands("2026-03-20", *said).status, stands("2026-03-20", *said).end_reason) == (
        "ended",
        "EXP",
    )
    found = stands("2026-05-01", *said)
    assert (found.status, found.may_act) == ("suspended", False)
    assert "suspension-left-open" in [each.code for each in found.warnings]
    again = stands("2026-05-01", *said, "unsuspend 2026-04-02")
    assert (again.status, again.may_act) == ("approved", True)
    assert stands("2026-05-01", *said, "unsuspend 2026-03-20").status == "approved"


def test_regulation_7_1_the_term_ends_by_itself() -> None:
    """At the end of the day, for the reason EXP; the record is kept five years from that day."""
    assert stands("2026-03-14T23:59", APPROVED).status == "approved"
    found = stands("2026-03-15T00:00", APPROVED)
    assert (found.status, found.may_act) == ("ended", False)
    assert (found.ended_on, found.end_reason) == (date(2026, 3, 14), "EXP")
    assert found.retain_until == date(2031, 3, 13)
    assert (found.training_year_from, found.training_hours) == (None, None)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        pytest.param("end 2026-03-14 EXP", [], id="On the last day: it counts until midnight"),
        pytest.param("end 2026-04-02 EXP", [], id="Some days after"),
        pytest.param("end 2025-04-02 EXP", ["too-early-to-expire"], id="Before: that is another reason"),
        pytest.param("end 2026-04-02 REQ", ["already-ended"], id="After, with another reason"),
    ],
)  # fmt: skip
def test_regulation_7_1_an_end_may_note_that_the_term_ran_out(said: str, codes: list[str]) -> None:
    """An entry with EXP changes nothing: the approval ended with the last day of its term."""
    assert refused(APPROVED, said) == codes
    found = stands("2026-05-01", APPROVED, said)
    assert (found.ended_on, found.end_reason) == (date(2026, 3, 14), "EXP")
    assert stands("2026-03-14T12:00", APPROVED, said).may_act == (said[4:8] == "2026")


@pytest.mark.parametrize("reason", ["REQ", "COMP", "PROF", "COND", "OTHER_LSSA"])
def test_regulation_7_2_an_end_takes_effect_as_its_day_begins(reason: str) -> None:
    """Whatever the reason. The term that was given is still shown."""
    said = (APPROVED, f"end 2024-06-01 {reason}")
    assert stands("2024-05-31T23:59", *said).status == "approved"
    found = stands("2024-06-01T00:00", *said)
    assert (found.status, found.may_act, found.end_reason) == ("ended", False, reason)
    assert (found.ended_on, found.approved_to) == (date(2024, 6, 1), date(2026, 3, 14))


def test_regulation_7_2_only_the_approving_authority_ends_it() -> None:
    """Until it is found out who ended what, nobody is told that this person may act."""
    said = (APPROVED, "end 2024-06-01 REQ Medway")
    assert refused(*said) == ["not-theirs-to-end"]
    assert stands("2024-05-31", *said).may_act
    found = stands("2024-06-01", *said)
    assert (found.status, found.may_act) == ("approved", False)
    assert stands("2025-06-01", *said, "reapprove 2025-02-01 Kent").may_act


def test_regulation_7_2_c_iii_approved_elsewhere_is_a_duty_to_end() -> None:
    """The approval stands until a person ends it: a warning, and nothing by itself."""
    said = (APPROVED, "approved_elsewhere 2023-01-01 Medway")
    found = stands("2023-02-01", *said)
    assert (found.status, found.may_act) == ("approved", True)
    (warned,) = (each for each in found.warnings if each.code == "duty-to-end-elsewhere")
    assert warned.regulation == "7(2)(c)(iii)"
    assert "Medway" in warned.message
    assert stands("2023-02-01", *said, "end 2023-01-20 OTHER_LSSA").warnings == ()
    assert refused(APPROVED, "approved_elsewhere 2023-01-01 Kent") == ["their-own-authority"]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        pytest.param((APPROVED, "approve 2023-01-01 Medway"), ["overlapping-approval"], id="Another authority, while the first runs"),
        pytest.param((APPROVED, "reapprove 2023-01-01 Medway"), ["overlapping-approval"], id="Re-approval by another, while the first runs"),
        pytest.param((APPROVED, "approve 2026-03-14 Medway"), ["overlapping-approval"], id="On the last day of the first"),
        pytest.param((APPROVED, "approve 2026-03-15 Medway"), [], id="The day after it"),
        pytest.param((APPROVED, "end 2023-01-01 OTHER_LSSA", "approve 2023-01-01 Medway"), [], id="On the day on which the first ended"),
        pytest.param((APPROVED, "approve 2023-01-01 Medway", "end 2023-01-01 OTHER_LSSA"), [], id="The same, the rows the other way round"),
        pytest.param((APPROVED, "approve 2023-01-01 Kent"), ["already-approved"], id="The same authority again"),
        pytest.param((APPROVED, "suspend 2022-01-01", "approve 2023-01-01 Medway"), ["overlapping-approval"], id="Suspended is approved still"),
        pytest.param(("reapprove 2023-01-01 Kent",), ["never-approved"], id="Re-approval of somebody never approved"),
        pytest.param((APPROVED, "end 2024-01-01 REQ", "end 2024-02-01 REQ"), ["already-ended"], id="Ended twice"),
        pytest.param(("end 2024-01-01 REQ",), ["not-approved"], id="Ended without having begun"),
    ],
)  # fmt: skip
def test_no_two_approvals_of_one_person_run_at_once(
    said: tuple[str, ...], codes: list[str]
) -> None:
    """Regulation 7(2)(c)(iii). The message names both and says which row to write."""
    assert refused(*said) == codes


@pytest.mark.parametrize(
    ("on", "term", "may"),
    [
        pytest.param("2025-10-31", ("2021-03-15", "2026-03-14"), True, id="Before it: the first term"),
        pytest.param("2025-11-01", ("2025-11-01", "2030-10-31"), True, id="From its day: the new term"),
        pytest.param("2026-03-15", ("2025-11-01", "2030-10-31"), True, id="After the end of the first"),
    ],
)  # fmt: skip
def test_re_approval_before_the_end(on: str, term: tuple[str, str], may: bool) -> None:
    """The new term runs from its own day."""
    found = stands(on, APPROVED, "reapprove 2025-11-01")
    assert (str(found.approved_from), str(found.approved_to)) == term
    assert (found.may_act, found.retain_until) == (may, None)


def test_re_approval_after_the_end_leaves_a_gap() -> None:
    """No error: nobody acted in between, and the record was kept."""
    said = (APPROVED, "reapprove 2026-06-01")
    between = stands("2026-05-01", *said)
    assert (between.status, between.may_act) == ("ended", False)
    assert between.retain_until == date(2031, 3, 13)
    after = stands("2026-06-01", *said)
    assert (after.status, after.approved_to, after.ended_on) == (
        "approved",
        date(2031, 5, 31),
        None,
    )


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        pytest.param("2025-09-14", [], id="181 days before: nothing yet"),
        pytest.param("2025-09-15", ["term-ends 180"], id="180 days"),
        pytest.param("2025-12-14", ["term-ends 90"], id="90 days"),
        pytest.param("2026-02-12", ["term-ends 30"], id="30 days"),
        pytest.param("2026-03-14", ["term-ends 30"], id="The last day"),
        pytest.param("2026-03-15", [], id="Ended: it is not warned of any longer"),
    ],
)
def test_the_end_of_the_term_is_warned_of_ahead(on: str, codes: list[str]) -> None:
    """180, 90 and 30 days before."""
    trained = [f"training {year}-04-01 18 yes" for year in range(2021, 2026)]
    found = stands(on, APPROVED, *trained)
    assert [f"{each.code} {each.within}" for each in found.warnings] == codes


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        pytest.param("2021-05-01", [], id="Long before"),
        pytest.param("2021-06-02", ["registration-ends 180"], id="180 days"),
        pytest.param("2021-11-29", ["registration-ends 30"], id="On its last day"),
        pytest.param("2021-11-30", ["registration-over None"], id="Afterwards"),
    ],
)
def test_the_end_of_the_registration_is_warned_of(on: str, codes: list[str]) -> None:
    """Where somebody recorded to when it runs. Nothing ends by itself."""
    found = stands(on, APPROVED, "training 2021-03-20 18 yes", registered_to=date(2021, 11, 29))
    assert [f"{each.code} {each.within}" for each in found.warnings] == codes
    assert found.may_act


def test_regulation_8_1_the_record_has_these_eight_things() -> None:
    """(a) to (h), and no other."""
    names = [each.name for each in fields(StatutoryRecord)]
    assert names == [
        "name",
        "profession",
        "approved_on",
        "suspensions",
        "training",
        "previous_approvals",
        "acts_for",
        "ended",
    ]
    said = history(
        "approve 2014-01-01 Medway",
        "approve 2021-03-15 Kent",
        "suspend 2022-01-01",
        "unsuspend 2022-12-31",
        "training 2023-01-01 6 yes",
        "training 2023-01-02 6 no",
        "act_for 2023-05-01 Medway",
        "end 2024-06-01 REQ",
    )
    record = statutory_record(said, "Kent", name="as the council writes it")
    assert record is not None
    assert (record.approved_on, record.ended) == (date(2021, 3, 15), (date(2024, 6, 1), "REQ"))
    assert [each.hours for each in record.training] == [6]
    assert [each.authority for each in record.previous_approvals] == ["Medway"]
    assert [each.authority for each in record.acts_for] == ["Medway"]
    assert [each.until is not None for each in record.suspensions] == [True]
    assert statutory_record(said, "Surrey", name="a") is None


def test_regulation_8_1_f_previous_approvals_are_those_of_the_last_five_years() -> None:
    """One that ended on 31 December 2018 is among them on 31 December 2023, and no longer the next day."""
    for first, number in (("2023-12-31", 1), ("2024-01-01", 0)):
        found = statutory_record(
            history("approve 2014-01-01 Medway", f"approve {first} Kent"), name="a"
        )
        assert found is not None
        assert len(found.previous_approvals) == number, first


@pytest.mark.parametrize(
    ("ended", "kept"),
    [
        pytest.param("2024-06-01", "2029-05-31", id="Ended 1 June 2024: kept through 31 May 2029"),
        pytest.param("2024-02-29", "2029-02-28", id="29 February: the later reading"),
        pytest.param("2024-12-31", "2029-12-30", id="31 December"),
    ],
)
def test_regulation_8_2_the_record_is_kept_five_years(ended: str, kept: str) -> None:
    """Commencing with the day on which the approval ended; deleted from the day after, not before."""
    said = history(APPROVED, f"end {ended} REQ")
    last = date.fromisoformat(kept)
    assert retain_until(said) == last
    assert not may_delete(said, last)
    assert may_delete(said, date.fromordinal(last.toordinal() + 1))


def test_regulation_8_2_each_authority_keeps_its_own() -> None:
    """While one approval runs, only the record of another that ended may go."""
    said = history(
        APPROVED, "end 2022-01-01 OTHER_LSSA", "approve 2022-01-01 Medway", at="2026-05-01"
    )
    assert retain_until(said, "Medway") is None
    assert not may_delete(said, date(2099, 1, 1), "Medway")
    assert retain_until(said, "Kent") == date(2026, 12, 31)
    assert may_delete(said, date(2027, 1, 1), "Kent")


def test_a_correction_is_a_new_entry() -> None:
    """The entry that it corrects stays in the log and no longer counts."""
    made = log(APPROVED, "end 2023-01-01 REQ", "end 2024-01-01 COMP")
    first, wrong, right = made.entries
    fixed = replace(made, entries=(first, wrong, replace(right, corrects=2)))
    found = standing(fixed, moment("2025-01-01"))
    assert (found.ended_on, found.end_reason) == (date(2024, 1, 1), "COMP")
    assert replay(fixed).gone == {2}
    assert standing(fixed, moment("2023-06-01")).status == "approved"
    for corrects in (3, 9):
        odd = replace(made, entries=(first, wrong, replace(right, corrects=corrects)))
        assert [each.code for each in replay(odd).refused] == ["corrects-nothing"]


def test_the_order_of_rows_does_not_matter_and_that_of_one_day_where_it_can_be() -> None:
    """Sorted by day. On one day as entered, unless only another order can be."""
    assert refused("unsuspend 2022-12-31", "suspend 2022-01-01", APPROVED) == []
    same_day = (APPROVED, "suspend 2022-01-01", "unsuspend 2022-01-01")
    assert stands("2022-01-01", *same_day).status == "approved"
    newest_first = ("unsuspend 2022-01-01", "suspend 2022-01-01", APPROVED)
    assert stands("2022-01-01", *newest_first).status == "approved"
    twice = (APPROVED, "suspend 2022-01-01", "unsuspend 2022-01-10", "suspend 2022-01-10")
    assert stands("2022-01-10", *twice).status == "suspended"


def test_training_entered_twice_is_asked_about() -> None:
    """Both count until somebody takes one out."""
    found = stands("2021-06-01", APPROVED, "training 2021-04-01 6 yes", "training 2021-04-01 6 yes")
    assert found.training_hours == 12
    assert [each.code for each in found.warnings] == ["same-training-again"]
