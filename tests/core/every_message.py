"""One of every message that the service can say, with the longest names, titles and numbers that there may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product
from types import SimpleNamespace

from core import deadline
from core.addressees import Addressees
from core.broadcast import Screen
from core.broadcast_draft import Ask, CastDraft
from core.calendar_talk import CalendarTalk
from core.counting import COUNTED, Counts, Official, window
from core.deadline import Deadline, DeadlineKind, Rhythm
from core.decisions import Decision
from core.draft import Draft, Gap, Part
from core.history import History, Past
from core.message import Outgoing
from core.nudge import NudgeKind
from core.periods import named, rhythm_of
from core.proposal import Proposal, Verb
from core.replan import Effect
from core.report import Contested, Line, Merit, Merits, Record, Report, Told
from core.report_periods import Span, before, period_on
from core.sent_file import FileKind, SentFile
from core.slot import Audience
from core.standing import standing
from core.talk import PROPOSING, Talk, Waiting
from core.task import State, Step, Target, Task, Urgency, is_legal
from core.vietnamese.assignments.until import Until
from core.watch import Watch
from core.wish import Wish
from core.wording import (
    answers,
    assigning,
    broadcasting,
    broadcasts,
    burning,
    calendar,
    cards,
    conversations,
    decisions,
    digests,
    feeds,
    found,
    history,
    leave,
    lists,
    merits,
    news,
    periods,
    proposals,
    questions,
    records,
    reports,
    settings,
    urging,
    watch,
    wishes,
)
from core.wording.broadcasting import Chosen
from core.wording.burning import Fire
from core.wording.views import Happened, Helper, LeaveView, ListView, Objected, Overview, Tally, TaskView, Urged
from core.wording.wishes import WishView
from tests.core.longest import A_DOUBT, A_WISH, LONG, NAME, TITLE
from tests.core.office import CALENDAR, a_task, at, on
from usecases.delegate import Obstacle

NOW = at("30/11/2026 09:00")
WINDOW = Deadline(kind=DeadlineKind.WINDOW, starts_on=date(2026, 11, 1), on=date(2027, 12, 4))
ONGOING = Deadline(kind=DeadlineKind.ONGOING, rhythm=Rhythm.QUARTER)
DEADLINES = [
    WINDOW,
    ONGOING,
    Deadline(kind=DeadlineKind.RECURRING, rhythm=Rhythm.QUARTER, on=date(2026, 12, 31)),
    Deadline(kind=DeadlineKind.PER_REGULATION),
    deadline.NO_DEADLINE,
    deadline.hour(at("30/11/2026 08:30")),
    *(deadline.day(on(each)) for each in ("01/01/2020", "30/11/2026", "05/12/2026", "31/12/2027")),
]
TARGET = Target(metric=TITLE, op=">=", value="1.234.567,5", unit=TITLE[:200])
ANYTHING = frozenset(Step)
MESSENGER_LIMIT = 4096


def an_outline(task: Task) -> TaskView:
    stands = standing(task, CALENDAR, NOW)
    return TaskView(task=task, standing=stands, calendar=CALENDAR, now=NOW, lead=NAME, lead_unit="")


def a_view(
    task: Task, *, leads: bool = True, crowded: bool = True, troubled: bool = False, offered: bool = False
) -> TaskView:
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
        coordinators=(Helper(NAME, True), Helper(NAME)) * (40 if crowded else 1),
        blocked_why="ữ" * 4096 if troubled else None,
        paused_why="ữ" * 4096 if task.state is State.PAUSED else None,
        promised_on=date(2027, 12, 4),
        said="ợ" * 4096,
        said_at=NOW,
        asked_until=deadline.hour(at("05/12/2027 08:30")) if troubled else None,
        asked_why="ẵ" * 4096,
        offered_until=deadline.day(on("05/12/2027")) if offered else None,
        offered_why="ẵ" * 4096,
        request=99999 if troubled else None,
        extensions=99,
        pushes_up=troubled,
        files=1234,
        parent=(123455, TITLE),
        children=tuple(an_outline(task) for _ in range(40 if crowded else 0)),
        period=named("2026-Q4") if rhythm_of(task.deadline) else None,
        round_before=123455,
        round_after=123457,
        objection=Objected(id=999999, by=NAME, words=("ỡ" * 4096, "ỡ" * 4096, NAME), since=NOW)
        if troubled or offered
        else None,
        urged=Urged(times=123, at=NOW - timedelta(days=1), by=NAME),
        undo=None if offered else 999999,
        can=frozenset(step for step in ANYTHING if is_legal(step, task.state)),
        leads=leads,
        owes_part=not leads,
        follows=not leads,
    )


def tasks() -> Iterator[Task]:
    for state, due, urgency in product(State, DEADLINES, (Urgency.NORMAL, Urgency.TOP_URGENT)):
        task = a_task(id=123456, title=TITLE, state=state, revision=99999, urgency=urgency, percent=100)
        task = replace(task, target=TARGET, reached=12345.5)
        yield replace(task, deadline=due, reported_at=NOW - timedelta(days=1))


VIEWS = [a_view(task, troubled=n % 2 == 0, offered=n % 4 == 0) for n, task in enumerate(tasks())]
VIEWS += [a_view(task, leads=False) for task in tasks()][::7]
SOME = VIEWS[::7]
UNTOLD = {Step.ASSIGN, Step.ACKNOWLEDGE, Step.PROGRESS, Step.ASK, Step.ANSWER, Step.SNOOZE}
NEWS = tuple(step for step in Step if step not in UNTOLD)
BRIEF = (Step.REPORT, Step.NOTE, Step.SEND_BACK, Step.BLOCK, Step.ASK_RETURN) * 3
WORDS = ("x" * 4096, "", None)
UNTIL = ("2027-12-31", "2027-12-31T08:30:00+07:00")
SPECIAL = {Step.UNDO: (Step.REPORT,), Step.GRANT_EXTENSION: UNTIL}
DATED = (Step.OFFER_EXTENSION, Step.TAKE_OFFER, Step.SET_DEADLINE)
SPOKEN_ELSEWHERE = {*PROPOSING, Waiting.ANSWER, Waiting.CALENDAR, Waiting.LEAVE, Waiting.ASSIGNMENT, Waiting.BROADCAST}
WORDY = tuple(each for each in Waiting if each not in SPOKEN_ELSEWHERE)
TURN = 999_999_999
CALENDAR_CHANGE = CalendarTalk(
    days={NOW.date(): None}, version=1, effect=Effect(deadlines=1, moved=2, furthest=timedelta(days=3))
)
EXTENSION = Proposal(verb=Verb.EXTEND, words="")
RETURN = Proposal(verb=Verb.RETURN, words="")
ANOTHER_DAY = Proposal(verb=Verb.OFFER, words="")
NEW_DAY = Proposal(verb=Verb.SET_DEADLINE, words="")
FACTS = {
    "name": NAME,
    "left": 4,
    "wait": 899.0,
    "text": answers.NOT_FOUND,
    "number": 123456,
    "why": "ZeroDivisionError",
    "what": "x" * 200,
    "names": [NAME] * 60,
    "draft": CastDraft(text=TITLE * 9).to_json(),
}


def every_message() -> Iterator[Outgoing]:
    yield from (cards.card(view, answers.STALE, more=n % 2 == 0) for n, view in enumerate(VIEWS))
    yield from (
        cards.card(replace(view, leads=False), answers.STALE, more=more) for view in VIEWS for more in (True, False)
    )
    yield from (cards.nudge(view, kind, who) for view in SOME for kind, who in product(NudgeKind, Audience))
    for view, step in product(SOME, NEWS):
        untils = UNTIL if step in DATED else (None,)
        for words, until in product(SPECIAL.get(step, WORDS), untils):
            yield news.news(step, view, NAME, words, until=until, closes=until is not None)
    yield from (questions.question(asked, view, TURN) for view in SOME for asked in WORDY)
    yield from every_conversation()
    yield from (questions.recall_surely(view) for view in SOME)
    yield from every_urging()
    yield from (speaks(**FACTS) for speaks in answers.SAYINGS.values())
    yield from every_list()
    yield watch.summary(dict.fromkeys(Watch, 123456))
    yield calendar.read_back(CALENDAR_CHANGE, CALENDAR, NOW, TURN)
    yield from every_leave()
    yield from every_feed()
    yield from every_draft()
    yield from every_report()
    yield from every_broadcast()
    for digest_only, morning in product((True, False), (time(7, 30), time(8, 15))):
        facts = {"digest_only": digest_only, "earliest": time(7, 30), "latest": time(10)}
        yield settings.settings(morning, settings.not_an_hour(), **facts)


def every_feed() -> Iterator[Outgoing]:
    url, more = f"https://lich.{'x' * 200}.vn/calendar/{'y' * 43}.ics", (feeds.of_unit(999_999_999),)
    for unit in (None, NAME * 5):
        yield feeds.link(url, unit, 999_999_999, 999_999_999, more)
        yield feeds.there_is(unit, NOW, NOW, 999_999_999, 999_999_999, more)
        yield feeds.withdrawn(unit, 999_999_999, 999_999_999)
    yield answers.SAYINGS["text"](text=feeds.not_open([NAME] * 10))
    yield answers.SAYINGS["text"](text=feeds.no_such_unit(TITLE))


def every_leave() -> Iterator[Outgoing]:
    mine = LeaveView(
        number=999999, person=NAME, substitute=NAME, first=date(2026, 12, 30), last=date(2027, 2, 1), now=NOW, ends=True
    )
    for view in (mine, replace(mine, is_mine=True, runs=True)):
        yield leave.read_back(view, 999999, TURN)
        yield leave.delegations([view] * 10, leave.ended(view))
        yield from (told(view) for told in (leave.made, leave.called_off, leave.over))
        steps = [Happened(number=123456, title=TITLE, step=step, by=NAME, at=NOW) for step in Step][:10]
        yield leave.back(view, steps, 1000)
        yield leave.back(view, (), 0)
        for start in range(0, len(VIEWS), 8):
            page = ListView(tasks=tuple(VIEWS[start : start + 8]), number=50, pages=100, total=800)
            yield leave.begins(view, page, [lists.line(each) for each in page.tasks])
            yield from (leave.left_behind(page, part, leave.left([NAME] * 60)) for part in (0, 1))
    yield leave.delegations(())
    yield leave.which_one([(999999, NAME)] * 6, TURN)
    texts = [leave.cannot(each, mine if each in leave._IN_THE_WAY else None, 60) for each in Obstacle]
    yield from (answers.SAYINGS["text"](text=text) for text in (*texts, leave.nobody("x" * 4096), leave.several(NAME)))


def every_urging() -> Iterator[Outgoing]:
    for view, step, words in product(SOME[::7], (Step.ASK_RETURN, Step.NOTE), ("ợ" * 4096, None)):
        reply = urging.Reply(name=NAME, at=NOW, step=step, words=words, percent=100, promised_on=date(2027, 12, 4))
        yield urging.answers(view, reply)[0]
        slots = dict.fromkeys(periods.SLOTS, words or "x")
        yield periods.news(view, NAME, {"period": "2026-Q4"} | slots)[0]
        yield urging.surely(view, urging.nobody_silent(view.number, [reply] * 13, NOW))


def every_conversation() -> Iterator[Outgoing]:
    for view, text in product(SOME[::5], ("ợ" * 4096, "việc 12 xong rồi")):
        for told in every_proposal(text):
            first = Talk(proposals=(replace(told, task_id=view.number),))
            several = replace(first, proposals=first.proposals * 12)
            asked = replace(first, proposals=(told,), offered=(view.number,) * 8, several=True)
            yield from filter(
                None, (proposals.prompt(Waiting.CONFIRM, each, {view.number: view}, TURN) for each in (first, several))
            )
            yield from filter(
                None, (proposals.prompt(each, asked, {view.number: view}, TURN) for each in (Waiting.TASK, Waiting.FIX))
            )
            yield Outgoing(text=(proposals.carried_out(first.proposals[0], NOW, quiet=True),))
        yield conversations.question(999999, NAME, text, view, NOW)
        yield conversations.question(999999, NAME, text, None, NOW)
        yield conversations.answered(NAME, text, NAME, text)
        yield conversations.answer(NAME, text, text, view)
        yield conversations.ask_answer(NAME, text, TURN)
        yield conversations.file(view, NAME, "bao-cao.pdf", NOW, text)
        for verb in (Verb.REASSIGN, Verb.INVOLVE, Verb.SPLIT):
            whom = Proposal(verb=verb, words="", task_id=view.number)
            handing = Talk(proposals=(whom,), people=((1, NAME),) * 6, present=((2, NAME),) * 20)
            yield from filter(None, [proposals.prompt(Waiting.PERSON, handing, {view.number: view}, TURN)])
        division = Proposal(verb=Verb.SPLIT, words="", title=text)
        lacks = (
            (Waiting.TITLE, division),
            (Waiting.DAY, division),
            (Waiting.DAY, EXTENSION),
            (Waiting.REASON, EXTENSION),
            (Waiting.REASON, RETURN),
        )
        for waiting, lacking in (*lacks, *product((Waiting.DAY, Waiting.REASON), (ANOTHER_DAY, NEW_DAY))):
            talk = Talk(proposals=(replace(lacking, task_id=view.number),))
            yield from filter(None, [proposals.prompt(waiting, talk, {view.number: view}, TURN)])


def every_proposal(text: str) -> Iterator[Proposal]:
    for verb in Verb:
        yield Proposal(
            verb=verb,
            words=text,
            percent=100,
            reached=12345.5,
            on=date(2027, 12, 5),
            reason=text,
            to_whom=text,
            title=text,
            document="1234567/UBND-KGVX",
            period="2026-Q4",
            files=(SentFile(channel="telegram", kind=FileKind.PHOTO, file_id="x"),) * 10,
        )


def every_draft() -> Iterator[Outgoing]:
    """As much as anybody can write into one assignment, and next to nothing."""
    who = (1, f"{NAME}, Sở Văn hóa, Thể thao và Du lịch")
    day_off = Until(words="ợ" * 900, on=date(2027, 12, 5), named=date(2027, 12, 6), others=(date(2027, 12, 7),) * 9)
    files = (SentFile(channel="telegram", kind=FileKind.DOCUMENT, file_id="x", name="y" * 255),) * 10
    full = Draft(
        words="",
        title=TITLE,
        lead=who,
        lead_words="ợ" * 4000,
        helpers=(who,) * 80,
        informed=(who,) * 80,
        unfound=((Part.HELPS, "ữ" * 4000), (Part.INFORMED, "x")),
        offered=(who,) * 6,
        several=True,
        until=day_off,
        urgency=Urgency.TOP_URGENT,
        product="ấ" * 4000,
        document="1234567/UBND-KGVX",
        document_on=date(2026, 11, 20),
        group=5,
        files=files,
    )
    past, unclear = Until(words="hôm qua", on=date(2026, 11, 1)), Until(words="x" * 900, unclear=True)
    bare = Draft(words="", title="x", lead=who, unfound=((Part.INFORMED, "x"),), until=Until(undated=True))
    for draft, gap in product((full, bare, replace(full, until=past), replace(full, until=unclear)), Gap):
        if gap is not Gap.CONFIRM or draft.deadline is not None:
            yield assigning.prompt(replace(draft, asked=gap), TURN, CALENDAR, NOW)
    yield assigning.prompt(replace(full, asked=Gap.TITLE, title=TITLE * 2), TURN, CALENDAR, NOW)
    yield assigning.prompt(Draft(words="", asked=Gap.LEAD), TURN, CALENDAR, NOW)
    yield Outgoing(text=(assigning.given(123456, full, quiet=True),))


A_STEP = Past(
    at=NOW,
    by=NAME,
    step=Step.URGE,
    words="x" * 4096,
    instead_of=NAME,
    percent=100,
    day=NOW.date(),
    to=(NAME,) * 9,
)
A_HISTORY = History(task_id=123456, title=TITLE, number=2, pages=9, total=99, now=NOW, steps=(A_STEP,) * 8)


def every_report() -> Iterator[Outgoing]:
    """Of the largest office in the longest period, and of nothing."""
    many = Counts(**dict.fromkeys(COUNTED, 123456))
    unit = Line(name="Sở Văn hóa, Thể thao và Du lịch " * 4, counts=many)
    task = Told(
        number=123456,
        title=TITLE,
        document="1234567/UBND-KGVX",
        unit=unit.name[:60],
        lead=NAME,
        given_at=NOW,
        ends_at=at("31/12/2027 00:00"),
        original_on=date(2027, 1, 1),
        official=Official.OPEN_IN_TIME,
        finished_at=None,
    )
    merit = Merit(name=NAME * 2, done=123456, blameless=True)
    groups = [SimpleNamespace(id=999_999_999, title=TITLE)] * 30
    for span in Span:
        period = before(period_on(span, NOW.date()))
        seen = window(period, NOW)
        full = Report(seen=seen, scope=TITLE, units=(unit,) * 99, groups=(unit,) * 6, total=many, now=NOW)
        yield reports.report(full, "x" * 300, also=[period_on(each, NOW.date()) for each in Span])
        yield reports.report(replace(full, units=(), total=Counts()))
        yield reports.groups(full.groups, seen, reports=True)
        yield reports.not_begun(period)
        facts = {"person_id": 999_999_999, "name": NAME, "unit": "", "seen": seen, "now": NOW}
        contested = Contested(waiting=999, upheld=999, dismissed=999)
        page = Record(contested=contested, counts=many, tasks=(task,) * records.PAGE, page=50, pages=99, **facts)
        yield from (records.record(page), records.record(replace(page, counts=Counts(), tasks=())))
        yield merits.merits(Merits(seen=seen, units=(merit,) * 40, people=(merit,) * 40), groups, merits.ALREADY)
        yield merits.praise(Merits(seen=seen, units=(merit,) * 40, people=(merit,) * 40))
    yield from (records.history(task, A_HISTORY, view) for view in SOME)
    page_of_fire = ListView(tasks=tuple(VIEWS[:3]), number=1, pages=1, total=123456)
    yield from (burning.burning(dict.fromkeys(fires, page_of_fire), NOW) for fires in (Fire, ()))
    yield from (each.not_yours() for each in (reports, burning, merits))


def every_broadcast() -> Iterator[Outgoing]:
    """As many groups, units and people as there may be, all with long names."""
    names = dict.fromkeys(range(1, 21), NAME)
    much = Chosen(
        groups=names,
        units=names,
        people=(NAME,) * 9,
        left_out=(NAME,) * 9,
        reached=1000,
        unbound=999,
        tasks=99,
        below=True,
        everywhere=True,
        confirmed=9999,
    )
    to = Addressees(groups=(1, 99), units=tuple(names), heads=("", "sở"), but_units=(1,), everybody=True, deep=True)
    file = SentFile(channel="telegram", kind=FileKind.DOCUMENT, file_id="x", name="y" * 255)
    task = Draft(words="", title=TITLE, until=Until(words="x", on=date(2027, 12, 5)))
    facts = {"text": TITLE * 9, "to": to, "files": (file,) * 10, "send_at": NOW, "task": task, "number": 123456}
    full = CastDraft(**facts, urgent=True, page=2)
    for draft, ask in product((full, CastDraft(text="x", number=1)), Ask):
        yield broadcasting.prompt(draft.asking(ask), much, TURN, CALENDAR, NOW)
    told = (broadcasting.sent(123456, full, much, CALENDAR, NOW), broadcasting.unknown((TITLE,) * 9))
    told += (
        broadcasts.FOR_NOBODY.format(number=123456),
        broadcasts.corrected(123456, 10000, 99, 9999, "07:30 Thứ Hai 30/11", minor=False),
    )
    told += (broadcasting.waits(full), broadcasting.classified_group(NAME), broadcasting.GROUP_NEEDS_CODE)
    yield broadcasting.put_aside(full)
    yield from (answers.SAYINGS["text"](text=text) for text in told)
    cast = broadcasts.CastView(
        number=123456,
        author=NAME,
        parts=(LONG * 40, LONG),
        files=("y" * 255,),
        urgent=True,
        version=99,
        again=True,
        corrected_at=NOW,
        withdrawn_at=None,
        withdrawn_by=NAME,
        now=NOW,
    )
    for view, part in product((cast, replace(cast, withdrawn_at=NOW), replace(cast, urgent=False)), (0, 1, 2)):
        yield broadcasts.group_post(view, part, (0, 1000))
        for screen in (Screen.POST, Screen.REMINDER, Screen.NOTICE):
            yield broadcasts.post(view, part, read=broadcasts.Read(earlier_at=NOW), screen=screen)
    yield broadcasts.taken_back(replace(cast, withdrawn_at=NOW), broadcasts.Read(at=NOW))
    yield from (
        broadcasts.group_notice(cast),
        broadcasts.file(cast, "y" * 255),
        broadcasts.silent(cast, NAME, [NAME] * 99, [NAME] * 99),
    )
    tally = broadcasts.UnitTally(unit=NAME, confirmed=1, total=99, silent=(NAME,) * 98)
    receipts = broadcasts.ReceiptsView(
        cast=cast,
        state="posted",
        send_at=NOW,
        waits_until=NOW + timedelta(days=3),
        confirmed=8,
        total=1000,
        units=(tally,) * broadcasts.UNITS_ON_A_PAGE,
        pages=9,
        page=2,
        earlier=(NAME,) * 99,
        unreached=(NAME,) * 99,
        all_who_confirmed=(),
        groups=(NAME,) * 20,
        left=(NAME,) * 20,
        tasks=broadcasts.TasksTally(
            numbers=tuple(range(123456, 123556)), units=120, states=(("Chờ xác nhận hoàn thành", 99),) * 8, late=99
        ),
        without_task=(NAME,) * 20,
        to_urge=1000,
        mending=True,
    )
    yield broadcasts.receipts(receipts, broadcasts.urged(1000, [(NAME, TITLE)] * 4))
    over = replace(receipts, cast=replace(cast, withdrawn_at=NOW), units=(), all_who_confirmed=(NAME,) * 99)
    yield broadcasts.receipts(over, broadcasts.withdrawn(is_out=True, files=True, tasks=120))
    line = broadcasts.CastLine(
        number=123456,
        title=cast.title,
        at=NOW,
        state="posted",
        waits_until=NOW + timedelta(days=3),
        confirmed=1,
        total=1000,
    )
    yield broadcasts.recent([line] * 8, NOW)


def every_list() -> Iterator[Outgoing]:
    others = [replace(view, leads=False, helps=True) for view in VIEWS]
    for start in range(0, len(VIEWS), 8):
        page = ListView(tasks=tuple(others[start : start + 8]), number=50, pages=100, total=800)
        yield lists.my_tasks(page, answers.CANNOT_READ)
        yield lists.listed(
            replace(page, tasks=page.tasks[:6]), A_WISH, urging.too_soon(timedelta(minutes=5), NAME, NOW, NOW)
        )
        few = [replace(view, task=replace(view.task, id=1234)) for view in page.tasks[:6]]
        yield lists.listed(replace(page, tasks=tuple(few), total=10_000, more=True), A_WISH)
        yield found.found(TITLE, replace(page, tasks=page.tasks[:6], more=True))
        waiting = [
            decisions.Undecided(task=view, decision=each, since=NOW, asked=False)
            for view, each in zip(page.tasks, Decision, strict=False)
        ]
        yield decisions.pile(waiting, page, 0, urging.ALL_UNDER_WAY)
    yield lists.listed(ListView(tasks=(), number=1, pages=1, total=0), A_WISH)
    yield wishes.doubted(A_WISH, A_DOUBT)
    yield wishes.doubted(WishView(wish=Wish()), replace(A_DOUBT, words=()))
    yield urging.result(urging.all_urged(dict.fromkeys(urging._LEFT_OUT, 9999) | {"urged": 9999}, [NAME] * 999))
    yield wishes.panel(A_WISH, 99999)
    yield wishes.units(A_WISH, [(99999, TITLE, 99999)] * 8)
    yield urging.all_surely(A_WISH, 99999)
    yield history.history(A_HISTORY)
    for count, kind in product((2, 3, 6, 7, 10, 11, 100), NudgeKind):
        yield digests.digest([(view, kind) for view in others[:count]])
    briefs = [(view, news.brief(step, view, NAME, "x" * 4096)) for view, step in zip(SOME, BRIEF, strict=False)][:10]
    yield digests.digest([(view, NudgeKind.DECIDE) for view in others], briefs)
    tally = Tally(open=99999, late=99999, today=9999, soon=9999, unacknowledged=99999)
    units = (("Sở Văn hóa, Thể thao và Du lịch", 1234),) * 5
    for weekly in (True, False):
        overview = Overview(
            weekly=weekly,
            monday=NOW.date(),
            own=page,
            mine=tally,
            ruled=tally,
            rules_all=weekly,
            late=tuple(others[:6]),
            late_units=units,
            contested=tuple(others[:2]),
            objections=999,
        )
        yield digests.digest([], (), overview)
        yield digests.digest([(view, NudgeKind.BEFORE) for view in others], briefs, overview)
