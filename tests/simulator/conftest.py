"""A simulator in memory with two people who have pressed Start, and a client for either side of it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from simulator import Simulator

TOKEN = "1000001:demo"
AN, BINH = 101, 102


@dataclass
class Reply:
    """An answer of the Bot API."""

    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def error(self) -> tuple[int, str]:
        assert not self.body["ok"], self.body
        assert self.status == self.body["error_code"]
        return self.status, self.body["description"]


Api = Callable[..., Awaitable[Reply]]


@pytest.fixture
def sim() -> Iterator[Simulator]:
    made = Simulator(token=TOKEN, strict_rates=False)
    _move_in(made)
    yield made
    made.close()


def _move_in(sim: Simulator) -> None:
    for person_id, name in ((AN, "Trần An"), (BINH, "Lê Bình")):
        sim.person(id=person_id, name=name)
        sim.start(person_id)
    sim.world.updates.keep_last(0)


@pytest.fixture
async def people(sim: Simulator) -> AsyncIterator[httpx.AsyncClient]:
    """The people's side over HTTP, without a socket."""
    transport = httpx.ASGITransport(sim.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def api(people: httpx.AsyncClient) -> Api:
    """`await api("sendMessage", chat_id=…, text=…)` → Reply, as a JSON call."""

    async def call(method: str, **params: Any) -> Reply:
        response = await people.post(f"/bot{TOKEN}/{method}", json=params)
        return Reply(response.status_code, response.json())

    return call


@pytest.fixture
def updates(api: Api) -> Callable[[], Awaitable[list[dict[str, Any]]]]:
    """Everything that waits for the bot, confirmed at once."""

    async def take() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await api("getUpdates")).result
        if found:
            await api("getUpdates", offset=found[-1]["update_id"] + 1)
        return found

    return take


@pytest.fixture
async def url(sim: Simulator) -> AsyncIterator[str]:
    """The simulator behind a real socket."""
    async with sim.serve() as address:
        yield address
