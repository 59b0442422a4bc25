"""The answer to what was asked about a reply: yes, no, a day, a reason, a task, or something altogether different."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.context import Bound
from bot.dialogs import broadcasting, giving, handing, leave, period, splitting
from bot.dialogs import words as in_words
from bot.dialogs.open import ask, close
from bot.dialogs.proposals import act, go_on
from bot.incoming import Said
from bot.screens import Origin, show, tell
from core.proposal import DATED, DECISIONS, MOST_FILES, Proposal, Verb, propose, takes_files
from core.sent_file import SentFile
from core.talk import PROPOSING, Talk, Waiting
from core.vietnamese.answers import (
    Answer,
    Correction,
    answer_of,
    calls_off,
    correction,
    hesitates,
    says_all,
    says_no_more,
)
from core.vietnamese.dates import Duration, read_date
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.decisions import decision_of
from core.vietnamese.intents import Intent
from core.vietnamese.objecting import objecting_of
from core.vietnamese.period_report import has_labels, read_report
from core.vietnamese.reading import Reading, read
from core.which import Candidate, Clues, How, which
from core.wording import answers, asking
from db import phones, tasks
from db.outbox import Kind
from db.tables import Dialog


async def answer(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """Whether the words answer the question; when they do not, nothing has happened yet."""
    if dialog.step == Waiting.LEAVE:
        return await leave.answer(bound, dialog, said, words)
    if dialog.step == Waiting.ASSIGNMENT:
        return await giving.answer(bound, dialog, said, words)
    if dialog.step == Waiting.BROADCAST:
        return await broadcasting.answer(bound, dialog, said, words)
    if dialog.step not in PROPOSING:
        return await in_words.answer(bound, dialog, said, words)
    talk = Talk.from_json(dialog.payload)
    if said.file is not None and not takes_files(talk.asked):
        await tell(bound, answers.FILES_NOT_KEPT)
        if not words:
            return True
    elif said.file is not None and not words:
        await _another_file(bound, dialog, talk, said)
        return True
    if said.file is not None and takes_files(talk.asked):
        talk = with_file(talk, said.file)
    if calls_off(words) or (dialog.step == Waiting.CONFIRM and answer_of(words) is Answer.NO):
        await drop(bound, dialog)
        return True
    return await _ANSWERS[Waiting(dialog.step)](bound, dialog, talk, words)


async def drop(bound: Bound, dialog: Dialog, origin: Origin | None = None) -> None:
    """Nothing is written down."""
    await close(bound, dialog, pressed=origin)
    await tell(bound, answers.NOTHING_WRITTEN, origin)


async def _another_file(bound: Bound, dialog: Dialog, talk: Talk, said: Said) -> None:
    """Several photos come as several messages."""
    assert said.file is not None
    several = with_file(talk, said.file)
    note = answers.MOST_FILES if several == talk else None
    prompt = await phones.prompt_of(bound.context.session, bound.context.chat, dialog.turn)
    await ask(bound, Waiting(dialog.step), several, instead_of=Origin.of(prompt) if prompt else None, note=note)


def with_file(talk: Talk, file: SentFile) -> Talk:
    """A file goes with what is asked about, once, and not without end."""
    files = talk.asked.files
    known = len(files) >= MOST_FILES or any(each.file_id == file.file_id for each in files)
    return talk if known else talk.with_slots(files=(*files, file))


async def _confirm(bound: Bound, dialog: Dialog, talk: Talk, words: str) -> bool:
    if objecting_of(words, bound.context.now, bound.context.policy.calendar) is not None:
        return False
    answered = answer_of(words)
    if answered is Answer.YES:
        await act(bound, talk)
        return True
    if answered in (Answer.WRONG, Answer.UNDO):
        await ask_what_is_wrong(bound, talk)
        return True
    if talk.asked.verb in DECISIONS and _decides_otherwise(bound, words):
        return False
    for says in (_reports_anew, _fix, _says_otherwise, _is_in_passing):
        if await says(bound, dialog, talk, words):
            return True
    return False


def _decides_otherwise(bound: Bound, words: str) -> bool:
    """ "Không đồng ý vì …", where a yes was read back."""
    return decision_of(words, bound.context.now, bound.context.policy.calendar) is not None


async def ask_what_is_wrong(bound: Bound, talk: Talk, origin: Origin | None = None) -> None:
    if talk.asked.verb is Verb.SPLIT:
        await splitting.begin(bound, talk, origin)
    elif talk.asked.verb is Verb.PERIOD:
        await period.ask_anew(bound, talk.asked)
    else:
        await ask(bound, Waiting.FIX, talk, instead_of=origin)


async def _reports_anew(bound: Bound, _dialog: Dialog, talk: Talk, words: str) -> bool:
    """The report of a period once more, with its labels; what was missing is added to it."""
    if talk.asked.verb is not Verb.PERIOD or not has_labels(words):
        return False
    if read_report(words) is None:
        words = f"{talk.asked.words}\n{words}"
    await period.go_on_with(bound, talk.asked, words, heard=talk.heard)
    return True


async def _says_otherwise(bound: Bound, _dialog: Dialog, talk: Talk, words: str) -> bool:
    """ "Sửa: việc 21 chưa xong", where that is one of several: the others stay as they were understood."""
    told = propose(_read(bound, words), words)
    numbers = [each.task_id for each in talk.proposals]
    if told is None or len(numbers) == 1 or told.task_id is None or numbers.count(told.task_id) != 1:
        return False
    changed = [told if each.task_id == told.task_id else each for each in talk.proposals]
    await go_on(bound, talk.about(changed))
    return True


async def _is_in_passing(bound: Bound, dialog: Dialog, talk: Talk, words: str) -> bool:
    """Politeness, a look at the list, and what is not understood leave the question open."""
    reading = _read(bound, words)
    if reading.intent is Intent.LIST_MY_TASKS:
        await show(bound, Kind.MY_TASKS)
        return True
    if reading.intent in (Intent.SMALLTALK, Intent.CLARIFY):
        await ask(bound, Waiting(dialog.step), talk, note=answers.ASK_AGAIN)
        return True
    return False


async def _fix(bound: Bound, dialog: Dialog, talk: Talk, words: str) -> bool:
    wanted = correction(words, bound.context.now, bound.context.policy.calendar)
    if wanted and wanted.unreal and len(talk.proposals) == 1 and talk.asked.verb in _TAKES_A_DAY:
        await ask(bound, Waiting(dialog.step), talk, note=asking.no_such_day(wanted.unreal))
        return True
    fixed = corrected(talk, wanted, words) if wanted else None
    if fixed is None:
        return False
    if not await go_on(bound, fixed):
        await close(bound, dialog)  # what was understood before was wrong: a yes must not bring it back
    return True


def corrected(talk: Talk, wanted: Correction, words: str) -> Talk | None:
    """The same with what the correction names in place of what was understood, in the words of both.

    None when it fits nothing here, or one of several proposals. Whatever is corrected is read back once more.
    """
    if len(talk.proposals) != 1:
        return None
    before = talk.proposals[0]
    after = before
    if wanted.task_no is not None:
        after = replace(after, task_id=wanted.task_no, shown=None)
    if wanted.reason is not None:
        after = replace(after, reason=wanted.reason)
    if wanted.percent is not None and before.verb in (Verb.PROGRESS, Verb.NOTE):
        after = replace(after, percent=wanted.percent, reached=None, verb=Verb.PROGRESS)
    if (wanted.on or wanted.length) and before.verb in _TAKES_A_DAY:
        after = replace(after, on=wanted.on, at=wanted.at, length=None if wanted.on else wanted.length, unreal=None)
    if after == before:
        return None
    if (after.task_id, after.on, after.length) != (before.task_id, before.on, before.length):
        after = after.undecided()
    said = f"{before.words} ({words})" if before.words else ""
    return replace(talk.about([replace(after, words=said, doubt=("corrected",))]), surely=False)


_TAKES_A_DAY = DATED | {Verb.GRANT, Verb.SPLIT, Verb.PROGRESS, Verb.ACKNOWLEDGE, Verb.NOTE}


async def _task(bound: Bound, dialog: Dialog, talk: Talk, words: str) -> bool:
    """A number, some words of the title, or all of them."""
    wanted = correction(words, bound.context.now, bound.context.policy.calendar)
    if wanted is not None and wanted.task_no is not None:
        await picked(bound, talk, wanted.task_no)
        return True
    reading = _read(bound, words)
    if talk.several and reading.intent in (Intent.CLARIFY, Intent.SMALLTALK) and says_all(words):
        await picked_all(bound, talk)
        return True
    loaded = await tasks.load_many(bound.context.session, talk.offered)
    own = [Candidate(task_id=number, title=each.task.title) for number, each in loaded.items()]
    found = which(words, Clues(own=own))
    if found.how is How.TITLE and (reading.intent in _NAMES_ONLY or len(words.split()) <= _FEW_WORDS):
        await picked(bound, talk, found.task_ids[0])
        return True
    return await _is_in_passing(bound, dialog, talk, words)


_NAMES_ONLY = frozenset({Intent.CLARIFY, Intent.SMALLTALK, Intent.LIST_MY_TASKS})
_FEW_WORDS = 4


async def picked(bound: Bound, talk: Talk, task_id: int, origin: Origin | None = None) -> None:
    """`task_id` 0 stands for a question that is about no task."""
    if task_id == 0 and talk.asked.verb is Verb.ASK:
        await ask(bound, Waiting.CONFIRM, replace(talk, offered=()), instead_of=origin)
        return
    told = talk.with_slots(task_id=task_id)
    others = tuple(number for number in talk.offered if number != task_id)
    more = any(each.task_id is None for each in told.proposals)
    await go_on(bound, replace(told, offered=others if more else ()), origin)


async def picked_all(bound: Bound, talk: Talk, origin: Origin | None = None) -> None:
    spread = [
        one
        for each in talk.proposals
        for one in ([each.about(number) for number in talk.offered] if each.task_id is None else [each])
    ]
    await go_on(bound, replace(talk.about(spread), offered=(), several=False), origin)


async def _day(bound: Bound, dialog: Dialog, talk: Talk, words: str) -> bool:
    """A day or a length; the reason may come in the same breath."""
    if talk.asked.verb is Verb.SPLIT:
        return await splitting.dated(bound, talk, words)
    context = bound.context
    pending = talk.asked
    found = read_date(words, context.now, context.policy.calendar)
    reading = _read(bound, words)
    slots = {**_said_anew(reading, pending, words), "unreal": None}
    if found.unreal is not None and not _is_elsewhere(reading, pending):
        unreal = talk.with_slots(**slots)
        await ask(bound, Waiting(dialog.step), unreal, note=asking.no_such_day(found.unreal))
        return True
    if found.kind is DateKind.POINT and found.date is not None and not _is_elsewhere(reading, pending):
        told = {"on": found.date, "at": found.time if found.grain in ("hour", "minute") else None, "length": None}
        await go_on(bound, _sure_or_not(talk.with_slots(**{**slots, **told}), sure=not found.confirm))
        return True
    length = found.duration or reading.duration
    if length is not None and not _is_elsewhere(reading, pending):
        await go_on(bound, talk.with_slots(**{**slots, "length": length, "on": None, "at": None}))
        return True
    if reading.intent in (Intent.LIST_MY_TASKS, Intent.DONE, Intent.QUESTION) or _is_elsewhere(reading, pending):
        return False
    await ask(bound, Waiting(dialog.step), talk, note=asking.NO_DAY)
    return True


def _said_anew(reading: Reading, pending: Proposal, words: str) -> dict[str, Any]:
    """What is said besides what was asked for: a whole sentence about the same task replaces all that it names."""
    told = propose(reading, words)
    if told is None or told.verb is not pending.verb or told.task_id not in (None, pending.task_id):
        return {"reason": reading.reason or pending.reason}
    slots: dict[str, Any] = {"percent": told.percent, "reason": told.reason, "words": words}
    named = {name: value for name, value in slots.items() if value is not None}
    if told.on is not None or told.length is not None:
        named |= {"on": told.on, "at": told.at, "length": told.length, "unreal": None}
    return named


def _sure_or_not(talk: Talk, *, sure: bool) -> Talk:
    """A day that may be another one is read back, even after buttons."""
    return talk if sure else replace(talk, surely=False)


def _is_elsewhere(reading: Reading, pending: Proposal) -> bool:
    named = {reading.task_no, *(item.task_no for item in reading.items)} - {None, pending.task_id}
    return bool(named)


async def days_more(bound: Bound, talk: Talk, days: int, origin: Origin | None = None) -> None:
    """So many working days more, counted like every other length."""
    length = Duration(n=days, unit="day", working=True)
    await go_on(bound, talk.with_slots(on=None, at=None, length=length, unreal=None), origin)


async def _reason(bound: Bound, dialog: Dialog, talk: Talk, words: str) -> bool:
    """Whatever is said, unless it speaks of another task."""
    pending = talk.asked
    reading = _read(bound, words)
    if _is_elsewhere(reading, pending) or reading.intent is Intent.LIST_MY_TASKS:
        return False
    anew = _said_anew(reading, pending, words)
    if reading.task_no is not None and "words" in anew and "reason" in anew:
        await go_on(bound, replace(talk.with_slots(**anew), surely=False))
        return True
    answered = answer_of(words)
    if answered in (Answer.NO, Answer.NONE) and pending.verb is Verb.OFFER:
        await without_reason(bound, talk)
        return True
    if answered is not None or (pending.verb in DECISIONS and says_no_more(words)):
        await ask(bound, Waiting.REASON, talk, note=answers.NEEDS_WORDS)
        return True
    if hesitates(words):
        await drop(bound, dialog)
        return True
    wanted = correction(words, bound.context.now, bound.context.policy.calendar)
    if wanted is not None and wanted.reason is None and pending.verb in DATED:
        fixed = corrected(talk, wanted, words)
        if fixed is not None:
            await go_on(bound, fixed)
            return True
    why = wanted.reason if wanted and wanted.reason else words
    to_whom = pending.to_whom or (reading.forward_to if pending.verb is Verb.RETURN else None)
    await go_on(bound, talk.with_slots(reason=why, to_whom=to_whom))
    return True


async def without_reason(bound: Bound, talk: Talk, origin: Origin | None = None) -> None:
    await go_on(bound, talk.with_slots(reason=""), origin)


async def _person(bound: Bound, _dialog: Dialog, talk: Talk, words: str) -> bool:
    if _read(bound, words).intent is Intent.LIST_MY_TASKS:
        return False
    return await handing.named(bound, talk, words)


def _read(bound: Bound, words: str) -> Reading:
    return read(words, bound.context.now, bound.context.policy.calendar)


_ANSWERS: Mapping[Waiting, Callable[[Bound, Dialog, Talk, str], Awaitable[bool]]] = {
    Waiting.CONFIRM: _confirm,
    Waiting.FIX: _fix,
    Waiting.TASK: _task,
    Waiting.DAY: _day,
    Waiting.REASON: _reason,
    Waiting.PERSON: _person,
    Waiting.TITLE: splitting.titled,
}
