"""Delivers updates to the bot's webhook: in order, again and again until it says 2xx."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx

from simulator.world import World

FIRST_PAUSE = 0.25
LONGEST_PAUSE = 60.0


class Webhook:
    def __init__(self, world: World) -> None:
        self._world = world
        self._pause = FIRST_PAUSE

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        # A client reads all the world's certificates: only for a bot that has a webhook.
        while not self._world.store.setting("webhook"):
            await self._world.rehooked.wait()
        # The proxies of the environment are for the world outside, not for loopback.
        async with httpx.AsyncClient(trust_env=False, timeout=15.0) as client:
            while True:
                await self._step(client)

    async def _step(self, client: httpx.AsyncClient) -> None:
        hook = self._world.store.setting("webhook")
        waiting = self._world.updates.pending(1)
        if not hook or not waiting:
            await self._world.updates.arrived.wait()
            return
        failure = await _post(client, hook, waiting[0])
        if failure is None:
            self._world.updates.remove(waiting[0]["update_id"])
            self._pause = FIRST_PAUSE
            return
        self._note(failure)
        await self._world.rehooked.wait(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _note(self, failure: str) -> None:
        date = int(self._world.clock.epoch())
        self._world.store.keep("webhook_failure", {"date": date, "message": failure})


async def _post(client: httpx.AsyncClient, hook: dict[str, str], update: dict[str, Any]) -> str | None:
    """Why the bot does not have the update, or None when it has."""
    secret = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
    try:
        response = await client.post(hook["url"], json=update, headers=secret)
    except httpx.TimeoutException:
        return "Read timeout expired"
    except httpx.RequestError as problem:
        return "Connection refused" if isinstance(problem, httpx.ConnectError) else "Connection closed"
    if response.is_success:
        return None
    return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
