"""The words of a simulated year: made-up names and tasks, and what people type. Whoever lives the year chooses."""

from core.roles import Role

TOP = "Ủy ban nhân dân tỉnh"
OFFICE = "Văn phòng"
SWAPPED = "hoán đổi ngày làm việc"
POSTS = {
    Role.LEADER: "Lãnh đạo",
    Role.OFFICE: "Chuyên viên Văn phòng",
    Role.ADMIN: "Quản trị",
    Role.HEAD: "Thủ trưởng đơn vị",
    Role.OFFICIAL: "Chuyên viên",
}
FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE_NAMES = ("Văn", "Thị", "Minh", "Hoàng", "Ngọc", "Thanh", "Quốc", "Hữu", "Kim", "Thu", "Đức", "Xuân")
GIVEN_NAMES = (
    "An", "Bình", "Cường", "Dung", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hòa", "Hùng", "Khánh", "Lan", "Linh",
    "Long", "Mai", "Nam", "Nga", "Nhung", "Phong", "Phương", "Quang", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Vy",
)  # fmt: skip
_DEPARTMENTS = (
    "Sở Nông nghiệp và Môi trường", "Sở Công Thương", "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Xây dựng", "Sở Tư pháp", "Sở Y tế", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Sở Tài chính",
    "Sở Dân tộc và Tôn giáo", "Ban Quản lý Khu kinh tế", "Thanh tra tỉnh",
)  # fmt: skip
VERBS = ("Báo cáo", "Tham mưu kế hoạch", "Rà soát", "Kiểm tra", "Tổng hợp", "Đôn đốc", "Góp ý dự thảo", "Thẩm định")
OBJECTS = (
    "tiến độ giải ngân vốn đầu tư công", "các dự án điện gió", "hồ sơ thủ tục hành chính quá hạn",
    "công tác phòng, chống thiên tai", "kết quả cải cách hành chính", "đề án phát triển du lịch",
    "việc tiếp công dân", "quy hoạch sử dụng đất", "phong trào thi đua", "kinh phí sửa chữa trường học",
    "công tác chuyển đổi số", "tình hình nuôi trồng thủy sản",
)  # fmt: skip
DELIVERABLES = ("Báo cáo", "Kế hoạch", "Tờ trình", "Văn bản góp ý", "Quyết định")
OPINIONS = (
    "bổ sung số liệu quý trước", "chưa có ý kiến của Sở Tài chính", "làm rõ trách nhiệm từng đơn vị",
    "phụ lục chưa khớp với báo cáo", "giữ nguyên như đã giao",
)  # fmt: skip
REASONS = (
    "chờ số liệu của các xã", "vướng mặt bằng", "chờ ý kiến Bộ Tài chính", "cán bộ đi công tác",
    "không thuộc nhiệm vụ của đơn vị em",
)  # fmt: skip
NOTES = ("em đang tổng hợp số liệu", "mai em gửi bản nháp", "đã làm việc với các xã", "em xin ý kiến lãnh đạo Sở đã")
QUESTIONS = ("Báo cáo theo mẫu nào ạ?", "Số liệu tính đến ngày nào ạ?", "Có cần lấy ý kiến các xã không ạ?")
ANSWERS = ("Theo mẫu của Văn phòng", "Tính đến cuối tháng trước", "Có, lấy ý kiến bằng văn bản")
TYPED = {
    "acknowledge": ("đã nhận việc {n}", "em nhận việc {n} rồi ạ", "viec {n} da nhan"),
    "progress": ("việc {n} được khoảng {percent}%", "viec {n} dang lam, khoang {percent}%"),
    "report": ("việc {n} xong rồi ạ, báo cáo số {n}/BC", "hoàn thành việc {n}, công văn số {n}/CV-SNV"),
    "block": ("việc {n} đang vướng do chờ số liệu của các xã", "vướng việc {n} vì chưa có kinh phí"),
    "extend": ("việc {n} xin gia hạn thêm 5 ngày vì chờ số liệu", "viec {n} xin gia han them 1 tuan vi vuong mat bang"),
    "note": ("việc {n} mai em gửi bản nháp", "việc {n} em đang tổng hợp số liệu"),
    "ask": ("việc {n} báo cáo theo mẫu nào ạ?",),
}
"""What is wanted → how people put it; `n` is the number of the task."""


def department(number: int) -> str:
    """The departments of the province, then communes without end."""
    return _DEPARTMENTS[number - 1] if number <= len(_DEPARTMENTS) else f"Xã số {number - len(_DEPARTMENTS)}"


def room(department_number: int, number: int) -> str:
    return f"Phòng {number} · {department(department_number)}"


def document_number(number: int) -> str:
    return f"{number}/UBND-TH"


def product(number: int) -> str:
    return f"Báo cáo số {number}/BC"
