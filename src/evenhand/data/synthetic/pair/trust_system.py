"""How the made-up trust's HR system writes: code and words together, dates as 31-MAR-2025."""

from datetime import date

from evenhand.data.synthetic.effects import QUESTIONS
from evenhand.data.synthetic.pair.export import ExportShape, TableShape

# The 2001 list has no words for Roma, Gypsy or Irish Traveller, or Arab: they are lost in others.
_ETHNIC_ORIGIN = {
    "white-british": "A White - British",
    "irish": "B White - Irish",
    "other-white": "C White - Any other White background",
    "gypsy-or-irish-traveller": "C White - Any other White background",
    "roma": "C White - Any other White background",
    "white-and-black-caribbean": "D Mixed - White & Black Caribbean",
    "white-and-black-african": "E Mixed - White & Black African",
    "white-and-asian": "F Mixed - White & Asian",
    "other-mixed": "G Mixed - Any other mixed background",
    "indian": "H Asian or Asian British - Indian",
    "pakistani": "J Asian or Asian British - Pakistani",
    "bangladeshi": "K Asian or Asian British - Bangladeshi",
    "other-asian": "L Asian or Asian British - Any other Asian background",
    "caribbean": "M Black or Black British - Caribbean",
    "african": "N Black or Black British - African",
    "other-black": "P Black or Black British - Any other Black background",
    "chinese": "R Chinese",
    "any-other": "S Any Other Ethnic Group",
    "arab": "S Any Other Ethnic Group",
    "not-stated": "Z Not Stated",
    "not-known": "Unspecified",
}
_BANDS = {
    **{band: f"Band {band}" for band in ("2", "3", "4", "5", "6", "7", "9")},
    "8a": "Band 8 - Range A",
    "8b": "Band 8 - Range B",
    "8c": "Band 8 - Range C",
    "8d": "Band 8 - Range D",
    "VSM": "Very Senior Manager",
    "Consultant": "Consultant",
    "Non-consultant career grade": "Specialty Doctor",
    "Trainee grade": "Specialty Registrar",
}
_PROFESSIONS = {
    "social-worker": "Social Worker",
    "nurse": "Registered Nurse",
    "occupational-therapist": "Occupational Therapist",
    "psychologist": "Clinical Psychologist",
    "pharmacist": "Pharmacist",
    "doctor": "Medical Practitioner",
}
_CONTRACTS = {
    "permanent": "Permanent",
    "fixed-term": "Fixed Term Temp",
    "bank": "Bank",
    "agency": "Agency Staff",
    "non-executive": "Non-Exec Director/Chair",
}
_ROUTES = {
    "employed": "Employed",
    "seconded": "Hosted - seconded in",
    "transferred": "TUPE transfer in",
    "agency": "Agency",
}
_KINDS = {
    "disciplinary": "Formal Disciplinary",
    "fitness-to-practise": "Professional Body Referral",
    "training": "Non-Mandatory Training / CPD",
    "promotion": "Change of Band (up)",
    "leaving": "Termination",
}
_ANSWERS = {"yes": "1", "no": "2", "dont-know": "3"}


def _date(day: date) -> str:
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    return f"{day.day:02}-{months[day.month - 1]}-{day.year}"


SYSTEM = ExportShape(
    separator=",",
    encoding="utf-8",
    date_text=_date,
    yes="Yes",
    no="",
    tables={
        "staff": TableShape(
            "staff_in_post.csv",
            headers={
                "person": "Employee Number",
                "staff_group": "Staff Group",
                "role": "Position Title",
                "profession": "Occupation",
                "registration": "Registered",
                "pay_band": "Pay Scale",
                "contract": "Assignment Category",
                "fte": "FTE",
                "ethnic_category": "Ethnic Origin",
                "sex": "Gender",
                "birth_date": "Date of Birth",
                "hourly_pay": "Hourly Rate (pay gap)",
                "bonus": "Bonus Pay 12 Months",
                "full_pay": "Paid In Full",
                "start_date": "Latest Start Date",
                "leave_date": "Termination Date",
                "leaving_reason": "Leaving Reason",
                "service": "Directorate",
                "team": "Organisation",
                "setting": "Care Setting",
                "board": "Board Member",
                "voting": "Board Vote",
                "executive": "Executive Director",
                "senior_manager": "Senior Manager",
                "amhp": "AMHP Approved",
                "employer": "Substantive Employer",
                "host": "Hosted At",
                "route": "Employment Route",
            },
            words={
                "ethnic_category": _ETHNIC_ORIGIN,
                "pay_band": _BANDS,
                "contract": _CONTRACTS,
                "profession": _PROFESSIONS,
                "sex": {"female": "Female", "male": "Male"},
                "full_pay": {"yes": "Full", "no": "Reduced"},
                "route": _ROUTES,
            },
        ),
        "applications": TableShape(
            "applications.csv",
            headers={
                "vacancy": "Vacancy Reference",
                "pay_band": "Vacancy Band",
                "senior_post": "Senior",
                "ethnic_category": "Ethnic Origin",
                "shortlisted": "Shortlisted",
                "appointed": "Appointed",
            },
            words={"ethnic_category": _ETHNIC_ORIGIN, "pay_band": _BANDS},
        ),
        "events": TableShape(
            "employee_relations_and_training.csv",
            headers={
                "person": "Employee Number",
                "date": "Effective Date",
                "kind": "Event",
                "ethnic_category": "Ethnic Origin",
            },
            words={"ethnic_category": _ETHNIC_ORIGIN, "kind": _KINDS},
        ),
        "survey": TableShape(
            "staff_survey.csv",
            headers={
                "ethnic_category": "ethnicity",
                "harassment_public": "q14a",
                "harassment_manager": "q14b",
                "harassment_colleagues": "q14c",
                "equal_opportunity": "q15",
                "discrimination": "q16b",
            },
            words={"ethnic_category": _ETHNIC_ORIGIN} | dict.fromkeys(QUESTIONS, _ANSWERS),
        ),
    },
)
