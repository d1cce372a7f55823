"""Extracts as systems write them, of made-up people without names, each with what is true of them.

`people(n)` are drawn from a fixed list; every layout writes the same ones in its own way.
"""

import csv
import io
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tests.factories.packs import write_workbook

from evenhand.data.definitions.load import ethnicity

SNAPSHOT = date(2025, 3, 31)
BANDS = ("2", "3", "4", "5", "6", "7", "8a")
CATEGORIES = (
    ("white-british", 40), ("irish", 4), ("other-white", 6), ("indian", 8), ("pakistani", 5),
    ("african", 9), ("caribbean", 6), ("other-black", 4), ("other-asian", 4), ("chinese", 2),
    ("other-mixed", 3), ("any-other", 3), ("not-stated", 3), ("not-known", 3),
)  # fmt: skip
EXTRA = ("Cost Centre", "Post Code Area", "Line Manager", "Notes")
SECRET = "Quillfeather"


@dataclass(frozen=True)
class Person:
    """One made-up person: a number, and what a record says."""

    number: int
    category: str
    band: str
    sex: str
    contract: str
    started: date
    pay: int

    @property
    def id(self) -> str:
        """The id in every table."""
        return f"{20_000_000 + self.number * 37}"


def people(n: int = 240, seed: int = 1) -> list[Person]:
    """The same people for the same numbers. All are in the workforce at the snapshot."""
    chance = random.Random(seed)
    slugs, weights = zip(*CATEGORIES, strict=True)
    found = []
    for number in range(1, n + 1):
        band = chance.choice(BANDS)
        found.append(
            Person(
                number,
                chance.choices(slugs, weights)[0],
                band,
                chance.choice(("female", "male")),
                chance.choices(("permanent", "fixed-term"), (9, 1))[0],
                SNAPSHOT - timedelta(days=chance.randrange(30, 6000)),
                18_000 + BANDS.index(band) * 6_000 + chance.randrange(3_000),
            )
        )
    return found


def by_category(staff: Sequence[Person]) -> Counter[str]:
    """How many people are in each category."""
    return Counter(each.category for each in staff)


def by_band_and_side(staff: Sequence[Person]) -> Counter[tuple[str, str]]:
    """How many White people, others and people not known are in each band."""
    side = ethnicity().grouping("binary").group_of
    return Counter((each.band, side.get(each.category, each.category)) for each in staff)


