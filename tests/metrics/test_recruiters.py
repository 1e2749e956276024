"""People met on the way: last contact, who came back, whom to write; numbers counted by hand."""

from __future__ import annotations

import json

import pytest

import jobstats as js
from jobstats.anonymous import anonymous
from jobstats.errors import AskError
from jobstats.figures import contacts
from jobstats.metrics import recruiters as r


def test_last_contact_and_who_came_back(log: js.JobLog) -> None:
    """as of 2026-06-30. Ann had A (a no on 10 January), then B from 1 February, a no on 5 February; Bob has C, still open; Cy is a friend, Di an old one.
    date,company,role,event,source,contact
    2026-01-01,A,x,applied,recruiter,
    2026-01-05,A,x,screen,,Ann Z.
    2026-01-10,A,x,rejected,,
    2026-02-01,B,x,approached,recruiter,ann  z.
    2026-02-03,B,x,screen,,Ann Z.
    2026-02-05,B,x,rejected,,
    2026-06-20,C,x,interview,,Bob
    2026-06-25,,,networking,,Cy
    2026-03-02,,,networking,,Di
    2026-03-05,D,x,reply,recruiter,
    """
    frame = r.recruiters(log)
    assert frame["contact"].tolist() == ["Ann Z.", "Di", "Bob", "Cy"]  # the longest first
    assert frame["days"].tolist() == [147, 120, 10, 5]
    assert frame["processes"].tolist() == [2, 0, 1, 0]
    assert frame["networking"].tolist() == [0, 1, 0, 1]
    assert frame[["back", "no"]].to_numpy().tolist() == [[1, 1], [0, 0], [0, 0], [0, 0]]
    assert frame["group"].tolist() == ["write", "write", "open", "recent"]
    assert r.say_recruiters(frame) == (
        "2 of 4 people have no open process and no row for more than 60 days. One friendly line this week to Ann Z. and Di keeps the door open, "
        "whether you got the job or not; then add a row networking. 1 of 2 people met in a process came back with a further one after an earlier "
        "one had ended with a no: burn no bridges. 1 of 7 meetings and messages and 1 of 3 applications through a recruiter have no "
        "name beside them and are not in the picture."
    )
    assert r.recruiters_cells(frame).iloc[0].tolist() == ["Ann Z.", "3 Feb 2026", "147", "2", "1 (1 after a no)", "0", "One line this week"]
    told = r.recruiters_basis(log)
    assert (told.said, told.left_out) == ("6 of 7 meetings and messages", "1 without a name in the column contact")


def test_at_most_three_lines_a_week(log: js.JobLog) -> None:
    """as of 2026-06-30; five are quiet for more than 60 days, F for 60 exactly.
    date,company,role,event,source,contact
    2026-01-05,,,networking,,A
    2026-01-04,,,networking,,B
    2026-01-03,,,networking,,C
    2026-01-02,,,networking,,D
    2026-01-01,,,networking,,E
    2026-05-01,,,networking,,F
    """
    frame = r.recruiters(log, most=4)
    assert frame["group"].tolist() == ["write", "write", "write", "later", "later", "recent"]
    said = r.say_recruiters(frame)
    assert said.startswith(
        "5 of 6 people have no open process and no row for more than 60 days. One friendly line this week to E, D and C keeps"
    )
    assert said.endswith("2 people in touch more lately are not drawn.")
    assert r.recruiters(log, quiet=59)["group"].tolist()[-1] == "later"


def test_nobody_is_due(log: js.JobLog) -> None:
    """as of 2026-03-31
    date,company,role,event,source,contact
    2026-03-20,A,x,interview,,Ann
    """
    assert r.say_recruiters(r.recruiters(log)) == (
        "Of 1 person in this log, nobody without an open process has been quiet for more than 60 days: no line is due this week."
    )


def test_one_person_and_one_day(log: js.JobLog) -> None:
    """as of 2026-06-30. Ann had A, withdrawn, then B, a no; Bob's one application through a recruiter has no name.
    date,company,role,event,source,contact
    2026-01-01,A,x,screen,,Ann
    2026-01-10,A,x,withdrawn,,
    2026-02-01,B,x,screen,,Ann
    2026-02-10,B,x,rejected,,
    2026-02-05,C,x,applied,recruiter,
    """
    assert r.say_recruiters(r.recruiters(log, quiet=1)) == (
        "1 of 1 person has no open process and no row for more than 1 day. One friendly line this week to Ann keeps the door open, whether you "
        "got the job or not; then add a row networking. The one person met in a process came back with a further one after an earlier one had "
        "ended: burn no bridges. 1 of 1 application through a recruiter has no name beside it and is not in the picture."
    )


