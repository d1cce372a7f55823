"""Writes docs/reference from the code, the definitions and the spec tests.

`./run docs` writes the pages; `./run check` calls this with --check, which fails where one is out
of date. Nothing in docs/reference is written by hand.
"""

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import typer.main

from evenhand.cli.main import app
from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.data.definitions.amhp_dataset import codes_of, data_sets
from evenhand.data.definitions.amhp_register import competences, newer_competences, register_codes
from evenhand.data.definitions.amhp_return import return_editions
from evenhand.data.definitions.load import editions, ethnicity, ladder, ladders
from evenhand.data.definitions.presets import presets
from evenhand.data.definitions.roles import roles
from evenhand.data.readers.codes import CODES
from evenhand.data.readers.column_list import COLUMNS
from evenhand.data.writers import comparison_files
from evenhand.data.writers.results_json import schema
from evenhand.domain.amhp.dataset import IN_WORDS
from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.amhp.register_states import MOVES as REGISTER_MOVES
from evenhand.domain.amhp.register_states import State as RegisterState
from evenhand.domain.amhp.rota_swaps import MOVES as SWAPS
from evenhand.domain.amhp.rota_swaps import SwapState
from evenhand.domain.disclosure.preset import Covers, Preset, rule_in_words
from evenhand.domain.frameworks.edition import Edition, Source
from evenhand.domain.measures.names import COUNTS, NOT_ON_LIST, OUTSIDE, SURVEY
from evenhand.web.submissions.states import ENDED, MOVES, WORK, State

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
SPEC = ROOT / "tests" / "spec"
NOTE = "<!-- Written by ./run docs from the code. Do not edit. -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page: file name to text."""
    return {
        "columns.md": NOTE + "\n".join(_columns()) + "\n",
        "check-codes.md": NOTE + "\n".join(_check_codes()) + "\n",
        "counts.md": NOTE + "\n".join(_counts()) + "\n",
        "standards.md": NOTE + "\n".join(_standards()) + "\n",
        "presets.md": NOTE + "\n".join(_presets()) + "\n",
        "groupings.md": NOTE + "\n".join(_groupings()) + "\n",
        "ladders.md": NOTE + "\n".join(_ladders()) + "\n",
        "submissions.md": NOTE + "\n".join(_submissions()) + "\n",
        "rota-swaps.md": NOTE + "\n".join(_rota_swaps()) + "\n",
        "legal-clocks.md": NOTE + "\n".join(_legal_clocks()) + "\n",
        "register.md": NOTE + "\n".join(_register()) + "\n",
        "amhp-data-set.md": NOTE + "\n".join(_amhp_data_set()) + "\n",
        "amhp-return.md": NOTE + "\n".join(_amhp_return()) + "\n",
        "command-line.md": NOTE + "\n".join(_command_line()) + "\n",
        "results.schema.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n",
        "comparison.schema.json": json.dumps(comparison_files.schema(), indent=2) + "\n",
        **{f"spec-{name}.md": NOTE + text for name, text in _spec()},
    }


def _row(*cells: object) -> str:
    return (
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
    )


def _table(*heads: str) -> list[str]:
    return [_row(*heads), _row(*["---"] * len(heads))]


def _columns() -> Iterator[str]:
    yield "# Columns of a year pack"
    yield "\nEvery table and every column is optional unless it says otherwise. The name in the first"
    yield 'column is what `columns = { name = "Header in your file" }` in `pack.toml` uses; without'
    yield "that, a header with the same name matches, whatever its case, spaces and hyphens."
    for table in dict.fromkeys(column.table for column in COLUMNS):
        yield f"\n## {table}\n"
        yield from _table("column", "holds", "personal", "needed", "about", "used for")
        for column in COLUMNS:
            if column.table == table:
                personal = "yes, never shown" if column.personal else ""
                yield _row(
                    f"`{column.name}`",
                    column.reads,
                    personal,
                    column.need,
                    column.about,
                    column.used_for,
                )


def _check_codes() -> Iterator[str]:
    yield "# What a check can find"
    yield "\nErrors make the exit code 1. A row in error is set aside in the pack's private"
    yield "`rejected.csv` and counted; warnings leave the row where it is.\n"
    yield from _table("code", "severity", "what it means", "what to do")
    for code in CODES.values():
        yield _row(f"`{code.slug}`", code.severity, code.meaning, code.fix)


