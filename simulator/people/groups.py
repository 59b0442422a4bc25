"""Groups: made, joined, left, and turned into supergroups."""

from dataclasses import replace
from typing import Any

from simulator.botapi import shapes as bot_shapes
from simulator.people import shapes
from simulator.people.errors import Refused
from simulator.people.side import Side
from simulator.rows.chats import SUPERGROUPS_BELOW, Chat
from simulator.rows.people import Person

Shape = dict[str, Any]


class Groups(Side):
    def group(
        self,
        title: str,
        members: list[int],
        id: int | None = None,
        bot: bool = True,
        supergroup: bool = False,
    ) -> Shape:
        """A new group, made by the first of its members."""
        with self.world.store.transaction():
            people = [self._person(person_id) for person_id in members]
            if not people:
                raise Refused("a group needs a member")
            chat = self._new_chat(id, title, bot, supergroup)
            for person in people:
                self.world.chats.add_member(chat.id, person.id)
            if bot:
                self._tell_standing(chat, people[0], "left", "member")
            self._add(chat, people[0].id, {f"{chat.type}_chat_created": True})
            self.world.changes.tell(chat.id, people=True)
            return self._shape(chat)

    def join(self, chat_id: int, person: int | None = None) -> Shape:
        """A person comes in by themselves; the bot (no person) is added by the first member."""
        with self.world.store.transaction():
            chat = self._group(chat_id)
            if person is None:
                return self._add_bot(chat)
            newcomer = self._person(person)
            self.world.chats.add_member(chat.id, newcomer.id)
            self._add(chat, newcomer.id, {"new_chat_members": [bot_shapes.user(newcomer)]})
            return self._shape(chat)

    def leave(self, chat_id: int, person: int | None = None) -> Shape:
        """A person goes by themselves; the bot (no person) is put out by the first member."""
        with self.world.store.transaction():
            chat = self._group(chat_id)
            if person is None:
                return self._remove_bot(chat)
            if person not in self.world.chats.members(chat.id):
                raise Refused(f"person {person} is not in chat {chat.id}")
            user = bot_shapes.user(self._person(person))
            self.world.chats.remove_member(chat.id, person)
            self._add(chat, person, {"left_chat_member": user})
            return self._shape(chat)

    def migrate(self, chat_id: int) -> Shape:
        """Group → supergroup: the old id is dead, the people and the bot move over."""
        with self.world.store.transaction():
            old = self._group(chat_id)
            if old.type == "supergroup":
                raise Refused(f"chat {chat_id} is a supergroup already")
            actor = self._actor(old)
            new = self._new_chat(None, old.title, old.bot == "member", supergroup=True)
            for person_id in self.world.chats.members(old.id):
                self.world.chats.add_member(new.id, person_id)
            self._add(old, actor.id, {"migrate_to_chat_id": new.id})
            self._add(new, actor.id, {"migrate_from_chat_id": old.id})
            self.world.chats.save(replace(old, migrated_to=new.id))
            self.world.changes.tell(old.id, new.id, people=True)
            return {"new_id": new.id}

    def _new_chat(self, chat_id: int | None, title: str, bot: bool, supergroup: bool) -> Chat:
        new_id = self.world.chats.next_id(supergroup) if chat_id is None else chat_id
        if new_id >= 0 or (new_id < SUPERGROUPS_BELOW) != supergroup:
            raise Refused("groups have negative ids, supergroups begin with -100")
        if self.world.chats.get(new_id) is not None:
            raise Refused(f"there is a chat {new_id}")
        kind = "supergroup" if supergroup else "group"
        standing = "member" if bot else "outside"
        return self.world.chats.save(Chat(id=new_id, type=kind, title=title, bot=standing))

    def _group(self, chat_id: int) -> Chat:
        chat = self._chat(chat_id)
        if chat.type == "private" or chat.migrated_to is not None:
            raise Refused(f"chat {chat_id} is not a living group")
        return chat

    def _actor(self, chat: Chat) -> Person:
        members = self.world.chats.members(chat.id)
        if not members:
            raise Refused(f"nobody is in chat {chat.id}")
        return self._person(members[0])

    def _add_bot(self, chat: Chat) -> Shape:
        if chat.bot == "member":
            raise Refused(f"the bot is in chat {chat.id} already")
        actor = self._actor(chat)
        inside = self.world.chats.save(replace(chat, bot="member"))
        old = "kicked" if chat.bot == "kicked" else "left"
        self._tell_standing(inside, actor, old, "member")
        self._add(inside, actor.id, {"new_chat_members": [bot_shapes.bot_user(self.world)]})
        return self._shape(inside)

    def _remove_bot(self, chat: Chat) -> Shape:
        if chat.bot != "member":
            raise Refused(f"the bot is not in chat {chat.id}")
        actor = self._actor(chat)
        # The service message comes first: the bot still hears that it was put out.
        self._add(chat, actor.id, {"left_chat_member": bot_shapes.bot_user(self.world)})
        outside = self.world.chats.save(replace(chat, bot="kicked"))
        self._tell_standing(outside, actor, "member", "kicked")
        return self._shape(outside)

    def _shape(self, chat: Chat) -> Shape:
        return shapes.chat(self.world, chat, self.world.messages.after(chat.id))
