"""The log: frozen, with the day it was read. Filters choose applications and are remembered; nothing here asks for today."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.applications import company_key, company_keyed, fold, milestones
from jobstats.errors import AskError, Problem, count
from jobstats.report import Report
from jobstats.vocabulary import LABELS, STAGES

Ints = npt.NDArray[np.int64]
T = TypeVar("T")

#: What a blank cell is called where people read it.
BLANK = "not noted"
#: Months as they are written, whatever the machine's language.
_FULL = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MONTHS = tuple(month[:3] for month in _FULL)
#: A column with more values than this is not offered as a filter.
FEW = 12
DERIVED = {"start", "outcome", "ended", "reopened", "inbound", "undated", "stage", "level", *STAGES}


@dataclass(frozen=True, eq=False)
class JobLog:
    """A person's search, as far as it is recorded.

    applications: one row each; company, role, source, every further column of the file (text, "" where blank), then
    start, applied, reply, screen, interview, offer, accepted, ended (whole days since 1970-01-01, NaN where not
    reached), level and stage (number and name of the furthest), outcome ("" while open), inbound, reopened, undated.
    events: one row per thing that happened up to as_of; application (row of applications, -1 for none), event, date,
    precision ("day" or "minute"), day, round, kind, contact, note, line, and the file's further columns.
    as_of: the last day the record is complete. problems: rows set aside. notes: rows read in a way worth telling.
    filters: what `where` did, in words. total: applications before any filter. name: the file's name.
    whole: for a filtered log, the log before any filter and the rows of its applications that are in this one.
    shown: for a log without names (see anonymous), the columns whose names may be shown.
    got_to: the furthest stage (its number) that applications were chosen by; shares up to it can no longer be told.
    ahead: the rows dated after as_of, as events (of no application), with company and role. report: what the load understood
    of the file. path: where the file lies ("" for the sample). said: the further arguments it was loaded with. seen: what its bytes
    were (see readers.fingerprint). None of these is in a log without names but spacing and most, nor is asked: what `where` was given each time.
    """

    applications: pd.DataFrame
    events: pd.DataFrame
    as_of: date
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    filters: tuple[str, ...] = ()
    total: int = 0
    name: str = ""
    whole: tuple[JobLog, Ints] | None = None
    shown: frozenset[str] | None = None
    got_to: int = 0
    ahead: pd.DataFrame = field(default_factory=pd.DataFrame)
    report: Report | None = None
    path: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    seen: str = ""
    asked: tuple[Mapping[str, Any], ...] = ()

    def __len__(self) -> int:
        return len(self.applications)

    def __repr__(self) -> str:
        """The caption, and what was set aside or read in a way worth telling, first five of each."""
        lines = [self.caption()]
        for title, told in (("Set aside", self.problems), ("Notes", self.notes)):
            if told:
                lines += ["", f"{title} ({len(told)}):", *(f"  {p}" for p in told[:5])]
                lines += (
                    [f"  … and {len(told) - 5} more, in log.{'problems' if title == 'Set aside' else 'notes'}"] if len(told) > 5 else []
                )
        return "\n".join(lines)

    @property
    def today(self) -> int:
        """as_of as whole days since 1970-01-01."""
        return int(np.datetime64(self.as_of, "D").astype(np.int64))

    def where(self, applied: tuple[Any, Any] | None = None, stage: str | None = None, **columns: Any) -> JobLog:
        """The applications that fit, with all of their events; a new log that remembers what was asked.

        applied: (first, last) day of applying, dates or ISO text, None for an open side. stage: reached at least.
        Any column of `applications` by name: one value or a list of them ("not noted" finds blanks).
        Raises AskError for an unknown stage, column or value, naming what there is.
        """
        table = self.applications
        keep = np.ones(len(table), bool)
        said: list[str] = []
        if applied is not None and any(side is not None for side in applied):
            first, last = (_day(side) for side in applied)
            start = table["start"].to_numpy()
            keep &= (start >= (first if first is not None else -np.inf)) & (start <= (last if last is not None else np.inf))
            said.append(f"applied {_between(first, last)}")
        if stage is not None:
            _known("stage", stage, STAGES)
            keep &= table["level"].to_numpy() >= STAGES.index(stage)
            said.append(f"reached at least: {LABELS[stage].lower()}")
        for column, wanted in columns.items():
            if wanted is None:
                continue
            mask, values = self._pick(column, wanted)
            keep &= mask
            said.append(f"{column}: {' or '.join(values)}")
        if not said:
            return self
        asked = {**columns, **({} if applied is None else {"applied": applied}), **({} if stage is None else {"stage": stage})}
        chosen = self._only(keep, (*self.filters, *said), max(self.got_to, STAGES.index(stage) if stage else 0))
        return replace(chosen, asked=(*self.asked, asked))

    def like(self, whole: JobLog) -> JobLog:
        """Another log, chosen from as this one was: the same calls of `where`, in their order. AskError if one of them finds nothing there."""
        for asked in self.asked:
            whole = whole.where(**asked)
        return whole

    def _pick(self, column: str, wanted: Any) -> tuple[np.ndarray, list[str]]:
        """Which applications have one of these values, and the values as written in the log."""
        _known("column", column, [c for c in self.applications.columns if c not in DERIVED])
        asked = [wanted] if isinstance(wanted, str) or not isinstance(wanted, Iterable) else list(wanted)
        base, rows = self.whole or (self, slice(None))
        as_key = company_key if column == "company" else fold
        every, cells, keys = remembered(base, ("cells", column), lambda: _cells(base.applications[column], as_key))
        codes, last = every[rows], np.full(len(cells), -1, np.int64)
        last[codes] = np.arange(len(codes))  # where each is written last, so that it is called as it was then
        names = {keys[i]: cells[i] for i in np.argsort(last, kind="stable").tolist() if last[i] >= 0}
        sought = [as_key(str(a)) for a in asked]
        for key, value in zip(sought, asked, strict=True):
            if key not in names:
                _known(column, str(value), sorted(set(names.values()), key=str.casefold))
        found = set(sought)
        return np.array([key in found for key in keys], bool)[codes], [names[k] for k in sought]

    def _only(self, keep: np.ndarray, filters: tuple[str, ...], got_to: int) -> JobLog:
        """The log of the kept applications, renumbered; contacts that belong to none stay while nothing is filtered."""
        number = np.full(len(keep) + 1, -2, np.int64)
        number[:-1][keep] = np.arange(int(keep.sum()))
        number[-1] = -1
        code = number[self.events["application"].to_numpy()]
        mine = (code >= 0) | ((code == -1) & bool(keep.all()))
        events = self.events[mine].assign(application=code[mine])
        base, rows = self.whole or (self, np.arange(len(self), dtype=np.int64))
        table = self.applications[keep].reset_index(drop=True)
        return replace(self, applications=table, events=events, filters=filters, whole=(base, rows[keep]), got_to=got_to)

    def as_it_stood(self, day: int) -> JobLog:
        """The log as it was on an earlier day (its day number): what happened later is not in it, and its as_of is that day."""
        kept = self.events[self.events["day"].to_numpy() <= day]
        code = kept["application"].to_numpy()
        begun, place = np.unique(code[code >= 0], return_inverse=True)
        code = code.copy()
        code[code >= 0] = place
        events = kept.assign(application=code)
        table = self.applications.iloc[begun].reset_index(drop=True)
        now = milestones(events.assign(undated=""), len(begun))
        # what is known without a day stays what it is
        dated = np.max([np.where(table[name].notna(), i, 0) for i, name in enumerate(STAGES)], axis=0)
        level = np.where(table["level"] > dated, np.maximum(now["level"], table["level"]), now["level"])
        outcome = now["outcome"].where(table["ended"].notna() | (table["outcome"] == ""), table["outcome"])
        now = now.assign(level=level, stage=[STAGES[i] for i in level.tolist()], outcome=outcome, undated=table["undated"])
        table = table.assign(**{column: now[column] for column in now.columns})
        return replace(
            self,
            applications=table,
            events=events,
            as_of=to_date(day),
            total=len(table),
            whole=None,
            ahead=self.ahead[:0],
            report=None,
            seen="",
        )

    def choices(self) -> dict[str, list[str]]:
        """Columns worth a filter (source and any column of two to twelve values) and their values, most frequent first."""
        out: dict[str, list[str]] = {}
        for column in self.applications.columns:
            if column in DERIVED or column in ("company", "role") or column.endswith("(as written)"):
                continue
            values = self.applications[column].replace("", BLANK).value_counts()
            if 2 <= len(values) <= FEW:
                out[column] = [str(v) for v in values.index]
        return dict(sorted(out.items(), key=lambda item: item[0] != "source"))

    def companies(self) -> list[str]:
        """The companies of the log in alphabetical order, each once however it is written, with or without its legal form."""
        names = self.applications["company"]
        return sorted(names[(names != "") & ~company_keyed(names).duplicated()], key=str.casefold)

    def has_company(self, name: str) -> bool:
        """Whether there is an application to this company, however it is written."""
        return company_key(name) in remembered(self, "companies", lambda: set(company_keyed(self.applications["company"]))) - {""}

    def span(self) -> tuple[date, date] | None:
        """First and last day of applying; None for a log without any."""
        start = self.applications["start"].dropna()
        return None if start.empty else (to_date(start.min()), to_date(start.max()))

    def caption(self) -> str:
        """What any number from this log rests on: applications, days, filters, rows set aside."""
        return remembered(self, "caption", self._caption)

    def _caption(self) -> str:
        span = self.span()
        n = f"{len(self)} of {self.total} applications" if self.filters else count(len(self), "application")
        days = f", {day_text(span[0])} to {day_text(self.as_of)}" if span else f", as of {day_text(self.as_of)}"
        aside = f"; {count(len(self.problems), 'row')} of the file set aside" if self.problems else ""
        return n + days + "".join(f"; {f}" for f in self.filters) + aside

    def label(self, column: str) -> str:
        """A column's name as it may be shown."""
        return column if self.shown is None or column in self.shown else "a column of mine"


