"""The queue of work for `evenhand worker`: rows of the database, put there with what asks for them."""

from django.utils.module_loading import import_string
from django_tasks import task

# By name, since what does the work writes through actions, which fill this queue.
WORK = {
    "check": "evenhand.web.submissions.work.check",
    "compute": "evenhand.web.submissions.work.compute",
    "prepare": "evenhand.web.releases.work.prepare",
    "plan": "evenhand.web.forecasts.work.plan",
    "representation": "evenhand.web.forecasts.representation.work.forecast",
    "region": "evenhand.web.amhp.sight.region_work.region",
}


@task()
def work(number: int, what: str) -> None:
    """Do one job."""
    import_string(WORK[what])(number)


def put_in_queue(number: int, what: str) -> None:
    """Inside a transaction, so that either both the job and its place in the queue are there or none."""
    work.enqueue(number, what)
