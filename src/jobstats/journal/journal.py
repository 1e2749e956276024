"""Rows written into the person's own file, changed there and taken back, so that the file is never harmed. It knows no jobs, and asks nobody.

This is how a row gets there. Each step is on the disk itself before the next begins, so that a kill, a power cut or a full disk between any two of
them leaves the old file or the new one, whole, and never loses a row of which somebody was told that it is written:

1. `standing`: what cannot be written into (a folder, a file that is gone or read-only, a disk that was taken out) is refused in one sentence; nothing
   was touched. A link stays a link: what it points to is written.
2. `saving.held`: one notebook at a time, by a lock in the folder `.jobstats` beside the file, never on the file itself. What a killed run left is cleared.
3. The file is read, once nobody is writing in it. If the caller's log was read from other bytes (`seen`), ChangedError; nothing was touched.
4. `written`: the bytes that change. All others stay: own separator, quotes, line ends, encoding, order of columns.
5. `records`: the row goes into the journal, `.jobstats/<name>.journal.jsonl`. From here on it cannot be lost: `kept` has it until the file does.
6. If LibreOffice or Excel has the file open, OpenElsewhereError: they would save the row away. A new row stays in the journal; a change is dropped.
7. `backups`: a copy of the old file, in a folder of the person's that no program carries elsewhere; 20 of the newest are kept, and one of each day.
8. The new file is written beside the old one under a passing name, with its owner, rights and attributes, and read back.
9. `swapping`: the two change places in one step. What came out is compared with what was read at 3. If an editor saved in between, its file gets its place
   back, and all begins again at 3 with what it saved (without `seen`; with it, ChangedError).
10. The folder is written out; if the disk refuses, the files change places again. Only then is it noted in the journal that the row is written.

A process that is killed between 9 and 10 leaves no note, and yet the row stands: the next who asks sees that by the file's fingerprint (`reached`).
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Final

from jobstats.alone import FOLDER, alone
from jobstats.errors import LogError
from jobstats.journal import reached
from jobstats.journal.edit import Edit
from jobstats.journal.records import DONE, DROPPED, FAILED, WAITING, Asked, Records
from jobstats.journal.saving import ChangedError, Held, OpenElsewhereError, held, told
from jobstats.journal.swapping import MeanwhileError, read
from jobstats.journal.taking_back import GoneError, taken_back
from jobstats.journal.written import written
from jobstats.readers import fingerprint

__all__ = ["ChangedError", "Done", "GoneError", "Kept", "amend", "append", "drop", "kept", "undo"]

#: How often a row is merged onto what somebody else saved in that very moment.
_TURNS: Final = 40
#: Seconds to wait for another notebook, to note what is not to be asked again.
_WAIT: Final = 20.0


@dataclass(frozen=True)
class Done:
    """What was written. op: "append", "amend" or "undo". line: of its first row. text: the rows as people see them. before, after: fingerprints of the file.

    said: what is worth telling of the file (it is a link; it had a second name), or "".
    """

    id: str
    path: str
    op: str
    line: int
    text: str = field(repr=False)
    edit: Edit = field(repr=False)
    before: str
    after: str
    said: str = ""


@dataclass(frozen=True)
class Kept:
    """A change that was asked for and that the file does not hold. rows: its cells, in the order of the columns then. why: a sentence. when: UTC, ISO.
    left: the places of those of its rows that were dropped."""

    id: str
    op: str
    rows: list[list[str]] = field(repr=False)
    text: str = field(repr=False)
    why: str
    about: list[dict[str, str]] = field(default_factory=list, repr=False)
    when: str = ""
    left: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Plan:
    """What is to be done to a file's bytes. was, rows: the cells of its rows before and after."""

    edit: Edit
    line: int
    text: str
    was: list[list[str]]
    rows: list[list[str]]


