"""The demo's tour: one task from assignment to `/overdue`, played in the terminal through the messenger's protocol."""

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from core.calendar import local
from core.vietnamese import sheet_headers
from core.wording import tour as words
from core.wording.days import on_day
from service import sample
from service.demo import Demo, begin, demo
from usecases.import_tasks import import_tasks
from usecases.papers.sheet import read_sheet

_LEAD, _HEAD, _MONITOR, _LEADER = "sct.cv1", "sct.gd", "vp.td2", "ubnd.pct1"
_TITLE = "Đôn đốc các dự án điện gió đang thi công, báo cáo công suất vận hành"
_PATIENCE = 10.0


class Stuck(Exception):
    """The story did not go on: somebody waited in vain for a message or a button."""


async def play(console: Console) -> None:
    """Raises Stuck when the service does not do what the tour tells."""
    with tempfile.TemporaryDirectory(prefix="nhacviec-tour-") as folder:
        async with demo(Path(folder), 0, fast=True, with_tasks=False) as running:
            await begin(running)
            await _Guide(running, console).lead()


@dataclass
class _Guide:
    """Leads through the story and prints what each of the four people sees."""

    demo: Demo
    console: Console
    seen: int = 0
    phones: dict[str, int] = field(default_factory=lambda: {each.person: each.number for each in sample.phones()})

    async def lead(self) -> None:
        await self._show(silently=True)
        await self._assign()
        await self._press(_LEAD, "Đã nhận")
        await self._mornings()
        await self._say(_LEADER, "/overdue")
        await self._press(_LEADER, "Đôn đốc")
        await self._press(_LEAD, "Xong")
        await self._say(_LEAD, "Báo cáo số 215/BC-SCT")
        await self._press(_MONITOR, "Xác nhận")
        await self._say(_LEADER, "/overdue")
        self.console.print(words.THE_END, style="bold green")

    async def _assign(self) -> None:
        on = self.demo.policy.calendar.shift(self._today(), 4)
        self._tell(words.assigns(on_day(on, self._now())))
        data = words.sheet(_TITLE, on.isoformat(), _LEAD, _MONITOR, _LEADER).encode()
        sheet = read_sheet(data, "viec.csv", sheet_headers.TASKS)
        async with self.demo.service.database.write() as session:
            result = await import_tasks(session, sheet, actor=None, policy=self.demo.policy, now=self._now())
        self._tell(result.reconciliation)
        await self._expect(_LEAD)

    async def _mornings(self) -> None:
        """Until the day after the deadline, stopping where somebody is nudged."""
        start = self._today()
        for distance in (1, 3, 4, 5):
            morning = self.demo.policy.calendar.shift(start, distance)
            self.demo.simulator.clock.set_to(self.demo.policy.calendar.at(morning, time(7, 30)))
            self._tell(words.MORNING)
            await self._expect(_LEAD)

    async def _press(self, who: str, label: str) -> None:
        self._tell(words.presses(self._name(who), label))
        message, data = self._button(who, label)
        self.demo.simulator.press(self.phones[who], message, data)
        await self._expect(who)

    async def _say(self, who: str, text: str) -> None:
        self._tell(words.says(self._name(who), text))
        self.demo.simulator.say(self.phones[who], text)
        await self._expect(who)

    def _button(self, who: str, label: str) -> tuple[int, str]:
        for message in reversed(self.demo.simulator.chat(self.phones[who])["messages"]):
            for button in (each for row in message.get("buttons") or () for each in row):
                if label in button["text"]:
                    return message["message_id"], button["data"]
        raise Stuck(f"{who}: {label}")

    async def _expect(self, who: str) -> None:
        """Waits until this person has heard something and everything else is said too, then shows it."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _PATIENCE
        while not any(call["params"]["chat_id"] == self.phones[who] for call in self._calls()):
            if loop.time() > until:
                raise Stuck(who)
            await asyncio.sleep(0.02)
        await self.demo.quiet()
        await self._show()

    async def _show(self, *, silently: bool = False) -> None:
        for call in self._calls():
            self.seen = max(self.seen, call["seq"])
            if not silently:
                self.console.print(self._panel(call))

    def _calls(self) -> list[dict[str, Any]]:
        ours = {self.phones[who] for who in (_LEAD, _HEAD, _MONITOR, _LEADER)}
        calls = self.demo.simulator.calls(self.seen)
        told = [call for call in calls if call["method"] in ("sendMessage", "editMessageText") and call["recorded"]]
        return [call for call in told if call["params"]["chat_id"] in ours]

    def _panel(self, call: dict[str, Any]) -> Panel:
        edited = call["method"] == "editMessageText"
        who = next(code for code, number in self.phones.items() if number == call["params"]["chat_id"])
        title = words.phone_of(self._name(who), edited=edited)
        body = "\n".join((escape(words.plain(call["params"]["text"])), *self._keys(call["params"])))
        style = "dim" if edited else "cyan"
        return Panel(body, title=escape(title), title_align="left", border_style=style, width=100)

    def _keys(self, params: dict[str, Any]) -> Iterator[str]:
        for row in (params.get("reply_markup") or {}).get("inline_keyboard", ()):
            yield "  ".join(f"[reverse] {escape(key['text'])} [/reverse]" for key in row)

    def _tell(self, text: str) -> None:
        here = local(self._now())
        self.console.print(f"\n[bold]{here:%H:%M} {on_day(here.date(), here)}[/bold]  {escape(text)}")

    def _name(self, who: str) -> str:
        person = self.demo.simulator.state()["people"]
        return str(next(each["name"] for each in person if each["id"] == self.phones[who]))

    def _now(self) -> Any:
        return self.demo.simulator.clock.now()

    def _today(self) -> date:
        return self.demo.policy.calendar.day_of(self._now())
