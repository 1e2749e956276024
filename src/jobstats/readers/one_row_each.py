"""One row for each application, in any mixture of shapes: a status, a response date, a date per stage, interviews 1 to n, follow-ups, steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import ModuleType

import numpy as np

from jobstats.applications import fold
from jobstats.errors import LogError, Problem, count
from jobstats.readers.coded import Coded, Mask
from jobstats.readers.dates import Days
from jobstats.readers.header import Header
from jobstats.readers.hints import no_company, not_applications, unread_days
from jobstats.readers.meanings import meanings_of
from jobstats.readers.read import Read, Texts
from jobstats.readers.shapes import follow_ups, interviews, responses, stage_dates, steps
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import read_status
from jobstats.vocabulary import EVENTS, OUTCOMES, UNKNOWN

NAME = "one row for each application"
COLUMNS = None
#: The shapes a sheet may have, in the order they are read: what has days of its own before what is dated by them.
SHAPES: tuple[ModuleType, ...] = (stage_dates, interviews, steps, responses, follow_ups)
_SENT = frozenset(["yes", "y", "true", "x", "✓", "✔", "ja", "oui", "si", "sí", "sim"])
_UNSENT = frozenset(["no", "n", "false", "nein", "non", "nao", "não", "nee"])


def fits(header: Header) -> bool:
    """A company, and a day of applying or anything that says how far it got."""
    named = header.has("company") or (header.has("role") and header.has("date applied"))
    dated = header.has("date applied") or header.has("date")
    return named and (dated or any(shape.fits(header) for shape in SHAPES))


def read(sheet: Sheet) -> Read:
    """Up to several events for each row: that it was sent, and what its columns say came of it."""
    return read_as(sheet, NAME)


def read_as(sheet: Sheet, name: str, more: Callable[[Sheet, Facts], None] | None = None) -> Read:
    """The same, for an export of this name. more: a shape that only this export has, read last."""
    column = "date applied" if sheet.has("date applied") else "date" if sheet.has("date") else ""
    _or_a_log_of_events(sheet, column)
    _or_unread_events(sheet, column)
    _unread_status(sheet, column)
    if _swapped_flag(sheet):
        column = "date" if sheet.has("date") else ""
    unsent = _unsent(sheet)
    sheet.set_aside(unsent, "status", "never sent, so it is no application yet", "Nothing to mend")
    sheet.set_aside(not_applications(sheet), "company", "a heading or a total, not an application", "Nothing to mend")
    applied = sheet.days(column) if column else None
    if column == "date" and not sheet.has("date applied"):
        sheet.how[sheet.place["date"]] = ("date applied", "synonym")
        why = f"“{sheet.title('date')}” is read as the day of applying"
        mend = f'If it is the day of the answer: columns={{"{sheet.title("date")}": "response date"}}'
        sheet.note(~sheet.blank("date"), "date", why, mend, fixed=False)
    if applied is not None:
        sheet.set_aside((applied.wrong != "") & ~unsent, column, applied.wrong, applied.mend)
    if sheet.has("company"):
        sheet.set_aside(sheet.text("company") == "", "company", "no company", "Write the company's name")
        if not sheet.header[sheet.place["company"]]:
            mend = f'If it is something else: columns={{"{sheet.title("company")}": "ignore"}}'
            sheet.told(Problem(sheet.table.how.header_line, "", "", "the column without a name was read as the company", mend))
    facts = Facts(sheet, applied)
    for shape in SHAPES:
        if shape.fits(sheet):
            shape.read(sheet, facts)
    if more:
        more(sheet, facts)
    sheet.replace("application", _ids(sheet, applied))
    if applied is not None:
        _ended_before_sent(sheet, column, applied)
    _sent(sheet, facts, column, applied)
    if name == NAME and len(sheet) and applied is not None and not _says_what_came(sheet):
        _tell_unknown(sheet, column)
    if name == NAME:
        unread_days(sheet)
        no_company(sheet)
    return sheet.done(name)


def _says_what_came(sheet: Sheet) -> bool:
    """Whether any column says what came of an application; where none does, nobody knows, and no answer is no silence."""
    return any(shape.fits(sheet) for shape in SHAPES if shape is not follow_ups)


def _tell_unknown(sheet: Sheet, column: str) -> None:
    """That the file says what was sent, and nothing more."""
    why = "the file does not say what came of any application: it shows what was sent, not who answered"
    mend = "Add a column “status” with what came of each, and “response date” with its day"
    sheet.note(np.ones(len(sheet), bool), "", why, mend, value=False, fixed=False)


def _ended_before_sent(sheet: Sheet, column: str, applied: Days) -> None:
    """Set aside rows that say an application ended before it was sent, and before anything else happened."""
    first = applied.stamp.astype("datetime64[D]")
    sent = ~np.isnat(first)
    for event in (e for e in EVENTS if e not in OUTCOMES):
        for at, stamp in sheet.added(event):
            first[at] = np.fmin(first[at], stamp.astype("datetime64[D]"))
    for event in OUTCOMES:
        for at, stamp in sheet.added(event):
            early = np.zeros(len(sheet), bool)
            early[at] = stamp.astype("datetime64[D]") < first[at]
            sheet.set_aside(early & sent, column, f"{event} before the application was sent", "Mend one of the two dates")


def _sent(sheet: Sheet, facts: Facts, column: str, applied: Days | None) -> None:
    """That each row was sent: on its day, or, where the sheet has no such column, on none."""
    undated = facts.undated() if _says_what_came(sheet) else np.full(len(sheet), UNKNOWN, dtype=object)
    none = np.ones(len(sheet), bool) if applied is None else np.isnat(applied.stamp)
    came = none & facts.known()
    sheet.replace("undated", np.where(came, undated, "").astype(object))  # where no row says that it was sent, the others carry it
    if applied is None:
        sheet.add("applied", None, ~came, undated=undated)
    else:
        sheet.set_aside(none & ~came, column, "no date of applying", "Write the day, as in 2026-03-09")
        sheet.add("applied", applied, ~none, undated=undated)
    told = facts.known("reply") & ~np.isin(facts.last(), OUTCOMES)  # these have the day of their first answer
    lost = sheet.kept & (undated != "") & (undated != UNKNOWN) & ~told & ~facts.explained & (came if applied is None else True)
    if lost.any():
        why = f"{count(int(lost.sum()), 'status', 'statuses')} without a day: counted in how far applications got, not in how long anything took"
        meaning = next((m for m in ("status", "outcome", "first response") if sheet.has(m)), column)
        day = next((f"Write the day of the answer in “{sheet.title(m)}”" for m in ("response date", "decision date") if sheet.has(m)), "")
        sheet.note(lost, meaning, why, day or "Add a column “response date” with the day of the answer", fixed=False)
    if not facts.known().any() and (applied is None or np.isnat(applied.stamp).all()):
        why = "the file holds no days: it shows how far applications got, not when or how long anything took"
        sheet.note(np.ones(len(sheet), bool), "", why, "Add a column “date applied”", value=False, fixed=False)


def _ids(sheet: Sheet, applied: Days | None) -> Texts:
    """Each row is an application of its own, with the id the file gives it if that tells all rows apart."""
    if sheet.has("application"):
        given = sheet.table.cells[sheet.place["application"]]
        if len(given.values) == len(sheet) and all(given.values):
            return sheet.text("application")
    out = np.empty(len(sheet), dtype=object)
    out[:] = [f"row {line}" for line in sheet.lines.tolist()]
    if applied is None and sheet.has("interview date") and sheet.has("company"):
        _one_row_per_interview(sheet, out)
    return out


def _one_row_per_interview(sheet: Sheet, ids: Texts) -> None:
    """Rows of the same company and role, each with another day of its interview and none with a day of applying, are one application."""
    stamp = sheet.days("interview date").stamp.astype("datetime64[D]").tolist()
    rows: dict[tuple[str, str], list[int]] = {}
    for i, key in enumerate(zip(map(fold, sheet.text("company")), map(fold, sheet.text("role")), strict=True)):
        rows.setdefault(key, []).append(i)
    several = np.zeros(len(sheet), bool)
    for same in rows.values():
        days = {stamp[i] for i in same}
        if len(same) > 1 and len(days) == len(same) and None not in days:
            ids[same], several[same] = ids[same[0]], True
    why = "{n} with an interview each, and the same company and role elsewhere: read as one application with several interviews"
    mend = "If they are applications of their own, give each an id in a column “application”"
    sheet.note(several, "interview date", why, mend, fixed=False)


def _unsent(sheet: Sheet) -> Mask:
    """The rows whose status, or whose yes-or-no column “applied”, says that nothing was sent."""
    out = np.zeros(len(sheet), bool)
    if sheet.has("status"):
        said = sheet.said("status")
        out |= np.array([s.events == ("unsent",) for s in said], dtype=bool)[sheet.cells("status").codes]
    if sheet.has("date applied") and _is_flag(sheet.cells("date applied")):
        out |= sheet.cells("date applied").mask(lambda c: c.casefold() in _UNSENT)
    return out


def _is_flag(cells: Coded) -> bool:
    """Whether a column “applied” says yes or no instead of when."""
    words = {v.casefold() for v in cells.values} - {""}
    return bool(words) and words <= _SENT | _UNSENT


def _swapped_flag(sheet: Sheet) -> bool:
    """Whether a column “applied” says only whether; then the day of applying is the date, in whichever column it stands."""
    if not sheet.has("date applied"):
        return False
    first = sheet.place["date applied"]
    named = [i for i, meaning in enumerate(meanings_of(sheet.header)) if meaning == "date applied" and (i == first or i not in sheet.how)]
    every = [first, *(i for i in named if i != first)]
    flag = next((i for i in every if _is_flag(sheet.table.cells[i])), -1)
    if flag < 0:
        return False
    other = next((i for i in every if i != flag), -1)
    sheet.place["date applied"], sheet.how[flag] = flag, sheet.how.get(flag, ("date applied", "synonym"))
    if other >= 0:
        sheet.place["date"], sheet.how[other] = other, ("date", "synonym")
    return True


def _unread_status(sheet: Sheet, column: str) -> None:
    """A column under a name of its own that holds nothing but statuses is the status, and that is told."""
    if column == "date" or any(sheet.has(meaning) for meaning in ("status", "outcome", "first response", "steps")):
        return
    for i, cells in enumerate(sheet.table.cells):
        known = [v for v in cells.values[:200] if v and read_status(v).how in ("same", "synonym")]
        if i not in sheet.how and sheet.header[i] and len(known) >= 2 and len(known) >= 0.8 * sum(map(bool, cells.values[:200])):
            sheet.place["status"], sheet.how[i] = i, ("status", "nearest")
            why = "this column holds what came of each application, and was read as the status"
            mend = f'If it is something else: columns={{{json.dumps(sheet.header[i], ensure_ascii=False)}: "kind"}}'
            sheet.told(Problem(sheet.table.how.header_line, sheet.header[i], "", why, mend))
            return


def _or_unread_events(sheet: Sheet, column: str) -> None:
    """Ask, if a column the kit does not know holds what happened, beside a bare “Date”."""
    if column != "date" or any(sheet.has(meaning) for meaning in ("status", "outcome", "first response", "steps")):
        return
    for i, cells in enumerate(sheet.table.cells):
        if i in sheet.how or not sheet.header[i]:
            continue
        known = np.array([read_status(v).how in ("same", "synonym") and bool(v) for v in cells.values[:200]] + [False], dtype=bool)
        there = cells.mask(bool)
        if there.any() and known[np.minimum(cells.codes, 200)][there].mean() > 0.5:
            name = sheet.header[i]
            raise LogError(
                f'{sheet.table.name} has no column “event”, but “{name}” holds what happened. Say so: columns={{"{name}": "event"}} if '
                f'there is one row for each thing that happened, columns={{"{name}": "status"}} if there is one for each application.'
            )


def _or_a_log_of_events(sheet: Sheet, column: str) -> None:
    """Ask, if the rows may as well be one for each thing that happened: the same application again, with another status."""
    dated = "date" if column == "date" and not sheet.has("response date") else "response date" if not column else ""
    if not dated or not sheet.has(dated) or not sheet.has("status"):
        return
    names = [sheet.cells(m).codes for m in ("company", "role") if sheet.has(m)]
    pair = np.stack(names, axis=1) if names else np.zeros((len(sheet), 1))
    distinct = np.unique(pair, axis=0, return_inverse=True)[1].reshape(-1)
    both = np.unique(np.stack([distinct, sheet.cells("status").codes], axis=1), axis=0)
    pairs = len(np.unique(distinct))
    if len(both) - pairs <= pairs / 10 or set(sheet.asked.columns.values()) & {"date applied", "response date", "event"}:
        return
    parts = [m for m in (dated, "company", "role", "status") if sheet.has(m)]
    names_ = {dated: "date", "status": "event"}
    as_events = ", ".join(f'"{sheet.title(m)}": "{names_.get(m, m)}"' for m in parts)
    as_rows = ", ".join(f'"{sheet.title(m)}": "{"date applied" if m == "date" else m}"' for m in parts)
    titles = ", ".join(f"“{sheet.title(m)}”" for m in parts)
    raise LogError(
        f"{sheet.table.name}: the same application stands in several rows with another “{sheet.title('status')}”, so {titles} look like "
        f"{', '.join(names_.get(m, m) for m in parts)} (one row for each thing that happened). "
        f"Confirm with columns={{{as_events}}}; or, if each row is an application of its own, columns={{{as_rows}}}."
    )
