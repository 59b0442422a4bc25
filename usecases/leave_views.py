"""Delegations as one viewer may see them, names gathered in one go."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.calendar import local
from core.roles import Actor, Role
from core.wording.views import LeaveView
from db import delegations, people
from db.tables import Delegation
from usecases.delegate import may_end


async def seen_by(session: AsyncSession, viewer: Actor, now: datetime) -> list[LeaveView]:
    """What runs or will run: one's own, and for the office everybody's."""
    if viewer.role is Role.OFFICE:
        return await views(session, await delegations.every(session, now), viewer, now)
    return await views(session, await delegations.coming(session, viewer.person_id, now), viewer, now)


async def views(session: AsyncSession, found: Sequence[Delegation], viewer: Actor, now: datetime) -> list[LeaveView]:
    names = await people.names(session, {who for each in found for who in (each.person_id, each.substitute_id)})
    today = local(now).date()
    return [
        LeaveView(
            number=each.id,
            person=names[each.person_id],
            substitute=names[each.substitute_id],
            first=each.starts_on,
            last=each.ends_on,
            now=now,
            runs=each.starts_on <= today,
            is_mine=each.person_id == viewer.person_id,
            ends=may_end(viewer, each),
        )
        for each in found
    ]


async def wished(session: AsyncSession, payload: Mapping[str, Any], viewer: Actor, now: datetime) -> LeaveView:
    """What an open question asks about: nothing is agreed yet."""
    names = await people.names(session, (payload["person"], payload["substitute"]))
    return LeaveView(
        number=0,
        person=names[payload["person"]],
        substitute=names[payload["substitute"]],
        first=date.fromisoformat(payload["first"]),
        last=date.fromisoformat(payload["last"]),
        now=now,
        is_mine=payload["person"] == viewer.person_id,
    )
