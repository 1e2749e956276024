"""One row per thing that happened, the kit's own format among them: a day, a company or an id, and what happened."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from jobstats.errors import Problem, count
from jobstats.readers import undated
from jobstats.readers.coded import Coded, Mask
from jobstats.readers.header import Header
from jobstats.readers.meanings import plain
from jobstats.readers.read import Read, Texts
from jobstats.readers.sheet import TAKEN, Sheet
from jobstats.readers.statuses import Status, read_event, read_status
from jobstats.vocabulary import EVENTS

NAME = "one row for each thing that happened"
COLUMNS = None


def fits(header: Header) -> bool:
    """A column of days, one of events, and one that says which application."""
    return header.has("date") and header.has("event") and (header.has("company") or header.has("application"))


def read(sheet: Sheet) -> Read:
    """One event for each row."""
    return read_as(sheet, NAME)


def read_as(sheet: Sheet, name: str, label: Callable[[str], Status] | None = None) -> Read:
    """The same, for an export of this name. label: what its words for an event mean."""
    days = sheet.days("date")
    event = _events(sheet, label or (lambda cell: read_event(cell, sheet.asked.statuses)))
    sheet.set_aside(days.bad(), "date", days.wrong, days.mend)
    none = np.isnat(days.stamp)
    sent = undated.may_be_undated(sheet, days, event)
    sheet.set_aside(none & ~sent, "date", "no date", "Write the day, as in 2026-03-09")
    nameless = sheet.written("company").mask(_is_blank) & sheet.written("application").mask(_is_blank)
    nameless &= event.mask(lambda word: word != "networking")
    if nameless.any():
        sheet.set_aside(nameless, "company", "no company", _whose(sheet, nameless))
    _rounds(sheet)
    sheet.add(event, days, ~none if none.any() else None)
    apart = undated.read(sheet, days, sent)
    if apart.any():
        sheet.add("applied", None, apart)
    unread = [
        m for m in ("status", "outcome") if sheet.has(m) and name == NAME and "_".join(sheet.words[sheet.place[m]].split()) not in TAKEN
    ]
    for meaning in [m for m in unread if sheet.table.cells[sheet.place[m]].filled()]:
        why = f"kept, but it counts nowhere: what happened is taken from “{sheet.title('event')}” alone"
        mend = "Where it says more, write a row of its own for that: its day, and rejected, offer …"
        sheet.told(Problem(sheet.table.how.header_line, sheet.title(meaning), "", why, mend))
    read = sheet.done(name)
    used = [u for u in read.statuses if u.how == "said" or (u.how != "nearest" and u.read_as in EVENTS)]
    return replace(read, statuses=used)  # all others are set aside, with the mend


def _whose(sheet: Sheet, nameless: Mask) -> Texts:
    """What to do about rows without a company, where another may stand above them."""
    mend, above = np.full(len(sheet), "Write the company's name", dtype=object), ""
    for i, name in enumerate(sheet.text("company")):
        above = name or above
        if nameless[i] and above:
            mend[i] = f"Write the company's name; if it is that of the rows above, write “{above[:40]}” in this row too"
    return mend


def _is_blank(cell: str) -> bool:
    return not cell


def _events(sheet: Sheet, label: Callable[[str], Status]) -> Coded:
    """The event of each row; a word of another hand is told, one the kit does not know is set aside with the nearest."""
    cells = sheet.cells("event")
    said = sheet.status("event", label)
    word = {cell: status.events[0] if _plain(status) else "" for cell, status in zip(cells.values, said, strict=True)}
    for cell, status in zip(cells.values, said, strict=True):
        if not _plain(status):
            why, mend = _wrong(cell, status)
            sheet.set_aside(cells.mask(lambda c, it=cell: c == it), "event", why, mend)  # type: ignore[misc]
        elif status.how == "synonym":
            sheet.note(cells.mask(lambda c, it=cell: c == it), "event", f"{{n}} read as {status.events[0]}", "Nothing to mend")  # type: ignore[misc]
    return cells.mapped(word.__getitem__)


def _plain(status: Status) -> bool:
    """Whether a cell says one event, and outright."""
    return len(status.events) == 1 and status.events[0] in EVENTS and status.how != "nearest"


def _wrong(cell: str, status: Status) -> tuple[str, str]:
    """Why a cell is no event, and the mend."""
    if not cell:
        return "no event", f"Write one of: {', '.join(EVENTS)}"
    if len(status.events) > 1:
        return f"{count(len(status.events), 'event')} in one cell", f"Write {len(status.events)} rows: {', '.join(status.events)}"
    if status.events == ("unsent",):
        return "this was never sent, so nothing has happened yet", "Nothing to mend"
    near = [*status.events, *difflib.get_close_matches(plain(cell), EVENTS, 1, 0.7)]
    if status.how == "nearest" and near:
        return "this event is not one the kit knows", f"Did you mean “{near[0]}”?"
    if read_status(cell).how != "unknown":
        return "waiting is no event: what is not answered stays open by itself", "Delete the row, or write what happened"
    say = f'statuses={{{json.dumps(cell, ensure_ascii=False)}: "…"}}' if len(cell) <= 120 else "log.report.call shows how"
    return (
        "this event is not one the kit knows",
        f"Write one of: {', '.join(EVENTS)}; or say what it means: {say}",
    )


def _rounds(sheet: Sheet) -> None:
    """Rounds as whole numbers, "" where blank or odd; an odd one is noted."""
    if not sheet.has("round"):
        return
    written = sheet.text("round")
    number = pd.to_numeric(pd.Series(written, dtype=object).replace("", None), errors="coerce").astype(float)
    good = (number.between(1, 99) & (number == number.round())).to_numpy()
    sheet.note_each(~good & (written != ""), "round", "not a round number; the round was counted instead", "Write 1, 2, 3 …")
    sheet.replace("round", number.where(good).astype("Int64").astype(str).where(good, "").to_numpy(dtype=object))
