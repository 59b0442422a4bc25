"""The rows of a CSV file under one delimiter. Every cell is text, also one that begins with "="."""

import csv
import io
from collections.abc import Iterator

from core.vietnamese.normalise import tidy
from core.wording import sheets as words
from usecases.papers.bad_sheet import BadSheet, RowError, refused

DELIMITERS = (",", ";", "\t")


def decoded(data: bytes) -> str:
    """Raises BadSheet for anything but UTF-8: a guessed encoding would turn names into other names."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise refused(words.not_utf8()) from why


def csv_lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered as Excel numbers them: a record is a row, however many lines it takes. Raises BadSheet.

    Strict, because an unclosed quote would swallow the rows after it without a word.
    """
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, ""), delimiter=delimiter, strict=True), 1):
            yield number, [tidy(cell) for cell in cells]
    except csv.Error as why:
        raise BadSheet([RowError(number + 1, words.bad_quotes())]) from why
