"""What a person hears of a file that was sent as a sheet: why it, one row or one cell of it cannot be taken."""

from collections.abc import Iterable, Sequence

_SHOWN = 80  # letters of a cell that are repeated in a message

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
    "status": "tình trạng",
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


def at_row(row: int, reason: str) -> str:
    return f"Dòng {row}: {reason}"


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


def classified() -> str:
    return "có nội dung mật; việc mật không được nhập vào đây (không lưu lại nội dung)"
