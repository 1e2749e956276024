"""Curves of groups of interviews: decisions by round, next steps by a landmark of nudges; numbers counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.metrics import groups as g
from jobstats.metrics import practice as p
from tests.conftest import write


def load(tmp_path: Path, rows: list[str]) -> js.JobLog:
    return js.load(write(tmp_path / "log.csv", "\n".join(["date,company,role,event,round", *rows])), as_of="2026-03-31")


def test_decisions_by_round(tmp_path: Path) -> None:
    """Six first rounds on 2 January: 3 rejected after 7 days, 1 led to an offer after 10, 2 undecided. One second round."""
    rows = [f"2026-01-02,c{i},x,interview,1" for i in range(6)] + ["2026-01-02,d,x,interview,2"]
    rows += [f"2026-01-09,c{i},x,rejected," for i in range(3)] + ["2026-01-12,c3,x,offer,"]
    frame = g.decisions_by_round(load(tmp_path, rows))
    first = frame[frame["group"] == "First round"]
    assert first["share"].to_numpy()[[6, 7, 9, 10, 21]].tolist() == pytest.approx([0, 0.5, 0.5, 4 / 6, 4 / 6])
    assert first["at_risk"].to_numpy()[[0, 7, 8, 10, 11]].tolist() == [6, 6, 3, 3, 2]
    assert g.say_decisions_by_round(frame) == (
        "Decided within 21 days of the interview: first round 67\u00a0% (30–90\u00a0%) of 6. A later round often takes longer: more people have to agree."
    )
    assert g.cells(frame)["Old enough"].tolist() == ["4 of 6", "–", "–"]
    assert g.cells(frame)["Still lacking"].tolist()[1:] == [
        "1 interview, and five have to be 21 days old",
        "0 interviews, and five have to be 21 days old",
    ]


def nudged(tmp_path: Path, asked: int, plain: int) -> js.JobLog:
    """Interviews on 2 January; these many nudged on the 7th, the others not; every second one has an offer on the 19th."""
    rows = [f"2026-01-02,{name}{i},x,interview,1" for name, n in (("a", asked), ("p", plain)) for i in range(n)]
    rows += [f"2026-01-07,a{i},x,nudge," for i in range(asked)]
    rows += [f"2026-01-19,{name}{i},x,offer," for name, n in (("a", asked), ("p", plain)) for i in range(0, n, 2)]
    return load(tmp_path, rows)


def test_landmarks_of_nudges(tmp_path: Path) -> None:
    """Eight nudged on day 5 and ten not: all undecided on days 7 and 14; half of each have a next step on day 17."""
    frame = g.nudge_landmarks(nudged(tmp_path, 8, 10))
    for name, n in (("Day 7: nudged by then", 8), ("Day 7: not nudged", 10), ("Day 14: nudged by then", 8), ("Day 14: not nudged", 10)):
        part = frame[frame["group"] == name]
        mark = int(name[4:6].strip(":"))
        assert part["day"].iloc[0] == mark
        assert part["of"].iloc[0] == n
        assert part.set_index("day")["share"][[16, 17, mark + 21]].tolist() == pytest.approx([0, 0.5, 0.5])
    assert g.say_nudge_landmarks(frame).startswith(
        "Undecided on day 7: a next step within 21 days more for 50\u00a0% (22–78\u00a0%) of 8 nudged by then, 50\u00a0% (24–76\u00a0%) of 10 not. Undecided on day 14:"
    )


def test_the_gate_of_the_landmarks(tmp_path: Path) -> None:
    """Seven nudged: too few."""
    frame = g.nudge_landmarks(nudged(tmp_path, 7, 10))
    why = "the smaller group has 7 interviews and needs 8"
    assert g.say_nudge_landmarks(frame) == f"From day 7: too few to tell: {why}. From day 14: too few to tell: {why}."
    assert frame["share"].isna().all()


def test_nothing_to_compare(empty: js.JobLog) -> None:
    """An empty log."""
    assert (
        g.say_nudge_landmarks(g.nudge_landmarks(empty))
        == "No interview in this log was still undecided after a week, so there is nothing to compare."
    )
    assert g.say_decisions_by_round(g.decisions_by_round(empty)) == "No interview is in this log yet."


def test_practice_sets_the_halves_side_by_side(tmp_path: Path) -> None:
    """Fourteen interviews, one a day from 2 January; of the earlier seven one led on after five days, of the later seven four."""
    rows = [f"2026-01-{i + 2:02d},c{i},x,interview,1" for i in range(14)]
    rows += [f"2026-01-{i + 7:02d},c{i},x,offer," for i in (0, 7, 8, 9, 10)]
    log = load(tmp_path, rows)
    frame = p.practice(log)
    assert frame["entered"].tolist() == [7, 7]
    assert frame["share"].tolist() == pytest.approx([4 / 7, 1 / 7])
    assert p.say_practice(frame).startswith(
        "14 interviews. Next step within 21 days: 57\u00a0% in your later half, 14\u00a0% in your earlier half; difference +43 points (95 % range −6 to +72)."
    )
    assert not p.practice_finding(log).why


@pytest.mark.parametrize(
    ("n", "steps", "why"),
    [(11, 5, "11 interviews are 21 days old and it needs 12"), (12, 3, "there are 3 next steps in all and it needs 4")],
)
def test_the_gate_of_practice(tmp_path: Path, n: int, steps: int, why: str) -> None:
    """Too few interviews, or too few next steps."""
    rows = [f"2026-01-{i + 2:02d},c{i},x,interview,1" for i in range(n)] + [f"2026-01-{i + 7:02d},c{i},x,offer," for i in range(steps)]
    frame = p.practice(load(tmp_path, rows))
    assert frame["why"].iloc[0] == why
    assert frame["share"].isna().all()
    assert f"{n} interviews so far. Too few to tell: {why}." in p.say_practice(frame)


def test_a_coworker_met_by_day_seven(tmp_path: Path) -> None:
    """Eight interviews with a talk on day 4, nine without, one with a talk on day 8, one settled on day 6; half lead on on day 20."""
    rows = [f"2026-01-02,{name}{i},x,interview,1" for name, n in (("t", 8), ("n", 9), ("late", 1), ("s", 1)) for i in range(n)]
    rows += [f"2026-01-06,t{i},x,coworker_chat," for i in range(8)] + ["2026-01-10,late0,x,coworker_chat,", "2026-01-08,s0,x,rejected,"]
    rows += [f"2026-01-22,{name}{i},x,offer," for name in "tn" for i in range(4)]
    frame = p.coworker_meeting(load(tmp_path, rows))
    assert frame["entered"].tolist() == [8, 10]
    assert frame["share"].tolist() == pytest.approx([4 / 8, 4 / 10])
    assert p.say_coworker_meeting(frame).startswith(
        "You met a would-be coworker after 9 of 19 interviews. Next step within the 21 days after day 7: 50\u00a0%"
    )
