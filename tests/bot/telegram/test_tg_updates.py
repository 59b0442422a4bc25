"""What is kept of a batch, under which key, and which offset confirms it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.updates import offset_after, to_store

USELESS = [{}, {"update_id": "7"}, {"update_id": True}, {"update_id": -1}, {"update_id": 2**31}, {"update_id": 1.0}]


def test_updates_are_kept_under_their_ids() -> None:
    updates = [{"update_id": 7, "message": {}}, {"update_id": 8}]
    assert to_store(updates) == [("7", updates[0]), ("8", updates[1])]
    assert offset_after(updates) == 9


def test_nothing_to_confirm_needs_no_offset() -> None:
    assert offset_after([]) is None


@pytest.mark.parametrize("update", USELESS)
def test_an_update_without_an_id_is_kept_and_confirmed_with_its_neighbours(update: dict[str, Any]) -> None:
    (key, raw), _ = to_store([update, {"update_id": 7}])
    assert key.startswith("?")
    assert raw is update
    assert offset_after([update, {"update_id": 7}]) == 8
    assert offset_after([update]) is None


@pytest.mark.parametrize("update", [None, 7, "7", [7], "\ud800"])
def test_what_is_no_object_is_kept_too(update: Any) -> None:
    ((key, raw),) = to_store([update])
    assert key.startswith("?")
    assert raw == {"not_an_object": update}


def test_the_same_oddity_has_the_same_key() -> None:
    assert to_store([{"a": 1, "b": 2}])[0][0] == to_store([{"b": 2, "a": 1}])[0][0]
    assert to_store([{"a": 1}])[0][0] != to_store([{"a": 2}])[0][0]


@given(st.lists(st.integers(0, 2**31 - 1), min_size=1))
def test_the_offset_confirms_all_and_nothing_more(ids: list[int]) -> None:
    assert offset_after([{"update_id": each} for each in ids]) == max(ids) + 1
