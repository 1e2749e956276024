"""How long answers take, and who waits: numbers counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

import jobstats as js
from jobstats.metrics import time as t


def test_incidence_by_hand(log: js.JobLog) -> None:
    """Of six, one positive on day 10, one rejected on day 4, one closed on day 20, three open: shares are sixths.
    2026-01-01,A,x,applied
    2026-01-11,A,x,reply
    2026-01-01,B,x,applied
    2026-01-05,B,x,rejected
    2026-01-01,C,x,applied
    2026-01-21,C,x,closed
    2026-01-01,D,x,applied
    2026-01-01,E,x,applied
    2026-01-01,F,x,applied
    """
    frame = t.time_to_answer(log)
    for stage, day, share in (
        ("rejected", 3, 0),
        ("rejected", 4, 1 / 6),
        ("advanced", 10, 1 / 6),
        ("withdrawn", 20, 1 / 6),
        ("any", 30, 0.5),
    ):
        assert t.at_day(frame, stage, day)["share"] == pytest.approx(share), (stage, day)
    assert frame[(frame["stage"] == "any") & (frame["day"].isin([4, 5, 11]))]["at_risk"].tolist() == [6, 5, 4]
    # within 30 days half of six have an answer; half of that, a quarter, is passed on day 10 (2 of 6)
    assert t.half_of_answers(frame) == 10


def test_ends_and_silence_sum_to_one_on_every_day(sample: js.JobLog) -> None:
    """The three ends are the whole of any."""
    frame = t.time_to_answer(sample)
    parts = sum(frame[frame["stage"] == s]["share"].to_numpy() for s in ("advanced", "rejected", "withdrawn"))
    np.testing.assert_allclose(parts, frame[frame["stage"] == "any"]["share"], atol=1e-12)


def test_the_curve_ends_where_fewer_than_five_are_old_enough(sample: js.JobLog) -> None:
    """At most 90 days for applications, 30 for interviews."""
    assert t.time_to_answer(sample)["day"].max() == 90
    assert t.time_after_interview(sample)["day"].max() == 30


def test_an_interview_ends_at_the_next_step_or_the_outcome(log: js.JobLog) -> None:
    """as of 2026-12-31: two interviews of A (5 days to the next, then 7 to the offer), and three rejected after 2 days.
    2026-01-01,A,x,interview
    2026-01-06,A,x,interview
    2026-01-13,A,x,offer
    2026-01-01,B,x,interview
    2026-01-03,B,x,rejected
    2026-01-01,C,x,interview
    2026-01-03,C,x,rejected
    2026-01-01,D,x,interview
    2026-01-03,D,x,rejected
    """
    frame = t.time_after_interview(log)
    assert frame["of"].iloc[0] == 5
    assert t.at_day(frame, "rejected", 2)["share"] == pytest.approx(3 / 5)
    assert [t.at_day(frame, "advanced", d)["share"] for d in (4, 5, 7)] == pytest.approx([0, 1 / 5, 2 / 5])


def test_too_early_says_when(log: js.JobLog) -> None:
    """as of 2026-01-03: six applications sent two days ago are 14 days old on 15 January.
    2026-01-01,A,x,applied
    2026-01-01,B,x,applied
    2026-01-01,C,x,applied
    2026-01-01,D,x,applied
    2026-01-01,E,x,applied
    2026-01-01,F,x,applied
    """
    assert t.say_time_to_answer(t.time_to_answer(log)) == (
        "Too early: 6 applications on the clock so far. A first figure is possible on 15 Jan 2026, if at least five applications are recorded by then."
    )


def test_nobody_is_asked_after_an_accepted_offer(log: js.JobLog) -> None:
    """as of 2026-03-31: A has been silent for long, B's offer was accepted.
    2026-01-01,A,x,applied
    2026-01-10,A,x,interview
    2026-01-01,B,x,applied
    2026-03-20,B,x,offer
    2026-03-21,B,x,accepted
    """
    for chosen in (log, log.where(company="A")):
        frame = t.waiting(chosen)
        assert frame[["company", "may", "taken"]].to_numpy().tolist() == [["A", False, True]]
        assert t.say_waiting(frame).endswith(
            "1 of them had got past the application: let it rest for now, since you have accepted an offer."
        )


def test_waiting_counts_from_the_last_step(log: js.JobLog) -> None:
    """as of 2026-03-31: A has been silent for 46 days, B for 45 since its interview, C ended, D for 1.
    2026-02-13,A,x,applied
    2026-01-01,B,x,applied
    2026-02-14,B,x,interview
    2026-02-15,B,x,follow_up
    2026-01-01,C,x,applied
    2026-01-02,C,x,rejected
    2026-03-30,D,x,applied
    """
    frame = t.waiting(log)
    assert frame[["company", "day", "group"]].to_numpy().tolist() == [["A", 46, "longer"], ["B", 45, "usual"], ["D", 1, "usual"]]
    assert t.say_waiting(frame) == (
        "1 of 3 open applications has been silent for more than 45 days (a general figure, not yet yours). "
        "Where no answer ever came, silence this long seldom ends: let go without closing the door."
    )


def test_the_silence_clock_becomes_the_persons_own(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """100 applications a year old: 40 rejected by day 10, one on day 20, the others silent for good.

    Past day 14, 60 are open and one is answered within 60 days more: 1 of 60 is under 5 %, its upper 90 % limit under 10 %.
    """
    rows = ["date,company,role,event"]
    for i in range(100):
        rows.append(f"2025-01-01,c{i},x,applied")
        rows += [f"2025-01-{11 if i else 21},c{i},x,rejected"] if i <= 40 else []
    path = tmp_path / "log.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    clock = t.silence_clock(js.load(path, as_of="2026-01-01"))
    assert (clock.day, clock.own, clock.provisional) == (14, True, True)
