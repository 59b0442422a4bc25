"""Giving a task by words: read, asked about where something is missing, read back, and given with one tap, once."""

from dataclasses import replace

from bot.context import Bound
from bot.dialogs.open import ask_about_draft, close
from bot.files import is_too_large
from bot.incoming import Said
from bot.screens import Origin, show, tell
from core.draft import Draft, Gap
from core.roles import NotAllowed, may_assign
from core.talk import Waiting
from core.vietnamese.answers import Answer, answer_of, calls_off
from core.vietnamese.assignments import opens_like_assignment
from core.vietnamese.intents import Intent
from core.vietnamese.normalise import fold
from core.vietnamese.reading import read
from core.wording import answers, assigning
from db import dialogs, phones
from db.outbox import Kind
from db.tables import Dialog
from usecases.drafting import Drafting
from usecases.give import NotReady, give

GIVES = frozenset({"giao", "giao di", "giao luon", "giao nhe", "giao viec", "dong y", "duyet"})
_PASSES_OVER = frozenset({"bo qua", "bo qua ten nay", "khong co", "khong can", "bo"})


async def begin(bound: Bound, said: Said, words: str) -> None:
    """`/giao …`, with the file that came with it or that it answers."""
    if said.edited and await heard_again(bound, said, words):
        return
    if not may_assign(bound.actor):
        await tell(bound, assigning.NOT_YOURS)
    elif said.edited:
        await tell(bound, assigning.EDITED)
    else:
        await _draft(bound, said, words)


async def begins(bound: Bound, said: Said, words: str) -> bool:
    """Plain words that begin like an assignment, in reply to nothing, from somebody who may give to whom they name."""
    if not words or not said.private or said.reply_to or said.edited or not may_assign(bound.actor):
        return False
    if not opens_like_assignment(words) or not (await drafting_of(bound)).begins(words):
        return False
    await begin(bound, said, words)
    return True


async def heard_again(bound: Bound, said: Said, words: str) -> bool:
    """The message in which the open draft began has been edited: it is read anew, with the files that came since."""
    dialog = await dialogs.current(bound.context.session, bound.context.chat)
    if dialog is None or dialog.step != Waiting.ASSIGNMENT or dialog.person_id != bound.actor.person_id:
        return False
    if dialog.payload["heard"] != said.message_id:
        return False
    before = Draft.from_json(dialog.payload)
    words = words.removeprefix("/giao").strip()
    drafting = await drafting_of(bound)
    await ask_on(bound, drafting, drafting.begin(words, heard=said.message_id, files=before.files))
    return True


async def _draft(bound: Bound, said: Said, words: str) -> None:
    drafting = await drafting_of(bound)
    large = is_too_large(bound, said)
    files = [file for file in (said.file, said.answered_file) if file is not None and not (large and file == said.file)]
    draft = drafting.begin(words, heard=said.message_id, files=files[:1], beside=said.answered_text)
    await ask_on(bound, drafting, draft, note=answers.TOO_LARGE if large else None)


async def drafting_of(bound: Bound) -> Drafting:
    context = bound.context
    return await Drafting.open(context.session, bound.actor, context.policy.calendar, context.now)


async def ask_on(
    bound: Bound, drafting: Drafting, draft: Draft, origin: Origin | None = None, note: str | None = None
) -> None:
    """Asks for the first thing that is missing, or reads all of it back."""
    asked = drafting.with_choices(draft, draft.gap(bound.context.now))
    await ask_about_draft(bound, asked, instead_of=origin, note=note)


