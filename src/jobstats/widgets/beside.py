"""For a file the kit only reads: a log of the kit's own beside it, and the line that loads it. It overwrites nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

from jobstats import moving, readers
from jobstats.journal import columns
from jobstats.log import JobLog
from jobstats.spacing import kept

#: The logs that were made in this notebook, by the file each is made of and what that held then; a person makes few.
_MADE: dict[tuple[str, str], Path] = {}


def name_for(log: JobLog) -> str:
    """What the new log would be called: log.csv, unless there is one; what it is called, once another form has made it."""
    return (_there(log) or columns.target(log)).name


def made(log: JobLog) -> tuple[JobLog, str]:
    """The same log as log.csv beside its file (or another name where that is taken), loaded; and what to tell. LogError where it cannot be written.

    One log of a file, as it is, is made in a notebook: whichever form is asked, and however often the file was loaded.
    """
    source, mine = Path(log.path), kept(log)
    as_of = {name: value for name, value in log.said.items() if name == "as_of"}
    target = _there(log)
    if target:
        told = f"{target.name} was written beside {source.name} before, by another form."
    else:
        target = columns.target(log)
        written = moving.convert(source, target, **{name: value for name, value in log.said.items() if name not in mine})
        told = f"{target.name} is written beside {source.name}, which is as it was."
        told += f" Rows that could not be used are listed in {written.aside.name}." if written.aside else ""
    loaded = readers.load(target, **{**as_of, **mine})
    _MADE[_of(log)] = target
    more = "".join(f", {name}={json.dumps(str(value))}" for name, value in as_of.items())
    more += "".join(f", {name}={number}" for name, number in mine.items())
    line = f"log = js.load({json.dumps(_near(target), ensure_ascii=False)}{more})"
    return loaded, f"{told} Put this into the notebook, in place of the old line: `{line}`"


def _of(log: JobLog) -> tuple[str, str]:
    """The file of a log, whatever it is called by, and what it held."""
    whole = columns.whole(log)
    return os.path.realpath(whole.path), whole.seen


def _there(log: JobLog) -> Path | None:
    """The log that was made of this file, if it is still there."""
    path = _MADE.get(_of(log))
    return path if path and path.is_file() else None


def _near(path: Path) -> str:
    """The path as the notebook names it: from its own folder, where that is possible."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
