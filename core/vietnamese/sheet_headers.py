"""How the columns of the office's sheets may be headed: one table of synonyms per kind of file.

Headers are compared without accents, case, punctuation and what stands in brackets.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.vietnamese.normalise import fold, tidy


@dataclass(frozen=True)
class Column:
    field: str
    names: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True)
class Form:
    """The columns that one kind of sheet may have, in any order."""

    columns: tuple[Column, ...]

    @cached_property
    def _fields(self) -> dict[str, str]:
        return {_key(name): column.field for column in self.columns for name in (column.field, *column.names)}

    def field(self, header: str) -> str | None:
        return self._fields.get(_key(header))

    def missing(self, fields: Sequence[str]) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required and column.field not in fields)


def _key(header: str) -> str:
    outside = re.sub(r"\(.*?\)", " ", fold(tidy(header)))
    return " ".join(re.findall(r"[a-z0-9]+", outside))


_CODE = Column("code", ("Mã", "Mã số"), required=True)

UNITS = Form(
    (
        _CODE,
        Column("name", ("Tên đơn vị", "Tên", "Đơn vị"), required=True),
        Column("kind", ("Loại", "Loại đơn vị"), required=True),
        Column("parent", ("Đơn vị cấp trên", "Cấp trên", "Trực thuộc")),
        Column("aliases", ("Tên khác", "Tên viết tắt", "Viết tắt", "Tên gọi khác")),
        Column("valid_from", ("Từ ngày", "Hiệu lực từ")),
        Column("valid_to", ("Đến ngày", "Hiệu lực đến")),
        Column("successor", ("Đơn vị kế thừa", "Kế thừa")),
    )
)

PEOPLE = Form(
    (
        _CODE,
        Column("name", ("Họ và tên", "Họ tên", "Tên"), required=True),
        Column("post", ("Chức vụ", "Chức danh"), required=True),
        Column("unit", ("Đơn vị", "Cơ quan", "Cơ quan, đơn vị"), required=True),
        Column("role", ("Vai trò",), required=True),
        Column("status", ("Tình trạng", "Tình trạng công tác", "Trạng thái")),
    )
)

_TITLES = (
    "Nội dung nhiệm vụ",
    "Nội dung",
    "Nhiệm vụ",
    "Tên nhiệm vụ",
    "Nội dung công việc",
    "Công việc",
    "Tên việc",
    "Việc",
    "Nội dung chỉ đạo",
    "text",
    "task",
)
_LEADS = ("Đơn vị chủ trì", "Cơ quan chủ trì", "Cơ quan, đơn vị chủ trì", "Chủ trì", "Đơn vị thực hiện", "lead_unit")
_COORDINATORS = ("Đơn vị phối hợp", "Cơ quan phối hợp", "Cơ quan, đơn vị phối hợp", "Phối hợp")
_DEADLINES = ("Thời hạn", "Hạn", "Hạn hoàn thành", "Thời hạn hoàn thành", "Thời gian hoàn thành", "Hạn xử lý", "due")

TASKS = Form(
    (
        Column("title", _TITLES, required=True),
        Column("lead", _LEADS, required=True),
        Column("deadline", _DEADLINES, required=True),
        Column("code", ("Mã", "Mã nhiệm vụ", "Mã việc", "Mã số", "id")),
        Column("lead_person", ("Người chủ trì", "Cá nhân chủ trì", "Người thực hiện")),
        Column("coordinators", _COORDINATORS),
        Column("informed", ("Nhận để biết", "Để biết")),
        Column("monitor", ("Chuyên viên theo dõi", "Người theo dõi", "Theo dõi")),
        Column("leader", ("Lãnh đạo phụ trách", "Lãnh đạo theo dõi")),
        Column("assigner", ("Người giao", "Lãnh đạo giao", "Người giao việc")),
        Column("document", ("Số văn bản", "Văn bản", "Số, ký hiệu", "Số ký hiệu", "Số, ký hiệu văn bản")),
        Column("document_date", ("Ngày văn bản", "Ngày ban hành")),
        Column("document_kind", ("Loại văn bản",)),
        Column("document_subject", ("Trích yếu",)),
        Column("document_issuer", ("Cơ quan ban hành",)),
        Column("document_signer", ("Người ký",)),
        Column("deadline_kind", ("Loại hạn", "Loại thời hạn")),
        Column("starts_on", ("Từ ngày", "Ngày bắt đầu")),
        Column("rhythm", ("Định kỳ", "Định kỳ báo cáo", "Kỳ báo cáo", "Chu kỳ báo cáo", "recurrence")),
        Column("deliverable", ("Sản phẩm", "Kết quả", "Sản phẩm, kết quả", "Sản phẩm dự kiến")),
        Column("target_metric", ("Chỉ tiêu",)),
        Column("target_op", ("Phép so", "So sánh")),
        Column("target_value", ("Giá trị", "Trị số", "Giá trị chỉ tiêu")),
        Column("target_unit", ("Đơn vị tính",)),
        Column("group", ("Nhóm", "Nhóm nhiệm vụ")),
        Column("urgency", ("Độ khẩn", "Mức độ khẩn")),
        Column("secrecy", ("Độ mật", "Mức độ mật", "classification")),
        Column("note", ("Ghi chú",)),
    )
)
