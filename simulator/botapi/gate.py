"""One call of the bot, from the door to the answer: fault, speed limit, method, log.

The effects and their line in the log are one transaction, committed before anything is answered.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from simulator.botapi.errors import ApiError, too_many
from simulator.botapi.methods import GET_UPDATES, METHODS
from simulator.botapi.params import Params
from simulator.botapi.receiving import get_updates
from simulator.calls import Told
from simulator.faults import SENDS_AND_EDITS, Fault
from simulator.world import World


@dataclass(frozen=True, kw_only=True)
class Call:
    method: str
    params: Params


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes over the wire; no body at all means that the connection is cut."""

    status: int = 200
    body: dict[str, Any] | None = None


CUT = Answer()


async def answer(world: World, call: Call) -> Answer:
    fault = _fault(world, call)
    if fault is not None and not fault.records:
        made = _refuse(world, call, fault)
    else:
        made = await _perform(world, call, fault)
    if fault is not None:
        await world.pause(fault.delay)
    return made


def _fault(world: World, call: Call) -> Fault | None:
    with world.store.transaction():
        return world.faults.take(call.method, call.params.chat_id())


def _refuse(world: World, call: Call, fault: Fault) -> Answer:
    with world.store.transaction():
        return _closed(world, call, fault, recorded=False, result=None)


async def _perform(world: World, call: Call, fault: Fault | None) -> Answer:
    try:
        if call.method == GET_UPDATES:
            # Waits, so it keeps its own short transactions.
            found = await get_updates(world, call.params)
            return _closed(world, call, fault, recorded=True, result=found)
        with world.store.transaction():
            result = _run(world, call)
            return _closed(world, call, fault, recorded=True, result=result)
    except ApiError as error:
        with world.store.transaction():
            return _closed(world, call, fault, recorded=False, result=error)


def _run(world: World, call: Call) -> Any:
    chat_id = call.params.chat_id()
    limited = call.method in SENDS_AND_EDITS and chat_id is not None
    if limited and (seconds := world.rates.admit(chat_id or 0)):
        raise too_many(seconds)
    return METHODS[call.method](world, call.params)


def _closed(world: World, call: Call, fault: Fault | None, *, recorded: bool, result: Any) -> Answer:
    """Writes the line in the log, and makes the answer that fits it."""
    name = fault.kind if fault else None
    if fault is not None and fault.cuts:
        told = Told(ok=False, recorded=recorded, fault=name, description="connection cut")
        made = CUT
    elif (error := _error(fault, result)) is not None:
        told = Told(
            ok=False,
            recorded=recorded,
            error_code=error.code,
            description=error.description,
            fault=name,
        )
        made = Answer(status=error.code, body=error.body())
    else:
        told = Told(ok=True, recorded=recorded, fault=name)
        made = Answer(body={"ok": True, "result": result})
    world.calls.add(call.method, call.params.shown(), told)
    return made


def _error(fault: Fault | None, result: Any) -> ApiError | None:
    """The fault's own words, or those of the method."""
    own = result if isinstance(result, ApiError) else None
    if fault is None or fault.kind == "slow":
        return own
    if fault.kind == "429":
        return too_many(fault.options["retry_after"])
    if fault.kind == "5xx":
        return ApiError(fault.options["status"], _phrase(fault.options["status"]))
    return ApiError(int(fault.kind), fault.options["description"])


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Server Error"
