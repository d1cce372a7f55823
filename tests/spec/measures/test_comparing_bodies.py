"""Bodies side by side"""

from dataclasses import replace

import pytest
from tests.factories.comparisons import COUNTS, a_body, several, side_by_side, standing
from tests.factories.results import a_suppressed_result

from evenhand.domain.measures import peers
from evenhand.domain.measures.compared import Where
from evenhand.domain.measures.succession import Succession

YEARS = {"2023-03-31": COUNTS, "2024-03-31": COUNTS, "2025-03-31": COUNTS}


def bodies_of(measurements):
    return {each.body.id: each.body for each in measurements}


def test_a_body_far_from_the_others_lies_outside_the_funnel():
    """Nineteen bodies alike and one four times as high: it alone is far above."""
    others = several(19, same=True)
    far = a_body("Z", (164, 680, 60, 1580))
    made = side_by_side([*others, far], own="Z")
    assert standing(made, "Z").where is Where.FAR_ABOVE
    assert {each.where for each in made.standings if each.body != "Z"} == {Where.WITHIN}
    assert standing(made, "Z").rank == 20
    assert standing(made, "Z").alike == 0
    assert made.together[0].extra_variance == 0


def test_bodies_that_differ_by_more_than_chance_widen_the_limits():
    """Overdispersion is measured and stated; limits of chance alone would put half outside."""
    lower = [a_body(f"A{at}", (60, 2000, 100, 2000)) for at in range(10)]
    higher = [a_body(f"B{at}", (120, 2000, 100, 2000)) for at in range(10)]
    made = side_by_side([*lower, *higher])
    (all_,) = made.together
    assert all_.spread > 3
    assert all_.extra_variance > 0.05
    assert {each.where for each in made.standings} == {Where.WITHIN}
    assert all_.i2 > 0.8


def test_few_bodies_have_figures_and_no_funnel_or_rank():
    """Four bodies: what they are is shown; what four say of each other is not made up."""
    made = side_by_side(several(4))
    (all_,) = made.together
    assert (
        all_.reason == "only 4 organisations have a figure, and 5 are needed for a funnel or a rank"
    )
    assert all_.pooled is None
    assert all(each.value is not None and each.rank is None for each in made.standings)
    assert "There are only 4 organisations" in made.notes[0]


def test_a_hidden_figure_has_no_place_among_the_others():
    """No rank, no limits, no counts: nothing tells where the body would be."""
    hidden = a_body("Z")
    results = (a_suppressed_result(body="Z", grouping="binary", group="bme"),)
    made = side_by_side([*several(6), replace(hidden, results=results)])
    found = standing(made, "Z")
    assert found.reason.startswith("Too few people to show")
    numbers = [found.numerator, found.denominator, found.value, found.low, found.place, found.se,
               found.rank, found.alike, found.shrunken, found.funnel_95_low, found.where]  # fmt: skip
    assert numbers == [None] * 11
    assert (made.together[0].bodies, made.together[0].without) == (6, 1)


def test_nobody_with_the_outcome_is_compared_with_half_a_person_added():
    """A nought has no logarithm. To leave such bodies out would hide the lowest of all."""
    made = side_by_side([*several(6), a_body("Z", (0, 200, 30, 900))])
    found = standing(made, "Z")
    assert found.padded
    assert found.value == pytest.approx((0.5 / 201) / (30.5 / 901))
    assert found.rank == 1
    none = side_by_side([*several(6), a_body("Z", (0, 200, 0, 900))])
    assert standing(none, "Z").reason == "nobody on either side had the outcome"


