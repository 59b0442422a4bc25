"""The report of a period: asked for in one question, answered in one message, read back before it is written down."""

from dataclasses import replace
from datetime import date

from bot.context import Bound
from bot.dialogs.open import ask_for_words, close
from bot.dialogs.proposals import go_on
from bot.incoming import Said
from bot.screens import Origin, show, show_again
from core.periods import open_period
from core.plan import Plan
from core.press import Press
from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.talk import Taken, Talk, Waiting
from core.task import Step, is_legal
from core.vietnamese.answers import calls_off
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.dates import read_date
from core.vietnamese.period_report import read_report
from core.wording import answers, periods
from db.outbox import Kind
from db.tables import Dialog
from usecases.answer import say
from usecases.steps import allowed


async def pressed(bound: Bound, what: Press, origin: Origin) -> str | None:
    """The question, or why there is nothing to report now."""
    context = bound.context
    try:
        found = await allowed(context.session, bound.actor, what.number, Step.PROGRESS)
    except NotAllowed:
        note = answers.NOT_YOURS
    else:
        period = open_period(found.task, Plan.from_json(found.row.plan), context.policy.calendar, context.now)
        if period is not None and is_legal(Step.PROGRESS, found.task.state):
            await ask_for_words(bound, Waiting.PERIOD, what.number, period=period.name)
            return None
        note = periods.REPORTED if period is None else answers.NO_SUCH_STEP
    await show_again(bound, origin, what.number, note)
    return note


async def answer(bound: Bound, dialog: Dialog, said: Said, words: str) -> bool:
    """Whatever is said is the report, unless it calls the whole off or says nothing of what was done."""
    context, task_id = bound.context, dialog.payload["task_id"]
    if calls_off(words):
        await close(bound, dialog)
        await show(bound, Kind.TASK, task_id=task_id, note=answers.CANCELLED)
        return True
    if read_report(words) is None:
        await say(context.session, context.chat, "text", context.now, text=periods.NO_DONE)
        return True
    await close(bound, dialog)
    files = (said.file,) if said.file is not None else ()
    proposal = Proposal(verb=Verb.PERIOD, words=words, task_id=task_id, period=dialog.payload["period"], files=files)
    await go_on_with(bound, proposal, words, heard=said.message_id)
    return True


async def edited(bound: Bound, before: Proposal, said: Said, words: str, instead_of: tuple[Taken, ...]) -> bool:
    """The message with the report was edited: it is read back anew. False for another message, and for no report."""
    if before.verb is not Verb.PERIOD or words == before.words or read_report(words) is None:
        return False
    await go_on_with(bound, before, words, heard=said.message_id, instead_of=instead_of)
    return True


async def go_on_with(
    bound: Bound, proposal: Proposal, words: str, *, heard: str | None, instead_of: tuple[Taken, ...] = ()
) -> None:
    """Reads the report back, with the day on which it will be finished when the words name one for sure."""
    report = read_report(words)
    day = _day_in(bound, report.expected) if report and report.expected else None
    told = replace(proposal, words=words, on=day, shown=None)
    await go_on(bound, Talk(proposals=(told,), heard=heard, instead_of=instead_of))


async def ask_anew(bound: Bound, proposal: Proposal) -> None:
    """What was read back was not what was meant."""
    await ask_for_words(bound, Waiting.PERIOD, proposal.task_id or 0, period=proposal.period)


def _day_in(bound: Bound, words: str) -> date | None:
    found = read_date(words, bound.context.now, bound.context.policy.calendar)
    return found.date if found.kind is DateKind.POINT and not found.confirm else None
