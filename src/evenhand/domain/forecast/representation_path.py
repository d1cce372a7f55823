"""The years ahead by grade and group: expected, by one matrix; and by chance, person by person.

Posts at each grade stay as many as they are. A vacancy is what leaving and moving leave open at a
grade once those who moved there are in; it is filled from outside, by the mix of those who come.
"""

import numpy as np

from evenhand.domain.forecast.representation_flows import Floats, Rates

# As many years as twelve squarings reach, looked at in blocks; and a change that is none.
_MANY_YEARS, _BLOCK, _STAYS = 4096, 256, 1e-10


def one_year(rates: Rates) -> Floats:
    """
    The matrix that takes people by group and grade (in that order, as a row) one year on.

    With posts held, those who come to a grade replace just those who are missing there, so the year
    is linear: rows make 1. An entry is below 0 where more move to a grade than leave it; then posts
    cannot be held, and `expected` steps year by year instead.
    """
    moves, mix = rates.moves, rates.mix
    groups, grades = mix.shape
    stay = np.eye(grades)
    year = np.zeros((groups, grades, groups, grades))
    for group in range(groups):
        year[group, :, group, :] += moves[group]
        missing = stay - moves[group]
        year[group] += missing[:, None, :] * mix[None, :, :]
    size = groups * grades
    return np.asarray(year.reshape(size, size))


def expected(rates: Rates, stock: Floats, years: int) -> Floats:
    """
    People expected in each year: (years + 1) x groups x grades, the first as given.

    By powers of `one_year` where no year has more people moving to a grade than it has posts.
    """
    path = _by_matrix(one_year(rates), stock, years)
    if vacancies(rates, path[:-1], stock.sum(axis=0)).min(initial=0) >= -1e-9:
        return path
    return _by_steps(rates, stock, years)


def in_the_end(rates: Rates, stock: Floats) -> Floats:
    """Where the expected path ends, groups x grades: many years on by squaring the matrix."""
    year = one_year(rates)
    path = _by_matrix(year, stock, 1)
    if vacancies(rates, path[:-1], stock.sum(axis=0)).min(initial=0) < -1e-9:
        return _until_it_stays(rates, stock)
    for _ in range(12):
        year = year @ year
    return np.asarray((stock.reshape(-1) @ year).reshape(stock.shape))


def _until_it_stays(rates: Rates, stock: Floats) -> Floats:
    """Step by step, for at most as many years as twelve squarings reach."""
    for _ in range(_MANY_YEARS // _BLOCK):
        path = _by_steps(rates, stock, _BLOCK)
        stock = np.asarray(path[-1])
        if np.abs(path[-1] - path[-2]).max() < _STAYS:
            break
    return stock


def vacancies(rates: Rates, people: Floats, posts: Floats) -> Floats:
    """Posts less those who are in them after a year's moves, by year and grade; below 0: too many."""
    return np.asarray(posts - np.einsum("...gk,gkl->...l", people, rates.moves))


def _by_matrix(year: Floats, stock: Floats, years: int) -> Floats:
    path = [stock.reshape(-1)]
    for _ in range(years):
        path.append(path[-1] @ year)
    return np.asarray(np.reshape(path, (years + 1, *stock.shape)))


def _by_steps(rates: Rates, stock: Floats, years: int) -> Floats:
    posts, path = stock.sum(axis=0), [stock]
    for _ in range(years):
        present = np.einsum("gk,gkl->gl", path[-1], rates.moves)
        missing = np.clip(posts - present.sum(axis=0), 0, None)
        path.append(present + rates.mix * missing)
    return np.asarray(path)


def by_chance(rates: Rates, stock: Floats, years: int, rng: np.random.Generator) -> Floats:
    """
    People in each year, one history a draw of rates: draws x (years + 1) x groups x grades.

    Each person stays, moves or leaves by chance, and each vacancy is filled by chance. `stock` has
    whole numbers.
    """
    draws = rates.mix.shape[0]
    people = np.broadcast_to(stock.astype(np.int64), (draws, *stock.shape))
    posts = people[0].sum(axis=0)
    chances = np.concatenate([rates.moves, rates.leaving[..., None]], axis=-1)
    chances = chances / chances.sum(axis=-1, keepdims=True)
    mix = np.moveaxis(rates.mix, -1, -2)
    path = [people]
    for _ in range(years):
        present = rng.multinomial(path[-1], chances)[..., :-1].sum(axis=-2)
        missing = np.clip(posts - present.sum(axis=-2), 0, None)
        came = np.moveaxis(rng.multinomial(missing, mix), -1, -2)
        path.append(present + came)
    return np.stack(path, axis=1).astype(np.float64)


def shares_of(people: Floats) -> Floats:
    """Each group's share at each grade; 0 where a grade has nobody. Groups x grades come last."""
    total = people.sum(axis=-2, keepdims=True)
    return np.asarray(people / np.where(total > 0, total, 1))


def workforce_shares(people: Floats) -> Floats:
    """Each group's share of everybody, over all grades. Groups come last."""
    return np.asarray(people.sum(axis=-1) / people.sum(axis=(-1, -2))[..., None])
