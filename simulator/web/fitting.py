"""Does a JSON object fit a Python verb? Names and types are read from the verb's own signature."""

import inspect
from collections.abc import Callable
from types import UnionType
from typing import Any, get_args, get_origin

from simulator.people.errors import Refused


def check(verb: Callable[..., Any], given: dict[str, Any]) -> None:
    signature = inspect.signature(verb)
    try:
        signature.bind(**given)
    except TypeError as problem:
        raise Refused(str(problem)) from None
    for name, value in given.items():
        parameter = signature.parameters.get(name)
        if parameter is not None and not _is(value, parameter.annotation):
            raise Refused(f"{name} has the wrong type")


def from_query(verb: Callable[..., Any], query: dict[str, str]) -> dict[str, Any]:
    """The query's strings, turned to numbers where the verb wants numbers."""
    parameters = inspect.signature(verb).parameters
    return {
        name: number(value) if name in parameters and parameters[name].annotation is int else value
        for name, value in query.items()
    }


def number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refused(f"{text!r} is not a number") from None


def _is(value: Any, kind: Any) -> bool:
    if isinstance(kind, UnionType):
        return any(_is(value, each) for each in get_args(kind))
    if get_origin(kind) is list:
        return isinstance(value, list) and all(_is(each, get_args(kind)[0]) for each in value)
    if isinstance(value, bool):
        return kind in (bool, Any)
    if kind is float:
        return isinstance(value, int | float)
    return kind is Any or isinstance(value, kind)
