"""Whatever the office calls its tasks and people, every message fits: its text, its first line, its choices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from core import deadline
from core.deadline import Deadline, DeadlineKind, Rhythm
from core.message import Outgoing, plain
from core.nudge import NudgeKind
from core.press import Offer, Press
from core.slot import Audience
from core.standing import standing
from core.task import State, Step, Task, Urgency, is_legal
from core.wording import answers, cards, lists, news, questions
from core.wording.views import ListView, TaskView
from core.wording.voice import YOU, YOU_FIRST, speak
from tests.core.office import CALENDAR, a_task, at, on

LONG = "Xây dựng & hoàn thiện <b>kế hoạch</b> "
TITLE = (LONG * 40)[:1000]
NAME = "Nguyễn Thị Hoàng Phương Thảo Nguyên"
NOW = at("30/11/2026 09:00")
WINDOW = Deadline(kind=DeadlineKind.WINDOW, starts_on=date(2026, 11, 1), on=date(2027, 12, 4))
ONGOING = Deadline(kind=DeadlineKind.ONGOING, rhythm=Rhythm.QUARTER)
DEADLINES = [
    WINDOW,
    ONGOING,
    Deadline(kind=DeadlineKind.PER_REGULATION),
    deadline.NO_DEADLINE,
    deadline.hour(at("30/11/2026 08:30")),
    *(deadline.day(on(each)) for each in ("01/01/2020", "30/11/2026", "05/12/2026", "31/12/2027")),
]
ANYTHING = frozenset(Step)
MESSENGER_LIMIT = 4096


def a_view(task: Task, *, leads: bool = True, crowded: bool = True) -> TaskView:
    """As long as it gets: everybody has a long name, and everything has been filled in."""
    return TaskView(
        task=task,
        standing=standing(task, CALENDAR, NOW),
        calendar=CALENDAR,
        now=NOW,
        lead=NAME,
        lead_unit="Sở Văn hóa, Thể thao và Du lịch",
        assigner=NAME,
        accepter=NAME,
        document="1234567/UBND-KGVX",
        deliverable=(LONG * 20)[:500],
        evidence="ấ" * 9000,
        coordinators=(NAME,) * (80 if crowded else 2),
        can=frozenset(step for step in ANYTHING if is_legal(step, task.state)),
        leads=leads,
    )


def tasks() -> Iterator[Task]:
    for state, due, urgency in product(State, DEADLINES, (Urgency.NORMAL, Urgency.TOP_URGENT)):
        task = a_task(id=123456, title=TITLE, state=state, revision=99999, urgency=urgency, percent=100)
        yield replace(task, deadline=due, reported_at=NOW - timedelta(days=1))


VIEWS = [a_view(task) for task in tasks()]
SOME = VIEWS[::7]
NEWS = (Step.REPORT, Step.ADD_EVIDENCE, Step.ACCEPT, Step.SEND_BACK, Step.RECALL, Step.URGE)
WORDS = ("x" * 4096, "", None)
FACTS = {
    "name": NAME,
    "left": 4,
    "wait": 899.0,
    "text": answers.NOT_FOUND,
    "number": 123456,
    "why": "ZeroDivisionError",
    "what": "x" * 200,
    "names": [NAME] * 60,
}


def every_message() -> Iterator[Outgoing]:
    yield from (cards.card(view, answers.STALE) for view in VIEWS)
    yield from (cards.nudge(view, kind, who) for view in SOME for kind, who in product(NudgeKind, Audience))
    yield from (news.news(step, view, NAME, words) for view in SOME for step in NEWS for words in WORDS)
    yield from (questions.question(step, view) for view in SOME for step in (questions.EVIDENCE, questions.OPINION))
    yield from (questions.recall_surely(view) for view in SOME)
    yield from (speaks(**FACTS) for speaks in answers.SAYINGS.values())
    yield from every_list()


def every_list() -> Iterator[Outgoing]:
    others = [replace(view, leads=False) for view in VIEWS]
    for start in range(0, len(VIEWS), 8):
        page = ListView(tasks=tuple(others[start : start + 8]), number=50, pages=100, total=800)
        yield lists.my_tasks(page, answers.CANNOT_READ)
        yield lists.overdue(replace(page, tasks=page.tasks[:6]), answers.too_soon(timedelta(minutes=5)))
    for count, kind in product((2, 3, 6, 7, 10, 11, 100), NudgeKind):
        yield lists.digest([(view, kind) for view in others[:count]])


@pytest.fixture(scope="module")
def messages() -> list[Outgoing]:
    return [speak(message, "đồng chí") for message in every_message()]


def test_choices_fit_a_phone(messages: list[Outgoing]) -> None:
    rows = [row for message in messages for row in message.choices]
    assert max(len(row) for row in rows) == 2
    assert max((choice.label for row in rows for choice in row), key=len) in {"Thôi, không trả lại"}
    assert max(len(choice.code.encode("ascii")) for row in rows for choice in row) <= 64


def test_every_choice_can_be_read_back(messages: list[Outgoing]) -> None:
    codes = {choice.code for message in messages for row in message.choices for choice in row}
    assert {Press.decode(code).offer for code in codes} == set(Offer)
    assert {Press.decode(code).encode() for code in codes} == codes


def test_texts_fit_a_message(messages: list[Outgoing]) -> None:
    assert max(len(plain(message.text)) for message in messages) <= MESSENGER_LIMIT


def test_first_lines_fit_a_lock_screen(messages: list[Outgoing]) -> None:
    firsts = (plain(message.text).partition("\n")[0] for message in messages)
    longest = max((first for first in firsts if "iệc 123456" in first), key=len)
    assert len(longest) <= 120, longest


def test_nothing_is_left_unspoken(messages: list[Outgoing]) -> None:
    for message in messages:
        words = plain(message.text) + "".join(choice.label for row in message.choices for choice in row)
        assert not {YOU, YOU_FIRST, "{", "}"} & set(words), words
        assert "None" not in words
        assert "\n\n" not in words


def test_headlines_say_what_is_wrong_then_the_task_then_its_deadline() -> None:
    usual = replace(a_task(), title="Báo cáo CCHC quý IV", deadline=deadline.day(on("03/12/2026")))
    first = plain(cards.nudge(a_view(usual), NudgeKind.BEFORE, Audience.LEAD).text).partition("\n")[0]
    assert first == "🟡 Còn 3 ngày làm việc · Việc 12: Báo cáo CCHC quý IV · hạn 17:00 Thứ Năm 03/12"
    assert len(first) <= 80
