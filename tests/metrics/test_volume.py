"""Applying while a process is live: weeks, the let-up, early volume; numbers counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.metrics import volume as v
from tests.conftest import write


def test_weeks_and_live_processes(log: js.JobLog) -> None:
    """as of 2026-03-18, a Wednesday. A is live from 4 to 11 March; C answered on the 10th and is open.
    2026-03-02,A,x,applied
    2026-03-04,A,x,reply
    2026-03-11,A,x,rejected
    2026-03-08,B,x,applied
    2026-03-09,C,x,applied
    2026-03-10,C,x,screen
    """
    frame = v.weekly_applications(log)
    assert frame["n"].tolist() == [2, 1, 0]  # weeks of 2, 9 and 16 March
    assert frame["live"].tolist() == [0, 1, 1]  # on those Mondays
    assert frame["whole"].tolist() == [True, True, False]
    assert v.say_weekly_applications(frame) == (
        "3 applications in 3 weeks. A week, on average: 2.0 in 1 week with no live process; 1.0 in 1 week with one live process (95 % ranges). "
        "Groups under five weeks have no range yet. Keep applying until an offer is final."
    )


def test_a_process_silent_for_45_days_is_no_longer_live(log: js.JobLog) -> None:
    """as of 2026-03-31: a screen on 5 January and silence; live until 19 February.
    2026-01-01,A,x,applied
    2026-01-05,A,x,screen
    """
    frame = v.weekly_applications(log).set_index("week")
    assert frame.index[frame["live"] > 0].max() == 20500  # Monday, 16 February 2026
    assert frame["live"].sum() == 7


def test_the_let_up_counts_two_weeks_on_both_sides(log: js.JobLog) -> None:
    """One invitation on 20 January: four sent in the 14 days before, two in the 14 after; those sent on the day count for neither.
    2026-01-01,A,x,applied
    2026-01-20,A,x,screen
    2026-01-06,B,x,applied
    2026-01-10,C,x,applied
    2026-01-19,D,x,applied
    2026-01-19,E,x,applied
    2026-01-20,F,x,applied
    2026-01-21,G,x,applied
    2026-02-03,H,x,applied
    2026-02-04,I,x,applied
    2026-03-30,I,x,screen
    """
    frame = v.let_up(log)
    assert frame[["before", "after", "change", "stage", "of"]].to_numpy().tolist() == [[2.0, 1.0, -1.0, "open", 2]]
    assert v.say_let_up(frame).startswith(
        "1 of 2 invitations have two weeks on both sides: too few for an average, which needs 5. 0 of these 1 led to an offer"
    )


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
    assert "50\u00a0% when more than 1.5 were sent in that week, 50\u00a0% when fewer were; difference +0 points" in v.say_early_volume(
        frame
    )
