"""From clean rows to a log: rows that repeat, lie ahead or contradict each other are told, and the applications counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from jobstats.applications import Coded, descriptions, identify, reached, split_reapplied
from jobstats.errors import Problem, count
from jobstats.log import JobLog, day_text
from jobstats.remarks import Aside, about_names, about_rows
from jobstats.rows import KNOWN, Ints, Mask, Rows, first_of, in_order, of_events
from jobstats.vocabulary import EVENTS, OUTCOMES, OWN

_ENDS, _OWN = of_events(OUTCOMES), of_events(OWN)
_APPLIED, _INTERVIEW, _OFFER = (KNOWN.index(event) for event in ("applied", "interview", "offer"))
_PLACE = np.array(
    [*(0 if event in ("approached", "applied") else 3 if event in OUTCOMES else 2 if event in OWN else 1 for event in EVENTS), 0]
)
#: What an application is known by, or what was worked into it: no column of the events.
_NOT_OF_EVENTS = ("company", "role", "source", "undated")


def build(
    rows: pd.DataFrame,
    as_of: date,
    problems: Iterable[Problem] = (),
    notes: Iterable[Problem] = (),
    name: str = "",
    aside: pd.DataFrame | None = None,
    coded: Coded | None = None,
) -> JobLog:
    """A log from clean rows (columns as applications.ROW, text "" where blank, then any further columns; file where there are several).

    date is a timestamp, precision says whether its time of day is known. Rows after as_of are noted, not counted.
    undated: what is known without a day, one or more events in order. aside: company, role, application, event (as text)
    and line of rows set aside. coded: columns of text as (for each row the place of its cell, the distinct cells); they need
    not stand in rows.
    """
    problems, notes = list(problems), list(notes)
    every = Rows(rows, coded or {})
    order = _order(every)
    every = every if order is None else every.at(order)
    here = int(np.searchsorted(every.day, np.datetime64(as_of, "D").astype(np.int64), side="right"))
    ahead, part = every.at(slice(here, None)), every if here == len(every) else every.at(slice(here))
    if len(ahead):
        notes.append(_not_yet(ahead, as_of))
    key, fixed, unplaced, said = identify(part)
    part, key = _only(part, key, key != -2)
    part, key = _only(part, key, ~_repeated(part, key, notes))
    part, key = _only(part, key, ~_before_it_began(part, key, problems))
    key = _without_own(part, key, notes)
    code = split_reapplied(key, part.event, fixed)
    n = int(code.max(initial=-1)) + 1
    table, cells = descriptions(part, code, n)
    table = pd.concat([table, reached(code, part.event, part.day, part.words("undated"), n)], axis=1)
    notes += [*said, *about_rows(part, code, table, Aside.of(aside)), *about_names(part, code, table, cells)]
    later = _named(_frame(ahead, np.full(len(ahead), -1, np.int64), ("company", "role")), ahead, part, code, table)
    problems = sorted([*problems, *unplaced])
    return JobLog(table, _frame(part, code), as_of, tuple(problems), tuple(sorted(notes)), (), n, name, ahead=later)


def _order(rows: Rows) -> Ints | None:
    """Rows by day; within a day what starts, then steps, then the person's own, then what ends, each by its hour where known."""
    # what has no hour: an interview after the talks of its day, an offer after the interviews, all else first
    usual = np.zeros(len(KNOWN) + 1, np.int64)
    usual[[_INTERVIEW, _OFFER]] = 1440, 1441
    minute = np.where(rows.timed, rows.minute - rows.day * 1440 + 1, usual[rows.event])
    return in_order((rows.day * 4 + _PLACE[rows.event]) * 1442 + minute)


def _only(rows: Rows, key: Ints, kept: Mask) -> tuple[Rows, Ints]:
    """The rows that are kept, with their keys."""
    if kept.all():
        return rows, key
    index = np.flatnonzero(kept)
    return rows.at(index), key[index]


def _not_yet(ahead: Rows, as_of: date) -> Problem:
    """One note tells of the rows after as_of."""
    why = f"{count(len(ahead), 'row')} dated after {day_text(as_of)} not counted yet"
    return ahead.problem(0, "date", ahead.date(0), why, "They count once their day has come; mend the date if it is a slip")


