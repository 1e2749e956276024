"""Processes that write and are killed, in a process of their own: python -m tests.journal.crashing kills FOLDER TIMES SEED. Prints what came of it as JSON."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import select
import signal
import stat
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jobstats.journal import journal
from jobstats.journal.journal import Done
from jobstats.journal.written import written
from tests.journal import editing
from tests.journal.steps import Steps, dies, stepping

HEAD = b"date,company,role,event\n2026-03-01,Caf\xc3\xa9 Z,Analyst,applied"
#: After so many kills a new file is begun.
ROUND = 25


@dataclass
class Told:
    """What came of some kills. steps: calls of each op without a kill; done, old: how often the new file stood, and the old one."""

    kills: int = 0
    ends: int = 0
    done: int = 0
    old: int = 0
    left: int = 0
    kept: int = 0
    wrong: list[str] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)


class Searching:
    """A log, what is known to stand in it, and a row more before every kill."""

    def __init__(self, folder: Path, told: Told) -> None:
        self.folder, self.told, self.number = folder, told, 0
        self.rows = itertools.count()
        self.begin()

    def begin(self) -> None:
        self.number += 1
        self.home = self.folder / str(self.number)
        self.home.mkdir(parents=True)
        self.path = self.home / "log.csv"
        self.path.write_bytes(HEAD)
        self.path.chmod(0o640)
        self.last = self.append()

    def row(self) -> list[str]:
        return ["2026-03-02", f"Company {next(self.rows)}", "Analyst", "applied"]

    def append(self) -> Done:
        """A save that has to work, whatever went before; nothing lies about after it."""
        before = self.path.read_bytes()
        row = self.row()
        done = journal.append(self.path, [row])
        now = self.path.read_bytes()
        self.check(now == before + (b"" if before.endswith(b"\n") else b"\n") + ",".join(row).encode() + b"\n", "the next save")
        self.check(lying(self.home) == {"log.csv", ".jobstats"}, f"left: {lying(self.home)}")
        self.check(lying(self.home / ".jobstats") == {"log.csv.journal.jsonl"}, f"left: {lying(self.home / '.jobstats')}")
        self.check(stat.S_IMODE(self.path.stat().st_mode) == 0o640, "mode")
        return done

    def check(self, held: bool, what: str) -> None:
        if not held:
            self.told.wrong.append(what)

    def asked(self, op: str) -> tuple[Callable[[], object], bytes]:
        """What a process is to do, and the bytes that are to come of it."""
        data = self.path.read_bytes()
        if op == "append":
            row = self.row()
            return lambda: journal.append(self.path, [row]), written(data, "log.csv").appended(row).apply(data)
        if op == "amend":
            new = {1: f"Other {next(self.rows)}, Inc."}
            table = written(data, "log.csv")
            return lambda: journal.amend(self.path, table.lines[-1], new), table.amended(table.lines[-1], new).apply(data)
        return lambda: journal.undo(self.path, self.last), self.last.edit.inverse().apply(data)

    def kill(self, op: str, run: Callable[[Callable[[], object]], bool]) -> None:
        """One op that is killed on the way. run: gives whether it came to its end."""
        if self.told.kills % ROUND == ROUND - 1:
            self.begin()
        else:
            self.last = self.append()
        old = self.path.read_bytes()
        do, new = self.asked(op)
        known = {one.id for one in journal.kept(self.path)}
        ended = run(do)
        now = self.path.read_bytes()
        where = f"{op} {self.told.kills}"
        self.check(now in (old, new), f"{where}: neither old nor new, {len(now)} bytes")
        self.check(now == new or not ended, f"{where}: was told that it is written, and it is not")
        kept = [one for one in journal.kept(self.path) if one.id not in known]
        self.check(not kept or (now == old and len(kept) == 1 and kept[0].op == op != "undo"), f"{where}: kept, and yet written")
        self.told.kills += 1
        self.told.ends += ended
        self.told.done += now == new
        self.told.old += now == old
        self.told.kept += bool(kept)
        self.told.left += lying(self.home) != {"log.csv", ".jobstats"}


def lying(folder: Path) -> set[str]:
    return set(os.listdir(folder))


def child(do: Callable[[], object], steps: Callable[[], contextlib.AbstractContextManager[Steps]] | None, after: float | None) -> bool:
    """Do it in a process of its own, which is killed after some seconds or at its own hand; whether it came to its end."""
    out, into = os.pipe()
    number = os.fork()
    if not number:
        os.close(out)
        try:
            os.write(into, b"r")
            if steps is None:
                do()
            else:
                with steps() as taken:
                    do()
                os.write(into, b"%d " % len(taken.seen))
            os.write(into, b"a")
        except BaseException as error:
            os.write(into, f"E{type(error).__name__}: {error}".encode())
        os._exit(0)
    os.close(into)
    if after is not None:
        os.read(out, 1)
        select.select([out], [], [], after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    said = b"".join(iter(lambda: os.read(out, 4096), b""))
    os.close(out)
    os.waitpid(number, 0)
    if b"E" in said:
        raise AssertionError(said.decode())
    child.said = said  # type: ignore[attr-defined]
    return said.endswith(b"a")


def at_every_step(folder: Path, exchange: bool = True) -> Told:
    """Dead before, after and within each call of each op."""
    told = Told()
    search = Searching(folder, told)
    for op in ("append", "amend", "undo"):
        search.last = search.append()
        do, _ = search.asked(op)
        child(do, lambda: stepping(exchange=exchange), None)
        count = int(child.said.split()[0].lstrip(b"r"))  # type: ignore[attr-defined]
        told.steps[op] = count
        search.last = search.append()
        names = seen(search, exchange)
        for number in range(1, count + 1):
            for when in ("before", "after", "within"):
                if when == "within" and names[min(number, len(names)) - 1] != "write":
                    continue
                search.kill(op, lambda do, n=number, w=when: child(do, lambda: stepping(dies(n, w), exchange), None))  # type: ignore[misc]
    return told


def seen(search: Searching, exchange: bool) -> list[str]:
    """The calls of a save, by name."""
    with stepping(exchange=exchange) as steps:
        search.last = search.append()
    return steps.names


def at_random(folder: Path, times: int, seed: int) -> Told:
    """Killed from outside at any moment of a save, by the clock."""
    told, chance = Told(), random.Random(seed)
    search = Searching(folder, told)
    took = []
    for _ in range(8):
        begun = time.perf_counter()
        child(lambda: journal.append(search.path, [search.row()]), None, 5.0)
        took.append(time.perf_counter() - begun)
    most = sorted(took)[4] * 1.1
    for i in range(times):
        op = ("append", "amend", "undo")[i % 3]
        search.kill(op, lambda do: child(do, None, chance.uniform(0, most)))
    return told


def against_each_other(folder: Path, events: int, files: int) -> dict[str, object]:
    """Two processes that write into the same files at the same time. What each was told to be written, against what stands."""
    folder.mkdir(parents=True)
    each = events // files // 2
    ready = [os.pipe(), os.pipe()]
    numbers = []
    for who in (0, 1):
        number = os.fork()
        if not number:
            try:
                chance, told = random.Random(who), []
                for n in range(files):
                    path = folder / f"{n}.csv"
                    with contextlib.suppress(FileExistsError), path.open("xb") as file:
                        file.write(HEAD)
                    os.write(ready[1 - who][1], b".")
                    os.read(ready[who][0], 1)  # both begin a file together
                    left = each
                    while left:
                        some = min(left, chance.randint(1, 7))
                        rows = [["2026-03-02", f"{who}-{n}-{left - i}", "Analyst", "applied"] for i in range(some)]
                        journal.append(path, rows)
                        told += [f"{n} {row[1]}" for row in rows]
                        left -= some
                (folder / f"told-{who}").write_text("\n".join(told))
                os._exit(0)
            except BaseException as error:
                (folder / f"told-{who}").write_text(f"{type(error).__name__}: {error}")
                os._exit(1)
        numbers.append(number)
    codes = [os.waitpid(number, 0)[1] for number in numbers]
    told = Counter(line for who in (0, 1) for line in (folder / f"told-{who}").read_text().splitlines())
    stands: Counter[str] = Counter()
    turns = 0
    for n in range(files):
        data = (folder / f"{n}.csv").read_bytes()
        assert data.startswith(HEAD + b"\n")
        names = [line.split(",")[1] for line in data.decode().splitlines()[2:]]
        stands.update(f"{n} {name}" for name in names)
        turns += sum(a[0] != b[0] for a, b in itertools.pairwise(names))
    clean = lying(folder) <= {*(f"{n}.csv" for n in range(files)), "told-0", "told-1", ".jobstats"}
    return {
        "codes": codes,
        "told": sum(told.values()),
        "same": told == stands,
        "most": max(stands.values()),
        "turns": turns,
        "clean": clean,
    }


def main(what: str, folder: str, *more: str) -> None:
    os.environ["JOBSTATS_BACKUPS"] = str(Path(folder) / "copies")
    place = Path(folder) / "logs"
    if what == "kills":
        said: object = vars(at_random(place, *map(int, more)))
    elif what == "steps":
        said = vars(at_every_step(place, more[0] == "exchange"))
    elif what == "editor":
        said = editing.with_editor(place, more[0], int(more[1]))
    else:
        said = against_each_other(place, *map(int, more))
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
