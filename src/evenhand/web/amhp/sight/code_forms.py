"""What a duty manager types about the service's own codes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.web.amhp.work.forms.parts import in_use, says_nobody

# The lists to which a service may add, and what is before a code of each in the choice.
LISTS = {"outcomes": _("Outcome"), "delays": _("Delay")}
_MISTAKES = {"invalid": _("Enter a day like 2026-03-31")}


def _day(label: Any, *, required: bool, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_MISTAKES | {"required": _("Enter the day from which it is used")},
    )


class NewCode(forms.Form):
    """A code of the service's own, and what it is counted under."""

    title = forms.CharField(
        label=_("What it is called on the pages"),
        max_length=80,
        validators=[says_nobody],
        help_text=_("For example: No bed on the ward for older people."),
        error_messages={"required": _("Say what it is called")},
    )
    meant = forms.ChoiceField(
        label=_("It is counted as"),
        help_text=_(
            "In reports and in the data set it is this code. The detail stays with the service."
        ),
        widget=forms.Select,
        error_messages={"required": _("Choose the code that it is counted as")},
    )
    valid_from = _day(_("Used from"), required=True)
    valid_to = _day(_("Used to"), required=False, hint=_("Leave it empty while it is in use."))

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meant"].choices = [
            ("", _("Choose")),
            *(
                (f"{name}:{code}", f"{kind}: {title}")
                for name, kind in LISTS.items()
                for code, title in in_use(getattr(code_lists(), name), today)
            ),
        ]

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, by the names of the code's fields."""
        told = dict(self.cleaned_data)
        told["of_list"], told["maps_to"] = told.pop("meant").split(":")
        return told


class EndCode(forms.Form):
    """The last day on which a code is used."""

    valid_to = _day(
        _("Used to"), required=False, hint=_("The last day. Leave it empty to use it again.")
    )
