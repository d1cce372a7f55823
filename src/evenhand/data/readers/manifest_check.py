"""What a manifest may say wrongly although its form is right: names, codes and order."""

from collections.abc import Iterable, Sequence
from datetime import date

from evenhand.data.definitions.load import editions, ethnicity, ladder, ladders
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Reads
from evenhand.data.readers.item import CheckItem, did_you_mean, found
from evenhand.data.readers.manifest import Manifest
from evenhand.data.readers.readings import AFC, reading_of
from evenhand.data.readers.setting import Setting
from evenhand.domain.codes.ethnicity import UNKNOWN
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.body import Body

_NHS = ("nhs-trust", "integrated-care-board")
_AS_THEY_ARE = (
    Reads.ID,
    Reads.DATE,
    Reads.NUMBER,
    Reads.WHOLE,
    Reads.SHARE,
    Reads.REGISTRATION,
)
NO_LADDER = Ladder(slug="local", title="Local grades", source="pack.toml", rungs=())


def check_names(manifest: Manifest, file: str) -> list[CheckItem]:
    """Standards, columns and groups that pack.toml names and nobody knows."""
    items = []
    standards = sorted({edition.standard for edition in editions()})
    for name in manifest.all_standards():
        if name not in standards:
            message = f"The standard {name} is not known."
            fix = did_you_mean(name, standards)
            items.append(found("unknown-standard", message, file=file, value=name, fix=fix))
    for table, entry in manifest.tables.sources():
        known = list(COLUMNS_OF[table])
        given = (("columns", entry.columns), ("values", entry.values), ("same", entry.same))
        for key, names in given:
            items += _unknown(names, known, f"tables.{table}.{key}", file)
        if entry.across and table != "counts":
            items += _unknown(("across",), (), f"tables.{table}", file)
        if entry.one_person_a_row and table != "staff":
            items += _unknown(("one_person_a_row",), (), f"tables.{table}", file)
    groups = {group.slug for each in ethnicity().groupings for group in each.groups}
    return items + _unknown(manifest.terms, sorted(groups | set(UNKNOWN)), "terms", file)


def _unknown(names: Iterable[str], known: Sequence[str], where: str, file: str) -> list[CheckItem]:
    return [
        found(
            "unknown-key",
            "This key means nothing here.",
            file=file,
            column=f"{where}.{name}",
            fix=f"{did_you_mean(name, known)} Correct the key or take it out.",
        )
        for name in names
        if name not in known
    ]


def check_codes(manifest: Manifest, setting: Setting, file: str) -> list[CheckItem]:
    """Translations in pack.toml to codes that are not known."""
    items = []
    for table, entry in manifest.tables.sources():
        for name, translated in entry.values.items():
            column = COLUMNS_OF[table].get(name)
            if column is None:
                continue
            where = f"tables.{table}.values.{name}"
            if column.reads in _AS_THEY_ARE:
                message = "Values of this column cannot be translated."
                fix = f"Take {where} out."
                items.append(found("bad-setting", message, file=file, column=where, fix=fix))
                continue
            read = reading_of(column, setting, {}).read
            known = setting.labels.codes(column.labels) if column.labels else ()
            for text, code in translated.items():
                # That a code says a broad group alone is said of the rows.
                if read(code)[1] not in ("", "broad-ethnic-label"):
                    message = f'"{text}" is translated to "{code}", not a known code.'
                    fix = did_you_mean(code, known)
                    items.append(
                        found("unknown-code", message, file=file, column=where, value=code, fix=fix)
                    )
    return items


def in_order(manifest: Manifest, file: str) -> tuple[tuple[date, ...], list[CheckItem]]:
    """The snapshots from first to last."""
    days = [year.snapshot for year in manifest.all_years()]
    items = []
    for day in sorted({day for day in days if days.count(day) > 1}):
        message = f"Two years have the snapshot {day}."
        items.append(found("duplicate-year", message, file=file, column="years", value=str(day)))
    if days != sorted(days):
        message = "They are not written from first to last."
        items.append(found("years-out-of-order", message, file=file, column="years"))
    return tuple(sorted(set(days))), items


def find_ladder(
    manifest: Manifest, bodies: Sequence[Body], file: str
) -> tuple[Ladder, list[CheckItem]]:
    """The ladder that pack.toml gives, or Agenda for Change for the NHS, or one without rungs."""
    entry = manifest.ladder
    if entry is None:
        nhs = all(body.kind in _NHS for body in bodies) or "nhs-wres" in manifest.all_standards()
        return (ladder(AFC) if nhs else NO_LADDER), []
    if entry.slug and entry.slug not in ladders():
        message = f"The ladder {entry.slug} is not built in."
        fix = did_you_mean(entry.slug, ladders())
        return NO_LADDER, [found("unknown-ladder", message, file=file, value=entry.slug, fix=fix)]
    if entry.slug:
        return ladder(entry.slug), []
    steps = {} if entry.steps is None else dict(entry.steps)
    return (
        Ladder(
            slug=NO_LADDER.slug,
            title=NO_LADDER.title,
            source=NO_LADDER.source,
            rungs=entry.rungs,
            steps=steps,
        ),
        [],
    )
