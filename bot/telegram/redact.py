"""Keeps the bot's token out of every log record, whoever writes it and whatever handler takes it."""

import logging
from collections.abc import Callable

HIDDEN = "<token>"
_LONG_ENOUGH = 20  # a shorter secret is a test's, and may be an everyday word

_secrets: list[str] = []


def redact(text: str) -> str:
    for secret in _secrets:
        text = text.replace(secret, HIDDEN)
    return text


def guard_logs(token: str) -> None:
    """From now on no record made in this process shows `token`. httpx writes it with every URL at INFO."""
    secret = token.partition(":")[2]
    known = [token, secret] if len(secret) >= _LONG_ENOUGH else [token]
    _secrets.extend(word for word in known if word not in _secrets)
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    make = logging.getLogRecordFactory()
    if not getattr(make, "redacts", False):
        logging.setLogRecordFactory(_redacting(make))


def _redacting(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """A record factory and not a filter: a filter is not asked for the records of child loggers."""

    def make_redacted(*args: object, **kwargs: object) -> logging.LogRecord:
        record = make(*args, **kwargs)
        _redact_message(record)
        _redact_traceback(record)
        return record

    make_redacted.redacts = True  # type: ignore[attr-defined]
    return make_redacted


def _redact_message(record: logging.LogRecord) -> None:
    try:
        text = record.getMessage()
    except Exception:  # logging itself will tell about a format that does not fit
        text = f"{record.msg} {record.args}"
    if redact(text) != text:
        record.msg, record.args = redact(text), None


def _redact_traceback(record: logging.LogRecord) -> None:
    if record.exc_info and record.exc_info[1]:
        text = logging.Formatter().formatException(record.exc_info)
        if redact(text) != text:
            record.exc_info, record.exc_text = None, redact(text)
