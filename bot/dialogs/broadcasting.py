"""Writing a broadcast: its text or something forwarded, to whom, read back whole, and sent with one tap, once."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.context import Bound
from bot.dialogs import meanwhile
from bot.dialogs.giving import drafting_of
from bot.dialogs.open import ask_about_broadcast, close
from bot.files import is_too_large
from bot.incoming import Said
from bot.screens import Origin, show, tell
from core.broadcast import LONGEST_TEXT
from core.broadcast_draft import Ask, CastDraft
from core.calendar import OFFICE_ZONE
from core.draft import Gap
from core.roles import Duty, NotAllowed, has_duty
from core.sent_file import SentFile
from core.talk import Waiting
from core.vietnamese.answers import Answer, answer_of, calls_off
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.dates import read_date
from core.vietnamese.normalise import fold
from core.vietnamese.sending import bare_time, drops_task, drops_time, sends_now, task_along
from core.wording import answers, broadcasting, broadcasts
from core.wording.days import at_time
from db import dialogs, parked
from db.outbox import Kind
from db.tables import Dialog
from usecases.broadcast import NobodyThere, broadcast, leaves_at
from usecases.casting import applied, chosen, named
from usecases.chase import NotPosted
from usecases.correct import Corrected, correct, withdraw

SENDS = frozenset({"gui", "gui di", "gui nhe", "dong y"})
_DONE = frozenset({"xong", "xong roi", "du roi", "het", "the thoi", "xem lai"})


async def begin(bound: Bound, said: Said, words: str, *, offers: bool = False) -> None:
    """`/thongbao …`, with what came with it or what it answers; `offers` asks first whether it shall be one at all.

    The bare command goes on with what is being written already, "/thongbao thôi" drops it.
    """
    if not has_duty(bound.actor, Duty.BROADCAST):
        await tell(bound, broadcasting.NOT_YOURS)
        return
    if not (said.file or said.answered_file or said.answered_text) and await _goes_on(bound, words):
        return
    large = is_too_large(bound, said)
    files = [file for file in (said.file, said.answered_file) if file is not None and not (large and file == said.file)]
    text = "\n\n".join(each for each in (words, said.answered_text.strip()) if each)
    draft = CastDraft(text=text, files=tuple(files), heard=said.message_id)
    asked = draft.asking(Ask.OFFER) if offers else draft.next()
    await _ask(bound, _checked(asked), note=answers.TOO_LARGE if large else _too_long(draft))


async def _goes_on(bound: Bound, words: str) -> bool:
    """Whether the words are about a draft that waits here."""
    if words and fold(words).strip(" .!") not in _DROPS:
        return False
    if not words:
        return await resume(bound)
    if not await _drop_draft(bound):
        await tell(bound, broadcasting.NOTHING_TO_DROP)
    return True


_DROPS = frozenset({"thoi", "bo", "huy", "bo di", "huy bo"})


async def resume(bound: Bound) -> bool:
    """Asks again what was asked about the draft that waits; False when there is none."""
    draft = await meanwhile.draft_of(bound)
    if draft is None:
        return False
    await parked.unpark(bound.context.session, bound.context.chat)
    await _ask(bound, draft)
    return True


async def _drop_draft(bound: Bound) -> bool:
    dialog = await meanwhile.writing(bound)
    if dialog is not None:
        await close(bound, dialog)
    elif await meanwhile.draft_of(bound) is None:
        return False
    await parked.unpark(bound.context.session, bound.context.chat)
    await tell(bound, answers.NOTHING_WRITTEN)
    return True


def _too_long(draft: CastDraft) -> str | None:
    return broadcasting.TOO_LONG if len(draft.text) > LONGEST_TEXT else None


def _checked(draft: CastDraft) -> CastDraft:
    return replace(draft, text="", asked=Ask.TEXT) if _too_long(draft) else draft


async def _ask(bound: Bound, draft: CastDraft, origin: Origin | None = None, note: str | None = None) -> None:
    await ask_about_broadcast(bound, draft, instead_of=origin, note=note)


async def heard_again(bound: Bound, said: Said, words: str) -> bool:
    """The message in which the broadcast began has been edited before it was sent."""
    dialog = await dialogs.current(bound.context.session, bound.context.chat)
    if dialog is None or dialog.step != Waiting.BROADCAST or dialog.person_id != bound.actor.person_id:
        return False
    draft = CastDraft.from_json(dialog.payload)
    if draft.heard != said.message_id:
        return False
    edited = replace(draft, text=words.removeprefix("/thongbao").strip())
    await _ask(bound, _checked(edited.next()), note=_too_long(edited))
    return True


async def answer(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """Whether the words answer what is asked about the broadcast; when they do not, nothing has happened yet, and the
    draft stays as it is: the words are about something else.
    """
    draft = CastDraft.from_json(dialog.payload)
    drops = draft.asked in (Ask.CONFIRM, Ask.WHEN) and (drops_time(words) or drops_task(words))
    is_its_own = drops or (draft.asked is Ask.CONFIRM and task_along(words) is not None)
    if words and not is_its_own and await meanwhile.is_said_of_something_else(bound, said, words, draft.asked):
        return False
    if said.file is not None:
        await _take_file(bound, draft, said.file, words)
        return True
    if drops:
        less = replace(draft, send_at=None) if drops_time(words) else replace(draft, task=None)
        await _ask(bound, less.asking(Ask.CONFIRM))
        return True
    is_text = draft.asked in (Ask.TEXT, Ask.CORRECT) and len(words) >= _SHORT
    if not is_text and (calls_off(words) or answer_of(words) is Answer.NO):
        await close(bound, dialog)
        await tell(bound, answers.NOTHING_WRITTEN)
        return True
    return await _ANSWERS[draft.asked](bound, dialog, draft, words)


_SHORT = 20  # characters; a longer text may begin like a refusal


async def _take_file(bound: Bound, draft: CastDraft, file: SentFile, words: str) -> None:
    """Its caption is the text where there is none yet."""
    with_it = draft.with_file(file)
    if not with_it.text and words:
        with_it = replace(with_it, text=words)
    await _ask(bound, with_it.next() if draft.asked is Ask.TEXT else with_it, note=broadcasting.FILE_KEPT)


async def _offered(bound: Bound, _dialog: Dialog, draft: CastDraft, words: str) -> bool:
    if answer_of(words) is not Answer.YES:
        return False
    await _ask(bound, draft.next())
    return True


async def _text(bound: Bound, _dialog: Dialog, draft: CastDraft, words: str) -> bool:
    written = replace(draft, text=words)
    await _ask(bound, _checked(written.next()), note=_too_long(written))
    return True


async def _to(bound: Bound, _dialog: Dialog, draft: CastDraft, words: str) -> bool:
    if fold(words).strip(" .!") in _DONE and not draft.to.is_empty:
        await _ask(bound, draft.asking(Ask.CONFIRM))
        return True
    told, strayed = await named(bound.context.session, bound.actor, words, bound.context.now)
    to = applied(draft.to, told)
    notes = [broadcasting.OUTSIDE] if strayed else []
    notes += [broadcasting.unknown(tuple(told.unknown))] if told.unknown and told.says_something else []
    if not told.says_something and not strayed:
        if await meanwhile.may_be_said_of_a_task(bound, words):
            return False
        notes.append(broadcasting.WHO_ELSE)
    await _ask(bound, replace(draft, to=to, asked=Ask.TO), note="\n".join(notes) or None)
    return True


async def _confirm(bound: Bound, dialog: Dialog, draft: CastDraft, words: str) -> bool:
    """ "Gửi", "gửi ngay" whatever its hour, "gửi lúc 14h", "kèm việc: …", or somebody more."""
    if sends_now(words):
        await send(bound, dialog.turn, replace(draft, send_at=None))
        return True
    if (along := task_along(words)) is not None:
        return await _along(bound, dialog, draft, along)
    if answer_of(words) is Answer.YES or fold(words).strip(" .!") in SENDS:
        await send(bound, dialog.turn, draft)
        return True
    told, strayed = await named(bound.context.session, bound.actor, words, bound.context.now)
    if told.says_something or strayed:
        return await _to(bound, dialog, draft, words)
    if _time_of(bound, words) is not None:
        return await _when(bound, dialog, draft, words)
    names_a_day = read_date(words, bound.context.now, bound.context.policy.calendar).kind is DateKind.POINT
    return await _not_understood(bound, draft, words, broadcasting.TIME_OR_TASK if names_a_day else answers.ASK_AGAIN)


async def _not_understood(bound: Bound, draft: CastDraft, words: str, note: str = answers.ASK_AGAIN) -> bool:
    if await meanwhile.may_be_said_of_a_task(bound, words):
        return False
    await _ask(bound, draft, note=note)
    return True


async def _along(bound: Bound, dialog: Dialog, draft: CastDraft, words: str) -> bool:
    """Where there is no unit to which this person may give one, no task goes along."""
    facts = await chosen(bound.context.session, bound.actor, draft, bound.context.now)
    if not facts.tasks:
        await _ask(bound, draft, note=broadcasting.NO_UNIT)
    elif words:
        return await _task(bound, dialog, draft, words)
    else:
        await _ask(bound, draft.asking(Ask.TASK))
    return True


async def _when(bound: Bound, _dialog: Dialog, draft: CastDraft, words: str) -> bool:
    """A time, or "ngay bây giờ"."""
    if sends_now(words, asked_when=True):
        await _ask(bound, replace(draft, send_at=None, asked=Ask.CONFIRM))
        return True
    at = _time_of(bound, words)
    due = draft.task.deadline if draft.task else None
    if at is None and await meanwhile.may_be_said_of_a_task(bound, words):
        return False
    if at is None or at <= bound.context.now:
        note = broadcasting.NO_TIME if at is None else broadcasting.PASSED
        await _ask(bound, draft.asking(Ask.WHEN), note=note)
    elif due is not None and due.passed(at):
        await _ask(bound, draft.asking(Ask.WHEN), note=broadcasting.AFTER_DEADLINE)
    else:
        await _ask(bound, replace(draft, send_at=at, asked=Ask.CONFIRM))
    return True


def _time_of(bound: Bound, words: str) -> datetime | None:
    """When the words say nothing else; a day without an hour is its morning round."""
    context = bound.context
    reading = bare_time(words, context.now, context.policy.calendar)
    if reading is None or reading.date is None:
        return None
    return datetime.combine(reading.date, reading.time or context.policy.plan.morning, OFFICE_ZONE)


async def _task(bound: Bound, _dialog: Dialog, draft: CastDraft, words: str) -> bool:
    """What each unit is given; a date is never given silently."""
    along = task_along(words)
    drafting = await drafting_of(bound)
    task = drafting.begin(words if along is None else along, heard=None)
    gap = replace(task, lead=(0, ""), unfound=()).gap(draft.send_at or bound.context.now)
    if gap is not Gap.CONFIRM:
        await _ask(bound, draft.asking(Ask.TASK), note=broadcasting.NO_TASK)
    else:
        alone = replace(task, lead=None, helpers=(), informed=(), unfound=(), files=draft.files)
        await _ask(bound, replace(draft, task=alone, asked=Ask.CONFIRM))
    return True


async def _correct(bound: Bound, _dialog: Dialog, draft: CastDraft, words: str) -> bool:
    written = replace(draft, text=words)
    if _too_long(written):
        await _ask(bound, draft, note=broadcasting.TOO_LONG)
    else:
        await _ask(bound, written.asking(Ask.CORRECTED))
    return True


async def _corrected(bound: Bound, dialog: Dialog, draft: CastDraft, words: str) -> bool:
    """A yes, "giữ các xác nhận", or the text once more."""
    keeps = fold(words).startswith("giu ")
    if keeps or answer_of(words) is Answer.YES or fold(words).strip(" .!") in _CORRECTS:
        await send(bound, dialog.turn, draft, minor=keeps)
        return True
    if len(words) >= _SHORT:
        return await _correct(bound, dialog, draft, words)
    return await _not_understood(bound, draft, words)


_CORRECTS = frozenset({"dinh chinh", "sua", "sua di", "dinh chinh di"})


async def _surely(bound: Bound, dialog: Dialog, draft: CastDraft, words: str) -> bool:
    if answer_of(words) is not Answer.YES:
        return False
    await send(bound, dialog.turn, draft)
    return True


async def send(
    bound: Bound, turn: int, draft: CastDraft, origin: Origin | None = None, *, minor: bool = False
) -> str | None:
    """Whoever closes the question sends, corrects or withdraws: once, however often it is confirmed.

    A `minor` correction leaves what was confirmed as it is. Returns why nothing was done.
    """
    context = bound.context
    if not await dialogs.close_turn(context.session, context.chat, turn):
        return answers.ANSWERED
    try:
        if draft.number is not None:
            await _change(bound, draft, draft.number, origin, minor=minor)
            return None
        at = await leaves_at(context.session, bound.actor, draft, policy=context.policy, now=context.now)
        number = await broadcast(context.session, bound.actor, draft, policy=context.policy, now=context.now)
    except NobodyThere:
        await _ask(bound, draft.asking(Ask.TO), origin, broadcasting.NOBODY)
        return broadcasting.NOBODY
    except NotAllowed:
        await _ask(bound, draft.asking(Ask.TO), origin, broadcasting.OUTSIDE)
        return broadcasting.OUTSIDE
    except NotPosted:
        await tell(bound, broadcasts.NOT_POSTED, origin)
        return broadcasts.NOT_POSTED
    facts = await chosen(context.session, bound.actor, draft, context.now)
    told = broadcasting.sent(number, draft, facts, context.policy.calendar, context.now)
    if at > max(draft.send_at or context.now, context.now):
        held = broadcasting.sent(number, replace(draft, send_at=at), facts, context.policy.calendar, context.now)
        told = f"{broadcasting.NIGHTLY}\n{held}"
    await tell(bound, told, origin)
    return None


async def _change(bound: Bound, draft: CastDraft, number: int, origin: Origin | None, *, minor: bool) -> None:
    context = bound.context
    if draft.asked is Ask.WITHDRAW:
        stays = await withdraw(context.session, bound.actor, number, context.now)
        note = broadcasts.withdrawn(is_out=stays.is_out, files=stays.files, tasks=stays.tasks)
    else:
        done = await correct(context.session, bound.actor, number, draft.text, context.now, minor=minor)
        note = _what_happens(number, done, context.now, minor=minor)
    await show(bound, Kind.RECEIPTS, instead_of=origin, broadcast=number, note=note)


def _what_happens(number: int, done: Corrected, now: datetime, *, minor: bool) -> str:
    if not done.people and not done.groups:
        return broadcasts.NOT_SENT_YET
    rings = at_time(done.rings_at, now) if done.rings_at is not None and done.rings_at > now else None
    return broadcasts.corrected(number, done.people, done.groups, done.confirmed, rings, minor=minor)


_ANSWERS: Mapping[Ask, Callable[[Bound, Dialog, CastDraft, str], Awaitable[bool]]] = {
    Ask.OFFER: _offered,
    Ask.TEXT: _text,
    Ask.TO: _to,
    Ask.CONFIRM: _confirm,
    Ask.WHEN: _when,
    Ask.TASK: _task,
    Ask.CORRECT: _correct,
    Ask.CORRECTED: _corrected,
    Ask.WITHDRAW: _surely,
}
