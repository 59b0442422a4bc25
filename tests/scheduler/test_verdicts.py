"""What becomes of a row for everything that a messenger can say."""

from datetime import timedelta

import pytest

from core.message import Features, Gone, Moved, NotSent, Rejected, Sent, Unknown, Verdict
from db.outbox import REPLACED, Kind, Priority, State
from db.tables import Group
from tests.fakes.post_office import NIGHT, PostOffice
from usecases.answer import alarm
from usecases.compose import REPEAT_MARK
from usecases.deliver import RETRY_AFTER, UNBOUND


async def deliver(office: PostOffice, *verdicts: Verdict) -> None:
    office.channel.will("an", *verdicts)
    await office.deliver()


class TestSent:
    async def test_it_is_over(self, office: PostOffice) -> None:
        await office.tell("an")
        await deliver(office, Sent("m7"))
        row = await office.row()
        assert (row.state, row.message_id, row.sent_at, row.owner) == (State.SENT, "m7", office.now, None)

    async def test_what_it_offers_is_kept(self, office: PostOffice) -> None:
        await office.nudge("an")
        await office.deliver()
        labels = [label for label, _ in (await office.row()).choices or []]
        assert "👀 Đã nhận" in labels

    async def test_an_edit_offers_instead_of_what_it_edits(self, office: PostOffice) -> None:
        task_id = await office.nudge("an")
        await deliver(office, Sent("m7"))
        await office.tell("an", kind=Kind.TASK, edits="m7", person_id=office.people["an"], task_id=task_id, payload={})
        await office.deliver()
        old, new = await office.rows()
        assert (old.choices, new.message_id, bool(new.choices)) == (None, "m7", True)
        assert [call.edits for call in office.channel.calls] == [None, "m7"]

    async def test_many_nudges_are_one_message(self, office: PostOffice) -> None:
        for _ in range(4):
            await office.nudge("an")
        await office.deliver()
        rows = await office.rows()
        assert len(office.channel.calls) == 1
        assert [(row.state, row.bundle_id, bool(row.choices)) for row in rows] == [
            (State.SENT, None, True),
            *[(State.SENT, 1, False)] * 3,
        ]


class TestNotSent:
    async def test_it_is_ready_again_a_little_later(self, office: PostOffice) -> None:
        await office.tell("an")
        await deliver(office, NotSent("refused"))
        row = await office.row()
        assert (row.state, row.error, row.tries, row.repeat) == (State.READY, "refused", 0, False)
        assert row.not_before == office.now + RETRY_AFTER

    async def test_it_is_no_repeat_when_it_goes(self, office: PostOffice) -> None:
        await office.tell("an")
        await deliver(office, NotSent("refused"))
        office.later(seconds=5)
        await office.deliver()
        assert office.channel.texts() == ["chào", "chào"]
        assert await office.states() == [State.SENT]

    async def test_after_a_429_for_as_long_as_it_said(self, office: PostOffice) -> None:
        await office.tell("an")
        office.channel.will("an", NotSent("429", pause=timedelta(seconds=0.2)))
        await office.deliver()
        row = await office.row()
        assert (row.state, row.not_before) == (State.READY, office.now + timedelta(seconds=0.2))

    async def test_however_often(self, office: PostOffice) -> None:
        await office.tell("an")
        for _ in range(12):
            await deliver(office, NotSent("refused"))
            office.later(seconds=5)
        await office.deliver()
        assert await office.states() == [State.SENT]

    async def test_an_edit_does_not_come_after_a_newer_one(self, office: PostOffice) -> None:
        await office.tell("an", "cũ", edits="m1")
        office.channel.hold["an"] = 0.05
        office.channel.will("an", NotSent("refused"))
        sender = office.sender()
        await sender.round()
        await office.wait_for_calls(1)
        await office.tell("an", "mới", edits="m1")
        await sender.drain()
        assert office.channel.texts() == ["cũ", "mới"]
        assert [(row.state, row.error) for row in await office.rows()] == [
            (State.DROPPED, REPLACED),
            (State.SENT, None),
        ]


