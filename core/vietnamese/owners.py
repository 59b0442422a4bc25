"""Units and people as they are named in a reply: "Sở Y tế", "so cong thuong", "STC", "chị Hạnh phòng Tổng hợp"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.vietnamese.lexicon import Token
from core.vietnamese.normalise import fold
from core.vietnamese.words import Kind, word_set

_PEOPLE = word_set("đồng anh chị chú bác cô ông bà thầy cậu dì thím dượng em")
_TWO_WORD_UNITS = frozenset(
    fold(unit)
    for unit in (
        "ban quản", "phòng kinh", "văn phòng", "thanh tra", "công an", "trung tâm", "chi cục", "công ty", "bảo hiểm",
        "kho bạc", "mặt trận", "ủy ban", "bệnh viện", "đảng ủy", "hội đồng", "kiểm lâm", "bộ phận", "ban dân",
        "biên phòng", "quân sự", "hải quan", "bộ tài", "bộ nội", "bộ y", "công thương", "tài chính", "nội vụ",
    )
)  # fmt: skip
_NAMES = tuple(
    tuple(name.split())
    for name in fold(
        """
        văn hóa , thể thao và du lịch|văn hóa thể thao và du lịch|văn hóa thể thao du lịch|nông nghiệp và môi trường
        |nông nghiệp môi trường|khoa học và công nghệ|khoa học công nghệ|giáo dục và đào tạo|giáo dục đào tạo
        |dân tộc và tôn giáo|tài nguyên và môi trường|tài nguyên môi trường|kế hoạch và đầu tư|kế hoạch đầu tư
        |kế hoạch tài chính|giao thông vận tải|thông tin và truyền thông|thông tin truyền thông
        |lao động thương binh và xã hội|quản lý khu kinh tế|quản lý dự án|nội vụ|tài chính|xây dựng|tư pháp|y tế
        |công thương|nông nghiệp|khoa học|giáo dục|giao thông|kế hoạch|thông tin|lao động|kinh tế|tổng hợp|tổ chức
        |bảo trợ xã hội|bảo trợ|chăn nuôi và thú y|chăn nuôi|thú y|trồng trọt và bảo vệ thực vật|trồng trọt|thủy lợi
        |thủy sản|kiểm lâm|đăng ký đất đai|bảo hiểm xã hội|thi đua khen thưởng|thi đua|tôn giáo|việc làm|người có công
        |tiếp công dân|hành chính công|cải cách hành chính|kiểm soát thủ tục hành chính|phòng chống thiên tai
        |hành chính|nghiệp vụ|ngoại vụ|văn hóa|du lịch|dân tộc|tài nguyên|văn thư|pháp chế|hạ tầng|đô thị|một cửa
        |nhân dân tỉnh|nhân dân xã|nhân dân phường|nhân dân
        """
    )
    .replace("\n", " ")
    .split("|")
)
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _name in sorted(_NAMES, key=len, reverse=True):
    _BY_FIRST.setdefault(_name[0], []).append(_name)
_STOPS = word_set(
    """
    làm lo giúp giùm nhé ạ mà chứ đó đấy á để vì do theo từ quản xử phụ thực chủ người họ không mới thì đi ơi với
    nữa rồi tham chịu cho được phải đã đang sẽ triển giải nè nhen em tôi chưa hết có là nghen nha hơn khi trả nên
    xem kiểm trước sau còn cũng vẫn bị xin kính đề gửi nộp báo ký trình anh chị sếp chú cô bác nhận yêu ⟨date⟩ ⟨past⟩
    ⟨task⟩ ⟨document⟩ ⟨length⟩ ⟨percent⟩
    """
)
_BARE_STOPS = frozenset(map(fold, _STOPS)) - {"chu"}
_BARE_TITLES = word_set("chi chu bac co ong ba cau")
_LONGEST = 9


class Named(NamedTuple):
    """A unit or a person at the characters `start` to `end`."""

    start: int
    end: int
    is_person: bool


_ABOVE = re.compile(r"\b(?:cap tren|lanh dao|chu tich|pho chu tich|thuong truc|bi thu|chanh van phong)\b")


def is_above(text: str) -> bool:
    """Whether somebody is named by nothing but his rank: "lãnh đạo tỉnh", "cấp trên"."""
    return _ABOVE.search(fold(text)) is not None


def find_named(tokens: Sequence[Token]) -> Iterator[Named]:
    """Every unit and every person that is named."""
    i = 0
    while i < len(tokens):
        past = _past_unit(tokens, i) if _is_unit(tokens, i) else 0
        person = 0 if past else _past_person(tokens, i)
        if past or person:
            yield Named(tokens[i].start, tokens[max(past, person) - 1].end, past == 0)
        i = max(past, person, i + 1)


def _past_person(tokens: Sequence[Token], i: int) -> int:
    return _past_name(tokens, _past_title(tokens, i)) if _is_person(tokens, i) else 0


def _past_title(tokens: Sequence[Token], i: int) -> int:
    return i + 2 if tokens[i].form == "đồng" else i + 1


def _is_person(tokens: Sequence[Token], i: int) -> bool:
    if tokens[i].bare and tokens[i].plain in _BARE_TITLES and i + 1 < len(tokens) and tokens[i + 1].raw[:1].isupper():
        return True
    return tokens[i].form in _PEOPLE and (tokens[i].form != "đồng" or _form(tokens, i + 1) == "chí")


def _past_name(tokens: Sequence[Token], i: int) -> int:
    """After the words of the name and the unit that may follow it; `i` itself when there is no name."""
    past = i
    while past < len(tokens) and past < i + 4 and _is_name(tokens[past]):
        past += 1
    named = past > i
    after = past + 1 if named and _form(tokens, past) == "bên" else past
    if named and after < len(tokens) and (_is_unit(tokens, after) or after > past):
        return _past_unit(tokens, after)
    return past if named and _form(tokens, past) != "ơi" else 0


def _is_name(token: Token) -> bool:
    if token.kind is not Kind.WORD or _is_stop(token):
        return False
    return token.raw[:1].isupper() or (token.plain in _BARE_NAMES if token.bare else token.form in _GIVEN_NAMES)


# Names that people write small; only after a title.
_GIVEN_NAMES = word_set(
    """
    nam hùng dũng tuấn minh lan hương hoa mai thu hải hà linh sơn tùng cường long phúc quân trang thảo hạnh nga
    bình đức khánh huy hiếu kiên phương thủy thúy yến ngọc quỳnh vân tâm thắng toàn trung vinh việt đạt khoa lâm
    loan nhung oanh thanh thịnh tiến trí tú hằng hiền liên mỹ nhàn phượng tuyết xuân duy giang hậu khang lộc lợi
    """
)
_BARE_NAMES = frozenset(map(fold, _GIVEN_NAMES)) - word_set(
    "tu thu tri mai hai ha loi dat toan tien tam thang van thanh lam my trung viet binh duc khoa lien hau"
)


def _is_unit(tokens: Sequence[Token], i: int) -> bool:
    """A head and its name, or capitals (STC, SNV) that are no abbreviation of something else."""
    token, after = tokens[i], tokens[i + 1].plain if i + 1 < len(tokens) else ""
    if token.kind is not Kind.WORD:
        return False
    if len(token.raw) > 1 and token.raw.isupper() and token.form == token.raw.lower():
        return token.plain not in _CAPITALS
    if f"{token.plain} {after}" in _TWO_WORD_UNITS:
        return not token.bare or after not in _BARE_STOPS
    if token.form in _HEADS and not token.bare and tokens[i + 1 : i + 2] and tokens[i + 1].raw[:1].isupper():
        return True
    known = token.bare or token.form in _HEADS
    return known and token.plain in _DOUBTFUL_HEADS and after in _DOUBTFUL_HEADS[token.plain]


_HEADS = word_set("sở phòng cục ubnd xã phường huyện vp trường bệnh khoa bộ ban đội hội tổ")
_DEPARTMENTS = word_set(
    "tai noi y xay cong nong giao tu khoa van ke tn dan thong lao ngoai du gtvt tp nnmt vhttdl gd kh th kinh tong"
)
_DOUBTFUL_HEADS = {
    "so": _DEPARTMENTS,
    "phong": _DEPARTMENTS | word_set("nghiep hanh to quan"),
    "cuc": word_set("thue thong hai quan"),
    "xa": word_set("nam dat tan phu khanh an ho phong hung vien ngoc tam bien tran thanh ly"),
    "phuong": word_set("an tan ly hoa gia vinh bac lang hiep"),
    "ubnd": word_set("tinh xa phuong"),
}
_CAPITALS = word_set("ok da ro xong em anh chi dang chua gui nop roi khong")


def _past_unit(tokens: Sequence[Token], i: int) -> int:
    """After the head, its known name or its capitals, and the place that it is of: "Phòng Kinh tế phường An Xuyên"."""
    past = i + (2 if i + 1 < len(tokens) and f"{tokens[i].plain} {tokens[i + 1].plain}" in _TWO_WORD_UNITS else 1)
    while past < len(tokens) and past < i + _LONGEST:
        step = _name_length(tokens, past) or _one_more(tokens, i, past)
        if not step:
            break
        past += step
    return past


def _name_length(tokens: Sequence[Token], i: int) -> int:
    for name in _BY_FIRST.get(tokens[i].plain, ()):
        if name == tuple(token.plain for token in tokens[i : i + len(name)]):
            return len(name)
    return 0


def _one_more(tokens: Sequence[Token], first: int, i: int) -> int:
    """One more word of the name: a capital, the second half of one ("Đất mũi"), or "và", "xã" and a name behind it."""
    token, before = tokens[i], tokens[i - 1]
    managing = _managing(tokens, i)
    if managing:
        return managing
    if token.kind is not Kind.WORD or _is_stop(token):
        return 0
    if token.raw[:1].isupper() or token.form in ("tỉnh",):
        return 1
    after = i + 1 < len(tokens) and (tokens[i + 1].raw[:1].isupper() or _name_length(tokens, i + 1))
    if token.plain in _LINKS:
        return int(bool(after))
    capital_before = before.raw[:1].isupper() and i > first + 1
    village = tokens[first].bare and tokens[first].plain in ("xa", "phuong") and i <= first + 2
    return int(capital_before or village)


def _managing(tokens: Sequence[Token], i: int) -> int:
    """ "Phòng Quản lý nhà", "ban quản lý chợ": and what it manages, in one or two words."""
    if [token.plain for token in tokens[i : i + 2]] != ["quan", "ly"]:
        return 0
    past = i + 2
    while past < len(tokens) and past < i + 4 and tokens[past].kind is Kind.WORD and not _is_stop(tokens[past]):
        past += 1
    return past - i


_LINKS = word_set("va xa phuong huyen tinh ubnd")


def _is_stop(token: Token) -> bool:
    return token.form in _STOPS or (token.bare and token.plain in _BARE_STOPS)


def _form(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].form if i < len(tokens) else ""
