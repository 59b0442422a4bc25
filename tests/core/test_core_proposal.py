"""From a reading to what it would do, and what must be asked before it is done."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadline import NO_DEADLINE, Deadline, day, hour
from core.proposal import DECISIONS, Missing, Proposal, Verb, missing, must_be_read_back, propose, wanted_deadline
from core.sent_file import FileKind, SentFile
from core.talk import Taken, Talk
from core.vietnamese.dates import Duration
from core.vietnamese.reading import read
from tests.core.office import CALENDAR, at, on

NOW = at("30/11/2026 09:00")
THURSDAY = day(on("10/12/2026"))


def proposed(words: str) -> Proposal:
    told = propose(read(words, NOW, CALENDAR), words)
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("dạ em nhận rồi", Verb.ACKNOWLEDGE),
        ("đang làm, khoảng 70%", Verb.PROGRESS),
        ("xong rồi ạ", Verb.REPORT),
        ("chưa xong ạ", Verb.NOTE),
        ("xin gia hạn đến 20/12 vì mưa lũ", Verb.EXTEND),
        ("đang vướng, Bộ chưa có hướng dẫn", Verb.BLOCK),
        ("việc này không phải của em, chuyển Sở Công Thương giúp", Verb.RETURN),
        ("việc này nộp bản giấy hay bản mềm vậy chị?", Verb.ASK),
    ],
)
def test_every_meaning_has_its_verb(words: str, verb: Verb) -> None:
    assert proposed(words).verb is verb


@pytest.mark.parametrize("words", ["cho xem việc của em", "cảm ơn em nhiều nha", "asdf qwer"])
def test_what_is_about_no_task_proposes_nothing(words: str) -> None:
    assert propose(read(words, NOW, CALENDAR), words) is None


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("xin gia hạn đến thứ 6 tuần sau vì mưa", day(on("11/12/2026"))),
        ("xin lùi đến 9h sáng 15/12 vì mưa", hour(at("15/12/2026 09:00"))),
        ("xin thêm 2 ngày làm việc vì mưa", day(on("14/12/2026"))),
        ("xin thêm 1 tuần vì mưa", day(on("17/12/2026"))),
        ("xin thêm 3 ngày vì mưa", day(on("14/12/2026"))),  # 13/12 is a Sunday
        ("xin thêm 1 tháng vì mưa", day(on("11/01/2027"))),  # 10/01 is a Sunday
    ],
)
def test_until_when_more_time_is_asked_for(words: str, until: Deadline) -> None:
    assert wanted_deadline(proposed(words), THURSDAY, CALENDAR, NOW) == until


def test_a_length_counts_from_the_deadline_and_says_nothing_without_one() -> None:
    three = Proposal(verb=Verb.EXTEND, words="", length=Duration(n=3, unit="day"))
    assert wanted_deadline(three, NO_DEADLINE, CALENDAR, NOW) is None
    late = day(on("20/11/2026"))  # three days more than that have gone by: they count from today
    assert wanted_deadline(three, late, CALENDAR, NOW) == day(on("03/12/2026"))


@pytest.mark.parametrize("on", ["30/11/2026", "09/12/2026", "10/12/2026"])
def test_a_day_that_is_no_later_than_the_deadline_is_no_extension(on: str) -> None:
    asked = proposed(f"xin gia hạn đến {on} vì mưa")
    assert wanted_deadline(asked, THURSDAY, CALENDAR, NOW) is None
    assert missing(asked.about(1), None) is Missing.DAY


def test_whoever_offers_another_day_offers_one_after_today() -> None:
    """Who asks for more time of what is late may still ask for today."""
    late, today = day(on("20/11/2026")), NOW.date()
    assert wanted_deadline(Proposal(verb=Verb.EXTEND, words="", on=today), late, CALENDAR, NOW) == day(today)
    assert wanted_deadline(Proposal(verb=Verb.OFFER, words="", on=today), late, CALENDAR, NOW) is None
    tomorrow = Proposal(verb=Verb.OFFER, words="", length=Duration(n=1, unit="day", working=True))
    assert wanted_deadline(tomorrow, late, CALENDAR, NOW) == day(CALENDAR.shift(today, 1))


def test_the_giving_side_sets_an_earlier_day_or_the_first_but_none_that_has_gone_by_and_not_the_same() -> None:
    def set_to(text: str, deadline: Deadline = THURSDAY) -> Deadline | None:
        return wanted_deadline(Proposal(verb=Verb.SET_DEADLINE, words="", on=on(text)), deadline, CALENDAR, NOW)

    assert set_to("03/12/2026") == day(on("03/12/2026"))
    assert set_to("03/12/2026", NO_DEADLINE) == day(on("03/12/2026"))
    assert set_to("27/11/2026") is None
    assert set_to("10/12/2026") is None
    later = Proposal(verb=Verb.SET_DEADLINE, words="", length=Duration(n=2, unit="day", working=True))
    assert wanted_deadline(later, THURSDAY, CALENDAR, NOW) == day(on("14/12/2026"))
    assert wanted_deadline(later, NO_DEADLINE, CALENDAR, NOW) == day(CALENDAR.shift(NOW.date(), 2))


@pytest.mark.parametrize(
    ("proposal", "lacking"),
    [
        (Proposal(verb=Verb.REPORT, words="xong"), Missing.TASK),
        (Proposal(verb=Verb.EXTEND, words="xin", task_id=1, reason="mưa"), Missing.DAY),
        (Proposal(verb=Verb.EXTEND, words="xin", task_id=1, on=date(2026, 12, 20)), Missing.REASON),
        (Proposal(verb=Verb.OFFER, words="", task_id=1, reason="mưa"), Missing.DAY),
        (Proposal(verb=Verb.OFFER, words="", task_id=1, on=date(2026, 12, 20)), Missing.REASON),
        (Proposal(verb=Verb.OFFER, words="", task_id=1, on=date(2026, 12, 20), reason=""), None),
        (Proposal(verb=Verb.SET_DEADLINE, words="", task_id=1, reason="mưa"), Missing.DAY),
        (Proposal(verb=Verb.SET_DEADLINE, words="", task_id=1, on=date(2026, 12, 1), reason=""), Missing.REASON),
        (Proposal(verb=Verb.RETURN, words="không phải việc em", task_id=1), Missing.REASON),
        (Proposal(verb=Verb.BLOCK, words="đang vướng", task_id=1), None),
        (Proposal(verb=Verb.BLOCK, words="", task_id=1), Missing.REASON),
        (Proposal(verb=Verb.PROGRESS, words="đang làm", task_id=1), None),
    ],
)
def test_what_is_missing_is_asked_for_in_turn(proposal: Proposal, lacking: Missing | None) -> None:
    assert missing(proposal, day(proposal.on) if proposal.on else None) is lacking


READ_BACK = {
    *DECISIONS,
    *(Verb.REPORT, Verb.FINISH_PART, Verb.COMMENT, Verb.EXTEND, Verb.RETURN, Verb.PERIOD, Verb.OFFER),
    *(Verb.REASSIGN, Verb.INVOLVE, Verb.RELEASE, Verb.SPLIT, Verb.SET_DEADLINE),
    *(Verb.OBJECT, Verb.UPHOLD, Verb.DISMISS),
}


def test_what_changes_a_record_is_always_read_back() -> None:
    for verb in Verb:
        sure = Proposal(verb=verb, words="x", task_id=1)
        assert must_be_read_back(sure) is (verb in READ_BACK)
        assert must_be_read_back(replace(sure, task_id=None))
        assert must_be_read_back(replace(sure, doubt=("task",)))


proposals = st.builds(
    Proposal,
    verb=st.sampled_from(Verb),
    words=st.text(max_size=40),
    task_id=st.none() | st.integers(1, 99),
    shown=st.none() | st.integers(0, 9),
    percent=st.none() | st.integers(0, 100),
    on=st.none() | st.dates(),
    at=st.none() | st.times().map(lambda each: time(each.hour, each.minute)),
    length=st.none()
    | st.builds(Duration, n=st.floats(1, 90), unit=st.sampled_from(["day", "week"]), working=st.booleans()),
    reason=st.none() | st.text(min_size=1, max_size=40),
    to_whom=st.none() | st.text(min_size=1, max_size=20),
    document=st.none() | st.text(min_size=1, max_size=20),
    doubt=st.lists(st.sampled_from(["task", "date", "unsure"]), max_size=2).map(tuple),
    files=st.lists(
        st.builds(SentFile, channel=st.just("telegram"), kind=st.sampled_from(FileKind), file_id=st.text(min_size=1)),
        max_size=2,
    ).map(tuple),
)


@given(
    st.builds(
        Talk,
        proposals=st.lists(proposals, min_size=1, max_size=3).map(tuple),
        heard=st.none() | st.text(max_size=9),
        instead_of=st.lists(st.builds(Taken, task_id=st.integers(1, 9), entry=st.integers(1, 9)), max_size=2).map(
            tuple
        ),
        offered=st.lists(st.integers(1, 9), max_size=3).map(tuple),
        several=st.booleans(),
        surely=st.booleans(),
    )
)
def test_what_waits_in_the_database_comes_back_as_it_was(talk: Talk) -> None:
    assert Talk.from_json(talk.to_json()) == talk
