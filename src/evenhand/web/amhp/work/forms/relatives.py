"""The questions of a guide to the nearest relative or nominated person, as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evenhand.domain.amhp.relatives import Guide, Question
from evenhand.web.amhp.work.words import LEAVE_EMPTY

MOST_LETTERS = 1000


class RelativeForm(forms.Form):
    """Every question may be left out. `initial` are lists of answers by the questions' names."""

    times: dict[str, str] = {}

    def __init__(self, guide: Guide, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guide = guide
        for each in guide.questions:
            self.fields[each.id] = _field(each)
            if not each.several and isinstance(given := self.initial.get(each.id), list):
                self.initial[each.id] = given[0] if given else ""

    @property
    def told(self) -> dict[str, list[str]]:
        """What was answered, by question; those left out are not there."""
        given = {each.id: self.cleaned_data[each.id] for each in self.guide.questions}
        return {
            name: value if isinstance(value, list) else [value]
            for name, value in given.items()
            if value
        }

    @property
    def words(self) -> str:
        """The free texts together."""
        free = (each.id for each in self.guide.questions if not each.answers)
        return "\n".join(self.cleaned_data[name] for name in free)


def _field(question: Question) -> forms.Field:
    offered = [(each.code, each.title) for each in question.answers]
    told = {"label": question.title, "help_text": question.hint, "required": False}
    if question.several:
        return forms.MultipleChoiceField(
            choices=offered, widget=forms.CheckboxSelectMultiple, **told
        )
    if question.answers:
        return forms.ChoiceField(
            choices=[*offered, ("", LEAVE_EMPTY)], widget=forms.RadioSelect, **told
        )
    return forms.CharField(
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Write 1,000 letters or fewer")},
        **told,
    )
