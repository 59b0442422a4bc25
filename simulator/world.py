"""Everything that exists on the messenger's side of the wire, held together in one place."""

from simulator.bell import Bell
from simulator.calls import Calls
from simulator.changes import Changes
from simulator.clock import Clock
from simulator.faults import Faults
from simulator.rates import Rates
from simulator.rows.chats import Chats
from simulator.rows.commands import Commands
from simulator.rows.files import Files
from simulator.rows.messages import Messages
from simulator.rows.people import People
from simulator.rows.presses import Presses
from simulator.store import Store
from simulator.typing_marks import TypingMarks
from simulator.updates import Updates


class World:
    def __init__(self, store: Store, *, token: str, strict_rates: bool, username: str, name: str) -> None:
        self.token = token
        self.bot_id = int(token.partition(":")[0])
        self.bot_username = username
        self.bot_name = name
        self.store = store
        self.clock = Clock(store)
        self.changes = Changes()
        self.updates = Updates(store, self.clock)
        self.people = People(store)
        self.chats = Chats(store)
        self.messages = Messages(store)
        self.presses = Presses(store)
        self.files = Files(store)
        self.commands = Commands(store)
        self.calls = Calls(store, self.clock, token)
        self.faults = Faults(store)
        self.rates = Rates(strict_rates)
        self.typing = TypingMarks(self.changes)
        self.rehooked = Bell()
        self.closing = False
        self._closed = Bell()

    def open(self) -> None:
        self.closing = False

    def close(self) -> None:
        """Ends every long poll, stream and ordered delay, so that the server can stop at once."""
        self.closing = True
        self._closed.ring()
        self.updates.arrived.ring()
        self.changes.wake()

    async def pause(self, seconds: float) -> None:
        """Real time; cut short when the server stops."""
        if seconds > 0 and not self.closing:
            await self._closed.wait(seconds)
