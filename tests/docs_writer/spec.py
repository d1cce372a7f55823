"""docs/reference/spec-*.md: what the tests in tests/spec promise, chapter by chapter."""

import ast
from collections.abc import Iterator
from pathlib import Path

SPEC = Path(__file__).resolve().parents[1] / "spec"


def chapters() -> Iterator[tuple[str, str]]:
    for folder in sorted(path for path in SPEC.iterdir() if path.is_dir()):
        lines = [f"# What is promised: {folder.name}", ""]
        for file in sorted(folder.glob("test_*.py")):
            lines += _section(ast.parse(file.read_text(encoding="utf-8")))
        yield folder.name, "\n".join(lines).rstrip() + "\n"


def _section(module: ast.Module) -> Iterator[str]:
    yield f"## {ast.get_docstring(module)}\n"
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            title = node.name.removeprefix("test_").replace("_", " ")
            yield f"**{title[0].upper()}{title[1:]}.** {' '.join((ast.get_docstring(node) or '').split())}\n"
            cases = [
                keyword.value.value
                for call in ast.walk(ast.Module(node.decorator_list, []))  # type: ignore[arg-type]
                if isinstance(call, ast.Call)
                for keyword in call.keywords
                if keyword.arg == "id" and isinstance(keyword.value, ast.Constant)
            ]
            yield from (f"- {case}" for case in cases)
            yield ""
