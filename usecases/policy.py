"""The policy as it is now: what was settled at the start, and the calendar with all that was decided since."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from db import calendar
from db.session import CALENDAR, Database


class CurrentPolicy:
    """Asked by everybody who counts with days. What this process decides is known at once, what another one decides
    the next time that somebody looks.
    """

    def __init__(self, settled: Policy, database: Database) -> None:
        self._settled = settled
        self._latest = settled
        self._version: int | None = None  # of the calendar in `_latest`; None when it must be read again
        database.on_commit.append(self._heard)

    @property
    def latest(self) -> Policy:
        """As it was read last."""
        return self._latest

    async def known(self, session: AsyncSession) -> Policy:
        """Costs no query unless this process has changed the calendar."""
        return self._latest if self._version is not None else await self.look(session)

    async def look(self, session: AsyncSession, *, hold: bool = False) -> Policy:
        """Costs one query unless the calendar was changed. With `hold` nobody changes it in this transaction's time."""
        version = await calendar.version(session, hold=hold)
        if version != self._version:
            days = self._settled.calendar.decided(await calendar.decided(session))
            self._latest, self._version = replace(self._settled, calendar=days), version
        return self._latest

    def _heard(self, left_behind: frozenset[str]) -> None:
        if CALENDAR in left_behind:
            self._version = None
