"""The tree of the units, as the rules see it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.unit_tree import Node
from db.tables import Unit


async def tree(session: AsyncSession) -> Mapping[int, Node]:
    rows = await session.execute(_NODES)
    return {
        unit_id: Node(id=unit_id, name=name, parent_id=parent, successor_id=successor, valid_to=valid_to)
        for unit_id, name, parent, successor, valid_to in rows
    }


_NODES = select(Unit.id, Unit.name, Unit.parent_id, Unit.successor_id, Unit.valid_to).order_by(Unit.id)
