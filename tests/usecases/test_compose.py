"""From what is owed to the words of now: what is true no more is dropped, what belongs together comes together."""

from datetime import date, timedelta

from core.deadline import day
from core.message import plain
from db import outbox
from db.outbox import Chat, Kind
from db.tables import Person
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONDAY, MONITOR, OTHER, POLICY, SmallOffice, at
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.bind import unbind
from usecases.compose import REPEAT_MARK
from usecases.recall import recall
from usecases.report import report
from usecases.send_back import send_back
from usecases.steps import refresh_cards
from usecases.urge import urge

SOON = timedelta(minutes=5)


async def test_a_nudge_for_a_task_that_was_recalled_is_stale(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.tick(MONDAY)
    rows = await office.owed(LEAD, Kind.NUDGE)
    await office.take(recall, MONITOR, task_id)
    letter = await office.compose(rows)
    assert (letter.message, letter.stale) == (None, {row.id for row in rows})


async def test_a_nudge_of_an_older_deadline_is_stale(office: SmallOffice) -> None:
    await office.assign()
    await office.tick(MONDAY)
    (row,) = await office.owed(LEAD)
    row.deadline_version = 0
    assert (await office.compose([row])).message is None


async def test_two_nudges_are_two_messages(office: SmallOffice) -> None:
    await office.assign()
    await office.assign()
    await office.tick(MONDAY)
    first, _second = rows = await office.owed(LEAD)
    letter = await office.compose(rows)
    assert (letter.carried, letter.stale) == ({first.id}, frozenset())


async def test_three_nudges_are_one_message(office: SmallOffice) -> None:
    for _ in range(3):
        await office.assign()
    await office.tick(MONDAY)
    letter = await office.compose(rows := await office.owed(LEAD))
    assert letter.carried == {row.id for row in rows}


async def test_two_nudges_that_an_outage_held_back_are_one_message(office: SmallOffice) -> None:
    await office.assign()
    await office.assign()
    await office.tick(MONDAY)
    letter = await office.compose(rows := await office.owed(LEAD), MONDAY + timedelta(hours=2))
    assert letter.carried == {row.id for row in rows}


async def test_of_several_nudges_on_one_task_only_the_latest_is_said(office: SmallOffice) -> None:
    await office.assign()
    for now in ("30/11/2026 09:00", "01/12/2026 07:30", "07/12/2026 07:30"):
        await office.tick(at(now))
    letter = await office.compose(rows := await office.owed(LEAD), at("07/12/2026 07:30"))
    assert letter.message is not None
    assert plain(letter.message.text).startswith("🟡 Còn 3 ngày làm việc · Việc 1")
    assert letter.carried == {row.id for row in rows}


async def test_the_most_pressing_stands_first_with_its_choice(office: SmallOffice) -> None:
    for on in (10, 1, 30):
        await office.assign(deadline=day(date(2026, 12, on)))
    late = await office.assign(deadline=day(date(2026, 11, 20)))
    await office.tick(MONDAY)
    digest = await office.read(await office.owed(LEAD))
    assert plain(digest.text).startswith("🔔 4 việc: 1 quá hạn · 3 việc mới giao\nQuá hạn\n🔴 Việc 4")
    assert digest.choices[0][0].code == f"show.{late}.0"


async def test_a_task_reported_in_time_is_not_called_late_while_it_waits(office: SmallOffice) -> None:
    for _ in range(3):
        task_id = await office.assign(monitor_id=office.ids[MONITOR])
        await office.take(report, LEAD, task_id)
    await office.tick(at("14/12/2026 09:00"))
    digest = await office.read(await office.owed(MONITOR, Kind.NUDGE), at("14/12/2026 09:00"))
    assert "uá hạn" not in plain(digest.text) + "".join(choice.label for row in digest.choices for choice in row)


async def test_a_repeat_is_marked(office: SmallOffice) -> None:
    await office.assign()
    await office.tick(MONDAY)
    (row,) = await office.owed(LEAD)
    row.repeat = True
    assert plain((await office.read([row])).text).count(REPEAT_MARK) == 1


async def test_news_of_a_report_is_stale_once_it_was_accepted(office: SmallOffice) -> None:
    """By somebody else of the office, before the first one's phone rang."""
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    colleague = await office.hire("Phó Văn phòng", like=MONITOR)
    await office.take(report, LEAD, task_id)
    await office.take(accept, colleague, task_id, policy=POLICY)
    assert (await office.compose(await office.owed(MONITOR, Kind.NEWS))).message is None


async def test_news_on_a_phone_keeps_the_opinion_when_the_card_is_made_fresh(office: SmallOffice) -> None:
    await office.bind(LEAD)
    task_id = await office.assign(monitor_id=office.ids[MONITOR])
    await office.take(report, LEAD, task_id)
    await office.take(send_back, MONITOR, task_id, opinion="Thiếu phụ lục")
    await _deliver_everything(office, LEAD)
    await office.take(urge, LEADER, task_id, pause=SOON)
    edit = next(row for row in await office.owed(LEAD) if row.edits)
    assert "Ý kiến: Thiếu phụ lục" in plain((await office.read([edit])).text)


async def _deliver_everything(office: SmallOffice, post: str) -> None:
    async with office.database.write() as session:
        for row in await office.owed(post):
            sent = {
                "channel": "text",
                "chat_id": post,
                "message_id": str(row.id),
                "choices": [["Xong", "report.1.3"]],
            }
            await outbox.move(session, [row.id], start=outbox.State.READY, to=outbox.State.SENT, **sent)


async def test_a_card_names_what_its_viewer_may_do_and_nothing_else(office: SmallOffice) -> None:
    task_id = await office.assign(monitor_id=office.ids[MONITOR], coordinator_ids=frozenset({office.ids[OTHER]}))
    labels = {}
    for post in (LEAD, OTHER, HEAD, MONITOR):
        await _owe_card(office, post, task_id)
        card = await office.read((await office.owed(post))[-1:])
        labels[post] = [choice.code.partition(".")[0] for row in card.choices for choice in row]
    assert labels == {
        LEAD: ["ack", "report", "extend", "block", "return"],
        OTHER: ["part"],
        HEAD: ["urge", "reassign", "more"],
        MONITOR: ["urge", "recall", "more"],
    }


async def _owe_card(office: SmallOffice, post: str, task_id: int | None, chat: Chat | None = None) -> None:
    async with office.database.write() as session:
        await outbox.owe(session, Kind.TASK, now=MONDAY, person_id=office.ids[post], chat=chat, task_id=task_id)


async def test_a_card_of_no_task_says_so(office: SmallOffice) -> None:
    await _owe_card(office, LEAD, None)
    assert plain((await office.read(await office.owed(LEAD))).text).startswith("Không có việc số này")


async def test_a_chat_that_was_given_up_shows_nothing_more(office: SmallOffice) -> None:
    """A lost phone: what was owed to it, and the cards on it, stay as they are."""
    task_id = await office.assign()
    await office.bind(LEAD)
    await _owe_card(office, LEAD, task_id, Chat("text", LEAD))
    async with office.database.write() as session:
        await unbind(session, office.ids[LEAD], MONDAY)
    assert (await office.compose(await office.owed(LEAD))).message is None


async def test_what_is_owed_to_whoever_has_left_is_for_the_head_of_his_unit(office: SmallOffice) -> None:
    await office.assign()
    await office.tick(MONDAY)
    async with office.database.write() as session:
        (await session.get_one(Person, office.ids[LEAD])).active = False
    words = plain((await office.read(await office.owed(LEAD))).text)
    assert words.splitlines()[1] == "(đồng chí Chuyên viên Sở Nội vụ đã nghỉ công tác)"


async def test_a_fresh_card_is_owed_where_the_old_one_was_sent(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.tick(MONDAY)
    await _deliver_everything(office, LEAD)
    await office.take(acknowledge, LEAD, task_id)
    edits = [row for row in await office.owed(LEAD) if row.edits]
    assert [(row.channel, row.chat_id) for row in edits] == [("text", LEAD)]


async def test_fresh_cards_replace_each_other_while_they_wait(office: SmallOffice) -> None:
    task_id = await office.assign()
    await office.tick(MONDAY)
    await _deliver_everything(office, LEAD)
    task = await office.task(task_id)
    async with office.database.write() as session:
        for _ in range(3):
            await refresh_cards(session, task, MONDAY, moved=True)
    states = [row.state for row in await office.owed(LEAD) if row.edits]
    assert sorted(states) == ["dropped", "dropped", "ready"]
