"""getChat, getChatMember, getFile: what the bot may look at."""

from typing import Any

from simulator.botapi import shapes
from simulator.botapi.access import met_chat
from simulator.botapi.errors import bad_request
from simulator.botapi.params import Params
from simulator.world import World

LARGEST_DOWNLOAD = 20 * 1024 * 1024


def get_chat(world: World, params: Params) -> dict[str, Any]:
    row = met_chat(world, params)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **shapes.chat(row),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    chat, user_id = met_chat(world, params), params.number("user_id")
    if user_id == world.bot_id:
        return shapes.member(shapes.bot_user(world), chat.bot)
    person = world.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    inside = user_id in world.chats.members(chat.id)
    return shapes.member(shapes.user(person), "member" if inside else "left")


def get_file(world: World, params: Params) -> dict[str, Any]:
    file = world.files.find(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
