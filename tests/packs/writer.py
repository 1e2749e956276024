"""A run that writes a small pack, also in a process of its own: python -m tests.packs.writer runs FOLDER FIRST LAST."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
import zipfile
from pathlib import Path

from jobstats.packs.writing import write_all, zipped

NAME = "p"
OWN = ("report.html", "summary.md", "charts/a.svg", "charts/b.svg")


def made(n: int) -> dict[str, bytes]:
    """The files of run n; every second run has a chart less."""
    text = str(n).encode()
    return {"report.html": text, "charts/a.svg": text, **({"charts/b.svg": text} if n % 2 else {})}


def write(out: Path, n: int) -> Path:
    """Run n."""
    return write_all(out, NAME, made(n), {f"{NAME}.zip": zipped(NAME, made(n))}, own=OWN)


def there(folder: Path) -> dict[str, bytes]:
    """Every file in a folder by its path in it, hidden ones as well."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()} if folder.is_dir() else {}


def standing(out: Path) -> tuple[int | None, int | None]:
    """Which run's folder stands, and which run's zip; None for none. Fails where one of them is not whole."""
    folder, archive = there(out / NAME), out / f"{NAME}.zip"
    run = int(folder["report.html"]) if folder else None
    assert run is None or folder == made(run)
    packed = None
    if archive.exists():
        with zipfile.ZipFile(archive) as entries:
            packed = int(entries.read(f"{NAME}/report.html"))
        assert archive.read_bytes() == zipped(NAME, made(packed))
    return run, packed


def clean(out: Path) -> bool:
    """Whether nothing is there but the folder and its zip."""
    return {p.name for p in out.iterdir()} <= {NAME, f"{NAME}.zip"}


def runs(folder: str, first: str, last: str) -> None:
    """One run after the other."""
    print("ready", flush=True)
    for n in range(int(first), int(last)):
        write(Path(folder), n)


def killed(folder: str, times: str, seed: str) -> None:
    """Processes that write run after run, each in a folder of its own, and each killed in the first fiftieth of a second."""
    chance = random.Random(int(seed))
    for i in range(int(times)):
        child = os.fork()
        if not child:
            for n in itertools.count():
                write(Path(folder) / str(i), n)
        while not (Path(folder) / str(i)).exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    import filelock  # noqa: F401  so that it is there before anything is timed

    os.fsync = lambda place: None  # type: ignore[assignment]  # as fast as they can: nobody takes the disk away here
    {"runs": runs, "killed": killed}[sys.argv[1]](*sys.argv[2:])
