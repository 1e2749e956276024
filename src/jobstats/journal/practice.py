"""The sample as a file of its own, to try with: nothing of it is kept."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from jobstats.errors import AskError
from jobstats.journal.backups import PRACTICE
from jobstats.journal.columns import whole
from jobstats.log import JobLog, remembered
from jobstats.readers import again, load, sample
from jobstats.spacing import kept


def practice(log: JobLog) -> JobLog:
    """The sample as a file to try with: a copy in a temporary folder, the same for the same log, read as of the sample's own last day."""
    if log.path:
        raise AskError("This log has a file of its own. Practice is for the sample.")
    base = whole(log)
    return again(remembered(base, "practice", lambda: _copy(base)))


def is_practice(log: JobLog) -> bool:
    """Whether this log is such a copy."""
    return Path(log.path).parent.name.startswith(PRACTICE)


def _copy(base: JobLog) -> JobLog:
    """The sample's file in a folder that goes when Python ends."""
    folder = Path(tempfile.mkdtemp(prefix=PRACTICE))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "log.csv"
    shutil.copyfile(sample(), path)
    return load(path, **{**kept(base), "as_of": base.as_of})
