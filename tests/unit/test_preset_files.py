"""Presets that a body wrote for itself."""

import re
from datetime import date
from pathlib import Path

import pytest

from evenhand.data.definitions.preset_file import KEYS, PresetMistake, read_preset_file
from evenhand.data.definitions.presets import preset, presets
from evenhand.domain.disclosure.preset import Covers
from evenhand.domain.frameworks.edition import Status

NEEDED = """\
title = "Example Trust, numbers shown outside the trust"
valid_from = 2026-04-01
threshold = 6
hides_zero = true
"""
SOURCE = """
[[sources]]
title = "Example Trust, policy on small numbers, 2026"
"""
WHOLE = (
    NEEDED
    + """\
slug = "example-trust"
rounding_base = 5
percent_decimals = 0
covers = "every count"
complements = true
whole_is_sensitive = true
dominance_percent = 10
used_by = "Papers for the public part of the board"
note = "Agreed with the staff network."
valid_to = 2028-03-31
status = "published"
checked_by = "B. Person"
checked_on = 2026-03-01

[fewest]
people = 10
answers = 11
"bed days" = 100
"""
    + SOURCE
    + """\
address = "https://www.example.org/policy"
section = "4"
"""
)
# Written on the page with what stands around them.
TABLES = ("fewest", "sources", "covers")


