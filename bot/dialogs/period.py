"""The report of a period: asked for in one question, answered in one message, read back before it is written down."""

from collections.abc import Sequence
from dataclasses import replace

from bot.clues import MOST_AT_ONCE
from bot.context import Bound
from bot.dialogs.open import ask_for_words, close
from bot.dialogs.proposals import go_on
from bot.incoming import Said
from bot.screens import Origin, show, show_again, tell
from core.periods import Period, open_period
from core.plan import Plan
from core.press import Press
from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.talk import Taken, Talk, Waiting
from core.task import Step, is_legal
from core.vietnamese.answers import calls_off
from core.vietnamese.dates import Kind as DateKind
from core.vietnamese.dates import read_date
from core.vietnamese.period_report import Spoken, has_labels, read_report, spoken_report
from core.wording import answers, periods
from db import phones, tasks
from db.outbox import Kind
from db.tables import Dialog
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
    task_id = dialog.payload["task_id"]
    if calls_off(words):
        await close(bound, dialog)
        await show(bound, Kind.TASK, task_id=task_id, note=answers.CANCELLED)
        return True
    if told := dialog.payload.get("told"):
        words = f"{told}\n{words if has_labels(words) else f'Đã làm: {words}'}"
    if read_report(words) is None:
        await tell(bound, periods.NO_DONE)
        return True
    await close(bound, dialog)
    files = (said.file,) if said.file is not None else ()
    proposal = Proposal(verb=Verb.PERIOD, words=words, task_id=task_id, period=dialog.payload["period"], files=files)
    await go_on_with(bound, proposal, words, heard=said.message_id)
    return True


async def begins(bound: Bound, said: Said, words: str, talked_of: int | None) -> bool:
    """Whether the words are a report in a sentence of its own, on a task that this person leads and must report on."""
    spoken = spoken_report(words)
    if spoken is None:
        return False
    open_ones = await _open_ones(bound, await _about(bound, said, spoken, talked_of))
    fitting = {number: period for number, period in open_ones.items() if _is_meant(period, spoken)}
    if not open_ones:
        return False
    if not fitting:
        number, period = next(iter(open_ones.items()))
        await show(bound, Kind.TASK, task_id=number, note=periods.other_period(number, period))
    elif len(fitting) > 1:
        proposal = Proposal(verb=Verb.PERIOD, words=words, files=(said.file,) if said.file else ())
        await go_on(bound, Talk(proposals=(proposal,), offered=tuple(fitting)[:MOST_AT_ONCE], heard=said.message_id))
    else:
        ((number, period),) = fitting.items()
        await _read_back(bound, said, words, number, period)
    return True


async def _read_back(bound: Bound, said: Said, words: str, number: int, period: Period) -> None:
    if read_report(words) is None:
        await ask_for_words(bound, Waiting.PERIOD, number, period=period.name, told=words)
        return
    files = (said.file,) if said.file is not None else ()
    proposal = Proposal(verb=Verb.PERIOD, words=words, task_id=number, period=period.name, files=files)
    await go_on_with(bound, proposal, words, heard=said.message_id)


async def _about(bound: Bound, said: Said, spoken: Spoken, talked_of: int | None) -> Sequence[int]:
    """The task that is named, that of the card which is answered, the one talked of, or any that is open."""
    context = bound.context
    if spoken.task_no is not None:
        return [spoken.task_no]
    if said.reply_to is not None:
        return await phones.tasks_of(context.session, context.chat, said.reply_to)
    own = [number for number, _ in await tasks.owed(context.session, bound.actor)]
    return [talked_of] if talked_of in own else own


async def _open_ones(bound: Bound, numbers: Sequence[int]) -> dict[int, Period]:
    """Those of the tasks that this person leads and must report on now, each with the period."""
    context = bound.context
    found = await tasks.load_many(context.session, numbers)
    led = [each for each in found.values() if each.task.lead_id in bound.actor.ids]
    asked = {
        each.task.id: open_period(each.task, Plan.from_json(each.row.plan), context.policy.calendar, context.now)
        for each in led
        if is_legal(Step.PROGRESS, each.task.state)
    }
    return {number: period for number, period in asked.items() if period is not None}


def _is_meant(period: Period, spoken: Spoken) -> bool:
    if spoken.period is None:
        return True
    unit, nth, year = spoken.period
    names = {"thang": f"{period.first:%Y}-{nth:02}", "quy": f"{period.first:%Y}-Q{nth}", "nam": f"{nth}"}
    return names[unit] == period.name and year in (None, period.first.year)


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
    found = read_date(report.expected or "" if report else "", bound.context.now, bound.context.policy.calendar)
    is_sure = found.kind is DateKind.POINT and not found.confirm
    told = replace(proposal, words=words, on=found.date if is_sure else None, unreal=found.unreal, shown=None)
    await go_on(bound, Talk(proposals=(told,), heard=heard, instead_of=instead_of))


async def ask_anew(bound: Bound, proposal: Proposal) -> None:
    """What was read back was not what was meant."""
    await ask_for_words(bound, Waiting.PERIOD, proposal.task_id or 0, period=proposal.period)
