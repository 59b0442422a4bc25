"""A running demo in a process of its own, and a real Chromium; named as skipped where there is none."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


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


@pytest.fixture
async def demo(tmp_path: Path, unused_tcp_port_factory: Callable[[], int]) -> AsyncIterator[DemoProcess]:
    running = DemoProcess(tmp_path / "demo", unused_tcp_port_factory())
    await running.start()
    yield running
    await running.kill()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield opened
        await opened.close()
