"""A role: what somebody may do for one body."""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """One thing that a role may allow."""

    READ_RESULTS = "read results"
    READ_BOARD_RESULTS = "read board results"
    READ_SHARED_RESULTS = "read shared results"
    READ_ROWS = "read rows"
    UPLOAD = "upload"
    REVIEW = "review"
    CERTIFY = "certify"
    RELEASE = "release"
    MANAGE_PEOPLE = "manage people"
    MANAGE_SETTINGS = "manage settings"
    READ_AUDIT = "read audit"
    FOLLOW_SUBMISSIONS = "follow submissions"
    RECORD_CONSIDERATIONS = "record considerations"
    RUN_AMHP_SERVICE = "run the AMHP service"
    KEEP_REGISTER = "keep the register"
    READ_SERVICE_REPORTS = "read service reports"


@dataclass(frozen=True, kw_only=True)
class Role:
    """`sees_people`: it reaches rows about persons, so signing in takes a second factor."""

    slug: str
    title: str
    purpose: str
    may: frozenset[Right]
    sees_people: bool
