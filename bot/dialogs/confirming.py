"""A broadcast confirmed in words, as if its button was pressed: in answer to one of its messages, or by its number."""

from collections.abc import Iterable

from bot.context import Bound
from bot.incoming import Said
from bot.screens import tell
from core.broadcast import ASKING, Screen
from core.press import Forged, Offer, Press
from core.vietnamese.confirming import confirmed_number, confirms
from core.vietnamese.reading import read
from core.wording import broadcasts as words_of
from db import broadcasts, people, phones
from db.broadcast_tables import Broadcast
from db.outbox import Chat, Kind
from db.tables import OutboxMessage
from usecases.confirm import Confirmed, confirm
from usecases.reread import reread

NOTES = {
    Confirmed.ALREADY: words_of.ALREADY,
    Confirmed.NOT_MEANT: words_of.NOT_MEANT,
    Confirmed.WITHDRAWN: words_of.WITHDRAWN,
    Confirmed.OUTDATED: words_of.OUTDATED,
}


async def hear(bound: Bound, said: Said, words: str) -> bool:
    """Whether the words are about a broadcast; then nothing of them is taken for word of a task.

    Words that name a task, and files, are heard by themselves, whatever they answer.
    """
    if not words or said.file is not None:
        return False
    answered = await _answered(bound, bound.context.chat, said)
    if answered is not None and not _names_a_task(bound, words):
        await _take(bound, answered, words)
        return True
    number = confirmed_number(words) if answered is None else None
    if number is None:
        return False
    await _confirm(bound, number, await _version_on_phone(bound, number))
    return True


async def hear_in_group(bound: Bound, group: Chat, said: Said, words: str) -> bool:
    """The same for what answers the message that stands in a group; it is answered in private."""
    answered = await _answered(bound, group, said) if words and said.file is None else None
    if answered is None or _names_a_task(bound, words):
        return False
    await _take(bound, answered, words)
    return True


async def _answered(bound: Bound, chat: Chat, said: Said) -> OutboxMessage | None:
    shown = await phones.of_message(bound.context.session, chat, said.reply_to) if said.reply_to else None
    return shown if shown is not None and shown.kind == Kind.BROADCAST and shown.broadcast_id is not None else None


def _names_a_task(bound: Bound, words: str) -> bool:
    reading = read(words, bound.context.now, bound.context.policy.calendar)
    return any(each.task_no is not None for each in reading.items or (reading,)) and not confirms(words)


async def _take(bound: Bound, answered: OutboxMessage, words: str) -> None:
    number = answered.broadcast_id or 0
    shows_text = answered.payload["screen"] in (*ASKING, Screen.FILE)
    if shows_text and confirms(words) and confirmed_number(words) in (None, number):
        version = _offered((answered,))
        await _confirm(bound, number, await _version_on_phone(bound, number) if version is None else version)
        return
    cast = await bound.context.session.get_one(Broadcast, number)
    author = (await people.names(bound.context.session, [cast.author_id]))[cast.author_id]
    await tell(bound, words_of.how_to_answer(number, author))


async def _confirm(bound: Bound, number: int, version: int | None) -> None:
    """Of what he has not been shown he is first sent the text."""
    context = bound.context
    if version is None:
        has_text = await reread(context.session, bound.actor, number, context.chat, context.now)
        await tell(bound, words_of.READ_FIRST if has_text else words_of.NOT_FOUND)
        return
    done = await confirm(context.session, bound.actor, number, context.now, shown=version)
    await tell(bound, NOTES.get(done, words_of.confirmed(number, context.now, context.now)))


async def _version_on_phone(bound: Bound, number: int) -> int | None:
    """The newest version that this person's own messages show; None when they show none."""
    session = bound.context.session
    receipt = await broadcasts.receipt(session, number, bound.actor.person_id)
    firsts = await broadcasts.shown_to(session, number, bound.actor.person_id)
    places = [(Chat(each.channel, each.chat_id), each.message_id) for each in firsts if each.channel and each.chat_id]
    newest = [await phones.of_message(session, chat, name) for chat, name in places if name]
    version = _offered(each for each in newest if each is not None)
    return version if version is not None or receipt is None else receipt.version


def _offered(rows: Iterable[OutboxMessage]) -> int | None:
    """The newest version of the text that the buttons under these messages confirm."""
    codes = [code for row in rows for _, code in row.choices or ()]
    return max((press.revision for press in map(_decoded, codes) if press and press.offer is Offer.READ), default=None)


def _decoded(code: str) -> Press | None:
    try:
        return Press.decode(code)
    except Forged:
        return None
