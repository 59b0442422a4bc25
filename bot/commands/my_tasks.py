"""`/viec` lists what this person owes; `/viec 12` opens one task."""

from bot.context import Bound
from bot.screens import show
from db.outbox import Kind


async def my_tasks(bound: Bound, argument: str) -> None:
    number = argument.lstrip("#")
    if number.isascii() and number.isdecimal() and len(number) < 10:
        await show(bound, Kind.TASK, task_id=int(number))
    else:
        await show(bound, Kind.MY_TASKS)
