"""Pay gaps in words: always which way round, never a sign alone, never a cause."""

from evenhand.domain.pay.counts import GRADE, NOT_KNOWN, ROLE, SEX, START_YEAR
from evenhand.domain.pay.groups import ALL_OTHERS, FEMALE, MALE, NEITHER
from evenhand.domain.results import written
from evenhand.domain.results.reading import VERDICT, people_of
from evenhand.domain.results.result import Change, Finding

DIRECTION = "comparator-minus-group"
DIRECTION_WORDS = "(reference − group) ÷ reference: a positive gap means the group is paid less."
NOT_A_CAUSE = (
    "This is arithmetic about who is where and what is paid there. It does not say why, and it is "
    "not evidence of discrimination or of its absence."
)
TOO_FEW_FOR_QUARTERS = "Not calculable: fewer people have known hourly pay than there are quarters."
_STATISTIC = {
    "mean-gap": "mean hourly pay",
    "median-gap": "median hourly pay",
    "bonus-mean-gap": "mean bonus",
    "bonus-median-gap": "median bonus",
    "bonus-share": "share with a bonus",
}
_MOVED = {
    Change.ROSE: "Set against {reference}, {group} were paid less than before.",
    Change.FELL: "Set against {reference}, {group} were paid more than before.",
    Change.NO_CLEAR_CHANGE: "This is no clear change.",
    Change.CANNOT_TELL: "The figures cannot tell whether there was a change.",
}
_SHARE_MOVED = {
    Change.ROSE: "Set against {reference}, a larger share of {group} had one than before.",
    Change.FELL: "Set against {reference}, a smaller share of {group} had one than before.",
}
TITLES = {
    "mean-gap": "Mean hourly pay gap",
    "median-gap": "Median hourly pay gap",
    "quarters": "Ethnic groups in each pay quarter",
    "bonus-mean-gap": "Mean bonus gap",
    "bonus-median-gap": "Median bonus gap",
    "bonus-share": "Who received a bonus",
}


def title(calculation: str, *, of_sex: bool) -> str:
    """What a figure is called."""
    if of_sex and calculation == "quarters":
        return "Women and men in each pay quarter"
    return TITLES[calculation]


def side(slug: str, label: str) -> str:
    """What one side of a comparison is called in a sentence.

    >>> side("black", "Black"), side("female", "Women"), side("all-others", "")
    ('Black staff', 'women', 'staff of all other ethnic groups')
    >>> side("not-stated", "Ethnicity not stated")
    'staff whose ethnicity is not stated'
    """
    if slug in (FEMALE, MALE):
        return label.lower()
    if label == NEITHER:
        return f"staff {label[0].lower()}{label[1:]}"
    if label.startswith(("Ethnicity not ", "Sex not ")):
        return f"staff whose {label.lower().replace(' not ', ' is not ')}"
    if slug == ALL_OTHERS:
        return "staff of all other ethnic groups"
    return people_of(label, "staff")


def apart(value: float) -> str:
    """A gap with its direction.

    >>> apart(6.12), apart(-40.5), apart(0.01)
    ('6.1% lower', '40.5% higher', 'the same')
    """
    if abs(value) < 0.05:
        return "the same"
    return f"{abs(value):.1f}% {'lower' if value > 0 else 'higher'}"


def limits(low: float, high: float) -> str:
    """The interval of a gap with its direction; nearer limit first.

    >>> limits(2.0, 9.8), limits(-50.2, -31), limits(-1.2, 5)
    ('2.0% to 9.8% lower', '31.0% to 50.2% higher', '1.2% higher to 5.0% lower')
    >>> limits(0.0, 0.0), limits(0.02, 4)
    ('no difference at either end', '0.02% to 4.0% lower')
    >>> limits(-1e-12, 1.9)
    '0% to 1.9% lower'
    """
    if max(abs(low), abs(high)) < 0.005:
        return "no difference at either end"
    if low > -0.005:
        return f"{_size(low)}% to {_size(high)}% lower"
    if high < 0.005:
        return f"{_size(high)}% to {_size(low)}% higher"
    return f"{_size(low)}% higher to {_size(high)}% lower"


