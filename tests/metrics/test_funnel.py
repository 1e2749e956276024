"""How far applications get: numbers counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.metrics import funnel as f
from jobstats.vocabulary import ENDS


def test_parts_of_each_stage_add_up_and_waiting_is_no_failure(log: js.JobLog) -> None:
    """
    2026-01-01,A,x,applied
    2026-01-11,A,x,interview
    2026-01-01,B,x,applied
    2026-01-21,B,x,rejected
    2026-01-01,C,x,applied
    2026-01-01,D,x,applied
    2026-01-05,D,x,closed
    2026-03-30,E,x,applied
    """
    first = f.funnel(log).iloc[0]
    assert [first[p] for p in ENDS] == [2, 1, 1, 1]  # C and E wait, A went on, B was rejected, D closed
    assert first["entered"] == 5


def test_share_by_hand(log: js.JobLog) -> None:
    """Six applications 60 days old or more: A and B go on by day 30, C is rejected on day 20, D goes on too late, E and F wait.

    So within 30 days 2 of 6, no one is young, and the estimate is k of n.
    2026-01-01,A,x,applied
    2026-01-11,A,x,screen
    2026-01-01,B,x,applied
    2026-01-31,B,x,reply
    2026-01-01,C,x,applied
    2026-01-21,C,x,rejected
    2026-01-01,D,x,applied
    2026-02-01,D,x,reply
    2026-01-01,E,x,applied
    2026-01-01,F,x,applied
    """
    first = f.funnel(log).iloc[0]
    assert (first["horizon"], first["n"], first["of"]) == (30, 2, 6)
    assert first["share"] == pytest.approx(2 / 6)
    assert f.say_funnel(f.funnel(log)) == (
        "Of 6 applications sent, an estimated 33\u00a0% (95 % range 10–70\u00a0%) lead to a positive answer within 30 days; of the 6 that are that old, 2 did. "
        "2 still wait for a first answer and count as open, not as refusals."
    )


def test_another_horizon_can_be_asked_for(log: js.JobLog) -> None:
    """as of 2026-03-10: five applications of 1 January are 68 days old; B went on on day 45.
    2026-01-01,A,x,applied
    2026-01-01,B,x,applied
    2026-02-15,B,x,reply
    2026-01-01,C,x,applied
    2026-01-01,D,x,applied
    2026-01-01,E,x,applied
    """
    assert f.funnel(log, horizon=60).iloc[0][["horizon", "n", "of"]].tolist() == [60, 1, 5]
    assert f.funnel(log, horizon=30).iloc[0][["horizon", "n", "of"]].tolist() == [30, 0, 5]
    with pytest.raises(AskError) as early:
        f.funnel(log, horizon=90)
    assert str(early.value) == "Too early for 90 days: five applications are that old on 1 Apr 2026."
    with pytest.raises(AskError) as odd:
        js.charts.funnel(log, horizon=45)
    assert str(odd.value) == "horizon is 45, and it can be 14, 30, 60 or 90 days."
    with pytest.raises(AskError) as few:
        f.funnel(log.where(company=["A", "B"]), horizon=14)
    assert str(few.value) == "Too early for 14 days: five applications have to be that old, and there is no more than 2."
    assert js.charts.funnel(log, horizon=60).for_sharing().table.iloc[0]["Within days"] == "60"


def test_too_early_says_when(log: js.JobLog) -> None:
    """as of 2026-01-12: five applications, the youngest five days old; the fifth is 14 days old on 21 January.
    2026-01-01,A,x,applied
    2026-01-02,B,x,applied
    2026-01-03,C,x,applied
    2026-01-04,D,x,applied
    2026-01-07,E,x,applied
    """
    assert f.say_funnel(f.funnel(log)) == (
        "Too early: 0 of 5 applications are 30 days old. A first figure is possible on 21 Jan 2026. "
        "5 still wait for a first answer and count as open, not as refusals."
    )
    assert np.isnan(f.funnel(log)["share"]).all()


def test_what_came_to_the_person_is_not_on_the_clock_of_applying(log: js.JobLog) -> None:
    """
    2026-01-01,A,x,approached
    2026-01-05,A,x,interview
    2026-01-01,B,x,applied
    """
    frame = f.funnel(log).set_index(["stage", "goal"])
    assert frame.loc[("applied", "reply"), ["entered", "inbound"]].tolist() == [1, 1]
    assert frame.loc[("interview", "offer"), ["entered", "open"]].tolist() == [1, 1]


def test_offers_run_on_their_own_clock(log: js.JobLog) -> None:
    """as of 2026-12-31: five applications 90 days old, one offer on day 50; one more on day 95 comes too late.
    2026-01-01,A,x,applied
    2026-02-20,A,x,offer
    2026-01-01,B,x,applied
    2026-04-06,B,x,offer
    2026-01-01,C,x,applied
    2026-01-01,D,x,applied
    2026-01-01,E,x,applied
    """
    last = f.funnel(log).iloc[-1]
    assert (last["goal"], last["horizon"], last["n"], last["of"]) == ("offer", 90, 1, 5)
    assert last["share"] == pytest.approx(0.2)


def test_groups_are_ordered_by_size_and_small_ones_have_no_share(log: js.JobLog) -> None:
    """
    date,company,role,event,source
    2026-01-01,A,x,applied,board
    2026-01-01,B,x,applied,referral
    2026-01-09,B,x,screen,
    2026-01-01,C,x,applied,referral
    2026-01-01,D,x,applied,referral
    2026-01-01,E,x,applied,referral
    2026-01-01,F,x,applied,referral
    2026-01-01,G,x,applied,
    """
    frame = f.funnel_by(log)
    assert frame["group"].tolist() == ["referral", "board", "not noted"]
    assert frame["share"].iloc[0] == pytest.approx(0.2)
    assert frame["share"].iloc[1:].isna().all()
    assert (
        f.say_funnel_by(frame)
        == "Positive answers within 30 days, by source: referral: 20\u00a0% (4–62\u00a0%) of 5. The other groups are too small to say."
    )


def test_many_values_are_drawn_together(log: js.JobLog) -> None:
    """
    date,company,role,event,team
    2026-01-01,A,x,applied,t1
    2026-01-01,B,x,applied,t2
    2026-01-01,C,x,applied,t3
    2026-01-01,D,x,applied,t4
    2026-01-01,E,x,applied,t5
    2026-01-01,F,x,applied,t6
    2026-01-01,G,x,applied,t7
    2026-01-01,H,x,applied,t8
    2026-01-01,I,x,applied,t9
    2026-01-01,J,x,applied,t10
    2026-01-01,K,x,applied,t11
    2026-01-01,L,x,applied,t12
    """
    frame = f.funnel_by(log, by="team")
    assert frame["group"].iloc[-1] == "other (2 values)"
    assert frame["entered"].sum() == 12


def test_flows_add_up_at_every_node(sample: js.JobLog) -> None:
    """What enters a node leaves it, or ends there; everything starts and ends somewhere."""
    frame = f.flows(sample)
    out, into = frame.groupby("group")["n"].sum(), frame.groupby("stage")["n"].sum()
    starts, ends = set(out.index) - set(into.index), set(into.index) - set(out.index)
    assert starts == {"Applied", "Came to you"}
    assert "Still waiting" in ends
    assert out[list(starts)].sum() == into[list(ends)].sum() == len(sample)
    for node in set(out.index) & set(into.index):
        assert out[node] == into[node]


def test_every_part_of_the_sample_adds_up(sample: js.JobLog) -> None:
    """entered = advanced + rejected + withdrawn + open, in every row with counts."""
    frame = f.funnel(sample).dropna(subset=["entered"])
    assert (frame[list(ENDS)].sum(axis=1) == frame["entered"]).all()
    assert len(frame) == 5


def test_a_status_without_a_day_counts_in_stages_not_in_shares(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A plain sheet: one interview whose day is unknown."""
    path = tmp_path / "sheet.csv"
    path.write_text("company,role,date applied,status\nA,x,2026-01-01,interview\nB,x,2026-01-01,\n", encoding="utf-8")
    frame = f.funnel(js.load(path, as_of="2026-03-31"))
    assert frame.iloc[0][["entered", "advanced", "open", "undated"]].tolist() == [2, 1, 1, 1]
    assert frame.iloc[0]["of"] == 1  # on the clock: B alone


