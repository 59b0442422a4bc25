"""Questions that are answered in words: a product, an opinion, a reason, a comment, an answer."""

from collections.abc import Awaitable, Callable, Mapping

from bot.context import Bound
from bot.dialogs import calendar, period
from bot.dialogs.open import ask_for_answer, ask_for_words, close
from bot.dialogs.proposals import with_earlier
from bot.files import keep
from bot.incoming import Said
from bot.screens import show, tell
from core.roles import NotAllowed
from core.sent_file import FileKind
from core.talk import Waiting
from core.task import IllegalStep
from core.vietnamese.answers import Answer, answer_of, calls_off, hesitates, names_a_paper, says_no_more
from core.vietnamese.intents import Intent
from core.vietnamese.objecting import objecting_of
from core.vietnamese.reading import Reading, read
from core.which import Candidate, Clues, How, which
from core.wording import answers, conversations, questions
from db import dialogs, people, tasks
from db.outbox import Kind
from db.tables import Dialog
from usecases import question as office
from usecases.ask_return import NoReason, refuse_return
from usecases.decide_extension import decline_offer, refuse_extension
from usecases.note import comment
from usecases.object import object_to
from usecases.pause import pause
from usecases.reopen import reopen
from usecases.report import add_evidence
from usecases.send_back import NoOpinion, send_back
from usecases.settle_objection import dismiss, uphold
from usecases.steps import AlreadyTaken, StaleStep

_Step = Callable[[Bound, Dialog, str], Awaitable[None]]
_NAMES_A_PRODUCT = frozenset({Intent.DONE, Intent.CLARIFY})  # "em nộp bản giấy ở văn thư rồi"; a bare title


