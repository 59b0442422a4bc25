"""How a task is divided, step by step: the title of the part, who leads it, until when."""

from core.message import Outgoing, Strong
from core.press import Offer
from core.proposal import Proposal, last_moment
from core.wording import choices, days
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten

_TITLE = 60


def ask_title(view: TaskView, turn: int) -> Outgoing:
    return say(
        Strong(f"➗ Chia việc {view.number}: {shorten(view.task.title, _TITLE)}"),
        f"{YOU_FIRST} gõ tên việc con trong một dòng.",
        choices=choices.only("Thôi", Offer.NO, 0, turn),
    )


def ask_day(proposal: Proposal, view: TaskView, turn: int) -> Outgoing:
    same = [choices.choice(f"Như việc {view.number}", Offer.SAME_DAY, 0, turn)] if view.deadline.on else []
    limit = f"Không muộn hơn hạn việc {view.number}: {view.deadline_words}. " if view.deadline.on else ""
    return say(
        Strong(f"➗ Việc con: {shorten(quoted(proposal.title), _TITLE)}"),
        f"{limit}Hạn đến ngày nào? {YOU_FIRST} {'bấm nút hoặc ' if same else ''}gõ ngày.",
        choices=choices.rows((*same, choices.choice("Thôi", Offer.NO, 0, turn))),
    )


def told(proposal: Proposal, view: TaskView) -> tuple[str, str]:
    """The sign, and the words that follow "Em hiểu:"."""
    until = f", hạn {days.deadline(last_moment(proposal), view.calendar, view.now)}" if proposal.on else ""
    return "➗", f"chia việc {view.number}, giao việc con cho {shorten(proposal.to_whom or '', 28)}{until}"
