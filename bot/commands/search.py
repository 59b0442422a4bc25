"""`/tim điện gió`: tasks by their words, number, document, unit or lead."""

from bot.context import Bound
from bot.screens import show, tell
from core.text import one_line
from core.wording import found
from db.outbox import Kind
from db.search import words_of

_LONGEST = 200


async def search(bound: Bound, argument: str) -> None:
    words = one_line(argument)[:_LONGEST]
    if not words_of(words):
        await tell(bound, found.HOW)
        return
    await show(bound, Kind.FOUND, words=words)
