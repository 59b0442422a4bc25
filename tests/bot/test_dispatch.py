"""Every kind of thing that people do, and what it leads to."""

from datetime import timedelta

from sqlalchemy import select

from bot.dialogs.broadcasting_presses import BROADCASTING
from bot.incoming import Blocked, GroupMoved, JoinedGroup, LeftGroup, Pressed, Said, Unblocked
from core.press import Offer
from core.sent_file import FileKind, SentFile
from core.wording import answers
from db import people, tasks
from db.outbox import Chat
from db.tables import Account, Dialog, Evidence, Group, Person
from tests.bot.updates_desk import UpdatesDesk
from tests.usecases.small_office import ADMIN, LEAD, MONITOR, OTHER, POLICY, SmallOffice
from usecases.bind import bind
from usecases.invite import invite
from usecases.report import report

GROUP = "nhóm"


def said(text: str, who: str = LEAD, **facts: object) -> Said:
    standard = {"chat_id": who, "sender_id": who, "sender_name": who, "private": True, "message_id": "1"}
    return Said(**(standard | {"text": text} | facts))  # type: ignore[arg-type]


def pressed(code: str, who: str = LEAD, *, private: bool = True) -> Pressed:
    chat = who if private else GROUP
    return Pressed(chat_id=chat, sender_id=who, sender_name=who, private=private, code=code, press_id="7")


async def test_a_strangers_words_meet_one_polite_line(desk: UpdatesDesk) -> None:
    for text in ("xin chào", "/viec", "/overdue", "đồng chí nào trễ việc?"):
        await desk.do(said(text, "ai đó"))
    assert len(await desk.told("ai đó")) == 1
    desk.now += timedelta(minutes=11)
    await desk.do(said("alo", "ai đó"))
    assert len(await desk.told("ai đó")) == 2


