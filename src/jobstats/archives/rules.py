"""How an event of a calendar repeats, told from its lines before anything is worked out: what no interview does is never worked out."""

from __future__ import annotations

import re
from datetime import date

from jobstats.archives.calendar_text import Block

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
#: Days that are named one by one, and times an event took place since it began, before it is no interview.
_MOST_DAYS = 2000
_STEPS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30}


def repeats(block: Block) -> bool:
    """Whether an event repeats."""
    return block.has("RRULE", "RDATE")


def begins(block: Block) -> int | None:
    """The day on which an event begins (its number, give or take a day); None for one that repeats, or whose day cannot be read."""
    found = _DAY.search(block.value("DTSTART"))
    if not found or repeats(block) or block.has("RECURRENCE-ID"):
        return None
    return _day(found)


def repeats_sensibly(blocks: list[Block], last: int) -> bool:
    """Whether events repeat by days, weeks or months, on few enough given days, and not since ever. last: the day up to which that matters."""
    if len(blocks) > _MOST_DAYS:
        return False
    for block in blocks:
        rules = block.raw("RRULE")
        if len(rules) > 1 or not all(map(_sensible, rules)):
            return False
        if sum(line.count(",") + 1 for line in block.raw("RDATE", "EXDATE")) > _MOST_DAYS:
            return False
        found = _DAY.search(block.value("DTSTART")) if rules else None
        if found and (int(found[1]) < 1990 or _times(rules[0], found, last) > _MOST_DAYS):
            return False
    return True


def _sensible(rule: str) -> bool:
    """Whether a rule is of the plain kind; others name days that never come, and would be worked out up to the year 9999."""
    parts = _parts(rule)
    plain = parts.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"} | (
        {"BYMONTHDAY"} if parts.get("FREQ") == "MONTHLY" else set()
    )
    return (
        plain and parts.get("FREQ") in ("DAILY", "WEEKLY", "MONTHLY") and bool(re.fullmatch("[1-9][0-9]{0,2}", parts.get("INTERVAL", "1")))
    )


def _times(rule: str, begin: re.Match[str], last: int) -> int:
    """About how often an event has taken place by a day, at most: all of these are worked out, those before a log began too."""
    parts, first, until = _parts(rule), _day(begin), _DAY.search(_parts(rule).get("UNTIL", ""))
    if first is None:
        return 0
    end = _day(until) if until else None
    times = (last - first if end is None else min(last, end) - first) // (_STEPS[parts["FREQ"]] * int(parts.get("INTERVAL", "1")))
    if parts["FREQ"] != "DAILY":  # there the days only leave some out
        times *= 1 + parts.get("BYDAY", parts.get("BYMONTHDAY", "")).count(",")
    return min(times, int(parts["COUNT"])) if re.fullmatch("[0-9]{1,6}", parts.get("COUNT", "")) else times


def _parts(rule: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in rule.partition(":")[2].strip().upper().split(";"))


def _day(found: re.Match[str]) -> int | None:
    """The number of a day; None for one that never was."""
    try:
        return date(*map(int, found.groups())).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None
