"""The people's end of two messengers: phones on the simulator over HTTP, and a messenger of bare text."""

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import httpx

from bot.intake import Line
from bot.telegram.client import identify, make_bot
from bot.telegram.parse import parse
from bot.telegram.poll import Poller
from bot.telegram.send import TelegramChannel
from db import inbox
from db.session import Database
from simulator import Simulator
from tests.fakes.text_channel import TextChannel
from tests.fakes.text_channel import parse as parse_text

TOKEN = "1000001:stories"


@dataclass(frozen=True)
class Heard:
    """One thing that appeared on somebody's phone."""

    who: str
    text: str
    labels: tuple[str, ...]
    edited: bool = False


class Desk(Protocol):
    line: Line
    edits: bool

    async def say(self, who: str, text: str) -> None: ...
    async def press(self, who: str, label: str) -> None: ...
    async def forge(self, who: str, code: str) -> None: ...
    async def edit(self, who: str, text: str) -> None: ...
    async def reply(self, who: str, shown: str, text: str) -> None: ...
    async def reply_to_own(self, who: str, text: str) -> None: ...
    async def send(self, who: str, kind: str, name: str, caption: str | None, *, forwarded: bool = False) -> None: ...
    async def hire(self, who: str) -> None: ...
    async def open_topic(self, title: str, number: int) -> None: ...
    async def migrate(self, title: str) -> None: ...
    async def put_out(self, title: str) -> None: ...
    async def type_code(self, who: str, title: str) -> None: ...
    async def press_in_group(self, who: str, label: str, title: str) -> None: ...
    async def can_press(self, who: str, label: str) -> bool: ...
    def group_of(self, title: str) -> str: ...
    async def found_group(self, title: str, members: list[str]) -> None: ...
    async def say_in_group(self, who: str, title: str, text: str) -> None: ...
    async def reply_in_group(self, who: str, title: str, text: str) -> None: ...
    async def block(self, who: str) -> None: ...
    async def unblock(self, who: str) -> None: ...
    async def toast(self, who: str) -> str: ...
    def chat_of(self, who: str) -> str: ...
    async def receive(self) -> int: ...
    async def heard(self) -> list[Heard]: ...


