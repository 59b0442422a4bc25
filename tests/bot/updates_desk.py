"""Updates of a messenger of bare text, or of any `Incoming` at all, handled by the intake as in the service."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.incoming import Incoming
from bot.intake import Intake, Line
from core.message import plain
from db import inbox, outbox
from db.outbox import Chat, Kind
from db.tables import InboxUpdate, OutboxMessage
from tests.fakes.text_channel import TextChannel, parse
from tests.usecases.small_office import MONDAY, POLICY, SmallOffice
from usecases.compose import compose


class UpdatesDesk:
    """`raw` may be what `TextChannel` speaks, or `{"as_is": incoming}`."""

    def __init__(self, office: SmallOffice, **channel: Any) -> None:
        self.office = office
        self.now = MONDAY
        self.toasts: list[str] = []
        self.channel = _Toasting(self.toasts, **channel)
        self.intake = Intake(
            office.database, {"text": Line(channel=self.channel, parse=self._parse)}, POLICY, self._now
        )
        self._incoming: dict[str, Incoming] = {}
        self._number = 0

    async def store(self, raw: dict[str, Any], *, channel: str = "text", update_id: str | None = None) -> str:
        self._number += 1
        key = update_id or str(self._number)
        async with self.office.database.write() as session:
            await inbox.store(session, channel, [(key, raw)], self.now)
        return key

    async def say(self, who: str, text: str) -> None:
        await self.store({"who": who, "text": text, "number": "1"})
        await self.intake.drain()

    async def do(self, incoming: Incoming) -> None:
        name = str(len(self._incoming))
        self._incoming[name] = incoming
        await self.store({"as_is": name})
        await self.intake.drain()

    async def states(self) -> list[str]:
        async with self.office.database.read() as session:
            return list(await session.scalars(select(InboxUpdate.state).order_by(InboxUpdate.id)))

    async def raw(self) -> list[dict[str, Any]]:
        """What is left in the inbox of what came."""
        async with self.office.database.read() as session:
            return list(await session.scalars(select(InboxUpdate.raw).order_by(InboxUpdate.id)))

    async def told(self, who: str) -> list[str]:
        """What is owed to this chat, or to this person, in the words of now."""
        async with self.office.database.read() as session:
            rows = (await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))).all()
            mine = [row for row in rows if row.chat_id == who or row.person_id == self.office.ids.get(who)]
            letters = [await compose(session, [row], POLICY, self.now) for row in mine]
        return [plain(letter.message.text) for letter in letters if letter.message]

    async def show(self, who: str, choices: list[tuple[str, str]], sent_at: datetime) -> None:
        """A message with choices, as if it had been delivered."""
        async with self.office.database.write() as session:
            await outbox.owe(
                session, Kind.SAY, now=sent_at, chat=Chat("text", who), payload={"key": "help", "facts": {}}
            )
            await session.flush()
            row = (await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(1))).one()
            row.state, row.sent_at, row.choices = outbox.State.SENT, sent_at, [list(each) for each in choices]

    def _now(self) -> datetime:
        return self.now

    def _parse(self, raw: dict[str, Any]) -> Incoming:
        return self._incoming[raw["as_is"]] if "as_is" in raw else parse(raw)


class _Toasting(TextChannel):
    def __init__(self, toasts: list[str], **facts: Any) -> None:
        super().__init__(**facts)
        self._toasts = toasts

    async def toast(self, press_id: str, text: str, *, alert: bool = False) -> None:
        self._toasts.append(text)