class TestUnknown:
    async def test_it_goes_once_more_and_is_marked(self, office: PostOffice) -> None:
        await office.tell("an")
        await deliver(office, Unknown("ReadTimeout"))
        assert await office.states() == [State.UNKNOWN]
        await office.deliver_late()
        assert office.channel.texts() == ["chào", f"{REPEAT_MARK} chào"]
        assert await office.states() == [State.SENT]

    async def test_there_is_never_a_third_time(self, office: PostOffice) -> None:
        await office.tell("an")
        await deliver(office, Unknown("ReadTimeout"), Unknown("ReadTimeout"))
        for _ in range(3):
            await office.deliver_late()
        assert len(office.channel.calls) == 2
        assert await office.states() == [State.UNKNOWN]

    async def test_a_repeat_that_was_refused_is_still_the_repeat(self, office: PostOffice) -> None:
        await office.tell("an")
        await deliver(office, Unknown("ReadTimeout"), NotSent("refused"))
        for _ in range(3):
            await office.deliver_late()
        assert office.channel.texts()[1:] == [f"{REPEAT_MARK} chào"] * 2
        assert await office.states() == [State.SENT]

    async def test_a_digest_is_repeated_as_one_message(self, office: PostOffice) -> None:
        for _ in range(4):
            await office.nudge("an")
        await deliver(office, Unknown("ReadTimeout"))
        await office.deliver_late()
        assert len(office.channel.calls) == 2
        assert office.channel.texts()[1].startswith(f"{REPEAT_MARK} 🔔 4 việc")

    async def test_a_repeat_does_not_mark_what_is_new(self, office: PostOffice) -> None:
        await office.nudge("an")
        await deliver(office, Unknown("ReadTimeout"))
        for _ in range(3):
            await office.nudge("an")
        await office.deliver_late()
        assert sorted(text.startswith(REPEAT_MARK) for text in office.channel.texts()[1:]) == [False, True]

    async def test_an_edit_is_made_again_without_a_mark(self, office: PostOffice) -> None:
        await office.tell("an", edits="m1")
        await deliver(office, Unknown("ReadTimeout"), Unknown("ReadTimeout"))
        for _ in range(2):
            await office.deliver_late()
        assert office.channel.texts() == ["chào"] * 3
        assert await office.states() == [State.SENT]

    async def test_nothing_is_repeated_after_the_fact(self, office: PostOffice) -> None:
        task_id = await office.nudge("an")
        await deliver(office, Unknown("ReadTimeout"))
        await office.close(task_id)
        await office.deliver_late()
        assert len(office.channel.calls) == 1
        assert await office.states() == [State.DROPPED]


class TestGone:
    async def test_the_admin_is_told(self, office: PostOffice) -> None:
        await office.tell("an", person_id=office.people["an"])
        await deliver(office, Gone("blocked"))
        assert await office.states() == [State.GONE]
        assert office.channel.texts("admin") == ["⚠️ Không gửi được tin cho an: blocked"]

    async def test_another_account_gets_it(self, office: PostOffice) -> None:
        await office.bind("an", "opaque/9", channel="other")
        await office.inform("an")
        office.channel.will("an", Gone("blocked"))
        other = type(office.channel)(name="other")
        await office.sender(channels={"fake": office.channel, "other": other}).drain()
        assert (office.channel.texts(), other.texts("opaque/9")) == (["tin"], ["tin"])
        assert (await office.row()).channel == "other"

    async def test_an_edit_goes_nowhere_else(self, office: PostOffice) -> None:
        await office.bind("an", "opaque/9", channel="other")
        await office.tell("an", edits="m1", person_id=office.people["an"])
        await deliver(office, Gone("blocked"))
        assert await office.states() == [State.GONE]

    async def test_what_is_owed_later_finds_nobody(self, office: PostOffice) -> None:
        await office.inform("an")
        await deliver(office, Gone("blocked"))
        await office.inform("an")
        await office.deliver()
        last = (await office.rows())[-1]
        assert (last.state, last.error) == (State.GONE, UNBOUND)

    async def test_an_admin_who_is_gone_is_no_endless_story(self, office: PostOffice) -> None:
        await office.inform("admin")
        office.channel.will("admin", Gone("blocked"))
        await office.deliver()
        assert [row.state for row in await office.rows(to_admin=True)] == [State.GONE]


class TestMoved:
    async def test_it_follows_its_group(self, office: PostOffice) -> None:
        async with office.database.write() as session:
            session.add(Group(channel="fake", chat_id="an", title="Nhóm", joined_at=office.now))
        for text in ("một", "hai"):
            await office.tell("an", text)
        await deliver(office, Moved("new"))
        assert [(call.chat_id, call.text) for call in office.channel.calls] == [
            ("an", "một"),
            ("new", "một"),
            ("new", "hai"),
        ]
        assert await office.states() == [State.SENT, State.SENT]


