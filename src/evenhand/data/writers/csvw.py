"""What the columns of results.csv are, as CSV on the Web metadata (W3C, 17 December 2015)."""

import json
import types
from dataclasses import fields
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from evenhand.data.writers.rows import SIGNS
from evenhand.domain.results.measurement import Inputs, Measurement
from evenhand.domain.results.result import Result

_KINDS = {int: "integer", float: "double", bool: "boolean"}
# What tells one result from every other.
KEY = ("body", "standard", "edition", "indicator", "period", "cell", "grouping", "group",
       "comparator")  # fmt: skip
_REQUIRED = frozenset(KEY) - {"cell"}

DESCRIPTIONS = {
    "standard": "The standard or framework.",
    "edition": "Its edition.",
    "indicator": "The indicator's id in the standard.",
    "title": "What the indicator is called.",
    "kind": "How the indicator is worked out.",
    "body": "The organisation's id.",
    "body_name": "The organisation's name.",
    "period": "The day of the snapshot, or the year.",
    "cell": "The line of an indicator that has several: a grade, a part of the board.",
    "grouping": "The list of ethnic groups that `group` belongs to.",
    "group": "The ethnic group asked about.",
    "group_label": "What that group is called here.",
    "comparator": "What the group is compared with.",
    "comparator_label": "What that is called here.",
    "direction": "Which side of the figure is on top.",
    "better": "What a fair result looks like.",
    "numerator": "People of the group with the outcome, or in this line.",
    "denominator": "People of the group, or everyone in this line.",
    "comparator_numerator": "The same on the other side of the comparison.",
    "comparator_denominator": "The same on the other side of the comparison.",
    "not_stated_numerator": "Of people asked who declined to say, those with the outcome.",
    "not_stated_denominator": "People asked who declined to say.",
    "not_known_numerator": "Of people not asked or not recorded, those with the outcome.",
    "not_known_denominator": "People not asked or not recorded.",
    "share": "The group's share, from 0 to 1.",
    "share_low": "Lower 95% limit of the share.",
    "share_high": "Upper 95% limit of the share.",
    "comparator_share": "The comparator's share, from 0 to 1.",
    "comparator_share_low": "Lower 95% limit of the comparator's share.",
    "comparator_share_high": "Upper 95% limit of the comparator's share.",
    "unit": "Of value, low, high and the bounds: ratio, points or percent.",
    "value": "The figure.",
    "low": "Lower limit of its interval.",
    "high": "Upper limit of its interval; empty with a flag where it is unbounded.",
    "confidence": "Of the interval, from 0 to 1.",
    "method": "How the interval was made.",
    "p_value": "Of the test against parity.",
    "p_method": "Which test.",
    "p_adjusted": "The same, adjusted for the many tests of its family.",
    "planned": "Whether the test was planned, and is judged by its own p value.",
    "finding": "What the statistics support saying.",
    "reading": "The figure as a sentence.",
    "suppressed": "Whether the figure is hidden to protect people.",
    "reason": "Why there is no figure, where there is none.",
    "flags": "What to know about the figure, parted by semicolons.",
    "people": "How many more or fewer people than at the comparator's rate.",
    "people_reading": "The same as a sentence.",
    "detectable": "The smallest ratio that would be found 8 times in 10.",
    "years_to_pool": "Years of such figures needed to find a ratio of 1.25.",
    "bound_low": "The lowest the figure could be, whatever the unknown ethnicities are.",
    "bound_high": "The highest the figure could be, whatever the unknown ethnicities are.",
    "change": "How the figure moved over the years.",
    "change_from": "The period that change is counted from.",
    "change_p": "Of the test for change.",
}


def to_csvw(measurement: Measurement, *, file: str = "results.csv") -> str:
    """The metadata of one body's results, which stands beside them as `<file>-metadata.json`."""
    title = f"Race equality results: {measurement.body.name}"
    return described(title, measurement.inputs, measurement.snapshots, file=file)


def described(title: str, inputs: Inputs, snapshots: tuple[str, ...], *, file: str) -> str:
    """The metadata of any file of results."""
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file,
        "dc:title": title,
        "dc:description": "One row a figure, or the reason why there is none.",
        "notes": [{"name": name, "dc:description": text} for name, text in SIGNS.items()],
        "dc:language": "en-GB",
        "dc:identifier": inputs.pack_hash,
        "dc:creator": f"Evenhand {inputs.version}",
        "dc:source": list(inputs.editions),
        "dc:temporal": "/".join(dict.fromkeys((*snapshots[:1], *snapshots[-1:]))),
        "dialect": {
            "header": True,
            "encoding": "utf-8",
            "delimiter": ",",
            "lineTerminators": ["\r\n"],
        },
        "tableSchema": {
            "columns": [_column(field.name) for field in fields(Result)],
            "primaryKey": list(KEY),
        },
    }
    return json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"


def _column(name: str) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": name,
        "titles": name,
        "dc:description": DESCRIPTIONS[name],
        "datatype": _datatype(get_type_hints(Result)[name]),
        "required": name in _REQUIRED,
        "null": "",
    }
    return column | ({"separator": "; "} if name == "flags" else {})


def _datatype(hint: Any) -> str | dict[str, str]:
    """The kind of one value; a choice of words as a pattern."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"base": "string", "format": "|".join(str(member) for member in hint)}
    return _KINDS.get(hint, "string")
