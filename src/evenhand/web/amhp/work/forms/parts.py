"""The parts in which a consideration is entered: one form for each, made from the lists of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations_codes import CodeList, CodeLists
from evenhand.domain.amhp.free_text import details
from evenhand.web.amhp.work import fields
from evenhand.web.amhp.work.forms.times import Label, WithTimes
from evenhand.web.amhp.work.words import LABELS, LEAVE_EMPTY, NO, YES

Choices = list[tuple[str, Label]]
MOST_MILES, MOST_EXTENDED = 1000, 12


@dataclass(frozen=True)
class Part:
    """A part of the record: its title, its fields, and what helps to enter them."""

    title: Label
    names: tuple[str, ...]
    hint: Label = ""


PARTS: Mapping[str, Part] = {
    "request": Part(_("What came in"), ("request", "referrer")),
    "referral": Part(
        _("Referral"),
        ("request", "referrer", "urgency", "triage", "triage_reason", "referrer_told"),
    ),
    "triage": Part(_("Taken further or not"), ("triage", "triage_reason", "referrer_told")),
    "times": Part(
        _("Times"),
        fields.TIMES,
        _("Leave out what you do not know. What looks out of order is saved and asked about."),
    ),
    "who": Part(_("Who"), ("amhp", "second")),
    "person": Part(
        _("The person"),
        (
            "person", "age_band", "gender", "ethnicity", "language", "interpreter",
            "communication", "disability", "deaf", "sexual_orientation",
        ),
        _("As the person says it, where you can ask. No names, no dates of birth, no NHS numbers."),
    ),
    "outcome": Part(_("Outcome"), ("outcome", "attended")),
    "area": Part(_("Area and transport"), ("out_of_area", "miles", "place_of_safety", "transport")),
    "alternatives": Part(
        _("Alternatives and advocacy"), ("alternatives", "why_none", "advocacy", "advocacy_cultural")
    ),
    "extension": Part(_("Longer at the place of safety"), ("extended_hours",)),
    "reasons": Part(
        _("Reasons in writing"),
        ("reasons_sent",),
        _(
            "Where the nearest relative asked and no application is made, section 13(4) calls for "
            "the reasons in writing to the nearest relative."
        ),
    ),
}  # fmt: skip
# The parts that hold every field once, in the order in which the pages ask for them.
ON_PAPER = ("referral", "times", "who", "person", "outcome", "alternatives", "area", "reasons")
WHOLE = Part(
    _("Type in a form on paper"),
    tuple(name for part in ON_PAPER for name in PARTS[part].names),
    _("In the order of the paper. Leave out what does not stand there."),
)
# Long lists: one to choose from takes less of a phone's screen than a button for each.
_SELECTED = {"ethnicity", "language", "amhp", "second"}


def choices_of(name: str, lists: CodeLists, day: date) -> Choices:
    """The codes of a field that may be entered on a day, with their words."""
    if name in ("request", "referrer", "outcome"):
        found = in_use(getattr(lists, fields.CODES[name]), day)
        # No outcome stands above another: they are in the order of the alphabet.
        return sorted(found, key=lambda each: each[1]) if name == "outcome" else found
    if name == "triage":
        return [("proceed", _("Taken further")), ("not appropriate", _("Not taken further"))]
    return [*answer_lists()[fields.CODES.get(name, name)].choices]


def in_use(known: CodeList, day: date) -> Choices:
    """The codes of a list, and a service's own, that may be entered on a day."""
    found = [(each.code, each.title) for each in known.codes if each.covers(day)]
    return [*found, *((each.code, each.title) for each in known.local if each.covers(day))]


