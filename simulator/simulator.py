"""`Simulator`: the whole other side of the wire in one object — its server and its people's hands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from simulator.clock import Clock
from simulator.people.hands import Hands
from simulator.store import Store
from simulator.web.app import make_app
from simulator.web.server import serving
from simulator.webhook import Webhook
from simulator.world import World


class Simulator(Hands):
    """A stand-in Telegram for one bot. Not for threads: use it from the loop that serves it."""

    def __init__(
        self,
        state: Path | None = None,
        token: str = "1000001:demo",  # noqa: S107 -- opens nothing but this toy
        strict_rates: bool = True,
        username: str = "nhacviec_bot",
        name: str = "Nhắc Việc",
    ) -> None:
        self.world = World(Store(state), token=token, strict_rates=strict_rates, username=username, name=name)
        self.world.clock.on_change(lambda: self.world.changes.tell(clock=True))
        self.app = make_app(self)

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[str]:
        """Listens on loopback while the block runs → its URL, without a slash at the end."""
        self.world.open()
        async with Webhook(self.world).delivering(), serving(self.app, port) as url:
            try:
                yield url
            finally:
                self.world.close()

    def close(self) -> None:
        """Gives the state file back."""
        self.world.store.close()
