"""Writes a proposal as pack.toml."""

import json
from collections.abc import Iterable, Mapping

from evenhand.data.mapping.proposal import Mapped, Proposal


def manifest_text(proposal: Proposal) -> str:
    """The text of pack.toml, with what is unsure as comments at its top."""
    about = proposal.about
    lines = [
        "# Proposed by `evenhand map` from what the files hold. Check it before figures are used."
    ]
    lines += [f"# Unsure: {_one_line(each.line())}" for each in proposal.unsure]
    lines += ["", "[body]", f"id = {_text(about.id)}", f"name = {_text(about.name)}"]
    lines += [f"kind = {_text(about.kind)}", "", "[year]", f"snapshot = {about.snapshot}"]
    lines += [f"standards = {_list(about.standards)}"]
    if proposal.ladder:
        lines += ["", "[ladder]", f"slug = {_text(proposal.ladder)}"]
    elif proposal.rungs:
        lines += ["", "[ladder]", f"rungs = {_list(proposal.rungs)}"]
        if proposal.steps:
            steps = (f"{_key(step)} = {_list(rungs)}" for step, rungs in proposal.steps.items())
            lines += [f"steps = {{ {', '.join(steps)} }}"]
    seen: set[str] = set()
    for table in proposal.tables:
        title = (
            f"[[tables.{table.table}.also]]" if table.table in seen else f"[tables.{table.table}]"
        )
        seen.add(table.table)
        lines += ["", title, *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: Mapped) -> Iterable[str]:
    yield f"file = {_text(table.file)}"
    if table.sheet:
        yield f"sheet = {_text(table.sheet)}"
    if table.header_rows != 1:
        yield f"header_rows = {table.header_rows}"
    if table.dates:
        yield f"dates = {_text(table.dates)}"
    if table.one_person_a_row:
        yield "one_person_a_row = true"
    for name, pairs in (("same", table.same), ("columns", table.columns), ("across", table.across)):
        for key, value in pairs.items():
            yield f"{name}.{_key(key)} = {_text(value)}"
    for column, translated in table.values.items():
        for text, code in translated.items():
            yield f"values.{_key(column)}.{_key(text)} = {_text(code)}"


def mapping_text(proposal: Proposal) -> str:
    """The mapping file: which headers each table had, so that next year only new ones are asked."""
    lines = ["# Written by `evenhand map` beside pack.toml: what was seen, to know it again."]
    for table in proposal.tables:
        lines += ["", "[[tables]]", f"table = {_text(table.table)}"]
        lines += [f"file = {_text(table.file)}", f"sheet = {_text(table.sheet)}"]
        lines += [f"headers = {_list(table.headers)}", f"columns = {_pairs(table.columns)}"]
    if proposal.left_out:
        lines += ["", "[left_out]"]
        lines += [f"{_key(key)} = {_list(several)}" for key, several in proposal.left_out.items()]
    return "\n".join(lines) + "\n"


def _pairs(pairs: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_key(k)} = {_text(v)}" for k, v in pairs.items()) + " }"


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_text(each) for each in texts) + "]"


def _text(value: str) -> str:
    # JSON's escapes are TOML's, except that TOML has no pairs of surrogates.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    bare = key.replace("_", "").replace("-", "")
    return key if bare.isalnum() and bare.isascii() else _text(key)


def _one_line(text: str) -> str:
    return " ".join(text.split())
