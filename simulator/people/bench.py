"""The test bench: what is seen, what the bot tried, faults to order, raw updates, the clock."""

from datetime import datetime, time
from typing import Any

from simulator.botapi.methods import NAMES
from simulator.people import shapes
from simulator.people.errors import NotThere, Refused
from simulator.people.side import Side
from simulator.rows.chats import Chat

Shape = dict[str, Any]
NEWEST = 60


class Bench(Side):
    def state(self) -> Shape:
        """Everything that the page of phones shows."""
        world = self.world
        return {
            "bot": {"id": world.bot_id, "username": world.bot_username, "name": world.bot_name},
            "clock": self.clock_state(),
            "people": [shapes.person(world, person) for person in world.people.all()],
            "chats": [self._newest(chat) for chat in world.chats.alive()],
        }

    def chat(self, chat_id: int, after: int = 0) -> Shape:
        found = self._chat(chat_id)
        return shapes.chat(self.world, found, self.world.messages.after(found.id, after))

    def calls(self, after: int = 0, method: str | None = None) -> list[Shape]:
        return self.world.calls.list(after, method)

    def fault(
        self,
        kind: str,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        **options: Any,
    ) -> Shape:
        if method is not None and method not in NAMES.values():
            raise Refused(f"there is no method {method}")
        try:
            with self.world.store.transaction():
                return {"id": self.world.faults.add(kind, method, chat_id, times, options)}
        except ValueError as problem:
            raise Refused(str(problem)) from None

    def faults(self) -> list[Shape]:
        return [fault.shown() for fault in self.world.faults.all()]

    def clear_faults(self) -> Shape:
        self.world.faults.clear()
        return {}

    def remove_fault(self, fault_id: int) -> Shape:
        if all(fault.id != fault_id for fault in self.world.faults.all()):
            raise NotThere(f"no fault {fault_id}")
        self.world.faults.remove(fault_id)
        return {}

    def update(self, body: Shape) -> Shape:
        """Puts any object in the bot's queue, whatever the bot allowed or can read."""
        if "update_id" in body:
            raise Refused("the update_id is given here")
        return {"update_id": self.world.updates.put_raw(body)}

    def clock_state(self) -> Shape:
        clock = self.world.clock
        return {"now": clock.now().isoformat(timespec="milliseconds"), "offset": clock.offset}

    def move_clock(self, advance: float | None = None, to: str | None = None, next: str | None = None) -> Shape:
        """By seconds, to an ISO instant, or to the next "07:30" of tomorrow."""
        if [advance, to, next].count(None) != 2:
            raise Refused("one of advance, to, next")
        clock = self.world.clock
        try:
            if advance is not None:
                clock.advance(advance)
            elif to is not None:
                clock.set_to(datetime.fromisoformat(to))
            elif next is not None:
                clock.next_morning(time.fromisoformat(next))
        except (ValueError, OverflowError) as problem:
            raise Refused(f"not a time: {problem}") from None
        return self.clock_state()

    def _newest(self, chat: Chat) -> Shape:
        found = self.world.messages.newest(chat.id, NEWEST + 1)
        shape = shapes.chat(self.world, chat, found[-NEWEST:])
        return {**shape, "more": len(found) > NEWEST}
