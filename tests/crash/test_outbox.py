"""Two services, a messenger that fails in every way, and a crash at every boundary: what is owed is neither lost nor
told twice without saying so.

The steps of a delivery (claim, make ready, call, settle) are taken one by one, in any order that two processes and a
clock can bring about; then everybody who lives is killed, and a last process delivers the rest.
"""

import asyncio
import shutil
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle as Drawn
from hypothesis.stateful import (
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.message import NotSent, Rejected, Sent, Unknown, Verdict, plain
from core.nudge import next_nudge_time
from db import queue
from db.outbox import LEASE, State
from db.session import Database
from tests.conftest import PostgresServer
from tests.fakes.post_office import POLICY, PostOffice
from usecases import deliver
from usecases.compose import REPEAT_MARK
from usecases.deliver import Claim, Parcel

FINAL = {State.SENT, State.DROPPED, State.UNKNOWN, State.SET_ASIDE}
NAMES = ["an", "binh"]
PROCESSES = st.sampled_from(["one", "two"])
MANY = 60  # rounds of two messages: more than one story ever owes
numbers = count(1)


@dataclass(frozen=True)
class Fate:
    """What the messenger does with a call, and what it says."""

    arrives: bool
    verdict: Verdict


FATES = [
    Fate(True, Sent("m1")),
    Fate(True, Unknown("the answer was lost")),
    Fate(False, Unknown("the question was lost")),
    Fate(False, NotSent("refused")),
    Fate(False, Rejected("no")),
]


@dataclass
class Story:
    """Of one row: whether each arrival was marked, how often it was tried, and how often we heard that it failed."""

    arrivals: list[bool] = field(default_factory=list)
    tried: int = 0
    surely_not: int = 0


@dataclass(eq=False)
class Hand:
    """One delivery in one process, at one of its steps."""

    owner: str
    claim: Claim
    parcel: Parcel | None = None
    verdict: Verdict | None = None
    dead: bool = False


class Delivery(RuleBasedStateMachine):
    claimed, readied, called = Drawn("claimed"), Drawn("readied"), Drawn("called")

    def __init__(self, new_url: Callable[[], str]) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.office = PostOffice(Database(new_url()))
        self.processes = {"one": "one/1", "two": "two/1"}
        self.hands: list[Hand] = []
        self.tasks: dict[int, bool] = {}
        self.stories: defaultdict[int, Story] = defaultdict(Story)

    def run(self, steps: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(steps)

    @initialize()
    def open(self) -> None:
        self.run(self.office.open(*NAMES))
        self.owe("an", 0)
        self.owe("binh", 3)

    @rule(name=st.sampled_from(NAMES), nudges=st.sampled_from([0, 1, 3]))
    def owe_more(self, name: str, nudges: int) -> None:
        self.owe(name, nudges)

    def owe(self, name: str, nudges: int) -> None:
        if not nudges:
            self.run(self.office.tell(name))
        for _ in range(nudges):
            self.tasks[self.run(self.office.nudge(name))] = True

    @precondition(lambda self: any(self.tasks.values()))
    @rule(data=st.data())
    def finish_a_task(self, data: st.DataObject) -> None:
        task_id = data.draw(st.sampled_from([task for task, is_open in self.tasks.items() if is_open]))
        self.tasks[task_id] = False
        self.run(self.office.close(task_id))

    @rule(target=claimed, process=PROCESSES)
    def claim(self, process: str) -> Any:
        hands = [Hand(claim.owner, claim) for claim in self.run(self._claim(self.processes[process]))]
        self.hands += hands
        return multiple(*hands)

    @rule(target=readied, hand=consumes(claimed))
    def make_ready(self, hand: Hand) -> Any:
        return hand if self._make_ready(hand) else multiple()

    @rule(target=called, hand=consumes(readied), fate=st.sampled_from(FATES))
    def call(self, hand: Hand, fate: Fate) -> Any:
        return hand if self._call(hand, fate) else multiple()

    @rule(hand=consumes(called))
    def settle(self, hand: Hand) -> None:
        self._settle(hand)

    @rule(process=PROCESSES, fate=st.sampled_from(FATES), steps=st.sampled_from([0, 1, 2, 2, 3]))
    def deliver_and_crash(self, process: str, fate: Fate, steps: int) -> None:
        """The whole way of everything that may go, or as far as it gets."""
        self._deliver(self.processes[process], fate, steps=steps)
        self.crash(process)

    def crash(self, process: str) -> None:
        for hand in self.hands:
            hand.dead = hand.dead or hand.owner == self.processes[process]
        self.processes[process] = f"{process}/{next(numbers)}"

    @rule(process=PROCESSES, seconds=st.sampled_from([61, 61, 86400]))
    def time_passes(self, process: str, seconds: int) -> None:
        self.office.later(seconds=seconds)
        mine = [row_id for hand in self._living(process) for row_id in hand.claim.row_ids]
        self.run(self._reap(mine))

    @invariant()
    def at_most_one_repeat_and_it_is_marked(self) -> None:
        for story in self.stories.values():
            assert sorted(story.arrivals) in ([], [False], [True], [False, True])

    def teardown(self) -> None:
        try:
            if self.office.people:
                self._finish()
                self._check_the_end()
        finally:
            self.run(self.office.database.close())
            self.runner.close()

    def _finish(self) -> None:
        """Everybody dies; a last process meets a messenger that works again, in office hours."""
        for _ in range(MANY):
            self.office.now = next_nudge_time(POLICY.plan, POLICY.calendar, self.office.now + 2 * LEASE)
            self.run(self._reap([]))
            self._deliver("last", FATES[0], steps=3)
            self.at_most_one_repeat_and_it_is_marked()
            if not set(self.run(self.office.states())) - FINAL:
                return
        raise AssertionError("it does not come to an end")

    def _check_the_end(self) -> None:
        for row in self.run(self.office.rows()):
            story = self.stories[row.id]
            assert story.tried - story.surely_not <= 2, "tried a third time"
            if row.state == State.SENT:
                assert story.arrivals, "sent and never said"
            if row.state == State.DROPPED:
                assert not self.tasks[row.task_id or 0], "dropped and still true"
            if row.state == State.UNKNOWN:
                assert story.tried - story.surely_not == 2, "given up after one doubt"

    def _deliver(self, owner: str, fate: Fate, *, steps: int) -> None:
        for hand in [Hand(claim.owner, claim) for claim in self.run(self._claim(owner))]:
            done = steps > 0 and self._make_ready(hand)
            done = done and steps > 1 and self._call(hand, fate)
            if done and steps > 2:
                self._settle(hand)

    def _living(self, process: str) -> Iterator[Hand]:
        return (hand for hand in self.hands if not hand.dead and hand.owner == self.processes[process])

    def _make_ready(self, hand: Hand) -> bool:
        hand.parcel = None if hand.dead else self.run(self._commit_to_sending(hand.claim))
        if hand.parcel is None:
            hand.dead = True
            return False
        for row in self.run(self.office.rows()):
            if row.id in hand.parcel.row_ids:
                self.stories[row.id].tried += 1
                assert row.task_id is None or self.tasks[row.task_id], "said after the fact"
        return True

    def _call(self, hand: Hand, fate: Fate) -> bool:
        if hand.dead or hand.parcel is None:
            return False
        hand.verdict = fate.verdict
        is_marked = plain(hand.parcel.message.text).startswith(REPEAT_MARK)
        for row_id in hand.parcel.row_ids:
            self.stories[row_id].arrivals += [is_marked] if fate.arrives else []
        return True

    def _settle(self, hand: Hand) -> None:
        if hand.dead or hand.parcel is None or hand.verdict is None:
            return
        for row in self.run(self.office.rows()):
            is_heard = row.id in hand.parcel.row_ids and row.owner == hand.owner
            self.stories[row.id].surely_not += is_heard and isinstance(hand.verdict, NotSent | Rejected)
        self.run(self._write_down(hand.parcel, hand.verdict))
        hand.dead = True

    async def _claim(self, owner: str) -> list[Claim]:
        resting = queue.Resting()
        async with self.office.database.write() as session:
            return await deliver.claim(session, POLICY, self.office.now, owner=owner, resting=resting, limit=2)

    async def _commit_to_sending(self, claim: Claim) -> Parcel | None:
        features = self.office.channel.features
        async with self.office.database.write() as session:
            return await deliver.make_ready(session, claim, POLICY, self.office.now, features=features)

    async def _write_down(self, parcel: Parcel, verdict: Verdict) -> None:
        async with self.office.database.write() as session:
            await deliver.settle(session, parcel, verdict, self.office.now)

    async def _reap(self, mine: list[int]) -> None:
        async with self.office.database.write() as session:
            await queue.reap(session, self.office.now, mine=mine)


@pytest.fixture
def sqlite_urls(sqlite_template: Path, tmp_path: Path) -> Callable[[], str]:
    def new() -> str:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copyfile(sqlite_template, path)
        return f"sqlite:///{path}"

    return new


@pytest.fixture
def postgres_urls(postgres: PostgresServer) -> Callable[[], str]:
    def new() -> str:
        name = f"machine_{next(numbers)}"
        postgres.create(name)
        return postgres.url(name)

    return new


@pytest.mark.parametrize(("where", "examples"), [("sqlite", 30), ("postgres", 10)])
def test_nothing_is_lost_and_no_repeat_is_silent(request: pytest.FixtureRequest, where: str, examples: int) -> None:
    new_url = request.getfixturevalue(f"{where}_urls")
    slow = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes: add it to hunt a failure
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Delivery(new_url), settings=slow)
