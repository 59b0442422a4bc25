"""Tells Telegram's clients what the bot can do: the menus of commands and the description. Best effort."""

import logging
from collections.abc import Awaitable, Sequence

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.telegram.verdict import why

log = logging.getLogger(__name__)

Commands = Sequence[tuple[str, str]]  # (name without "/", what it does)


async def announce(bot: Bot, *, private: Commands, groups: Commands, description: str) -> None:
    """Failures are logged by name, and nothing is raised: the commands work without their menus."""
    in_private, in_groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    await _try("the menu of private chats", bot.set_my_commands(_menu(private), in_private))
    await _try("the menu of groups", bot.set_my_commands(_menu(groups), in_groups))
    await _try("the description", bot.set_my_description(description))


def _menu(commands: Commands) -> list[BotCommand]:
    return [BotCommand(name, text) for name, text in commands]


async def _try(what: str, call: Awaitable[bool]) -> None:
    try:
        await call
    except Exception as error:
        log.warning("%s could not be set: %s", what, why(error))
