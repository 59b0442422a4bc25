"""The commands and what each one does, as shown in the messenger's menu."""

COMMANDS = {
    "viec": "Việc của tôi đang mở",
    "giao": "Giao việc bằng lời (Văn phòng, lãnh đạo, thủ trưởng)",
    "thongbao": "Gửi thông báo, xem ai đã quán triệt",
    "overdue": "Danh sách việc quá hạn",
    "quahan": "Danh sách việc quá hạn (như /overdue)",
    "tim": "Tìm việc theo chữ, số việc, văn bản, đơn vị",
    "lichsu": "Lịch sử một việc, ví dụ /lichsu 12",
    "duyet": "Những gì chờ tôi quyết định",
    "theodoi": "Việc cần để mắt (Văn phòng, lãnh đạo, thủ trưởng)",
    "baocao": "Báo cáo tuần, tháng, quý, 6 tháng, năm",
    "nhom": "Năm nhóm nhiệm vụ trọng tâm",
    "hoso": "Hồ sơ của tôi: số việc, tỷ lệ, từng bước",
    "lich": "Ngày nghỉ, ngày làm bù sắp tới",
    "uyquyen": "Giao người nhận thay khi nghỉ",
    "dongbolich": "Đưa hạn việc vào lịch trên máy, trên điện thoại",
    "caidat": "Giờ nhắc và cách nhắc",
    "ketnoi": "Cấp mã kết nối nhóm (quản trị, Văn phòng)",
    "trogiup": "Cách dùng",
}
GROUP_COMMANDS = {"trogiup": "Cách dùng", "ketnoi": "Kết nối nhóm bằng mã một lần"}
DESCRIPTION = (
    "Trợ lý nhắc việc của cơ quan: nhắc trước khi việc đến hạn, nhận trả lời, giữ danh sách quá hạn. "
    "Bấm Bắt đầu và gõ mã mời do Văn phòng cấp."
)
