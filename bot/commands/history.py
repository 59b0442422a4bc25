"""`/lichsu 12`: every step of a task, to whoever may see it."""

from bot.commands.my_tasks import number_in
from bot.context import Bound
from bot.screens import show
from core.wording import answers
from db.outbox import Kind
from usecases.answer import say


async def history(bound: Bound, argument: str) -> None:
    if (number := number_in(argument)) is not None:
        await show(bound, Kind.HISTORY, task_id=number, page=1)
    else:
        await say(bound.context.session, bound.context.chat, "text", bound.context.now, text=answers.WHICH_HISTORY)
