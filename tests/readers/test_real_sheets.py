"""Sheets as people keep them, each with what a careful person would write of it: a test's docstring is the file it speaks of."""

from __future__ import annotations

import inspect
import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

import jobstats as js
from tests.conftest import write

AS_OF = "2026-06-15"


@pytest.fixture
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The file in the test's docstring: all that stands under its first blank line."""
    text = inspect.cleandoc(request.function.__doc__ or "").partition("\n\n")[2]
    return write(tmp_path / "s.csv", text + "\n")


@pytest.fixture
def sheet(path: Path) -> js.JobLog:
    """The same, loaded."""
    return js.load(path, as_of=AS_OF)


def events(log: js.JobLog) -> list[str]:
    """What happened when, application by application."""
    out = []
    for i, row in log.applications.iterrows():
        mine = log.events[log.events["application"] == i]
        said = [f"{e} {str(d)[5:10]}" for e, d in zip(mine["event"], mine["date"], strict=True)]
        out.append(f"{row['company']}: {', '.join(said)}")
    return out


def ends(log: js.JobLog) -> list[str]:
    """How far each application got and how it ended."""
    return [f"{s} {o}".strip() for s, o in zip(log.applications["stage"], log.applications["outcome"], strict=True)]


def told(log: js.JobLog) -> str:
    """All notes and problems, a line for each."""
    return "\n".join(map(str, (*log.problems, *log.notes)))


def test_no_in_a_column_of_a_stage_is_no_rejection(sheet: js.JobLog) -> None:
    """Yes or no under each stage: “no” under Rejected says that there was no rejection.

    Company,Position,Date Applied,Interview?,Rejected?,Offer?
    Acme,Analyst,2026-03-01,No,No,No
    Bolt,Analyst,2026-03-14,Yes,No,No
    Crux,Analyst,2026-03-15,No,Yes,No
    """
    assert ends(sheet) == ["applied", "interview", "applied rejected"]


def test_no_as_first_response_is_no_rejection(sheet: js.JobLog) -> None:
    """No response is not a no; “yes” does not say which.

    Company,Role,Date Applied,Initial Response
    Acme,Analyst,2026-03-01,No
    Bolt,Analyst,2026-03-02,Yes
    """
    assert ends(sheet) == ["applied", "applied"]
    assert "“Yes”: this status is not one the kit knows" in told(sheet)


def test_yes_in_a_column_of_a_numbered_interview(sheet: js.JobLog) -> None:
    """Onsite, ticked or not.

    Company,Role,Date Applied,Onsite
    Acme,Analyst,2026-03-01,TRUE
    Bolt,Analyst,2026-03-02,FALSE
    """
    assert ends(sheet) == ["interview", "applied"]
    assert "not a date" not in told(sheet)


def test_an_interview_after_the_response_shows_that_this_was_not_the_end(sheet: js.JobLog) -> None:
    """The day of the first response is not that of the rejection.

    Company,Role,Date applied,Date of first response,Date of last interview,Stage
    Acme,Analyst,2026-03-01,2026-03-05,2026-03-20,Rejected
    Bolt,Analyst,2026-03-02,2026-03-09,,Rejected
    """
    assert events(sheet) == ["Acme: applied 03-01, reply 03-05, interview 03-20", "Bolt: applied 03-02, rejected 03-09"]
    assert ends(sheet) == ["interview rejected", "applied rejected"]
    assert "1 row: an interview came after the response date" in told(sheet)


def test_applied_among_the_steps(sheet: js.JobLog) -> None:
    """A step “applied” is the day of applying where no column holds it.

    Company,Role,Timeline
    Acme,Analyst,2026-03-01 applied; 2026-03-10 phone screen; 2026-03-28 rejected
    Bolt,Analyst,2026-03-02 applied
    """
    assert events(sheet) == ["Acme: applied 03-01, screen 03-10, rejected 03-28", "Bolt: applied 03-02"]
    assert told(sheet) == ""


def test_the_mend_of_a_long_status_works_as_it_stands(path: Path) -> None:
    """The whole cell stands in the mend, so that it can be pasted.

    Company,Role,Applied,Status
    Acme,Analyst,2026-03-01,"Recruiter was very happy, they will ""maybe"" call"
    """
    mend = js.load(path, as_of=AS_OF).notes[0].mend
    assert 'statuses={"Recruiter was very happy, they will \\"maybe\\" call": "…"}' in mend
    log = js.load(path, as_of=AS_OF, statuses={'Recruiter was very happy, they will "maybe" call': "screen"})
    assert ends(log) == ["screen"]


def test_a_misspelt_silence_is_told_in_words(sheet: js.JobLog) -> None:
    """What is read as sent is said so.

    Company,Role,Applied,Status
    Acme,Analyst,2026-03-01,no anser
    """
    assert "read as sent, no more is known" in told(sheet)


