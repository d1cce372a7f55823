"""What the dates and codes of a mapped sheet mean."""

from evenhand.data.mapping.at_hand import AtHand
from evenhand.data.mapping.profile import date_order
from evenhand.data.mapping.proposal import LEAVE_OUT, Mapped, Question
from evenhand.data.mapping.values import Label, names_of
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Reads
from evenhand.data.readers.item import counted

_MOST_LABELS = 12


def map_dates(at: AtHand, mapped: Mapped) -> None:
    """Find the order of a table's dates; ask where no date tells it."""
    days = [
        profile
        for name, column in COLUMNS_OF[mapped.table].items()
        if column.reads is Reads.DATE and (profile := at.by_name(mapped, name))
    ]
    order = date_order(days)
    if at.before and at.before.dates == "month-first":
        mapped.dates = "month-first"
    elif order == "month-first":
        mapped.dates = order
    elif order == "both":
        at.note(
            "some dates can only be day first, others only month first.",
            "Put them right in the extract. They are read day first; others are set aside.",
        )
    elif order == "either" and at.before is None:
        answer = at.choose(
            Question(
                f"dates|{mapped.table}",
                f"{at.sheet.name}: no date has a day after the 12th, so 3/4/2025 could be in"
                " April or in March. Which comes first?",
                (),
                "day-first",
                ("day-first", "month-first"),
                must=True,
            )
        )
        mapped.dates = answer
        if answer != "day-first":
            return
        at.note(
            "its dates could be read either way; they are read day first.",
            f"If that is wrong, set dates in tables.{mapped.table}.",
        )


def map_values(at: AtHand, mapped: Mapped) -> None:
    """Translate the codes of a table's columns; ask about those that nobody knows."""
    for name in mapped.columns:
        column, profile = COLUMNS_OF[mapped.table][name], at.by_name(mapped, name)
        if profile is None:
            continue
        codes = dict(at.system.values.get(name, {})) if at.system else {}
        said = dict(at.before.values.get(name, {})) if at.before else {}
        kept = {code: m for code, m in codes.items() if code in profile.values} | said
        codes |= said
        for label in at.labels(column, profile, codes):
            if label.code:
                kept[label.text] = label.code
                if label.is_broad:
                    _broad(at, name, label)
            else:
                _label(at, mapped, name, label, kept)
        if kept:
            mapped.values[name] = kept


def _broad(at: AtHand, name: str, label: Label) -> None:
    what = f'"{label.shown}"' if label.shown else "a value that is not shown"
    at.note(
        f"{name} has {what} in {counted(label.rows, 'row')}: {label.why}. Those rows count in"
        f" groupings that have it ({label.code}), and as not known in finer ones.",
        "Ask for finer records; no finer category may be made of it.",
    )


def _label(at: AtHand, mapped: Mapped, name: str, label: Label, kept: dict[str, str]) -> None:
    key = f"value|{mapped.table}|{name}"
    rows = counted(label.rows, "row")
    left = at.left_out.setdefault(key, ())
    if len(left) >= _MOST_LABELS:
        return
    remembered = at.memory.left_out.get(key, ()) if at.memory else ()
    if label.shown and label.text not in remembered:
        guess = f" It is nearly {label.near}." if label.near else ""
        answer = at.choose(
            Question(
                f"{key}|{label.text}",
                f'{name}: "{label.shown}" ({rows}) is {label.why}.{guess} What is it?',
                (),
                LEAVE_OUT,
                (label.near,) if label.near else (),
                names=names_of(COLUMNS_OF[mapped.table][name]),
            )
        )
        if answer != LEAVE_OUT:
            kept[label.text] = answer
            return
    if label.shown:
        at.left_out[key] = (*left, label.text)
    what = f'"{label.shown}"' if label.shown else "a value that is not shown"
    near = f" It may be {label.near}." if label.near else ""
    fix = f"Say what it means under values.{name} of tables.{mapped.table}."
    at.note(f"{name} has {what} in {rows}: {label.why}.{near} Those rows count as not known.", fix)
