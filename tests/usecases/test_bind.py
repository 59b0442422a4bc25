"""Binding: one code, one person, one account on a channel; guessing is slow, and nothing secret is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db import people
from db.outbox import Chat, Kind
from db.tables import Invite, OutboxMessage, Person
from tests.usecases.small_office import LEAD, MONDAY, OTHER, POLICY, SmallOffice
from usecases.bind import MOST_ATTEMPTS, WAIT, bind, unbind
from usecases.invite import clean_code, invite, looks_like_code, new_code

PHONE, NEW_PHONE = Chat("text", "phone"), Chat("text", "new phone")
CODE = "ABCD2345"


async def _invite(office: SmallOffice, post: str, code: str = CODE) -> None:
    async with office.database.write() as session:
        await invite(session, await session.get_one(Person, office.ids[post]), code, POLICY, MONDAY)


async def _bind(office: SmallOffice, code: str = CODE, chat: Chat = PHONE, after: timedelta = timedelta()) -> str:
    """The saying that answers."""
    async with office.database.write() as session:
        await bind(session, chat, code, MONDAY + after)
        says = select(OutboxMessage).where(OutboxMessage.kind == Kind.SAY).order_by(OutboxMessage.id.desc())
        return str((await session.scalars(says.limit(1))).one().payload["key"])


async def _who(office: SmallOffice, chat: Chat = PHONE) -> str | None:
    async with office.database.read() as session:
        actor = await people.actor_by_account(session, chat.channel, chat.chat_id)
    return actor.name if actor else None


@pytest.mark.parametrize("typed", ["ABCD2345", "abcd-2345", " abcd 2345 ", "ABCD·2345"])
async def test_a_code_is_taken_as_people_type_it(office: SmallOffice, typed: str) -> None:
    await _invite(office, LEAD)
    assert await _bind(office, typed) == "welcome"
    assert await _who(office) == LEAD


async def test_only_the_hash_of_a_code_is_kept(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    async with office.database.read() as session:
        kept = (await session.scalars(select(Invite))).one()
    assert CODE not in str({key: value for key, value in vars(kept).items() if key != "_sa_instance_state"})


async def test_a_code_works_once(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    await _bind(office)
    assert await _bind(office, chat=NEW_PHONE) == "used_code"
    assert await _who(office, NEW_PHONE) is None


@pytest.mark.parametrize(
    ("after", "answer"), [(POLICY.invite_life - timedelta(seconds=1), "welcome"), (POLICY.invite_life, "expired_code")]
)
async def test_a_code_expires(office: SmallOffice, after: timedelta, answer: str) -> None:
    await _invite(office, LEAD)
    assert await _bind(office, after=after) == answer


async def test_a_new_code_makes_the_older_one_worthless(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    await _invite(office, LEAD, "WXYZ6789")
    assert await _bind(office) == "expired_code"


async def test_wrong_codes_lock_the_chat_and_no_other(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    answers = [await _bind(office, f"QQQQ222{number}") for number in range(2, 2 + MOST_ATTEMPTS)]
    assert answers == ["wrong_code"] * (MOST_ATTEMPTS - 1) + ["too_many_codes"]
    assert await _bind(office, after=WAIT - timedelta(seconds=1)) == "too_many_codes"
    assert await _bind(office, chat=NEW_PHONE) == "welcome"


async def test_the_lock_ends_by_itself(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    for number in range(2, 2 + MOST_ATTEMPTS):
        await _bind(office, f"QQQQ222{number}")
    assert await _bind(office, after=WAIT) == "welcome"


async def test_a_second_account_on_the_same_channel_is_refused(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    await _bind(office)
    await _invite(office, LEAD, "WXYZ6789")
    assert await _bind(office, "WXYZ6789", NEW_PHONE) == "bound_elsewhere"
    assert await _who(office) == LEAD


async def test_after_unbinding_a_new_phone_takes_over(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    await _bind(office)
    async with office.database.write() as session:
        assert await unbind(session, office.ids[LEAD], MONDAY) == 1
    await _invite(office, LEAD, "WXYZ6789")
    assert await _bind(office, "WXYZ6789", NEW_PHONE) == "welcome"
    assert (await _who(office), await _who(office, NEW_PHONE)) == (None, LEAD)


async def test_an_account_that_is_gone_does_not_stand_in_the_way(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    await _bind(office)
    async with office.database.write() as session:
        await people.mark_gone(session, PHONE.channel, PHONE.chat_id, "blocked", MONDAY)
    await _invite(office, LEAD, "WXYZ6789")
    assert await _bind(office, "WXYZ6789", NEW_PHONE) == "welcome"


async def test_the_phone_of_somebody_who_has_left_may_be_bound_anew(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    await _bind(office)
    async with office.database.write() as session:
        (await session.get_one(Person, office.ids[LEAD])).active = False
    await _invite(office, OTHER, "WXYZ6789")
    assert await _bind(office, "WXYZ6789") == "welcome"
    assert await _who(office) == OTHER


async def test_whoever_has_left_cannot_use_his_code(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    async with office.database.write() as session:
        (await session.get_one(Person, office.ids[LEAD])).active = False
    assert await _bind(office) == "expired_code"


async def test_a_newly_bound_person_is_owed_the_open_tasks(office: SmallOffice) -> None:
    await _invite(office, LEAD)
    await _bind(office)
    assert [row.kind for row in await office.owed(LEAD)] == [Kind.MY_TASKS]


def test_codes_differ_and_look_like_codes() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(looks_like_code(code) and clean_code(code) == code for code in codes)


@pytest.mark.parametrize(
    "words", ["em da nhan", "dạ vâng ạ", "cam on a", "20/12/26", "/viec", "", "ABCD234", "ABCDO345"]
)
def test_plain_words_are_no_code(words: str) -> None:
    assert not looks_like_code(words)