def test_interview_yes_beside_its_date(sheet: js.JobLog) -> None:
    """One column says whether, the other when; the time stands apart.

    Company,Role,Date Applied,Interview,Interview Date,Interview Time,Status
    Acme,Analyst,2026-03-01,Yes,2026-03-10,2:00 PM,Rejected
    Bolt,Analyst,2026-03-02,No,,,Rejected
    Crux,Analyst,2026-03-03,Yes,,,Applied
    """
    assert events(sheet) == ["Acme: applied 03-01, interview 03-10", "Bolt: applied 03-02", "Crux: applied 03-03"]
    assert ends(sheet) == ["interview rejected", "applied rejected", "interview"]
    assert sheet.events["round"].unique().tolist() == [""]


def test_interviews_of_several_kinds_are_several(sheet: js.JobLog) -> None:
    """A column for each kind of interview, none of them numbered.

    Company,Role,Applied,HR Interview,Technical Interview,Panel Interview,Onsite,Final Round
    Acme,Analyst,2026-03-01,2026-03-05,2026-03-10,2026-03-20,2026-03-25,2026-03-30
    """
    assert events(sheet) == ["Acme: applied 03-01, screen 03-05, interview 03-10, interview 03-20, interview 03-25, interview 03-30"]
    assert sheet.events["round"].tolist() == ["", "", "1", "2", "3", "4"]


def test_what_came_as_a_response(sheet: js.JobLog) -> None:
    """Response and its date, where no other column holds a status.

    company,position,applied,response,response date
    Acme,Analyst,2026-03-01,rejected,2026-03-10
    Bolt,Analyst,2026-03-02,No,
    Crux,Analyst,2026-03-03,interview,2026-03-13
    Dorn,Analyst,2026-03-03,auto-reply,2026-03-03
    """
    assert events(sheet) == [
        "Acme: applied 03-01, rejected 03-10",
        "Bolt: applied 03-02",
        "Crux: applied 03-03, reply 03-13",
        "Dorn: applied 03-03",
    ]
    assert ends(sheet) == ["applied rejected", "applied", "interview", "applied"]


def test_the_client_of_an_agency_is_the_company(sheet: js.JobLog) -> None:
    """A recruiter's list.

    Agency,Client,Role,CV Sent,Status
    Hays,Acme,Analyst,02.03.2026,Rejected
    """
    assert sheet.applications["company"].tolist() == ["Acme"]


def test_an_interview_called_off_is_none(sheet: js.JobLog) -> None:
    """A day stands beside it, but the status says that it did not take place; a screen before it did.

    Company,Role,Applied,Phone screen,Interview Date,Status
    Acme,Analyst,2026-05-01,,2026-05-22,Interview cancelled
    Bolt,Analyst,2026-05-02,2026-05-09,2026-05-23,Rejected before interview
    Crux,Analyst,2026-05-03,,2026-05-24,No show
    Dorn,Analyst,2026-05-04,,2026-05-24,Rejected after interview
    """
    assert events(sheet) == [
        "Acme: applied 05-01",
        "Bolt: applied 05-02, screen 05-09",
        "Crux: applied 05-03",
        "Dorn: applied 05-04, interview 05-24",
    ]
    assert "3 rows: this does not say that the interview took place, so the day beside it is not counted" in told(sheet)


def test_what_the_person_says_of_a_status_goes_before(path: Path) -> None:
    """It took place, says the person.

    Company,Role,Applied,Interview Date,Status
    Acme,Analyst,2026-05-01,2026-05-22,Interview rescheduled
    """
    log = js.load(path, as_of=AS_OF, statuses={"Interview rescheduled": "interview"})
    assert events(log) == ["Acme: applied 05-01, interview 05-22"]


def test_an_interview_still_to_come_is_none(sheet: js.JobLog) -> None:
    """A day after the log's last one, or a weekday nobody can place; told, and the file's words are kept.

    Company,Role,Applied,Status
    Acme,Analyst,2026-05-01,Interview on 2026-06-30
    Bolt,Analyst,2026-05-02,Interview on 2026-05-20
    Crux,Analyst,2026-05-03,Interview 2 on Friday
    """
    assert ends(sheet) == ["applied", "interview", "applied"]
    assert told(sheet).count("this status is not one the kit knows") == 2
    assert sheet.applications["Status (as written)"].tolist() == [
        f"Interview {w}" for w in ("on 2026-06-30", "on 2026-05-20", "2 on Friday")
    ]


