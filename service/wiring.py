"""Puts the house together: settings → database, channels, intake, engine; and keeps it running."""

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from bot.incoming import Incoming
from bot.intake import Intake, Line
from bot.telegram.announce import announce
from bot.telegram.client import TokenRefused, identify, make_bot
from bot.telegram.identity import Identity
from bot.telegram.parse import parse
from bot.telegram.poll import CHANNEL, Poller
from bot.telegram.send import TelegramChannel
from bot.web.app import make_app
from bot.web.server import listening, serve
from core.letterhead import Letterhead
from core.policy import Policy
from core.wording.commands import COMMANDS, DESCRIPTION, GROUP_COMMANDS
from db.migrate import upgrade
from db.outbox import LEASE
from db.session import Database
from scheduler.engine import Engine
from scheduler.pacing import Pacing
from service.overrides import office_calendar
from service.plan_file import office_plans
from service.settings import Settings
from service.supervise import keep, until_done
from usecases.policy import CurrentPolicy

_log = logging.getLogger(__name__)

Now = Callable[[], datetime]


def policy_of(settings: Settings) -> Policy:
    """Raises BadSetting for a calendar or a plan file that cannot be read."""
    return Policy(
        calendar=office_calendar(settings),
        plans=office_plans(settings),
        daily_cap=settings.daily_cap,
        soon_days=settings.soon_days,
        address=settings.address,
        invite_life=timedelta(days=settings.invite_days),
        web_url=settings.web_url if settings.web_port else None,
        letterhead=Letterhead(
            superior=settings.superior,
            issuer=settings.issuer,
            abbreviation=settings.abbreviation,
            place=settings.place,
            signer=settings.signer,
        ),
    )


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """The database in its newest shape."""
    await asyncio.to_thread(upgrade, settings.database_url)
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


class Telegram:
    """Telegram's two ends. Who we are is learnt as soon as the messenger can be reached."""

    def __init__(self, settings: Settings) -> None:
        api = settings.telegram_api
        self.bot = make_bot(settings.token.reveal(), f"{api}/bot", f"{api}/file/bot", settings.telegram_proxy)
        self.identity = Identity(int(settings.token.reveal().partition(":")[0]), "")
        self.line = Line(channel=TelegramChannel(self.bot), parse=self._parse)

    async def introduce(self) -> None:
        """Learns who we are and tells the messenger what we can do; tried again until it succeeds."""
        identity = await identify(self.bot)
        if identity is None:
            raise ConnectionError("Telegram has not told who we are")
        self.identity = identity
        await announce(
            self.bot,
            private=list(COMMANDS.items()),
            groups=list(GROUP_COMMANDS.items()),
            description=DESCRIPTION,
        )
        _log.info("connected to Telegram as @%s", identity.username)

    def _parse(self, raw: dict[str, Any]) -> Incoming:
        return parse(raw, self.identity.bot_id, self.identity.username)


class Service:
    """The service on one database. `now` tells the time; in the demo it is the simulator's."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        now: Now,
        *,
        pacing: Pacing | None = None,
        lease: timedelta = LEASE,
    ) -> None:
        self.database = database
        self.policy = policy_of(settings)
        self.telegram = Telegram(settings)
        lines = {CHANNEL: self.telegram.line}
        self.intake = Intake(database, lines, self.policy, now)
        self.engine = Engine(
            database,
            {name: line.channel for name, line in lines.items()},
            self.policy,
            now,
            owner=uuid.uuid4().hex,
            tick=timedelta(seconds=settings.tick_seconds),
            pacing=pacing,
            lease=lease,
        )
        self._web = (settings.web_host, settings.web_port) if settings.web_port else None
        self._app = make_app(self.engine, database, CurrentPolicy(self.policy, database), now)
        self._poller = Poller(self.telegram.bot, database, now, self.intake.wake, poll_seconds=settings.poll_seconds)

    async def run(self) -> None:
        """Until cancelled. Raises TokenRefused when the messenger does not know the token."""
        loops = {
            "polling": self._poller.run,
            "intake": self.intake.run,
            **self.engine.loops,
            **({"web": self._serve} if self._web else {}),
        }
        await self.engine.start()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(until_done("introduction", self.telegram.introduce))
                for name, run in loops.items():
                    group.create_task(keep(name, run))
        except* TokenRefused as refused:
            raise refused.exceptions[0] from None
        finally:
            self.engine.stop()
            await self.telegram.bot.shutdown()

    async def _serve(self) -> None:
        """Until cancelled. Whatever becomes of it, nothing else of the service waits for it."""
        assert self._web is not None
        with listening(*self._web) as listener:
            await serve(self._app, listener)
