"""The short code behind a choice: what was offered, for which task, and at which of its revisions.

Anybody can send any code, so a code grants nothing: the use case checks rights and the revision.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

_CODE = re.compile(r"([a-z]{2,12})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?", re.ASCII)


class Offer(StrEnum):
    """What a choice offers to do."""

    ACKNOWLEDGE = "ack"
    PROGRESS = "work"
    REPORT = "report"
    NO_EVIDENCE = "nopaper"
    ACCEPT = "accept"
    SEND_BACK = "back"
    RECALL = "recall"
    RECALL_SURELY = "recallyes"
    PERIOD = "period"
    PAUSE = "pause"
    RESUME = "resume"
    REOPEN = "reopen"
    URGE = "urge"
    URGE_SURELY = "urgeyes"
    SHOW = "show"
    MORE = "more"
    MY_TASKS = "mine"
    OVERDUE = "late"
    CANCEL = "cancel"
    YES = "yes"
    FIX = "fix"
    NO = "no"
    PICK = "pick"
    PICK_ALL = "pickall"
    EXTEND = "extend"
    DAYS = "days"
    OTHER_DAY = "otherday"
    NO_REASON = "noreason"
    BLOCK = "block"
    UNBLOCK = "unblock"
    PART = "part"
    COMMENT = "comment"
    INVOLVE = "involve"
    SPLIT = "split"
    SAME_DAY = "sameday"
    RELEASE = "release"
    RETURN = "return"
    GRANT = "grant"
    REFUSE = "refuse"
    OFFER_DAY = "offerday"
    TAKE_OFFER = "takeoffer"
    DECLINE_OFFER = "decline"
    SET_DEADLINE = "setday"
    KEEP = "keep"
    REASSIGN = "reassign"
    PERSON = "person"
    REPLY = "reply"
    FILES = "files"
    UNDO = "undo"
    CALENDAR_YES = "calyes"
    WATCH = "watch"
    STAND_IN = "standin"
    END_LEAVE = "endleave"
    LEFT = "left"
    MORNING = "morning"
    DIGEST_ONLY = "digestonly"
    FEED_NEW = "feednew"
    FEED_OFF = "feedoff"
    FEED_UNIT = "feedunit"
    GIVE = "give"
    GIVE_FIX = "givefix"
    GIVE_TO = "giveto"
    GIVE_UNDATED = "undated"
    GIVE_WITHOUT = "giveless"
    REPORT_OF = "reportof"
    MERITS = "merits"
    PRAISE = "praise"
    RECORD = "record"
    RECORD_TASK = "recordtask"
    OBJECT = "object"
    UPHOLD = "uphold"
    DISMISS = "dismiss"
    READ = "read"
    NOTICE = "notice"
    URGE_SILENT = "urgesilent"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    CAST_GROUP = "castgroup"
    CAST_UNIT = "castunit"
    CAST_ALL = "castall"
    CAST_HEADS = "castheads"
    CAST_DEEP = "castdeep"
    CAST_PAGE = "castpage"
    CAST_URGENT = "casturgent"
    CAST_ASK = "castask"
    CAST_SEND = "castsend"
    CAST_RESUME = "caston"
    WISH = "wish"
    PANEL = "panel"
    EXPORT = "export"
    URGE_ALL = "urgeall"
    URGE_ALL_SURELY = "urgeallyes"
    HISTORY = "history"
    FOUND = "found"
    DECISIONS = "decide"


class Forged(ValueError):
    """The code was not made by this service."""


@dataclass(frozen=True)
class Press:
    """`number` is a task, or a page for the lists; `revision` is the task's when the choice was shown.

    A choice under what was asked has the turn of the question as its revision, and as its number the task (PICK), so
    many days (DAYS), the person (PERSON, GIVE_TO, RELEASE) or nothing. Of GRANT, REFUSE and OFFER_DAY it is the
    request, of UPHOLD and DISMISS the objection, of the answers to an offer `Task.requests`, of UNDO the entry of the
    log, of MORE whether there shall be more; REPLY has the number of the question, WATCH the kind as its revision.
    STAND_IN has the person, END_LEAVE the delegation, LEFT a page and which list, MORNING the minute of the day,
    DIGEST_ONLY 1 or 0. FEED_NEW and FEED_OFF have the feed and its version, FEED_UNIT the unit. REPORT_OF and MERITS
    have the period, and REPORT_OF which paper; RECORD the person, with a page of a period; PRAISE the group, with the
    period.

    READ (and the version of the text), NOTICE (and a page), URGE_SILENT, CORRECT and WITHDRAW have the broadcast; under
    one that is being written CAST_GROUP and CAST_UNIT have what they choose, CAST_ASK the place in `Ask`, and CAST_SEND
    a 1 where a correction is minor.

    WISH has a value and which part of the wish of its list it changes (`core.wish.Change`), PANEL what the list shall
    show instead, HISTORY and RECORD_TASK a task and a page.
    """

    offer: Offer
    number: int = 0
    revision: int = 0

    def encode(self) -> str:
        return f"{self.offer}.{self.number}.{self.revision}"

    @classmethod
    def decode(cls, code: str) -> Self:
        """Raises Forged."""
        found = _CODE.fullmatch(code)
        if not found or found[1] not in set(Offer):
            raise Forged(code)
        return cls(Offer(found[1]), int(found[2] or 0), int(found[3] or 0))
