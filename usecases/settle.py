"""Settle: everybody says when his morning begins, and whether he wants single messages or one in the morning."""

from datetime import time

from sqlalchemy.ext.asyncio import AsyncSession

from core.policy import Policy
from core.roles import Actor
from db.tables import Person


class OutsideTheMorning(Exception):
    """The time is before the round of the office, or so late that the morning is over."""


async def settle_morning(session: AsyncSession, actor: Actor, at: time, policy: Policy) -> None:
    """The office's own hour is everybody's: it is kept as none, and follows the plan. Raises OutsideTheMorning."""
    if not policy.plan.morning <= at <= policy.latest_morning:
        raise OutsideTheMorning
    person = await session.get_one(Person, actor.person_id)
    person.morning = None if at == policy.plan.morning else f"{at:%H:%M}"


async def settle_digest_only(session: AsyncSession, actor: Actor, on: bool) -> None:
    person = await session.get_one(Person, actor.person_id)
    person.digest_only = on
