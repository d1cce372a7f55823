"""A step that was taken at another time than now."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.web.amhp.work import fields
from evenhand.web.amhp.work.forms.times import WithTimes
from evenhand.web.amhp.work.words import LABELS


class AnotherStep(WithTimes):
    """Which step, and when it was."""

    times = {"when": _("When")}
    needed = ("when",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"] = forms.ChoiceField(
            label=_("What happened"),
            choices=[("", _("Choose")), *((name, LABELS[name]) for name in fields.TIMES)],
            widget=forms.Select,
            error_messages={"required": _("Choose what happened")},
        )
