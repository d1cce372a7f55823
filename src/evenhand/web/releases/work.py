"""What the worker does to make a release ready: protects, writes, attacks, and keeps it for approval."""

import json

from django.utils import timezone

from evenhand.pipeline.year import PAGE, PreparedFor, prepare_year
from evenhand.reporting.cut import parts_of
from evenhand.web.core.working_folder import working_folder
from evenhand.web.releases import actions, queries
from evenhand.web.submissions.doing import Clock
from evenhand.web.submissions.queries import earlier_with_rows
from evenhand.web.submissions.work import job, lay_out, opened

# Bodies are set side by side in the coarsest grouping: in every group something differs by chance.
SIDE_BY_SIDE = "binary"
RESULTS = "results.json"


def prepare(number: int, clock: Clock = timezone.now) -> None:
    """Make a signed-off year ready for release, beside all that its body released before."""
    with job(number, clock) as (one, tell):
        if one is None:
            return
        text, head = queries.ledger_of(one.submission.body)
        with opened(one.submission) as folder, working_folder() as aside:
            earlier = [
                lay_out(each, aside / str(each.pk)) for each in earlier_with_rows(one.submission)
            ]
            made = prepare_year(folder, text, earlier=earlier, at=clock(), tell=tell)
        actions.keep_prepared(
            job=one,
            readers=[_kept(each) for each in made.readers],
            after=head,
            head=made.head,
            ledger=made.ledger,
            at=clock(),
        )


def _kept(made: PreparedFor) -> actions.Kept:
    """As it is to be frozen. Parts and figures are taken from the attacked files themselves."""
    told = json.loads(made.files[RESULTS])["results"] if made.audience == "public" else []
    parts = parts_of(made.files[PAGE].decode("utf-8"))
    return actions.Kept(
        audience=made.audience,
        figures=made.figures,
        hidden=made.hidden,
        notes=made.notes,
        files=made.files,
        parts={name: text.encode("utf-8") for name, text in parts.items()},
        told=[each for each in told if each["grouping"] == SIDE_BY_SIDE],
    )
