"""`/bot<TOKEN>/<method>` and `/file/bot<TOKEN>/<path>`: HTTP ↔ calls of the Bot API."""

import json
from hmac import compare_digest
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from simulator.botapi.errors import ApiError, bad_request
from simulator.botapi.gate import CUT, Answer, Call, answer
from simulator.botapi.methods import NAMES
from simulator.botapi.params import Params, Upload
from simulator.botapi.sending import LARGEST_UPLOAD
from simulator.web.cut import Cut
from simulator.world import World

# Field names and boundaries around the largest file.
LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024


class BotDoors:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file, methods=["GET"]),
        ]

    async def _call(self, request: Request) -> Response:
        try:
            made = await answer(self._world, await self._read(request))
        except ApiError as error:
            made = Answer(status=error.code, body=error.body())
        return Cut() if made is CUT else JSONResponse(made.body, made.status)

    async def _read(self, request: Request) -> Call:
        self._check_token(request)
        method = NAMES.get(request.path_params["method"].lower())
        if method is None:
            raise ApiError(404, "Not Found")
        if int(request.headers.get("content-length", "0")) > LARGEST_BODY:
            raise ApiError(413, "Request Entity Too Large")
        return Call(method=method, params=await _params(request))

    async def _file(self, request: Request) -> Response:
        try:
            self._check_token(request)
        except ApiError as error:
            return JSONResponse(error.body(), error.code)
        path = request.path_params["path"]
        number = path.rpartition("file_")[2].partition(".")[0]
        file = self._world.files.get(int(number)) if number.isdecimal() else None
        if file is None or file.path != path:
            return JSONResponse(ApiError(404, "Not Found").body(), 404)
        return Response(self._world.files.data(file), media_type="application/octet-stream")

    def _check_token(self, request: Request) -> None:
        given = request.path_params["token"]
        if not compare_digest(given.encode(), self._world.token.encode()):
            raise ApiError(401, "Unauthorized")


async def _params(request: Request) -> Params:
    """The query string, under what the body says."""
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return Params({**values, **_object(await request.body())})
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return Params(values)
    files = {}
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                files[name] = await _upload(value)
            else:
                values[name] = value
    return Params(values, files)


async def _upload(part: UploadFile) -> Upload:
    mime = part.content_type or "application/octet-stream"
    return Upload(name=part.filename or "file", mime=mime, data=await part.read())


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse request: expected a JSON object")
    return value
