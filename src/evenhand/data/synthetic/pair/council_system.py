"""How the made-up council's HR system writes: semicolons, local words, dates as 31/03/2025."""

from datetime import date

from evenhand.data.synthetic.effects import QUESTIONS
from evenhand.data.synthetic.pair.council import LADDER
from evenhand.data.synthetic.pair.export import ExportShape, TableShape

_ETHNIC_ORIGIN = {
    "white-british": "White - British",
    "irish": "White - Irish",
    "gypsy-or-irish-traveller": "White - Gypsy or Irish Traveller",
    "roma": "White - Roma",
    "other-white": "White - Other European or Other White",
    "bangladeshi": "Asian - Bangladeshi",
    "chinese": "Asian - Chinese",
    "indian": "Asian - Indian",
    "pakistani": "Asian - Pakistani",
    "other-asian": "Asian - Other (please specify)",
    "african": "Black - African (incl. Somali)",
    "caribbean": "Black - Caribbean",
    "other-black": "Black - Other (please specify)",
    "white-and-asian": "Dual heritage - White/Asian",
    "white-and-black-african": "Dual heritage - White/Black African",
    "white-and-black-caribbean": "Dual heritage - White/Black Caribbean",
    "other-mixed": "Dual heritage - Other",
    "arab": "Other - Arab",
    "any-other": "Other - any other group",
    "not-stated": "Not Disclosed",
    "not-known": "",
}
_CHIEFS = {"Head of service": "HOS", "Assistant director": "AD", "Director": "DIR"}
_GRADES = {rung: _CHIEFS.get(rung) or f"GR{rung.split()[1]:0>2}" for rung in LADDER.rungs}
_EVENTS = {
    "disciplinary": "Disciplinary - formal stage",
    "fitness-to-practise": "Referral to regulator",
    "training": "Funded course (non-mandatory)",
    "promotion": "Regrade / promotion",
    "leaving": "Leaver",
}


_PROFESSIONS = {
    "social-worker": "Social Work",
    "occupational-therapist": "Occupational Therapy",
    "psychologist": "Psychology",
}
_ANSWERS = {"yes": "Yes", "no": "No", "dont-know": "Unsure"}


def _date(day: date) -> str:
    return day.strftime("%d/%m/%Y")


SYSTEM = ExportShape(
    separator=";",
    encoding="utf-8-sig",
    date_text=_date,
    yes="Y",
    no="N",
    tables={
        "staff": TableShape(
            "establishment.csv",
            headers={
                "person": "Employee No",
                "role": "Job Title",
                "pay_band": "Grade",
                "contract": "Contract Type",
                "fte": "FTE",
                "team": "Team",
                "service": "Service Area",
                "setting": "Workplace Type",
                "profession": "Professional Group",
                "registration": "Regulator Registered?",
                "amhp": "AMHP Warrant?",
                "senior_manager": "Senior Leadership?",
                "ethnic_category": "Ethnic Origin",
                "sex": "Gender",
                "birth_date": "Date of Birth",
                "salary": "Actual Salary",
                "weekly_hours": "Contracted Hours",
                "full_pay": "Pay Status",
                "start_date": "Continuous Service Date",
                "leave_date": "Leaving Date",
                "leaving_reason": "Reason for Leaving",
                "employer": "Employed By",
                "host": "Host Organisation",
                "route": "Arrangement",
            },
            words={
                "ethnic_category": _ETHNIC_ORIGIN,
                "pay_band": _GRADES,
                "contract": {
                    "permanent": "Permanent",
                    "fixed-term": "Fixed Term",
                    "agency": "Agency Worker",
                },
                "profession": _PROFESSIONS,
                "sex": {"female": "F", "male": "M"},
                "full_pay": {"yes": "Full pay", "no": "Reduced pay (leave)"},
                "route": {
                    "employed": "Direct",
                    "seconded": "Seconded out (s75)",
                    "agency": "Via agency",
                },
                "service": {"adults": "Adults", "children": "Children & Families"},
            },
        ),
        "applications": TableShape(
            "recruitment.csv",
            headers={
                "vacancy": "Vacancy Ref",
                "pay_band": "Advertised Grade",
                "senior_post": "Senior Post?",
                "ethnic_category": "Applicant Ethnicity",
                "shortlisted": "Invited to Interview?",
                "appointed": "Offer Accepted?",
            },
            words={"ethnic_category": _ETHNIC_ORIGIN, "pay_band": _GRADES},
        ),
        "events": TableShape(
            "casework.csv",
            headers={
                "person": "Employee No",
                "kind": "Case Type",
                "date": "Date Opened",
                "ethnic_category": "Ethnicity (if not on establishment)",
            },
            words={"ethnic_category": _ETHNIC_ORIGIN, "kind": _EVENTS},
        ),
        "survey": TableShape(
            "staff_survey.csv",
            headers={
                "ethnic_category": "Your ethnic origin",
                "harassment_public": "Q12 Harassed by the public or people we support",
                "harassment_colleagues": "Q13 Harassed by colleagues",
                "harassment_manager": "Q14 Harassed by a manager",
                "equal_opportunity": "Q20 Fair career progression",
                "discrimination": "Q22 Discriminated against at work",
            },
            words={"ethnic_category": _ETHNIC_ORIGIN} | dict.fromkeys(QUESTIONS, _ANSWERS),
        ),
        "population": TableShape(
            "population.csv",
            headers={"ethnic_category": "Ethnic group", "population": "Residents"},
            words={"ethnic_category": _ETHNIC_ORIGIN},
        ),
    },
)
