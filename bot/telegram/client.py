"""Makes the client of the Bot API: timeouts that narrow the unknown zone, and only the Bot API's own answers."""

import json
import logging
import os
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from bot.telegram.identity import Identity
from bot.telegram.redact import guard_logs
from bot.telegram.verdict import why

log = logging.getLogger(__name__)

API_URL = "https://api.telegram.org/bot"
FILE_URL = "https://api.telegram.org/file/bot"

# Without it PTB 22 warns whenever it meets a 429: it is about to change the type of RetryAfter.retry_after.
os.environ.setdefault("PTB_TIMEDELTA", "true")


class TokenRefused(Exception):
    """Telegram does not know this bot token"""


@dataclass(frozen=True, kw_only=True)
class Wire:
    """How long to wait, in seconds. A long `read` is on purpose: a read timeout leaves a message in doubt."""

    connect: float = 5
    pool: float = 5
    read: float = 20
    write: float = 20
    connections: int = 32


class BotApiRequest(HTTPXRequest):
    """Lets through what the Bot API said. A gateway's page, whatever its status, says nothing about our message."""

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        code, payload = await super().do_request(url, method, *args, **kwargs)
        if method == "POST":  # files are fetched with GET, and are not answers
            _check_answer(code, payload)
        return code, payload


def make_bot(
    token: str,
    base_url: str | None = None,
    base_file_url: str | None = None,
    proxy: str | None = None,
    *,
    wire: Wire | None = None,
) -> Bot:
    """A client that has not spoken yet; `identify` opens it, `bot.shutdown()` closes it.

    URLs end before the token, as in `https://api.telegram.org/bot`. Raises TokenRefused for an empty token.
    """
    wire = wire or Wire()
    if not token:
        raise TokenRefused("the bot token is empty")
    guard_logs(token)
    requests = (_request(wire, 1, proxy), _request(wire, wire.connections, proxy))
    return Bot(token, base_url or API_URL, base_file_url or FILE_URL, requests[1], requests[0])


async def identify(bot: Bot) -> Identity | None:
    """Who this token is, or None while Telegram cannot be reached. Raises TokenRefused."""
    try:
        await bot.initialize()
    except InvalidToken:
        raise TokenRefused("Telegram does not know this bot token") from None  # PTB's own message quotes it
    except Exception as error:
        log.info("Telegram does not tell who we are: %s", why(error))
        return None
    return Identity(bot.id, bot.username)


def _request(wire: Wire, connections: int, proxy: str | None) -> BotApiRequest:
    return BotApiRequest(
        connection_pool_size=connections,
        connect_timeout=wire.connect,
        pool_timeout=wire.pool,
        read_timeout=wire.read,
        write_timeout=wire.write,
        proxy=proxy,
    )


def _check_answer(code: int, payload: bytes) -> None:
    """Raises NetworkError for what is no answer, and RetryAfter for a 429 that does not say how long."""
    answer = _answer(payload)
    if answer is None or (code < HTTPStatus.MULTIPLE_CHOICES and "result" not in answer):
        raise NetworkError(f"HTTP {code}, and not an answer of the Bot API")
    if code == HTTPStatus.TOO_MANY_REQUESTS and not answer.get("parameters", {}).get("retry_after"):
        raise RetryAfter(1)


def _answer(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) and _is_documented(answer) else None


def _is_documented(answer: dict[str, Any]) -> bool:
    parameters = answer.get("parameters", {})
    return (
        isinstance(answer.get("ok"), bool)
        and isinstance(answer.get("description", ""), str)
        and isinstance(parameters, dict)
        and isinstance(parameters.get("retry_after", 0), int)
    )
