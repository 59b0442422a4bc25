"""The rules of any life: whatever people try, in whatever order, and whatever the clock and the wire do meanwhile."""

import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from core.calendar import Override, local
from core.deadline import Deadline, DeadlineKind, Rhythm, day, hour
from core.draft import Draft
from core.periods import open_period
from core.plan import Plan
from core.roles import RIGHTS, Relation
from core.sent_file import FileKind, SentFile
from core.task import Step, Urgency
from core.vietnamese.assignments.until import Until
from core.vietnamese.dates import Duration
from core.vietnamese.period_report import PeriodReport
from db import calendar as days_kept
from db import people, tasks
from db.session import Session
from service.year.post import Fate
from tests.usecases.any_life import CHANNEL, CLERK, COLLEAGUE, PEOPLE, Ground, Life
from tests.usecases.any_life_choices import (
    ANYBODY,
    DAYS,
    FATES,
    ITS_LEAD,
    KINDS,
    LENGTHS,
    MOST_PARTS,
    MOST_TASKS,
    MOST_TICKS,
    RHYTHMS,
    SHOWN,
    WHICH,
    WHO,
    WHOEVER_MAY,
    WORDS,
    deadline,
    fits,
    when,
)
from tests.usecases.small_office import HEAD, LEAD, MONITOR, OTHER
from usecases.accept import accept
from usecases.acknowledge import acknowledge
from usecases.ask_extension import ask_extension
from usecases.ask_return import ask_return, refuse_return
from usecases.assign import NewTask, assign
from usecases.attach import attach
from usecases.block import block
from usecases.change_calendar import change_calendar
from usecases.decide_extension import (
    decline_offer,
    grant_extension,
    offer_extension,
    refuse_extension,
    take_offer,
)
from usecases.delegate import delegate, end_delegation
from usecases.finish_part import finish_part
from usecases.give import give
from usecases.involve import involve, release
from usecases.note import note
from usecases.object import object_to
from usecases.pause import pause, resume
from usecases.progress import progress
from usecases.question import answer, ask
from usecases.reassign import reassign
from usecases.recall import recall
from usecases.reopen import reopen
from usecases.report import add_evidence, report
from usecases.report_period import report_period
from usecases.send_back import send_back
from usecases.set_deadline import set_deadline
from usecases.settle import settle_digest_only, settle_morning
from usecases.settle_objection import dismiss, uphold
from usecases.snooze import snooze
from usecases.split import split
from usecases.unblock import unblock
from usecases.undo import undo
from usecases.urge import urge


