"""The names of counts: what editions compare, and what every engine counts."""

COUNTS = {
    "workforce": (
        "People in the workforce: started on or before the snapshot and not left, employed by the "
        "body itself, and not bank, agency, volunteer or non-executive. Main post only."
    ),
    "workforce_by_grade": "The same by grade: the cell is the staff block and the rung.",
    "board": "Board members, whatever their contract.",
    "board_voting": "Board members with a vote.",
    "board_executive": "Executive board members.",
    "board_in_workforce": "Board members who are in the workforce too.",
    "board_voting_in_workforce": "Board members with a vote who are in the workforce too.",
    "board_executive_in_workforce": "Executive board members who are in the workforce too.",
    "senior": "Senior managers in the workforce.",
    "regulated": "Regulated professionals in the workforce.",
    "amhp": "Approved mental health professionals in the workforce.",
    "applied": "Applications; the cell is empty, or says senior posts.",
    "shortlisted": "Applications shortlisted.",
    "appointed": "Applications shortlisted and then appointed.",
    "disciplinary": "Distinct people who entered the formal disciplinary process in the 12 months; of those on the staff list, the workforce only.",
    "fitness_to_practise": "Distinct people referred to their regulator in the 12 months; of those on the staff list, the regulated only.",
    "training": "Distinct people with non-mandatory training in the 12 months.",
    "promotion": "Distinct people promoted in the 12 months.",
    "leaving": "Distinct people of the workforce who left in the 12 months.",
    "population": "People who live in the body's area.",
    "reference.region": "Social workers of the region (published figures).",
    "reference.england": "Social workers of England (published figures).",
    "reference.neighbours": "Social workers of the ten statistical neighbours, pooled.",
    "reference.region.senior": "Middle and senior managers of the region.",
    "reference.england.senior": "Middle and senior managers of England.",
    "reference.neighbours.senior": "Middle and senior managers of the statistical neighbours.",
}
# KIND.not_on_list: those of an event's people who are no longer on the staff list.
NOT_ON_LIST = ".not_on_list"
# KIND.outside: people on the list who are not in what the standard divides by, and so not in KIND.
OUTSIDE = ".outside"
SURVEY = {
    "asked": "Valid answers to the question (for equal_opportunity, don't know is one).",
    "yes": "Answers of yes.",
    "asked_w": "Sum of the weights of valid answers, where any has one; a blank counts as 1.",
    "asked_w2": "Sum of their squares, for the effective number of answers.",
    "yes_w": "Sum of the weights of answers of yes.",
}


def is_count(name: str) -> bool:
    """Whether an edition may compare this count: a name above, or `survey.QUESTION.asked`."""
    if name in COUNTS:
        return True
    parts = name.split(".")
    return len(parts) == 3 and parts[0] == "survey" and parts[2] in SURVEY
