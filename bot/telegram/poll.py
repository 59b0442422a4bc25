"""The ear: what Telegram has had confirmed, we have stored.

1. Ask for raw updates, with the offset that confirms the batch before. 2. Commit them to the inbox. 3. Only then move
the offset. Killed between any two of these, the same updates come again, and the inbox knows them.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.client import TokenRefused
from bot.telegram.outage import PAUSES, Outage
from bot.telegram.updates import offset_after, to_store
from bot.telegram.verdict import pause_of, why
from db import inbox
from db.session import Database

log = logging.getLogger(__name__)

CHANNEL = "telegram"
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
LONGEST_POLL = 50  # seconds, the Bot API's limit
_GRACE = 10  # seconds beyond the long poll in which its answer must have come
_GET_UPDATES = "get_UPDATES"  # PTB warns at the spellings that are methods of its own; this is getUpdates on the wire


class Poller:
    """`on_stored` is called after each commit that brought something new. `now` tells the time, aware."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        now: Callable[[], datetime],
        on_stored: Callable[[], None],
        *,
        poll_seconds: int = LONGEST_POLL,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._bot = bot
        self._database = database
        self._now = now
        self._on_stored = on_stored
        self._poll_seconds = min(poll_seconds, LONGEST_POLL)
        self._outage = Outage(log, pauses)
        self._offset: int | None = None
        self._webhook_is_off = False

    async def run(self) -> None:
        """Polls until cancelled. Raises TokenRefused; waits out everything else."""
        while True:
            pause = await self._turn()
            await asyncio.sleep(pause)

    async def poll_once(self) -> int:
        """One round; returns how many updates were new. Raises what Telegram or the database raises."""
        if not self._webhook_is_off:
            await self._turn_webhook_off()
        updates = await self._fetch()
        async with self._database.write() as session:
            added = await inbox.store(session, CHANNEL, to_store(updates), self._now())
        self._offset = offset_after(updates)
        if added:
            self._on_stored()
        if updates and self._offset is None:
            raise NetworkError("updates came without ids, and cannot be confirmed")
        return added

    async def _turn(self) -> float:
        """One round, and the seconds to wait before the next."""
        try:
            await self.poll_once()
        except (InvalidToken, EndPointNotFound):  # PTB says the latter when the token worked before
            log.critical("Telegram refuses the bot token; polling stops")
            raise TokenRefused("Telegram does not know this bot token") from None
        except RetryAfter as error:
            return max(self._outage.failed("Telegram asks us to wait"), pause_of(error).total_seconds())
        except Conflict as error:
            return self._outage.failed(_rival(error))
        except TelegramError as error:
            return self._outage.failed("updates cannot be fetched from Telegram", why(error))
        except Exception as error:
            return self._outage.failed(f"polling fails with {type(error).__name__}", traceback_of=error)
        self._outage.over()
        return 0

    async def _fetch(self) -> list[Any]:
        asked: dict[str, Any] = {"timeout": self._poll_seconds, "allowed_updates": list(WANTED)}
        if self._offset is not None:
            asked["offset"] = self._offset
        wait = self._poll_seconds + _GRACE
        updates = await self._bot.do_api_request(_GET_UPDATES, asked, read_timeout=wait)
        if not isinstance(updates, list):
            raise NetworkError("getUpdates did not answer with a list")
        return updates

    async def _turn_webhook_off(self) -> None:
        """Once, at the start: a webhook that was left behind would keep every update from us."""
        if (await self._bot.get_webhook_info()).url:
            log.warning("a webhook was set: it is deleted, the updates that wait for it are kept")
            await self._bot.delete_webhook(drop_pending_updates=False)
        self._webhook_is_off = True


def _rival(error: Conflict) -> str:
    if "webhook" in error.message:
        return "409: a webhook has been set with this token and keeps the updates"
    return "409: another process polls with this token"
