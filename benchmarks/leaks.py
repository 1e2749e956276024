"""Whether any byte of any file of a pack holds a name it should not: packs of invented searches with a canary in every private column.

    uv run python -m benchmarks.leaks            # 500 searches, each at all three levels
    uv run python -m benchmarks.leaks 20 100     # 20 searches, from seed 100 on

Each search is written as a file whose companies, roles, contacts, notes, sources, kinds, further columns, their titles and whose own name are words
nobody writes; it is loaded, and packed with two charts, and those of the first page, at each level ("open" with some of what can be ticked). Then the zip, which
holds every file, is looked through for every name the log holds; those that were ticked may be there. The last look that js.pack takes itself is switched off, so
that it cannot hide a leak. Prints what was found, and at the end how many packs, files and names.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

from jobstats.charts import CATALOGUE
from jobstats.packs import checking, packing
from jobstats.packs.asked import asked
from jobstats.packs.levels import LEVELS, SHOWABLE
from jobstats.packs.scanner import leaks
from tests.packs.planting import canaries


def main(searches: int = 500, first: int = 0) -> int:
    """Pack, look, tell; returns how many leaks there were."""
    checking.check = lambda *_: None
    packs = files = names = found = allowed = 0
    for seed in range(first, first + searches):
        made = Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            log = canaries(seed, Path(folder))
            for level in LEVELS:
                charts = made.sample([*CATALOGUE], 2)
                show = made.sample([*SHOWABLE], made.randint(0, 3)) if level == "open" else []
                pack = packing.pack(log, Path(folder) / level, level=level, charts=charts, show=show)
                secret = checking.private(log, asked(level, charts, "", (), show, None))
                every = checking.private(log, asked("aggregate", charts, "", (), (), None))
                leaked = leaks(pack.files[-1], secret)
                for leak in leaked:
                    print(f"seed {seed}, {level}, {charts}, {show}: {leak}", flush=True)
                packs, files, names, found = packs + 1, files + len(pack.files), names + len(secret), found + len(leaked)
                allowed += bool(show) and bool(leaks(pack.files[-1], every))
        if (seed - first) % 25 == 24:
            print(f"{seed - first + 1} searches: {packs} packs, {files} files, {names} names looked for, {found} leaks", flush=True)
    print(
        f"{searches} searches: {packs} packs, {files} files, {names} names looked for: {found} leaks; in {allowed} packs names that were ticked"
    )
    return found


if __name__ == "__main__":
    sys.exit(min(main(*map(int, sys.argv[1:])), 1))
