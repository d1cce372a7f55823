"""How a forecast of representation is said on its page."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evenhand.domain.forecast.representation_parity import SOON
from evenhand.domain.results.written import percent

# The binary grouping, the comparator first.
GROUPS: dict[str, Promise] = {
    "white": gettext_lazy("White"),
    "bme": gettext_lazy("Ethnic minority"),
}
# What each is called, and what it changes.
POLICIES: dict[str, tuple[Promise, Promise | str]] = {
    "as-now": (gettext_lazy("As now"), ""),
    "equal-appointment": (
        gettext_lazy("Equal appointment"),
        gettext_lazy("everybody on a shortlist is as likely to be appointed, whatever their group"),
    ),
    "fair-shortlists": (
        gettext_lazy("Fair shortlists"),
        gettext_lazy(
            "they have the groups of the applicants or, where these are not known, of those who live "
            "here"
        ),
    ),
    "equal-promotion": (
        gettext_lazy("Equal promotion"),
        gettext_lazy("every group rises from a grade at the rate of all its people together"),
    ),
    "retention": (
        gettext_lazy("Retention"),
        gettext_lazy(
            "where a group leaves a grade at a higher rate than White people, it leaves at theirs"
        ),
    ),
    "all-together": (gettext_lazy("All of these together"), ""),
}
KINDS: dict[str, Promise] = {
    "promotion": gettext_lazy("Rising from it"),
    "leaving": gettext_lazy("Leaving it"),
    "share of those who come": gettext_lazy("Share of those who come to it"),
}


def years_of(parity: Mapping[str, Any], years: int) -> str:
    """The middle of the years until a grade is level."""
    if parity["median"] is None:
        return _("More than %(years)s") % {"years": years}
    return _("Already") if parity["median"] == 0 else str(parity["median"])


def span_of(parity: Mapping[str, Any], years: int) -> str:
    """Where 90 in 100 histories lie."""
    low, high = (_end(parity[end], years) for end in ("low", "high"))
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _end(year: int | None, years: int) -> str:
    if year is None:
        return _("more than %(years)s") % {"years": years}
    return str(year) if year else _("now")


def as_now(parity: Mapping[str, Any], years: int) -> str:
    """When a grade will be level if all goes on as it does, in a sentence."""
    told = {"soon": SOON, "years": years, "low": parity["low"], "high": parity["high"]}
    told |= {"median": parity["median"], "never": percent(parity["never"], 0)}
    if parity["cannot_tell"] and parity["median"] == 0:
        return (
            _(
                "It is level now, or as good as level. The records cannot tell whether it stays so: in %(never)s "
                "of histories it is not level within %(years)s years."
            )
            % told
        )
    if parity["cannot_tell"]:
        return (
            _(
                "The records cannot tell when it will be level: what they allow holds both “within "
                "%(soon)s years” and “not within %(years)s years”. More years of records can tell."
            )
            % told
        )
    if parity["low"] == parity["high"] == 0:
        return _("It is level, and stays so if all goes on as now.")
    if parity["median"] == 0:
        return (
            _(
                "It is level now, or as good as level. If all goes on as now it stays so, or is so again "
                "within %(high)s years."
            )
            % told
        )
    if parity["low"] is None:
        return (
            _(
                "If all goes on as now it will not be level within %(years)s years, in 95 of 100 "
                "histories or more."
            )
            % told
        )
    if parity["median"] is None:
        return (
            _(
                "If all goes on as now it will more likely than not still not be level in %(years)s "
                "years (in %(never)s of histories)."
            )
            % told
        )
    if parity["high"] is None:
        return (
            _(
                "If all goes on as now it is level in about %(median)s years: in %(low)s at the earliest, "
                "and in %(never)s of histories not within %(years)s."
            )
            % told
        )
    return (
        _(
            "If all goes on as now it is level in about %(median)s years, most likely in %(low)s to "
            "%(high)s."
        )
        % told
    )


def one_appointment(vacancy: Mapping[str, Any], within: float) -> str:
    """What one appointment does, in sentences."""
    if not vacancy["posts"]:
        return _("Nobody is at this grade, so there is no share.")
    said = [
        _(
            "One appointment moves the share by %(points)s points. About %(open)s places open in a "
            "year, and about %(promoted)s of them go to people of the grades below."
        )
        % {
            "points": f"{100 * vacancy['step']:.1f}",
            "open": f"{vacancy['openings_a_year']:.1f}",
            "promoted": f"{vacancy['promoted_a_year']:.1f}",
        }
    ]
    if vacancy["step"] > within:
        said.append(
            _("That step is larger than the %(points)s points that count as level.")
            % {"points": f"{100 * within:g}"}
        )
    if vacancy["short_of"] and vacancy["at_least_years"] is None:
        said.append(_("It is %(people)s short, and no place opens.") % {"people": _short(vacancy)})
    elif vacancy["short_of"]:
        said.append(
            _(
                "It is %(people)s short: %(years)s at the least, if every place went to the group. That "
                "is arithmetic and no plan: appointments are made on merit."
            )
            % {"people": _short(vacancy), "years": _years(vacancy["at_least_years"])}
        )
    return " ".join(said)


def _short(vacancy: Mapping[str, Any]) -> str:
    number = vacancy["short_of"]
    return ngettext("%(num)s person", "%(num)s people", number) % {"num": number}


def _years(number: int) -> str:
    return ngettext("%(num)s year", "%(num)s years", number) % {"num": number}


def begun(name: str) -> str:
    """A grade as a line begins."""
    return name[:1].upper() + name[1:]
