"""What a person does in a chat: says, edits, sends, presses."""

from dataclasses import replace
from typing import Any

from simulator.botapi import shapes as bot_shapes
from simulator.markup.entities import with_found
from simulator.markup.utf16 import units
from simulator.people import shapes
from simulator.people.errors import NotThere, Refused
from simulator.people.side import Side
from simulator.rows.chats import Chat
from simulator.rows.files import FOLDERS
from simulator.rows.messages import Message
from simulator.rows.people import Person

Shape = dict[str, Any]
LONGEST_TEXT = 4096


class Talking(Side):
    def say(
        self,
        person_id: int,
        text: str,
        chat_id: int | None = None,
        reply_to: int | None = None,
        forwarded_from: str | None = None,
        thread: int | None = None,
    ) -> Shape:
        """`forwarded_from` names who wrote it first; `thread` is a topic of a supergroup."""
        with self.world.store.transaction():
            person = self._active(person_id)
            chat = self._open_chat(person, chat_id)
            if reply_to is not None:
                self._living(chat, reply_to)
            content = {**_content(text), **self._origin(forwarded_from), **_topic(chat, thread)}
            message = self._add(chat, person.id, content, reply_to)
            return shapes.message(self.world, message)

    def edit(self, person_id: int, message_id: int, text: str, chat_id: int | None = None) -> Shape:
        with self.world.store.transaction():
            person = self._active(person_id)
            chat = self._open_chat(person, chat_id)
            message = self._living(chat, message_id)
            if message.sender_id != person.id or "text" not in message.content:
                raise Refused(f"message {message_id} is not a text of person {person_id}")
            edited = replace(message, content=_content(text), edited_at=self.world.clock.epoch())
            self.world.messages.save(edited)
            self._tell_bot("edited_message", chat, edited)
            self.world.changes.tell(chat.id)
            return shapes.message(self.world, edited)

    def send(
        self,
        person_id: int,
        data: bytes,
        file_name: str,
        kind: str = "document",
        caption: str | None = None,
        chat_id: int | None = None,
        mime: str = "application/octet-stream",
        forwarded_from: str | None = None,
    ) -> Shape:
        """Sends a file; `kind` is document, photo, voice, video or audio."""
        if kind not in FOLDERS:
            raise Refused(f"kinds are {', '.join(FOLDERS)}")
        with self.world.store.transaction():
            person = self._active(person_id)
            chat = self._open_chat(person, chat_id)
            file = self.world.files.add(kind=kind, name=file_name, mime=mime, data=data)
            words = {"caption": caption} if caption else {}
            content = {**bot_shapes.attachment(file), **words, **self._origin(forwarded_from)}
            message = self._add(chat, person.id, content)
            return shapes.message(self.world, message)

    def press(
        self,
        person_id: int,
        message_id: int,
        data: str,
        chat_id: int | None = None,
        forged: bool = False,
    ) -> Shape:
        """Presses a button that the message has now; a forged press asks nobody."""
        with self.world.store.transaction():
            person = self._active(person_id)
            chat = self._open_chat(person, chat_id)
            if not forged:
                _check_button(self._living(chat, message_id), data)
            press_id = self.world.presses.add(person.id, self.world.clock.epoch())
            self.world.updates.put("callback_query", self._callback(press_id, person, chat, message_id, data))
            return {"callback_query_id": press_id}

    def toasts(self, person_id: int) -> list[Shape]:
        """The answers to this person's presses, oldest first."""
        return self.world.presses.toasts(self._person(person_id).id)

    def _callback(self, press_id: str, person: Person, chat: Chat, message_id: int, data: str) -> Shape:
        message = self.world.messages.get(chat.id, message_id)
        if message is None or message.deleted:
            shown = bot_shapes.inaccessible(chat, message_id)
        else:
            shown = bot_shapes.message(self.world, message)
        return {
            "id": press_id,
            "from": bot_shapes.user(person),
            "message": shown,
            "chat_instance": str(chat.id),
            "data": data,
        }

    def _origin(self, name: str | None) -> Shape:
        if name is None:
            return {}
        date = int(self.world.clock.epoch())
        return {"forward_origin": {"type": "hidden_user", "sender_user_name": name, "date": date}}

    def _living(self, chat: Chat, message_id: int) -> Message:
        message = self.world.messages.get(chat.id, message_id)
        if message is None or message.deleted:
            raise NotThere(f"no message {message_id} in chat {chat.id}")
        return message


def _topic(chat: Chat, thread: int | None) -> Shape:
    if thread is None:
        return {}
    if chat.type != "supergroup":
        raise Refused(f"chat {chat.id} has no topics")
    return {"message_thread_id": thread, "is_topic_message": True}


def _content(text: str) -> dict[str, Any]:
    text = text.strip()
    if not text or units(text) > LONGEST_TEXT:
        raise Refused(f"a text has 1 to {LONGEST_TEXT} characters")
    entities = with_found(text, [])
    return {"text": text, **({"entities": entities} if entities else {})}


def _check_button(message: Message, data: str) -> None:
    if not any(button.get("callback_data") == data for row in message.buttons() for button in row):
        raise NotThere(f"message {message.message_id} has no button {data!r}")
