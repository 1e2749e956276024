"""A simulated search as a log, as if its file had been written and read."""

from __future__ import annotations

from datetime import date

import pandas as pd

from jobstats.assemble import build
from jobstats.log import JobLog
from jobstats.simulate.diary import Search


def as_log(search: Search, as_of: date | None = None) -> JobLog:
    """The log of a search, complete through as_of (its last day unless another is given); the same as js.load of its file."""
    events, day = search.events, as_of or search.as_of
    rows = events.apply(lambda column: column.str.strip()).assign(
        line=pd.RangeIndex(2, len(events) + 2).to_numpy(),
        date=pd.to_datetime(events["date"], format="ISO8601"),
        precision=events["date"].str.contains("T").map({True: "minute", False: "day"}),
        undated="",
    )
    return build(rows[rows["date"] < pd.Timestamp(day) + pd.Timedelta(days=1)].reset_index(drop=True), day, name="simulated")