async def test_a_strangers_press_reads_nothing(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.assign()
    for code in ("ack.1.0", "show.1.0", "late.1.0", "rubbish"):
        await desk.do(pressed(code, "ai đó"))
    assert await desk.told("ai đó") == []
    assert set(desk.toasts) == {"Nút chỉ dùng được trong tin nhắn riêng, từ tài khoản đã gắn với cán bộ."}


async def test_a_press_in_a_group_takes_no_step(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    task_id = await office.assign()
    await desk.do(pressed("ack.1.0", private=False))
    assert await office.log(task_id) == ["assign: None → assigned"]
    assert desk.toasts[0].startswith("Nút chỉ dùng được trong tin nhắn riêng")


async def test_a_forged_code_is_explained(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    forged = ("", "ack.1.0.0", "hack.1.0", "ack.-1.0", "ack.1.0\n", "x" * 64, "ack.99999999999", "show.١.0")
    for code in forged:
        await desk.do(pressed(code))
    assert await desk.told(LEAD) == ["Nút này không hợp lệ. Đồng chí gõ /viec để xem việc của mình."] * len(forged)


ABOUT_NO_TASK = {
    *(Offer.MY_TASKS, Offer.OVERDUE, Offer.REPLY, Offer.CALENDAR_YES, Offer.WATCH, Offer.RELEASE, Offer.SAME_DAY),
    *(Offer.YES, Offer.NO, Offer.FIX, Offer.PICK, Offer.PICK_ALL, Offer.DAYS, Offer.OTHER_DAY, Offer.PERSON),
    *(Offer.NO_REASON, Offer.STAND_IN, Offer.END_LEAVE, Offer.LEFT, Offer.MORNING, Offer.DIGEST_ONLY),
    *(Offer.WISH, Offer.PANEL, Offer.EXPORT, Offer.URGE_ALL, Offer.URGE_ALL_SURELY, Offer.FOUND, Offer.DECISIONS),
    *(Offer.GIVE, Offer.GIVE_FIX, Offer.GIVE_TO, Offer.GIVE_UNDATED, Offer.GIVE_WITHOUT),
    *(Offer.FEED_NEW, Offer.FEED_OFF, Offer.FEED_UNIT),
    *(Offer.REPORT_OF, Offer.MERITS, Offer.PRAISE, Offer.RECORD),
    *BROADCASTING,
}


async def test_a_press_on_a_task_of_others_tells_nothing_of_it(office: SmallOffice, desk: UpdatesDesk) -> None:
    """Nor whether it exists."""
    await office.bind(OTHER)
    task_id = await office.assign(title="Chuyện nội bộ")
    for offer in set(Offer) - ABOUT_NO_TASK:
        for number in (task_id, 404, 999999999):
            await desk.do(pressed(f"{offer}.{number}.0", OTHER))
    assert set(await desk.told(OTHER)) == {answers.NOT_FOUND}
    assert await office.log(task_id) == ["assign: None → assigned"]


async def test_no_paper_on_a_report_of_somebody_else_writes_nothing(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(OTHER)
    task_id = await office.assign()
    await office.take(report, LEAD, task_id)
    await desk.do(pressed(f"nopaper.{task_id}.0", OTHER))
    assert desk.toasts[0].startswith("ℹ️ Việc này đã thay đổi")


async def test_an_old_choice_does_not_close_the_question_of_another_task(
    office: SmallOffice, desk: UpdatesDesk
) -> None:
    await office.bind(MONITOR)
    old, new = [await office.assign(monitor_id=office.ids[MONITOR]) for _ in range(2)]
    await office.take(report, LEAD, new)
    await desk.do(pressed(f"back.{new}.2", MONITOR))
    await desk.do(pressed(f"no.{old}.12345", MONITOR))
    await desk.do(said("Thiếu phụ lục", MONITOR))
    assert (await office.log(new))[-1] == "send_back: reported → working"


async def test_a_blocked_account_is_gone_until_it_is_unblocked(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    await desk.do(Blocked(chat_id=LEAD))
    assert await _reachable(office) is None
    assert "đã chặn trợ lý" in (await desk.told(ADMIN))[0]
    await desk.do(Unblocked(chat_id=LEAD))
    assert await _reachable(office) == LEAD


async def _reachable(office: SmallOffice) -> str | None:
    async with office.database.read() as session:
        account = await people.account_of(session, office.ids[LEAD])
    return account.chat_id if account else None


async def test_a_stranger_who_blocks_troubles_no_admin(desk: UpdatesDesk) -> None:
    await desk.do(Blocked(chat_id="ai đó"))
    assert await desk.told(ADMIN) == []


async def test_a_group_is_greeted_once_and_names_nobody(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    await office.assign(title="Chuyện nội bộ")
    for _ in range(2):
        await desk.do(JoinedGroup(chat_id=GROUP, title="Sở Nội vụ"))
    await desk.do(said("/overdue", chat_id=GROUP, private=False))
    await desk.do(said("mai họp nhé", chat_id=GROUP, private=False, addressed=False))
    hello, only_private = await desk.told(GROUP)
    assert hello.startswith("Xin chào các đồng chí.")
    assert only_private.startswith("Lệnh này chỉ dùng trong tin nhắn riêng")


async def test_a_group_that_moves_is_followed_and_one_that_is_left_is_left(
    office: SmallOffice, desk: UpdatesDesk
) -> None:
    await desk.do(JoinedGroup(chat_id=GROUP, title="Sở Nội vụ"))
    for _ in range(2):
        await desk.do(GroupMoved(old_chat_id=GROUP, new_chat_id="nhóm lớn"))
    await desk.do(LeftGroup(chat_id="nhóm lớn"))
    async with office.database.read() as session:
        (group,) = await session.scalars(select(Group))
    assert (group.chat_id, group.left_at is not None) == ("nhóm lớn", True)


async def test_nothing_is_met_with_silence(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    commands = ("/VIEC", "/viec  1 2", "/viec 99999999999", "/viec ²", "/viec -1", "/xyz", "/", "//")
    words = ("x" * 4096, "<b>&amp;", "\x00\x1b[31m", "\ud800", "🙂" * 2000, "\u202egnat", " \n ")
    for said_so_far, each in enumerate((*commands, *words), 1):
        await desk.do(said(each))
        assert len(await desk.told(LEAD)) == said_so_far, each
    assert set(await desk.states()) == {"done"}


async def test_words_under_a_picture_count_and_the_picture_is_kept(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    task_id = await office.assign()
    await desk.do(pressed(f"report.{task_id}.0"))
    await desk.do(said("Báo cáo 12/BC", file=SentFile(channel="text", kind=FileKind.PHOTO, file_id="x")))
    assert (await desk.told(LEAD))[-1] == "📎 Đã ghi sản phẩm của việc 1: “Báo cáo 12/BC”"
    async with office.database.read() as session:
        assert [(row.file_id, row.caption) for row in await session.scalars(select(Evidence))] == [
            ("x", "Báo cáo 12/BC")
        ]


async def test_evidence_of_any_length_is_kept_whole(office: SmallOffice, desk: UpdatesDesk) -> None:
    await office.bind(LEAD)
    task_id = await office.assign()
    await desk.do(pressed(f"report.{task_id}.0"))
    await desk.do(said("ấ" * 4096))
    async with office.database.read() as session:
        found = await tasks.load(session, task_id)
    assert found is not None
    assert found.row.evidence == "ấ" * 4096


async def test_a_question_dies_with_the_binding_of_its_chat(office: SmallOffice, desk: UpdatesDesk) -> None:
    """The phone goes to a colleague: his words answer nobody's old question."""
    await office.bind(LEAD)
    await desk.do(pressed(f"report.{await office.assign()}.0"))
    async with office.database.write() as session:
        account = (await session.scalars(select(Account))).one()
        await session.delete(account)
        person = await session.get_one(Person, office.ids[OTHER])
        await invite(session, person, "ABCD2345", POLICY, desk.now)
        await bind(session, Chat("text", LEAD), "ABCD2345", desk.now)
        assert (await session.scalars(select(Dialog))).all() == []
