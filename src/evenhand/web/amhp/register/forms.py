"""What people type into the register. Days are read as 2026-03-31 or 31/03/2026."""

from typing import Any, TypeAlias

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_register import register_codes
from evenhand.domain.amhp.clocks_time import StartRefused, read_start
from evenhand.domain.amhp.register_entries import EXPIRED, Event
from evenhand.web.amhp.register.presenters.events import EVENTS
from evenhand.web.amhp.register.said import Said

FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]
Label: TypeAlias = str | Promise


def day(label: Label, *, required: bool = False, hint: Label = "") -> forms.DateField:
    """A day, as people write it."""
    return forms.DateField(
        label=label,
        required=required,
        input_formats=FORMATS,
        help_text=hint or _("For example 31/03/2026."),
        error_messages={
            "required": format_lazy(_("{label}: enter a day like 31/03/2026"), label=label),
            "invalid": format_lazy(_("{label}: enter a day like 31/03/2026"), label=label),
        },
    )


def words(
    label: Label, *, required: bool = False, hint: Label = "", most: int = 200
) -> forms.CharField:
    """One line."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=most,
        error_messages={"required": format_lazy(_("{label}: write something"), label=label)},
    )


def text(label: Label, *, required: bool = False, hint: Label = "") -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": format_lazy(_("{label}: write something"), label=label)},
    )


def number(
    label: Label, *, most: int, required: bool = True, hint: Label = ""
) -> forms.DecimalField:
    """A number of hours, posts or times."""
    said = format_lazy(_("{label}: enter a number from 0 to {most}"), label=label, most=most)
    mistakes = ("required", "invalid", "min_value", "max_value", "max_decimal_places")
    return forms.DecimalField(
        label=label,
        required=required,
        help_text=hint,
        min_value=0,
        max_value=most,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
        error_messages=dict.fromkeys(mistakes, said),
    )


def one_of(name: str, *, label: Label = "", required: bool = False) -> forms.ChoiceField:
    """One answer of a list of definitions/amhp/answers; nothing is chosen for anybody."""
    known = answer_lists()[name]
    return choice(label or known.title, known.choices, required=required)


def choice(
    label: Label, choices: list[tuple[str, str]], *, required: bool = False, hint: Label = ""
) -> forms.ChoiceField:
    """One of a list."""
    return forms.ChoiceField(
        label=label,
        required=required,
        help_text=hint,
        choices=[("", _("Not asked") if not required else _("Choose")), *choices],
        widget=forms.Select,
        error_messages={"required": format_lazy(_("{label}: choose one"), label=label)},
    )


def professions() -> list[tuple[str, str]]:
    """Codes and words of Schedule 1, as they stand now."""
    return [(each.code, each.now) for each in register_codes().professions]


class Several(forms.MultipleChoiceField):
    """Codes of a list, kept with commas."""

    def __init__(self, name: str) -> None:
        known = answer_lists()[name]
        label = known.title if name == "skills" else _("Languages")
        super().__init__(
            label=label,
            required=False,
            choices=known.choices,
            widget=forms.CheckboxSelectMultiple,
        )

    def prepare_value(self, value: Any) -> Any:
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(value))


class Person(forms.Form):
    """Somebody on the register, besides their entries."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(
            {
                "name": words(_("Name"), required=True, most=120),
                "profession": choice(_("Profession (Schedule 1)"), professions(), required=True),
                "registration": words(_("Registration number"), most=40),
                "registration_expires": day(_("Registration seen, valid to")),
                "employer": one_of("employer"),
                "role": one_of("role"),
                "service_area": one_of("service_area"),
                "fte": number(
                    _("Full-time equivalent of the AMHP role"),
                    most=2,
                    required=False,
                    hint=_("Of the AMHP role alone: 0.5 for half the week."),
                ),
                "age_band": one_of("own_age_band"),
                "sex": one_of("sex"),
                "ethnicity": one_of("ethnicity"),
                "disability": one_of("own_disability"),
                "sexual_orientation": one_of("sexual_orientation"),
                "languages": Several("language"),
                "skills": Several("skills"),
            }
        )


