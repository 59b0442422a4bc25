"""Whether what a clause speaks of is finished: the whole of it, for sure, and by the writer."""

from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue, listed
from core.vietnamese.lexicon import Token
from core.vietnamese.polarity import ACTIONS, COMPLETED, MANNERS, denies
from core.vietnamese.words import Kind

AHEAD = (
    Cue.WILL | Cue.EXPECT | Cue.LET_ME | Cue.IF | Cue.WHEN | Cue.ONGOING | Cue.NEAR | Cue.SOON | Cue.WAIT | Cue.IN_ORDER
)


def completes(clause: Clause) -> bool:
    """Whether the clause says, as a fact, that something is finished or delivered."""
    last = clause.last(COMPLETED)
    if last < 0 or denies(clause) or clause.says(Cue.NEAR) or any(n < last for n in clause.where(AHEAD)):
        return False
    before, after = clause.marks[:last], clause.marks[last + 1 :]
    if any(mark.cues & Cue.WHILE and clause.text(mark) in ("thì", "thi") for mark in after):
        return False  # "xong rồi thì em báo" only says when
    if any(mark.cues & Cue.PAST for mark in before) or any(mark.cues & Cue.ALREADY for mark in after):
        return True
    ends_by_itself = bool(clause.marks[last].cues & Cue.FINISH)
    return clause.says(Cue.WAS) or (ends_by_itself and not clause.says(Cue.DATE | Cue.WILL | Cue.SOON))


def finishes_a_step(clause: Clause) -> bool:
    """ "Họp xong", "đã thẩm định xong", "đi học xong": on the way, unless the whole is named or delivered."""
    n = clause.last(COMPLETED)
    if any(m < n for m in clause.where(Cue.EXCUSE)):
        return True
    steps = any(m < n for m in clause.where(Cue.STEP))
    whole = any(clause.text(clause.marks[m]) in ("toàn bộ", "tất cả") for m in clause.where(Cue.WHOLE))
    return steps and not whole and not clause.says(Cue.DELIVER | Cue.WORK | Cue.ALL)


def sends_for_more(clause: Clause) -> bool:
    """ "Đã gửi công văn đề nghị các sở báo cáo": what was sent asks others for something."""
    sent = clause.first(Cue.DELIVER)
    past = next((n for n in clause.where(Cue.ALREADY | Cue.FINISH) if n > sent), len(clause.marks))
    asked = [n for n in clause.where(Cue.PURPOSE) if sent < n < past]
    return any(not any(mark.cues & Cue.DOCUMENT for mark in clause.marks[n + 1 : n + 2]) for n in asked)


def is_understood(clause: Clause) -> bool:
    """A bare "xong" finishes the task only among known words: "xong đời", "xong con bê" finish something else.

    In a full sentence ("Sở đã xong …") only what comes right after it must be known.
    """
    if clause.says(Cue.WORK | Cue.DELIVER | Cue.REPORT):
        return True
    covered = {n for mark in clause.marks for n in range(mark.first, mark.past)}
    words = [n for n, token in enumerate(clause.tokens) if n not in covered and token.kind is Kind.WORD]
    if clause.says(Cue.PAST | Cue.UNIT):
        finish = clause.marks[clause.last(COMPLETED)]
        short = clause.text(finish).startswith("xong")
        words = [n for n in words if n == finish.past and short]
    return all(_is_plain(clause.tokens[n]) for n in words)


def _is_plain(token: Token) -> bool:
    return token.form in MANNERS or token.form in _PLAIN_WORDS or token.plain in _PLAIN_WORDS


_PLAIN_WORDS = listed(
    """
    mấy việc nhiệm vụ báo cáo công cái này đó kia nội dung hồ sơ văn bản yêu cầu kế hoạch là thì mà cũng đều
    luôn xin của cho từ lâu hôm bữa hồi qua rất thật ngon lành hẳn trơn ráo trọi viec nhiem vu bao cao cong cai
    nay do noi ho so van ban yeu cau ke hoach la thi ma cung deu luon cua tu lau hom bua hoi kết quả ket phòng
    đơn vị xã sở rùi đúng hạn trước sớm han truoc mình số liệu lieu đề án tài chỉ tiêu sản phẩm như theo đã được
    có
    """
)


def is_over(clause: Clause) -> bool:
    """ "Em nghĩ là xong rồi": over, in somebody's opinion."""
    near = any(not clause.marks[n].cues & Cue.FINISH for n in clause.where(Cue.NEAR))
    return clause.says(Cue.FINISH) and clause.says(Cue.ALREADY) and not near and not clause.says(Cue.DATE | Cue.PART)


def only_says_already(clause: Clause) -> bool:
    """ "Việc 2 rồi nghen"."""
    kept = Cue.NUMBERED | Cue.ALREADY | Cue.CALL | Cue.SOFT | Cue.SELF | Cue.WHILE
    only = all(mark.cues & kept for mark in clause.marks)
    return only and clause.says(Cue.NUMBERED) and clause.says(Cue.ALREADY) and len(clause.tokens) < 6


def by_others(clause: Clause) -> bool:
    """Somebody else is the one who finished, or the one who says so."""
    n = clause.last(COMPLETED)
    before = [m for m in clause.where(Cue.OTHERS | Cue.PERSON | Cue.SAYS) if m < n]
    return bool(before) and not any(before[-1] < m < n for m in clause.where(Cue.SELF))


def took_a_step(clause: Clause) -> bool:
    n = clause.first(Cue.STEP)
    before = any(m < n for m in clause.where(Cue.PAST))
    told = n < len(clause.marks) and (before or clause.last(Cue.ALREADY) > clause.last(ACTIONS))
    return told and not clause.says(Cue.RECEIVE)
