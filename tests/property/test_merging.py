"""Laws of two people changing the same record: nothing anybody entered is lost, nothing made up."""

from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.amhp.merging import as_seen, merge

NAMES = st.sampled_from(["a", "b", "c", "d"])
VALUES = st.sampled_from(["", "x", "y", None, True, 3])
RECORDS = st.fixed_dictionaries(dict.fromkeys("abcd", VALUES))
CHANGES = st.dictionaries(NAMES, VALUES)


@given(RECORDS, CHANGES, CHANGES)
def test_both_are_there_in_the_record_or_beside_it(seen, theirs, mine) -> None:
    now = seen | theirs
    found = merge(seen, now, mine)
    after = now | found.taken
    for name, value in mine.items():
        if value != seen[name]:
            assert value in (after[name], found.beside.get(name))
    for name, value in theirs.items():
        if value != seen[name]:
            assert after[name] == value
    assert not set(found.taken) & set(found.beside)


@given(RECORDS, CHANGES)
def test_alone_everything_is_taken(seen, mine) -> None:
    found = merge(seen, seen, mine)
    assert found.beside == {}
    assert seen | found.taken == seen | mine


@given(RECORDS, CHANGES)
def test_a_page_sent_twice_changes_nothing_more(seen, mine) -> None:
    once = seen | merge(seen, seen, mine).taken
    again = merge(seen, once, mine)
    assert (again.taken, again.beside) == ({}, {})


@given(RECORDS, st.lists(CHANGES))
def test_what_somebody_saw_is_found_again(seen, changes) -> None:
    now, befores = dict(seen), []
    for each in changes:
        befores.insert(0, {name: now[name] for name in each})
        now |= each
    assert as_seen(now, befores) == seen