def gap_sentence(
    *,
    calculation: str,
    where: str,
    group: str,
    reference: str,
    value: float,
    low: float,
    high: float,
    finding: Finding,
) -> str:
    """ "The median hourly pay of Black staff was 6.1% lower than that of White staff (...)." """
    statistic = _STATISTIC[calculation]
    interval = f"95% interval: {limits(low, high)}"
    if finding is Finding.CANNOT_TELL:
        said = (
            f"The figures cannot tell whether the {statistic} of {group} and of {reference} "
            f"differs: that of {group} was {apart(value)} ({interval})."
        )
        return _placed(where, said)
    than = "as" if abs(value) < 0.05 else "than"
    said = f"The {statistic} of {group} was {apart(value)} {than} that of {reference} ({interval})."
    return f"{_placed(where, said)} {VERDICT[finding]}"


def change_sentence(
    *,
    calculation: str,
    names: tuple[str, str],
    years: tuple[str, str],
    figures: tuple[str, str],
    change: tuple[float, float, float],
    how: Change,
) -> str:
    """ "The median hourly pay of Black staff, set against that of White staff: 6.1% lower in 2025,
    7.0% lower in 2023, a change of −0.9 points (95% interval −3.0 to +1.2). This is no clear change."
    """
    group, reference = names
    difference, low, high = change
    moved = _SHARE_MOVED if calculation == "bonus-share" else _MOVED
    verdict = moved.get(how) or _MOVED[how]
    limits = written.interval(low, high, unit="points")
    return (
        f"The {_STATISTIC[calculation]} of {group}, set against that of {reference}: {figures[1]} in "
        f"{years[1]}, {figures[0]} in {years[0]}, a change of {written.points(difference)} "
        f"(95% interval {limits}). {verdict.format(group=group, reference=reference)}"
    )


def where_of(by: str, cell: str) -> str:
    """Among whom a figure is: "In grade 6", or nothing for everybody.

    >>> where_of("grade", "6"), where_of("sex", "female"), where_of("start year", "2019")
    ('In grade 6', 'Among women', 'Among staff who started in 2019')
    """
    if not by:
        return ""
    if by == SEX:
        known = {FEMALE: "women", MALE: "men", NOT_KNOWN: "staff whose sex is not known"}
        return f"Among {known.get(cell, side(cell, NEITHER))}"
    if cell == NOT_KNOWN:
        return f"Among staff whose {by} is not known"
    if by == GRADE:
        return f"In {'' if cell.lower().startswith(('band', 'grade')) else 'grade '}{cell}"
    return {ROLE: f"In the role of {cell}", START_YEAR: f"Among staff who started in {cell}"}[by]


def too_small(fewest: int, group: str, reference: str) -> str:
    """Why a figure is not shown; it tells no number of people."""
    return (
        f"Too few people to show: these rules hide a comparison with fewer than {fewest} people "
        f"on a side ({group}, {reference})."
    )


def hidden(group: str) -> str:
    """Why readers outside are not shown a figure; it does not tell that a number is small."""
    return (
        f"Hidden to protect people: the figure for {group} rests on a small number, or would give "
        "one away."
    )


def nobody(side_name: str, *, bonus: bool) -> str:
    """Why there is no gap: one side has nobody to speak of."""
    if bonus:
        return f"Not calculable: the records show no bonus paid to {side_name}."
    return f"Not calculable: the records show no {side_name} with known hourly pay here."


def _placed(where: str, said: str) -> str:
    return f"{where}, {said[0].lower()}{said[1:]}" if where else said


def _size(value: float) -> str:
    if abs(value) < 0.005:
        return "0"
    text = f"{abs(value):.1f}"
    return f"{abs(value):.2f}" if text == "0.0" else text
