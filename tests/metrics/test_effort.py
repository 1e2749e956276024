"""What was done each week, and the goals for it; numbers counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

import jobstats as js
from jobstats.errors import AskError
from jobstats.figures import efforts
from jobstats.metrics import effort as e

TITLES = {name: words[0] for name, words in e.DEEDS.items()}


def test_weeks_and_goals(log: js.JobLog) -> None:
    """as of 2026-03-18, a Wednesday: weeks of 2, 9 and 16 March. Sent: 2, 1, 1; other contacts: 1, 0, 0; a note in the second.
    2026-03-02,A,x,applied
    2026-03-08,B,x,applied
    2026-03-09,C,x,applied
    2026-03-16,D,x,applied
    2026-03-10,A,x,interview
    2026-03-11,A,x,follow_up
    2026-03-04,,,networking
    2026-03-12,A,x,no_follow_up
    """
    frame = e.effort(log, goals={"applied": 2, "networking": 1})
    n = {str(group): part["n"].tolist() for group, part in frame.groupby("group")}
    assert n == {"applied": [2, 1, 1], "follow_up": [0, 1, 0], "networking": [1, 0, 0]}
    assert frame["whole"].tolist() == [True, True, False] * 3
    assert e.say_effort(frame) == (
        "In the last two whole weeks you sent 3 applications, wrote 1 note after an interview and kept up 1 other contact. "
        "Goals met: applications sent (goal 2 a week) in 1 of 2, other contacts (goal 1 a week) in 1 of 2. "
        "This week is still running: you sent 1 application so far."
    )
    cells = e.effort_cells(frame)
    assert cells["Week of"].tolist() == ["2 Mar 2026", "9 Mar 2026", "16 Mar 2026 (still running)"]
    assert cells["Applications sent"].tolist() == ["2 (goal 2)", "1 (goal 2)", "1 (goal 2)"]
    assert cells["Notes after interviews"].tolist() == ["0", "1", "0"]
    told = e.effort_basis(log, goals={"applied": 2})
    assert (told.said, told.left_out) == ("6 things you did", "none")


def test_only_the_last_weeks_are_shown(log: js.JobLog) -> None:
    """as of 2026-03-18
    2026-03-02,A,x,applied
    2026-03-09,B,x,applied
    2026-03-16,C,x,applied
    """
    frame = e.effort(log, weeks=2)
    assert frame["n"].tolist() == [1, 1]
    told = e.effort_basis(log, weeks=2)
    assert (told.said, told.left_out) == ("2 of 3 things you did", "1 done before the weeks shown")


def test_no_goal_no_line(log: js.JobLog) -> None:
    """as of 2026-03-18
    2026-03-02,A,x,applied
    2026-03-16,A,x,nudge
    """
    without, aimed = efforts(e.effort(log), TITLES), efforts(e.effort(log, goals={"applied": 1, "follow_up": 3}), TITLES)
    assert without is not None
    assert aimed is not None
    assert without["layout"]["shapes"] == []
    assert [shape["y0"] for shape in aimed["layout"]["shapes"]] == [1, 3]
    assert [note["text"] for note in aimed["layout"]["annotations"]] == [
        "<b>Applications sent</b> 1; goal 1 met in 1 of 2",
        "<b>Notes after interviews</b> 0; goal 3 met in 0 of 2",
        "<b>Nudges</b> 1 in 3 weeks",
    ]
    assert aimed["data"][0]["marker"]["pattern"]["shape"] == ["", "", "/"]


def test_the_first_week_is_still_running(log: js.JobLog) -> None:
    """as of 2026-03-18
    2026-03-17,A,x,applied
    """
    assert e.say_effort(e.effort(log, {"applied": 3})) == (
        "This is your first week, and it is still running: you sent 1 application so far. Goals a week: 3 (applications sent)."
    )


def test_four_weeks_with_no_goal_met_are_no_reproach(log: js.JobLog) -> None:
    """as of 2026-03-29, a Sunday: four whole weeks with one application each.
    2026-03-02,A,x,applied
    2026-03-09,B,x,applied
    2026-03-16,C,x,applied
    2026-03-23,D,x,applied
    """
    assert e.say_effort(e.effort(log, {"applied": 5})) == (
        "In the last four whole weeks you sent 4 applications. Goals met: applications sent (goal 5 a week) in 0 of 4. "
        "A smaller goal that you can keep helps more than a large one."
    )


def test_quiet_weeks_belong_to_a_search(log: js.JobLog) -> None:
    """as of 2026-03-29: the four last weeks are quiet.
    2026-02-02,A,x,applied
    """
    said = e.say_effort(e.effort(log))
    assert (
        said == "In the last four whole weeks nothing is noted; such weeks belong to a search as well. In all 8 weeks shown: 1 application."
    )


def test_weeks_end_when_an_offer_was_taken(log: js.JobLog) -> None:
    """as of 2026-03-31: taken on the 4th; nothing was done after.
    2026-02-24,A,x,applied
    2026-03-03,A,x,interview
    2026-03-04,A,x,accepted
    """
    assert e.effort(log)["week"].nunique() == 2


def test_weeks_end_where_the_whole_search_ended(log: js.JobLog) -> None:
    """as of 2026-06-10, thirteen weeks after B was taken; A came by referral. The last thing done is the word of the 13th.
    date,company,role,event,source
    2026-02-24,A,x,applied,referral
    2026-02-25,B,x,applied,board
    2026-03-04,A,x,nudge,
    2026-03-10,B,x,accepted,
    2026-03-13,,,networking,
    """
    part = log.where(source="referral")
    assert e.effort(log)["week"].unique().tolist() == e.effort(part)["week"].unique().tolist() == [20507, 20514, 20521]
    assert e.say_effort(e.effort(part)) == "In the last three whole weeks you sent 1 application and asked once whether it is decided."
    assert e.effort_basis(part, weeks=2).left_out == "1 done before the weeks shown"


def test_one_week_of_an_old_log_is_not_the_first(log: js.JobLog) -> None:
    """as of 2026-03-18, a Wednesday; C is the one with a row this week.
    date,company,role,event,source
    2026-03-02,A,x,applied,referral
    2026-03-09,B,x,applied,board
    2026-03-17,C,x,applied,board
    """
    said = {source: e.say_effort(e.effort(log.where(source=source), {"applied": 3}, weeks=1)) for source in ("referral", "board")}
    assert said == {
        "referral": "This week is still running: nothing is noted yet. Goals a week: 3 (applications sent).",
        "board": "This week is still running: you sent 1 application so far. Goals a week: 3 (applications sent).",
    }
    assert e.effort(log, weeks=1)["began"].tolist() == [20514]


def test_one_of_each_is_said_as_one(log: js.JobLog) -> None:
    """as of 2026-03-15, a Sunday: one whole week with one of everything.
    2026-03-09,A,x,applied
    2026-03-10,A,x,interview
    2026-03-11,A,x,follow_up
    2026-03-12,A,x,nudge
    2026-03-13,A,x,coworker_chat
    2026-03-14,,,networking
    """
    assert e.say_effort(e.effort(log)) == (
        "In the last whole week you sent 1 application, wrote 1 note after an interview, asked once whether it is decided, "
        "met 1 would-be coworker and kept up 1 other contact."
    )


def test_nothing_yet(empty: js.JobLog) -> None:
    """An empty log: a kind word, no picture, a table with titles."""
    frame = e.effort(empty, {"applied": 2})
    assert frame.empty
    assert efforts(frame, TITLES) is None
    assert e.say_effort(frame).startswith("Nothing you did is in this log yet.")
    assert list(e.effort_cells(frame)) == ["Week of", "Applications sent"]


@pytest.mark.parametrize(
    ("goals", "said"),
    [
        (
            {"aply": 2},
            "There is no goal for “aply”: goals are for what you do yourself. There is: applied, follow_up, nudge, coworker_chat, networking.",
        ),
        ({"interview": 2}, "There is no goal for “interview”: goals are for what you do yourself."),
        ({"no_follow_up": 2}, "There is no goal for “no_follow_up”: goals are for what you do yourself."),
        ({"applied": 0}, 'The goal for applied is 0: write a number of times a week above nought, as in {"applied": 2}.'),
        ({"nudge": -1.5}, 'The goal for nudge is -1.5: write a number of times a week above nought, as in {"nudge": 2}.'),
        ({"applied": "8"}, "The goal for applied is '8': write a number of times a week above nought"),
        ({"applied": True}, "The goal for applied is True: write a number"),
        ({"applied": float("nan")}, "The goal for applied is nan: write a number"),
        ({"applied": float("inf")}, "The goal for applied is inf: write a number"),
        (["applied"], 'Goals are given by kind, as in goals={"applied": 8}, and this is a list.'),
    ],
)
def test_a_wrong_goal_is_told_with_what_there_is(sample: js.JobLog, goals: Any, said: str) -> None:
    """In words, and the basis says the same."""
    for call in (e.effort, e.effort_basis):
        with pytest.raises(AskError) as caught:
            call(sample, goals=goals)
        assert str(caught.value).startswith(said)


def test_a_wrong_number_of_weeks_is_told(sample: js.JobLog) -> None:
    """Nought weeks."""
    with pytest.raises(AskError, match=r"weeks=0 is no number of weeks to show: write a whole one above nought, as in weeks=12\."):
        js.charts.effort(sample, weeks=0)


def test_the_chart_takes_goals_and_shares_them(sample: js.JobLog) -> None:
    """In a notebook, and without names."""
    picture = js.charts.effort(sample, goals={"applied": 8, "networking": 2, "follow_up": 1})
    assert "applications sent (goal 8 a week) in 1 of 4" in picture.sentence
    assert picture.for_sharing().sentence == picture.sentence
