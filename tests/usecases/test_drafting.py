"""Whom the words of an assignment mean in an office, and what a correction makes of a draft."""

from datetime import date

import pytest

from core.draft import Draft, Gap, Part
from core.task import Urgency
from db.tables import Person, Unit, UnitAlias
from tests.usecases.small_office import HEAD, LEAD, MONITOR, OTHER_HEAD, POLICY, SmallOffice, at
from usecases.drafting import Drafting

NOW = at("30/11/2026 09:00")


@pytest.fixture
async def large(office: SmallOffice) -> SmallOffice:
    """With a unit that has ended, one with two heads, one without any, and people with names."""
    async with office.database.write() as session:
        home = (await session.get_one(Person, office.ids[HEAD])).unit_id
        units = {
            "gtvt": Unit(
                code="gtvt", name="Sở Giao thông vận tải", kind="sở", valid_to=date(2025, 2, 28), successor_id=home
            ),
            "syt": Unit(code="syt", name="Sở Y tế", kind="sở"),
            "xa": Unit(code="xa", name="UBND xã Đất Mũi", kind="xã"),
        }
        session.add_all(units.values())
        await session.flush()
        session.add(UnitAlias(unit_id=units["gtvt"].id, alias="Sở GTVT", folded="so gtvt"))
        people = [
            ("Lê Văn An", "Giám đốc", "syt", "head"),
            ("Trần Thị Bình", "Phó Giám đốc", "syt", "official"),
            ("Nguyễn Văn Nam", "Chuyên viên", "syt", "official"),
            ("Phạm Hoài Nam", "Chuyên viên", "xa", "official"),
        ]
        session.add_all(
            Person(code=name, name=name, post=post, unit_id=units[unit].id, role=role)
            for name, post, unit, role in people
        )
    return office


async def drafting(office: SmallOffice, by: str = MONITOR) -> Drafting:
    actor = await office.actor(by)
    async with office.database.read() as session:
        return await Drafting.open(session, actor, POLICY.calendar, NOW)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Sở Nội vụ", [HEAD]),
        ("snv", [HEAD]),
        ("so noi vu", [HEAD]),
        ("Nội vụ", [HEAD]),
        ("giám đốc Sở Nội vụ", [HEAD]),
        ("chuyên viên sở nội vụ", [LEAD]),
        ("Sở Giao thông vận tải", [HEAD]),
        ("Sở GTVT", [HEAD]),
        ("Sở Y tế", ["Lê Văn An, Sở Y tế"]),
        ("Phó giám đốc Sở Y tế", ["Trần Thị Bình, Sở Y tế"]),
        ("đ/c Nguyễn Văn Nam", ["Nguyễn Văn Nam, Sở Y tế"]),
        ("anh Nam", ["Nguyễn Văn Nam, Sở Y tế", "Phạm Hoài Nam, UBND xã Đất Mũi"]),
        ("anh Nam (Sở Y tế)", ["Nguyễn Văn Nam, Sở Y tế"]),
        ("Nam UBND xã Đất Mũi", ["Phạm Hoài Nam, UBND xã Đất Mũi"]),
        ("UBND xã Đất Mũi", ["Phạm Hoài Nam, UBND xã Đất Mũi"]),
        ("cán bộ Sở Y tế", ["Trần Thị Bình, Sở Y tế", "Nguyễn Văn Nam, Sở Y tế"]),
        ("Sở Không Có", []),
    ],
)
async def test_whom_the_words_mean(large: SmallOffice, words: str, who: list[str]) -> None:
    assert [name for _, name in (await drafting(large)).meant(words)] == who


async def test_a_head_means_his_own_house_alone(large: SmallOffice) -> None:
    own = await drafting(large, by=HEAD)
    assert own.meant("Sở Y tế") == []
    assert [name for _, name in own.meant("chuyên viên sở nội vụ")] == [LEAD]


BEGUN = "Sở Nội vụ rà soát biên chế, hạn 15/12, phối hợp Sở Công Thương, khẩn, sản phẩm: báo cáo"


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("hạn 20/12", "until", "2026-12-20"),
        ("sửa hạn thành 20/12", "until", "2026-12-20"),
        ("nhầm, 20/12", "until", "2026-12-20"),
        ("không thời hạn", "until", "None"),
        ("chủ trì Sở Công Thương", "lead", OTHER_HEAD),
        ("giao Sở Công Thương", "lead", OTHER_HEAD),
        ("phối hợp thêm Sở Y tế", "helpers", f"{OTHER_HEAD}; Lê Văn An, Sở Y tế"),
        ("thêm Sở Y tế", "helpers", f"{OTHER_HEAD}; Lê Văn An, Sở Y tế"),
        ("bỏ Sở Công Thương", "helpers", ""),
        ("bỏ phối hợp", "helpers", ""),
        ("Sở Y tế để biết", "informed", "Lê Văn An, Sở Y tế"),
        ("thượng khẩn", "urgency", "very_urgent"),
        ("thượng khẩn nhé", "urgency", "very_urgent"),
        ("hỏa tốc nha em", "urgency", "top_urgent"),
        ("không khẩn", "urgency", "normal"),
        ("bỏ khẩn", "urgency", "normal"),
        ("sản phẩm: tờ trình", "product", "tờ trình"),
        ("bỏ sản phẩm", "product", "None"),
        ("theo CV 5/UBND-TH", "document", "5/UBND-TH"),
        ("nhóm 2", "group", "2"),
        ("nội dung: rà soát vị trí việc làm", "title", "Rà soát vị trí việc làm"),
        ("tên việc là rà soát nhân lực", "title", "Rà soát nhân lực"),
    ],
)
async def test_a_correction_changes_what_it_names_and_nothing_else(
    large: SmallOffice, words: str, field: str, value: str
) -> None:
    desk = await drafting(large)
    before = desk.begin(BEGUN, heard=None)
    corrected = desk.corrected(before, words)
    assert corrected is not None
    after, left = corrected
    assert (_told(after)[field], left) == (value, "")
    others = {"helpers"} if field == "lead" else set()
    same = {name for name in _told(before) if name != field and name not in others}
    assert {name: _told(after)[name] for name in same} == {name: _told(before)[name] for name in same}
    assert words in after.words


