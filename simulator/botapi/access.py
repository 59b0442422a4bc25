"""Where the bot may write, and the refusals it hears elsewhere."""

from simulator.botapi.errors import bad_request, forbidden
from simulator.botapi.params import Params
from simulator.rows.chats import Chat
from simulator.rows.messages import Message
from simulator.world import World


def known_chat(world: World, params: Params) -> Chat:
    """The chat of the call, if the bot has ever met it."""
    if not params.has("chat_id"):
        raise bad_request("chat_id is empty")
    number = params.chat_id()
    chat = world.chats.get(number) if number is not None else None
    if chat is None or chat.bot == "outside":
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    return chat


def writable_chat(world: World, params: Params) -> Chat:
    """The chat of the call, if the bot may send, edit and delete there."""
    chat = known_chat(world, params)
    if chat.bot == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.type == "private":
        _refuse_person(world, chat)
    return chat


def met_chat(world: World, params: Params) -> Chat:
    """The chat of the call, if the bot may look at it."""
    chat = known_chat(world, params)
    person = world.people.get(chat.id)
    if person is not None and not person.started:
        raise bad_request("chat not found")
    return chat


def living_message(world: World, chat: Chat, message_id: int) -> Message | None:
    message = world.messages.get(chat.id, message_id)
    return None if message is None or message.deleted else message


def _refuse_person(world: World, chat: Chat) -> None:
    person = world.people.get(chat.id)
    assert person is not None, "a private chat is always someone's"
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
