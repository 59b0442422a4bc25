"""Who the bot is and what it shows of itself: getMe, menus of commands, descriptions."""

import re
from typing import Any

from simulator.botapi import shapes
from simulator.botapi.access import met_chat
from simulator.botapi.errors import bad_request
from simulator.botapi.params import Params
from simulator.rows.commands import Scope
from simulator.world import World

MOST_COMMANDS = 100
SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(world: World, params: Params) -> dict[str, Any]:
    return {
        **shapes.bot_user(world),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, params: Params) -> bool:
    commands = [_command(item) for item in params.nested("commands", list)]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands.save(_scope(world, params), params.text("language_code"), commands)
    world.changes.tell(people=True)
    return True


def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    return world.commands.get(_scope(world, params), params.text("language_code")) or []


def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.remove(_scope(world, params), params.text("language_code"))
    world.changes.tell(people=True)
    return True


def set_my_description(world: World, params: Params) -> bool:
    return _keep_words(world, params, "description", 512)


def set_my_short_description(world: World, params: Params) -> bool:
    return _keep_words(world, params, "short_description", 120)


def set_chat_menu_button(world: World, params: Params) -> bool:
    button = params.nested("menu_button", dict)
    if button.get("type", "default") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: unsupported type specified")
    if params.has("chat_id"):
        met_chat(world, params)
    world.store.keep(f"menu_button:{params.text('chat_id')}", button)
    return True


def _keep_words(world: World, params: Params, name: str, longest: int) -> bool:
    words = params.text(name)
    if len(words) > longest:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    world.store.keep(f"{name}:{params.text('language_code')}", words)
    return True


def _scope(world: World, params: Params) -> Scope:
    scope: Scope = params.nested("scope", dict) or {"type": "default"}
    kind = str(scope.get("type"))
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if kind.startswith("chat"):
        scope = {**scope, "chat_id": met_chat(world, Params(scope)).id}
    return scope


def _command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    # A leading slash is forgiven, as the real one does.
    name = str(item.get("command", "")).removeprefix("/")
    description = str(item.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
