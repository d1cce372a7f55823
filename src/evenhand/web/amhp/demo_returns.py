"""National returns of the demonstration's councils: last year's is signed off, this year's is open."""

from datetime import UTC, date, datetime, timedelta

from evenhand.data.definitions.amhp_return import last_day_of, return_edition
from evenhand.domain.amhp.returns.edition import Value
from evenhand.pipeline.amhp_return import last_day
from evenhand.web.accounts.queries import account_with
from evenhand.web.amhp.returns import actions
from evenhand.web.amhp.returns.queries import AmhpReturn, suggested
from evenhand.web.bodies.queries import Access, Body, access_to
from evenhand.web.releases import demo_people as people

# So many days after the last of its year each step is taken.
_BEGUN, _FILLED, _SENT, _REVIEWED, _SIGNED = 9, 16, 17, 23, 30


def fill(body: Body, residents: int, at: datetime) -> None:
    """Both years' returns, each step by the person whose part it is. KeyError where nobody has it."""
    this_year = last_day(at.date())
    last_year = last_day_of(return_edition(), this_year.year - 1)
    one = _filled(body, last_year, residents, vacant_posts=3)
    for role, action, after in (
        ("contributor", actions.send_to_review, _SENT),
        ("reviewer", actions.pass_on, _REVIEWED),
    ):
        access = _access(body, role)
        action(amhp_return=one, rights=access.rights, by=_who(role), at=_moment(last_year, after))
    actions.sign_off(
        amhp_return=one,
        name="Certifier (made up)",
        role="Director of adult social services",
        rights=_access(body, "certifier").rights,
        by=_who("certifier"),
        at=_moment(last_year, _SIGNED),
    )
    _filled(body, this_year, residents, vacant_posts=None)


def _filled(body: Body, day: date, residents: int, vacant_posts: int | None) -> AmhpReturn:
    who, access = _who("contributor"), _access(body, "contributor")
    one = actions.start(body=body, day=day, by=who, at=_moment(day, _BEGUN))
    answers: dict[str, Value] = {each.id: None for each in return_edition().asked}
    answers |= suggested(one) | {"residents": residents, "vacant-posts": vacant_posts}
    actions.fill(
        amhp_return=one,
        answers=answers,
        rights=access.rights,
        by=who,
        at=_moment(day, _FILLED),
    )
    one.refresh_from_db()
    return one


def _moment(day: date, after: int) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(days=after)


def _who(role: str):  # type: ignore[no-untyped-def]
    return account_with(people.address_of(role))


def _access(body: Body, role: str) -> Access:
    found = access_to(_who(role), body.slug)
    if found is None:
        raise KeyError(role, body.slug)
    return found