async def answer(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """Whether the words answer what is asked about the draft; when they do not, nothing has happened yet."""
    draft = Draft.from_json(dialog.payload)
    if said.file is not None:
        draft = draft.with_file(said.file)
        if not words:
            await _with_file(bound, dialog, draft)
            return True
    passes_over = draft.asked is Gap.OTHER and fold(words).strip(" .!") in _PASSES_OVER
    if not passes_over and (calls_off(words) or answer_of(words) is Answer.UNDO):
        await drop(bound, dialog)
        return True
    settled = draft.asked in (Gap.CONFIRM, Gap.FIX)
    return await (_confirm if settled else _fill)(bound, dialog, draft, words)


async def _with_file(bound: Bound, dialog: Dialog, draft: Draft) -> None:
    prompt = await phones.prompt_of(bound.context.session, bound.context.chat, dialog.turn)
    origin = Origin.of(prompt) if prompt else None
    await ask_about_draft(bound, draft, instead_of=origin, note=assigning.FILE_KEPT)


async def drop(bound: Bound, dialog: Dialog) -> None:
    await close(bound, dialog)
    await tell(bound, answers.NOTHING_WRITTEN)


async def _confirm(bound: Bound, dialog: Dialog, draft: Draft, words: str) -> bool:
    answered = answer_of(words)
    if draft.asked is Gap.CONFIRM and (answered is Answer.YES or fold(words).strip(" .!") in GIVES):
        await give_it(bound, dialog.turn, draft)
        return True
    if draft.asked is Gap.CONFIRM and answered is Answer.NO:
        await drop(bound, dialog)
        return True
    if answered is Answer.WRONG:
        await ask_about_draft(bound, replace(draft, asked=Gap.FIX))
        return True
    drafting = await drafting_of(bound)
    if drafting.begins_another(words):
        return False
    corrected = drafting.corrected(draft, words)
    if corrected is None:
        return await _in_passing(bound, draft, words)
    after, left = corrected
    await ask_on(bound, drafting, after, note=assigning.not_understood(left) if left else None)
    return True


async def _fill(bound: Bound, dialog: Dialog, draft: Draft, words: str) -> bool:
    drafting = await drafting_of(bound)
    if draft.asked is Gap.OTHER and fold(words).strip(" .!") in _PASSES_OVER:
        await ask_on(bound, drafting, drafting.passed_over(draft))
        return True
    if draft.asked is not Gap.TITLE and drafting.begins_another(words):
        return False
    after = drafting.answered(draft, words)
    if after is not None:
        await ask_on(bound, drafting, after)
        return True
    return await _in_passing(bound, draft, words, _NO_ANSWER[draft.asked])


_NO_ANSWER = {
    Gap.LEAD: assigning.NOT_HIM,
    Gap.OTHER: assigning.NOT_HIM,
    Gap.DEADLINE: assigning.NO_DAY,
    Gap.TITLE: answers.ASK_AGAIN,
}


async def _in_passing(bound: Bound, draft: Draft, words: str, note: str = answers.ASK_AGAIN) -> bool:
    """A look at the list leaves the question open; word of another task closes it."""
    context = bound.context
    reading = read(words, context.now, context.policy.calendar)
    if reading.intent is Intent.LIST_MY_TASKS:
        await show(bound, Kind.MY_TASKS)
        return True
    if reading.task_no is not None or reading.intent is Intent.MULTI:
        return False
    await ask_about_draft(bound, draft, note=note)
    return True


async def give_it(bound: Bound, turn: int, draft: Draft, origin: Origin | None = None) -> str | None:
    """The task is given once, however often it is confirmed: whoever closes the question gives it.

    Returns why it was not.
    """
    context = bound.context
    dialog = await dialogs.current(context.session, context.chat)
    if dialog is None or not await dialogs.close_turn(context.session, context.chat, turn):
        return answers.ANSWERED
    try:
        number = await give(context.session, bound.actor, draft, policy=context.policy, now=context.now)
    except NotReady:
        await ask_on(bound, await drafting_of(bound), draft, origin)
        return answers.ASK_AGAIN
    except NotAllowed:
        await ask_on(bound, await drafting_of(bound), replace(draft, lead=None), origin, assigning.GONE)
        return assigning.GONE
    quiet = context.policy.is_quiet(context.now)
    prompt = await phones.prompt_of(context.session, context.chat, turn)
    shown = origin or (Origin.of(prompt) if prompt and context.features.edits else None)
    await show(bound, Kind.TASK, instead_of=shown, task_id=number, note=assigning.given(number, draft, quiet=quiet))
    return None
