"""What was written last into a log's file, and what was taken back there, by whichever notebook. Writes nothing."""

from __future__ import annotations

import os
from pathlib import Path

from jobstats.journal import reached
from jobstats.journal.columns import whole, why_not
from jobstats.journal.events import Recorded
from jobstats.journal.journal import Done
from jobstats.journal.records import DONE, Asked, Records
from jobstats.log import JobLog


def latest(log: JobLog) -> Recorded | None:
    """The last write that was not taken back, as `events.undo` takes it; None where the file is not as that write left it.

    said: the rows, as they stand in the file.
    """
    base = whole(log)
    if why_not(base):
        return None
    asked = _asked(base)
    back = reached.undone(asked)
    stands = next((one for one in reversed(asked) if one.became == DONE and one.op != "undo" and one.id not in back), None)
    if stands is None or stands.after != base.seen or stands.before == stands.after:
        return None
    done = Done(stands.id, base.path, stands.op, stands.line, stands.text, stands.edit, stands.before, stands.after)
    return Recorded(base, base, done, stands.text)


def taken_back(log: JobLog) -> set[str]:
    """The ids of what was done to a log's file and taken back, and not done again since; none where the journal cannot be read."""
    base = whole(log)
    return reached.undone(_asked(base)) if base.path else set()


def _asked(base: JobLog) -> list[Asked]:
    try:
        return Records(Path(os.path.realpath(base.path))).all()
    except OSError:
        return []
