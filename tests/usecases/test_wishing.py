"""What is asked in words is held against the office, within what whoever asks may know of it."""

from core.wish import Wish
from tests.usecases.small_office import HEAD, LEAD, LEADER, MONDAY, OTHER, OTHER_HEAD, POLICY, SmallOffice
from usecases.wishing import Asked, asked


async def _asked(office: SmallOffice, words: str, post: str = LEADER) -> Asked:
    viewer = await office.actor(post)
    async with office.database.read() as session:
        return await asked(session, viewer, words, POLICY.calendar, MONDAY, Wish())


async def _unit(office: SmallOffice, post: str) -> int:
    return (await office.actor(post)).unit_id


async def test_two_units_and_two_people_are_both_shown(office: SmallOffice) -> None:
    both = (await _unit(office, LEAD), await _unit(office, OTHER))
    for words in ("Sở Nội vụ và Sở Công Thương", "sở nội vụ, so cong thuong", "Sở Nội vụ Sở Công Thương"):
        assert await _asked(office, words) == Asked(wish=Wish(unit_ids=both)), words
    people = (office.ids[LEAD], office.ids[OTHER])
    assert (await _asked(office, f"{LEAD}, {OTHER}")).wish == Wish(lead_ids=people)


async def test_a_slip_is_offered_and_not_taken(office: SmallOffice) -> None:
    found = await _asked(office, "Sở Công Thươg nhóm 2")
    assert not found.is_understood
    assert (found.wish, found.unread) == (Wish(groups=(2,)), ("Sở Công Thươg",))
    assert found.near_units == (await _unit(office, OTHER),)


async def test_what_is_like_nobody_offers_nobody(office: SmallOffice) -> None:
    assert await _asked(office, "tàu vũ trụ") == Asked(wish=Wish(), unread=("tàu vũ trụ",))


async def test_nobody_is_offered_whom_one_may_not_know(office: SmallOffice) -> None:
    said = "Giám đốc Sở Công Thươn"
    assert office.ids[OTHER_HEAD] in (await _asked(office, said)).near_people
    outside = {office.ids[OTHER], office.ids[OTHER_HEAD]}
    for post in (LEAD, HEAD):
        assert not outside.intersection((await _asked(office, said, post)).near_people)


async def test_of_several_of_one_name_each_is_offered(office: SmallOffice) -> None:
    ids = [office.ids[await office.hire(name, like)] for name, like in (("Lê Văn An", LEAD), ("Trần An", OTHER))]
    found = await _asked(office, "anh An")
    assert (found.unread, found.near_people) == (("anh An",), tuple(ids))


async def test_a_group_that_there_is_not_is_said(office: SmallOffice) -> None:
    found = await _asked(office, "nhóm 9 khẩn")
    assert (found.no_groups, found.unread, found.is_understood) == ((9,), (), False)
