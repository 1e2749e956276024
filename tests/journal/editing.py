"""An editor that saves all the time while rows are added to the same file."""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections import Counter
from pathlib import Path

from jobstats.errors import LogError
from jobstats.journal import journal

HEAD = b"date,company,role,event\n2026-03-01,Acme,Analyst,applied\n"


def with_editor(folder: Path, way: str, edits: int) -> dict[str, object]:
    """A process that adds rows for as long as another, an editor, saves: it keeps all lines of its own and takes in those of others as it finds them.

    Everything it saved is looked for before it saves anew; for a moment the file may be without it, while it is put back.
    """
    folder.mkdir(parents=True)
    path = folder / "log.csv"
    path.write_bytes(HEAD)
    number = os.fork()
    if not number:
        told, n = [], 0
        while not (folder / "over").exists():
            row = ["2026-03-02", f"ours {n}", "Analyst", "applied"]
            n += 1
            with contextlib.suppress(LogError):
                journal.append(path, [row])
                told.append(row[1])
        (folder / "told").write_text("\n".join(told))
        os._exit(0)
    mine: list[bytes] = []
    wrong, chance = [], random.Random(3)
    for n in range(edits):
        until = time.monotonic() + 5
        while not set(mine) <= set((data := path.read_bytes()).splitlines()) and time.monotonic() < until:
            time.sleep(0.001)
        lines = data.splitlines()
        wrong += [f"edit {n}: lost {line!r}" for line in mine if line not in lines]
        mine.append(b"2026-03-03,theirs %d,Analyst,applied" % n)
        saved(path, b"\n".join([*(line for line in lines if line not in mine), *mine]) + b"\n", way)
        time.sleep(chance.uniform(0, 0.006))
    (folder / "over").touch()
    os.waitpid(number, 0)
    lines = path.read_bytes().splitlines()
    told = (folder / "told").read_text().splitlines()
    ours = Counter(line.split(b",")[1].decode() for line in lines if b",ours " in line)
    kept = {row[1] for one in journal.kept(path) for row in one.rows}
    lost = [row for row in told if row not in ours and row not in kept]
    wrong += [f"lost at the end: {line!r}" for line in mine if line not in lines]
    twice = sum(n > 1 for n in ours.values())
    return {"wrong": wrong, "edits": edits, "rows": len(told), "lost": len(lost), "twice": twice, "kept": len(kept)}


def saved(path: Path, data: bytes, way: str) -> None:
    """As editors save: a new file renamed, or the old one written over, at once or with a moment between its halves."""
    if way == "rename":
        beside = path.with_name("log.csv~")
        beside.write_bytes(data)
        os.replace(beside, path)
        return
    with path.open("wb", buffering=0) as file:
        file.write(data[: len(data) // 2])
        if way == "slowly in place":
            time.sleep(0.01)
        file.write(data[len(data) // 2 :])
