"""How much was applied in a process's first week, against what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.metrics import early as v
from tests.conftest import write


def test_early_volume_splits_at_the_persons_own_median(tmp_path: Path) -> None:
    """16 processes answered on a Monday each, a month apart; in every other one three more are sent in the week after.

    Half of each led on after 20 days: no difference.
    """
    rows = ["date,company,role,event"]
    for i in range(16):
        year, month = 2024 + i // 12, i % 12 + 1
        rows += [f"{year}-{month:02d}-01,c{i},x,applied", f"{year}-{month:02d}-02,c{i},x,reply"]
        rows += [f"{year}-{month:02d}-0{d},more{i}{d},x,applied" for d in (3, 4, 5)] if i % 2 else []
        rows += [f"{year}-{month:02d}-20,c{i},x,interview"] if i % 4 < 2 else []
    frame = v.early_volume(js.load(write(tmp_path / "log.csv", "\n".join(rows)), as_of="2026-03-31"))
    assert frame["entered"].tolist() == [8, 8]
    assert frame["median"].iloc[0] == 1.5
    assert frame["share"].tolist() == pytest.approx([0.5, 0.5])
    assert "50\u00a0% when more than 1.5 were sent in that week, 50\u00a0% otherwise; difference 0 points" in v.say_early_volume(frame)
