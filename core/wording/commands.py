"""The commands and what each one does, as shown in the messenger's menu."""

COMMANDS = {
    "viec": "Việc của tôi đang mở",
    "giao": "Giao việc bằng lời (Văn phòng, lãnh đạo, thủ trưởng)",
    "overdue": "Danh sách việc quá hạn",
    "quahan": "Danh sách việc quá hạn (như /overdue)",
    "tim": "Tìm việc theo chữ, số việc, văn bản, đơn vị",
    "lichsu": "Lịch sử một việc, ví dụ /lichsu 12",
    "duyet": "Những gì chờ tôi quyết định",
    "theodoi": "Việc cần để mắt (Văn phòng, lãnh đạo, thủ trưởng)",
    "lich": "Ngày nghỉ, ngày làm bù sắp tới",
    "uyquyen": "Giao người nhận thay khi nghỉ",
    "caidat": "Giờ nhắc và cách nhắc",
    "trogiup": "Cách dùng",
}
GROUP_COMMANDS = {"trogiup": "Cách dùng"}
DESCRIPTION = (
    "Trợ lý nhắc việc của cơ quan: nhắc trước khi việc đến hạn, nhận trả lời, giữ danh sách quá hạn. "
    "Bấm Bắt đầu và gõ mã mời do Văn phòng cấp."
)
