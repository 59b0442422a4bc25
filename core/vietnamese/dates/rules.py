"""The grammar: phrases of roles, and what each means. `name:A|B` may play either role, `?` may be missing.

Where several phrases begin at the same word the longest wins, and of equals the first.
"""

from core.vietnamese.dates import clock, days, lengths, lunar, periods
from core.vietnamese.dates.piece import NOT_A_TIME, Rule

_REF = (
    "(?: ref:THIS|AFTER|NEXT|BEFORE|PAST|LAST|JUST|LATELY tail:NEXT|FOLLOWING|ALREADY|PAST|MORE ? "
    "(?! (?<= BEFORE ) DAY|DATE|WEEKDAY|TET|NUMBER|NEW ) )"
)
_NOT_BARE = "THIS|AFTER|NEXT|BEFORE|PAST|LAST|NTH|NUMBER|ROMAN|MONTH_YEAR|FIRST_MOON|LAST_MOON"
_EDGE = "edge:HEAD|MIDDLE|TAIL|END"
_YEAR = "(?: OF ? YEAR yref:THIS|AFTER|NEXT|LAST|BEFORE | (?: OF ? YEAR | SLASH ) year:NUMBER ) ?"
_MONTH = "month:NUMBER|FIRST_MOON|LAST_MOON"
_MOON = "moon:LUNAR RECKONING ?"
_SUN = "(?: SOLAR RECKONING ? ) ?"
_PART = "part:MORNING|NOON|AFTERNOON|EVENING|NIGHT"
_PART_EDGE = "(?: edge:HEAD|MIDDLE|TAIL|END HOUR|SITTING ? | SITTING )"
_DAY_NUMBER = "day:NUMBER ones:NUMBER ?"
_LEAD = "DAY|NEW|DAYISH"
_UNIT = "unit:DAY|DAYISH|WEEK|MONTH|YEAR|HOURS|MINUTE"
_UNITS = "DAY|DAYISH|WEEK|MONTH|YEAR|HOUR|HOURS|MINUTE|SITTING"
_ON = "tail:MORE|NEXT|AFTER|FOLLOWING|BEFORE|PAST|JUST"
_OVER = "over:OVER|PAST"

