"""Server-sent events: what changed, so that a page knows what to ask for again."""

import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response, StreamingResponse

from simulator.world import World

QUIET_SECONDS = 15.0


def events(world: World) -> Response:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(world), media_type="text/event-stream", headers=headers)


async def _stream(world: World) -> AsyncIterator[str]:
    with world.changes.listening() as listener:
        everything = [chat.id for chat in world.chats.alive()]
        yield _event({"chats": everything, "clock": True, "people": True})
        while not world.closing:
            change = await listener.next(QUIET_SECONDS)
            yield _event(change) if change else ": still here\n\n"


def _event(change: dict[str, Any]) -> str:
    return f"event: change\ndata: {json.dumps(change)}\n\n"
