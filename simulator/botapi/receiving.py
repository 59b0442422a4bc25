"""getUpdates (long poll), webhooks, answerCallbackQuery."""

import re
import time
from typing import Any

import httpx

from simulator.botapi.errors import bad_request, conflict
from simulator.botapi.params import Params
from simulator.world import World

LONGEST_POLL = 50
LONGEST_TOAST = 200
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(world: World, params: Params) -> list[dict[str, Any]]:
    """What was not confirmed; waits for the first one up to `timeout` seconds."""
    limit = min(max(params.number("limit", 100), 1), 100)
    until = time.monotonic() + min(max(params.number("timeout"), 0), LONGEST_POLL)
    _refuse_under_webhook(world)
    turn = world.updates.take_turn()
    _note_offset(world, params)
    while True:
        found = world.updates.pending(limit)
        left = until - time.monotonic()
        if found or left <= 0 or world.closing:
            return found
        await world.updates.arrived.wait(left)
        _refuse_late(world, turn)


def set_webhook(world: World, params: Params) -> bool:
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(world, params)
    if not _is_loopback(url):
        raise bad_request("bad webhook: only loopback addresses can be reached from here")
    if params.has("secret_token") and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, params)
    world.store.keep("webhook", {"url": url, "secret": secret})
    _reset(world, params)
    return True


def delete_webhook(world: World, params: Params) -> bool:
    world.store.keep("webhook", None)
    _reset(world, params)
    return True


def get_webhook_info(world: World, params: Params) -> dict[str, Any]:
    hook = world.store.setting("webhook")
    info: dict[str, Any] = {
        "url": hook["url"] if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": world.updates.count(),
    }
    if hook and (failure := world.store.setting("webhook_failure")):
        info.update(last_error_date=failure["date"], last_error_message=failure["message"])
    if allowed := world.updates.allowed:
        info["allowed_updates"] = allowed
    return info


def answer_callback_query(world: World, params: Params) -> bool:
    press, text, now = params.text("callback_query_id"), params.text("text"), world.clock.epoch()
    if len(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    presser = world.presses.presser(press, now)
    if presser is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    world.presses.answer(press, text, params.flag("show_alert"), now)
    world.changes.tell(people=True)
    return True


def _is_loopback(url: str) -> bool:
    try:
        # The parser that will deliver: what it cannot read must not be taken.
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    return parsed.scheme in {"http", "https"} and parsed.host in LOOPBACK


def _note_offset(world: World, params: Params) -> None:
    offset = params.number("offset")
    with world.store.transaction():
        _allow(world, params)
        if offset > 0:
            world.updates.confirm_before(offset)
        elif offset < 0:
            world.updates.keep_last(-offset)


def _allow(world: World, params: Params) -> None:
    """Not named: the earlier list stays. An empty list: everything usual again."""
    if params.has("allowed_updates"):
        kinds = params.nested("allowed_updates", list)
        world.updates.allow([str(kind) for kind in kinds])


def _refuse_under_webhook(world: World) -> None:
    if world.store.setting("webhook"):
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )


def _refuse_late(world: World, turn: int) -> None:
    if world.store.setting("webhook"):
        raise conflict("terminated by setWebhook request")
    if not world.updates.is_turn(turn):
        raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")


def _reset(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.updates.keep_last(0)
    world.store.keep("webhook_failure", None)
    world.updates.arrived.ring()
    world.rehooked.ring()
