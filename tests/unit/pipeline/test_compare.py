"""Comparing from packs and published files, for readers inside and outside."""

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from tests.factories.command import started_anew
from tests.factories.comparisons import COUNTS, a_body, several
from tests.factories.results import TELLTALES, a_suppressed_result

from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.data.writers.comparison_files import schema, to_csv, to_json
from evenhand.domain.measures.compare import compare
from evenhand.pipeline import compare as compare_module
from evenhand.pipeline.compare import Asked, Compared, compare_packs
from evenhand.pipeline.compare_attack import must_print_no_more
from evenhand.pipeline.compare_files import chosen, files_of, write_comparison
from evenhand.pipeline.measure import Wanted
from evenhand.pipeline.report import as_printed
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

# Where it does not matter what is compared: a seventh of the figures.
BINARY = Wanted(groupings=("binary",))


def silent(what: str, done: int, of: int) -> None:
    """Nobody is waiting."""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five made-up trusts, small enough that some figures are hidden."""
    out = tmp_path_factory.mktemp("pack")
    synthesise(
        staff=2000, bodies=5, years=1, seed=3, effects=default_effects(), out=out,
        last_snapshot=date(2025, 3, 31),
    )  # fmt: skip
    return out


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three, for what is refused whatever their figures are."""
    out = tmp_path_factory.mktemp("few")
    synthesise(
        staff=90, bodies=3, years=1, seed=3, effects=default_effects(), out=out,
        last_snapshot=date(2025, 3, 31),
    )  # fmt: skip
    return out


@pytest.fixture(scope="module")
def public(pack: Path) -> Compared:
    asked = Asked(wanted=BINARY, audience="public", own="X003")
    return compare_packs([pack], asked, silent)


class TestInternal:
    def test_a_pack_of_many_bodies(self, pack, tmp_path):
        done = started_anew(
            "compare", pack, "--body", "X003", "--grouping", "binary", "--out", tmp_path
        )
        assert done.returncode == 0, done.stderr
        found = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
        jsonschema.validate(found, schema())
        assert {each["body"] for each in found["standings"]} == {f"X00{n}" for n in range(1, 6)}
        assert {each["period"] for each in found["together"]} == {"2025-03-31"}
        assert {each["body"] for each in found["standings"] if each["own"]} == {"X003"}
        with (tmp_path / "standings.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == len(found["standings"])
        page = (tmp_path / "comparison.html").read_text(encoding="utf-8")
        assert "Internal: not for release" in page
        assert "Made up data" in page

    def test_the_same_comparison_gives_the_same_bytes(self):
        made = compare(several(7), own="B01")
        again = compare(several(7)[::-1], own="B01")
        assert files_of(made, ("html", "csv", "json")) == files_of(again, ("html", "csv", "json"))

    def test_years_in_packs_of_their_own_given_in_any_order(self, tmp_path):
        packs = []
        for year in (2025, 2024):
            out = tmp_path / str(year)
            synthesise(staff=1500, bodies=5, years=1, seed=year, effects=default_effects(),
                       out=out, last_snapshot=date(year, 3, 31))  # fmt: skip
            packs.append(out)
        made = compare_packs(packs, Asked(wanted=BINARY), silent).comparison
        assert made is not None
        assert made.periods == ("2024-03-31", "2025-03-31")
        assert made.notes[0].startswith("The packs were not given in the order of their years")

    def test_a_named_edition_measures_every_year(self, pack):
        asked = Asked(wanted=replace(BINARY, edition="2025"))
        made = compare_packs([pack], asked, silent).comparison
        assert made is not None
        assert {each.edition for each in made.standings} == {"2025"}
        assert made.inputs["edition"] == "2025"

    def test_an_edition_that_is_not_there(self, pack):
        with pytest.raises(WrongUse, match="nhs-wres has no edition 1999"):
            compare_packs([pack], Asked(wanted=replace(BINARY, edition="1999")), silent)

    def test_two_bodies_with_one_id_in_a_pack_are_said_and_the_rest_compared(self, pack, tmp_path):
        twice = shutil.copytree(pack, tmp_path / "twice")
        with (twice / "bodies.csv").open("a", encoding="utf-8") as file:
            file.write("X001,Another trust,nhs-trust,London\n")
        found = compare_packs([twice], Asked(wanted=BINARY), silent)
        assert found.has_errors
        assert found.comparison is not None
        assert found.comparison.notes[0].endswith("The id X001 is that of another body.")
        assert len(found.comparison.bodies) == 5


class TestWrongUse:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"own": "Nobody"}, "There is no body called “Nobody”"),
            ({"own": "Made-up Trust 0003"}, "Did you mean Made-up Trust 003"),
            ({"peers": "region"}, "--peers region needs to know whose"),
            ({"peers": "neighbours", "own": "X001"}, "needs --reference FOLDER"),
            ({"peers": " , "}, "names no body"),
            ({"peers": "bogus"}, "None of the bodies in --peers bogus is in these figures"),
            ({"audience": "everyone"}, "There is no audience everyone"),
        ],
    )
    def test_it_is_said_what_to_do(self, few, changes, said):
        with pytest.raises(WrongUse, match=said.replace("(", r"\(")):
            compare_packs([few], replace(Asked(wanted=BINARY), **changes), silent)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("old,new\nA,B\n", "has no column date"),
            ("old,new,date\nA,B,1 April\n", "row 2: the date is to be like 2023-04-01"),
            ("old,new,date\nA,,2023-04-01\n", "row 2 lacks the old or the new id"),
        ],
    )
    def test_a_predecessor_table_that_cannot_be_read(self, few, tmp_path, text, said):
        table = tmp_path / "predecessors.csv"
        table.write_text(text, encoding="utf-8")
        with pytest.raises(WrongUse, match=said):
            compare_packs([few], Asked(wanted=BINARY, predecessors=table), silent)

    def test_two_packs_for_readers_outside(self, few):
        asked = Asked(wanted=BINARY, audience="public")
        with pytest.raises(WrongUse, match="give one pack that holds all years"):
            compare_packs([few, few], asked, silent)

    def test_a_format_that_a_comparison_has_not(self):
        with pytest.raises(WrongUse, match="no format pdf"):
            chosen("html,pdf")


