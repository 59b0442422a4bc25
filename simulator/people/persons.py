"""Who there is, and how a person stands with the bot: Start, block, unblock."""

from dataclasses import replace
from typing import Any

from simulator.markup.entities import with_found
from simulator.people import shapes
from simulator.people.errors import Refused
from simulator.people.side import Side
from simulator.rows.chats import Chat
from simulator.rows.people import Person

Shape = dict[str, Any]


class Persons(Side):
    def person(self, name: str, id: int | None = None, title: str | None = None, shown: bool | None = None) -> Shape:
        """A new person, who has not pressed Start; with the id of an old one, a changed person."""
        if id is not None and id <= 0:
            raise Refused("a person's id is a positive number")
        with self.world.store.transaction():
            known = self.world.people.get(id) if id is not None else None
            person = known or Person(id=id or self.world.people.next_id(), name=name)
            return self._save(replace(person, **_given(name=name, title=title, shown=shown)))

    def change_person(
        self,
        person_id: int,
        shown: bool | None = None,
        name: str | None = None,
        title: str | None = None,
        deactivated: bool | None = None,
    ) -> Shape:
        changes = _given(shown=shown, name=name, title=title, deactivated=deactivated)
        with self.world.store.transaction():
            return self._save(replace(self._person(person_id), **changes))

    def start(self, person_id: int, payload: str | None = None) -> Shape:
        """Presses Start (or Restart, which also lifts a block) → the message that the bot gets."""
        with self.world.store.transaction():
            person = self._active(person_id)
            chat = self._chat(person.id)
            self._save(replace(person, started=True, blocked=False))
            if person.blocked:
                self._tell_standing(chat, person, "kicked", "member")
            text = f"/start {payload}" if payload else "/start"
            content = {"text": text, "entities": with_found(text, [])}
            return shapes.message(self.world, self._add(chat, person.id, content))

    def block(self, person_id: int) -> Shape:
        return self._set_blocked(person_id, True)

    def unblock(self, person_id: int) -> Shape:
        return self._set_blocked(person_id, False)

    def _set_blocked(self, person_id: int, blocked: bool) -> Shape:
        with self.world.store.transaction():
            person = self._active(person_id)
            if person.blocked != blocked:
                standings = ("member", "kicked") if blocked else ("kicked", "member")
                self._tell_standing(self._chat(person.id), person, *standings)
            return self._save(replace(person, blocked=blocked))

    def _save(self, person: Person) -> Shape:
        """The person, and the private chat that every person has with the bot."""
        self.world.people.save(person)
        self.world.chats.save(Chat(id=person.id, type="private", title=person.name))
        self.world.chats.add_member(person.id, person.id)
        self.world.changes.tell(person.id, people=True)
        return shapes.person(self.world, person)


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
