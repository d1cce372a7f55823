"""Pay, terms, turnover and vacancies of authorities side by side: evenhand forecast terms"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.factories.command import evenhand

from evenhand.cli.say_forecast_terms import as_json, lines
from evenhand.domain.forecast.terms_facts import Fact
from evenhand.domain.forecast.terms_facts import compare as compare_facts
from evenhand.domain.forecast.terms_shares import Count, Share
from evenhand.domain.forecast.terms_shares import compare as compare_shares
from evenhand.pipeline.forecast_terms import terms_of_file
from evenhand.pipeline.wrong_use import WrongUse

TABLE = """authority,region,salary_low,leave_days,out_of_hours,amhps,leavers,posts,vacancies,exit_pay,exit_retired
Ashdown,North,"£38,000",30,on call from home,24,2,26,2,0,2
Birchley,North,36000,28,,40,22,48,3,18,4
Crowe,North,39000,32,,31,3,32,1,0,3
Dunmore,South,41000,29,,38,3,40,4,0,3
"""


def table(tmp_path: Path, text: str = TABLE) -> Path:
    """The file that holds the text."""
    path = tmp_path / "terms.csv"
    path.write_text(text, encoding="utf-8")
    return path


def told(tmp_path: Path, text: str = TABLE) -> dict[str, Any]:
    """What programs are told, as they read it."""
    found: dict[str, Any] = json.loads(json.dumps(as_json(terms_of_file(table(tmp_path, text)))))
    return found


def counts(*pairs: tuple[int, int]) -> list[Count]:
    """`x` of `n` in authorities that are called by number."""
    return [
        Count(authority=f"{place:02}", region="", x=x, n=n) for place, (x, n) in enumerate(pairs)
    ]


def test_the_command_prints_what_differs_first(tmp_path: Path) -> None:
    """Then each term and each share; exit code 0."""
    done = evenhand("forecast", "terms", table(tmp_path))
    assert done.returncode == 0, done.stderr
    first = done.stdout.splitlines()[0]
    assert first.startswith("What differs from the others by more than chance: Birchley, left in")
    assert "Lowest salary of an AMHP: £36,000 to £41,000, 1.14 times the lowest" in done.stdout
    assert "Dunmore: £41,000 (£2,500 above the median of all)" in done.stdout
    assert "Ashdown: on call from home" in done.stdout
    assert "Nobody gave salary_high" in done.stdout
    assert "may give people away" in done.stdout


def test_terms_are_set_and_not_tested(tmp_path: Path) -> None:
    """The range of all and of each region; each authority beside the medians, highest first."""
    salary = told(tmp_path)["terms"][0]
    assert salary["name"] == "salary_low"
    assert salary["all"] == {
        "region": "",
        "authorities": 4,
        "lowest": 36000,
        "median": 38500,
        "highest": 41000,
        "times": pytest.approx(41 / 36),
    }
    assert [each["authority"] for each in salary["each"]] == [
        *("Dunmore", "Crowe", "Ashdown", "Birchley")
    ]
    assert [each["from_median_of_region"] for each in salary["each"]] == [None, 1000, 0, -2000]


def test_nothing_is_a_multiple_of_nought() -> None:
    """An authority that pays no allowance."""
    facts = [Fact(authority="a", region="", value=0), Fact(authority="b", region="", value=900)]
    assert compare_facts(facts).all.times is None
    with pytest.raises(ValueError, match="nothing to compare"):
        compare_facts([])


def test_each_authority_is_set_against_all_others() -> None:
    """Fisher's exact test, as scipy has it, raised for having asked of each (Benjamini, Hochberg)."""
    found = compare_shares(counts((11, 20), (2, 24), (3, 31), (2, 18)), days=False)
    expected = []
    for each in found.each:
        x, n = each.count.x, each.count.n
        expected.append(stats.fisher_exact([[x, n - x], [18 - x, 93 - n - (18 - x)]]).pvalue)
    p = [each.p for each in found.each]
    assert p == pytest.approx(expected)
    raised = [each.p_raised for each in found.each]
    assert raised == pytest.approx(stats.false_discovery_control(expected))
    assert [each.differs for each in found.each] == [True, False, False, False]
    assert found.each[0].others == pytest.approx(7 / 73)


