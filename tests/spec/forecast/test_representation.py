"""Representation to come: 25% of staff, 7% of managers"""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.factories.command import evenhand
from tests.factories.representation import PILOT, flows_of

from evenhand.cli.say_forecast_representation import lines
from evenhand.domain.forecast.representation import Asked, Representation, representation
from evenhand.domain.forecast.representation_flows import Recruitment, counted_rates, drawn_rates
from evenhand.domain.forecast.representation_parity import Against, Parity, first_held
from evenhand.domain.forecast.representation_path import expected, in_the_end, shares_of
from evenhand.domain.forecast.representation_policies import Policy, counted_hiring, under
from evenhand.pipeline.forecast_representation import Wanted, forecast_of_file
from evenhand.pipeline.wrong_use import WrongUse

MANAGER = "Middle and senior manager"
SHORTLISTS = Recruitment(
    shortlisted=np.array([[60.0, 4.0], [28.0, 2.0]]),
    appointed=np.array([[20.0, 1.0], [7.0, 0.0]]),
    applied=np.array([[200.0, 8.0], [90.0, 5.0]]),
)


def written(folder: Path, text: str) -> Path:
    file = folder / "pilot.toml"
    file.write_text(text, encoding="utf-8")
    return file


def answered(times: int = 1, **asked: object) -> Representation:
    wanted = Asked(senior=(MANAGER,), replications=400, **asked)  # type: ignore[arg-type]
    return representation(flows_of(times=times, recruitment=SHORTLISTS), wanted)


def parity_of(answer: Representation, policy: str) -> Parity:
    return next(each for each in answer.parities if each.policy == policy)


def test_the_pilot_starts_from_the_articles_shares() -> None:
    """A quarter of social workers and 7% of middle and senior managers, on a made-up council."""
    stock = flows_of().stock
    assert stock[1, 0] / stock[:, 0].sum() == 0.25
    assert shares_of(stock)[1, 1] == pytest.approx(1 / 14)


def test_the_first_year_by_hand() -> None:
    """Leaving and promotion first, then each grade's empty posts filled by the mix of those hired.

    Social workers: 129.6 and 42.35 stay, 28.05 posts are filled, 20 to 7. Managers: 12.6 and 1.05
    stay or rise, 0.35 posts are filled, 4 to 1.
    """
    one = expected(counted_rates(flows_of()), flows_of().stock, 1)[1]
    assert one[0, 0] == pytest.approx(129.6 + 28.05 * 20 / 27)
    assert one[1, 0] == pytest.approx(42.35 + 28.05 * 7 / 27)
    assert one[0, 1] == pytest.approx(12.6 + 0.35 * 0.8)
    assert one[1, 1] == pytest.approx(1.05 + 0.35 * 0.2)


def test_where_it_ends_by_hand() -> None:
    """In the end as many of a group leave a grade as come to it.

    Of social workers 0.153 b leave and rise, of them and the 0.136 (200 - b) others 7 in 27 come back.
    Of managers 0.1 m leave; 0.003 b rise and a fifth of what is still empty is hired.
    """
    end = in_the_end(counted_rates(flows_of()), flows_of().stock)
    b = 0.136 * 200 * 7 / 27 / (0.153 - 7 / 27 * (0.153 - 0.136))
    empty = 1.4 - 0.003 * b - 0.006 * (200 - b)
    m = (0.003 * b + 0.2 * empty) / 0.1
    assert end[1] == pytest.approx([b, m])
    assert end.sum(axis=0) == pytest.approx([200, 14])


