"""Choices that begin a conversation, and choices under what it has asked."""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from bot.context import Bound
from bot.dialogs import answering, calendar, handing, leave, period, splitting, words
from bot.dialogs.open import ask_for_answer, ask_for_words, asked_now
from bot.dialogs.proposals import act, go_on
from bot.screens import Origin, show, show_again, tell
from core.broadcast_draft import CastDraft
from core.draft import Draft
from core.press import Offer, Press
from core.proposal import Proposal, Verb
from core.roles import NotAllowed
from core.talk import Talk, Waiting
from core.task import Step, is_legal
from core.wording import answers, asking
from db import dialogs, extensions, phones, tasks
from db.outbox import Kind
from db.tables import Dialog
from usecases.question import answerable
from usecases.settle_objection import settleable
from usecases.steps import AlreadyTaken, StaleStep, allowed

Pressing = Callable[[Bound, Press, Origin], Awaitable[str | None]]
"""Answers a press and returns the words of the toast."""
Drafted = TypeVar("Drafted", Draft, CastDraft)
_WhyNot = Callable[[Bound, Press], Awaitable[str | None]]
_Begin = Callable[[Bound, Press], Awaitable[None]]


def _under(waiting: Waiting, answered: Callable[[Bound, Press, Talk, Origin], Awaitable[str | None]]) -> Pressing:
    """A choice under what is asked: it counts as long as just this is asked."""

    async def press(bound: Bound, what: Press, origin: Origin) -> str | None:
        talk = await _asked(bound, what, origin, waiting)
        return answers.ANSWERED if talk is None else await answered(bound, what, talk, origin)

    return press


async def _yes(bound: Bound, _what: Press, talk: Talk, origin: Origin) -> None:
    await act(bound, talk, origin)


async def _fix(bound: Bound, _what: Press, talk: Talk, origin: Origin) -> None:
    await answering.ask_what_is_wrong(bound, talk, origin)


async def _no(bound: Bound, what: Press, origin: Origin) -> str:
    """Whatever is asked is put aside, and nothing is written."""
    dialog = await dialogs.current(bound.context.session, bound.context.chat)
    if dialog is None or dialog.turn != what.revision:
        await is_over(bound, origin)
        return answers.ANSWERED
    if dialog.payload.get("task_id") is None:
        await answering.drop(bound, dialog, origin)
    else:
        await dialogs.close(bound.context.session, bound.context.chat)
        await show(bound, Kind.TASK, instead_of=origin, task_id=dialog.payload["task_id"], note=answers.CANCELLED)
    return answers.CANCELLED


async def _pick(bound: Bound, what: Press, talk: Talk, origin: Origin) -> None:
    await answering.picked(bound, talk, what.number, origin)


async def _pick_all(bound: Bound, _what: Press, talk: Talk, origin: Origin) -> None:
    await answering.picked_all(bound, talk, origin)


async def _days(bound: Bound, what: Press, talk: Talk, origin: Origin) -> str | None:
    if not 0 < what.number <= _MOST_DAYS:
        return await forged(bound)
    await answering.days_more(bound, talk, what.number, origin)
    return None


_MOST_DAYS = 30


async def _person(bound: Bound, what: Press, talk: Talk, origin: Origin) -> str | None:
    return None if await handing.chosen(bound, talk, what.number, origin) else await forged(bound)


async def _same_day(bound: Bound, _what: Press, talk: Talk, origin: Origin) -> str | None:
    return None if await splitting.same_day(bound, talk, origin) else await forged(bound)


async def _why_not_split(bound: Bound, what: Press) -> str | None:
    note = await would_refuse(bound, what, Step.SPLIT)
    found = await tasks.load(bound.context.session, what.number) if note is None else None
    return answers.TOO_DEEP if found is not None and found.task.parent_id is not None else note


async def _split(bound: Bound, what: Press) -> None:
    await splitting.begin(bound, _about(what, Verb.SPLIT))


async def _let_go(bound: Bound, what: Press, talk: Talk, origin: Origin) -> str | None:
    return None if await handing.let_go(bound, talk, what.number, origin) else await forged(bound)


async def _other_day(bound: Bound, _what: Press, _talk: Talk, _origin: Origin) -> None:
    await tell(bound, asking.OTHER_DAY)


async def _no_reason(bound: Bound, _what: Press, talk: Talk, origin: Origin) -> str | None:
    if talk.asked.verb is not Verb.OFFER:
        return await forged(bound)
    await answering.without_reason(bound, talk, origin)
    return None


async def forged(bound: Bound) -> str:
    await tell(bound, answers.FORGED)
    return answers.FORGED


def _unless(why_not: _WhyNot, begin: _Begin) -> Pressing:
    """A choice that begins something; when that cannot be, what it stands under is shown again and says why."""

    async def press(bound: Bound, what: Press, origin: Origin) -> str | None:
        note = await why_not(bound, what)
        if note is None:
            await begin(bound, what)
        else:
            await show_again(bound, origin, what.number, note)
        return note

    return press


