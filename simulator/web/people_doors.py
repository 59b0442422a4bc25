"""`/people/…`: JSON in, JSON out; each door opens one verb of the people's side."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from simulator.people.errors import NotThere, PeopleError, Refused
from simulator.people.hands import Hands
from simulator.web.events import events
from simulator.web.fitting import check, from_query, number
from simulator.web.pictures import picture

Verb = Callable[..., Any]
Endpoint = Callable[[Request], Awaitable[Response]]


class PeopleDoors:
    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def routes(self) -> list[BaseRoute]:
        hands = self._hands
        return [
            _route("GET", "/people/events", self._events),
            _route("GET", "/people/files/{file_id}", self._file),
            _route("POST", "/people/{person_id}/send", self._send),
            _route("POST", "/people/updates", self._update),
            _door("GET", "/people/state", hands.state),
            _door("GET", "/people/clock", hands.clock_state),
            _door("POST", "/people/clock", hands.move_clock),
            _door("GET", "/people/calls", hands.calls),
            _door("GET", "/people/chats/{chat_id}", hands.chat),
            _door("GET", "/people/faults", hands.faults),
            _door("POST", "/people/faults", hands.fault),
            _door("DELETE", "/people/faults", hands.clear_faults),
            _door("DELETE", "/people/faults/{fault_id}", hands.remove_fault),
            _door("POST", "/people/groups", hands.group),
            _door("POST", "/people/groups/{chat_id}/join", hands.join),
            _door("POST", "/people/groups/{chat_id}/leave", hands.leave),
            _door("POST", "/people/groups/{chat_id}/migrate", hands.migrate),
            _door("POST", "/people", hands.person),
            _door("PATCH", "/people/{person_id}", hands.change_person),
            _door("POST", "/people/{person_id}/start", hands.start),
            _door("POST", "/people/{person_id}/say", hands.say),
            _door("POST", "/people/{person_id}/edit", hands.edit),
            _door("POST", "/people/{person_id}/press", hands.press),
            _door("POST", "/people/{person_id}/block", hands.block),
            _door("POST", "/people/{person_id}/unblock", hands.unblock),
            _door("GET", "/people/{person_id}/toasts", hands.toasts),
        ]

    async def _events(self, request: Request) -> Response:
        return events(self._hands.world)

    async def _update(self, request: Request) -> Response:
        # The body is the update itself, so it cannot be spread over a verb's parameters.
        return JSONResponse(self._hands.update(await _body(request)))

    async def _send(self, request: Request) -> Response:
        async with request.form() as form:
            given = {**form, **await _file_parts(form.get("file"))}
        given.pop("file", None)
        if "chat_id" in given:
            given["chat_id"] = number(str(given["chat_id"]))
        given["person_id"] = number(request.path_params["person_id"])
        check(self._hands.send, given)
        return JSONResponse(self._hands.send(**given))

    async def _file(self, request: Request) -> Response:
        file = self._hands.world.files.get(number(request.path_params["file_id"]))
        if file is None:
            raise NotThere("no such file")
        return picture(file, self._hands.world.files.data(file))


def _door(method: str, path: str, verb: Verb) -> Route:
    async def endpoint(request: Request) -> Response:
        given = await _given(request, verb)
        check(verb, given)
        return JSONResponse(verb(**given))

    return _route(method, path, endpoint)


def _route(method: str, path: str, endpoint: Endpoint) -> Route:
    async def polite(request: Request) -> Response:
        try:
            return await endpoint(request)
        except PeopleError as error:
            return JSONResponse({"error": str(error)}, error.status)
        except (UnicodeEncodeError, OverflowError):
            words = "half of a surrogate pair, or a number of more than 64 bits"
            return JSONResponse({"error": words}, 400)

    return Route(path, polite, methods=[method])


async def _given(request: Request, verb: Verb) -> dict[str, Any]:
    ids = {name: number(value) for name, value in request.path_params.items()}
    if request.method == "GET":
        return {**from_query(verb, dict(request.query_params)), **ids}
    return {**await _body(request), **ids}


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        raise Refused("the body is not JSON") from None
    if not isinstance(body, dict):
        raise Refused("the body is not a JSON object")
    return body


async def _file_parts(part: Any) -> dict[str, Any]:
    if not isinstance(part, UploadFile):
        raise Refused("there is no file")
    mime = part.content_type or "application/octet-stream"
    return {"data": await part.read(), "file_name": part.filename or "file", "mime": mime}
