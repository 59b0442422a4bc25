"""Chance with a name: each question has its own stream of numbers, the same for the same seed on every machine."""

from datetime import timedelta
from random import Random


def stream(seed: int, *names: object) -> Random:
    """`Random` hashes its own text, so that neither the process nor the order of questions matters."""
    return Random(":".join(map(str, (seed, *names))))


def between(chance: Random, shortest: timedelta, longest: timedelta) -> timedelta:
    """Whole seconds."""
    seconds = chance.uniform(shortest.total_seconds(), longest.total_seconds())
    return timedelta(seconds=round(seconds))


def happens(chance: Random, probability: float) -> bool:
    return chance.random() < probability
