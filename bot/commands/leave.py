"""`/uyquyen` shows who stands in; "/uyquyen anh Bình từ 1/12 đến 5/12" asks for it, "/uyquyen hủy" ends it."""

from bot.context import Bound
from bot.dialogs import leave
from bot.screens import show
from core.vietnamese.answers import calls_off
from core.vietnamese.leave import wish_in
from db.outbox import Kind


async def delegations(bound: Bound, argument: str) -> None:
    if not argument:
        await show(bound, Kind.DELEGATIONS)
    elif calls_off(argument):
        await leave.end(bound)
    elif not await leave.hear(bound, argument):
        context = bound.context
        named = wish_in(f"giao {argument} nhận thay", context.now, context.policy.calendar)
        await leave.begin(bound, named)
