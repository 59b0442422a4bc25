"""Presses, comings and goings of people and of groups."""

from typing import Any

import pytest

from bot.incoming import (
    Blocked,
    GroupMoved,
    Ignored,
    Incoming,
    JoinedGroup,
    LeftGroup,
    Pressed,
    Unblocked,
)
from tests.bot.telegram.tg_updates import BOT_ID, GROUP, LAN, PRIVATE, SUPERGROUP, message, read


def press(**fields: Any) -> Incoming:
    under = {"message_id": 9, "date": 5, "chat": PRIVATE, "from": {"id": BOT_ID, "is_bot": True}}
    made = {"id": "77", "from": LAN, "message": under, "data": "ack.12.3", "chat_instance": "1", **fields}
    return read(callback_query={key: value for key, value in made.items() if value is not ...})


def pressed(chat_id: str = "101", message_id: str | None = "9", private: bool = True) -> Pressed:
    return Pressed(
        chat_id=chat_id,
        sender_id="101",
        sender_name="Lan Nguyễn",
        private=private,
        code="ack.12.3",
        press_id="77",
        message_id=message_id,
    )


def test_a_press() -> None:
    assert press() == pressed()


def test_a_press_in_a_group() -> None:
    assert press(message={"message_id": 9, "date": 5, "chat": GROUP}) == pressed("-5", private=False)


def test_a_press_under_an_inaccessible_message() -> None:
    assert press(message={"message_id": 9, "date": 0, "chat": GROUP}) == pressed("-5", None, private=False)


def test_a_press_without_its_message_belongs_to_the_private_chat() -> None:
    assert press(message=...) == pressed(message_id=None)


def test_presses_that_ask_nothing() -> None:
    assert isinstance(press(data=..., game_short_name="x"), Ignored)
    assert isinstance(press(**{"from": {**LAN, "is_bot": True}}), Ignored)


def standing(chat: dict[str, Any], old: str, new: str, **more: Any) -> Incoming:
    user = {"id": BOT_ID, "is_bot": True, "first_name": "Nhắc Việc"}
    was, is_now = {"user": user, "status": old}, {"user": user, "status": new, **more}
    return read(
        my_chat_member={"chat": chat, "from": LAN, "date": 1, "old_chat_member": was, "new_chat_member": is_now}
    )


@pytest.mark.parametrize(
    ("old", "new", "event"),
    [
        ("member", "kicked", Blocked(chat_id="101")),
        ("kicked", "member", Unblocked(chat_id="101")),
        ("member", "frozen", Ignored(why="a membership of another kind")),
    ],
)
def test_blocked_and_unblocked(old: str, new: str, event: Incoming) -> None:
    assert standing(PRIVATE, old, new) == event


JOINED, LEFT = JoinedGroup(chat_id="-5", title="Tổ công tác"), LeftGroup(chat_id="-5")
AS_BEFORE = Ignored(why="we are in the group as before")


@pytest.mark.parametrize(
    ("old", "new", "event"),
    [
        ("left", "member", JOINED),
        ("kicked", "administrator", JOINED),
        ("unheard of", "member", JOINED),
        ("member", "kicked", LEFT),
        ("administrator", "left", LEFT),
        ("member", "administrator", AS_BEFORE),
        ("member", "unheard of", AS_BEFORE),
        ("left", "kicked", AS_BEFORE),
        ("member", "restricted", LEFT),
    ],
)
def test_groups_take_us_in_and_put_us_out(old: str, new: str, event: Incoming) -> None:
    assert standing(GROUP, old, new) == event


def test_a_restricted_member_is_still_in() -> None:
    assert standing(GROUP, "member", "restricted", is_member=True) == AS_BEFORE


def test_a_group_that_moved_says_so_from_both_ends() -> None:
    moved = GroupMoved(old_chat_id="-5", new_chat_id="-1005")
    assert read(message=message(chat=GROUP, migrate_to_chat_id=-1005)) == moved
    assert read(message=message(chat=SUPERGROUP, migrate_from_chat_id=-5)) == moved
