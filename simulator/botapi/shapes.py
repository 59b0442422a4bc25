"""Rows of the world → the Bot API's objects: User, Chat, Message, ChatMember."""

from typing import Any

from simulator.rows.chats import Chat
from simulator.rows.files import File
from simulator.rows.messages import Message
from simulator.rows.people import Person
from simulator.world import World

Shape = dict[str, Any]


def user(person: Person) -> Shape:
    return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "vi"}


def bot_user(world: World) -> Shape:
    return {
        "id": world.bot_id,
        "is_bot": True,
        "first_name": world.bot_name,
        "username": world.bot_username,
    }


def sender(world: World, sender_id: int) -> Shape:
    person = world.people.get(sender_id)
    return user(person) if person else bot_user(world)


def chat(row: Chat) -> Shape:
    if row.type == "private":
        return {"id": row.id, "type": "private", "first_name": row.title}
    return {"id": row.id, "type": row.type, "title": row.title}


def message(world: World, row: Message, *, nested: bool = True) -> Shape:
    """The message as the bot sees it; a quoted one without what it quotes."""
    place = world.chats.get(row.chat_id)
    assert place is not None, "a message is always in a chat"
    shape: Shape = {
        "message_id": row.message_id,
        "from": sender(world, row.sender_id),
        "chat": chat(place),
        "date": int(row.at),
    }
    if row.edited_at is not None:
        shape["edit_date"] = int(row.edited_at)
    quoted = world.messages.get(row.chat_id, row.reply_to) if nested and row.reply_to else None
    if quoted is not None:
        shape["reply_to_message"] = message(world, quoted, nested=False)
    return {**shape, **row.content}


def inaccessible(place: Chat, message_id: int) -> Shape:
    """What a press carries when its message is gone."""
    return {"message_id": message_id, "chat": chat(place), "date": 0}


def member(who: Shape, status: str) -> Shape:
    shape = {"user": who, "status": status}
    return {**shape, "until_date": 0} if status == "kicked" else shape


def attachment(file: File) -> Shape:
    """The content field under which a message carries the file."""
    ids = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
    if file.kind == "photo":
        # One size is enough: nobody here looks at the pixels.
        return {"photo": [{**ids, "width": 1280, "height": 960}]}
    if file.kind == "voice":
        return {"voice": {**ids, "duration": 1, "mime_type": file.mime}}
    if file.kind == "video":
        named = {"file_name": file.name, "mime_type": file.mime}
        return {"video": {**ids, **named, "duration": 1, "width": 1280, "height": 960}}
    if file.kind == "audio":
        return {"audio": {**ids, "duration": 1, "file_name": file.name, "mime_type": file.mime}}
    return {"document": {**ids, "file_name": file.name, "mime_type": file.mime}}
