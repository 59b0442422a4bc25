"""One command per file; the menu that the messenger shows is `core.wording.commands`."""

from collections.abc import Awaitable, Callable, Mapping

from bot.commands.calendar import calendar
from bot.commands.help import help_
from bot.commands.leave import delegations
from bot.commands.my_tasks import my_tasks
from bot.commands.overdue import overdue
from bot.commands.settings import settings_
from bot.commands.start import start
from bot.commands.watch import watch
from bot.context import Bound

COMMANDS: Mapping[str, Callable[[Bound, str], Awaitable[None]]] = {
    "start": start,
    "viec": my_tasks,
    "overdue": overdue,
    "quahan": overdue,
    "theodoi": watch,
    "lich": calendar,
    "uyquyen": delegations,
    "caidat": settings_,
    "trogiup": help_,
    "help": help_,
}
