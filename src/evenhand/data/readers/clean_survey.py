"""From raw to clean: the survey, which may have a row a person or a row an answer."""

from collections.abc import Sequence
from dataclasses import replace

from evenhand.data.engines.duckdb import name_of
from evenhand.data.readers.column_list import QUESTIONS
from evenhand.data.readers.item import Unusable, found
from evenhand.data.readers.part import Cleaned, Part
from evenhand.data.readers.repeats import leave_out_repeats, set_aside_second_figures
from evenhand.data.readers.whose import whose

_KEY = ("body", "snapshot", "respondent")
# Held as numbers of a list: there are many answers and few words.
_QUESTION = f"{{}}::ENUM {QUESTIONS} AS question"
_ANSWER = "{}::VARCHAR::ENUM ('yes', 'no', 'dont-know') AS answer"
_WITH_ID = "SELECT row FROM {} WHERE trim(respondent::VARCHAR) <> ''"
_STAFF, _PARTS = "harassment_staff", ("harassment_manager", "harassment_colleagues")


def clean_survey(part: Part) -> Cleaned:
    """One row a person and question answered; harassment by staff is worked out from its parts."""
    asked = [question for question in QUESTIONS if part.has(question)]
    long = part.has("question") and part.has("answer")
    if not asked and not long:
        message = "There is neither a column a question nor question and answer."
        fix = f"Name the columns in pack.toml: question and answer, or {', '.join(QUESTIONS)}."
        raise Unusable(
            found("missing-column", message, table="survey", file=part.raw.file, fix=fix)
        )
    fields = whose(part) | part.fields()
    part.reject("negative-number", "weight", f"{part.value('weight')} < 0")
    if part.has("weight"):
        part.require("weight", default="0")
    # Whoever gives no id is somebody else in every row.
    fields["respondent"] = f"coalesce({part.value('respondent')}, 'row ' || raw.row)"
    if long:
        part.require("question")
        # A blank answer is one that was not given; one that cannot be read is set aside.
        part.require("answer", default="''")
        return _row_an_answer(part, part.finish(fields))
    del fields["answer"]
    fields |= {question: part.value(question) for question in asked}
    return _row_a_person(part, part.finish(fields), asked)


def _row_an_answer(part: Part, cleaned: Cleaned) -> Cleaned:
    if part.has("respondent"):
        cleaned = leave_out_repeats(part, cleaned, among=_WITH_ID.format(name_of(part.raw.name)))
        key = ("body", "snapshot", "respondent", "question")
        cleaned = set_aside_second_figures(part, cleaned, key, "question")
    answers = (
        f"SELECT {', '.join(_common(cleaned))}, {_QUESTION.format('question::VARCHAR')},"
        f" {_ANSWER.format('answer')} FROM {name_of(cleaned.name)} WHERE answer IS NOT NULL"
    )
    # Without a respondent nothing says which two answers are one person's.
    return _worked_out(part, cleaned, answers, parts=_PARTS if part.has("respondent") else ())


def _row_a_person(part: Part, cleaned: Cleaned, asked: Sequence[str]) -> Cleaned:
    if part.has("respondent"):
        cleaned = leave_out_repeats(part, cleaned, among=_WITH_ID.format(name_of(part.raw.name)))
        key = ("body", "snapshot", "respondent")
        cleaned = set_aside_second_figures(part, cleaned, key, "respondent")
    common, name = ", ".join(_common(cleaned)), name_of(cleaned.name)
    answers = " UNION ALL ".join(
        f"SELECT {common}, {_QUESTION.format(repr(question))}, {_ANSWER.format(question)}"
        f" FROM {name} WHERE {question} IS NOT NULL"
        for question in asked
    )
    return _worked_out(part, cleaned, answers, parts=_PARTS)


def _worked_out(part: Part, cleaned: Cleaned, answers: str, *, parts: Sequence[str]) -> Cleaned:
    """
    The answers, with harassment by staff worked out where it was not asked as one question.

    `parts` are the questions that it is worked out from, or none. Yes if either is a yes, no if at
    least one is a no and neither is a yes.
    """
    name, common = name_of(cleaned.name), _common(cleaned)
    listed = ", ".join(f"'{each}'" for each in parts)
    whose_answer = ", ".join(f"any_value({each}) AS {each}" for each in common if each not in _KEY)
    part.engine.run(f"CREATE OR REPLACE TABLE {name} AS {answers}")
    part.engine.run(
        f"INSERT INTO {name} BY NAME SELECT {', '.join(_KEY)}, {whose_answer}, '{_STAFF}' AS question,"
        f" CASE WHEN bool_or(answer = 'yes') THEN 'yes' ELSE 'no' END AS answer FROM {name}"
        f" WHERE question IN ({listed}) AND answer IN ('yes', 'no')"
        f" AND NOT EXISTS (SELECT 1 FROM {name} WHERE question = '{_STAFF}')"
        f" GROUP BY {', '.join(_KEY)}"
    )
    return replace(cleaned, columns=(*common, "question", "answer"))


def _common(cleaned: Cleaned) -> list[str]:
    wanted = ("row", "body", "snapshot", "respondent", "category", "weight")
    return [column for column in wanted if column in cleaned.columns]
