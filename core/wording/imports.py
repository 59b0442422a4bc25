"""What a person hears of an import: what a row of the office or of its tasks lacks, and what came of the rest."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.wording.sheets import quoted


def end_before_start() -> str:
    return "ngày kết thúc trước ngày bắt đầu"


def circle(column: str) -> str:
    return f"{column} tạo thành vòng tròn"


def unknown_unit(column: str, name: str) -> str:
    return f"{column} {quoted(name)} không có trong danh sách đơn vị"


def ambiguous_unit(column: str, name: str, codes: Iterable[str]) -> str:
    return f"{column} {quoted(name)} có thể là nhiều đơn vị ({', '.join(codes)}); hãy ghi mã đơn vị"


def taken_alias(alias: str, owner: str) -> str:
    return f"tên khác {quoted(alias)} đã thuộc về đơn vị {quoted(owner)}"


def unknown_person(column: str, code: str) -> str:
    return f"{column} {quoted(code)} không có trong danh sách cán bộ"


def unknown_name(column: str, name: str) -> str:
    return f"{column} {quoted(name)} không phải là đơn vị hay mã cán bộ nào"


def left_person(column: str, name: str) -> str:
    return f"{column} {quoted(name)} không còn làm việc"


def several_leads(names: Sequence[str]) -> str:
    told = ", ".join(quoted(name) for name in names)
    return f"chủ trì phải là đúng một đơn vị, đang ghi {len(names)}: {told}; hãy chuyển các đơn vị khác sang phối hợp"


def ended_unit(column: str, name: str, ended_on: date) -> str:
    return f"{column} {quoted(name)} đã kết thúc hoạt động ngày {ended_on:%d/%m/%Y} và chưa ghi đơn vị kế thừa"


def headless(column: str, name: str) -> str:
    return f"{column} {quoted(name)} chưa có thủ trưởng trong danh sách; hãy ghi mã của một người"


def several_heads(column: str, name: str, codes: Iterable[str]) -> str:
    return f"{column} {quoted(name)} có nhiều thủ trưởng ({', '.join(codes)}); hãy ghi mã của một người"


def stranger_to_unit(person: str, unit: str) -> str:
    return f"người chủ trì {quoted(person)} không thuộc đơn vị chủ trì {quoted(unit)}"


def dated_without_date(kind: str) -> str:
    return f"loại hạn {quoted(kind)} cần có ngày trong cột hạn"


def date_against_kind(kind: str, text: str) -> str:
    return f"loại hạn {quoted(kind)} thì không ghi ngày, nhưng cột hạn đang ghi {quoted(text)}"


def kind_against_words(kind: str, text: str) -> str:
    return f"loại hạn {quoted(kind)} không khớp với cột hạn {quoted(text)}"


def hour_missing(text: str) -> str:
    return f"loại hạn là giờ nhưng {quoted(text)} không có giờ; hãy ghi như 17:00 31/12/2026"


def hour_unwanted(text: str) -> str:
    return f"hạn {quoted(text)} có giờ nhưng loại hạn không phải là giờ"


def window_needs_start() -> str:
    return "hạn là một khoảng thì cần ngày bắt đầu"


def window_needs_end() -> str:
    return "có ngày bắt đầu nhưng cột hạn chưa ghi ngày cuối"


def start_without_window() -> str:
    return "có ngày bắt đầu nhưng loại hạn không phải là một khoảng"


def window_backwards() -> str:
    return "ngày bắt đầu sau ngày hết hạn"


def bad_target_value(op: str, value: str) -> str:
    return f"giá trị chỉ tiêu {quoted(value)} không hợp với phép so {quoted(op)}"


def bad_group(text: str) -> str:
    return f"nhóm {quoted(text)} không hợp lệ; các nhóm là 1 đến 5"


def date_without_document() -> str:
    return "có thông tin văn bản nhưng thiếu số văn bản"


def repeated_task(first_row: int) -> str:
    return f"trùng với việc ở dòng {first_row} (cùng văn bản và cùng mã hoặc cùng nội dung)"


def reconciled(rows: int, new: int, already: int) -> str:
    return f"{rows} dòng = {new + already} việc: {new} việc mới, {already} việc đã có từ trước."


def office_counted(rows: int, added: int, updated: int, same: int) -> str:
    return f"{rows} dòng: {added} mới, {updated} sửa, {same} giữ nguyên."


def succeeded(old: str, new: str) -> str:
    return f"{quoted(old)} nay là {quoted(new)}"


def already_different() -> str:
    return "việc này đã có từ trước nhưng với nội dung khác; nội dung cũ được giữ nguyên"


def ignored_columns(headers: Iterable[str]) -> str:
    return f"Các cột không dùng đến: {', '.join(quoted(header) for header in headers)}."


def from_sheet(row: int) -> str:
    return f"Nhập từ bảng, dòng {row}"


def already_recalled(number: int) -> str:
    return f"việc {number} đã được thu hồi nên không nhập lại; nếu giao lại, xin ghi mã việc khác."


def already_other_deadline(number: int, on: date | None) -> str:
    here = f"{on:%d/%m/%Y}" if on else "chưa có hạn"
    return f"việc {number} đã có với hạn {here}; hạn mới trong bảng chưa được ghi nhận."


def already_other_lead(number: int) -> str:
    return f"việc {number} đã có với người chủ trì khác; người chủ trì trong bảng chưa được ghi nhận."
