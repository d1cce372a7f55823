"""A whole made-up AMHP service: its register, rota, two years of work, and what is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from evenhand.data.synthetic.amhp.register import Register, draw_register
from evenhand.data.synthetic.amhp.rota import Rota, draw_rota
from evenhand.data.synthetic.amhp.sight import Told, draw_told
from evenhand.data.synthetic.amhp.work import Work, draw_work
from evenhand.domain.amhp.clocks_time import LONDON

DAYS = 730


@dataclass(frozen=True, kw_only=True)
class MadeService:
    """Rows of everything. Fields of a row are named as the site names them; nobody has a name."""

    register: Register
    rota: Rota
    work: Work
    told: Told


def make_service(
    seed: int,
    *,
    authority: str,
    neighbours: Sequence[str],
    approved: int,
    residents: int,
    now: datetime,
) -> MadeService:
    """
    The service of `authority` with so many approved AMHPs for so many residents, as it is `now`.

    The same seed and the same moment make the same service, to the byte. `now` has a zone.
    """
    for_register, for_rota, for_work, for_told = np.random.default_rng(seed).spawn(4)
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight - timedelta(days=DAYS)
    register = draw_register(
        for_register,
        approved=approved,
        today=now.astimezone(LONDON).date(),
        authority=authority,
        neighbours=neighbours,
    )
    rota = draw_rota(for_rota, register, approved=approved, now=now)
    work = draw_work(for_work, register, rota, residents=residents, since=since, now=now)
    told = draw_told(for_told, work, approved=approved, since=since, now=now)
    return MadeService(register=register, rota=rota, work=work, told=told)
