"""The note after an interview against what came next, compared as METHODS 3a allows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import jobstats as js
from jobstats import simulate
from jobstats.errors import AskError
from jobstats.metrics import notes as f
from tests.conftest import write


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
    assert frame[["met", "left", "why"]].iloc[0].tolist() == [23, "3 settled by then; 2 with nothing recorded", ""]
    assert frame["share"].tolist() == pytest.approx([4 / 8, 4 / 10])
    assert f.say_follow_up_next_step(frame) == (
        "18 of 23 interviews can be compared (left out: 3 settled by then; 2 with nothing recorded). Next step within 21 days: "
        "50\u00a0% with a note by then, 40\u00a0% without; difference +10 points (95 % range −30 to +47). "
        "About 96 interviews per group would show a 20-point difference; at your pace that is more than two years away, so this log cannot answer it. "
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


def test_later_notes_do_not_tilt_the_comparison() -> None:
    """Known truth: 150 searches without any effect of the note. Counted from the noon, interviews with a later note lead on less.

    Both groups pooled: the difference of the two shares has a standard error of about 1.5 points; the plain one is about −6 for later notes.
    """
    shares: list[list[float]] = [[], []]
    sizes: list[list[int]] = [[], []]
    for seed in range(150):
        search = simulate.search(seed)
        frame = f.follow_up_next_step(simulate.as_log(search))
        if frame["share"].notna().all():
            for i in (0, 1):
                shares[i].append(frame["share"].iloc[i])
                sizes[i].append(frame["entered"].iloc[i])
    assert len(shares[0]) > 50
    difference = np.average(shares[0], weights=sizes[0]) - np.average(shares[1], weights=sizes[1])
    assert abs(difference) < 0.045


def test_a_note_after_the_decision_compares_nothing(tmp_path: Path) -> None:
    """Nine prompt notes, nine known not sent, five interviews rejected on the 10th with a note on the 13th, one on the very 10th."""
    rows = ["date,company,role,event"]
    for name, n in (("p", 9), ("n", 9), ("after", 5), ("same", 1)):
        for i in range(n):
            rows.append(f"2026-01-05T15:00,{name}{i},x,interview")
            rows += [f"2026-01-05T20:00,{name}{i},x,follow_up"] if name == "p" else []
            rows += [f"2026-01-05,{name}{i},x,no_follow_up"] if name == "n" else []
            rows += [f"2026-01-10,{name}{i},x,rejected"] if name in ("after", "same") else []
            rows += [f"2026-01-{13 if name == 'after' else 10},{name}{i},x,follow_up"] if name in ("after", "same") else []
            rows += [f"2026-01-15,{name}{i},x,screen"] if name in "pn" and i < 3 else []
    pool = f.by_noon(js.load(write(tmp_path / "log.csv", "\n".join(rows)), as_of="2026-03-31"))
    assert pool.basis.left_out == "6 decided before the note went out"
    assert (int(pool.first.sum()), len(pool.first)) == (9, 18)
    assert pool.p() == 1.0  # three of nine on either side


def test_holidays_are_days() -> None:
    """One text, and words."""
    with pytest.raises(AskError) as one:
        js.charts.follow_up_timing(js.load(), holidays="2026-04-03")
    assert str(one.value) == 'holidays is one text. Write a list of days: holidays=["2026-04-03"].'
    with pytest.raises(AskError, match=r"holidays holds something that is no day .*3 April.* Write each as in 2026-04-03"):
        js.charts.follow_up_timing(js.load(), holidays=["3 April"])
    assert "Verdict of" in js.charts.follow_up_next_step.reading(js.load(), holidays=[])
    assert "Verdict of" not in js.charts.follow_up_next_step.reading(js.load(), holidays=["2026-04-03"])
