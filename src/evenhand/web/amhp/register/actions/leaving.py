"""Whoever works for a body no longer is on its register still, without their account."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_noop

from evenhand.web.amhp.models import Professional
from evenhand.web.amhp.register.actions.held import trail
from evenhand.web.bodies.models import Membership


@receiver(post_save, sender=Membership, dispatch_uid="amhp.register.leaving")
def unlink(instance: Membership, **more: Any) -> None:
    """In the transaction in which somebody's last membership of a body ends."""
    if instance.ended is None:
        return
    who = {"body": instance.body, "user": instance.user}
    if Membership.objects.filter(**who, ended=None).exists():
        return
    for each in Professional.objects.filter(**who).select_related("body"):
        before, each.user = each.user_id, None
        each.save(update_fields=["user"])
        trail(
            each,
            gettext_noop("account linked in the register"),
            by="membership ended",
            at=instance.ended,
            before={"account": before},
            after={"account": None},
        )
