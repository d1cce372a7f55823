"""Legal limits"""

import pytest
from tests.factories.amhp import days, limit_of

from evenhand.domain.amhp.clocks import CannotCount
from evenhand.domain.amhp.clocks_time import said_instant


@pytest.mark.parametrize(
    ("name", "starts", "answer"),
    [
        pytest.param("S2", "2025-03-01 14:00", "2025-03-28", id="s.2, admitted 1 March 2025 14:00: last day 28 March"),
        pytest.param("S3", "2025-03-01", "2025-08-31", id="s.3, admitted 1 March 2025: last day 31 August"),
        pytest.param("S7", "2025-03-01", "2025-08-31", id="s.7, guardianship accepted 1 March 2025: last day 31 August"),
        pytest.param("S115", "2025-03-15", "2025-03-02/", id="s.11(5), application 15 March 2025: seen on or after 2 March"),
        pytest.param("S12", "2025-03-01", "2025-03-07", id="s.12(1), first examination 1 March 2025: second not after 7 March"),
        pytest.param("S12S", "2025-03-01", "2025-03-01", id="s.12(1), application 1 March 2025: recommendations signed by that day"),
        pytest.param("S6A", "2025-03-01", "2025-03-14", id="s.6(1)(a), last examination 1 March 2025: convey through 14 March"),
        pytest.param("S8", "2025-03-01", "2025-03-14", id="s.8(2), last examination 1 March 2025: forward through 14 March"),
        pytest.param("S15", "2025-03-01", "2025-03-14", id="s.15(1), admitted 1 March 2025: amend through 14 March"),
        pytest.param("S20EX", "2025-08-31", "2025-07-01/2025-08-31", id="s.20(3), last day 31 August 2025: examine from 1 July"),
        pytest.param("CTO", "2025-03-01", "2025-08-31", id="s.20A, order made 1 March 2025: last day 31 August"),
        pytest.param("S25BAR", "2025-03-01", "2025-08-31", id="s.25(1)(b), barring report 1 March 2025: no order through 31 August"),
        pytest.param("S29", "2025-03-01", "2025-03-07", id="s.29(4), disposed of with an order 1 March 2025: last day 7 March"),
        pytest.param("TRIB2", "2025-03-01", "2025-03-14", id="s.66, s.2 admission 1 March 2025: apply through 14 March"),
        pytest.param("TRIB3", "2025-03-01", "2025-08-31", id="s.66, s.3 admission 1 March 2025: apply through 31 August"),
        pytest.param("AWOL", "2025-03-01", "2025-03-07", id="s.21, returned 1 March 2025: to 7 March"),
        pytest.param("POSTAGE1", "2025-04-17", "2025-04-23", id="First class, posted Thursday before Easter 2025: Wednesday after it"),
        pytest.param("POSTAGE2", "2025-12-23", "2025-12-31", id="Second class, posted 23 December 2025: 31 December"),
        pytest.param("POSTAGELEFT", "2025-03-01", "2025-03-02", id="CTO3 left at the address on a Saturday: the Sunday"),
    ],
)  # fmt: skip
def test_limits_in_days_and_months(name: str, starts: str, answer: str) -> None:
    """Beginning with the day includes that day. Months end with the day before the corresponding
    date. Business days leave out weekends and bank holidays of England."""
    assert days(limit_of(name, starts)) == answer


