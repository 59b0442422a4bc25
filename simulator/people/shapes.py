"""Rows of the world → the JSON that the page of phones and the tests read."""

from typing import Any

from simulator.clock import iso
from simulator.markup.html_out import render
from simulator.rows.chats import Chat
from simulator.rows.files import FOLDERS
from simulator.rows.messages import Message
from simulator.rows.people import Person
from simulator.world import World

Shape = dict[str, Any]
_SHOWN = frozenset({"document", "photo", "voice"})


def person(world: World, row: Person) -> Shape:
    return {
        "id": row.id,
        "name": row.name,
        "title": row.title,
        "shown": row.shown,
        "started": row.started,
        "blocked": row.blocked,
        "deactivated": row.deactivated,
        "typing": world.typing.shows(row.id),
        "commands": world.commands.of_person(row.id),
    }


def chat(world: World, row: Chat, messages: list[Message]) -> Shape:
    return {
        "id": row.id,
        "type": row.type,
        "title": row.title,
        "members": world.chats.members(row.id),
        "bot": row.bot,
        "typing": world.typing.shows(row.id),
        "messages": [message(world, each) for each in messages],
    }


def message(world: World, row: Message) -> Shape:
    text = row.content.get("text", row.content.get("caption", ""))
    entities = row.content.get("entities", row.content.get("caption_entities", []))
    return {
        "message_id": row.message_id,
        "chat_id": row.chat_id,
        "from": _sender(world, row.sender_id),
        "at": iso(row.at),
        "text": text,
        "entities": entities,
        "html": render(text, entities),
        "buttons": [[_button(button) for button in line] for line in row.buttons()],
        **_occasional(world, row),
    }


def _occasional(world: World, row: Message) -> Shape:
    """The fields that only some messages have."""
    fields = {
        "reply_to": row.reply_to,
        "edited_at": iso(row.edited_at) if row.edited_at is not None else None,
        "deleted": row.deleted or None,
        "service": _service(world, row),
        "forwarded_from": row.content.get("forward_origin", {}).get("sender_user_name"),
        "thread": row.content.get("message_thread_id"),
        **_files(world, row.content),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _sender(world: World, sender_id: int) -> Shape:
    row = world.people.get(sender_id)
    if row is None:
        return {"id": world.bot_id, "name": world.bot_name, "is_bot": True}
    return {"id": row.id, "name": row.name, "is_bot": False}


def _button(button: Shape) -> Shape:
    shown = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    elif link := button.get("url") or button.get("web_app", {}).get("url"):
        shown["url"] = link
    elif "copy_text" in button:
        shown["copy"] = button["copy_text"].get("text", "")
    return {**shown, "style": button["style"]} if "style" in button else shown


def _files(world: World, content: Shape) -> Shape:
    """Pictures and sounds are shown as what they are, everything else as a paper."""
    kinds = [kind for kind in FOLDERS if kind in content]
    return {kind if kind in _SHOWN else "document": _file(world, content[kind]) for kind in kinds}


def _file(world: World, field: Any) -> Shape | None:
    ids = field[-1] if isinstance(field, list) else field
    file = world.files.find(ids["file_id"])
    if file is None:
        return None
    return {"file_name": file.name, "size": file.size, "url": f"/people/files/{file.id}"}


def _service(world: World, row: Message) -> str | None:
    """The grey line in the middle of the chat, as the people read it."""
    who = _sender(world, row.sender_id)["name"]
    content = row.content
    if "group_chat_created" in content or "supergroup_chat_created" in content:
        return f"{who} đã tạo nhóm"
    if "new_chat_members" in content:
        return _joined(row.sender_id, who, content["new_chat_members"])
    if "left_chat_member" in content:
        return f"{content['left_chat_member']['first_name']} đã rời nhóm"
    if "migrate_to_chat_id" in content or "migrate_from_chat_id" in content:
        return "Nhóm đã được nâng cấp thành siêu nhóm"
    return None


def _joined(sender_id: int, who: str, users: list[Shape]) -> str:
    if [user["id"] for user in users] == [sender_id]:
        return f"{who} đã vào nhóm"
    return f"{who} đã thêm {', '.join(user['first_name'] for user in users)}"
