"""What a question about an extract may be answered with. No file is read for it."""

from evenhand.data.definitions.load import ethnicity, labels
from evenhand.data.mapping.proposal import LEAVE_OUT, Question
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Column, Reads


def answers_to(question: Question) -> tuple[tuple[str, str], ...]:
    """
    What a question may be answered with: each answer and how it reads, the guess among them.

    A value may be whatever its column can hold; where the column takes any text, there is no list.
    """
    listed = [(choice, choice) for choice in question.choices]
    if question.key.startswith("value|"):
        _, table, name, _ = question.key.split("|", 3)
        listed += _meanings(COLUMNS_OF[table][name])
        if not listed:
            return ()
    elif question.free:
        return ()
    return tuple({LEAVE_OUT: LEAVE_OUT, **dict(listed)}.items())


def columns_named(table: str) -> tuple[tuple[str, str], ...]:
    """The columns that a table can have: name and what it is about."""
    return tuple((name, column.about) for name, column in COLUMNS_OF[table].items())


def _meanings(column: Column) -> list[tuple[str, str]]:
    if column.reads is Reads.ETHNICITY:
        return [(each.slug, each.label) for each in ethnicity().categories]
    if column.reads is Reads.YES_NO:
        return [(code, code) for code in labels().codes("yes_no")]
    return [(code, code) for code in labels().codes(column.labels)] if column.labels else []