class AnyLife(RuleBasedStateMachine):
    """Each rule is tried by whoever is drawn, so most are refused; some are drawn by their part in the task."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground

    @initialize(
        edits=st.booleans(),
        cap=st.sampled_from((3, 6)),
        lead=st.sampled_from((LEAD, MONITOR)),
        divided=st.booleans(),
    )
    def begin(self, edits: bool, cap: int, lead: str, divided: bool) -> None:
        """Now and then a task of somebody who follows others and may confirm his own; now and then a divided one."""
        self.life = Life(self.ground, edits=edits, cap=cap)
        self.files = self.ticks = self.parts = 0
        self.assign(DeadlineKind.DAY, Rhythm.MONTH, 5, Urgency.NORMAL, lead)
        if divided:
            self.life.witness.look(self.life.now)
            self.split(ITS_LEAD, 0, COLLEAGUE, 3, by_hour=False)

    def teardown(self) -> None:
        if hasattr(self, "life"):
            try:
                if sys.exc_info()[0] is None:  # a life that has failed already is not judged again
                    self.life.end()
            finally:
                self.life.close()

    @invariant()
    def kept(self) -> None:
        if hasattr(self, "life"):
            self.life.witness.look(self.life.now)

    def task(self, which: int, step: Step) -> int:
        every = self.life.witness.tasks
        fitting = [number for number, columns in every.items() if which < 0 and fits(step, columns)]
        return (fitting or list(every))[which % len(fitting or every)]

    def who(self, who: str, task_id: int, step: Step) -> int:
        if who not in (WHOEVER_MAY, ITS_LEAD):
            return self.life.ids[who]
        columns = self.life.witness.tasks[task_id]
        lead = int(columns["lead_id"])
        if who == ITS_LEAD or Relation.LEAD in RIGHTS[step]:
            return lead
        if step is Step.FINISH_PART:
            return next(iter(self.life.witness.owing(task_id)), lead)
        giving = (columns["monitor_id"], columns["assigner_id"], self.life.ids[CLERK], self.life.ids[MONITOR])
        return next(each for each in giving if each not in (None, lead))

    def shown(self, task_id: int, ago: int | None) -> int | None:
        return None if ago is None else self.life.witness.tasks[task_id]["revision"] - ago

    def take(
        self, step: Step, verb: Callable[..., Any], who: str, which: int, shown: int | None = None, **facts: Any
    ) -> bool:
        task_id = self.task(which, step)
        about = facts if shown is None else facts | {"shown": self.shown(task_id, shown)}

        def attempt(session: Session, actor: Any, _policy: Any, now: datetime) -> Any:
            return verb(session, actor, task_id, now=now, **about)

        return self.life.attempt(verb.__name__, self.who(who, task_id, step), attempt)

    def day(self, days: int) -> date:
        return local(self.life.now).date() + timedelta(days=days)

    def until(self, days: int, by_hour: bool) -> Deadline:
        return hour(self.life.now + timedelta(days=days, hours=2)) if by_hour else day(self.day(days))

    @precondition(lambda self: len(self.life.witness.tasks) < MOST_TASKS)
    @rule(kind=KINDS, rhythm=RHYTHMS, days=DAYS, urgency=st.sampled_from(Urgency), lead=ANYBODY)
    def assign(self, kind: DeadlineKind, rhythm: Rhythm, days: int, urgency: Urgency, lead: str) -> None:
        ids, witness = self.life.ids, self.life.witness
        new = NewTask(
            title="Báo cáo quý IV/2026",
            deadline=deadline(kind, rhythm, days, self.life.now),
            urgency=urgency,
            lead_id=ids[lead],
            lead_unit_id=witness.unit_of(ids[lead]),
            monitor_id=ids[MONITOR] if days % 3 else None,
            assigner_id=ids[HEAD] if days % 2 else None,
            leader_id=ids["Phó Chủ tịch"] if days % 4 else None,
            coordinator_ids=frozenset({ids[OTHER]}),
            informed_ids=frozenset({ids["Quản trị"]}),
        )
        self.life.change(lambda session: assign(session, new, actor=None, policy=self.life.policy, now=self.life.now))

    @precondition(lambda self: len(self.life.witness.tasks) < MOST_TASKS)
    @rule(who=ANYBODY, lead=ANYBODY, days=DAYS, urgency=st.sampled_from(Urgency))
    def give(self, who: str, lead: str, days: int, urgency: Urgency) -> None:
        receiver = (self.life.ids[lead], lead)
        draft = Draft(words="giao", title="Tổng hợp", lead=receiver, until=Until(on=self.day(days)), urgency=urgency)

        async def step(session: Session, actor: Any, policy: Any, now: datetime) -> None:
            await give(session, actor, draft, policy=policy, now=now)

        self.life.attempt("give", self.life.ids[who], step)

    @when(Step.ACKNOWLEDGE)
    @rule(who=WHO, which=WHICH, shown=SHOWN, days=DAYS)
    def acknowledge(self, who: str, which: int, shown: int | None, days: int) -> None:
        self.take(Step.ACKNOWLEDGE, acknowledge, who, which, shown, promised_on=self.day(days) if days > 3 else None)

    @rule(who=WHO, which=WHICH, shown=SHOWN, percent=st.sampled_from((None, 0, 60, 100)))
    def progress(self, who: str, which: int, shown: int | None, percent: int | None) -> None:
        self.take(Step.PROGRESS, progress, who, which, shown, percent=percent)

    @rule(who=WHO, which=WHICH, shown=SHOWN, evidence=st.sampled_from((None, "12/BC-SNV")))
    def report(self, who: str, which: int, shown: int | None, evidence: str | None) -> None:
        self.take(Step.REPORT, report, who, which, shown, evidence=evidence)

    @precondition(lambda self: self.life.witness.undone_wholes())
    @rule()
    def report_before_the_parts(self) -> None:
        which = list(self.life.witness.tasks).index(self.life.witness.undone_wholes()[0])
        self.take(Step.REPORT, report, ITS_LEAD, which, evidence=None)

    @when(Step.ADD_EVIDENCE)
    @rule(who=WHO, which=WHICH)
    def add_evidence(self, who: str, which: int) -> None:
        self.take(Step.ADD_EVIDENCE, add_evidence, who, which, evidence="14/BC-SNV")

    @when(Step.ACCEPT)
    @rule(who=WHO, which=WHICH, shown=SHOWN)
    def accept(self, who: str, which: int, shown: int | None) -> None:
        self.take(Step.ACCEPT, accept, who, which, shown, policy=self.life.policy)

    @when(Step.SEND_BACK)
    @rule(who=WHO, which=WHICH, shown=SHOWN, words=WORDS)
    def send_back(self, who: str, which: int, shown: int | None, words: str) -> None:
        self.take(Step.SEND_BACK, send_back, who, which, shown, opinion=words)

    @rule(who=WHO, which=WHICH, shown=SHOWN)
    def recall(self, who: str, which: int, shown: int | None) -> None:
        self.take(Step.RECALL, recall, who, which, shown)

    @rule(who=WHO, which=WHICH, surely=st.booleans())
    def urge(self, who: str, which: int, surely: bool) -> None:
        self.take(Step.URGE, urge, who, which, pause=self.life.policy.urge_pause, surely=surely)

    @rule(who=WHO, which=WHICH)
    def finish_part(self, who: str, which: int) -> None:
        self.take(Step.FINISH_PART, finish_part, who, which)

    @rule(who=WHO, which=WHICH, person=ANYBODY, shown=SHOWN)
    def involve(self, who: str, which: int, person: str, shown: int | None) -> None:
        self.take(Step.INVOLVE, involve, who, which, shown, person_id=self.life.ids[person])

    @rule(who=WHO, which=WHICH, person=st.sampled_from((OTHER, OTHER, COLLEAGUE)), shown=SHOWN)
    def release(self, who: str, which: int, person: str, shown: int | None) -> None:
        self.take(Step.RELEASE, release, who, which, shown, person_id=self.life.ids[person])

    @precondition(lambda self: self.parts < MOST_PARTS)
    @when(Step.SPLIT)
    @rule(who=WHO, which=WHICH, lead=st.sampled_from((COLLEAGUE, LEAD, OTHER)), days=DAYS, by_hour=st.booleans())
    def split(self, who: str, which: int, lead: str, days: int, by_hour: bool) -> None:
        facts = {"lead_id": self.life.ids[lead], "deadline": self.until(days, by_hour), "policy": self.life.policy}
        self.parts += self.take(Step.SPLIT, split, who, which, title="Phần số liệu", **facts)

    @rule(who=WHO, which=WHICH, words=WORDS)
    def note(self, who: str, which: int, words: str) -> None:
        self.take(Step.NOTE, note, who, which, words=words)

    @rule(who=WHO, which=WHICH)
    def object_to(self, who: str, which: int) -> None:
        self.take(Step.OBJECT, object_to, who, which, words="hạn quá gấp, đã báo từ đầu")

    @precondition(lambda self: self.life.witness.contested())
    @rule(who=WHO, words=WORDS, upheld=st.booleans(), back=st.sampled_from((0, 0, 1)))
    def settle_objection(self, who: str, words: str, upheld: bool, back: int) -> None:
        """Mostly the one that waits longest; now and then one that has its answer."""
        task_id, objection_id = self.life.witness.contested()[0]
        step = Step.UPHOLD if upheld else Step.DISMISS

        async def attempt(session: Session, actor: Any, _policy: Any, now: datetime) -> None:
            about = {"now": now, "objection_id": objection_id - back}
            if upheld:
                await uphold(session, actor, task_id, correction=words, **about)
            else:
                await dismiss(session, actor, task_id, reason=words, **about)

        self.life.attempt("settle_objection", self.who(who, task_id, step), attempt)

    @rule(who=WHO, which=WHICH, shown=SHOWN)
    def block(self, who: str, which: int, shown: int | None) -> None:
        self.take(Step.BLOCK, block, who, which, shown, why="Chờ Sở Tài chính")

    @when(Step.UNBLOCK)
    @rule(who=WHO, which=WHICH)
    def unblock(self, who: str, which: int) -> None:
        self.take(Step.UNBLOCK, unblock, who, which)

    @rule(who=WHO, which=WHICH, days=DAYS, by_hour=st.booleans())
    def ask_extension(self, who: str, which: int, days: int, by_hour: bool) -> None:
        self.take(Step.ASK_EXTENSION, ask_extension, who, which, wanted=self.until(days, by_hour), reason="Mưa lũ")

    @when(Step.GRANT_EXTENSION)
    @rule(who=WHO, which=WHICH)
    def grant(self, who: str, which: int) -> None:
        self.take(Step.GRANT_EXTENSION, grant_extension, who, which)

    @when(Step.REFUSE_EXTENSION)
    @rule(who=WHO, which=WHICH, words=WORDS)
    def refuse(self, who: str, which: int, words: str) -> None:
        self.take(Step.REFUSE_EXTENSION, refuse_extension, who, which, opinion=words)

    @when(Step.OFFER_EXTENSION)
    @rule(who=WHO, which=WHICH, days=DAYS, by_hour=st.booleans())
    def offer(self, who: str, which: int, days: int, by_hour: bool) -> None:
        self.take(Step.OFFER_EXTENSION, offer_extension, who, which, until=self.until(days, by_hour))

    @when(Step.TAKE_OFFER)
    @rule(who=WHO, which=WHICH)
    def take_offer(self, who: str, which: int) -> None:
        self.take(Step.TAKE_OFFER, take_offer, who, which)

    @when(Step.DECLINE_OFFER)
    @rule(who=WHO, which=WHICH, words=WORDS)
    def decline_offer(self, who: str, which: int, words: str) -> None:
        self.take(Step.DECLINE_OFFER, decline_offer, who, which, opinion=words)

    @rule(who=WHO, which=WHICH, words=WORDS, to_whom=st.sampled_from((None, "Sở Công Thương", "Văn phòng")))
    def ask_return(self, who: str, which: int, words: str, to_whom: str | None) -> None:
        self.take(Step.ASK_RETURN, ask_return, who, which, reason=words, to_whom=to_whom)

    @when(Step.REFUSE_RETURN)
    @rule(who=WHO, which=WHICH, words=WORDS)
    def refuse_return(self, who: str, which: int, words: str) -> None:
        self.take(Step.REFUSE_RETURN, refuse_return, who, which, opinion=words)

    @rule(who=WHO, which=WHICH, lead=ANYBODY, shown=SHOWN)
    def reassign(self, who: str, which: int, lead: str, shown: int | None) -> None:
        self.take(Step.REASSIGN, reassign, who, which, shown, lead_id=self.life.ids[lead])

    @rule(which=WHICH, days=DAYS, step=st.sampled_from((Step.PAUSE, Step.SET_DEADLINE, Step.ACCEPT)))
    def the_lead_decides_about_his_own_work(self, which: int, days: int, step: Step) -> None:
        """Also one who follows the work of others, and may do all this to it."""
        if step is Step.PAUSE:
            self.pause(ITS_LEAD, which, "Bận")
        elif step is Step.SET_DEADLINE:
            self.set_deadline(ITS_LEAD, which, days, by_hour=False)
        else:
            self.take(step, accept, ITS_LEAD, which, policy=self.life.policy)

    @rule(who=WHO, which=WHICH, words=WORDS)
    def pause(self, who: str, which: int, words: str) -> None:
        self.take(Step.PAUSE, pause, who, which, reason=words)

    @when(Step.RESUME)
    @rule(who=WHO, which=WHICH)
    def resume(self, who: str, which: int) -> None:
        self.take(Step.RESUME, resume, who, which)

    @when(Step.REOPEN)
    @rule(who=WHO, which=WHICH, words=WORDS)
    def reopen(self, who: str, which: int, words: str) -> None:
        self.take(Step.REOPEN, reopen, who, which, reason=words)

    @rule(who=WHO, which=WHICH, days=DAYS, by_hour=st.booleans())
    def set_deadline(self, who: str, which: int, days: int, by_hour: bool) -> None:
        self.take(Step.SET_DEADLINE, set_deadline, who, which, until=self.until(days, by_hour), reason="Tỉnh yêu cầu")

    @rule(
        who=WHO, which=WHICH, length=st.sampled_from((None, Duration(n=20, unit="minute"), Duration(n=3, unit="day")))
    )
    def snooze(self, who: str, which: int, length: Duration | None) -> None:
        self.take(Step.SNOOZE, snooze, who, which, policy=self.life.policy, length=length)

    @rule(who=WHO, which=WHICH)
    def ask(self, who: str, which: int) -> None:
        task_id = self.task(which, Step.ASK)

        async def step(session: Session, actor: Any, _policy: Any, now: datetime) -> None:
            await ask(session, actor, "Ký hiệu nào?", now=now, task_id=task_id)

        self.life.attempt("ask", self.who(who, task_id, Step.ASK), step)

    @rule(who=WHO, which=WHICH, number=st.integers(1, 3), words=WORDS)
    def answer(self, who: str, which: int, number: int, words: str) -> None:
        async def step(session: Session, actor: Any, _policy: Any, now: datetime) -> None:
            await answer(session, actor, number, words, now=now)

        self.life.attempt("answer", self.who(who, self.task(which, Step.ANSWER), Step.ANSWER), step)

    @rule(who=WHO, which=WHICH, new=st.booleans())
    def attach(self, who: str, which: int, new: bool) -> None:
        self.files += new
        file = SentFile(channel=CHANNEL, kind=FileKind.DOCUMENT, file_id=f"f{self.files}", name="bao-cao.docx")
        self.take(Step.ATTACH, attach, who, which, file=file)

    @rule(
        which=WHICH, back=st.sampled_from((1, 1, 1, 2, 3)), who=st.sampled_from((*(None for _ in PEOPLE * 2), *PEOPLE))
    )
    def undo(self, which: int, back: int, who: str | None) -> None:
        """Mostly by whoever took the step, else by somebody whose it is not."""
        entries = self.life.witness.entries[self.task(which, Step.UNDO)]
        entry = entries[-min(back, len(entries))]
        person_id = entry["actor_id"] if who is None and entry["actor_id"] else self.life.ids[who or LEAD]
        window = self.life.policy.undo_window

        async def step(session: Session, actor: Any, _policy: Any, now: datetime) -> None:
            await undo(session, actor, entry["task_id"], entry_id=entry["id"], now=now, window=window)

        self.life.attempt("undo", person_id, step)

    @rule(who=WHO, which=WHICH)
    def report_period(self, who: str, which: int) -> None:
        task_id = self.task(which, Step.PROGRESS)

        async def step(session: Session, actor: Any, policy: Any, now: datetime) -> None:
            found = await tasks.load(session, task_id)
            assert found is not None
            period = open_period(found.task, Plan.from_json(found.row.plan), policy.calendar, now)
            if period is not None:
                told = PeriodReport(done="Rà soát 40 thủ tục", difficulties="Thiếu kinh phí")
                facts = {"period": period.name, "report": told, "words": told.done}
                await report_period(session, actor, task_id, now=now, **facts)

        self.life.attempt("report_period", self.who(who, task_id, Step.PROGRESS), step)

    @rule(who=ANYBODY, person=ANYBODY, substitute=ANYBODY, first=st.integers(-1, 2), length=st.integers(-1, 4))
    def delegate(self, who: str, person: str, substitute: str, first: int, length: int) -> None:
        ids = self.life.ids
        days = {"first": self.day(first), "last": self.day(first + length)}

        async def step(session: Session, actor: Any, policy: Any, now: datetime) -> None:
            who = {"person_id": ids[person], "substitute_id": ids[substitute]}
            await delegate(session, actor, policy=policy, now=now, **who, **days)

        self.life.attempt("delegate", ids[who], step)

    @rule(who=ANYBODY, number=st.integers(1, 3))
    def end_delegation(self, who: str, number: int) -> None:
        async def step(session: Session, actor: Any, _policy: Any, now: datetime) -> None:
            await end_delegation(session, actor, number, now=now)

        self.life.attempt("end_delegation", self.life.ids[who], step)

    @rule(who=ANYBODY, at=st.sampled_from((time(6), time(7, 30), time(9, 30))))
    def settle_morning(self, who: str, at: time) -> None:
        async def step(session: Session, actor: Any, policy: Any, _now: datetime) -> None:
            await settle_morning(session, actor, at, policy)

        self.life.attempt("settle_morning", self.life.ids[who], step)

    @rule(who=ANYBODY, on=st.booleans())
    def settle_digest_only(self, who: str, on: bool) -> None:
        self.life.change(lambda session: _settle_digest(session, self.life, who, on))

    @rule(who=ANYBODY, days=DAYS, override=st.sampled_from((True, True, False, None)), stale=st.booleans())
    def change_calendar(self, who: str, days: int, override: bool | None, stale: bool) -> None:
        what = None if override is None else Override(off=override, why="Bão")
        decided = {self.day(days): what}

        async def step(session: Session, actor: Any, policy: Any, now: datetime) -> None:
            version = await days_kept.version(session) - stale
            facts = {"calendar": policy.calendar, "version": version, "now": now}
            await change_calendar(session, actor, decided, **facts)

        if self.life.attempt("change_calendar", self.life.ids[who], step):
            self.life.decided(decided)

    @rule(who=ANYBODY)
    def block_the_bot(self, who: str) -> None:
        self.life.messenger.blocking.add(who)

    @rule(who=ANYBODY)
    def unblock_the_bot(self, who: str) -> None:
        self.life.unblock(who)

    @rule(who=ANYBODY)
    def leave_or_bind(self, who: str) -> None:
        person_id = self.life.ids[who]
        if self.life.witness.is_bound(person_id):
            self.life.unbind(person_id)
        else:
            self.life.bind(person_id)

    @precondition(lambda self: self.ticks < MOST_TICKS)
    @rule(fates=st.lists(FATES, min_size=1, max_size=4))
    def the_wire_fails(self, fates: list[Fate]) -> None:
        self.life.messenger.fates.extend(fates)
        self.tick()

    @rule(length=LENGTHS)
    def time_passes(self, length: timedelta) -> None:
        """And the service sleeps meanwhile."""
        self.life.now += length

    def tick(self) -> None:
        self.ticks += 1
        self.life.tick()

    @precondition(lambda self: self.ticks < MOST_TICKS)
    @rule(length=LENGTHS)
    def time_passes_awake(self, length: timedelta) -> None:
        self.life.now += length
        self.tick()

    @precondition(lambda self: self.ticks < MOST_TICKS)
    @rule()
    def a_morning_comes(self) -> None:
        self.life.to_the_morning()
        self.tick()

    @precondition(lambda self: self.ticks < MOST_TICKS and len(self.life.witness.tasks) < MOST_TASKS)
    @rule(urgency=st.sampled_from((Urgency.NORMAL, Urgency.TOP_URGENT)), lead=ANYBODY)
    def somebody_assigns_at_night(self, urgency: Urgency, lead: str) -> None:
        self.life.to_the_night()
        self.assign(DeadlineKind.DAY, Rhythm.MONTH, 2, urgency, lead)
        self.tick()

    @rule()
    def look(self) -> None:
        self.life.look()

    @precondition(lambda self: self.ticks < MOST_TICKS)
    @rule()
    def deliver(self) -> None:
        self.ticks += 1
        self.life.deliver()

    @rule()
    def the_clock_is_put_back(self) -> None:
        self.life.now -= timedelta(hours=1)


async def _settle_digest(session: Session, life: Life, who: str, on: bool) -> None:
    actor = await people.actor(session, life.ids[who])
    assert actor is not None
    await settle_digest_only(session, actor, on)