class TestPublic:
    def test_it_says_for_whom_it_is_and_writes_all_formats(self, public, tmp_path):
        written = write_comparison(public, tmp_path, ("html", "csv", "json"))
        assert {path.name for path in written} == {
            "comparison.html", "comparison.json", "standings.csv", "together.csv",
        }  # fmt: skip
        page = (tmp_path / "comparison.html").read_text(encoding="utf-8")
        assert "Public: small numbers are hidden" in page

    def test_bodies_have_no_place_where_their_figure_is_hidden(self, public):
        hidden = {
            (each.body, each.period, each.indicator, each.cell, each.group, each.comparator)
            for one in public.printed
            for each in one.results
            if each.suppressed
        }
        assert hidden
        for each in public.comparison.standings:
            key = (each.body, each.period, each.indicator, each.cell, each.group, each.comparator)
            if key in hidden:
                assert (each.value, each.numerator, each.rank, each.where) == (None,) * 4

    def test_nothing_hangs_on_what_the_released_results_do_not_print(self):
        """Other hidden numbers, and other records: the same bytes in every file."""
        hidden = a_suppressed_result(body="Z", grouping="binary", group="bme")
        other = replace(hidden, numerator=1, denominator=2, value=9.0, low=8.0, people=7)
        texts = []
        for result in (hidden, other):
            mine = replace(a_body("Z"), results=(result,), audience="public", protection="rules")
            made = compare([as_printed(each) for each in (*several(6), mine)])
            texts.append(files_of(replace(made, audience="public"), ("html", "csv", "json")))
        assert texts[0] == texts[1]
        for text in texts[0].values():
            told = re.sub(r"<svg.*?</svg>|<style>.*?</style>", "", str(text), flags=re.DOTALL)
            mine = [line for line in told.splitlines() if "Body Z" in line]
            assert not any(telltale in line for line in mine for telltale in TELLTALES)

    @pytest.mark.parametrize(
        "slip",
        [
            pytest.param({"rank": 3}, id="a rank of a hidden figure"),
            pytest.param({"place": 0.4}, id="its place"),
            pytest.param({"numerator": 4}, id="its count"),
            pytest.param({"funnel_95_low": 0.8}, id="limits, from which its size could be told"),
        ],
    )
    def test_files_that_would_print_more_are_not_written(self, slip):
        hidden = a_suppressed_result(body="Z", grouping="binary", group="bme")
        mine = replace(a_body("Z"), results=(hidden,))
        printed = [as_printed(each) for each in (*several(6), mine)]
        made = compare(printed)
        must_print_no_more(
            {"comparison.json": to_json(made), "standings.csv": to_csv(made)}, printed
        )
        rows = [replace(each, **slip) if each.body == "Z" else each for each in made.standings]
        slipped = replace(made, standings=tuple(rows))
        for name, text in (
            ("comparison.json", to_json(slipped)),
            ("standings.csv", to_csv(slipped)),
        ):
            with pytest.raises(NotSafe, match=f"{name}: nothing was written"):
                must_print_no_more({name: text}, printed)

    def test_another_count_than_the_released_one_is_not_written(self):
        printed = [as_printed(each) for each in several(6)]
        made = compare(printed)
        first = replace(made.standings[0], numerator=1.0)
        slipped = replace(made, standings=(first, *made.standings[1:]))
        with pytest.raises(NotSafe, match="it would print numerator of Body B00"):
            must_print_no_more({"comparison.json": to_json(slipped)}, printed)


