"""Notes after interviews and nudges: buckets by the interview's own hour, the landmark, the gates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import jobstats as js
from jobstats.metrics import follow_up as f
from jobstats.metrics.interviews import visits
from tests.conftest import write


def bucket(tmp_path: Path, met: str, note: str, event: str = "follow_up") -> str:
    """The bucket of one interview and one note."""
    text = f"date,company,role,event\n{met},Acme,x,interview\n{note},Acme,x,{event}\n"
    return str(visits(js.load(write(tmp_path / "log.csv", text), as_of="2026-06-01"))["bucket"].iloc[0])


@pytest.mark.parametrize(
    ("met", "note", "expected"),
    [
        # 2026-03-10 is a Tuesday
        ("2026-03-10T15:00", "2026-03-10T16:59", "at once"),
        ("2026-03-10T15:00", "2026-03-10T17:00", "at once"),
        ("2026-03-10T15:00", "2026-03-10T17:01", "by noon"),
        ("2026-03-10T15:00", "2026-03-11T12:00", "by noon"),
        ("2026-03-10T15:00", "2026-03-11T12:01", "later"),
        ("2026-03-10T15:00", "2026-03-13", "later"),
        ("2026-03-10T15:00", "2026-03-10", "by noon"),  # the same day, hour not known: by the noon in any case
        ("2026-03-10T15:00", "2026-03-11", "unknown"),  # the day of the noon, hour not known: before or after it
        ("2026-03-10", "2026-03-10", "by noon"),
        ("2026-03-10", "2026-03-10T23:00", "by noon"),  # the interview's hour is not known, so "at once" is not told
        ("2026-03-10", "2026-03-11T09:00", "by noon"),
        ("2026-03-13T15:00", "2026-03-14", "by noon"),  # a Friday: the noon is Monday's
        ("2026-03-13T15:00", "2026-03-16T11:00", "by noon"),
        ("2026-03-13T15:00", "2026-03-16T13:00", "later"),
        ("2026-03-14T11:00", "2026-03-16T11:00", "by noon"),  # a Saturday
    ],
)
def test_buckets_by_the_interviews_own_hour(tmp_path: Path, met: str, note: str, expected: str) -> None:
    """The edges: two hours, the next business noon, a day without an hour, a weekend between."""
    assert bucket(tmp_path, met, note) == expected


def test_nothing_recorded_is_unknown_and_never_sent_is_said(tmp_path: Path) -> None:
    """no_follow_up alone means not sent."""
    assert bucket(tmp_path, "2026-03-10T15:00", "2026-03-12", "no_follow_up") == "none"
    assert bucket(tmp_path, "2026-03-10T15:00", "2026-03-12", "nudge") == "unknown"


def test_a_holiday_moves_the_noon(tmp_path: Path) -> None:
    """Tuesday's interview, Wednesday a holiday, a note on Thursday morning."""
    text = "date,company,role,event\n2026-03-10T15:00,Acme,x,interview\n2026-03-12T09:00,Acme,x,follow_up\n"
    log = js.load(write(tmp_path / "log.csv", text), as_of="2026-06-01")
    assert visits(log)["bucket"].tolist() == ["later"]
    assert visits(log, holidays=["2026-03-11"])["bucket"].tolist() == ["by noon"]


def test_a_note_belongs_to_the_interview_before_it(log: js.JobLog) -> None:
    """
    2026-03-02T10:00,Acme,x,interview
    2026-03-09T10:00,Acme,x,interview
    2026-03-09T11:00,Acme,x,follow_up
    2026-03-09T10:00,Bolt,x,interview
    """
    met = visits(log)
    assert met["bucket"].tolist() == ["unknown", "at once", "unknown"]
    assert met["round"].tolist() == [1, 2, 1]
    assert met["days"].tolist() == [7, 22, 22]


def test_interviews_of_one_day_are_one(log: js.JobLog) -> None:
    """
    2026-03-02T10:00,Acme,x,interview
    2026-03-02T14:00,Acme,x,interview
    2026-03-02T15:00,Acme,x,follow_up
    """
    met = visits(log)
    assert len(met) == 1
    assert met["note_hours"].tolist() == [1.0]  # from the end of the last of them


def test_a_note_before_any_interview_is_told(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,x,follow_up
    2026-03-04,Acme,x,interview
    """
    assert visits(log)["bucket"].tolist() == ["unknown"]
    assert [n.why for n in log.notes if n.column == "date"] == ["a follow_up 2 days before the interview on line 3"]


def test_nudges_and_their_spacing(log: js.JobLog) -> None:
    """
    2026-03-01,A,x,applied
    2026-03-04,A,x,interview
    2026-03-10,A,x,nudge
    2026-03-18,A,x,nudge
    2026-03-20,A,x,rejected
    2026-03-01,B,x,applied
    2026-03-08,B,x,nudge
    """
    frame = f.nudges(log)
    assert frame["group"].tolist() == ["1st", "1st", "2nd"]
    assert np.array_equal(frame["day"], [np.nan, 6, 14], equal_nan=True)  # B has had no interview
    assert np.array_equal(frame["gap"], [np.nan, np.nan, 8], equal_nan=True)
    assert frame["stage"].tolist() == ["open", "rejected", "rejected"]
    assert f.say_nudges(frame) == (
        "3 nudges in 2 processes; 1 was asked more than once, 8 days apart in the middle case. 1 came before any interview and is not in the picture. "
        "Too few to tell whether decisions come sooner after one: it rests on 1 decision and needs 10."
    )


def test_a_note_goes_to_the_interview_whose_hour_it_follows(log: js.JobLog) -> None:
    """
    date,company,role,event,round
    2026-03-10T15:00,Acme,x,interview,1
    2026-03-11T09:00,Acme,x,follow_up,
    2026-03-11T14:00,Acme,x,interview,2
    2026-03-20,Acme,x,no_follow_up,1
    2026-03-10T15:00,Bolt,x,interview,
    2026-03-10T09:00,Bolt,x,follow_up,
    """
    assert visits(log)["bucket"].tolist() == ["by noon", "unknown", "unknown"]
    assert [n.why for n in log.notes if n.column == "date"] == ["a follow_up earlier that day than the interview on line 6"]


def test_an_offer_turned_down_is_a_next_step(log: js.JobLog) -> None:
    """
    2026-03-10,Acme,x,interview
    2026-03-15,Acme,x,declined
    """
    assert visits(log)[["days", "kind_of_end"]].to_numpy().tolist() == [[5, 1]]


def test_what_comes_after_a_nudge_is_counted_from_the_nudge(log: js.JobLog) -> None:
    """
    2026-03-01,A,x,interview
    2026-03-05,A,x,assessment
    2026-03-10,A,x,nudge
    2026-03-12,A,x,rejected
    """
    assert f.nudges(log)["stage"].tolist() == ["rejected"]


def test_a_noon_beyond_days_off_is_told(log: js.JobLog) -> None:
    """One interview on a Friday, one on a Tuesday; 11 March is a Wednesday.
    2026-03-06T15:00,A,x,interview
    2026-03-10T15:00,B,x,interview
    """
    said = f.say_follow_up_timing(f.follow_up_timing(log))
    assert said.endswith("unknown, not never. After 1 interview that noon lay beyond a weekend or a day off.")
    both = f.say_follow_up_timing(f.follow_up_timing(log, holidays=["2026-03-11"]))
    assert both.endswith("After 2 interviews that noon lay beyond a weekend or a day off.")
