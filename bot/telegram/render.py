"""Outgoing → Telegram's HTML and keyboard. Whatever the words are, the result parses and fits.

The limits are the Bot API's: https://core.telegram.org/bots/api#sendmessage, #inlinekeyboardbutton.
"""

from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.fit import clean, fit
from core.message import Choice, Choices, Fold, Link, Outgoing, Span, Strong

TEXT_LIMIT = 4096  # UTF-16 units, counted after the marks are taken out
CAPTION_LIMIT = 1024
CODE_LIMIT = 64  # bytes
BUTTONS_IN_ALL, BUTTONS_IN_ROW = 100, 8


class Unrenderable(ValueError):
    """Telegram would never take this message"""


@dataclass(frozen=True)
class Rendered:
    html: str
    keyboard: InlineKeyboardMarkup | None


def render(message: Outgoing, longest: int = TEXT_LIMIT) -> Rendered:
    """Raises Unrenderable."""
    html = "".join(_html(span) for span in fit(message.text, longest))
    if not html:
        raise Unrenderable("there is nothing to say")
    return Rendered(html, _keyboard(message.choices))


def _html(span: Span) -> str:
    match span:
        case Strong(text):
            return f"<b>{escape(text)}</b>"
        case Link(text, url):
            return f'<a href="{escape(url)}">{escape(text)}</a>'
        case Fold(text):
            return f"<blockquote expandable>{escape(text)}</blockquote>"
        case str():
            return escape(span)


def _keyboard(choices: Choices) -> InlineKeyboardMarkup | None:
    rows = [[_button(choice) for choice in row] for row in choices if row]
    if sum(map(len, rows)) > BUTTONS_IN_ALL or any(len(row) > BUTTONS_IN_ROW for row in rows):
        raise Unrenderable("there are too many choices")
    return InlineKeyboardMarkup(rows) if rows else None


def _button(choice: Choice) -> InlineKeyboardButton:
    label = clean(choice.label).strip()
    if not label:
        raise Unrenderable("a choice has no label")
    if choice.code != clean(choice.code) or not 1 <= len(choice.code.encode()) <= CODE_LIMIT:
        raise Unrenderable(f"the code of a choice must have 1–{CODE_LIMIT} bytes")
    return InlineKeyboardButton(label, callback_data=choice.code)
