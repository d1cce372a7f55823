"""The law on the day"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories.amhp import days, limit_of, rule

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays, rule_book
from evenhand.domain.amhp.clocks import limit
from evenhand.domain.amhp.clocks_rules import Rule
from evenhand.domain.amhp.clocks_time import read_start
from evenhand.domain.frameworks.edition import DefinitionIncomplete

COMMENCED = date(2030, 4, 1)


def commenced(name: str) -> Rule:
    """A rule as its file will be once a day is appointed for the version to come."""
    now, coming = rule(name).versions
    return replace(
        rule(name),
        versions=(
            replace(now, valid_to=COMMENCED - timedelta(days=1)),
            replace(coming, valid_from=COMMENCED, pending=""),
        ),
    )


@pytest.mark.parametrize(
    ("starts", "hours"),
    [
        pytest.param("2017-12-10 23:59", 72, id="Arrival 10 December 2017: 72 hours"),
        pytest.param("2017-12-11 00:00", 24, id="Arrival 11 December 2017: 24 hours"),
    ],
)
def test_the_rule_on_the_day_of_the_start_is_the_rule_used(starts: str, hours: int) -> None:
    """Section 136 before and since the Policing and Crime Act 2017."""
    found = limit_of("S136", starts)
    assert found.ends == found.start.instants[0] + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        pytest.param("S3", "2030-09-29", "2030-06-30", id="s.3: six months, then three"),
        pytest.param("TRIB2", "2030-04-13", "2030-04-21", id="Tribunal, s.2: 14 days, then 21"),
        pytest.param("TRIB3", "2030-09-29", "2030-06-30", id="Tribunal, s.3: six months, then three"),
        pytest.param("S25BAR", "2030-09-29", "2030-06-30", id="After a barring report: six months, then three"),
    ],
)  # fmt: skip
def test_the_mental_health_act_2025_is_counted_with_from_its_day(
    name: str, before: str, after: str
) -> None:
    """Tried with a made-up day, 1 April 2030: a start on 31 March is counted by today's rule."""
    ends = [
        days(limit(commenced(name), read_start(starts), proclaimed_holidays()))
        for starts in ("2030-03-31", "2030-04-01")
    ]
    # The corresponding date of 31 March is missing in September, so the earlier reading is given.
    assert ends == [before, after]


def test_until_then_it_is_a_draft_that_is_shown_and_never_used() -> None:
    """Each of its versions says that it is not in force, however late the start."""
    coming = [v for each in rule_book().rules for v in each.versions if v.valid_from is None]
    assert len(coming) == 5
    assert all("this is a draft and is never counted with" in v.pending for v in coming)
    assert days(limit_of("S3", "2099-03-01")) == "2099-08-31"
    (shown,) = limit_of("S3", "2099-03-01").rule.to_come(date(2099, 3, 1))
    assert "section 56" in shown.pending


def test_renewals_under_the_mental_health_act_2025() -> None:
    """Three months, three, six, then a year; guardianship stays at six, six, twelve."""
    found = limit(commenced("S3"), read_start("2030-04-01"), proclaimed_holidays())
    assert [d.isoformat() for d in found.then] == ["2030-09-30", "2031-03-31", "2032-03-31"]
    assert days(limit_of("S7", "2030-04-01")) == "2030-09-30"


def test_every_rule_names_its_source_and_the_book_says_that_it_is_a_draft() -> None:
    """Until a second person has checked it."""
    assert rule_book().status == "draft"
    assert rule_book().why_draft
    for each in rule_book().rules:
        assert all(v.source.section and v.source.address and v.words for v in each.versions)


def test_every_id_of_the_specification_is_there() -> None:
    """And however people write it: s.5(2) is S52."""
    ids = (
        "S2 S3 S20EX S4 S4SEEN S52 S54 S6A S6B S8 S115 S12 S12S S12A S15 S136 S135 S136B CTOREC CTO "
        "S25 S29 TRIB2 TRIB3 AWOL POSTAGE"
    )
    assert [name for name in ids.split() if rule_book().rule(name) is None] == []
    assert rule_book().rule("s.5(2)") is rule("S52")


def test_versions_that_leave_a_gap_or_overlap_are_refused() -> None:
    """On no day are there two rules, or a hole between them."""
    old, new = rule("S136").versions
    for valid_to in (None, date(2017, 12, 9), date(2017, 12, 11)):
        with pytest.raises(DefinitionIncomplete, match="ends the day before"):
            replace(rule("S136"), versions=(replace(old, valid_to=valid_to), new))
