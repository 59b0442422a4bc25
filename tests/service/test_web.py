"""The web beside the service: it stops with it, comes back after a crash, and takes nothing down with it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.web import server
from bot.web.server import listening
from service import wiring
from service.demo import Demo, demo


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Demo]:
    async with demo(tmp_path, 0, fast=True, with_tasks=False) as started:
        yield started


async def health(url: str) -> int | None:
    async with httpx.AsyncClient() as client:
        try:
            return (await client.get(f"{url}/healthz")).status_code
        except httpx.TransportError:
            return None


async def comes_up(url: str) -> bool:
    async with asyncio.timeout(20):
        while await health(url) != 200:
            await asyncio.sleep(0.05)
    return True


async def test_the_demo_has_it(running: Demo) -> None:
    assert await comes_up(running.web)
    async with httpx.AsyncClient() as client:
        assert "nhacviec_tasks_open 0.0" in (await client.get(f"{running.web}/metrics")).text


async def test_it_ends_with_the_service(tmp_path: Path) -> None:
    async with demo(tmp_path, 0, fast=True, with_tasks=False) as started:
        assert await comes_up(started.web)
    assert await health(started.web) is None


async def test_a_crash_stops_nobody_and_is_mended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    crashes = iter([RuntimeError("bad"), None])

    async def serve(*facts: object) -> None:
        if crash := next(crashes):
            raise crash
        await server.serve(*facts)  # type: ignore[arg-type]

    monkeypatch.setattr(wiring, "serve", serve)
    async with demo(tmp_path, 0, fast=True, with_tasks=False) as started:
        assert await comes_up(started.web)
    assert "web failed; it starts again in 1 s" in caplog.text


async def test_a_port_that_is_taken_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    with listening("127.0.0.1", 0) as other:
        port = other.getsockname()[1]
        monkeypatch.setattr("service.demo._free", lambda _wanted: port)
        async with demo(tmp_path, 0, fast=True, with_tasks=False) as started:
            await asyncio.sleep(0.5)
            assert "Address already in use" in caplog.text
            other.close()
            assert await comes_up(started.web)