def test_answers_without_a_day_leave_no_share_to_tell(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The commonest sheet there is: statuses, no response dates. Nought per cent would be told of 30 open ones."""
    rows = ["company,role,date applied,status"]
    rows += [f"c{i},x,2026-01-01,{'interview' if i < 8 else 'rejected' if i < 30 else 'applied'}" for i in range(60)]
    path = tmp_path / "sheet.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    log = js.load(path, as_of="2026-03-31")
    why = "30 of 60 have a status without a day, so no share can be told: add the day of each answer."
    assert f.say_funnel(f.funnel(log)) == f"60 applications. {why} 8 processes reached an interview, 0 an offer."
    assert js.charts.time_to_answer.reading(log) == f"30 applications. {why}"
    assert f.say_funnel_by(f.funnel_by(log)) == why


def test_no_share_of_those_chosen_because_they_got_there(sample: js.JobLog) -> None:
    """After where(stage="reply") all have a positive answer, by construction."""
    chosen = sample.where(stage="reply")
    assert "chosen because they got that far" in js.charts.funnel.reading(chosen)
    assert "chosen because they got that far" in js.charts.time_to_answer.reading(chosen)
    assert np.isnan(f.funnel(chosen)["share"].iloc[0])
    assert not np.isnan(f.funnel(chosen)["share"].iloc[1])  # from the first answer on they were not chosen