def test_came_back_is_counted_from_the_first_end(log: js.JobLog) -> None:
    """as of 2026-06-30. Ann: A ended on 10 January (withdrawn), B on 10 February (a no); C began between them, D on that very day, E after
    both. So C, D and E came after an end, E after a no. Bob: F ended after G began.
    date,company,role,event,source,contact
    2026-01-01,A,x,screen,,Ann
    2026-01-10,A,x,withdrawn,,
    2026-01-05,B,x,screen,,Ann
    2026-02-10,B,x,rejected,,
    2026-01-20,C,x,screen,,Ann
    2026-02-10,D,x,screen,,Ann
    2026-02-11,E,x,screen,,Ann
    2026-02-12,E,x,interview,,ANN
    2026-01-01,F,x,screen,,Bob
    2026-02-01,F,x,rejected,,
    2026-01-31,G,x,screen,,Bob
    """
    frame = r.recruiters(log).set_index("contact")
    assert frame.loc["Ann", ["n", "processes", "back", "no"]].tolist() == [6, 5, 3, 1]
    assert frame.loc["Bob", ["n", "processes", "back", "no"]].tolist() == [2, 2, 0, 0]
    assert r.say_recruiters(r.recruiters(log)).endswith(
        "1 of 2 people met in a process came back with a further one after an earlier one had ended with a no: burn no bridges."
    )


def test_the_definition_says_what_can_be_chosen() -> None:
    """The days of quiet are an option, so the number in the definition is what holds without it."""
    assert "for more than 60 days (unless you choose another number)" in js.charts.recruiters.definition


def test_the_picture_holds_names_as_text(log: js.JobLog) -> None:
    """as of 2026-06-30; markup in a name stays text, and each standing has its own sign.
    date,company,role,event,source,contact
    2026-01-05,,,networking,,<b>&Ann</b>
    2026-06-20,C,x,interview,,Bob
    2026-06-25,,,networking,,Cy
    """
    figure = contacts(r.recruiters(log), r.STANDING)
    assert figure is not None
    notes = [note["text"] for note in figure["layout"]["annotations"]]
    assert notes == ["<b>&lt;b&gt;&amp;Ann&lt;/b&gt;</b>", "<b>Bob</b>", "<b>Cy</b>", "day 60"]
    signs = {trace["name"]: trace["marker"]["symbol"] for trace in figure["data"][1:]}
    assert signs == {"One line this week": "diamond", "Open process": "circle", "In touch": "circle-open"}


def test_a_blank_column_is_told_kindly(log: js.JobLog) -> None:
    """
    2026-03-05,A,x,reply
    """
    frame = r.recruiters(log)
    assert frame.empty
    assert contacts(frame, r.STANDING) is None
    assert r.say_recruiters(frame).startswith("No name is in the column contact yet. Write one beside each reply, talk or interview")
    assert r.recruiters_cells(frame).columns.tolist()[0] == "Contact"
    assert r.recruiters_basis(log).left_out == "1 without a name in the column contact"


def test_nothing_leaks_from_a_log_without_names(log: js.JobLog) -> None:
    """as of 2026-06-30
    date,company,role,event,source,contact
    2026-01-05,Zyxwater,x,screen,,Vexley Thrumble
    2026-01-20,,,networking,,Vexley Thrumble
    """
    drawn = js.charts.recruiters.draw(anonymous(log))
    assert drawn.table["Contact"].tolist() == ["contact 1"]
    everything = json.dumps(drawn.figure) + drawn.sentence + drawn.alt + drawn.table.to_csv() + str(drawn)
    assert [name for name in ("zyxwater", "vexley", "thrumble") if name in everything.casefold()] == []


@pytest.mark.parametrize(("name", "example"), [("quiet", 60), ("most", 15)])
def test_odd_options_are_told(sample: js.JobLog, name: str, example: int) -> None:
    """Whole numbers above nought."""
    with pytest.raises(AskError) as caught:
        r.recruiters(sample, **{name: 0})
    assert str(caught.value) == f"{name}=0 cannot be used: write a whole number above nought, as in {name}={example}."


def test_the_entry_draws_the_sample(sample: js.JobLog) -> None:
    """Ten people; whoever is quiet is part of a process that never ended."""
    drawn = js.charts.recruiters.draw(sample)
    assert len(drawn.table) == 10
    assert drawn.sentence.startswith("Of 10 people in this log, nobody without an open process has been quiet")
    assert drawn.figure["data"]
