"""What a run that was killed left beside a log: put back, taken away, or moved among the copies; never bytes that are nowhere else."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jobstats.alone import flushed
from jobstats.journal.backups import Backups
from jobstats.journal.records import DONE, Asked, Records
from jobstats.journal.swapping import END, MeanwhileError, beyond, read, remains, swap
from jobstats.readers import fingerprint


def cleared(file: Path, records: Records, copies: Backups) -> None:
    """Clear what lies beside a file under the names of swapping; nobody else of us is writing. Raises OSError where it can be neither kept nor read.

    A run that was killed just after the swap may have swapped out what an editor saved in that moment: then that gets its place again, and what was
    to be written counts as not written (see journal.kept).
    """
    left = remains(file)
    if not left:
        return
    asked = records.all()
    last = asked[-1] if asked and asked[-1].became != DONE else None
    for path in left:
        data = read(file)
        if os.path.samefile(path, file) or read(path) == data:
            os.unlink(path)
        elif last is not None and _swapped_out(path, last, data):
            copies.keep(read(path))
            with contextlib.suppress(MeanwhileError):  # it was saved anew in this moment, and what was saved last stands
                out = swap(path, file, data)
                flushed([file.parent])
                if out is not None:
                    os.unlink(out)
        else:
            _away(path, last, data, copies)


def _swapped_out(path: Path, last: Asked, data: bytes) -> bool:
    """Whether this stood in the file's place when it was swapped, and was not what had been read."""
    ours = Path(last.temp or END).name
    return path.name in (ours, beyond(Path(ours)).name) and fingerprint(data) == last.after and fingerprint(read(path)) != last.before


def _away(path: Path, last: Asked | None, data: bytes, copies: Backups) -> None:
    """Take it away; first a copy, unless its bytes are elsewhere too: in a copy, or in what the journal can write again."""
    content = read(path)
    if not (copies.holds(content) or (last is not None and _begun(content, last, data, copies))):
        copies.keep(content)
    os.unlink(path)


def _begun(content: bytes, last: Asked, data: bytes, copies: Backups) -> bool:
    """Whether it is what the last save was about to put in place, or the beginning of that."""
    old = data if fingerprint(data) == last.before else copies.find(last.before)
    if old is None:
        return False
    with contextlib.suppress(ValueError):
        return last.edit.apply(old).startswith(content)
    return False
