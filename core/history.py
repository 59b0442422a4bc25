"""What has happened to a task, as the log tells it: facts alone, so that every screen and paper has the same story."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Past:
    """One step; `by` is None for what the service did by itself, `instead_of` whom somebody stood in for.

    `implied` steps were forgotten and came with the one after them; `undone` is the step that was taken back.
    """

    at: datetime
    by: str | None
    step: str
    words: str | None = None
    implied: bool = False
    instead_of: str | None = None
    percent: int | None = None
    day: date | None = None
    to: tuple[str, ...] = ()
    undone: str | None = None


@dataclass(frozen=True, kw_only=True)
class History:
    """One page of a task's steps, the newest first; `number` counts from 1."""

    task_id: int
    title: str
    steps: tuple[Past, ...]
    number: int
    pages: int
    total: int
    now: datetime
