"""Inline keyboards, checked as the messenger checks them."""

from typing import Any

from simulator.botapi.errors import bad_request
from simulator.botapi.params import Params
from simulator.markup.entities import is_safe_link

MOST_BUTTONS = 100
MOST_IN_ROW = 8
MOST_DATA_BYTES = 64
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "copy_text",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
)
STYLES = ("danger", "success", "primary")


def inline_keyboard(params: Params) -> dict[str, Any]:
    """The content that the keyboard adds to a message: `reply_markup`, or nothing.

    Keyboards that replace the person's own (`keyboard`, `force_reply`, …) are taken and not kept.
    """
    markup = params.nested("reply_markup", dict)
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: expected an Array of Arrays")
    rows = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in rows):
        raise bad_request("reply markup is too long")
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: field "text" must be non-empty')
    if not any(action in button for action in ACTIONS):
        raise bad_request("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button and not is_safe_link(str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid")
    if not all(isinstance(button.get(name, {}), dict) for name in ("web_app", "copy_text")):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if button.get("style", STYLES[0]) not in STYLES:
        raise bad_request("invalid button style specified")
    return button


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
