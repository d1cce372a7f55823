"""The files of a comparison: a page, tables and JSON; attacked first where others are to read them."""

from collections.abc import Sequence
from pathlib import Path

from evenhand.data.writers.comparison_files import to_csv, to_json, together_csv
from evenhand.data.writers.files import write_whole
from evenhand.domain.measures.compared import Comparison
from evenhand.pipeline.compare import Compared
from evenhand.pipeline.compare_attack import must_print_no_more
from evenhand.pipeline.formats import Files
from evenhand.pipeline.wrong_use import WrongUse

FORMATS = ("html", "csv", "json")


def chosen(text: str) -> tuple[str, ...]:
    """Formats out of "html,csv"; "all" is every one."""
    asked = {part.strip().lower() for part in text.split(",") if part.strip()}
    if "all" in asked:
        asked = set(FORMATS)
    if strange := asked - set(FORMATS):
        raise WrongUse(
            f"A comparison has no format {', '.join(sorted(strange))}. "
            f"There are {', '.join(FORMATS)}: give one or several, with commas."
        )
    return tuple(name for name in FORMATS if name in asked)


def files_of(comparison: Comparison, formats: Sequence[str]) -> Files:
    """Every file, by name. The same comparison gives the same bytes."""
    from evenhand.reporting.compare.page import render_comparison

    made: Files = {}
    if "html" in formats:
        made["comparison.html"] = render_comparison(comparison)
    if "csv" in formats:
        made["standings.csv"] = to_csv(comparison)
        made["together.csv"] = together_csv(comparison)
    if "json" in formats:
        made["comparison.json"] = to_json(comparison)
    return made


def write_comparison(compared: Compared, out: Path, formats: Sequence[str]) -> list[Path]:
    """
    Write the files; all of them, or none where an attack on them succeeds (NotSafe).

    Raises ValueError where there is nothing to write.
    """
    if compared.comparison is None:
        raise ValueError("nothing was compared")
    comparison = compared.comparison
    files = files_of(comparison, formats)
    if comparison.audience != "internal":
        # Attacked in every format that rows can be read back from, whichever were asked for.
        as_rows = files | files_of(comparison, ("csv", "json"))
        must_print_no_more(as_rows, compared.printed, compared.merged)
    for name, content in files.items():
        write_whole(out / name, content)
    return [out / name for name in files]