class Training(forms.Form):
    """Training before approval."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(
            {
                "stage": one_of("stage", required=True),
                "course": words(_("Course"), most=120),
                "funder": one_of("funder"),
                "backfill": one_of("backfill"),
                "mentor": words(_("Mentor"), most=120),
                "started": day(_("Began on")),
                "expected": day(_("Approval expected on")),
                "ended": day(_("Training ended on")),
                "why_ended": one_of("why_ended"),
            }
        )


class Which(forms.Form):
    """What happened."""

    event = forms.ChoiceField(
        label=_("What happened?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happened")},
    )

    def __init__(self, events: list[Event], *args: Any) -> None:
        super().__init__(*args)
        self.fields["event"].choices = [(str(each), EVENTS[each].title) for each in events]
        self.hints = {str(each): EVENTS[each].hint for each in events}


class Happened(forms.Form):
    """One event, with the fields that it needs and no other."""

    def __init__(self, event: Event, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.event = event
        every = _fields()
        for name in ("on", *_NEEDED[event]):
            self.fields[name] = every[name]
        if event in (Event.APPROVE, Event.REAPPROVE):
            self.fields["authority"].label = _("Approved by")
        if event is Event.SUSPEND:
            self.fields["decided_by"].required = False

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        hour, on = told.get("hour"), told.get("on")
        if not hour or not on:
            return told
        try:
            start = read_start(f"{on}T{hour}")
        except StartRefused as wrong:
            self.add_error("hour", f"{wrong.message} {wrong.fix}")
            return told
        if start.ambiguous:
            self.add_error(
                "hour",
                _(
                    "The clocks went back that night, and this time was there twice. Add BST or GMT."
                ),
            )
            return told
        return told | {"moment": start.instants[0]}

    def said(self) -> Said:
        """What was typed, as an entry takes it."""
        told = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "hour" and value not in (None, "")
        }
        if "hours" in told:
            told["hours"] = float(told["hours"])
        if "agreed" in told:
            told["agreed"] = {"yes": True, "no": False}.get(told["agreed"])
        return Said(event=self.event, **told)


_NEEDED = {
    Event.APPROVE: (
        "authority", "profession", "registered_to", "course_completed", "decided_by", "words",
    ),
    Event.REAPPROVE: ("authority", "profession", "registered_to", "decided_by", "words"),
    Event.SUSPEND: ("hour", "decided_by", "words"),
    Event.UNSUSPEND: ("hour", "decided_by", "words"),
    Event.END: ("reason", "decided_by", "words"),
    Event.TRAINING: ("title", "hours", "agreed"),
    Event.ACT_FOR: ("hour", "authority", "words"),
    Event.CEASE_ACT_FOR: ("hour", "authority", "words"),
    Event.APPROVED_ELSEWHERE: ("authority", "words"),
}  # fmt: skip


def _fields() -> dict[str, forms.Field]:
    reasons = [
        (each.code, f"{each.title} (regulation {each.regulation})")
        for each in register_codes().end_reasons
        if each.code != EXPIRED
    ]
    return {
        "on": day(_("On which day?"), required=True),
        "hour": words(
            _("At what hour?"),
            hint=_(
                "Where it is known, such as 14:30. Without it, it counts from the day's beginning."
            ),
            most=20,
        ),
        "authority": words(_("Which authority?"), required=True),
        "profession": choice(_("Profession (Schedule 1)"), professions(), required=True),
        "registered_to": day(_("Registration seen, valid to")),
        "course_completed": day(
            _("Course completed on"),
            hint=_("For a first approval: within the last five years (regulation 3(3))."),
        ),
        "reason": choice(_("For which reason?"), reasons, required=True),
        "title": words(_("What was it?"), required=True),
        "hours": number(_("Hours"), most=500),
        "agreed": choice(
            _("Did the approving authority agree that it is relevant to the role?"),
            [("yes", _("Agreed")), ("no", _("Not agreed")), ("later", _("Not decided yet"))],
            required=True,
            hint=_("Only agreed hours count (regulation 5(a))."),
        ),
        "decided_by": words(
            _("Who decided? Name and role"),
            required=True,
            hint=_("A person decides. This page only records it."),
            most=120,
        ),
        "words": text(
            _("Note"), hint=_("What the letter should say too. Write nothing about patients.")
        ),
    }


class Why(forms.Form):
    """A reason in words."""

    why = text(_("Why?"), required=True)


class Sent(forms.Form):
    """When a notice was sent."""

    sent = day(_("Sent on"), required=True)


class Arranged(forms.Form):
    """An arrangement of the authority."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(
            {
                "kind": one_of("arrangement", required=True),
                "words": text(_("What is arranged, with whom, how to reach them"), required=True),
                "since": day(_("From"), required=True),
                "until": day(_("To, where it ends")),
            }
        )


class Condition(forms.Form):
    """A condition of the authority's own."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(
            {
                "kind": one_of("local_condition", required=True),
                "amount": number(_("How many"), most=10_000),
                "since": day(_("From"), required=True),
                "until": day(_("To, where it ends")),
            }
        )


class Posts(forms.Form):
    """How many posts there are."""

    since = day(_("From"), required=True)
    fte = number(_("Full-time equivalents in the establishment"), most=10_000)
    vacant = number(_("Of these vacant"), most=10_000)


class Account(forms.Form):
    """Whose account it is."""

    user = forms.ChoiceField(label=_("Account"), required=False, widget=forms.Select)

    def __init__(self, people: list[tuple[int, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["user"].choices = [
            ("", _("None")),
            *((str(pk), name) for pk, name in people),
        ]


class Nothing(forms.Form):
    """A button alone."""
