"""Some 350 phrases of imagined writers, in two parts: one was worked with, the other was kept aside until the end."""

import pytest

from tests.core.vietnamese.date_cases import Phrase, phrases, read


def mistakes(part: str) -> list[str]:
    return [
        f"{phrase.text!r}: {read(phrase.text)}" for phrase in phrases(part) if not phrase.is_right(read(phrase.text))
    ]


def wrong_and_unasked(phrase: Phrase) -> bool:
    reading = read(phrase.text)
    return reading.date is not None and not reading.confirm and not phrase.is_right(reading)


@pytest.mark.parametrize("part", ["dev", "aside"])
def test_nineteen_phrases_of_twenty_are_read_right(part: str) -> None:
    wrong = mistakes(part)
    assert len(wrong) <= 0.05 * len(list(phrases(part))), "\n".join(wrong)


@pytest.mark.parametrize("part", ["dev", "aside"])
def test_hardly_a_wrong_day_is_taken_silently(part: str) -> None:
    silent = [phrase.text for phrase in phrases(part) if wrong_and_unasked(phrase)]
    assert len(silent) <= 0.01 * len(list(phrases(part))), silent
