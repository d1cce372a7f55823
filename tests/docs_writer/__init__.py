"""Writes docs/reference from the code, the definitions and the spec tests: a module a page.

`./run docs` writes the pages; `./run check` calls this with --check, which fails where one is out
of date. Nothing in docs/reference is written by hand.
"""

import json
from pathlib import Path

from evenhand.data.writers import comparison_files, results_json
from tests.docs_writer import (
    amhp_data_set,
    amhp_return,
    check_codes,
    columns,
    command_line,
    counts,
    groupings,
    ladders,
    legal_clocks,
    presets,
    register,
    rota_swaps,
    spec,
    standards,
    submissions,
)

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
NOTE = "<!-- Written by ./run docs from the code. Do not edit. -->\n\n"
_PAGES = (
    columns,
    check_codes,
    counts,
    standards,
    presets,
    groupings,
    ladders,
    submissions,
    rota_swaps,
    legal_clocks,
    register,
    amhp_data_set,
    amhp_return,
    command_line,
)


def pages() -> dict[str, str]:
    """Every generated page: file name to text."""
    written = {_file_of(each.__name__): "\n".join(each.page()) + "\n" for each in _PAGES}
    written |= {f"spec-{name}.md": text for name, text in spec.chapters()}
    return {
        **{name: NOTE + text for name, text in written.items()},
        "results.schema.json": _json(results_json.schema()),
        "comparison.schema.json": _json(comparison_files.schema()),
    }


def _json(schema: object) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _file_of(module: str) -> str:
    return module.rpartition(".")[2].replace("_", "-") + ".md"
