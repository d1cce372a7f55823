"""How many AMHPs would be at work in each hour, were there always enough of them.

The modified offered load of Green, Kolesar and Whitt (Coping with time-varying demand when
setting staffing requirements, 2007): work that came in the afternoon is still going on at night,
so the load of an hour is not that hour's demand.
"""

from collections.abc import Sequence

import numpy as np

from evenhand.domain.forecast.service_hours import Numbers, ServiceHours

# Work older than this leaves nothing to see: what is left of it is spread evenly.
_LONGEST = 24 * 7 * 8


def offered_load(rates_per_hour: Sequence[float], service: ServiceHours) -> Numbers:
    """Mean number of people busy in each hour of a day or week that repeats for ever.

    `rates_per_hour` is the work that arrives in each hour; the result has its shape. The loads
    of all hours add up to the work of all hours: demand times the mean hours of each.
    """
    rates = np.asarray(rates_per_hour, dtype=float)
    lasting = _share_lasting(len(rates), service)
    turned = np.array([np.roll(lasting, hour) for hour in range(len(rates))])
    return np.asarray(rates @ turned, dtype=float)


def _share_lasting(hours: int, service: ServiceHours) -> Numbers:
    """What one arrival of hour 0 adds to the load of each hour, of all repetitions together."""
    since = service.ongoing(np.arange(_LONGEST + 2, dtype=float))
    each = np.concatenate([since[1:2], np.diff(since, 2)])
    each = np.maximum(each, 0.0)
    folded = np.bincount(np.arange(len(each)) % hours, weights=each, minlength=hours)
    left_over = max(service.mean - float(folded.sum()), 0.0)
    return np.asarray(folded + left_over / hours, dtype=float)
