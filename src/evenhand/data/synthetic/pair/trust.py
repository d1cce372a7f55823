"""The made-up mental health trust: Agenda for Change, medical grades and a board."""

from functools import partial

from evenhand.data.definitions.load import ladder
from evenhand.data.synthetic.pair.council import AGENCY, PARTNER
from evenhand.data.synthetic.pair.people import Job

ID = "X02"
NAME = PARTNER
LADDER = ladder("agenda-for-change")
FULL_TIME = 37.5
# A salary agreed with one person; the other grades' pay is in effects.toml.
SPOT_HOURLY = {"Spot salary": 34.00}
WITH_BONUSES = ("Consultant psychiatrist", "Specialty doctor", "Ward manager", "Chief executive")

_WARDS = ("Ash ward", "Beech ward", "Cedar ward", "Hazel ward", "Rowan ward", "Willow ward")
_COMMUNITY = (
    "Riverside community team",
    "Hillcrest community team",
    "Fenmoor community team",
    "Early intervention",
    "Crisis and home treatment",
    "Memory service",
)

_nurse = partial(Job, group="Nursing and Midwifery Registered", profession="nurse")
_support = partial(Job, group="Additional Clinical Services")
_therapist = partial(
    Job, group="Allied Health Professionals", setting="community team", teams=_COMMUNITY
)
_social_worker = partial(
    Job,
    group="Add Prof Scientific and Technic",
    profession="social-worker",
    setting="community mental health team",
    teams=_COMMUNITY,
)
_office = partial(Job, group="Administrative and Clerical", setting="office")
_estates = partial(Job, group="Estates and Ancillary", setting="estates")
_doctor = partial(
    Job, group="Medical and Dental", profession="doctor", setting="hospital and community"
)
_director = partial(_office, people=1, rungs=("VSM",), senior=True, board=True)
_executive = partial(_director, executive=True, voting=True)

_CLINICAL = (
    _support("Healthcare assistant", 380, ("2", "3"), setting="ward", teams=_WARDS),
    _support("Senior healthcare assistant", 190, ("3", "4"), setting="ward", teams=_WARDS),
    _support("Community support worker", 130, ("3", "4"), setting="community team"),
    _support("Peer support worker", 46, ("3",), setting="community team", teams=_COMMUNITY),
    _support("Assistant practitioner", 44, ("4",), setting="community team"),
    _nurse("Staff nurse", 490, ("5", "6"), setting="ward", teams=_WARDS),
    _nurse(
        "Community mental health nurse",
        270,
        ("6", "7"),
        setting="community team",
        teams=_COMMUNITY,
        amhps=0.02,
    ),
    _nurse("Forensic community nurse", 36, ("6", "7"), service="forensic", setting="prison"),
    _nurse("Ward manager", 58, ("7",), setting="ward", teams=_WARDS),
    _nurse("Matron", 26, ("8a", "8b"), setting="ward"),
    _nurse("Head of nursing", 7, ("8c", "8d"), setting="office", senior=True),
    _therapist("Occupational therapist", 118, ("5", "6", "7"), profession="occupational-therapist"),
    _therapist("Assistant psychologist", 62, ("4", "5")),
    _therapist("Clinical psychologist", 124, ("7", "8a", "8b", "8c"), profession="psychologist"),
    _therapist("Psychological therapist", 92, ("6", "7")),
    _therapist("Pharmacist", 32, ("6", "7", "8a"), profession="pharmacist"),
    _support("Service manager", 42, ("8a", "8b"), setting="office"),
)
_SOCIAL_WORK = (
    _social_worker("Social worker", 58, ("6", "7"), amhps=0.15),
    _social_worker("Care coordinator", 21, ("6",), amhps=0.1),
    _social_worker("Mental health practitioner", 16, ("6", "7")),
    _social_worker("Social worker", 34, ("6", "7"), amhps=0.25, route="transferred"),
    _social_worker(
        "Forensic social worker", 9, ("7",), service="forensic", setting="secure unit", teams=("",)
    ),
    _social_worker("Approved mental health professional", 8, ("7",), amhps=1.0),
    _social_worker("Social work lead", 3, ("8a", "8b"), amhps=0.3),
    _social_worker(
        "Locum social worker",
        11,
        ("6",),
        contract="agency",
        route="agency",
        employer=AGENCY,
        host=NAME,
    ),
)
_NOT_CLINICAL = (
    _office("Administrator", 240, ("2", "3", "4")),
    _office("Medical secretary", 62, ("4",)),
    _office("Team administrator", 40, ("5", "6")),
    _office("Corporate officer", 130, ("5", "6", "7")),
    _office("Corporate manager", 58, ("8a", "8b", "8c")),
    # A salary agreed with one person is on no ladder; every trust has a few.
    _office("Programme adviser", 4, ("Spot salary",)),
    _office("Deputy director", 12, ("8d", "9"), senior=True),
    _estates("Domestic assistant", 96, ("2",)),
    _estates("Catering and portering assistant", 54, ("2", "3")),
    _estates("Estates officer", 24, ("4", "5")),
)
_MEDICAL = (
    _doctor("Consultant psychiatrist", 70, ("Consultant",)),
    _doctor("Specialty doctor", 36, ("Non-consultant career grade",)),
    _doctor("Psychiatry trainee", 54, ("Trainee grade",)),
)
_BANK = (
    _nurse("Bank nurse", 90, ("5",), contract="bank", setting="ward"),
    _support("Bank healthcare assistant", 120, ("2",), contract="bank", setting="ward"),
)
_BOARD = (
    _executive("Chief executive"),
    _executive("Director of finance"),
    _executive("Director of nursing"),
    _executive("Medical director"),
    _executive("Chief operating officer"),
    _director("Director of people", executive=True),
    _director("Director of strategy", executive=True),
    Job("Chair", 1, ("",), contract="non-executive", board=True, voting=True),
    Job("Non-executive director", 6, ("",), contract="non-executive", board=True, voting=True),
)
JOBS = (*_CLINICAL, *_SOCIAL_WORK, *_NOT_CLINICAL, *_MEDICAL, *_BANK, *_BOARD)
