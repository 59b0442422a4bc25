"""What one transaction asks of the office again and again (who stands in, who heads what) is read once in it.

A change of the office by the same transaction is seen at once; what another one changes, the next transaction sees.
"""

from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session

from db.tables import Account, Delegation, Person, Unit

_OFFICE = (Account, Delegation, Person, Unit)
_TABLES = frozenset(each.__tablename__ for each in _OFFICE)
_READ = "read"  # session.info key: what was read in this transaction, by question

Answer = TypeVar("Answer")


class RememberingSession(Session):
    """A session whose transactions remember what `once` has read."""


async def once(session: AsyncSession, question: Hashable, read: Callable[[], Awaitable[Answer]]) -> Answer:
    """What `read` gives, read at most once per transaction as long as the office stays as it is."""
    if not isinstance(session.sync_session, RememberingSession):
        return await read()
    if session.new or session.dirty or session.deleted:
        await session.flush()  # as the query would have done
    if question in (known := session.info.get(_READ, {})):
        answer: Answer = known[question]
        return answer
    answer = await read()  # may begin the transaction, so that nothing is known before it
    session.info.setdefault(_READ, {})[question] = answer
    return answer


@event.listens_for(RememberingSession, "after_begin")
@event.listens_for(RememberingSession, "after_soft_rollback")
def _forget(session: Session, *_about: Any) -> None:
    session.info.pop(_READ, None)


@event.listens_for(RememberingSession, "after_flush")
def _forget_what_was_flushed(session: Session, _context: Any) -> None:
    if any(isinstance(row, _OFFICE) for rows in (session.new, session.dirty, session.deleted) for row in rows):
        _forget(session)


@event.listens_for(RememberingSession, "do_orm_execute")
def _forget_what_was_written(state: ORMExecuteState) -> None:
    if not state.is_select and getattr(getattr(state.statement, "table", None), "name", None) in _TABLES:
        _forget(state.session)
