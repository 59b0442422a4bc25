"""Something else is said while a broadcast is being written: it is heard as such, and the draft waits, and says so.

A draft must not own the chat: only what fits the question, or what nothing else understands, goes into it.
"""

import re
from datetime import timedelta

from bot.context import Bound
from bot.incoming import Said
from core.broadcast_draft import Ask, CastDraft
from core.roles import Right, may
from core.talk import Waiting
from core.vietnamese.answers import Answer, answer_of
from core.vietnamese.decisions import decision_of
from core.vietnamese.intents import Intent
from core.vietnamese.normalise import fold
from core.vietnamese.plain_words import plainly
from core.vietnamese.reading import Reading, read
from core.vietnamese.urges import urging_of
from core.vietnamese.wishes import asks_for_late
from core.wording import broadcasting
from db import dialogs, parked, phones, tasks
from db.tables import Dialog
from usecases.answer import add

KEPT = timedelta(days=1)  # for so long a draft that was put aside can be taken up again
_LONGEST = 90  # characters; whoever writes more than that to a question for a text is writing the text
_BEING_WRITTEN = frozenset(Ask) - {Ask.OFFER, Ask.WITHDRAW}
_ASKS_FOR_TEXT = frozenset({Ask.TEXT, Ask.CORRECT})
_SAID_OF_A_TASK = frozenset(
    {
        Intent.DONE,
        Intent.NOT_DONE,
        Intent.PROGRESS,
        Intent.EXTEND,
        Intent.ACKNOWLEDGE,
        Intent.BLOCKED,
        Intent.QUESTION,
        Intent.REJECT_NOT_MINE,
    }
)
_INSTRUCTS = re.compile(
    r"\b(?:de nghi|yeu cau|kinh gui|kinh moi|cac (?:so|don vi|dong chi|phong|ban)|toan (?:the|tinh)|giao|thong bao"
    r"|phai|can|quan triet|khan truong|trien khai|thuc hien nghiem|tu ngay)\b"
)


async def is_said_of_something_else(bound: Bound, said: Said, words: str, asked: Ask) -> bool:
    """Whether the words name what they are about, and it is not the broadcast: a task, a list, what was done last.

    Where a text is asked for, only a short line that instructs nobody can be about something else.
    """
    if asked in _ASKS_FOR_TEXT and (len(words) > _LONGEST or "\n" in words or _INSTRUCTS.search(fold(words))):
        return False
    if await _answers_a_card(bound, said):
        return True
    reading = read(words, bound.context.now, bound.context.policy.calendar)
    if reading.intent is Intent.LIST_MY_TASKS or asks_for_late(words) or answer_of(words) is Answer.UNDO:
        return True
    return await _names_a_task(bound, reading, words)


async def _answers_a_card(bound: Bound, said: Said) -> bool:
    if said.reply_to is None:
        return False
    return bool(await phones.tasks_of(bound.context.session, bound.context.chat, said.reply_to))


async def _names_a_task(bound: Bound, reading: Reading, words: str) -> bool:
    """One that this person may see: the number of a room or of a paper is none."""
    now, calendar = bound.context.now, bound.context.policy.calendar
    decided, urged = decision_of(words, now, calendar), urging_of(words, now, calendar)
    said = [each.task_no for each in reading.items or (reading,) if each.intent in _SAID_OF_A_TASK]
    numbers = {*said, *(decided.numbers if decided else ()), *(urged.numbers if urged else ())} - {None}
    found = await tasks.load_many(bound.context.session, (number for number in numbers if number is not None))
    return any(may(bound.actor, Right.SEE, each.task) for each in found.values())


async def may_be_said_of_a_task(bound: Bound, words: str) -> bool:
    """Of words that fit nothing that is asked: whether somebody who has tasks speaks of one, without naming it."""
    reading = read(words, bound.context.now, bound.context.policy.calendar)
    speaks = reading.intent in _SAID_OF_A_TASK | {Intent.MULTI} or plainly(words) is not None
    return speaks and bool(await tasks.owed(bound.context.session, bound.actor, most=1))


async def writing(bound: Bound) -> Dialog | None:
    """The question about a broadcast that is just now being written in this chat by this person."""
    dialog = await dialogs.current(bound.context.session, bound.context.chat)
    if dialog is None or dialog.step != Waiting.BROADCAST or dialog.person_id != bound.actor.person_id:
        return None
    return dialog if CastDraft.from_json(dialog.payload).asked in _BEING_WRITTEN else None


async def writes(bound: Bound) -> bool:
    return await writing(bound) is not None


async def draft_of(bound: Bound) -> CastDraft | None:
    """What is being written here: what is asked about, or what was put aside."""
    dialog = await writing(bound)
    if dialog is not None:
        return CastDraft.from_json(dialog.payload)
    context = bound.context
    kept = await parked.parked(context.session, context.chat, bound.actor.person_id, context.now - KEPT)
    return CastDraft.from_json(kept) if kept is not None else None


async def mention(bound: Bound) -> None:
    """Whatever is answered meanwhile says as well that the draft waits, and how to go on with it or to drop it."""
    draft = await draft_of(bound)
    if draft is not None:
        await add(bound.context.session, bound.context.chat, broadcasting.waits(draft), bound.context.now)
