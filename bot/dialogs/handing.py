"""Whom a step names: asked with the likeliest people as choices, answered by a tap or by a name."""

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Bound
from bot.dialogs.open import ask
from bot.dialogs.proposals import go_on
from bot.screens import Origin
from core.draft import Receiver
from core.proposal import Verb
from core.talk import Talk, Waiting
from core.wording import asking
from db import tasks
from usecases.fitting import STEP_OF
from usecases.receivers import called, likely, present


async def ask_to_whom(bound: Bound, talk: Talk, note: str | None = None) -> None:
    """With whoever comes to mind first; and with those who help already, so that they can be let go."""
    context, pending = bound.context, talk.asked
    found = await tasks.load(context.session, pending.task_id or 0)
    if found is None:
        await _ask(bound, talk, [], note)
        return
    people = await likely(context.session, bound.actor, found.task, context.now, STEP_OF[pending.verb])
    if pending.verb is Verb.INVOLVE:
        talk = replace(talk, present=tuple(await present(context.session, bound.actor, found.task)))
    await _ask(bound, talk, people, note)


async def named(bound: Bound, talk: Talk, words: str) -> bool:
    """One person is taken, several are offered, nobody is said so."""
    context, pending = bound.context, talk.asked
    found = await tasks.load(context.session, pending.task_id or 0)
    step = STEP_OF[pending.verb]
    people = await called(context.session, bound.actor, found.task, words, context.now, step) if found else []
    if len(people) == 1:
        await chosen(bound, replace(talk, people=tuple(people)), people[0][0])
    else:
        await _ask(bound, talk, people or talk.people, asking.SEVERAL if people else asking.NOBODY)
    return True


async def chosen(bound: Bound, talk: Talk, person_id: int, origin: Origin | None = None) -> bool:
    """False for somebody who was not offered."""
    name = dict(talk.people).get(person_id)
    if name is None:
        return False
    told = talk.with_slots(person_id=person_id, to_whom=name)
    await go_on(bound, replace(told, people=(), present=(), surely=False), origin)
    return True


async def let_go(bound: Bound, talk: Talk, person_id: int, origin: Origin | None = None) -> bool:
    """False for somebody who was not offered."""
    name = dict(talk.present).get(person_id)
    if name is None:
        return False
    told = talk.with_slots(verb=Verb.RELEASE, person_id=person_id, to_whom=name)
    await go_on(bound, replace(told, people=(), present=(), surely=False), origin)
    return True


async def _ask(bound: Bound, talk: Talk, people: Sequence[Receiver], note: str | None) -> None:
    await ask(bound, Waiting.PERSON, replace(talk, people=tuple(people)), note=note)
