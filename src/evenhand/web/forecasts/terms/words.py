"""What the columns of `evenhand forecast terms` are called on pages."""

from django.utils.translation import gettext_lazy as _

FACTS = {
    "salary_low": _("Lowest salary of an AMHP"),
    "salary_high": _("Highest salary of an AMHP"),
    "allowance": _("Allowance for AMHP work, a year"),
    "leave_days": _("Days of annual leave"),
    "out_of_hours_pay": _("Pay for a shift out of hours"),
}
IN_POUNDS = ("salary_low", "salary_high", "allowance", "out_of_hours_pay")
OUT_OF_HOURS = "out_of_hours"
COUNTS = {
    "amhps": _("AMHPs as the year began"),
    "leavers": _("Of them, how many left in the year"),
    "posts": _("Posts for AMHPs"),
    "vacancies": _("Of them, how many are not filled"),
    "days_available": _("Working days that AMHPs would have worked"),
    "days_sick": _("Of them, days lost to sickness"),
}
# A part, and the whole that it cannot be more than.
PARTS = {"leavers": "amhps", "vacancies": "posts", "days_sick": "days_available"}
REASONS = {
    "exit_retired": _("Retired"),
    "exit_moved": _("Became an AMHP elsewhere"),
    "exit_other_post": _("Took another post"),
    "exit_workload": _("Left for the work’s pressure"),
    "exit_pay": _("Left for pay or terms"),
    "exit_health": _("Left for their health"),
    "exit_caring": _("Left to care for somebody"),
    "exit_other": _("Left for another reason"),
}
EVERY = FACTS | {OUT_OF_HOURS: _("Terms out of hours, in words")} | COUNTS | REASONS
