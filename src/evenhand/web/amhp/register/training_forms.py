"""What an AMHP types about their own training, and the keeper about its hours."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.web.amhp.register.forms import day, number, text, words


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
