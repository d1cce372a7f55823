"""A plan of new posts for a demonstration: three roles, a team that people leave, one cost borrowed."""

from datetime import datetime

from evenhand.web.accounts.queries import User
from evenhand.web.bodies.queries import Body
from evenhand.web.forecasts.new_posts import actions

NAME = "Six posts over two years"
TEAM = "team-1"


def make(*, body: Body, by: User, at: datetime) -> None:
    """Keep the plan of this body."""
    figures = {
        "first_year": at.year + 1,
        "social_workers": 40,
        "newly_qualified_a_year": 6,
        "teams": {
            TEAM: {
                "name": "Community team north",
                "posts": 20,
                "filled": 18,
                "refilled_in_months": [4, 9],
                "cover_a_month": 5200,
            }
        },
        "roles": [
            {
                "role": "named-social-worker",
                "posts_by_year": [2, 2, 0, 0, 0],
                "cost_a_year": [50_000, 56_000],
                "cost_once": 3000,
                "from": {"newly-qualified": 0.5, TEAM: 0.5},
            },
            {
                "role": "approved-clinician",
                "posts_by_year": [0, 1, 0, 0, 0],
                "uplift_a_year": 15_000,
                "from": {"same-post": 1.0},
            },
            # What one costs is not known: it is borrowed, and the page says so.
            {
                "role": "acute-ward",
                "posts_by_year": [0, 1, 0, 0, 0],
                "from": {"fast-track": 1.0},
            },
        ],
    }
    actions.make(body=body, name=NAME, figures=figures, by=by, at=at)
