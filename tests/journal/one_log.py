"""A log of one application and what tests of the journal ask of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from jobstats.errors import LogError

HEAD = "date,company,role,event\n2026-03-01,Acme,Analyst,applied\n"
BOLT = ["2026-03-02", "Bolt", "Analyst", "applied"]
CORE = ["2026-03-03", "Core", "Clerk", "interview"]


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
