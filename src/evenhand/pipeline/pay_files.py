"""Pay reports on disk: for each body a page to read, its figures, and documents to print or send."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from evenhand.data.writers.csvw import described
from evenhand.data.writers.files import write_whole
from evenhand.data.writers.pay_json import pay_json
from evenhand.data.writers.results_csv import table_csv, to_csv
from evenhand.domain.pay.report import PayReport
from evenhand.pipeline.pay import PayAudited
from evenhand.pipeline.pay_attack import attack_json, attack_pay
from evenhand.pipeline.report import Tell, folder_of
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.reporting.documents.report_docx import docx_of
from evenhand.reporting.documents.report_pdf import pdf_of
from evenhand.reporting.documents.typesetting import PdfNotMade
from evenhand.reporting.pay.outline import kind, outline
from evenhand.reporting.pay.page import render_list, render_page
from evenhand.reporting.pay.sheets import render_xlsx

Files = Mapping[str, str | bytes]
ALL = "all"
# Tables that stand beside the results, each in a CSV file of its own.
BESIDE = ("workforce", "steps", "changes")


def _csv(report: PayReport) -> Files:
    about = f"{kind(report)}: {report.audit.body.name}"
    made: dict[str, str | bytes] = {
        "pay.csv": to_csv(report.audit.results),
        "pay.csv-metadata.json": described(about, report.inputs, report.snapshots, file="pay.csv"),
    }
    for name in BESIDE:
        if rows := [asdict(each) for each in getattr(report.audit, name)]:
            made[f"pay-{name}.csv"] = table_csv(rows)
    return made


FORMATS: dict[str, Callable[[PayReport], Files]] = {
    "html": lambda report: {"pay.html": render_page(report)},
    "csv": _csv,
    "json": lambda report: {"pay.json": json_of([report])},
    "pdf": lambda report: {"pay.pdf": pdf_of(outline(report))},
    "docx": lambda report: {"pay.docx": docx_of(outline(report))},
    "xlsx": lambda report: {"pay.xlsx": render_xlsx(report)},
}
USUAL = "html,csv,json"


def chosen(text: str) -> tuple[str, ...]:
    """Formats out of "html,csv", in the order in which they are made; "all" is every one."""
    asked = {part.strip().lower() for part in text.split(",") if part.strip()}
    if ALL in asked:
        asked = set(FORMATS)
    if strange := asked - set(FORMATS):
        raise WrongUse(
            f"There is no format {', '.join(sorted(strange))} of a pay report. "
            f"There are {', '.join(FORMATS)}: give one or several, with commas."
        )
    return tuple(name for name in FORMATS if name in asked)


def json_of(reports: Sequence[PayReport]) -> str:
    """Audits as JSON. ValueError where there are none."""
    if not reports:
        raise ValueError("a pack that could not be read has no pay audit")
    first = reports[0]
    return pay_json(
        inputs=first.inputs, audits=[each.audit for each in reports], audience=first.audience
    )


def pay_text(audited: PayAudited) -> str:
    """All audits as JSON; NotSafe where an attack on what readers outside would get succeeds."""
    text = json_of(audited.reports)
    for report in audited.reports:
        if released := audited.released.get(report.audit.body.id):
            attack_json(json_of([report]), report, released)
    return text


def write_pay(audited: PayAudited, out: Path, tell: Tell, *, formats: Sequence[str]) -> list[Path]:
    """
    One folder a body where there are several, and a page that lists them.

    What readers outside are to get is written beside the place first, read back and attacked: only
    when every attack has failed is anything put in place.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".checking-") as beside:
        ready = _write(audited, Path(beside), tell, formats)
        return [_put_in_place(path, out / path.relative_to(beside)) for path in ready]


def _write(audited: PayAudited, out: Path, tell: Tell, formats: Sequence[str]) -> list[Path]:
    written: list[Path] = []
    several = len(audited.reports) > 1
    for done, report in enumerate(audited.reports):
        body = report.audit.body
        tell(f"Writing {body.name}", done, len(audited.reports))
        folder = out / folder_of(body.id) if several else out
        for name, content in files_of(report, formats).items():
            write_whole(folder / name, content)
            written.append(folder / name)
        if released := audited.released.get(body.id):
            tell(f"Attacking {body.name}", done, len(audited.reports))
            finished = {path.name: path.read_bytes() for path in folder.iterdir()}
            attack_pay(finished, json_of([report]), report, released)
    if several:
        links = [(f"{folder_of(each.audit.body.id)}/pay.html", each) for each in audited.reports]
        write_whole(out / "pay.html", render_list(links))
        written.insert(0, out / "pay.html")
    return written


def files_of(report: PayReport, formats: Sequence[str]) -> dict[str, str | bytes]:
    """Every file of one report, by name. The same report gives the same bytes."""
    made: dict[str, str | bytes] = {}
    try:
        for name in formats:
            made |= FORMATS[name](report)
    except PdfNotMade as missing:
        raise WrongUse(f"{missing} Use --format html,csv,json,xlsx.") from missing
    return made


def _put_in_place(path: Path, place: Path) -> Path:
    write_whole(place, path.read_bytes())
    return place
