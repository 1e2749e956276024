"""A table on its way to a log: what its columns mean, which rows are set aside, what happened when, and all that is to be told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.applications import ROW
from jobstats.errors import Problem, count
from jobstats.log import DERIVED
from jobstats.readers.asked import Asked
from jobstats.readers.coded import Coded, Ints, Mask
from jobstats.readers.dates import Days, read_days
from jobstats.readers.header import NOTHING, Header, is_dated
from jobstats.readers.meanings import plain
from jobstats.readers.read import Part, Read, Texts, cut, of_rows, text_of
from jobstats.readers.statuses import Status, read_status
from jobstats.readers.table import Table
from jobstats.report import Understood

#: Names the kit gives to what it works out; a column of the file called so is kept under another name.
TAKEN = frozenset({*DERIVED, *ROW, "day", "key", "file"})
#: The meanings a row's own columns have in every log.
PLAIN = ("company", "role", "application", "round", "kind", "source", "contact", "note", "undated")


class Sheet(Header):
    """A table under way; a reader asks it for columns by meaning, adds events, sets rows aside, and is done."""

    def __init__(self, table: Table, asked: Asked, columns: Mapping[str, str] | None = None) -> None:
        super().__init__(table.header, asked, columns)
        self.table = discreet(table, {table.header[i] for i, (meaning, _) in self.how.items() if meaning == "ignore"})
        self.lines = table.lines
        self._problems: dict[int, Problem] = {}
        self._notes: list[Problem] = []
        self._parts: list[Part] = []
        self._days: dict[str, Days] = {}
        self._statuses: list[Understood] = []
        self._replaced: dict[str, Coded] = {}
        self._touched = np.zeros(len(table.lines), bool)
        self._named = columns is not None
        self._used: set[str] = set()
        self._kept_too: dict[str, Coded] = {}

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def kept(self) -> Mask:
        """The rows not set aside so far."""
        out = np.ones(len(self), bool)
        out[list(self._problems)] = False
        return out

    def cells(self, meaning: str) -> Coded:
        """The column's cells; blank ones where the file has no such column."""
        if meaning not in self.place:
            return Coded(np.zeros(len(self), np.int64), [""])
        self._used.add(meaning)
        return self.table.cells[self.place[meaning]]

    def used(self, meaning: str) -> bool:
        """Whether the column was read as what its name means."""
        return meaning in self._used

    def blank(self, meaning: str) -> Mask:
        """The rows where nothing stands, or a word for nothing."""
        return self.cells(meaning).mask(lambda cell: not cell or cell.casefold() in NOTHING)

    def days(self, meaning: str, order: str = "") -> Days:
        """The column as dates, read once; its notes are told. order: what a named export always writes."""
        if meaning not in self._days:
            others = [self.table.cells[i] for m, i in self.place.items() if m != meaning and is_dated(m)]
            self._days[meaning] = read_days(self.cells(meaning), self.lines, self.title(meaning), self.asked, order, others)
            self._notes += self._days[meaning].notes
        return self._days[meaning]

    def _orders(self) -> list[Problem]:
        """Which row settled how days such as 03/04 are meant, once for all columns of the same convention."""
        out: dict[str, Problem] = {}
        for found in (d.convention for d in self._days.values() if d.convention and d.convention.line):
            told = any((n.line, n.column) == (found.line, found.column) for n in self._notes)
            for order, other in (("day first", "month-first"), ("month first", "day-first")):
                if order in found.words and "another column" not in found.words and order not in out and not told:
                    why = f"the dates of this column are read {order}: this one admits no other reading"
                    out[order] = Problem(
                        found.line, found.column, found.value, why, f'Nothing to mend, unless that cell is a slip: dates="{other}"'
                    )
        return list(out.values())

    def give(self, meaning: str, days: Days, like: str) -> None:
        """Days the reader worked out from several columns; what is told of them names the column of the meaning `like`."""
        self._days[meaning] = days
        self.place[meaning] = self.place[like]

    def status(self, meaning: str = "status", read: Callable[[str], Status] | None = None) -> list[Status]:
        """What each distinct cell of the column says (as cells(meaning).values); what was read as what is told."""
        cells, said = self.cells(meaning), self.said(meaning, read)
        first, often = cells.first(self.lines), cells.counts()
        self._touched |= np.array([s.how == "nearest" for s in said], dtype=bool)[cells.codes]
        for cell, status in zip(cells.values, said, strict=True):
            if cell in first and (cell or status.events):
                self._statuses.append(Understood(cell, " + ".join(status.events), often[cell], first[cell], status.how))
        return said

    def said(self, meaning: str, read: Callable[[str], Status] | None = None) -> list[Status]:
        """The same, without telling."""
        return [(read or (lambda cell: read_status(cell, self.asked.statuses)))(cell) for cell in self.cells(meaning).values]

    def added(self, event: str) -> list[tuple[Ints, npt.NDArray[np.datetime64]]]:
        """Rows and days of an event added so far."""
        return [(p.at, p.stamp) for p in self._parts if isinstance(p.event, str) and p.event == event]

    def take_back(self, event: str, rows: Mask) -> Mask:
        """Take back the last of this event of each of these rows; those that had one."""
        last, gone = np.full(len(self), np.datetime64("NaT", "s")), np.zeros(len(self), bool)
        for at, stamp in self.added(event):
            last[at] = np.fmax(last[at], stamp.astype("datetime64[s]"))
        for k, part in enumerate(self._parts):
            if isinstance(part.event, str) and part.event == event:
                mine = rows[part.at] & (part.stamp == last[part.at])
                gone[part.at[mine]] = True
                self._parts[k] = cut(part, ~mine)
        return gone

    def replace(self, meaning: str, text: Texts | Coded) -> None:
        """What stands in a column every log has, worked out by the reader."""
        self._replaced[meaning] = text if isinstance(text, Coded) else Coded.written(text)

    def set_aside(self, rows: Mask, meaning: str, why: str | Texts, mend: str | Texts) -> None:
        """Rows that cannot be used; each is set aside once, for the first reason."""
        cells = self.cells(meaning)
        for i in np.flatnonzero(rows).tolist():
            if i in self._problems:
                continue
            line = int(self.lines[i])
            value = cells.values[cells.codes[i]][:40]
            said = why if isinstance(why, str) else str(why[i])
            better = mend if isinstance(mend, str) else str(mend[i])
            self._problems[i] = self.table.odd.get(line) or Problem(line, self.title(meaning), value, said, better)

    def note(self, rows: Mask, meaning: str, why: str, mend: str, value: bool = True, fixed: bool = True) -> None:
        """One note for all of these rows, at the first; a “{n}” in why is how many. fixed: they are read otherwise than written."""
        at = np.flatnonzero(rows & self.kept)
        self._touched[at] |= fixed
        if len(at):
            cells = self.cells(meaning)
            cell = cells.values[cells.codes[at[0]]][:40] if value else ""
            title = self.title(meaning) if meaning else ""
            self._notes.append(Problem(int(self.lines[at[0]]), title, cell, why.replace("{n}", count(len(at), "row")), mend))

    def note_each(self, rows: Mask, meaning: str, why: str | Texts, mend: str | Texts) -> None:
        """One note for each of these rows."""
        cells = self.cells(meaning)
        self._touched |= rows & self.kept
        for i in np.flatnonzero(rows & self.kept).tolist():
            said, better = (text if isinstance(text, str) else str(text[i]) for text in (why, mend))
            self._notes.append(Problem(int(self.lines[i]), self.title(meaning), cells.values[cells.codes[i]][:40], said, better))

    def keep(self, meaning: str, cells: Mask) -> None:
        """Keep what stands in these rows of a column in a further column too: its cells may say more than the kit understood."""
        if cells.any():
            self._kept_too[f"{self.title(meaning)} (as written)"] = Coded.written(
                np.where(cells, self.cells(meaning).text(), "").astype(object)
            )

    def told(self, note: Problem) -> None:
        """A note of the reader's own making."""
        self._notes.append(note)

    def add(self, event: str | Texts | Coded, days: Days | None, rows: Mask | None = None, **other: Texts) -> None:
        """An event of these rows on these days (None: the file holds no days). other: columns that differ from the row's own."""
        stamp = days.stamp if days else np.full(len(self), np.datetime64("NaT", "s"))
        precision = (days.coded[0] if days.coded else days.precision) if days else np.full(len(self), "day", dtype=object)
        part = Part(np.arange(len(self)), event, stamp, precision, other)
        self._parts.append(part if rows is None else cut(part, rows))

    def done(self, reader: str) -> Read:
        """All that was added, of the rows not set aside, in the file's order."""
        self._used |= {name for name in PLAIN if name in self.place and name not in self._replaced}
        kept = self.kept
        parts = [cut(part, kept[part.at]) for part in self._parts]
        at = np.concatenate([p.at for p in parts]) if parts else np.zeros(0, np.int64)
        stamp = np.concatenate([p.stamp for p in parts]).astype("datetime64[s]") if parts else np.zeros(0, "datetime64[s]")
        whole = len(parts) == 1 and len(at) == len(self)
        order = slice(None) if whole else np.argsort(at, kind="stable")
        rows = order if isinstance(order, slice) else at[order]
        coded = {name: self._column(name, order, rows, parts) for name in ROW if name not in ("line", "date")}
        extra, kept_columns, renamed = self._further(rows)
        problems = [self._problems[i] for i in sorted(self._problems)]
        return Read(
            reader,
            pd.DataFrame({"line": self.lines[rows], "date": stamp[order]}, copy=False, index=range(len(at))),
            {name: cells.pair() for name, cells in (coded | extra).items()},
            [*self.table.problems, *problems],
            [*self._table_notes(kept), *self._odd(kept), *renamed, *self._notes, *self._orders()],
            self._aside(),
            len(self) + len(self.table.problems),
            self._understood(),
            kept_columns,
            self._statuses,
            [d.convention for d in self._days.values() if d.convention],
            int((self._touched & kept).sum()),
            self._named,
        )

    def text(self, meaning: str) -> Texts:
        """A column every log has, as text for each row of the file; words for nothing are blank, except in names."""
        return self.written(meaning).text()

    def written(self, meaning: str) -> Coded:
        """The same, as distinct cells."""
        if meaning in self._replaced:
            return self._replaced[meaning]
        cells = self.cells(meaning)
        if meaning in ("company", "note", "application"):
            return cells
        return cells.without(NOTHING)

    def _column(self, name: str, order: Ints | slice, rows: Ints | slice, parts: list[Part]) -> Coded:
        """A column every log has, for each event in the file's order."""
        own = None if name in ("event", "precision") else self.written(name)
        if own is not None and not any(name in p.other for p in parts):
            return of_rows(own, rows)
        cells = [getattr(p, name) if own is None else p.other.get(name, own.text()[p.at]) for p in parts]
        if len(cells) == 1 and isinstance(cells[0], Coded):
            return of_rows(cells[0], order)
        return Coded.written(np.concatenate([*map(text_of, cells, (len(p.at) for p in parts)), np.zeros(0, dtype=object)])[order])

    def _further(self, rows: Ints | slice) -> tuple[dict[str, Coded], list[str], list[Problem]]:
        """The columns the kit does not know, their names, and what is said of those whose name is taken."""
        known = {i for meaning, i in self.place.items() if meaning in self._used}
        out: dict[str, Coded] = {}
        notes = []
        for i, header in enumerate(self.table.header):
            if i in known or self.how.get(i, ("", ""))[0] == "ignore":
                continue
            name = header or f"column {i + 1}"
            if "_".join(plain(name).split()) in TAKEN or name in ("event", "date"):
                name = f"{name} (yours)"
                why = f"the kit uses this name for something else; your column is kept as “{name}”"
                notes.append(Problem(0, header, "", why, "Give the column another name if you like"))
            while name in out or name in TAKEN:
                name = f"{name} {i + 1}"
            out[name] = of_rows(self.table.cells[i], rows)
        out |= {name: of_rows(cells, rows) for name, cells in self._kept_too.items()}
        return out, [name for name in out if name not in self._kept_too], notes

    def _understood(self) -> list[Understood]:
        """What each column was read as."""
        out = []
        used = {i for meaning, i in self.place.items() if meaning in self._used}
        for i, (meaning, how) in sorted(self.how.items()):
            if i not in used and meaning != "ignore":
                continue
            filled = self.table.cells[i].filled()
            out.append(Understood(self.table.header[i] or f"column {i + 1}", meaning, filled, self.table.how.header_line, how))
        return out

    def _table_notes(self, kept: Mask) -> list[Problem]:
        """What the table says of its rows, but for those set aside."""
        gone = set(self.lines[~kept].tolist())
        return [n for n in self.table.notes if n.line not in gone or n.column]

    def _odd(self, kept: Mask) -> list[Problem]:
        """Rows of too few or too many cells that could be used all the same are told, where something was moved."""
        moved = [(line, p) for line, p in self.table.odd.items() if line not in self.table.short]
        there = set(self.lines[kept].tolist()) if moved else set()
        known = {n.line for n in self.table.notes}
        return [p for line, p in moved if line in there and line not in known]

    def _aside(self) -> pd.DataFrame:
        """Company, role, application and event of the rows set aside."""
        at = np.array(sorted(self._problems), dtype=np.int64)
        names = ("company", "role", "application")
        columns = {name: self.text(name)[at] if len(at) else np.zeros(0, dtype=object) for name in names}
        event = self.cells("event").text()[at] if self.has("event") and len(at) else np.full(len(at), "applied", dtype=object)
        return pd.DataFrame({"line": self.lines[at], **columns, "event": event})


def discreet(table: Table, ignored: set[str]) -> Table:
    """The table; where some of its columns are never loaded, nothing that was told of its rows shows their cells."""
    if not ignored:
        return table

    def without(told: Problem) -> Problem:
        if told.column in ignored:
            return replace(told, value="", mend="Nothing to mend: this column is never loaded")
        return told if told.column else replace(told, value="")

    problems, notes = [without(p) for p in table.problems], [without(n) for n in table.notes]
    return replace(table, problems=problems, notes=notes, odd={line: without(p) for line, p in table.odd.items()})
