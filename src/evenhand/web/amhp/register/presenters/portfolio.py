"""A portfolio: evidence by matter of competence, and training, of one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from evenhand.domain.amhp.register_codes import Area
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.register.presenters.person import Draft, Proven, proven, under_headings
from evenhand.web.amhp.register.queries import Entry, Evidence, standing_rows
from evenhand.web.bodies.queries import Body


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """Everything that a panel looks at. `missing` are ids of matters without any evidence."""

    name: str
    made: date
    areas: list[tuple[Area, list[Proven]]]
    draft: Draft
    training: list[Entry]

    @property
    def missing(self) -> list[str]:
        """Matters without any evidence."""
        return [
            each.leaf.id for _area, leaves in self.areas for each in leaves if not each.evidence
        ]


def portfolio(
    body: Body, *, name: str, entries: list[Entry], evidence: list[Evidence], today: date
) -> Portfolio:
    """The portfolio as it stands on a day; entries that do not count any more are left out."""
    return Portfolio(
        name=name,
        made=today,
        areas=proven(body, evidence),
        draft=under_headings(body, evidence),
        training=[each for each in standing_rows(entries) if each.event == Event.TRAINING],
    )


def as_table(whole: Portfolio) -> tuple[list[str], list[list[object]]]:
    """Headings and rows for a CSV file."""
    heads = [_("Kind"), _("Matter"), _("Title"), _("Day"), _("Hours"), _("Agreed"), _("Text")]
    rows: list[list[object]] = []
    for _area, leaves in whole.areas:
        for each in leaves:
            head = ["evidence", each.leaf.id, each.leaf.title]
            rows += [[*head, row.on, "", "", text] for row, text in each.evidence]
            rows += [] if each.evidence else [[*head, "", "", "", ""]]
    for name, area, under in whole.draft.headings:
        rows += [["draft heading", name, area.title, row.on, "", "", text] for row, text in under]
    rows += [
        ["training", "", each.detail, each.on, each.hours, _agreed(each), ""]
        for each in whole.training
    ]
    return heads, rows


def as_json(whole: Portfolio) -> dict[str, Any]:
    """The same for programs."""
    return {
        "person": whole.name,
        "made": whole.made,
        "evidence": [
            {
                "matter": each.leaf.id,
                "title": each.leaf.title,
                "required": bool(each.leaf.required),
                "items": [{"on": row.on, "text": text} for row, text in each.evidence],
            }
            for _area, leaves in whole.areas
            for each in leaves
        ],
        "draft": {
            "title": whole.draft.title,
            "status": "draft, without legal force",
            "why": whole.draft.why,
            "headings": [
                {
                    "heading": name,
                    "title": area.title,
                    "items": [{"on": row.on, "text": text} for row, text in under],
                }
                for name, area, under in whole.draft.headings
            ],
        },
        "training": [
            {"on": each.on, "title": each.detail, "hours": each.hours, "agreed": each.agreed}
            for each in whole.training
        ],
    }


def _agreed(row: Entry) -> str:
    return {True: "yes", False: "no"}.get(row.agreed, "") if row.agreed is not None else ""
