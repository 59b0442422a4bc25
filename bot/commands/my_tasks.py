"""`/viec` lists what this person owes; `/viec 12` opens one task, `/viec Sở Nội vụ` lists what is open there."""

from bot.context import Bound
from bot.dialogs.listing import list_asked
from bot.screens import show
from core.wish import Wish
from db.outbox import Kind


async def my_tasks(bound: Bound, argument: str) -> None:
    if (number := number_in(argument)) is not None:
        await show(bound, Kind.TASK, task_id=number, opened=True)
    elif argument:
        await list_asked(bound, argument, Wish(late=False))
    else:
        await show(bound, Kind.MY_TASKS)


def number_in(argument: str) -> int | None:
    """The number of a task, and nothing else."""
    number = argument.lstrip("#")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < _FIGURES else None


_FIGURES = 10
