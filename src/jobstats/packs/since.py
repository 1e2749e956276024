"""What changed since the last pack: a few counts kept beside the log, and told as the level allows."""

from __future__ import annotations

from typing import Any

from jobstats.errors import count
from jobstats.log import JobLog, day_text
from jobstats.metrics.interviews import visits
from jobstats.packs import few, weeks
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


def changes(before: dict[str, Any], log: JobLog, days: bool, small: bool) -> tuple[str, ...]:
    """What is new since the last pack, effort first; () where there was none, or where it looked at other applications.

    days: whether days may be told, else weeks. small: whether counts under five may be told.
    """
    now = counts(log)
    try:
        if before.get("filters") != now["filters"] or before["as_of"] > now["as_of"]:
            return ()
        more = {key: now[key] - int(before[key]) for key in _COUNTED}
        at = day_text(log.as_of.fromisoformat(before["as_of"]))
    except (KeyError, TypeError, ValueError):
        return ()
    since = f"Since the last pack ({at}):"
    told = [count(n, *_COUNTED[key]) for key, n in more.items() if n > 0]
    fewer = [f"{count(-n, *_COUNTED[key])} fewer than before (rows were changed or taken out)" for key, n in more.items() if n < 0]
    text = f"{since} {', '.join(told)}." if told else f"{since} nothing new is written down."
    lines = [text, *(f"{line[0].upper()}{line[1:]}." for line in fewer)]
    lines = lines if small else [few.said(line) for line in lines]
    return tuple(lines if days else [weeks.said(line) for line in lines])
