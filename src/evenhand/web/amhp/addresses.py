"""Every address of the AMHP service."""

from evenhand.web.amhp.register.urls import URLS as REGISTER
from evenhand.web.amhp.returns.urls import URLS as RETURNS
from evenhand.web.amhp.rota.urls import URLS as ROTA
from evenhand.web.amhp.sight.urls import URLS as SIGHT
from evenhand.web.amhp.work.urls import URLS as WORK

URLS = [*RETURNS, *SIGHT, *WORK, *ROTA, *REGISTER]
