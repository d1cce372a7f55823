"""The attack on finished pay files: what a reader could work out from what they print."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from evenhand.data.attack_files.numbers_told import Known, told
from evenhand.data.attack_files.office_read import StrangePart, words_of_docx
from evenhand.data.attack_files.page_read import words_of_page
from evenhand.data.attack_files.pdf_read import NotAPdf, words_of_pdf
from evenhand.data.attack_files.said import Said
from evenhand.data.attack_files.sheet_read import words_of_xlsx
from evenhand.data.writers.results_csv import table_csv
from evenhand.domain.disclosure.hide import hide_whole
from evenhand.domain.pay.promotion import StepChange
from evenhand.domain.pay.read_back import Told
from evenhand.domain.pay.release import ReleasedPay
from evenhand.domain.pay.report import PayReport
from evenhand.pipeline.wrong_use import NotSafe
from evenhand.reporting import words
from evenhand.reporting.documents.report_docx import docx_of
from evenhand.reporting.documents.report_pdf import pdf_of
from evenhand.reporting.pay.outline import outline
from evenhand.reporting.pay.page import render_page
from evenhand.reporting.pay.sheets import render_xlsx
from evenhand.reporting.pay.tables import cell_name

Read = Callable[[bytes], list[Said]]
Make = Callable[[PayReport], bytes]


def _read_page(data: bytes) -> list[Said]:
    return words_of_page(data.decode("utf-8"))


# How each file is read back, and made again without any figure.
WORDS: dict[str, tuple[Read, Make]] = {
    "pay.html": (_read_page, lambda report: render_page(report).encode("utf-8")),
    "pay.pdf": (words_of_pdf, lambda report: pdf_of(outline(report))),
    "pay.docx": (words_of_docx, lambda report: docx_of(outline(report))),
    "pay.xlsx": (words_of_xlsx, render_xlsx),
}


def attack_json(text: str, report: PayReport, released: ReleasedPay) -> None:
    """Attack the audit of one body as JSON. Raises NotSafe where the attacker succeeds."""
    (audit,) = json.loads(text)["audits"]
    found = Told(released.splits, report.ladder.steps)
    found.figures(audit["results"])
    found.shares(audit["workforce"])
    found.declared(audit["declared"])
    found.who(audit["who"])
    found.steps(audit["steps"])
    found.adjusted(audit["adjusted"])
    found.returns(audit["returns"])
    if names := found.given_away(released.guard):
        raise _not_safe(report, "a reader could work out hidden numbers or pay", names)


def attack_pay(
    files: Mapping[str, bytes], text: str, report: PayReport, released: ReleasedPay
) -> None:
    """
    Attack every finished file of one body. `text` is its audit as JSON, whether it is a file or not.

    The JSON is worked through as an attacker would; the others may say no number that it does not.
    """
    attack_json(text, report, released)
    data = json.loads(text)
    for name, content in files.items():
        if name == "pay.json":
            if content.decode("utf-8") != text:
                raise _not_safe(report, "the JSON file is not what was attacked", [name])
        elif name.endswith(".csv"):
            _must_say_the_same(name, content.decode("utf-8"), data["audits"][0], report)
        elif name.endswith("-metadata.json"):
            continue
        elif name in WORDS:
            _must_say_no_more(name, content, data, report)
        else:
            raise _not_safe(report, "no attack can read a file", [name])


def _must_say_the_same(name: str, text: str, audit: dict[str, Any], report: PayReport) -> None:
    """A CSV file has the rows of the JSON file, and no other."""
    rows = audit[name.removeprefix("pay-").removesuffix(".csv") if "-" in name else "results"]
    if text != table_csv(rows):
        raise _not_safe(report, "the CSV and JSON files do not say the same", [name])


def _must_say_no_more(name: str, content: bytes, data: object, report: PayReport) -> None:
    """Numbers in a page or document are in the JSON, or in the same document without figures."""
    read, make = WORDS[name]
    known = Known(
        (
            *(words.period(period) for period in report.snapshots),
            *(words.year(period) for period in report.snapshots),
            f"within {report.audit.rules.points_band:g}%",
            *(cell_name(result) for result in report.audit.results if ": " in result.cell),
        )
    )
    known.add(data)
    try:
        known.add_words(read(make(without_figures(report))))
        strange = told(read(content), known)
    except (NotAPdf, StrangePart) as wrong:
        raise _not_safe(report, "a file cannot be read back", [f"{name}: {wrong}"]) from wrong
    if strange:
        raise _not_safe(report, f"{name} tells more than its figures", strange)


def without_figures(report: PayReport) -> PayReport:
    """The same report with every figure hidden: what its words say of themselves."""
    audit = report.audit
    who = ("relevant", "full_pay", "reduced", "pay_known", "pay_not_known", "from_salary")
    shares = ("numerator", "denominator", "share", "share_low", "share_high")
    changes = ("value_from", "value", "difference", "low", "high", "p")
    return replace(
        report,
        audit=replace(
            audit,
            results=tuple(hide_whole(each) for each in audit.results),
            who=tuple(replace(each, **_bare(who), from_hours=None) for each in audit.who),
            workforce=tuple(
                replace(each, **_bare(shares), suppressed=True) for each in audit.workforce
            ),
            declared=(),
            steps=tuple(_bare_step(each) for each in audit.steps),
            changes=tuple(
                replace(each, **_bare(changes), suppressed=True, reading="")
                for each in audit.changes
            ),
            adjusted=(),
            returns={},
            refusals={},
        ),
    )


def _bare(names: tuple[str, ...]) -> dict[str, Any]:
    return dict.fromkeys(names)


def _bare_step(step: StepChange) -> StepChange:
    names = ("denominator", "comparator_denominator", "gap", "gap_with_equal_step")
    return replace(step, **_bare(names), suppressed=True, reading="")


def _not_safe(report: PayReport, why: str, names: object) -> NotSafe:
    listed = [str(each) for each in names] if isinstance(names, (list, tuple)) else []
    more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
    return NotSafe(
        f"{report.audit.body.name}: nothing was written, because {why}: "
        f"{'; '.join(listed[:5])}{more}."
    )
