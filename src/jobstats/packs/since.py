"""What changed since the last pack: a few counts kept beside the log, and told as the level allows. Writes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from jobstats.errors import count
from jobstats.log import JobLog, day_text
from jobstats.metrics.interviews import visits
from jobstats.packs import few, weeks
from jobstats.packs.levels import FEW
from jobstats.packs.memory import Memory
from jobstats.vocabulary import STAGES

#: What is counted: its key in the memory, and what one and several are called.
_COUNTED = {
    "applications": ("application", "applications"),
    "answers": ("positive answer", "positive answers"),
    "interviews": ("interview", "interviews"),
    "notes": ("note after an interview", "notes after interviews"),
    "contacts": ("other contact kept up", "other contacts kept up"),
    "offers": ("offer", "offers"),
    "ended": ("process ended", "processes ended"),
}


def counts(log: JobLog) -> dict[str, Any]:
    """The counts of a log as they are remembered, with its last day and what was asked of it."""
    table, did = log.applications, log.events["event"]
    reached = table["level"]
    return {
        "as_of": log.as_of.isoformat(),
        "filters": list(log.filters),
        "applications": len(table),
        "answers": int((reached >= STAGES.index("reply")).sum()),
        "interviews": len(visits(log)),
        "notes": int((did == "follow_up").sum()),
        "contacts": int(did.isin(("networking", "coworker_chat")).sum()),
        "offers": int((reached >= STAGES.index("offer")).sum()),
        "ended": int((table["outcome"] != "").sum()),
    }


def changes(kept: Memory, log: JobLog, days: bool, small: bool) -> tuple[str, ...]:
    """What is new since the pack of the last day before this log's; () where nothing is, or where no earlier pack looked at the same applications.

    days: whether days may be told, else weeks. small: whether counts under five may be told. What became fewer is not told: see `fewer`.
    """
    told = [_counted(n, key, small) for key, n in _more(kept, log).items() if n > 0]
    if not told:
        return ()
    line = f"Since the last pack ({_day(_before(kept, log))}): {', '.join(told)}."
    return (line if days else weeks.said(line),)


def fewer(kept: Memory, log: JobLog) -> tuple[str, ...]:
    """What became fewer since then, for the owner alone: rows of the log were changed or taken out."""
    less = [_counted(-n, key, True) for key, n in _more(kept, log).items() if n < 0]
    if not less:
        return ()
    return (
        f"Fewer than in your pack of {_day(_before(kept, log))}: {', '.join(less)}. Rows were changed or taken out. The pack does not say so.",
    )


def _before(kept: Memory, log: JobLog) -> dict[str, Any]:
    """The counts of the newest pack of an earlier day with the same filters; {} for none."""
    asked, today = kept.asked(log.filters), log.as_of.isoformat()
    same = [past for past in kept.past if past.get("filters") == asked and isinstance(past.get("as_of"), str) and past["as_of"] < today]
    return max(same, key=lambda past: str(past["as_of"]), default={})


def _more(kept: Memory, log: JobLog) -> dict[str, int]:
    """How many more of each there are now; {} where nothing can be compared."""
    before, now = _before(kept, log), counts(log)
    try:
        date.fromisoformat(before["as_of"])
        return {key: now[key] - int(before[key]) for key in _COUNTED}
    except (KeyError, TypeError, ValueError):
        return {}


def _day(before: dict[str, Any]) -> str:
    return day_text(date.fromisoformat(before["as_of"]))


def _counted(n: int, key: str, small: bool) -> str:
    """A count with its word; under five as “<5”, which is said of several."""
    one, many = _COUNTED[key]
    return f"{few.SMALL} {many}" if n < FEW and not small else count(n, one, many)
