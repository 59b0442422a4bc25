"""What was understood, read back before anything is changed: the task, the day, the reason, and one question."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.calendar import OFFICE_ZONE
from core.message import Choices, Outgoing, Strong
from core.periods import named
from core.press import Offer
from core.proposal import DATED, DECISIONS, OBJECTIONS, Proposal, Verb, last_moment, wanted_deadline
from core.talk import Talk, Waiting
from core.vietnamese.period_report import read_report, spoken_report
from core.wording import answers, asking, choices, days, deciding, periods, splitting, targets
from core.wording.asking import Views
from core.wording.labels import period_words
from core.wording.views import TaskView
from core.wording.voice import YOU_FIRST, quoted, say, shorten, some, told_names

_TITLE, _BRIEF = 60, 40
_MOST_WARNINGS = 4
_FEW_NAMES = 3
_FAR = timedelta(days=183)


def prompt(waiting: Waiting, talk: Talk, views: Views, turn: int) -> Outgoing | None:
    """What is asked now; None when a task that it is about is no longer to be seen."""
    if any(each.task_id is not None and each.task_id not in views for each in talk.proposals):
        return None
    if waiting is Waiting.CONFIRM:
        return _read_back(talk, views, turn)
    if waiting is Waiting.TASK:
        return asking.for_task(talk, [views[number] for number in talk.offered if number in views], turn)
    if waiting is Waiting.FIX:
        return asking.what_is_wrong(turn)
    if waiting is Waiting.PERSON:
        return asking.for_person(talk, views, turn)
    pending = talk.asked
    view = views[pending.task_id or 0]
    if waiting is Waiting.TITLE:
        return splitting.ask_title(view, turn)
    if pending.verb is Verb.SPLIT:
        return splitting.ask_day(pending, view, turn)
    return asking.for_day(pending, view, turn) if waiting is Waiting.DAY else asking.for_reason(pending, view, turn)


def _read_back(talk: Talk, views: Views, turn: int) -> Outgoing:
    """Everything understood, then "Đúng không ạ?". The first line tells it all; what was quoted stands below."""
    shown = [(each, views.get(each.task_id or 0)) for each in talk.proposals]
    taken_back = "✏️ Bước vừa ghi theo tin trước sẽ được rút lại." if talk.instead_of else None
    warned = [line for proposal, view in shown if view for line in _warnings(proposal, view)][:_MOST_WARNINGS]
    if len(shown) == 1:
        told, details = _told(*shown[0]), _details(*shown[0])
    else:
        told = f"Em hiểu {len(shown)} việc như sau"
        details = [f"{number}) {_in_a_list(*each)}" for number, each in enumerate(shown, 1)]
    return say(Strong(f"{told}."), *details, taken_back, *warned, "Đúng không ạ?", choices=_yes_no(turn))


def _told(proposal: Proposal, view: TaskView | None) -> str:
    if view is None:
        return "❓ Em hiểu: hỏi chung Văn phòng"
    sign, told = _TOLD[proposal.verb](proposal, view)
    files = f", kèm {len(proposal.files)} tệp" if proposal.files and proposal.verb is not Verb.ATTACH else ""
    return f"{sign} Em hiểu: {told}{files}"


def _details(proposal: Proposal, view: TaskView | None) -> list[str]:
    about = [f"Việc {view.number}: {shorten(view.task.title, _TITLE)}"] if view else []
    report = read_report(proposal.words) if proposal.verb is Verb.PERIOD else None
    if report is not None:
        asked = periods.still_missing(report) if spoken_report(proposal.words) else None
        return [*about, *periods.slots(report), *([asked] if asked else [])]
    return [*about, *(f"{name}: {quoted(words)}" for name, words in _quotes(proposal) if words)]


def _in_a_list(proposal: Proposal, view: TaskView | None) -> str:
    if view is None:
        return _told(proposal, view)
    why = f" ({shorten(quoted(proposal.reason), _BRIEF)})" if proposal.reason else ""
    return f"{_TOLD[proposal.verb](proposal, view)[1]}{why} · {shorten(view.task.title, _BRIEF)}"


def _quotes(proposal: Proposal) -> list[tuple[str, str | None]]:
    """What the person said in words that go to somebody."""
    if proposal.verb in DATED | {Verb.REFUSE, Verb.DECLINE, Verb.OBJECT, Verb.DISMISS}:
        return [("Lý do", proposal.reason)]
    if proposal.verb is Verb.UPHOLD:
        return [("Nội dung sửa lại", proposal.reason)]
    if proposal.verb in (Verb.SEND_BACK, Verb.KEEP):
        return [("Ý kiến", proposal.reason)]
    if proposal.verb is Verb.SPLIT:
        return [("Việc con", proposal.title)]
    if proposal.verb is Verb.RETURN:
        return [("Lý do", proposal.reason), ("Đề nghị chuyển", proposal.to_whom)]
    name = {
        Verb.BLOCK: "Vướng mắc",
        Verb.ASK: "Câu hỏi",
        Verb.NOTE: "Lời nhắn",
        Verb.COMMENT: "Ý kiến",
        Verb.FINISH_PART: "Lời báo",
        Verb.NAME_PRODUCT: "Sản phẩm",
    }
    words = proposal.reason or proposal.words if proposal.verb is Verb.BLOCK else proposal.words
    return [(name[proposal.verb], words)] if proposal.verb in name else []


_Told = tuple[str, str]  # a sign, and the words that follow "Em hiểu:"


def _acknowledge(proposal: Proposal, view: TaskView) -> _Told:
    return "👀", f"đã nhận việc {view.number}{_promise(proposal, view)}"


def _progress(proposal: Proposal, view: TaskView) -> _Told:
    return "▶️", f"việc {view.number} đang làm{_how_far(proposal, view)}{_promise(proposal, view)}"


def _report(proposal: Proposal, view: TaskView) -> _Told:
    paper = f", văn bản {proposal.document}" if proposal.document else ""
    amount = _how_far(proposal, view) if proposal.reached is not None else ""
    return "✅", f"việc {view.number} đã hoàn thành{amount}{paper}"


def _how_far(proposal: Proposal, view: TaskView) -> str:
    if proposal.reached is not None and view.task.target is not None:
        return f", đạt {targets.reached(view.task.target, proposal.reached)}"
    return f", đạt {proposal.percent}%" if proposal.percent is not None else ""


def _note(proposal: Proposal, view: TaskView) -> _Told:
    return "💬", f"ghi lời nhắn vào việc {view.number}{_promise(proposal, view)}"


def _comment(_proposal: Proposal, view: TaskView) -> _Told:
    to = "" if view.leads else f", gửi {shorten(view.lead, _BRIEF)}"
    return "💬", f"ghi ý kiến vào việc {view.number}{to}"


def _finish_part(_proposal: Proposal, view: TaskView) -> _Told:
    return "✅", f"đã xong phần phối hợp của mình trong việc {view.number}"


def _block(_proposal: Proposal, view: TaskView) -> _Told:
    return "⚠️", f"việc {view.number} đang vướng mắc"


def _extend(proposal: Proposal, view: TaskView) -> _Told:
    share = f", hiện đạt {proposal.percent}%" if proposal.percent is not None else ""
    return "⏳", f"xin gia hạn việc {view.number}{asking.until(proposal, view)}{share}"


def _offer(proposal: Proposal, view: TaskView) -> _Told:
    return "📅", f"đề xuất gia hạn việc {view.number}{asking.until(proposal, view)}"


def _set_deadline(proposal: Proposal, view: TaskView) -> _Told:
    before = f", thay cho {view.deadline_words}" if view.deadline.on else ""
    return "📅", f"đặt hạn việc {view.number}{asking.until(proposal, view, ':')}{before}"


def _return(_proposal: Proposal, view: TaskView) -> _Told:
    return "↪️", f"đề nghị chuyển trả việc {view.number}"


def _ask(_proposal: Proposal, view: TaskView) -> _Told:
    return "❓", f"hỏi về việc {view.number}"


def _period(proposal: Proposal, view: TaskView) -> _Told:
    about = f" {period_words(named(proposal.period))}" if proposal.period else ""
    return "📝", f"báo cáo{about} của việc {view.number}{_promise(proposal, view)}"


def _attach(proposal: Proposal, view: TaskView) -> _Told:
    return "📎", f"giữ {len(proposal.files)} tệp làm minh chứng của việc {view.number}"


def _name_product(_proposal: Proposal, view: TaskView) -> _Told:
    return "📎", f"ghi thêm sản phẩm của việc {view.number}"


def _reassign(proposal: Proposal, view: TaskView) -> _Told:
    return "🔀", f"giao việc {view.number} cho {shorten(proposal.to_whom or '', _BRIEF)} chủ trì"


def _unblock(_proposal: Proposal, view: TaskView) -> _Told:
    return "🟢", f"việc {view.number} đã hết vướng mắc"


def _snooze(proposal: Proposal, view: TaskView) -> _Told:
    return "⏰", f"nhắc lại việc {view.number} lúc {_moment(proposal, view.now)}"


def _moment(proposal: Proposal, now: datetime) -> str:
    if proposal.on is None or proposal.at is None:
        return "khác"
    return days.at_time(datetime.combine(proposal.on, proposal.at, OFFICE_ZONE), now)


def _involve(proposal: Proposal, view: TaskView) -> _Told:
    name = shorten(proposal.to_whom or "", _BRIEF)
    again = any(each.name == proposal.to_whom and each.done for each in view.coordinators)
    return "➕", f"{'đề nghị' if again else 'thêm'} {name} phối hợp{' lại' if again else ''} việc {view.number}"


def _release(proposal: Proposal, view: TaskView) -> _Told:
    return "➖", f"{shorten(proposal.to_whom or '', _BRIEF)} thôi phối hợp việc {view.number}"


_TOLD = {
    **deciding.TOLD,
    Verb.SNOOZE: _snooze,
    Verb.UNBLOCK: _unblock,
    Verb.PERIOD: _period,
    Verb.REASSIGN: _reassign,
    Verb.INVOLVE: _involve,
    Verb.RELEASE: _release,
    Verb.SPLIT: splitting.told,
    Verb.ACKNOWLEDGE: _acknowledge,
    Verb.PROGRESS: _progress,
    Verb.REPORT: _report,
    Verb.NOTE: _note,
    Verb.COMMENT: _comment,
    Verb.FINISH_PART: _finish_part,
    Verb.BLOCK: _block,
    Verb.EXTEND: _extend,
    Verb.RETURN: _return,
    Verb.ASK: _ask,
    Verb.ATTACH: _attach,
    Verb.NAME_PRODUCT: _name_product,
    Verb.OFFER: _offer,
    Verb.SET_DEADLINE: _set_deadline,
}


def _promise(proposal: Proposal, view: TaskView) -> str:
    return f", hẹn xong {days.on_day(proposal.on, view.now)}" if proposal.on else ""


def _warnings(proposal: Proposal, view: TaskView) -> list[str]:
    """What is allowed, but strange: a report that is short of something, a day off, a promise beyond the deadline."""
    warned = []
    if proposal.verb is Verb.REPORT and view.waits_for:
        warned.append(f"⚠️ Còn chờ phần của: {some(view.waits_for, _FEW_NAMES)}.")
    short = targets.shortfall(view.task, proposal.reached) if proposal.verb is Verb.REPORT else None
    if short:
        warned.append(short)
    if proposal.unreal is not None:
        warned.append(f"⚠️ {days.none_such(proposal.unreal)} {YOU_FIRST} muốn ghi ngày nào ạ?")
    until = wanted_deadline(proposal, view.deadline, view.calendar, view.now) if proposal.verb in DATED else None
    on = until.on if until else proposal.on
    if until is not None and on is not None and on - view.calendar.day_of(view.now) > _FAR:
        warned.append(f"⚠️ {days.on_day(on, view.now)} là hơn nửa năm nữa.")
    if on is not None and not view.calendar.is_working_day(on):
        warned.append(f"⚠️ {days.on_day(on, view.now)} là ngày nghỉ.")
    if proposal.verb is Verb.SPLIT and on is not None and last_moment(proposal).passed(view.now):
        warned.append(
            f"⚠️ {days.on_day(on, view.now)} đã qua: việc con quá hạn ngay khi giao. Nên gia hạn việc chính trước."
        )
    if until is not None and (left := view.left_behind(until)):
        warned.append(answers.left_behind(left))
    if proposal.verb is Verb.SET_DEADLINE and view.request is not None:
        warned.append("⚠️ Đề nghị gia hạn đang chờ sẽ khép lại.")
    if until is None and on is not None and view.deadline.on is not None and on > view.deadline.on:
        warned.append(f"⚠️ Hạn hiện tại là {view.deadline_words}. Cần thêm thời gian thì xin gia hạn.")
    return warned


def _yes_no(turn: int) -> Choices:
    return choices.rows(
        (
            choices.choice("✅ Đúng", Offer.YES, 0, turn),
            choices.choice("✏️ Sửa", Offer.FIX, 0, turn),
            choices.choice("Thôi", Offer.NO, 0, turn),
        ),
        width=3,
    )


def carried_out(proposal: Proposal, now: datetime, *, quiet: bool, to: Sequence[str] = ()) -> str:
    """What has been written down; in quiet hours whoever hears of it hears later. `to` are those who were urged."""
    later = f"\n{answers.LATER.strip()}" if quiet and proposal.verb in _TOLD_TO_OTHERS else ""
    if proposal.task_id is None:
        return f"❓ Đã chuyển câu hỏi tới Văn phòng; có trả lời em báo ngay.{later}"
    whom = f": {told_names(to)}" if to else ""
    return f"{_WRITTEN[proposal.verb].format(number=proposal.task_id, whom=whom, **_facts(proposal, now))}{later}"


def _facts(proposal: Proposal, now: datetime) -> dict[str, str]:
    return {
        "share": f", đạt {proposal.percent}%" if proposal.percent is not None and proposal.reached is None else "",
        "promise": f", hẹn xong {days.on_day(proposal.on, now)}" if proposal.on else "",
        "paper": f", văn bản {proposal.document}" if proposal.document else "",
        "about": f" {period_words(named(proposal.period))}" if proposal.period else "",
        "files": str(len(proposal.files)),
        "again": _moment(proposal, now),
        "why_sooner": " (để kịp trước khi báo lên cấp trên)" if proposal.sooner else "",
        "to_whom": shorten(proposal.to_whom or "", _BRIEF),
    }


_TOLD_TO_OTHERS = (
    DATED
    | DECISIONS
    | OBJECTIONS
    | {
        Verb.URGE,
        Verb.REASSIGN,
        Verb.INVOLVE,
        Verb.RELEASE,
        Verb.SPLIT,
        Verb.REPORT,
        Verb.FINISH_PART,
        Verb.COMMENT,
        Verb.BLOCK,
        Verb.RETURN,
        Verb.ASK,
        Verb.PERIOD,
    }
)
_WRITTEN = {
    **deciding.WRITTEN,
    Verb.ACKNOWLEDGE: "👀 Đã tiếp nhận việc {number}{promise}.",
    Verb.PROGRESS: "▶️ Đã ghi việc {number} đang thực hiện{share}{promise}.",
    Verb.REPORT: "✅ Đã báo cáo hoàn thành việc {number}{paper}.",
    Verb.NOTE: "💬 Đã ghi lời nhắn vào việc {number}{promise}.",
    Verb.COMMENT: "💬 Đã ghi ý kiến vào việc {number}.",
    Verb.FINISH_PART: "✅ Đã ghi xong phần phối hợp của mình trong việc {number}.",
    Verb.BLOCK: "⚠️ Đã báo vướng mắc việc {number} tới người theo dõi và lãnh đạo.",
    Verb.EXTEND: "⏳ Đã gửi đề nghị gia hạn việc {number}; hạn chỉ đổi khi được đồng ý.",
    Verb.RETURN: "↪️ Đã gửi đề nghị chuyển trả việc {number}, chờ quyết định.",
    Verb.ASK: "❓ Đã chuyển câu hỏi về việc {number}; có trả lời em báo ngay.",
    Verb.ATTACH: "📎 Đã giữ {files} tệp làm minh chứng của việc {number}.",
    Verb.UNBLOCK: "🟢 Đã ghi việc {number} hết vướng mắc; ai đã nghe vướng thì được báo.",
    Verb.SNOOZE: "⏰ Em sẽ nhắc lại việc {number} lúc {again}{why_sooner}.",
    Verb.REASSIGN: "🔀 Đã giao việc {number} cho {to_whom}.",
    Verb.INVOLVE: "➕ {to_whom} phối hợp việc {number}.",
    Verb.SPLIT: "➗ Đã chia việc {number}, {to_whom} chủ trì việc con.",
    Verb.RELEASE: "➖ {to_whom} thôi phối hợp việc {number}.",
    Verb.PERIOD: "📝 Đã ghi báo cáo{about} của việc {number}{promise}.",
    Verb.NAME_PRODUCT: "📎 Đã ghi thêm sản phẩm của việc {number}.",
    Verb.SET_DEADLINE: "📅 Đã đặt hạn mới cho việc {number}.",
    Verb.OFFER: "📅 Đã gửi ngày đề xuất của việc {number}; hạn chỉ đổi khi người chủ trì đồng ý.",
}
