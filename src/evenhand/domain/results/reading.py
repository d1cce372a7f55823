"""What a figure says, in words that its statistics support and no more."""

from evenhand.domain.results import written
from evenhand.domain.results.result import Finding

VERDICT = {
    Finding.DISPARITY: "This is a disparity.",
    Finding.SLIGHT: "This is a slight difference.",
    Finding.NONE: "No disparity was found.",
    Finding.CANNOT_TELL: "The figures cannot tell whether there is a difference.",
}


def people_of(label: str, people: str) -> str:
    """How a group is spoken of: "Black staff", "staff from other ethnic groups".

    >>> people_of("Ethnic minority", "applicants")
    'ethnic minority applicants'
    >>> people_of("Any other ethnic group", "staff")
    'staff from any other ethnic group'
    >>> people_of("everyone else", "staff")
    'all other staff'
    """
    if label == "everyone else":
        return f"all other {people}"
    if label.lower().startswith(("any other ethnic", "other ethnic")):
        return f"{people} from {label[0].lower()}{label[1:]}"
    if label.startswith(("Ethnic minority", "Other ", "Mixed ")):
        label = label[0].lower() + label[1:]
    elif label == "Mixed":
        return f"{people} of mixed ethnicity"
    return f"{label} {people}"


def ratio_sentence(
    *,
    over: str,
    under: str,
    outcome: str,
    value: float,
    low: float,
    high: float,
    finding: Finding,
) -> str:
    """ "White applicants were 1.59 times as likely to be appointed as Black applicants (...)." """
    interval = ratio_interval(low, high)
    if finding is Finding.CANNOT_TELL:
        return (
            f"The figures cannot tell whether {over} and {under} were equally likely {outcome}: "
            f"the ratio is {written.ratio(value)} ({interval})."
        )
    said = f"{_capital(over)} were {written.ratio(value)} times as likely {outcome} as {under} ({interval})."
    return f"{said} {VERDICT[finding]}"


def disparity_sentence(
    *, over: str, under: str, cell: str, value: float, low: float, high: float, finding: Finding
) -> str:
    """ "From lower to middle grades, White staff were 1.80 times as well represented ..." """
    place, _, step = cell.rpartition(": ")
    where = f" ({place})" if place else ""
    interval = ratio_interval(low, high)
    if finding is Finding.CANNOT_TELL:
        return (
            f"From {step} grades{where}, the figures cannot tell whether {over} and {under} are "
            f"equally well represented at the higher level: the ratio is {written.ratio(value)} ({interval})."
        )
    return (
        f"From {step} grades{where}, {over} were {written.ratio(value)} times as well represented at the "
        f"higher level as {under} ({interval}). {VERDICT[finding]}"
    )


def survey_sentence(
    *,
    group: str,
    comparator: str,
    outcome: str,
    shares: tuple[str, str],
    value: float,
    low: float,
    high: float,
    finding: Finding,
) -> str:
    """ "29.1% of Black staff who answered reported ..., against 20.4% of White staff ..." """
    return (
        f"{shares[0]} of {group} {outcome}, against {shares[1]} of {comparator}: "
        f"{points(value)} ({points_interval(low, high)}). {VERDICT[finding]}"
    )


def share_sentence(
    *,
    group: str,
    place: str,
    whole: str,
    shares: tuple[str, str],
    value: float,
    low: float,
    high: float,
    finding: Finding,
) -> str:
    """ "Asian staff were 3.1% (4 of 130) of clinical band 8a and 9.2% of the whole workforce." """
    return (
        f"{_capital(group)} were {shares[0]} of {place} and {shares[1]} of {whole}: "
        f"{points(value)} ({points_interval(low, high)}). {VERDICT[finding]}"
    )


def people_sentence(
    *, people: int, noun: str, group: str, comparator: str, rounded: bool = False
) -> str:
    """ "12 more disciplinary cases among Black staff than at the rate of White staff."; about so many, of
    rounded numbers.
    """
    if people == 0:
        return f"About as many {noun} among {group} as at the rate of {comparator}."
    more = "more" if people > 0 else "fewer"
    about = "About " if rounded else ""
    return f"{about}{abs(people):,} {more} {noun} among {group} than at the rate of {comparator}."


def share_words(
    share: float,
    numerator: int | None,
    denominator: int | None,
    *,
    counts: bool = True,
    decimals: int = written.DECIMALS,
) -> str:
    """ "60.3% (41 of 68)"; the percentage alone where it is weighted."""
    if not counts or numerator is None or denominator is None:
        return written.percent(share, decimals)
    if denominator:
        said = written.percent_of(numerator, denominator, share, decimals)
    else:
        said = written.percent(share, decimals)
    return f"{said} ({numerator:,} of {denominator:,})"


def points(value: float) -> str:
    """ "6.1 points lower"; "no difference" only where there is none at all."""
    if value == 0:
        return "no difference"
    # A small difference of a small group is a difference: it gets the decimals that show it.
    figure = next((f"{abs(value):.{n}f}" for n in (1, 2, 3) if round(abs(value), n)), "under 0.001")
    return f"{figure} points {'higher' if value > 0 else 'lower'}"


def points_interval(low: float, high: float) -> str:
    """Signed limits in points."""
    return f"95% interval {written.interval(low, high, unit='points')}"


def ratio_interval(low: float, high: float) -> str:
    """Limits of a ratio; an endless upper limit is said in words."""
    return f"95% interval {written.interval(low, high, unit='ratio')}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
