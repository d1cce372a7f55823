"""The loader of definitions."""

from datetime import date

import pytest

from evenhand.data.definitions import load
from evenhand.data.definitions.load import edition, editions, labels, ladder, ladders
from evenhand.domain.codes.labels import BLANK
from evenhand.domain.frameworks.edition import DefinitionIncomplete


def test_the_latest_edition_is_taken_unless_a_day_or_a_name_is_given() -> None:
    assert edition("nhs-wres").edition == "2025"
    assert edition("nhs-wres", name="2025").standard == "nhs-wres"
    assert edition("nhs-wres", day=date(2025, 3, 31)).edition == "2025"


@pytest.mark.parametrize(
    ("standard", "day", "name", "said"),
    [
        ("nhs-wers", None, None, "There are dfe-social-workers"),
        ("nhs-wres", None, "1999", "nhs-wres has no edition 1999"),
        ("nhs-wres", date(1999, 1, 1), None, "nhs-wres has no edition for 1999-01-01"),
    ],
)
def test_an_edition_that_there_is_not_says_which_there_are(
    standard: str, day: date | None, name: str | None, said: str
) -> None:
    with pytest.raises(KeyError, match=said):
        edition(standard, day=day, name=name)


def test_every_ladder_of_an_edition_is_there_or_local() -> None:
    for each in editions():
        assert each.ladder == "local" or ladder(each.ladder).rungs
    assert "agenda-for-change" in ladders()


def test_a_definition_with_an_unknown_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read = load.read_toml
    monkeypatch.setattr(load, "read_toml", lambda file: read(file) | {"rung": []})
    load._ladders.cache_clear()
    with pytest.raises(DefinitionIncomplete, match="rung"):
        load._ladders()


def test_no_spelling_means_two_codes_of_one_column() -> None:
    known = labels()
    for column, codes in known.columns.items():
        for code, spellings in codes.items():
            words = spellings if code == BLANK else (code, *spellings)
            assert {known.find(column, each) for each in words} == {code}
