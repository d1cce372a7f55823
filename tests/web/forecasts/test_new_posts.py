"""Plans of new posts: typed, kept by version, worked out in the request, copied and deleted."""

import time

import pytest
from django.test import Client
from tests.factories import site
from tests.factories.amhp_work import said

from evenhand.pipeline.forecast_new_posts import new_posts
from evenhand.web.core.queries import entries_of
from evenhand.web.forecasts.models import NewPosts, NewPostsVersion
from evenhand.web.forecasts.new_posts import demo

pytestmark = pytest.mark.django_db
WHOLE = {
    "name": "Six posts",
    "first_year": "2027",
    "social_workers": "",
    "newly_qualified_a_year": "",
}
TEAM = {
    "name": "Community team north", "posts": "20", "filled": "18",
    "months_low": "4", "months_high": "9", "cover_a_month": "5200",
}  # fmt: skip
ROLE = {
    "posts_0": "2", "posts_1": "2", "cost_low": "50000", "cost_high": "56000", "cost_once": "3000",
    "newly-qualified": "50", "team-1": "50",
}  # fmt: skip


class Planning:
    """A council with a director, and a plan that is begun."""

    def __init__(self) -> None:
        self.body = site.body()
        self.director = site.visitor(site.member(self.body, "director"))

    def at(self, rest: str = "") -> str:
        return f"/bodies/{self.body.slug}/plan/new-posts/{rest}"

    def begin(self, **told: str) -> NewPosts:
        self.director.post(self.at(), WHOLE | told)
        return NewPosts.objects.get(body=self.body, name=told.get("name", WHOLE["name"]))

    def change(self, plan: NewPosts, rest: str, **told: str):  # type: ignore[no-untyped-def]
        seen = told.pop("seen", str(plan.versions.count()))
        return self.director.post(self.at(f"{plan.pk}/{rest}/"), {"seen": seen} | told)

    def filled(self) -> NewPosts:
        plan = self.begin()
        self.change(plan, "teams/1", **TEAM)
        self.change(plan, "roles/named-social-worker", **ROLE)
        return plan

    def page(self, plan: NewPosts, client: Client | None = None) -> str:
        return said((client or self.director).get(self.at(f"{plan.pk}/")))


def test_a_plan_is_begun_filled_and_answers_as_the_command_does() -> None:
    """The numbers are those of the how-to's worked example, which the command prints."""
    here = Planning()
    assert "No plan of new posts has been made yet." in said(here.director.get(here.at()))
    plan = here.filled()
    page = here.page(plan)
    assert "In post at the end of each year" in page and "2 4 4" in page
    # 2027: half a year of two posts, 6,000 once, and 1 left whose post stands empty 3.3 to 5.6 months.
    assert "2027 £50,000 to £56,000 £6,000 £17,333 to £29,250 £73,333 to £91,250" in page
    assert "2027 1 2.3 to 2.8 11.7 to 13.8% 3.3 to 5.6" in page
    # Two years after the last one left nothing of it stays, and no "-0.0".
    assert "2032 0 2.0 10.0% 0.0" in page and "-0" not in page
    assert (
        "4 full-time posts by the end: 2 people who are new to the workforce, 2 from another"
        in page
    )


def test_a_cost_that_nobody_gave_is_borrowed_and_said_to_be() -> None:
    here = Planning()
    plan = here.begin()
    posts = {"posts_0": "1", "fast-track": "100"}
    here.change(plan, "roles/acute-ward", **posts)
    page = here.page(plan)
    assert "one post a year £66,670 Borrowed: one practice fellow" in page
    assert "once for a post Not known In no cost: the true cost is higher" in page
    here.change(plan, "roles/acute-ward", **posts, cost_low="0", cost_once="0")
    page = here.page(plan)
    assert "one post a year £0 Your own" in page and "once for a post £0 Your own" in page


def test_of_somebody_s_own_post_only_what_it_adds_is_told_and_no_cost_is_borrowed() -> None:
    here = Planning()
    plan = here.begin()
    here.change(
        plan, "roles/acute-ward", **{"posts_0": "1", "same-post": "100", "uplift_a_year": "9"}
    )
    page = here.page(plan)
    assert "more pay where a post becomes the role, a year £9 Your own" in page
    assert "Borrowed:" not in page


