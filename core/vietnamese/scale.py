"""A learnt scale: every sign that a text shows lays its weight on some labels, and the heaviest label wins.

The weights were learnt from labelled replies by `benchmarks/learn.py`; what they may and may not decide is in
decisions/0009. Reading is pure arithmetic: the same text always weighs the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import sqrt
from typing import NamedTuple, Self

STEP = 0.05  # weights are kept as whole numbers of this


class Weighed(NamedTuple):
    """The heaviest label, the next one, and by how much the first outweighs it."""

    label: str
    second: str
    margin: float


class Scale:
    def __init__(self, labels: Sequence[str], bias: Sequence[float], weights: Mapping[str, Sequence[int]]) -> None:
        """`weights` are steps for every label; a whole row is added up faster than pairs are looked up."""
        self._labels = tuple(labels)
        self._bias = tuple(bias)
        self._weights = weights
        self._nothing = (0,) * len(labels)

    def weigh(self, signs: Collection[str]) -> Weighed:
        """`signs` are counted once each. A long text does not weigh more than a short one."""
        totals = self._totals(signs)
        first, second = sorted(range(len(totals)), key=totals.__getitem__, reverse=True)[:2]
        return Weighed(self._labels[first], self._labels[second], totals[first] - totals[second])

    def _totals(self, signs: Collection[str]) -> list[float]:
        laid = zip(self._nothing, *filter(None, map(self._weights.get, signs)), strict=True)
        step = STEP / (sqrt(len(signs)) or 1.0)
        return [bias + step * sum(steps) for bias, steps in zip(self._bias, laid, strict=True)]

    def speaking_for(self, label: str, signs: Iterable[str], most: int) -> list[str]:
        """The signs that speak most for a label, the strongest first."""
        place = self._labels.index(label)
        steps = ((self._weights.get(sign, self._nothing)[place], sign) for sign in signs)
        heavy = [each for each in steps if each[0] > 0]
        return [sign for _, sign in sorted(heavy, reverse=True)[:most]]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Self:
        """From a file of `learnt/`: the labels, their biases, then one sign per line with `label:weight` pairs."""
        rows = (line.split("\t") for line in lines)
        labels = next(rows)[1:]
        bias = [float(number) for number in next(rows)[1:]]
        return cls(labels, bias, {sign: _row(pairs, len(labels)) for sign, pairs in rows})


def _row(pairs: str, length: int) -> tuple[int, ...]:
    row = [0] * length
    for pair in pairs.split():
        label, _, steps = pair.partition(":")
        row[int(label)] = int(steps)
    return tuple(row)


HOME: Traversable = files("core.vietnamese").joinpath("learnt")


@cache
def learnt(name: str) -> Scale:
    """One of the scales that the service carries with it; read once."""
    return Scale.of(lines(name))


def lines(name: str) -> list[str]:
    return HOME.joinpath(f"{name}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
