"""What a clause denies, and what it says stands in the way: chưa, không, thiếu, and negation by rhetoric."""

from core.vietnamese.clauses import Clause
from core.vietnamese.cue import Cue, listed
from core.vietnamese.tagging import Mark
from core.vietnamese.words import Kind

ACTIONS = Cue.FINISH | Cue.DELIVER | Cue.REPORT | Cue.WORK | Cue.STEP


COMPLETED = Cue.FINISH | Cue.DELIVER | Cue.REPORT


NEGATION = Cue.NOT_YET | Cue.NOT


DENYING = NEGATION | Cue.LACK | Cue.NEVER | Cue.HARDLY | Cue.FAULT


MANNERS = listed(
    """
    ạ a nhé vậy với anh chị em sếp chú bác cô ơi ta thế luôn dạ vay voi chi sep chu bac co oi luon đồng chí bot
    nhe da đi đó ấy thì hai ba tư năm sáu bảy tám út á hà nữa nua giúp giùm giup cái mà đấy đây ⟨person⟩ văn phòng
    """
)


def last_word(clause: Clause) -> int:
    """The place of the last word that is no particle or form of address, -1 when there is none."""
    n = len(clause.tokens) - 1
    while n >= 0 and (clause.tokens[n].form in MANNERS or clause.tokens[n].kind is Kind.PUNCTUATION):
        n -= 1
    return n


def is_rhetorical(clause: Clause) -> bool:
    """ "Ai bảo xong", "xong sao được", "gửi đâu mà gửi": the question word denies."""
    if clause.says(Cue.NEVER) and clause.says(ACTIONS):
        return True
    return any(n > clause.first(ACTIONS) for n in clause.where(Cue.HARDLY))


def denies_twice(clause: Clause) -> bool:
    """ "Chẳng phải em nộp rồi sao": yes."""
    return clause.says(Cue.ISNT) and clause.says(COMPLETED) and clause.tokens[last_word(clause)].form == "sao"


def denies(clause: Clause) -> bool:
    """Whether what the clause speaks of is said not to be: chưa, không, or rhetorically (xong đâu, làm gì đã xong)."""
    if is_rhetorical(clause) or clause.says(Cue.NEVER):
        return True
    if not clause.says(ACTIONS):
        return clause.says(Cue.NOT_YET) and not clause.says(Cue.RECEIVE)
    if any(n < clause.last(ACTIONS) for n in clause.where(NEGATION | Cue.LACK)):
        return not denies_twice(clause)
    return any(n > clause.first(ACTIONS) and _is_one_word(clause.marks[n]) for n in clause.where(Cue.WHERE))


def _is_one_word(mark: Mark) -> bool:
    """ "Xong đâu" denies; "tới đâu", "ở đâu" name a place."""
    return mark.past == mark.first + 1


def hinders(clause: Clause) -> bool:
    """Whether the clause tells of something outside that stands in the way."""
    if any(_is_trouble(clause, n) for n in clause.where(Cue.LACK | Cue.FAULT)):
        return True
    if clause.says(Cue.WAIT):
        return clause.says(NEGATION | Cue.NEVER | Cue.IN_VAIN) or bool(clause.opener & Cue.BECAUSE)
    return _others_fail(clause)


def _is_trouble(clause: Clause, n: int) -> bool:
    """Not "chưa có làm" (which is "chưa làm"), not "sửa lỗi" (which is work), not "anh chưa thấy" (which is his)."""
    mark, before, after = clause.marks[n], clause.marks[max(0, n - 1) : n], clause.marks[n + 1 : n + 2]
    if mark.cues & Cue.FAULT:
        return not any(each.cues & (Cue.STEP | Cue.WORK) and each.past == mark.first for each in before)
    acts = any(each.cues & (Cue.WORK | Cue.DELIVER | Cue.FINISH) and each.first == mark.past for each in after)
    denies_act = acts and clause.text(mark).endswith((" có", " co"))
    return not denies_act and not any(each.cues & Cue.CALL and each.past == mark.first for each in before)


def _others_fail(clause: Clause) -> bool:
    denials = tuple(clause.where(NEGATION))
    others, units = clause.first(Cue.OTHERS | Cue.PERSON), clause.first(Cue.UNIT | Cue.VILLAGE)
    if any(n > others for n in denials) and clause.says(ACTIONS | Cue.RECEIVE | Cue.CAN | Cue.ANSWER):
        return True
    gives_nothing = clause.says(Cue.DELIVER) and clause.says(Cue.GOODS)
    return any(n > units for n in denials) and (clause.says(Cue.ANSWER) or gives_nothing)
