"""What the AMHP service keeps. Names and free text are sealed under the body's key; codes are plain."""

from evenhand.web.amhp.models.register import (
    Arrangement,
    Entry,
    Establishment,
    Evidence,
    LocalCondition,
    Notice,
    Professional,
    Trainee,
)
from evenhand.web.amhp.models.returns import AmhpReturn, ReturnStep
from evenhand.web.amhp.models.rota import Feed, Placement, RestRule, Shift, Swap
from evenhand.web.amhp.models.sight import (
    Escalation,
    Forum,
    LocalCode,
    Obstacle,
    Residents,
    Threshold,
)
from evenhand.web.amhp.models.work import (
    Ask,
    Change,
    Clock,
    Consideration,
    Delay,
    Note,
    RelativeRecord,
    SafetyRecord,
)

__all__ = [
    "AmhpReturn",
    "Arrangement",
    "Ask",
    "Change",
    "Clock",
    "Consideration",
    "Delay",
    "Entry",
    "Escalation",
    "Establishment",
    "Evidence",
    "Feed",
    "Forum",
    "LocalCode",
    "LocalCondition",
    "Note",
    "Notice",
    "Obstacle",
    "Placement",
    "Professional",
    "RelativeRecord",
    "Residents",
    "RestRule",
    "ReturnStep",
    "SafetyRecord",
    "Shift",
    "Swap",
    "Threshold",
    "Trainee",
]
