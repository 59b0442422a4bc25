"""A batch of raw updates as what the inbox takes, and the offset that confirms it."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

_HIGHEST = 2**31  # update ids are 32-bit; a higher offset would be refused


def to_store(updates: Sequence[Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(_key(update), _row(update)) for update in updates]


def offset_after(updates: Sequence[Any]) -> int | None:
    """The offset that confirms these, or None when there is nothing to confirm.

    After an empty poll everything is confirmed and the offset may be forgotten: ids restart at random after a quiet
    week, and an offset above the new ones would hide them.
    """
    ids = [found for update in updates if (found := _usable_id(update)) is not None]
    return max(ids) + 1 if ids else None


def _usable_id(update: Any) -> int | None:
    found = update.get("update_id") if isinstance(update, dict) else None
    usable = isinstance(found, int) and not isinstance(found, bool) and 0 <= found < _HIGHEST
    return found if usable else None


def _key(update: Any) -> str:
    """The update id; of an update without one its fingerprint, so that it is kept and kept only once."""
    found = _usable_id(update)
    if found is not None:
        return str(found)
    return "?" + hashlib.sha256(json.dumps(update, sort_keys=True).encode()).hexdigest()


def _row(update: Any) -> dict[str, Any]:
    return update if isinstance(update, dict) else {"not_an_object": update}