@pytest.mark.parametrize(
    ("policies", "rising", "leaving", "mix"),
    [
        pytest.param([], 0.003, 0.15, 7 / 27, id="as now"),
        pytest.param(
            [Policy.EQUAL_PROMOTION], 0.00525, 0.15, 7 / 27,
            id="equal promotion: 1.05 of 200 rise, whoever they are",
        ),
        pytest.param(
            [Policy.RETENTION], 0.003, 0.13, 7 / 27, id="retention: leaving as of the comparator"
        ),
        pytest.param(
            [Policy.EQUAL_APPOINTMENT], 0.003, 0.15, 28 / 88,
            id="equal appointment: who is shortlisted is who comes, 28 of 88",
        ),
        pytest.param(
            [Policy.FAIR_SHORTLISTS], 0.003, 0.15,
            90 * 7.5 / 29 / (90 * 7.5 / 29 + 200 * 20.5 / 61),
            id="fair shortlists: applicants times each group's chance from a shortlist",
        ),
        pytest.param(list(Policy), 0.00525, 0.13, 90 / 290, id="all: as applicants are"),
    ],
)  # fmt: skip
def test_policies_by_hand(
    policies: list[Policy], rising: float, leaving: float, mix: float
) -> None:
    flows = flows_of(recruitment=SHORTLISTS)
    rates = counted_rates(flows)
    one = type(rates)(moves=rates.moves[None], mix=rates.mix[None])
    found = under(policies, one, flows, counted_hiring(flows)).one(0)
    assert found.rising[1, 0] == pytest.approx(rising)
    assert found.leaving[1, 0] == pytest.approx(leaving)
    assert found.mix[1, 0] == pytest.approx(mix)
    assert found.mix.sum(axis=0) == pytest.approx([1, 1])


def test_a_group_that_leaves_less_is_not_made_to_leave_more() -> None:
    flows = flows_of(leaving=((0.2, 0.1), (0.1, 0.1)))
    rates = counted_rates(flows)
    one = type(rates)(moves=rates.moves[None], mix=rates.mix[None])
    assert under([Policy.RETENTION], one, flows, None).one(0).leaving[1, 0] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("shares", "year"),
    [
        pytest.param([0.10, 0.20, 0.23, 0.24, 0.25], 2, id="from the first of three years running"),
        pytest.param([0.10, 0.24, 0.10, 0.24, 0.24], -1, id="one appointment that goes again"),
        pytest.param(
            [0.24, 0.26, 0.30, 0.40, 0.50], 0, id="already, however much more it is later"
        ),
        pytest.param([0.40, 0.30, 0.27, 0.26, 0.10], 2, id="from above, and then below"),
        pytest.param([0.10, 0.10, 0.10, 0.10, 0.25], -1, id="too late to have been held"),
    ],
)
def test_when_a_share_is_level(shares: list[float], year: int) -> None:
    """Within two points of 25%, for three years running."""
    assert first_held(np.array(shares), np.full(5, 0.25), 0.02) == year


def test_what_one_vacancy_does() -> None:
    """One of 14 is 7.1 points. 24% of 14 are 3.3, so three are short; 1.4 places open a year."""
    (one,) = answered().one_vacancy
    assert one.step == pytest.approx(1 / 14)
    assert one.openings == pytest.approx(1.4)
    assert one.promoted == pytest.approx(150 * 0.006 + 50 * 0.003)
    assert (one.short_of, one.at_least_years) == (3, 3)


def test_one_year_of_fourteen_managers_cannot_tell() -> None:
    """The same rates of a hundred times as many people can: not within 30 years."""
    small = parity_of(answered(), "as-now")
    assert small.cannot_tell
    assert (small.low is not None and small.low <= 5, small.high) == (True, None)
    large = parity_of(answered(times=100), "as-now")
    assert not large.cannot_tell
    assert large.expected is None
    assert large.never > 0.9


def test_what_is_drawn_lies_about_what_was_counted() -> None:
    """
    Of 50 people 7.5 left in a year: the draws' mean is that of 52, two of whom left as all 200 did.

    A group of whom nobody was at a grade has the rate of all there, and one that is hardly known.
    """
    flows = flows_of(stock=((150, 14), (50, 0)))
    drawn = drawn_rates(flows, np.random.default_rng(3), 20_000).leaving
    # All 200, and half a person each of staying, leaving and rising.
    of_all = (150 * 0.13 + 50 * 0.15 + 0.5) / 201.5
    assert drawn[:, 1, 0].mean() == pytest.approx((50 * 0.15 + 2 * of_all) / 52, abs=0.002)
    assert drawn[:, 1, 1].mean() == pytest.approx((1.4 + 0.5) / 15.0, abs=0.01)
    assert drawn[:, 1, 1].std() > 0.15