class TestPublishedFiles:
    def test_every_council_of_the_dfe_file(self, shared_data, monkeypatch):
        # The same figures whoever is compared with whom: they are measured once.
        monkeypatch.setattr(compare_module, "measure_source", cache(compare_module.measure_source))
        file = shared_data / "social_work_workforce/derived_csww_role_by_ethnicity_2019_2025.csv.gz"
        asked = Asked(
            wanted=BINARY,
            source="dfe-social-workers",
            own="camden",
            peers="neighbours",
            reference=shared_data / "population",
        )
        near = compare_packs([file], asked, silent).comparison
        assert near is not None
        assert near.peers == "Camden and its 10 statistical neighbours"
        assert len(near.bodies) == 11
        every = compare_packs([file], replace(asked, peers="all"), silent).comparison
        assert every is not None
        assert len(every.bodies) == 151
        assert any("Children's services only" in note for note in every.notes)
        (without,) = (note for note in every.notes if "no figure that could" in note)
        assert without.startswith("2 organisations have no figure that could be compared: Kingston")
        page = files_of(every, ("html",))["comparison.html"]
        assert "Made from published data" in page
        assert "not for release" not in page
        assert json.loads(to_json(every))["about"]["made_from"] == "published data"

    def test_the_organisations_of_the_staff_survey(self, shared_data):
        file = shared_data / "nhs_staff_survey/derived_org_wres_related_long.csv.gz"
        asked = Asked(wanted=Wanted(), source="nhs-staff-survey", own="RRP")
        made = compare_packs([file], asked, silent).comparison
        assert made is not None
        assert len(made.bodies) == 263
        assert "not for release" not in files_of(made, ("html",))["comparison.html"]
        assert any("does not say how the answers of ethnic groups differ" in n for n in made.notes)
        never = 71.72623789964742  # as printed for RRP in Q14a
        (found,) = (e for e in made.standings if (e.body, e.indicator) == ("RRP", "Q14a"))
        assert found.value == pytest.approx(100 - never)
        assert (found.denominator, found.numerator) == (1525, None)
        with pytest.raises(WrongUse, match="internal readers only"):
            compare_packs([file], replace(asked, audience="public"), silent)

    def test_a_kind_of_organisation_of_the_staff_survey(self, shared_data):
        file = shared_data / "nhs_staff_survey/derived_org_wres_related_long.csv.gz"
        asked = Asked(wanted=Wanted(), source="nhs-staff-survey", own="RRP", peers="kind")
        made = compare_packs([file], asked, silent).comparison
        assert made is not None
        assert len(made.bodies) == 50


def test_text_that_looks_like_a_formula_is_text_in_the_csv():
    made = compare([*several(5), a_body("Z", COUNTS, name="=cmd()")])
    rows = list(csv.DictReader(io.StringIO(to_csv(made))))
    assert {row["body_name"] for row in rows if row["body"] == "Z"} == {"'=cmd()"}
