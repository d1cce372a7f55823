"""A comparison in words"""

import re
from dataclasses import replace

import pytest
from tests.factories.comparisons import a_body, several, side_by_side

from evenhand.reporting.compare.arranged import by_measure, nobody_has
from evenhand.reporting.compare.differing import heterogeneity, means
from evenhand.reporting.compare.funnel_chart import funnel
from evenhand.reporting.compare.funnel_labels import Dot, labels
from evenhand.reporting.compare.page import render_comparison
from evenhand.reporting.compare.rank_chart import rank_bars
from evenhand.reporting.compare.sentences import alike, answer


def together(**changes):
    return replace(side_by_side(several(12)).together[0], **changes)


class TestHowMuchBodiesDiffer:
    """What the test says and what I squared says is one sentence that contradicts neither."""

    @pytest.mark.parametrize(
        ("q_p", "i2", "said"),
        [
            pytest.param(0.0001, 0.76, "Organisations differ by more than chance (test of Cochran’s Q: p < "
                         "0.001): most of the scatter", id="clear, and most"),
            pytest.param(0.0001, 0.75, "most of the scatter", id="most begins at 75%"),
            pytest.param(0.0001, 0.74, "much of the scatter", id="much"),
            pytest.param(0.0001, 0.49, "some of the scatter", id="some"),
            pytest.param(0.0001, 0.24, "a small part of the scatter", id="a small part"),
            pytest.param(0.2, 0.30, "It is not clear that organisations differ by more than chance (test of "
                         "Cochran’s Q: p = 0.20), although some", id="not clear, and 30%"),
            pytest.param(0.6, 0.0, "Organisations differ about as much as chance alone", id="nothing"),
        ],
    )  # fmt: skip
    def test_the_words_go_with_the_figures(self, q_p, i2, said):
        text = heterogeneity(together(q_p=q_p, i2=i2, extra_variance=0.0))
        assert said in text
        assert f"I squared {i2:.0%}" in text

    @pytest.mark.parametrize("extra", [0.0, 0.1])
    def test_30_percent_is_never_no_more_than_chance(self, extra):
        text = heterogeneity(together(q_p=0.2, i2=0.3, extra_variance=extra))
        assert "no more than chance" not in text
        assert ("allow for chance alone" in text) is (extra == 0)


def test_both_means_are_said_with_what_each_is():
    """The middle of the funnel and the pooled mean are two; a reader who sees both is told why."""
    text = means(together(centre=1.5, pooled=2.0))
    assert "The middle line of the funnel, 1.50, is the mean of all organisations" in text
    assert "The pooled mean, 2.00 (95% interval" in text


class TestAnswers:
    """Plain sentences; a number of one has a verb of one."""

    def test_of_a_body_far_from_others(self):
        far = a_body("Z", (164, 680, 60, 1580))
        (of,) = by_measure(side_by_side([*several(19, same=True), far], own="Z"))
        own, every = answer(of)
        assert (
            "above the 99.8% limits: 1 organisation in 1,000 would be there by chance alone" in own
        )
        assert own.endswith("It can be told apart from each of the 19 others.")
        assert every == (
            "1 of the 20 organisations is outside the 95% limits, and outside the 99.8% limits too. About 1 "
            "would be outside them in any case."
        )

    def test_of_a_body_like_all_others(self):
        made = side_by_side(several(6, same=True), own="B00")
        (own,) = (each for each in made.standings if each.own)
        assert alike(own) == "It cannot be told apart from any of the 5 others."

    def test_nothing_is_within_a_funnel(self):
        page = render_comparison(side_by_side(several(12), own="B03"))
        assert "within the funnel" not in page


class TestLongPages:
    """Many measures: a list of contents on top, and all but the answers folded."""

    @pytest.fixture
    def page(self):
        each = [
            replace(one, results=tuple(
                replace(result, cell=f"grade {grade}") for grade in range(14)
                for result in one.results
            ))
            for one in several(6)
        ]  # fmt: skip
        return render_comparison(side_by_side(each))

    def test_the_contents_come_before_everything_else(self, page):
        main = page[page.index('<main id="main">') :]
        assert main.index("<nav") < main.index('id="stands-out"')
        assert "14 measures" in main[: main.index("</nav>")]

    def test_all_but_the_three_that_stand_out_are_folded(self, page):
        assert page.count("<summary>Funnel, ranks and years") == 14 - 3
        assert page.count("<details") == page.count("</details>")

    def test_a_short_page_is_not(self):
        page = render_comparison(side_by_side(several(6)))
        assert "Funnel, ranks and years" not in page

    def test_measures_that_nobody_has_a_figure_of_are_one_line(self):
        empty = [
            a_body("Z", (0, 0, 0, 0), indicator=indicator) for indicator in ("4", "5")
        ]  # fmt: skip
        made = side_by_side([*several(6), *empty])
        said = nobody_has(list(by_measure(made)))
        assert said.startswith(
            "No organisation has a figure that could be compared for these 2 measures: "
        )
        page = render_comparison(made)
        assert page.count("could be compared for these 2") == 1
        assert len(re.findall(r'<section id="m\d+"', page)) == 1


def test_no_name_in_a_funnel_lies_over_a_dot():
    """Forty dots close together: names stand beside them or not at all, the own one always."""
    others = [a_body(f"B{at:02}", (20 + at, 600, 40, 1200)) for at in range(40)]
    far = [
        a_body(f"F{at}", (300 + 40 * at, 600, 40, 1200), name=f"Far body {at}") for at in range(4)
    ]
    made = side_by_side([*others, *far], own="B20")
    shown = [each for each in made.standings if each.value is not None]
    dots = [Dot(each, 100 + 7 * (at % 10), 90 + 9 * (at // 10)) for at, each in enumerate(shown)]
    named = labels(dots, [], 260, 300)
    assert named[0].words.text == "Body B20"
    for label in named:
        across = 6.0 * len(label.words.text)
        left = {"start": 0, "middle": across / 2, "end": across}[label.words.anchor]
        start, base = label.words.x - left, label.words.y
        for dot in dots:
            over = start < dot.x < start + across and base - 11 < dot.y < base + 3
            assert not over, (label.words, dot.x, dot.y)


def limits_begin(measurements):
    (of,) = by_measure(side_by_side(measurements))
    drawn = funnel(of, key="m")
    starts = re.findall(r'd="M([-\d.]+),([-\d.]+)[^"]*"[^>]*stroke-width="1.5"', drawn.wide)
    return [(float(x), float(y)) for x, y in starts], drawn.subtitle


def test_the_limits_of_a_funnel_begin_at_its_left_edge():
    starts, subtitle = limits_begin(several(13))
    assert [x for x, _ in starts] == [0.0] * 4
    assert "go on beyond" not in subtitle


def test_limits_that_leave_the_picture_begin_at_its_edge_and_it_is_said():
    """One body is so small that its limits would make all others a line in the middle."""
    starts, subtitle = limits_begin([*several(13, same=True), a_body("S", (4, 60, 7, 130))])
    assert len(starts) == 4
    assert any(x > 0 for x, _ in starts)
    assert all(x == 0 or y in (0, 300) for x, y in starts)
    assert subtitle.endswith("Limits that end at the edge go on beyond it.")


def test_names_that_begin_alike_are_told_apart_beside_narrow_bars():
    bodies = [a_body(f"B{at}", name=f"Example Partnership Trust {at}") for at in range(6)]
    (of,) = by_measure(side_by_side(bodies))
    narrow = rank_bars(of, key="r").narrow
    for at in range(6):
        assert f"Trust {at}</text>" in narrow or f"rust {at}</text>" in narrow
