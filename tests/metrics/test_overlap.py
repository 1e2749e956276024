"""Processes side by side: lanes, days with two late ones, offers that can meet; numbers counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import jobstats as js
from jobstats.anonymous import anonymous
from jobstats.errors import AskError
from jobstats.figures import lanes
from jobstats.metrics import overlap as o


def stretches(frame: pd.DataFrame, stage: str) -> list[tuple[str, int, int]]:
    """Label, first and last day of March of each stretch of one kind."""
    rows = frame[frame["stage"] == stage]
    return [(g, int(a) - FEBRUARY, int(b) - FEBRUARY) for g, a, b in zip(rows["group"], rows["day"], rows["until"], strict=True)]


FEBRUARY = 20512  # 28 February 2026


def test_lanes_and_days_with_two_late_ones(log: js.JobLog) -> None:
    """as of 2026-03-20. A is late from the 10th to its no on the 14th, B from the 12th on; together on the 12th, 13th, 14th. C is early.
    2026-03-01,A,x,applied
    2026-03-04,A,x,screen
    2026-03-10,A,x,interview
    2026-03-14,A,x,rejected
    2026-03-02,B,x,applied
    2026-03-12,B,x,interview
    2026-03-03,C,x,applied
    2026-03-18,C,x,reply
    2026-03-05,D,x,applied
    """
    frame = o.overlap(log)
    assert stretches(frame, "live") == [("B", 12, 20), ("C", 18, 20), ("A", 4, 14)]  # those of today first, the furthest on top
    assert stretches(frame, "late") == [("B", 12, 20), ("A", 10, 14)]
    assert stretches(frame, "both") == [("", 12, 14)]
    assert frame.iloc[0][["n", "of", "processes", "live", "late"]].tolist() == [3, 17, 3, 2, 1]  # from 4 to 20 March
    assert o.say_overlap(frame) == (
        "1 of 2 processes live today is at interview stage or beyond. On 3 of the 17 days shown, two or more were there at once."
    )
    assert o.overlap_cells(frame).iloc[2].tolist() == ["A", "x", "4 Mar 2026", "1", "10 Mar 2026", "–", "14 Mar 2026", "rejected", "–"]
    told = o.overlap_basis(log)
    assert (told.said, told.left_out) == ("3 processes", "none")


def test_an_offer_that_can_wait_for_another(log: js.JobLog) -> None:
    """as of 2026-03-20. A has offered on the 16th; B is at interview stage, C has been asked for a screen only.
    2026-03-01,A,x,applied
    2026-03-10,A,x,interview
    2026-03-16,A,x,offer
    2026-03-02,B,x,applied
    2026-03-12,B,x,interview
    2026-03-03,C,x,screen
    """
    frame = o.overlap(log)
    assert stretches(frame, "table") == [("A", 16, 20)]
    assert o.say_overlap(frame) == (
        "2 of 3 processes live today are at interview stage or beyond. On 9 of the 18 days shown, two or more were there at once. "
        "The offer of A has been on the table for 4 days, and B is at interview stage: ask for a few more days there, and tell the other that "
        "you have an offer, so that offers can meet. Several at once help to negotiate."
    )


def test_an_offer_with_nothing_beside_it(log: js.JobLog) -> None:
    """as of 2026-03-20. B ended on the 15th, before A offered.
    2026-03-10,A,x,interview
    2026-03-19,A,x,offer
    2026-03-12,B,x,interview
    2026-03-15,B,x,rejected
    """
    said = o.say_overlap(o.overlap(log))
    assert "The offer of A has been on the table for 1 day; no other process is at interview stage, so this log knows of none" in said


def test_two_offers_at_once(log: js.JobLog) -> None:
    """as of 2026-03-20
    2026-03-10,A,x,offer
    2026-03-12,B,x,offer
    """
    assert "2 offers are on the table at once (B, A): let each know of the other." in o.say_overlap(o.overlap(log))


def test_offers_answered_while_another_was_late(log: js.JobLog) -> None:
    """as of 2026-03-31. A was turned down on the 12th with B at interview stage; B was taken on the 20th, when C had ended the day before.
    2026-03-05,A,x,interview
    2026-03-10,A,x,offer
    2026-03-12,A,x,declined
    2026-03-08,B,x,interview
    2026-03-18,B,x,offer
    2026-03-20,B,x,accepted
    2026-03-15,C,x,interview
    2026-03-19,C,x,rejected
    """
    frame = o.overlap(log)
    assert frame.iloc[0][["offers", "answered", "meet"]].tolist() == [2, 2, 1]
    assert stretches(frame, "table") == [("B", 18, 20), ("A", 10, 12)]
    assert o.say_overlap(frame) == (
        "No process is live today. On 10 of the 16 days shown, two or more were there at once. You took an offer on 20 Mar 2026. "
        "For 1 of 2 offers you answered, another process was at interview stage that day: in such a case a few more days can be asked for."
    )


def test_an_offer_taken_elsewhere_is_not_forgotten(log: js.JobLog) -> None:
    """as of 2026-03-31. A came by referral and is still live; B, from a board, was taken on the 20th.
    date,company,role,event,source
    2026-03-01,A,x,applied,referral
    2026-03-12,A,x,interview,
    2026-03-02,B,x,applied,board
    2026-03-10,B,x,offer,
    2026-03-20,B,x,accepted,
    """
    part = log.where(source="referral")
    assert o.overlap(part)["taken"].unique().tolist() == o.overlap(log)["taken"].unique().tolist() == [FEBRUARY + 20]
    assert o.say_overlap(o.overlap(part)) == (
        "The one process live today is at interview stage or beyond. On 0 of the 20 days shown, two or more were there at once. "
        "You took an offer on 20 Mar 2026: a friendly word to whoever still waits keeps those doors open."
    )


def test_one_process_on_its_first_day(log: js.JobLog) -> None:
    """as of 2026-03-20
    2026-03-20,A,x,screen
    """
    assert o.say_overlap(o.overlap(log)) == (
        "The one process live today is not yet at interview stage or beyond. On the one day shown, no two were there at once."
    )


def test_two_on_one_day_and_an_offer_of_today(log: js.JobLog) -> None:
    """as of 2026-03-20
    2026-03-20,A,x,offer
    2026-03-20,B,x,interview
    """
    assert o.say_overlap(o.overlap(log)).startswith(
        "2 of 2 processes live today are at interview stage or beyond. On the one day shown, two or more were there at once. "
        "The offer of A came today, and B is at interview stage: ask"
    )


def test_the_definition_says_what_can_be_chosen() -> None:
    """Weeks and lanes are options, so the numbers in the definition are what holds without them."""
    assert "at most the latest 15 processes (unless you choose other numbers)" in js.charts.overlap.definition


def test_a_company_with_two_lanes_shows_its_roles(log: js.JobLog) -> None:
    """as of 2026-03-20; without its names the employer's lanes are numbered.
    2026-03-10,Acme,Analyst,screen
    2026-03-11,acme,Engineer,screen
    2026-03-12,Bolt,Analyst,screen
    """
    assert stretches(o.overlap(log), "live") == [("Bolt", 12, 20), ("acme, Engineer", 11, 20), ("Acme, Analyst", 10, 20)]
    labels = [label for label, _, _ in stretches(o.overlap(anonymous(log)), "live")]
    assert [label.removeprefix("employer ")[1:] for label in labels] == ["", " (1)", " (2)"]


def test_a_quiet_process_leaves_its_lane_after_45_days(log: js.JobLog) -> None:
    """as of 2026-03-31: a screen on 1 February, 45 days later is the 18th of March.
    2026-02-01,A,x,screen
    2026-03-25,B,x,interview
    """
    frame = o.overlap(log)
    assert stretches(frame, "live") == [("B", 25, 31), ("A", -27, 18)]
    assert o.overlap_cells(frame)["Then"].tolist() == ["still open", "gone quiet"]


def test_what_is_not_drawn_is_counted(log: js.JobLog) -> None:
    """as of 2026-03-20: E ended a year ago; of the other four, two lanes are asked for.
    2026-03-10,A,x,screen
    2026-03-11,B,x,screen
    2026-03-12,C,x,screen
    2026-03-13,D,x,screen
    2025-03-01,E,x,screen
    2025-03-05,E,x,rejected
    """
    frame = o.overlap(log, lanes=2)
    assert sorted(set(frame["group"])) == ["C", "D"]
    assert o.say_overlap(frame).endswith("3 earlier processes are not drawn.")
    told = o.overlap_basis(log, lanes=2)
    assert (told.said, told.left_out) == (
        "2 of 5 processes",
        "1 ended more than 26 weeks before the last one; 2 ended before the latest 2 processes",
    )
    assert o.overlap(log, weeks=60)["drawn"].iloc[0] == 5


def test_a_picture_has_a_lane_and_a_label_for_each(log: js.JobLog) -> None:
    """as of 2026-03-20; an end that would hide the interview before it stands lower.
    2026-03-01,<b>A&B</b>,x,screen
    2026-03-10,<b>A&B</b>,x,interview
    2026-03-10,<b>A&B</b>,x,rejected
    2026-03-12,C,x,interview
    """
    figure = lanes(o.overlap(log))
    assert figure is not None
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["C", "&lt;b&gt;A&amp;B&lt;/b&gt;"]
    places = {trace["name"]: trace["y"] for trace in figure["data"]}
    assert places["Rejected"] == [-1.24]
    assert places["Interview (its round)"] == [0, -1]
    assert figure["layout"]["shapes"] == []


def test_nothing_live_yet(log: js.JobLog) -> None:
    """
    2026-03-10,A,x,applied
    """
    frame = o.overlap(log)
    assert frame.empty
    assert lanes(frame) is None
    assert o.say_overlap(frame).startswith("No process is in this log yet: one begins with its first positive answer.")
    assert o.overlap_cells(frame).columns[0] == "Company"


@pytest.mark.parametrize("options", [{"weeks": 0}, {"lanes": -1}, {"weeks": "12"}, {"lanes": True}])
def test_odd_options_are_told(sample: js.JobLog, options: dict[str, int]) -> None:
    """Whole numbers above nought."""
    (name, value), *_ = options.items()
    with pytest.raises(AskError) as caught:
        o.overlap(sample, **options)
    assert str(caught.value) == f"{name}={value!r} is no number of {name} to show: write a whole one above nought, as in {name}=12."