def _if_still(step: Step) -> _WhyNot:
    """As long as the step may be taken, and the task is as it was shown."""
    return lambda bound, what: would_refuse(bound, what, step)


def _about(what: Press, verb: Verb) -> Talk:
    return Talk(proposals=(Proposal(verb=verb, words="", task_id=what.number, shown=what.revision),))


def _ask_whom(verb: Verb, step: Step) -> Pressing:
    """A card's choice that needs a person first."""
    return _unless(_if_still(step), lambda bound, what: handing.ask_to_whom(bound, _about(what, verb)))


async def _asked(bound: Bound, what: Press, origin: Origin, waiting: Waiting) -> Talk | None:
    dialog = await _open_question(bound, what, origin, waiting)
    return Talk.from_json(dialog.payload) if dialog is not None else None


async def _open_question(bound: Bound, what: Press, origin: Origin, waiting: Waiting) -> Dialog | None:
    """The question under which this choice stands; None, and it is said, when it is asked no more."""
    dialog = await asked_now(bound, waiting, what.revision)
    if dialog is None:
        await is_over(bound, origin)
    return dialog


def while_asked(
    waiting: Waiting, read: Callable[[Mapping[str, Any]], Drafted], *asks: StrEnum
) -> Callable[[Callable[[Bound, Press, Drafted, Origin], Awaitable[str | None]]], Pressing]:
    """A choice under something that is being written: it counts as long as one of just these is asked about it."""

    def decorate(answered: Callable[[Bound, Press, Drafted, Origin], Awaitable[str | None]]) -> Pressing:
        async def press(bound: Bound, what: Press, origin: Origin) -> str | None:
            dialog = await _open_question(bound, what, origin, waiting)
            if dialog is None:
                return answers.ANSWERED
            draft = read(dialog.payload)
            return await answered(bound, what, draft, origin) if draft.asked in asks else await forged(bound)

        return press

    return decorate


async def _change_calendar(bound: Bound, what: Press, origin: Origin) -> str | None:
    dialog = await _open_question(bound, what, origin, Waiting.CALENDAR)
    if dialog is None:
        return answers.ANSWERED
    await calendar.confirmed(bound, dialog, origin)
    return None


async def is_over(bound: Bound, origin: Origin) -> None:
    """The second tap of two must not wipe out what the first has brought."""
    context = bound.context
    edits = origin.message_id if context.features.edits else None
    if edits is not None and not await phones.still_offers(context.session, context.chat, edits):
        return
    await tell(bound, answers.ANSWERED, origin)


async def _no_evidence(bound: Bound, what: Press, origin: Origin) -> str:
    asked = await words.put_aside(bound, what.revision)
    note = answers.NO_EVIDENCE if asked else answers.STALE
    await show(bound, Kind.TASK, instead_of=origin, task_id=what.number, note=note)
    return note


def _propose(verb: Verb, step: Step, *, surely: bool = True) -> Pressing:
    """A card's choice that needs a day or a reason first; what is not `surely` meant is read back as well."""

    async def begin(bound: Bound, what: Press) -> None:
        proposal = Proposal(verb=verb, words="", task_id=what.number, shown=None)
        await go_on(bound, Talk(proposals=(proposal,), surely=surely))

    return _unless(_if_still(step), begin)


def _ask_words(waiting: Waiting, step: Step) -> Pressing:
    """What needs a reason; whoever may not take the step now hears so before he writes any."""
    begin = partial(_ask_for_words, waiting=waiting, told="revision")
    return _unless(_if_still(step), begin)


async def _ask_for_words(bound: Bound, what: Press, *, waiting: Waiting, told: str) -> None:
    """`told` is what the revision of the choice counts here."""
    payload: dict[str, Any] = {told: what.revision}
    await ask_for_words(bound, waiting, what.number, **payload)


async def _offer_day(bound: Bound, what: Press) -> None:
    proposal = Proposal(verb=Verb.OFFER, words="", task_id=what.number, request_id=what.revision)
    await go_on(bound, Talk(proposals=(proposal,), surely=True))


async def _no_such_offer(bound: Bound, what: Press) -> str | None:
    """`revision` is the turn: another day may have been offered since."""
    try:
        found = await allowed(bound.context.session, bound.actor, what.number, Step.DECLINE_OFFER)
    except NotAllowed:
        return answers.NOT_YOURS
    is_this = found.task.waits_for_answer and found.task.requests == what.revision
    return None if is_this else answers.STALE


async def _no_such_request(bound: Bound, what: Press, *, step: Step) -> str | None:
    """Why the request cannot be decided now; `revision` is the request: another one may have come since."""
    context = bound.context
    try:
        await allowed(context.session, bound.actor, what.number, step)
    except NotAllowed:
        return answers.NOT_YOURS
    request = await extensions.open_of(context.session, what.number)
    is_this = request is not None and request.id == what.revision and extensions.offered(request) is None
    return None if is_this else answers.STALE