def write_csv(
    file: Path, rows: Sequence[Sequence[Any]], *, separator: str = ",", encoding: str = "utf-8"
) -> Path:
    """Rows as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(out.getvalue().encode(encoding))
    return file


_ESR = {
    "white-british": ("A White - British",),
    "irish": ("B White - Irish",),
    "other-white": ("C White - Any other White background", "CP White Polish", "C3 White Unspecified"),
    "indian": ("H Asian or Asian British - Indian",),
    "pakistani": ("J Asian or Asian British - Pakistani",),
    "african": ("N Black or Black British - African",),
    "caribbean": ("M Black or Black British - Caribbean",),
    "other-black": ("PC Black Nigerian", "P Black or Black British - Any other Black background"),
    "other-asian": ("LK Asian Unspecified", "LB Asian Punjabi"),
    "chinese": ("R Chinese",),
    "other-mixed": ("GC Mixed - Black & White", "G Mixed - Any other mixed background"),
    "any-other": ("S Any Other Ethnic Group", "SC Filipino"),
    "not-stated": ("Z Not Stated",),
    "not-known": ("Unspecified", ""),
}  # fmt: skip


def _esr_band(person: Person) -> str:
    if person.band == "8a":
        return "Review Body Band 8 - Range A"
    odd = person.number % 2
    return f"XR{int(person.band):02}" if odd else f"Review Body Band {person.band}"


def esr(folder: Path, staff: Sequence[Person]) -> Path:
    """As the Electronic Staff Record prints staff in post: code and label together, 31-MAR-2025."""
    header = ["Organisation", "Employee Number", "Assignment Number", "Position Title", "Staff Group",
              "Pay Scale", "Assignment Category", "FTE", "Gender", "Ethnic Origin", "Date of Birth",
              "Latest Start Date", *EXTRA]  # fmt: skip
    contracts = {"permanent": "Permanent", "fixed-term": "Fixed Term Temp"}
    rows = [
        [
            f"Team {each.number % 7}", each.id, f"{each.id}-2", "Social Worker",
            "Additional Clinical Services", _esr_band(each), contracts[each.contract], "1.00",
            each.sex.capitalize(), _ESR[each.category][each.number % len(_ESR[each.category])],
            "17-FEB-1976", each.started.strftime("%d-%b-%Y").upper(), "CC1", "LS1",
            f"J {SECRET}", f"Asked {SECRET} to call back",
        ]
        for each in staff
    ]  # fmt: skip
    return write_csv(folder / "Staff in post 31-MAR-2025.csv", [header, *rows])


_ASC = {
    "white-british": "31", "irish": "32", "other-white": "34", "indian": "39", "pakistani": "40",
    "african": "44", "caribbean": "45", "other-black": "46", "other-asian": "43", "chinese": "42",
    "other-mixed": "38", "any-other": "98", "not-stated": "", "not-known": "99",
}  # fmt: skip
_ASC_COLUMNS = (
    "LOCALESTID", "UNIQUEWORKERID", "STATUS", "DISPLAYID", "NINUMBER", "POSTCODE", "DOB", "GENDER",
    "ETHNICITY", "NATIONALITY", "BRITISHCITIZENSHIP", "COUNTRYOFBIRTH", "YEAROFENTRY", "DISABLED",
    "CARECERT", "L2CARECERT", "RECSOURCE", "HANDCVISA", "INOUTUK", "STARTDATE", "STARTINSECT", "DHA",
    "APPRENTICE", "EMPLSTATUS", "ZEROHRCONT", "DAYSSICK", "SALARYINT", "SALARY", "HOURLYRATE",
    "MAINJOBROLE", "MAINJRDESC", "CONTHOURS", "AVGHOURS", "NMCREG", "AMHP", "SCQUAL", "NONSCQUAL",
    "CWPCATEGORY",
)  # fmt: skip


def asc_wds(folder: Path, staff: Sequence[Person]) -> Path:
    """As the worker file of the adult social care bulk upload: codes, and AMHP for social workers."""
    rows = []
    for each in staff:
        worker = dict.fromkeys(_ASC_COLUMNS, "")
        role = ("6", "8", "16")[each.number % 3]
        worker |= {
            "LOCALESTID": f"E{each.number % 4}", "UNIQUEWORKERID": each.id, "STATUS": "UPDATE",
            "DISPLAYID": f"J {SECRET}", "NINUMBER": "QQ123456C", "DOB": "17/02/1976",
            "GENDER": "2" if each.sex == "female" else "1", "ETHNICITY": _ASC[each.category],
            "STARTDATE": each.started.strftime("%d/%m/%Y"), "SALARYINT": "1", "SALARY": each.pay,
            "EMPLSTATUS": "1" if each.contract == "permanent" else "2", "MAINJOBROLE": role,
            "CONTHOURS": "37" if each.number % 2 else "999",
            "AMHP": ("1", "2", "999")[each.number % 9 // 3] if role == "6" else "",
        }  # fmt: skip
        rows.append([worker[name] for name in _ASC_COLUMNS])
    return write_csv(folder / "workers.csv", [_ASC_COLUMNS, *rows])


_WORDS = {
    "white-british": "White: English, Welsh, Scottish, Northern Irish or British",
    "irish": "White: Irish", "other-white": "White: Other",
    "indian": "Asian/Asian British: Indian", "pakistani": "Asian/Asian British: Pakistani",
    "african": "Black, African, Caribbean or Black British: African",
    "caribbean": "Black, African, Caribbean or Black British: Caribbean",
    "other-black": "Black, African, Caribbean or Black British: Other",
    "other-asian": "Asian/Asian British: Other", "chinese": "Asian/Asian British: Chinese",
    "other-mixed": "Mixed: Other", "any-other": "Other ethnic group: Any other",
    "not-stated": "Prefer not to say", "not-known": "",
}  # fmt: skip


def payroll(folder: Path, staff: Sequence[Person]) -> Path:
    """Two header rows, the upper one merged, under a title; local grades of a council."""
    rows: list[list[Any]] = [
        ["Payroll at 31 March 2025"],
        [],
        ["Employee", "", "", "Pay", "", "Employment", "", "Employment"],
        ["Number", "Ethnic Group", "Sex", "Grade", "Basic Annual", "Type", "Start Date", "Team"],
    ]
    for each in staff:
        rows.append(
            [each.id, _WORDS[each.category], each.sex[0].upper(), f"Grade {BANDS.index(each.band) + 1}",
             f"£{each.pay:,}", each.contract.title(), each.started.strftime("%d/%m/%Y"), "North"]
        )  # fmt: skip
    return write_csv(folder / "payroll.csv", rows)


def city_payroll(folder: Path, staff: Sequence[Person]) -> Path:
    """As American cities publish it: no person's id, broad labels, the month first."""
    race = {
        "white": "White", "black": "Black or African American", "asian": "Asian/Pacific Islander",
        "mixed": "Two or more races", "other": "Others",
    }  # fmt: skip
    rows: list[list[Any]] = [
        ["Title", "Department", "Base Salary", "Race", "Employment Type", "Gender", "Hire Date"]
    ]
    families = ethnicity().families
    for each in staff:
        family = sorted(families(each.category))
        label = "Chinese" if each.category == "chinese" else race[family[0]] if family else ""
        rows.append(
            ["Clerk", "Health", f"{each.pay}.00", label, "Permanent", each.sex.title(),
             each.started.strftime("%m/%d/%Y")]
        )  # fmt: skip
    return write_csv(folder / "payroll.csv", rows)


