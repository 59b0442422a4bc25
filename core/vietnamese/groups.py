"""Which clauses speak of which tasks."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.vietnamese.clauses import Clause
from core.vietnamese.tasks import TaskNumbers


@dataclass(frozen=True)
class Group:
    """The tasks that are named together, and what is said of them."""

    tasks: tuple[int, ...]
    clauses: tuple[Clause, ...]


def by_task(clauses: Sequence[Clause]) -> tuple[Group, ...]:
    """One group per task named; what precedes the first belongs to it, what follows goes on about it."""
    groups: list[tuple[tuple[int, ...], list[Clause]]] = []
    waiting: list[Clause] = []
    for clause in clauses:
        named = (number for fact in clause.facts if isinstance(fact, TaskNumbers) for number in fact.numbers)
        tasks = tuple(dict.fromkeys(named))
        if tasks and (not groups or tasks != groups[-1][0]):
            groups.append((tasks, [*waiting, clause]))
            waiting = []
        elif groups:
            groups[-1][1].append(clause)
        else:
            waiting.append(clause)
    return tuple(Group(tasks, tuple(own)) for tasks, own in groups)
