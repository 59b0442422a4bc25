"""A messenger that does as it is told: verdicts by chat in their order, slow chats, and a line that can be cut."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

from core.message import Features, MadePaper, Outgoing, Sent, Verdict, plain


@dataclass(frozen=True, kw_only=True)
class Call:
    """One send or edit, at a second of the event loop's clock."""

    chat_id: str
    text: str
    edits: str | None
    at: float
    paper: bytes | None


@dataclass
class ScriptedChannel:
    """`verdicts` are used up one by one, then everything is Sent. `hold` are seconds that a call to a chat takes."""

    name: str = "fake"
    features: Features = field(default_factory=lambda: Features(buttons=True, edits=True, text_limit=4096))
    verdicts: defaultdict[str, deque[Verdict | Exception]] = field(default_factory=lambda: defaultdict(deque))
    hold: dict[str, float] = field(default_factory=dict)
    up: bool = True
    asked: int = 0
    calls: list[Call] = field(default_factory=list)

    async def send(self, chat_id: str, message: Outgoing) -> Verdict:
        return await self._take(chat_id, None, message)

    async def edit(self, chat_id: str, message_id: str, message: Outgoing) -> Verdict:
        return await self._take(chat_id, message_id, message)

    async def toast(self, press_id: str, text: str, *, alert: bool = False) -> None:
        raise AssertionError("toasts are not the sender's business")

    async def reachable(self) -> bool:
        self.asked += 1
        return self.up

    def will(self, chat_id: str, *verdicts: Verdict | Exception) -> None:
        self.verdicts[chat_id].extend(verdicts)

    def texts(self, chat_id: str | None = None) -> list[str]:
        return [call.text for call in self.calls if chat_id in (None, call.chat_id)]

    async def _take(self, chat_id: str, edits: str | None, message: Outgoing) -> Verdict:
        at = asyncio.get_running_loop().time()
        paper = message.file.content if isinstance(message.file, MadePaper) else None
        self.calls.append(Call(chat_id=chat_id, text=plain(message.text), edits=edits, at=at, paper=paper))
        number = len(self.calls)
        await asyncio.sleep(self.hold.get(chat_id, 0))
        verdict = self.verdicts[chat_id].popleft() if self.verdicts[chat_id] else Sent(f"m{number}")
        if isinstance(verdict, Exception):
            raise verdict
        return verdict