def test_whether_authorities_differ_at_all_is_what_pearson_says_of_large_ones() -> None:
    """Its chi-squared p, within what 9,999 random tables leave open."""
    pairs = ((120, 1000), (150, 1000), (131, 1000), (117, 1000))
    found = compare_shares(counts(*pairs), days=False)
    expected = stats.chi2_contingency([[x, n - x] for x, n in pairs]).pvalue
    assert found.differ_p == pytest.approx(expected, abs=4 * np.sqrt(expected / 9999))


def test_authorities_that_are_alike_seldom_differ() -> None:
    """Of 100 made-up tables with one rate, about one in twenty or fewer finds an authority."""
    truth, found = np.random.default_rng(7), 0
    for _ in range(100):
        people = truth.integers(10, 40, 12)
        left = truth.binomial(people, 0.14)
        pairs = [(int(x), int(n)) for x, n in zip(left, people, strict=True)]
        found += any(each.differs for each in compare_shares(counts(*pairs), days=False).each)
    assert found <= 100 * 0.05 + 3 * np.sqrt(100 * 0.05 * 0.95)


def test_days_off_come_in_spells_and_are_set_against_their_own_scatter() -> None:
    """
    Twelve authorities of 30 people, each of them off for up to 20 days: wider than single days would make.

    Set against how the authorities scatter, one with four times as many days does.
    """
    truth = np.random.default_rng(3)
    days = [int(truth.integers(0, 40, 30).sum() / 2) for _ in range(12)]
    alike = compare_shares(counts(*((each, 6600) for each in days)), days=True)
    assert alike.scatter is not None
    assert alike.scatter > 2
    assert not any(each.differs for each in alike.each)
    pairs = [*((each, 6600) for each in days), (4 * days[0], 6600)]
    found = compare_shares(counts(*pairs), days=True)
    assert [each.count.authority for each in found.each if each.differs] == ["12"]
    last: Share = found.each[-1]
    assert last.share > last.funnel_high


@pytest.mark.parametrize(
    ("pairs", "days"),
    [
        pytest.param(((3, 20),), False, id="one authority"),
        pytest.param(((30, 200), (40, 200), (10, 200)), True, id="days of three authorities"),
        pytest.param(((0, 200),) * 6, True, id="no days at all"),
    ],
)
def test_what_cannot_be_told_is_not(pairs: tuple[tuple[int, int], ...], days: bool) -> None:
    """No p, and no word on whether it differs."""
    found = compare_shares(counts(*pairs), days=days)
    assert {(each.p, each.differs) for each in found.each} == {(None, None)}
    assert found.differ_p is None


def test_nobody_left_anywhere_is_no_difference() -> None:
    """And where there is nobody at all there is nothing to compare."""
    found = compare_shares(counts((0, 20), (0, 31)), days=False)
    assert [each.differs for each in found.each] == [False, False]
    assert found.differ_p is None
    with pytest.raises(ValueError, match="nobody"):
        compare_shares(counts((0, 0)), days=False)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    """The same answer from the table upside down."""
    head, *rows = TABLE.splitlines(True)
    assert told(tmp_path) == told(tmp_path, "".join([head, *reversed(rows)]))


def test_reasons_are_parts_of_those_who_told_theirs(tmp_path: Path) -> None:
    """18 of 22 in Birchley left for pay, of the others nobody."""
    exit_pay = next(each for each in told(tmp_path)["shares"] if each["name"] == "exit_pay")
    birchley = next(each for each in exit_pay["each"] if each["authority"] == "Birchley")
    assert (birchley["x"], birchley["n"], birchley["others"]) == (18, 22, 0)
    assert birchley["more_than_chance"] is True


