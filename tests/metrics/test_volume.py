"""Applying while a process is live: weeks, the let-up, early volume; numbers counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import jobstats as js
from jobstats import simulate
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
        "3 applications in 3 weeks. A week, on average: 2.0 in 1 week with no live process; 1.0 in 1 week with one live process. "
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
    """One invitation on 20 January, 19 days after A was sent: four sent in the 14 days before, two in the 14 after; not on the day.

    Nineteen days after the other applications, with both windows in the log: 25 January (B: 4 before, 2 after), 29 January (C: 4, 2),
    7 February twice (D, E: 2, 0), 8 February (F: 2, 0), 9 February (G: 2, 0), 22 and 23 February (H, I: 0, 0); with A's own day
    (4, 2) that is −2 seven times and 0 twice, over two weeks: −14 / 9 / 2.
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
    assert frame[["before", "after", "stage", "of"]].to_numpy().tolist() == [[2.0, 1.0, "open", 2]]
    assert frame["usual"].iloc[0] == pytest.approx(-14 / 18)
    assert frame["change"].iloc[0] == pytest.approx(-1 + 14 / 18)
    assert v.say_let_up(frame).startswith(
        "1 of 2 invitations has two weeks on both sides: too few for an average, which needs 5. 0 led to an offer"
    )


def test_a_person_who_never_lets_up_is_not_told_so() -> None:
    """Known truth: 60 searches without any let-up. The plain difference of after and before says one; the chart's does not.

    The mean over 60 searches has a standard error of about 0.1; the plain difference averages about −0.9.
    """
    plain, beyond = [], []
    for seed in range(60):
        drawn = simulate.search(seed, let_up=0.0)
        frame = v.let_up(simulate.as_log(drawn))
        plain.append((frame["after"] - frame["before"]).mean())
        beyond.append(frame["change"].mean())
    assert abs(np.mean(beyond)) < 0.35
    assert np.mean(plain) < -0.5


def test_the_weeks_after_an_acceptance_are_no_let_up(tmp_path: Path) -> None:
    """One application a day from 1 January on, twenty answers on days 78 to 97, one offer taken on day 100: nothing is let go.

    Read on day 100 and on day 160, the change is the same: there was nothing to apply for in between.
    """
    day = [d.strftime("%Y-%m-%d") for d in pd.date_range("2026-01-01", periods=161)]
    rows = ["date,company,role,event", *[f"{day[i]},c{i},x,applied" for i in range(101)]]
    rows += [f"{day[78 + i]},c{40 + i},x,reply" for i in range(20)] + [f"{day[99]},c99,x,offer", f"{day[100]},c99,x,accepted"]
    path = write(tmp_path / "log.csv", "\n".join(rows))
    then, later = (v.let_up(js.load(path, as_of=day[i])) for i in (100, 160))
    assert then["change"].tolist() == pytest.approx(later["change"].tolist())
    assert abs(later["share"].iloc[0]) < 0.6


def test_an_acceptance_ends_the_weeks_of_a_part_too(sample: js.JobLog) -> None:
    """The sample filtered to referrals: as many weeks as the whole, and no range below nought."""
    whole, part = v.weekly_applications(sample), v.weekly_applications(sample.where(source="referral"))
    assert len(whole) == len(part)
    assert (part["low"].dropna() >= 0).all()
    assert v.say_weekly_applications(part).endswith("Only live processes of those chosen are counted.")
