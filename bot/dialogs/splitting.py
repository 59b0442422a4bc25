"""A task is divided in three steps: the title of the part, who leads it, until when; then it is read back."""

from dataclasses import replace

from bot.context import Bound
from bot.dialogs import handing
from bot.dialogs.open import ask
from bot.dialogs.proposals import go_on, why_unfit
from bot.screens import Origin
from core.calendar import local
from core.proposal import last_moment
from core.subtask import unfit
from core.talk import Talk, Waiting
from core.text import one_line
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.dates import read_date
from core.wording import answers, asking
from db import tasks
from db.tables import Dialog

_LONGEST = 300  # letters of a title


async def begin(bound: Bound, talk: Talk, origin: Origin | None = None) -> None:
    """From the title on; also when what was read back is wrong."""
    blank = talk.with_slots(title=None, person_id=None, to_whom=None, on=None, at=None)
    await ask(bound, Waiting.TITLE, replace(blank, people=()), instead_of=origin)


async def titled(bound: Bound, _dialog: Dialog, talk: Talk, words: str) -> bool:
    title = one_line(words)
    if not title or len(title) > _LONGEST:
        await ask(bound, Waiting.TITLE, talk, note=answers.TITLE_TOO_LONG if title else answers.ASK_AGAIN)
    else:
        await handing.ask_to_whom(bound, talk.with_slots(title=title))
    return True


async def dated(bound: Bound, talk: Talk, words: str) -> bool:
    """A day that does not fit is said to be none, and asked for again."""
    context, pending = bound.context, talk.asked
    found = read_date(words, context.now, context.policy.calendar)
    whole = await tasks.load(context.session, pending.task_id or 0)
    if found.unreal is not None:
        await ask(bound, Waiting.DAY, talk, note=asking.no_such_day(found.unreal))
        return True
    if whole is None or found.kind is not DateKind.POINT or found.date is None:
        await ask(bound, Waiting.DAY, talk, note=asking.NO_DAY)
        return True
    told = talk.with_slots(on=found.date, at=found.time if found.grain in ("hour", "minute") else None)
    why = unfit(last_moment(told.asked), whole.task.deadline, context.now)
    if why is None:
        await go_on(bound, told)
    else:
        await ask(bound, Waiting.DAY, talk, note=await why_unfit(bound, pending, why))
    return True


async def same_day(bound: Bound, talk: Talk, origin: Origin | None = None) -> bool:
    """The deadline of the whole; False when it has none."""
    whole = await tasks.load(bound.context.session, talk.asked.task_id or 0)
    if whole is None or whole.task.deadline.on is None:
        return False
    until = whole.task.deadline
    await go_on(bound, talk.with_slots(on=until.on, at=local(until.at).time() if until.at else None), origin)
    return True
