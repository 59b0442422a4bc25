"""Keeps foreign pages out: a toy that listens on loopback can be reached by every page in a browser.

A loopback name in `Host` stops rebound names; a foreign `Origin` or `Sec-Fetch-Site` stops
borrowed browsers; `application/json` stops plain forms, which are sent without either.
"""

import re

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
READING = {"GET", "HEAD"}


class Guard:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)


def _refusal(scope: Scope) -> Response | None:
    headers = Headers(scope=scope)
    if not LOOPBACK_HOST.fullmatch(headers.get("host", "")):
        return _no(403, "this server answers to loopback names only")
    if _is_page(scope["path"]) and scope["method"] in READING:
        return None
    if _is_foreign(headers):
        return _no(403, "foreign pages are not served")
    if scope["path"].startswith("/people") and not _is_typed(scope["method"], headers):
        return _no(415, "changing calls carry application/json, or multipart from this page")
    return None


def _is_page(path: str) -> bool:
    """The page itself may be opened by a link from anywhere."""
    return path == "/" or path.startswith("/page/")


def _is_foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{headers['host']}".lower():
        return True
    return headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}


def _is_typed(method: str, headers: Headers) -> bool:
    # DELETE is asked about first (CORS preflight) by every browser, so its type proves nothing.
    if method in READING | {"DELETE"}:
        return True
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in {"application/json", "multipart/form-data"}


def _no(status: int, words: str) -> Response:
    return JSONResponse({"error": words}, status)
