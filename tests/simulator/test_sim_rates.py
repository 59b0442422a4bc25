"""The speed limits: 30 a second in all, 20 a minute to a group, a burst of 5 to a chat."""

import pytest

from simulator import Simulator
from simulator.rates import Rates


class Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def rates(watch) -> Rates:
    return Rates(strict=True, monotonic=watch)


def test_a_burst_of_five_passes_and_the_sixth_waits(rates, watch):
    assert [rates.admit(101) for _ in range(6)] == [0, 0, 0, 0, 0, 5]
    watch.now = 5.0
    assert rates.admit(101) == 0


def test_one_a_second_passes_for_ever_in_spite_of_jitter(rates, watch):
    for second in range(60):
        watch.now = second + (0.09 if second % 5 == 0 else 0.0)
        assert rates.admit(101) == 0


def test_thirty_a_second_in_all(rates):
    assert [rates.admit(chat) for chat in range(1, 32)] == [0] * 30 + [1]


def test_twenty_a_minute_to_a_group(rates, watch):
    for turn in range(20):
        watch.now = turn * 2.0
        assert rates.admit(-5001) == 0
    watch.now = 40.0
    assert rates.admit(-5001) == 20
    assert rates.admit(101) == 0


def test_refused_calls_do_not_count(rates, watch):
    for _ in range(50):
        rates.admit(101)
    watch.now = 5.0
    assert rates.admit(101) == 0


async def test_the_sixth_message_gets_429(sim, api):
    sim.world.rates = Rates(strict=True)
    for _ in range(5):
        assert (await api("sendMessage", chat_id=101, text="a")).result
    sixth = await api("sendMessage", chat_id=101, text="a")
    assert sixth.error == (429, "Too Many Requests: retry after 5")
    assert sixth.body["parameters"] == {"retry_after": 5}
    assert len(sim.chat(101)["messages"]) == 6


async def test_moving_the_clock_does_not_help(sim, api):
    sim.world.rates = Rates(strict=True)
    for _ in range(5):
        await api("sendMessage", chat_id=101, text="a")
    sim.clock.advance(3600)
    assert (await api("sendMessage", chat_id=101, text="a")).status == 429


async def test_edits_count_and_looking_does_not(sim, api):
    sim.world.rates = Rates(strict=True)
    sent = (await api("sendMessage", chat_id=101, text="a")).result["message_id"]
    for number in range(4):
        assert (await api("editMessageText", chat_id=101, message_id=sent, text=str(number))).result
        assert (await api("getChat", chat_id=101)).result
    assert (await api("editMessageText", chat_id=101, message_id=sent, text="b")).status == 429


def test_strict_is_the_default():
    sim = Simulator()
    assert [sim.world.rates.admit(101) for _ in range(6)][-1] > 0
    sim.close()