def _counts() -> Iterator[str]:
    yield "# Counts"
    yield "\nWhat editions compare and engines count, by body, snapshot, cell and ethnic category.\n"
    yield from _table("count", "what it is")
    for name, about in COUNTS.items():
        yield _row(f"`{name}`", about)
    yield _row(
        f"`KIND{NOT_ON_LIST}`", "Those of an event's people who are no longer on the staff list."
    )
    yield _row(f"`KIND{OUTSIDE}`", "Those on the list who are not in what the standard divides by.")
    for name, about in SURVEY.items():
        yield _row(f"`survey.QUESTION.{name}`", about)


def _standards() -> Iterator[str]:
    yield "# Standards and their editions"
    for edition in editions():
        yield f"\n## {edition.title}: `{edition.standard}`, edition {edition.edition}\n"
        yield from _about(edition)
        yield ""
        yield from _table(
            "indicator", "title", "kind", "compared", "better", "counts", "unconfirmed"
        )
        for one in edition.indicators:
            cells = "; ".join(f"{c.name}: {c.numerator} / {c.denominator}" for c in one.cells)
            yield _row(
                one.id,
                one.title,
                one.kind,
                one.direction,
                one.better,
                cells or f"{one.numerator} / {one.denominator}",
                one.unconfirmed,
            )


def _about(edition: Edition) -> Iterator[str]:
    yield f"Status: **{edition.status}**. {edition.why_draft}"
    yield f"\nIn force from {edition.valid_from}. For: {', '.join(edition.body_kinds)}. {edition.note}"
    yield from _sources(edition.sources)


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    yield "\nSources:\n"
    for source in sources:
        section = f" ({source.section})" if source.section else ""
        yield f"- {source.title}{section}, <{source.address}>"


def _presets() -> Iterator[str]:
    yield "# Presets of disclosure control"
    yield "\nWhich numbers are hidden, and what is done to the others. How to choose or write one:"
    yield "[Choose or write a preset](../how-to/choose-or-write-a-preset.md).\n"
    yield from _table("preset", "hidden", "rounded to", "few or none left", "fewest", "status")
    for preset in presets():
        noughts = "0 and " if preset.hides_zero else ""
        of = "" if preset.covers is Covers.EVERY_COUNT else ", not of answers"
        left = preset.complements * ["few"] + preset.whole_is_sensitive * ["none"]
        fewest = "; ".join(f"{number} {unit}" for unit, number in preset.fewest.items())
        yield _row(
            f"`{preset.slug}`",
            f"{noughts}1 to {preset.threshold - 1}{of}",
            preset.rounding_base if preset.rounds else "not rounded",
            " and ".join(left) or "shown",
            fewest,
            preset.status,
        )
    for preset in presets():
        yield from _about_preset(preset)


def _about_preset(preset: Preset) -> Iterator[str]:
    yield f"\n## {preset.title}: `{preset.slug}`\n"
    yield f"{rule_in_words(preset)} {preset.note}".strip()
    standing = preset.why_draft
    if preset.checked_on:
        standing = f"Checked by {preset.checked_by} on {preset.checked_on}."
    yield f"\nStatus: **{preset.status}**. {standing}"
    until = f" to {preset.valid_to}" if preset.valid_to else ""
    yield f"\nIn force from {preset.valid_from}{until}. Used by: {preset.used_by}."
    if preset.percent_decimals is not None:
        yield f"\nDecimals of a percentage: {preset.percent_decimals}."
    yield f'\nThe source prints "{preset.shown_as}" for a hidden count. Fingerprint of the rules:'
    yield f"`{preset.fingerprint}`."
    yield from _sources(preset.sources)


def _groupings() -> Iterator[str]:
    known = ethnicity()
    yield "# Ethnic categories and groupings"
    yield "\nA person has one category, the finest thing any list in use can say. Not stated (asked, and"
    yield "declined) and not known (never asked, or not recorded) are in no group of any grouping."
    yield "\n## Categories and the codes that mean them\n"
    yield from _table(
        "category", "label", "NHS code", "adult social care code", "Census 2021 number"
    )
    for category in known.categories:
        codes = (category.nhs, category.asc_wds, category.ons_2021)
        yield _row(f"`{category.slug}`", category.label, *codes)
    for grouping in known.groupings:
        yield f"\n## {grouping.title}: `{grouping.slug}`\n\n{grouping.source}.\n"
        yield from _table("group", "label", "categories")
        for group in grouping.groups:
            yield _row(f"`{group.slug}`", group.label, ", ".join(group.categories))


