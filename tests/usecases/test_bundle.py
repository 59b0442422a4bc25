"""What waits for one person at one moment: apart while it is little, in one message when it is much or was held."""

from core.message import plain
from db.outbox import HELD, Kind
from tests.usecases.small_office import HEAD, LEAD, MONDAY, MONITOR, POLICY, SmallOffice, at
from usecases.digest import owe_digests
from usecases.report import report
from usecases.send_back import send_back

MORNING = at("07/12/2026 07:20")


async def reported(office: SmallOffice, count: int) -> list[int]:
    numbers = [await office.assign(title=f"Báo cáo {n}", monitor_id=office.ids[MONITOR]) for n in range(count)]
    for number in numbers:
        await office.take(report, LEAD, number, evidence=f"{number}/BC")
    return numbers


async def test_two_pieces_of_news_are_two_messages_with_their_buttons(office: SmallOffice) -> None:
    await reported(office, 2)
    rows = await office.owed(MONITOR)
    letter = await office.compose(rows)
    assert letter.carried == {rows[0].id}
    assert letter.message is not None
    assert [choice.label for row in letter.message.choices for choice in row][:2] == ["✅ Xác nhận", "↩️ Trả lại"]


async def test_three_are_one_message_and_each_says_what_happened(office: SmallOffice) -> None:
    await reported(office, 3)
    rows = await office.owed(MONITOR)
    letter = await office.compose(rows)
    assert letter.carried == {row.id for row in rows}
    assert letter.message is not None
    words = plain(letter.message.text)
    assert words.startswith("🔔 3 tin mới")
    assert all(f"báo cáo hoàn thành việc {n}. Sản phẩm/số văn bản: {n}/BC" in words for n in (1, 2, 3))


async def test_news_that_asks_for_nothing_any_more_is_left_out(office: SmallOffice) -> None:
    first, *_ = await reported(office, 3)
    await office.take(send_back, MONITOR, first, opinion="thiếu phụ lục")
    letter = await office.compose(rows := await office.owed(MONITOR))
    assert letter.stale == {rows[0].id}
    assert letter.carried == {rows[1].id}


async def test_of_eleven_the_eleventh_waits_for_the_next_message(office: SmallOffice) -> None:
    await reported(office, 11)
    rows = await office.owed(MONITOR)
    letter = await office.compose(rows)
    assert letter.carried == {row.id for row in rows[:10]}
    assert not letter.stale


async def test_what_the_cap_held_comes_together_however_little(office: SmallOffice) -> None:
    await reported(office, 2)
    rows = await office.owed(MONITOR)
    for row in rows:
        row.error = HELD
    assert (await office.compose(rows)).carried == {row.id for row in rows}


async def test_the_weekly_digest_takes_what_waits_along(office: SmallOffice) -> None:
    """After an outage over a Monday morning everybody hears once."""
    await office.bind(LEAD, MONITOR, HEAD)
    await reported(office, 1)
    await digest(office)
    letter = await office.compose(rows := await office.owed(MONITOR), MORNING)
    assert letter.carried == {row.id for row in rows}
    assert letter.message is not None
    words = plain(letter.message.text)
    assert "📅 Tuần 07/12–13/12: 1 việc" in words
    assert "🔔 1 tin mới" in words


async def digest(office: SmallOffice) -> int:
    async with office.database.write() as session:
        return await owe_digests(session, POLICY, MORNING)


async def test_the_digest_is_owed_once_a_day_to_those_whom_it_reaches(office: SmallOffice) -> None:
    await office.bind(LEAD, HEAD)
    assert [await digest(office), await digest(office)] == [2, 0]
    assert not await office.owed(MONITOR, Kind.DIGEST)


async def test_a_digest_with_nothing_to_say_or_of_yesterday_is_not_sent(office: SmallOffice) -> None:
    await office.bind(LEAD)
    await digest(office)
    rows = await office.owed(LEAD, Kind.DIGEST)
    assert (await office.compose(rows, MORNING)).message is None
    await office.assign(now=MONDAY)
    assert (await office.compose(rows, MORNING)).message is not None
    assert (await office.compose(rows, at("08/12/2026 07:20"))).message is None
