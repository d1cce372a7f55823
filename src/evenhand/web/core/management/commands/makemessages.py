"""Django's makemessages, which also reads the templates of Jinja."""

from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages
from jinja2 import Environment


def as_python(template: str) -> str:
    """The marked words of a template as calls in Python, each on the line where it stood."""
    lines = [""] * (template.count("\n") + 1)
    marked = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).extract_translations(  # type: ignore[attr-defined]
        template
    )
    for line, function, told in marked:
        words = [told] if isinstance(told, str) else [each for each in told or () if each]
        if words:
            # The number that decides between one and many stands for itself.
            number = ["0"] if function == "ngettext" else []
            lines[line - 1] += f"{function}({', '.join([*map(repr, words), *number])}); "
    return "\n".join(lines)


class WithJinja(makemessages.BuildFile):
    """A file of words to collect. What xgettext cannot read is written as Python for it."""

    def preprocess(self) -> None:
        if self.path.endswith(".jinja"):
            template = Path(self.path).read_text(encoding="utf-8")
            Path(self.work_path).write_text(as_python(template), encoding="utf-8")
        else:
            super().preprocess()


class Command(makemessages.Command):
    build_file_class = WithJinja

    def handle(self, *args: Any, **options: Any) -> None:
        options["extensions"] = options["extensions"] or ["html", "jinja", "py"]
        super().handle(*args, **options)
