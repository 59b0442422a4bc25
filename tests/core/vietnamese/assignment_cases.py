"""Written assignments and what must be understood: Thursday 26/11/2026, 09:00, in an office of this province.

One line of a case per thing understood; what is not told must not be understood either.
"""

from datetime import datetime

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.assignments import Assignment, Names, read_assignment

UNITS = (
    "ubnd", "UBND tỉnh", "tỉnh Cà Mau", "vp", "Văn phòng UBND tỉnh", "VP UBND tỉnh", "Văn phòng tỉnh", "sct",
    "Sở Công Thương", "Sở CT", "stc", "Sở Tài chính", "snv", "Sở Nội vụ", "sxd", "Sở Xây dựng", "syt", "Sở Y tế",
    "stp", "Sở Tư pháp", "snnmt", "Sở Nông nghiệp và Môi trường", "Sở NN&MT", "svhttdl",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL", "bqlkkt", "Ban Quản lý Khu kinh tế", "ttt", "Thanh tra tỉnh",
    "Thanh tra", "UBND xã Đất Mũi", "xã Đất Mũi", "UBND phường Tân Thành", "phường Tân Thành",
    "Sở Giao thông vận tải", "Sở GTVT",
)  # fmt: skip
PEOPLE = (
    "Giám đốc Sở Công Thương", "Chuyên viên Phòng Năng lượng, Sở Công Thương", "Nguyễn Văn Nam", "Trần Thị Hạnh",
)  # fmt: skip
NAMES = Names(UNITS, PEOPLE)
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=OFFICE_ZONE)


def read(text: str) -> Assignment:
    return read_assignment(text, NAMES, NOW, Calendar())


def told(text: str) -> dict[str, str]:
    """Everything that was understood, in short."""
    found = read(text)
    until = found.until
    facts = {
        "title": found.title,
        "lead": found.lead,
        "helps": "; ".join(found.coordinators),
        "hears": "; ".join(found.informed),
        "until": _when(found) if until else None,
        "urgency": found.urgency,
        "product": found.product,
        "paper": found.document,
        "group": str(found.group or ""),
    }
    return {name: words for name, words in facts.items() if words}


def _when(found: Assignment) -> str:
    until = found.until
    assert until is not None
    if until.unclear:
        return "?"
    clock = f" {until.at:%H:%M}" if until.at else ""
    start = f"{until.starts_on:%d/%m}–" if until.starts_on else ""
    return "none" if until.on is None else f"{start}{until.on:%d/%m/%Y}{clock}"


