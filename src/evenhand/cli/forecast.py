"""The `evenhand forecast` commands: the workforce plan without the web."""

import typer

from evenhand.cli import (
    forecast_cover,
    forecast_growth,
    forecast_representation,
    forecast_supply,
    forecast_terms,
)

app = typer.Typer(
    no_args_is_help=True,
    help="The workforce plan: how many are needed, who follows them, who they will be.",
)

app.command()(forecast_cover.cover)
app.command()(forecast_supply.supply)
app.command()(forecast_terms.terms)
app.command()(forecast_representation.representation)
app.command()(forecast_growth.growth)
