"""What is entered beside a consideration's own fields: asks, delays, clocks, notes, safety."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.domain.amhp.clocks_rules import Counts
from evenhand.domain.amhp.considerations_codes import CodeList
from evenhand.web.amhp.work.forms.parts import codes, flag, in_use, miles
from evenhand.web.amhp.work.forms.times import WithTimes
from evenhand.web.amhp.work.words import LEAVE_EMPTY

# Limits that end something and that nothing recorded starts by itself.
_NOT_BY_HAND = ("S136", "S135", "S136B", "S2", "S3", "S4", "S12S")


class NewAsk(WithTimes):
    """What is asked for, of whom, and when; without a time it is now."""

    times = {"asked": _("Asked at another time")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = answer_lists()["asked"]
        self.fields["what"] = forms.ChoiceField(
            label=known.title,
            choices=known.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what was asked for")},
        )
        self.fields["of"] = forms.CharField(
            label=_("Of whom"),
            required=False,
            max_length=80,
            help_text=_("A hospital, a service, a rota. No person's name."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )


class Answer(WithTimes):
    """What came of an ask; without a time it is now."""

    times = {"answered": _("Answered at another time")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = answer_lists()["answer"]
        self.fields["answer"] = forms.ChoiceField(
            label=known.title,
            choices=known.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what came of it")},
        )
        self.fields["out_of_area"] = flag(_("Is it out of area?"))
        self.fields["miles"] = miles(_("Miles from where the person lives"))


class DelayForm(WithTimes):
    """What held the work up, from when to when, and who answers for it."""

    times = {"since": _("From"), "until": _("Until")}

    def __init__(self, reasons: CodeList, day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(
            label=_("What held it up"),
            choices=in_use(reasons, day),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what held it up")},
        )
        known = answer_lists()["responsible"]
        self.fields["responsible"] = codes(known.title, list(known.choices))

    @property
    def told(self) -> dict[str, Any]:
        """What was entered, by the names of the delay's fields."""
        return {
            name: self.cleaned_data[name] for name in ("reason", "since", "until", "responsible")
        }


class ClockForm(WithTimes):
    """A legal limit that runs, and from when."""

    times = {"starts": _("It starts")}
    needed = ("starts",)

    def __init__(self, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = [
            rule
            for rule in rule_book().rules
            if rule.id not in _NOT_BY_HAND
            and not rule.id.startswith("POSTAGE")
            and (version := rule.on(on))
            and version.counts is not Counts.NOTHING
        ]
        self.fields["rule"] = forms.ChoiceField(
            label=_("Limit"),
            choices=[(rule.id, rule.title) for rule in self.rules],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the limit")},
        )
        self.hints = {rule.id: rule.starts for rule in self.rules}


class NoteForm(forms.Form):
    """A free text: seldom needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = answer_lists()["note_kind"]
        self.fields["kind"] = forms.ChoiceField(
            label=known.title,
            choices=known.choices,
            widget=forms.Select,
        )
        self.fields["text"] = forms.CharField(
            label=_("Note"),
            help_text=_(
                "Only what no field above can say. No names, numbers or addresses of anybody. It "
                "is kept sealed."
            ),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={
                "required": _("Write the note, or go back"),
                "max_length": _("Write 4,000 letters or fewer"),
            },
        )


class SafetyForm(forms.Form):
    """The AMHP's own safety at a visit."""

    NAMES = (
        "lone_visit",
        "police_present",
        "incident",
        "harm",
        "hours_over",
        "compensated",
        "debrief",
    )

    def __init__(self, people: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(number), called) for number, called in people.items()]
        self.fields["professional"] = forms.TypedChoiceField(
            label=_("Whose visit"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", LEAVE_EMPTY), *names],
            widget=forms.Select,
        )
        self.fields["day"] = forms.DateField(
            label=_("Day"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": _("Enter the day"), "invalid": _("Enter the day")},
        )
        self.fields["lone_visit"] = flag(_("Were you alone, at a place that is not staffed?"))
        self.fields["police_present"] = flag(_("Were the police there?"))
        for name in ("incident", "harm"):
            self._codes(name)
        self.fields["hours_over"] = forms.DecimalField(
            label=_("Hours past the end of your shift"),
            required=False,
            min_value=0,
            max_value=24,
            decimal_places=2,
            widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
            error_messages={
                "invalid": _("Enter hours, like 2 or 1.5"),
                "min_value": _("Enter 0 or more hours"),
                "max_value": _("Enter 24 hours or fewer"),
            },
        )
        for name in ("compensated", "debrief"):
            self._codes(name)

    @property
    def told(self) -> dict[str, Any]:
        """What was entered, by the names of the record's fields."""
        return {name: self.cleaned_data[name] for name in self.NAMES}

    def _codes(self, name: str) -> None:
        known = answer_lists()[name]
        self.fields[name] = codes(known.title, list(known.choices))


class ClockKept(WithTimes):
    """When a limit was kept or ended otherwise; without a time it is now."""

    times = {"met": _("At another time")}
