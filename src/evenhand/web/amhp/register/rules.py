"""Whether something may be entered, corrected, sent or removed: each raises a sentence for the page."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand.domain.amhp.clocks_time import said_day
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import Event, PersonLog
from evenhand.domain.amhp.register_entries import Refused as CannotStand
from evenhand.domain.amhp.register_periods import end_of
from evenhand.domain.amhp.register_record import retain_until
from evenhand.web.bodies.rules import Refused

# The regulations came into force then: nobody was approved under them before.
FIRST_DAY = date(2008, 11, 3)
AHEAD = timedelta(days=366)
# What a person decides, whose name and role are recorded: regulations 3, 6(3) and 7.
DECIDED = (Event.APPROVE, Event.REAPPROVE, Event.UNSUSPEND, Event.END)


def must_be_possible(before: PersonLog, after: PersonLog, new: int | None) -> None:
    """
    Refused where entries cannot stand that stood before, or the one numbered `new` cannot.

    The register holds only what can be, so that nobody has to guess what follows from it.
    """
    known = {each.entry.id for each in replay(before).refused}
    for each in replay(after).refused:
        if each.entry.id == new:
            raise Refused(f"{each.message} {each.fix}")
        if each.entry.id not in known:
            raise Refused(_could_not_stand(each))


def _could_not_stand(other: CannotStand) -> str:
    return _(
        "With this, the entry of %(day)s (%(event)s) could not stand: %(message)s Correct or take "
        "out that entry first."
    ) % {
        "day": said_day(other.entry.day),
        "event": str(other.entry.event).replace("_", " "),
        "message": other.message,
    }


def must_be_a_day_of_the_register(on: date, today: date) -> None:
    """Refused for a day on which nothing of this register can have been, or far ahead."""
    if on < FIRST_DAY:
        raise Refused(
            _("The regulations came into force on %(day)s. Check the year.")
            % {"day": said_day(FIRST_DAY)}
        )
    if on > today + AHEAD:
        raise Refused(_("The day is more than a year ahead. Check the year."))


def must_be_decided(event: Event, decided_by: str) -> None:
    """Refused where a decision has nobody who took it."""
    if event in DECIDED and not decided_by.strip():
        raise Refused(_("Write who decided: name and role."))


def must_be_agreed_by_another(event: Event, agreed: bool | None, own: bool) -> None:
    """Refused where somebody decides about the hours of their own training."""
    if event is Event.TRAINING and agreed is not None and own:
        raise Refused(
            _(
                "These are your own hours. Somebody else who keeps the register decides about them; "
                "until then they wait."
            )
        )


def must_be_theirs(own: bool) -> None:
    """Refused where somebody enters training of somebody else, who does not keep the register."""
    if not own:
        raise Refused(_("This is not your own entry. Ask whoever keeps the register."))


def must_have_been(on: date, today: date) -> None:
    """Refused for training that is still to come."""
    if on > today:
        raise Refused(_("The day is still to come. Enter the training once it has been."))


def must_wait_for_a_decision(event: str, agreed: bool | None) -> None:
    """Refused where nobody has to decide, or somebody has."""
    if event != Event.TRAINING or agreed is not None:
        raise Refused(
            _("It is decided already whether these hours are agreed. Correct the entry instead.")
        )


def must_say_why_not(agreed: bool, words: str) -> None:
    """Refused where hours are not agreed and nobody says why."""
    if not agreed and not words.strip():
        raise Refused(_("Write why the hours are not agreed. The AMHP reads it on their page."))


def must_have_evidence(event: Event, words: str, missing: Collection[str]) -> None:
    """Refused where a new term has no evidence on race equality, and nothing says why."""
    if event is Event.REAPPROVE and missing and not words.strip():
        raise Refused(
            _(
                "Evidence is missing on: %(matters)s. Add it, or write in the note why the term "
                "begins without it."
            )
            % {"matters": "; ".join(missing)}
        )


def must_be_corrected_once(corrected: bool, event: str, taken_out: str) -> None:
    """Refused for an entry that does not count any more."""
    if corrected or event == taken_out:
        raise Refused(_("This entry does not count any more. Correct the one that took its place."))


def must_be_sent_after(made: date, sent: date, today: date) -> None:
    """Refused for a day on which a notice cannot have been sent."""
    if sent > today:
        raise Refused(_("The day is still to come. Enter the day on which it was sent."))
    if sent < made:
        raise Refused(
            _("The notice follows from what happened on %(day)s. It cannot have been sent before.")
            % {"day": said_day(made)}
        )


def kept_to(log: PersonLog, on: date) -> date | None:
    """
    The last day on which the record must be kept, as it looks on a day; date.max while nobody can tell.

    Nothing where there never was an approval.
    """
    begins = [each for each in log.entries if each.event in (Event.APPROVE, Event.REAPPROVE)]
    if not begins:
        return None
    if any(each.day > on for each in begins):
        return date.max
    return retain_until(replay(log, end_of(on) - timedelta(microseconds=1))) or date.max


def must_be_past_keeping(log: PersonLog, on: date) -> None:
    """Refused while the regulations tell the authority to keep the record: regulation 8(2)."""
    kept = kept_to(log, on)
    if kept is None or kept < on:
        return
    if kept == date.max:
        raise Refused(
            _(
                "The approval runs. The record is kept for five years from the day on which it ends "
                "(regulation 8(2))."
            )
        )
    raise Refused(
        _("The record has to be kept to %(day)s (regulation 8(2)). After that it is removed.")
        % {"day": said_day(kept)}
    )


def must_be_new(names: list[str]) -> None:
    """Refused where people of a file are on the register already."""
    if names:
        raise Refused(
            ngettext(
                "%(names)s is on the register already. Add entries on their page, or take them out "
                "of the file.",
                "%(names)s are on the register already. Add entries on their pages, or take them "
                "out of the file.",
                len(names),
            )
            % {"names": ", ".join(names)}
        )
