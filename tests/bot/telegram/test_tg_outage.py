"""However long it lasts, an outage is two lines in the log."""

import logging

import pytest

from bot.telegram.outage import PAUSES, Outage

log = logging.getLogger("test.outage")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records]


def test_pauses_grow_to_half_a_minute() -> None:
    outage = Outage(log)
    assert [outage.failed("down") for _ in range(8)] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert max(PAUSES) == 30


def test_pauses_start_again_after_a_success() -> None:
    outage = Outage(log)
    outage.failed("down")
    outage.over()
    assert outage.failed("down") == 1


def test_it_is_logged_when_it_starts_and_when_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage(log)
    for detail in ("ConnectError", "ConnectTimeout", "ConnectError"):
        outage.failed("down", detail)
    outage.over()
    outage.over()
    assert lines(caplog) == ["down; trying again. ConnectError", "updates come in again, after 3 failures (down)"]


def test_another_kind_of_failure_is_another_line(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage(log)
    assert [outage.failed(kind) for kind in ("down", "409", "409")] == [1, 2, 4]
    assert len(lines(caplog)) == 2


def test_a_traceback_is_shown_once(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage(log)
    for _ in range(5):
        outage.failed("disk", traceback_of=OSError("full"))
    assert caplog.text.count("OSError: full") == 1
