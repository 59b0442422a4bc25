"""Words as officials type them, brought to one normal form: abbreviations, regional words, typing slips.

The original stays with every token; what cannot be told apart without accents stays bare, and bare words match folded.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from core.vietnamese.normalise import fold
from core.vietnamese.slips import VOCABULARY, repair
from core.vietnamese.words import Kind, Word, word_set


def table(lines: str) -> dict[str, str]:
    """ "a b: c" per line: each of the spellings a and b means c."""
    pairs = (line.split(":") for line in lines.strip().splitlines())
    return {spelling: meaning.strip() for spellings, meaning in pairs for spelling in spellings.split()}


ABBREVIATIONS: Mapping[str, str] = table("""
    ko kg kô hok hog hk hông hổng hong hôg khum khôm khg hem hổg hngg: không
    ch chx chưaa: chưa
    dc đc đk đựơc đươc đuợc đượ dx đx: được
    r rùi rôi ròi roài ròy gòi rùii zồi gồi: rồi
    đag đg đng đamg dag: đang
    gh giahạn: gia hạn
    đ/c d/c đc. đ.c: đồng chí
    ht hthanh hthành hoànthành: hoàn thành
    xog xogn xng xonng xonh xomg xobg xonf xg xgg sog: xong
    bc bcáo bcao b/c: báo cáo
    đn đnghị: đề nghị
    nv nvụ nhvụ: nhiệm vụ
    cviec cviệc: công việc
    đv dv đvị: đơn vị
    cq: cơ quan
    sl slieu sliệu: số liệu
    hs hsơ: hồ sơ
    kp kphí: kinh phí
    vb vbản: văn bản
    cv: công văn
    qđ: quyết định
    ttr: tờ trình
    tq: thẩm quyền
    fai fải: phải
    tg: thời gian
    tđ tđộ tdo: tiến độ
    nd: nội dung
    ld lđ lđạo: lãnh đạo
    gđ pgđ: giám đốc
    pd: phê duyệt
    ph: phối hợp
    bs: bổ sung
    dt: dự thảo
    gpmb: giải phóng mặt bằng
    vm: vướng mắc
    ktra: kiểm tra
    ptích: phân tích
    ds: danh sách
    hd hdẫn: hướng dẫn
    yk: ý kiến
    ycầu yc: yêu cầu
    tl: trả lời
    tn: tiếp nhận
    tk: triển khai
    qhạn: quá hạn
    e em: em
    a: anh
    c: chị
    tao tui tôii: tôi
    mk mik mìh: mình
    ae: anh em
    mn mng: mọi người
    j: gì
    v z dậy zậy zạy vạy dzậy: vậy
    cx cug cũg: cũng
    vs zới dới: với
    trc trk: trước
    ms: mới
    lm lmf: làm
    nhìu nhiu: nhiều
    lun: luôn
    thui thoi: thôi
    ntn: như thế nào
    bn bnhiu: bao nhiêu
    bjo: bây giờ
    ns: nói
    nt: nhắn tin
    gởi gưi gửii gữi gử: gửi
    nộpp nôp: nộp
    tks thks thanks thank ths tx thx: cảm ơn
    cám: cảm
    oke okie oki okla okela okê okay: ok
    uk ừa ừh: ừ
    sr sorry sory: xin lỗi
    m: mình
    nhe nhá nhen nghen hen hén nhoa hỉ nờ nè á ak aj: nhé
    dzạ vâng vâg vang: dạ
    ổng bả bển: họ
    mần: làm
    coi: xem
    giùm dùm zùm gium zum: giúp
    kiếm: tìm
    mô: đâu
    răng: sao
    rứa: vậy
    ni: này
    nớ: đó
    chừ: giờ
    eng: anh