@pytest.mark.parametrize(
    ("name", "starts", "hours", "answer"),
    [
        pytest.param("S4", "2025-03-01 08:00", 0, "4 March 2025 08:00 GMT (08:00 UTC)", id="s.4, admitted 08:00: 72 hours"),
        pytest.param("S54", "2025-03-01 08:00", 0, "1 March 2025 14:00 GMT (14:00 UTC)", id="s.5(4), record 08:00: six hours"),
        pytest.param("S52", "2025-03-01 11:00", 0, "4 March 2025 11:00 GMT (11:00 UTC)", id="s.5(2) alone, furnished 11:00: 72 hours"),
        pytest.param("S6B", "2025-03-01 08:00", 0, "2 March 2025 08:00 GMT (08:00 UTC)", id="s.6(1)(b): 24 hours"),
        pytest.param("CTOREC", "2025-03-01 08:00", 0, "4 March 2025 08:00 GMT (08:00 UTC)", id="s.17F, detained after recall 08:00: 72 hours"),
        pytest.param("S25", "2025-03-01 08:00", 0, "4 March 2025 08:00 GMT (08:00 UTC)", id="s.25(1), notice given 08:00: 72 hours"),
        pytest.param("S136", "2025-03-29T22:00", 0, "30 March 2025 23:00 BST (22:00 UTC)", id="s.136, arrival 29 March 2025 22:00, clocks go forward: 30 March 23:00 BST"),
        pytest.param("S136", "2025-03-29T22:00", 12, "31 March 2025 11:00 BST (10:00 UTC)", id="The same with 12 hours more: 31 March 11:00 BST"),
        pytest.param("S136", "2025-10-25T22:00", 0, "26 October 2025 21:00 GMT (21:00 UTC)", id="s.136, arrival 25 October 2025 22:00, clocks go back: 26 October 21:00 GMT"),
        pytest.param("S135", "2025-06-01T09:30+01:00", 3.5, "2 June 2025 13:00 BST (12:00 UTC)", id="s.135(1) with an offset and 3.5 hours more"),
        pytest.param("S136B", "2025-03-30T22:00Z", 0, "31 March 2025 11:00 BST (10:00 UTC)", id="s.136B, from the end of the 24 hours: 12 hours"),
        pytest.param("POSTAGEHAND", "2025-03-01 08:00", 0, "1 March 2025 08:00 GMT (08:00 UTC)", id="CTO3 handed over: at once"),
    ],
)  # fmt: skip
def test_limits_in_hours(name: str, starts: str, hours: float, answer: str) -> None:
    """Hours are elapsed time: a change of the clocks moves what the clock shows at the end, and
    neither lengthens nor shortens the limit."""
    found = limit_of(name, starts, hours)
    assert found.ends is not None
    assert said_instant(found.ends) == answer


def test_the_applicant_of_an_emergency_application_saw_the_person_within_24_hours() -> None:
    """Counted back from the application, through the night in which the clocks went back."""
    found = limit_of("S4SEEN", "2025-10-26 20:00")
    assert found.in_words() == "not before 25 October 2025 21:00 BST (20:00 UTC)"


def test_who_gives_the_recommendations_is_no_limit_of_time() -> None:
    """The rule is shown with its words; there is nothing to count."""
    found = limit_of("S12A", "2025-03-01")
    assert (found.kind, found.ends, found.last_day) == ("no time", None, None)


def test_what_may_follow_by_renewal_is_said() -> None:
    """Six months, then a year: each from the end of the one before."""
    found = limit_of("S3", "2025-03-01")
    assert [day.isoformat() for day in found.then] == ["2026-02-28", "2027-02-28"]


@pytest.mark.parametrize(
    ("starts", "last"),
    [
        pytest.param("2025-08-31", "2026-02-27", id="From 31 August, six months: 27 February"),
        pytest.param("2025-08-29", "2026-02-27", id="From 29 August: 27 February"),
        pytest.param("2025-08-28", "2026-02-27", id="From 28 August: 27 February, as always"),
        pytest.param("2023-08-31", "2024-02-28", id="From 31 August before a leap year: 28 February"),
    ],
)  # fmt: skip
def test_a_month_without_the_corresponding_date(starts: str, last: str) -> None:
    """Of two readings the earlier is given, and a note says that there is another. Decision 14."""
    found = limit_of("S3", starts)
    assert days(found) == last
    assert any("earlier reading" in note for note in found.notes) == (not starts.endswith("28"))


@pytest.mark.parametrize(
    ("name", "starts", "hours", "code"),
    [
        pytest.param("S136", "2025-03-29", 0, "time-needed", id="A limit in hours and only a day: no guess at midnight"),
        pytest.param("S136", "2025-03-29 22:00", 12.5, "extension-too-long", id="More than 12 hours"),
        pytest.param("S136", "2025-03-29 22:00", -1, "extension-too-long", id="Less than none"),
        pytest.param("S2", "2025-03-29 22:00", 12, "no-extension", id="An extension that the law does not give"),
        pytest.param("CTO", "2008-11-02", 0, "not-in-force", id="A day before there was such a rule"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(name: str, starts: str, hours: float, code: str) -> None:
    """With what to do about it."""
    with pytest.raises(CannotCount) as refused:
        limit_of(name, starts, hours)
    assert refused.value.code == code
    assert refused.value.fix
