"""editMessageText, editMessageReplyMarkup, deleteMessage: only what is there, only the bot's own."""

from dataclasses import replace
from typing import Any

from simulator.botapi import shapes
from simulator.botapi.access import living_message, writable_chat
from simulator.botapi.errors import bad_request
from simulator.botapi.formatting import text_content
from simulator.botapi.keyboard import inline_keyboard
from simulator.botapi.params import Params
from simulator.rows.messages import Message
from simulator.world import World

_TOPIC = ("message_thread_id", "is_topic_message")
DELETABLE_SECONDS = 48 * 3600


def edit_message_text(world: World, params: Params) -> Any:
    message = _own_message(world, params)
    topic = {name: message.content[name] for name in _TOPIC if name in message.content}
    content = {**text_content(params), **inline_keyboard(params), **topic}
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _changed(world, message, content)


def edit_message_reply_markup(world: World, params: Params) -> Any:
    message = _own_message(world, params)
    bare = {name: value for name, value in message.content.items() if name != "reply_markup"}
    return _changed(world, message, {**bare, **inline_keyboard(params)})


def delete_message(world: World, params: Params) -> bool:
    chat = writable_chat(world, params)
    message = living_message(world, chat, params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if message.sender_id != world.bot_id and chat.type != "private":
        raise bad_request("message can't be deleted")
    if message.at < world.clock.epoch() - DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    world.messages.save(replace(message, deleted=True))
    world.changes.tell(chat.id)
    return True


def _own_message(world: World, params: Params) -> Message:
    if params.has("inline_message_id"):
        raise bad_request("message to edit not found")
    chat = writable_chat(world, params)
    message = living_message(world, chat, params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender_id != world.bot_id:
        raise bad_request("message can't be edited")
    return message


def _changed(world: World, message: Message, content: dict[str, Any]) -> Any:
    if content == message.content:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly"
            " the same as a current content and reply markup of the message"
        )
    edited = replace(message, content=content, edited_at=world.clock.epoch())
    world.messages.save(edited)
    world.changes.tell(message.chat_id)
    return shapes.message(world, edited)