def test_an_empty_cell_is_not_nought(tmp_path: Path) -> None:
    """Who gave no number of posts is not among those whose vacancies are compared."""
    text = TABLE + "Elmfield,South,,,,15,1,,,,\n"
    vacancies = next(each for each in told(tmp_path, text)["shares"] if each["name"] == "vacancies")
    assert [each["authority"] for each in vacancies["each"]] == [
        *("Ashdown", "Birchley", "Crowe", "Dunmore")
    ]


def test_a_reason_that_was_left_empty_is_not_known_where_others_are_given(tmp_path: Path) -> None:
    """It is no nought: whoever left it empty is named beside the others, and not among them."""
    text = TABLE + "Elmfield,South,,,,15,1,16,0,,1\nFernham,South,,,,15,0,16,0,0,0\n"
    by_name = {each["name"]: each for each in told(tmp_path, text)["shares"]}
    pay, retired = by_name["exit_pay"], by_name["exit_retired"]
    assert [each["authority"] for each in pay["each"]] == [
        *("Ashdown", "Birchley", "Crowe", "Dunmore")
    ]
    assert (pay["not_known"], pay["n"]) == (["Elmfield"], 30)
    assert "Elmfield" in [each["authority"] for each in retired["each"]]
    assert retired["not_known"] == []
    printed = list(lines(terms_of_file(table(tmp_path, text))))
    assert printed.count("    Not known: Elmfield") == 1


def test_one_authority_has_nothing_beside_it(tmp_path: Path) -> None:
    """And is told so."""
    text = "".join(TABLE.splitlines(True)[:2])
    words = "\n".join(lines(terms_of_file(table(tmp_path, text))))
    assert "nothing to compare it with" in words
    assert "£38,000 in one authority" in words


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        pytest.param("E,S,x,,,,,,,,", "salary_low", "no number", id="words for a number"),
        pytest.param("E,S,-3,,,,,,,,", "salary_low", "no number", id="below nought"),
        pytest.param("E,S,,,,2.5,1,,,,", "amhps", "no whole number", id="half a person"),
        pytest.param(
            "E,S,,,,2,3,,,,", "leavers", "more than amhps", id="more left than were there"
        ),
        pytest.param(",S,3,,,,,,,,", "authority", "which authority", id="no name"),
        pytest.param("E,S,3,,,,,,,,,9", "authority", "more cells", id="a cell too many"),
    ],
)
def test_cells_that_cannot_be_are_told_and_the_rest_counts(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    """With the row as a spreadsheet numbers it; exit code 1."""
    found = terms_of_file(table(tmp_path, TABLE + row + "\n"))
    assert [(each.row, each.column) for each in found.errors] == [(6, column)]
    assert words in found.errors[0].line
    assert len(found.facts) == 2


def test_a_cell_in_error_is_exit_code_1(tmp_path: Path) -> None:
    """And all the rest is printed."""
    done = evenhand("forecast", "terms", table(tmp_path, TABLE + "E,S,x,,,,,,,,\n"), "--json", "-")
    assert done.returncode == 1
    assert "error row 6, salary_low" in done.stderr
    assert json.loads(done.stdout)["authorities"] == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("region,amhps\nNorth,3\n", "no column authority", id="no column of names"),
        pytest.param(
            TABLE + "ashdown,,,,,,,,,,\n", "in row 2 and in row 6", id="an authority twice"
        ),
        pytest.param("authority,amhps\n", "no row with an authority", id="no rows"),
    ],
)
def test_files_that_cannot_be_are_refused(tmp_path: Path, text: str, words: str) -> None:
    """Exit code 2 and a sentence."""
    with pytest.raises(WrongUse) as wrong:
        terms_of_file(table(tmp_path, text))
    assert words in str(wrong.value)
