"""Plays a story that anyone can read, and fails on any message that the story does not tell.

thứ Hai 23/11/2026 08:00                     the clock; what lies between was an outage
im lặng đến thứ Ba 24/11/2026 07:29          the clock, two hours at a time: nobody hears anything
giao việc: TITLE · chủ trì POST · hạn 27/11/2026 · theo dõi POST · lãnh đạo POST · phối hợp POST, POST · để biết POST
    and of an hour "hạn 14:00 27/11/2026"; "khẩn", "thượng khẩn" or "hỏa tốc" is a part of its own;
    "hằng tháng", "hằng quý", "hằng năm" is a rhythm: with a deadline the task recurs, without one it has no end
… · chỉ tiêu WHAT ≥ 100 MW                    what can be counted
giao 9 việc: TITLE · …                       nine of them, numbered
mời POST: CODE                               an invite
gỡ tài khoản POST                            an admin unbinds somebody
nghỉ công tác POST                           a sheet of the office says that somebody works here no more
POST → bot: WORDS                            somebody writes; {ab×3} is "ababab", ␇ stands for the control character
POST sửa tin: WORDS                          edits what they wrote last, where that can be done
POST trả lời “SHOWN”: WORDS                  answers the newest message of the bot that shows these words
POST trả lời tin của mình: WORDS            answers what they sent last: a file that was forwarded
POST gửi ảnh|tệp|tin thoại NAME: WORDS       a file with its caption; without the colon, a file alone
lập nhóm TITLE: POST, POST                   a group with the bot in it
POST → nhóm TITLE: WORDS                     somebody writes there
POST trả lời bot trong nhóm TITLE: WORDS     somebody answers the bot there
POST chuyển tiếp tệp NAME: WORDS              a file that somebody else sent first
nhóm TITLE có chủ đề N                       a supergroup in which somebody has spoken in a topic
nhóm TITLE đại diện: UNIT, UNIT               how a group is bound is a story of its own
nhóm TITLE lên siêu nhóm                      it lives on under another id
đưa bot ra khỏi nhóm TITLE
POST gõ mã kết nối trong nhóm TITLE           the newest code that the bot has told this person
thêm đơn vị: NAME, NAME                      each with a head and an official, who have bound accounts
thêm N chuyên viên NAME                       more officials there, who have bound accounts
POST bấm LABEL trong nhóm TITLE               somebody taps the newest choice of that name in the group
N người bấm LABEL                            N of those who can
bot → N người: WORDS                          that many, and no more, hear this next
POST bấm LABEL                               somebody taps the newest choice of that name
POST bấm đúp LABEL                           twice, before anything has come back
POST bấm mã CODE                             a forged press, where there are presses
POST chặn bot, POST bỏ chặn bot              where that can be heard
khởi động lại                                the process dies and a new one starts
bot → POST: WORDS … WORDS [LABEL] [LABEL]    a new message; "…" stands for anything, "[]" for no choices
bot đáp POST: …                              the pressed message made anew (a new message where none can be edited)
bot sửa POST: …                              an older message made anew (nothing where none can be edited)
bot báo POST: …                              the toast of the last press (nothing where there are none)
bot nhắn POST: …                             a new message where none can be edited (nothing elsewhere)
# không kể tin sửa                           older messages that are made anew are not told, new ones all the same
# kể cả tin tổng hợp                          the digests of each morning are a part of the story
# kể cả báo cáo                               and so are the reports that come by themselves
# a remark; "# chỉ trên Telegram" and "# mọi người đã gắn tài khoản, trừ POST" are heard by `test_stories`
"""

import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from core.calendar import OFFICE_ZONE
from core.deadline import Deadline, DeadlineKind, Rhythm, day, hour
from core.roles import Role
from core.task import Target, Urgency
from core.wording.days import WEEKDAYS
from tests.stories.story_desks import Heard
from tests.stories.story_world import World

