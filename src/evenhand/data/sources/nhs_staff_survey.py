"""NHS Staff Survey: the questions behind WRES indicators 5 to 8, for England by ethnic group.

National results of 2024, https://www.nhsstaffsurveys.com, as a long table. The percentages are
weighted by the size of organisations, the bases are not. How each indicator is made of them:
docs/explanation/open-data.md.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evenhand.data.readers.item import CheckItem, counted, found
from evenhand.data.sources.published_file import open_published
from evenhand.data.sources.source import SourceData
from evenhand.data.sources.staff_survey_file import (
    BINARY,
    COLUMNS,
    EVERYBODY,
    FINE,
    TABLE,
    YEAR,
    Answer,
    Answers,
    read_answers,
)
from evenhand.domain.codes.ethnicity import NOT_STATED
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.shares import GroupCount

TITLE = "NHS Staff Survey 2024, national results"
CREDIT = (
    "Source: NHS England, NHS Staff Survey 2024. Contains public sector information licensed "
    "under the Open Government Licence v3.0."
)
ORGANISATIONS = ("ODS code", "Organisation name", "question", "measure")
ENGLAND = Body(id="E92000001", name="England", kind="country")

WHY_BOUNDS = (
    "The survey asks about managers and about other colleagues in two questions, and its national "
    "results do not say how many people answered yes to both. So the share who reported either "
    "lies between the larger of the two and their sum."
)


INDICATORS = {"5": "Q14a", "7": "Q15", "8": "Q16b"}
MANAGERS, COLLEAGUES = "Q14b", "Q14c"


def read_staff_survey(path: Path) -> SourceData:
    """
    England's figures for WRES indicators 5, 7 and 8, and bounds for 6, in every group of the file.

    Indicator 5 is 100% less "never" in Q14a, 7 is "yes" in Q15 with "don't know" in the base, 8 is
    "yes" in Q16b. Those who did not give an ethnic group are `not-stated`, a base without a share.
    """
    file = open_published(path, COLUMNS, table=TABLE)
    if isinstance(file, CheckItem):
        return _nothing(_by_organisation(path) or file)
    answers, items = read_answers(file)
    if items:
        return _nothing(*items)
    return SourceData(
        title=TITLE,
        credit=CREDIT,
        bodies=(ENGLAND,),
        snapshots=(YEAR,),
        figures=tuple(_figures(answers)),
        reasons={"6": WHY_BOUNDS},
        items=(_year(file.name),),
        files=((file.name, file.sha256),),
    )


def _nothing(*items: CheckItem) -> SourceData:
    return SourceData(title=TITLE, credit=CREDIT, items=items)


def _by_organisation(path: Path) -> CheckItem | None:
    """The survey's other file, which a person may well take for this one."""
    file = open_published(path, ORGANISATIONS, table=TABLE)
    if isinstance(file, CheckItem):
        return None
    organisations = {code for _, (code, *_) in file.rows()}
    return found(
        "wrong-source",
        f"{path.name} has the results of {counted(len(organisations), 'organisation')}, each for "
        "all its staff together. It does not say how the answers of ethnic groups differ, so "
        "nothing can be compared.",
        table=TABLE,
        file=path.name,
        fix="Use the survey's national results by ethnic background. For one organisation, put "
        "its own WRES figures in a pack as a counts table.",
    )


def _figures(answers: Answers) -> Iterator[GroupCount]:
    groups = dict.fromkeys(place[1:] for place in answers if place[1:] != EVERYBODY)
    for grouping, group in groups:
        for indicator, code in INDICATORS.items():
            yield _one(indicator, grouping, group, answers[code, grouping, group])
        apart = (answers[code, grouping, group] for code in (MANAGERS, COLLEAGUES))
        yield _either(grouping, group, *apart)
    for indicator, code in {**INDICATORS, "6": MANAGERS}.items():
        yield from _not_stated(indicator, code, answers)


def _one(indicator: str, grouping: str, group: str, answer: Answer) -> GroupCount:
    return GroupCount(
        ENGLAND.id,
        YEAR,
        indicator,
        "",
        grouping,
        group,
        None,
        None,
        share=answer.share,
        base=answer.base,
        hidden=answer.share is None,
    )


def _either(grouping: str, group: str, managers: Answer, colleagues: Answer) -> GroupCount:
    """Between the larger of the two and their sum; the base is the smaller of the two bases."""
    b, c = managers.share, colleagues.share
    none = GroupCount(ENGLAND.id, YEAR, "6", "", grouping, group, None, None, hidden=True)
    if b is None or c is None or managers.base is None or colleagues.base is None:
        return none
    base = min(managers.base, colleagues.base)
    return replace(none, hidden=False, base=base, share_low=max(b, c), share_high=min(1.0, b + c))


def _not_stated(indicator: str, code: str, answers: Answers) -> Iterator[GroupCount]:
    """How many answered without giving an ethnic group: all answers less those of every group."""
    everybody = answers[code, *EVERYBODY].base
    bases = [
        answer.base
        for (asked, grouping, _), answer in answers.items()
        if asked == code and grouping == FINE
    ]
    shown = [base for base in bases if base is not None]
    if everybody is None or len(shown) < len(bases):
        return
    for grouping in (FINE, BINARY):
        yield GroupCount(
            ENGLAND.id, YEAR, indicator, "", grouping, NOT_STATED, None, everybody - sum(shown)
        )


def _year(file: str) -> CheckItem:
    words = (
        f"{file} does not say its year. Its questions are those of {YEAR}, so it is read as that."
    )
    return found("published-without-year", words, table=TABLE, file=file)
