"""A running demo in a process of its own, and a real Chromium; named as skipped where there is none."""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.fakes.demo_process import DemoProcess

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


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
