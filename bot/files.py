"""Files that people send: kept as evidence of a task, if they are not too large."""

from bot.context import Bound
from bot.incoming import Said
from core.sent_file import SentFile
from usecases.attach import attach


def is_too_large(bound: Bound, said: Said) -> bool:
    return said.file is not None and (said.file.size or 0) > bound.context.policy.largest_file


async def keep(bound: Bound, task_id: int, file: SentFile, words: str) -> None:
    """Raises what the use case raises."""
    context = bound.context
    await attach(context.session, bound.actor, task_id, file=file, now=context.now, caption=words or None)
