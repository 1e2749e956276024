"""How an event of a calendar repeats, told from its lines before anything is worked out: what no interview does is never worked out."""

from __future__ import annotations

import re
from datetime import date

from jobstats.archives.calendar_text import Block

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MOST_DAYS = 2000


def repeats(block: Block) -> bool:
    """Whether an event repeats."""
    return block.has("RRULE", "RDATE")


def begins(block: Block) -> int | None:
    """The day on which an event begins (its number, give or take a day); None for one that repeats, or whose day cannot be read."""
    found = _DAY.search(block.value("DTSTART"))
    if not found or repeats(block) or block.has("RECURRENCE-ID"):
        return None
    try:
        return date(*map(int, found.groups())).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None


def repeats_sensibly(blocks: list[Block]) -> bool:
    """Whether events repeat by days, weeks or months, on few enough given days, and not since ever."""
    if len(blocks) > _MOST_DAYS:
        return False
    for block in blocks:
        rules = block.raw("RRULE")
        if len(rules) > 1 or not all(map(_sensible, rules)):
            return False
        if sum(line.count(",") + 1 for line in block.raw("RDATE", "EXDATE")) > _MOST_DAYS:
            return False
        if rules and (found := _DAY.search(block.value("DTSTART"))) and int(found[1]) < 1990:
            return False
    return True


def _sensible(rule: str) -> bool:
    """Whether a rule is of the plain kind; others name days that never come, and would be worked out up to the year 9999."""
    parts = dict(part.partition("=")[::2] for part in rule.partition(":")[2].strip().upper().split(";"))
    plain = parts.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"} | (
        {"BYMONTHDAY"} if parts.get("FREQ") == "MONTHLY" else set()
    )
    return (
        plain and parts.get("FREQ") in ("DAILY", "WEEKLY", "MONTHLY") and bool(re.fullmatch("[1-9][0-9]{0,2}", parts.get("INTERVAL", "1")))
    )
