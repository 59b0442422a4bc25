"""Comments: who hears of one, and that it changes nothing else."""

from datetime import date

import pytest

from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from db.outbox import Kind
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONITOR, OTHER, OTHER_HEAD, SmallOffice
from usecases.fitting import fitted
from usecases.note import comment, note
from usecases.send_back import NoOpinion

DECIDES_NOTHING = {"said", "said_at", "look_at"}


async def a_task(office: SmallOffice) -> int:
    ids = office.ids
    return await office.assign(
        monitor_id=ids[MONITOR], leader_id=ids[LEADER], informed_ids=frozenset({ids[OTHER_HEAD]})
    )


@pytest.mark.parametrize("post", [MONITOR, LEADER, HEAD, OTHER_HEAD])
async def test_whoever_sees_the_task_tells_its_lead(office: SmallOffice, post: str) -> None:
    task_id = await a_task(office)
    before = await office.columns(task_id)
    await office.take(comment, post, task_id, words="lưu ý mốc 15/12")
    (news,) = await office.owed(LEAD, Kind.NEWS)
    assert f"{post} nhắn về việc" in await office.words(news)
    after = await office.columns(task_id)
    assert {name for name in after if after[name] != before[name]} <= DECIDES_NOTHING
    assert after["said"] == f"{post}: lưu ý mốc 15/12"


async def test_what_the_lead_comments_goes_to_whoever_follows_the_task(office: SmallOffice) -> None:
    task_id = await a_task(office)
    await office.take(comment, LEAD, task_id, words="em gửi trước dự thảo")
    assert len(await office.owed(MONITOR, Kind.NEWS)) == 1
    assert not await office.owed(LEADER, Kind.NEWS)


async def test_a_comment_has_words_and_a_stranger_has_no_comment(office: SmallOffice) -> None:
    task_id = await a_task(office)
    with pytest.raises(NoOpinion):
        await office.take(comment, MONITOR, task_id, words=" \u200b ")
    with pytest.raises(NotAllowed):
        await office.take(comment, OTHER, task_id, words="cho em hỏi")


async def test_a_word_that_is_no_comment_is_still_for_those_who_do_the_task(office: SmallOffice) -> None:
    """The monitor's "chưa xong" is not written down as if he had answered for the lead."""
    task_id = await a_task(office)
    async with office.database.read() as session:
        for verb in (Verb.NOTE, Verb.PROGRESS):
            with pytest.raises(NotAllowed):
                await fitted(session, await office.actor(MONITOR), Proposal(verb=verb, words="chưa", task_id=task_id))


async def test_only_the_lead_promises_a_day(office: SmallOffice) -> None:
    task_id = await office.assign(coordinator_ids=frozenset({office.ids[OTHER]}))
    await office.take(note, OTHER, task_id, words="mai em gửi", promised_on=date(2026, 12, 1))
    assert (await office.columns(task_id))["promised_on"] is None