def _ladders() -> Iterator[str]:
    yield "# Ladders of grades"
    for slug in ladders():
        known = ladder(slug)
        yield f"\n## {known.title}: `{slug}`\n\n{known.source}.\n"
        yield f"Rungs, lowest first: {', '.join(known.rungs)}.\n"
        if known.beside:
            yield f"Beside the ladder: {', '.join(known.beside)}.\n"
        for step, rungs in known.steps.items():
            yield f"- {step}: {', '.join(rungs)}"


def _submissions() -> Iterator[str]:
    yield "# The way of a year"
    yield "\nA body's year goes from state to state by these moves and no others. Each is made by somebody"
    yield "whose role has the right that it takes, or by the site itself, and is kept as a step and in the"
    yield "trail. `submissions/states.py` is the table that this page is made from."
    yield "\n```mermaid\nstateDiagram-v2"
    for state in State:
        yield f"    state {json.dumps(str(state))} as {state.name}"
    yield f"    [*] --> {State.DRAFT.name}: begin"
    for move in MOVES.values():
        for before in move.before:
            yield f"    {before.name} --> {move.after.name}: {move.name}"
    for state in ENDED:
        yield f"    {state.name} --> [*]"
    yield "```\n"
    yield from _table("move", "from", "to", "right it takes", "roles that have it")
    for move in MOVES.values():
        right = f"`{move.right}`" if move.right else "none: the site does it"
        held = ", ".join(role.title for role in roles().values() if move.right in role.may)
        before = ", ".join(move.before)
        yield _row(move.name, before, move.after, right, held)
    yield "\n## Who may not, whatever their roles\n"
    yield "- Whoever uploaded files of a year, or said how they are read, neither reviews nor signs it off."
    yield "- Nobody signs off what no reviewer has passed on."
    yield "- Whoever prepared a release does not approve it."
    yield "- Nobody sends, passes on, signs or releases from a page that is out of date."
    yield "\n## Work in the background\n"
    yield from _table("work", "asked for once the year is", "right it takes")
    for work, (state, right) in WORK.items():
        yield _row(work, state, f"`{right}`")


def _rota_swaps() -> Iterator[str]:
    yield "# Swaps of shifts"
    yield "\nA swap goes from state to state by these moves and no others. Whether a duty manager has to agree"
    yield "is a setting of the service. Whoever takes a shift has to be able to act for all of it, and is told"
    yield "what it does to their rest. `domain/amhp/rota_swaps.py` is the table that this page is made from."
    yield "\n```mermaid\nstateDiagram-v2\n    [*] --> asked: ask"
    for move in SWAPS.values():
        for swap in move.before:
            yield f"    {swap} --> {move.after}: {move.name}"
    yield from (f"    {state} --> [*]" for state in SwapState if not state.open)
    yield "```\n"
    yield from _table("move", "from", "to", "who", "where a duty manager has to agree")
    for move in SWAPS.values():
        when = {True: "only there", False: "not there", None: "there or not"}[move.agreement]
        yield _row(move.name, ", ".join(move.before), move.after, ", ".join(move.who), when)


def _legal_clocks() -> Iterator[str]:
    book = rule_book()
    yield "# Legal clocks"
    yield "\nThe rules that `evenhand amhp clocks` counts with, and from when to when each is the law. How to"
    yield "use them: [Check legal limits](../how-to/check-legal-limits.md).\n"
    yield f"Status: **{book.status}**. {book.why_draft}\n"
    yield "What is passed and not in force is shown and never counted with."
    for rule in book.rules:
        yield f"\n## {rule.id}: {rule.title}\n\nStarts: {rule.starts}\n"
        if rule.one_of:
            yield f"{rule.note} Write one of {', '.join(f'`{name}`' for name in rule.one_of)}."
            continue
        yield from _table("from", "to", "counted", "words", "source", "unconfirmed")
        for each in rule.versions:
            more = f", and up to {each.extension} hours more" if each.extension else ""
            source = f"[{each.source.title}]({each.source.address}), {each.source.section}"
            counted = f"{each.amount} {each.counts}" if each.amount else str(each.counts)
            yield _row(
                each.valid_from or f"not in force. {each.pending}",
                each.valid_to or "",
                counted + more,
                each.words,
                source,
                each.unconfirmed,
            )
        if rule.note:
            yield f"\n{rule.note}"


