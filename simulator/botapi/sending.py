"""sendMessage, sendDocument, sendPhoto, sendVoice, sendVideo, sendAudio, sendChatAction."""

from typing import Any

from simulator.botapi import shapes
from simulator.botapi.access import living_message, writable_chat
from simulator.botapi.errors import ApiError, bad_request
from simulator.botapi.formatting import caption_content, text_content
from simulator.botapi.keyboard import inline_keyboard
from simulator.botapi.params import Params, Upload
from simulator.rows.chats import Chat
from simulator.rows.files import File
from simulator.world import World

LARGEST_UPLOAD = 50 * 1024 * 1024
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(world: World, params: Params) -> Any:
    chat = writable_chat(world, params)
    return _deliver(world, chat, params, text_content(params))


def send_document(world: World, params: Params) -> Any:
    return _send_file(world, params, "document")


def send_photo(world: World, params: Params) -> Any:
    return _send_file(world, params, "photo")


def send_voice(world: World, params: Params) -> Any:
    return _send_file(world, params, "voice")


def send_video(world: World, params: Params) -> Any:
    return _send_file(world, params, "video")


def send_audio(world: World, params: Params) -> Any:
    return _send_file(world, params, "audio")


def send_chat_action(world: World, params: Params) -> bool:
    chat = writable_chat(world, params)
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.typing.start(chat.id)
    return True


def _send_file(world: World, params: Params, kind: str) -> Any:
    chat = writable_chat(world, params)
    caption = caption_content(params)
    file = _file(world, params, kind)
    return _deliver(world, chat, params, {**shapes.attachment(file), **caption})


def _file(world: World, params: Params, kind: str) -> File:
    """A new upload, or one that the messenger already has."""
    upload = params.upload(kind)
    if upload is not None:
        return _stored(world, upload, kind)
    if not params.has(kind):
        raise bad_request(f"there is no {kind} in the request")
    known = world.files.find(params.text(kind))
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def _stored(world: World, upload: Upload, kind: str) -> File:
    if len(upload.data) > LARGEST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise bad_request("file must be non-empty")
    return world.files.add(kind=kind, name=upload.name, mime=upload.mime, data=upload.data)


def _deliver(world: World, chat: Chat, params: Params, content: dict[str, Any]) -> Any:
    message = world.messages.add(
        chat_id=chat.id,
        sender_id=world.bot_id,
        at=world.clock.epoch(),
        content={**content, **inline_keyboard(params), **_topic(world, chat, params)},
        reply_to=_replied(world, chat, params),
    )
    world.typing.stop(chat.id)
    world.changes.tell(chat.id)
    return shapes.message(world, message)


def _topic(world: World, chat: Chat, params: Params) -> dict[str, Any]:
    """A topic is there as soon as somebody has spoken in it."""
    thread = params.number("message_thread_id")
    if not thread:
        return {}
    if not any(each.content.get("message_thread_id") == thread for each in world.messages.after(chat.id)):
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _replied(world: World, chat: Chat, params: Params) -> int | None:
    reply = Params(params.nested("reply_parameters", dict))
    wanted = reply.number("message_id") or params.number("reply_to_message_id")
    if not wanted:
        return None
    if living_message(world, chat, wanted) is not None:
        return wanted
    if reply.flag("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
