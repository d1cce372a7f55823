"""`python -m evenhand.cli`, where the console script is not on the path."""

from evenhand.cli.main import run

run()
