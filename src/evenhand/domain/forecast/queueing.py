"""How long work waits for one of several people, where nothing changes with the hour.

Erlang's formulas, as every textbook of queues has them: calls come at random, each is dealt with
by one person, and none is lost. They are exact for exponential times of service alone.
"""

from math import exp, inf


def erlang_b(servers: int, load: float) -> float:
    """The share of work that finds every one of `servers` busy where none may wait.

    `load` is the mean number of people busy at once (work per hour times hours of each).
    """
    blocked = 1.0
    for each in range(1, servers + 1):
        blocked = load * blocked / (each + load * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """The share of work that has to wait for one of `servers`; 1 where the queue has no end.

    >>> round(erlang_c(2, 500_000 * 268e-5 / 8766 * 6), 4)
    0.2884
    """
    if load <= 0:
        return 0.0
    if servers <= load:
        return 1.0
    blocked = erlang_b(servers, load)
    return servers * blocked / (servers - load * (1 - blocked))


def share_within(servers: int, load: float, hours: float, mean_hours: float) -> float:
    """The share of work begun within `hours` of its arrival, each taking `mean_hours`."""
    if load <= 0:
        return 1.0
    if servers <= load:
        return 0.0
    spare = servers - load
    return 1 - erlang_c(servers, load) * exp(-spare * hours / mean_hours)


def mean_wait(servers: int, load: float, mean_hours: float) -> float:
    """Hours that work waits on average; endless where there is more work than people."""
    if load <= 0:
        return 0.0
    if servers <= load:
        return inf
    return erlang_c(servers, load) * mean_hours / (servers - load)


def least_servers(load: float, hours: float, mean_hours: float, target: float) -> int:
    """The fewest people with whom at least the share `target` begins within `hours`.

    None are needed where there is no work. `target` is above 0 and below 1: no number of people
    makes certain that nobody waits.
    """
    if load <= 0:
        return 0
    servers = int(load) + 1
    while share_within(servers, load, hours, mean_hours) < target:
        servers += 1
    return servers
