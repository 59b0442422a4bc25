"""A choice answered by its number or by its words, where there are no buttons."""

from collections.abc import Sequence
from datetime import timedelta

from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import LEAD, SmallOffice

FIRST = ["1", "1.", "1)", " 1 ", "số 1", "Số 1", "so 1", "số1", "１", "1️⃣", "01", "Đã nhận", "da nhan", "DA NHAN."]
SECOND = ["2", "số 2", "2️⃣", "Xong", "xong!", "✅ Xong"]
NEITHER = ["0", "3", "11", "1 2", "1/12", "-1", "1 việc", "xong chưa", "xong rồi", "chưa xong", "năm", "", "số", "²²"]


async def _steps(office: SmallOffice, desk: UpdatesDesk, answers: Sequence[str]) -> dict[str, str]:
    """The last step of a task whose card was answered so, each with a task of its own."""
    await office.bind(LEAD)
    taken = {}
    for words in answers:
        task_id = await office.assign()
        await desk.show(LEAD, [("👀 Đã nhận", f"ack.{task_id}.0"), ("✅ Xong", f"report.{task_id}.0")], desk.now)
        await desk.say(LEAD, words)
        taken[words] = (await office.log(task_id))[-1].partition(":")[0]
        desk.now += timedelta(minutes=1)
    return taken


async def test_a_number_or_a_label_is_a_choice(office: SmallOffice, desk: UpdatesDesk) -> None:
    expected = dict.fromkeys(FIRST, "acknowledge") | dict.fromkeys(SECOND, "report")
    assert await _steps(office, desk, [*FIRST, *SECOND]) == expected


async def test_anything_else_is_none(office: SmallOffice, desk: UpdatesDesk) -> None:
    assert await _steps(office, desk, NEITHER) == dict.fromkeys(NEITHER, "assign")
    assert set(await desk.states()) == {"done"}


async def test_a_prompt_of_yesterday_is_no_prompt(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    task_id = await office.assign()
    await desk.show(LEAD, [("👀 Đã nhận", f"ack.{task_id}.0")], desk.now)
    desk.now += timedelta(days=1, seconds=1)
    await desk.say(LEAD, "1")
    assert await office.log(task_id) == ["assign: None → assigned"]


async def test_a_number_answers_the_newest_prompt(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    old, new = await office.assign(), await office.assign()
    for task_id in (old, new):
        await desk.show(LEAD, [("👀 Đã nhận", f"ack.{task_id}.0")], desk.now)
    await desk.say(LEAD, "1")
    assert [len(await office.log(task_id)) for task_id in (old, new)] == [1, 2]
