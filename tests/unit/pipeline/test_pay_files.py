"""Pay reports on disk, and the attack on them before they are put in place."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.factories.packs import make_pack
from tests.factories.pay import a_workforce, audit_of, report_of

from evenhand.data.writers.pay_json import pay_json
from evenhand.domain.pay.release import ReleasedPay
from evenhand.domain.pay.report import PayReport
from evenhand.pipeline import pay_files
from evenhand.pipeline.pay import PayAudited, audit_pack
from evenhand.pipeline.pay_attack import WORDS, attack_json, attack_pay, without_figures
from evenhand.pipeline.pay_choice import PayWanted
from evenhand.pipeline.pay_files import FORMATS, chosen, files_of, json_of, write_pay
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

EVERY_FILE = {
    "pay.html", "pay.csv", "pay.csv-metadata.json", "pay-workforce.csv", "pay-steps.csv",
    "pay-changes.csv", "pay.json", "pay.pdf", "pay.docx", "pay.xlsx",
}  # fmt: skip
Outside = tuple[PayReport, ReleasedPay]


def quiet(what: str, done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def outside() -> Outside:
    """A report for the public: two years of a workforce in which some groups are small."""
    report, released = report_of(a_workforce(2024, 2025), outside=True, breakdowns=("grade",))
    assert released is not None
    return report, released


@pytest.fixture(scope="module")
def finished(outside: Outside) -> dict[str, bytes]:
    report, _ = outside
    made = files_of(report, chosen("all"))
    return {name: bytes_of(content) for name, content in made.items()}


def test_all_is_every_format_in_one_order() -> None:
    assert chosen("all") == tuple(FORMATS)
    assert chosen("json, HTML") == ("html", "json")
    with pytest.raises(WrongUse, match=r"no format odt.*html, csv"):
        chosen("html,odt")


def test_every_format_gives_its_files_the_same_bytes_each_time(
    outside: Outside, finished: dict[str, bytes]
) -> None:
    report, _ = outside
    assert set(finished) == EVERY_FILE
    again = files_of(report, ("html", "csv", "json", "xlsx"))
    for name, content in again.items():
        assert bytes_of(content) == finished[name]


def test_the_attack_on_finished_files_fails(outside: Outside, finished: dict[str, bytes]) -> None:
    report, released = outside
    attack_pay(finished, json_of([report]), report, released)


def test_the_caption_of_years_holds_no_number_that_a_small_body_does_not_print(
    finished: dict[str, bytes],
) -> None:
    """The level and the band are known to the attack; a nought is not, where no figure has one."""
    captions = set(re.findall(r"Gap in percent, [^<]*", finished["pay.html"].decode("utf-8")))
    (caption,) = captions
    assert re.findall(r"\d+", caption) == ["95", "5"]


def bytes_of(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def tampered(report: PayReport, change: Any) -> str:
    content = json.loads(json_of([report]))
    change(content["audits"][0])
    return json.dumps(content)


def test_a_small_group_that_is_shown_after_all_is_noticed(outside: Outside) -> None:
    report, released = outside
    inside = {
        (r.indicator, r.period, r.grouping, r.group, r.cell): r
        for r in audit_of(a_workforce(2024, 2025), breakdowns=("grade",), fewest=1).results
    }

    def show(audit: dict[str, Any]) -> None:
        row = next(r for r in audit["results"] if r["suppressed"] and r["group"] == "other")
        names = ("indicator", "period", "grouping", "group", "cell")
        true = inside[tuple(row[name] for name in names)]
        fields = ("denominator", "comparator_denominator", "numerator", "comparator_numerator")
        row.update({field: getattr(true, field) for field in fields})

    with pytest.raises(NotSafe, match="could work out hidden numbers or pay"):
        attack_json(tampered(report, show), report, released)


def test_a_group_that_protects_another_may_not_be_shown_either(outside: Outside) -> None:
    report, released = outside
    rows = a_workforce(2024, 2025)
    true = audit_of(rows, breakdowns=(), fewest=1).results

    def show(audit: dict[str, Any]) -> None:
        for row in audit["results"]:
            if (row["indicator"], row["grouping"], row["cell"]) != ("mean-gap", "broad-5-2021", ""):
                continue
            if row["suppressed"] and row["group"] != "other":
                (one,) = [
                    r for r in true
                    if (r.indicator, r.period, r.grouping, r.group, r.cell)
                    == ("mean-gap", row["period"], "broad-5-2021", row["group"], "")
                ]  # fmt: skip
                row.update(denominator=one.denominator, value=one.value)

    with pytest.raises(NotSafe, match="could work out hidden numbers or pay: paid"):
        attack_json(tampered(report, show), report, released)


def test_how_many_are_on_leave_may_stand_in_no_file(outside: Outside) -> None:
    report, released = outside

    def show(audit: dict[str, Any]) -> None:
        audit["who"][0]["reduced"] = 20

    with pytest.raises(NotSafe, match="reduced"):
        attack_json(tampered(report, show), report, released)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pay.html", b"<footer>", b"<p>Of these, 7 are managers.</p><footer>"),
        ("pay.html", b"</title>", b" (7 managers)</title>"),
        ("pay.html", b"<body>", b"<body><!-- 7 -->"),
        ("pay.csv", b"Black", b"Black 7"),
        ("pay-workforce.csv", b"Mixed", b"Mixed 7"),
    ],
)
def test_a_number_that_is_in_no_figure_is_found_wherever_it_stands(
    outside: Outside, finished: dict[str, bytes], name: str, old: bytes, new: bytes
) -> None:
    report, released = outside
    assert old in finished[name]
    changed = {name: finished[name].replace(old, new, 1)}
    with pytest.raises(NotSafe, match=name):
        attack_pay(changed, json_of([report]), report, released)


def test_a_document_made_of_another_report_is_found(outside: Outside) -> None:
    """That of the body itself, with all numbers, under the name of the protected one."""
    report, released = outside
    inside, _ = report_of(a_workforce(2024, 2025), breakdowns=("grade",))
    for name, (_, make) in WORDS.items():
        with pytest.raises(NotSafe, match=name):
            attack_pay({name: make(inside)}, json_of([report]), report, released)


def test_a_file_that_no_attack_can_read_is_not_let_through(outside: Outside) -> None:
    report, released = outside
    with pytest.raises(NotSafe, match="no attack can read"):
        attack_pay({"pay.odt": b""}, json_of([report]), report, released)
    with pytest.raises(NotSafe, match="cannot be read back"):
        attack_pay({"pay.pdf": b"no pdf"}, json_of([report]), report, released)


def test_without_figures_nothing_is_left_that_tells_a_number(outside: Outside) -> None:
    report, _ = outside
    bare = without_figures(report).audit
    assert all(r.suppressed and r.value is None for r in bare.results)
    text = pay_json(inputs=report.inputs, audits=[bare], audience="public")
    assert '"numerator": null' in text and '"numerator": 4' not in text


def staff(body: str) -> list[dict[str, object]]:
    return [
        {
            "body": body,
            "person": f"{body}{place}",
            "ethnic_category": "N" if place < 30 else "A",
            "sex": "female" if place % 2 else "male",
            "pay_band": "5" if place % 3 else "6",
            "hourly_pay": 18 + place % 5,
            "full_pay": "no" if place == 3 else "",
        }
        for place in range(90)
    ]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_pack(tmp_path / "pack", staff=staff("X01"))


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_a_pack_becomes_files_for_its_readers(pack: Path, tmp_path: Path, audience: str) -> None:
    audited = audit_pack(pack, PayWanted(audience=audience))
    out = tmp_path / "out"
    written = write_pay(audited, out, quiet, formats=chosen("html,csv,json"))
    assert {path.name for path in written} == {path.name for path in out.iterdir()}
    page = (out / "pay.html").read_text(encoding="utf-8")
    assert ("Internal: not for release" in page) is (audience == "internal")
    assert ("staff.csv" in page) is (audience == "internal")
    assert "<script" not in page


def test_nothing_is_left_where_an_attack_succeeds(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that says more than its figures: the old report stays, and no half of a new one."""
    audited = audit_pack(pack, PayWanted(audience="public"))
    out = tmp_path / "out"
    out.mkdir()
    (out / "pay.html").write_text("the last report", encoding="utf-8")
    page = FORMATS["html"]
    leaky = {"html": lambda report: {"pay.html": f"{page(report)['pay.html']} 7 managers"}}  # type: ignore[str-bytes-safe]
    monkeypatch.setattr(pay_files, "FORMATS", FORMATS | leaky)
    with pytest.raises(NotSafe, match="7"):
        write_pay(audited, out, quiet, formats=("html", "csv"))
    assert [path.name for path in out.iterdir()] == ["pay.html"]
    assert (out / "pay.html").read_text(encoding="utf-8") == "the last report"


def test_several_bodies_have_a_folder_each_and_a_page_that_lists_them(pack: Path) -> None:
    one = audit_pack(pack, PayWanted())
    (report,) = one.reports
    from dataclasses import replace

    other = replace(
        report,
        audit=replace(report.audit, body=replace(report.audit.body, id="../X 02", name="Two")),
    )
    both = PayAudited(reports=(report, other), items=(), rows={})
    out = pack.parent / "out"
    written = write_pay(both, out, quiet, formats=("html",))
    assert [str(path.relative_to(out)) for path in written] == [
        "pay.html",
        "X01/pay.html",
        "X-02/pay.html",
    ]
    assert "X-02/pay.html" in written[0].read_text(encoding="utf-8")
