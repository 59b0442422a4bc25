"""A stretch of failures: one log line when it starts or changes its kind, one when it ends, growing pauses between."""

import logging
from collections.abc import Sequence

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds; the last one stays


class Outage:
    def __init__(self, log: logging.Logger, pauses: Sequence[float] = PAUSES) -> None:
        self._log = log
        self._pauses = pauses
        self._failures = 0
        self._kind: str | None = None

    def failed(self, kind: str, detail: str = "", *, traceback_of: Exception | None = None) -> float:
        """Notes one more failure; returns the seconds to wait."""
        if kind != self._kind:
            self._kind = kind
            self._log.warning("%s; trying again. %s", kind, detail, exc_info=traceback_of)
        self._failures += 1
        return self._pauses[min(self._failures, len(self._pauses)) - 1]

    def over(self) -> None:
        if self._kind is not None:
            self._log.warning("updates come in again, after %d failures (%s)", self._failures, self._kind)
        self._failures, self._kind = 0, None
