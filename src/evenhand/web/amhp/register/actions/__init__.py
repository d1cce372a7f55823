"""Every write to the register: keywords only, `by` and `at` passed in, one transaction, trail inside."""

from evenhand.web.amhp.register.actions.arranged import (
    add_arrangement,
    add_condition,
    set_establishment,
)
from evenhand.web.amhp.register.actions.entries import add_entry, take_out
from evenhand.web.amhp.register.actions.imports import must_be_new_file, take_register
from evenhand.web.amhp.register.actions.notices import note_sent, note_terms_that_ran_out
from evenhand.web.amhp.register.actions.own_training import (
    add_own_training,
    decide_training,
    take_out_own_training,
)
from evenhand.web.amhp.register.actions.people import (
    OF_TRAINEES,
    PLAIN,
    SEALED,
    add_evidence,
    add_person,
    change_person,
    link_account,
    set_training,
)
from evenhand.web.amhp.register.actions.retention import keep_house, remove

__all__ = [
    "OF_TRAINEES",
    "PLAIN",
    "SEALED",
    "add_arrangement",
    "add_condition",
    "add_entry",
    "add_evidence",
    "add_own_training",
    "add_person",
    "change_person",
    "decide_training",
    "keep_house",
    "link_account",
    "must_be_new_file",
    "note_sent",
    "note_terms_that_ran_out",
    "remove",
    "set_establishment",
    "set_training",
    "take_out",
    "take_out_own_training",
    "take_register",
]
