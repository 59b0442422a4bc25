"""`/giao` gives a task in plain words; with a file, or in answer to one, the file goes with it."""

from bot.context import Bound
from bot.dialogs.giving import begin
from bot.incoming import Said


async def assign(bound: Bound, said: Said, argument: str) -> None:
    await begin(bound, said, argument)