class Clock:
    """Stands still until the story moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class TextDesk:
    """Presses are made as people make them there: by answering with the number of the choice."""

    edits = False

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._channel = TextChannel()
        self.line = Line(channel=self._channel, parse=parse_text)
        self._read = 0
        self._written = 0
        self._screens: dict[str, list[Heard]] = {}

    async def say(self, who: str, text: str) -> None:
        self._written += 1
        number = str(self._written)
        raw = {"who": self.chat_of(who), "text": text, "number": number}
        async with self._database.write() as session:
            await inbox.store(session, self.line.channel.name, [(number, raw)], self._clock())

    async def press(self, who: str, label: str) -> None:
        prompt = next(each for each in reversed(self._screens[who]) if each.labels)
        assert any(label in shown for shown in prompt.labels), f"{who} is offered {prompt.labels}"
        number = 1 + next(n for n, shown in enumerate(prompt.labels) if label in shown)
        await self.say(who, f"{number}.")

    async def forge(self, who: str, code: str) -> None:
        raise AssertionError("nothing is pressed here")

    async def edit(self, who: str, text: str) -> None:
        raise AssertionError("nothing is edited here")

    async def reply(self, who: str, shown: str, text: str) -> None:
        raise AssertionError("nothing is replied to here")

    async def reply_to_own(self, who: str, text: str) -> None:
        raise AssertionError("nothing is replied to here")

    async def send(self, who: str, kind: str, name: str, caption: str | None, *, forwarded: bool = False) -> None:
        raise AssertionError("there are no files here")

    async def hire(self, who: str) -> None:
        """Who writes has a phone."""

    async def can_press(self, who: str, label: str) -> bool:
        prompt = next((each for each in reversed(self._screens.get(who, [])) if each.labels), None)
        return prompt is not None and any(label in shown for shown in prompt.labels)

    async def open_topic(self, title: str, number: int) -> None:
        raise AssertionError("there are no groups here")

    async def migrate(self, title: str) -> None:
        raise AssertionError("there are no groups here")

    async def put_out(self, title: str) -> None:
        raise AssertionError("there are no groups here")

    async def type_code(self, who: str, title: str) -> None:
        raise AssertionError("there are no groups here")

    async def press_in_group(self, who: str, label: str, title: str) -> None:
        raise AssertionError("there are no groups here")

    def group_of(self, title: str) -> str:
        raise AssertionError("there are no groups here")

    async def found_group(self, title: str, members: list[str]) -> None:
        raise AssertionError("there are no groups here")

    async def say_in_group(self, who: str, title: str, text: str) -> None:
        raise AssertionError("there are no groups here")

    async def reply_in_group(self, who: str, title: str, text: str) -> None:
        raise AssertionError("there are no groups here")

    async def block(self, who: str) -> None:
        self._channel.blocked.add(self.chat_of(who))

    async def unblock(self, who: str) -> None:
        self._channel.blocked.discard(self.chat_of(who))

    async def toast(self, who: str) -> str:
        raise AssertionError("there are no toasts here")

    async def receive(self) -> int:
        return 0

    async def heard(self) -> list[Heard]:
        fresh = [self._as_heard(chat, text) for chat, text in self._channel.told[self._read :]]
        self._read = len(self._channel.told)
        for each in fresh:
            self._screens.setdefault(each.who, []).append(each)
        return fresh

    def chat_of(self, who: str) -> str:
        return f"opaque/{who}"

    def _as_heard(self, chat: str, text: str) -> Heard:
        labels = tuple(re.findall(r"^\d+\. (.+)$", text, re.MULTILINE))
        return Heard(chat.removeprefix("opaque/"), text, labels)


class PhonesDesk:
    """Everything over HTTP: the service through the Bot API, the people through their side."""

    edits = True

    def __init__(self, url: str, database: Database, clock: Clock, posts: list[str]) -> None:
        self._http = httpx.AsyncClient(base_url=url)
        self._bot = make_bot(TOKEN, f"{url}/bot", f"{url}/file/bot")
        self._ids = {post: 101 + number for number, post in enumerate(posts)}
        self._names = {number: post for post, number in self._ids.items()}
        self._seen = 0
        self._poller = Poller(self._bot, database, clock, lambda: None, poll_seconds=0)
        self.line = Line(channel=TelegramChannel(self._bot), parse=self._parse)

    async def open(self) -> None:
        identity = await identify(self._bot)
        assert identity is not None
        self._identity = identity
        for post, number in self._ids.items():
            await self._do("", {"id": number, "name": post})

    async def close(self) -> None:
        await self._bot.shutdown()
        await self._http.aclose()

    async def say(self, who: str, text: str) -> None:
        verb = "start" if text.startswith("/start") else "say"
        words = {"payload": text.removeprefix("/start").strip() or None} if verb == "start" else {"text": text}
        await self._do(f"/{self._ids[who]}/{verb}", words)

    async def press(self, who: str, label: str) -> None:
        found = _button((await self._chat(who))["messages"], label)
        assert found is not None, f"{who} has no button {label}"
        await self._do(f"/{self._ids[who]}/press", found)

    async def can_press(self, who: str, label: str) -> bool:
        return _button((await self._chat(who))["messages"], label) is not None

    async def press_in_group(self, who: str, label: str, title: str) -> None:
        number = self._group(title)
        found = _button(await self._said_in(number), label)
        assert found is not None, f"there is no button {label} in {title}"
        await self._do(f"/{self._ids[who]}/press", {**found, "chat_id": number})

    async def _said_in(self, number: int) -> Any:
        return (await self._http.get(f"/people/chats/{number}")).json()["messages"]

    async def hire(self, who: str) -> None:
        number = 101 + len(self._ids)
        self._ids[who], self._names[number] = number, who
        await self._do("", {"id": number, "name": who})
        await self.say(who, "/start")

    async def open_topic(self, title: str, number: int) -> None:
        who = next(iter(self._ids))
        group, self._names[group] = -1000000000000 - len(self._names), title
        await self._do("/groups", {"id": group, "title": title, "members": [*self._ids.values()], "supergroup": True})
        await self._do(f"/{self._ids[who]}/say", {"text": "Chào cả nhà", "chat_id": group, "thread": number})

    async def migrate(self, title: str) -> None:
        response = await self._http.post(f"/people/groups/{self._group(title)}/migrate", json={})
        assert response.is_success, response.text
        self._names = {number: name for number, name in self._names.items() if name != title}
        self._names[response.json()["new_id"]] = title

    async def put_out(self, title: str) -> None:
        await self._do(f"/groups/{self._group(title)}/leave", {})

    async def type_code(self, who: str, title: str) -> None:
        told = " ".join(each["text"] for each in (await self._chat(who))["messages"] if each["from"]["is_bot"])
        code = re.findall(r"/ketnoi (\w{8})", told)[-1]
        group = self._group(title)
        threads = [each["thread"] for each in await self._said_in(group) if "thread" in each]
        body = {"text": f"/ketnoi {code}", "chat_id": group, "thread": threads[-1] if threads else None}
        await self._do(f"/{self._ids[who]}/say", body)

    def group_of(self, title: str) -> str:
        return str(self._group(title))

    async def forge(self, who: str, code: str) -> None:
        newest = (await self._chat(who))["messages"][-1]["message_id"]
        await self._do(f"/{self._ids[who]}/press", {"message_id": newest, "data": code, "forged": True})

    async def edit(self, who: str, text: str) -> None:
        await self._do(f"/{self._ids[who]}/edit", {"message_id": await self._newest_of(who), "text": text})

    async def reply_to_own(self, who: str, text: str) -> None:
        await self._do(f"/{self._ids[who]}/say", {"text": text, "reply_to": await self._newest_of(who)})

    async def _newest_of(self, who: str) -> int:
        """The last thing that this person wrote or sent."""
        mine = [each for each in (await self._chat(who))["messages"] if not each["from"]["is_bot"]]
        return int(mine[-1]["message_id"])

    async def reply(self, who: str, shown: str, text: str) -> None:
        """To the newest message of ours that shows these words."""
        messages = (await self._chat(who))["messages"]
        ours = [each for each in messages if each["from"]["is_bot"] and shown in each["text"]]
        await self._do(f"/{self._ids[who]}/say", {"text": text, "reply_to": ours[-1]["message_id"]})

    async def send(self, who: str, kind: str, name: str, caption: str | None, *, forwarded: bool = False) -> None:
        form = {"kind": kind, **({"caption": caption} if caption else {})}
        form |= {"forwarded_from": "Văn thư"} if forwarded else {}
        files = {"file": (name, b"content")}
        response = await self._http.post(f"/people/{self._ids[who]}/send", data=form, files=files)
        assert response.is_success, response.text

    async def found_group(self, title: str, members: list[str]) -> None:
        number = -(900 + len(self._names))
        self._names[number] = title
        await self._do("/groups", {"id": number, "title": title, "members": [self._ids[each] for each in members]})

    async def say_in_group(self, who: str, title: str, text: str) -> None:
        await self._do(f"/{self._ids[who]}/say", {"text": text, "chat_id": self._group(title)})

    async def reply_in_group(self, who: str, title: str, text: str) -> None:
        """To the newest message of ours in that group."""
        number = self._group(title)
        messages = await self._said_in(number)
        ours = [each["message_id"] for each in messages if each["from"]["is_bot"]]
        await self._do(f"/{self._ids[who]}/say", {"text": text, "chat_id": number, "reply_to": ours[-1]})

    def _group(self, title: str) -> int:
        return next(number for number, name in self._names.items() if name == title)

    async def block(self, who: str) -> None:
        await self._do(f"/{self._ids[who]}/block", {})

    async def unblock(self, who: str) -> None:
        await self._do(f"/{self._ids[who]}/unblock", {})

    async def toast(self, who: str) -> str:
        return str((await self._http.get(f"/people/{self._ids[who]}/toasts")).json()[-1]["text"])

    async def receive(self) -> int:
        return await self._poller.poll_once()

    async def heard(self) -> list[Heard]:
        calls = (await self._http.get("/people/calls", params={"after": self._seen})).json()
        self._seen = max([call["seq"] for call in calls], default=self._seen)
        told = ("sendMessage", "editMessageText", "sendDocument", "sendPhoto", "sendVoice")
        return [self._as_heard(call) for call in calls if call["method"] in told and call["recorded"]]

    def chat_of(self, who: str) -> str:
        return str(self._ids[who])

    def _parse(self, raw: dict[str, Any]) -> Any:
        return parse(raw, self._identity.bot_id, self._identity.username)

    async def _chat(self, who: str) -> Any:
        return (await self._http.get(f"/people/chats/{self._ids[who]}")).json()

    async def _do(self, path: str, body: dict[str, Any]) -> None:
        given = {key: value for key, value in body.items() if value is not None}
        response = await self._http.post(f"/people{path}", json=given)
        assert response.is_success, response.text

    def _as_heard(self, call: dict[str, Any]) -> Heard:
        params = call["params"]
        markup = params.get("reply_markup") or {}
        labels = tuple(button["text"] for row in markup.get("inline_keyboard", ()) for button in row)
        text = _words(params.get("text") or params["caption"])
        return Heard(self._names[int(params["chat_id"])], text, labels, call["method"] == "editMessageText")


def _button(messages: Any, label: str) -> dict[str, Any] | None:
    """The newest choice of that name."""
    for message in reversed(messages):
        for button in (each for row in message.get("buttons") or [] for each in row):
            if label in button["text"]:
                return {"message_id": message["message_id"], "data": button["data"]}
    return None


def _words(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", marked))


@asynccontextmanager
async def phones(database: Database, clock: Clock, posts: list[str]) -> AsyncIterator[PhonesDesk]:
    async with Simulator(token=TOKEN, strict_rates=False).serve() as url:
        desk = PhonesDesk(url, database, clock, posts)
        await desk.open()
        yield desk
        await desk.close()
