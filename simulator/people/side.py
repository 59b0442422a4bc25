"""What every hand needs: to find people, chats and messages, and to let the bot know."""

from typing import Any

from simulator.botapi import shapes as bot_shapes
from simulator.people.errors import NotThere, Refused
from simulator.people.privacy import is_for_bot
from simulator.rows.chats import Chat
from simulator.rows.messages import Message
from simulator.rows.people import Person
from simulator.world import World


class Side:
    world: World

    def _person(self, person_id: int) -> Person:
        person = self.world.people.get(person_id)
        if person is None:
            raise NotThere(f"no person {person_id}")
        return person

    def _active(self, person_id: int) -> Person:
        person = self._person(person_id)
        if person.deactivated:
            raise Refused(f"the account of person {person_id} is deactivated")
        return person

    def _chat(self, chat_id: int) -> Chat:
        chat = self.world.chats.get(chat_id)
        if chat is None:
            raise NotThere(f"no chat {chat_id}")
        return chat

    def _open_chat(self, person: Person, chat_id: int | None) -> Chat:
        """Where this person can write now: the private chat with the bot, or a group they are in."""
        chat = self._chat(person.id if chat_id is None else chat_id)
        if chat.migrated_to is not None:
            raise Refused(f"group {chat.id} became supergroup {chat.migrated_to}")
        if person.id not in self.world.chats.members(chat.id):
            raise Refused(f"person {person.id} is not in chat {chat.id}")
        if chat.type == "private" and not person.started:
            raise Refused(f"person {person.id} has not pressed Start")
        if chat.type == "private" and person.blocked:
            raise Refused(f"person {person.id} has blocked the bot")
        return chat

    def _add(self, chat: Chat, sender_id: int, content: dict[str, Any], reply_to: int | None = None) -> Message:
        """A new message in the chat; the bot gets it if it may see it."""
        message = self.world.messages.add(
            chat_id=chat.id,
            sender_id=sender_id,
            at=self.world.clock.epoch(),
            content=content,
            reply_to=reply_to,
        )
        self._tell_bot("message", chat, message)
        self.world.changes.tell(chat.id)
        return message

    def _tell_bot(self, kind: str, chat: Chat, message: Message) -> None:
        if is_for_bot(self.world, chat, message):
            self.world.updates.put(kind, bot_shapes.message(self.world, message))

    def _tell_standing(self, chat: Chat, actor: Person, old: str, new: str) -> None:
        """`my_chat_member`: how the bot stands in a chat has changed."""
        bot = bot_shapes.bot_user(self.world)
        self.world.updates.put(
            "my_chat_member",
            {
                "chat": bot_shapes.chat(chat),
                "from": bot_shapes.user(actor),
                "date": int(self.world.clock.epoch()),
                "old_chat_member": bot_shapes.member(bot, old),
                "new_chat_member": bot_shapes.member(bot, new),
            },
        )
