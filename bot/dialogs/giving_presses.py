"""The choices under a task that is about to be given: they count as long as just this is asked."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.context import Bound
from bot.dialogs import giving
from bot.dialogs.open import ask_about_draft
from bot.dialogs.pressing import Pressing, forged, is_over
from bot.screens import Origin
from core.draft import Draft, Gap
from core.press import Offer, Press
from core.talk import Waiting
from core.vietnamese.assignments.until import Until
from core.wording import answers
from db import dialogs

_Answered = Callable[[Bound, Press, Draft, Origin], Awaitable[str | None]]


def _while_asked(*gaps: Gap) -> Callable[[_Answered], Pressing]:
    def decorate(answered: _Answered) -> Pressing:
        async def press(bound: Bound, what: Press, origin: Origin) -> str | None:
            context = bound.context
            dialog = await dialogs.current(context.session, context.chat)
            is_this = dialog is not None and (dialog.turn, dialog.step) == (what.revision, Waiting.ASSIGNMENT)
            is_his = dialog is not None and dialog.person_id == bound.actor.person_id
            if dialog is None or not is_this or not is_his or dialog.expires_at <= context.now:
                await is_over(bound, origin)
                return answers.ANSWERED
            draft = Draft.from_json(dialog.payload)
            return await answered(bound, what, draft, origin) if draft.asked in gaps else await forged(bound)

        return press

    return decorate


@_while_asked(Gap.CONFIRM)
async def _give(bound: Bound, what: Press, draft: Draft, origin: Origin) -> str | None:
    return await giving.give_it(bound, what.revision, draft, origin)


@_while_asked(Gap.CONFIRM)
async def _fix(bound: Bound, _what: Press, draft: Draft, origin: Origin) -> None:
    await ask_about_draft(bound, replace(draft, asked=Gap.FIX), instead_of=origin)


@_while_asked(Gap.LEAD, Gap.OTHER)
async def _to(bound: Bound, what: Press, draft: Draft, origin: Origin) -> str | None:
    drafting = await giving.drafting_of(bound)
    chosen = drafting.chosen(draft, what.number)
    if chosen is None:
        return await forged(bound)
    await giving.ask_on(bound, drafting, chosen, origin)
    return None


@_while_asked(Gap.OTHER)
async def _without(bound: Bound, _what: Press, draft: Draft, origin: Origin) -> None:
    drafting = await giving.drafting_of(bound)
    await giving.ask_on(bound, drafting, drafting.passed_over(draft), origin)


@_while_asked(Gap.DEADLINE)
async def _undated(bound: Bound, _what: Press, draft: Draft, origin: Origin) -> None:
    drafting = await giving.drafting_of(bound)
    await giving.ask_on(bound, drafting, replace(draft, until=Until(undated=True)), origin)


GIVING: Mapping[Offer, Pressing] = {
    Offer.GIVE: _give,
    Offer.GIVE_FIX: _fix,
    Offer.GIVE_TO: _to,
    Offer.GIVE_WITHOUT: _without,
    Offer.GIVE_UNDATED: _undated,
}