CASES = """
giao Sở Công Thương báo cáo tiến độ điện gió trước 15/12, phối hợp Sở Tài chính, khẩn
  lead=Sở Công Thương | title=báo cáo tiến độ điện gió | until=14/12/2026 | helps=Sở Tài chính | urgency=urgent
giao so cong thuong bao cao tien do dien gio truoc 15/12, phoi hop so tai chinh, khan
  lead=so cong thuong | title=bao cao tien do dien gio | until=14/12/2026 | helps=so tai chinh | urgency=urgent
GIAO SỞ CÔNG THƯƠNG BÁO CÁO TIẾN ĐỘ ĐIỆN GIÓ TRƯỚC 15/12
  lead=SỞ CÔNG THƯƠNG | title=BÁO CÁO TIẾN ĐỘ ĐIỆN GIÓ | until=14/12/2026
giaoSở Công Thương báo cáo điện gió trước15/12;phốihợp Sở Tài chính;khẩn
  lead=Sở Công Thương | title=báo cáo điện gió | until=14/12/2026 | helps=Sở Tài chính | urgency=urgent
giao  SởCông  Thương   báo cáo điện gió ,hạn:15/12 ;thượngkhẩn
  lead=SởCông  Thương | title=báo cáo điện gió | until=15/12/2026 | urgency=very_urgent
trước 15/12 Sở Công Thương báo cáo tiến độ điện gió
  lead=Sở Công Thương | title=báo cáo tiến độ điện gió | until=14/12/2026
khẩn: giao Sở Y tế rà soát vắc xin, hạn 14h chiều mai
  lead=Sở Y tế | title=rà soát vắc xin | until=27/11/2026 14:00 | urgency=urgent
phối hợp Sở Tài chính, hạn 20/12, giao Sở Y tế mua vắc xin
  lead=Sở Y tế | title=mua vắc xin | until=20/12/2026 | helps=Sở Tài chính
báo cáo tiến độ điện gió, chủ trì: Sở Công Thương, hạn: 15/12, phối hợp: Sở Tài chính; Sở Xây dựng
  lead=Sở Công Thương | title=báo cáo tiến độ điện gió | until=15/12/2026 | helps=Sở Tài chính; Sở Xây dựng
Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính tham mưu UBND tỉnh báo cáo điện gió trước ngày 15/12/2026.
  lead=Sở Công Thương | title=tham mưu UBND tỉnh báo cáo điện gió | until=14/12/2026 | helps=Sở Tài chính
Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan rà soát điện gió
  lead=Sở Công Thương | title=phối hợp với các đơn vị liên quan rà soát điện gió | helps=Sở Tài chính
giao Sở Y tế chủ trì, phối hợp với các địa phương rà soát trạm y tế
  lead=Sở Y tế | title=phối hợp với các địa phương rà soát trạm y tế
Sở Tài chính chủ trì, Sở Nội vụ phối hợp, tham mưu phân bổ kinh phí quý IV/2026, hạn 10/12
  lead=Sở Tài chính | title=tham mưu phân bổ kinh phí quý IV/2026 | until=10/12/2026 | helps=Sở Nội vụ
giao Sở Y tế, Sở Nội vụ phối hợp, rà soát nhân lực, hạn 10/12
  lead=Sở Y tế | title=rà soát nhân lực | until=10/12/2026 | helps=Sở Nội vụ
giao việc rà soát quy hoạch cho Sở Xây dựng trước thứ 6 tuần sau
  lead=Sở Xây dựng | title=rà soát quy hoạch | until=03/12/2026
giao báo cáo điện gió cho sct, hạn thứ 6 tuần sau
  lead=sct | title=báo cáo điện gió | until=04/12/2026
UBND tỉnh giao Sở Công Thương tham mưu kế hoạch năm 2027, thời hạn 20/12
  lead=Sở Công Thương | title=UBND tỉnh tham mưu kế hoạch năm 2027 | until=20/12/2026
đề nghị Sở Nội vụ khẩn trương rà soát biên chế, chậm nhất ngày 20/12
  lead=Sở Nội vụ | title=khẩn trương rà soát biên chế | until=20/12/2026
yêu cầu Ban Quản lý Khu kinh tế hoàn thành GPMB trong tháng 12
  lead=Ban Quản lý Khu kinh tế | title=hoàn thành GPMB | until=31/12/2026
phân công đồng chí Nguyễn Văn Nam dự thảo tờ trình trước 16h ngày 30/11
  lead=đồng chí Nguyễn Văn Nam | title=dự thảo tờ trình | until=30/11/2026 16:00
giao anh Nam lập dự toán, xong trước 5/12
  lead=anh Nam | title=lập dự toán | until=04/12/2026
giao cho chị hạnh soạn thư mời mai
  lead=chị hạnh | title=soạn thư mời | until=27/11/2026
giao đ/c Giám đốc Sở Y tế kiểm tra bệnh viện đến hết ngày 30/11
  lead=đ/c Giám đốc Sở Y tế | title=kiểm tra bệnh viện | until=30/11/2026
giao chuyên viên Phòng Năng lượng, Sở Công Thương báo cáo điện gió, chậm nhất thứ 6
  lead=chuyên viên Phòng Năng lượng, Sở Công Thương | title=báo cáo điện gió | until=27/11/2026
giao Công Thương báo cáo điện gió 15/12
  lead=Công Thương | title=báo cáo điện gió | until=15/12/2026
giao Sở Văn hóa, Thể thao và Du lịch tổ chức lễ hội, gửi Sở Tài chính để biết, hỏa tốc
  lead=Sở Văn hóa, Thể thao và Du lịch | title=tổ chức lễ hội | hears=Sở Tài chính | urgency=top_urgent
giao so van hoa the thao va du lich to chuc le hoi, hoa toc
  lead=so van hoa the thao va du lich | title=to chuc le hoi | urgency=top_urgent
giao Sở VHTT&DL tổ chức lễ hội, thuong khan
  lead=Sở VHTT&DL | title=tổ chức lễ hội | urgency=very_urgent
giao SCT báo cáo giải ngân hết tháng 11
  lead=SCT | title=báo cáo giải ngân | until=30/11/2026
giao Sở Giao thông vận tải rà soát cầu yếu trong 5 ngày làm việc
  lead=Sở Giao thông vận tải | title=rà soát cầu yếu | until=03/12/2026
giao Sở Xây dựng, 10 ngày nữa xong, kiểm tra cầu
  lead=Sở Xây dựng | title=kiểm tra cầu | until=06/12/2026
giao Sở GTVT sửa cầu hạn cuối 20-12
  lead=Sở GTVT | title=sửa cầu | until=20/12/2026
giao Sở Nội vụ tổng hợp, hạn 3 ngày
  lead=Sở Nội vụ | title=tổng hợp | until=29/11/2026
giao Sở Y tế báo cáo ngày 15/12 tới
  lead=Sở Y tế | title=báo cáo | until=15/12/2026
đề nghị Văn phòng UBND tỉnh tổng hợp báo cáo, chậm nhất là 17h ngày mai
  lead=Văn phòng UBND tỉnh | title=tổng hợp báo cáo | until=27/11/2026 17:00
giao chị Hạnh soạn thư mời, sáng mai
  lead=chị Hạnh | title=soạn thư mời | until=27/11/2026 11:30
giao Sở Xây dựng từ ngày 1/12 đến ngày 15/12 kiểm tra công trình
  lead=Sở Xây dựng | title=kiểm tra công trình | until=01/12–15/12/2026
giao Sở Tài chính tham mưu ban hành Kế hoạch năm 2027, hoàn thành trong quý I/2027
  lead=Sở Tài chính | title=tham mưu ban hành Kế hoạch năm 2027 | until=31/03/2027
giao Sở Xây dựng lập quy hoạch tầm nhìn đến năm 2050
  lead=Sở Xây dựng | title=lập quy hoạch tầm nhìn đến năm 2050
giao Sở Y tế rà soát các dự án cấp phép trước năm 2020, hạn 10/12
  lead=Sở Y tế | title=rà soát các dự án cấp phép trước năm 2020 | until=10/12/2026
giao phường Tân Thành kiểm tra chợ trước 5/12
  lead=phường Tân Thành | title=kiểm tra chợ | until=04/12/2026
giao Sở Y tế báo cáo không thời hạn
  lead=Sở Y tế | title=báo cáo | until=none
giao Sở Y tế báo cáo dịch, chưa có hạn
  lead=Sở Y tế | title=báo cáo dịch | until=none
giao Sở Công Thương theo dõi giá xăng dầu thường xuyên
  lead=Sở Công Thương | title=theo dõi giá xăng dầu thường xuyên
giao Sở Y tế kiểm tra phòng khám, hạn 31/2
  lead=Sở Y tế | title=kiểm tra phòng khám | until=?
giao Sở Y tế kiểm tra phòng khám, hạn mai mốt
  lead=Sở Y tế | title=kiểm tra phòng khám | until=?
giao Sở Y tế báo cáo lần 1 trước 10/12, báo cáo lần 2 trước 20/12
  lead=Sở Y tế | title=báo cáo lần 1 trước 10/12, báo cáo lần 2 trước 20/12 | until=?
đề nghị Sở Nội vụ rà soát biên chế, sản phẩm: báo cáo, biểu số liệu, hạn 20/12
  lead=Sở Nội vụ | title=rà soát biên chế | product=báo cáo, biểu số liệu | until=20/12/2026
giao Sở Y tế mua 3 xe, hạn 15/12, sản phẩm là hợp đồng mua bán
  lead=Sở Y tế | title=mua 3 xe | product=hợp đồng mua bán | until=15/12/2026
giao so y te mua 3 xe, han 15/12, san pham: hop dong
  lead=so y te | title=mua 3 xe | product=hop dong | until=15/12/2026
giao Sở Y tế báo cáo kết quả tiêm chủng, kết quả: báo cáo có ký số
  lead=Sở Y tế | title=báo cáo kết quả tiêm chủng | product=báo cáo có ký số
giao Sở Nội vụ rà soát biên chế theo CV 123/UBND-TH, hạn 20/12
  lead=Sở Nội vụ | title=rà soát biên chế | paper=123/UBND-TH | until=20/12/2026
theo công văn số 123/UBND-TH ngày 20/11/2026 giao Sở Công Thương báo cáo trước ngày 5/12
  lead=Sở Công Thương | title=báo cáo | paper=123/UBND-TH | until=04/12/2026
giao Sở Công Thương trả lời công văn 45/BCT-ĐL ngày 20/11/2026, hạn 1/12
  lead=Sở Công Thương | title=trả lời công văn 45/BCT-ĐL ngày 20/11/2026 | paper=45/BCT-ĐL | until=01/12/2026
giao Sở Nội vụ rà soát 5 nhóm nhiệm vụ, thuộc nhóm 2, trước 20/12
  lead=Sở Nội vụ | title=rà soát 5 nhóm nhiệm vụ | group=2 | until=19/12/2026
giao Sở Nội vụ khảo sát nhóm 3 người dân, nhóm 9
  lead=Sở Nội vụ | title=khảo sát nhóm 3 người dân, nhóm 9
giao Sở Tài chính rà soát công điện khẩn số 5
  lead=Sở Tài chính | title=rà soát công điện khẩn số 5
giao Sở Nội vụ tổng hợp (khẩn)
  lead=Sở Nội vụ | title=tổng hợp | urgency=urgent
cần gấp: giao Sở Nội vụ tổng hợp
  lead=Sở Nội vụ | title=tổng hợp | urgency=urgent
giao so noi vu bao cao tinh hinh khan hiem nuoc
  lead=so noi vu | title=bao cao tinh hinh khan hiem nuoc
giao Sở Y tế báo cáo (đợt 1), để biết: Sở Nội vụ, Văn phòng tỉnh; phối hợp Sở Tài chính và Sở Xây dựng
  lead=Sở Y tế | title=báo cáo (đợt 1) | hears=Sở Nội vụ; Văn phòng tỉnh | helps=Sở Tài chính; Sở Xây dựng
giao Sở Y tế rà soát nhân lực, Sở Nội vụ (để biết)
  lead=Sở Y tế | title=rà soát nhân lực | hears=Sở Nội vụ
giao Sở Y tế gửi báo cáo Sở Tài chính trước 5/12
  lead=Sở Y tế | title=gửi báo cáo Sở Tài chính | until=04/12/2026
giao Sở Y tế, kiểm tra cơ sở, thanh tra các phòng khám
  lead=Sở Y tế | title=kiểm tra cơ sở, thanh tra các phòng khám
giao SCT, STC báo cáo giải ngân
  lead=SCT | title=báo cáo giải ngân | helps=STC
giao Sở Không Có rà soát hồ sơ trước 10/12
  lead=Sở Không Có | title=rà soát hồ sơ | until=09/12/2026
giao Sở Y tế rà soát hồ sơ, phối hợp Sở Không Có, hạn 10/12
  lead=Sở Y tế | title=rà soát hồ sơ | until=10/12/2026 | helps=Sở Không Có
giao Sở Y tế tiêm chủng cho trẻ em nhé
  lead=Sở Y tế | title=tiêm chủng cho trẻ em
giao Sở Y tế cho ý kiến dự thảo
  lead=Sở Y tế | title=cho ý kiến dự thảo
giao Sở Y tế⏎Nội dung: báo cáo dịch⏎Hạn: 15/12⏎Độ khẩn: thượng khẩn⏎Sản phẩm: báo cáo⏎Phối hợp: STC⏎Nhóm 3
  lead=Sở Y tế | title=báo cáo dịch | until=15/12/2026 | urgency=very_urgent | product=báo cáo | helps=STC | group=3
giao sở y tế cân đối 500 triệu cho xã đất mũi, hạn cuối tháng
  lead=sở y tế | title=cân đối 500 triệu cho xã đất mũi | until=30/11/2026
giao Sở Y tế báo cáo sau 3 ngày
  lead=Sở Y tế | title=báo cáo | until=29/11/2026
giao bqlkkt rà soát đất, để STC và SNV biết, hạn hết tuần
  lead=bqlkkt | title=rà soát đất | hears=STC; SNV | until=27/11/2026
giao anh Nam (Sở Y tế) tổng hợp trước 16h00 thứ sáu 4/12
  lead=anh Nam (Sở Y tế) | title=tổng hợp | until=04/12/2026 16:00
giao Sở Y tế thay thế Quyết định số 15/2023/QĐ-UBND ngày 10/5/2023, hạn 30/12/2026
  lead=Sở Y tế | title=thay thế Quyết định số 15/2023/QĐ-UBND ngày 10/5/2023 | paper=15/2023/QĐ-UBND | until=30/12/2026
giao chánh văn phòng UBND tỉnh chuẩn bị họp ngày 5/12, hạn 3/12
  lead=chánh văn phòng UBND tỉnh | title=chuẩn bị họp ngày 5/12 | until=03/12/2026
giao sct bc điện gió trc 15/12, ph với stc
  lead=sct | title=bc điện gió | until=14/12/2026 | helps=stc
giao Sở Công Thương họp 8h sáng thứ 2 với EVN
  lead=Sở Công Thương | title=họp 8h sáng thứ 2 với EVN
yêu cầu các sở, ngành báo cáo trước 15/12
  title=các sở, ngành báo cáo | until=14/12/2026
hạn 20/12; chủ trì Sở Xây dựng
  lead=Sở Xây dựng | until=20/12/2026
phối hợp thêm Sở Y tế
  helps=Sở Y tế
rà soát quy hoạch
  title=rà soát quy hoạch
giao
-
"""


def cases() -> list[tuple[str, dict[str, str]]]:
    lines = CASES.strip("\n").split("\n")
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [(text.replace("⏎", "\n"), _expected(line)) for text, line in pairs]


def _expected(line: str) -> dict[str, str]:
    return dict(part.strip().split("=", 1) for part in line.split(" | ") if "=" in part)
