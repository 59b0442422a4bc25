"""Broadcasts: how a text is cut, whom a choice reaches, when the silent are reminded, and what the words name."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.broadcast
from core.addressees import Addressees, House, Member, reached, strays
from core.broadcast import COUNTER_REST, Track, due, next_count, next_look, parts, reminders
from core.broadcast_draft import Ask, CastDraft
from core.calendar import OFFICE_ZONE
from core.plan import plans
from core.task import Urgency
from core.vietnamese.addressees import key_of, read_addressees
from core.wording.broadcasting import Chosen, prompt
from tests.core.office import CALENDAR, at

PLAN, AT_ONCE = plans()[Urgency.NORMAL], plans()[Urgency.TOP_URGENT]
UBND, NOI_VU, TO_CHUC, Y_TE = 1, 2, 3, 4
HOUSE = House(
    members=(
        Member(id=10, unit_id=UBND),
        Member(id=20, unit_id=NOI_VU, is_head=True),
        Member(id=21, unit_id=NOI_VU),
        Member(id=30, unit_id=TO_CHUC, is_head=True, bound=False),
        Member(id=40, unit_id=Y_TE, is_head=True),
        Member(id=41, unit_id=Y_TE, bound=False),
    ),
    units={UBND: "UBND tỉnh", NOI_VU: "Sở Nội vụ", TO_CHUC: "Phòng Tổ chức", Y_TE: "Sở Y tế"},
    kinds={UBND: "ubnd", NOI_VU: "sở", TO_CHUC: "phòng", Y_TE: "sở"},
    parents={UBND: None, NOI_VU: UBND, TO_CHUC: NOI_VU, Y_TE: UBND},
    groups={1: frozenset({Y_TE}), 2: frozenset({NOI_VU})},
)
NAMES = {key_of(name): ("units", unit) for unit, name in HOUSE.units.items()} | {key_of("Điều hành"): ("groups", 1)}
moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 1), timezones=st.just(OFFICE_ZONE))
choices = st.builds(
    Addressees,
    groups=st.lists(st.sampled_from([1, 2, 9]), unique=True).map(tuple),
    units=st.lists(st.sampled_from([UBND, NOI_VU, TO_CHUC, Y_TE]), unique=True).map(tuple),
    people=st.lists(st.sampled_from([10, 21, 41]), unique=True).map(tuple),
    heads=st.sampled_from([(), ("",), ("sở",)]),
    but_units=st.sampled_from([(), (Y_TE,)]),
    everybody=st.booleans(),
    deep=st.booleans(),
)


@pytest.mark.parametrize(
    ("to", "people"),
    [
        (Addressees(units=(NOI_VU,)), {20, 21}),
        (Addressees(units=(NOI_VU,), deep=True), {20, 21, 30}),
        (Addressees(heads=("sở",)), {20, 40}),
        (Addressees(heads=("",), but_units=(Y_TE,)), {20, 30}),
        (Addressees(groups=(1,)), {40, 41}),
        (Addressees(groups=(1,), people=(21,)), {21, 40, 41}),
        (Addressees(everybody=True), {20, 21, 30, 40, 41}),
        (Addressees(everybody=True, but_units=(NOI_VU,)), {40, 41}),
        (Addressees(groups=(1, 2), but_people=(40,), but_units=(TO_CHUC,)), {20, 21, 41}),
        (Addressees(groups=(1, 2), everybody=True, but_people=(40,)), {20, 21, 30, 41}),
    ],
)
def test_whom_a_choice_reaches(to: Addressees, people: set[int]) -> None:
    assert set(reached(to, HOUSE, scope=None, author=10).people) == people


@given(choices)
def test_everybody_counts_once_and_never_the_author(to: Addressees) -> None:
    found = reached(to, HOUSE, scope=None, author=21)
    assert 21 not in found.people
    assert found.unbound == sum(who in found.people for who in (30, 41))


@given(choices)
def test_a_head_reaches_nobody_outside(to: Addressees) -> None:
    scope = frozenset({NOI_VU, TO_CHUC})
    found = reached(to, HOUSE, scope=scope, author=20)
    assert set(found.people.values()) <= scope
    assert strays(to, HOUSE, scope) or not {UBND, Y_TE} & set(to.units)


@given(choices)
def test_a_draft_survives_being_stored(to: Addressees) -> None:
    draft = CastDraft(text="x", to=to, asked=Ask.WHEN, send_at=at("30/11/2026 14:00"), urgent=True)
    assert CastDraft.from_json(draft.to_json()) == draft


def test_the_silent_hear_after_four_office_hours_next_morning_and_then_their_head() -> None:
    planned = [(each.slot, each.at) for each in reminders(at("30/11/2026 08:00"), PLAN, CALENDAR)]
    assert planned == [
        ("remind#1", at("30/11/2026 13:30")),
        ("remind#2", at("01/12/2026 07:30")),
        ("head", at("02/12/2026 07:30")),
    ]


@given(moments, st.timedeltas(timedelta(), timedelta(days=40)))
def test_what_is_owed_has_come_and_nothing_is_owed_at_night(posted: datetime, later: timedelta) -> None:
    now = posted + later
    owed = due(posted, PLAN, CALENDAR, now)
    assert all(each.at <= now for each in owed)
    assert len({each.track for each in owed}) == len(owed)
    assert not owed or CALENDAR.is_open(now)


@given(moments)
def test_looking_only_when_told_to_misses_no_reminder(posted: datetime) -> None:
    """One that falls on the very minute of closing goes with the next morning's."""
    heard, now = set[str](), posted
    while (look := next_look(posted, PLAN, CALENDAR, now)) is not None:
        assert look > now
        now = look
        heard |= {each.slot for each in due(posted, PLAN, CALENDAR, now)}
    planned = reminders(posted, PLAN, CALENDAR)
    assert heard == {each.slot for each in planned if each.slot != "remind#1" or CALENDAR.is_open(each.at)}


