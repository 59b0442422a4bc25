"""`nhacviec demo` in a process of its own, which can be killed and started again."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass
class DemoProcess:
    """`nhacviec demo` on a folder; it can be killed and started again."""

    folder: Path
    port: int
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> float:
        """Returns the seconds until the page worked."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        command = Path(sys.executable).parent / "nhacviec"
        self.process = await asyncio.create_subprocess_exec(
            command, "demo", "--folder", self.folder, "--port", str(self.port), env=os.environ | {"NO_COLOR": "1"}
        )
        async with httpx.AsyncClient() as http:
            while not await _answers(http, self.url):
                assert loop.time() - began < 60, "the demo does not come up"
                await asyncio.sleep(0.05)
        return loop.time() - began

    async def kill(self, number: int = signal.SIGKILL) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)
            await self.process.wait()


async def _answers(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(f"{url}/people/state")).is_success
    except httpx.TransportError:
        return False
