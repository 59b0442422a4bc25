"""No log record shows the token, wherever it was hidden."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.telegram import redact
from bot.telegram.client import make_bot

TOKEN = "7654321:AAEabcdefghijklmnopqrstuvwxyz012345"
SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def printed() -> Iterator[io.StringIO]:
    """What a handler prints that knows nothing of tokens; the process is left as it was."""
    make, known, paper = logging.getLogRecordFactory(), list(redact._secrets), io.StringIO()
    handler, log = logging.StreamHandler(paper), logging.getLogger("somebody.else")
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    log.addHandler(handler)
    redact.guard_logs(TOKEN)
    yield paper
    log.removeHandler(handler)
    logging.setLogRecordFactory(make)
    redact._secrets[:] = known


log = logging.getLogger("somebody.else")


def test_in_the_message(printed: io.StringIO) -> None:
    log.warning(f"POST https://api.telegram.org/bot{TOKEN}/getMe")
    assert printed.getvalue() == "WARNING POST https://api.telegram.org/bot<token>/getMe\n"


def test_in_the_arguments(printed: io.StringIO) -> None:
    log.warning("%s took %d ms", f"/bot{TOKEN}/getMe", 12)
    assert printed.getvalue() == "WARNING /bot<token>/getMe took 12 ms\n"


def test_in_an_object_that_shows_it(printed: io.StringIO) -> None:
    log.warning("%r", make_bot(TOKEN))
    assert SECRET not in printed.getvalue()
    assert "Bot[token=<token>]" in printed.getvalue()


def test_in_a_traceback(printed: io.StringIO) -> None:
    try:
        raise ValueError(f"The token `{TOKEN}` was rejected")
    except ValueError:
        log.exception("it failed")
    assert SECRET not in printed.getvalue()
    assert "ValueError: The token `<token>` was rejected" in printed.getvalue()


def test_in_an_exception_given_without_its_traceback(printed: io.StringIO) -> None:
    log.error("it failed", exc_info=ValueError(TOKEN))
    assert "ValueError: <token>" in printed.getvalue()


def test_without_its_first_half(printed: io.StringIO) -> None:
    log.warning("key %s", SECRET)
    assert printed.getvalue() == "WARNING key <token>\n"


def test_in_arguments_that_do_not_fit(printed: io.StringIO) -> None:
    log.warning("%d", TOKEN)
    assert printed.getvalue() == "WARNING %d ('<token>',)\n"


def test_in_a_child_logger(printed: io.StringIO) -> None:
    log.getChild("child").warning(TOKEN)
    assert printed.getvalue() == "WARNING <token>\n"


def test_other_records_are_left_as_they_are(printed: io.StringIO) -> None:
    try:
        raise ValueError("x")
    except ValueError:
        log.exception("%s failed", "it")
    assert printed.getvalue().startswith("ERROR it failed\nTraceback")


def test_a_short_secret_does_not_swallow_everyday_words(printed: io.StringIO) -> None:
    redact.guard_logs("1000001:demo")
    assert redact.redact("the demo of 1000001:demo") == "the demo of <token>"


def test_guarding_twice_changes_nothing(printed: io.StringIO) -> None:
    make = logging.getLogRecordFactory()
    redact.guard_logs(TOKEN)
    assert logging.getLogRecordFactory() is make


def test_clients_that_write_urls_are_silenced(printed: io.StringIO) -> None:
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore.http11").isEnabledFor(logging.INFO)
