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
    """Whether events repeat by days, weeks, months or years, on few enough given days, and not since ever."""
    if len(blocks) > _MOST_DAYS:
        return False
    for block in blocks:
        rules = block.raw("RRULE")
        if len(rules) > 1 or not all(map(_sensible, rules)):
            return False
        if sum(line.count(",") + 1 for line in block.raw("RDATE", "EXDATE")) > _MOST_DAYS:
            return False
        if rules and (found := _DAY.search(block.value("DTSTART"))) and int(found[1]) < 1950:
            return False
    return True


def _sensible(rule: str) -> bool:
    parts = dict(part.partition("=")[::2] for part in rule.partition(":")[2].strip().upper().split(";"))
    few = all("," not in parts.get(key, "") for key in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    plain = not parts.keys() & {"BYYEARDAY", "BYWEEKNO", "BYEASTER", "RSCALE"}
    interval = parts.get("INTERVAL", "1")
    whole = interval.isascii() and interval.isdigit() and 1 <= int(interval[:6]) <= 1000
    return parts.get("FREQ") in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") and few and plain and whole and not _never(parts)


def _never(parts: dict[str, str]) -> bool:
    """Whether a rule names days of months that are not there: working it out would go on to the year 9999."""
    months = [int(m) for m in parts.get("BYMONTH", "").split(",") if m.isascii() and m.isdigit() and 1 <= int(m[:3]) <= 12]
    days = [abs(int(d)) for d in parts.get("BYMONTHDAY", "").split(",") if re.fullmatch(r"[+-]?\d{1,2}", d)]
    length = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    wrong = ("BYMONTH" in parts and not months) or ("BYMONTHDAY" in parts and not days)
    return wrong or bool(days and min(days) > max(length[m - 1] for m in months or range(1, 13)))
