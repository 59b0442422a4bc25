"""Every update becomes one neutral event, or says in one line why it cannot be read; nothing else comes out."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.incoming import (
    Ignored,
    Incoming,
    Unreadable,
)
from bot.telegram.parse import parse
from tests.bot.telegram.tg_updates import BOT_ID, BOT_NAME, GROUP, LAN, message, read


@pytest.mark.parametrize("raw", [{}, {"poll": {}}, {"not_an_object": 1}])
def test_updates_of_another_kind_are_ignored(raw: dict[str, Any]) -> None:
    assert read(**raw) == Ignored(why="an update of another kind")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"message": "hi"}, "message is not an object"),
        ({"message": message(chat=...)}, "chat is not an object"),
        ({"message": message(chat={"id": "101", "type": "private"}, text="bí mật")}, "id is not a number"),
        ({"message": message(chat={"id": True, "type": "private"}, text="bí mật")}, "id is not a number"),
        ({"message": message(chat={"id": 2**63, "type": "private"}, text="bí mật")}, "id is not a number"),
        ({"message": message(chat={"id": 1}, text="bí mật")}, "type is missing"),
        ({"message": message(text=["bí mật"])}, "text is not a text"),
        ({"message": message(message_id=None, text="bí mật")}, "message_id is not a number"),
        ({"message": message(reply_to_message="bí mật", text="x")}, "reply_to_message is not an object"),
        ({"message": message(migrate_to_chat_id="bí mật")}, "migrate_to_chat_id is not a number"),
        ({"callback_query": {"from": LAN, "data": "x"}}, "id is missing"),
        ({"callback_query": {"id": "1", "data": "x"}}, "from is not an object"),
        ({"my_chat_member": {"chat": GROUP}}, "old_chat_member is not an object"),
    ],
)
def test_what_is_not_as_documented_says_where(raw: dict[str, Any], why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(**raw)
    assert str(caught.value) == why


def test_what_is_no_object_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="not an object"):
        parse([1], BOT_ID, BOT_NAME)


KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
PARTS = ["chat", "from", "reply_to_message", "sender_chat", "old_chat_member", "new_chat_member"]
FIELDS = ["id", "type", "text", "caption", "date", "message_id", "data", "photo", "title", "status", "first_name"]
KEYS = [*KINDS, *PARTS, *FIELDS, "is_member", "is_bot", "migrate_to_chat_id"]
VALUES = ["private", "group", "supergroup", "member", "kicked", "restricted", "/viec@nhacviec_bot", "@nhacviec_bot"]
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(VALUES)
json_values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(), inner, max_size=9),
    max_leaves=40,
)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """A good update in which one or two fields are something else."""
    under = {"message_id": 9, "date": 0, "chat": dict(GROUP)}
    body = draw(st.sampled_from([message(text="xong"), {"id": "1", "from": LAN, "data": "x", "message": under}]))
    target = {**body, "chat": dict(GROUP), "from": dict(LAN)}
    for holder in (target, target["chat"], target["from"]):
        if draw(st.booleans()):
            holder[draw(st.sampled_from(KEYS))] = draw(json_values)
    return {draw(st.sampled_from(KINDS)): target}


def outcome(raw: dict[str, Any]) -> Incoming | str:
    try:
        return parse(raw, BOT_ID, BOT_NAME)
    except Unreadable as problem:
        return str(problem)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), json_values) | damaged())
def test_any_object_is_an_event_or_a_reason_in_our_own_words(raw: dict[str, Any]) -> None:
    event = outcome(raw)
    if isinstance(event, str):
        assert re.fullmatch(r"[a-z_]+ is (not an object|not a number|not a text|missing)", event)
    else:
        assert isinstance(event, Incoming)
