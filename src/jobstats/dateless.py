"""Applications of which no day is known: they count in how far applications got, and in nothing that needs a day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from jobstats.applications import PER_ROW
from jobstats.log import JobLog
from jobstats.vocabulary import OUTCOMES, STAGE_OF, STAGES


def with_dateless(log: JobLog, rows: pd.DataFrame) -> JobLog:
    """The log with one more application for each of these rows, whose date is NaT; what happened stands in `undated`."""
    if rows.empty:
        return log
    told = rows[[c for c in rows.columns if c not in PER_ROW]].reset_index(drop=True)
    words = [tuple(str(w).split()) for w in rows["undated"]]
    level = np.array([max((STAGES.index(STAGE_OF[w]) for w in said if w in STAGE_OF), default=0) for said in words], np.int64)
    told["start"] = np.nan
    for name in STAGES:
        told[name] = np.nan
    told["level"], told["stage"] = level, np.array(STAGES, dtype=object)[level]
    told["outcome"] = np.array([next((w for w in reversed(said) if w in OUTCOMES), "") for said in words], dtype=object)
    told["ended"] = np.nan
    told["reopened"], told["inbound"], told["undated"] = False, False, True
    known = log.applications
    columns = [*known.columns, *(c for c in told.columns if c not in known.columns)]
    both = pd.concat([_filled(known, columns), _filled(told, columns)], ignore_index=True) if len(known) else _filled(told, columns)
    return replace(log, applications=both, total=len(both))


def _filled(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The table with all of these columns, blank where it has none."""
    return table.reindex(columns=columns, fill_value="")
