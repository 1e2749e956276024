"""Notes after interviews and nudges: buckets by the interview's own hour, the landmark, the gates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import jobstats as js
from jobstats import simulate
from jobstats.assemble import build
from jobstats.metrics import follow_up as f
from jobstats.metrics.interviews import visits
from tests.conftest import write
from tests.metrics.test_volume import event_log_rows


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
    assert [n.why for n in log.notes] == ["a follow_up with no interview before it"]


def comparison(tmp_path: Path, prompt: int, late: int, settled: int = 0, unknown: int = 0, steps: int = 4) -> js.JobLog:
    """A log with this many interviews of each kind on Monday 5 January; the first `steps` of prompt and late lead on after ten days."""
    rows = ["date,company,role,event"]
    for name, n in (("p", prompt), ("l", late), ("s", settled), ("u", unknown)):
        for i in range(n):
            rows.append(f"2026-01-05T15:00,{name}{i},x,interview")
            rows += [f"2026-01-05T20:00,{name}{i},x,follow_up"] if name == "p" else []
            rows += [f"2026-01-05,{name}{i},x,no_follow_up"] if name in "ls" else []
            rows += [f"2026-01-06,{name}{i},x,rejected"] if name == "s" else []
            rows += [f"2026-01-15,{name}{i},x,screen"] if name in "pl" and i < steps else []
    return js.load(write(tmp_path / "log.csv", "\n".join(rows)), as_of="2026-03-31")


def test_the_landmark_leaves_out_what_was_settled_by_then_and_what_is_unknown(tmp_path: Path) -> None:
    """8 prompt, 10 without, 3 settled by the next day, 2 unknown."""
    frame = f.follow_up_next_step(comparison(tmp_path, 8, 10, settled=3, unknown=2))
    assert frame["entered"].tolist() == [8, 10]
    assert frame[["met", "settled", "unknown", "why"]].iloc[0].tolist() == [23, 3, 2, ""]
    assert frame["share"].tolist() == pytest.approx([4 / 8, 4 / 10])
    assert f.say_follow_up_next_step(frame).startswith(
        "18 of 23 interviews can be compared (3 settled by then, 2 with nothing recorded, 0 too recent). Next step within 21 days: "
        "50\u00a0% with a note by then, 40\u00a0% without; difference +10 points (95 % range −30 to +47). Too few to tell: about "
    )
    assert f.say_follow_up_next_step(frame).endswith(
        "People write sooner after good interviews, so this could not show that the note caused anything."
    )


@pytest.mark.parametrize(
    ("prompt", "late", "steps", "why"),
    [
        (7, 20, 4, "the smaller group has 7 interviews and needs 8"),
        (8, 8, 2, "there are 4 next steps in all and it needs 5"),
    ],
)
def test_the_gate(tmp_path: Path, prompt: int, late: int, steps: int, why: str) -> None:
    """Too few: counts, no shares, and what is missing."""
    frame = f.follow_up_next_step(comparison(tmp_path, prompt, late, steps=steps))
    assert frame["why"].iloc[0] == why
    assert frame["share"].isna().all()
    assert f"Too few to tell: {why}." in f.say_follow_up_next_step(frame)


def test_the_clock_starts_at_the_noon(tmp_path: Path) -> None:
    """Interviews on 5 January: the noon is on the 6th, so a step on the 27th is within 21 days and one on the 28th is not."""
    rows = ["date,company,role,event"]
    for name in "pl":
        for i in range(8):
            rows += [
                f"2026-01-05T15:00,{name}{i},x,interview",
                f"2026-01-05T20:00,{name}{i},x,{'follow_up' if name == 'p' else 'no_follow_up'}",
            ]
            rows += [f"2026-01-{27 if i < 3 else 28},{name}{i},x,offer"]
    frame = f.follow_up_next_step(js.load(write(tmp_path / "log.csv", "\n".join(rows)), as_of="2026-03-31"))
    assert frame["share"].tolist() == pytest.approx([3 / 8, 3 / 8])


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
        "Too few to tell whether decisions come sooner after one (1 decision so far)."
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
    assert [n.why for n in log.notes] == ["a follow_up with no interview before it"]


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


def test_later_notes_do_not_tilt_the_comparison() -> None:
    """Known truth: 150 searches without any effect of the note. Counted from the noon, interviews with a later note lead on less.

    Both groups pooled: the difference of the two shares has a standard error of about 1.5 points; the plain one is about −6 for later notes.
    """
    shares: list[list[float]] = [[], []]
    sizes: list[list[int]] = [[], []]
    for seed in range(150):
        search = simulate.search(seed)
        frame = f.follow_up_next_step(build(event_log_rows(search.events), search.as_of))
        if frame["share"].notna().all():
            for i in (0, 1):
                shares[i].append(frame["share"].iloc[i])
                sizes[i].append(frame["entered"].iloc[i])
    assert len(shares[0]) > 50
    difference = np.average(shares[0], weights=sizes[0]) - np.average(shares[1], weights=sizes[1])
    assert abs(difference) < 0.045