@pytest.mark.parametrize(
    ("words", "helpers"),
    [
        ("đổi hạn 20/12, thêm Sở Y tế", f"{OTHER_HEAD}; Lê Văn An, Sở Y tế"),
        ("thêm Sở Y tế, hạn 20/12", f"{OTHER_HEAD}; Lê Văn An, Sở Y tế"),
        ("bỏ Sở Công Thương, hạn 20/12", ""),
        ("bỏ Sở Công Thương, thêm Sở Y tế, hạn 20/12", "Lê Văn An, Sở Y tế"),
    ],
)
async def test_two_corrections_in_one_breath(large: SmallOffice, words: str, helpers: str) -> None:
    desk = await drafting(large)
    corrected = desk.corrected(desk.begin(BEGUN, heard=None), words)
    assert corrected is not None
    told = _told(corrected[0])
    assert (told["helpers"], told["until"], corrected[1]) == (helpers, "2026-12-20", "")


async def test_a_plain_degree_with_a_polite_word(large: SmallOffice) -> None:
    desk = await drafting(large)
    corrected = desk.corrected(desk.begin("Sở Nội vụ rà soát biên chế, hạn 15/12", heard=None), "khẩn nhé")
    assert corrected is not None
    assert (corrected[0].urgency, corrected[1]) == (Urgency.URGENT, "")


@pytest.mark.parametrize("words", ["à ừ", "rà soát lại đi", "bỏ Sở Không Có", "việc 12 xong rồi"])
async def test_what_corrects_nothing_changes_nothing(large: SmallOffice, words: str) -> None:
    desk = await drafting(large)
    assert desk.corrected(desk.begin(BEGUN, heard=None), words) is None


async def test_what_is_not_understood_of_a_correction_is_said(large: SmallOffice) -> None:
    desk = await drafting(large)
    corrected = desk.corrected(desk.begin(BEGUN, heard=None), "hạn 20/12, nhớ gọi điện trước")
    assert corrected is not None
    assert corrected[1] == "nhớ gọi điện trước"


async def test_whoever_leads_does_not_help_as_well(large: SmallOffice) -> None:
    desk = await drafting(large)
    after = desk.corrected(desk.begin(BEGUN, heard=None), "chủ trì Sở Công Thương")
    assert after is not None
    assert after[0].helpers == ()


async def test_several_of_one_name_are_asked_about(large: SmallOffice) -> None:
    desk = await drafting(large)
    draft = desk.begin("anh Nam lập dự toán, phối hợp chị Lạ, hạn 15/12", heard=None)
    asked = desk.with_choices(draft, draft.gap(NOW))
    assert (asked.asked, len(asked.offered)) == (Gap.LEAD, 2)
    settled = desk.chosen(asked, asked.offered[1][0])
    assert settled is not None
    assert settled.lead == asked.offered[1]
    assert settled.unfound == ((Part.HELPS, "chị Lạ"),)
    assert desk.chosen(asked, 999) is None


async def test_an_answer_may_say_more_than_was_asked(large: SmallOffice) -> None:
    desk = await drafting(large)
    empty = desk.with_choices(desk.begin("", heard=None), Gap.LEAD)
    after = desk.answered(empty, "Sở Y tế tiêm chủng, hạn 15/12, khẩn")
    assert after is not None
    assert _told(after) | {"title": "Tiêm chủng", "urgency": Urgency.URGENT, "until": "2026-12-15"} == _told(after)


async def test_a_title_may_stand_in_what_was_forwarded(large: SmallOffice) -> None:
    desk = await drafting(large)
    draft = desk.begin("Sở Y tế, hạn 15/12", heard=None, beside="V/v tiêm chủng, công văn 5/UBND-VX")
    assert (draft.title, draft.document) == ("V/v tiêm chủng", "5/UBND-VX")


def _told(draft: Draft) -> dict[str, str]:
    return {
        "title": draft.title,
        "lead": draft.lead[1] if draft.lead else "",
        "helpers": "; ".join(name for _, name in draft.helpers),
        "informed": "; ".join(name for _, name in draft.informed),
        "until": str(draft.until.on if draft.until else None),
        "urgency": draft.urgency,
        "product": str(draft.product),
        "document": str(draft.document),
        "group": str(draft.group),
    }
