"""Asks Telegram who it is and who we are, so that each trouble on the way gets its own words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.telegram.client import identify, make_bot
from bot.telegram.identity import Identity
from core.wording.doctor import Trouble
from service.kinds import Secret
from service.settings import Settings

_NOBODY = "0:0"  # a Bot API answers even a token that cannot exist; anything else on the way does not
_PATIENCE = 10  # seconds


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`ahead` is how far the messenger's clock is before ours, if it told."""

    trouble: Trouble | None = None
    ahead: timedelta | None = None


async def ask(settings: Settings, now: datetime, transport: httpx.AsyncBaseTransport | None = None) -> Answer:
    """A question without our token. Never raises for what the network does; `transport` stands for it in tests."""
    address = f"{settings.telegram_api}/bot{_NOBODY}/getMe"
    try:
        async with httpx.AsyncClient(transport=transport, proxy=settings.telegram_proxy, timeout=_PATIENCE) as client:
            response = await client.get(address)
    except httpx.TimeoutException:
        return Answer(trouble=Trouble.TIMEOUT)
    except httpx.ProxyError:
        return Answer(trouble=Trouble.PROXY)
    except httpx.HTTPError:
        return Answer(trouble=Trouble.UNREACHABLE)
    if not isinstance(_json(response).get("ok"), bool):
        return Answer(trouble=Trouble.STRANGER)
    return Answer(ahead=_ahead(response, now + response.elapsed))


async def who_am_i(settings: Settings, token: Secret) -> Identity | None:
    """By the road that the service itself will take; None when nobody answered. Raises TokenRefused."""
    api = settings.telegram_api
    bot = make_bot(token.reveal(), f"{api}/bot", f"{api}/file/bot", settings.telegram_proxy)
    try:
        return await identify(bot)
    finally:
        await bot.shutdown()


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _ahead(response: httpx.Response, received_at: datetime) -> timedelta | None:
    try:
        return parsedate_to_datetime(response.headers["Date"]) - received_at
    except (KeyError, ValueError, TypeError):
        return None
