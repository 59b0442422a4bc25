"""What is asked for when a proposal lacks something: the task, the day, the reason, the person, or what was wrong."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.message import Outgoing, Strong
from core.press import Offer
from core.proposal import DECISIONS, OBJECTIONS, Proposal, Verb, wanted_deadline
from core.talk import Talk
from core.vietnamese.dates import Unreal
from core.wording import choices, days, deciding
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten

Views = Mapping[int, TaskView]
_TITLE = 60
_DAYS_OFFERED = (1, 3, 5)


def until(proposal: Proposal, view: TaskView, joint: str = " đến") -> str:
    """The day that was understood, behind a word that joins it on."""
    wanted = wanted_deadline(proposal, view.deadline, view.calendar, view.now)
    return f"{joint} {days.deadline(wanted, view.calendar, view.now)}" if wanted else ""


def for_day(proposal: Proposal, view: TaskView, turn: int) -> Outgoing:
    """Until when? Some working days more are one tap away."""
    too_early = _why_not(proposal.verb, proposal.on, view) if proposal.on else None
    offered = [choices.choice(f"+{n} ngày làm việc", Offer.DAYS, n, turn) for n in _DAYS_OFFERED]
    others = [choices.choice("📅 Ngày khác", Offer.OTHER_DAY, 0, turn), choices.choice("Thôi", Offer.NO, 0, turn)]
    asked, which = _DAY_ASKED[proposal.verb]
    return say(
        Strong(f"{asked.format(number=view.number)}: {shorten(view.task.title, _TITLE)}"),
        no_such_day(proposal.unreal) if proposal.unreal else too_early,
        _asked_until(view) if proposal.verb is Verb.OFFER else None,
        f"Hạn hiện tại: {view.deadline_words}. {which} {YOU_FIRST} bấm nút hoặc gõ ngày.",
        choices=choices.rows((*offered, *others)),
    )


_DAY_ASKED = {
    Verb.EXTEND: ("⏳ Xin gia hạn việc {number}", "Xin đến ngày nào?"),
    Verb.OFFER: ("📅 Đề xuất ngày khác cho việc {number}", "Đề xuất đến ngày nào?"),
    Verb.SET_DEADLINE: ("📅 Đổi hạn việc {number}", "Hạn mới là ngày nào?"),
    Verb.SNOOZE: ("⏰ Nhắc lại việc {number}", "Nhắc lại ngày nào?"),
}


def no_such_day(named: Unreal) -> str:
    return f"⚠️ {days.none_such(named)} {YOU_FIRST} muốn đến ngày nào ạ?"


def _asked_until(view: TaskView) -> str | None:
    if view.asked_until is None:
        return None
    return f"{view.lead} xin đến {days.deadline(view.asked_until, view.calendar, view.now)}."


def _why_not(verb: Verb, on: date, view: TaskView) -> str:
    today = view.calendar.day_of(view.now)
    if verb is Verb.SET_DEADLINE:
        return f"⚠️ {days.on_day(on, view.now)} {'chính là hạn hiện tại' if on == view.deadline.on else 'đã qua'}."
    if on <= today and view.deadline.passed(view.now):
        return f"⚠️ {days.on_day(on, view.now)} không sau hôm nay."
    return f"⚠️ {days.on_day(on, view.now)} {'đã qua' if on < today else 'không muộn hơn hạn hiện tại'}."


OTHER_DAY = f"📅 {YOU_FIRST} gõ một ngày, ví dụ: “thứ 6 tuần sau”, “12/12”, “thêm 4 ngày làm việc”."
NO_DAY = (
    f"📅 Em chưa rõ là ngày nào. {YOU_FIRST} gõ một ngày cụ thể sau hôm nay giúp em, "
    "ví dụ: “thứ 6 tuần sau”, “12/12”, “thêm 4 ngày làm việc”."
)


def for_reason(proposal: Proposal, view: TaskView, turn: int) -> Outgoing:
    title = shorten(view.task.title, _TITLE)
    free = proposal.verb is Verb.OFFER
    without = [choices.choice("Không cần lý do", Offer.NO_REASON, 0, turn)] if free else []
    return say(
        Strong(f"{_ASKED[proposal.verb](proposal, view)}: {title}"),
        f"{YOU_FIRST} gõ lý do trong một dòng{', hoặc bấm Không cần lý do' if free else ''}.",
        choices=choices.rows((*without, choices.choice("Thôi", Offer.NO, 0, turn))),
    )


def _extending(proposal: Proposal, view: TaskView) -> str:
    return f"⏳ Xin gia hạn việc {view.number}{until(proposal, view)}"


def _setting(proposal: Proposal, view: TaskView) -> str:
    return f"📅 Đặt hạn việc {view.number}{until(proposal, view, ':')}"


def _offering(proposal: Proposal, view: TaskView) -> str:
    return f"📅 Đề xuất gia hạn việc {view.number}{until(proposal, view)}"


def _blocking(_proposal: Proposal, view: TaskView) -> str:
    return f"⚠️ Việc {view.number} vướng ở đâu"


def _returning(_proposal: Proposal, view: TaskView) -> str:
    return f"↪️ Chuyển trả việc {view.number}"


def _in_full(proposal: Proposal, view: TaskView) -> str:
    sign, told = deciding.TOLD[proposal.verb](proposal, view)
    return f"{sign} {told[:1].upper()}{told[1:]}"


_ASKED = {
    **dict.fromkeys((Verb.SEND_BACK, Verb.REFUSE, Verb.KEEP, Verb.DECLINE, *OBJECTIONS), _in_full),
    Verb.EXTEND: _extending,
    Verb.OFFER: _offering,
    Verb.SET_DEADLINE: _setting,
    Verb.BLOCK: _blocking,
    Verb.RETURN: _returning,
}


def for_person(talk: Talk, views: Views, turn: int) -> Outgoing:
    """The likeliest are a tap away; everybody else by name."""
    view = views[talk.asked.task_id or 0]
    several = len(talk.people) > 1
    people = [(f"{n}) {name}" if several else name, who) for n, (who, name) in enumerate(talk.people, 1)]
    buttons = [choices.choice(shorten(name, _LABEL), Offer.PERSON, who, turn) for name, who in people]
    buttons += [choices.choice(shorten(f"➖ {name}", _LABEL), Offer.RELEASE, who, turn) for who, name in talk.present]
    return say(
        Strong(f"{_WHOM[talk.asked.verb].format(number=view.number)}: {shorten(view.task.title, _TITLE)}"),
        *(shorten(name, _TITLE) for name, _ in people if several),
        "Bấm ➖ cạnh tên để thôi phối hợp." if talk.present else None,
        f"{YOU_FIRST} {'bấm nút hoặc ' if people else ''}gõ tên đơn vị hoặc cán bộ.",
        choices=choices.rows([*buttons, choices.choice("Thôi", Offer.NO, 0, turn)], width=1),
    )


_WHOM = {
    Verb.REASSIGN: "🔀 Giao việc {number} cho ai",
    Verb.INVOLVE: "➕ Thêm ai phối hợp việc {number}",
    Verb.SPLIT: "➗ Ai chủ trì việc con của việc {number}",
}
NOBODY = "🤔 Em không tìm thấy đơn vị hay cán bộ này, hoặc người đó không nhận được việc này. Mời gõ tên khác."
SEVERAL = "🤔 Có nhiều người hợp tên này, mời chọn giúp em."
_LABEL = 20


def for_task(talk: Talk, offered: Sequence[TaskView], turn: int) -> Outgoing:
    """Which task is meant; the words are quoted, so that nobody wonders what is asked about."""
    told = talk.asked
    buttons = [choices.choice(f"Việc {view.number}", Offer.PICK, view.number, turn) for view in offered]
    if talk.several:
        buttons.append(choices.choice(f"Cả {len(offered)} việc", Offer.PICK_ALL, 0, turn))
    if told.verb is Verb.ASK:
        buttons.append(choices.choice("Hỏi chung", Offer.PICK, 0, turn))
    buttons.append(choices.choice("Thôi", Offer.NO, 0, turn))
    waits = deciding.waits_for if told.verb in DECISIONS else _due
    lines = [
        f"Việc {view.number}: {shorten(view.task.title, _TITLE)} · {waits(view) or _due(view)}" for view in offered
    ]
    what = f"“{shorten(quoted(told.words), 60)}”" if told.words else "📎 Tệp vừa gửi"
    return say(Strong(f"{what}: của việc nào ạ?"), *lines, choices=choices.rows(buttons))


def _due(view: TaskView) -> str:
    return f"hạn {view.deadline_words}" if view.deadline.on else view.deadline_words


def what_is_wrong(turn: int) -> Outgoing:
    return say(
        "✏️ Em hiểu sai chỗ nào ạ? Mời gõ lại số việc, ngày, phần trăm, lý do, hoặc gõ lại cả câu.",
        choices=choices.only("Thôi", Offer.NO, 0, turn),
    )