def append(
    path: str | PathLike[str],
    rows: Sequence[Sequence[str]],
    seen: str = "",
    about: Sequence[Mapping[str, str]] = (),
    header_line: int | None = None,
) -> Done:
    """Write rows at the end of a file, in one save. rows: their cells, in the order of the columns.

    seen: fingerprint of the bytes the caller read; if the file has others, ChangedError. "": they are added to what is there. about: what each row says
    in the caller's words, kept in the journal. header_line: see `written`. LogError, one sentence with the mend, where it cannot be done; the file is as
    it was then.
    """
    if not rows:
        raise LogError("There is no row to write. Nothing was written.")

    def plan(data: bytes, name: str) -> Plan:
        table = first = written(data, name, header_line)
        cells = []
        for row in rows:
            table = written(table.appended(row).apply(table.data), name, table.header_line)
            cells.append(table.cells(table.lines[-1]))
        edit = _between(data, table.data)
        return Plan(edit, table.lines[-len(rows)], first.text(edit), [], cells)

    return _saved(path, "append", plan, seen, about)


def amend(
    path: str | PathLike[str],
    line: int,
    changes: Mapping[int, str],
    seen: str = "",
    about: Sequence[Mapping[str, str]] = (),
    header_line: int | None = None,
) -> Done:
    """Change cells of the row that starts on this line; no byte of another cell changes. changes: place of the column (from 0) → text. Else as `append`."""

    def plan(data: bytes, name: str) -> Plan:
        table = written(data, name, header_line)
        edit = table.amended(line, changes)
        new = written(edit.apply(data), name, table.header_line)
        return Plan(edit, line, table.text(edit), [table.cells(line)], [new.cells(line)])

    return _saved(path, "amend", plan, seen, about)


def undo(path: str | PathLike[str], done: Done | None = None, seen: str = "", header_line: int | None = None) -> Done:
    """Take back what was written; None: the last of it that is not taken back yet, by whichever notebook. An undo can be undone too.

    The file is as it was, byte for byte, if it still is as it was left. Otherwise the very rows are taken out or put back, if they stand there as often
    as they were written. GoneError where they do not, or where it was taken back before.
    """
    with held(path) as file:
        asked = _decided(file.records, file.data, file.name, header_line)
        back = reached.undone(asked)
        if done is None:
            open_ = [one for one in asked if one.became == DONE and one.op != "undo" and one.id not in back]
        elif done.id in back:
            raise GoneError(f"That was taken back before. {file.name} is as it was.")
        else:
            open_ = [one for one in asked if one.id == done.id] or [_as_asked(done)]
        if not open_:
            raise LogError(f"There is nothing to take back: the kit has written nothing into {file.name} that still stands.")
        what = open_[-1]

        def plan(data: bytes, name: str) -> Plan:
            new, text = taken_back(what, data, name, header_line)
            return Plan(_between(data, new), what.line, text, what.rows, what.was)

        return _into(file, "undo", plan, seen, (), what.id)


def kept(path: str | PathLike[str], header_line: int | None = None) -> list[Kept]:
    """Rows that were asked for and that the file does not hold, oldest first; what was dropped or written since is left out.

    Either they never got there (the file was open elsewhere, the disk was full, the process was killed), or they did, and a program that had not seen
    them saved over them. A row that another hand has changed since looks the same as that last case. Nothing is written; [] where nothing can be read.
    """
    try:
        file = Path(os.path.realpath(Path(path).expanduser()))
        records = Records(file)
        if not records.path.exists():
            return []
        data = read(file)
        rows = _rows(data, file.name, header_line)
        found = reached.missing(reached.decided(records.all(), fingerprint(data), rows), rows)
    except (OSError, ValueError, LogError):
        return []
    return [_kept(one, file.name) for one in found]


def drop(path: str | PathLike[str], ids: Iterable[str]) -> None:
    """Leave these out of what is `kept` from now on; id/2 means the third row of a change alone. LogError where that cannot be noted."""
    file = Path(os.path.realpath(Path(path).expanduser()))
    records, ids = Records(file), list(ids)
    if ids and records.path.exists():
        with told(file.name), alone(file.parent / FOLDER / f"{file.name}.lock", _WAIT):
            records.tell(ids, DROPPED)


