"""Which files a report is made of."""

from dataclasses import replace

import pytest
from tests.factories.results import a_measurement

from evenhand.pipeline.formats import FORMATS, chosen, files_of
from evenhand.pipeline.wrong_use import WrongUse


def test_all_is_every_format_for_the_body_itself():
    assert chosen("all") == tuple(FORMATS)


def test_other_readers_get_every_format_but_the_returns():
    assert set(chosen("all", audience="public")) == set(FORMATS) - {"return"}
    assert chosen("pdf", audience="board") == ("pdf",)
    with pytest.raises(WrongUse, match="exact counts and are for the body alone"):
        chosen("html,return", audience="board")


def test_formats_are_made_in_one_order_whatever_the_order_asked():
    assert chosen("json, HTML") == ("html", "json")


def test_a_format_that_there_is_not_is_wrong_use():
    with pytest.raises(WrongUse, match=r"There is no format odt.*html, csv"):
        chosen("html,odt")


def test_every_format_gives_its_files_and_only_the_body_gets_its_return():
    measurement = a_measurement("sc-wres", snapshots=("2025-03-31",), groupings=("binary",))
    everything = {
        "report.html", "results.csv", "results.csv-metadata.json", "results.json", "report.pdf",
        "board-summary.pdf", "report.docx", "report.xlsx",
    }  # fmt: skip
    own = {"return-sc-wres.xlsx", "return-sc-wres.csv"}
    assert set(files_of(measurement, chosen("all"))) == everything | own
    public = replace(measurement, audience="public", protection="Counts under 10 are hidden.")
    assert set(files_of(public, chosen("all"))) == everything
