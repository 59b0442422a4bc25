"""For messengers without buttons: a choice is answered by its number or by its words."""

import re
import unicodedata
from datetime import timedelta

from bot.context import Context
from bot.screens import Origin
from core.vietnamese.normalise import fold
from db import phones

_LIFE = timedelta(days=1)
_NUMBER = re.compile(r"(?:so\s*)?(\d{1,2})[.)]?")
_NOT_WORDS = re.compile(r"[^\w\s]|_")


async def chosen(context: Context, text: str) -> tuple[str, Origin] | None:
    """The code that these words name in the newest prompt of the chat, and that prompt; None when they name none.

    Numbers count from 1 over all rows: `1`, `1.`, `số 1`, `１`, `1️⃣`; or the label, with or without accents.
    """
    prompt = await phones.offered(context.session, context.chat, context.now - _LIFE)
    if prompt is None:
        return None
    codes = [(label, code) for label, code in prompt.choices or []]
    code = _by_number(codes, text) or _by_label(codes, text)
    return (code, Origin.of(prompt)) if code else None


def _by_number(choices: list[tuple[str, str]], text: str) -> str | None:
    figures = "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter not in "\ufe0f\u20e3")
    found = _NUMBER.fullmatch(fold(figures).strip())
    number = int(found[1]) if found else 0
    return choices[number - 1][1] if 1 <= number <= len(choices) else None


def _by_label(choices: list[tuple[str, str]], text: str) -> str | None:
    named = [code for label, code in choices if _words(label) == _words(text)]
    return named[0] if len(named) == 1 else None


def _words(text: str) -> str:
    return " ".join(_NOT_WORDS.sub(" ", fold(text)).split())
