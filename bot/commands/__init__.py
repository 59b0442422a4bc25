"""One command per file; the menu that the messenger shows is `core.wording.commands`.

`COMMANDS` hear what stands behind the command, `OF_A_MESSAGE` also what came with it and what it answers.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.commands.assign import assign
from bot.commands.broadcast import broadcast
from bot.commands.calendar import calendar
from bot.commands.connect import connect
from bot.commands.decisions import decisions
from bot.commands.feeds import feeds
from bot.commands.help import help_
from bot.commands.history import history
from bot.commands.leave import delegations
from bot.commands.my_tasks import my_tasks
from bot.commands.overdue import overdue
from bot.commands.record import record
from bot.commands.report import groups, report
from bot.commands.search import search
from bot.commands.settings import settings_
from bot.commands.start import start
from bot.commands.watch import watch
from bot.context import Bound
from bot.incoming import Said

COMMANDS: Mapping[str, Callable[[Bound, str], Awaitable[None]]] = {
    "start": start,
    "viec": my_tasks,
    "overdue": overdue,
    "quahan": overdue,
    "lichsu": history,
    "tim": search,
    "duyet": decisions,
    "theodoi": watch,
    "lich": calendar,
    "uyquyen": delegations,
    "dongbolich": feeds,
    "caidat": settings_,
    "baocao": report,
    "nhom": groups,
    "hoso": record,
    "ketnoi": connect,
    "trogiup": help_,
    "help": help_,
}
OF_A_MESSAGE: Mapping[str, Callable[[Bound, Said, str], Awaitable[None]]] = {"giao": assign, "thongbao": broadcast}
