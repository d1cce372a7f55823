"""Laws of the register, against a plain model that lives through every day one by one."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from tests.factories.register import of_file

from evenhand.domain.amhp.clocks_time import Start
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import Entry, Event, PersonLog
from evenhand.domain.amhp.register_may_act import may_act
from evenhand.domain.amhp.register_periods import asked_at
from evenhand.domain.amhp.register_record import may_delete
from evenhand.domain.amhp.register_standing import standing

FIRST, LAST = date(2020, 2, 20), date(2032, 1, 31)
# Few days, close to where terms begin and end, so that much falls on one day.
DAYS = [
    start + timedelta(days=days)
    for start in (date(2020, 2, 28), date(2021, 3, 14), date(2025, 2, 26), date(2026, 3, 13))
    for days in range(4)
]
AUTHORITIES = ["North", "South"]


@dataclass
class Plain:
    """One person, day by day. It keeps flags and knows nothing of how the register keeps them."""

    entries: list[Entry]
    authority: str = ""
    term_ends: date | None = None
    began: date | None = None
    live: bool = False
    ever: bool = False
    suspended: bool = False
    helps: set[str] = field(default_factory=set)
    said_to_help: set[str] = field(default_factory=set)
    lapsed: tuple[date, set[str]] | None = None
    ended: date | None = None
    reason: str = ""
    unclear_end: date | None = None
    today: date = FIRST
    by_day: dict[date, list[Entry]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.entries:
            self.by_day.setdefault(each.start.day, []).append(each)

    def live_through(self, until: date) -> "Plain":
        """Every day from the one reached to this one."""
        while self.today <= until:
            if self.live and self.term_ends and self.today > self.term_ends:
                self.over(self.term_ends, "EXP")
            if self.today in self.by_day:
                self.a_day(self.by_day[self.today])
            self.today += timedelta(days=1)
        return self

    def a_day(self, todays: list[Entry]) -> None:
        """What happens today; what cannot is tried again while anything else could."""
        left = todays
        while left:
            still = [each for each in left if not self.happens(each, self.today)]
            if len(still) == len(left):
                break
            left = still
        if self.live and any(each.event is Event.END for each in left):
            self.unclear_end = self.today

    def over(self, day: date, reason: str) -> None:
        self.live, self.ended, self.reason = False, day, reason
        self.lapsed = (day, set(self.helps))
        self.helps = set()

    def new_term(self, authority: str, day: date) -> bool:
        self.authority, self.began, self.live, self.ever = authority, day, True, True
        self.ended, self.reason = None, ""
        if (day.month, day.day) == (2, 29):
            self.term_ends = date(day.year + 5, 2, 27)
        else:
            self.term_ends = day.replace(year=day.year + 5) - timedelta(days=1)
        return True

    def happens(self, each: Entry, day: date) -> bool:
        """Whether it could happen today; if so, it has."""
        if each.event is Event.APPROVE:
            return not self.live and self.new_term(each.authority, day)
        if each.event is Event.REAPPROVE:
            return self.again(each.authority or self.authority, day)
        if each.event is Event.SUSPEND:
            able = self.live and not self.suspended
            self.suspended = self.suspended or able
            return able
        if each.event is Event.UNSUSPEND:
            able, self.suspended = self.suspended, False
            return able
        if each.event is Event.END:
            return self.ends(each, day)
        if each.event is Event.ACT_FOR:
            able = (
                self.live and each.authority != self.authority and each.authority not in self.helps
            )
            if able:
                self.helps.add(each.authority)
                self.said_to_help.add(each.authority)
            return able
        able = each.authority in self.said_to_help
        self.said_to_help.discard(each.authority)
        self.helps.discard(each.authority)
        if able and self.lapsed:
            self.lapsed[1].discard(each.authority)
        return able

    def again(self, authority: str, day: date) -> bool:
        if not self.ever or (self.live and (authority != self.authority or day == self.began)):
            return False
        if not self.live and self.reason == "EXP" and authority == self.authority and self.lapsed:
            on_the_next_day = self.lapsed[0] + timedelta(days=1) == day
            self.helps |= self.lapsed[1] if on_the_next_day else set()
        return self.new_term(authority, day)

    def ends(self, each: Entry, day: date) -> bool:
        if each.reason == "EXP":
            if self.live:
                return day == self.term_ends
            return self.ever and self.reason == "EXP"
        if not self.live or each.authority not in ("", self.authority):
            return False
        self.over(day, each.reason)
        return True

    def acts(self, authority: str) -> bool:
        held = (
            self.unclear_end is not None
            and self.began is not None
            and self.unclear_end >= self.began
        )
        fit = self.live and not self.suspended and not held
        return fit and (authority == self.authority or authority in self.helps)


class OneRegister(RuleBasedStateMachine):
    """Entries in any order of days, corrections among them."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def _add(self, event: Event, day: date, **more: object) -> None:
        number = len(self.entries) + 1
        self.entries.append(
            Entry(id=number, person="a", event=event, start=Start(day), **more)  # type: ignore[arg-type]
        )

    @rule(day=st.sampled_from(DAYS), authority=st.sampled_from(AUTHORITIES))
    def approve(self, day: date, authority: str) -> None:
        self._add(Event.APPROVE, day, authority=authority)

    @rule(day=st.sampled_from(DAYS), authority=st.sampled_from(["", *AUTHORITIES]))
    def reapprove(self, day: date, authority: str) -> None:
        self._add(Event.REAPPROVE, day, authority=authority)

    @rule(day=st.sampled_from(DAYS), event=st.sampled_from([Event.SUSPEND, Event.UNSUSPEND]))
    def suspend_or_not(self, day: date, event: Event) -> None:
        self._add(event, day)

    @rule(
        day=st.sampled_from(DAYS),
        reason=st.sampled_from(["REQ", "OTHER_LSSA", "EXP"]),
        authority=st.sampled_from(["", "", *AUTHORITIES]),
    )
    def end(self, day: date, reason: str, authority: str) -> None:
        self._add(Event.END, day, reason=reason, authority=authority)

    @rule(
        day=st.sampled_from(DAYS),
        event=st.sampled_from([Event.ACT_FOR, Event.CEASE_ACT_FOR]),
        authority=st.sampled_from(AUTHORITIES),
    )
    def act_for(self, day: date, event: Event, authority: str) -> None:
        self._add(event, day, authority=authority)

    @precondition(lambda self: self.entries)
    @rule(data=st.data(), day=st.sampled_from(DAYS))
    def correct(self, data: st.DataObject, day: date) -> None:
        wrong = data.draw(st.sampled_from(self.entries))
        number = len(self.entries) + 1
        self.entries.append(replace(wrong, id=number, start=Start(day), corrects=wrong.id))

    def teardown(self) -> None:
        """What a log says depends on no order of entering, so its end is where to look."""
        self.says_what_the_plain_model_says()
        self.loses_no_entry()

    def says_what_the_plain_model_says(self) -> None:
        log = PersonLog(person="a", entries=tuple(self.entries))
        plain = Plain(self._counting())
        for day in (date(2021, 3, 16), date(2026, 3, 13), date(2026, 3, 14), LAST):
            plain.live_through(day)
            at = asked_at(Start(day))
            found = standing(log, at)
            assert (found.status in ("approved", "suspended")) == plain.live
            assert (found.status == "suspended") == (plain.live and plain.suspended)
            assert found.ended_on == (plain.ended if plain.ever else None)
            for authority in AUTHORITIES:
                assert may_act(log, at, authority).yes == plain.acts(authority)
            if plain.live:
                assert not may_delete(replay(log, at), day + timedelta(days=9999))

    def loses_no_entry(self) -> None:
        found = replay(PersonLog(person="a", entries=tuple(self.entries)))
        kept = [each.entry.id for each in found.steps if each.entry]
        kept += [each.entry.id for each in found.refused]
        assert sorted([*kept, *found.gone]) == [each.id for each in self.entries]

    def _counting(self) -> list[Entry]:
        gone: set[int] = set()
        wrong: set[int] = set()
        for each in self.entries:
            if each.corrects is not None:
                (wrong if each.corrects in gone else gone).add(
                    each.id if each.corrects in gone else each.corrects
                )
        return [each for each in self.entries if each.id not in gone | wrong]