def _register() -> Iterator[str]:
    codes = register_codes()
    yield "# The register of AMHPs"
    yield "\nThe states of an approval and the lists that the register is coded with. How to use them:"
    yield "[Check an AMHP register](../how-to/check-an-amhp-register.md).\n"
    yield f"Status: **{codes.status}**. {codes.why_draft}"
    yield "\n## States\n\nWhat is not in the table cannot be: it is refused, kept, and said.\n"
    yield "```mermaid\nstateDiagram-v2"
    for state in RegisterState:
        yield f"    state {json.dumps(str(state))} as {state.name}"
    yield f"    [*] --> {RegisterState.APPLICANT.name}"
    for move in REGISTER_MOVES.values():
        if move.before is not move.after or move.event is Event.REAPPROVE:
            yield f"    {move.before.name} --> {move.after.name}: {move.event}"
    yield "```\n"
    yield from _table("event", "from", "to", "who may", "recorded", "notices")
    alike = dict.fromkeys((m.event, m.recorded, m.notices) for m in REGISTER_MOVES.values())
    for event, recorded, notices in alike:
        moves = [
            move
            for move in REGISTER_MOVES.values()
            if (move.event, move.recorded, move.notices) == (event, recorded, notices)
        ]
        yield _row(
            f"`{event}`",
            ", ".join(move.before for move in moves),
            ", ".join(dict.fromkeys(str(move.after) for move in moves)),
            ", ".join(moves[0].who),
            recorded,
            ", ".join(f"`{code}`" for code in notices),
        )
    yield "\nAn `end` with the reason EXP moves nothing: it notes that time ended the term."
    yield from _register_lists()


def _register_lists() -> Iterator[str]:
    codes = register_codes()
    yield "\n## Notices\n"
    yield from _table("notice", "regulation", "duty", "overdue after days", "from", "to", "words")
    for notice in codes.notices:
        only = f" (only for {', '.join(notice.only_for)})" if notice.only_for else ""
        sides = (notice.sender.strip("{}"), notice.to.strip("{}"))
        law = (notice.regulation, notice.duty, str(notice.days))
        yield _row(f"`{notice.code}`{only}", *law, *sides, notice.words)
    yield "\n## Reasons for which an approval ends\n"
    yield from _table("reason", "title", "regulation", "words")
    for reason in codes.end_reasons:
        yield _row(f"`{reason.code}`", reason.title, reason.regulation, reason.words)
    yield "\n## Professions\n"
    yield from _table("profession", "as made", "now", "unconfirmed")
    for one in codes.professions:
        yield _row(f"`{one.code}`", one.as_made, one.now, one.unconfirmed)
    yield from _sources(codes.sources)
    for known in (competences(), newer_competences()):
        yield f"\n## {known.title}\n\nStatus: **{known.status}**. {known.why_draft}"
        for area in known.areas:
            yield f"\n{area.number}. {area.title}\n"
            for leaf in area.leaves:
                yield f"   - `{leaf.id}` {leaf.title}. {leaf.required}".rstrip()
        yield from _sources(known.sources)


def _amhp_data_set() -> Iterator[str]:
    newest = data_sets()[-1]
    yield "# The data set of an AMHP service"
    yield "\nOne folder a service: CSV tables in UTF-8, `dataset.json` that says whose it is, and a JSON"
    yield "Schema for each table in `schema`. `evenhand amhp report` reads it, `evenhand amhp combine` puts"
    yield "several together. How to: [Report on an AMHP service](../how-to/report-on-an-amhp-service.md).\n"
    yield f"Edition **{newest.edition}**, status **{newest.status}**. {newest.why_draft}\n"
    yield "An empty cell means that nothing is recorded: it is never an answer. No table holds a name, an"
    yield "NHS number, a date of birth or free text. In a set of several services each table begins with"
    yield "a column `body`."
    for table in newest.tables:
        yield f"\n## {table.file}: {table.title}\n\n{table.about}\n"
        yield from _table("column", "about", "holds", "needed", "codes")
        for column in table.columns:
            where = f"list `{column.list}`" if column.list else ""
            own = "; ".join(f"`{each.code}` {each.title}" for each in column.codes)
            held, needed = IN_WORDS[column.kind], "yes" if column.needed else ""
            yield _row(f"`{column.name}`", column.about, held, needed, where or own)
    yield "\n## Lists\n"
    lists = {c.list: codes_of(c) for t in newest.tables for c in t.columns if c.list}
    for name, codes in sorted(lists.items()):
        yield f"\n### {name}\n"
        yield from _table("code", "words")
        for each in codes:
            yield _row(f"`{each.code}`", each.title)


