"""`/lichsu 12`: every step of a task, to whoever may see it."""

from bot.commands.my_tasks import number_in
from bot.context import Bound
from bot.screens import show, tell
from core.wording import answers
from db.outbox import Kind


async def history(bound: Bound, argument: str) -> None:
    if (number := number_in(argument)) is not None:
        await show(bound, Kind.HISTORY, task_id=number, page=1)
    else:
        await tell(bound, answers.WHICH_HISTORY)
