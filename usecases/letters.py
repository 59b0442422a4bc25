"""A letter to one person: one message, and the rows of the outbox that it settles."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.message import Outgoing
from core.policy import Policy
from core.roles import Actor


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One message and the rows it settles; `stale` rows are true no more. No message when all are stale."""

    message: Outgoing | None
    carried: frozenset[int]
    stale: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter written ahead for this reader, as his rights were then: whoever reads it with others gets his own."""

    letter: Letter
    reader: Actor | None


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a letter is written: `viewer` is its reader, None in a chat that the person has given up since."""

    session: AsyncSession
    viewer: Actor | None
    policy: Policy
    now: datetime
