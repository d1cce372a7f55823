"""Lists of the register: states, notices, reasons, professions, competences"""

from datetime import date

import pytest
from tests.factories.register import history

from evenhand.data.definitions.amhp_register import (
    competences,
    newer_competences,
    register_codes,
)
from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.amhp.register_notices import letters
from evenhand.domain.amhp.register_states import MOVES, State, Who

APPROVED = "approve 2021-03-15 Kent"


def test_schedule_2_has_33_items_and_35_leaves_in_five_areas() -> None:
    """4, 5, 4, 11 and 9 lettered items; 2(a) and 2(e) have two parts each."""
    areas = competences().areas
    assert [len({leaf.item for leaf in area.leaves}) for area in areas] == [4, 5, 4, 11, 9]
    assert [len(area.leaves) for area in areas] == [4, 7, 4, 11, 9]
    assert competences().valid_from == date(2008, 11, 3)


def test_four_race_equality_matters_need_evidence_at_re_approval() -> None:
    """1(a), 1(b), 2(c), 2(e)(ii)."""
    needed = [leaf.id for leaf in competences().leaves if leaf.required]
    assert needed == ["1a", "1b", "2c", "2e-ii"]


def test_what_is_still_missing_for_re_approval() -> None:
    """From the matters with evidence to those without, and to the required among these."""
    every = {leaf.id for leaf in competences().leaves}
    assert competences().without_evidence(every) == ()
    shown = every - {"2c", "4k"}
    assert [leaf.id for leaf in competences().without_evidence(shown)] == ["2c", "4k"]
    assert [leaf.id for leaf in competences().required_without_evidence(shown)] == ["2c"]
    assert len(competences().without_evidence(())) == 35


def test_evidence_for_no_matter_is_refused() -> None:
    """2a is two leaves."""
    with pytest.raises(ValueError, match="no matter 2a in"):
        competences().without_evidence({"2a", "1a"})


def test_the_newer_headings_are_a_draft_beside_the_law() -> None:
    """Five areas without matters; nothing is decided with them."""
    assert (newer_competences().status, newer_competences().valid_from) == ("draft", None)
    assert len(newer_competences().areas) == 5
    assert newer_competences().leaves == ()


@pytest.mark.parametrize(
    ("code", "regulation"),
    [
        pytest.param("EXP", "7(1)", id="EXP, 7(1)"),
        pytest.param("REQ", "7(2)(a)", id="REQ, 7(2)(a)"),
        pytest.param("COMP", "7(2)(b)", id="COMP, 7(2)(b)"),
        pytest.param("PROF", "7(2)(c)(i)", id="PROF, 7(2)(c)(i)"),
        pytest.param("COND", "7(2)(c)(ii)", id="COND, 7(2)(c)(ii)"),
        pytest.param("OTHER_LSSA", "7(2)(c)(iii)", id="OTHER_LSSA, 7(2)(c)(iii)"),
    ],
)
def test_reasons_for_which_an_approval_ends(code: str, regulation: str) -> None:
    """These six and no other."""
    assert register_codes().reasons[code].regulation == regulation
    assert len(register_codes().reasons) == 6


