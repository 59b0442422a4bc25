"""Cutting a connection before a byte of the answer, as a dying server or a bad line does."""

from asyncio import Transport
from typing import Any, cast

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_EXTENSION = "simulator.cut"


class CuttableProtocol(H11Protocol):
    """Hands the application the knife, as an ASGI extension."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app = cast(Any, _with_knife(cast(ASGIApp, self.app), transport))


class Cut(Response):
    """The response that never comes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        knife = scope.get("extensions", {}).get(_EXTENSION)
        if knife is None:
            raise ConnectionAbortedError("this call was ordered to be cut")
        knife()
        # uvicorn would answer 500 for us if we returned before it saw the connection go.
        while (await receive())["type"] != "http.disconnect":
            pass


def _with_knife(app: ASGIApp, transport: Transport) -> ASGIApp:
    async def knifed(scope: Scope, receive: Receive, send: Send) -> None:
        extensions = {**scope.get("extensions", {}), _EXTENSION: transport.abort}
        await app({**scope, "extensions": extensions}, receive, send)

    return knifed
