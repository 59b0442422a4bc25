"""The things that a phrase may do in a clause, as bits: one phrase may do several. Plain integers, for speed."""


def listed(words: str) -> frozenset[str]:
    """A set of words written as one string."""
    return frozenset(words.split())


class Cue:
    # Predicates: what is done.
    FINISH = 1 << 0
    DELIVER = 1 << 1
    REPORT = 1 << 2
    WORK = 1 << 3
    STEP = 1 << 4
    SUBMIT = 1 << 5
    RECEIVE = 1 << 6
    WAIT = 1 << 7

    # Polarity: what takes it back.
    NOT_YET = 1 << 8
    NOT = 1 << 9
    ISNT = 1 << 10  # "chẳng phải … sao": denied twice
    NEVER = 1 << 11  # denies what it stands beside, rhetorically: "làm gì đã xong"
    HARDLY = 1 << 12
    WHERE = 1 << 13  # đâu: asks for a place, or denies what stands before it
    IDLE = 1 << 14  # idioms in which a word does not do what it usually does

    # Aspect: where in time it stands.
    CAN = 1 << 15
    PAST = 1 << 16
    ALREADY = 1 << 17
    ONGOING = 1 << 18
    NEAR = 1 << 19
    SOON = 1 << 20
    WILL = 1 << 21
    EXPECT = 1 << 22
    LET_ME = 1 << 23
    IF = 1 << 24
    WHEN = 1 << 25
    IN_VAIN = 1 << 26
    EARLY = 1 << 27

    # Scope: how much of it, and whose.
    PART = 1 << 28
    PURPOSE = 1 << 29
    WHOLE = 1 << 30
    REMAINS = 1 << 31
    ALL = 1 << 32
    OTHERS = 1 << 33
    SELF = 1 << 34
    VILLAGE = 1 << 35
    GOODS = 1 << 36
    CALL = 1 << 37

    # Force: how far the writer stands by it.
    HEDGE = 1 << 38
    MOCK = 1 << 39
    EVADE = 1 << 40
    SAYS = 1 << 41
    SOFT = 1 << 42
    THANKS = 1 << 43

    # More time.
    EXTEND = 1 << 44
    MORE = 1 << 45
    GRANT = 1 << 46
    UNTIL = 1 << 47
    SOME = 1 << 48

    # What stands in the way.
    BLOCK = 1 << 49
    LACK = 1 << 50
    FAULT = 1 << 51
    EXCUSE = 1 << 52
    FORGOT = 1 << 53
    ANSWER = 1 << 54

    # Whose task it is.
    NOT_MINE = 1 << 55
    BELONGS = 1 << 56
    DUTY = 1 << 57
    LEADS = 1 << 58
    TASK = 1 << 59
    HAND_OVER = 1 << 60
    CONTACT = 1 << 61

    # Questions.
    ASK = 1 << 62
    WHAT = 1 << 63
    HELP = 1 << 64
    OR = 1 << 65
    LIST = 1 << 66
    REQUEST = 1 << 67

    # What joins clauses.
    BECAUSE = 1 << 68
    HENCE = 1 << 69
    BUT = 1 << 70
    WHILE = 1 << 71
    IN_ORDER = 1 << 72

    # Not words but facts, each found by its own grammar and put in the text as one token.
    DATE = 1 << 73
    WAS = 1 << 74  # a day that has passed
    LENGTH = 1 << 75
    PERCENT = 1 << 76
    DOCUMENT = 1 << 77
    NUMBERED = 1 << 78
    UNIT = 1 << 79
    PERSON = 1 << 80