def test_after_an_outage_the_missed_ones_are_one() -> None:
    owed = due(at("30/11/2026 08:00"), PLAN, CALENDAR, at("07/12/2026 09:00"))
    assert {(each.track, each.slot) for each in owed} == {(Track.SELF, "remind#2"), (Track.HEAD, "head")}


def test_what_is_top_urgent_does_not_wait_for_the_morning() -> None:
    assert due(at("30/11/2026 22:00"), AT_ONCE, CALENDAR, at("30/11/2026 23:00"))[0].slot == "remind#1"


@given(st.lists(st.floats(0, 60), max_size=30))
def test_a_counter_rests_ten_seconds_between_two_edits(presses: list[float]) -> None:
    start, last = at("30/11/2026 08:00"), None
    for seconds in sorted(presses):
        edit = next_count(last, start + timedelta(seconds=seconds))
        assert last is None or edit - last >= COUNTER_REST
        last = edit


@given(st.text(alphabet=st.sampled_from("aệ \n🙂."), max_size=300), st.integers(5, 40))
def test_a_long_text_is_cut_and_no_word_is_lost(text: str, longest: int) -> None:
    cut = parts(text, longest)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(len(each.encode("utf-16-le")) // 2 <= longest for each in cut)


def test_it_is_cut_at_paragraphs() -> None:
    assert parts("Một.\n\nHai.\n\nBa.", 12) == ("Một.\n\nHai.", "Ba.")


@pytest.mark.parametrize(
    ("words", "named", "heads", "unknown"),
    [
        ("Sở Nội vụ và Sở Y tế", [("units", NOI_VU), ("units", Y_TE)], [], []),
        ("so noi vu, nhóm Điều hành", [("units", NOI_VU), ("groups", 1)], [], []),
        ("thủ trưởng các sở, ban, ngành", [], ["sở", "ban", "ngành"], []),
        ("giám đốc các sở và UBND tỉnh", [("units", UBND)], ["sở"], []),
        ("Sở Nội vụ và Sở Trên Trời", [("units", NOI_VU)], [], ["Sở Trên Trời"]),
    ],
)
def test_what_words_name(words: str, named: list[object], heads: list[str], unknown: list[str]) -> None:
    told = read_addressees(words, NAMES)
    assert (told.named, told.heads, told.unknown) == (named, heads, unknown)


@pytest.mark.parametrize(
    ("words", "deep"), [("Sở Nội vụ kèm đơn vị trực thuộc", True), ("không kèm trực thuộc", False)]
)
def test_with_or_without_what_stands_below(words: str, deep: bool) -> None:
    assert read_addressees(words, NAMES).deep is deep


@given(st.text(max_size=80))
def test_any_words_are_read(words: str) -> None:
    read_addressees(words, NAMES)


@pytest.mark.parametrize("text", ["a " * 100_000, "a" * 200_000, "Một.\n\n" * 30_000, "😀" * 100_000])
def test_a_long_text_is_measured_a_few_times_and_once_for_all_messages(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []

    def measure(piece: str) -> int:
        measured.append(len(piece))
        return len(piece) + sum(letter > "\uffff" for letter in piece)

    monkeypatch.setattr(core.broadcast, "_units", measure)
    parts.cache_clear()
    assert parts(text) is parts(text)
    assert sum(measured) < 12 * len(text)


def test_groups_are_turned_over_like_units() -> None:
    many = dict.fromkeys(range(110), "Nhóm")
    facts = {"people": (), "left_out": (), "reached": 0, "unbound": 0, "tasks": 0, "below": False, "everywhere": True}
    seen = set()
    for page in range(1, 15):
        draft = CastDraft(text="x", asked=Ask.TO, page=page)
        asked = prompt(draft, Chosen(groups=many, units={}, **facts), 1, CALENDAR, at("30/11/2026 08:00"))
        seen |= {choice.code for row in asked.choices for choice in row if "👥" in choice.label}
        assert sum(map(len, asked.choices)) < 20
    assert len(seen) == 110
