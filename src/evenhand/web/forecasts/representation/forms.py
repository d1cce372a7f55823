"""What a forecast of representation compares with, and figures to type where no year can tell."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.forecast.representation_parity import Against
from evenhand.web.forecasts.boxes import NUMBER, box
from evenhand.web.forecasts.representation.words import GROUPS

MOST_GRADES, FEWEST_GRADES = 4, 2
# Of one grade and group: whether it may be left empty, the highest number, and its words.
FIGURES: dict[str, tuple[bool, float, Promise]] = {
    "stock": (False, 1_000_000, gettext_lazy("People there now")),
    "leaving": (False, 100, gettext_lazy("Of 100, how many leave in a year?")),
    "promotion": (False, 100, gettext_lazy("Of 100, how many rise to the next grade in a year?")),
    "hired": (False, 1_000_000, gettext_lazy("Come from outside in a year")),
    "shortlisted": (True, 1_000_000, gettext_lazy("Shortlisted, if known")),
    "appointed": (True, 1_000_000, gettext_lazy("Appointed, if known")),
}
_OF_100 = ("leaving", "promotion")


class Terms(forms.Form):
    """What a grade is compared with, and how near it has to be."""

    against = forms.ChoiceField(
        label=gettext_lazy("What is a grade compared with?"),
        choices=(
            (Against.WORKFORCE, gettext_lazy("The workforce")),
            (Against.COMMUNITY, gettext_lazy("Those who live here")),
        ),
        initial=Against.WORKFORCE,
        widget=forms.RadioSelect,
    )
    within = box(
        gettext_lazy("How many points may it be away?"), low=0, high=50, initial=2,
        hint=gettext_lazy("With 2, a grade with 23 of 100 people is level with 25 of 100 in the workforce."),
    )  # fmt: skip

    def wanted(self) -> dict[str, Any]:
        """What was asked, as the forecast takes it."""
        told = self.cleaned_data
        return {"against": str(told["against"]), "within": told["within"] / 100}


class Figures(Terms):
    """People and yearly rates of two to four grades, the lowest first; White and ethnic minority."""

    years_of_data = box(
        gettext_lazy("Over how many years were the rates counted?"), low=0.1, high=100, initial=1
    )
    community = box(
        gettext_lazy("Of 100 people who live here, how many are of an ethnic minority?"),
        low=0, high=100, initial=None, hint=gettext_lazy("Leave it empty where it is not known."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Where are these figures from?"),
        help_text=gettext_lazy(
            "Say which are your own records and which are borrowed, and from where. It stands beside "
            "the answer."
        ),
        max_length=300,
        error_messages={"required": gettext_lazy("Say where the figures are from")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for grade in range(1, MOST_GRADES + 1):
            self.fields[f"grade_{grade}"] = forms.CharField(
                label=_("Name of the grade"), max_length=60, required=False
            )
            for group in GROUPS:
                for figure, (_may, most, label) in FIGURES.items():
                    self.fields[f"{figure}_{grade}_{group}"] = box(
                        _("Grade %(number)s, %(group)s: %(figure)s")
                        % {"number": grade, "group": GROUPS[group], "figure": label},
                        low=0,
                        high=most,
                        initial=None,
                    )

    def clean(self) -> dict[str, Any]:
        """Each grade whole, or empty; nobody in two places at once."""
        told = super().clean() or {}
        grades = self._grades()
        if len(grades) < FEWEST_GRADES or grades != list(range(1, len(grades) + 1)):
            self.add_error("grade_1", _("Name two grades or more, from the lowest on"))
            return told
        names = [told[f"grade_{grade}"] for grade in grades]
        if len(set(names)) < len(names):
            self.add_error("grade_1", _("Give each grade a name of its own"))
        for grade in range(1, MOST_GRADES + 1):
            for group in GROUPS:
                self._check(grade, group, grades)
        recruited = {each: self._given(each, grades) for each in ("shortlisted", "appointed")}
        if any(recruited.values()):
            self._needs_all(recruited, grades)
        if not self.errors and not sum(told[f"stock_{k}_{g}"] for k in grades for g in GROUPS):
            self.add_error("stock_1_white", _("Nobody is at any grade. Enter who is there"))
        if told.get("against") == Against.COMMUNITY and told.get("community") is None:
            self.add_error("community", _("Enter it, or compare with the workforce"))
        return told

    def _grades(self) -> list[int]:
        return [k for k in range(1, MOST_GRADES + 1) if self.cleaned_data.get(f"grade_{k}")]

    def _check(self, grade: int, group: str, grades: list[int]) -> None:
        for figure in needed(grade, len(grades)):
            name = f"{figure}_{grade}_{group}"
            if grade in grades and self.cleaned_data.get(name) is None and name not in self.errors:
                self.add_error(name, NUMBER)
        for figure in FIGURES:
            name = f"{figure}_{grade}_{group}"
            if self.cleaned_data.get(name) is not None and grade not in grades:
                self.add_error(name, _("Name this grade, or leave its figures empty"))
            elif figure == "promotion" and grade == len(grades) and self.cleaned_data.get(name):
                self.add_error(name, _("Nobody rises from the highest grade: leave it empty"))
        stock = self.cleaned_data.get(f"stock_{grade}_{group}")
        if stock is not None and stock != int(stock):
            self.add_error(f"stock_{grade}_{group}", _("Enter whole people"))
        gone = [self.cleaned_data.get(f"{figure}_{grade}_{group}") or 0 for figure in _OF_100]
        if sum(gone) > 100:
            self.add_error(
                f"leaving_{grade}_{group}",
                _("Leaving and rising make more than 100: nobody does both in one year"),
            )

    def _given(self, figure: str, grades: list[int]) -> list[str]:
        names = [f"{figure}_{grade}_{group}" for grade in grades for group in GROUPS]
        return [name for name in names if self.cleaned_data.get(name) is not None]

    def _needs_all(self, recruited: dict[str, list[str]], grades: list[int]) -> None:
        for grade in grades:
            for group in GROUPS:
                listed, appointed = (
                    self.cleaned_data.get(f"{each}_{grade}_{group}") for each in recruited
                )
                for each, value in zip(recruited, (listed, appointed), strict=True):
                    name = f"{each}_{grade}_{group}"
                    if value is None and name not in self.errors:
                        self.add_error(name, _("Enter it at every grade, or nowhere"))
                if listed is not None and appointed is not None and appointed > listed:
                    self.add_error(
                        f"appointed_{grade}_{group}", _("More people than were shortlisted")
                    )

    def tables(self) -> Iterator[tuple[int, Any, list[tuple[Promise, list[Any]]]]]:
        """For each grade: its number, its name's field, and a line a figure with a field a group."""
        for grade in range(1, MOST_GRADES + 1):
            lines = [
                (FIGURES[figure][2], [self[f"{figure}_{grade}_{group}"] for group in GROUPS])
                for figure in FIGURES
                if figure != "promotion" or grade < MOST_GRADES
            ]
            yield grade, self[f"grade_{grade}"], lines

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, in the order of the page: the words, and the id of the field."""
        for _number, name, lines in self.tables():
            for field in (name, *(each for _label, both in lines for each in both)):
                for error in field.errors:
                    yield f"{field.label}: {error}", field.id_for_label
        for field in self.general():
            for error in field.errors:
                yield str(error), field.id_for_label

    def kept(self) -> dict[str, str]:
        """Each field as it was typed, to begin with next time."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}

    @property
    def groups(self) -> list[Promise]:
        """The groups in the order of the tables."""
        return list(GROUPS.values())

    def general(self) -> list[Any]:
        """The fields that belong to no grade."""
        return [
            self[name] for name in ("years_of_data", "community", "source", "against", "within")
        ]

    def figures(self) -> dict[str, Any]:
        """What was typed, in the shape of the command's file."""
        told, grades = self.cleaned_data, self._grades()
        share = told["community"]
        made: dict[str, Any] = {
            "grades": [told[f"grade_{grade}"] for grade in grades],
            "comparator": "white",
            "years_of_data": told["years_of_data"],
            "groups": {},
        }
        for group in GROUPS:
            row = {
                figure: [
                    told[f"{figure}_{grade}_{group}"] / (100 if figure in _OF_100 else 1)
                    for grade in (grades[:-1] if figure == "promotion" else grades)
                ]
                for figure in FIGURES
                if not FIGURES[figure][0] or self._given(figure, grades)
            }
            if share is not None:
                row["community"] = (share if group == "bme" else 100 - share) / 100
            made["groups"][group] = row
        return made


def needed(grade: int, grades: int) -> list[str]:
    """The figures that a grade has to have, among so many grades."""
    return [
        figure
        for figure, (may_be_empty, _most, _label) in FIGURES.items()
        if not may_be_empty and not (figure == "promotion" and grade >= grades)
    ]
