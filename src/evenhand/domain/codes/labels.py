"""The words that HR systems write for codes: contracts, staff groups, kinds of event, answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from evenhand.domain.codes.ethnicity import plain

# In a list of spellings: words that are understood, and mean that nothing is known.
BLANK = "blank"


@dataclass(frozen=True)
class Labels:
    """For each column (`contract`, `answer`, ...): its codes, and the other spellings of each."""

    columns: Mapping[str, Mapping[str, tuple[str, ...]]]

    def codes(self, column: str) -> tuple[str, ...]:
        """The codes of a column, as they are written in the clean tables."""
        return tuple(code for code in self.columns[column] if code != BLANK)

    def find(self, column: str, text: str) -> str | None:
        """The code that a text means, BLANK where it says that nothing is known, else None.

        >>> labels = Labels({"contract": {"fixed-term": ("temp",), "blank": ("n/a",)}})
        >>> labels.find("contract", "Fixed Term"), labels.find("contract", "N/A")
        ('fixed-term', 'blank')
        """
        words = plain(text)
        return self._known[column].get(words) if words else BLANK

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        return {
            column: {
                plain(words): code
                for code, spellings in codes.items()
                for words in (*spellings, *(() if code == BLANK else (code,)))
            }
            for column, codes in self.columns.items()
        }
