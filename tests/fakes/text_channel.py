"""A messenger that has next to nothing: no buttons, no edits, no files, opaque chat ids, 2,000 characters.

Choices become numbered lines; a person answers with the number. What passes here passes on any text messenger.
"""

from dataclasses import dataclass, field
from typing import Any

from bot.incoming import Incoming, Said, Unreadable
from core.message import Features, Gone, Outgoing, Rejected, Sent, Verdict, plain

LIMIT = 2000
FEATURES = Features(buttons=False, edits=False, text_limit=LIMIT)


@dataclass
class TextChannel:
    name: str = "text"
    features: Features = FEATURES
    told: list[tuple[str, str]] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)

    async def send(self, chat_id: str, message: Outgoing) -> Verdict:
        if chat_id in self.blocked:
            return Gone("blocked")
        text = as_text(message)
        if not text or len(text) > LIMIT:
            return Rejected("empty or too long")
        self.told.append((chat_id, text))
        return Sent()

    async def edit(self, chat_id: str, message_id: str, message: Outgoing) -> Verdict:
        raise AssertionError("this messenger has no edits, and the sender must know it")

    async def toast(self, press_id: str, text: str, *, alert: bool = False) -> None:
        raise AssertionError("this messenger has no toasts: no press comes from it")

    async def reachable(self) -> bool:
        return True


def as_text(message: Outgoing) -> str:
    """The words, shortened until the numbered choices fit under them."""
    labels = [choice.label for row in message.choices for choice in row]
    choices = "".join(f"\n{number}. {label}" for number, label in enumerate(labels, 1))
    return plain(message.text)[: LIMIT - len(choices)] + choices


def parse(raw: dict[str, Any]) -> Incoming:
    try:
        who, text, number = raw["who"], raw["text"], raw["number"]
    except (KeyError, TypeError) as missing:
        raise Unreadable("not a message") from missing
    return Said(chat_id=who, sender_id=who, sender_name=who, private=True, text=text, message_id=number)
