"""A log of one application and what tests of the journal ask of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import jobstats as js
from jobstats.errors import LogError

HEAD = "date,company,role,event\n2026-03-01,Acme,Analyst,applied\n"
BOLT = ["2026-03-02", "Bolt", "Analyst", "applied"]
CORE = ["2026-03-03", "Core", "Clerk", "interview"]

#: Two applications, and an interview; without an end of its last line.
PLAIN = b"""date,company,role,event,round,kind,contact,note
2026-03-02,Acme,Analyst,applied,,,,
2026-03-09T14:00,Acme,Analyst,interview,1,phone,Ada,
2026-03-04,Brill & Co,Tester,applied,,,,"""
#: When the note after it went out.
NOTE = datetime(2026, 3, 9, 20, 5)


def loaded(folder: Path, content: bytes = PLAIN, name: str = "log.csv", **said: str) -> js.JobLog:
    """A log of these bytes, read as of 30 March 2026."""
    path = folder / name
    path.write_bytes(content)
    return js.load(path, **{"as_of": "2026-03-30", **said})


def line(row: list[str]) -> str:
    """A row as it stands in the file."""
    return ",".join(row) + "\n"


def text(log: Path) -> str:
    """All of the file."""
    return log.read_text(encoding="utf-8")


def stale(log: Path, do: str) -> None:
    """A program that had read the file before saves it, with a row of its own."""
    log.write_text(do + "2026-03-09,Late,Clerk,applied\n", encoding="utf-8")


def refused(do: Callable[[], object]) -> str:
    """What is said against it; "" for nothing."""
    try:
        do()
    except LogError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said
    return said


def tree(folder: Path) -> dict[str, object]:
    """Everything in a folder: links, modes and bytes."""
    return {
        str(p.relative_to(folder)): os.readlink(p)
        if p.is_symlink()
        else (stat.S_IMODE(p.lstat().st_mode), p.read_bytes() if p.is_file() else None)
        for p in sorted(folder.rglob("*"))
    }
