"""For a file the kit only reads: a log of the kit's own beside it, and the line that loads it. It overwrites nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

from jobstats import moving, readers
from jobstats.journal import columns
from jobstats.log import JobLog
from jobstats.spacing import kept


def name_for(log: JobLog) -> str:
    """What the new log would be called: log.csv, unless there is one."""
    return columns.target(log).name


def made(log: JobLog) -> tuple[JobLog, str]:
    """The same log as log.csv beside its file (or another name where that is taken), loaded; and what to tell. LogError where it cannot be written."""
    source = Path(log.path)
    target = columns.target(log)
    mine = kept(log)
    written = moving.convert(source, target, **{name: value for name, value in log.said.items() if name not in mine})
    as_of = {name: value for name, value in log.said.items() if name == "as_of"}
    set_aside = f" Rows that could not be used are listed in {written.aside.name}." if written.aside else ""
    more = "".join(f", {name}={json.dumps(str(value))}" for name, value in as_of.items())
    more += "".join(f", {name}={number}" for name, number in mine.items())
    line = f"log = js.load({json.dumps(_near(target), ensure_ascii=False)}{more})"
    said = f"{target.name} is written beside {source.name}, which is as it was.{set_aside} Put this into the notebook, in place of the old line: `{line}`"
    return readers.load(target, **{**as_of, **mine}), said


def _near(path: Path) -> str:
    """The path as the notebook names it: from its own folder, where that is possible."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
