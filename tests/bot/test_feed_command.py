"""`/dongbolich` where no address is known, and presses that nobody was offered."""

import pytest

from bot.incoming import Pressed
from core.press import Offer, Press
from core.wording import feeds as words
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import HEAD, LEAD, MONITOR, OTHER


@pytest.fixture(autouse=True)
async def everybody(desk: UpdatesDesk) -> None:
    await desk.office.bind(LEAD, HEAD, OTHER, MONITOR)


async def press(desk: UpdatesDesk, who: str, offer: Offer, number: int, version: int = 0) -> str:
    code = Press(offer, number, version).encode()
    await desk.do(Pressed(chat_id=who, sender_id=who, sender_name=who, private=True, code=code, press_id="1"))
    return desk.toasts[-1]


async def test_without_an_address_it_says_whom_to_ask(desk: UpdatesDesk) -> None:
    await desk.say(LEAD, "/dongbolich")
    (told,) = await desk.told(LEAD)
    assert "Đồng chí nhờ quản trị (Quản trị) đặt NHACVIEC_WEB_URL" in told


@pytest.mark.parametrize("offer", [Offer.FEED_NEW, Offer.FEED_OFF])
async def test_the_feed_of_another_is_not_touched(desk: UpdatesDesk, offer: Offer) -> None:
    await press(desk, HEAD, Offer.FEED_UNIT, (await desk.office.actor(HEAD)).unit_id)
    assert await press(desk, OTHER, offer, 1, 1) == words.NOT_YOURS
    assert await press(desk, HEAD, offer, 1, 0) == words.STALE
    assert await press(desk, HEAD, offer, 999, 1) == words.NOT_YOURS


@pytest.mark.parametrize("who", [HEAD, MONITOR])
@pytest.mark.parametrize("unit_id", [0, 999_999_999])
async def test_a_unit_that_is_none_is_nobodys(desk: UpdatesDesk, unit_id: int, who: str) -> None:
    assert await press(desk, who, Offer.FEED_UNIT, unit_id) == words.NOT_YOURS