def written(folder: Path, text: str, name: str = "our rules.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_five_lines_and_a_source_make_a_preset(tmp_path: Path) -> None:
    made = read_preset_file(written(tmp_path, NEEDED + SOURCE))
    assert (made.slug, made.threshold, made.hides_zero) == ("our-rules", 6, True)
    assert (made.rounding_base, made.covers, dict(made.fewest)) == (1, Covers.EVERY_COUNT, {})
    assert (made.status, made.sources[0].address) == (Status.DRAFT, "our rules.toml")
    assert "nobody outside it" in made.why_draft


def test_every_key_is_read(tmp_path: Path) -> None:
    assert {line.split(" = ")[0] for line in WHOLE.splitlines() if " = " in line} | {
        "fewest",
        "sources",
        "why_draft",
    } >= set(KEYS)
    made = read_preset_file(written(tmp_path, WHOLE))
    assert made.slug == "example-trust"
    assert (made.rounding_base, made.percent_decimals) == (5, 0)
    assert (made.complements, made.whole_is_sensitive, made.dominance_percent) == (True, True, 10)
    assert dict(made.fewest) == {"people": 10, "answers": 11, "bed days": 100}
    assert (made.valid_to, made.checked_on) == (date(2028, 3, 31), date(2026, 3, 1))
    assert (made.status, made.checked_by) == (Status.PUBLISHED, "B. Person")
    assert made.sources[0].section == "4"


def test_the_example_that_people_copy_is_a_preset(tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[2] / "docs/how-to/choose-or-write-a-preset.md"
    (example,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    made = read_preset_file(written(tmp_path, example))
    assert (made.threshold, made.rounding_base, dict(made.fewest)) == (6, 5, {"answers": 11})
    assert all(f"`{key}`" in page.read_text(encoding="utf-8") for key in KEYS if key not in TABLES)


def test_a_preset_file_is_named_where_a_slug_is(tmp_path: Path) -> None:
    file = written(tmp_path, WHOLE, "OURS.TOML")
    assert preset(str(file)) == read_preset_file(file)
    assert preset(str(file), day=date(2027, 3, 31)).slug == "example-trust"
    with pytest.raises(KeyError, match="in force until 2028-03-31"):
        preset(str(file), day=date(2029, 3, 31))


def test_comments_order_and_a_note_leave_the_fingerprint_as_it_is(tmp_path: Path) -> None:
    content = NEEDED + SOURCE
    turned = "".join(reversed(NEEDED.splitlines(keepends=True))) + SOURCE
    first = read_preset_file(written(tmp_path, content))
    second = read_preset_file(written(tmp_path, f'# Ours.\nnote = "n"\n{turned}', "b.toml"))
    assert second.note == "n"
    assert first.fingerprint == second.fingerprint
    stricter = read_preset_file(written(tmp_path, content.replace("= 6", "= 7"), "c.toml"))
    assert stricter.fingerprint != first.fingerprint


def without(key: str) -> str:
    return "".join(line for line in NEEDED.splitlines(True) if not line.startswith(key)) + SOURCE


def plus(line: str) -> str:
    return f"{NEEDED}{line}\n{SOURCE}"


def other(key: str, value: str) -> str:
    return without(key).replace(SOURCE, f"{key} = {value}\n{SOURCE}")


MISTAKES = [
    # content, what is said
    (without("title"), "title is missing. Readers are told by whose rules"),
    (without("threshold"), "threshold is missing. Counts below it are hidden: add threshold = 6"),
    (without("hides_zero"), "hides_zero is missing. A nought is hidden or shown"),
    (without("valid_from"), "valid_from is missing. Rules are dated"),
    (NEEDED, "sources is missing. Say where the rules are written down"),
    (NEEDED + "sources = []", "sources is empty. Say where"),
    (NEEDED + 'sources = ["policy"]', "sources is no list of tables"),
    (NEEDED + 'sources = "policy"', "sources is 'policy'. It has to be tables"),
    (NEEDED + '[[sources]]\naddress = "a"', "sources 1: title is missing"),
    (NEEDED + SOURCE + 'author = "a"', "sources 1: the key 'author' means nothing here"),
    (other("threshold", "1"), "threshold is 1. Counts below it are hidden: 1 would hide nobody"),
    (other("threshold", "1000000"), "threshold is 1000000"),
    (other("threshold", "-4"), "threshold is -4"),
    (other("threshold", '"6"'), "threshold is '6'. It has to be a whole number"),
    (other("threshold", "6.0"), "threshold is 6.0. It has to be a whole number"),
    (other("threshold", "true"), "threshold is true. It has to be a whole number"),
    (other("hides_zero", '"yes"'), "hides_zero is 'yes'. It has to be true or false, without"),
    (other("hides_zero", "1"), "hides_zero is 1. It has to be true or false"),
    (other("valid_from", '"2026-04-01"'), "It has to be a date such as 2026-04-01, without"),
    (other("valid_from", "2026-04-01T09:00:00"), "It has to be a date such as 2026-04-01"),
    (other("valid_from", "2026-02-30"), "is not valid TOML"),
    (other("title", '""'), "title is ''. It has to be a text"),
    (other("title", '"' + "x" * 30_000 + '"'), "title is 'xxx"),
    (other("title", r'"a\u202Eb"'), "It has to be a text"),
    (plus("treshold = 5"), "the key 'treshold' means nothing here. Did you mean threshold?"),
    (plus("colour = 5"), "the key 'colour' means nothing here. There is title, valid_from"),
    (plus('shown_as = "x"'), "the key 'shown_as' means nothing here"),
    (plus("rounding_base = 13"), "6 people would be printed as 0"),
    (plus("rounding_base = 1000000000"), "Give a rounding_base of 12 or less"),
    (plus("rounding_base = 2.5"), "rounding_base is 2.5. It has to be a whole number from 1"),
    (plus('covers = "all"'), 'covers is \'all\'. It has to be "every count" or "wholes"'),
    (plus('covers = "wholes"\nrounding_base = 5'), "shows answers as they are"),
    (plus("percent_decimals = 0"), "percent_decimals is for rounded counts"),
    (plus("fewest = 5"), "fewest is 5. It has to be a table"),
    (
        plus("[fewest]\npeeple = 5"),
        "fewest: the key 'peeple' means nothing here. Did you mean people",
    ),
    (plus("[fewest]\npeople = 0"), "fewest has people = 0"),
    (plus('[fewest]\npeople = "5"'), "fewest: people is '5'. It has to be a whole number"),
    (plus("valid_to = 2026-03-31"), "valid_to (2026-03-31) is before valid_from (2026-04-01)"),
    (plus('status = "published"'), "it is published and names no checker (checked_by"),
    (plus('status = "final"'), 'status is \'final\'. It has to be "draft" or "published"'),
    (plus('slug = "mhsds"'), "slug is mhsds, which is a preset that ships with Evenhand"),
    (plus('slug = "Our rules"'), "slug is 'Our rules'. It has to be small letters"),
    ("threshold 6", "is not valid TOML: "),
    (f"threshold = {'9' * 5000}", "is not valid TOML: "),
    ("[" * 5000, "is not valid TOML: "),
    ("x = 1 # " + "x" * 100_000, "is too long to be a preset"),
    ("", "title is missing"),
]


@pytest.mark.parametrize(("content", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_told_with_its_file_and_key(tmp_path: Path, content: str, said: str) -> None:
    file = written(tmp_path, content, "ours.toml")
    with pytest.raises(PresetMistake) as told:
        read_preset_file(file, taken=[each.slug for each in presets()])
    message = str(told.value)
    assert said in message
    assert message.startswith("ours.toml")
    assert message.endswith((".", "?"))
    assert len(message) < 500


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(PresetMistake, match=r"There is no file .*none\.toml\. Check the path"):
        read_preset_file(tmp_path / "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(PresetMistake, match="cannot be read: Is a directory"):
        read_preset_file(tmp_path / "folder.toml")
    (tmp_path / "picture.toml").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(PresetMistake, match="is no text, or too long"):
        read_preset_file(tmp_path / "picture.toml")
    with pytest.raises(PresetMistake, match="cannot be read: File name too long"):
        read_preset_file(tmp_path / f"{'x' * 300}.toml")


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused here by hand, for an administrator may read everything."""
    file = written(tmp_path, NEEDED + SOURCE)

    def refused(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    for way in ("open", "read_bytes", "read_text"):
        monkeypatch.setattr(Path, way, refused)
    with pytest.raises(PresetMistake, match="cannot be read: Permission denied"):
        read_preset_file(file)


def test_a_file_of_another_tool_may_begin_with_a_mark(tmp_path: Path) -> None:
    """Editors on Windows write a byte order mark, and lines that end in two characters."""
    file = tmp_path / "ours.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (NEEDED + SOURCE).replace("\n", "\r\n").encode())
    assert read_preset_file(file).threshold == 6


def test_a_file_without_a_letter_in_its_name_needs_a_slug(tmp_path: Path) -> None:
    with pytest.raises(PresetMistake, match='Add slug = "our-rules"'):
        read_preset_file(written(tmp_path, NEEDED + SOURCE, "---.toml"))


def test_who_asks_for_what_there_is_not_is_told_what_there_is() -> None:
    with pytest.raises(KeyError, match=r"There is no preset mhsd\..*mhsds.*ends in \.toml"):
        preset("mhsd")