def _saved(path: str | PathLike[str], op: str, plan: Callable[[bytes, str], Plan], seen: str, about: Sequence[Mapping[str, str]]) -> Done:
    with held(path) as file:
        return _into(file, op, plan, seen, about)


def _into(file: Held, op: str, plan: Callable[[bytes, str], Plan], seen: str, about: Sequence[Mapping[str, str]], of: str = "") -> Done:
    """Steps 3 to 10, again and again while somebody else saves in between."""
    ident = secrets.token_hex(8)
    why = f"Another program saves {file.name} again and again. Nothing was written. Close it there, and try again."
    for turn in range(_TURNS):
        before = fingerprint(file.data)
        if seen and before != seen:
            why = f"{file.name} was changed by another program since it was read. Nothing was written. Look at it anew, and try again."
            if not turn:
                raise ChangedError(why)
            break
        now = plan(file.data, file.name)
        new = now.edit.apply(file.data)
        done = Done(ident, str(file.path), op, now.line, now.text, now.edit, before, fingerprint(new), file.said)
        file.records.ask(_asked(done, now, about, file.temp.name, of))
        try:
            if new != file.data:
                file.replace(new)
        except MeanwhileError:
            file.look()
            continue
        except OpenElsewhereError as error:
            raise _waiting(file, ident, op, error) from None
        except (OSError, LogError):
            _note(file.records, ident, FAILED)
            raise
        _note(file.records, ident, DONE)
        return done
    _note(file.records, ident, DROPPED)
    raise ChangedError(why)


def _asked(done: Done, plan: Plan, about: Sequence[Mapping[str, str]], temp: str, of: str) -> Asked:
    """What goes into the journal before anything is done."""
    said = [dict(one) for one in about]
    return Asked(done.id, done.op, plan.line, plan.text, plan.was, plan.rows, plan.edit, done.before, done.after, said, temp, of)


def _waiting(file: Held, ident: str, op: str, error: OpenElsewhereError) -> OpenElsewhereError:
    """The same sentence, with what becomes of it: a new row is kept; a change of one, or an undo, is whoever's who asked, who may ask again."""
    if op != "append":
        _note(file.records, ident, DROPPED)
        return error
    _note(file.records, ident, WAITING)
    return OpenElsewhereError(str(error).replace("then press again.", "then press again; the row is kept until then."))


def _note(records: Records, ident: str, what: str) -> None:
    """What became of it, in the journal; where that cannot be written the file itself will tell (see reached)."""
    with contextlib.suppress(OSError):
        records.tell([ident], what)


def _decided(records: Records, data: bytes, name: str, header_line: int | None) -> list[Asked]:
    return reached.decided(records.all(), fingerprint(data), _rows(data, name, header_line))


def _rows(data: bytes, name: str, header_line: int | None) -> Counter[reached.Row]:
    table = written(data, name, header_line)
    return Counter(reached.row_of(table.cells(line)) for line in table.lines)


def _kept(one: reached.Missing, name: str) -> Kept:
    asked = one.asked
    if one.once:
        why = f"It was written, and {name} has been saved without it since, by another program or by hand."
    elif asked.became == WAITING:
        why = f"{name} was open in another program when it was to be written."
    elif asked.became == FAILED:
        why = f"{name} could not be written then."
    else:
        why = f"The notebook ended before {name} was written."
    return Kept(asked.id, asked.op, asked.rows, asked.text, why, one.about, asked.when, asked.left)


def _as_asked(done: Done) -> Asked:
    """What was done, where no journal tells of it any more; its rows are not known."""
    return Asked(done.id, done.op, done.line, done.text, [], [], done.edit, done.before, done.after, became=DONE)


def _between(old: bytes, new: bytes) -> Edit:
    """What to change in the one to get the other."""
    begin = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - begin)
    return Edit(begin, old[begin : len(old) - end], new[begin : len(new) - end])


def _common(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low