async def answer(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """Takes the step that waited for these words, or explains why it cannot be taken any more.

    False when they speak of something else.
    """
    waiting = Waiting(dialog.step)
    if answer_of(words) is Answer.UNDO or not said.private:
        return False
    if waiting is Waiting.EVIDENCE:
        return not _objects(bound, words) and await _evidence(bound, dialog, said, words)
    if waiting is Waiting.CALENDAR:
        return await calendar.answered(bound, dialog, words)
    if not words:
        await tell(bound, answers.ONLY_TEXT)
        return True
    if waiting is Waiting.PERIOD:
        return await period.answer(bound, dialog, said, words)
    if waiting is not Waiting.ANSWER and (calls_off(words) or hesitates(words)):
        await close(bound, dialog)
        await tell(bound, answers.CANCELLED)
        return True
    if waiting is not Waiting.ANSWER and said.file is None and _gives_no_reason(waiting, words):
        await ask_again(bound, dialog, answers.NEEDS_WORDS)
        return True
    if waiting is not Waiting.ANSWER and _is_of_another_task(bound, dialog, words):
        return False
    await close(bound, dialog)
    if said.file is not None:
        await tell(bound, answers.FILES_NOT_KEPT)
    try:
        await tell(bound, await _take(bound, dialog, words))
    except (NoOpinion, NoReason):
        await ask_again(bound, dialog)
    except (StaleStep, AlreadyTaken, IllegalStep, NotAllowed):
        await show(bound, Kind.TASK, task_id=dialog.payload.get("task_id"), note=answers.TOO_LATE)
    return True


async def _take(bound: Bound, dialog: Dialog, words: str) -> str:
    """Takes the step, and tells what was written down."""
    waiting = Waiting(dialog.step)
    if waiting is Waiting.ANSWER:
        return await answer_question(bound, dialog.payload["question"], words)
    await _STEPS[waiting](bound, dialog, words)
    task_id = dialog.payload["task_id"]
    note = questions.noted(waiting, task_id, words)
    return await with_earlier(bound, task_id, note) if waiting is Waiting.OBJECTION else note


def _objects(bound: Bound, words: str) -> bool:
    """ "Khiếu nại: tôi đã nộp báo cáo" names no product."""
    return objecting_of(words, bound.context.now, bound.context.policy.calendar) is not None


def _gives_no_reason(waiting: Waiting, words: str) -> bool:
    """ "Ok" is no opinion; "không", "không đồng ý ạ" says nothing but that it is refused."""
    return answer_of(words) is not None or (waiting in _REFUSALS and says_no_more(words))


def _is_of_another_task(bound: Bound, dialog: Dialog, words: str) -> bool:
    """ "Việc 12 xong rồi", where an opinion on việc 13 was asked for; "xem lại như việc 12" stays one."""
    objecting_to = objecting_of(words, bound.context.now, bound.context.policy.calendar)
    if objecting_to is not None and objecting_to.numbers:
        return dialog.payload["task_id"] not in objecting_to.numbers
    reading = read(words, bound.context.now, bound.context.policy.calendar)
    said = [each for each in reading.items or (reading,) if each.task_no is not None and each.intent in _SAID_OF_A_TASK]
    return bool(said) and all(each.task_no != dialog.payload["task_id"] for each in said)


_REFUSALS = frozenset({Waiting.REFUSAL, Waiting.KEEPING, Waiting.DECLINING, Waiting.DISMISSING})
_SAID_OF_A_TASK = frozenset({Intent.DONE, Intent.PROGRESS, Intent.EXTEND, Intent.ACKNOWLEDGE, Intent.REJECT_NOT_MINE})


async def ask_again(bound: Bound, dialog: Dialog, note: str | None = None) -> None:
    payload = dict(dialog.payload)
    if dialog.step == Waiting.ANSWER:
        await ask_for_answer(bound, payload["question"])
    else:
        await ask_for_words(bound, Waiting(dialog.step), payload.pop("task_id"), note=note, **payload)


async def _evidence(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """The product of a report: words, a file, or both; "không có" is an answer as well."""
    context, task_id = bound.context, dialog.payload["task_id"]
    answered = answer_of(words) if said.file is None else None
    if answered in (Answer.NONE, Answer.NO):
        await close(bound, dialog)
        await show(bound, Kind.TASK, task_id=task_id, note=answers.NO_EVIDENCE)
        return True
    reading = read(words, context.now, context.policy.calendar)
    alone = said.file is None
    if alone and reading.intent is Intent.SMALLTALK and answered is None:
        await tell(bound, answers.POLITE)
        return True
    if answered is not None or (alone and reading.intent is Intent.CLARIFY and not _sounds_like_a_product(words)):
        await ask_again(bound, dialog)
        return True
    if words and not await _names_a_product(bound, reading, words, task_id, comes_with_a_file=not alone):
        return False
    await close(bound, dialog)
    try:
        if words:
            await add_evidence(context.session, bound.actor, task_id, now=context.now, evidence=words)
        if said.file is not None:
            await keep(bound, task_id, said.file, words)
    except (StaleStep, IllegalStep, NotAllowed):
        await show(bound, Kind.TASK, task_id=task_id, note=answers.TOO_LATE)
        return True
    note = questions.noted(Waiting.EVIDENCE, task_id, words) if words else answers.file_kept(task_id)
    is_voice = said.file is not None and said.file.kind is FileKind.VOICE
    await tell(bound, f"{note}\n{answers.VOICE}" if is_voice else note)
    return True


def _sounds_like_a_product(words: str) -> bool:
    """A word for a paper, or so few words that they can hardly be a story."""
    return names_a_paper(words) or len(words.split()) <= _FEW_WORDS


_FEW_WORDS = 4


async def _names_a_product(
    bound: Bound, reading: Reading, words: str, task_id: int, *, comes_with_a_file: bool
) -> bool:
    """Whether the words may be what was asked for: a document, a title; and not talk, or word of another task.

    What goes to whoever confirms, and into the record, is not whatever somebody happens to say next.
    """
    named = {number for number in (reading.task_no, *(item.task_no for item in reading.items)) if number is not None}
    if (named and named != {task_id}) or reading.intent is Intent.MULTI:
        return False
    if reading.doc_ref is not None:
        return True
    named_so = names_a_paper(words) and reading.percent is None and "?" not in words
    said_so = reading.intent in _NAMES_A_PRODUCT or (comes_with_a_file and reading.intent is Intent.SMALLTALK)
    if not (named_so or said_so):
        return False
    own = [
        Candidate(task_id=number, title=title) for number, title in await tasks.owed(bound.context.session, bound.actor)
    ]
    other = which(words, Clues(own=own))
    return not (other.how in (How.TITLE, How.WORD) and task_id not in other.task_ids)


def _at_revision(step: Callable[..., Awaitable[None]], said_as: str) -> _Step:
    """A step for the revision under which it was begun; `said_as` is what it calls the words."""

    async def take(bound: Bound, dialog: Dialog, words: str) -> None:
        context, asked = bound.context, dialog.payload
        said = {said_as: words}
        await step(context.session, bound.actor, asked["task_id"], now=context.now, shown=asked["revision"], **said)

    return take


async def _refusal(bound: Bound, dialog: Dialog, words: str) -> None:
    context, task_id, request_id = bound.context, dialog.payload["task_id"], dialog.payload["request"]
    await refuse_extension(context.session, bound.actor, task_id, opinion=words, now=context.now, request_id=request_id)


async def _declining(bound: Bound, dialog: Dialog, words: str) -> None:
    context, task_id, turn = bound.context, dialog.payload["task_id"], dialog.payload["requests"]
    await decline_offer(context.session, bound.actor, task_id, opinion=words, now=context.now, turn=turn)


def _about_objection(step: Callable[..., Awaitable[None]], said_as: str) -> _Step:
    async def take(bound: Bound, dialog: Dialog, words: str) -> None:
        context, asked = bound.context, dialog.payload
        about = {"objection_id": asked["objection"], said_as: words}
        await step(context.session, bound.actor, asked["task_id"], now=context.now, **about)

    return take


async def _comment(bound: Bound, dialog: Dialog, words: str) -> None:
    context = bound.context
    await comment(context.session, bound.actor, dialog.payload["task_id"], words=words, now=context.now)


async def answer_question(bound: Bound, question_id: int, words: str) -> str:
    """Raises NotAllowed."""
    context = bound.context
    question = await office.answer(context.session, bound.actor, question_id, words, now=context.now)
    names = await people.names(context.session, [question.asked_by])
    return conversations.answer_sent(names[question.asked_by], words)


_STEPS: Mapping[Waiting, _Step] = {
    Waiting.OPINION: _at_revision(send_back, "opinion"),
    Waiting.KEEPING: _at_revision(refuse_return, "opinion"),
    Waiting.PAUSING: _at_revision(pause, "reason"),
    Waiting.REOPENING: _at_revision(reopen, "reason"),
    Waiting.REFUSAL: _refusal,
    Waiting.DECLINING: _declining,
    Waiting.COMMENT: _comment,
    Waiting.OBJECTION: _at_revision(object_to, "words"),
    Waiting.UPHOLDING: _about_objection(uphold, "correction"),
    Waiting.DISMISSING: _about_objection(dismiss, "reason"),
}


async def forget_about(bound: Bound, task_id: int) -> None:
    """The step for which words were awaited has been taken back."""
    dialog = await dialogs.current(bound.context.session, bound.context.chat)
    if dialog is not None and dialog.payload.get("task_id") == task_id:
        await close(bound, dialog)


async def put_aside(bound: Bound, turn: int) -> Dialog | None:
    """Forgets the open question when it is this one, and returns it. A newer question is left alone."""
    dialog = await dialogs.current(bound.context.session, bound.context.chat)
    if dialog is None or dialog.turn != turn:
        return None
    await dialogs.close(bound.context.session, bound.context.chat)
    return dialog