class TestRejected:
    async def test_it_is_set_aside_and_the_admin_told(self, office: PostOffice) -> None:
        await office.tell("an")
        await deliver(office, Rejected("too long"))
        row = await office.row()
        assert (row.state, row.error) == (State.SET_ASIDE, "too long")
        assert office.channel.texts("admin") == ["⚠️ Tin số 1 không gửi được và đã để riêng: too long"]

    async def test_an_edit_that_somebody_waits_for_becomes_a_message(self, office: PostOffice) -> None:
        payload = {"key": "text", "facts": {"text": "chào"}, "as_new": True}
        await office.tell("an", edits="m1", payload=payload)
        await deliver(office, Rejected("message to edit not found"), Sent("m2"))
        assert [(call.edits, call.text) for call in office.channel.calls] == [("m1", "chào"), (None, "chào")]
        assert (await office.row()).message_id == "m2"

    async def test_an_edit_that_nobody_waits_for_is_forgotten(self, office: PostOffice) -> None:
        await office.tell("an", edits="m1", priority=Priority.REFRESH)
        await deliver(office, Rejected("message to edit not found"))
        assert await office.states() == [State.DROPPED]
        assert await office.rows(to_admin=True) == []

    async def test_an_alarm_that_cannot_be_sent_raises_no_alarm(self, office: PostOffice) -> None:
        await office.tell("an")
        office.channel.will("admin", *[Rejected("no")] * 9)
        await deliver(office, Rejected("too long"))
        assert [row.state for row in await office.rows(to_admin=True)] == [State.SET_ASIDE]


class TestAlarms:
    async def test_a_night_ends_in_one_alarm_and_not_in_one_for_each_hour(self, office: PostOffice) -> None:
        office.now = NIGHT
        for hours in range(4):
            async with office.database.write() as session:
                await alarm(session, "unbound", NIGHT + timedelta(hours=hours), about="unbound", names=["An"])
        assert len(await office.rows(to_admin=True)) == 1

    async def test_an_hour_after_it_was_heard_it_is_told_again(self, office: PostOffice) -> None:
        for minutes in (0, 30, 61):
            async with office.database.write() as session:
                await alarm(session, "unbound", office.now + timedelta(minutes=minutes), about="unbound", names=["An"])
            await office.deliver()
        assert len(office.channel.texts("admin")) == 2


class TestWithoutEdits:
    @pytest.fixture(autouse=True)
    def _bare(self, office: PostOffice) -> None:
        office.channel.features = Features(buttons=False, edits=False, text_limit=2000)

    async def test_an_edit_that_somebody_waits_for_is_a_message(self, office: PostOffice) -> None:
        payload = {"key": "text", "facts": {"text": "chào"}, "as_new": True}
        await office.tell("an", edits="m1", payload=payload)
        await deliver(office, Unknown("ReadTimeout"))
        await office.deliver_late()
        assert [(call.edits, call.text) for call in office.channel.calls] == [
            (None, "chào"),
            (None, f"{REPEAT_MARK} chào"),
        ]

    async def test_any_other_edit_is_dropped(self, office: PostOffice) -> None:
        await office.tell("an", edits="m1")
        await office.deliver()
        assert office.channel.calls == []
        assert await office.states() == [State.DROPPED]


async def test_a_task_that_was_finished_in_time_is_not_nudged(office: PostOffice) -> None:
    task_id = await office.nudge("an")
    await office.close(task_id)
    await office.deliver()
    row = await office.row()
    assert (office.channel.calls, row.state, row.error) == ([], State.DROPPED, "stale")


async def test_of_many_nudges_only_the_untrue_are_dropped(office: PostOffice) -> None:
    first, *_ = [await office.nudge("an") for _ in range(4)]
    await office.close(first)
    await office.deliver()
    assert await office.states() == [State.DROPPED, *[State.SENT] * 3]
    assert office.channel.texts()[0].startswith("🔔 3 việc")


async def test_two_nudges_follow_each_other(office: PostOffice) -> None:
    """Two are no digest: the second goes in its own message."""
    for _ in range(2):
        await office.nudge("an")
    await office.deliver()
    assert len(office.channel.calls) == 2
    assert await office.states() == [State.SENT, State.SENT]


async def test_nobody_without_an_account_stops_the_others(office: PostOffice) -> None:
    await office.inform("binh")
    await office.inform("an")
    await office.leave("binh")
    await office.deliver()
    assert await office.states() == [State.GONE, State.SENT]
