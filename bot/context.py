"""What every handler needs to know, and what it may answer in passing."""

from dataclasses import dataclass
from datetime import datetime

from core.calendar_talk import CalendarTalk
from core.message import Features
from core.policy import Policy
from core.roles import Actor
from db.outbox import Chat
from db.session import Session


@dataclass(frozen=True, kw_only=True)
class Context:
    """One update of one chat, inside the one transaction in which it is handled. `now` is the moment of handling.

    `foreseen` is what was reckoned before that transaction (`bot.beforehand`).
    """

    session: Session
    chat: Chat
    policy: Policy
    features: Features
    now: datetime
    foreseen: CalendarTalk | None = None


@dataclass(frozen=True, kw_only=True)
class Bound:
    """The same, from somebody we know."""

    context: Context
    actor: Actor


@dataclass(frozen=True, kw_only=True)
class Toast:
    """The passing answer to a press: best effort, after the commit."""

    press_id: str
    text: str
    alert: bool = False