def test_all_together_is_sooner_than_as_now() -> None:
    answer = answered(times=100)
    now, together = parity_of(answer, "as-now"), parity_of(answer, "all-together")
    assert now.never > together.never
    assert together.median is not None


def test_the_rate_that_moves_the_answer_most() -> None:
    """A tenth more, worked out anew by hand for promotion of the group: the largest of them first."""
    answer = answered()
    sizes = [abs(each.tenth) for each in answer.levers]
    assert sizes == sorted(sizes, reverse=True)
    lever = next(e for e in answer.levers if (e.kind, e.of_group) == ("promotion", "bme"))
    changed = flows_of(rising=((0.006,), (0.0033,)))
    before = shares_of(expected(counted_rates(flows_of()), flows_of().stock, 10)[-1])[1, 1]
    # Whoever rises more neither stays nor leaves: both shrink alike.
    rates = counted_rates(changed)
    moves = rates.moves.copy()
    moves[1, 0] = [0.847 * 0.9967 / 0.997, 0.0033]
    after = expected(type(rates)(moves=moves, mix=rates.mix), changed.stock, 10)[-1]
    assert lever.tenth == pytest.approx(shares_of(after)[1, 1] - before, rel=1e-6)


def test_more_move_to_a_grade_than_leave_it() -> None:
    """Then nobody is hired there, the grade grows, and that is said."""
    flows = flows_of(rising=((0.02,), (0.02,)))
    answer = representation(flows, Asked(senior=(MANAGER,), replications=100))
    assert answer.overfull == (MANAGER,)
    one = expected(counted_rates(flows), flows.stock, 1)[1]
    assert one[:, 1].sum() == pytest.approx(14 * 0.9 + 4)


