"""Three doors and nothing else, and no answer tells who gave it."""

import httpx
import pytest


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz/", "/metrics/", "/docs", "/calendar", "/calendar/", "/calendar/x", "/calendar/a/b.ics", "/../etc"],
)
async def test_there_is_nothing_else(web: httpx.AsyncClient, path: str) -> None:
    answer = await web.get(path)
    assert (answer.status_code, answer.text) == (404, "Not Found")


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/calendar/x.ics"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
async def test_nothing_can_be_changed(web: httpx.AsyncClient, path: str, method: str) -> None:
    assert (await web.request(method, path)).status_code == 405


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
async def test_head_is_get_without_a_body(web: httpx.AsyncClient, path: str) -> None:
    answer = await web.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/calendar/x.ics", "/nothing"])
async def test_no_banner(web: httpx.AsyncClient, path: str) -> None:
    names = set((await web.get(path)).headers)
    assert names <= {"content-type", "content-length", "cache-control"}