RULES: tuple[tuple[str, Rule], ...] = (
    # days from today
    ("DAY ? DAYISH THIS", days.near(0)),
    ("TODAY", days.near(0)),
    ("YESTERDAY", days.near(-1)),
    ("DAY ? DAYISH ? TOMORROW", days.near(1)),
    ("DAY ? DAYISH PAST", days.near(-1)),
    ("lead:DAY|DAYISH ? when:OVERMORROW", days.overmorrow),
    ("DAY YONDER", days.near(2)),
    ("DAY BEYOND", days.near(3)),
    ("DAY ? DAYISH YONDER", days.near(-2)),
    ("DAY ? DAYISH BEYOND", days.near(-3)),
    ("WHILE_AGO DAYISH (?! THIS|YONDER|BEYOND|PAST|WEEKDAY|DATE|NUMBER )", days.near(-1)),
    ("WHILE_AGO DAYISH YONDER", days.near(-2)),
    ("NOW", clock.now),
    ("DAY THIS WEEK AFTER|NEXT", days.near(7)),
    (f"(?: {_PART_EDGE} ? {_PART} ) ? TOMORROW DAY ? OVERMORROW|YONDER|THIS|AFTER", lengths.someday),
    ("THIS TOMORROW", lengths.someday),
    ("OVERMORROW TOMORROW", lengths.someday),
    ("DAYISH DAYISH", lengths.someday),
    ("AFTER THIS", lengths.someday),
    ("DAYISH WHICH", lengths.someday),
    ("SPELL NEXT|AFTER|SOON", lengths.someday),
    ("FIRST_MOON", lengths.someday),
    (f"{_PART_EDGE} ? {_PART} late:EVENING|NIGHT ? DAYISH ? THIS", days.part_of_today),
    (f"{_PART_EDGE} ? {_PART} late:EVENING|NIGHT ? SOON ? DAY ? TOMORROW", days.part_of_tomorrow),
    (f"{_PART} DAYISH ? PAST", days.part_of_yesterday),
    (f"WHILE_AGO {_PART} THIS ? (?! WEEKDAY|DATE|DAYISH|DAY|PAST )", days.part_of_today),
    (f"AT {_PART} (?! DAY|TOMORROW|OVERMORROW|WEEKDAY|DATE|THIS|PAST )", days.part_of_today),
    # days of the week
    (f"bygone:WHILE_AGO|DAYISH ? DAYISH ? weekday:WEEKDAY {_REF} ?", days.weekday),
    ("weekday:WEEKDAY gone:JUST ALREADY|PAST", days.weekday),
    (f"weekday:WEEKDAY|MAYBE_WEEKDAY OF|IN ? WEEK {_REF}", days.weekday_of_week),
    ("weekday:WEEKDAY HEAD|TAIL WEEK (?! THIS|AFTER|NEXT|BEFORE|PAST )", days.weekday),
    (f"weekday:WEEKDAY HEAD|TAIL WEEK {_REF}", days.weekday_of_week),
    (f"edge:TAIL|HEAD ? WEEK {_REF} ? OF ? weekday:WEEKDAY (?! WEEK )", days.weekday_of_week),
    # days of a month
    ("DAY|NEW * span:DAY_SPAN", days.between),
    (f"(?: bygone:DAYISH | DAY|NEW * ) date:DATE {_SUN} {_YEAR}", days.written),
    (f"{_LEAD} ? NEW ? {_DAY_NUMBER} MONTH {_MONTH} {_SUN} {_YEAR}", days.in_words),
    (f"DAY|NEW + {_DAY_NUMBER} SLASH {_MONTH} {_YEAR}", days.in_words),
    (f"{_LEAD} ? NEW ? {_DAY_NUMBER} MONTH ? both:MONTH_YEAR", days.in_words),
    (f"{_LEAD} NEW ? {_DAY_NUMBER} MONTH {_REF}", days.of_month),
    ("day:NUMBER MONTH ref:THIS|AFTER (?! MORE )", days.of_month),
    (f"DAY ? new:NEW {_DAY_NUMBER} (?! {_UNITS} )", days.of_some_month),
    (f"DAY {_DAY_NUMBER} (?: NEXT | THIS ) ? (?! {_UNITS}|TENS )", days.of_some_month),
    (f"bygone:DAYISH day:NUMBER (?! {_UNITS}|TENS )", days.of_some_month),
    ("DAY|NEW * day:NUMBER SOLAR (?! RECKONING )", days.of_some_month),
    ("DAY ? CHRISTMAS", days.feast(25, 12)),
    # days of the moon
    (f"DAY|NEW * written:DATE {_MOON}", lunar.named_day),
    (f"DAY|NEW * {_DAY_NUMBER} MONTH {_MONTH} {_YEAR} {_MOON}", lunar.named_day),
    (f"DAY|NEW + {_DAY_NUMBER} {_MOON}", lunar.named_day),
    (f"DAY ? FULL_MOON (?: MONTH {_MONTH} {_YEAR} ) ? (?: {_MOON} ) ?", lunar.named_day),
    ("DAY|NEW * day:NUMBER TET GREAT ?", lunar.day_of_tet),
    ("side:BEFORE|AFTER|PAST|UNTIL|END TET GREAT ? (?: solar:SOLAR RECKONING ? ) ?", lunar.around_tet),
    ("TET GREAT ?", lambda found: NOT_A_TIME),
    # periods
    (f"{_EDGE} ? WEEK {_REF}", periods.week_named),
    (f"{_OVER} HEAD ? WEEK (?! AFTER|NEXT|THIS|NTH )", periods.week_named),
    (f"{_EDGE} WEEK", periods.week_named),
    (f"IN WEEK (?! {_NOT_BARE} )", periods.this_week),
    (f"WEEK nth:NTH OF ? MONTH (?: {_MONTH} {_YEAR} | {_REF} )", periods.week_of_month),
    (f"WEEK HEAD VERY ? OF ? MONTH (?: {_MONTH} {_YEAR} | {_REF} )", periods.week_of_month),
    (f"{_EDGE} ? MONTH {_MONTH} {_YEAR}", periods.month_named),
    (f"{_EDGE} ? MONTH ? both:MONTH_YEAR", periods.month_named),
    (f"{_EDGE} ? MONTH {_REF}", periods.month_named),
    (f"{_OVER} MONTH", periods.month_named),
    (f"{_EDGE} MONTH", periods.month_named),
    (f"IN MONTH (?! {_NOT_BARE} )", periods.month_named),
    (f"half:HALF edge:HEAD|TAIL MONTH (?: {_MONTH} {_YEAR} | {_REF} ) ?", periods.month_named),
    (f"DAY edge:HEAD|TAIL VERY ? OF ? MONTH (?: {_MONTH} {_YEAR} | {_REF} ) ?", periods.month_named),
    (f"{_EDGE} ? QUARTER quarter:NUMBER|ROMAN {_YEAR}", periods.quarter_named),
    (f"{_EDGE} ? QUARTER ? both:QUARTER_YEAR {_YEAR}", periods.quarter_named),
    (f"{_EDGE} ? QUARTER both:MONTH_YEAR", periods.quarter_named),
    (f"{_EDGE} ? QUARTER {_REF}", periods.quarter_named),
    (f"{_EDGE} QUARTER", periods.quarter_named),
    (f"IN QUARTER (?! {_NOT_BARE} )", periods.quarter_named),
    (f"{_EDGE} YEAR (?: year:NUMBER ) ?", periods.year_period),
    (f"{_EDGE} ? YEAR {_REF}", periods.year_period),
    ("IN|UNTIL YEAR year:NUMBER", periods.year_period),
    (f"{_OVER} YEAR", periods.year_period),
    (f"NUMBER MONTH HEAD|TAIL YEAR {_REF} ?", lambda found: NOT_A_TIME),
    # hours
    ("hour:NUMBER HOUR (?: minute:NUMBER MINUTE ? | half:AND_HALF | LESS less:NUMBER MINUTE ? ) ?", clock.hour),
    ("clock:CLOCK", clock.written),
    ("HOUR THIS", clock.same_hour),
    ("HOUR ? BREAK", clock.lunch),
    (f"{_PART_EDGE} ? {_PART} late:EVENING|NIGHT ?", clock.part),
    ("edge:HEAD|TAIL|END HOUR|SITTING OFFICE ?", clock.edge),
    ("edge:TAIL|HEAD DAY", clock.edge),
    # lengths
    (
        f"n:NUMBER|DECIMAL {_UNIT} working:WORKING ? more_half:AND_HALF ? (?: {_ON} FOLLOWING|ALREADY|PAST ? ) ?",
        lengths.length,
    ),
    (
        "n:NUMBER|DECIMAL unit:HOUR (?! EVENING PAST|THIS|TOMORROW ) tail:MORE|NEXT|FOLLOWING|JUST|PAST ALREADY|PAST ?",
        lengths.length,
    ),
    (f"half:HALF {_UNIT} working:WORKING ? (?: {_ON} ) ?", lengths.length),
    (f"ten:TENS {_UNIT} working:WORKING ? (?: {_ON} ) ?", lengths.length),
    (f"unit:WEEK|MONTH|YEAR|HOURS more_half:AND_HALF (?: {_ON} ) ?", lengths.length),
    ("unit:WEEK|MONTH tail:MORE", lengths.length),
    ("within:IN|WITHIN n:NUMBER unit:HOUR (?! MORNING|NOON|AFTERNOON|EVENING|NIGHT )", lengths.length),
    ("LITTLE MORE", lengths.someday),
    (f"FEW TENS ? {_UNIT} WORKING ? (?: tail:MORE|NEXT|AFTER|THIS|PAST|LATELY ) ?", lengths.some),
    (f"low:NUMBER dash:DASH|UNTIL ? NUMBER {_UNIT} WORKING ? MORE ?", lengths.from_to),
    (f"DATE {_UNIT} WORKING ? MORE ?", lengths.some),
)
