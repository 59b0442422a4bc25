"""The choices under a task that is about to be given: they count as long as just this is asked."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.context import Bound
from bot.dialogs import giving
from bot.dialogs.open import ask_about_draft
from bot.dialogs.pressing import Pressing, forged, while_asked
from bot.screens import Origin
from core.draft import Draft, Gap
from core.press import Offer, Press
from core.talk import Waiting
from core.vietnamese.assignments.until import Until

_while_asked = partial(while_asked, Waiting.ASSIGNMENT, Draft.from_json)


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