def _amhp_return() -> Iterator[str]:
    newest = return_editions()[-1]
    yield "# The national return of an AMHP service"
    yield "\nOne a year and approving authority: counts, sums and hours, never a row. How to:"
    yield "[Send the national AMHP return](../how-to/send-the-national-amhp-return.md).\n"
    yield f"Edition **{newest.edition}**, from {newest.valid_from}, status **{newest.status}**."
    yield f"{newest.why_draft}\n"
    yield f"The day of the return is {newest.day} (month and day); its year are the twelve months up to it.\n"
    yield f"**Full-time equivalents** (`{newest.fte_id}`). {newest.fte}\n"
    yield "Sources:\n"
    for source in newest.sources:
        yield f"- {source.title} (<{source.address}>): {source.section}"
    for part in newest.parts:
        yield f"\n## {part.title}\n"
        yield from _table("item", "words", "unit", "groups", "definition", "filled", "source")
        for item in newest.of_part(part.slug):
            groups = f"list `{item.by}`, together `{item.of}`" if item.by else ""
            filled = "asked, or “not known”" if item.asked else "from the records"
            yield _row(
                f"`{item.id}`", item.words, item.unit, groups, item.definition, filled, item.source
            )
    yield "\n## What a check says\n"
    yield "Errors: groups that do not make up their whole; more full-time equivalents than people; a part"
    yield "above its whole; a number that is none. Warnings: an item that is not known; a breakdown of"
    yield f"which more than {newest.share_unknown:.0%} is not known; a number that differs from last year's"
    yield f"by {newest.fewest_changed} and by {newest.share_changed:.0%} or more; a year whose records are not whole."


def _command_line() -> Iterator[str]:
    yield "# The command line"
    yield "\nExit codes: 0 good, 1 the data has errors, 2 wrong use."
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    for name, command in group.commands.items():
        yield from _command(f"evenhand {name}", command)


def _command(name: str, command: click.Command) -> Iterator[str]:
    yield f"\n## {name}\n\n{command.help}\n"
    if commands := getattr(command, "commands", {}):
        for part, one in commands.items():
            yield from _command(f"{name} {part}", one)
        return
    yield from _table("argument or option", "about", "default")
    for parameter in command.params:
        if parameter.name == "help":
            continue
        names = parameter.opts if parameter.param_type_name == "option" else [parameter.name]
        default = "" if parameter.default in (None, "", ()) else parameter.default
        about = getattr(parameter, "help", "") or ""
        yield _row(", ".join(f"`{each}`" for each in names), about, default)


def _spec() -> Iterator[tuple[str, str]]:
    for folder in sorted(path for path in SPEC.iterdir() if path.is_dir()):
        lines = [f"# What is promised: {folder.name}", ""]
        for file in sorted(folder.glob("test_*.py")):
            lines += _section(ast.parse(file.read_text(encoding="utf-8")))
        yield folder.name, "\n".join(lines).rstrip() + "\n"


def _section(module: ast.Module) -> Iterator[str]:
    yield f"## {ast.get_docstring(module)}\n"
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            title = node.name.removeprefix("test_").replace("_", " ")
            yield f"**{title[0].upper()}{title[1:]}.** {' '.join((ast.get_docstring(node) or '').split())}\n"
            cases = [
                keyword.value.value
                for call in ast.walk(ast.Module(node.decorator_list, []))  # type: ignore[arg-type]
                if isinstance(call, ast.Call)
                for keyword in call.keywords
                if keyword.arg == "id" and isinstance(keyword.value, ast.Constant)
            ]
            yield from (f"- {case}" for case in cases)
            yield ""


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check say which are out of date."""
    checking = "--check" in arguments
    stale = []
    for name, text in pages().items():
        path = REFERENCE / name
        if checking:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            REFERENCE.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        print(
            f"Out of date in docs/reference: {', '.join(stale)}. Run ./run docs.", file=sys.stderr
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