async def _no_such_objection(bound: Bound, what: Press, *, step: Step) -> str | None:
    """`revision` is the objection: another one may have the answer."""
    try:
        await settleable(bound.context.session, bound.actor, what.number, step, what.revision)
    except NotAllowed:
        return answers.NOT_YOURS
    except AlreadyTaken:
        return answers.DOUBLE
    except StaleStep:
        return answers.OBJECTION_SETTLED
    return None


async def would_refuse(bound: Bound, what: Press, step: Step) -> str | None:
    """Why this step cannot be taken now; None when it can."""
    try:
        found = await allowed(bound.context.session, bound.actor, what.number, step)
    except NotAllowed:
        return answers.NOT_YOURS
    if found.task.revision != what.revision:
        return answers.STALE
    return None if is_legal(step, found.task.state) else answers.NO_SUCH_STEP


async def _reply(bound: Bound, what: Press, _origin: Origin) -> str | None:
    try:
        await answerable(bound.context.session, bound.actor, what.number)
    except NotAllowed:
        await tell(bound, answers.NOT_YOURS)
        return answers.NOT_YOURS
    await ask_for_answer(bound, what.number)
    return None


async def _left_behind(bound: Bound, what: Press, origin: Origin) -> None:
    """A page of what people who have left still lead, or follow."""
    same = origin if origin.kind is Kind.LEFT else None
    await show(bound, Kind.LEFT, instead_of=same, page=what.number, part=int(what.revision > 0))


PRESSES: Mapping[Offer, Pressing] = {
    Offer.YES: _under(Waiting.CONFIRM, _yes),
    Offer.FIX: _under(Waiting.CONFIRM, _fix),
    Offer.NO: _no,
    Offer.PICK: _under(Waiting.TASK, _pick),
    Offer.PICK_ALL: _under(Waiting.TASK, _pick_all),
    Offer.PERSON: _under(Waiting.PERSON, _person),
    Offer.SPLIT: _unless(_why_not_split, _split),
    Offer.SAME_DAY: _under(Waiting.DAY, _same_day),
    Offer.RELEASE: _under(Waiting.PERSON, _let_go),
    Offer.REASSIGN: _ask_whom(Verb.REASSIGN, Step.REASSIGN),
    Offer.INVOLVE: _ask_whom(Verb.INVOLVE, Step.INVOLVE),
    Offer.DAYS: _under(Waiting.DAY, _days),
    Offer.OTHER_DAY: _under(Waiting.DAY, _other_day),
    Offer.NO_EVIDENCE: _no_evidence,
    Offer.EXTEND: _propose(Verb.EXTEND, Step.ASK_EXTENSION),
    Offer.SET_DEADLINE: _propose(Verb.SET_DEADLINE, Step.SET_DEADLINE, surely=False),
    Offer.BLOCK: _propose(Verb.BLOCK, Step.BLOCK),
    Offer.RETURN: _propose(Verb.RETURN, Step.ASK_RETURN),
    Offer.SEND_BACK: _ask_words(Waiting.OPINION, Step.SEND_BACK),
    Offer.KEEP: _ask_words(Waiting.KEEPING, Step.REFUSE_RETURN),
    Offer.COMMENT: _ask_words(Waiting.COMMENT, Step.NOTE),
    Offer.OBJECT: _ask_words(Waiting.OBJECTION, Step.OBJECT),
    Offer.UPHOLD: _unless(
        partial(_no_such_objection, step=Step.UPHOLD),
        partial(_ask_for_words, waiting=Waiting.UPHOLDING, told="objection"),
    ),
    Offer.DISMISS: _unless(
        partial(_no_such_objection, step=Step.DISMISS),
        partial(_ask_for_words, waiting=Waiting.DISMISSING, told="objection"),
    ),
    Offer.PAUSE: _ask_words(Waiting.PAUSING, Step.PAUSE),
    Offer.REOPEN: _ask_words(Waiting.REOPENING, Step.REOPEN),
    Offer.REFUSE: _unless(
        partial(_no_such_request, step=Step.REFUSE_EXTENSION),
        partial(_ask_for_words, waiting=Waiting.REFUSAL, told="request"),
    ),
    Offer.OFFER_DAY: _unless(partial(_no_such_request, step=Step.OFFER_EXTENSION), _offer_day),
    Offer.DECLINE_OFFER: _unless(_no_such_offer, partial(_ask_for_words, waiting=Waiting.DECLINING, told="requests")),
    Offer.NO_REASON: _under(Waiting.REASON, _no_reason),
    Offer.REPLY: _reply,
    Offer.CALENDAR_YES: _change_calendar,
    Offer.PERIOD: period.pressed,
    Offer.STAND_IN: leave.pressed,
    Offer.END_LEAVE: leave.end_pressed,
    Offer.LEFT: _left_behind,
}