_CLOCK = r"(thứ \w+|chủ nhật) (\d\d)/(\d\d)/(\d{4}) (\d\d):(\d\d)"
_TOLD = re.compile(r"bot (→|đáp|sửa|báo|nhắn) ([^:]+): (.*)")
_REPEATED = re.compile(r"\{(.+?)×(\d+)\}")
_CONTROLS = {0x2400 + code: code for code in range(32)}
_STRIDE = timedelta(hours=2)
_FILES = {"ảnh": "photo", "tệp": "document", "tin thoại": "voice"}
_PARTS = {
    "chủ trì": "lead",
    "theo dõi": "monitor",
    "lãnh đạo": "leader",
    "phối hợp": "coordinators",
    "để biết": "informed",
}
_RHYTHMS = {"hằng tháng": Rhythm.MONTH, "hằng quý": Rhythm.QUARTER, "hằng năm": Rhythm.YEAR}
_URGENCIES = {"khẩn": Urgency.URGENT, "thượng khẩn": Urgency.VERY_URGENT, "hỏa tốc": Urgency.TOP_URGENT}


class Unexpected(AssertionError):
    """The story and what happened differ."""


class Player:
    def __init__(self, world: World) -> None:
        self._world = world
        self._heard: dict[str, deque[Heard]] = defaultdict(deque)
        self._tells_edits = True
        self._crowd = re.compile(r"(\d+) người")

    async def play(self, story: str) -> None:
        self._tells_edits = "# không kể tin sửa" not in story
        for number, line in enumerate(story.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    await self._line(line.strip())
                except Unexpected as why:
                    raise Unexpected(f"line {number}: {line}\n{why}") from None
        self._nothing_more()

    async def _line(self, line: str) -> None:
        if told := _TOLD.fullmatch(line):
            await self._expect(*told.groups())
            return
        self._nothing_more()
        await self._act(line)
        self._listen(await self._world.settle())

    def _listen(self, fresh: list[Heard]) -> None:
        for heard in fresh:
            self._heard[heard.who].append(heard)

    async def _act(self, line: str) -> None:
        for pattern, verb in self._verbs().items():
            if found := re.fullmatch(pattern, line, re.IGNORECASE):
                await verb(*found.groups())
                return
        raise Unexpected("nobody understands this line")

    def _verbs(self) -> dict[str, Callable[..., Awaitable[None]]]:
        return {
            _CLOCK: self._set_clock,
            rf"im lặng đến {_CLOCK}": self._walk,
            r"giao việc: (.+)": self._assign,
            r"giao (\d+) việc: (.+)": self._assign_many,
            r"mời ([^:]+): (\w+)": self._world.invite,
            r"gỡ tài khoản (.+)": self._world.unbind,
            r"nghỉ công tác (.+)": self._world.leave,
            r"(.+?) → bot: (.*)": self._say,
            r"(.+?) sửa tin: (.*)": self._world.desk.edit,
            r"(.+?) trả lời “(.+?)”: (.*)": self._world.desk.reply,
            r"(.+?) trả lời tin của mình: (.*)": self._world.desk.reply_to_own,
            r"(.+?) gửi (ảnh|tệp|tin thoại) ([^:]+)(?:: (.*))?": self._send,
            r"(.+?) trả lời bot trong nhóm (.+?): (.*)": self._world.desk.reply_in_group,
            r"(.+?) chuyển tiếp tệp ([^:]+)(?:: (.*))?": self._forward,
            r"nhóm (.+?) có chủ đề (\d+)": self._open_topic,
            r"nhóm (.+?) đại diện: (.+)": self._stand_for,
            r"nhóm (.+?) lên siêu nhóm": self._world.desk.migrate,
            r"đưa bot ra khỏi nhóm (.+)": self._world.desk.put_out,
            r"(.+?) gõ mã kết nối trong nhóm (.+)": self._world.desk.type_code,
            r"thêm đơn vị: (.+)": self._add_units,
            r"thêm (\d+) chuyên viên (.+)": self._add_people,
            r"lập nhóm (.+?): (.+)": self._found_group,
            r"(\d+) người bấm (.+)": self._press_all,
            r"(.+?) bấm (.+?) trong nhóm (.+)": self._world.desk.press_in_group,
            r"(.+?) → nhóm (.+?): (.*)": self._world.desk.say_in_group,
            r"(.+?) bấm đúp (.+)": self._press_twice,
            r"(.+?) bấm mã (\S+)": self._world.desk.forge,
            r"(.+?) bấm (.+)": self._world.desk.press,
            r"(.+?) bỏ chặn bot": self._world.desk.unblock,
            r"(.+?) chặn bot": self._world.desk.block,
            r"khởi động lại": self._restart,
        }

    async def _set_clock(self, *clock: str) -> None:
        self._world.at(_moment(*clock))

    async def _walk(self, *clock: str) -> None:
        end = _moment(*clock)
        while self._world.clock.at + _STRIDE < end:
            self._world.at(self._world.clock.at + _STRIDE)
            await self._world.tick()
        self._listen(await self._world.desk.heard())
        self._nothing_more()
        self._world.at(end)

    async def _say(self, who: str, words: str) -> None:
        await self._world.desk.say(who, _spelled_out(words))

    async def _send(self, who: str, kind: str, name: str, caption: str | None) -> None:
        await self._world.desk.send(who, _FILES[kind], name.strip(), caption)

    async def _forward(self, who: str, name: str, caption: str | None) -> None:
        await self._world.desk.send(who, "document", name.strip(), caption, forwarded=True)

    async def _open_topic(self, title: str, number: str) -> None:
        await self._world.desk.open_topic(title, int(number))

    async def _stand_for(self, title: str, units: str) -> None:
        await self._world.bind_group(title, units.split(", "))

    async def _add_units(self, names: str) -> None:
        for name in names.split(", "):
            await self._world.add_unit(name)

    async def _add_people(self, count: str, unit: str) -> None:
        numbers = range(1, int(count) + 1)
        await self._world.hire(unit, {f"Chuyên viên {number} {unit}": Role.OFFICIAL for number in numbers})

    async def _press_all(self, count: str, label: str) -> None:
        able = [who for who in self._world.people if await self._world.desk.can_press(who, label)]
        if len(able) < int(count):
            raise Unexpected(f"only {len(able)} can")
        for who in able[: int(count)]:
            await self._world.desk.press(who, label)

    async def _found_group(self, title: str, members: str) -> None:
        await self._world.desk.found_group(title, members.split(", "))

    async def _press_twice(self, who: str, label: str) -> None:
        await self._world.desk.press(who, label)
        await self._world.desk.press(who, label)

    async def _assign_many(self, count: str, words: str) -> None:
        title, rest = words.split(" · ", 1)
        for number in range(1, int(count) + 1):
            await self._assign(f"{title} {number} · {rest}")

    async def _assign(self, words: str) -> None:
        title, *parts = _spelled_out(words).split(" · ")
        facts: dict[str, Any] = {}
        for part in parts:
            if part in _URGENCIES:
                facts["urgency"] = _URGENCIES[part]
                continue
            if found := re.fullmatch(r"hạn (?:(\d\d):(\d\d) )?(\d\d)/(\d\d)/(\d{4})", part):
                facts["due"] = _deadline(*found.groups())
                continue
            if found := re.fullmatch(r"chỉ tiêu (.+) ≥ (\d+) (.+)", part):
                facts["target"] = Target(metric=found[1], op=">=", value=found[2], unit=found[3])
                continue
            if part in _RHYTHMS:
                facts["rhythm"] = _RHYTHMS[part]
                continue
            name, key = next((name, key) for name, key in _PARTS.items() if part.startswith(name))
            who = part.removeprefix(name).strip()
            facts[key] = who.split(", ") if key in ("coordinators", "informed") else who
        if rhythm := facts.pop("rhythm", None):
            due = facts.get("due")
            kind = DeadlineKind.RECURRING if due else DeadlineKind.ONGOING
            facts["due"] = Deadline(kind=kind, on=due.on if due else None, rhythm=rhythm)
        await self._world.assign(title, **facts)

    async def _restart(self) -> None:
        self._world.restart()

    async def _expect(self, how: str, who: str, words: str) -> None:
        edits = self._world.desk.edits
        if (how in ("sửa", "báo") and not edits) or (how == "nhắn" and edits):
            return
        if how == "báo":
            self._compare(words, Heard(who, await self._world.desk.toast(who), ()))
            return
        if crowd := self._crowd.fullmatch(who):
            self._expect_of_many(int(crowd[1]), words, edited=edits and how != "→")
            return
        if not self._tells_edits:
            self._pass_over(who, words, edited=edits and how != "→")
        if not self._heard[who]:
            raise Unexpected(f"{who} heard nothing")
        heard = self._heard[who].popleft()
        if heard.edited != (edits and how != "→"):
            raise Unexpected(f"{who} saw {'an edit' if heard.edited else 'a new message'}: {heard.text}")
        self._compare(words, heard)

    def _expect_of_many(self, count: int, words: str, *, edited: bool) -> None:
        """Exactly so many people hear this next."""
        met = [who for who in self._world.people if self._hears(who, words, edited=edited)]
        if len(met) != count:
            raise Unexpected(f"{len(met)} did: {', '.join(met)}")
        for who in met:
            self._compare(words, self._heard[who].popleft())

    def _hears(self, who: str, words: str, *, edited: bool) -> bool:
        if not self._tells_edits:
            self._pass_over(who, words, edited=edited)
        queue = self._heard[who]
        return bool(queue) and queue[0].edited == edited and _tells(words, queue[0])

    def _pass_over(self, who: str, words: str, *, edited: bool) -> None:
        """Edits that the story does not tell, up to the one that it does, or up to a new message."""
        queue = self._heard[who]
        while queue and queue[0].edited and not (edited and _tells(words, queue[0])):
            queue.popleft()

    def _compare(self, words: str, heard: Heard) -> None:
        _, labels = _split(words)
        if not _tells(words, heard):
            raise Unexpected(f"{heard.who} saw: {heard.text}")
        if labels is not None and labels != [_bare(label) for label in heard.labels]:
            raise Unexpected(f"{heard.who} could choose {list(heard.labels)}")

    def _nothing_more(self) -> None:
        unheard = (heard for queue in self._heard.values() for heard in queue if self._tells_edits or not heard.edited)
        left = [f"{heard.who} also saw: {heard.text}" for heard in unheard]
        if left:
            raise Unexpected("\n".join(left))
        self._heard.clear()


def _tells(words: str, heard: Heard) -> bool:
    seen = " ".join(heard.text.split())
    text, _ = _split(words)
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in text.split("…"))
    return re.search(pattern, seen, re.DOTALL) is not None


def _moment(weekday: str, *figures: str) -> datetime:
    day, month, year, hour, minute = map(int, figures)
    moment = datetime(year, month, day, hour, minute, tzinfo=OFFICE_ZONE)
    if WEEKDAYS[moment.weekday()].casefold() != weekday.casefold():
        raise Unexpected(f"{moment:%d/%m/%Y} is {WEEKDAYS[moment.weekday()]}")
    return moment


def _deadline(hours: str | None, minutes: str | None, *figures: str) -> Deadline:
    on = date(*map(int, reversed(figures)))
    return hour(datetime.combine(on, time(int(hours), int(minutes or 0)), OFFICE_ZONE)) if hours else day(on)


def _spelled_out(words: str) -> str:
    return _REPEATED.sub(lambda found: found[1] * int(found[2]), words).translate(_CONTROLS)


def _split(words: str) -> tuple[str, list[str] | None]:
    """The words, and the choices where the story names them."""
    labels = [_bare(label) for label in re.findall(r"\[([^\]]*)\]", words)]
    return re.sub(r"\s*\[[^\]]*\]", "", words), [label for label in labels if label] if labels else None


def _bare(label: str) -> str:
    """Without the picture in front."""
    return re.sub(r"^\W+", "", label)
