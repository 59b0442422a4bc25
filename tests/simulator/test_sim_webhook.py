"""Webhooks: in order, with the secret, again and again until the bot has them."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.web.server import serving


class Bot:
    """A bot with a webhook: what it got, and what it answers next."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str | None]] = []
        self.answers: list[int] = []
        self.app = Starlette(routes=[Route("/hook", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        update = await request.json()
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append((update["message"]["text"], secret))
        return Response(status_code=self.answers.pop(0) if self.answers else 200)


@pytest.fixture
async def bot() -> AsyncIterator[tuple[Bot, str]]:
    made = Bot()
    async with serving(made.app, 0) as address:
        yield made, f"{address}/hook"


@pytest.fixture
def quick(monkeypatch) -> None:
    monkeypatch.setattr("simulator.webhook.FIRST_PAUSE", 0.02)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(3):
        while not condition():
            await asyncio.sleep(0.01)


async def test_updates_are_posted_in_order_with_the_secret(sim, url, api, bot):
    side, hook = bot
    sim.say(101, "trước")
    await api("setWebhook", url=hook, secret_token="bi-mat_1")
    sim.say(101, "sau")
    await until(lambda: len(side.got) == 2)
    assert side.got == [("trước", "bi-mat_1"), ("sau", "bi-mat_1")]
    await until(lambda: sim.world.updates.count() == 0)


@pytest.mark.usefixtures("quick")
async def test_anything_but_2xx_is_tried_again(sim, url, api, bot):
    side, hook = bot
    side.answers = [500, 302, 204]
    await api("setWebhook", url=hook)
    sim.say(101, "một")
    sim.say(101, "hai")
    await until(lambda: len(side.got) == 4)
    assert side.got == [("một", None)] * 3 + [("hai", None)]


async def test_the_info_is_true(sim, url, api, bot):
    side, hook = bot
    side.answers = [503] * 100
    await api("setWebhook", url=hook, allowed_updates=["message"])
    sim.say(101, "một")
    sim.say(101, "hai")
    await until(lambda: sim.world.store.setting("webhook_failure") is not None)
    info = (await api("getWebhookInfo")).result
    assert (info["url"], info["pending_update_count"], info["allowed_updates"]) == (hook, 2, ["message"])
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_bot_that_is_not_there(sim, url, api):
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    sim.say(101, "một")
    await until(lambda: sim.world.store.setting("webhook_failure") is not None)
    assert (await api("getWebhookInfo")).result["last_error_message"] == "Connection refused"


async def test_setting_the_webhook_again_ends_the_pause(sim, url, api, bot):
    side, hook = bot
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    sim.say(101, "một")
    await until(lambda: sim.world.store.setting("webhook_failure") is not None)
    await api("setWebhook", url=hook)
    await until(lambda: side.got == [("một", None)])


async def test_deleting(sim, api):
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    sim.say(101, "một")
    assert (await api("deleteWebhook", drop_pending_updates=True)).result
    assert (await api("getWebhookInfo")).result == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }


async def test_an_empty_address_deletes(api):
    await api("setWebhook", url="http://localhost:9/hook")
    assert (await api("setWebhook", url="")).result
    assert (await api("getUpdates")).result == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.vn/hook",
        "ftp://127.0.0.1/",
        "hook",
        "http://127.0.0.1.evil.vn/",
        "http://[::1/",
        "http://127.0.0.1:x/",
    ],
)
async def test_only_loopback(api, address):
    assert (await api("setWebhook", url=address)).status == 400


@pytest.mark.parametrize("secret", ["a b", "đ", "a" * 257])
async def test_secrets(api, secret):
    answer = await api("setWebhook", url="http://127.0.0.1:9/hook", secret_token=secret)
    assert answer.error == (400, "Bad Request: secret token contains unallowed characters")


async def test_a_webhook_outlives_a_restart(sim, api, bot):
    side, hook = bot
    await api("setWebhook", url=hook)
    sim.say(101, "một")
    async with sim.serve():
        await until(lambda: side.got == [("một", None)])