TestOneRegister = OneRegister.TestCase
TestOneRegister.settings = settings(max_examples=300, stateful_step_count=16, deadline=None)

ROWS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["approve", "reapprove", "suspend", "unsuspend", "training", "end", "act_for"]),
        st.sampled_from(DAYS),
        st.sampled_from(AUTHORITIES),
        st.sampled_from(["", "6", "7.5", "six"]),
        st.sampled_from(["yes", "no", "perhaps"]),
        st.sampled_from(["REQ", "EXP", "gone"]),
    ),
    max_size=25,
)  # fmt: skip


@given(rows=ROWS)
def test_the_order_of_people_in_a_file_does_not_matter(rows: list[tuple[object, ...]]) -> None:
    """Each person's rows in their order, the people in another: the same persons, as many errors."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        one = of_file(folder, _lines(rows))
        other = of_file(folder, _lines(sorted(rows, key=lambda row: str(row[0]), reverse=True)))
    for each in (*one["persons"], *other["persons"]):
        # Warnings about rows name their numbers, which differ.
        each["warnings"] = [w["code"] for w in each["warnings"]]
        each["may_act_why"] = ""
    assert one["persons"] == other["persons"]
    said = [
        sorted((e["person"], e["code"], e["problem"]) for e in found["errors"])
        for found in (one, other)
    ]
    assert said[0] == said[1]
    assert len(one["persons"]) == len({row[0] for row in rows})


def _lines(rows: list[tuple[object, ...]]) -> list[str]:
    return [",".join(str(cell) for cell in row) for row in rows]


@given(
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=8),
    events=st.lists(st.sampled_from([Event.APPROVE, Event.SUSPEND, Event.UNSUSPEND, Event.END]), min_size=8, max_size=8),
    asked=st.sampled_from(DAYS),
)  # fmt: skip
def test_a_later_entry_changes_no_earlier_answer(
    days: list[date], events: list[Event], asked: date
) -> None:
    """What is said of a day depends on the entries up to it alone."""
    entries = [
        Entry(id=number, person="a", event=event, start=Start(day), reason="REQ")
        for number, (day, event) in enumerate(zip(days, events, strict=False), start=1)
    ]
    at = asked_at(Start(asked))
    upto = tuple(each for each in entries if each.start.day <= asked)
    assert standing(PersonLog(person="a", entries=tuple(entries)), at) == standing(
        PersonLog(person="a", entries=upto), at
    )