def test_claims_of_the_report_stand_beside_it_with_what_contradicts_them() -> None:
    here = Planning()
    page = said(here.director.get(here.at()))
    assert "25% of the 4,285 in the NHS 1,071.2 people 2,000 people No." in page
    assert "most of whom councils employ" in page and "none is your own" in page
    assert (
        page.count("The sums agree.")
        + page.count("Not every sum agrees.")
        + page.count("No result is printed to compare with.")
        == 12
    )


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"team-1": "40"}, "Where people come from is to make 100. It makes 90"),
        ({"posts_0": "", "posts_1": "0"}, "Say when at least one post starts"),
        ({"posts_0": "two"}, "Enter a number, like 37 or 7.5"),
        ({"cost_low": "60000"}, "Give the least as well, and not more than this"),
        ({"newly-qualified": "0", "same-post": "50"}, "Say what it adds to their cost."),
        ({"posts_0": "90"}, "would leave Community team north in year 1, and it has 18"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(told: dict[str, str], says: str) -> None:
    here = Planning()
    plan = here.begin()
    here.change(plan, "teams/1", **TEAM)
    answer = here.change(plan, "roles/acute-ward", **(ROLE | told))
    assert answer.status_code == 422
    assert says in said(answer)
    assert plan.versions.count() == 2


def test_every_change_is_a_version_and_of_two_at_once_the_later_is_refused() -> None:
    here = Planning()
    plan = here.filled()
    assert [each.number for each in plan.versions.all()] == [3, 2, 1]
    late = here.change(plan, "whole", **(WHOLE | {"first_year": "2030"}), seen="2")
    assert "Somebody has changed this plan since you opened it." in said(late)
    here.change(plan, "whole", **(WHOLE | {"name": "Six", "first_year": "2030"}))
    plan.refresh_from_db()
    assert plan.name == "Six" and plan.versions.first().figures["first_year"] == 2030
    assert len(plan.versions.first().figures["roles"]) == 1


def test_an_older_version_is_opened_and_says_who_made_it_and_what_it_came_to() -> None:
    here = Planning()
    plan = here.filled()
    other = site.member(here.body, "director")
    site.visitor(other).post(
        here.at(f"{plan.pk}/roles/named-social-worker/"), {"seen": "3"} | ROLE | {"posts_1": "6"}
    )
    listed = said(here.director.get(here.at(f"{plan.pk}/")))
    assert "4 versions" in listed and f"{other.name} (this page)" in listed
    assert f'href="{here.at(f"{plan.pk}/versions/3/")}"' in (
        here.director.get(here.at(f"{plan.pk}/")).content.decode()
    )
    page = said(here.director.get(here.at(f"{plan.pk}/versions/3/")))
    assert "It is an older version, to read and not to change." in page
    assert "4 full-time posts by the end" in page and "Change it" not in page
    assert "8 full-time posts by the end" in here.page(plan)
    assert "This version counts." in said(here.director.get(here.at(f"{plan.pk}/versions/4/")))
    second = said(here.director.get(here.at(f"{plan.pk}/versions/2/")))
    assert "No post was planned in this version." in second and "Community team north" in second
    assert here.director.get(here.at(f"{plan.pk}/versions/9/")).status_code == 404
    assert here.director.post(here.at(f"{plan.pk}/versions/3/"), ROLE).status_code == 405


def test_a_team_that_people_come_from_is_not_taken_out_and_a_role_is() -> None:
    here = Planning()
    plan = here.filled()
    here.change(plan, "teams/1", do="remove")
    assert "People of some role come from this team." in here.page(plan)
    here.change(plan, "roles/named-social-worker", do="remove")
    here.change(plan, "teams/1", do="remove")
    assert "No post is planned yet." in here.page(plan)
    assert plan.versions.first().figures["teams"] == {}


def test_a_plan_is_copied_under_another_name_and_deleted() -> None:
    here = Planning()
    plan = here.filled()
    here.director.post(here.at(f"{plan.pk}/copy/"), {"name": "SIX posts"})
    assert NewPosts.objects.count() == 1
    here.director.post(here.at(f"{plan.pk}/copy/"), {"name": "Seven"})
    made = NewPosts.objects.get(name="Seven")
    assert made.versions.get().figures == plan.versions.first().figures
    here.director.post(here.at(f"{plan.pk}/delete/"))
    assert NewPosts.objects.get() == made and NewPostsVersion.objects.count() == 1


def test_another_body_s_plan_is_not_there_at_one_s_own_address() -> None:
    here, there = Planning(), Planning()
    plan = here.filled()
    for rest in ("", "whole/", "roles/acute-ward/", "teams/1/", "versions/1/"):
        assert there.director.get(there.at(f"{plan.pk}/{rest}")).status_code == 404
    for rest in ("copy/", "delete/", "whole/"):
        assert there.director.post(there.at(f"{plan.pk}/{rest}")).status_code == 404
    amhp = site.visitor(site.member(here.body, "amhp"))
    assert amhp.get(here.at()).status_code == 404
    assert plan.versions.count() == 3


def test_the_trail_holds_no_name_of_a_plan() -> None:
    here = Planning()
    here.begin(name="Words of somebody")
    told = [str(vars(each)) for each in entries_of(here.body.slug, newest=9)]
    assert any("new posts" in each for each in told)
    assert not any("Words of somebody" in each for each in told)


def test_nine_roles_and_six_teams_are_worked_out_while_the_page_waits() -> None:
    """Quick enough for the request: a twentieth of a second of the processor at most."""
    teams = {
        f"team-{n}": {
            "name": f"T{n}", "posts": 90, "filled": 80, "refilled_in_months": [1, 30],
            "cover_a_month": 1,
        }
        for n in range(1, 7)
    }  # fmt: skip
    roles = [
        {"role": each, "posts_by_year": [1, 2, 3, 2, 1], "from": {f"team-{n}": 1 / 6 for n in range(1, 7)}}
        for each in (
            "named-social-worker", "specialist-community", "prevention-early-intervention",
            "family-interventions", "child-and-family", "acute-ward", "social-supervisor",
            "approved-clinician", "dual-qualified",
        )
    ]  # fmt: skip
    figures = {"first_year": 2027, "roles": roles, "teams": teams}
    new_posts(figures, name="warm")
    began = time.process_time()
    for _again in range(5):
        new_posts(figures, name="timed")
    assert (time.process_time() - began) / 5 < 0.05


def test_a_demonstration_s_plan_answers_with_own_and_borrowed_costs() -> None:
    here = Planning()
    demo.make(body=here.body, by=site.member(here.body, "director"), at=site.NOW)
    page = here.page(NewPosts.objects.get())
    assert "6 full-time posts by the end: 3 people who are new to the workforce" in page
    assert page.count("Borrowed: one practice fellow") == 1
