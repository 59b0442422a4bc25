"""What a person writes in private: a code, a command, the answer to a question, or plain words."""

from datetime import timedelta

from bot import prompts
from bot.commands import COMMANDS, OF_A_MESSAGE
from bot.context import Bound, Context
from bot.dialogs import meanwhile
from bot.hearing import hear
from bot.incoming import Pressed, Said
from bot.presses import press
from core.text import clean
from db import outbox, people
from usecases.answer import say
from usecases.bind import bind
from usecases.invite import looks_like_code

_ONE_POLITE_LINE = timedelta(minutes=1)


async def said_by_stranger(context: Context, said: Said) -> None:
    """A code binds; anything else gets one polite line, and within a while no second one."""
    if said.edited:
        return
    command, _, argument = clean(said.text).partition(" ")
    if command == "/start" and argument:
        await bind(context.session, context.chat, argument, context.now)
    elif looks_like_code(said.text):
        await bind(context.session, context.chat, said.text, context.now)
    elif not await _told_lately(context, "unknown"):
        await say(context.session, context.chat, "unknown", context.now)


async def said(bound: Bound, said: Said) -> None:
    """In this order: a command, a choice by its number, plain words."""
    context = bound.context
    await people.heard_from(context.session, context.chat.channel, said.sender_id, context.now)
    words = clean(said.text)
    if words.startswith("/"):
        writes = await meanwhile.writes(bound)
        await command(bound, said, words)
        if writes and not _is_about_the_draft(words):
            await meanwhile.mention(bound)
        return
    choice = None if context.features.buttons or said.edited else await prompts.chosen(context, words)
    if choice is not None:
        code, origin = choice
        await press(bound, _as_press(said, code), origin)
        return
    await hear(bound, said, words)


def _is_about_the_draft(words: str) -> bool:
    return words.split(maxsplit=1)[0].casefold() == "/thongbao"


async def command(bound: Bound, said: Said, words: str) -> None:
    name, argument = (*words[1:].split(maxsplit=1), "", "")[:2]
    if whole := OF_A_MESSAGE.get(name.casefold()):
        await whole(bound, said, argument.strip())
    elif handler := COMMANDS.get(name.casefold()):
        await handler(bound, argument.strip())
    else:
        await say(bound.context.session, bound.context.chat, "help", bound.context.now)


def _as_press(said: Said, code: str) -> Pressed:
    return Pressed(
        chat_id=said.chat_id,
        sender_id=said.sender_id,
        sender_name=said.sender_name,
        private=True,
        code=code,
        press_id="",
    )


async def _told_lately(context: Context, key: str) -> bool:
    since = context.now - _ONE_POLITE_LINE
    return await outbox.told_lately(context.session, key, since, chat=context.chat)
