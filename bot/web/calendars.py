"""`/calendar/<token>.ics`: the calendar behind a secret link.

Whether a link was never made, is withdrawn, or its owner has left: the answer is the same 404, after the same time.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.web.gate import Gate
from db import feeds
from db.session import Database
from usecases.papers import ics
from usecases.policy import CurrentPolicy
from usecases.read_calendar import Sheet, read_calendar
from usecases.share_calendar import hash_token

_UNKNOWN_AFTER = 0.1  # seconds; longer than it takes to find out why
_LOOK_EVERY = 1.0  # seconds; however many links somebody guesses
_HEADERS = {"cache-control": "private, no-store", "x-robots-tag": "noindex"}


class Calendars:
    def __init__(self, database: Database, policy: CurrentPolicy, now: Callable[[], datetime]) -> None:
        self._database = database
        self._policy = policy
        self._now = now
        self._gate = Gate()
        self._links: frozenset[str] = frozenset()
        self._looked_at = -_LOOK_EVERY

    async def answer(self, request: Request) -> Response:
        token = request.path_params["token"]
        link = hash_token(token)
        if not await self._gate.lets(link, known=await self._is_known(link)):
            return PlainTextResponse("Too Many Requests", 429, headers={"retry-after": "60"})
        began = asyncio.get_running_loop().time()
        sheet = await self._read(token)
        if sheet is None:
            await asyncio.sleep(began + _UNKNOWN_AFTER - asyncio.get_running_loop().time())
            return PlainTextResponse("Not Found", 404)
        # Writing a thousand tasks down takes a while, and nobody else is to wait for it.
        written = await asyncio.to_thread(ics.write, sheet.name, sheet.entries, sheet.note)
        return Response(written, media_type="text/calendar; charset=utf-8", headers=_HEADERS)

    async def _is_known(self, link: str) -> bool:
        """Only for the gate: a link of this very second may pass as unknown, and is looked up all the same."""
        clock = asyncio.get_running_loop().time()
        if link not in self._links and clock - self._looked_at >= _LOOK_EVERY:
            self._looked_at = clock
            async with self._database.read() as session:
                self._links = await feeds.hashes(session)
        return link in self._links

    async def _read(self, token: str) -> Sheet | None:
        async with self._database.read() as session:
            policy = await self._policy.look(session)
            return await read_calendar(session, token, policy, self._now())
