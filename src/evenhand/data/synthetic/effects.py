"""What is true in made-up data: who is there, what happens to them, and how that differs by group.

An effects file is TOML; docs/how-to/make-packs-with-known-effects.md explains it and prints the one that ships.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path

from evenhand.data.definitions.load import ethnicity, ladder
from evenhand.domain.codes.ethnicity import UNKNOWN

Numbers = Mapping[str, float]

MEASURES = (
    "shortlisted",
    "appointed",
    "disciplinary",
    "training",
    "fitness_to_practise",
    "leaving",
)
QUESTIONS = (
    "harassment_public",
    "harassment_colleagues",
    "harassment_manager",
    "equal_opportunity",
    "discrimination",
)
STEPS = ("middle", "upper")
LADDER = "agenda-for-change"

PAY = ("hourly", "times", "bonus", "other")
_PEOPLE = ("not_stated", "not_known", "response", "dont_know", "applications_per_head")
_SPREAD = ("size", "minority", "chance", "times")
_OTHER_PAY = ("spread", "bonus", "bonus_spread", "reduced", "reduced_to")
# Shares printed to four places need not add up to the last digit.
_ROUNDING = 0.001


class EffectsMistake(ValueError):
    """An effects file that cannot be used: the message says where, why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Effects:
    """
    The truth behind made-up data, named as in the effects file.

    `mix` and `rungs` are shares; `chance` and `share` run from 0 to 1; `times`, `odds` and `share`
    are given by measure, step or question and then by group, the finest named group counting.
    `pay` has pounds an hour by rung, and how pay and bonuses differ by group.
    """

    people: Numbers
    mix: Numbers
    chance: Numbers
    times: Mapping[str, Numbers]
    share: Mapping[str, Numbers]
    rungs: Numbers
    odds: Mapping[str, Numbers]
    pay: Mapping[str, Numbers]
    spread: Numbers

    def for_category(self, named: Numbers, category: str, *, otherwise: float) -> float:
        """The number of the finest group that holds a category, or `otherwise`.

        >>> effects = default_effects()
        >>> effects.for_category({"bme": 1.2, "black": 1.8}, "african", otherwise=1.0)
        1.8
        """
        for group in (category, *_wider(category)):
            if group in named:
                return named[group]
        return otherwise


def read_effects(path: Path) -> Effects:
    """The effects in a file. EffectsMistake, in words, where it cannot be read or used."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as mistake:
        reason = "is not UTF-8 text" if isinstance(mistake, UnicodeDecodeError) else mistake
        raise EffectsMistake(f"{path.name} cannot be read: {reason}.") from mistake
    return parse_effects(text, name=path.name)


@cache
def default_effects() -> Effects:
    """The effects that ship with Evenhand."""
    file = resources.files("evenhand.data.synthetic") / "effects.toml"
    return parse_effects(file.read_text(encoding="utf-8"), name=file.name)


def parse_effects(text: str, *, name: str) -> Effects:
    """The effects in TOML text; `name` is what its mistakes are reported under."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        raise EffectsMistake(f"{name} is not valid TOML: {mistake}.") from mistake
    groups = _group_names()
    afc = ladder(LADDER)
    _check_keys(content, Effects.__annotations__, f"{name}:", all_needed=True)

    def numbers(table: str, known: Iterable[str], *, all_needed: bool = True) -> Numbers:
        return _numbers(content[table], known, f"{name}: [{table}]", all_needed=all_needed)

    def by_group(table: str, keys: Iterable[str]) -> Mapping[str, Numbers]:
        _check_keys(content[table], keys, f"{name}: [{table}]", all_needed=True)
        return {
            key: _numbers(content[table][key], groups, f"{name}: [{table}.{key}]") for key in keys
        }

    effects = Effects(
        people=numbers("people", _PEOPLE),
        mix=numbers("mix", _known_categories(), all_needed=False),
        chance=numbers("chance", MEASURES),
        times=by_group("times", MEASURES),
        share=by_group("share", QUESTIONS),
        rungs=numbers("rungs", afc.rungs, all_needed=False),
        odds=by_group("odds", STEPS),
        pay=_pay(content["pay"], f"{name}: [pay"),
        spread=numbers("spread", _SPREAD),
    )
    _check_sense(effects, name)
    return effects


def _pay(tables: dict[str, object], where: str) -> Mapping[str, Numbers]:
    _check_keys(tables, PAY, f"{where}]", all_needed=True)
    grades = (*ladder(LADDER).rungs, *ladder(LADDER).beside)
    known = {"hourly": grades, "times": _group_names(), "bonus": _group_names()}
    known["other"] = _OTHER_PAY
    return {
        key: _numbers(tables[key], known[key], f"{where}.{key}]", all_needed=key == "other")
        for key in PAY
    }