""")
"""What a spelling stands for wherever it is written."""

# Not worth a rule of their own: what these mean hangs on the word before or after.
_VERBS = word_set(
    """
    có được đc dc biết làm kịp phải xong thấy nhận gửi co duoc biet lam kip phai thay nhan gui
    """
)
_CALLS = word_set("anh a sếp chị c em e bác chú vì do nha nhé mn ae")
_LATE = word_set("bị nào rồi r nv việc sắp đã nao roi viec bi sap")
_DAY_PARTS = frozenset({"nay", "mai", "mốt", "qua"})
_SHORT_DAY_PARTS = frozenset("cs")
_NO_DAY_PARTS = ("chị", "sao")

DAYS: Mapping[str, str] = {"hqua": "hôm qua", "hnay": "hôm nay", "hum": "hôm"}


class Choice(NamedTuple):
    """An abbreviation of two meanings: `near` beside it decides for `then`, else it means `other`."""

    near: frozenset[str]
    then: str
    other: str


CHOICES: Mapping[str, Choice] = {
    "k": Choice(frozenset(), "", "không"),
    "kh": Choice(_VERBS, "không", "kế hoạch"),
    "nha": Choice(word_set("viec việc"), "nhà", "nhé"),
    "mo": Choice(word_set("xong o ve rua chi"), "đâu", "mo"),
    "hỏng": Choice(_VERBS, "không", "hỏng"),
    "ảnh": Choice(word_set("hình chụp tấm bức gửi vệ file"), "ảnh", "họ"),
    "th": Choice(word_set("này đó khác bất nay do khac"), "trường hợp", "thực hiện"),
    "xl": Choice(_CALLS, "xin lỗi", "xử lý"),
    "qh": Choice(_LATE, "quá hạn", "quy hoạch"),
    "bh": Choice(word_set("hạn v vậy đến tới nộp"), "bao giờ", "ban hành"),
    "c": Choice(_DAY_PARTS, "chiều", "chị"),
    "s": Choice(_DAY_PARTS, "sáng", "sao"),
}


LINE_END = "⏎"  # the form of the token that stands for the end of a line


class Token(NamedTuple):
    """One word in its normal form. `bare`: written without any mark, so that only its folded form can be trusted.

    `fact` is the place, among the facts of the text, of the one that this token stands for.
    """

    form: str
    plain: str
    bare: bool
    start: int
    end: int
    kind: Kind
    raw: str = ""
    fact: int | None = None


def respell(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with their slips put right and the short forms of days written out, each in its place."""
    spelled: list[Word] = []
    for n, word in enumerate(words):
        forms = _right(word.accented) if word.kind is Kind.WORD else (word.accented,)
        short = _in_context(words, n) if word.accented in _SHORT_DAY_PARTS else None
        if forms == (word.accented,) and short in (None, *_NO_DAY_PARTS):
            spelled.append(word)
        else:
            spelled += [word._replace(accented=form, folded=fold(form)) for form in ((short,) if short else forms)]
    return tuple(spelled)


@lru_cache(maxsize=16384)
def _right(accented: str) -> tuple[str, ...]:
    days = DAYS.get(accented)
    if days:
        return tuple(days.split())
    return (accented,) if accented in ABBREVIATIONS or accented in CHOICES else repair(accented)


def expand(words: Sequence[Word]) -> tuple[Token, ...]:
    """The words in their normal forms; one word may become several tokens that share its place in the text."""
    literal = _writes_marks(words)
    shouted = all(word.raw.isupper() for word in words if word.kind is Kind.WORD and len(word.raw) > 1)
    tokens: list[Token] = []
    for n, word in enumerate(words):
        if word.kind is not Kind.WORD:
            tokens.append(Token(word.raw, word.raw, False, word.start, word.end, word.kind, word.raw))
            continue
        meaning = _in_context(words, n) or ABBREVIATIONS.get(word.accented)
        raw = word.accented if shouted else word.raw
        if not meaning:
            tokens.append(Token(*_seen(word.accented, literal), word.start, word.end, Kind.WORD, raw))
            continue
        tokens += [Token(*form, word.start, word.end, Kind.WORD, raw) for form in _forms(meaning)]
    return tuple(tokens)


def _writes_marks(words: Sequence[Word]) -> bool:
    """Whether the writer uses accents, so that a word without them means itself."""
    marked = sum(word.accented != word.folded for word in words)
    return marked * 3 > sum(len(word.raw) > 1 and word.kind is Kind.WORD for word in words)


def _in_context(words: Sequence[Word], n: int) -> str | None:
    choice = CHOICES.get(words[n].accented)
    if choice is None:
        return None
    beside = (words[n - 1].accented if n else "", words[n + 1].accented if n + 1 < len(words) else "")
    if n and words[n - 1].end == words[n].start and words[n - 1].kind is Kind.NUMBER:
        return words[n].accented
    return choice.then if not choice.near.isdisjoint(beside) else choice.other


@lru_cache(maxsize=4096)
def _forms(meaning: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple((form, fold(form), False) for form in meaning.split())


@lru_cache(maxsize=16384)
def _seen(form: str, literal: bool) -> tuple[str, str, bool]:
    plain = fold(form)
    return form, plain, plain == form and not (literal and form in VOCABULARY)