def _repeated(rows: Rows, key: Ints, notes: list[Problem]) -> Mask:
    """Rows that repeat another in every cell: each is counted once, and noted."""
    out = np.zeros(len(rows), bool)
    if len(rows) < 2:
        return out
    base = int(rows.minute[0])
    # one number for application, event and minute; a day's rows are together, so minutes may go back by less than a day
    what = ((key + 1) * (len(KNOWN) + 1) + rows.event) * (int(rows.minute[-1]) - base + 4 * 1440) + rows.minute - base + 2 * 1440
    sorted_ = np.sort(what)
    twice = sorted_[1:][sorted_[1:] == sorted_[:-1]]
    if not len(twice):
        return out
    some = np.flatnonzero(np.isin(what, twice))
    same = rows.at(some)
    compared = [c for c in same.columns if c not in ("line", "file", "date", "company", "role", "application")]
    frame = pd.DataFrame({str(i): same.words(c).codes for i, c in enumerate(compared)}).assign(key=key[some], date=same.stamp)
    for column in ("company", "role"):  # contacts that belong to no application are told apart by these
        frame[column] = np.where(key[some] < 0, same.folded(column).codes, 0)
    first = frame.groupby(list(frame.columns), sort=False).ngroup().to_numpy()
    _, place = np.unique(first, return_index=True)
    for i in np.flatnonzero(frame.duplicated().to_numpy()).tolist():
        why = f"this row repeats {same.place(int(place[first[i]]), i)} and was counted once"
        notes.append(same.problem(i, "", "", why, "Delete it, or add what differs"))
        out[some[i]] = True
    return out


def _before_it_began(rows: Rows, key: Ints, problems: list[Problem]) -> Mask:
    """Outcomes dated before everything else of an application that is sent later: they are set aside."""
    n = int(key.max(initial=-1)) + 1
    ends, sent = _ENDS[rows.event] & (key >= 0), np.zeros(n, bool)
    sent[key[(rows.event == _APPLIED) & (key >= 0)]] = True
    other = np.flatnonzero(~ends & (key >= 0))
    first = first_of(key[other], other, n, len(key))
    at = np.flatnonzero(ends)
    early = at[(at < first[key[at]]) & sent[key[at]]]
    for i in early.tolist():
        why, mend = "dated before the application was sent", "Mend one of the two dates"
        problems.append(rows.problem(i, "date", rows.cell("event", i), why, mend))
    out = np.zeros(len(rows), bool)
    out[early] = True
    return out


def _without_own(rows: Rows, key: Ints, notes: list[Problem]) -> Ints:
    """What the person did never makes an application: rows of a company and role that nothing else is known of belong to none."""
    real = np.zeros(int(key.max(initial=-1)) + 2, bool)
    real[key[~_OWN[rows.event]]] = True
    lone = (key >= 0) & ~real[key]
    for i in np.flatnonzero(lone).tolist():
        why = f"a {rows.cell('event', i)} of an application that no other row tells of"
        mend = "Check company and role; it is kept, but counted with none"
        notes.append(rows.problem(i, "role", rows.cell("role", i), why, mend))
    return np.where(lone, -1, key) if lone.any() else key


def _named(later: pd.DataFrame, ahead: Rows, part: Rows, code: Ints, table: pd.DataFrame) -> pd.DataFrame:
    """Rows to come that name their application by its id alone are given its company and role."""
    ids = ahead.folded("application").text()
    lacks = (ids != "") & (later["company"] == "").to_numpy() if len(later) else np.zeros(0, bool)
    if not lacks.any():
        return later
    known = dict(zip(part.folded("application").text().tolist(), code.tolist(), strict=True))
    item = np.array([known.get(ident, -1) for ident in ids.tolist()], dtype=np.int64)
    mine = lacks & (item >= 0)
    for column in ("company", "role"):
        cells = later[column].to_numpy(dtype=object).copy()
        cells[mine] = table[column].to_numpy(dtype=object)[item[mine]]
        later[column] = cells
    return later


def _frame(rows: Rows, code: Ints, more: tuple[str, ...] = ()) -> pd.DataFrame:
    """Rows as the events of a log."""
    known = {"line": rows.line, "date": rows.stamp, "application": code}
    columns = [c for c in rows.columns if c not in _NOT_OF_EVENTS or c in more]
    index = pd.RangeIndex(len(rows))  # one for all, so that none is compared with another
    cells = {c: known[c] if c in known else pd.Series(rows.words(c).text(), index, dtype=object, copy=False) for c in columns}
    return pd.DataFrame({**cells, "application": code, "day": rows.day}, index, copy=False)