class TestBadInput:
    """What is wrong is said, and the others are compared all the same."""

    def test_two_bodies_with_one_id(self):
        twice = a_body("B00", (90, 680, 60, 1580), name="Another trust")
        alone = side_by_side(several(6))
        more = a_body("B00", name="Another trust", indicator="4")  # which the first has not
        made = side_by_side([*several(6), twice, more])
        assert made.standings == alone.standings
        assert made.notes[0] == (
            "Two organisations have the id B00 for 2025-03-31: Body B00 and Another trust. Body B00 is "
            "kept and compared; Another trust is left out. Give each an id of its own."
        )

    def test_one_id_with_another_name_later(self):
        """Which name stands on the pages is said."""
        before = a_body("B00", {"2024-03-31": COUNTS}, name="Old name")
        made = side_by_side([before, *several(6)])
        assert made.notes[0] == (
            "B00 is called Old name in one place and Body B00 in a later one: the later name, Body "
            "B00, is kept."
        )
        assert made.bodies["B00"].name == "Body B00"

    def test_many_bodies_without_data_are_one_notice(self):
        without = [a_body(f"Z{at:02}", (0, 0, 0, 0)) for at in range(13)]
        made = side_by_side([*several(6), *without])
        (said,) = made.notes
        assert said.startswith(
            "13 organisations have no figure that could be compared: Body Z00, Body Z01"
        )
        assert said.endswith("Body Z09 and 3 more. The others are compared without them.")

    def test_one_body_without_data(self):
        made = side_by_side([*several(6), a_body("Z", (0, 0, 0, 0))])
        assert made.together[0].bodies == 6
        assert (
            "Body Z has no figure that could be compared: the others are compared" in made.notes[0]
        )

    def test_years_out_of_order(self):
        shuffled = {day: COUNTS for day in ("2025-03-31", "2023-03-31", "2024-03-31")}
        made = side_by_side([a_body(f"B{at}", shuffled) for at in range(5)])
        assert made.periods == tuple(YEARS)
        assert [each.period for each in made.together] == list(YEARS)

    def test_editions_mixed_in_one_year(self):
        other = a_body("Z", edition="2019")
        made = side_by_side([*several(5), other])
        assert made.notes[0] == (
            "For 2025-03-31, organisations are measured under different editions of nhs-wres: 2019, 2025. "
            "Their figures may not mean the same."
        )
        assert made.together[0].bodies == 6

    def test_the_same_body_and_year_twice(self):
        made = side_by_side([*several(5), a_body("B00", (90, 680, 60, 1580))])
        assert made.notes == ("Body B00 has figures for 2025-03-31 twice: the first are compared.",)


