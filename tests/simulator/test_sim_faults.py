"""Every fault: what the client meets on a real connection, what the people see, what the log says."""

import asyncio
import time

import httpx
import pytest

from simulator.people.errors import NotThere, Refused


@pytest.fixture
async def wire(url):
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:

        async def send(text: str = "a", chat_id: int = 101) -> httpx.Response:
            return await client.post("/bot1000001:demo/sendMessage", json={"chat_id": chat_id, "text": text})

        yield send


def seen(sim) -> list[str]:
    return [message["text"] for message in sim.chat(101)["messages"][1:]]


def last_call(sim) -> tuple[bool, bool, str | None]:
    call = sim.calls()[-1]
    return call["ok"], call["recorded"], call["fault"]


async def test_429(sim, wire):
    sim.fault("429", retry_after=7)
    answer = await wire()
    assert (answer.status_code, answer.json()["parameters"]) == (429, {"retry_after": 7})
    assert (seen(sim), last_call(sim)) == ([], (False, False, "429"))


async def test_5xx(sim, wire):
    sim.fault("5xx")
    answer = await wire()
    assert (answer.status_code, answer.json()["description"]) == (502, "Bad Gateway")
    assert (seen(sim), last_call(sim)) == ([], (False, False, "5xx"))


async def test_5xx_after_it_was_recorded(sim, wire):
    sim.fault("5xx", status=504, recorded=True)
    assert (await wire()).status_code == 504
    assert (seen(sim), last_call(sim)) == (["a"], (False, True, "5xx"))


async def test_cut_before(sim, wire):
    sim.fault("cut_before")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await wire()
    assert (seen(sim), last_call(sim)) == ([], (False, False, "cut_before"))


async def test_cut_after(sim, wire):
    sim.fault("cut_after")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await wire()
    assert (seen(sim), last_call(sim)) == (["a"], (False, True, "cut_after"))


async def test_slow(sim, wire):
    sim.fault("slow", seconds=0.3)
    started = time.monotonic()
    call = asyncio.create_task(wire())
    while not seen(sim):
        await asyncio.sleep(0.01)
    assert not call.done()
    assert (await call).json()["ok"]
    assert time.monotonic() - started >= 0.3
    assert last_call(sim) == (True, True, "slow")


async def test_hang(sim, wire):
    sim.fault("hang", seconds=0.2)
    started = time.monotonic()
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await wire()
    assert time.monotonic() - started >= 0.2
    assert (seen(sim), last_call(sim)) == ([], (False, False, "hang"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [("403", "Forbidden: bot was blocked by the user"), ("400", "Bad Request: chat not found")],
)
async def test_refusals(sim, wire, kind, words):
    sim.fault(kind)
    sim.fault(kind, description="Bad Request: PEER_ID_INVALID")
    assert (await wire()).json()["description"] == words
    assert (await wire()).json()["description"] == "Bad Request: PEER_ID_INVALID"
    assert (await wire()).json()["ok"]


async def test_a_fault_hits_as_often_as_it_was_ordered(sim, wire):
    sim.fault("5xx", times=2)
    assert [(await wire()).status_code for _ in range(3)] == [502, 502, 200]
    assert sim.faults() == []


async def test_until_it_is_deleted(sim, wire):
    fault = sim.fault("5xx", times=-1)["id"]
    assert [(await wire()).status_code for _ in range(3)] == [502] * 3
    sim.remove_fault(fault)
    assert (await wire()).status_code == 200


async def test_a_fault_for_one_chat(sim, wire):
    sim.fault("5xx", chat_id=102)
    assert (await wire(chat_id=101)).status_code == 200
    assert (await wire(chat_id=102)).status_code == 502


async def test_a_fault_for_one_method(sim, api):
    sim.fault("5xx", method="getUpdates")
    assert (await api("sendMessage", chat_id=101, text="a")).status == 200
    assert (await api("getUpdates")).status == 502


async def test_without_a_method_every_send_and_edit_is_meant(sim, api):
    sim.fault("5xx", times=-1)
    sent = {"chat_id": 101, "message_id": 1, "text": "a"}
    edits = [
        (await api(method, **sent)).status for method in ("sendMessage", "editMessageText", "editMessageReplyMarkup")
    ]
    assert edits == [502, 502, 502]
    assert (await api("getMe")).status == 200
    assert (await api("sendChatAction", chat_id=101, action="typing")).status == 200


async def test_a_cut_poll_has_confirmed(sim, url):
    sim.say(101, "dạ")
    sim.fault("cut_after", method="getUpdates")
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            await client.post("/bot1000001:demo/getUpdates", json={"offset": 10**6})
    assert sim.world.updates.count() == 0


async def test_a_refused_call_stays_refused_under_a_slow_fault(sim, api):
    sim.fault("slow", seconds=0.0)
    assert (await api("sendMessage", chat_id=999, text="a")).error == (400, "Bad Request: chat not found")
    assert sim.calls()[-1]["recorded"] is False


async def test_faults_over_http(people):
    made = (await people.post("/people/faults", json={"kind": "429", "retry_after": 3, "times": 2})).json()
    listed = (await people.get("/people/faults")).json()
    assert listed == [{**made, "kind": "429", "method": None, "chat_id": None, "times": 2, "retry_after": 3}]
    assert (await people.delete(f"/people/faults/{made['id']}")).status_code == 200
    assert (await people.delete(f"/people/faults/{made['id']}")).status_code == 404
    await people.post("/people/faults", json={"kind": "hang"})
    await people.delete("/people/faults")
    assert (await people.get("/people/faults")).json() == []


@pytest.mark.parametrize(
    "order",
    [
        {"kind": "fire"},
        {"kind": "5xx", "method": "sendmessage"},
        {"kind": "429", "seconds": 3},
        {"kind": "slow", "seconds": "long"},
        {"kind": "5xx", "status": 404},
        {"kind": "5xx", "times": 0},
        {"kind": "5xx", "recorded": 1},
    ],
)
def test_orders_that_are_none(sim, order):
    with pytest.raises(Refused):
        sim.fault(**order)
    assert sim.faults() == []


def test_removing_no_fault(sim):
    with pytest.raises(NotThere):
        sim.remove_fault(9)
