"""What a row of a log's own file can say: which columns it has. Writes nothing."""

from __future__ import annotations

from pathlib import Path

from jobstats.errors import LogError
from jobstats.journal.columns import FILLED, Columns, whole, why_not
from jobstats.journal.swapping import read
from jobstats.journal.written import written
from jobstats.log import JobLog, remembered


def fields(log: JobLog) -> frozenset[str]:
    """The meanings (round, source, note …) that the log's file has a column for; all there are, where that cannot be told."""
    base = whole(log)
    return remembered(base, "fields of the file", lambda: _fields(base))


def _fields(base: JobLog) -> frozenset[str]:
    if why_not(base) or base.report is None:
        return frozenset(FILLED)
    try:
        table = written(read(Path(base.path)), base.name, base.report.header_line)
    except (OSError, LogError):  # whoever writes says what is wrong with it
        return frozenset(FILLED)
    return frozenset(Columns.of(table, base.report).place)