@pytest.mark.parametrize(
    ("without", "left_out"),
    [
        pytest.param(
            ("shortlisted", "appointed", "applied"),
            (Policy.EQUAL_APPOINTMENT, Policy.FAIR_SHORTLISTS),
            id="no shortlists",
        ),
        pytest.param(
            ("applied", "community"), (Policy.FAIR_SHORTLISTS,), id="nobody to compare shortlists with"
        ),
        pytest.param(("applied",), (), id="the community in place of applicants"),
    ],
)  # fmt: skip
def test_policies_that_the_records_cannot_speak_to_are_left_out(
    tmp_path: Path, without: tuple[str, ...], left_out: tuple[Policy, ...]
) -> None:
    text = "\n".join(line for line in PILOT.splitlines() if not line.startswith(without))
    found = forecast_of_file(written(tmp_path, text), Wanted(replications=100))
    assert found.answer is not None
    assert found.answer.not_asked == left_out
    assert ("not known without" in " ".join(lines(found))) == bool(left_out)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        pytest.param("stock = [150, 13]", "stock = [0, 0]\n#", "", id="one group is not there"),
        pytest.param("leaving = [0.13, 0.10]", "leaving = [0, 0]", "", id="nobody leaves"),
        pytest.param("leaving = [0.13, 0.10]", "leaving = [1, 1]\n#", "pass 1", id="all, and more"),
        pytest.param("promotion = [0.006]", "promotion = [1.2]", "from 0 to 1", id="a rate over 1"),
        pytest.param("promotion = [0.006]", "promotion = [0]", "", id="nobody is promoted"),
        pytest.param("promotion = [0.006]", "promotion = [0, 0]", "needs 1", id="from the highest"),
        pytest.param("hired = [20, 0.4]", "hired = [0, 0]", "", id="nobody of a group is hired"),
        pytest.param("stock = [150, 13]", "stock = [150.5, 13]", "whole people", id="half people"),
        pytest.param("stock = [150, 13]", "stock = [150]", "needs 2", id="a grade is missing"),
        pytest.param("appointed = [20, 1]", "appointed = [61, 1]", "than shortlisted", id="more"),
        pytest.param("applied = [200, 8]", "applied = [20, 8]", "than applied", id="no applicants"),
        pytest.param("applied = [200, 8]", "", "of every group", id="applicants of one group"),
        pytest.param("community = 0.8", "community = 0.7", "make 0.9", id="the community"),
        pytest.param('comparator = "white"', 'comparator = "w"', "no comparator", id="comparator"),
        pytest.param("made_up = true", "made_up = 1", "true or false", id="made up or not"),
        pytest.param("made_up = true", 'senior = ["Boss"]', "no grade Boss", id="no such grade"),
        pytest.param("made_up = true", "within = 2", "from 0 to 1", id="points, not a share"),
        pytest.param("made_up = true", "years = 1000", "from 5 to 60", id="a thousand years"),
        pytest.param("made_up = true", "yeers = 10", "Did you mean years", id="a slip of the pen"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(tmp_path: Path, was: str, now: str, said: str) -> None:
    """And what can be, however bare, is answered: there no words of refusal are expected."""
    assert was in PILOT
    file = written(tmp_path, PILOT.replace(was, now, 1))
    if said:
        with pytest.raises(WrongUse) as wrong:
            forecast_of_file(file, Wanted(replications=100))
        assert said in str(wrong.value)
    else:
        assert list(lines(forecast_of_file(file, Wanted(replications=100))))


def test_nobody_at_a_grade(tmp_path: Path) -> None:
    text = PILOT.replace("stock = [150, 13]", "stock = [150, 0]")
    text = (
        text.replace("stock = [50, 1]", "stock = [50, 0]")
        .replace("0.006", "0")
        .replace("0.003", "0")
    )
    found = forecast_of_file(written(tmp_path, text), Wanted(replications=100))
    assert "Nobody is at this grade" in " ".join(lines(found))


def test_compared_with_the_community(tmp_path: Path) -> None:
    found = forecast_of_file(
        written(tmp_path, PILOT), Wanted(replications=100, against="community")
    )
    assert found.answer is not None
    assert found.answer.standings[0].target == pytest.approx(0.2)
    text = PILOT.replace("community = 0.8", "").replace("community = 0.2", "")
    with pytest.raises(WrongUse, match="who lives there is not known"):
        forecast_of_file(written(tmp_path, text), Wanted(against="community"))
    with pytest.raises(ValueError, match="not known"):
        representation(flows_of(), Asked(senior=(MANAGER,), against=Against.COMMUNITY))


def test_the_command(tmp_path: Path) -> None:
    """Marked as internal; the same seed gives the same answer; one of packs or figures is needed."""
    file = written(tmp_path, PILOT)
    printed = evenhand("forecast", "representation", "--inputs", file)
    assert printed.returncode == 0, printed.stderr
    assert "Internal: not for release." in printed.stdout
    assert "Figures are made up." in printed.stdout
    assert "One appointment moves the share by 7.1 points." in printed.stdout
    assert "The records cannot tell." in printed.stdout
    told = [
        evenhand(
            "forecast", "representation", "--inputs", file, "--seed", "7", "--json", "-"
        ).stdout
        for _ in range(2)
    ]
    assert told[0] == told[1]
    found = json.loads(told[0])
    assert found["internal"] is True
    assert found["asked"]["seed"] == 7
    assert found["stock"] == [[150, 13], [50, 1]]
    assert {each["policy"] for each in found["parity"]} == {
        "as-now", "equal-appointment", "fair-shortlists", "equal-promotion", "retention",
        "all-together",
    }  # fmt: skip
    assert len(found["path"]) == 6 * 31
    assert evenhand("forecast", "representation").returncode == 2
