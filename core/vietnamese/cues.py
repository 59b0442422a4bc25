"""The words and set phrases that decide what a clause says, by what they do in it. Data only.

Phrases stand in their accented normal form (see `lexicon`); the longest phrase wins, so an idiom overrides its words.
"""

from collections.abc import Mapping

from core.vietnamese.cue import Cue

CUES: Mapping[int, str] = {
    Cue.FINISH: """xong|xong xuôi|hoàn thành|hoàn tất|hoàn thành xong|hoàn tất xong|dứt điểm|xong hẳn|done
        |finish|finished|completed|đâu vào đấy|êm xuôi|êm đẹp|ổn thỏa|là xong|là hoàn thành|nữa là xong
        |xong trơn|xong hết|đã kết thúc|được kết thúc""",
    Cue.DELIVER: """gửi|nộp|nộp bài|ban hành|phát hành|trả lời|phúc đáp|giao nộp|đăng tải|đăng lên|đưa lên
        |up lên|up|upload|đẩy lên|bắn qua|!bắn|chuyển qua iOffice|send|sent|submit|có văn bản|có công văn
        |có báo cáo|có kết quả|có tờ trình|có quyết định|gửi đi|hoàn trả|trả kết quả|bàn giao|công bố|bắn lên
        |bắn cho|bắn mail|phê duyệt|đã duyệt|chốt""",
    Cue.REPORT: """báo cáo""",
    Cue.WORK: """làm|triển khai|thực hiện|xử lý|giải quyết|tiến hành|!đụng|!động|đụng tới|đụng đến|động tới
        |động vào|bắt tay|bắt đầu|cập nhật|nhập|hoàn chỉnh|chi trả|khắc phục|tổ chức|cấp phát|lắp đặt|thi công
        |tuyên truyền|tập huấn|chấp hành|thanh toán|giải ngân|nghiệm thu|thu hồi|tháo dỡ|phun thuốc|tiêm
        |niêm yết|đối thoại|kịp|!mần""",
    Cue.STEP: """trình|trình ký|ký|ký số|họp|soạn|soạn thảo|viết|đánh máy|!in|in ấn|photo|rà soát|kiểm tra
        |tổng hợp|thẩm định|khảo sát|thống kê|lấy ý kiến|xin ý kiến|cho ý kiến|góp ý|lấy số liệu|thu thập
        |đối chiếu|kiểm kê|hoàn thiện|chỉnh sửa|chỉnh|sửa|xác minh|nghiên cứu|đôn đốc|chuẩn bị|xem xét|liên hệ
        |vận động|phối hợp|phân tích|thẩm tra|duyệt|tham mưu|đóng dấu|dự thảo|bổ sung|!đi|đi lấy|!đo|đo đạc
        |coi lại|xem lại|tìm|tìm hiểu|nắm tình hình|đọc|!ăn|ăn cơm|trao đổi|làm việc với|nói chuyện|!lo|lập
        |xây dựng|!mở|gặp|đấu thầu|quyết toán|chạy|!tính|!nhắn|!báo|làm biên bản|nhập liệu|nhập số liệu|lấy mẫu
        |tập hợp|xin số liệu|kiểm đếm|đọc lại|nhậu|!gọi|gọi lại|gọi anh|gọi chị|rà|rà lại|rà soát lại|gọi điện
        |nhắn tin""",
    Cue.RECEIVE: """nhận|nhận được|tiếp nhận|nhận rồi|nhận việc|nhận nhiệm vụ|biết|biết rồi|nắm|nắm được|nắm rõ
        |rõ|rõ rồi|rõ ạ|hiểu|hiểu rồi|thấy|thấy rồi|xem|xem rồi|đọc rồi|nghe rồi|nghe|tiếp thu|quán triệt
        |tuân lệnh|nhất trí|đồng ý|ghi nhận|nghiêm túc thực hiện|xin chấp hành|chấp hành|yes sir|roger|copy
        |đã xem|đã rõ|ok nhận|nhớ rồi|nhận được rồi|được rồi|thông suốt|tuân thủ|tiếp nhận xử lý|nghe rõ
        |phân công|giao|chỉ đạo|kêu|thống nhất|chấp hành nghiêm|thực hiện ngay|triển khai ngay
        |cho anh em triển khai|để triển khai|ghi nhận ý kiến|đã đọc|đọc xong|sắp xếp|sẽ bố trí|bố trí người""",
    Cue.WAIT: """chờ|đợi|chờ đợi|đang chờ|còn chờ|ngóng|trông""",
    Cue.NOT_YET: """chưa|chưa hề|chưa từng|vẫn chưa|mãi chưa|chưa thể|chưa có gì|chưa gì|chưa có gì hết
        |chưa có kết quả|chưa ra kết quả|chưa đâu vào đâu""",
    Cue.NOT: """không|chẳng|chả|không hề|không thể|chẳng thể|đừng|cóc|đếch|hết cách|không biết""",
    Cue.NEVER: """làm gì đã|làm gì có|làm gì có chuyện|đâu có|đâu đã|đâu kịp|nào đã|nào có|có đâu|làm sao mà
        |làm sao kịp|làm sao|khó lòng|còn lâu|còn lâu mới|còn khuya|lấy đâu|lấy gì mà|mới lạ|ai bảo|ai nói
        |ai kịp|ai làm kịp|khó mà|đâu có gì|đâu đâu|không bao giờ|có bao giờ|lấy gì|chưa thể nào""",
    Cue.WHERE: """đâu|ở đâu|về đâu|vào đâu|đâu rồi|chỗ nào|nơi nào|đâu vậy|tới đâu|đến đâu""",
    Cue.CAN: """được|nổi""",
    Cue.PAST: """đã|vừa|vừa mới|mới vừa|từng|vừa rồi|đều đã""",
    Cue.ALREADY: """rồi|hết rồi|cả rồi""",
    Cue.ONGOING: """đang|vẫn đang|còn đang|đang trong quá trình|làm dở|!dở|từng bước|tiếp tục|dở dang|đang dở
        |đang cố|sang bước|đang tiếp tục""",
    Cue.NEAR: """gần xong|gần rồi|gần hoàn thành|làm gần|sắp|sắp sửa|gần như|chuẩn bị xong|là xong|là hoàn thành
        |nữa là|một ít nữa|mới xong|mới chỉ|mới được|còn mỗi|còn mấy|còn tí|sắp tới|là ký|là nộp|là gửi|là trình
        |còn một ít|chỉ còn|hầu hết|phần lớn|đa số|gần hết|còn chút|còn phần|hơn nửa|quá nửa|nữa là xong
        |nữa mới xong|nữa là hoàn thành|sắp tới hạn nộp|đến nơi rồi|đến nơi|mới gửi được|mới làm được
        |mới nhận được|mới thu được|mới hoàn thành được|mới xong được|chuẩn bị nộp|chuẩn bị gửi|chuẩn bị trình
        |chuẩn bị ban hành|chuẩn bị báo cáo|sắp gửi|sắp nộp""",
    Cue.WILL: """sẽ|phấn đấu|cố gắng|cố|quyết tâm|hứa|xin hứa|cam kết|tranh thủ|định|ráng|gắng|bảo đảm|đảm bảo
        |mong sớm|chịu trách nhiệm|tập trung|sớm|liền|ngay|luôn đây|đúng hạn|đúng tiến độ|nghiêm túc|kịp thời
        |xin nghiêm túc|mai mốt|quyết liệt|khẩn trương|gấp rút|tích cực""",
    Cue.LET_ME: """để em|để tôi|để anh|để chị|để mình|để bên em|để phòng em|để đơn vị|để cháu|để chú|để xã
        |đợi em|chờ em|đợi tôi|chờ tôi""",
    Cue.IF: """nếu|nếu như|giả sử|hễ|giá mà|phải chi|trường hợp|với điều kiện|miễn là|lỡ""",
    Cue.WHEN: """khi|khi nào|sau khi|trước khi|chừng nào|bao giờ|lúc nào|trong khi|từ khi|hồi|bữa nào|hôm nào
        |ngày nào|khi nào rảnh""",
    Cue.HEDGE: """chắc|chắc là|chắc cũng|có lẽ|có lẽ là|hình như|có thể|có thể là|dường như|thì phải|không chắc
        |nghĩ là|tưởng|tưởng là|nghe nói|nghe đâu|coi như|xem như|tạm|tạm thời|gọi là|không nhớ|hay chưa|cho là
        |đoán|đâu đó|hay sao|tàm tạm|đại khái|lâu rồi thì phải|coi bộ|xem bộ|tương đối|gần như|kể như|cứ cho là
        |phải không ta|được chưa ta|theo em biết|theo tôi biết|nghe bảo|thấy bảo|sắp sắp|hên xui|chắc mẩm
        |hổng chừng|chừng như|lẽ ra|đáng lẽ|suýt|ước gì|giả vờ|hy vọng|mong là|chưa coi lại|chưa xem lại
        |chưa kiểm tra|chưa kiểm tra lại|cũng xong|rồi cũng xong|cũng xong hết|kiểu|không rõ là|chưa chắc
        |khả năng là|coi như là|!nghĩ|em nghĩ|tôi nghĩ|nghe anh nói|nghe chị nói|cũng sắp sắp|sắp sắp rồi
        |biết đâu|có khi|chắc mẩm rồi|mong|ước|việc nhà|việc riêng|ai biết|ai mà biết|trời biết|sao biết được
        |bó tay|bó tay rồi|biết chừng nào|biết bao giờ|biết khi nào|chẳng biết khi nào|theo báo cáo
        |theo báo cáo của|theo thông tin|theo lời|nghe báo|theo như|theo xã|thấy ghi|thấy báo""",
    Cue.MOCK: """thiên hạ|thái bình|tự làm|giỏi thì|cá rô|mặt trời|tết công gô|mùa quýt|trời sập|mơ đi|mơ à
        |luôn cuộc đời|tiêu rồi|toi rồi|đi đời|giao hoài|nhắc hoài|nhắc gì|nhắc lắm|nhắc mãi|phòng lạnh|kệ
        |mặc kệ|dữ hôn|dữ không|chịu thôi|tùy|đoán xem|vào mà làm|nhờ trời|kinh khủng|hay quá ha|siêu nhân
        |thần thánh|ba đầu sáu tay|xong đời|xong phim|xong thật rồi|kiếp trước|kiếp sau|xong luôn cuộc đời
        |muốn xỉu|nói hoài|giỏi quá ha|đùa|giỡn|làm như|tưởng dễ|hay thế|hay nhỉ|vừa lòng|hài lòng chưa
        |sướng chưa|vừa ý chưa""",
    Cue.PART: """phần|một phần|phần của|bước|khâu|giai đoạn|dự thảo|bản thảo|khung|cái khung|đề cương|bảng
        |phụ lục|mục|chương|nửa|một nửa|phân nửa|phiếu|phiếu lấy ý kiến|lấy ý kiến|xin ý kiến|góp ý|đợt|vòng
        |vòng 1|bản nháp|nháp|sơ bộ|một số|vài|phần lớn|một mảng|đoạn|nửa đầu|số còn lại|thủ tục|biểu mẫu
        |khảo sát|tư vấn|bước đầu|file thô|số liệu thô|đầu mối|sếp duyệt|lãnh đạo ký|lãnh đạo duyệt|sếp ký
        |ký nháy|trình ký|để ký|đi ký|lên ký|duyệt|thông qua|mấy xã|mấy phần|slide|phần một|phần hai|vài xã
        |vài đơn vị|!nháp|tiểu mục|dự toán|cơ bản|về cơ bản|cơ bản là|chủ trương|trừ""",
    Cue.WHOLE: """hết|hết rồi|hết trơn|hết ráo|hết sạch|toàn bộ|tất cả|đầy đủ|tất|hết thảy|trọn vẹn|cả rồi
        |sạch sẽ|theo yêu cầu|hết luôn|các|cả""",
    Cue.REMAINS: """còn|còn lại|còn thiếu|chỉ còn|còn có|còn mỗi|còn vài|còn nữa|nữa thôi|còn phải|bị trả lại
        |bị trả về|bị trả|bị yêu cầu làm lại|phải làm lại|làm lại""",
    Cue.OTHERS: """họ|người ta|nó|bên kia|bên đó|bên ấy|phía bên|bên|mấy ổng|mấy bả|các xã|các đơn vị|các sở
        |các phường|các ngành|dân|người dân|hộ dân|các hộ|nhà thầu|tư vấn|đơn vị tư vấn|công ty|cty|chủ đầu tư
        |đối tác|cấp trên|trung ương|ảnh|ông ấy|bà ấy|anh ấy|chị ấy|mấy đứa|cục|bộ|kho bạc|ngân hàng|mấy xã
        |đơn vị khác|xã ni|ngành dọc|chi cục|thuế""",
    Cue.SELF: """em|tôi|mình|bọn em|tụi em|chúng em|chúng tôi|bên em|phòng em|phòng tôi|đơn vị em|con|cháu
        |tụi tôi|bọn mình|đơn vị tôi|đơn vị chúng tôi""",
    Cue.CALL: """anh|chị|sếp|đồng chí|chú|bác|cô|thầy|bot|anh ơi|chị ơi|sếp ơi|anh hai|anh ba|chú ơi|bác ơi
        |thưa anh|thưa đồng chí|kính gửi|kính báo cáo|kính thưa|báo cáo anh|báo cáo chị|báo cáo sếp
        |báo cáo đồng chí|báo cáo lãnh đạo|báo cáo với anh|văn phòng|mọi người|anh em|admin|ad|anh chị|lãnh đạo
        |kính báo cáo đồng chí|kính báo cáo anh""",
    Cue.SOFT: """dạ|ừ|ok|vâng ạ|dạ vâng|dạ được|được ạ|yes|oke|nhất định|được thôi|sẵn sàng|tuân lệnh sếp""",
    Cue.IDLE: """không còn|không còn gì|không còn gì nữa|không còn vướng mắc|không còn tồn đọng|không vướng
        |không vướng mắc|không vướng gì|hết vướng|không vấn đề|không vấn đề gì|không sao|không sao đâu
        |không quên|không quên đâu|không những|không chỉ|chưa đến hạn|chưa tới hạn|không có gì vướng
        |không phải làm gì nữa|không phải làm nữa|không gặp khó khăn|không khó khăn|không có vướng mắc
        |không có khó khăn|không có gì|không lo|không cần nhắc|không trễ|không chậm|không có vướng mắc gì
        |không thiếu|không sót|không thiếu gì|đừng nhắc|đừng nhắc nữa|đừng nhắn|đừng giục|không lỗi|không ngờ
        |đâu vào đó|không thay đổi|tôi nói|nói thật|nói chung|chưa đầy|chưa bao giờ quên|không phải nhắc
        |không có nội dung tồn đọng|không có tồn đọng|không tồn đọng|không tồn đọng gì|giục gì|nhắc gì|hỏi gì
        |gì cũng|cái gì cũng|ai cũng|nào cũng|mà còn|xin lỗi|có gì em|có gì thì|có gì báo|đã bảo|đã nói
        |khỏi nhắc|khỏi nhắc nữa|không trễ đâu|báo cáo chậm nhất|không thấy nhắc|không phải quên|hỏi lắm|bất cứ
        |không thể chậm trễ|không dám quên|không đùa|em nhầm|tôi nhầm|mình nhầm|em lộn|tui lộn|có gì anh
        |có gì chị|có gì sếp|có gì thầy|chưa bao giờ|chưa bao giờ trễ|không bao giờ trễ|thế là
        |không phải nhắc nữa|không cần giục|không phải giục|sớm nhất có thể|nhanh nhất có thể|tốt nhất có thể""",
    Cue.EXTEND: """gia hạn|xin gia hạn|đề nghị gia hạn|lùi|lùi hạn|lùi lại|lùi thời hạn|dời hạn|dời lại|hoãn lại
        |khất|khất lại|nới hạn|nới thời gian|kéo dài thời gian|kéo dài thời hạn|chậm lại|trễ hạn chút
        |báo cáo chậm|nộp chậm|nộp muộn|nộp trễ|gửi chậm giúp|gửi muộn|báo cáo muộn|báo cáo trễ|chuyển thời hạn
        |chuyển hạn|đổi hạn|điều chỉnh hạn|điều chỉnh thời hạn|điều chỉnh tiến độ|thêm thời gian
        |xin thêm thời gian|châm chước|du di|thư thư|rộng hạn|cho chậm|cho trễ|cho muộn|cho lùi|cho dời|cho khất
        |cho hoãn|cho gia hạn|xin lùi|xin dời|xin khất|xin hoãn|xin chậm|xin trễ|lùi thời gian|xin nộp muộn
        |xin nộp chậm|cho em chậm|cho em muộn|cho em trễ|nới cho|nới thêm|tăng thời gian|dời|hoãn""",
    Cue.MORE: """xin thêm|thêm|cho thêm|cho em thêm|cho tôi thêm|cho em xin thêm|cộng thêm|xin""",
    Cue.GRANT: """cho em|cho tôi|cho phép|cho em xin|cho tôi xin|cho đơn vị|cho phòng|cho bên em|cho xã|cho sở
        |cho mình|cho anh|cho chị|cho chúng tôi|cho cháu|cho con|cho tụi em|cho bọn em|xin phép|cho đơn vị em
        |cho phòng em|cho xin|xin được|cho phép em|cho phường|cho phòng tôi|cho chú|cho bác|cho em nộp
        |cho em gửi""",
    Cue.UNTIL: """đến|tới|đến hết|tới hết|qua|sang|vào|trước""",
    Cue.BLOCK: """vướng|vướng mắc|bị vướng|đang vướng|đang vướng mắc|gặp vướng mắc|kẹt|bị kẹt|đang kẹt|kẹt lại
        |kẹt cứng|tắc|bị tắc|đang tắc|ách tắc|khó khăn|gặp khó khăn|gặp khó|bế tắc|bí quá|trở ngại|đình trệ
        |lúng túng|mắc ở|đang mắc|bị mắc|mắc kẹt|ngâm|bị ngâm|tạm dừng|phải dừng|đứng hình|chịu thua|nan giải
        |đứng lại|dậm chân tại chỗ|giậm chân tại chỗ|quá tải|bị trả về|vướng ở|kẹt ở|bị đứng|khựng|bất cập
        |chồng chéo|!bí|rối rắm|khó khăn lớn nhất là|khó khăn nhất là|vướng nhất là|cái khó là|khó nhất là""",
    Cue.LACK: """chưa được bố trí|không được bố trí|thiếu|còn thiếu|hết kinh phí|hết tiền|không đủ|chưa đủ
        |không có|chưa có|chẳng có|không có ai|không ai|chưa nhận được|không nhận được|chưa nhận|chưa thấy
        |không thấy|chưa bố trí|chưa được cấp|không được cấp|chưa cấp|chưa đầy đủ|không đầy đủ|chưa thống nhất
        |không thống nhất|hết vốn|hết mực|hết hàng|hết vật tư|không có tiền|không có người|không có quy định
        |chưa được phân quyền|chưa được duyệt|chưa được phê duyệt|chưa được giao vốn|chưa được bàn giao
        |chưa được hướng dẫn|chưa được phân bổ|chưa được thông qua|chưa được ban hành|không đủ thẩm quyền
        |bị thiếu|bị mất|thất lạc|không có căn cứ""",
    Cue.FAULT: """bị lỗi|lỗi|hỏng|!hư|bị hỏng|bị hư|treo|bị treo|!sập|bị sập|mất điện|cúp điện|mất mạng|rớt mạng
        |nghẽn|bị khóa|khóa|không liên lạc được|hết hạn tài khoản|không chịu|chưa chịu|không hợp tác
        |không phối hợp|chưa phối hợp|chậm trễ|gửi chậm|!ngập|!mưa|bão|mưa bão|nước lớn|nước ngập|triều cường
        |bỏ dở|trái nhau|mâu thuẫn|phản đối|khiếu nại|khiếu kiện|tranh chấp|sai số liệu|không mở được
        |không vào được|đứt cáp|kéo dài|từ chối|không đồng ý|chưa đồng ý|không khớp|lệch số|dịch bệnh|nghỉ việc
        |sáp nhập|nhiễm virus|không truy cập được|máy tính hư|máy hư|hư máy|trời mưa|mưa quá|hư hỏng|nằm ụ
        |quá tải|trục trặc|đi không được|chưa cho|không cho|chưa cho phép|không cho phép|lệch nhau|sai lệch
        |trùng lắp|mâu thuẫn nhau|chồng lấn|chưa tiếp cận được|không tiếp cận được|chưa lấy được|không lấy được
        |chưa xin được|không xin được|chưa liên hệ được|chưa tìm được|không tìm được|không tìm thấy
        |chưa thu thập được|không thu thập được|không cập nhật được|không đăng nhập được|báo lỗi|bị báo lỗi""",
    Cue.EXCUSE: """bận|quên|quên mất|quên béng|bận quá|mắc họp|mắc|kẹt họp|ốm|bị ốm|nghỉ phép|nghỉ ốm
        |nghỉ thai sản|đi công tác|công tác|đi học|đi tập huấn|tập huấn|họp hoài|đám giỗ|đám cưới|đám tang
        |nằm viện|nhập viện|đi phép|việc nhà|ôn thi|lu bu|bận việc|bận họp|đi vắng|đi viện|tiếp đoàn|về quê
        |kiểm kê|quyết toán|kẹt đám|con ốm|ngủ quên|quên bẵng|!đau|đau chân|đau ốm|bị bệnh|!bệnh|đang họp|đi họp
        |xin nghỉ|!nghỉ|bận cúng|mắc đám|cúng đình|đang ôn thi|đang kiểm kê|đang quyết toán|đang đi công tác
        |việc riêng|để sót|bỏ sót|để quên|để lọt|trực dịch|trực cơ quan|đi trực|trực bão|trực chốt""",
    Cue.NOT_MINE: """không phải của|không phải việc|không phải nhiệm vụ|không phải trách nhiệm|không phải phần
        |không phải em|không phải tôi|không phải bên|không phải xã|không phải phòng|không phải đơn vị
        |không phải lĩnh vực|không phải mình|không phải chuyên môn|đâu phải việc|đâu phải của|đâu phải bên
        |đâu phải em|đâu phải tôi|đâu phải phần|chẳng phải việc|có phải việc|không phải sở|không phải thẩm quyền
        |nhầm người|nhầm rồi|nhầm đơn vị|nhầm địa chỉ|giao nhầm|chuyển nhầm|gửi nhầm|nhắn nhầm|lộn rồi|giao lộn
        |gửi lộn|đưa lộn|nhầm chỗ|sai địa chỉ|sai người|sai đơn vị|không thuộc|chẳng thuộc|đâu thuộc
        |không đúng thẩm quyền|sai thẩm quyền|chỉ là đơn vị phối hợp|chỉ phối hợp|không được giao chủ trì
        |không chủ trì|không phụ trách|không quản lý|không có thẩm quyền|đâu có quyền|không có chức năng
        |không còn phụ trách|không còn làm|chuyển công tác|nghỉ hưu|nghỉ chỗ đó|không còn quản lý
        |ngoài thẩm quyền|vượt thẩm quyền|hết phụ trách|không phải chức năng|không theo dõi mảng|chỉ là phối hợp
        |không liên quan|đâu có liên quan|không nhận việc này|không nhận nhiệm vụ|không phải của bên
        |không phải của xã|chuyển lộn|nhắn lộn|phân nhầm|phân công nhầm|giao sai|chuyển sai|gửi sai người
        |gửi sai|về phòng khác|chuyển phòng|chuyển sang phòng khác|không làm ở|không còn công tác|thôi phụ trách
        |không được phân công|không được giao việc này|nhầm tên|nhầm phòng|nhầm bộ phận|lộn người|lộn chỗ
        |nhầm đối tượng|của phòng khác|của người khác|của bên khác|của đơn vị khác|người khác làm|phòng khác làm
        |bên khác làm|không làm mảng|đâu có phụ trách|đâu phụ trách|đâu có quản lý|đâu quản lý|đâu có nhận việc
        |không quản|không nắm mảng|không đảm nhận""",
    Cue.BELONGS: """thuộc trách nhiệm|thuộc thẩm quyền|thuộc lĩnh vực|thuộc chức năng|thuộc phạm vi
        |thuộc nhiệm vụ|thuộc về|thuộc|do|của|bên|chủ trì là|là của|việc của|phải là|trách nhiệm của|là việc của
        |phần của|thuộc lĩnh vực quản lý|thuộc trách nhiệm của|thuộc thẩm quyền của|thuộc lĩnh vực của
        |thuộc chức năng của|thuộc phạm vi của|thuộc nhiệm vụ của|thuộc lĩnh vực quản lý của
        |thuộc phạm vi quản lý của|bàn giao về|bàn giao cho|bàn giao sang""",
    Cue.TASK: """việc này|cái này|vụ này|nhiệm vụ này|nội dung này|lĩnh vực này|mảng này|phần này|vấn đề này
        |công việc này|đất này|cái đó|vụ đó|việc đó|nhiệm vụ đó|cái vụ này|nội dung trên|nhiệm vụ trên|việc đấy
        |cái đấy|đầu việc này|văn bản này""",
    Cue.HAND_OVER: """chuyển|chuyển qua|chuyển sang|chuyển cho|chuyển về|chuyển giúp|chuyển đến|chuyển lại
        |giao lại|giao lại cho|giao cho|giao qua|giao sang|tìm|hỏi|đẩy qua|đẩy sang|chuyển giao|chuyển trả
        |trả lại|trả về|nhắn cho|nhắn qua|điều chỉnh|điều chuyển|đã bàn giao về|bàn giao về|bàn giao cho
        |bàn giao sang|đề nghị giao|gọi|đưa qua|đưa sang|nhờ|điều chỉnh đơn vị chủ trì|thay đổi đơn vị chủ trì
        |đổi đơn vị chủ trì|chuyển chủ trì|điều chỉnh chủ trì""",
    Cue.ASK: """cho em hỏi|cho tôi hỏi|xin hỏi|hỏi tí|hỏi chút|cho hỏi|muốn hỏi|cần hỏi|cần hỏi lại|hỏi lại
        |làm rõ|cho em biết|cho tôi biết|cho biết|xin ý kiến hướng dẫn|không hiểu|chưa hiểu|em chưa rõ
        |tôi chưa rõ|chưa rõ là|thắc mắc|phải không|đúng không|đúng chưa|được chưa|được không|ủa sao|ủa|không rõ
        |em hỏi tí|em hỏi chút""",
    Cue.WHAT: """gì|nào|ai|khi nào|bao giờ|bao nhiêu|mấy giờ|thế nào|như thế nào|làm sao|vì sao|tại sao|chỗ nào
        |ở đâu|về đâu|vào đâu|ra sao|chừng nào|bữa nào|hôm nào|ngày nào|thứ mấy|ngày mấy|mẫu nào|là gì|cái gì
        |việc gì|lúc nào|mấy bản|ngày bao nhiêu|kiểu gì|kiểu nào|sao lại|sao việc|sao vẫn|sao không|sao bot
        |bản giấy hay|hay bản|sao em|sao anh|sao chị|sao tôi|sao mình|sao chưa|tháng mấy|năm nào|quý nào
        |tháng nào|số mấy|đợt nào|phần nào|mấy bộ|mấy quyển|mấy tờ|mấy người|mấy ngày nữa|mấy phần""",
    Cue.HELP: """giải thích|hướng dẫn|hướng dẫn giúp|chỉ em|chỉ giúp|chỉ giùm|hỗ trợ|cần hỗ trợ|gọi em
        |gọi cho em|gọi lại em|cần giúp|cứu em|gửi lại|gửi lại em|gửi lại giúp|cung cấp|cho xin mẫu
        |cho em xin mẫu|xin mẫu|xin file|cho xin file|cho em xin file|tư vấn giúp|xin chỉ đạo|cho em xin lại
        |cho tôi xin mẫu""",
    Cue.LIST: """danh mục|liệt kê|list|list việc|xem việc|đọc việc|các việc của|việc của em|việc của tôi
        |nhiệm vụ của em|nhiệm vụ của tôi|còn mấy việc|còn việc|còn nợ|còn nhiệm vụ|còn những việc
        |còn bao nhiêu việc|còn mấy nhiệm vụ|còn thiếu mấy việc|có những việc|có bao nhiêu việc|bao nhiêu việc
        |mấy việc|việc gì|việc nào|nhiệm vụ nào|nhiệm vụ gì|những việc|những nhiệm vụ|các nhiệm vụ
        |phải nộp những gì|phải làm những gì|phải làm gì|xem nhiệm vụ|đang nợ|làm gì nào|cần làm gì|các việc
        |có việc|có nhiệm vụ|việc tồn|việc quá hạn|việc tới hạn|việc đến hạn|còn việc nào|còn nhiệm vụ nào
        |nhiệm vụ nào chưa|việc nào chưa|/viec|/việc|danh sách việc|danh sách nhiệm vụ|danh sách những việc
        |danh sách các việc|danh sách công việc|danh sách các nhiệm vụ|xem danh sách|cho danh sách|gửi danh sách
        |danh sách của|danh sách|việc ⟨date⟩ của em|việc ⟨date⟩ của tôi|nhiệm vụ ⟨date⟩|việc ⟨date⟩ của phòng
        |/ việc|đầu việc nào|những đầu việc|nhắc lại các việc|thống kê việc|thống kê nhiệm vụ|tổng hợp việc
        |các việc chưa|nhắc lại giúp em các việc|các việc còn lại|còn gì chưa làm|còn gì nữa|còn mấy vụ|mấy vụ
        |còn gì không|còn vụ nào|mấy vụ nữa""",
    Cue.THANKS: """cảm ơn|xin cảm ơn|trân trọng|chúc|chào|xin chào|hi|hello|helo|alo|hey|năm mới|vui vẻ|hihi
        |haha|hehe|kaka|hi bot|hello bot|người yêu|dễ thương|chăm thật|ăn cơm chưa|bot ơi|khỏe không|chúc mừng
        |chào bot|ngủ ngon|tốt lành|đáng yêu|bye|tạm biệt|good morning|sinh nhật|đãi cua|thương quá|trời đẹp
        |đẹp nhỉ|thời tiết|nghỉ lễ vui|uống cà phê|ăn trưa chưa|ngày mới|giỏi quá|giỏi thế|bot giỏi|xịn|hay quá
        |tuyệt|tốt quá|ngon lành|thông minh|bot tên|tên gì|biết ơn|quan tâm""",
    Cue.BECAUSE: """vì|do|bởi|bởi vì|tại|tại vì|lý do|lí do|nguyên nhân|là do|là vì|vì lý do|với lý do
        |nguyên nhân là|lý do là|nguyên nhân do|tại do|bởi do|khổ nỗi|chẳng qua là|số là""",
    Cue.HENCE: """nên|cho nên|vì vậy|vì thế|do đó|do vậy|thành ra|vậy nên|bởi vậy""",
    Cue.BUT: """nhưng|nhưng mà|tuy nhiên|song|mà|riêng|chứ|hóa ra|ai dè|thực ra|tuy|có điều""",
    Cue.WHILE: """còn|thì|và|với lại|đồng thời|ngoài ra|hiện|hiện nay|hiện tại|giờ|bây giờ""",
    Cue.IN_ORDER: """để""",
    Cue.UNIT: "⟨unit⟩",
    Cue.ISNT: """chẳng phải|không phải|chả phải|đâu phải""",
    Cue.SAYS: """nói|nói là|báo|bảo|bảo là|kể|báo là|thông báo|khẳng định""",
    Cue.EVADE: """xem xét|nghiên cứu thêm|cân nhắc|sẽ nghiên cứu|sẽ xem xét|để xem|để tính|tính sau
        |có ý kiến sau|thời điểm thích hợp|xem lại đã|để xem lại|xem sao|suy nghĩ|để em xem lại|từ từ tính
        |để nghiên cứu|tính đã|rồi tính sau|sẽ tính|tới đâu hay tới đó|đến đâu hay đến đó|cứ từ từ|từ từ đã
        |để đó đã|để đó|thôi được rồi|thôi được|thôi kệ""",
    Cue.ALL: """tất cả các việc|toàn bộ việc|tất cả việc|tất cả nhiệm vụ|mọi việc|toàn bộ các việc
        |toàn bộ nhiệm vụ|tất cả các nhiệm vụ|hết các việc|cả ba việc|cả hai việc|mấy việc|các việc|các nhiệm vụ
        |tất cả công việc|toàn bộ công việc|các nhiệm vụ được giao|hết việc|việc nào cũng""",
    Cue.PERSON: """⟨person⟩""",
    Cue.SOME: """ít hôm|ít bữa|mấy ngày|mấy hôm|vài ngày|vài hôm|vài bữa|thêm thời gian|một chút|chút|ít ngày
        |ít lâu|thời gian|tí""",
    Cue.DUTY: """thuộc trách nhiệm|thuộc thẩm quyền|thuộc lĩnh vực|thuộc chức năng|thuộc phạm vi|thuộc nhiệm vụ
        |thuộc về|chủ trì là|trách nhiệm của|thuộc lĩnh vực quản lý|thuộc trách nhiệm của|thuộc thẩm quyền của
        |thuộc lĩnh vực của|thuộc chức năng của|thuộc phạm vi của|thuộc nhiệm vụ của|thuộc lĩnh vực quản lý của
        |thuộc phạm vi quản lý của|bàn giao về|bàn giao cho|bàn giao sang""",
    Cue.ANSWER: """ý kiến|có ý kiến|cho ý kiến|trả lời|phối hợp|cung cấp|duyệt|phê duyệt|thống nhất|góp ý|đồng ý
        |hướng dẫn|có hướng dẫn|cấp|cấp vốn|bố trí|đưa|giao|ký|chịu ký|phân bổ|bố trí vốn|quyết định
        |cho chủ trương|chỉ đạo|thẩm định|ban hành|bàn giao""",
    Cue.IN_VAIN: """mãi|hoài|lâu lắm|mấy lần|suốt""",
    Cue.FORGOT: """quên|quên mất|quên béng|quên bẵng|ngủ quên|sót|để sót|bỏ sót|để quên|để lọt""",
    Cue.WAS: """⟨past⟩""",
    Cue.EARLY: """phân tích|nghiên cứu|xem|đọc|xem xét|tìm hiểu""",
    Cue.VILLAGE: """xã|phường|đơn vị|sở|phòng|ấp|khóm|huyện|tỉnh|trung ương|cấp trên|cục|bộ|kế toán|văn thư""",
    Cue.GOODS: """số liệu|hồ sơ|tài liệu|giấy|giấy tờ|bản đồ|thông tin|file|dữ liệu|chứng từ|danh sách|phần mềm
        |hệ thống|cổng dịch vụ""",
    Cue.REQUEST: """đề nghị|kính đề nghị|mong|kính mong|nhờ|làm ơn|vui lòng|xin vui lòng""",
    Cue.HARDLY: """đâu mà|gì mà|hồi nào mà|sao được|sao nổi|sao mà|sao kịp|thế nào được|kiểu gì được|gì đâu
        |bao giờ mà|nỗi gì|cái gì mà|kịp sao|chỗ nào mà|rồi gì đâu|được đâu|nổi đâu|kịp đâu|thế quái nào
        |sao được mà|thế nào nổi|nổi gì|thế nào được mà|sao nổi mà|được gì mà|kiểu gì mà""",
    Cue.SOON: """lát nữa|tí nữa|chút nữa|một lát nữa|chút xíu nữa|xíu nữa|một chút nữa|tí|lát|xíu""",
    Cue.PURPOSE: """đề nghị|đôn đốc|mời|yêu cầu|thẩm định|thẩm tra|lấy ý kiến|xin ý kiến|góp ý|xin kinh phí
        |cho ý kiến|xem trước|đóng góp|xin|duyệt|ký|trình ký|xin số liệu|hướng dẫn|nhắc|tham vấn|phản biện
        |phối hợp|lấy số liệu|báo giá|xem xét|nháp|chỉnh sửa|xin chủ trương|hỏi|trao đổi|xem|coi|kiểm tra giúp
        |rà lại|đọc|xem rồi|đọc rồi|coi rồi|chỉ đạo|giao|gia hạn|xin gia hạn|đề nghị gia hạn|xin nghỉ""",
    Cue.LEADS: """chủ trì|phụ trách|đảm nhận|đảm nhiệm|quản lý|lo|làm|tham mưu|theo dõi|thực hiện""",
    Cue.CONTACT: """liên hệ|liên hệ với|gặp|hỏi|tìm|gọi""",
    Cue.SUBMIT: """trình|trình ký|ký|bàn giao|có kết quả|có báo cáo|đưa|⟨date⟩ có|⟨date⟩ là có|⟨date⟩ sẽ có""",
    Cue.EXPECT: """dự kiến|dự định|ước|ước chừng""",
    Cue.OR: """hay|hay là""",
    Cue.DATE: "⟨date⟩|⟨date⟩ có|⟨date⟩ là có|⟨date⟩ sẽ có",
    Cue.LENGTH: "⟨length⟩",
    Cue.PERCENT: "⟨percent⟩",
    Cue.DOCUMENT: "⟨document⟩",
    Cue.NUMBERED: "⟨task⟩",
}