class TestBreaks:
    """Years that cannot be read as one line have a break mark that says why."""

    def test_the_edition_changed(self):
        before = a_body("B", {"2024-03-31": COUNTS}, edition="2019")
        made = side_by_side([before, a_body("B")])
        assert standing(made, "B").break_before == "edition 2019 before, 2025 from here"
        assert standing(made, "B", "2024-03-31").break_before == ""

    def test_the_grouping_changed(self):
        before = a_body("B", {"2024-03-31": COUNTS}, grouping="broad-5-2001", group="asian")
        made = side_by_side([before, a_body("B", grouping="broad-5-2021", group="asian")])
        said = "groups as in broad-5-2001 before, as in broad-5-2021 from here"
        assert standing(made, "B").break_before == said

    def test_the_body_changed_its_name(self):
        before = a_body("B", {"2024-03-31": COUNTS}, name="Old name")
        made = side_by_side([a_body("B", name="New name"), before])
        assert standing(made, "B").break_before == "called Old name before"
        assert standing(made, "B").body_name == "New name"

    def test_two_bodies_merged(self):
        """Their earlier counts are added up under the new body, whose own year follows a break."""
        old = [a_body(f"OLD{at}", {"2024-03-31": (20, 400, 30, 900)}) for at in (1, 2)]
        lines = [Succession(f"OLD{at}", "NEW", "2024-10-01") for at in (1, 2)]
        made = side_by_side([*old, a_body("NEW")], successions=lines)
        assert set(made.bodies) == {"NEW"}
        before = standing(made, "NEW", "2024-03-31")
        assert (before.numerator, before.comparator_denominator) == (40, 1800)
        assert before.value == pytest.approx((40 / 800) / (60 / 1800))
        said = "figures of Body OLD1 (OLD1) and Body OLD2 (OLD2), replaced on 2024-10-01, before it"
        assert standing(made, "NEW").break_before == said

    def test_a_merger_with_hidden_counts_has_no_figure(self):
        """A sum of what is hidden would tell it."""
        hidden = replace(
            a_body("OLD1", {"2024-03-31": COUNTS}),
            results=(a_suppressed_result(body="OLD1", period="2024-03-31", grouping="binary",
                                         group="bme"),),
        )  # fmt: skip
        other = a_body("OLD2", {"2024-03-31": COUNTS})
        lines = [Succession(f"OLD{at}", "NEW", "2024-10-01") for at in (1, 2)]
        made = side_by_side([hidden, other, a_body("NEW")], successions=lines)
        before = standing(made, "NEW", "2024-03-31")
        assert before.value is None and before.numerator is None
        assert "not all there to be added up" in before.reason

    def test_an_id_of_the_table_that_is_in_no_figures(self):
        """A slip of the pen in an id would go unseen: both sides are said."""
        lines = [
            Succession("GONE", "B00", "2024-10-01"),
            Succession("B01", "NOWHERE", "2024-10-01"),
        ]
        made = side_by_side(several(7), successions=lines)
        assert made.notes[0] == (
            "In the predecessor table but in no figures, so nothing was added for it: GONE. Check "
            "the id."
        )
        assert made.notes[1] == (
            "The predecessor table puts NOWHERE in place of B01, and no figures have NOWHERE: those "
            "of B01 are left out. Check the id."
        )

    def test_a_table_of_bodies_that_are_all_there_is_not_mentioned(self):
        old = a_body("OLD", {"2024-03-31": COUNTS})
        lines = [Succession("OLD", "B00", "2024-10-01")]
        made = side_by_side([old, *several(6)], successions=lines)
        assert not any("predecessor table" in note for note in made.notes)

    def test_a_table_that_leads_in_a_circle(self):
        lines = [Succession("A", "B", "2024-01-01"), Succession("B", "A", "2024-01-01")]
        made = side_by_side([*several(5), a_body("B")], successions=lines)
        assert made.notes[0].startswith("The predecessor table leads in a circle at B and A")
        assert standing(made, "B").value is not None


class TestPeers:
    """With whom a body is compared, and what is said where that is hardly anybody."""

    def test_a_region_is_not_set_beside_its_own_bodies(self):
        made = side_by_side([*several(6), a_body("R", kind="region", name="The North")])
        assert "R" not in made.bodies
        assert made.notes[0].endswith("made of other organisations or hold them: The North.")

    def test_the_region_of_the_body_that_asked(self):
        away = [a_body(f"F{at}", region="North West") for at in range(3)]
        every = [*several(6), *away]
        found = peers.of_region(bodies_of(every), "B00")
        assert found.said == "the NHS trusts of the region London"
        assert set(side_by_side(every, own="B00", peers=found).bodies) == {
            f"B0{at}" for at in range(6)
        }

    def test_nobody_else_in_the_region(self):
        every = [*several(6), a_body("F", region="North West")]
        found = peers.of_region(bodies_of(every), "F")
        (said,) = found.notes
        assert said == (
            "Nobody else is among the NHS trusts of the region North West: there is nobody to "
            "compare with."
        )

    def test_a_list_with_a_body_that_is_not_there(self):
        found = peers.of_list(bodies_of(several(6)), "B00", ["B01", "Body B02", "X"], "my list")
        assert found.ids == {"B00", "B01", "B02"}
        assert found.notes[0] == "Not in these figures, so not compared: X."
        assert "There are only 3 organisations among my list" in found.notes[1]
