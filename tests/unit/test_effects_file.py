"""The effects file of `evenhand synth`: what it may say, and how mistakes in it are told."""

from importlib import resources
from pathlib import Path

import pytest

from evenhand.data.synthetic.effects import (
    EffectsMistake,
    default_effects,
    parse_effects,
    read_effects,
)

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = (resources.files("evenhand.data.synthetic") / "effects.toml").read_text(encoding="utf-8")


def mistake_in(text: str) -> str:
    with pytest.raises(EffectsMistake) as raised:
        parse_effects(text, name="mine.toml")
    return str(raised.value)


def changed(old: str, new: str) -> str:
    assert old in SHIPPED
    return SHIPPED.replace(old, new, 1)


def test_the_finest_group_that_is_named_counts() -> None:
    effects = default_effects()
    named = {"bme": 1.2, "black": 1.8, "caribbean": 2.5}
    found = {
        category: effects.for_category(named, category, otherwise=1.0)
        for category in ("caribbean", "african", "indian", "irish", "not-stated")
    }
    assert found == {
        "caribbean": 2.5,
        "african": 1.8,
        "indian": 1.2,
        "irish": 1.0,
        "not-stated": 1.0,
    }


def test_people_of_unknown_ethnicity_follow_white_people_unless_named() -> None:
    effects = default_effects()
    assert effects.for_category({"white": 0.3, "bme": 0.5}, "not-known", otherwise=0.0) == 0.3
    assert effects.for_category({"white": 0.3, "not-known": 0.9}, "not-known", otherwise=0.0) == 0.9


def test_a_typing_slip_is_told_with_what_was_probably_meant() -> None:
    message = mistake_in(changed("black = 1.80", "blak = 1.80"))
    assert message == (
        'mine.toml: [times.disciplinary] has the unknown key "blak". Did you mean "black"?'
    )


def test_a_key_like_no_other_is_told_with_the_keys_there_are() -> None:
    message = mistake_in(changed("response = 0.45", "response = 0.45\nzzz = 1"))
    assert message.startswith('mine.toml: [people] has the unknown key "zzz". Use not_stated, ')


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("training = 0.30 ", "training = -0.3 ", "[chance] training is -0.3"),
        ("training = 0.30 ", "training = nan ", "[chance] training is nan"),
        ("training = 0.30 ", 'training = "much" ', "[chance] training is 'much'"),
        ("training = 0.30 ", "training = true ", "[chance] training is True"),
        ("training = 0.30 ", "training = 1.2 ", "It cannot be more than 1"),
        ("black = 1.80", "black = 100", "with its highest [times.disciplinary], is 1.2"),
        ("african = 0.0411", "african = 0.1411", "[mix] adds up to 1.1000"),
        ("2 = 0.15\n", "2 = 0.16\n", "[rungs] adds up to 1.0100"),
        ("not_stated = 0.025 ", "not_stated = 0.99 ", "leaves nobody whose ethnicity is known"),
        ("dont_know = 0.20 ", "dont_know = 0.50 ", "together pass 1"),
        ("white = 0.24\n", "", "[share.harassment_public] lacks white or bme"),
        ("size = 0.6 ", "", "[spread] lacks "),
        ("[times.leaving]\nbme = 1.10\n", "", "[times] lacks leaving"),
        ("6 = 20.60\n", "", "[pay.hourly] lacks 6"),
        ("Consultant = 58.00", "Consultant = 0", "[pay.hourly] lacks Consultant"),
        ("6 = 20.60", "6x = 20.60", '[pay.hourly] has the unknown key "6x"'),
        ("[pay.times]\nbme = 0.98", "[pay.times]\nbme = 0", "[pay.times] has a 0"),
        ("[pay.bonus]\nwhite = 0.08", "[pay.bonus]\nwhite = 1.08", "[pay.bonus] white is 1.08"),
        ("reduced = 0.03 ", "", "[pay.other] lacks reduced"),
        ("reduced_to = 0.50", "reduced_to = 1.5", "[pay.other] reduced_to is 1.5"),
        ("[people]", "people = 3\n[persons]", 'the unknown key "persons"'),
        ("[mix]", "[mix", "is not valid TOML"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_in_words(old: str, new: str, words: str) -> None:
    assert words in mistake_in(changed(old, new))


def test_a_ladder_with_an_empty_step_is_refused() -> None:
    emptied = changed("6 = 0.18\n7 = 0.13\n", "").replace("5 = 0.17", "5 = 0.48")
    assert "[rungs] has nobody on the middle rungs" in mistake_in(emptied)


def test_a_number_where_a_table_belongs_is_refused() -> None:
    flat = changed("[times.training]\nbme = 1.00\n", "")
    flat = flat.replace("[times.shortlisted]", "[times]\ntraining = 3\n\n[times.shortlisted]")
    assert mistake_in(flat) == "mine.toml: [times.training] must be a table of keys and numbers."


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(EffectsMistake, match=r"nowhere\.toml cannot be read"):
        read_effects(tmp_path / "nowhere.toml")


def test_a_file_that_is_not_text_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EffectsMistake, match=r"picture\.toml cannot be read: is not UTF-8 text"):
        read_effects(tmp_path / "picture.toml")


def test_the_shipped_file_reads_back_as_the_default(tmp_path: Path) -> None:
    (tmp_path / "copy.toml").write_text(SHIPPED, encoding="utf-8")
    assert read_effects(tmp_path / "copy.toml") == default_effects()


def test_the_documentation_prints_the_shipped_file() -> None:
    file = ROOT / "docs" / "how-to" / "make-packs-with-known-effects.md"
    page = file.read_text(encoding="utf-8")
    assert f"```toml\n{SHIPPED}```" in page
