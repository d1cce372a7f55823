"""Results on disk: JSON, CSV, and the one door that both go through."""

import csv
import io
import json
import math
import os
import stat

import jsonschema
import pytest
from tests.factories.results import TELLTALES, a_measurement, a_result, a_suppressed_result

from evenhand.data.writers.files import RefusedToWrite, write_whole
from evenhand.data.writers.results_csv import to_csv, write_csv
from evenhand.data.writers.results_json import schema, to_json, write_json
from evenhand.data.writers.rows import FIELDS, UNBOUNDED


def as_json(*results, **changes):
    measurement = a_measurement(results=results, **changes)
    return to_json(inputs=measurement.inputs, results=results, placements=measurement.placements)


def test_json_fits_its_schema_and_has_every_field():
    measurement = a_measurement("nhs-wres", "sc-wres", groupings=("binary", "broad-5-2021"))
    text = to_json(
        inputs=measurement.inputs,
        results=measurement.results,
        placements=measurement.placements,
    )
    document = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(document, schema(), cls=jsonschema.Draft202012Validator)
    assert len(document["results"]) == len(measurement.results)
    assert tuple(document["results"][0]) == FIELDS


def test_the_schema_refuses_a_result_that_lost_a_field():
    document = json.loads(as_json(a_result()))
    del document["results"][0]["finding"]
    with pytest.raises(jsonschema.ValidationError, match="finding"):
        jsonschema.validate(document, schema())


def test_an_endless_limit_is_null_and_flagged():
    written = json.loads(as_json(a_result(high=math.inf, flags=())))["results"][0]
    assert written["high"] is None
    assert written["flags"] == [UNBOUNDED]


def test_what_is_not_a_number_is_never_written():
    with pytest.raises(ValueError, match="value of indicator 3 is not a number"):
        as_json(a_result(value=math.nan))


def test_the_order_of_results_does_not_depend_on_the_order_they_came_in():
    one, two = a_result(), a_result(indicator="2")
    assert as_json(one, two) == as_json(two, one)


def test_nothing_of_a_suppressed_result_is_written():
    for text in (as_json(a_suppressed_result()), to_csv([a_suppressed_result()])):
        assert "too small to show" in text
        assert [number for number in TELLTALES if number in text] == []


def test_csv_has_a_column_a_field_and_a_row_a_result():
    text = to_csv([a_result(), a_result(indicator="2", flags=("draft edition", "weighted"))])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == FIELDS
    assert [row["indicator"] for row in rows] == ["2", "3"]
    assert rows[0]["flags"] == "draft edition; weighted"
    assert rows[0]["planned"] == "true"
    assert float(rows[0]["value"]) == 1.588


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_made_text(start):
    row = next(csv.DictReader(io.StringIO(to_csv([a_result(group_label=start)]))))
    assert row["group_label"] == f"'{start}"


def test_a_negative_number_stays_a_number():
    row = next(csv.DictReader(io.StringIO(to_csv([a_result(value=-3.25)]))))
    assert row["value"] == "-3.25"


def test_files_are_for_their_owner_only(tmp_path):
    measurement = a_measurement(results=(a_result(),))
    write_json(tmp_path / "new" / "results.json", inputs=measurement.inputs, results=())
    write_csv(tmp_path / "results.csv", measurement.results)
    for path in (tmp_path / "new" / "results.json", tmp_path / "results.csv"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_is_refused_and_what_it_leads_to_is_untouched(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine", encoding="utf-8")
    (tmp_path / "report.html").symlink_to(elsewhere)
    with pytest.raises(RefusedToWrite, match=r"report\.html is a link"):
        write_whole(tmp_path / "report.html", "new")
    assert elsewhere.read_text(encoding="utf-8") == "mine"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    write_whole(target, "old")

    def no_space(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="no space"):
        write_whole(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
