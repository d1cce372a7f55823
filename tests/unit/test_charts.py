"""Charts: what is drawn, what is clipped, what is only said."""

import math
import re

from evenhand.reporting.charts.axes import points_axis, ratio_axis, share_axis
from evenhand.reporting.charts.layout import Layout, Row
from evenhand.reporting.charts.lettering import axis_words, row_label, row_words
from evenhand.reporting.charts.rows import panel
from evenhand.reporting.charts.svg import Grid, picture
from evenhand.reporting.charts.trend import Series, Year, year_panel

LAYOUT = Layout(width=300, step=22, label_width=200, said_width=100)


def drawn(*rows, axis=None):
    axis = axis or ratio_axis([0.5, 2.0])
    return picture(
        key="k",
        title="t",
        subtitle="s",
        description="d",
        draw=lambda narrow: Grid([panel(rows, axis, LAYOUT)]),
    ).wide


def datum(row, axis):
    values = panel([row], axis, LAYOUT).spec["data"]["values"]
    return values[0]


def test_a_ratio_axis_is_centred_on_one():
    axis = ratio_axis([1.4, 0.9])
    assert (axis.low, axis.high) == (0.25, 4.0)
    assert axis.place(1.0, 300) == 150
    assert axis.ticks(300) == [0.25, 0.5, 1.0, 2.0, 4.0]


def test_a_ratio_axis_widens_but_never_beyond_eight():
    assert ratio_axis([7.0]).high == 8.0
    assert ratio_axis([500.0, math.inf, 0.0]).high == 8.0


def test_a_points_axis_is_centred_on_nought_and_shows_the_band_whole():
    axis = points_axis([1.2], band=5)
    assert (axis.low, axis.high) == (-10.0, 10.0)
    assert axis.band == (-5, 5)


def test_a_share_axis_starts_at_nought_and_never_passes_the_whole():
    assert (share_axis([23.0]).low, share_axis([23.0]).high) == (0.0, 30.0)
    assert share_axis([98.0]).high == 100.0


def test_an_endless_interval_ends_in_an_arrow():
    axis = ratio_axis([2.0])
    found = datum(Row(label="a", value=2.0, low=1.1, high=math.inf), axis)
    assert found["high"] == axis.high
    assert found["beyond_high"] == axis.high


def test_a_value_beyond_the_axis_is_an_arrow_and_no_dot():
    axis = ratio_axis([500.0])
    found = datum(Row(label="a", value=500.0, low=90.0, high=900.0), axis)
    assert "value" not in found
    assert found["beyond_high"] == axis.high


def test_a_hidden_row_is_hatched_and_has_no_place_on_the_axis():
    axis = ratio_axis([2.0])
    hidden = Row(label="Roma", hidden=True, value=1.7, low=1.0, high=3.0, said="too small to show")
    assert set(datum(hidden, axis)) == {"line", "top", "foot", "hidden"}
    svg = drawn(hidden)
    assert 'id="k-wide-hatch"' in svg
    assert "url(#k-wide-hatch)" in svg
    assert "too small to show" in svg


def test_words_in_a_picture_are_escaped():
    svg = drawn(Row(label="<script>&", value=1.0, low=0.9, high=1.1))
    assert "&lt;script&gt;&amp;" in svg
    assert "<script" not in svg


def test_every_broad_group_has_its_own_shape_and_colour():
    from evenhand.reporting.marks import MARKS

    groups = [MARKS[slug] for slug in ("asian", "black", "mixed", "white", "other")]
    assert len({mark.shape for mark in groups}) == 5
    assert len({mark.colour for mark in groups}) == 5


def test_a_year_without_a_figure_breaks_the_line():
    years = (
        Year("2023", 1.1, 0.9, 1.3),
        Year("2024", None, None, None),
        Year("2025", 1.2, 1.0, 1.4),
    )
    series = Series(title="Discipline", broad="bme", years=years)
    spec = year_panel(series, ratio_axis([1.2]), width=170, height=120).spec
    runs = [datum["run"] for datum in spec["data"]["values"] if "value" in datum]
    assert runs == [0, 1]


def test_no_text_in_a_picture_is_smaller_than_twelve_pixels():
    svg = drawn(Row(label="a", value=1.0, low=0.9, high=1.1, said="1.00"))
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', svg)]
    assert min(sizes) >= 12


def test_a_long_label_in_a_narrow_chart_takes_two_lines_and_is_not_cut():
    row = Row(label="Qualified without cases", value=20.0)
    assert row_label(row, 102) == ["Qualified", "without cases"]
    narrow = Layout(width=60, step=34, label_width=102)
    lines = [each.text for each in row_words([row], narrow)]
    assert lines == ["Qualified", "without cases"]


def test_a_chart_with_room_keeps_a_label_on_one_line():
    assert row_label(Row(label="Qualified without cases"), 180) == ["Qualified without cases"]


def test_what_both_sides_mean_is_never_written_over_itself():
    long = ratio_axis(
        [2.0], low_end="group better represented", high_end="White staff better represented"
    )
    low, high = axis_words(long, LAYOUT, height=100)[-2:]
    assert low.y < high.y
    short = ratio_axis([2.0], low_end="less likely", high_end="more likely")
    low, high = axis_words(short, LAYOUT, height=100)[-2:]
    assert low.y == high.y