def _known_categories() -> tuple[str, ...]:
    return tuple(slug for slug in ethnicity().finest if slug not in UNKNOWN)


@cache
def _wider(category: str) -> tuple[str, ...]:
    """The broader groups to try, finest first; people of unknown ethnicity follow White people."""
    if category in UNKNOWN:
        return ("white",)
    groupings = (ethnicity().grouping(slug) for slug in ("broad-5-2021", "binary"))
    return tuple(grouping.group_of[category] for grouping in groupings)


def _group_names() -> tuple[str, ...]:
    every = list(ethnicity().finest)
    for slug in ("broad-5-2021", "binary"):
        every += [group.slug for group in ethnicity().grouping(slug).groups]
    return tuple(dict.fromkeys(every))


def _check_keys(table: object, known: Iterable[str], where: str, *, all_needed: bool) -> None:
    if not isinstance(table, dict):
        raise EffectsMistake(f"{where} must be a table of keys and numbers.")
    known = tuple(known)
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else f"Use {', '.join(known)}."
            raise EffectsMistake(f'{where} has the unknown key "{key}". {hint}')
    missing = [key for key in known if key not in table]
    if all_needed and missing:
        raise EffectsMistake(
            f"{where} lacks {', '.join(missing)}. Copy it from docs/how-to/make-packs-with-known-effects.md."
        )


def _numbers(
    table: object, known: Iterable[str], where: str, *, all_needed: bool = False
) -> Numbers:
    _check_keys(table, known, where, all_needed=all_needed)
    assert isinstance(table, dict)
    for key, value in table.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        # Also false for nan, which TOML can spell.
        if not (number and 0 <= value < float("inf")):
            raise EffectsMistake(f"{where} {key} is {value!r}. Give a number that is 0 or more.")
    return {key: float(value) for key, value in table.items()}


def _check_sense(effects: Effects, name: str) -> None:
    _check_whole(effects, name)
    _check_pay(effects, name)
    for where, fraction in _fractions(effects):
        if fraction > 1:
            raise EffectsMistake(f"{name}: {where} is {fraction:g}. It cannot be more than 1.")
    if max(effects.share["equal_opportunity"].values()) + effects.people["dont_know"] > 1:
        raise EffectsMistake(
            f"{name}: [people] dont_know and [share.equal_opportunity] together pass 1. Lower one."
        )


def _check_whole(effects: Effects, name: str) -> None:
    for table, shares in (("mix", effects.mix), ("rungs", effects.rungs)):
        if abs(sum(shares.values()) - 1) > _ROUNDING:
            total = f"{sum(shares.values()):.4f}"
            raise EffectsMistake(f"{name}: [{table}] adds up to {total}. Its shares must make 1.")
    steps = ladder(LADDER).steps
    for step in ("lower", *STEPS):
        if not any(effects.rungs.get(rung) for rung in steps[step]):
            raise EffectsMistake(f"{name}: [rungs] has nobody on the {step} rungs. Put some there.")
    people = effects.people
    if people["not_stated"] + people["not_known"] >= 1:
        raise EffectsMistake(f"{name}: [people] leaves nobody whose ethnicity is known.")
    for question, named in effects.share.items():
        if "white" not in named or "bme" not in named:
            raise EffectsMistake(
                f"{name}: [share.{question}] lacks white or bme. Give both, and finer groups if"
                " you wish."
            )


def _check_pay(effects: Effects, name: str) -> None:
    paid = effects.pay["hourly"]
    used = [rung for rung, share in effects.rungs.items() if share]
    if unpaid := [grade for grade in (*used, *ladder(LADDER).beside) if not paid.get(grade)]:
        raise EffectsMistake(
            f"{name}: [pay.hourly] lacks {', '.join(unpaid)}. Give the pay of each rung in [rungs] "
            "and of each medical grade."
        )
    if not all(effects.pay["times"].values()):
        raise EffectsMistake(f"{name}: [pay.times] has a 0. Give a number above 0.")


def _fractions(effects: Effects) -> Iterator[tuple[str, float]]:
    """Everything that is a share or a chance, with where the file says it."""
    for key in ("response", "dont_know"):
        yield f"[people] {key}", effects.people[key]
    for key in ("reduced", "reduced_to"):
        yield f"[pay.other] {key}", effects.pay["other"][key]
    for group, share in effects.pay["bonus"].items():
        yield f"[pay.bonus] {group}", share
    for question, named in effects.share.items():
        for group, share in named.items():
            yield f"[share.{question}] {group}", share
    for measure, chance in effects.chance.items():
        most = max([1.0, *effects.times[measure].values()])
        yield f"[chance] {measure}, with its highest [times.{measure}],", chance * most