def test_headings_and_totals_are_no_applications(sheet: js.JobLog) -> None:
    """Months between the rows, sums below them; no days to tell them by. A company may be called Total.

    Company,Role,Status
    March,,
    Acme,Analyst,Rejected
    KW 12,,
    Bolt,Analyst,Applied
    Total,Analyst,Applied
    Total,,3
    """
    assert sheet.applications["company"].tolist() == ["Acme", "Bolt", "Total"]
    assert [(p.line, p.value) for p in sheet.problems] == [(2, "March"), (4, "KW 12"), (7, "Total")]
    assert {p.why for p in sheet.problems} == {"a heading or a total, not an application"}


def test_days_nobody_said_of_what_are_told(path: Path) -> None:
    """A column of days with a name of its own; days of the advertisement need no word.

    Company,Role,Applied,Phone,Deadline,Status
    Acme,Analyst,2026-03-01,2026-03-09,2026-04-01,Rejected
    """
    note = next(n for n in js.load(path, as_of=AS_OF).notes if "“Phone”" in n.why)
    assert note.why == "the days of “Phone” count nowhere: the kit does not know what happened on them"
    assert "Deadline" not in note.why
    assert 'columns={"Phone": "interview date"} (or screen date' in note.mend
    assert events(js.load(path, as_of=AS_OF, columns={"Phone": "screen date"})) == ["Acme: applied 03-01, screen 03-09"]


def test_no_company_at_all_is_told(sheet: js.JobLog) -> None:
    """Only what was applied for.

    Job Title,Applied,Status
    Analyst,2026-03-01,Rejected
    """
    assert "no column names the company" in told(sheet)


def test_one_row_for_each_interview(sheet: js.JobLog) -> None:
    """The same company and role, each row with an interview: one application; a screen by its round is none.

    Company,Role,Interview Date,Round,Outcome
    Acme,Analyst,2026-03-10,Phone screen,
    Acme,Analyst,2026-03-20,Technical,
    Acme,Analyst,2026-03-30,Onsite,Rejected
    Bolt,Analyst,2026-04-01,HR,
    """
    assert events(sheet) == ["Acme: screen 03-10, interview 03-20, interview 03-30", "Bolt: interview 04-01"]
    assert ends(sheet) == ["interview rejected", "interview"]
    assert "3 rows with an interview each" in told(sheet)


def test_a_log_of_statuses_and_their_days_is_asked_about(path: Path) -> None:
    """The same application again, with another status and its day; both mends work.

    Company,Role,Status,Status Date
    Acme,Analyst,Applied,2026-03-01
    Acme,Analyst,Interview,2026-03-14
    Bolt,Analyst,Rejected,2026-03-15
    """
    with pytest.raises(js.LogError, match="the same application stands in several rows") as caught:
        js.load(path, as_of=AS_OF)
    each = {"Company": "company", "Role": "role", "Status": "event", "Status Date": "date"}
    assert '{"Status Date": "date", "Company": "company", "Role": "role", "Status": "event"}' in str(caught.value)
    assert events(js.load(path, as_of=AS_OF, columns=each)) == ["Acme: applied 03-01, interview 03-14", "Bolt: rejected 03-15"]
    assert len(js.load(path, as_of=AS_OF, columns={"Status Date": "response date", "Status": "status"})) == 3


