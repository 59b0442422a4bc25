"""A target in words, and how far it has been reached."""

from core.target import bounds, is_met, share
from core.task import State, Target, Task
from core.wording.voice import quoted, shorten

_OPS = {">=": "≥", "<=": "≤", "=": "="}
_METRIC, _UNIT = 60, 15


def target(task: Task) -> str | None:
    """`Chỉ tiêu: công suất ≥ 100 MW · đạt 60/100 MW (60 %)`"""
    goal = task.target
    if goal is None:
        return None
    op = "" if goal.op == "between" else f"{_OPS.get(goal.op, quoted(goal.op))} "
    told = f"{shorten(quoted(goal.metric), _METRIC)} {op}{_value(goal)} {_unit(goal)}".strip()
    so_far = f" · đạt {reached(goal, task.reached)}" if task.reached is not None else ""
    return f"Chỉ tiêu: {told}{so_far}"


def reached(goal: Target, amount: float) -> str:
    """`60/100 MW (60 %)`; `3 ngày (chỉ tiêu ≤ 5)` where there is nothing to make a hundred of."""
    of = share(goal, amount)
    if of is None or goal.op == "between":
        return f"{figure(amount)} {_unit(goal)} (chỉ tiêu {_OPS.get(goal.op, '')}{_value(goal)})"
    return f"{figure(amount)}/{_value(goal)} {_unit(goal)} ({of} %)"


def shortfall(task: Task, amount: float | None = None) -> str | None:
    """What whoever confirms must know; `amount` is the newest figure, where it is not written down yet."""
    goal = task.target
    if goal is None or bounds(goal) is None:
        return None
    known = amount if amount is not None else task.reached
    if known is None:
        return "⚠️ Chưa có số đạt được so với chỉ tiêu."
    return None if is_met(goal, known) else f"⚠️ Mới đạt {reached(goal, known)}."


def short_of(task: Task) -> str | None:
    return shortfall(task) if task.state is State.REPORTED else None


def figure(amount: float) -> str:
    return f"{amount:.10g}".replace(".", ",")


def _value(goal: Target) -> str:
    return shorten(quoted(goal.value), _UNIT).replace("-", "–")


def _unit(goal: Target) -> str:
    return shorten(quoted(goal.unit), _UNIT)
