"""docs/reference/command-line.md: every command and its options."""

from collections.abc import Iterator

import click
import typer.main

from evenhand.cli.main import app
from tests.docs_writer.markdown import heading, row_of


def page() -> Iterator[str]:
    yield "# The command line"
    yield "\nExit codes: 0 good, 1 the data has errors, 2 wrong use."
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    for name, command in group.commands.items():
        yield from _command(f"evenhand {name}", command)


def _command(name: str, command: click.Command) -> Iterator[str]:
    yield f"\n## {name}\n\n{command.help}\n"
    if commands := getattr(command, "commands", {}):
        for part, one in commands.items():
            yield from _command(f"{name} {part}", one)
        return
    yield from heading("argument or option", "about", "default")
    for parameter in command.params:
        if parameter.name == "help":
            continue
        names = parameter.opts if parameter.param_type_name == "option" else [parameter.name]
        default = "" if parameter.default in (None, "", ()) else parameter.default
        about = getattr(parameter, "help", "") or ""
        yield row_of(", ".join(f"`{each}`" for each in names), about, default)