def test_cells_merged_downwards_stand_in_each_row(tmp_path: Path) -> None:
    """A workbook with one company for three rows; a row that holds nothing else stays blank."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Company", "Role", "Date", "Event"])
    page.append(["Acme", "Analyst", datetime(2026, 3, 1), "Applied"])
    page.append([None, None, datetime(2026, 3, 10), "Interview"])
    page.append([None, None, None, None])
    page.append(["Bolt", "Dev", datetime(2026, 3, 2), "Applied"])
    for cells in ("A2:A4", "B2:B4"):
        page.merge_cells(cells)
    book.save(tmp_path / "s.xlsx")
    assert events(js.load(tmp_path / "s.xlsx", as_of=AS_OF)) == ["Acme: applied 03-01, interview 03-10", "Bolt: applied 03-02"]


def test_a_row_without_the_company_above_it(sheet: js.JobLog) -> None:
    """In a text file nobody can know that the cell was merged: set aside, with what to write.

    Company,Role,Date,Event
    Acme,Analyst,2026-03-01,Applied
    ,,2026-03-10,Interview
    """
    assert (
        told(sheet)
        == "line 3, Company: no company. Write the company's name; if it is that of the rows above, write “Acme” in this row too."
    )


def test_a_status_beside_events_is_told(sheet: js.JobLog) -> None:
    """What happened is in one column; what came of it, in another, counts nowhere and is kept.

    Date,Company,Event,Result
    2026-03-10,Acme,Interview,Fail
    """
    assert events(sheet) == ["Acme: interview 03-10"]
    assert sheet.applications["Result"].tolist() == ["Fail"]
    assert "Result: kept, but it counts nowhere" in told(sheet)


def test_the_mend_of_an_event_works_as_it_stands(path: Path) -> None:
    """The whole cell stands in the mend.

    Date,Company,Event
    2026-03-10,Acme,First interview with the team lead
    """
    assert 'statuses={"First interview with the team lead": "…"}' in js.load(path, as_of=AS_OF).problems[0].mend
    assert events(js.load(path, as_of=AS_OF, statuses={"First interview with the team lead": "interview"})) == ["Acme: interview 03-10"]


def test_a_notion_date_with_its_zone(sheet: js.JobLog) -> None:
    """Notion writes the zone in brackets.

    Company,Stage,Applied Date,Interview Date
    Acme,Interviewing,"March 3, 2026","March 28, 2026 2:00 PM (EST)"
    """
    assert events(sheet) == ["Acme: applied 03-03, interview 03-28"]
    assert "carries a time zone" in told(sheet)


@pytest.mark.parametrize(
    ("header", "guess"),
    [
        (
            "Comapny,Postion,Date Aplied,Staus",
            '{"Comapny": "company", "Postion": "role", "Date Aplied": "date applied", "Staus": "status"}',
        ),
        ("Name,Stage,Applied Date,Tags", '{"Name": "company"}'),
        ("company,role,at,event", '{"at": "date"}'),
    ],
)
def test_a_refusal_says_which_column_may_be_it(tmp_path: Path, header: str, guess: str) -> None:
    """Names misspelt, or of another kind: the very words to paste, and they work."""
    path = write(tmp_path / "s.csv", f"{header}\nAcme,Applied,2026-03-01,Applied\n")
    with pytest.raises(js.LogError) as caught:
        js.load(path, as_of=AS_OF)
    assert f"columns={guess}" in str(caught.value)
    assert js.load(path, as_of=AS_OF, columns=json.loads(guess)).report is not None


def test_several_interviews_in_one_cell(sheet: js.JobLog) -> None:
    """Each day is an interview; a range of days, or a day without its year, is told.

    Company,Role,Date Applied,Interview Dates,Status
    Acme,Analyst,2026-03-01,"2026-03-10, 2026-03-20",Rejected
    Bolt,Analyst,2026-03-02,2026-03-12 / 2026-03-22 / 2026-04-02,Offer
    Crux,Analyst,2026-03-03,3/15 and 3/20,Applied
    Dorn,Analyst,2026-03-03,2026-03-15 - 2026-03-16,Applied
    """
    assert events(sheet) == [
        "Acme: applied 03-01, interview 03-10, interview 03-20",
        "Bolt: applied 03-02, interview 03-12, interview 03-22, interview 04-02",
        "Crux: applied 03-03",
        "Dorn: applied 03-03",
    ]
    assert "2 rows with several days in one cell; each was read as an interview" in told(sheet)
    assert "a range of days" in told(sheet)
    assert "two dates in one cell" not in told(sheet)


def test_a_note_of_which_only_whether_is_known(sheet: js.JobLog) -> None:
    """Thank you sent: yes or no, and once its day; what has no day is no event, and is kept.

    Company,Role,Applied,Interview Date,Thank you sent
    Acme,Analyst,2026-03-01,2026-03-10,Y
    Bolt,Analyst,2026-03-02,2026-03-14,2026-03-15
    Crux,Analyst,2026-03-03,2026-03-16,N
    """
    assert events(sheet)[1] == "Bolt: applied 03-02, interview 03-14, follow_up 03-15"
    assert (sheet.events["event"] == "follow_up").sum() == 1
    assert sheet.applications["Thank you sent (as written)"].tolist() == ["Y", "", "N"]
    assert "1 row: that there was a follow-up is said, but not when" in told(sheet)
    assert "not a date" not in told(sheet)


def test_the_glance_of_a_file_none_of_which_can_be_used(sheet: js.JobLog) -> None:
    """Not “ready for its first line”.

    Company,Role,Applied,Status
    Acme,Analyst,yesterday,Rejected
    Bolt,Analyst,March 2026,Applied
    """
    assert "None of what the file holds can be used yet: 2 rows set aside" in repr(js.glance(sheet))


def test_how_many_interviews_there_were(sheet: js.JobLog) -> None:
    """A number of interviews is no day: that there were any is known, when is not; the number is kept.

    Company,Role,Applied,Interviews,Status
    Acme,Analyst,2026-03-01,2,Rejected
    Bolt,Analyst,2026-03-02,0,
    Crux,Analyst,2026-03-04,10,
    """
    assert ends(sheet) == ["interview rejected", "applied", "interview"]
    assert sheet.applications["Interviews (as written)"].tolist() == ["2", "0", "10"]
    assert "not a date" not in told(sheet)
