"""Why a sheet was refused: every reason, each with the row it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.wording import sheets as words


@dataclass(frozen=True)
class RowError:
    """`row` is the number that the person sees in Excel; None speaks of the whole file."""

    row: int | None
    reason: str

    def __str__(self) -> str:
        return self.reason if self.row is None else words.at_row(self.row, self.reason)


class BadSheet(Exception):
    """Nothing of the sheet was taken."""

    def __init__(self, errors: Iterable[RowError]) -> None:
        self.errors = sorted(errors, key=lambda error: error.row or 0)
        super().__init__("\n".join(map(str, self.errors)))


def refused(reason: str) -> BadSheet:
    """For what is wrong with the file as a whole."""
    return BadSheet([RowError(None, reason)])
