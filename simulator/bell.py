"""A bell that wakes everyone who waits for it at that moment."""

import asyncio
from contextlib import suppress


class Bell:
    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        # A fresh event for those who come later: nobody has to remember to lower a flag.
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float | None = None) -> None:
        """Returns at the next `ring`, or when `seconds` are over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), seconds)