def test_professions_of_schedule_1() -> None:
    """As made and as they are called now. A doctor may not be approved."""
    assert list(register_codes().profession) == ["SW", "NURSE", "OT", "PSY"]
    assert all(each.as_made != each.now for each in register_codes().professions)


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        pytest.param((APPROVED,), [], id="A first approval: none"),
        pytest.param((APPROVED, "end 2024-06-01 REQ"), ["ENDED 7(3)"], id="An end: to the AMHP with reasons"),
        pytest.param((APPROVED, "end 2024-06-01 PROF"), ["REQUIREMENT_LOST 5(d)", "ENDED 7(3)"], id="No professional requirement met: from the AMHP too"),
        pytest.param((APPROVED, "act_for 2022-01-01 Medway"), ["ACTS_FOR 5(b)"], id="Agreed to act for another"),
        pytest.param((APPROVED, "act_for 2022-01-01 Medway", "act_for 2022-01-01 Surrey", "end 2024-06-01 REQ"), ["ACTS_FOR 5(b)", "ACTS_FOR 5(b)", "ENDED 7(3)", "ENDED_OTHERS 7(4)", "ENDED_OTHERS 7(4)"], id="An end: to every other authority too"),
        pytest.param((APPROVED, "act_for 2022-01-01 Medway", "cease_act_for 2023-01-01 Medway", "end 2024-06-01 REQ"), ["ACTS_FOR 5(b)", "ACTS_FOR_ENDED 5(b)", "ENDED 7(3)"], id="Not to one whose agreement ceased"),
        pytest.param((APPROVED, "suspend 2022-01-01", "unsuspend 2022-02-01"), ["REGISTRATION_SUSPENDED 5(c)", "SUSPENDED 6(1)", "REGISTRATION_RESTORED 5(c)", "SUSPENSION_ENDED 6(3)"], id="Suspended, and no more"),
        pytest.param((APPROVED, "suspend 2022-01-01", "end 2023-01-01 COMP", "unsuspend 2023-02-01"), ["REGISTRATION_SUSPENDED 5(c)", "SUSPENDED 6(1)", "ENDED 7(3)", "REGISTRATION_RESTORED 5(c)"], id="No more suspended when the approval has ended: no approval runs on"),
        pytest.param(("approved_elsewhere 2021-01-01 Medway", APPROVED), ["APPROVED_TOO 7(5)"], id="Approved while known to be approved by another"),
    ],
)  # fmt: skip
def test_regulations_5_to_7_which_notices_follow(said: tuple[str, ...], sent: list[str]) -> None:
    """By the table of states; each names its regulation."""
    found = letters(history(*said, at="2025-01-01"), register_codes())
    assert [f"{each.notice} {each.regulation}" for each in found] == sent


def test_a_term_that_runs_out_is_told_of_too() -> None:
    """Nobody entered anything, and the letter says why and to when the record is kept."""
    (letter,) = letters(history(APPROVED, at="2026-04-01"), register_codes())
    assert (letter.entry, letter.day, letter.to) == (None, date(2026, 3, 14), "a")
    assert "ended on 14 March 2026" in letter.words
    assert "The term of approval ended (regulation 7(1))" in letter.words
    assert "{" not in letter.words


def test_a_letter_is_about_the_approval_of_its_day() -> None:
    """Ended by one authority and approved by another on one day: the first one's letter."""
    said = (APPROVED, "end 2023-01-01 OTHER_LSSA", "approve 2023-01-01 Medway")
    (letter,) = letters(history(*said), register_codes())
    assert letter.sender == "Kent"


def test_every_notice_follows_from_some_move() -> None:
    """And every code in the table is a notice."""
    assert {code for move in MOVES.values() for code in move.notices} == set(
        register_codes().notice
    )


def test_the_table_of_states() -> None:
    """Time alone makes a term run out, a director alone approves and ends; the AMHP tells."""
    assert {state for state, _ in MOVES} == set(State)
    assert {event for _, event in MOVES} == set(Event)
    for move in MOVES.values():
        assert (move.who == (Who.TIME,)) == (move.event is Event.EXPIRE)
        if move.event in (Event.APPROVE, Event.REAPPROVE, Event.END):
            assert move.who == (Who.DIRECTOR,)
        assert move.recorded
    told = {move.event for move in MOVES.values() if Who.AMHP in move.who}
    assert told == {Event.TRAINING, Event.ACT_FOR, Event.CEASE_ACT_FOR}
    assert not any(
        move.after is State.APPROVED
        for (state, event), move in MOVES.items()
        if state is State.SUSPENDED and event is not Event.UNSUSPEND
    )