#: What was worked out for a log; logs are frozen, so it holds as long as the log lives.
_WORKED_OUT: WeakKeyDictionary[JobLog, dict[Hashable, Any]] = WeakKeyDictionary()


def remembered(log: JobLog, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, worked out once for this log. Nobody may change it."""
    known = _WORKED_OUT.setdefault(log, {})
    if key not in known:
        known[key] = make()
    found: T = known[key]
    return found


def chosen(log: JobLog, key: Hashable, make: Callable[[JobLog], npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """One entry for each application: worked out once for the log before any filter, since a filter only chooses from it."""
    base, rows = log.whole or (log, slice(None))
    return remembered(base, key, lambda: make(base))[rows]


def _cells(column: pd.Series, as_key: Callable[[str], str]) -> tuple[Ints, list[str], list[str]]:
    """A column of text as a code for each row, and its distinct values as they are shown and as they are compared."""
    codes, values = pd.factorize(column)
    shown = [v or BLANK for v in values.tolist()]
    return codes.astype(np.int64), shown, [as_key(v) for v in shown]


def to_date(day: float) -> date:
    """A day number (days since 1970-01-01) as a date."""
    return date.fromordinal(int(day) + date(1970, 1, 1).toordinal())


def _day(side: Any) -> int | None:
    """A day as people give it, as a day number."""
    if side is None:
        return None
    try:
        return int(np.datetime64(pd.Timestamp(side).date(), "D").astype(np.int64))
    except (ValueError, TypeError) as error:
        raise AskError(f"“{side}” is not a day. Write it as in 2026-03-09.") from error


def day_text(day: date) -> str:
    """A calendar day: 14 May 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_spoken(day: date, today: date) -> str:
    """A calendar day as people say it: 9 March; with its year where that is another than today's."""
    return f"{day.day} {_FULL[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def _between(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return f"from {day_text(to_date(first))} on" if first is not None else f"until {day_text(to_date(last or 0))}"
    return f"{day_text(to_date(first))} to {day_text(to_date(last))}"


def _known(what: str, asked: str, known: Iterable[str]) -> None:
    """Complain, naming what there is, unless the word is known."""
    there = list(known)
    if asked not in there:
        more = f" and {len(there) - 15} more" if len(there) > 15 else ""
        raise AskError(f"There is no {what} “{asked}” in this log. There is: {', '.join(there[:15]) or 'none'}{more}.")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, one dict each."""
    names = [str(c) for c in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[c].tolist() for c in frame.columns), strict=True)]
