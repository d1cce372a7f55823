"""What is typed about training and evidence, by the AMHP themself or whoever keeps the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.amhp_register import competences, newer_competences
from evenhand.web.amhp.register.forms import choice, day, number, text, words


class OwnTraining(forms.Form):
    """Training that somebody enters of themself."""

    on = day(_("On which day?"), required=True)
    title = words(
        _("What was it?"),
        required=True,
        hint=_("For example: case law update. Write nothing about patients."),
    )
    hours = number(_("Hours"), most=500)


class Decision(forms.Form):
    """Whether hours are agreed, and why."""

    agreed = forms.ChoiceField(
        label=_("Is the training relevant to the role?"),
        help_text=_("Only agreed hours count (regulation 5(a))."),
        choices=[("yes", _("The hours are agreed")), ("no", _("The hours are not agreed"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the hours are agreed")},
    )
    words = text(_("Why?"), hint=_("Needed where they are not agreed. The AMHP reads it."))


class Proof(forms.Form):
    """Evidence for one matter of the law, for a heading of the draft, or for both."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        leaves = [(leaf.id, f"{leaf.id} {leaf.title}") for leaf in competences().leaves]
        headings = [
            (name, f"{area.number} {area.title}")
            for name, area in newer_competences().headings.items()
        ]
        self.fields.update(
            {
                "leaf": choice(_("Matter of Schedule 2 (the law)"), leaves),
                "heading": choice(
                    _("Newer heading (a draft, without legal force)"),
                    headings,
                    hint=_("Where you want to show it under one too. It decides nothing."),
                ),
                "on": day(_("Of which day?"), required=True),
                "text": text(
                    _("The evidence"),
                    required=True,
                    hint=_("What was done and learned. Write nothing that tells who a patient is."),
                ),
            }
        )
        for name in ("leaf", "heading"):
            self.fields[name].choices = [("", _("None")), *self.fields[name].choices[1:]]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        asked = "leaf" not in self.errors and "heading" not in self.errors
        if asked and not told.get("leaf") and not told.get("heading"):
            self.add_error("leaf", _("Choose a matter of Schedule 2, a newer heading, or both"))
        return told
