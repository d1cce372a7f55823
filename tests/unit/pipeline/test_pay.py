"""From a pack to its pay audit."""

import json
from pathlib import Path

import pytest
from tests.factories.packs import make_pack

from evenhand.data.definitions import pay_rules as reader
from evenhand.data.definitions.pay_rules import pay_rules
from evenhand.domain.frameworks.edition import DefinitionIncomplete
from evenhand.pipeline.pay import audit_pack, pay_lines
from evenhand.pipeline.pay_choice import PayWanted
from evenhand.pipeline.pay_files import pay_text
from evenhand.pipeline.report import HASH_KEPT
from evenhand.pipeline.wrong_use import WrongUse


def staff() -> list[dict[str, object]]:
    """Forty White and twenty Black staff, of both sexes, the latter paid a tenth less."""
    rows: list[dict[str, object]] = []
    for place in range(60):
        black = place >= 40
        rows.append(
            {
                "person": f"p{place}",
                "ethnic_category": "N" if black else "A",
                "sex": "female" if place % 2 else "male",
                "pay_band": "5" if place % 3 else "6",
                "hourly_pay": 18 if black else 20,
                "bonus": 100 if place % 5 == 0 else "",
            }
        )
    return rows


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_pack(tmp_path / "pack", staff=staff())


def test_the_rules_ask_and_the_audit_answers(pack: Path) -> None:
    audited = audit_pack(pack, PayWanted())
    (audit,) = audited.audits
    assert not audited.has_errors
    assert audit.rules.rules == "2026-response"
    assert {result.indicator for result in audit.results} == {
        "mean-gap",
        "median-gap",
        "quarters",
        "bonus-share",
        "bonus-mean-gap",
        "bonus-median-gap",
    }
    (mean,) = [r for r in audit.results if r.planned and r.indicator == "mean-gap"]
    assert mean.value == pytest.approx(10.0)


def test_the_same_pack_gives_the_same_bytes_and_says_what_went_in(pack: Path) -> None:
    first, second = (pay_text(audit_pack(pack, PayWanted(fewest=12))) for _ in range(2))
    assert first == second
    told = json.loads(first)
    assert told["audience"] == "internal"
    assert told["inputs"]["options"]["fewest"] == "12"
    assert told["inputs"]["editions"] == ["pay-gap 2026-response"]
    names = [name for name, _ in told["inputs"]["files"]]
    assert {"staff.csv", "definitions/pay/2026-response.toml"} <= set(names)
    (audit,) = told["audits"]
    assert audit["rules"]["status"] == "draft"
    assert audit["who"][0]["relevant"] == 60
    assert audit["results"] and audit["steps"] and audit["declared"]


def test_the_screen_says_the_headline_what_was_taken_for_granted_and_that_it_is_a_draft(
    pack: Path,
) -> None:
    lines = list(pay_lines(audit_pack(pack, PayWanted())))
    assert lines[0].startswith("Example Partnership Trust, 2025-03-31, by the rules 2026-response")
    said = "\n".join(lines)
    assert "  Draft: " in said
    assert "The mean hourly pay of ethnic minority staff was 10.0% lower than that of White" in said
    assert "  Taken: Decided, and to be in operation by 2029." in said
    assert "  Also asked for: An action plan" in said
    gender = "\n".join(pay_lines(audit_pack(pack, PayWanted(rules="gender"))))
    assert "women" in gender and "would refuse" not in gender


def test_a_return_for_the_gender_rules_alone(pack: Path) -> None:
    told = json.loads(pay_text(audit_pack(pack, PayWanted(rules="gender"))))
    (audit,) = told["audits"]
    assert len(audit["returns"]["2025-03-31"]["women"]) == 4
    assert audit["refusals"] == {"2025-03-31": []}
    assert json.loads(pay_text(audit_pack(pack, PayWanted())))["audits"][0]["returns"] == {}


