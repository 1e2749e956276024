"""A simulated search as a log: the same as its file, read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import jobstats as js
from jobstats import simulate


@pytest.mark.parametrize("seed", [1, 2, simulate.SAMPLE_SEED])
def test_the_log_is_that_of_the_file(seed: int, tmp_path: Path) -> None:
    """Written as CSV and loaded: the same applications, the same events."""
    search = simulate.search(seed)
    search.events.to_csv(tmp_path / "log.csv", index=False)
    read, made = js.load(tmp_path / "log.csv", as_of=search.as_of), simulate.as_log(search)
    pd.testing.assert_frame_equal(made.applications, read.applications, check_dtype=False)
    pd.testing.assert_frame_equal(made.events[list(read.events.columns)], read.events, check_dtype=False)
