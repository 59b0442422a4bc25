"""The doctor: what is well, what is not, and that nothing secret is ever said."""

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from core.calendar import Override
from core.wording import configuring
from core.wording import doctor as words
from core.wording.doctor import Trouble
from db import calendar as days_kept
from db.session import Database
from service.doctor import Finding, examine, exit_code, unreadable
from service.settings import BadSetting, Settings, key_of, load
from service.wire import ask

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # a Monday, 10:00 in Viet Nam
EXAMPLE = Path(__file__).parents[2] / "docs" / "calendar.example.toml"


@dataclass
class StandIn:
    """Answers getMe as the Bot API does; `at` is what its clock says."""

    at: datetime = NOW
    page: bytes | None = None
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if self.page is not None:
            return 200, self.page
        if path.endswith(f"/bot{TOKEN}/getMe"):
            me = {"id": 123456789, "is_bot": True, "first_name": "Nhắc Việc", "username": "nhacviec_bot"}
            return 200, json.dumps({"ok": True, "result": me}).encode()
        return 401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'


@contextmanager
def serving(stand_in: StandIn) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = stand_in.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def date_time_string(self, timestamp: float | None = None) -> str:
            return format_datetime(stand_in.at, usegmt=True)

        def log_message(self, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def telegram() -> StandIn:
    return StandIn()


@pytest.fixture
def settings(telegram: StandIn, sqlite_url: str) -> Iterator[Settings]:
    with serving(telegram) as address:
        yield settings_with(telegram_api=address, database_url=sqlite_url, telegram_token=TOKEN)


def settings_with(**given: str) -> Settings:
    return load({key_of(name): value for name, value in given.items()})


def changed(settings: Settings, **given: str) -> Settings:
    same = {"telegram_api": settings.telegram_api, "database_url": settings.database_url, "telegram_token": TOKEN}
    return settings_with(**same | given)


async def findings(settings: Settings, now: datetime = NOW) -> dict[str, Finding]:
    return {finding.name: finding for finding in await examine(settings, now)}


async def ill(settings: Settings, now: datetime = NOW) -> dict[str, str]:
    """What is not well, by name."""
    return {name: found.said for name, found in (await findings(settings, now)).items() if not found.ok}


async def test_all_is_well(settings: Settings) -> None:
    found = await findings(settings)
    assert {name for name, finding in found.items() if not finding.ok} == set()
    assert exit_code(found.values()) == 0


async def test_every_finding_is_one_line_with_its_light(settings: Settings) -> None:
    lines = [str(finding) for finding in await examine(settings, NOW)]
    assert all(line.startswith("✅ ") and "\n" not in line for line in lines)


async def test_it_says_who_we_are(settings: Settings) -> None:
    assert "@nhacviec_bot" in (await findings(settings))[words.TOKEN].said


async def test_one_thing_that_is_not_well_is_enough(settings: Settings) -> None:
    assert exit_code(await examine(changed(settings, telegram_token=""), NOW)) == 1


async def test_a_missing_token(settings: Settings) -> None:
    assert await ill(changed(settings, telegram_token="")) == {words.TOKEN: words.token_missing()}


async def test_a_token_that_telegram_refuses(settings: Settings) -> None:
    assert await ill(changed(settings, telegram_token="123456789:wrong")) == {words.TOKEN: words.token_refused()}


async def test_nobody_answers(settings: Settings) -> None:
    said = await ill(changed(settings, telegram_api="http://127.0.0.1:1"))
    assert said == {
        words.MESSENGER: words.messenger_fails("127.0.0.1:1", Trouble.UNREACHABLE),
        words.TOKEN: words.token_unknown(),
    }


async def test_something_else_answers(telegram: StandIn, settings: Settings) -> None:
    telegram.page = b"<h1>This site is blocked</h1>"
    said = await ill(settings)
    assert said.keys() == {words.MESSENGER, words.TOKEN}
    assert "không phải Bot API" in said[words.MESSENGER]


async def test_a_clock_that_is_right_enough(telegram: StandIn, settings: Settings) -> None:
    telegram.at = NOW + timedelta(seconds=25)
    assert await ill(settings) == {}


@pytest.mark.parametrize(("seconds", "said"), [(-90, "nhanh 90 giây"), (90, "chậm 90 giây")])
async def test_a_clock_that_is_wrong(telegram: StandIn, settings: Settings, seconds: int, said: str) -> None:
    telegram.at = NOW + timedelta(seconds=seconds)
    assert (await ill(settings))[words.CLOCK].startswith(said)


async def test_a_database_that_is_not_there_yet(settings: Settings, tmp_path: Path) -> None:
    said = await ill(changed(settings, database_url=f"sqlite:///{tmp_path}/none.db"))
    assert said.keys() == {words.DATABASE, words.MIGRATIONS}
    assert said[words.DATABASE].endswith("chạy: nhacviec db upgrade")


async def test_a_database_without_its_tables(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    said = await ill(changed(settings, database_url=f"sqlite:///{tmp_path}/empty.db"))
    assert said.keys() == {words.MIGRATIONS}
    assert said[words.MIGRATIONS].startswith("đang là trống")


async def test_a_database_that_does_not_answer_keeps_its_password(settings: Settings) -> None:
    said = (await ill(changed(settings, database_url="postgresql://clerk:hush@127.0.0.1:1/n")))[words.DATABASE]
    assert said.startswith("127.0.0.1/n: không dùng được")
    assert "hush" not in said


async def test_the_calendar_tells_the_next_working_day(settings: Settings) -> None:
    new_year = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)
    named = changed(settings, calendar_overrides=str(EXAMPLE))
    said = (await findings(named, new_year))[words.CALENDAR].said
    assert "2 ngày do cơ quan đặt" in said
    assert said.endswith("Thứ Hai 05/01")


async def test_the_calendar_holds_what_the_office_has_decided_since(settings: Settings) -> None:
    """In the chat, or from a file that was taken in: those days stand in the database."""
    database = Database(settings.database_url)
    storm = Override(off=True, why="Bão")
    async with database.write() as session:
        await days_kept.decide(session, {date(2026, 11, 24): storm, date(2026, 11, 25): storm}, by=None, now=NOW)
    await database.close()
    said = (await findings(settings))[words.CALENDAR].said
    assert "2 ngày do cơ quan đặt" in said
    assert said.endswith("Thứ Năm 26/11")


async def test_a_year_that_nobody_knows(settings: Settings) -> None:
    said = await ill(settings, datetime(2100, 11, 23, 3, 0, tzinfo=UTC))
    assert said[words.CALENDAR] == words.calendar_unknown([2101])


async def test_a_bad_file_of_days(settings: Settings) -> None:
    said = await ill(changed(settings, calendar_overrides="nowhere.toml"))
    assert said == {words.CALENDAR: configuring.unreadable_calendar("nowhere.toml")}


async def test_an_unknown_setting_is_told_and_harms_nothing(settings: Settings) -> None:
    strange = changed(settings, pol_seconds="5")
    found = (await findings(strange))[words.SETTINGS]
    assert found.ok
    assert "có phải là NHACVIEC_POLL_SECONDS?" in found.said


def test_settings_that_cannot_be_read() -> None:
    found = unreadable(BadSetting("one", "two"))
    assert [finding.said for finding in found] == ["one", "two"]
    assert exit_code(found) == 1


async def test_no_token_is_ever_said(
    telegram: StandIn, settings: Settings, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    lines = [str(finding) for finding in await examine(settings, NOW)]
    assert any(TOKEN in path for path in telegram.asked)
    assert TOKEN not in "\n".join((*lines, caplog.text, *capsys.readouterr()))


@pytest.mark.parametrize(
    ("raised", "trouble"),
    [
        (httpx.ConnectTimeout("slow"), Trouble.TIMEOUT),
        (httpx.ReadTimeout("slow"), Trouble.TIMEOUT),
        (httpx.ProxyError("407"), Trouble.PROXY),
        (httpx.ConnectError("refused"), Trouble.UNREACHABLE),
        (httpx.RemoteProtocolError("cut"), Trouble.UNREACHABLE),
    ],
)
async def test_each_trouble_on_the_way_has_its_name(raised: Exception, trouble: Trouble) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise raised

    answer = await ask(Settings(), NOW, httpx.MockTransport(fail))
    assert answer.trouble is trouble


@pytest.mark.parametrize("body", ["", "[]", '"ok"', '{"ok":"yes"}', "<html>"])
async def test_what_is_no_answer_of_a_bot_api(body: str) -> None:
    answer = await ask(Settings(), NOW, httpx.MockTransport(lambda _: httpx.Response(200, text=body)))
    assert answer.trouble is Trouble.STRANGER


@pytest.mark.parametrize("date", [None, "soon"])
async def test_a_messenger_without_a_clock(date: str | None) -> None:
    headers = {"Date": date} if date else {}
    reply = httpx.Response(401, stream=httpx.ByteStream(b'{"ok":false}'), headers=headers)
    assert (await ask(Settings(), NOW, httpx.MockTransport(lambda _: reply))).ahead is None


async def test_the_time_that_the_answer_took_is_not_a_wrong_clock() -> None:
    async def slowly(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.2)
        return httpx.Response(
            401, stream=httpx.ByteStream(b'{"ok":false}'), headers={"Date": format_datetime(NOW, usegmt=True)}
        )

    answer = await ask(Settings(), NOW, httpx.MockTransport(slowly))
    assert answer.ahead is not None
    assert answer.ahead <= timedelta(seconds=-0.2)
