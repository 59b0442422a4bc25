"""Which names look most like what somebody typed: to be offered, never to be taken for it."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from core.vietnamese.normalise import fold

T = TypeVar("T", bound=Hashable)
_LEAST = 0.5
_OF_THE_BEST = 0.8


def nearest(said: str, names: Iterable[tuple[T, str]], most: int) -> list[T]:
    """Those who go by the names that are most alike, the likeliest first; nobody when no name is alike.

    Pairs of letters are compared, without accents: a slip costs two of them, a missing word its own. What is much less
    alike than the likeliest is left out.
    """
    wanted = _pairs(said)
    likeness: dict[T, float] = {}
    for whose, name in names:
        likeness[whose] = max(likeness.get(whose, 0.0), _likeness(wanted, _pairs(name)))
    least = max(_LEAST, _OF_THE_BEST * max(likeness.values(), default=0.0))
    alike = (each for each in likeness if likeness[each] >= least)
    return sorted(alike, key=lambda each: -likeness[each])[:most]


def _pairs(text: str) -> frozenset[str]:
    folded = f" {' '.join(fold(text).split())} "
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))


def _likeness(said: frozenset[str], name: frozenset[str]) -> float:
    """From 0 to 1; how much of what was said is in the name counts more than how much of the name was said."""
    shared = len(said & name)
    return 0.7 * shared / len(said) + 0.3 * shared / len(name)
