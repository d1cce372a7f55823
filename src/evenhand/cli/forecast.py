"""The `evenhand forecast` commands: the workforce to come."""

import typer

from evenhand.cli import forecast_growth, forecast_representation

app = typer.Typer(
    no_args_is_help=True,
    help="The workforce to come, from your own records or from a dozen typed figures.",
)
app.command()(forecast_representation.representation)
app.command()(forecast_growth.growth)
