"""Every read of accounts."""

from collections.abc import Iterable

from evenhand.web.accounts.models import User as User


def account_with(email: str) -> User | None:
    """The account of an address, in whatever letters."""
    return User.objects.filter(email__iexact=email).first()


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Who accounts belong to, by id, for the audit trail; ids of no account are left out."""
    wanted = [int(each) for each in set(ids) if each.isdigit()]
    return {str(user.pk): user.name for user in User.objects.filter(pk__in=wanted)}


def site_has_an_administrator() -> bool:
    """Whether anybody can make bodies yet."""
    return User.objects.filter(runs_site=True, is_active=True).exists()