def test_other_groupings_and_another_reference(pack: Path) -> None:
    wanted = PayWanted(groupings=("census-2021-19", "binary"), comparator="everyone-else")
    (audit,) = audit_pack(pack, wanted).audits
    assert {r.grouping for r in audit.results} == {"census-2021-19", "binary"}
    gaps = [r for r in audit.results if r.kind == "pay-gap"]
    assert {r.comparator for r in gaps} == {"everyone-else"}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (PayWanted(rules="2030"), "There are no pay rules 2030. There are gender"),
        (PayWanted(groupings=("ages",)), "know no grouping ages"),
        (PayWanted(rules="gender", groupings=("binary",)), "know no grouping binary"),
        (PayWanted(comparator="martian"), "no group martian"),
        (PayWanted(rules="gender", comparator="white"), "no group white"),
        (PayWanted(audience="press"), "no audience press"),
        (PayWanted(fewest=3), "no group of fewer than 10"),
        (PayWanted(rules="2023-guidance", audience="public", fewest=20), "fewer than 50"),
    ],
)
def test_what_cannot_be_done_is_said(pack: Path, wanted: PayWanted, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        audit_pack(pack, wanted)


def test_inside_a_body_the_2023_guidance_allows_smaller_groups(pack: Path) -> None:
    hidden = audit_pack(pack, PayWanted(rules="2023-guidance", audience="public")).audits[0]
    shown = audit_pack(pack, PayWanted(rules="2023-guidance", fewest=5)).audits[0]
    for audit, suppressed in ((hidden, True), (shown, False)):
        (mean,) = [r for r in audit.results if r.planned and r.indicator == "mean-gap"]
        assert mean.suppressed is suppressed


def test_a_pack_without_staff_or_without_pay_is_no_traceback(tmp_path: Path) -> None:
    counts = [{"indicator": "3", "group": "white", "grouping": "binary", "denominator": 10}]
    without = make_pack(tmp_path / "counts", counts=[counts[0] | {"numerator": 1}])
    with pytest.raises(WrongUse, match="no staff table"):
        audit_pack(without, PayWanted())
    unpaid = [{k: v for k, v in row.items() if k != "hourly_pay"} for row in staff()]
    (audit,) = audit_pack(make_pack(tmp_path / "unpaid", staff=unpaid), PayWanted()).audits
    assert audit.who[0].pay_not_known == 60
    for result in audit.results:
        if result.indicator == "mean-gap":
            assert result.finding == "not calculable"


@pytest.mark.parametrize("audience", ["board", "public"])
def test_readers_outside_are_told_what_was_hidden_and_no_small_number(
    pack: Path, audience: str
) -> None:
    audited = audit_pack(pack, PayWanted(audience=audience))
    told = json.loads(pay_text(audited))
    assert told["audience"] == audience
    (audit,) = told["audits"]
    numbers = [n for r in audit["results"] for n in (r["numerator"], r["denominator"])]
    assert not [n for n in numbers if n is not None and 0 < n < 10]
    assert audit["who"][0]["reduced"] is None
    assert "figures hidden" in "\n".join(pay_lines(audited))


@pytest.mark.parametrize("audience", ["board", "public"])
def test_readers_outside_are_told_no_hash_of_records_whose_rows_could_be_guessed(
    pack: Path, audience: str
) -> None:
    told = json.loads(pay_text(audit_pack(pack, PayWanted(audience=audience))))["inputs"]
    assert all(name.startswith("definitions/") for name, _ in told["files"])
    assert told["pack_hash"] == HASH_KEPT


def test_a_higher_minimum_may_be_asked_for_and_not_a_lower_one(pack: Path) -> None:
    usual = audit_pack(pack, PayWanted(audience="public")).audits[0]
    higher = audit_pack(pack, PayWanted(audience="public", fewest=25)).audits[0]
    for audit, suppressed in ((usual, False), (higher, True)):
        (mean,) = [r for r in audit.results if r.planned and r.indicator == "mean-gap"]
        assert mean.suppressed is suppressed
    with pytest.raises(WrongUse, match="fewer than 10"):
        audit_pack(pack, PayWanted(audience="public", fewest=9))


def test_an_unreadable_pack_has_items_and_no_audit(tmp_path: Path) -> None:
    audited = audit_pack(tmp_path / "nothing", PayWanted())
    assert audited.audits == () and audited.has_errors
    with pytest.raises(ValueError, match="no pay audit"):
        pay_text(audited)


def test_the_parts_of_the_gap_on_request(tmp_path: Path) -> None:
    rows = [row | {"person": f"{copy}-{row['person']}"} for copy in range(3) for row in staff()]
    (audit,) = audit_pack(make_pack(tmp_path / "p", staff=rows), PayWanted(explain=True)).audits
    (parts,) = audit.adjusted
    assert parts.gap == pytest.approx(100 * 0.10536, abs=0.01)
    assert (parts.denominator, parts.comparator_denominator) == (60, 120)


def test_rules_with_a_key_that_means_nothing_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader.read_toml
    monkeypatch.setattr(reader, "read_toml", lambda file: read(file) | {"threshold": 9})
    reader.all_pay_rules.cache_clear()
    with pytest.raises(DefinitionIncomplete, match="threshold"):
        pay_rules("gender")
    reader.all_pay_rules.cache_clear()
