"""Rounds: numbers counted by hand."""

from __future__ import annotations

import pytest

import jobstats as js
from jobstats.metrics import rounds as r


def test_rounds_by_hand(log: js.JobLog) -> None:
    """Five first rounds, two lead on to a second (one counted, one written down); rounds two are two, too few to tell.
    date,company,role,event,round,kind
    2026-01-05,A,x,interview,,phone
    2026-01-12,A,x,interview,,technical
    2026-01-05,B,x,interview,1,phone
    2026-01-12,B,x,interview,2,Technical
    2026-01-05,C,x,interview,,
    2026-01-05,D,x,interview,,
    2026-01-05,E,x,interview,,
    2026-01-08,E,x,rejected,,
    """
    frame = r.rounds(log)
    assert frame["entered"].tolist() == [5, 2, 0]
    assert frame["share"].iloc[0] == pytest.approx(2 / 5)
    assert frame["share"].iloc[1:].isna().all()
    assert frame[["technical", "kinds"]].to_numpy().tolist() == [[0, 2], [2, 2], [0, 0]]
    assert r.say_rounds(frame) == (
        "A next step within 21 days: first round 40\u00a0% (12–77\u00a0%) of 5. A second invitation means that you are among the preferred. "
        "Technical: 0 of 2 (0–66\u00a0%) in the first round, 2 of 2 (34–100\u00a0%) in the second round."
    )