class PartForm(WithTimes):
    """One part of a consideration, with what is known of it."""

    def __init__(
        self, part: Part, lists: CodeLists, people: Mapping[int, str], day: date, *args: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        self.part = part
        self.names = self.part.names
        self.times = {name: LABELS[name] for name in self.names if name in fields.TIMES}
        super().__init__(*args, **kwargs)
        for name in set(self.names) & set(fields.PEOPLE):
            # What is chosen on a page is a text.
            self.initial[name] = str(self.initial.get(name) or "")
        for name in self.names:
            if name not in self.times:
                self.fields[name] = _field(name, lists, people, day, self.initial.get(name))

    @property
    def told(self) -> dict[str, Any]:
        """What was entered, by the names of the record's fields."""
        return {name: self.cleaned_data[name] for name in self.names}

    def is_wrong(self, part: Part) -> bool:
        """Whether anything entered in a part of this form has to be put right."""
        return any(box in self.errors for name in part.names for box in self._boxes(name))

    def answered(self, part: Part) -> int:
        """How many fields of a part of this form hold something."""
        return sum(any(self[box].value() for box in self._boxes(name)) for name in part.names)

    def _boxes(self, name: str) -> tuple[str, ...]:
        return (f"{name}_day", f"{name}_time", f"{name}_which") if name in self.times else (name,)


def _field(
    name: str, lists: CodeLists, people: Mapping[int, str], day: date, known: object
) -> forms.Field:
    label = LABELS[name]
    if name in fields.PEOPLE:
        names = [(str(number), called) for number, called in people.items()]
        return forms.TypedChoiceField(
            label=label,
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", LEAVE_EMPTY), *names],
            widget=forms.Select,
        )
    if name in fields.FLAGS:
        return flag(label)
    if name in fields.MANY:
        return ManyCodes(
            label=label,
            required=False,
            choices=choices_of(name, lists, day),
            widget=forms.CheckboxSelectMultiple,
        )
    if name in fields.DATES:
        return forms.DateField(
            label=label,
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Enter a day")},
        )
    if name in fields.CODES:
        offered = choices_of(name, lists, day)
        if known and known not in dict(offered):
            # It was entered when it was on the list, or came with an import: it may stay.
            offered.append((str(known), _words(lists, name, str(known))))
        return codes(label, offered, select=name in _SELECTED)
    return _OTHERS[name](label)


def _words(lists: CodeLists, name: str, code: str) -> str:
    """What a code that is not in use any more is called, where a service's own; else itself."""
    local = getattr(getattr(lists, fields.CODES[name], None), "local", ())
    return next((each.title for each in local if each.code == code), code)


class ManyCodes(forms.MultipleChoiceField):
    """Several codes, kept as one text with commas."""

    def prepare_value(self, value: Any) -> Any:
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(value))


def codes(label: Label, offered: Choices, *, select: bool = False) -> forms.ChoiceField:
    """One code of a list; the last leaves it empty, so that a choice can be taken back."""
    empty = ("", LEAVE_EMPTY)
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[empty, *offered] if select else [*offered, empty],
        widget=forms.Select if select else forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose from the list")},
    )


def flag(label: Label) -> forms.TypedChoiceField:
    """Yes, no, or neither."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=lambda text: text == "True",
        empty_value=None,
        choices=[("True", YES), ("False", NO), ("", LEAVE_EMPTY)],
        widget=forms.RadioSelect,
    )


def miles(label: Label) -> forms.IntegerField:
    """How far, in whole miles."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_MILES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter whole miles, like 40"),
            "min_value": _("Enter 0 or more miles"),
            "max_value": _("Enter 1,000 miles or fewer"),
        },
    )


def says_nobody(text: str) -> None:
    """ValidationError where a short text holds what for sure says who somebody is."""
    found = [each for each in details(text, at_london(timezone.now()).date()) if each.sure]
    if found:
        raise forms.ValidationError(
            _("This may say who somebody is (%(what)s). Enter something that does not")
            % {"what": found[0].kind.value}
        )


def _person(label: Label) -> forms.CharField:
    return forms.CharField(
        validators=[says_nobody],
        label=label,
        required=False,
        max_length=40,
        help_text=_("The reference in your own records. Never a name or an NHS number."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def hours(label: Label) -> forms.DecimalField:
    """Hours of an extension, as far as the law allows any."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_EXTENDED,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": _("Enter hours, like 6 or 7.5"),
            "min_value": _("Enter 0 or more hours"),
            "max_value": _("Enter 12 hours or fewer: the law allows no more"),
        },
    )


_OTHERS = {"miles": miles, "person": _person, "extended_hours": hours}
