"""Codes of a check"""

import ast
from pathlib import Path

from evenhand.data.readers.code import Code
from evenhand.data.readers.codes import CODES
from evenhand.data.readers.codes_of_sources import OF_SOURCES
from evenhand.data.readers.codes_of_standards import OF_STANDARDS

HERE = Path(__file__).parent


def _words_in_tests() -> set[str]:
    words: set[str] = set()
    for file in HERE.glob("test_*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        words |= {value for value in constants if isinstance(value, str)}
    return words


def test_every_code_of_a_pack_has_a_case_on_this_page() -> None:
    """So that each message has been seen, with its row and what it says to do."""
    elsewhere = {"rows-set-aside"}  # tests/engines/test_spark_agrees.py: it takes a Spark
    of_packs = CODES.keys() - {code.slug for code in (*OF_SOURCES, *OF_STANDARDS)} - elsewhere
    assert of_packs <= _words_in_tests()


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    """In whole sentences, and under a name that can be searched for."""
    for slug, code in CODES.items():
        assert isinstance(code, Code)
        assert slug == code.slug.lower()
        assert " " not in slug
        assert code.meaning.endswith(".")
        assert code.fix.endswith(".")
