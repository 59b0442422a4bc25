"""`callback_query`: the choice that was tapped, whatever has become of the message under which it stood."""

from bot.incoming import Ignored, Incoming, Pressed
from bot.telegram.fields import Raw, identifier, is_private, is_spoken_in, name, needed, optional_part, part, words


def read_press(query: Raw) -> Incoming:
    sender, message = part(query, "from"), optional_part(query, "message")
    chat = part(message, "chat") if message else {"id": sender.get("id"), "type": "private"}
    if sender.get("is_bot") is True or not is_spoken_in(chat):
        return Ignored(why="a press that no person made")
    code = words(query, "data")
    if not code:
        return Ignored(why="a press of a game")
    return Pressed(
        chat_id=identifier(chat, "id"),
        sender_id=identifier(sender, "id"),
        sender_name=name(sender),
        private=is_private(chat),
        code=code,
        press_id=needed(query, "id"),
        message_id=_living(message),
    )


def _living(message: Raw | None) -> str | None:
    """An inaccessible message has the date 0: it cannot be edited, so its id is of no use."""
    if message is None or message.get("date") == 0:
        return None
    return identifier(message, "message_id")
