"""The words that times are made of, by the roles they play. One spelling may play several: "năm" is 5 and a year.

Without accents a word plays every role of its accented forms: "sau" is after (sau) and six (sáu).
"""

from collections.abc import Iterator, Mapping
from unicodedata import normalize

from core.vietnamese.normalise import fold
from core.vietnamese.words import word_set

ROLES: Mapping[str, str] = {
    "DAY": "ngày",
    "DAYISH": "hôm bữa hum",
    "TODAY": "hnay bnay",
    "YESTERDAY": "hqua bqua",
    "WEEK": "tuần",
    "MONTH": "tháng",
    "QUARTER": "quý quí",
    "YEAR": "năm",
    "HOUR": "giờ h g",
    "HOURS": "tiếng",
    "MINUTE": "phút p ph",
    "THIS": "nay này nầy ni",
    "AFTER": "sau",
    "NEXT": "tới tiếp kế",
    "FOLLOWING": "theo",
    "BEFORE": "trước trc",
    "PAST": "qua",
    "LAST": "ngoái",
    "JUST": "vừa",
    "ALREADY": "rồi",
    "MORE": "nữa",
    "HALF": "nửa",
    "AND_HALF": "rưỡi",
    "TOMORROW": "mai mơi",
    "OVERMORROW": "mốt",
    "YONDER": "kia",
    "BEYOND": "kìa",
    "MORNING": "sáng sg",
    "NOON": "trưa",
    "AFTERNOON": "chiều",
    "EVENING": "tối",
    "NIGHT": "đêm khuya",
    "SITTING": "buổi",
    "HEAD": "đầu",
    "MIDDLE": "giữa",
    "TAIL": "cuối",
    "END": "hết",
    "VERY": "tiên",
    "NEW": "mùng mồng",
    "FULL_MOON": "rằm",
    "TET": "tết",
    "FIRST_MOON": "giêng",
    "LAST_MOON": "chạp",
    "LUNAR": "âm al âl",
    "SOLAR": "dương tây",
    "RECKONING": "lịch",
    "OF": "của",
    "LESS": "kém",
    "OVER": "sang",
    "FEW": "vài mấy dăm ít",
    "IN": "trong",
    "WITHIN": "vòng",
    "UNTIL": "đến tới",
    "FROM": "từ",
    "OR": "hoặc hay",
    "AT": "lúc vào",
    "WHILE_AGO": "hồi khi",
    "ORDINAL": "thứ",
    "NUMBER": "một hai ba bốn tư năm sáu bảy bẩy tám chín mười hăm",
    "TENS": "chục",
    "ROMAN": "i ii iii iv",
    "WEEKDAY": "cn",
    "LATELY": "rày",
    "WHICH": "nào",
    "SOON": "sớm",
    "LITTLE": "lát xíu chút tí",
    "CHRISTMAS": "noel noen nôen",
    "WORKING": "nlv lv",
}
PAIRS: Mapping[str, str] = {
    "WEEKDAY": "chủ nhật, chúa nhật, chủ nhựt, chúa nhựt",
    "WORKING": "làm việc",
    "OFFICE": "hành chính, làm việc",
    "NOW": "bây giờ, lúc này",
    "WEEK": "tuần lễ",
    "SPELL": "thời gian",
    "THIS": "hiện tại",
    "CHRISTMAS": "giáng sinh",
    "BREAK": "nghỉ trưa",
    "GREAT": "nguyên đán",
}
# Real words whose letters, without the marks, are those of a time word.
_OTHERS = """
    bà bá bả bã bay bàn bản bán bạn bày bầy bùa búa bừa cưới cười chiếu chức cửa cưa dấu dầu dưỡng đường đau đâu
    đấu đậu đem đếm đèn đen đền giò gió giỗ giữ hái hại hải hài hét hệt hội hỏi hơi hòm kẽm kế kể kèm mái mãi
    mại máy mây mày mọt mong mỏng mòng mừng muối nam nắm nằm nấm nãy ngay ngáy phụt quà quá quả quy quỳ quỹ quỷ
    râm rời sang sàng sầu sâu sấu tạm tắm tấm tẩy tay tét tiến tiền tiện tôi tội tu từ tử tự tứ tụ tuân tuấn
    thang thăng thắng thẳng thằng thu thư thủ thử thù thụ trọng vai vải ấm ẩm ám não
"""
_ONLY_ACCENTED = frozenset({"mơi", "kìa"})  # "moi" is mới far oftener
_TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_TELEX_SHAPES = {"\u0302": None, "\u0306": "w", "\u031b": "w"}  # a circumflex doubles its letter


def _by_word() -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for role, words in ROLES.items():
        for word in words.split():
            roles.setdefault(word, set()).add(role)
    return {word: frozenset(found) for word, found in roles.items()}


def telex(word: str) -> Iterator[str]:
    """How the word looks when the Telex keyboard was off: "tuần" is typed tuaanf, tuaafn or tuaan."""
    early, late, tone = "", "", ""
    for letter in normalize("NFD", word.replace("đ", "dd")):
        key = _TELEX_TONES.get(letter) or _TELEX_SHAPES.get(letter, letter) or late[-1]
        tone = key if letter in _TELEX_TONES else tone
        early += key
        late += "" if letter in _TELEX_TONES else key
    yield from (early, late + tone, late)


def _by_letters(exact: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    roles: dict[str, frozenset[str]] = {}
    for word, found in exact.items():
        if word not in _ONLY_ACCENTED:
            roles[fold(word)] = roles.get(fold(word), frozenset()) | found
    return roles


def _by_keys(exact: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    marked = {word: roles for word, roles in exact.items() if word != fold(word)}
    return {
        keys: roles for word, roles in marked.items() for keys in telex(word) if len(keys) > 3 and keys != fold(word)
    }


def _pairs() -> dict[tuple[str, str], frozenset[str]]:
    roles: dict[tuple[str, str], frozenset[str]] = {}
    for role, phrases in PAIRS.items():
        for phrase in phrases.split(", "):
            first, second = fold(phrase).split()
            roles[first, second] = roles.get((first, second), frozenset()) | {role}
    return roles


BY_WORD = _by_word()
BY_LETTERS = _by_letters(BY_WORD)
BY_KEYS = _by_keys(BY_WORD)
BY_PAIR = _pairs()
REAL_WORDS = word_set(_OTHERS) - BY_WORD.keys()

_FUSED = (
    ("ngày hôm bữa tuần tháng năm quý sáng trưa chiều", "mai nay này sau tới kia mốt qua trước"),
    ("cuối đầu giữa hết", "ngày tuần tháng quý năm"),
    ("thứ", "hai ba tư năm sáu bảy"),
    ("chủ chúa", "nhật"),
)
# Where a word that lost its space comes apart: "ngaymai" after four letters.
FUSED = {
    fold(left + right): len(left) for lefts, rights in _FUSED for left in lefts.split() for right in rights.split()
}
