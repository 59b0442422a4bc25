"""What a person hears of a sheet that was read: why it was refused, line by line, and what came of it."""

from collections.abc import Iterable, Sequence
from datetime import date

_SHOWN = 80  # letters of a cell that are repeated in a message


def at_row(row: int, reason: str) -> str:
    return f"Dòng {row}: {reason}"


# The file as a whole


def too_big(megabytes: float, limit: int) -> str:
    return f"Tệp quá lớn ({megabytes:.0f} MB, tối đa {limit} MB)."


def too_many_rows(limit: int) -> str:
    return f"Bảng có hơn {limit} dòng. Hãy chia thành nhiều tệp."


def inflates(limit: int) -> str:
    return (
        f"Tệp Excel chứa quá nhiều dữ liệu khi mở ra (tối đa {limit} MB). Hãy xóa các dòng, cột, hình thừa rồi lưu lại."
    )


def empty() -> str:
    return "Tệp trống, không có dòng nào."


def no_rows() -> str:
    return "Bảng chỉ có dòng tiêu đề, không có dòng dữ liệu nào."


def classified_sheet() -> str:
    return "Phần đầu của tệp ghi là văn bản mật. Việc mật không được nhập vào đây (không lưu lại nội dung)."


def old_excel() -> str:
    return "Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu không đọc được. Hãy lưu lại thành .xlsx không đặt mật khẩu."


def not_a_sheet(name: str) -> str:
    return f"{quoted(name)} không phải là bảng. Chỉ nhận tệp .xlsx hoặc .csv."


def damaged() -> str:
    return "Tệp Excel bị hỏng hoặc không phải là .xlsx. Hãy mở bằng Excel và lưu lại thành .xlsx."


def not_utf8() -> str:
    return "Tệp CSV không dùng bảng mã UTF-8. Trong Excel, hãy chọn Lưu thành → «CSV UTF-8» hoặc .xlsx."


def bad_quotes() -> str:
    return "dấu ngoặc kép trong tệp CSV không khép đúng, nên không biết ô nào kết thúc ở đâu"


def merged_beyond_reading() -> str:
    return "Bảng có quá nhiều ô gộp chồng lên nhau. Hãy bỏ gộp ô rồi lưu lại."


def missing_columns(columns: Iterable[tuple[str, Sequence[str]]]) -> str:
    """`columns`: the first name of each, and every name under which it is accepted."""
    told = "; ".join(f"«{first}» (nhận các tên: {', '.join(names)})" for first, names in columns)
    return f"Bảng thiếu cột bắt buộc {told}."


def doubled_column(first: str, second: str) -> str:
    return f"Hai cột cùng nghĩa: «{first}» và «{second}». Hãy giữ một cột."


# One cell

_COLUMNS = {
    "code": "mã",
    "name": "tên",
    "kind": "loại đơn vị",
    "parent": "mã đơn vị cấp trên",
    "aliases": "tên khác",
    "valid_from": "ngày bắt đầu",
    "valid_to": "ngày kết thúc",
    "successor": "mã đơn vị kế thừa",
    "post": "chức vụ",
    "unit": "đơn vị",
    "role": "vai trò",
    "title": "nội dung nhiệm vụ",
    "lead": "đơn vị chủ trì",
    "lead_person": "người chủ trì",
    "coordinators": "phối hợp",
    "informed": "nhận để biết",
    "monitor": "chuyên viên theo dõi",
    "leader": "lãnh đạo phụ trách",
    "assigner": "người giao",
    "document": "số văn bản",
    "document_date": "ngày văn bản",
    "document_kind": "loại văn bản",
    "document_subject": "trích yếu",
    "document_issuer": "cơ quan ban hành",
    "document_signer": "người ký",
    "deadline": "hạn",
    "deadline_kind": "loại hạn",
    "starts_on": "ngày bắt đầu",
    "rhythm": "kỳ báo cáo",
    "deliverable": "sản phẩm",
    "target_metric": "chỉ tiêu",
    "target_op": "phép so",
    "target_value": "giá trị chỉ tiêu",
    "target_unit": "đơn vị tính",
    "group": "nhóm",
    "urgency": "độ khẩn",
    "note": "ghi chú",
}


def column(field: str) -> str:
    return _COLUMNS[field]


def quoted(text: str) -> str:
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f'"{short}"'


def uncounted_formula(column: str) -> str:
    return f"ô {column} là công thức chưa có kết quả; hãy mở bằng Excel, lưu lại, hoặc dán thành giá trị"


def error_cell(column: str, shown: str) -> str:
    return f"ô {column} đang báo lỗi {shown}"


def long_cell(column: str, limit: int) -> str:
    return f"ô {column} dài quá {limit} ký tự"


def blank(column: str) -> str:
    return f"thiếu {column}"


def too_long(column: str, length: int, limit: int) -> str:
    return f"{column} dài {length} ký tự, tối đa {limit}"


def bad_code(column: str, code: str) -> str:
    return f'{column} {quoted(code)} không hợp lệ: không quá 50 ký tự, không có dấu cách và dấu ";"'


def unknown_word(column: str, text: str, accepted: Iterable[str]) -> str:
    return f"{column} {quoted(text)} không hiểu được; các cách ghi: {', '.join(accepted)}"


def no_such_day(column: str, text: str) -> str:
    return f"{column} {quoted(text)} không phải là ngày có thật"


def not_a_date(column: str, text: str) -> str:
    return f"{column} {quoted(text)} không phải là ngày; hãy ghi như 31/12/2026"


def implausible_year(column: str, text: str) -> str:
    return f"{column} {quoted(text)} có năm không hợp lý"


def repeated(column: str, code: str, first_row: int) -> str:
    return f"{column} {quoted(code)} đã có ở dòng {first_row}"


# The office


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


# Tasks


def classified() -> str:
    return "có nội dung mật; việc mật không được nhập vào đây (không lưu lại nội dung)"


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


# What came of it


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