def semicolons(folder: Path, staff: Sequence[Person]) -> Path:
    """Semicolons, as spreadsheets write where the comma is in the numbers."""
    labels = {c.slug: c.label for c in ethnicity().categories}
    rows = [["Staff ID", "Ethnicity", "Band", "Gender", "Annual Salary"]]
    rows += [
        [each.id, labels[each.category] if each.category != "not-known" else "", each.band,
         each.sex, f"{each.pay},50"]
        for each in staff
    ]  # fmt: skip
    return write_csv(folder / "staff.csv", rows, separator=";", encoding="cp1252")


def utf16(folder: Path, staff: Sequence[Person]) -> Path:
    """UTF-16 with tabs, as Excel saves Unicode text; dates as Excel's numbers."""
    rows = [["Payroll No", "Ethnic Code", "AfC Band", "Hire Date"]]
    codes = {c.slug: c.nhs for c in ethnicity().categories}
    start = date(1899, 12, 30)
    rows += [
        [each.id, codes[each.category], f"Band {each.band}", str((each.started - start).days)]
        for each in staff
    ]
    return write_csv(folder / "workforce.txt", rows, separator="\t", encoding="utf-16")


def workbook(folder: Path, staff: Sequence[Person]) -> Path:
    """One wide workbook: titles above each header, a sheet a table, training and cases apart."""
    folder.mkdir(parents=True, exist_ok=True)
    titled: list[list[Any]] = [["Example body: workforce data"], ["As at 31 March 2025"], []]
    people_rows = [
        [each.id, _WORDS[each.category], f"Band {each.band}", each.sex.title(),
         datetime.combine(each.started, time())]
        for each in staff
    ]  # fmt: skip
    cases = [[each.id, date(2024, 9, 1 + each.number % 28), "Open"] for each in staff[::12]]
    courses = [[each.id, date(2024, 11, 1 + each.number % 28), "Course"] for each in staff[::5]]
    applicants = [
        [f"V{each.number % 9}", _WORDS[each.category], "Yes", "Yes" if each.number % 3 else "No"]
        for each in staff
    ]
    return write_workbook(
        folder / "return.xlsx",
        {
            "Read me": [["This workbook holds workforce data"], ["Ask the team for help"]],
            "Staff": [*titled, ["Employee No", "Ethnicity", "Grade", "Gender", "Start Date"],
                      *people_rows],
            "Recruitment": [*titled, ["Vacancy Ref", "Ethnicity", "Shortlisted", "Appointed"],
                            *applicants],
            "Disciplinary": [*titled, ["Employee No", "Date Opened", "State"], *cases],
            "Training": [*titled, ["Employee No", "Completion Date", "What"], *courses],
        },
    )  # fmt: skip


def template(folder: Path, staff: Sequence[Person]) -> Path:
    """Counts in a national template: one row a grade, a column a group, totals at both ends."""
    truth = by_band_and_side(staff)
    rows: list[list[Any]] = [["WRES indicator 1"], ["Pay Band", "White", "BME", "Unknown", "Total"]]
    for band in BANDS:
        unknown = truth[band, "not-stated"] + truth[band, "not-known"]
        cells = [truth[band, "white"], truth[band, "bme"], unknown]
        rows.append([f"Band {band}", *cells, sum(cells)])
    rows.append(["Total", *(sum(row[n] for row in rows[2:]) for n in (1, 2, 3, 4))])
    return write_csv(folder / "template.csv", rows)


def warehouse(folder: Path, staff: Sequence[Person]) -> Path:
    """Parquet from a warehouse: snake_case, codes, timestamps, columns that nobody needs."""
    codes = {c.slug: c.nhs for c in ethnicity().categories}
    folder.mkdir(parents=True, exist_ok=True)
    table = pa.table(
        {
            "person_key": [int(each.id) for each in staff],
            "ethnic_origin_code": [codes[each.category] for each in staff],
            "afc_band": [each.band for each in staff],
            "gender_code": [each.sex[0].upper() for each in staff],
            "latest_hire_date": [datetime.combine(each.started, time(9)) for each in staff],
            "etl_loaded_at": [datetime.combine(date(2025, 4, 1), time(3))] * len(staff),
            "tags": [["a", "b"]] * len(staff),
        }
    )
    pq.write_table(table, folder / "dim_staff.parquet")
    return folder / "dim_staff.parquet"


Layout = Callable[[Path, Sequence[Person]], Path]
# Those in which every person's category and band can be told.
FULL: dict[str, Layout] = {
    "an ESR-style export": esr,
    "semicolons": semicolons,
    "UTF-16 with tabs and Excel's numbers for dates": utf16,
    "one wide workbook": workbook,
    "Parquet from a warehouse": warehouse,
}
