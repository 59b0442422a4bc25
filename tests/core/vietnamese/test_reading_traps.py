"""What sounds finished and is not: however it is typed, none of these may be read as done."""

from datetime import datetime

import pytest

from core.calendar import OFFICE_ZONE, Calendar
from core.vietnamese.intents import Intent
from core.vietnamese.normalise import fold
from core.vietnamese.reading import Reading, read

NOW = datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE)
CALENDAR = Calendar()
TRAPS = """
xong rồi thì em báo anh sau
em mà xong rồi thì em đã báo
bao giờ xong thì tính
chỉ cần ký là xong
đã xong đâu ạ
đã gửi gì đâu
sắp gửi rồi
chuẩn bị nộp rồi
đang gửi rồi ạ
còn mỗi in nữa là xong rồi
làm gần xong rồi anh
xong khoảng 90% rồi
hoàn thành cơ bản rồi ạ
đã hoàn thành một nửa
em làm xong phần em rồi
phần của xã đã xong, chờ các ngành
đã gửi cho sếp xem rồi
đã gửi sếp duyệt
em gửi lãnh đạo ký rồi
đã trình ký xong
đã gửi phòng tài chính thẩm định rồi
em gửi dự thảo cho các đơn vị rồi
đã gửi giấy mời họp rồi
họp xong rồi anh
em họp xong rồi
đi công tác xong rồi, mai em làm
tập huấn xong rồi em về làm
đã có kế hoạch rồi, chưa triển khai
chắc chắn mai xong
mai là xong rồi
thứ 2 xong anh nhé
tuần sau hoàn thành
hoàn thành trước ngày 5/12
cố gắng hoàn thành
phải hoàn thành trong tháng này à anh
anh hoàn thành chưa
đã hoàn thành chưa vậy
hoàn thành rồi hả anh
ai hoàn thành rồi ạ
anh muốn em báo xong khi nào
báo cáo hoàn thành gửi cho ai
làm sao để đánh dấu hoàn thành
nếu hoàn thành thì gửi ở đâu
không biết đã xong chưa
không chắc đã gửi chưa
để em hỏi xem gửi chưa
để em kiểm tra xem họ gửi chưa
chị Lan gửi rồi thì phải
hôm qua em định gửi mà quên
suýt xong
xong thế nào được mà xong
việc 3 chưa xong, việc 4 sắp xong
chưa hoàn thành
chưa được hoàn thành
vẫn còn chưa xong
không hoàn thành được
không gửi được
gửi không được
nộp không kịp
xong không kịp
gửi lỗi rồi anh
gửi nhầm file rồi anh ơi
nộp thiếu rồi anh
em gửi rồi mà hệ thống báo lỗi
em nộp rồi nhưng bị trả về
xong mà chưa ký
xong r mà ch trình
xong nhưng còn sai số liệu
Dạ em sẽ làm xong rồi gửi anh
em làm xong sẽ gửi
làm xong rồi gửi anh sau
để làm xong rồi tính
đợi xong việc kia đã
xong việc kia em làm việc này
xong đợt kiểm tra này em làm
hết dịch là xong
họ hứa mai gửi xong
bên tư vấn nói xong rồi
nghe anh Tư nói gửi rồi
thư ký bảo nộp rồi
theo báo cáo của xã thì đã xong
xã báo đã làm xong
hệ thống ghi đã hoàn thành nhưng em chưa làm
sao lại ghi hoàn thành, em chưa làm mà
bot ghi nhầm là xong rồi, em chưa xong
đừng đánh dấu hoàn thành nhé
đừng tích xong vội
khoan báo xong đã anh
đã xong bước đầu
đã xong sơ bộ
đã xong thô
tạm xong
coi như hoàn thành
giả sử xong rồi thì sao
đáng lẽ xong rồi
lẽ ra hôm qua là xong
gần hoàn tất rồi
da xong dau
chua gui dau a
gui roi dau ma gui
xong chua
xong chua a oi
chac xong roi
sap xong r
ht chưa a
ch ht
ht 50%
bc r nhưng ch đủ
da gui du thao
da gui xin y kien
xong thi em bao
mai xong nha
xong thật chưa anh
em xong việc nhà rồi làm ngay
xong tuần này em nghỉ
em xong ca trực rồi em làm
làm rồi mà chưa được
làm rồi nhưng chưa đạt
gửi rồi mà thiếu phụ lục
gửi được một phần rồi
gửi cho 3 xã rồi, còn 5 xã
nộp đợt 1 rồi
nộp bản mềm rồi, bản cứng chưa
đã ban hành văn bản chỉ đạo các xã thực hiện
đã ban hành giấy mời họp
đã báo cáo anh Nam về khó khăn rồi
đã báo cáo vướng mắc lên Sở
em đã báo cáo sếp để xin ý kiến
đã có công văn xin ý kiến Bộ
đã có văn bản đề nghị gia hạn
em gửi đơn xin gia hạn rồi ạ
đã nộp đơn xin nghỉ rồi
em đã trả lời anh hôm qua là chưa xong
đã phản hồi rồi mà, việc này không phải của em
hoàn thành thì chưa nhưng cũng gần
hoàn thành rồi thì tốt quá
nếu mà gửi rồi thì em đã báo anh
đã triển khai rồi ạ
đã thực hiện được 3 nội dung
đã xử lý một số nội dung
đã giải quyết 12 hồ sơ, còn 5
đã chi trả cho 20 hộ
mới chi trả xong đợt 1
hôm qua tưởng gửi rồi ai dè chưa
em bấm gửi rồi mà không được
bấm xong mà máy treo
máy báo gửi thành công nhưng anh chưa nhận được à
xong rồi sao
gửi rồi hả chị
anh nộp rồi đúng không
việc 12 xong rồi phải không ạ
việc 12 xong chưa, việc 13 xong chưa
ai nộp rồi thì thôi
phòng khác xong rồi, phòng em chưa
các xã khác nộp hết rồi, xã em chưa
bên A xong rồi bên B chưa
trừ phụ lục ra thì xong rồi
xong trừ phần kinh phí
xong hết trừ mục 5
xong tất cả chỉ còn ký
xong rồi đang chờ dấu
xong rồi để em trình ký
xong rồi để em kiểm tra lại
hoàn thành 9/10 rồi
làm xong rồi nhưng chưa nộp
em đã gửi mail hỏi bộ rồi
đã gọi điện xong rồi
đã liên hệ xong rồi
đã mời họp rồi
đã ký hợp đồng với tư vấn rồi
đã chọn được nhà thầu rồi
kế hoạch đã được duyệt, giờ em triển khai
đã được phê duyệt chủ trương
mong anh báo là đã hoàn thành
xin anh đánh dấu hoàn thành giúp, em sẽ nộp sau
cứ ghi là xong đi anh
anh cứ tích xong đi
để xong sớm em cần thêm người
xong sớm thì tốt
muốn xong phải có tiền
xong hay không là do sở
có xong cũng không kịp
xong cũng phải tuần sau
""".strip().splitlines()


def says_done(reading: Reading) -> bool:
    return reading.intent is Intent.DONE or any(item.intent is Intent.DONE for item in reading.items)


@pytest.mark.parametrize("retype", [str, str.upper, fold], ids=["as written", "upper", "folded"])
def test_traps_are_not_done(retype: type[str]) -> None:
    assert [trap for trap in TRAPS if says_done(read(retype(trap), NOW, CALENDAR))] == []
