"""The plain sheet: one row per application with company, role, date applied, status and response date.

A status without a date has no decision day, and none is made up: it counts in how far
applications got, not in how long anything took, and a note says so.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from jobstats.applications import ROW
from jobstats.errors import Problem, count
from jobstats.log import records
from jobstats.readers._old_dates import read_dates
from jobstats.readers.event_log import Read, frame_of, missing, one_per_line, whole
from jobstats.readers._old_table import Table

#: The usual names of the columns, by meaning.
NAMES: dict[str, tuple[str, ...]] = {
    "company": ("company", "company name", "employer", "organisation", "organization"),
    "role": ("role", "position", "job title", "title", "position title", "job"),
    "date": ("date applied", "applied", "applied date", "application date", "date of application", "applied on", "date sent"),
    "status": ("status", "application status", "result", "outcome", "state"),
    "response": ("response date", "reply date", "date of response", "responded", "status date", "decision date", "answer date"),
}
#: Statuses and the event each stands for; None: the application was sent and nothing more is known.
STATUSES: dict[str, str | None] = {
    **dict.fromkeys(
        ("", "applied", "sent", "submitted", "pending", "waiting", "open", "in progress", "no response", "no answer", "ghosted"), None
    ),
    **dict.fromkeys(("rejected", "rejection", "declined by company", "denied", "refused", "no", "not selected"), "rejected"),
    **dict.fromkeys(("interview", "interviewing", "interviewed", "in interview"), "interview"),
    **dict.fromkeys(("screen", "phone screen", "screening"), "screen"),
    **dict.fromkeys(("assessment", "test"), "assessment"),
    **dict.fromkeys(("reply", "replied", "responded", "response"), "reply"),
    **dict.fromkeys(("offer", "offered", "offer received"), "offer"),
    **dict.fromkeys(("accepted", "hired", "offer accepted"), "accepted"),
    **dict.fromkeys(("declined", "offer declined"), "declined"),
    **dict.fromkeys(("withdrawn", "withdrew"), "withdrawn"),
    **dict.fromkeys(("closed", "cancelled", "position filled"), "closed"),
}
#: Statuses that are no answer themselves: the day of the answer is the day of a reply, not of the interview.
MEETINGS = ("interview", "screen", "assessment")
#: Names that mean something else here than in a log of events; a further column called so stays the person's own.
_TAKEN = frozenset({"date", "company", "role", "event", "application", "status", "response"})
#: Rows never sent are not applications.
UNSENT = ("draft", "saved", "wishlist", "need to apply", "to apply", "not applied", "bookmarked")


def fits(header: list[str]) -> bool:
    """Whether company, date applied and status can be told from the header."""
    return {"company", "date", "status"} <= set(_columns(header))


def _columns(header: list[str]) -> dict[str, int]:
    """Which column has which meaning."""
    words = [" ".join(h.casefold().replace("_", " ").replace("-", " ").split()) for h in header]
    return {meaning: words.index(n) for meaning, names in NAMES.items() for n in names[::-1] if n in words}


def read(table: Table) -> Read:
    """Clean rows: one `applied` per usable row, and one for its status where it has a day."""
    found = _columns(table.header)
    table, cut = whole(table, 1 + max(i for meaning, i in found.items() if meaning != "response"))
    meanings = {i: meaning for meaning, i in found.items()}
    header = [f"known:{meanings[i]}" if i in meanings else h for i, h in enumerate(table.header)]
    frame, renamed = frame_of(replace(table, header=header), _TAKEN)
    frame = frame.drop(columns=["date", "company", "role", "event"]).rename(columns={f"known:{m}": m for m in found})
    for column in ("role", "status", "response"):
        if column not in frame:
            frame[column] = ""
    status = frame["status"].map(lambda s: " ".join(s.casefold().replace("_", " ").split()))
    rows, bad, notes = _events(frame, status, {"response": "response date", **{m: table.header[i] for m, i in found.items()}})
    return rows, [*cut, *bad], [*renamed, *notes]


def _events(frame: pd.DataFrame, status: pd.Series, title: dict[str, str]) -> Read:
    """The two events each row can give, with what was set aside and noted."""
    applied, precision, bad, notes = read_dates(frame["date"], frame["line"], title["date"])
    answered, fine, odd, more = read_dates(frame["response"], frame["line"], title["response"])
    unsent = status.isin(UNSENT)
    bad += missing(frame, title["date"], (frame["date"] == "") & ~unsent, "no date of applying", "Write the day, as in 2026-03-09")
    bad += missing(frame, title["company"], frame["company"] == "", "no company", "Write the company's name")
    bad += [
        Problem(r["line"], title["status"], r["status"], "never sent, so it is no application yet", "Nothing to mend")
        for r in records(frame[unsent])
    ]
    early = (answered.dt.normalize() < applied.dt.normalize()) & ~unsent
    bad += [
        Problem(r["line"], title["response"], r["response"][:40], "the answer is dated before the application", "Mend one of the two dates")
        for r in records(frame[early])
    ]
    aside = frame["line"].isin([p.line for p in bad])
    notes += [*odd, *more, *_unread(frame[~aside], status[~aside], answered[~aside], title)]
    base = frame.assign(application=[f"row {i}" for i in frame["line"]])
    first = base.assign(date=applied, precision=precision, event="applied")
    event = status.map(STATUSES)
    first["undated"] = event.where(event.notna() & answered.isna(), "")
    second = base.assign(date=answered, precision=fine, event=event.where(~event.isin(MEETINGS), "reply"))[
        event.notna() & answered.notna() & ~aside
    ]
    rows = pd.concat([first[~aside], second], ignore_index=True).sort_values("line", kind="stable")
    kept = [c for c in rows.columns if c not in ("status", "response")]
    return rows[[*ROW, *[c for c in kept if c not in ROW]]].reset_index(drop=True), one_per_line(bad), notes


def _unread(frame: pd.DataFrame, status: pd.Series, answered: pd.Series, title: dict[str, str]) -> list[Problem]:
    """What the statuses say that could not be used: unknown words, and outcomes without a day."""
    out: list[Problem] = []
    unknown = ~status.isin(list(STATUSES))
    why = "this status is not one the kit knows; the application counts as sent, no more"
    mend = "Write applied, interview, offer, rejected, accepted, withdrawn or closed"
    out += [Problem(r["line"], title["status"], r["status"][:40], why, mend) for r in records(frame[unknown])]
    event = status.map(STATUSES)
    why = "a response date without a status that says what the answer was; the answer counts nowhere"
    mend = "Write the answer as the status: reply, interview, offer, rejected …"
    out += [Problem(r["line"], title["response"], r["response"][:40], why, mend) for r in records(frame[event.isna() & answered.notna()])]
    met = event.isin(MEETINGS) & answered.notna()
    if met.any():
        first = frame[met].iloc[0]
        why = (
            f"{count(int(met.sum()), 'row')}: the response date was read as the day of the first answer; "
            "the day of the interview itself is not known, so the interview is not counted"
        )
        mend = "To count it, write a log with one row per event, with the day of the interview"
        out.append(Problem(int(first["line"]), title["status"], str(first["status"]), why, mend))
    undated = event.notna() & answered.isna()
    if undated.any():
        first = frame[undated].iloc[0]
        why = f"{count(int(undated.sum()), 'status', 'statuses')} without a day: counted in how far applications got, not in how long anything took"
        out.append(
            Problem(
                int(first["line"]), title["status"], str(first["status"]), why, "Add a column “response date” with the day of the answer"
            )
        )
    return out
