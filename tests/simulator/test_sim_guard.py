"""No foreign page drives the phones: names, origins, content types, and the page's own files."""

import httpx
import pytest

from simulator import Simulator

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8081", "[::1]:8081", "LOCALHOST"])
async def test_loopback_names_are_served(people, host):
    assert (await people.get("/people/state", headers={"host": host})).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.vn", "127.0.0.1.evil.vn", "localhost.evil.vn", "192.168.1.5", "localhost:x", ""]
)
@pytest.mark.parametrize("path", ["/", "/people/state", "/bot1000001:demo/getMe", "/page/main.js"])
async def test_other_names_are_not(people, host, path):
    assert (await people.get(path, headers={"host": host})).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
async def test_a_plain_form_changes_nothing(sim, people, kind):
    headers = {"content-type": kind} if kind else {}
    answer = await people.post("/people/101/say", content=b'{"text": "a"}', headers=headers)
    assert (answer.status_code, len(sim.chat(101)["messages"])) == (415, 1)


@pytest.mark.parametrize("origin", ["http://evil.vn", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
@pytest.mark.parametrize("path", ["/people/101/say", "/bot1000001:demo/sendMessage"])
async def test_foreign_origins_are_refused(sim, people, origin, path):
    answer = await people.post(path, json={"text": "a", "chat_id": 101}, headers={"origin": origin})
    assert (answer.status_code, len(sim.chat(101)["messages"])) == (403, 1)


async def test_foreign_multipart_is_refused(sim, people):
    files = {"file": ("a", b"a")}
    assert (await people.post("/people/101/send", files=files, headers={"origin": "http://evil.vn"})).status_code == 403
    assert (
        await people.post("/people/101/send", files=files, headers={"origin": "http://127.0.0.1"})
    ).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_foreign_pages_do_not_even_read(people, site):
    headers = {"sec-fetch-site": site}
    assert (await people.get("/people/state", headers=headers)).status_code == 403
    assert (await people.get("/bot1000001:demo/getMe", headers=headers)).status_code == 403


async def test_foreign_deletes_are_refused(sim, people):
    sim.fault("5xx")
    assert (await people.delete("/people/faults", headers={"origin": "http://evil.vn"})).status_code == 403
    assert len(sim.faults()) == 1


@pytest.fixture
async def site(tmp_path, monkeypatch):
    """A page of two files."""
    for name, words in {"index.html": "<p>điện thoại", "main.js": "let a", "a.css": "p{}", ".env": "x"}.items():
        (tmp_path / name).write_text(words)
    (tmp_path.parent / "secret.txt").write_text("secret")
    monkeypatch.setattr("simulator.web.page.FOLDER", tmp_path)
    sim = Simulator()
    transport = httpx.ASGITransport(sim.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client
    sim.close()


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/html"), ("/page/main.js", "text/javascript"), ("/page/a.css", "text/css")]
)
async def test_the_page(site, path, kind):
    answer = await site.get(path, headers={"sec-fetch-site": "cross-site"})
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", ["/page/none.js", "/page/%2e%2e/secret.txt", "/page//etc/passwd", "/page/.env"])
async def test_nothing_else(site, path):
    assert (await site.get(path)).status_code == 404


async def test_unchanged_files_are_not_sent_again(site):
    tag = (await site.get("/page/main.js")).headers["etag"]
    assert (await site.get("/page/main.js", headers={"if-none-match": tag})).status_code == 304
