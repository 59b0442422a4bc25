"""Plays a story that anyone can read, and fails on any message that the story does not tell.

thứ Hai 23/11/2026 08:00                     the clock
giao việc: TITLE · chủ trì POST · hạn 27/11/2026 · theo dõi POST · lãnh đạo POST · phối hợp POST, POST
mời POST: CODE                               an invite
POST → bot: WORDS                            somebody writes
POST bấm LABEL                               somebody taps the newest choice of that name
khởi động lại                                the process dies and a new one starts
bot → POST: WORDS … WORDS [LABEL] [LABEL]    a new message; "…" stands for anything
bot đáp POST: …                              the pressed message made anew (a new message where none can be edited)
bot sửa POST: …                              an older message made anew (nothing where none can be edited)
# a remark
"""

import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from datetime import date, datetime

from core.calendar import OFFICE_ZONE
from core.wording.days import WEEKDAYS
from tests.stories.story_desks import Heard
from tests.stories.story_world import World

_CLOCK = re.compile(r"(thứ \w+|chủ nhật) (\d\d)/(\d\d)/(\d{4}) (\d\d):(\d\d)", re.IGNORECASE)
_TOLD = re.compile(r"bot (→|đáp|sửa) ([^:]+): (.*)")
_PARTS = {
    "chủ trì": "lead",
    "theo dõi": "monitor",
    "lãnh đạo": "leader",
    "phối hợp": "coordinators",
    "để biết": "informed",
}


class Unexpected(AssertionError):
    """The story and what happened differ."""


class Player:
    def __init__(self, world: World) -> None:
        self._world = world
        self._heard: dict[str, deque[Heard]] = defaultdict(deque)

    async def play(self, story: str) -> None:
        for number, line in enumerate(story.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    await self._line(line.strip())
                except Unexpected as why:
                    raise Unexpected(f"line {number}: {line}\n{why}") from None
        self._nothing_more()

    async def _line(self, line: str) -> None:
        if told := _TOLD.fullmatch(line):
            self._expect(told[1], told[2], told[3])
            return
        self._nothing_more()
        await self._act(line)
        for heard in await self._world.settle():
            self._heard[heard.who].append(heard)

    async def _act(self, line: str) -> None:
        for pattern, verb in self._verbs().items():
            if found := re.fullmatch(pattern, line, re.IGNORECASE):
                await verb(*found.groups())
                return
        raise Unexpected("nobody understands this line")

    def _verbs(self) -> dict[str, Callable[..., Awaitable[None]]]:
        return {
            _CLOCK.pattern: self._set_clock,
            r"giao việc: (.+)": self._assign,
            r"mời ([^:]+): (\w+)": self._world.invite,
            r"(.+?) → bot: (.*)": self._world.desk.say,
            r"(.+?) bấm (.+)": self._world.desk.press,
            r"khởi động lại": self._restart,
        }

    async def _set_clock(self, weekday: str, *figures: str) -> None:
        day, month, year, hour, minute = map(int, figures)
        moment = datetime(year, month, day, hour, minute, tzinfo=OFFICE_ZONE)
        if WEEKDAYS[moment.weekday()].casefold() != weekday.casefold():
            raise Unexpected(f"{moment:%d/%m/%Y} is {WEEKDAYS[moment.weekday()]}")
        self._world.at(moment)

    async def _assign(self, words: str) -> None:
        title, *parts = words.split(" · ")
        facts: dict[str, object] = {}
        for part in parts:
            if found := re.fullmatch(r"hạn (\d\d)/(\d\d)/(\d{4})", part):
                facts["on"] = date(int(found[3]), int(found[2]), int(found[1]))
                continue
            name, key = next((name, key) for name, key in _PARTS.items() if part.startswith(name))
            who = part.removeprefix(name).strip()
            facts[key] = who.split(", ") if key in ("coordinators", "informed") else who
        await self._world.assign(title, **facts)  # type: ignore[arg-type]

    async def _restart(self) -> None:
        self._world.restart()

    def _expect(self, how: str, who: str, words: str) -> None:
        edits = self._world.desk.edits
        if how == "sửa" and not edits:
            return
        if not self._heard[who]:
            raise Unexpected(f"{who} heard nothing")
        heard = self._heard[who].popleft()
        if heard.edited != (edits and how != "→"):
            raise Unexpected(f"{who} saw {'an edit' if heard.edited else 'a new message'}: {heard.text}")
        self._compare(words, heard)

    def _compare(self, words: str, heard: Heard) -> None:
        text, labels = _split(words)
        seen = " ".join(heard.text.split())
        pattern = ".*".join(re.escape(" ".join(part.split())) for part in text.split("…"))
        if not re.search(pattern, seen, re.DOTALL):
            raise Unexpected(f"{heard.who} saw: {heard.text}")
        if labels and labels != [_bare(label) for label in heard.labels]:
            raise Unexpected(f"{heard.who} could choose {list(heard.labels)}")

    def _nothing_more(self) -> None:
        left = [f"{heard.who} also saw: {heard.text}" for queue in self._heard.values() for heard in queue]
        if left:
            raise Unexpected("\n".join(left))


def _split(words: str) -> tuple[str, list[str]]:
    labels = [_bare(label) for label in re.findall(r"\[([^\]]*)\]", words)]
    return re.sub(r"\s*\[[^\]]*\]", "", words), [] if labels == [""] else labels


def _bare(label: str) -> str:
    """Without the picture in front."""
    return re.sub(r"^\W+", "", label)
